"""Sentences about registered counts, for any world of the tests."""

from collections.abc import Sequence
from datetime import date

from tests.world import World, now
from vlechtwerk.domains.programme.models import Activity, Measure, MeasureDraw
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.domains.programme.queries.measures_file import read_count
from vlechtwerk.domains.programme.rules.measures import DefinitionTold, DrawTold, MeasureTold, MonthTold
from vlechtwerk.engines.statistics.monthly_series import month_after

FIRST = date(2024, 1, 1)


def definition(
    text: str = "Kades die samen zijn rondgelopen", holds_from: date = FIRST, *, people: bool = False
) -> DefinitionTold:
    """Return what is counted, from a month on."""
    return DefinitionTold(text, "kades", holds_from, holds_from, counts_people=people)


def add_measure(world: World, activity: Activity | None, code: str = "KADES", *, people: bool = False) -> Measure:
    """Add a measure that Douane keeps, of an activity or of N1 on the map."""
    told = MeasureTold(
        code, f"Kades {code}", world.organisations["DOU"], "more", activity=activity, node="" if activity else "N1"
    )
    return measures.add_measure(told, definition(people=people), by=world.loader, at=now())


def months(counts: Sequence[int | str], first: date = FIRST) -> list[MonthTold]:
    """Return counts month by month; a text is what would stand in a file."""
    found = []
    for step, count in enumerate(counts):
        read = read_count(str(count))
        assert read is not None
        found.append(MonthTold(month_after(first, step), *read))
    return found


def drawn(on: date = date(2026, 6, 1), **more: object) -> DrawTold:
    """Return how a draw was made."""
    told = {"drawn_by": "Gegevensbeheerder", "source": "Register van rondgangen", "query": "select 1"} | more
    return DrawTold(on, **told)  # type: ignore[arg-type]  # whatever a draw takes


def take_in(
    world: World, measure: Measure, counts: Sequence[int | str], first: date = FIRST, **more: object
) -> MeasureDraw:
    """Take in a draw from a month on."""
    return measures.take_in_draw(measure, drawn(**more), months(counts, first), by=world.loader, at=now())  # type: ignore[arg-type]  # as above
