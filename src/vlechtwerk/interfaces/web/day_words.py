"""Say numbers of days that may be a range, as figures of planning and decisions give them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vlechtwerk.engines.statistics.days import Days, Spread


def say_number(value: float) -> str:
    """Return a number as a reader writes it: 12, or 5,5."""
    return number_format(value, decimal_pos=0 if value == int(value) else 1)


def say_span(days: Days) -> str:
    """Return a number of days: 12, or “28 to 31” where the dates leave that open."""
    if days.is_exact:
        return say_number(days.least)
    return _("%(least)s to %(most)s") % {"least": say_number(days.least), "most": say_number(days.most)}


def say_shift(days: Days) -> str:
    """Return by how much a date moved, with its direction: “+ 77 days”, “between – 3 and + 27 days”."""
    words = {"least": _signed(days.least), "most": _signed(days.most)}
    if not days.is_exact:
        return _("between %(least)s and %(most)s days") % words
    return (_("%(most)s day") if abs(days.most) == 1 else _("%(most)s days")) % words


def _signed(value: float) -> str:
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else '–'} {say_number(abs(value))}"


def spread_cells(found: Spread | None) -> dict[str, str]:
    """Return the cells of a spread: n, median and “9 of 10”, which is empty below ten values."""
    if found is None:
        return {"n": "0", "median": "", "nine_of_ten": ""}
    return {
        "n": str(found.n),
        "median": say_span(found.median),
        "nine_of_ten": say_span(found.nine_of_ten) if found.nine_of_ten else "",
    }
