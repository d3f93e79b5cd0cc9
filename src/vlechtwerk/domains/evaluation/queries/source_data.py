"""What there is at this moment of the sources of criteria, since when, and whether a norm was fixed before it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from vlechtwerk.domains.evaluation.evidence import (
    CLOSED_KINDS,
    DAY_MONTH,
    FRAGMENT,
    FRAGMENTS_OF_A_CODE,
    PUBLISHED_CLAIM,
    PUBLISHED_FIGURE,
    ROUND_STATEMENT,
)
from vlechtwerk.domains.evaluation.models import (
    Coding,
    CriterionMethod,
    CriterionSource,
    Evaluation,
    EvaluationRound,
    PublishedClaim,
    PublishedFigure,
    Statement,
    Transcript,
)
from vlechtwerk.domains.evaluation.queries.evaluations import evaluations_read_closely
from vlechtwerk.domains.evaluation.queries.round_statements import statements_in_rounds
from vlechtwerk.domains.evaluation.rules.framework import SourceKind
from vlechtwerk.domains.partnership.models import Body, Decision
from vlechtwerk.domains.programme.evidence import ACTION_COUNT, DECISION, DOCUMENT, OF_MEASURES, STATUS
from vlechtwerk.domains.programme.models import ActionCount, Activity, ActivityStatus, Source
from vlechtwerk.domains.programme.queries.evidence_of_measures import last_addresses
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, measures_by
from vlechtwerk.engines.statistics.days import Days
from vlechtwerk.engines.statistics.lead_times import time_taken
from vlechtwerk.foundation.evidence.address import Evidence, ResolvedEvidence
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.foundation.periods import PreciseDate

Address = tuple[str, str]
# A decision, and how long it took where that is known.
Taken = tuple[Decision, Days | None]
# Of these the identifier names the months that they are of: “2026-10,DATA”, “SEIZURES,2026-01,2026-04”.
OF_MONTHS = (DAY_MONTH, *OF_MEASURES)
_MONTH = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])\b")
# Decisions of one body that are shown of its lead time: the latest.
MOST_DECISIONS = 10
METHODS: Mapping[str, str] = {
    SourceKind.STATEMENT: CriterionMethod.SURVEY,
    PUBLISHED_FIGURE: CriterionMethod.SURVEY,
    ROUND_STATEMENT: CriterionMethod.SURVEY,
    FRAGMENT: CriterionMethod.INTERVIEWS,
    FRAGMENTS_OF_A_CODE: CriterionMethod.INTERVIEWS,
    PUBLISHED_CLAIM: CriterionMethod.INTERVIEWS,
    DOCUMENT: CriterionMethod.DOCUMENTS,
}


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing that a source tells now, by its address as evidence, and on or from which day it is.

    took: of a decision in a lead time, how many days.
    """

    address: Address
    resolved: ResolvedEvidence
    day: PreciseDate | None
    took: Days | None = None


@dataclass(frozen=True, slots=True)
class SourceNow:
    """A source of a criterion with what there is of it; title: what it is called, also before there are data.

    without: of a lead time, the questions that were decided and of which it is not known how long it took. They count
    in nothing.
    """

    source: CriterionSource
    title: str
    data: Sequence[Datum]
    without: Sequence[str] = ()
    # Of closed research records, of which this reader sees nothing.
    is_hidden: bool = False

    @property
    def method(self) -> str:
        """Return by which method of criteria it tells; registers, where it is no other."""
        return METHODS.get(self.source.kind, CriterionMethod.REGISTER)


class Timing(StrEnum):
    """Whether a norm was fixed before the first data."""

    BEFORE = "before"
    AFTER = "after"
    # There are no data yet, so it is before them.
    NO_DATA = "no_data"
    # Not every source tells from which day its data are, or not as exactly as needed.
    UNKNOWN = "unknown"
    # Evaluators know; what tells it is not for this reader.
    HIDDEN = "hidden"


def sources_now(evaluation: Evaluation, sources: Sequence[CriterionSource]) -> Mapping[UUID, SourceNow]:
    """Return what there is now of each source, by its identifier: some queries per kind, however many there are."""
    measures = _measures(sources)
    taken = _taken(evaluation.project_id, {one.identifier for one in sources if one.kind == SourceKind.LEAD_TIME})
    took = {(DECISION, str(one.id)): days for held in taken.values() for one, days in held if days is not None}
    addresses = _addresses(evaluation, sources, measures, taken)
    resolved = _resolved(evaluation.project_id, {one for found in addresses.values() for one in found})
    days = _days(evaluation, resolved)
    # A register has data from its first month on, though the last months are told.
    begins = {code: PreciseDate.read(f"{read.months[0].month:%Y-%m}") for code, read in measures.items() if read.months}
    titles = _titles(evaluation, sources, measures)
    is_closed = any(one.kind in CLOSED_KINDS for one in sources)
    is_evaluator = is_closed and evaluation.id in evaluations_read_closely()
    found = {}
    for source in sources:
        held = [one for one in addresses[source.id] if one in resolved]
        begun = begins.get(source.identifier) if source.kind == SourceKind.MEASURE else None
        data = [Datum(one, resolved[one], begun or days.get(one), took.get(one)) for one in held]
        title = titles.get((source.kind, source.identifier)) or (data[0].resolved.title if data else "")
        if not title:
            title = gettext("What people said") if source.kind in CLOSED_KINDS else source.identifier
        is_hidden = not data and source.kind in CLOSED_KINDS and not is_evaluator
        of_body = taken.get(source.identifier, []) if source.kind == SourceKind.LEAD_TIME else []
        without = [one.question for one, lasted in of_body if lasted is None]
        found[source.id] = SourceNow(source, title, data, without, is_hidden)
    return found


def data_of(project: UUID, named: Sequence[Evidence], known: Sequence[Datum]) -> list[Datum]:
    """Return evidence as data that a criterion can be judged on, besides those that are known."""
    told = {one.address for one in known}
    addresses = {(one.address.kind, one.address.identifier) for one in named} - told
    return [Datum(address, resolved, None) for address, resolved in _resolved(project, addresses).items()]


def days_of_links(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> dict[int, PreciseDate | None]:
    """Return by number from which day each piece of evidence is; nothing where that is not known."""
    resolved = _resolved(evaluation.project_id, {(one.kind, one.identifier) for one in links})
    days = _days(evaluation, resolved)
    return {one.order: days.get((one.kind, one.identifier)) for one in links}


def timing_of(fixed_at: datetime, sources: Iterable[SourceNow], judged_on: Sequence[PreciseDate | None] = ()) -> Timing:
    """Return whether something that was fixed at a moment was fixed before the first data of a criterion.

    Those are what its sources tell, and what it was judged on (`judged_on`: from which days that was), bound or not.
    On the very day of the first data it is not known. Of closed research records others than evaluators know nothing.
    """
    fixed_on = timezone.localdate(fixed_at)
    known = list(sources)
    days = [*(datum.day for one in known for datum in one.data), *judged_on]
    if any(day is not None and day.latest < fixed_on for day in days):
        return Timing.AFTER
    if any(one.is_hidden for one in known):
        return Timing.HIDDEN
    if not days:
        return Timing.NO_DATA
    if any(day is None or day.earliest <= fixed_on for day in days):
        return Timing.UNKNOWN
    return Timing.BEFORE


def _measures(sources: Sequence[CriterionSource]) -> Mapping[str, MeasureAsRead]:
    """Return the measures that are sources, by code."""
    codes = {one.identifier for one in sources if one.kind == SourceKind.MEASURE}
    return {read.measure.code: read for read in measures_by(None, codes)} if codes else {}


def _addresses(
    evaluation: Evaluation,
    sources: Sequence[CriterionSource],
    measures: Mapping[str, MeasureAsRead],
    taken: Mapping[str, Sequence[Taken]],
) -> dict[UUID, list[Address]]:
    """Return as which evidence each source tells something."""
    by_kind: dict[str, set[str]] = {}
    for source in sources:
        by_kind.setdefault(source.kind, set()).add(source.identifier)
    told: dict[Address, list[Address]] = {}
    if wanted := by_kind.get(SourceKind.STATEMENT):
        for one in statements_in_rounds():
            if one.evaluation == evaluation.code and one.project == evaluation.project_id and one.code in wanted:
                told.setdefault((SourceKind.STATEMENT, one.code), []).append((ROUND_STATEMENT, one.identifier))
    if wanted := by_kind.get(SourceKind.ACTIVITY_STATUS):
        for code, status in _latest_statuses(evaluation.project_id, wanted).items():
            told[SourceKind.ACTIVITY_STATUS, code] = [(STATUS, str(status))]
    for code, held in taken.items():
        known = [(DECISION, str(one.id)) for one, days in held if days is not None]
        told[SourceKind.LEAD_TIME, code] = known[:MOST_DECISIONS]
    told |= {(SourceKind.MEASURE, code): last_addresses(read) for code, read in measures.items()}
    return {
        source.id: told.get((source.kind, source.identifier), [])
        if source.kind in SourceKind.values
        else [(source.kind, source.identifier)]
        for source in sources
    }


def _latest_statuses(project: UUID, codes: set[str]) -> Mapping[str, UUID | None]:
    latest = ActivityStatus.objects.filter(activity=OuterRef("pk")).order_by(
        "-occurred_latest", "-occurred_earliest", "-recorded_at"
    )
    rows = Activity.objects.filter(project=project, code__in=codes)
    found = rows.annotate(latest_status=Subquery(latest.values("pk")[:1])).values_list("code", "latest_status")
    return {code: status for code, status in found if status is not None}


def _taken(project: UUID, codes: set[str]) -> Mapping[str, Sequence[Taken]]:
    """Return by the code of each body the decisions that it took, latest first, with how long each took."""
    if not codes:
        return {}
    rows = Decision.objects.filter(project=project, body__code__in=codes, state=Decision.State.TAKEN)
    found: dict[str, list[Taken]] = {}
    for one in rows.select_related("body").order_by("-decided_latest", "id"):
        if one.body is not None:
            found.setdefault(one.body.code, []).append((one, time_taken(one.asked_on, one.decided_on)))
    return found


def _resolved(project: UUID, addresses: Iterable[Address]) -> dict[Address, ResolvedEvidence]:
    by_kind: dict[str, list[str]] = {}
    for kind, identifier in sorted(addresses):
        by_kind.setdefault(kind, []).append(identifier)
    return {
        (kind, identifier): one
        for kind, identifiers in by_kind.items()
        for identifier, one in resolve(project, kind, identifiers).items()
    }


def _days(evaluation: Evaluation, resolved: Mapping[Address, ResolvedEvidence]) -> dict[Address, PreciseDate]:
    """Return from which day each piece of evidence is, where that is known."""
    days = {address: one.telling.day for address, one in resolved.items() if one.telling.day is not None}
    of_kind: dict[str, list[str]] = {}
    for kind, identifier in resolved:
        of_kind.setdefault(kind, []).append(identifier)
        if kind in OF_MONTHS and (month := _MONTH.search(identifier)):
            days[kind, identifier] = PreciseDate.read(month[0])
    if asked := of_kind.get(ROUND_STATEMENT):
        rounds = EvaluationRound.objects.filter(evaluation=evaluation, opened_at__isnull=False)
        opened = {one.code: PreciseDate.of_day(timezone.localdate(one.opened_at)) for one in rounds if one.opened_at}
        days |= {(ROUND_STATEMENT, one): opened[code] for one in asked if (code := one.split(",")[1]) in opened}
    if asked := of_kind.get(ACTION_COUNT):
        counted = ActionCount.objects.filter(id__in=asked).values_list("id", "counted_from")
        days |= {(ACTION_COUNT, str(one)): since for one, since in counted if since is not None}
    for model, kind in ((PublishedFigure, PUBLISHED_FIGURE), (PublishedClaim, PUBLISHED_CLAIM)):
        if asked := of_kind.get(kind):
            days |= _days_published(evaluation, model, kind, asked)
    return days | _days_of_words(evaluation, of_kind)


def _days_published(
    evaluation: Evaluation, model: type[PublishedFigure] | type[PublishedClaim], kind: str, asked: Sequence[str]
) -> dict[Address, PreciseDate]:
    """Return from which day is what sources published: that of the earliest of its sources."""
    rows = model._default_manager.filter(evaluation=evaluation, code__in=[one.partition(",")[2] for one in asked])
    codes: dict[UUID, str] = dict(rows.values_list("id", "code"))
    links = EvidenceLink.objects.filter(holder_id__in=list(codes), kind=DOCUMENT)
    named = list(links.values_list("holder_id", "identifier"))
    sources = Source.objects.filter(project=evaluation.project_id, code__in={code for _id, code in named})
    dated = {one.code: one.dated_on for one in sources if one.dated_on is not None}
    days: dict[Address, PreciseDate] = {}
    for holder, source in named:
        address = (kind, f"{evaluation.code},{codes[holder]}")
        if source in dated and (address not in days or dated[source] < days[address]):
            days[address] = dated[source]
    return days


def _days_of_words(evaluation: Evaluation, of_kind: Mapping[str, Sequence[str]]) -> dict[Address, PreciseDate]:
    """Return from which day are words of fieldwork: when it was held, of a code the first time."""
    days: dict[Address, PreciseDate] = {}
    if asked := of_kind.get(FRAGMENT):
        texts = Transcript.objects.filter(evaluation=evaluation, session__held_on__isnull=False)
        held = {code: on for code, on in texts.values_list("code", "session__held_on") if on is not None}
        days |= {(FRAGMENT, one): held[text] for one in asked if (text := one.split(",")[1]) in held}
    for one in of_kind.get(FRAGMENTS_OF_A_CODE, ()):
        codings = Coding.objects.filter(evaluation=evaluation, code_id=one.partition(",")[2], is_gone=False)
        first = codings.aggregate(first=Min("transcript__session__held_on"))["first"]
        if first:
            days[FRAGMENTS_OF_A_CODE, one] = first if isinstance(first, PreciseDate) else PreciseDate.read(first)
    return days


def _titles(
    evaluation: Evaluation, sources: Sequence[CriterionSource], measures: Mapping[str, MeasureAsRead]
) -> dict[Address, str]:
    """Return what sources are called that can be bound before there are data."""
    of_kind: dict[str, list[str]] = {}
    for source in sources:
        of_kind.setdefault(source.kind, []).append(source.identifier)
    titles: dict[Address, str] = {
        (SourceKind.MEASURE, code): f"{read.measure.name} ({read.measure.holder.name})"
        for code, read in measures.items()
    }
    if asked := of_kind.get(SourceKind.STATEMENT):
        statements = Statement.objects.filter(version__instrument__evaluation=evaluation, code__in=asked)
        for code, text in statements.order_by("version__number").values_list("code", "text_nl"):
            titles[SourceKind.STATEMENT, code] = text
    if asked := of_kind.get(SourceKind.ACTIVITY_STATUS):
        activities = Activity.objects.filter(project=evaluation.project_id, code__in=asked)
        titles |= {(SourceKind.ACTIVITY_STATUS, one.code): one.name for one in activities}
    if asked := of_kind.get(SourceKind.LEAD_TIME):
        bodies = Body.objects.filter(project=evaluation.project_id, code__in=asked)
        titles |= {(SourceKind.LEAD_TIME, one.code): one.name for one in bodies}
    return titles
