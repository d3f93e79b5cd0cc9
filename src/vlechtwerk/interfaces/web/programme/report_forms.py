"""Forms of a progress report: its period, its words, and what the body that is asked says of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Body, DecisionSubject, Mandate
from vlechtwerk.domains.partnership.rules import DECIDING_LEVELS
from vlechtwerk.domains.partnership.rules.mandates import Subject, mandate_that_fits
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.models.reports import LONGEST_WORDS
from vlechtwerk.domains.programme.queries.reports import first_day_told, periods_with_report
from vlechtwerk.domains.programme.rules.reports import FIRST_MONTHS, end_of_period
from vlechtwerk.foundation.database.fields import LONGEST_TEXT
from vlechtwerk.interfaces.web.words import say_long_month

# So many periods back can be chosen from.
MOST_PERIODS = 9


def _periods(today: date) -> list[tuple[str, str]]:
    """Return the periods that have begun and have no report yet, from the first day that anything is told of."""
    firsts = [date(year, month, 1) for year in range(today.year - 3, today.year + 1) for month in FIRST_MONTHS]
    begun = [first for first in firsts if first <= today]
    told, reported = first_day_told(), periods_with_report()
    return [
        (first.isoformat(), f"{say_long_month(first)} – {say_long_month(date(first.year, first.month + 3, 1))}")
        for first in reversed(begun[-MOST_PERIODS:])
        if first not in reported and (told is None or told < end_of_period(first))
    ]


class DraftReportForm(forms.Form):
    """Over which four months a report is drafted, in which language, and who is to approve it."""

    period = forms.ChoiceField(label=_("Period"))
    body = forms.ChoiceField(label=_("Who approves it?"))
    language = forms.ChoiceField(label=_("Language of the report"), choices=ProgressReport.Language.choices)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = _periods(today)  # type: ignore[attr-defined]  # a choice field
        # Who stands highest comes first, and is chosen already.
        bodies = sorted(
            Body.objects.filter(level__in=DECIDING_LEVELS), key=lambda body: DECIDING_LEVELS.index(body.level)
        )
        self.fields["body"].choices = [(body.code, body.name) for body in bodies]  # type: ignore[attr-defined]  # as above

    def clean_period(self) -> date:
        """Return the first day of the period."""
        return date.fromisoformat(self.cleaned_data["period"])


class WordsForm(forms.Form):
    """What is said at an activity; the version tells which words the writer had before them."""

    text = forms.CharField(
        label=_("Words"),
        max_length=LONGEST_WORDS,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ApprovalForm(forms.Form):
    """Under which mandate a report is approved."""

    mandate = forms.ChoiceField(label=_("Under which mandate?"), required=False)

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(item.id), item.subject) for item in mandates]
        field = self.fields["mandate"]
        field.choices = offered if len(offered) == 1 else [("", ""), *offered]  # type: ignore[attr-defined]  # a choice field
        field.required = bool(offered)
        # The only one that is about reports is chosen already.
        fitting = mandate_that_fits(mandates, Subject(DecisionSubject.PROGRESS_REPORT))
        field.initial = str(fitting.id) if fitting else None


class ReturnForm(ApprovalForm):
    """What has to be mended before a report is approved."""

    reasons = forms.CharField(
        label=_("What has to be mended?"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    field_order = ("reasons", "mandate")


class CheckForm(forms.Form):
    """A file of a report that is computed again."""

    file = forms.FileField(label=_("File of a report, or its manifest"))
