"""The keys of open anonymous rounds and running months of ticks: one file each, outside the database and backups."""

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from vlechtwerk.engines.surveys.sealing import KEY_BYTES, make_key_pair, public_key_of
from vlechtwerk.foundation.database.sealing import seal

SECRET_BYTES = 32
FILE_BYTES = KEY_BYTES + SECRET_BYTES


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What the file of a round holds: what its answers are opened with, and what doubles of one person are told by."""

    private: bytes = field(repr=False)
    secret: bytes = field(repr=False)


def make_round_key() -> bytes:
    """Make the key of a round, readable to the program only, and return its public part."""
    private, public = make_key_pair()
    place = _place(public)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private + secrets.token_bytes(SECRET_BYTES))
        _settle(file.fileno())
    _settle_folder()
    return public


def round_key(public_key: bytes) -> RoundKey | None:
    """Return the key of a round by its public part; nothing when it is not here whole."""
    try:
        held = _place(public_key).read_bytes()
    except FileNotFoundError:
        return None
    if len(held) != FILE_BYTES:
        return None
    key = RoundKey(held[:KEY_BYTES], held[KEY_BYTES:])
    return key if public_key_of(key.private) == public_key else None


def has_round_key(public_key: bytes) -> bool:
    """Whether the key of a round is here: without it an answer would be taken in that nobody can ever read."""
    return round_key(public_key) is not None


def destroy_round_key(public_key: bytes) -> None:
    """Overwrite and remove the key of a round: what was sealed with it stays sealed for good."""
    with suppress(FileNotFoundError):
        with _place(public_key).open("r+b") as file:
            file.write(bytes(FILE_BYTES))
            _settle(file.fileno())
        _place(public_key).unlink()
        _settle_folder()


def destroy_left_over_keys() -> int:
    """Destroy every key whose round is closed, or whose month of ticks is over; return how many.

    A key outlives these only when the program was cut off between the closing and the destroying. A key of which
    this database knows nothing closed is left alone: it can be that of another database on the same folder.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from keys_of_closed_rounds(%s) union all select * from keys_of_closed_tick_months(%s)",
            [seal("keys_of_closed_rounds"), seal("keys_of_closed_tick_months")],
        )
        closed = [bytes(public_key) for (public_key,) in cursor.fetchall()]
    left_over = [public_key for public_key in closed if _place(public_key).exists()]
    for public_key in left_over:
        destroy_round_key(public_key)
    return len(left_over)


def _folder() -> Path:
    return Path(settings.ROUND_KEYS)


def _place(public_key: bytes) -> Path:
    """Return where a key lies: by its own name, so that a copy of the database never has the key of the original."""
    return _folder() / f"{hashlib.sha256(public_key).hexdigest()}.key"


def _settle(descriptor: int) -> None:
    os.fsync(descriptor)


def _settle_folder() -> None:
    folder = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
