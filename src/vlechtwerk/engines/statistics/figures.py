"""Figures of a report: each is computed, in a named way, from numbers that its records bring in."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from vlechtwerk.engines.statistics.days import Days, Spread, spread


def _spread(values: Sequence[Decimal]) -> Spread | None:
    return spread(Days(int(value), int(value)) for value in values)


def _median(values: Sequence[Decimal]) -> Decimal | None:
    found = _spread(values)
    return Decimal(str(found.median.least)) if found else None


def _nine_of_ten(values: Sequence[Decimal]) -> Decimal | None:
    found = _spread(values)
    return Decimal(str(found.nine_of_ten.least)) if found and found.nine_of_ten is not None else None


COMPUTATIONS: Mapping[str, Callable[[Sequence[Decimal]], Decimal | None]] = {
    "count": lambda values: Decimal(len(values)),
    "sum": lambda values: sum(values, Decimal()),
    "median": _median,
    "nine_of_ten": _nine_of_ten,
}


def compute(computation: str, values: Sequence[Decimal]) -> Decimal | None:
    """Return the count, sum or median of the values, or the number of days that nine of ten stayed within.

    Nothing when there is nothing to compute from. Raises `KeyError` for a computation that is not known.
    """
    return COMPUTATIONS[computation](values)


def as_written(value: Decimal | None) -> str:
    """Return a figure without needless zeros and without an exponent; the empty text when there is none.

    >>> as_written(Decimal("12.50")), as_written(Decimal("100"))
    ('12.5', '100')
    """
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
