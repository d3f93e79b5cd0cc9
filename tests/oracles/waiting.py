"""How long did a question wait for its answer, or does it wait still?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracles.calendar import Range, Vague, between, days
from tests.oracles.spread import Spread, spread


@dataclass(frozen=True)
class Question:
    """What was asked of a body, on how many days they agreed, and what became of it."""

    name: str
    body: str
    asked: Vague | None
    state: str = "waits"  # or: taken, withdrawn
    decided: Vague | None = None
    agreed: int | None = None
    sent_on: tuple[tuple[Vague, str], ...] = ()


def still_waits(question: Question, shown: date) -> bool:
    """Tell whether it has no answer yet, or one that surely came after the day shown."""
    if question.state == "waits":
        return True
    return question.state == "taken" and question.decided is not None and question.decided.first > shown


def took(question: Question, shown: date) -> Range | None:
    """Count from the asking to the answer; nothing unless it was taken and both dates are known."""
    if question.state != "taken" or question.asked is None or question.decided is None:
        return None
    if still_waits(question, shown):
        return None
    found = between(question.asked, question.decided)
    return Range(max(found.least, 0), max(found.most, 0))


def waits(question: Question, shown: date) -> int | None:
    """Count from the asking to the day shown; nothing unless it is open and was asked on a day that is known."""
    if question.asked is None or not question.asked.is_one_day or not still_waits(question, shown):
        return None
    if question.asked.first > shown:
        return None
    return days(question.asked.first, shown)


def is_late(question: Question, shown: date) -> bool:
    """Tell whether it waits, or took, more days than were agreed; only of days that are known."""
    known, span = waits(question, shown), took(question, shown)
    if span is not None and span.least == span.most:
        known = span.least
    return question.agreed is not None and known is not None and known > question.agreed


def lies_with(question: Question, shown: date) -> str:
    """Name the body that decided or has the question: the last one to which it was sent on by then."""
    body = question.body
    for on, to in question.sent_on:
        if on.first <= shown:
            body = to
    return body


def lead_times(questions: Sequence[Question], shown: date, body: str | None = None) -> Spread:
    """Tell how the lead times are spread, of one body or of all."""
    found = [took(question, shown) for question in questions if body in (None, lies_with(question, shown))]
    return spread([one for one in found if one is not None])
