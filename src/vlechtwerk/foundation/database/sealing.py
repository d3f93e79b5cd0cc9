"""Seal what only the program may ask of the database, so that a statement smuggled into it can't ask the same."""

import hashlib
import hmac

from django.conf import settings
from django.db import connection

BLOCK = 64
SEPARATOR = "\x1f"


def seal(*words: object) -> str:
    """Return the seal on a question (its function and parameters, in order), good on this connection only."""
    connection.ensure_connection()
    parts = (connection.connection.info.backend_pid, *words)
    return hmac.new(_key(), SEPARATOR.join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


def keep_key() -> None:
    """Let the database know the key that follows from the secret of the settings; as the owner of the tables."""
    padded = _key().ljust(BLOCK, b"\0")
    pads = [bytes(byte ^ mask for byte in padded) for mask in (0x36, 0x5C)]
    with connection.cursor() as cursor:
        cursor.execute("truncate sealing_key")
        cursor.execute("insert into sealing_key (inner_pad, outer_pad) values (%s, %s)", pads)


def key_is_kept() -> bool:
    """Whether the database knows the key of these settings."""
    with connection.cursor() as cursor:
        cursor.execute("select knows_seal(%s)", [seal("knows_seal")])
        (known,) = cursor.fetchone()
    return bool(known)


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), b"vlechtwerk.foundation.database.sealing", hashlib.sha256).digest()
