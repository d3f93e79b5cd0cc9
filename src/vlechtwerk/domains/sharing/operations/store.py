"""Keep files and texts outside the web root, encrypted with their provider's key, under names that tell nothing."""

import json
import os
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from vlechtwerk.domains.sharing.queries.store import (
    KeptText,
    about,
    any_kept,
    is_kept,
    place_of,
    ring,
    waiting_folder,
    waiting_place_of,
)
from vlechtwerk.engines.documents.protection.envelope import encrypt
from vlechtwerk.engines.documents.protection.keys import KeyMissing, KeyRing

# No upload takes as long as this.
LONGEST_WAIT = timedelta(days=1)


def rotate_key(provider: str) -> int:
    """Encrypt what a provider gives from now on with a new key; return its number. Earlier files keep theirs.

    Raises `KeyMissing` for who has no key: the first document makes one.
    """
    # A new key of pseudonyms would make the same person two (`pseudonym_in`); those names hold a space, codes don't.
    if " " in provider:
        raise KeyMissing(f"{provider} is no provider.")
    return ring_to_write_with().rotate(provider)


def ring_to_write_with() -> KeyRing:
    """Return the keys to encrypt with; makes their file when nothing is kept yet, and raises `KeysLost` afterwards."""
    path = Path(settings.KEY_RING)
    if not path.exists() and not any_kept():
        KeyRing(path)
    return ring()


def keep(stored_as: UUID, provider: str, file: BinaryIO, kept: KeptText) -> None:
    """Encrypt a file and its text. They get their place when the transaction commits, and nothing stays otherwise."""
    text = BytesIO(json.dumps({"pages": list(kept.pages), "truncated": kept.truncated}).encode())
    for part, source in (("file", file), ("text", text)):
        place = waiting_place_of(stored_as, part)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(place, "wb", opener=_private) as target:
            encrypt(source, target, ring=ring_to_write_with(), provider=provider, about=about(stored_as, part))
            os.fsync(target.fileno())
        transaction.on_commit(lambda place=place, part=part: _settle(place, stored_as, part))  # type: ignore[misc]  # the values of this turn


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(waited_at: Path, stored_as: UUID, part: str) -> None:
    place = place_of(stored_as, part)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waited_at.replace(place)


def discard(stored_as: UUID) -> None:
    """Remove what waits for a transaction that did not commit."""
    for part in ("file", "text"):
        waiting_place_of(stored_as, part).unlink(missing_ok=True)


def clear_waiting(*, at: datetime) -> int:
    """Remove what came in, or waits, longer than a day for a transaction that came to nothing; return how many files.

    What was cut off between its commit and its move is a document's only copy, and gets its place.
    """
    removed = 0
    for file in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime <= (at - LONGEST_WAIT).timestamp():
                file.unlink()
                removed += 1
    for file in waiting_folder().glob("*.*"):
        # A file that is gone by now has just got its place; one with another kind of name is not ours.
        with suppress(FileNotFoundError, ValueError):
            if file.stat().st_mtime > (at - LONGEST_WAIT).timestamp():
                continue
            stored_as, part = UUID(hex=file.stem), file.suffix.removeprefix(".")
            if is_kept(stored_as):
                _settle(file, stored_as, part)
            else:
                file.unlink()
                removed += 1
    return removed
