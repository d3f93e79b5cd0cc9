"""Activities as they stood on a day, with what they rest on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStatus,
    DecisionAbout,
    FormerName,
    Hindrance,
    Milestone,
    MilestoneDate,
)
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.as_of import AsOf, as_of
from vlechtwerk.foundation.periods import PreciseDate

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

NEWEST_FIRST = ("-occurred_latest", "-occurred_earliest", "-recorded_at")


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What the overview is narrowed to; empty means everything."""

    area: str = ""
    status: str = ""
    goal_reached: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneAsOf:
    """A milestone with the date that held on a day, all its dates, and the first one planned."""

    milestone: Milestone
    dates: tuple[MilestoneDate, ...]
    current: AsOf[MilestoneDate]

    @property
    def known_dates(self) -> tuple[MilestoneDate, ...]:
        """The dates that held till the day asked, or possibly hold already."""
        last = self.current.known.order if self.current.known else -1
        return tuple(row for row in self.dates if row.order <= last or row in self.current.possible)

    def is_replaced(self, row: MilestoneDate) -> bool:
        """Whether another of the known dates came after a date."""
        return row.order != self.known_dates[-1].order


class KnownStatus(TypedDict):
    """What the database adds to an activity: the status that surely held on the day asked."""

    known_status: str | None
    known_goal_reached: str | None


if TYPE_CHECKING:
    Unit = WithAnnotations[Activity, KnownStatus]


def units_as_of(day: date) -> "QuerySet[Unit]":
    """Return the activities that have a status of their own, with the one that surely held on a day.

    A part without an own status is told on the page of its whole; a whole whose parts have the status is left out.
    """
    own = ActivityStatus.objects.filter(activity=OuterRef("pk")).order_by(*NEWEST_FIRST)
    known = own.filter(occurred_latest__lte=day)
    of_parts = ActivityStatus.objects.filter(activity__parent=OuterRef("pk"))
    return (
        # One look in the index per activity; “exists” would be answered by reading all statuses first.
        Activity.objects.alias(own=Subquery(own.values("pk")[:1]), of_parts=Subquery(of_parts.values("pk")[:1]))
        .filter(Q(own__isnull=False) | Q(parent__isnull=True, of_parts__isnull=True))
        .annotate(
            known_status=Subquery(known.values("status")[:1]),
            known_goal_reached=Subquery(known.values("goal_reached")[:1]),
        )
        .select_related("focus_area", "parent")
        # Areas in plan order; what belongs to no area comes last.
        .order_by(F("focus_area__order").asc(nulls_last=True), "focus_area__code", "order", "code")
    )


def with_status() -> QuerySet[Activity]:
    """Return the activities of which a status is registered, in plan order."""
    return Activity.objects.filter(Exists(ActivityStatus.objects.filter(activity=OuterRef("pk"))))


def narrow(units: "QuerySet[Unit]", wanted: ActivityFilter, without_area: str = "none") -> "QuerySet[Unit]":
    """Narrow the overview; `without_area` is the word for activities that belong to no focus area."""
    if wanted.area == without_area:
        units = units.filter(focus_area__isnull=True)
    elif wanted.area:
        units = units.filter(focus_area__code=wanted.area)
    if wanted.status == "unknown":
        units = units.filter(known_status__isnull=True)
    elif wanted.status:
        units = units.filter(known_status=wanted.status)
    if wanted.goal_reached == "unknown":
        units = units.filter(Q(known_goal_reached="unknown") | Q(known_goal_reached__isnull=True))
    elif wanted.goal_reached:
        units = units.filter(known_goal_reached=wanted.goal_reached)
    if wanted.words.strip():
        units = units.filter(named(wanted.words.strip()))
    return units


def telling(units: "QuerySet[Unit]", kind: str, day: date) -> "QuerySet[Unit]":
    """Keep the activities about which, or about whose parts, a day knew something of a kind: done, self-reported…"""
    told = ActivityEntry.objects.known_by(day).filter(kind=kind)
    whole = told.filter(activity__parent=OuterRef("pk")).values("pk")
    return units.filter(Q(pk__in=told.values("activity")) | Exists(whole))


def named(words: str) -> Q:
    """Return the condition that an activity has, or once had, the words in its name, or in its name in the plan."""
    former = FormerName.objects.filter(name__icontains=words).values("activity")
    return Q(name__icontains=words) | Q(plan_name_note__icontains=words) | Q(code__iexact=words) | Q(pk__in=former)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units have each status (the empty key: not known), and how many reached their goal."""

    by_status: Mapping[str, int]
    by_goal: Mapping[str, int]

    @property
    def units(self) -> int:
        """How many units there are."""
        return sum(self.by_status.values())


def tally(units: "QuerySet[Unit]") -> Tally:
    """Count the units per status, and by whether their goal was reached: one query."""
    by_status: Counter[str] = Counter()
    by_goal: Counter[str] = Counter()
    for row in units.order_by().values("known_status", "known_goal_reached").annotate(units=Count("pk")):
        by_status[row["known_status"] or ""] += row["units"]
        by_goal[row["known_goal_reached"] or GoalReached.UNKNOWN] += row["units"]
    return Tally(by_status, by_goal)


def statuses_as_of(activity_ids: Sequence[UUID], day: date) -> dict[UUID, AsOf[ActivityStatus]]:
    """Return for each activity the status that surely held on a day, and those that possibly held already."""
    of_one = ActivityStatus.objects.filter(activity=OuterRef("pk"), occurred_latest__lte=day).order_by(*NEWEST_FIRST)
    latest = Activity.objects.filter(id__in=activity_ids).values_list(Subquery(of_one.values("pk")[:1]), flat=True)
    statuses = ActivityStatus.objects.select_related("merged_into", "recorded_by")
    # Two queries: as one, all statuses there are would be gone through for it.
    known = {status.activity_id: status for status in statuses.filter(id__in=list(latest))}
    possible: dict[UUID, list[ActivityStatus]] = defaultdict(list)
    for status in statuses.filter(activity__in=activity_ids, occurred_earliest__lte=day, occurred_latest__gt=day):
        possible[status.activity_id].append(status)
    return {
        activity_id: AsOf(known.get(activity_id), tuple(possible.get(activity_id, ()))) for activity_id in activity_ids
    }


def status_history(activity: Activity, day: date | None = None) -> list[ActivityStatus]:
    """Return the changes of status of an activity, newest first: all, or what was known on a day."""
    history = activity.statuses.select_related("merged_into", "recorded_by").order_by(*NEWEST_FIRST)
    return list(history if day is None else history.known_by(day))


def hindrances_as_of(activity_ids: Iterable[UUID], day: date) -> dict[UUID, list[Hindrance]]:
    """Return what held each activity up on a day."""
    held: dict[UUID, list[Hindrance]] = defaultdict(list)
    for hindrance in hindrances_on(day).filter(activity__in=list(activity_ids)):
        held[hindrance.activity_id].append(hindrance)
    return held


def hindrances_on(day: date) -> QuerySet[Hindrance]:
    """Return what held activities up on a day: known, begun or of unknown beginning, and not surely over."""
    return (
        Hindrance.objects.known_by(day)
        .filter(Q(since_earliest__isnull=True) | Q(since_earliest__lte=day))
        .filter(Q(until_latest__isnull=True) | Q(until_latest__gt=day))
        .select_related("activity", "precondition", "decider")
        .order_by("activity__order", "order")
    )


def milestones_as_of(activity_ids: Iterable[UUID], day: date) -> dict[UUID, list[MilestoneAsOf]]:
    """Return the milestones of each activity, with the date that held on a day: two queries."""
    milestones = list(Milestone.objects.filter(activity__in=list(activity_ids)))
    dates: dict[UUID, list[MilestoneDate]] = defaultdict(list)
    of_these = MilestoneDate.objects.filter(milestone__in=milestones).select_related("decision__body")
    for row in of_these.order_by("milestone_id", "order"):
        dates[row.milestone_id].append(row)
    found: dict[UUID, list[MilestoneAsOf]] = defaultdict(list)
    for milestone in milestones:
        rows = tuple(dates[milestone.id])
        # A day reached that was corrected later never was that day.
        current = as_of([row for row in rows if not is_corrected(row, rows)], day, since_when)
        found[milestone.activity_id].append(MilestoneAsOf(milestone, rows, current))
    return found


def is_corrected(row: MilestoneDate, rows: Sequence[MilestoneDate]) -> bool:
    """Tell whether a date is a day reached that a later row of its milestone corrects; `rows` are all of them."""
    return row.basis == MilestoneDate.Basis.HAPPENED and row.order != rows[-1].order


def since_when(row: MilestoneDate) -> PreciseDate | None:
    """Return since when a date holds: what happened holds from then; of a first plan it is not told."""
    return row.known_from or (row.date_on if row.basis == MilestoneDate.Basis.HAPPENED else None)


def entries_of(activity: Activity, day: date) -> dict[str, list[ActivityEntry]]:
    """Return what was told about an activity and its parts by a day, in lists that never mix."""
    entries: dict[str, list[ActivityEntry]] = {kind: [] for kind in ActivityEntry.Kind.values}
    # What the parts with a status of their own tell stands on their own pages.
    parts = activity.parts.filter(~Exists(ActivityStatus.objects.filter(activity=OuterRef("pk"))))
    told = ActivityEntry.objects.known_by(day).filter(activity__in=[activity.pk, *parts.values_list("pk", flat=True)])
    for entry in told.select_related("activity", "recorded_by").order_by("activity__order", "activity__code", "order"):
        entries[entry.kind].append(entry)
    return entries


def decisions_about(activity: Activity, day: date) -> list[Decision]:
    """Return the decisions asked and taken about an activity by a day, waiting ones first."""
    about = DecisionAbout.objects.filter(activity=activity).values("decision")
    known = Decision.objects.known_by(day).filter(id__in=about)
    asked = known.select_related("body", "asked_by", "mandate").prefetch_related("forwardings__from_body")
    return list(asked.order_by("state", "id"))


def activities_of(decisions: Iterable[Decision]) -> dict[UUID, list[Activity]]:
    """Return the activities that decisions are about, by decision: one query."""
    found: dict[UUID, list[Activity]] = defaultdict(list)
    about = DecisionAbout.objects.filter(decision__in=[item.id for item in decisions]).select_related("activity")
    for pair in about.order_by("activity__order"):
        found[pair.decision_id].append(pair.activity)
    return found


def about_activity(code: str) -> QuerySet[DecisionAbout, UUID]:
    """Return the identifiers of the decisions about an activity, for narrowing."""
    return DecisionAbout.objects.filter(activity__code=code).values_list("decision", flat=True)


def activities_with_decisions() -> QuerySet[Activity]:
    """Return the activities about which something was asked or decided, in plan order."""
    return Activity.objects.filter(decisions__isnull=False).distinct().order_by("order", "code")
