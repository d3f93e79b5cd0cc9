"""The dates of all activities: first planned, now planned, reached, and every move between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from vlechtwerk.domains.partnership.models import Advice, Decision, Promise
from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, PromiseAsOf, advice_as_of, promises_as_of
from vlechtwerk.domains.programme.models import Activity, AdviceAbout, FocusArea, MilestoneDate, PromiseAbout
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, is_corrected, milestones_as_of
from vlechtwerk.engines.statistics.date_slips import History, Slips, slips
from vlechtwerk.foundation.periods import PreciseDate

PLANNED, HAPPENED = MilestoneDate.Basis.PLANNED, MilestoneDate.Basis.HAPPENED


@dataclass(frozen=True, slots=True)
class PlanningFilter:
    """What the planning is narrowed to; empty means everything."""

    area: str = ""
    activity: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """One milestone of an activity with the dates that surely held by a day."""

    activity: Activity
    found: MilestoneAsOf
    planned: tuple[MilestoneDate, ...]
    reached: MilestoneDate | None
    # What possibly holds already, but not surely.
    possible: tuple[MilestoneDate, ...]

    @property
    def moves(self) -> tuple[MilestoneDate, ...]:
        """The later planned dates: each moved the one before it."""
        return self.planned[1:]

    @property
    def corrected(self) -> tuple[MilestoneDate, ...]:
        """The days reached that were corrected later, oldest first; a correction is no move."""
        return tuple(row for row in self.found.known_dates if is_corrected(row, self.found.dates))

    @property
    def history(self) -> History:
        """The same as plain dates, for the figures."""
        return History(
            tuple(row.date_on for row in self.planned),
            tuple(row.ground for row in self.moves),
            self.reached.date_on if self.reached else None,
        )


def planning_as_of(day: date, wanted: PlanningFilter, without_area: str = "none") -> list[PlannedMilestone]:
    """Return the milestones of which a date surely or possibly held on a day, in plan order: three queries."""
    activities = Activity.objects.filter(milestones__isnull=False).distinct().select_related("focus_area")
    if wanted.area == without_area:
        activities = activities.filter(focus_area__isnull=True)
    elif wanted.area:
        activities = activities.filter(focus_area__code=wanted.area)
    if wanted.activity:
        activities = activities.filter(code=wanted.activity)
    ordered = list(activities.order_by(F("focus_area__order").asc(nulls_last=True), "order", "code"))
    found = milestones_as_of([item.id for item in ordered], day)
    rows = [planned_milestone(activity, item) for activity in ordered for item in found.get(activity.id, [])]
    return [
        row
        for row in rows
        if (row.planned or row.reached or row.possible)
        and (not wanted.ground or any(move.ground == wanted.ground for move in row.moves))
    ]


def planned_milestone(activity: Activity, item: MilestoneAsOf) -> PlannedMilestone:
    """Return the dates of a milestone that surely held; with a date that did, also those before it."""
    last = item.current.known.order if item.current.known else -1
    held = [row for row in item.dates if row.order <= last]
    return PlannedMilestone(
        activity,
        item,
        tuple(row for row in held if row.basis == PLANNED),
        next((row for row in reversed(held) if row.basis == HAPPENED), None),
        item.current.possible,
    )


def slips_of(found: Sequence[PlannedMilestone], day: date) -> Slips:
    """Return how often and how far the dates of milestones moved, as of a day."""
    return slips((item.history for item in found), PreciseDate.of_day(day))


def advice_about(activity: Activity, decisions: Sequence[Decision], day: date) -> list[AdviceAsOf]:
    """Return the advice asked by a day about an activity, or for one of these decisions about it: one query."""
    about = AdviceAbout.objects.filter(activity=activity).values("advice")
    return advice_as_of(day, Q(id__in=about) | Q(decision__in=[item.id for item in decisions]))


def promises_about(activity: Activity, day: date) -> list[PromiseAsOf]:
    """Return the promises made by a day that name an activity, as they stood: two queries."""
    return promises_as_of(day, Q(id__in=PromiseAbout.objects.filter(activity=activity).values("promise")))


def activities_of_advice(found: Sequence[Advice]) -> dict[object, list[Activity]]:
    """Return the activities that each advice is about, by its identifier: one query."""
    about = AdviceAbout.objects.filter(advice__in=[item.id for item in found]).select_related("activity")
    named: dict[object, list[Activity]] = {item.id: [] for item in found}
    for pair in about.order_by("activity__order"):
        named[pair.advice_id].append(pair.activity)
    return named


def subjects_of_promises(found: Sequence[Promise]) -> dict[object, list[Activity | FocusArea]]:
    """Return the activities and focus areas that each promise is about, by its identifier: one query."""
    about = PromiseAbout.objects.filter(promise__in=[item.id for item in found])
    named: dict[object, list[Activity | FocusArea]] = {item.id: [] for item in found}
    for pair in about.select_related("activity", "focus_area").order_by("activity__order", "focus_area__order"):
        subject = pair.activity or pair.focus_area
        if subject is not None:
            named[pair.promise_id].append(subject)
    return named
