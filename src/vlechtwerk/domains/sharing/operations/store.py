"""Keep files and texts outside the web root, encrypted with their provider's key, under names that tell nothing."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from vlechtwerk.engines.documents.protection.envelope import decrypt, encrypt
from vlechtwerk.engines.documents.protection.keys import KeyMissing, KeyRing


class KeysLost(Exception):
    """The file with keys is gone while files are kept; a fresh one would only hide that they can't be read."""


@cache
def _ring(path: str) -> KeyRing:
    try:
        return KeyRing(Path(path), create=not _any_kept())
    except FileNotFoundError:
        raise KeysLost(f"There are documents, and no keys at {path}: put the copy of that file back.") from None


def _any_kept() -> bool:
    """Whether any file has its place; what waits for its transaction was just encrypted, or never will be."""
    return next(_folder().glob("??/*.file"), None) is not None


def ring() -> KeyRing:
    """Return the keys of the providers; made with the first file, and never part of a backup of the database.

    Raises `FileNotFoundError` when the file is gone while documents are kept: put it back from its copy.
    """
    return _ring(str(settings.KEY_RING))


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "documents"


def _place(stored_as: UUID, part: str) -> Path:
    return _folder() / stored_as.hex[:2] / f"{stored_as.hex}.{part}"


def rotate_key(provider: str) -> int:
    """Encrypt what a provider gives from now on with a new key; return its number. Earlier files keep theirs.

    Raises `KeyMissing` for who has no key: the first document makes one.
    """
    # A new key of pseudonyms would make the same person two (`pseudonym_in`); those names hold a space, codes don't.
    if " " in provider:
        raise KeyMissing(f"{provider} is no provider.")
    return ring().rotate(provider)


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text that was read from a file, per page; `truncated`: there is more in the file."""

    pages: Sequence[str] = ()
    truncated: bool = False


def keep(stored_as: UUID, provider: str, file: BinaryIO, kept: KeptText) -> None:
    """Encrypt a file and its text. They get their place when the transaction commits, and nothing stays otherwise."""
    text = BytesIO(json.dumps({"pages": list(kept.pages), "truncated": kept.truncated}).encode())
    for part, source in (("file", file), ("text", text)):
        waiting = _folder() / "waiting" / f"{stored_as.hex}.{part}"
        waiting.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(waiting, "wb", opener=_private) as target:
            encrypt(source, target, ring=ring(), provider=provider, about=_about(stored_as, part))
            os.fsync(target.fileno())
        transaction.on_commit(lambda waiting=waiting, part=part: _settle(waiting, stored_as, part))  # type: ignore[misc]  # the values of this turn


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(waiting: Path, stored_as: UUID, part: str) -> None:
    place = _place(stored_as, part)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting.replace(place)


def discard(stored_as: UUID) -> None:
    """Remove what waits for a transaction that did not commit."""
    for part in ("file", "text"):
        (_folder() / "waiting" / f"{stored_as.hex}.{part}").unlink(missing_ok=True)


def file_of(stored_as: UUID, provider: str) -> Iterator[bytes]:
    """Return the decrypted file in pieces of at most 1 MiB; raises `Tampered` when it is not what was kept."""
    with _open(stored_as, "file") as source:
        yield from decrypt(source, ring=ring(), provider=provider, about=_about(stored_as, "file"))


def text_of(stored_as: UUID, provider: str) -> KeptText:
    """Return the text that was read from the file."""
    with _open(stored_as, "text") as source:
        raw = b"".join(decrypt(source, ring=ring(), provider=provider, about=_about(stored_as, "text")))
    found = json.loads(raw)
    # What was kept first is a mere list of pages.
    return KeptText(found) if isinstance(found, list) else KeptText(found["pages"], found["truncated"])


def _open(stored_as: UUID, part: str) -> BinaryIO:
    place = _place(stored_as, part)
    if not place.exists():
        # The moment between the commit and the file's move, or inside the transaction that adds it.
        place = _folder() / "waiting" / f"{stored_as.hex}.{part}"
    return place.open("rb")


def _about(stored_as: UUID, part: str) -> bytes:
    return f"{stored_as.hex}.{part}".encode()
