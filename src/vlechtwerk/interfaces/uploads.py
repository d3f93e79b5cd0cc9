"""Take in files that are sent, on disk, never larger in sum than may be and only so often; the rest leaves nothing."""

from pathlib import Path
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.rules.fieldwork import MOST_CHARACTERS
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.foundation.refusal import Reason, Refused

# For the fields of a form beside its files.
REST_OF_FORM = 1 << 20
# What is sent beyond the limit is read away, so that the answer with the reason arrives; this much and no more.
MOST_READ_AWAY = 10
# Each file starts confined processes; whichever door it comes through, it counts.
GIVEN_PER = "60/m/user"
# A sign takes four bytes at most.
MOST_BYTES_OF_TEXT = 4 * MOST_CHARACTERS


def most_bytes() -> int:
    """Return how many bytes a request may hold."""
    return int(settings.MOST_MEGABYTES) * 1024 * 1024 + REST_OF_FORM


def reasons_against_one_more(request: HttpRequest, account: Account) -> list[Reason]:
    """Count one more file that an account gives, and return why it is one too many."""
    if ratelimit.consume(request, app="vlechtwerk", action="give", config={"give": GIVEN_PER}, user=account):
        return []
    return [Reason("given_too_often", _("You gave sixty files within a minute. Go on in a minute."))]


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than is taken in; then no file came in at all."""
    # Reading the files makes the handler look.
    return bool(request.FILES is not None and getattr(request, "sent_too_much", False))


def text_in_file(path: Path) -> str:
    """Return the words of a text file in UTF-8, with its line ends; raise `Refused` when it is none."""
    if path.stat().st_size > MOST_BYTES_OF_TEXT:
        words = _("This text has more than %(most)s characters. Take it in by parts.") % {"most": MOST_CHARACTERS}
        raise Refused([Reason("text_too_long", words)])
    try:
        # A byte order mark says how a file is written, and is no sign of its text.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        words = _("This is no text file in UTF-8. Save the transcript as plain text, UTF-8.")
        raise Refused([Reason("not_a_text", words)]) from None


class LimitedUpload(TemporaryFileUploadHandler):
    """Write files to a private place while they come in, and stop when the sum of the request grows too large."""

    received = 0
    announced = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:  # Django's own name
        """Note how much was announced; what comes is counted all the same."""
        self.announced = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse before the first byte when too much is announced."""
        if self.announced > most_bytes():
            self._stop()
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what comes in, over all files."""
        self.received += len(raw_data)
        if self.received > most_bytes():
            self._stop()
        return super().receive_data_chunk(raw_data, start)

    def _stop(self) -> None:
        if self.request is not None:
            self.request.sent_too_much = True  # type: ignore[attr-defined]  # read by `is_too_large`
        raise StopUpload(connection_reset=self.announced > MOST_READ_AWAY * most_bytes())
