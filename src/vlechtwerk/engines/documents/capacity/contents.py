"""What a drawing of hours holds; every word is ready to print."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether the hours that were delivered in a month are known."""

    GIVEN = "given"
    # Some of what was pledged was confirmed, some not.
    PARTLY = "partly"
    MISSING = "missing"
    # The month is not over, or nothing was pledged for it.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Month:
    """The hours of one month, in hours; `label` is its short name."""

    label: str
    asked: float
    pledged: float
    delivered: float
    state: State


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: `words` tell it to who can't see it."""

    words: str
    months: tuple[Month, ...]

    @property
    def highest(self) -> float:
        """Return the most hours that it shows."""
        return max((max(month.asked, month.pledged, month.delivered) for month in self.months), default=0)
