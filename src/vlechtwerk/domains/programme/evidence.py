"""How the kinds of evidence of this domain are resolved: documents with a place in them, and statuses."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.programme.models import ActivityStatus, Source
from vlechtwerk.domains.programme.models.sources import DOCUMENT as DOCUMENT
from vlechtwerk.foundation.evidence.address import ResolvedEvidence, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

STATUS = "status"


def register() -> None:
    """Register the kinds of evidence of this domain."""
    register_kind(DOCUMENT, resolve_documents)
    register_kind(STATUS, resolve_statuses)


def resolve_documents(project_id: UUID, codes: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve sources by their code."""
    sources = Source.objects.filter(project_id=project_id, code__in=codes)
    return {
        source.code: ResolvedEvidence(
            short_title=source.code,
            title=source.title,
            version=source.version,
            checksum=checksum_of(source.code, source.title, source.version, str(source.dated_on or "")),
            code=source.code,
        )
        for source in sources
    }


def resolve_statuses(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve statuses by their identifier; what is not an identifier leads nowhere."""
    wanted = [UUID(identifier) for identifier in identifiers if _is_identifier(identifier)]
    statuses = ActivityStatus.objects.filter(project_id=project_id, id__in=wanted).select_related("activity")
    return {
        str(status.id): ResolvedEvidence(
            short_title=status.activity.name,
            title=f"{status.activity.name}: {status.get_status_display()}",
            version=status.occurred_on.text,
            checksum=checksum_of(str(status.id), status.status, status.occurred_on.text, status.reason),
            code=status.activity.code,
        )
        for status in statuses
    }


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
