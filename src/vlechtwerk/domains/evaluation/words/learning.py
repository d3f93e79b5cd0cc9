"""The words of the learning agenda that page, file, interface and command share."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import LearningQuestion, PublishedClaim, SessionProposal
from vlechtwerk.domains.evaluation.queries.sessions import ShownProposal


def say_question(question: LearningQuestion | SessionProposal | ShownProposal) -> str:
    """Say a question in one sentence: where someone wants to go, while what stands in the way."""
    return say_dilemma(question.goal, question.barrier)


def say_dilemma(goal: str, barrier: str) -> str:
    """Say where someone wants to go and what stands in the way, in one sentence."""
    if not barrier:
        return f"{goal}?"
    # As the questions themselves, in the language of the project.
    return f"{goal}, terwijl {barrier}?"


def say_no_count(claim: PublishedClaim) -> str:
    """Say that a claim has no count, and why none is made."""
    if claim.kind == PublishedClaim.Kind.STRENGTH:
        return _("Count not in the source.")
    if not claim.tells_amount:
        return _("Count not in the source: its words do not say how many. One person and all look the same.")
    return _(
        "Count not in the source: it does not say how many people this word stands for."
    )
