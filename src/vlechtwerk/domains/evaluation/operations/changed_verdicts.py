"""Let no verdict on a mechanism hold whose evidence changed, as part of the act that changed it."""

from collections.abc import Collection
from datetime import datetime

from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.rules.mechanism_state import standing
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.journal.entries import note_act

HOLDERS = ("mechanism", "other_explanation")


def end_changed_verdicts(evaluation: Evaluation, kinds: Collection[str], *, by: Person, at: datetime) -> bool:
    """End verdicts that rest on evidence of these kinds that changed since; tell whether any was.

    Not every member resolves all evidence: what only evaluators read would otherwise seem to hold to others.
    """
    resting = EvidenceLink.objects.filter(
        project_id=evaluation.project_id, kind__in=kinds, holder_kind__in=HOLDERS
    ).values_list("holder_id", flat=True)
    holders = set(resting)
    if not holders:
        return False
    wait_for_others("mechanisms", evaluation.id)
    ended = [
        found.mechanism
        for found in standing(list(evaluation.mechanisms.select_related("evaluation")))
        if found.verdict is not None
        and found.verdict.revision == found.mechanism.revision
        and any(link.holder_id in holders and link.kind in kinds for link in found.changed_evidence)
    ]
    for mechanism in ended:
        mechanism.revision += 1
        mechanism.save(update_fields=["revision"])
        note_act("end_verdict", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    return bool(ended)
