"""The confined side of reading a manifest: find it in a file that anyone may have made, and answer with it."""

import io
import re
import zipfile
from typing import Any, BinaryIO

import pikepdf

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.documents.report.manifest import IN_WORD, LARGEST

IN_HTML = re.compile(rb'<script type="application/json" id="manifest">(.*?)</script>', re.DOTALL)
IN_PDF = "manifest.json"


def read_manifest(file: BinaryIO, _arguments: list[str]) -> dict[str, Any]:
    """Return the manifest of a file: the JSON itself, or what an HTML, PDF or Word file carries; or nothing."""
    content = file.read(LARGEST + 1)
    try:
        if len(content) > LARGEST:
            return {}
        return {"manifest": _found_in(content)}
    except (KeyError, ValueError, pikepdf.PdfError, zipfile.BadZipFile):
        return {}


def _found_in(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return _in_pdf(content)
    if content.startswith(b"PK"):
        return _in_word(content)
    if found := IN_HTML.search(content):
        return found[1].decode().replace("\\u003c", "<")
    return content.decode("utf-8-sig")


def _in_pdf(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return pdf.attachments[IN_PDF].get_file().read_bytes().decode()


def _in_word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.getinfo(IN_WORD.lstrip("/"))
        if part.file_size > LARGEST:
            raise ValueError("too large")
        return packed.read(part).decode()


if __name__ == "__main__":
    answer_with(read_manifest)
