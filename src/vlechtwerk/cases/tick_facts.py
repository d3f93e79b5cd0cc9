"""Load invented months of ticks: what each person ticked, of which only what may be shown is kept."""

from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import TimeAmount
from vlechtwerk.domains.evaluation.operations.closing_ticks import add_months_of_case
from vlechtwerk.domains.evaluation.operations.ticks import switch_ticks
from vlechtwerk.domains.evaluation.rules.tick_figures import (
    KINDS,
    MonthFigures,
    PersonMonth,
    figures_of_month,
    shares_of,
)
from vlechtwerk.domains.evaluation.rules.ticks import reasons_against_amounts

# One sign a kind, in the order of `TimeKind`.
SIGNS = {"-": TimeAmount.NONE, "l": TimeAmount.LITTLE, "h": TimeAmount.HALF, "m": TimeAmount.MOST}


def load_ticks(file: Block, loading: Loading) -> None:
    """Switch the ticks on, and load each month as it came out."""
    since, threshold = file.day("switched_on"), file.number("threshold")
    if since is None or threshold is None:
        raise file.wrong("switched_on", "Say since when staff are asked, and the smallest group.")
    at = datetime.combine(since, time(12), timezone.get_default_timezone())
    with place_of(file):
        switch_ticks(True, threshold, by=loading.by, at=at)
    could_tick = _could_tick(file, loading)
    months: dict[date, MonthFigures] = {}
    for block in file.blocks("months"):
        month, figures = _month(block, could_tick, threshold, loading)
        # The same people could tick in each.
        before = next(reversed(months.values()), None)
        codes = ("", *figures.departments) if before else ()
        goes_on = tuple(code for code in codes if before and figures.group(code) and before.group(code))
        months[month] = replace(figures, goes_on=goes_on)
    with place_of(file):
        add_months_of_case(months, by=loading.by)
    file.finish()


def _could_tick(file: Block, loading: Loading) -> list[str]:
    """Return the department of everyone who could tick."""
    block = file.block("could_tick")
    if block is None:
        raise file.wrong("could_tick", "Say how many of each department could tick.")
    found = [code for code in loading.departments for _number in range(block.number(code) or 0)]
    block.finish()
    return found


def _month(block: Block, could_tick: list[str], threshold: int, loading: Loading) -> tuple[date, MonthFigures]:
    month = block.day("month")
    if month is None:
        raise block.wrong("month", "“month” is missing.")
    ticked = [
        PersonMonth(code, shares_of(_amounts(block, code, signs)))
        for code in loading.departments
        for signs in block.texts(code)
    ]
    block.finish()
    return month.replace(day=1), figures_of_month(ticked, could_tick, threshold)


def _amounts(block: Block, code: str, signs: str) -> dict[str, str]:
    if len(signs) != len(KINDS) or not set(signs) <= set(SIGNS):
        raise block.wrong(code, f"“{signs}” is no tick; write one of {' '.join(SIGNS)} for each kind of time.")
    amounts = {kind: SIGNS[sign].value for kind, sign in zip(KINDS, signs, strict=True)}
    for reason in reasons_against_amounts(amounts):
        raise block.wrong(code, reason.text)
    return amounts
