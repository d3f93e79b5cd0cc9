"""What goes wrong, as problem details (RFC 9457): one shape for every mistake."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema

from vlechtwerk.domains.sharing.words import words_of_not_taken
from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.foundation.refusal import Reason

CONTENT_TYPE = "application/problem+json"
Found = TypeVar("Found", bound=Model)


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


PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem, 429: Problem}


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


def find(among: QuerySet[Found], **by: Any) -> Found:
    """Return the one record asked for; raise `Wrong` (404) when there is none that the reader may see."""
    found = among.filter(**by).first()
    if found is None:
        raise absent()
    return found


def find_if_named(among: QuerySet[Found], **by: Any) -> Found | None:
    """Return the record asked for, or nothing when none is named; raise `Wrong` (404) when it is not there."""
    return find(among, **by) if all(by.values()) else None


def too_large() -> Wrong:
    """Return the problem of a file that is larger than is taken in; nothing of it was kept."""
    error = NotTaken(NotTakenCode.TOO_LARGE, most_megabytes=settings.MOST_MEGABYTES)
    reason = Reason(error.code.value, words_of_not_taken(error))
    return Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("More was sent than is taken in; nothing was kept."), [reason])


def absent() -> Wrong:
    """Return the problem of what is not there, or of what the reader may not know to be there: the same words."""
    return Wrong(HTTPStatus.NOT_FOUND, _("There is nothing here."))
