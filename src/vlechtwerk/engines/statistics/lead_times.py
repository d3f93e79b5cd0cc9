"""How long questions take to be answered, and whether an answer is late."""

from vlechtwerk.engines.statistics.days import Days, days_between
from vlechtwerk.foundation.periods import PreciseDate


def time_taken(asked: PreciseDate | None, answered: PreciseDate | None) -> Days | None:
    """Return the days from the day of asking to the day of answering; nothing when either is not known.

    The day of asking itself is not counted, the day of answering is. An answer never comes before its question, so of
    two vague dates that overlap the least is 0.
    """
    if asked is None or answered is None:
        return None
    days = days_between(asked, answered)
    return Days(max(days.least, 0), max(days.most, 0))


def is_late(days: int | None, agreed: int | None) -> bool:
    """Tell whether an answer takes longer than was agreed; the day agreed itself is still in time."""
    return days is not None and agreed is not None and days > agreed
