"""Forms about the surroundings; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import (
    Agreement,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Reach,
    Theme,
)
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.programme.forms import PreciseDateFormField

NO_CHOICE = ("", _("none"))


def _words(label: Any, model: Any, name: str, *, rows: int = 0, required: bool = False, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=longest(model, name), widget=widget, **more)


class OutsideBodyForm(forms.Form):
    """A body that is not known yet."""

    name = _words(_("Name"), Organisation, "name", required=True)
    code = _words(_("Short code"), Organisation, "code", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=OutsideBody.Kind.choices)
    reach = forms.ChoiceField(label=_("Level"), choices=Reach.choices, initial=Reach.NOT_STATED)
    region = _words(_("Region"), OutsideBody, "region")
    contact_function = _words(
        _("Whom to ask for"), OutsideBody, "contact_function", help_text=_("A function, not a name.")
    )
    role = forms.CharField(
        label=_("What is it for, in a line?"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ThemeForm(forms.Form):
    """A theme by which it is told who does what."""

    name = _words(_("Name"), Theme, "name", required=True)
    code = _words(_("Short code"), Theme, "code", required=True)


class OutsideRoleForm(forms.Form):
    """What a body does on a theme."""

    theme = forms.ChoiceField(label=_("Theme"))
    what = _words(_("What do they do?"), OutsideRole, "what", required=True)
    reach = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("as the body")), *Reach.choices])
    region = _words(_("Region"), OutsideRole, "region")
    since = PreciseDateFormField(label=_("Since when?"), required=False)
    until = PreciseDateFormField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = list(Theme.objects.values_list("code", "name"))  # type: ignore[attr-defined]  # a choice field


class PositionForm(forms.Form):
    """How we relate to a body."""

    position = forms.ChoiceField(
        label=_("How do we relate to them?"), choices=OutsidePosition.Position.choices, widget=forms.RadioSelect
    )
    explanation = _words(_("Explain it"), OutsidePosition, "explanation", rows=3, required=True)
    said_on = PreciseDateFormField(label=_("Of when is this?"), required=False)


class AgreementForm(forms.Form):
    """What was agreed, with whom."""

    title = _words(_("Title"), Agreement, "title", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Agreement.Kind.choices)
    bodies = forms.MultipleChoiceField(label=_("With whom?"), widget=forms.CheckboxSelectMultiple)
    about = _words(_("About what?"), Agreement, "about", rows=3)
    agreed_from = PreciseDateFormField(label=_("From"), required=False)
    agreed_until = PreciseDateFormField(label=_("Until (not included)"), required=False)
    document_address = _words(_("Address at which it can be read"), Agreement, "document_address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = OutsideBody.objects.order_by("organisation__name")
        self.fields["bodies"].choices = list(bodies.values_list("organisation__code", "organisation__name"))  # type: ignore[attr-defined]  # a choice field


class OwnThemeForm(forms.Form):
    """Which of our own works on a theme."""

    theme = forms.ChoiceField(label=_("Theme"))
    focus_area = forms.ChoiceField(label=_("Focus area"), required=False)
    activity = forms.ChoiceField(label=_("Or activity"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "theme": list(Theme.objects.values_list("code", "name")),
            "focus_area": [NO_CHOICE, *FocusArea.objects.values_list("code", "name")],
            "activity": [NO_CHOICE, *Activity.objects.order_by("order").values_list("code", "name")],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class ActivityAgreementForm(forms.Form):
    """Which activity works under which agreement."""

    activity = forms.ChoiceField(label=_("Activity"))
    agreement = forms.ChoiceField(label=_("Agreement"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activities = list(Activity.objects.order_by("order").values_list("code", "name"))
        self.fields["activity"].choices = activities  # type: ignore[attr-defined]  # a choice field
        agreements = [(str(item.id), item.title) for item in Agreement.objects.all()]
        self.fields["agreement"].choices = agreements  # type: ignore[attr-defined]  # a choice field
