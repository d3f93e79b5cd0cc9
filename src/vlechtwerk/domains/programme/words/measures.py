"""Words for registered counts: months and periods, what became of a count, and why something can't be said of it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.words import say_long_month
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.statistics.interrupted_series import NotFitted, Refusal
from vlechtwerk.engines.statistics.monthly_series import (
    Change,
    Comparison,
    NotComparable,
    Objection,
    Period,
    months_from,
)
from vlechtwerk.foundation.refusal import Reason

# So many stretches of months are named; of more it is said how many there are.
MOST_STRETCHES = 4


def say_period(period: Period) -> str:
    """Say the months of a period; both ends are counted along."""
    if period.first == period.last:
        return say_long_month(period.first)
    words = {"first": say_long_month(period.first), "last": say_long_month(period.last)}
    return _("%(first)s up to and including %(last)s") % words


def list_months(months: Sequence[date]) -> str:
    """Name months, those that follow each other as a period."""
    stretches: list[Period] = []
    for month in sorted(months):
        if stretches and months_from(stretches[-1].last, month) == 1:
            stretches[-1] = Period(stretches[-1].first, month)
        else:
            stretches.append(Period(month, month))
    said = [say_period(one) for one in stretches[:MOST_STRETCHES]]
    if more := sum(len(one.months()) for one in stretches[MOST_STRETCHES:]):
        said.append(ngettext("and %(count)s more month", "and %(count)s more months", more) % {"count": more})
    return ", ".join(said)


def say_change(found: Comparison) -> str:
    """Say what became of a count, with the numbers, as it stands in a sentence: “rose from 10 to 14”."""
    words = {"before": say_number(found.before), "after": say_number(found.after)}
    said = {
        Change.ROSE: _("rose from %(before)s to %(after)s"),
        Change.FELL: _("fell from %(before)s to %(after)s"),
        Change.AS_MANY: _("stayed the same, at %(after)s"),
    }
    return said[found.change] % words


def reasons_not_comparable(objections: Sequence[Objection]) -> list[Reason]:
    """Say why periods can't be compared or added up."""
    rule = _("“Rose” only between equal periods by one definition")
    said = {
        NotComparable.NO_PERIOD: _("The last month lies before the first."),
        NotComparable.MONTH_MISSING: _("There is no number for %(months)s."),
        NotComparable.FEW_PEOPLE: _("In %(months)s there were fewer than five people: no number is kept of those."),
        NotComparable.UNEQUAL_LENGTH: _("The periods are not as long. Compare as many months."),
        NotComparable.OVERLAP: _("The periods overlap, or the second lies before the first."),
        NotComparable.BREAK_INSIDE: _("The definition changed in %(months)s, within a period."),
        NotComparable.OTHER_DEFINITION: _("The periods are counted by different definitions."),
    }
    return [Reason(one.why.value, said[one.why] % {"months": list_months(one.months)}, rule) for one in objections]


def reasons_not_fitted(refusals: Sequence[Refusal]) -> list[Reason]:
    """Say why there is no time series."""
    rule = _("A time series takes enough months, counted the same way")
    said = {
        NotFitted.START_OUTSIDE: _("The month in which something began lies outside the series."),
        NotFitted.BREAK_AT_START: _(
            "The definition changed in the very month in which something began: what changed can't be told apart."
        ),
        NotFitted.NOT_MONTHLY: _(
            "There are numbers for a few months a year only. A time series takes a count for each month, from the "
            "register itself."
        ),
        NotFitted.MONTH_MISSING: _("There is no number for %(months)s."),
        NotFitted.TOO_FEW_BEFORE: _("There are %(points)s months before the start; at least %(needed)s are needed."),
        NotFitted.TOO_FEW_AFTER: _("There are %(points)s months from the start on; at least %(needed)s are needed."),
        NotFitted.TOO_SHORT_FOR_SEASON: _(
            "There are %(points)s months; to see what returns each year at least %(needed)s are needed."
        ),
        NotFitted.NOTHING_VARIES: _("The counts before the start lie on one straight line: nothing can be estimated."),
    }
    return [
        Reason(
            one.why.value,
            said[one.why] % {"points": one.points, "needed": one.needed, "months": list_months(one.months)},
            rule,
        )
        for one in refusals
    ]
