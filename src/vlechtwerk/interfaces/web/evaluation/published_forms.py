"""The form about a figure that stands in a source; what may happen is decided by the operation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import Dimension, Measurement, PublishedFigure
from vlechtwerk.domains.evaluation.rules.published import LARGEST_BASE, FigureTold
from vlechtwerk.interfaces.web.evaluation.design_forms import MOST
from vlechtwerk.interfaces.web.programme.result_forms import words as text_field

# Ten codes of the longest kind, with what stands between them.
LONGEST_CODES = 220


def _number(label: Any, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, **more)


class FigureForm(forms.Form):
    """A figure as a source gives it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=PublishedFigure.Kind.choices)
    code = text_field(_("Short code"), PublishedFigure, "code", required=True)
    text = text_field(
        _("What is it of? The statement in your own words"), PublishedFigure, "text", rows=2, required=True
    )
    percentage = forms.IntegerField(label=_("Percentage in the source"), min_value=0, max_value=100)
    approximate = forms.BooleanField(label=_("The source says “about”"), required=False)
    words = text_field(
        _("Words of the source for the amount"), PublishedFigure, "words",
        help_text=_("As they stand there, such as “two thirds”. Of a response they may be left out."),
    )  # fmt: skip
    dimension = forms.ChoiceField(label=_("Dimension"), choices=Dimension.choices, initial=Dimension.OTHER)
    figure = text_field(_("Figure of the source in which it stands"), PublishedFigure, "figure")
    negative = forms.BooleanField(
        label=_("Reported as a negative"), required=False, help_text=_("The share is that of critics.")
    )
    double_barrelled = forms.BooleanField(label=_("Asks two things in one"), required=False)
    about = forms.CharField(
        label=_("What is it about, on the outcome map?"), required=False, max_length=LONGEST_CODES,
        help_text=_("Codes of activities or preconditions, such as A01, P1. Empty: the whole map."),
    )  # fmt: skip
    base_from = _number(
        _("Its base is at least"), LARGEST_BASE, help_text=_("Of how many people, as far as the source tells.")
    )
    base_to = _number(_("Its base is at most"), LARGEST_BASE)
    counted = _number(_("Counted, only of a response"), MOST)
    counted_of = _number(_("Of how many, only of a response"), MOST)
    measurement = forms.ChoiceField(label=_("Measurement"), required=False)
    note = text_field(_("Note"), PublishedFigure, "note", rows=2)

    def __init__(self, *args: Any, measurements: Iterable[Measurement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measurements = {str(measurement.number): measurement for measurement in measurements}
        choices = [("", _("not known")), *((number, found.name) for number, found in self.measurements.items())]
        self.fields["measurement"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def told(self) -> FigureTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        ends = (chosen["base_from"], chosen["base_to"])
        plain = (
            "code", "text", "percentage", "words", "kind", "dimension", "approximate", "figure", "negative",
            "double_barrelled", "note",
        )  # fmt: skip
        return FigureTold(
            **{name: chosen[name] for name in plain},
            about=tuple(code for code in chosen["about"].replace(",", " ").split() if code),
            base=None if ends == (None, None) else ends,
            counted=chosen["counted"],
            counted_of=chosen["counted_of"],
        )
