"""The keys of open anonymous rounds: one file each, outside the database and its backups, destroyed at closing."""

import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from vlechtwerk.engines.surveys.sealing import KEY_BYTES, make_key_pair, public_key_of
from vlechtwerk.foundation.database.sealing import seal

# A key is written before the transaction that opens its round is committed; none takes as long as this, in seconds.
LONGEST_OPENING = 3600


def make_round_key(of_round: UUID) -> bytes:
    """Make the key of a round, readable to the program only, and return its public part."""
    private, public = make_key_pair()
    place = _place(of_round)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # What is left of an opening that came to nothing.
    destroy_round_key(of_round)
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
        _settle(file.fileno())
    _settle_folder()
    return public


def round_key(of_round: UUID, public_key: bytes) -> bytes | None:
    """Return the private key of a round; nothing when it is not here, or belongs to another public key."""
    try:
        private = _place(of_round).read_bytes()
    except FileNotFoundError:
        return None
    fits = len(private) == KEY_BYTES and public_key_of(private) == public_key
    return private if fits else None


def has_round_key(of_round: UUID, public_key: bytes) -> bool:
    """Whether the key of a round is here: without it an answer would be taken in that nobody can ever read."""
    return round_key(of_round, public_key) is not None


def destroy_round_key(of_round: UUID) -> None:
    """Overwrite and remove the key of a round: what was sealed with it stays sealed for good."""
    with suppress(FileNotFoundError):
        with _place(of_round).open("r+b") as file:
            file.write(bytes(KEY_BYTES))
            _settle(file.fileno())
        _place(of_round).unlink()
        _settle_folder()


def destroy_left_over_keys() -> int:
    """Destroy every key whose round is closed, or never opened; return how many.

    A key outlives its round only when the program was cut off between the closing and the destroying.
    """
    needed = _needed()
    left_over = [file for file in _folder().glob("*.key") if file.stem not in needed and _is_old(file)]
    for file in left_over:
        destroy_round_key(UUID(hex=file.stem))
    return len(left_over)


def _needed() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("select * from rounds_with_a_key(%s)", [seal("rounds_with_a_key")])
        return {identifier.hex for (identifier,) in cursor.fetchall()}


def _is_old(file: Path) -> bool:
    with suppress(FileNotFoundError):
        return file.stat().st_mtime < time.time() - LONGEST_OPENING
    return False


def _folder() -> Path:
    return Path(settings.ROUND_KEYS)


def _place(of_round: UUID) -> Path:
    return _folder() / f"{of_round.hex}.key"


def _settle(descriptor: int) -> None:
    os.fsync(descriptor)


def _settle_folder() -> None:
    folder = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
