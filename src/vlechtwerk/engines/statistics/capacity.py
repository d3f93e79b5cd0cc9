"""How many hours were asked, pledged and delivered, and how large the gap is and of which kind.

Everything is counted in the smallest cell: one organisation, profile, activity and place in one month. Sums add cells;
a surplus in one cell never takes away a shortage in another. docs/figures.md says the same in words and formulas.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

Of = TypeVar("Of", bound=Hashable)
NOTHING = Decimal(0)
QUARTER = Decimal("0.25")
ASKED, PLEDGED, DELIVERED = "asked", "pledged", "delivered"
KINDS = (ASKED, PLEDGED, DELIVERED)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What hours are of: of which organisation and profile, for which activity (empty: the whole), in which place."""

    organisation: str
    profile: str
    activity: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger; a later one (a higher number) of the same key, kind and month replaces it."""

    key: Key
    kind: str
    month: date
    hours: Decimal
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """The hours of one key in one month; delivered is nothing while the month was not handed in."""

    key: Key
    month: date
    asked: Decimal = NOTHING
    pledged: Decimal = NOTHING
    delivered: Decimal | None = None

    @property
    def never_pledged(self) -> Decimal:
        """Return how many of the hours asked were not pledged."""
        return max(self.asked - self.pledged, NOTHING)

    @property
    def not_delivered(self) -> Decimal:
        """Return how many of the hours pledged were not delivered; none as long as the month is not handed in."""
        return NOTHING if self.delivered is None else max(self.pledged - self.delivered, NOTHING)

    def awaits(self, until: date) -> bool:
        """Tell whether hours were pledged for a month that is over (begins before `until`), and none were given."""
        return self.delivered is None and self.pledged > NOTHING and self.month < until


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of some cells. `awaited` are the hours pledged over months that were not handed in."""

    asked: Decimal = NOTHING
    pledged: Decimal = NOTHING
    delivered: Decimal = NOTHING
    never_pledged: Decimal = NOTHING
    not_delivered: Decimal = NOTHING
    awaited: Decimal = NOTHING
    # How many cells were handed in, and how many should have been.
    given: int = 0
    awaiting: int = 0

    @property
    def gap(self) -> Decimal:
        """Return the shortage: never pledged, and pledged but not delivered."""
        return self.never_pledged + self.not_delivered

    @property
    def percent(self) -> int | None:
        """Return the gap as a whole percentage of what was asked, a half rounded up; nothing when nothing was asked."""
        if not self.asked:
            return None
        return int((self.gap * 100 / self.asked).quantize(Decimal(1), ROUND_HALF_UP))


def cells_of(lines: Iterable[Line]) -> list[Cell]:
    """Return the cells of a ledger in order of key and month, by the lines that hold."""
    holding: dict[tuple[Key, date], dict[str, Line]] = {}
    for line in lines:
        of_cell = holding.setdefault((line.key, line.month), {})
        if line.kind not in of_cell or line.number > of_cell[line.kind].number:
            of_cell[line.kind] = line
    return [
        Cell(
            key,
            month,
            found[ASKED].hours if ASKED in found else NOTHING,
            found[PLEDGED].hours if PLEDGED in found else NOTHING,
            found[DELIVERED].hours if DELIVERED in found else None,
        )
        for (key, month), found in sorted(holding.items(), key=lambda item: item[0])
    ]


def sums_of(cells: Iterable[Cell], until: date) -> Sums:
    """Add cells up; a month that begins on or after `until` is not over, so nothing is awaited of it yet."""
    asked = pledged = delivered = never_pledged = not_delivered = awaited = NOTHING
    given = awaiting = 0
    for cell in cells:
        asked += cell.asked
        pledged += cell.pledged
        never_pledged += cell.never_pledged
        not_delivered += cell.not_delivered
        if cell.delivered is not None:
            delivered += cell.delivered
            given += 1
        elif cell.awaits(until):
            awaited += cell.pledged
            awaiting += 1
    return Sums(asked, pledged, delivered, never_pledged, not_delivered, awaited, given, awaiting)


def grouped(cells: Iterable[Cell], group_of: Callable[[Cell], Of]) -> dict[Of, list[Cell]]:
    """Part cells into groups, in the order in which the groups first come."""
    found: dict[Of, list[Cell]] = {}
    for cell in cells:
        found.setdefault(group_of(cell), []).append(cell)
    return found


def by_month(cells: Iterable[Cell], months: Sequence[date], until: date) -> Mapping[date, Sums]:
    """Return the sums per month, also of months without hours."""
    parted = grouped(cells, lambda cell: cell.month)
    return {month: sums_of(parted.get(month, ()), until) for month in months}


def months_between(first: date, until: date) -> list[date]:
    """Return the first days of the months from one month up to another (not included)."""
    count = (until.year - first.year) * 12 + until.month - first.month
    return [month_after(first, number) for number in range(count)]


def month_after(month: date, count: int) -> date:
    """Return the first day of the month so many months later; a negative count looks back."""
    year, place = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, place + 1, 1)


def read_month(text: str) -> date:
    """Return the first day of a month written as 2026-01; raise `ValueError` when it is none that calendars reach."""
    month = date.fromisoformat(f"{text}-01")
    if not date.min.year < month.year < date.max.year:
        raise ValueError(text)
    return month


def is_quarter(hours: Decimal) -> bool:
    """Tell whether hours are whole quarters of an hour, and not less than none."""
    return hours >= NOTHING and hours % QUARTER == NOTHING
