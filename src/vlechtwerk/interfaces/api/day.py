"""Where the day goes: tick once a week, choose whether one is asked, read the months that are over, and switch it."""

from collections.abc import Mapping

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import TimeKind
from vlechtwerk.domains.evaluation.operations import ticks as operations
from vlechtwerk.domains.evaluation.queries.evidence_of_ticks import identifier_of
from vlechtwerk.domains.evaluation.queries.tick_state import tick_state
from vlechtwerk.domains.evaluation.queries.ticks import MonthAsRead, months_over
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.interfaces.api import day_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.problems import PROBLEMS

router = Router(tags=["evaluation"])
DAY = "/where-the-day-goes"


def _state(request: ApiRequest) -> schemas.TickStateOut:
    found = tick_state(request.actor.person, timezone.now())
    return schemas.TickStateOut(
        is_on=found.is_on,
        smallest_group=found.threshold,
        wants_to_be_asked=found.wants_to_be_asked,
        was_asked_this_week=found.was_asked,
    )


@router.get(DAY, response={200: list[schemas.DayMonthOut], **PROBLEMS}, by_alias=True)
def day_months(request: ApiRequest, project: Path[str]) -> list[schemas.DayMonthOut]:
    """List the months that are over, oldest first: what staff say of their time, where enough of them did."""
    return [row for month in months_over() for row in _rows(month)]


@router.get(f"{DAY}/me", response={200: schemas.TickStateOut, **PROBLEMS}, by_alias=True)
def my_tick(request: ApiRequest, project: Path[str]) -> schemas.TickStateOut:
    """Show whether staff are asked, and how that stands for the caller."""
    return _state(request)


@router.post(f"{DAY}/ticks", response={201: schemas.TickStateOut, **PROBLEMS}, by_alias=True)
def tick_my_week(request: ApiRequest, project: Path[str], told: schemas.TickIn) -> Status[schemas.TickStateOut]:
    """Tick where the caller's past seven days went: once a week, sealed, and never shown of fewer than a group."""
    operations.tick(told.amounts(), **by_whom(request))
    return Status(201, _state(request))


@router.post(f"{DAY}/not-this-week", response={201: schemas.TickStateOut, **PROBLEMS}, by_alias=True)
def skip_my_week(request: ApiRequest, project: Path[str]) -> Status[schemas.TickStateOut]:
    """Let the caller not be asked again this week."""
    operations.skip_week(**by_whom(request))
    return Status(201, _state(request))


@router.post(f"{DAY}/asking", response={200: schemas.TickStateOut, **PROBLEMS}, by_alias=True)
def choose_asking(request: ApiRequest, project: Path[str], told: schemas.AskingIn) -> schemas.TickStateOut:
    """Let the caller be asked on their home page, or not any more; only they know it."""
    operations.choose_to_be_asked(told.wants_to_be_asked, **by_whom(request))
    return _state(request)


@router.post(f"{DAY}/switch", response={200: schemas.TickStateOut, **PROBLEMS}, by_alias=True)
def switch_ticks(request: ApiRequest, project: Path[str], told: schemas.TickSwitchIn) -> schemas.TickStateOut:
    """Ask staff where their day goes, or stop asking; for evaluators."""
    operations.switch_ticks(told.is_on, told.smallest_group, **by_whom(request))
    return _state(request)


def _rows(month: MonthAsRead) -> list[schemas.DayMonthOut]:
    codes = ["", *sorted({*month.figures.departments, *month.figures.hidden})]
    return [_row(month, code) for code in codes]


def _row(month: MonthAsRead, code: str) -> schemas.DayMonthOut:
    time = month.figures.group(code)
    shares: Mapping[str, int] = time.shares if time else {}
    return schemas.DayMonthOut(
        month=month.code,
        department=code,
        name=month.names.get(code, code),
        smallest_group=month.figures.threshold,
        people_from=time.people_from if time else None,
        people_until=time.people_until if time else None,
        step=time.step if time else None,
        goes_on=code in month.figures.goes_on,
        ground=Ground.SELF_REPORT,
        base=Base.OWN,
        evidence=identifier_of(month, code) if time else "",
        **{kind: shares.get(kind) for kind in TimeKind.values},
    )
