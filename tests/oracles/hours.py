"""Of the hours asked, how many were never pledged, and of those pledged, how many never came? Cell by cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from tests.oracles.calendar import day_after, day_in_amsterdam, length

NONE = Decimal(0)


@dataclass(frozen=True)
class Key:
    """The four words that a cell has beside its month."""

    organisation: str
    profile: str
    activity: str  # empty: the partnership as a whole
    place: str


@dataclass(frozen=True)
class Line:
    """What the ledger says: hours of a kind for a key in a month, and when that was recorded."""

    key: Key
    month: date
    kind: str
    hours: Decimal
    recorded_at: datetime


@dataclass(frozen=True)
class Cell:
    """What holds for one key in one month; not given is never nothing."""

    key: Key
    month: date
    asked: Decimal
    pledged: Decimal
    delivered: Decimal | None

    @property
    def never_pledged(self) -> Decimal:
        """Give what was asked above what was pledged."""
        return self.asked - self.pledged if self.asked > self.pledged else NONE

    @property
    def not_delivered(self) -> Decimal:
        """Give what was pledged above what came, when what came is given."""
        if self.delivered is None or self.delivered >= self.pledged:
            return NONE
        return self.pledged - self.delivered

    def awaited(self, shown: date) -> Decimal:
        """Give what was pledged for a month that is over and was not handed in."""
        last = date(self.month.year, self.month.month, length(self.month.year, self.month.month))
        return self.pledged if self.delivered is None and shown >= day_after(last) else NONE


def last_said(lines: Iterable[Line], key: Key, month: date, kind: str, shown: date) -> Decimal | None:
    """Walk the ledger in the order of recording and keep the last line of a cell and kind."""
    found = None
    for line in sorted(lines, key=lambda line: line.recorded_at):
        is_there = day_in_amsterdam(line.recorded_at) <= shown
        if is_there and (line.key, line.month, line.kind) == (key, month, kind):
            found = line.hours
    return found


def cells(lines: Sequence[Line], shown: date) -> list[Cell]:
    """Make a cell of every key and month of which something is said by that day."""
    found: list[Cell] = []
    for line in lines:
        is_new = (line.key, line.month) not in [(cell.key, cell.month) for cell in found]
        if is_new and day_in_amsterdam(line.recorded_at) <= shown:
            asked, pledged, delivered = (
                last_said(lines, line.key, line.month, kind, shown) for kind in ("asked", "pledged", "delivered")
            )
            found.append(Cell(line.key, line.month, asked or NONE, pledged or NONE, delivered))
    return found


@dataclass(frozen=True)
class Sums:
    """The six sums over cells."""

    asked: Decimal
    pledged: Decimal
    delivered: Decimal
    never_pledged: Decimal
    not_delivered: Decimal
    awaited: Decimal

    @property
    def gap(self) -> Decimal:
        """Add what was never pledged and what did not come."""
        return self.never_pledged + self.not_delivered

    @property
    def share(self) -> int | None:
        """Give the gap in whole percents of what was asked, a half rounded up."""
        return None if self.asked == NONE else whole(Fraction(self.gap) * 100 / Fraction(self.asked))


def whole(number: Fraction | Decimal) -> int:
    """Count up to the last whole number that is at most a half above it."""
    found = 0
    while Fraction(found) + Fraction(1, 2) <= Fraction(number):
        found += 1
    return found


def sums(of: Iterable[Cell], shown: date) -> Sums:
    """Add cells, and nothing else."""
    asked = pledged = delivered = never_pledged = not_delivered = awaited = NONE
    for cell in of:
        asked += cell.asked
        pledged += cell.pledged
        delivered += NONE if cell.delivered is None else cell.delivered
        never_pledged += cell.never_pledged
        not_delivered += cell.not_delivered
        awaited += cell.awaited(shown)
    return Sums(asked, pledged, delivered, never_pledged, not_delivered, awaited)


def per_word(of: Sequence[Cell], word: str, shown: date) -> dict[str, Sums]:
    """Add the cells of each organisation, profile, activity or place by itself."""
    names = {getattr(cell.key, word) for cell in of}
    return {name: sums([cell for cell in of if getattr(cell.key, word) == name], shown) for name in names}
