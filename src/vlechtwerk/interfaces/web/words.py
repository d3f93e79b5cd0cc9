"""Say dates and numbers as a reader would: “15 september 2023”, “begin 2023”, “juli 2023”."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.partnership.words import in_or_on as in_or_on
from vlechtwerk.domains.partnership.words import say_date as say_date
from vlechtwerk.domains.partnership.words import say_day as say_day
from vlechtwerk.domains.partnership.words import say_long_month as say_long_month
from vlechtwerk.foundation.periods import PreciseDate, Precision


def say_result(decision: Decision) -> str:
    """Return what was decided; a progress report to which a body says no is returned to its writers."""
    if not decision.result:
        return ""
    return _("Returned") if is_return(decision) else str(decision.get_result_display())


def is_return(decision: Decision) -> bool:
    """Whether a decision returned a progress report."""
    is_report = decision.subject_kind == DecisionSubject.PROGRESS_REPORT
    return is_report and decision.result == Decision.Result.NO


def _short(day: date, form: str) -> str:
    """Return a day with its month in short, which Dutch writes without a capital."""
    words = date_format(day, form)
    return words.lower() if get_language() == "nl" else words


def say_short_day(day: date) -> str:
    """Return a day of this year in short: 15 sep."""
    return _short(day, "j M")


def say_short_date(moment: datetime) -> str:
    """Return the day of a moment in short, with its year: 22 nov 2026."""
    return _short(timezone.localtime(moment), "j M Y")


def say_date_short(moment: PreciseDate | None) -> str:
    """Return a date with its month in short where it is known to the day: 15 sep 2023, or else “eind 2022”."""
    if moment is not None and moment.precision is Precision.DAY:
        return _short(moment.latest, "j M Y")
    return say_date(moment)


def say_day_and_time(moment: datetime) -> str:
    """Return a moment in words: 22 november 2026, 14.12."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def say_month(day: date) -> str:
    """Return a month in short: sep 2023."""
    return _short(day, "M Y")


def say_weekday(day: date) -> str:
    """Return a day with its weekday: maandag 23 november 2026."""
    return date_format(day, "l j F Y")


def say_short_weekday(day: date) -> str:
    """Return a day of this year with its weekday in short: vr 27 nov."""
    return _short(day, "D j M")


def days_from_today(day: date) -> int:
    """Return how many days lie between today and a day; negative when it has passed."""
    return (day - timezone.localdate()).days


def say_moment(moment: datetime, *, seconds: bool = False) -> str:
    """Return a moment in words, as the clock here showed it: 23 sep 2026, 14.12."""
    return _short(timezone.localtime(moment), "j M Y, H.i.s" if seconds else "j M Y, H.i")


# As articles are written in the policies, by their English words.
ARTICLE_WORDS = {
    "zoals wetsvoorstel 36 668 het wil wijzigen": "as bill 36 668 would change it",
    "geen persoonsgegevens": "no personal data", "eigen gegevens": "own data", "Convenant": "Covenant",
    "artikel": "article", "titel": "title", "lid": "paragraph", "onder": "under", "en": "and",
}  # fmt: skip
IN_DUTCH = re.compile(r"\b(" + "|".join(ARTICLE_WORDS) + r")\b")


def say_article(article: str) -> str:
    """Return an article of a law or covenant in the reader's language; a name of a law stays as it is."""
    if (get_language() or "nl").startswith("nl"):
        return article
    return IN_DUTCH.sub(lambda found: ARTICLE_WORDS[found[0]], article)


# How partners name their legal capacities; a name of a partner's own making stays as it was typed.
CAPACITIES = {
    "Politietaak": "Police task", "Opsporing": "Investigation", "Toezicht": "Supervision",
    "Uitvoering belastingwet": "Carrying out tax law", "Strafvordering": "Prosecution", "Overige taken": "Other tasks",
}  # fmt: skip


def say_capacity(name: str) -> str:
    """Return the name of a legal capacity in the reader's language."""
    return name if (get_language() or "nl").startswith("nl") else CAPACITIES.get(name, name)
