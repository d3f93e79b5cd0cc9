"""Advice and promises as they stood on a day: what waits, what is overdue, and how it went."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from vlechtwerk.domains.partnership.models import Advice, BodyNote, Promise, PromiseStep
from vlechtwerk.domains.partnership.rules.promises import ENDED
from vlechtwerk.engines.statistics.days import Days
from vlechtwerk.engines.statistics.lead_times import time_taken
from vlechtwerk.foundation.periods import Certainty, PreciseDate


@dataclass(frozen=True, slots=True)
class AdviceAsOf:
    """An advice as it stood on a day."""

    advice: Advice
    is_given: bool
    is_weighed: bool
    # Days it waited, or waits on the day asked; nothing when a day is not known.
    waited: Days | None
    overdue_days: int


@dataclass(frozen=True, slots=True)
class PromiseAsOf:
    """A promise as it stood on a day: its steps till then, the date that held, and whether that has passed."""

    promise: Promise
    steps: tuple[PromiseStep, ...]
    due_on: PreciseDate | None
    # The kind of its last step, or nothing while it is simply open.
    kind: str
    overdue_days: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept, or to be kept in full."""
        return self.kind not in ENDED


def advice_as_of(day: date, only: Q | None = None) -> list[AdviceAsOf]:
    """Return the advice asked by a day: what waits first, the longest overdue and then the longest waiting first."""
    found = Advice.objects.known_by(day).filter(only or Q())
    found = found.select_related("body", "asked_by", "asking_body", "decision", "given_by", "followed_in", "weighed_by")
    rows = [_advice(item, day) for item in found]
    return sorted(rows, key=_waiting_first)


def _advice(item: Advice, day: date) -> AdviceAsOf:
    given = item.given_on is not None and item.given_on.as_of(day) is not Certainty.NOT_YET
    weighed = item.weighed_on is not None and item.weighed_on.as_of(day) is not Certainty.NOT_YET
    waited = time_taken(item.asked_on, item.given_on if given else PreciseDate.of_day(day))
    overdue = (day - item.due_on).days if item.due_on and not given else 0
    return AdviceAsOf(item, given, weighed, waited, max(overdue, 0))


def _waiting_first(row: AdviceAsOf) -> tuple[bool, int, float, float]:
    newest = -row.advice.given_latest.toordinal() if row.is_given and row.advice.given_latest else 0.0
    return row.is_given, -row.overdue_days, newest, -(row.waited.most if row.waited else 0)


def drafts_of(advice: Advice) -> list[BodyNote]:
    """Return the drafts of an advice, newest first; for those who do not sit in the body there are none."""
    return list(BodyNote.objects.filter(advice=advice).select_related("written_by"))


def promises_as_of(day: date, only: Q | None = None) -> list[PromiseAsOf]:
    """Return the promises made by a day: overdue first, then by the date that they are due, ended ones last."""
    found = list(Promise.objects.known_by(day).filter(only or Q()).select_related("organisation", "responsible"))
    steps: dict[UUID, list[PromiseStep]] = defaultdict(list)
    for step in (
        PromiseStep.objects.filter(promise__in=found).select_related("decision").order_by("promise_id", "order")
    ):
        steps[step.promise_id].append(step)
    rows = [promise_on(item, steps[item.id], day) for item in found]
    return sorted(rows, key=_overdue_first)


def promise_on(promise: Promise, steps: Sequence[PromiseStep], day: date) -> PromiseAsOf:
    """Return a promise as it stood on a day."""
    known = tuple(step for step in steps if step.occurred_on is None or step.occurred_on.as_of(day) is Certainty.SURELY)
    moved = [step.due_on for step in known if step.due_on is not None]
    due, kind = moved[-1] if moved else promise.due_on, known[-1].kind if known else ""
    overdue = (day - due.latest).days if due is not None and kind not in ENDED else 0
    return PromiseAsOf(promise, known, due, kind, max(overdue, 0))


def _overdue_first(row: PromiseAsOf) -> tuple[bool, int, date]:
    return not row.is_open, -row.overdue_days, row.due_on.earliest if row.due_on else date.max
