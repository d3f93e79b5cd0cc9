"""Read the files and texts that are kept outside the web root, encrypted with their provider's key."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection

from vlechtwerk.engines.documents.protection.envelope import decrypt
from vlechtwerk.engines.documents.protection.keys import KeyRing
from vlechtwerk.foundation.database.sealing import seal


class KeysLost(Exception):
    """The file with keys is gone while files are kept; a fresh one would only hide that they can't be read."""


@cache
def _ring(path: str) -> KeyRing:
    try:
        return KeyRing(Path(path), create=False)
    except FileNotFoundError:
        raise KeysLost(f"There are documents, and no keys at {path}: put the copy of that file back.") from None


def any_kept() -> bool:
    """Whether any file has its place; what waits for its transaction was just encrypted, or never will be."""
    return next(folder().glob("??/*.file"), None) is not None


def ring() -> KeyRing:
    """Return the keys of the providers, which are never part of a backup of the database; raises `KeysLost`.

    The file is made with the first document (`operations.store.ring_to_write_with`).
    """
    return _ring(str(settings.KEY_RING))


def folder() -> Path:
    """Return where all is kept, under names that tell nothing."""
    return Path(settings.MEDIA_ROOT) / "documents"


def waiting_folder() -> Path:
    """Return where new files wait for their transaction."""
    return folder() / "waiting"


def waiting_place_of(stored_as: UUID, part: str) -> Path:
    """Return where a file or its text waits for its transaction."""
    return waiting_folder() / f"{stored_as.hex}.{part}"


def place_of(stored_as: UUID, part: str) -> Path:
    """Return the place of a file or its text."""
    return folder() / stored_as.hex[:2] / f"{stored_as.hex}.{part}"


def is_kept(stored_as: UUID) -> bool:
    """Whether a file or its text belongs to a version of a document, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute("select is_kept(%s, %s)", [stored_as, seal("is_kept", stored_as)])
        (kept,) = cursor.fetchone()
    return bool(kept)


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text that was read from a file, per page; `truncated`: there is more in the file."""

    pages: Sequence[str] = ()
    truncated: bool = False


def file_of(stored_as: UUID, provider: str) -> Iterator[bytes]:
    """Return the decrypted file in pieces of at most 1 MiB; raises `Tampered` when it is not what was kept."""
    with _open(stored_as, "file") as source:
        yield from decrypt(source, ring=ring(), provider=provider, about=about(stored_as, "file"))


def text_of(stored_as: UUID, provider: str) -> KeptText:
    """Return the text that was read from the file."""
    with _open(stored_as, "text") as source:
        raw = b"".join(decrypt(source, ring=ring(), provider=provider, about=about(stored_as, "text")))
    found = json.loads(raw)
    # What was kept first is a mere list of pages.
    return KeptText(found) if isinstance(found, list) else KeptText(found["pages"], found["truncated"])


def _open(stored_as: UUID, part: str) -> BinaryIO:
    place = place_of(stored_as, part)
    if not place.exists():
        # The moment between the commit and the file's move, or inside the transaction that adds it.
        place = waiting_place_of(stored_as, part)
    return place.open("rb")


def about(stored_as: UUID, part: str) -> bytes:
    """Return what ties encrypted bytes to their place: moved elsewhere, they can't be read."""
    return f"{stored_as.hex}.{part}".encode()
