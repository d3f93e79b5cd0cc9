"""Read mail as it travels (RFC 5322)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.letter import Letter, write_letter
from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.readers.plain_text import decoded

MOST_MAILS_WITHIN, MOST_LAYERS, MOST_PARTS = 4, 25, 2_000
_OPENING = 65_536
_HEADER = re.compile(rb"^(from|to|subject|date|received|message-id|return-path|mime-version):", re.I | re.M)
_FIRST_LINE = re.compile(rb"(From .*\r?\n)?[!-9;-~]+:")


def prove(file: BinaryIO) -> None:
    """Refuse what does not begin as a mail, and mails packed in mails too deeply."""
    content = file.read()
    head = re.split(rb"\r?\n\r?\n", content[:_OPENING], maxsplit=1)[0]
    if not _FIRST_LINE.match(head) or len(_HEADER.findall(head)) < 2:
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected="mail", found="text")
    try:
        _check_depth(_parsed(content))
    except RecursionError:
        raise NotTaken(NotTakenCode.NESTED_TOO_DEEP) from None


def read(file: BinaryIO, pages: Pages) -> None:
    """Add the message and its attachments."""
    write_letter(letter_of(file.read()), pages)


def letter_of(content: bytes) -> Letter:
    """Return the mail in these bytes; raises `NotTaken` for mails too deeply in mails."""
    message = _parsed(content)
    _check_depth(message)
    body, is_html = _body(message)
    return Letter(
        sender=_header(message, "from"),
        subject=_header(message, "subject"),
        receivers=[(name, _header(message, name)) for name in ("To", "Cc")],
        sent=_sent(message),
        sent_as_written=_header(message, "date"),
        body=body,
        body_is_html=is_html,
        attachments=_attachments(message),
    )


def _parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def _check_depth(message: Message) -> None:
    waiting: list[tuple[Message, int, int]] = [(message, 0, 0)]
    parts = 0
    while waiting:
        part, mails, layers = waiting.pop()
        parts += 1
        if mails > MOST_MAILS_WITHIN or layers > MOST_LAYERS or parts > MOST_PARTS:
            raise NotTaken(NotTakenCode.NESTED_TOO_DEEP, most=MOST_MAILS_WITHIN)
        inner = part.get_payload()
        if isinstance(inner, list):
            mails += part.get_content_maintype() == "message"
            waiting += [(one, mails, layers + 1) for one in inner if isinstance(one, Message)]


def _header(message: Message, name: str) -> str:
    with suppress(Exception):  # the parser of headers raises whatever it stumbles over
        return " ".join(str(message.get(name, "")).split())
    return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _sent(message: Message) -> datetime | None:
    with suppress(Exception):  # dates are written in every possible way
        return parsedate_to_datetime(_header(message, "date"))
    return None


def _body(message: EmailMessage) -> tuple[str, bool]:
    part = None
    with suppress(Exception):  # a malformed structure has no body
        part = message.get_body(("plain", "html"))
    if part is None:
        return "", False
    return _text(part), part.get_content_subtype() == "html"


def _text(part: Message) -> str:
    if isinstance(part, EmailMessage):
        with suppress(Exception):  # an unknown encoding; guessed below
            return str(part.get_content())
    content = part.get_payload(decode=True)
    with suppress(NotTaken):
        return decoded(content) if isinstance(content, bytes) else ""
    return ""


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes | None]]:
    for number, part in enumerate(message.iter_attachments(), 1):
        name = ""
        with suppress(Exception):  # the parser of headers raises whatever it stumbles over
            name = part.get_filename() or ""
        inner = part.get_payload()
        if isinstance(inner, list):
            is_mail = part.get_content_type() == "message/rfc822" and inner
            yield (name or f"{number}.eml"), (_bytes_of(inner[0]) if is_mail else None)
        else:
            content = part.get_payload(decode=True)
            yield (name or str(number)), (content if isinstance(content, bytes) else None)


def _bytes_of(message: object) -> bytes | None:
    with suppress(Exception):  # what came in damaged may not be written again
        return message.as_bytes() if isinstance(message, Message) else None
    return None
