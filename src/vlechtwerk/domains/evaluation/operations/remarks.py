"""Choose what of the remarks of a round is shown: only as redacted, and only when the result is published."""

from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import RoundRemark
from vlechtwerk.domains.evaluation.rules.remarks import reasons_against_redacting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def redact_remark(remark: RoundRemark, state: str, redacted: str, *, by: Person, at: datetime) -> RoundRemark:
    """Let a remark be shown in these words, or withhold it; until the result is published this can change."""
    wait_for_others("results", remark.round_id)
    refuse_if(reasons_against_redacting(remark, state, redacted, by=by, at=at))
    remark.state = state
    remark.redacted = redacted.strip() if state == RoundRemark.State.SHOWN else ""
    remark.save(update_fields=["state", "redacted"])
    note_act("redact_remark", "round", remark.round_id, project_id=remark.project_id, by=by.id, at=at)
    return remark
