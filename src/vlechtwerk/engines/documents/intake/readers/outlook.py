"""Read mail as Outlook keeps it (MSG)."""

import io
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from oxmsg import Message

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.letter import Letter, write_letter
from vlechtwerk.engines.documents.intake.readers.office import guarded
from vlechtwerk.engines.documents.intake.readers.ole import entries
from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.readers.plain_text import decoded

MOST_MAILS_WITHIN = 4
_PROPERTIES = "__properties_version1.0"
_MAIL_WITHIN = "__substg1.0_3701000D"


def prove(file: BinaryIO) -> None:
    """Refuse an OLE file that is no message, and messages packed in messages too deeply."""
    found = entries(file)
    if [_PROPERTIES] not in found:
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected="Outlook", found="OLE")
    if any(path.count(_MAIL_WITHIN) > MOST_MAILS_WITHIN for path in found):
        raise NotTaken(NotTakenCode.NESTED_TOO_DEEP, most=MOST_MAILS_WITHIN)
    content = file.read()
    guarded(lambda: letter_of(content))


def read(file: BinaryIO, pages: Pages) -> None:
    """Add the message and its attachments."""
    write_letter(letter_of(file.read()), pages)


def letter_of(content: bytes) -> Letter:
    """Return the message in these bytes."""
    message = Message.load(io.BytesIO(content))
    plain = message.body or ""
    markup = "" if plain.strip() else _markup(message)
    written = message.message_headers.get("Date", "")
    sent = message.sent_date
    with suppress(ValueError, TypeError):
        sent = sent or parsedate_to_datetime(written)
    return Letter(
        sender=message.sender or "",
        subject=message.subject,
        receivers=[("To", ", ".join(f"{one.name} <{one.email_address}>" for one in message.recipients))],
        sent=sent,
        sent_as_written=written,
        body=markup or plain,
        body_is_html=bool(markup),
        attachments=_attachments(message),
    )


def _markup(message: Message) -> str:
    with suppress(UnicodeDecodeError, LookupError):
        return message.html_body or ""
    with suppress(NotTaken):
        return decoded(message.properties.binary_prop_value(0x1013) or b"")
    return ""


def _attachments(message: Message) -> Iterator[tuple[str, bytes | None]]:
    for number, attachment in enumerate(message.attachments, 1):
        yield (
            (attachment.file_name or attachment.properties.str_prop_value(0x3704) or str(number)),
            (attachment.file_bytes),
        )
