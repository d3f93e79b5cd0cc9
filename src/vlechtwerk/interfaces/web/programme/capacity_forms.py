"""Forms about hours and recruitment; what may happen is decided by the operation."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, unquote

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Decision, Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    Candidate,
    CapacityPlace,
    CapacityProfile,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    VacancyDifference,
)
from vlechtwerk.domains.programme.queries.capacity import CapacityNames
from vlechtwerk.engines.statistics.capacity import Cell, Key, month_after, read_month
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.programme.hours_words import say_hours, say_period

LONGEST_HOURS = 12


class MonthField(forms.CharField):
    """A month, written as 2026-01; a browser that knows months offers them."""

    widget = forms.TextInput(attrs={"type": "month"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the first day of the month."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_month(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not a month. Write it as 2026-01."), params={"text": text}
            ) from None


class HoursField(forms.CharField):
    """Hours to the quarter, with a comma or a point; nothing when the box stays empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_HOURS, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """Return the hours; the rules look at quarters and size."""
        text = super().clean(value)
        if not text:
            return None
        try:
            hours = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        except InvalidOperation:
            hours = Decimal("NaN")
        if not hours.is_finite():
            raise forms.ValidationError(_("“%(text)s” are no hours. Write 120, 37,5 or 7,25."), params={"text": text})
        return hours


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a choice field


class HoursForm(forms.Form):
    """So many hours in each month of a period."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    profile = forms.ChoiceField(label=_("Profile"))
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    place = forms.ChoiceField(
        label=_("Where?"), choices=CapacityPlace.choices, initial=CapacityPlace.INSIDE, widget=forms.RadioSelect
    )
    first = MonthField(label=_("First month"))
    last = MonthField(label=_("Last month"), help_text=_("The last month counts too."))
    hours = HoursField(label=_("Hours in each month"), help_text=_("To the quarter of an hour: 120, 37,5 or 7,25."))

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", [(item.code, item.name) for item in organisations])
        _offer(self, "profile", CapacityProfile.objects.values_list("code", "name"))
        activities = Activity.objects.values_list("code", "name")
        _offer(self, "activity", [("", _("The partnership as a whole")), *activities])


class PledgeForm(HoursForm):
    """Hours that are pledged, with the decision behind them."""

    decision = forms.ChoiceField(label=_("By which decision?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Decision.objects.filter(state=Decision.State.TAKEN).exclude(result=Decision.Result.NO)
        _offer(self, "decision", [("", _("none")), *((str(item.id), item.question) for item in taken)])


class MonthOfForm(forms.Form):
    """Of which organisation and month hours are confirmed."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    month = forms.ChoiceField(label=_("Month"))

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], months: Sequence[date], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", [(item.code, item.name) for item in organisations])
        offered = [(f"{month:%Y-%m}", say_period(month, month_after(month, 1))) for month in months]
        _offer(self, "month", offered)


BOX = "of:"


def box_of(key: Key) -> str:
    """Return the name of the box for the hours of a month: it says of what they are, whatever stands around it."""
    return BOX + ":".join(quote(part, safe="") for part in (key.profile, key.activity, key.place))


def _key_of(box: str, names: CapacityNames) -> Key | None:
    """Return of what the hours in a box are; nothing when it is no box, or of what is not in this project."""
    profile, activity, place = (unquote(part) for part in f"{box.removeprefix(BOX)}::".split(":")[:3])
    key = Key("", profile, activity, place)
    known = profile in names.profiles and activity in ("", *names.activities) and place in CapacityPlace.values
    return key if known and box == box_of(key) else None


class ConfirmForm(forms.Form):
    """The hours of a month: a box for each that was pledged, and one more line."""

    def __init__(self, *args: Any, cells: Sequence[Cell], names: CapacityNames, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        for cell in cells:
            told = [_("Pledged: %(hours)s.") % {"hours": say_hours(cell.pledged)}]
            if cell.delivered is not None:
                told.append(_("Confirmed before: %(hours)s.") % {"hours": say_hours(cell.delivered)})
            self._add_box(cell.key, names, " ".join(map(str, told)))
        # What was filled in for what is pledged no more meanwhile is kept, to be put elsewhere.
        self.gone = [key for name in self.data if (key := _key_of(name, names)) and name not in self.fields]
        for key in self.gone:
            self._add_box(key, names)
        self.fields["profile"] = forms.ChoiceField(label=_("Something else: profile"), required=False)
        self.fields["activity"] = forms.ChoiceField(label=_("Something else: activity"), required=False)
        self.fields["place"] = forms.ChoiceField(
            label=_("Something else: where"), required=False, choices=CapacityPlace.choices
        )
        self.fields["hours"] = HoursField(label=_("Something else: hours"), required=False)
        _offer(self, "profile", [("", _("none")), *CapacityProfile.objects.values_list("code", "name")])
        activities = Activity.objects.values_list("code", "name")
        _offer(self, "activity", [("", _("The partnership as a whole")), *activities])

    def _add_box(self, key: Key, names: CapacityNames, told: str = "") -> None:
        of = (
            names.profiles.get(key.profile, key.profile),
            str(names.activities.get(key.activity, "") or _("The partnership as a whole")),
            str(CapacityPlace(key.place).label).lower(),
        )
        self.fields[box_of(key)] = HoursField(label=", ".join(of), required=False, help_text=told)

    def clean(self) -> dict[str, Any]:
        """Hold the line of something else to a profile, and refuse hours of what is pledged no more."""
        chosen = super().clean() or {}
        for key in self.gone:
            if chosen.get(box_of(key)) is not None:
                words = _("These hours are pledged no more. Empty this box, or write them at something else.")
                self.add_error(box_of(key), words)
        if chosen.get("hours") is not None and not chosen.get("profile"):
            self.add_error("profile", _("Choose the profile of these hours."))
        return chosen


class LedgerFileForm(forms.Form):
    """A file of hours."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV (UTF-8) or Excel (.xlsx), with a row of headings: organisation, profile, activity, place, month, "
            "kind, hours. You first see what was understood; nothing is saved yet."
        ),
    )


class ProfileForm(forms.Form):
    """A kind of expertise."""

    code = forms.SlugField(label=_("Code"), max_length=longest(CapacityProfile, "code"))
    name = forms.CharField(label=_("Name"), max_length=longest(CapacityProfile, "name"))


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Return a field that asks for a day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class PartsForm(forms.Form):
    """The parts in which a request and a vacancy are written."""

    def __init__(self, *args: Any, asked: RecruitmentRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in RecruitmentPart:
            rows = 3 if part is RecruitmentPart.TASKS else 1
            self.fields[part.value] = forms.CharField(
                label=part.label,
                required=asked is None and part is RecruitmentPart.PROFILE,
                max_length=longest(RecruitmentRequest, part.value),
                widget=forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(),
                help_text=_("Asked: %(words)s") % {"words": asked.part(part)} if asked and asked.part(part) else "",
            )

    def parts(self) -> dict[str, str]:
        """Return the words of each part."""
        return {part.value: self.cleaned_data[part.value] for part in RecruitmentPart}


class ProfileRequestForm(PartsForm):
    """A request for someone with a profile."""

    code = forms.CharField(label=_("Code"), max_length=longest(RecruitmentRequest, "code"))
    organisation = forms.ChoiceField(label=_("Which organisation recruits?"))
    profile = forms.ChoiceField(label=_("Counted under the profile"))
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    asked_on = day_field(_("Asked on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", Organisation.objects.values_list("code", "name"))
        _offer(self, "profile", CapacityProfile.objects.values_list("code", "name"))
        activities = Activity.objects.values_list("code", "name")
        _offer(self, "activity", [("", _("The partnership as a whole")), *activities])


class VacancyForm(PartsForm):
    """The vacancy as it was published."""

    published_on = day_field(_("Published on"))


class DifferenceForm(forms.Form):
    """Whether a part was published as asked."""

    verdict = forms.ChoiceField(
        label=_("Judgement"), choices=VacancyDifference.Verdict.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=longest(VacancyDifference, "remark"),
        help_text=_("What differs from what was asked, in one line."),
    )


class CandidateForm(forms.Form):
    """Someone who may fill the vacancy."""

    name = forms.CharField(
        label=_("Name"), max_length=longest(Candidate, "name"), help_text=_("Only you read this; others see counts.")
    )
    found_on = day_field(_("Found on"))


class StepForm(forms.Form):
    """A step that a candidate took."""

    kind = forms.ChoiceField(label=_("Step"))
    occurred_on = day_field(_("On"))

    def __init__(self, *args: Any, steps: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"occurred_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        _offer(self, "kind", [(kind, RecruitmentStep.Kind(kind).label) for kind in steps])
