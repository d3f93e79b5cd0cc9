"""The manifest of a frozen report: written in one way only, and found again in each of its files."""

import hashlib
import json
import tempfile
from typing import Any

from vlechtwerk.engines.documents.confined.running import Failed, run_confined

READER = "vlechtwerk.engines.documents.report.taking_in"
# In bytes: no file of a report is larger, and nothing larger is unpacked.
LARGEST = 50_000_000
MOST_SECONDS, MOST_MEMORY = 20, 1024
# The part of a Word file that carries it.
IN_WORD = "/word/manifest.json"


def as_text(manifest: dict[str, Any]) -> str:
    """Return a manifest as JSON, always in the same way."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1)


def checksum_of_file(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_in(content: bytes) -> str:
    """Return the manifest of a file, read in a process of its own: anyone may have made it.

    Raises `ValueError` when the file carries none.
    """
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        try:
            answer = run_confined(READER, [], file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
        except Failed as error:
            raise ValueError("can't be read") from error
    if "manifest" not in answer:
        raise ValueError("no manifest")
    return str(answer["manifest"])
