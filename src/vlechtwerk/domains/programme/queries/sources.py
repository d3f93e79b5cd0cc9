"""Published documents, and everything that rests on each."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Model

from vlechtwerk.domains.partnership.models import Body, Decision, Department, Mandate, Organisation, Project
from vlechtwerk.domains.programme.evidence import DOCUMENT, STATUS
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityPartner,
    ActivityStatus,
    FocusArea,
    FormerName,
    Hindrance,
    MapLink,
    MapNode,
    MapVersion,
    MilestoneDate,
    PlanText,
    Precondition,
    PreconditionJudgement,
    Source,
)
from vlechtwerk.foundation.evidence.links import resting_on
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate


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
    links = EvidenceLink.objects.filter(kind=DOCUMENT).order_by().values_list("identifier")
    counted = dict(links.annotate(links=Count("pk")))
    return [(source, counted.get(source.code, 0)) for source in Source.objects.all()]


def what_rests_on(source: Source) -> list[Resting]:
    """Return everything that rests on a source."""
    return _resting(resting_on(source.project_id, DOCUMENT, [source.code]))


def what_rests_on_statuses(statuses: Sequence[ActivityStatus]) -> dict[str, list[Resting]]:
    """Return what rests on each status, by its identifier."""
    if not statuses:
        return {}
    found: dict[str, list[Resting]] = defaultdict(list)
    for item in _resting(resting_on(statuses[0].project_id, STATUS, [str(status.id) for status in statuses])):
        found[item.link.identifier].append(item)
    return found


def _resting(links: list[EvidenceLink]) -> list[Resting]:
    named = _names(links)
    return [Resting(link.holder_kind, *named[link.holder_id], link) for link in links if link.holder_id in named]


# How each kind of record is named: its model, what is read along, and its code, title and what it says.
_NAMES: Mapping[str, tuple[type[Model], tuple[str, ...], Callable[[Any], tuple[str, str, str]]]] = {
    "activity_status": (
        ActivityStatus,
        ("activity",),
        lambda row: (row.activity.code, row.activity.name, row.get_status_display()),
    ),
    "precondition_judgement": (
        PreconditionJudgement,
        ("precondition",),
        lambda row: (row.precondition.code, row.precondition.title, row.get_verdict_display()),
    ),
    "hindrance": (Hindrance, ("activity",), lambda row: (row.activity.code, row.activity.name, row.description)),
    "milestone_date": (
        MilestoneDate,
        ("milestone__activity",),
        lambda row: (row.milestone.activity.code, row.milestone.activity.name, row.milestone.title),
    ),
    "activity_entry": (ActivityEntry, ("activity",), lambda row: (row.activity.code, row.activity.name, row.text)),
    "activity": (Activity, (), lambda row: (row.code, row.name, row.goal)),
    "former_name": (FormerName, ("activity",), lambda row: (row.activity.code, row.activity.name, row.name)),
    "activity_partner": (
        ActivityPartner,
        ("activity", "organisation"),
        lambda row: (row.activity.code, row.activity.name, f"{row.organisation.name} {row.part}".strip()),
    ),
    "precondition": (Precondition, (), lambda row: (row.code, row.title, row.explanation)),
    "project": (Project, (), lambda row: (row.code, row.name, row.full_name)),
    "plan_text": (PlanText, (), lambda row: ("", row.title or row.get_kind_display(), row.text)),
    "focus_area": (FocusArea, (), lambda row: (row.code, row.name, row.work_goal)),
    "map_version": (MapVersion, (), lambda row: (row.code, row.name, row.note)),
    "map_node": (MapNode, ("version",), lambda row: (row.version.code, row.version.name, row.title)),
    "map_link": (
        MapLink,
        ("version", "from_node", "to_node"),
        lambda row: (row.version.code, row.version.name, f"{row.from_node.title} → {row.to_node.title}"),
    ),
    "decision": (Decision, (), lambda row: (str(row.id), row.question, row.outcome)),
    "mandate": (Mandate, (), lambda row: (str(row.id), row.subject, row.limits)),
    "organisation": (Organisation, (), lambda row: (row.code, row.name, row.role)),
    "body": (Body, (), lambda row: (row.code, row.name, row.purpose)),
    "department": (Department, (), lambda row: (row.code, row.name, "")),
}


def _names(links: list[EvidenceLink]) -> dict[UUID, tuple[str, str, str, PreciseDate | None]]:
    ids: dict[str, list[UUID]] = defaultdict(list)
    for link in links:
        ids[link.holder_kind].append(link.holder_id)
    named: dict[UUID, tuple[str, str, str, PreciseDate | None]] = {}
    for kind, wanted in ids.items():
        model, along, name = _NAMES[kind]
        for row in model._default_manager.filter(pk__in=wanted).select_related(*along):
            named[row.pk] = (*name(row), row.date_on if isinstance(row, MilestoneDate) else None)
    return named
