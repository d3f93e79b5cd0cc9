"""Days and dates in words, no more exactly than they are known; and words joined in a sentence."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vlechtwerk.foundation.periods import PreciseDate, Precision


def say_day(day: date) -> str:
    """Return a day in words: 15 september 2023."""
    return date_format(day, "j F Y")


def quoted(text: str) -> str:
    """Return words between quoting marks; what is quoted within them gets single ones.

    >>> quoted("de “kern” is")
    '“de ‘kern’ is”'
    """
    return f"“{text.translate(_SINGLE)}”"


_SINGLE = str.maketrans("“„”", "‘‘’")


def say_long_month(day: date) -> str:
    """Return a month in words: augustus 2023."""
    return date_format(day, "F Y")


def say_date(moment: PreciseDate | None) -> str:
    """Return a date in words, no more exactly than it is known; the empty text when there is none."""
    if moment is None:
        return ""
    if moment.precision is Precision.DAY:
        return say_day(moment.earliest)
    if moment.precision is Precision.MONTH:
        return date_format(moment.earliest, "F Y")
    year = {"year": moment.earliest.year}
    if moment.precision is Precision.PART_OF_YEAR:
        part = moment.text.rpartition("-")[2]
        if part == "early":
            return _("early %(year)s") % year
        return (_("mid %(year)s") if part == "mid" else _("end of %(year)s")) % year
    return str(moment.earliest.year)


def in_or_on(moment: PreciseDate) -> str:
    """Return a date with its preposition: “op 15 september 2023”, “in juli 2023”, “eind 2022”."""
    words = {"date": say_date(moment)}
    if moment.precision is Precision.DAY:
        return _("on %(date)s") % words
    if moment.precision in (Precision.MONTH, Precision.YEAR):
        return _("in %(date)s") % words
    return words["date"]


def join_and(words: Iterable[str]) -> str:
    """Join words in a sentence, each once: a, b and c."""
    parts = list(dict.fromkeys(words))
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
