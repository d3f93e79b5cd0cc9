"""Whether what someone filled in by a personal link may be sent."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from vlechtwerk.engines.surveys.answers import Answer, Missing
from vlechtwerk.foundation.refusal import Reason


def reasons_against_handing_in(*, can_answer: bool, answers: Mapping[str, Answer]) -> list[Reason]:
    """Return why these answers, by statement, can't be sent; a remark alone is no answer."""
    if not can_answer:
        return [too_late()]
    if not any(answer is not Missing.NOT_ANSWERED for answer in answers.values()):
        return [Reason("nothing_answered", _("Nothing is filled in yet. Answer one statement at least."))]
    return []


def too_late() -> Reason:
    """Return why nothing was taken in."""
    return Reason("too_late", _("Your answers were not taken in: the round has closed, or this link was used."))


def key_missing() -> Reason:
    """Return why an anonymous round takes nothing in now."""
    words = _(
        "What anonymous answers are sealed with is not in its place, so they would be lost. Please try again later, or "
        "tell the evaluators."
    )
    return Reason("key_missing", words)
