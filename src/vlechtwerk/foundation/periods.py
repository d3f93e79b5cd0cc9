"""Dates that keep the precision of their source, and what a date says about a day.

A date is written as in a source: a day (`2023-07-15`), a month (`2023-07`), a part of a year (`2023-early`,
`2023-mid`, `2023-end`) or a year (`2023`). The form follows ISO 8601 for day, month and year; the parts of a year are
our own and stand for the first quarter, the second and third quarter, and the last quarter.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"


class Certainty(StrEnum):
    """What is known, on a given day, about something that happened on a date with a precision."""

    NOT_YET = "not_yet"
    POSSIBLY = "possibly"
    SURELY = "surely"


_FORM = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<part>early|mid|end)|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?")
_PARTS = {"early": (1, 3), "mid": (4, 9), "end": (10, 12)}


@total_ordering
@dataclass(frozen=True, slots=True)
class PreciseDate:
    """A date with its precision: `text` as written, and the first and last day that it can mean.

    >>> PreciseDate.read("2022-end").latest
    datetime.date(2022, 12, 31)
    """

    text: str
    earliest: date
    latest: date
    precision: Precision

    @classmethod
    def read(cls, text: str) -> "PreciseDate":
        """Read a date from its text; raise `ValueError` when it has none of the known forms."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                f"“{text}” is not a date. Write 2023-07-15, 2023-07, 2023-early, 2023-mid, 2023-end or 2023."
            )
        year = int(match["year"])
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return cls(text.strip(), day, day, Precision.DAY)
        if match["month"]:
            first_month = last_month = int(match["month"])
            precision = Precision.MONTH
        elif match["part"]:
            first_month, last_month = _PARTS[match["part"]]
            precision = Precision.PART_OF_YEAR
        else:
            first_month, last_month, precision = 1, 12, Precision.YEAR
        last_day = calendar.monthrange(year, last_month)[1]
        return cls(text.strip(), date(year, first_month, 1), date(year, last_month, last_day), precision)

    @classmethod
    def of_day(cls, day: date) -> "PreciseDate":
        """Return the date that is known to the day."""
        return cls(day.isoformat(), day, day, Precision.DAY)

    def as_of(self, day: date) -> Certainty:
        """Tell whether, on `day`, what happened on this date had happened."""
        if self.latest <= day:
            return Certainty.SURELY
        return Certainty.POSSIBLY if self.earliest <= day else Certainty.NOT_YET

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: "PreciseDate") -> bool:
        return (self.earliest, self.latest, self.text) < (other.earliest, other.latest, other.text)
