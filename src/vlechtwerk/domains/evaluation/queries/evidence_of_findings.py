"""How an approved finding is resolved as evidence, as long as it stands and its own evidence did not change."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.evidence import FINDING
from vlechtwerk.domains.evaluation.models import ApprovedFinding
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, holding
from vlechtwerk.domains.programme.queries.sources import name_holders
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind


def register() -> None:
    """Register the kind of evidence, and how approved findings are named among what rests on evidence.

    Parts of those lists are made once for all members, so drafts are never named there; and an approved one is named
    without its sentence, which is shown only where it is looked whether it still holds.
    """
    register_kind(FINDING, resolve_findings)
    name_holders(ApprovedFinding, ("evaluation",), lambda row: (row.evaluation.code, row.code, ""))


def resolve_findings(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve approved findings by the code of their evaluation and their own (“EV1,F12”)."""
    pairs = [identifier.split(",") for identifier in identifiers if identifier.count(",") == 1]
    approved = ApprovedFinding.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _finding in pairs},
        code__in={finding for _evaluation, finding in pairs},
        ended_at__isnull=True,
    )
    found = {one.identifier: _resolved(one) for one in holding(approved)} if pairs else {}
    return {identifier: found[identifier] for identifier in identifiers if identifier in found}


def _resolved(one: ApprovedAsRead) -> ResolvedEvidence:
    approved = one.approved
    return ResolvedEvidence(
        short_title=approved.code,
        title=approved.sentence,
        version=approved.approved_at.date().isoformat(),
        checksum=checksum_of(one.identifier, approved.sentence, approved.ground, approved.base),
        code=one.identifier,
        ground=Ground(approved.ground),
        base=Base(approved.base),
    )
