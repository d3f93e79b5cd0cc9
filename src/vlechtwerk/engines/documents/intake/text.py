"""What an uploaded document says: its text per page."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from vlechtwerk.engines.documents.intake.readers import plain_text
from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.types import MediaType, NotTaken, NotTakenCode, ask_reader

__all__ = ["MOST_CHARACTERS", "NotTaken", "ReadText", "decode_text", "read_text"]

MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a document; all of it comes from the file, so escape it where it is shown.

    `pages` holds a text per page (PDF, text with form feeds), per sheet (XLSX: its name, then a line per row
    with tabs), or per part (DOCX: body, headers and footers, notes, comments; mail: message, then each attachment).
    A picture has none. `truncated`: there is more.
    """

    pages: tuple[str, ...]
    truncated: bool = False


def read_text(path: Path, media_type: MediaType) -> ReadText:
    """Read a document in a confined process, with limits of time and memory and no network.

    Raises `NotTaken` for a file that `sniff` would not take, is not of this type, or can't be read within the limits.
    """
    answer = ask_reader("read", path, media_type, more=(str(MOST_CHARACTERS),))
    try:
        return ReadText(
            pages=tuple(str(page) for page in cast(list[object], answer["pages"])),
            truncated=bool(answer["truncated"]),
        )
    except (KeyError, ValueError, TypeError):
        # A parser that was taken over may answer anything.
        raise NotTaken(NotTakenCode.BROKEN) from None


def decode_text(path: Path) -> ReadText:
    """Read plain text or CSV in this very process: only for files that whoever runs the platform put there.

    Raises `NotTaken` for what is no text.
    """
    pages = Pages(MOST_CHARACTERS)
    with path.open("rb") as file:
        plain_text.prove(file)
        file.seek(0)
        plain_text.read(file, pages)
    return ReadText(pages=tuple(pages.texts), truncated=pages.truncated)
