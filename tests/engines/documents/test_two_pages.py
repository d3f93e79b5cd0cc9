"""A short report that is said to fit on two pages does so where it is laid out, whatever stands in it."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.libre_office import needs_libre_office, pages_in_libre_office
from vlechtwerk.engines.documents.report.contents import (
    NumberedTable,
    Paragraph,
    Report,
    Section,
    Sentence,
    Sentences,
    Table,
)
from vlechtwerk.engines.documents.report.two_pages import first_rows, fits, height_of
from vlechtwerk.engines.documents.report.word import as_word

AT = datetime(2026, 7, 27, 12, tzinfo=UTC)
HEADS = ("Nr.", "Vraag", "Wat bekend is", "Grond")
# Long words and short ones, and letters that are wide.
WORDS = (
    "de partners samenwerking gegevens uitvoeringscapaciteit van in over het MIT WWW mag moederorganisaties ééntje "
    "criterium 45% (13 € “Samenwerkingsproces” beantwoordden illegaal lijst ontbreekt"
)


def said(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=chance.randint(1, most)))


def filled(chance: random.Random) -> Report:
    """Return a short report that fits, and would not with one row more."""
    made = Report(said(chance, 12), "Leesversie", "Demo · Verzonnen gegevens", True, "nl", "Inhoud",
                  (("Stand op", "31 augustus 2023"),), footer="Concept", is_short=True)  # fmt: skip
    while True:
        table = NumberedTable(said(chance, 6), HEADS, tuple(
            (str(number), said(chance, 12), said(chance, 30), "mening · gepubliceerd") for number in range(4)
        ))  # fmt: skip
        two = Table(said(chance, 6), ("Vraag", "Niet bekend"), (("V1", said(chance, 25)), ("V2", said(chance, 5))))
        sentences = Sentences(tuple(Sentence(str(number), said(chance, 25), "F1 · geteld") for number in range(3)))
        blocks = (Paragraph(said(chance, 30)), table, Paragraph(said(chance, 5), quiet=True), two, sentences)
        longer = replace(made, sections=(*made.sections, Section(said(chance, 5), 1, chance.sample(blocks, 3))))  # type: ignore[arg-type]  # any order
        if not fits(longer):
            return _with_lines(made)
        made = longer


def _with_lines(made: Report) -> Report:
    while True:
        line = Section("Tot slot", 1, (Paragraph("De partners."),))
        longer = replace(made, sections=(*made.sections, line))
        if not fits(longer):
            return made
        made = longer


@pytest.mark.slow
@needs_libre_office
def test_what_is_said_to_fit_has_two_pages_in_libre_office(tmp_path: Path) -> None:
    reports = [filled(random.Random(seed)) for seed in range(24)]
    pages = pages_in_libre_office([as_word(report, AT) for report in reports], tmp_path)
    assert pages == [2] * len(reports)


def test_first_rows_are_as_many_as_there_is_room_for() -> None:
    rows = tuple((str(number), "Hoe staat het ermee?", "Goed.", "mening") for number in range(9))
    table = NumberedTable("Vragen", HEADS, rows)
    room = height_of(replace(table, rows=rows[:4]))
    assert first_rows(table, 9, room).rows == rows[:4]
    assert first_rows(table, 9, room - 1).rows == rows[:3]
    assert first_rows(table, 2, room).rows == rows[:2]
    assert first_rows(table, 9, 1).rows == ()
