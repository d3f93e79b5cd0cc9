"""Which reader reads which kind; a reader is only loaded when it is needed."""

from importlib import import_module
from typing import BinaryIO, Protocol, cast

from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.types import MediaType


class Reader(Protocol):
    """A module with these two functions; each gets the file at its start."""

    def prove(self, file: BinaryIO) -> None:
        """Raise `NotTaken` when the file is not what it should be or may not come in."""

    def read(self, file: BinaryIO, pages: Pages) -> None:
        """Add the texts to the pages."""


_MODULES = {
    MediaType.PDF: "pdf",
    MediaType.DOCX: "word",
    MediaType.XLSX: "workbook",
    MediaType.HTML: "html",
    MediaType.EML: "mail",
    MediaType.MSG: "outlook",
    MediaType.TEXT: "plain_text",
    MediaType.CSV: "plain_text",
    MediaType.PNG: "picture",
    MediaType.JPEG: "picture",
}


def reader_of(media_type: MediaType) -> Reader:
    """Return the reader of a kind of file."""
    name = f"vlechtwerk.engines.documents.intake.readers.{_MODULES[media_type]}"
    return cast(Reader, import_module(name))
