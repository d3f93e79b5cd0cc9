"""Whether a round may be concluded or its result published."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationRound, PublishedResult, RoundResult
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason


def _while_open() -> Reason:
    return Reason("round_open", _("There is no result before the round is closed."), _("No results while a round runs"))


def reasons_against_concluding(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the result of a round can't be made: there is none while it is open, and one at most."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at)
    if asked.closed_at is None:
        reasons.append(
            Reason(
                "round_open", _("There is no result before the round is closed."), _("No results while a round runs")
            )
        )
    if RoundResult.objects.filter(round=asked).exists():
        reasons.append(Reason("result_made", _("The result of this round is there already.")))
    return reasons


def reasons_against_publishing(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the result of a round can't be published."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at)
    if PublishedResult.objects.filter(round=asked).exists():
        reasons.append(Reason("published_already", _("This result is published already.")))
    elif not RoundResult.objects.filter(round=asked).exists():
        reasons.append(_while_open())
    return reasons
