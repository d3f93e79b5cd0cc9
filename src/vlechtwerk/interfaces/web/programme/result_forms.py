"""Forms about results: what was produced, done and learnt; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Method,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    Product,
    ProductUse,
)
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.domains.programme.rules.results import LARGEST_COUNT
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.programme.forms import PreciseDateFormField


def words(label: Any, model: Any, name: str, *, rows: int = 0, required: bool = False, **more: Any) -> forms.CharField:
    """Return a field of text, as long as the field of the record; with `rows` it has more than one line."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=longest(model, name), widget=widget, **more)


class ProductForm(forms.Form):
    """Something that was produced."""

    title = words(_("What was produced?"), Product, "title", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Product.Kind.choices)
    about = words(_("What is in it, in a few lines"), Product, "about", rows=3)
    made_on = PreciseDateFormField(label=_("When was it ready?"), required=False)
    for_whom = words(_("For whom?"), Product, "for_whom")
    document_address = words(
        _("Address at which it can be read"),
        Product,
        "document_address",
        help_text=_("Begins with https://. Without an address, name below the source that tells of it."),
    )


class ProductUseForm(forms.Form):
    """Whether a product is used, and by whom."""

    in_use = forms.ChoiceField(
        label=_("Was it taken into use?"), choices=ProductUse.InUse.choices, widget=forms.RadioSelect
    )
    by_whom = words(_("By whom?"), ProductUse, "by_whom")
    used_from = PreciseDateFormField(label=_("Since when?"), required=False)
    explanation = words(_("Explanation"), ProductUse, "explanation", rows=2)


class ActionForm(forms.Form):
    """Something that was done."""

    title = words(_("What was done?"), Action, "title", required=True)
    done_on = PreciseDateFormField(label=_("When?"), required=False)
    with_whom = words(_("With whom?"), Action, "with_whom")


class CountForm(forms.Form):
    """A number that tells of an action."""

    definition = words(
        _("What is counted, exactly?"),
        ActionCount,
        "definition",
        required=True,
        help_text=_("Numbers are added up only when this is word for word the same."),
    )
    number = forms.IntegerField(label=_("How many"), min_value=0, max_value=LARGEST_COUNT)
    unit = words(_("Unit"), ActionCount, "unit", required=True)
    counted_from = PreciseDateFormField(label=_("From"), required=False)
    counted_until = PreciseDateFormField(label=_("Up to and including"), required=False)
    ground = forms.ChoiceField(
        label=_("How is it known?"), choices=ActionCount.CountedFrom.choices, widget=forms.RadioSelect
    )


class CorrectionForm(forms.Form):
    """The right number in the place of a wrong one."""

    number = forms.IntegerField(label=_("The right number"), min_value=0, max_value=LARGEST_COUNT)
    reason = words(_("What was wrong?"), ActionCount, "reason", required=True)


class MethodTextForm(forms.Form):
    """How a method is written."""

    does = words(_("What does it do?"), MethodVersion, "does", rows=3, required=True)
    when_to_use = words(_("When do you use it, and when not?"), MethodVersion, "when_to_use", rows=3)
    needs_data = words(_("Which data does it need?"), MethodVersion, "needs_data", rows=2)
    needs_people = words(_("Which people?"), MethodVersion, "needs_people", rows=2)
    needs_legal_basis = words(_("Which legal basis?"), MethodVersion, "needs_legal_basis", rows=2)
    needs_means = words(_("Which means?"), MethodVersion, "needs_means", rows=2)
    law_change = forms.ChoiceField(
        label=_("Must a law change first?"),
        choices=MethodVersion.LawChange.choices,
        initial=MethodVersion.LawChange.UNKNOWN,
        widget=forms.RadioSelect,
    )
    which_law = words(_("Which law, and how?"), MethodVersion, "which_law", rows=2)
    steps = words(_("Steps, one a line"), MethodVersion, "steps", rows=5)
    what_failed = words(_("What failed?"), MethodVersion, "what_failed", rows=3)

    def text(self) -> MethodText:
        """Return the text of the method."""
        return MethodText(**{name: self.cleaned_data[name] for name in MethodTextForm.base_fields})


class MethodForm(MethodTextForm):
    """A new method."""

    code = words(_("Short code"), Method, "code", required=True)
    title = words(_("How is it called?"), Method, "title", required=True)
    contact_function = words(
        _("Who can tell more?"), Method, "contact_function", help_text=_("A function, not a name.")
    )
    field_order = ("title", "code", "contact_function")


class MethodVersionForm(MethodTextForm):
    """Another version of a method."""

    change = words(_("What is other than before, and why?"), MethodVersion, "change", required=True)
    field_order = ("change",)


class TakeUpForm(forms.Form):
    """Which activity takes up a method, and why."""

    activity = forms.ChoiceField(label=_("Which activity takes it up?"))
    reason = words(_("Why?"), MethodUse, "reason", rows=3, required=True)
    used_from = PreciseDateFormField(label=_("Since when?"), required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = [("", _("choose")), *teams]  # type: ignore[attr-defined]  # a choice field


class TrialForm(forms.Form):
    """Who tried a method, here or elsewhere."""

    activity = forms.ChoiceField(label=_("In which activity?"), required=False)
    by_whom = words(_("Or by whom outside?"), MethodUse, "by_whom")
    used_from = PreciseDateFormField(label=_("Since when?"), required=False)

    def __init__(self, *args: Any, activities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = [("", _("none")), *activities]  # type: ignore[attr-defined]  # a choice field


class OutcomeForm(forms.Form):
    """What came of using a method."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=MethodOutcome.Outcome.choices, widget=forms.RadioSelect
    )
    because = words(_("Why?"), MethodOutcome, "because", rows=3, required=True)
    told_on = PreciseDateFormField(label=_("Of when is this?"), required=False)
