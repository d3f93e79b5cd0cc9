"""Dots of how long things took: no mark covers another, and the words of a row end before its dots."""

import re

from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.documents.dot_plot import DotPlot, DotRow, draw
from vlechtwerk.engines.documents.text_width import width_of

DAYS = st.lists(st.integers(0, 100), max_size=12)
CIRCLE = re.compile(r'<circle cx="(\S+)" cy="(\S+)" r="5.5" fill="(\S+)"')


def plot(taken: list[int], waiting: list[int]) -> str:
    row = DotRow(
        "Stuurgroep",
        "mediaan 27, 9 van 10 binnen 62, n = 13",
        tuple((day, day) for day in sorted(set(taken))),
        None,
        tuple(sorted(set(waiting))),
    )
    return draw(DotPlot("Duur", "De tabel", (row,), (), ("genomen", "wacht", "mediaan"), "dagen"))


@given(DAYS, DAYS)
def test_no_mark_covers_another(taken: list[int], waiting: list[int]) -> None:
    drawing = plot(taken, waiting)
    # The first two explain the marks.
    marks = [(float(x), float(y), fill == "#ffffff") for x, y, fill in CIRCLE.findall(drawing)][2:]
    for place, (x, y, is_open) in enumerate(marks):
        for other, level, other_open in marks[place + 1 :]:
            if abs(y - level) < 11:
                left_is_open = is_open if x < other else other_open
                assert abs(x - other) >= (22 if left_is_open else 11)


def test_words_of_a_row_end_before_its_first_dot() -> None:
    first = min(float(x) for x, _y, _fill in CIRCLE.findall(plot([0], []))[2:])
    assert first > width_of("mediaan 27, 9 van 10 binnen 62, n = 13", 12.5) + 11
