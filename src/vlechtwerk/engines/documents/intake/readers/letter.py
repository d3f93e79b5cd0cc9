"""What every mail says, whichever program wrote it: its head, its body, and its attachments one level deep."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.readers.html import read_markup
from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.readers.registry import reader_of
from vlechtwerk.engines.documents.intake.types import MediaType

MOST_ATTACHMENTS_READ = 100


@dataclass
class Letter:
    """A mail; `attachments` holds a name and contents, or None for what has no bytes of its own."""

    sender: str = ""
    subject: str = ""
    receivers: list[tuple[str, str]] = field(default_factory=list)
    sent: datetime | None = None
    sent_as_written: str = ""
    body: str = ""
    body_is_html: bool = False
    attachments: Iterable[tuple[str, bytes | None]] = ()


def write_letter(letter: Letter, pages: Pages, level: int = 0) -> None:
    """Add the message as one page and each attachment as one; attachments of attached mails are only named."""
    pages.add(f"{_head(letter)}\n\n{_body(letter, pages.left)}")
    for number, (name, content) in enumerate(letter.attachments):
        if pages.full:
            pages.truncated = True
            break
        text = ""
        if level == 0 and content and number < MOST_ATTACHMENTS_READ:
            text = _attached(name, content, pages)
        pages.add(f"{name}\n\n{text}")


def _head(letter: Letter) -> str:
    date = letter.sent.isoformat(" ") if letter.sent else letter.sent_as_written
    rows = [("From", letter.sender), *letter.receivers, ("Date", date), ("Subject", letter.subject)]
    return "\n".join(f"{name}: {value}" for name, value in rows if value)


def _body(letter: Letter, most: int) -> str:
    if not letter.body_is_html or not letter.body.strip():
        return letter.body
    shown = Pages(most)
    try:
        read_markup(letter.body, shown)
    except NotTaken:
        return ""
    return "\n".join(shown.texts)


def _attached(name: str, content: bytes, pages: Pages) -> str:
    """Return the text of an attachment; one that can't be read, or would not be taken in, has none."""
    extension = PurePosixPath(name.lower()).suffix
    kind = next((one for one in MediaType if extension in one.extensions), None)
    if kind is None or not kind.opens(content[:4096]):
        return ""
    within = Pages(pages.left)
    try:
        if kind in (MediaType.EML, MediaType.MSG):
            _read_letter(kind, content, within)
        else:
            reader = reader_of(kind)
            reader.prove(io.BytesIO(content))
            reader.read(io.BytesIO(content), within)
    except MemoryError:
        raise
    except Exception:  # the mail itself is sound; what is wrong with an attachment is not its fault
        return ""
    pages.truncated = pages.truncated or within.truncated
    return "\n\n".join(within.texts)


def _read_letter(kind: MediaType, content: bytes, pages: Pages) -> None:
    # Here, because those two read their attachments with this module.
    from vlechtwerk.engines.documents.intake.readers import mail, outlook

    letter = mail.letter_of(content) if kind is MediaType.EML else outlook.letter_of(content)
    write_letter(letter, pages, level=1)
