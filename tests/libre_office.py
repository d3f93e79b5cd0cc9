"""LibreOffice as a reader of Word files: on how many pages it lays them out."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

needs_libre_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on the path, and nothing else lays out Word"
)


def pages_in_libre_office(made: Sequence[bytes], folder: Path) -> list[int]:
    """Return on how many pages each Word file is laid out; a folder of one test, as LibreOffice starts once in each."""
    names = [folder / f"{place}.docx" for place in range(len(made))]
    for name, content in zip(names, made, strict=True):
        name.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, names)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [len(pypdfium2.PdfDocument(name.with_suffix(".pdf"))) for name in names]
