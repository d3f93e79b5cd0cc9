"""Which day is it, and how many steps lie between two days? Walked one day at a time, with a calendar of its own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
PARTS = {"early": (1, 3), "mid": (4, 9), "end": (10, 12)}


def is_leap(year: int) -> bool:
    """Tell whether 29 February is in this year."""
    return year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)


def length(year: int, month: int) -> int:
    """Count the days of a month."""
    return 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]


def day_after(day: date) -> date:
    """Take one step on the calendar."""
    if day.day < length(day.year, day.month):
        return date(day.year, day.month, day.day + 1)
    if day.month < 12:
        return date(day.year, day.month + 1, 1)
    return date(day.year + 1, 1, 1)


@cache
def days(start: date, end: date) -> int:
    """Count the steps from one day to another; below zero when the other lies before it."""
    if end < start:
        return -days(end, start)
    steps = 0
    while start != end:
        start = day_after(start)
        steps += 1
    return steps


@cache
def last_sunday(year: int, month: int) -> date:
    """Walk from a Sunday that we know, 2 January 2000, to the last Sunday of a month."""
    sunday = day = date(2000, 1, 2)
    while day != date(year, month, length(year, month)):
        day = day_after(day)
        if days(sunday, day) == 7:
            sunday = day
    return sunday


def day_in_amsterdam(moment: datetime) -> date:
    """Read a moment off a clock in Amsterdam: UTC and two hours in summer, and one in winter.

    Summer begins and ends at one o'clock UTC in the night to the last Sunday of March and of October.
    """
    moment = moment.astimezone(UTC)
    spring, autumn = last_sunday(moment.year, 3), last_sunday(moment.year, 10)
    day_and_hour = (moment.date(), moment.hour)
    ahead = 2 if (spring, 1) <= day_and_hour < (autumn, 1) else 1
    return day_after(moment.date()) if moment.hour + ahead >= 24 else moment.date()


@dataclass(frozen=True)
class Vague:
    """A date as far as it is known: the first and the last day that it can mean."""

    first: date
    last: date

    @property
    def is_one_day(self) -> bool:
        """Tell whether it is known to the day."""
        return self.first == self.last


def said(words: object) -> Vague:
    """Read a date as people write it: 2024-02-29, 2024-02, early 2024 or 2024."""
    text = str(words)
    part, _, year = text.rpartition(" ")
    if part:
        begins, ends = PARTS[part]
        return Vague(date(int(year), begins, 1), date(int(year), ends, length(int(year), ends)))
    numbers = [int(number) for number in text.split("-")]
    if len(numbers) == 3:
        return Vague(date(*numbers), date(*numbers))
    if len(numbers) == 2:
        year_said, month = numbers
        return Vague(date(year_said, month, 1), date(year_said, month, length(year_said, month)))
    return Vague(date(numbers[0], 1, 1), date(numbers[0], 12, 31))


@dataclass(frozen=True)
class Range:
    """A number of days of which only the least and the most are sure."""

    least: int
    most: int


def between(start: Vague, end: Vague) -> Range:
    """Count from one vague date to another."""
    return Range(days(start.last, end.first), days(start.first, end.last))
