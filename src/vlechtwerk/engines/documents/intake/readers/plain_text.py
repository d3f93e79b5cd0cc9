"""Read plain text and CSV, whatever their encoding of these: UTF-8 with or without a mark, UTF-16 with one, cp1252."""

import re
from typing import BinaryIO

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.pages import Pages

_MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|svg)\b", re.IGNORECASE)


def decoded(content: bytes) -> str:
    """Return the text; raises `NotTaken` for what is no text."""
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    tries: tuple[str, ...] = ("utf-16",) if has_mark else ("utf-8-sig", "cp1252")
    for encoding in tries:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NotTaken(NotTakenCode.BROKEN)


def prove(file: BinaryIO) -> None:
    """Refuse what is not text, or is a page under another name."""
    if found := _MARKUP.match(decoded(file.read())[:2000]):
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected="text", found=found[1].lower())


def read(file: BinaryIO, pages: Pages) -> None:
    """Add a page per form feed."""
    for text in decoded(file.read()).replace("\r\n", "\n").split("\f"):
        if pages.full:
            pages.truncated = True
            break
        pages.add(text)
