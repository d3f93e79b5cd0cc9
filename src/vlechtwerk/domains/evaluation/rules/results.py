"""Whether a round may be concluded or its result published, and whether it keeps its forms."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationRound, PublishedResult, RoundResult
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason


def has_too_few_answers(asked: EvaluationRound, answered: int) -> bool:
    """Whether so few answered an anonymous round that what is kept of it would be of a person (RULES d8, d9)."""
    return asked.promise == EvaluationRound.Promise.ANONYMOUS and answered < asked.threshold


def reasons_against_keeping_forms(asked: EvaluationRound, answered: int) -> list[Reason]:
    """Return why a closed round that so many answered has no forms (decision record 0029)."""
    if asked.promise != EvaluationRound.Promise.ANONYMOUS:
        return []
    if has_too_few_answers(asked, answered):
        words = _(
            "Fewer than %(threshold)s people answered this anonymous round. Their answers and remarks were not kept: "
            "they would be those of a person."
        )
        if not answered:
            words = _("There are no answers in this anonymous round: nobody gave any, or they could not be read.")
        rule = _("Of fewer people than the smallest group nothing is kept")
        return [Reason("too_few_answers", words % {"threshold": asked.threshold}, rule)]
    if asked.breakdowns:
        words = _(
            "The results of this anonymous round are told apart by groups, so its forms were not kept: with both, one "
            "could work out to which group a form belongs."
        )
        return [Reason("told_apart", words, _("An anonymous round keeps groups or forms, never both"))]
    return []


def _while_open() -> Reason:
    return Reason("round_open", _("There is no result before the round is closed."), _("No results while a round runs"))


def reasons_against_concluding(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the result of a round can't be made: there is none while it is open, and one at most."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at)
    if asked.closed_at is None:
        reasons.append(_while_open())
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
