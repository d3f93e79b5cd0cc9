"""The keys of open anonymous rounds and running months of ticks: one file each, outside the database and backups."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from vlechtwerk.engines.surveys.sealing import KEY_BYTES, public_key_of

SECRET_BYTES = 32
FILE_BYTES = KEY_BYTES + SECRET_BYTES


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What the file of a round holds: what its answers are opened with, and what doubles of one person are told by."""

    private: bytes = field(repr=False)
    secret: bytes = field(repr=False)


def round_key(public_key: bytes) -> RoundKey | None:
    """Return the key of a round by its public part; nothing when it is not here whole."""
    try:
        held = place_of(public_key).read_bytes()
    except FileNotFoundError:
        return None
    if len(held) != FILE_BYTES:
        return None
    key = RoundKey(held[:KEY_BYTES], held[KEY_BYTES:])
    return key if public_key_of(key.private) == public_key else None


def has_round_key(public_key: bytes) -> bool:
    """Whether the key of a round is here: without it an answer would be taken in that nobody can ever read."""
    return round_key(public_key) is not None


def folder_of_keys() -> Path:
    """Return where the keys lie."""
    return Path(settings.ROUND_KEYS)


def place_of(public_key: bytes) -> Path:
    """Return where a key lies: by its own name, so that a copy of the database never has the key of the original."""
    return folder_of_keys() / f"{hashlib.sha256(public_key).hexdigest()}.key"
