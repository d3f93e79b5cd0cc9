"""The figures of capacity: histories worked out by hand, what holds of any ledger, its file and its drawings."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.engines.documents.capacity import Month, Panel, State, draw
from vlechtwerk.engines.documents.capacity.ledger_file import read_csv
from vlechtwerk.engines.statistics.capacity import (
    KINDS,
    Key,
    Line,
    by_month,
    cells_of,
    grouped,
    is_quarter,
    month_after,
    months_between,
    read_month,
    sums_of,
)
from vlechtwerk.engines.statistics.differences import compare, marked

HISTORIES = sorted((Path(__file__).parent.parent / "data" / "capacity").glob("*.yaml"))


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def line_of(row: dict[str, Any]) -> Line:
    key = Key(row["organisation"], row["profile"], row["activity"], row["place"])
    return Line(key, row["kind"], month(row["month"]), Decimal(row["hours"]), row.get("number", 1))


@pytest.mark.parametrize("history", HISTORIES, ids=lambda path: path.stem)
def test_history_worked_out_by_hand_comes_out(history: Path) -> None:
    told = yaml.safe_load(history.read_text())
    sums = sums_of(cells_of(map(line_of, told["lines"])), month(told["until"]))
    for name, wanted in told["expected"].items():
        assert getattr(sums, name) == (Decimal(wanted) if isinstance(wanted, str) else wanted), name


MONTHS = [date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
LINES = st.builds(
    Line,
    key=st.builds(
        Key, st.sampled_from(["NP", "OM"]), st.sampled_from(["analist", "jurist"]), st.sampled_from(["", "D01"]),
        st.sampled_from(["inside", "home"]),
    ),
    kind=st.sampled_from(KINDS),
    month=st.sampled_from(MONTHS),
    hours=st.integers(0, 800).map(lambda quarters: Decimal(quarters) / 4),
)  # fmt: skip
# In the order in which they were recorded: each gets the next number.
LEDGERS = st.lists(LINES, max_size=40).map(
    lambda lines: [Line(line.key, line.kind, line.month, line.hours, place) for place, line in enumerate(lines)]
)


@settings(max_examples=60, deadline=None)
@given(LEDGERS, st.randoms())
def test_groups_and_months_add_up_to_the_whole_and_order_does_not_matter(ledger: list[Line], random: Any) -> None:
    cells, until = cells_of(ledger), date(2024, 2, 1)
    whole = sums_of(cells, until)
    for parts in (
        [sums_of(group, until) for group in grouped(cells, lambda cell: cell.key.organisation).values()],
        list(by_month(cells, MONTHS, until).values()),
    ):
        assert sum((part.gap for part in parts), Decimal(0)) == whole.gap
        assert sum((part.awaited for part in parts), Decimal(0)) == whole.awaited
    shuffled = list(ledger)
    random.shuffle(shuffled)
    assert cells_of(shuffled) == cells


def test_months_pass_the_turn_of_the_year_and_end_before_until() -> None:
    assert months_between(date(2023, 11, 1), date(2024, 2, 1)) == [MONTHS[0], MONTHS[1], MONTHS[2]]
    assert months_between(date(2024, 2, 1), date(2024, 2, 1)) == []
    assert month_after(date(2024, 1, 1), -13) == date(2022, 12, 1)


@given(st.decimals(min_value=-10, max_value=10, places=3))
def test_quarters_are_whole_quarters_of_an_hour(hours: Decimal) -> None:
    assert is_quarter(hours) == (hours >= 0 and (hours * 1000) % 250 == 0)


def test_comparison_of_texts_passes_over_capitals_and_spaces_only() -> None:
    assert compare("Data  scientist", "data scientist") == "same"
    assert compare("Data scientist", "") == "left_out"
    assert compare("Data scientist", "Rechercheur") == compare("", "Rechercheur") == "changed"


def test_what_was_not_asked_is_marked_in_what_was_published() -> None:
    assert marked("Analist met Python", "Analist met rijbewijs") == [("Analist met", True), (" rijbewijs", False)]


@pytest.mark.parametrize("text", ["9999-12", "0001-01", "2026-13", "2026", "x"])
def test_month_that_calendars_do_not_reach_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"[-x0-9]"):
        read_month(text)


def test_file_with_a_cell_without_end_names_its_row() -> None:
    endless = read_csv(b'organisation,profile,activity,place,month,kind,hours\n"' + b"x" * 200_000)
    assert [(mistake.code, mistake.row) for mistake in endless.mistakes] == [("not_text", 2)]
    assert [mistake.code for mistake in read_csv(b"a\0b").mistakes] == ["not_text"]


def test_drawings_are_on_one_scale_and_what_is_not_given_is_hatched() -> None:
    months = (Month("jan", 100, 80, 60, State.GIVEN), Month("feb", 100, 80, 0, State.MISSING))
    low = (Month("jan", 10, 8, 6, State.GIVEN),)
    high_drawing, low_drawing = draw([Panel("A & B", months), Panel("C", low)], lambda hours: f"{hours:g}")
    assert high_drawing.count("vw-capacity__pledged") == 2
    assert (high_drawing.count("vw-capacity__missing"), low_drawing.count("vw-capacity__missing")) == (1, 0)
    assert 'aria-label="A &amp; B"' in high_drawing
    heights = [
        re.findall(r'vw-capacity__delivered"[^>]*height="([0-9.]+)"', drawing)[0]
        for drawing in (high_drawing, low_drawing)
    ]
    assert float(heights[0]) == pytest.approx(10 * float(heights[1]), rel=0.02)
    assert "style=" not in high_drawing
    assert draw([Panel("leeg", ())], str)
