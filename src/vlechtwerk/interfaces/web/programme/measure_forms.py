"""Forms about registered counts; what may happen is decided by the operation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    ComparisonSeries,
    MapNode,
    Measure,
    MeasureDefinition,
    MeasureDraw,
)
from vlechtwerk.domains.programme.rules.measures import DefinitionTold, MeasureTold
from vlechtwerk.foundation.database.fields import LONGEST_TEXT
from vlechtwerk.interfaces.web.programme.capacity_forms import MonthField, day_field
from vlechtwerk.interfaces.web.programme.result_forms import words


class DefinitionForm(forms.Form):
    """What is counted exactly, and from which month on."""

    text = words(
        _("What is counted, exactly?"),
        MeasureDefinition,
        "text",
        rows=4,
        required=True,
        help_text=_("So that someone else counts the same: what is in it, what is not, and on which date it counts."),
    )
    unit = words(_("Unit"), MeasureDefinition, "unit", required=True)
    counts_people = forms.BooleanField(
        label=_("These are people"),
        required=False,
        help_text=_("Then a month with fewer than five of them is kept as “fewer than five people”, without a number."),
    )
    holds_from = MonthField(label=_("From which month on does this hold?"))
    defined_on = day_field(_("When was this laid down?"))

    def definition(self) -> DefinitionTold:
        """Return the definition."""
        chosen = self.cleaned_data
        return DefinitionTold(**{name: chosen[name] for name in DefinitionForm.base_fields})


class AnewForm(DefinitionForm):
    """Another definition, which breaks the series."""

    reason = words(_("What is counted otherwise, and why?"), MeasureDefinition, "reason", required=True)
    field_order = ("reason",)


class MeasureForm(DefinitionForm):
    """A new measure with its first definition."""

    name = words(_("What is counted, in a few words"), Measure, "name", required=True)
    code = forms.SlugField(label=_("Short code"), max_length=20)
    holder = forms.ChoiceField(label=_("Which organisation keeps the register?"))
    activity = forms.ChoiceField(label=_("Of which activity is it a measure?"), required=False)
    node = forms.ChoiceField(label=_("Or of which place on the map?"), required=False)
    direction = forms.ChoiceField(
        label=_("What is wanted?"), choices=Measure.Direction.choices, widget=forms.RadioSelect
    )
    field_order = ("name", "code", "holder", "activity", "node", "direction")

    def __init__(self, *args: Any, nodes: Sequence[MapNode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {one.code: one for one in Organisation.objects.all()}
        self.activities = {one.code: one for one in Activity.objects.all()}
        choices = {
            "holder": [("", _("choose")), *((code, one.name) for code, one in self.holders.items())],
            "activity": [("", _("none")), *((code, one.name) for code, one in self.activities.items())],
            "node": [("", _("none")), *((one.code, f"{one.get_kind_display()}: {one.title}") for one in nodes)],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # a choice field

    def told(self) -> MeasureTold:
        """Return what the measure is."""
        chosen = self.cleaned_data
        return MeasureTold(
            chosen["code"],
            chosen["name"],
            self.holders[chosen["holder"]],
            chosen["direction"],
            activity=self.activities.get(chosen["activity"]),
            node=chosen["node"],
        )


class BesideForm(forms.Form):
    """A series in which nothing began, and why it is comparable."""

    beside = forms.ChoiceField(label=_("Which series can stand beside it?"))
    reason = words(
        _("Why is it comparable?"), ComparisonSeries, "reason", rows=3, required=True,
        help_text=_(
            "What is alike (the register, the place, the time of year), and how you know that nothing began there."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.code: one for one in others}
        options = [(code, f"{one.name} ({code})") for code, one in self.others.items()]
        self.fields["beside"].choices = [("", _("choose")), *options]  # type: ignore[attr-defined]  # a choice field


class DrawForm(forms.Form):
    """A draw from the register: how it was made, and its counts by month."""

    drawn_on = day_field(_("When was it drawn?"))
    drawn_by = words(_("By whom?"), MeasureDraw, "drawn_by", required=True, help_text=_("A function, not a name."))
    source = words(_("From which register?"), MeasureDraw, "source", required=True)
    query = words(
        _("The query, or how the counts were made"),
        MeasureDraw,
        "query",
        rows=4,
        help_text=_("So that someone else can draw the same again. May stay empty when you bring in the file."),
    )
    months = forms.CharField(
        label=_("Counts by month, one a line"),
        required=False,
        max_length=LONGEST_TEXT * 4,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("2026-01 12. None is 0. Write “not registered” where the register has no number."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "CSV (UTF-8) or Excel (.xlsx) with the columns month and count. The file itself is not kept: its name and "
            "checksum are, so that it can be known again."
        ),
    )
    corrects = forms.ChoiceField(
        label=_("Which draw does this correct?"),
        required=False,
        help_text=_("Only when a month gets another number. Both draws stay."),
    )
    reason = words(_("What was wrong?"), MeasureDraw, "reason")

    def __init__(self, *args: Any, draws: Sequence[MeasureDraw], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draws = {str(one.number): one for one in draws}
        options = [(number, _("Draw %(number)s") % {"number": number}) for number in self.draws]
        self.fields["corrects"].choices = [("", _("none")), *options]  # type: ignore[attr-defined]  # a choice field
