"""Labels of a line of time never touch, whatever the dates; and the same contents give the same drawing."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.engines.documents.text_width import REGULAR, SEMI_BOLD, width_of
from vlechtwerk.engines.documents.timeline import Event, Move, Span, Tick, Timeline, draw

FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))
WORDS = st.text("abcdefghij klmnop", min_size=1, max_size=60)
EVENTS = st.builds(lambda first, length, what: Event(first, first + timedelta(days=length), "juli 2023", what),
                   DAYS, st.integers(0, 120), WORDS)  # fmt: skip
MOVES = st.lists(st.tuples(DAYS, st.just("1 december 2023"), WORDS), min_size=1, max_size=3).map(
    lambda dates: Move(tuple(dates), "+ 77 dagen" if len(dates) > 1 else "")
)
TEXT = re.compile(r'<text x="(\S+)" y="(\S+)" font-size="(\S+)" font-weight="(\d+)"([^>]*)>([^<]*)</text>')


def timeline(events: list[Event], moves: list[Move], shown: date) -> Timeline:
    return Timeline(
        title="Lab <in> de tijd",
        description="Dezelfde datums als in de lijst",
        ticks=(Tick(FIRST, "jan 2022"),),
        events=tuple(events),
        moves=tuple(moves),
        spans=(Span(FIRST, shown, "running", "In uitvoering"),),
        shown=shown,
        shown_words="stand op vandaag",
    )


@given(st.lists(EVENTS, max_size=8), st.lists(MOVES, max_size=3), DAYS)
def test_labels_never_touch(events: list[Event], moves: list[Move], shown: date) -> None:
    drawing = draw(timeline(events, moves, shown))
    ET.fromstring(drawing)
    lines: dict[str, list[tuple[float, float]]] = {}
    for x, y, size, weight, _more, words in TEXT.findall(drawing):
        if float(size) == 13:
            font = SEMI_BOLD if weight == "600" else REGULAR
            lines.setdefault(y, []).append((float(x), float(x) + width_of(words, 13, font)))
    for places in lines.values():
        ordered = sorted(places)
        assert all(end <= start + 0.1 for (_, end), (start, _) in itertools.pairwise(ordered))


@given(st.lists(EVENTS, min_size=1, max_size=8), DAYS)
def test_every_moment_is_on_the_line_also_when_its_label_finds_no_room(events: list[Event], shown: date) -> None:
    drawing = draw(timeline(events, [], shown))
    assert drawing == draw(timeline(events, [], shown))
    marks = drawing.count("<circle") + drawing.count('rx="6"')
    assert marks == len(events)


def test_words_of_a_short_move_stand_beside_its_marks() -> None:
    near = Move(
        ((date(2023, 9, 15), "was 15 september", "Beeld"), (date(2023, 12, 1), "1 december", "Beeld")), "+77 dagen"
    )
    drawing = draw(timeline([], [near], date(2033, 1, 1)))
    (x,) = [float(x) for x, *_, words in TEXT.findall(drawing) if words == "+77 dagen"]
    last = max(float(x) for x in re.findall(r'<path d="M(\S+) \S+l8 8', drawing))
    assert x > last + 8
    assert "line-through" not in drawing


def test_span_of_which_nothing_is_told_afterwards_ends_open() -> None:
    closed = timeline([], [], date(2025, 1, 1))
    spans = (Span(FIRST, date(2023, 1, 1), "running", "In uitvoering", open_until=date(2025, 1, 1)),)
    assert draw(replace(closed, spans=spans)).count('stroke-dasharray="2 5"') == 1
    assert 'stroke-dasharray="2 5"' not in draw(closed)
