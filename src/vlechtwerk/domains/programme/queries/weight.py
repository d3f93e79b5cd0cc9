"""How much weight the evidence of an activity has: which documents carry it, and what rests on the older of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import ActivityEntry, ActivityStatus, Source
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink


@dataclass(frozen=True, slots=True)
class WeakParts:
    """How many of the parts rest on one document only: the oldest of those that carry the whole."""

    resting: int
    parts: int
    source: str


def carrying_statuses(statuses: Mapping[UUID, AsOf[ActivityStatus]]) -> dict[UUID, list[EvidenceLink]]:
    """Return what carries the known status of each activity; a document that tells of others stands behind those."""
    links = evidence_of(status.known.id for status in statuses.values() if status.known)
    behind = _behind()
    return {
        activity_id: [link for link in links.get(status.known.id, []) if _document(link) not in behind]
        if status.known
        else []
        for activity_id, status in statuses.items()
    }


def weak_parts(carried: Mapping[UUID, list[EvidenceLink]]) -> dict[UUID, WeakParts]:
    """Return the activities of which most parts rest on the oldest only of the dated documents that carry them."""
    parts = _sources_of_parts(carried)
    sources = list(Source.objects.only("code", "dated_on", "tells_of_others")) if parts else []
    behind = {source.code for source in sources if source.tells_of_others}
    dated = {source.code: source.dated_on.latest for source in sources if source.dated_on is not None}
    weak = {}
    for activity_id, of_parts in parts.items():
        oldest = _oldest({_document(link) for link in carried[activity_id]} - {""}, dated)
        resting = sum(1 for found in of_parts.values() if oldest and found - behind == {oldest})
        if resting * 2 > len(of_parts):
            weak[activity_id] = WeakParts(resting, len(of_parts), oldest)
    return weak


def _oldest(codes: Collection[str], dated: Mapping[str, date]) -> str:
    known = sorted((dated[code], code) for code in codes if code in dated)
    return known[0][1] if len(codes) > 1 and known else ""


def _behind() -> frozenset[str]:
    return frozenset(Source.objects.filter(tells_of_others=True).values_list("code", flat=True))


def _document(link: EvidenceLink) -> str:
    return link.identifier if link.kind == DOCUMENT else ""


def _sources_of_parts(activity_ids: Collection[UUID]) -> Mapping[UUID, dict[UUID, frozenset[str]]]:
    """Return, per whole and per part without a status of its own, the codes of the documents its entries rest on."""
    with_status = ActivityStatus.objects.filter(activity=OuterRef("activity"))
    entries = list(
        ActivityEntry.objects.filter(~Exists(with_status), activity__parent__in=activity_ids).values_list(
            "id", "activity_id", "activity__parent_id"
        )
    )
    links = evidence_of(entry_id for entry_id, _part, _whole in entries)
    codes: dict[UUID, dict[UUID, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry_id, part_id, whole_id in entries:
        if whole_id is None:
            continue
        codes[whole_id][part_id] |= {_document(link) for link in links.get(entry_id, [])} - {""}
    return {whole: {part: frozenset(found) for part, found in parts.items()} for whole, parts in codes.items()}
