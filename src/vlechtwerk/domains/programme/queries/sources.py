"""Published documents, and everything that rests on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import (
    ActivityEntry,
    ActivityStatus,
    Hindrance,
    MilestoneDate,
    PreconditionJudgement,
    Source,
)
from vlechtwerk.foundation.evidence.links import resting_on
from vlechtwerk.foundation.evidence.models import EvidenceLink


@dataclass(frozen=True, slots=True)
class Resting:
    """One record that rests on a source: where to find it, what it says, and at which place in the source."""

    holder_kind: str
    code: str
    title: str
    detail: str
    link: EvidenceLink


def sources_with_counts() -> list[tuple[Source, int]]:
    """Return the sources in order of code, each with the number of links that lead to it."""
    links = EvidenceLink.objects.filter(kind=DOCUMENT).order_by().values_list("identifier")
    counted = dict(links.annotate(links=Count("pk")))
    return [(source, counted.get(source.code, 0)) for source in Source.objects.all()]


def what_rests_on(source: Source) -> list[Resting]:
    """Return the statuses, judgements, entries, dates and hindrances that rest on a source."""
    links = resting_on(source.project_id, DOCUMENT, source.code)
    named = _names(_ids_by_kind(links))
    return [Resting(link.holder_kind, *named[link.holder_id], link) for link in links if link.holder_id in named]


def _ids_by_kind(links: list[EvidenceLink]) -> dict[str, list[UUID]]:
    ids: dict[str, list[UUID]] = {}
    for link in links:
        ids.setdefault(link.holder_kind, []).append(link.holder_id)
    return ids


def _names(ids: Mapping[str, list[UUID]]) -> dict[UUID, tuple[str, str, str]]:
    named: dict[UUID, tuple[str, str, str]] = {}
    for status in ActivityStatus.objects.filter(id__in=ids.get("activity_status", [])).select_related("activity"):
        named[status.id] = (status.activity.code, status.activity.name, status.get_status_display())
    for entry in ActivityEntry.objects.filter(id__in=ids.get("activity_entry", [])).select_related("activity"):
        named[entry.id] = (entry.activity.code, entry.activity.name, entry.text)
    for row in MilestoneDate.objects.filter(id__in=ids.get("milestone_date", [])).select_related("milestone__activity"):
        activity = row.milestone.activity
        named[row.id] = (activity.code, activity.name, f"{row.milestone.title}: {row.date_on}")
    for held in Hindrance.objects.filter(id__in=ids.get("hindrance", [])).select_related("activity"):
        named[held.id] = (held.activity.code, held.activity.name, held.description)
    judged = PreconditionJudgement.objects.filter(id__in=ids.get("precondition_judgement", []))
    for judgement in judged.select_related("precondition"):
        precondition = judgement.precondition
        named[judgement.id] = (precondition.code, precondition.title, judgement.get_verdict_display())
    return named
