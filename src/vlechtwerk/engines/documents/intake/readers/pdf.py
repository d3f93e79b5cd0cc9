"""Read PDF with PDFium."""

from typing import BinaryIO

import pypdfium2
from pypdfium2 import raw

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.pages import MOST_PAGES, Pages

_TAIL = 4096
_OPENED_AS_PROOF = 25


def _opened(file: BinaryIO) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise NotTaken(NotTakenCode.ENCRYPTED if locked else NotTakenCode.BROKEN) from None
    if len(document) == 0 or len(document) > MOST_PAGES:
        raise NotTaken(NotTakenCode.BROKEN, pages=len(document))
    return document


def prove(file: BinaryIO) -> None:
    """Refuse a PDF that is locked, cut off, or whose first pages can't be opened."""
    content = file.read()
    file.seek(0)
    document = _opened(file)
    # PDFium mends what is cut off by guessing; what was lost would not be missed.
    if b"%%EOF" not in content[-_TAIL:]:
        raise NotTaken(NotTakenCode.BROKEN)
    try:
        for number in range(min(len(document), _OPENED_AS_PROOF)):
            document[number].close()
    except pypdfium2.PdfiumError:
        raise NotTaken(NotTakenCode.BROKEN) from None


def read(file: BinaryIO, pages: Pages) -> None:
    """Add the text of each page; a page of pictures only gives an empty text."""
    document = _opened(file)
    for number in range(len(document)):
        if pages.full:
            pages.truncated = True
            break
        try:
            page = document[number]
            written = page.get_textpage()
            pages.add(written.get_text_bounded().replace("\r\n", "\n"))
            written.close()
            page.close()
        except pypdfium2.PdfiumError:
            raise NotTaken(NotTakenCode.BROKEN, page=number + 1) from None
