"""The manifest of a frozen report: written in one way only, and found again in each of its files."""

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pikepdf

from vlechtwerk.engines.documents.report.word import MANIFEST as PART_OF_WORD

IN_HTML = re.compile(rb'<script type="application/json" id="manifest">(.*?)</script>', re.DOTALL)
IN_PDF = "manifest.json"
# No report of ours is larger, and nothing larger is unpacked.
LARGEST = 50_000_000


def as_text(manifest: dict[str, Any]) -> str:
    """Return a manifest as JSON, always in the same way."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1)


def checksum_of_file(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_in(content: bytes) -> str:
    """Return the manifest of a file: the JSON itself, or what an HTML, PDF or Word file carries.

    Raises `ValueError` when the file carries none.
    """
    if content.startswith(b"%PDF"):
        return _in_pdf(content)
    if content.startswith(b"PK"):
        return _in_word(content)
    if found := IN_HTML.search(content):
        return _as_utf8(found[1]).replace("\\u003c", "<")
    return _as_utf8(content)


def _as_utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error


def _in_pdf(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if IN_PDF not in pdf.attachments:
                raise ValueError("no manifest")
            return _as_utf8(pdf.attachments[IN_PDF].get_file().read_bytes())
    except pikepdf.PdfError as error:
        raise ValueError("not a PDF") from error


def _in_word(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            part = packed.getinfo(PART_OF_WORD.lstrip("/"))
            if part.file_size > LARGEST:
                raise ValueError("too large")
            return _as_utf8(packed.read(part))
    except (KeyError, zipfile.BadZipFile) as error:
        raise ValueError("no manifest") from error
