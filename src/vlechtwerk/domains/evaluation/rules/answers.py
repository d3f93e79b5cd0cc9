"""Whether it can be written down what is not known of a question of the evaluation."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationQuestion, KnowledgeGap
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason

LONGEST_GAP = longest(KnowledgeGap, "text")


def reasons_against_gap(
    question: EvaluationQuestion, text: str, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be noted so that something is not known: an evaluator says what, and why."""
    reasons = reasons_against_evaluating(question.evaluation, by=by, at=at)
    if not text.strip() or not reason.strip():
        reasons.append(Reason("text_missing", _("Write what is not known, and why.")))
    if max(len(text.strip()), len(reason.strip())) > LONGEST_GAP:
        words = _("What is not known, and why, has at most %(most)s characters each.") % {"most": LONGEST_GAP}
        reasons.append(Reason("text_too_long", words))
    return reasons + reasons_against_quoting(question.evaluation, [text, reason])


def reasons_against_changing_gap(
    gap: KnowledgeGap, text: str, reason: str, state: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why what is not known can't be told otherwise."""
    reasons = reasons_against_gap(gap.question, text, reason, by=by, at=at)
    if state not in KnowledgeGap.State.values:
        reasons.append(Reason("state_unknown", _("Choose: not known, known by now, or no longer asked.")))
    return reasons
