"""Whether coding that was done elsewhere may be taken in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, FieldworkSession, Measurement, Transcript
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.fieldwork import CONSENT_RULE
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class CodingPlan:
    """What the texts of a file are, to which measurement they belong, and that whose words they are consented."""

    kind: str = FieldworkSession.Kind.INTERVIEW
    text_kind: str = Transcript.Kind.TRANSCRIPT
    measurement: Measurement | None = None
    consented: bool = False


def reasons_against_taking_in_coding(
    evaluation: Evaluation, plan: CodingPlan, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why coding that was done elsewhere can't be taken in."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if plan.kind not in FieldworkSession.Kind.values or plan.text_kind not in Transcript.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what sort of text it is.")))
    if plan.measurement is not None and plan.measurement.evaluation_id != evaluation.id:
        reasons.append(Reason("measurement_elsewhere", _("This measurement belongs to another evaluation.")))
    if plan.kind != FieldworkSession.Kind.DOCUMENTS and not plan.consented:
        words = _("Say that everyone whose words stand in these texts consents to it.")
        reasons.append(Reason("no_consent", words, _(CONSENT_RULE)))
    return reasons
