"""In which week and month a tick stands: weeks from Monday on, each in the month of its Thursday."""

from datetime import date, timedelta

WEEK = timedelta(days=7)
# From Monday to Thursday, by which a week belongs to a month (as it belongs to a year in ISO 8601).
TO_THURSDAY = timedelta(days=3)


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """Return the first day of the month to which the week of a day belongs.

    >>> month_of(date(2026, 9, 30)), month_of(date(2026, 8, 31))
    (datetime.date(2026, 10, 1), datetime.date(2026, 9, 1))
    """
    return (monday_of(day) + TO_THURSDAY).replace(day=1)


def following(month: date) -> date:
    """Return the first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def preceding(month: date) -> date:
    """Return the first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def first_monday(month: date) -> date:
    """Return the Monday with which a month of whole weeks begins.

    >>> first_monday(date(2026, 10, 1)), first_monday(date(2026, 11, 1))
    (datetime.date(2026, 9, 28), datetime.date(2026, 11, 2))
    """
    monday = monday_of(month)
    return monday if month_of(monday) == month else monday + WEEK


def days_of(month: date) -> tuple[date, date]:
    """Return the first day of a month of whole weeks, and the first day after it."""
    return first_monday(month), first_monday(following(month))
