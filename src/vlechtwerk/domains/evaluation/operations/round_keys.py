"""Make and destroy the keys of anonymous rounds and months of ticks."""

import os
import secrets
from contextlib import suppress

from django.db import connection

from vlechtwerk.domains.evaluation.queries.round_keys import FILE_BYTES, SECRET_BYTES, folder_of_keys, place_of
from vlechtwerk.engines.surveys.sealing import make_key_pair
from vlechtwerk.foundation.database.sealing import seal


def make_round_key() -> bytes:
    """Make the key of a round, readable to the program only, and return its public part."""
    private, public = make_key_pair()
    place = place_of(public)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private + secrets.token_bytes(SECRET_BYTES))
        _settle(file.fileno())
    _settle_folder()
    return public


def destroy_round_key(public_key: bytes) -> None:
    """Overwrite and remove the key of a round: what was sealed with it stays sealed for good."""
    with suppress(FileNotFoundError):
        with place_of(public_key).open("r+b") as file:
            file.write(bytes(FILE_BYTES))
            _settle(file.fileno())
        place_of(public_key).unlink()
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
    left_over = [public_key for public_key in closed if place_of(public_key).exists()]
    for public_key in left_over:
        destroy_round_key(public_key)
    return len(left_over)


def _settle(descriptor: int) -> None:
    os.fsync(descriptor)


def _settle_folder() -> None:
    folder = os.open(folder_of_keys(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
