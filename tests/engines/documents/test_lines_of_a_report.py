"""The lines of a file are those that a reader sees, and of two files those that differ are told in their order."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from random import Random

import pypdfium2
import pytest
from docx import Document

from tests.engines.documents.test_evaluation_report import built
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.report.contents import Framed, Picture, Report, Section
from vlechtwerk.engines.documents.report.lines import Line, NotCompared, lines_in, other_lines
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.engines.documents.report.word import as_word


def lines(*texts: str) -> list[Line]:
    return [Line("1 Een", "", place, text) for place, text in enumerate(texts, 1)]


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_sentences_of_each_kind_of_file_are_read_with_chapter_and_number(kind: str) -> None:
    manifest = built()
    found = lines_in(file_of(report_from(manifest["forms"]["full"], as_text(manifest)), kind, manifest))
    told = {(line.chapter, line.number, line.text.partition(" [")[0]) for line in found}
    assert ("1 Hoofdstuk 1", "", "Wij vertellen wat er is.") in told
    numbered = {(chapter, number) for chapter, number, text in told if text.startswith("Respondenten vinden dit.")}
    assert numbered == {("1 Hoofdstuk 1", "2"), ("2 Hoofdstuk 2", "2")}


def test_a_sentence_of_which_the_number_was_taken_out_has_none() -> None:
    manifest = built()
    whole = file_of(report_from(manifest["forms"]["full"], as_text(manifest)), "html", manifest).decode()
    found = lines_in(re.sub(r'<b class="number">2</b>', "", whole).encode())
    sentences = [line for line in found if line.text.startswith("Respondenten vinden dit.")]
    assert [line.number for line in sentences] == ["", ""]


def test_alternative_texts_of_drawings_in_a_word_file_are_lines_of_their_own_and_no_sentence() -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
    pictures = [
        Picture(f"Figuur {place}", drawn, words) for place, words in enumerate(("Een  staaf.", "", "Zo. En zo."))
    ]
    report = Report("T", "S", "O", False, "nl", "Inhoud", (), (Section("Een", 1, (Framed("Begin."), *pictures)),))
    found = lines_in(as_word(report, datetime(2026, 11, 30, tzinfo=UTC)))
    told = [(line.place, line.text, line.drawing) for line in found if line.chapter == "Een"]
    assert told == [
        (0, "Een", 0), (1, "Begin.", 0), (2, "Figuur 0", 0), (2, "Een staaf.", 1), (3, "Figuur 1", 0),
        (4, "Figuur 2", 0), (4, "Zo. En zo.", 3),
    ]  # fmt: skip
    # Words that leave a drawing for the text are told.
    moved = [replace(line, drawing=0) for line in found]
    assert len(list(other_lines(found, moved))) == 2


def test_what_is_no_file_of_a_report_has_no_lines() -> None:
    for content in (b"PK\x03\x04 stuk", b"", b"\xff\xfe"):
        try:
            found = lines_in(content)
        except ValueError:
            continue
        assert not [line for line in found if line.chapter or line.number]


def test_lines_that_are_other_gone_and_added_are_each_told() -> None:
    made = lines("De eerste zin.", "De tweede zin staat hier.", "De derde zin.", "De vierde zin.", "Slot.")
    found = lines("De eerste zin.", "De tweede zin stond hier.", "De vierde zin.", "Iets geheel nieuws!", "Slot.")
    told = [(one and one.text, other and other.text) for one, other in other_lines(made, found)]
    assert told == [
        ("De tweede zin staat hier.", "De tweede zin stond hier."),
        ("De derde zin.", None),
        (None, "Iets geheel nieuws!"),
    ]
    assert list(other_lines(made, made)) == []


def made_to_take_long(other: int) -> list[list[Line]]:
    """Return two files of so many other lines each, in an order of chance."""
    chance = Random(8)
    return [lines(*(f"Regel {chance.randrange(other)}" for _ in range(15_000))) for _ in range(2)]


# Compared line by line with all others, 15,000 lines take hours.
@pytest.mark.parametrize("other", [100, 150])
def test_a_file_made_to_take_long_is_not_compared(other: int) -> None:
    with pytest.raises(NotCompared):
        next(other_lines(*made_to_take_long(other)))


# A line that is everywhere is begun at by no comparison, and one that is seldom in few places.
@pytest.mark.parametrize("other", [2, 5_000])
def test_a_long_file_is_compared_where_that_takes_little(other: int) -> None:
    told = list(other_lines(*made_to_take_long(other)))
    assert told
    assert all(one != two for one, two in told)


def test_more_lines_than_can_be_compared_are_not_told_to_be_the_same() -> None:
    many = [f"Regel {place}" for place in range(50_001)]
    assert next(other_lines(lines("Anders."), lines(*many[:-1])))
    # So few lines are each in the other file so often that comparing them takes long too.
    often, seldom = ([f"Regel {place % each}" for place in range(15_000)] for each in (100, 5_000))
    assert next(other_lines(lines(*seldom), lines(*reversed(seldom))))
    for made, found in ((["Anders."], many), (many, ["Anders."]), (often, often[::-1])):
        with pytest.raises(NotCompared):
            next(other_lines(lines(*made), lines(*found)))


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_each_kind_of_file_has_the_numbers_in_the_margin(kind: str) -> None:
    manifest = built()
    content = file_of(report_from(manifest["forms"]["full"], as_text(manifest)), kind, manifest)
    if kind == "pdf":
        read = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    elif kind == "docx":
        read = " ".join(one.text for one in Document(io.BytesIO(content)).paragraphs)
    else:
        read = unescape(re.sub(r"<[^>]*>", " ", content.decode()))
    read = " ".join(read.split())
    for numbered in ("1 74% van de respondenten", "2 Respondenten vinden dit.", "3 Hier staan 28 aandelen."):
        assert numbered in read, read
    # What is told twice has its number at both places.
    assert read.count("2 Respondenten vinden dit.") == 2
