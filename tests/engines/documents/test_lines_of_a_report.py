"""The lines of a file are those that a reader sees, and of two files those that differ are told in their order."""

from random import Random

import pytest

from tests.engines.documents.test_evaluation_report import built
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.report.lines import Line, lines_in, other_lines
from vlechtwerk.engines.documents.report.manifest import as_text


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


@pytest.mark.parametrize("other", [1, 2, 100, 150, 5_000])
def test_a_file_made_to_take_long_does_not_take_long(other: int) -> None:
    # It ends at all: compared line by line with all others, 15,000 lines take hours.
    chance = Random(8)
    made, found = (lines(*(f"Regel {chance.randrange(other)}" for _ in range(15_000))) for _ in range(2))
    assert all(one != two for one, two in other_lines(made, found))
