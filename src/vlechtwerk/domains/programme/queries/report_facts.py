"""What was registered about a period: the facts that a progress report is drafted from.

What took longer than a day, or of which the day is not known exactly, is told in the period in which its last day
falls, so that no two reports tell the same. What people here told without a day is told in the period in which they
registered it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries import as_it_stood
from vlechtwerk.domains.programme.evidence import (
    ACTION_COUNT,
    DECISION,
    ENTRY,
    HINDRANCE,
    JUDGEMENT,
    MILESTONE_DATE,
    PRODUCT,
    QUESTION,
    RECORDS,
    STATUS,
    resolved,
)
from vlechtwerk.domains.programme.models import (
    ActionCount,
    ActivityEntry,
    ActivityStatus,
    DecisionAbout,
    Hindrance,
    MilestoneDate,
    PreconditionJudgement,
    Product,
    ProgressReport,
    Source,
)
from vlechtwerk.domains.programme.models.reports import ReportPart
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.domains.programme.models.told import last_day_of
from vlechtwerk.domains.programme.queries.activities import statuses_as_of, units_as_of
from vlechtwerk.domains.programme.words.telling import (
    say_place,
    tell_count,
    tell_date,
    tell_decision,
    tell_entry,
    tell_hindrance,
    tell_judgement,
    tell_product,
    tell_status,
)
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate


@dataclass(frozen=True, slots=True)
class Period:
    """What a report is about: its days (end not included), or what one document is named for."""

    first: date
    until: date
    told_in: str = ""

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FoundFact:
    """One fact: under which heading, about which activity, in words, and the records that carry it."""

    key: str
    part: str
    activity_id: UUID | None
    words: str
    ground: str
    base: str
    # The record itself first, then what it rests on: kind, identifier, checksum and label.
    sources: tuple[Mapping[str, str], ...]
    is_news: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a period, and the activity that it is about."""

    row: Any
    # Empty: it is about the whole programme.
    activity_id: UUID | None
    words: str
    # What it is worth, where the record itself says so.
    ground: str = ""
    # Of the period itself; what only still holds from before is told, and is no report of the activity.
    is_news: bool = True


Finder = Callable[[UUID, Period], Iterable[Found]]


def period_of(report: ProgressReport) -> Period:
    """Return what a report is about."""
    return Period(report.period_from, report.period_until, report.told_in.code if report.told_in else "")


def facts_of(project_id: UUID, period: Period, part: str) -> list[FoundFact]:
    """Return the facts of a period under one heading: a few queries, however many there are."""
    usual, find, ground = PARTS[part]
    found = list(find(project_id, period))
    links = evidence_of({item.row.pk for item in found})
    labels = _labels(project_id, [link for item in found for link in links.get(item.row.pk, ())])
    return [_fact(kind_of(item.row) or usual, part, ground, item, links.get(item.row.pk, ()), labels) for item in found]


def kind_of(row: Any) -> str:
    """Return as what a record carries a fact, where that is not the same for all under its heading.

    A question that waits is answered one day; what was told of it stays true.
    """
    if isinstance(row, ActionCount):
        return ACTION_COUNT
    return QUESTION if isinstance(row, Decision) and row.state != Decision.State.TAKEN else ""


def _labels(project_id: UUID, links: Sequence[EvidenceLink]) -> dict[UUID, str]:
    titles = resolved_links(project_id, links)
    named = {link: titles.get((link.kind, link.identifier)) for link in links}
    return {link.pk: say_place(link, title.short_title if title else link.identifier) for link, title in named.items()}


def _fact(
    kind: str, part: str, ground: str, found: Found, links: Sequence[EvidenceLink], labels: Mapping[UUID, str]
) -> FoundFact:
    itself = {
        "kind": kind,
        "identifier": str(found.row.pk),
        "checksum": resolved(RECORDS[kind], found.row).checksum,
        "label": "",
    }
    rests_on = [
        {"kind": link.kind, "identifier": link.identifier, "checksum": link.checksum, "label": labels[link.pk]}
        for link in links
    ]
    worth = next((link for link in links if link.ground), None)
    return FoundFact(
        key=f"{found.row.pk}:{found.activity_id or ''}",
        part=part,
        activity_id=found.activity_id,
        words=found.words,
        ground=found.ground or (worth.ground if worth else ground),
        base=worth.base if worth else Base.OWN,
        sources=(itself, *rests_on),
        is_news=found.is_news,
    )


def _named_in(rows: QuerySet[Any], source: str) -> QuerySet[Any]:
    """Keep the records that rest on a document."""
    named = EvidenceLink.objects.filter(holder_id=OuterRef("pk"), kind=DOCUMENT, identifier=source)
    return rows.filter(Exists(named))


def _of_project(model: type[Model], project_id: UUID) -> QuerySet[Any]:
    return model._default_manager.filter(project_id=project_id)


def statuses_in(project_id: UUID, period: Period) -> list[Found]:
    """Return how each activity stands at the end of a period, after what it became in the course of it."""
    statuses = _of_project(ActivityStatus, project_id).select_related("activity")
    if period.told_in:
        rows = list(_named_in(statuses, period.told_in))
    else:
        standing = statuses_as_of([unit.id for unit in units_as_of(period.last)], period.last)
        known = [item.known.id for item in standing.values() if item.known]
        in_period = statuses.filter(occurred_latest__gte=period.first, occurred_latest__lt=period.until)
        # Two queries: as one, all statuses there are would be gone through for it.
        rows = list({row.id: row for row in (*in_period, *statuses.filter(id__in=known))}.values())
    rows.sort(key=lambda row: (row.occurred_latest, row.occurred_earliest, row.recorded_at))
    # What ended before the period owes no report.
    return [
        Found(
            row,
            row.activity_id,
            tell_status(row),
            is_news=row.status in ENDED or _is_news(period, row.occurred_latest),
        )
        for row in rows
    ]


def _latest(day: PreciseDate | None) -> date | None:
    return day.latest if day else None


def _is_news(period: Period, day: date | None) -> bool:
    """Tell whether something is of a period itself; what a document is named for is."""
    return bool(period.told_in) or (day is not None and day >= period.first)


def _told_by_document(project_id: UUID, **dated: Any) -> Exists:
    """Tell, in a query, whether a record rests on a document of which the date is so."""
    sources = Source.objects.alias(dated=last_day_of("dated_on")).filter(project_id=project_id, **dated)
    links = EvidenceLink.objects.filter(holder_id=OuterRef("pk"), kind=DOCUMENT, identifier__in=sources.values("code"))
    return Exists(links)


def _told_without_a_day(project_id: UUID, period: Period) -> Q:
    """Tell, in a query, whether people here registered a record in a period, without a day or a dated document.

    What was loaded from a case was registered on one day, whenever it was.
    """
    return Q(
        ~_told_by_document(project_id, dated__isnull=False),
        latest__isnull=True,
        recorded_by__loads_cases=False,
        recorded_at__date__gte=period.first,
        recorded_at__date__lt=period.until,
    )


def entries_in(kind: str, project_id: UUID, period: Period) -> list[Found]:
    """Return what is told as done, said or prepared in a period, or by a document of that period."""
    entries = _of_project(ActivityEntry, project_id).filter(kind=kind).select_related("activity")
    if period.told_in:
        rows = _named_in(entries, period.told_in)
    else:
        told = _told_by_document(project_id, dated__gte=period.first, dated__lt=period.until)
        happened = Q(latest__gte=period.first, latest__lt=period.until)
        rows = entries.alias(latest=last_day_of("occurred_on")).filter(
            happened | (Q(latest__isnull=True) & told) | _told_without_a_day(project_id, period)
        )
    return [Found(row, row.activity_id, tell_entry(row)) for row in rows.order_by("activity__order", "order")]


def hindrances_in(project_id: UUID, period: Period) -> list[Found]:
    """Return what held activities up on any day of a period."""
    hindrances = Hindrance.objects.filter(project_id=project_id).select_related("activity", "precondition", "decider")
    if period.told_in:
        rows: QuerySet[Any] = _named_in(hindrances, period.told_in)
    else:
        rows = hindrances.known_by(period.last).filter(
            Q(since_earliest__isnull=True) | Q(since_earliest__lt=period.until),
            Q(until_latest__isnull=True) | Q(until_latest__gte=period.first),
        )
    return [
        Found(row, row.activity_id, tell_hindrance(row), is_news=_is_news(period, _latest(row.since)))
        for row in rows.order_by("activity__order", "order")
    ]


def dates_in(project_id: UUID, period: Period) -> list[Found]:
    """Return the dates that were planned, moved or reached in a period; each tells the one that it replaced."""
    dates = _of_project(MilestoneDate, project_id).select_related("milestone__activity", "decision")
    if period.told_in:
        rows = _named_in(dates, period.told_in)
    else:
        since = dates.alias(known=last_day_of("known_from"), reached=last_day_of("date_on"))
        rows = since.filter(
            Q(basis=MilestoneDate.Basis.PLANNED, known__gte=period.first, known__lt=period.until)
            | Q(basis=MilestoneDate.Basis.HAPPENED, reached__gte=period.first, reached__lt=period.until)
        )
    # A day reached that a later row corrects is told no more.
    later = MilestoneDate.objects.filter(milestone=OuterRef("milestone"), order__gt=OuterRef("order"))
    rows = rows.exclude(Q(basis=MilestoneDate.Basis.HAPPENED) & Exists(later))
    found = list(rows.order_by("milestone__activity__order", "milestone__order", "order"))
    former = former_dates(found)
    return [Found(row, row.milestone.activity_id, tell_date(row, former.get(row.pk))) for row in found]


def former_dates(rows: Sequence[MilestoneDate]) -> dict[UUID, MilestoneDate]:
    """Return, of each date, the one that it replaced: one query."""
    history: dict[tuple[UUID, int], MilestoneDate] = {
        (row.milestone_id, row.order): row
        for row in MilestoneDate.objects.filter(milestone__in={row.milestone_id for row in rows})
    }
    return {row.pk: before for row in rows if (before := history.get((row.milestone_id, row.order - 1)))}


def decisions_in(project_id: UUID, period: Period) -> list[Found]:
    """Return the decisions about activities that were asked or taken in a period, or waited at its end.

    Each is told as it stood then: what was decided later belongs to the next report.
    """
    about = DecisionAbout.objects.filter(project_id=project_id).select_related("decision__body")
    about = about.prefetch_related("decision__forwardings__from_body")
    if period.told_in:
        named = _named_in(Decision.objects.filter(project_id=project_id), period.told_in)
        about = about.filter(decision__in=named)
    else:
        about = about.filter(decision__in=_alive_in(period))
    pairs = about.order_by("activity__order", "activity_id")
    about_activities = [_decision(pair.decision, pair.activity_id, period) for pair in pairs]
    # By the day that is told: of a question that waits when it was asked, of the others when they were decided.
    place = {found.activity_id: number for number, found in enumerate(about_activities)}
    about_activities.sort(key=lambda found: (place[found.activity_id], *_day_told(found.row)))
    return about_activities + sorted(_about_the_whole(project_id, period), key=lambda found: _day_told(found.row))


def _day_told(decision: Decision) -> tuple[bool, date, str]:
    day = decision.decided_on or decision.asked_on
    return (day is None, day.earliest if day else date.min, str(decision.pk))


def _decision(decision: Decision, activity_id: UUID | None, period: Period) -> Found:
    if not period.told_in:
        decision = as_it_stood(decision, period.last)
    is_news = any(_is_news(period, _latest(day)) for day in (decision.asked_on, decision.decided_on))
    return Found(decision, activity_id, tell_decision(decision), is_news=is_news)


def _alive_in(period: Period) -> QuerySet[Decision]:
    """Return the decisions that were asked or taken in a period, or waited at its end; not what was taken back."""
    asked_by_then = Q(asked_earliest__lt=period.until) | Q(asked_on__isnull=True, recorded_at__date__lt=period.until)
    undecided = Q(decided_on__isnull=True) | Q(decided_earliest__gte=period.until)
    return Decision.objects.exclude(state=Decision.State.WITHDRAWN).filter(
        (asked_by_then & undecided)
        | Q(asked_latest__gte=period.first, asked_latest__lt=period.until)
        | Q(decided_latest__gte=period.first, decided_latest__lt=period.until)
    )


def _about_the_whole(project_id: UUID, period: Period) -> list[Found]:
    linked = DecisionAbout.objects.filter(decision=OuterRef("pk"))
    decisions = Decision.objects.filter(~Exists(linked), project_id=project_id).select_related("body")
    if period.told_in:
        rows: Iterable[Decision] = _named_in(decisions, period.told_in)
    else:
        rows = decisions.filter(id__in=_alive_in(period)).prefetch_related("forwardings__from_body")
    return [_decision(row, None, period) for row in rows]


def judgements_in(project_id: UUID, period: Period) -> list[Found]:
    """Return how far each precondition was met at the end of a period, as it was judged by then."""
    judgements = _of_project(PreconditionJudgement, project_id).select_related("precondition")
    if period.told_in:
        return [Found(row, None, tell_judgement(row)) for row in _named_in(judgements, period.told_in)]
    latest: dict[UUID, PreconditionJudgement] = {}
    for row in judgements.filter(judged_latest__lt=period.until).order_by(
        "judged_latest", "judged_earliest", "recorded_at"
    ):
        latest[row.precondition_id] = row
    return [
        Found(row, None, tell_judgement(row))
        for row in sorted(latest.values(), key=lambda row: (row.precondition.order, row.precondition.code))
    ]


def results_in(project_id: UUID, period: Period) -> list[Found]:
    """Return what was produced in a period, and what was counted of it: each number by itself, never added up."""
    products = _of_project(Product, project_id).select_related("activity")
    counts = _of_project(ActionCount, project_id).filter(corrected_by__isnull=True).select_related("action__activity")
    if period.told_in:
        products, counts = _named_in(products, period.told_in), _named_in(counts, period.told_in)
    else:
        made = products.alias(latest=last_day_of("made_on"))
        in_period = Q(latest__gte=period.first, latest__lt=period.until)
        products = made.filter(in_period | _told_without_a_day(project_id, period))
        over = counts.alias(latest=Coalesce(last_day_of("counted_until"), F("action__done_latest")))
        counts = over.filter(in_period)
    return [Found(row, row.activity_id, tell_product(row)) for row in products] + [
        Found(row, row.action.activity_id, tell_count(row), row.ground) for row in counts
    ]


# Of each heading: the kind of its records, what finds them, and what they are worth when they rest on nothing else.
PARTS: Mapping[str, tuple[str, Finder, str]] = {
    ReportPart.STATUS: (STATUS, statuses_in, Ground.SELF_REPORT),
    ReportPart.DONE: (ENTRY, partial(entries_in, ActivityEntry.Kind.DONE), Ground.SELF_REPORT),
    ReportPart.SELF_REPORTED: (ENTRY, partial(entries_in, ActivityEntry.Kind.SELF_REPORTED), Ground.SELF_REPORT),
    ReportPart.PREPARED: (ENTRY, partial(entries_in, ActivityEntry.Kind.PREPARED), Ground.SELF_REPORT),
    ReportPart.RESULT: (PRODUCT, results_in, Ground.SELF_REPORT),
    ReportPart.HINDRANCE: (HINDRANCE, hindrances_in, Ground.SELF_REPORT),
    ReportPart.DECISION: (DECISION, decisions_in, Ground.REGISTER),
    ReportPart.PRECONDITION: (JUDGEMENT, judgements_in, Ground.OPINION),
    ReportPart.DATE: (MILESTONE_DATE, dates_in, Ground.REGISTER),
}
