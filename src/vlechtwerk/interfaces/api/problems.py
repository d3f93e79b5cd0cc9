"""What goes wrong, as problem details (RFC 9457): one shape for every mistake."""

from collections.abc import Sequence
from http import HTTPStatus

from ninja import Schema

from vlechtwerk.foundation.refusal import Reason

CONTENT_TYPE = "application/problem+json"


class ProblemReason(Schema):
    """One reason: a code for machines, a sentence for people, the rule or the field that it is about."""

    code: str
    text: str
    rule: str = ""


class Problem(Schema):
    """Why a request was not done."""

    status: int
    title: str
    detail: str
    reasons: list[ProblemReason] = []


class Wrong(Exception):
    """The request can't be answered; carries its problem."""

    def __init__(self, status: HTTPStatus, detail: str, reasons: Sequence[Reason] = ()) -> None:
        self.problem = Problem(
            status=status.value,
            title=status.phrase,
            detail=detail,
            reasons=[ProblemReason(code=item.code, text=item.text, rule=item.rule) for item in reasons],
        )
        super().__init__(detail)


def absent() -> Wrong:
    """Return the problem of what is not there, or of what the reader may not know to be there: the same words."""
    return Wrong(HTTPStatus.NOT_FOUND, "There is nothing here.")
