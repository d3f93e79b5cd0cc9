"""The words of the learning agenda that page, file, interface and command share."""

from typing import Protocol

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import PublishedClaim


class Dilemma(Protocol):
    """What is said as a question: where someone wants to go, and what stands in the way."""

    @property
    def goal(self) -> str:
        """Return the question without its mark."""

    @property
    def barrier(self) -> str:
        """Return what follows “while”."""


def say_question(question: Dilemma) -> str:
    """Say a question in one sentence: where someone wants to go, while what stands in the way."""
    if not question.barrier:
        return f"{question.goal}?"
    # As the questions themselves, in the language of the project.
    return f"{question.goal}, terwijl {question.barrier}?"


def say_no_count(claim: PublishedClaim) -> str:
    """Say that a claim has no count, and why none is made."""
    if claim.kind == PublishedClaim.Kind.STRENGTH:
        return _("Count not in the source.")
    if not claim.tells_amount:
        return _("Count not in the source: its words do not say how many. One person and all look the same.")
    return _("Count not in the source: it does not say how many people this word stands for.")
