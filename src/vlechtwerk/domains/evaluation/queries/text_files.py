"""A text file as words, or why it is none."""

from pathlib import Path

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.rules.fieldwork import MOST_CHARACTERS
from vlechtwerk.foundation.refusal import Reason, Refused

# A sign takes four bytes at most.
MOST_BYTES = 4 * MOST_CHARACTERS


def text_in_file(path: Path) -> str:
    """Return the words of a text file in UTF-8, with its line ends; raise `Refused` when it is none."""
    if path.stat().st_size > MOST_BYTES:
        words = _("This text has more than %(most)s characters. Take it in by parts.") % {"most": MOST_CHARACTERS}
        raise Refused([Reason("text_too_long", words)])
    try:
        # A byte order mark says how a file is written, and is no sign of its text.
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        words = _("This is no text file in UTF-8. Save the transcript as plain text, UTF-8.")
        raise Refused([Reason("not_a_text", words)]) from None
