"""Labels of a line of time never touch, whatever the dates; and the same contents give the same drawing."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
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


STATUSES = st.sampled_from(["planned", "running", "delayed", "completed"])
SPANS = st.lists(st.tuples(DAYS, STATUSES, WORDS), max_size=5)


def boxes(drawing: str) -> list[tuple[float, float, float, float, str]]:
    """Return the place of each text: where it begins and ends, and its top and foot."""
    found = []
    for x, y, size, weight, more, words in TEXT.findall(drawing):
        wide = width_of(unescape(words), float(size), SEMI_BOLD if weight == "600" else REGULAR)
        begins = float(x) - wide if 'text-anchor="end"' in more else float(x)
        found.append((begins, begins + wide, float(y) - 10, float(y) + 3, words))
    return found


@given(st.lists(EVENTS, max_size=8), st.lists(MOVES, max_size=3), SPANS, DAYS)
def test_no_words_touch(
    events: list[Event], moves: list[Move], changes: list[tuple[date, str, str]], shown: date
) -> None:
    ordered = sorted(changes)
    spans = tuple(
        Span(day, ordered[place + 1][0] if place + 1 < len(ordered) else max(day, shown), status, words)
        for place, (day, status, words) in enumerate(ordered)
    )
    ticks = tuple(Tick(date(2022 + n // 12, n % 12 + 1, 1), f"maand {n}") for n in range(36))
    drawing = draw(replace(timeline(events, moves, shown), spans=spans, ticks=ticks))
    ET.fromstring(drawing)
    for (x1, x2, top, foot, one), (begins, ends, above, below, other) in itertools.combinations(boxes(drawing), 2):
        apart = x2 <= begins + 0.2 or ends <= x1 + 0.2 or foot <= above or below <= top
        assert apart, (one, other)


def test_long_stretch_without_anything_is_cut() -> None:
    near = [Event(day, day, "dag", "Iets") for day in (date(2022, 1, 1), date(2024, 1, 1), date(2024, 2, 1))]
    drawing = draw(timeline(near, [], date(2024, 3, 1)))
    places = sorted(float(x) for x in re.findall(r'<circle cx="(\S+)"', drawing))
    # A month at the end is wider than the two years before it.
    assert places[2] - places[1] > places[1] - places[0]
    assert 'fill="#ffffff"/><path d="M' in drawing


@given(st.lists(EVENTS, min_size=1, max_size=8), DAYS)
def test_every_moment_is_on_the_line_also_when_its_label_finds_no_room(events: list[Event], shown: date) -> None:
    drawing = draw(timeline(events, [], shown))
    assert drawing == draw(timeline(events, [], shown))
    marks = drawing.count("<circle") + drawing.count('rx="6"')
    assert marks == len(events)


def test_words_of_a_move_stand_beside_its_last_date() -> None:
    near = Move(
        ((date(2023, 9, 15), "was 15 september", "Beeld"), (date(2023, 12, 1), "1 december", "Beeld")), "+77 dagen"
    )
    drawing = draw(timeline([], [near], date(2033, 1, 1)))
    found = {words: (begins, ends, top) for begins, ends, top, _foot, words in boxes(drawing)}
    assert found["+77 dagen"][2] == found["1 december"][2]
    assert found["+77 dagen"][0] > found["1 december"][1]
    assert "line-through" not in drawing


def test_words_that_do_not_fit_in_their_bar_stand_below_it() -> None:
    spans = (
        Span(FIRST, date(2022, 6, 1), "planned", "Gepland"),
        Span(date(2022, 6, 1), date(2022, 6, 3), "delayed", "Vertraagd"),
        Span(date(2022, 6, 3), date(2022, 12, 1), "running", "In uitvoering"),
    )
    drawing = draw(replace(timeline([], [], date(2022, 12, 1)), spans=spans))
    tops = {words: top for _begins, _ends, top, _foot, words in boxes(drawing)}
    assert tops["Vertraagd"] > tops["In uitvoering"]


def test_span_of_which_nothing_is_told_afterwards_ends_open() -> None:
    closed = timeline([], [], date(2025, 1, 1))
    spans = (Span(FIRST, date(2023, 1, 1), "running", "In uitvoering", open_until=date(2025, 1, 1)),)
    assert draw(replace(closed, spans=spans)).count('stroke-dasharray="2 5"') == 1
    assert 'stroke-dasharray="2 5"' not in draw(closed)
