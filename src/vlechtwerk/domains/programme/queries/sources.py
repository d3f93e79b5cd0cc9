"""Published documents, and everything that rests on each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import (
    Advice,
    Agreement,
    Body,
    Decision,
    Department,
    Mandate,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Project,
    Promise,
    PromiseStep,
)
from vlechtwerk.domains.programme.evidence import DOCUMENT, STATUS
from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Activity,
    ActivityEntry,
    ActivityPartner,
    ActivityStatus,
    CapacityFinding,
    FocusArea,
    FormerName,
    GoalWording,
    Hindrance,
    MapLink,
    MapNode,
    MapVersion,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    MilestoneDate,
    OutsideGoal,
    PlanText,
    Precondition,
    PreconditionJudgement,
    Product,
    ProductUse,
    Source,
    ValuePoint,
    ValueWording,
)
from vlechtwerk.domains.programme.models.told import last_day_of
from vlechtwerk.domains.programme.queries.activities import since_when
from vlechtwerk.foundation.evidence.links import holder_kind, resting_on
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import Certainty, PreciseDate


@dataclass(frozen=True, slots=True)
class Resting:
    """One record that rests on a source: where to find it, what it says, and at which place in the source."""

    holder_kind: str
    code: str
    title: str
    detail: str
    # The date that it tells, when it is a date.
    moment: PreciseDate | None
    link: EvidenceLink


def sources_with_counts() -> list[tuple[Source, int]]:
    """Return the sources in order of code, each with the number of links that lead to it."""
    links = EvidenceLink.objects.filter(kind=DOCUMENT, holder_kind__in=_HOLDERS).order_by().values_list("identifier")
    counted = dict(links.annotate(links=Count("pk")))
    return [(source, counted.get(source.code, 0)) for source in Source.objects.all()]


def sources_by(day: date) -> list[tuple[Source, int]]:
    """Return the sources that were there on a day, each with how much of what was known then rests on it."""
    sources = list(Source.objects.filter(pk__in=there_on(day)))
    links = EvidenceLink.objects.filter(kind=DOCUMENT, identifier__in=[source.code for source in sources])
    counted = Counter(item.link.identifier for item in _resting(list(links), day))
    return [(source, counted[source.code]) for source in sources]


def there_on(day: date) -> QuerySet[Source]:
    """Return the sources of a day: one without a date is taken to be from the day that the case describes."""
    since = Coalesce(last_day_of("dated_on"), F("project__described_on"))
    return Source.objects.alias(since=since).filter(Q(since__isnull=True) | Q(since__lte=day))


def what_rests_on(source: Source, day: date | None = None) -> list[Resting]:
    """Return everything that rests on a source: all, or what was known on a day."""
    return what_rests_on_address(source.project_id, DOCUMENT, [source.code], day)


def what_rests_on_address(
    project_id: UUID, kind: str, identifiers: Sequence[str], day: date | None = None
) -> list[Resting]:
    """Return everything that rests on evidence of a kind: all, or what was known on a day."""
    return _resting(resting_on(project_id, kind, identifiers), day)


def what_rests_on_statuses(statuses: Sequence[ActivityStatus], day: date) -> dict[str, list[Resting]]:
    """Return what was known on a day and rests on each status, by its identifier."""
    if not statuses:
        return {}
    found: dict[str, list[Resting]] = defaultdict(list)
    for item in what_rests_on_address(statuses[0].project_id, STATUS, [str(status.id) for status in statuses], day):
        found[item.link.identifier].append(item)
    return found


def resting_by(links: Sequence[EvidenceLink]) -> list[Resting]:
    """Return what hangs on these links, of what everyone may be told the name: one query for each kind."""
    return _resting(list(links))


def _resting(links: list[EvidenceLink], day: date | None = None) -> list[Resting]:
    named = _names(links, day)
    return [Resting(link.holder_kind, *named[link.holder_id], link) for link in links if link.holder_id in named]


# How each kind of record is named: what is read along, and its code, title and what it says.
_NAMES: dict[type[Model], tuple[tuple[str, ...], Callable[[Any], tuple[str, str, str]]]] = {
    ActivityStatus: (
        ("activity",),
        lambda row: (row.activity.code, row.activity.name, row.get_status_display()),
    ),
    PreconditionJudgement: (
        ("precondition",),
        lambda row: (row.precondition.code, row.precondition.title, row.get_verdict_display()),
    ),
    Hindrance: (("activity",), lambda row: (row.activity.code, row.activity.name, row.description)),
    MilestoneDate: (
        ("milestone__activity",),
        lambda row: (row.milestone.activity.code, row.milestone.activity.name, row.milestone.title),
    ),
    ActivityEntry: (("activity",), lambda row: (row.activity.code, row.activity.name, row.text)),
    Activity: ((), lambda row: (row.code, row.name, row.goal)),
    FormerName: (("activity",), lambda row: (row.activity.code, row.activity.name, row.name)),
    ActivityPartner: (
        ("activity", "organisation"),
        lambda row: (row.activity.code, row.activity.name, f"{row.organisation.name} {row.part}".strip()),
    ),
    Precondition: ((), lambda row: (row.code, row.title, row.explanation)),
    Project: ((), lambda row: (row.code, row.name, row.full_name)),
    PlanText: ((), lambda row: ("", row.title or row.get_kind_display(), row.text)),
    FocusArea: ((), lambda row: (row.code, row.name, row.work_goal)),
    GoalWording: (("goal",), lambda row: (row.goal.code, row.goal.code, row.text)),
    OutsideGoal: (("organisation",), lambda row: (row.code, row.whose, row.text)),
    MapVersion: ((), lambda row: (row.code, row.name, row.note)),
    MapNode: (("version",), lambda row: (row.version.code, row.version.name, row.title)),
    MapLink: (
        ("version", "from_node", "to_node"),
        lambda row: (row.version.code, row.version.name, f"{row.from_node.title} → {row.to_node.title}"),
    ),
    Decision: ((), lambda row: (str(row.id), row.question, row.outcome)),
    Advice: ((), lambda row: (str(row.id), row.question, row.text)),
    Promise: ((), lambda row: (str(row.id), row.text, row.get_recipient_display())),
    PromiseStep: (("promise",), lambda row: (str(row.promise_id), row.promise.text, row.get_kind_display())),
    Mandate: ((), lambda row: (str(row.id), row.subject, row.limits)),
    Organisation: ((), lambda row: (row.code, row.name, row.role)),
    Body: ((), lambda row: (row.code, row.name, row.purpose)),
    Department: ((), lambda row: (row.code, row.name, "")),
    CapacityFinding: ((), lambda row: ("", _("Staff capacity"), row.text)),
    Product: (("activity",), lambda row: (row.activity.code, row.activity.name, row.title)),
    ProductUse: (
        ("product__activity",),
        lambda row: (row.product.activity.code, row.product.activity.name, f"{row.product.title}: {row.by_whom}"),
    ),
    Action: (("activity",), lambda row: (row.activity.code, row.activity.name, row.title)),
    ActionCount: (
        ("action__activity",),
        lambda row: (row.action.activity.code, row.action.activity.name, f"{row.definition}: {row.number} {row.unit}"),
    ),
    MethodVersion: (("method",), lambda row: (row.method.code, row.method.title, row.does)),
    MethodUse: (("method",), lambda row: (row.method.code, row.method.title, row.get_kind_display())),
    MethodOutcome: (("use__method",), lambda row: (row.use.method.code, row.use.method.title, row.because)),
    ValueWording: (("element",), lambda row: (row.element.code, row.name, row.explanation)),
    ValuePoint: (("element",), lambda row: (row.element.code, row.get_kind_display(), row.text)),
    OutsideBody: (
        ("organisation",),
        lambda row: (row.organisation.code, row.organisation.name, row.get_kind_display()),
    ),
    OutsideRole: (
        ("body__organisation",),
        lambda row: (row.body.organisation.code, row.body.organisation.name, row.what),
    ),
    OutsidePosition: (
        ("body__organisation",),
        lambda row: (row.body.organisation.code, row.body.organisation.name, row.explanation),
    ),
    Agreement: ((), lambda row: (str(row.id), row.title, row.about)),
}
_HOLDERS = {holder_kind(model): model for model in _NAMES}


def name_holders(model: type[Model], along: tuple[str, ...], name: Callable[[Any], tuple[str, str, str]]) -> None:
    """Let records of another domain be named among what rests on evidence: by code, title and what they say."""
    _NAMES[model] = (along, name)
    _HOLDERS[holder_kind(model)] = model


# Since when a record of which no document need tell is there; other records do not follow the day.
_SINCE: Mapping[type[Model], Callable[[Any], PreciseDate | None]] = {
    PreconditionJudgement: lambda row: row.judged_on,
    MilestoneDate: since_when,
    PromiseStep: lambda row: row.occurred_on,
    GoalWording: lambda row: row.worded_on,
    MapVersion: lambda row: row.adopted_on or row.described_on,
    MapNode: lambda row: row.version.adopted_on or row.version.described_on,
    MapLink: lambda row: row.version.adopted_on or row.version.described_on,
}


def _known(model: type[Model], wanted: list[UUID], day: date | None) -> Iterator[Any]:
    along, _name = _NAMES[model]
    rows: Any = model._default_manager.filter(pk__in=wanted).select_related(*along)
    if day is None:
        yield from rows
        return
    # What the plan needs was known with the plan.
    in_plan = set(rows.filter(in_plan=True).values_list("pk", flat=True)) if model is Precondition else set()
    told = set(rows.known_by(day).values_list("pk", flat=True)) | in_plan if hasattr(rows, "known_by") else None
    for row in rows:
        since = _SINCE[model](row) if model in _SINCE else None
        if (told is None or row.pk in told) and (since is None or since.as_of(day) is not Certainty.NOT_YET):
            yield row


def _names(links: list[EvidenceLink], day: date | None) -> dict[UUID, tuple[str, str, str, PreciseDate | None]]:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for link in links:
        # What not everyone reads, such as a pledge of hours, is named on its own page only.
        if link.holder_kind in _HOLDERS:
            ids[link.holder_kind].append(link.holder_id)
    named: dict[UUID, tuple[str, str, str, PreciseDate | None]] = {}
    for kind, wanted in ids.items():
        model = _HOLDERS[kind]
        _along, name = _NAMES[model]
        for row in _known(model, wanted, day):
            named[row.pk] = (*name(row), row.date_on if isinstance(row, MilestoneDate) else None)
    return named
