"""Make identifiers that tell nothing: random, made in Python, never counted."""

from uuid import UUID, uuid4


def new_identifier() -> UUID:
    """Return a random identifier (UUID version 4).

    Serial numbers, and identifiers that hold the time, tell how many records were made, and when, to someone who
    may not know that those records exist.
    """
    return uuid4()
