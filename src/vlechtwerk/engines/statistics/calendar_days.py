"""How many days lie between two moments, as the calendar here counts them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: date | datetime) -> date:
    """Return the day of a moment in Amsterdam; a day stays that day."""
    return moment.astimezone(AMSTERDAM).date() if isinstance(moment, datetime) else moment


def days_between(earlier: date | datetime, later: date | datetime) -> int:
    """Return how many midnights of Amsterdam lie between two moments: also 1 in a night of 23 or 25 hours."""
    return (day_of(later) - day_of(earlier)).days
