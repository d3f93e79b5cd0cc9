"""Forms about the added value: elements, what is said of them, and pages on their way to the public."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValuePublication, ValueWording
from vlechtwerk.interfaces.web.programme.result_forms import words


class WordingForm(forms.Form):
    """How an element is called and explained."""

    name = words(_("How is it called?"), ValueWording, "name", required=True)
    explanation = words(_("What does it mean?"), ValueWording, "explanation", rows=3, required=True)


class ElementForm(WordingForm):
    """A new element."""

    code = words(_("Short code"), ValueElement, "code", required=True)
    field_order = ("code",)


class RewordingForm(WordingForm):
    """Another wording of an element."""

    reason = words(_("Why another wording?"), ValueWording, "reason", required=True)


class RetirementForm(forms.Form):
    """When and why an element leaves the model."""

    until = forms.DateField(
        label=_("First day on which it is no element any more"), widget=forms.DateInput(attrs={"type": "date"})
    )
    because = words(_("Why?"), ValueElement, "retired_because", required=True)


class PointForm(forms.Form):
    """One thing that is said of an element."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=ValuePoint.Kind.choices, widget=forms.RadioSelect)
    text = words(_("What is said?"), ValuePoint, "text", rows=3, required=True)
    said_by = words(
        _("By whom, in the words of the source?"), ValuePoint, "said_by", help_text=_("A group, not a name of someone.")
    )


class BecauseForm(forms.Form):
    """Why something is dropped, returned or withdrawn."""

    because = words(_("Why?"), ValuePublication, "withdrawn_because", rows=2, required=True)


class DraftForm(forms.Form):
    """The title and introduction of a page."""

    title = words(_("Title"), ValuePublication, "title", required=True)
    introduction = words(_("Introduction"), ValuePublication, "introduction", rows=5)


class PutUpForm(forms.Form):
    """A page is put up as it stands."""


class ApprovalForm(forms.Form):
    """Which text was read by who approves it."""

    checksum = forms.CharField(widget=forms.HiddenInput, max_length=64)
