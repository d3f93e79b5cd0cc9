"""Words for registered counts: months and periods, what became of a count, and why something can't be said of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.words import say_long_month
from vlechtwerk.domains.programme.words.designs import say_verb
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.statistics.interrupted_series import Compared, Estimate, NotFitted, Refusal, Season
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
    """Say what became of a count, with the numbers, as it stands in a sentence: “rose from 10 to 14”.

    Where one period has more days than the other, that is said too: “rose from 10 to 14 (59 and 61 days)”.
    """
    words = {"before": say_number(found.before), "after": say_number(found.after)}
    said = {
        Change.ROSE: _("rose from %(before)s to %(after)s"),
        Change.FELL: _("fell from %(before)s to %(after)s"),
        Change.AS_MANY: _("stayed the same, at %(after)s"),
    }
    sentence = said[found.change] % words
    if found.days[0] == found.days[1]:
        return sentence
    days = {"sentence": sentence, "before": found.days[0], "after": found.days[1]}
    return _("%(sentence)s (%(before)s and %(after)s days)") % days


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
        NotComparable.UNEQUAL_DAYS: _(
            "The periods have %(before)s and %(after)s days. The counts differ by that alone: per day it went the "
            "other way, or nowhere."
        ),
    }
    return [
        Reason(
            one.why.value,
            said[one.why] % {"months": list_months(one.months), "before": one.days[0], "after": one.days[1]},
            rule,
        )
        for one in objections
    ]


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
        NotFitted.DEPENDENCE_AT_LIMIT: _(
            "One month follows from the last so far that it can't be told how far: any interval would be too small. "
            "More months may tell; or a wave of a year, where something returns each year."
        ),
        **_not_beside(),
    }
    return [_reason_not_fitted(one, said[one.why], rule) for one in refusals]


def _not_beside() -> Mapping[NotFitted, str]:
    """Return why a series can't stand beside another."""
    return {
        NotFitted.NO_REASON: _("Nobody has said yet why it is comparable. Say so first, on the page of the measure."),
        NotFitted.SAME_MEASURE: _("It is the same measure. Choose another one."),
        NotFitted.OTHER_UNIT: _("It is counted in “%(other)s”, and this one in “%(unit)s”."),
        NotFitted.OTHER_MONTHS: _("It has no number for %(months)s; both need the same months."),
        NotFitted.BREAK_BESIDE: _("Its definition changed in %(months)s, within the months that are compared."),
    }


def _reason_not_fitted(one: Refusal, said: str, rule: str) -> Reason:
    words = {
        "points": one.points,
        "needed": one.needed,
        "months": list_months(one.months),
        "unit": one.units[0],
        "other": one.units[1],
    }
    text = said % words
    if one.beside:
        text = _("The series beside it: %(why)s") % {"why": f"{text[:1].lower()}{text[1:]}"}
        rule = _("A comparison takes a comparable series")
    return Reason(one.why.value, text, rule)


def say_season(season: Season) -> str:
    """Say what a model does with what returns each year."""
    return {
        Season.RECKONED_WITH: _("What returns each year is reckoned with, as one wave of a year."),
        Season.NOT_SEEN: _("What returns each year is not in the model; a wave of a year is not seen in the counts."),
        Season.LEFT_OUT: _(
            "What returns each year is not in the model, though a wave of a year is seen in the counts: it may pass "
            "for a step."
        ),
        Season.NOT_TO_BE_SEEN: _(
            "What returns each year is not in the model; whether anything does can't be seen in these months."
        ),
    }[season]


def say_step(found: Compared, unit: str) -> str:
    """Say the step of a series with the verb that its design allows, as it stands in a sentence, and no more."""
    step = found.level or found.own.level
    words = {"month": say_long_month(found.own.start), "step": say_estimate(step), "unit": unit}
    if not step.is_told_from_nothing:
        return _("in %(month)s no step can be told from chance (%(step)s %(unit)s)") % words
    words["verb"] = say_verb(found.design_level)
    if found.other is None:
        return _("a step in %(month)s (%(step)s %(unit)s) %(verb)s what began then") % words
    return _("%(verb)s what began in %(month)s made a step (%(step)s %(unit)s beside the other series)") % words


def say_estimate(one: Estimate) -> str:
    """Say an estimate with its interval."""
    words = {"value": say_signed(one.value), "low": say_signed(one.low), "high": say_signed(one.high)}
    return _("%(value)s; 95%% sure between %(low)s and %(high)s") % words


def say_signed(value: float) -> str:
    """Say a figure with its sign and one decimal."""
    rounded = round(value, 1)
    return f"+{say_decimal(rounded)}" if rounded > 0 else say_decimal(rounded + 0.0)


def say_decimal(value: float) -> str:
    """Say a figure with one decimal."""
    return number_format(value, decimal_pos=1, force_grouping=True)


def fields_called() -> dict[str, str]:
    """Return how the fields of a count are called where someone types them."""
    return {
        "name": _("What is counted, in a few words"),
        "node": _("Or of which place on the map?"),
        "text": _("What is counted, exactly?"),
        "unit": _("Unit"),
        "reason": _("Why"),
        "drawn_by": _("By whom?"),
        "source": _("From which register?"),
        "query": _("The query, or how the counts were made"),
        "file_name": _("Name of the file"),
        "file_checksum": _("Checksum"),
    }
