"""From the link in a mail to a cookie: the token stands in the first address, and in none after it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vlechtwerk.domains.evaluation.queries.answering import Answering, answering_of

COOKIE = "answering"
PATH = "/answer/"


def keep_link(response: HttpResponse, digest: str) -> None:
    """Let a browser remember, till it is shut, by the digest of which link it came in; no script can read it."""
    response.set_signed_cookie(
        COOKIE, digest, salt=COOKIE, path=PATH, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def answering_by(request: HttpRequest) -> Answering | None:
    """Return who answers in this browser; nothing for who did not follow a link."""
    digest = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    return answering_of(digest) if digest else None
