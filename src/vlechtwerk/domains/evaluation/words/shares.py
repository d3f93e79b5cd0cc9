"""Words for shares of people: with their counts, and without percentages where few answered (RULES-evaluation d3)."""

from fractions import Fraction

from django.utils.translation import gettext as _

from vlechtwerk.engines.statistics.shares import Bounds, Showing, showing_of, whole_percentage


def say_count(part: int, n: int) -> str:
    """Say a count with its base: “18 of 26”."""
    return _("%(part)s of %(n)s") % {"part": part, "n": n}


def say_percentage(share: Fraction) -> str:
    """Say a share as a whole percentage, a half rounded up."""
    return f"{whole_percentage(share)}%"


def say_share(part: int, n: int) -> str:
    """Say a share: below ten answers as a count only, up to thirty with the percentage, above with the count behind."""
    count = say_count(part, n)
    match showing_of(n):
        case Showing.COUNTS:
            return count
        case Showing.PERCENTAGE_WITH_COUNT:
            return f"{count} ({say_percentage(Fraction(part, n))})"
    return f"{say_percentage(Fraction(part, n))} ({count})"


def say_bounds(bounds: Bounds) -> str:
    """Say from where to where a share lies: “58 to 74%”."""
    words = {"least": whole_percentage(bounds.least), "most": whole_percentage(bounds.most)}
    return _("%(least)s to %(most)s%%") % words
