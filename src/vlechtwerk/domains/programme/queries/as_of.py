"""What was known on a day: what had surely happened, and what may have happened by then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils import timezone

from vlechtwerk.domains.partnership.models import Decision, Project
from vlechtwerk.domains.programme.models import ActivityStatus, PreconditionJudgement
from vlechtwerk.foundation.periods import Certainty, PreciseDate

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class AsOf(Generic[Record]):
    """The last record that surely held on a day, and the later ones that possibly held already."""

    known: Record | None = None
    possible: tuple[Record, ...] = ()


def as_of(records: Iterable[Record], day: date, moment_of: Callable[[Record], PreciseDate | None]) -> AsOf[Record]:
    """Read a history, oldest first, as of a day. A record without a date has held from the start.

    “In July 2023” says on 30 June: not yet; in July: possibly; from 31 July: surely.
    """
    known: Record | None = None
    possible: list[Record] = []
    for record in records:
        moment = moment_of(record)
        certainty = Certainty.SURELY if moment is None else moment.as_of(day)
        if certainty is Certainty.SURELY:
            known, possible = record, []
        elif certainty is Certainty.POSSIBLY:
            possible.append(record)
    return AsOf(known, tuple(possible))


def present_day(project: Project) -> date:
    """Return the day that pages show when none is asked: today, or the day that a published case describes.

    Once someone has registered something newer than the case, the case goes on living and today counts.
    """
    today = timezone.localdate()
    if project.described_on is None:
        return today
    by_people = {"project": project, "recorded_by__loads_cases": False}
    goes_on = (
        ActivityStatus.objects.filter(**by_people).exists()
        or PreconditionJudgement.objects.filter(**by_people).exists()
        or Decision.objects.filter(**by_people).exists()
    )
    return today if goes_on else project.described_on
