"""Tell what broke because the same was made at the same moment, so that every door refuses it with its reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from vlechtwerk.foundation.refusal import Reason, Refused


def is_clash(error: BaseException) -> bool:
    """Tell whether an act broke on what stands there once: somebody else was first."""
    return isinstance(error, IntegrityError) and isinstance(error.__cause__, UniqueViolation)


def made_meanwhile() -> Reason:
    """Return why the second of two acts that make the same is refused."""
    words = _("The same was made by someone else meanwhile. Nothing was saved; look again at what is there now.")
    return Reason("made_meanwhile", words)


def undo_all() -> None:
    """Let nothing of the transaction of this answer be kept."""
    if connection.in_atomic_block:
        transaction.set_rollback(True)


@contextmanager
def refusing_clashes() -> Iterator[None]:
    """Do an act whole or not at all, and refuse it when somebody else made the same meanwhile."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not is_clash(error):
            raise
        raise Refused([made_meanwhile()]) from error
