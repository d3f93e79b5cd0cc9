"""Choose what of the remarks of a round is shown: only as redacted, and only when the result is published."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import RoundRemark
from vlechtwerk.domains.evaluation.rules.remarks import reasons_against_redacting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def redact_remark(
    remark: RoundRemark, state: str, redacted: str, may_stay: Collection[str] = (), *, by: Person, at: datetime
) -> RoundRemark:
    """Let a remark be shown in these words, or withhold it; until the result is published this can change.

    `may_stay`: words in it that could tell who someone is, of which the evaluator says that they do no harm.
    """
    wait_for_others("results", remark.round_id)
    refuse_if(reasons_against_redacting(remark, state, redacted, may_stay, by=by, at=at))
    is_shown = state == RoundRemark.State.SHOWN
    remark.state = state
    remark.redacted = redacted.strip() if is_shown else ""
    remark.may_stay = [words for words in dict.fromkeys(may_stay) if is_shown and words in redacted]
    remark.save(update_fields=["state", "redacted", "may_stay"])
    note_act("redact_remark", "round", remark.round_id, project_id=remark.project_id, by=by.id, at=at)
    return remark
