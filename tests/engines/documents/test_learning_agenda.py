"""A learning agenda is drawn with its versions side by side: who comes from whom stands in one band, and fits on A4."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.documents.learning_agenda.contents import AgendaDrawing, Beside, Box, Column, Line
from vlechtwerk.engines.documents.learning_agenda.drawing import draw
from vlechtwerk.engines.documents.learning_agenda.layout import rows_of
from vlechtwerk.engines.documents.sheet import Sheet, sheet_of

WORDS = "Hoe maken we doelen concreter, terwijl elke dienst eigen doelen heeft?"


def box(key: str) -> Box:
    return Box(key, key[0].upper(), WORDS, "strategisch")


def agenda(*columns: str, lines: str = "") -> AgendaDrawing:
    """Return an agenda of keys: “a1 b1”, “a2 c2”; and lines as “a1-a2 b1-a2”."""
    drawn = tuple(
        Column(f"Versie {number}", "in mei", tuple(box(key) for key in keys.split()), now=number == len(columns))
        for number, keys in enumerate(columns, 1)
    )
    between = tuple(Line(start, end, "blijft") for start, _dash, end in (one.partition("-") for one in lines.split()))
    return AgendaDrawing("Leeragenda", "In woorden", drawn, between)


def test_what_splits_and_merges_stands_in_one_band() -> None:
    # By hand: A stays in row 0; B splits over rows 1 and 2; C and D merge, in rows 3 and 4.
    drawn = agenda(
        "a1 b1 c1 d1", "a2 b2 bb2 c2 d2", "a3 b3 bb3 c3",
        lines="a1-a2 b1-b2 b1-bb2 c1-c2 d1-d2 a2-a3 b2-b3 bb2-bb3 c2-c3 d2-c3",
    )  # fmt: skip
    assert dict(rows_of(drawn)) == {
        "a1": 0, "b1": 1, "c1": 3, "d1": 4, "a2": 0, "b2": 1, "bb2": 2, "c2": 3, "d2": 4,
        "a3": 0, "b3": 1, "bb3": 2, "c3": 3,
    }  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.integers(1, 6), st.integers(1, 6))
def test_no_two_questions_of_a_version_share_a_row(ends: list[tuple[int, int]], before: int, after: int) -> None:
    names = [" ".join(f"{side}{number}" for number in range(count)) for side, count in (("x", before), ("y", after))]
    drawn = agenda(*names, lines=" ".join(f"x{start}-y{end}" for start, end in ends))
    rows = rows_of(drawn)
    for column in drawn.columns:
        assert len({rows[one.key] for one in column.boxes}) == len(column.boxes)


def test_drawing_is_the_same_again_and_no_word_of_a_user_becomes_markup() -> None:
    drawn = AgendaDrawing(
        "<b>", "&", (Column("<i>", "x", (Box("a", "A", "<script>alert(1)</script>", "&amp", "/x?a=1&b=2"),), now=True),)
    )
    svg = draw(drawn)
    assert svg == draw(drawn)
    tree = ElementTree.fromstring(svg)
    assert "<script>" not in svg
    texts = [one.text for one in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "<script>alert(1)</script>" in texts
    assert tree.find(".//{http://www.w3.org/2000/svg}a").get("href") == "/x?a=1&b=2"  # type: ignore[union-attr]  # it is there


def test_trials_stand_beside_the_question_that_they_are_of() -> None:
    drawn = agenda("a1 b1", "a2 b2", lines="a1-a2 b1-b2")
    with_trial = AgendaDrawing(
        drawn.title, drawn.description, drawn.columns, drawn.lines, ("Proef", "tot wanneer"),
        (Beside("b2", "Lab: eerst de matrix", "", "Nooit opnieuw bekeken", waits=True),),
    )  # fmt: skip
    svg = draw(with_trial)
    top_of_second = [float(y) for y in re.findall(r'<rect x="[\d.]+" y="([\d.]+)" [^>]* rx="3"', svg)][-1]
    mark = re.search(r'<path d="M[\d.]+ ([\d.]+)v[\d.]+" stroke="#1a4a6e" stroke-width="4" stroke-dasharray', svg)
    assert mark is not None
    assert float(mark[1]) == top_of_second


def test_agenda_of_one_version_or_three_fits_on_one_sheet_of_a4() -> None:
    many = agenda(" ".join(f"q{number}" for number in range(14)))
    three = agenda("a1 b1 c1 d1 e1 f1", "a2 b2 c2 d2 e2 f2", "a3 b3 c3", lines="a1-a2 b1-b2 a2-a3 b2-b3 c2-c3 d2-c3")
    for drawn in (many, three):
        words = Sheet("Leeragenda", "Evaluatie", "In woorden", "Verzonnen gegevens", "stand op", "nl", paper="a4")
        pdf = sheet_of(draw(drawn), words, datetime(2026, 11, 18, tzinfo=UTC))
        read = pypdfium2.PdfDocument(pdf)
        assert len(read) == 1
        # In points: 297 × 210 mm, lying or standing.
        assert sorted(round(side) for side in read[0].get_size()) == [595, 842]
