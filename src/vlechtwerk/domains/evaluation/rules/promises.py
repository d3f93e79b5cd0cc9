"""Whether what an anonymous round promises is made weaker by confidential answers to the same statements."""

from django.db.models import Q
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound, InstrumentVersion
from vlechtwerk.domains.evaluation.rules.instruments_compared import is_same
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, questionnaire_of


def warnings_about(evaluation: Evaluation, *versions: InstrumentVersion) -> list[str]:
    """Return what to know before anonymous answers are asked to one of these versions; for its evaluators."""
    before = _confidential_rounds(evaluation)
    asked = [questionnaire_of(version) for version in versions] if before else []
    names = [
        f"“{one.name}”"
        for one in before
        if any(_shares_a_statement(AskedQuestionnaire.from_json(one.questionnaire), other) for other in asked)
    ]
    if not names:
        return []
    words = _(
        "Answers to the same statements were given in confidence before, in %(rounds)s. Whoever reads those forms can "
        "look for the anonymous answers that are most alike, and so guess whose they are. Promise the same as before."
    )
    return [words % {"rounds": ", ".join(names)}]


def warnings_of(asked: EvaluationRound) -> list[str]:
    """Return what to know of the promise of a round that has not closed; for its evaluators."""
    if asked.promise != EvaluationRound.Promise.ANONYMOUS or asked.closed_at is not None:
        return []
    return warnings_about(asked.evaluation, asked.version)


def _confidential_rounds(evaluation: Evaluation) -> list[EvaluationRound]:
    """Return the confidential rounds of an evaluation that someone answered, in their order."""
    confidential = EvaluationRound.objects.filter(
        evaluation=evaluation, promise=EvaluationRound.Promise.CONFIDENTIAL, opened_at__isnull=False
    )
    answered = confidential.filter(Q(respondents__sent_on__isnull=False) | Q(sheets__isnull=False))
    return list(confidential.filter(id__in=answered.values("id")).order_by("opened_at"))


def _shares_a_statement(before: AskedQuestionnaire, now: AskedQuestionnaire) -> bool:
    former = {one.code: one for one in before.statements}
    return any(one.code in former and is_same(before, former[one.code], now, one) for one in now.statements)
