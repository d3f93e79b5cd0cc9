"""Refuse an act with its reasons, in words, with the rule that each reason rests on."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against an act: a code for machines, a sentence for people, and the rule behind it."""

    code: str
    text: str
    rule: str = ""


class Refused(Exception):
    """The act did not happen; `reasons` says why. Nothing was saved."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reason.text for reason in self.reasons))


class NothingThere(Exception):
    """What is asked about is not there, or may not be known to be there: every door answers as about what never was."""


def refuse_if(reasons: Sequence[Reason]) -> None:
    """Raise `Refused` when there is at least one reason against the act."""
    if reasons:
        raise Refused(reasons)
