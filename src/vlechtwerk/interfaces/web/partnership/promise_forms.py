"""Forms of advice and promises; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import (
    Advice,
    Body,
    Decision,
    Level,
    Organisation,
    Person,
    Promise,
    PromiseStep,
)
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.web.partnership.forms import NO_CHOICE, day_field
from vlechtwerk.interfaces.web.programme.forms import PreciseDateFormField


def _choose(form: forms.Form, name: str, choices: Any, *, optional: bool = True) -> None:
    form.fields[name].choices = [*([NO_CHOICE] if optional else []), *choices]  # type: ignore[attr-defined]  # a choice field


def _taken() -> Any:
    taken = Decision.objects.filter(state=Decision.State.TAKEN).order_by("-decided_latest")
    return [(str(item.id), item.question) for item in taken]


class AdviceQuestionForm(forms.Form):
    """What advice is asked about, of whom, for whom and by when."""

    question = forms.CharField(label=_("What is advice asked about?"), max_length=longest(Advice, "question"))
    body = forms.ChoiceField(label=_("Of which advisory body?"))
    asking_body = forms.ChoiceField(
        label=_("For which body?"), required=False, help_text=_("Leave it open when you ask for yourself.")
    )
    due_on = day_field(_("Wanted by"), required=False)
    decision = forms.ChoiceField(label=_("For which question that must be decided?"), required=False)
    activity = forms.ChoiceField(label=_("About which activity?"), required=False)

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advisory = Body.objects.filter(level=Level.ADVISORY).values_list("code", "name")
        _choose(self, "body", advisory, optional=False)
        _choose(self, "asking_body", seats)
        waiting = Decision.objects.filter(state=Decision.State.ASKED)
        _choose(self, "decision", [(str(item.id), item.question) for item in waiting])
        _choose(self, "activity", Activity.objects.order_by("order", "code").values_list("code", "name"))


class DraftForm(forms.Form):
    """A draft of an advice."""

    text = forms.CharField(
        label=_("Draft"), widget=forms.Textarea(attrs={"rows": 8}), max_length=longest(Advice, "text")
    )


class GivingForm(forms.Form):
    """The advice itself."""

    text = forms.CharField(
        label=_("Advice"), widget=forms.Textarea(attrs={"rows": 8}), max_length=longest(Advice, "text")
    )
    given_on = day_field(_("Given on"), initial=timezone.localdate)


class WeighingForm(forms.Form):
    """Whether an advice was followed, and why."""

    followed = forms.ChoiceField(
        label=_("Was the advice followed?"), choices=Advice.Followed.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=longest(Advice, "why"),
        help_text=_("Needed when it is not followed in full."),
    )
    decision = forms.ChoiceField(label=_("In which decision?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "decision", _taken())


class PromiseForm(forms.Form):
    """What was promised, to whom, by whom and for when."""

    text = forms.CharField(
        label=_("What was promised?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=longest(Promise, "text")
    )
    recipient = forms.ChoiceField(label=_("To whom?"), choices=Promise.Recipient.choices)
    organisation = forms.ChoiceField(label=_("Which organisation is that?"), required=False)
    made_by = forms.CharField(
        label=_("Who promised it?"),
        required=False,
        max_length=longest(Promise, "made_by"),
        help_text=_("As it is said outside: the minister, the director."),
    )
    made_on = PreciseDateFormField(label=_("When was it promised?"), required=False)
    due_on = PreciseDateFormField(label=_("For when?"), required=False)
    responsible = forms.ChoiceField(label=_("Who sees to it?"), required=False)
    activity = forms.ChoiceField(label=_("About which activity?"), required=False)
    focus_area = forms.ChoiceField(label=_("About which goal?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(loads_cases=False).order_by("name")
        _choose(self, "organisation", Organisation.objects.values_list("code", "name"))
        _choose(self, "responsible", [(str(person.id), person.name) for person in people])
        _choose(self, "activity", Activity.objects.order_by("order", "code").values_list("code", "name"))
        areas = FocusArea.objects.all()
        _choose(self, "focus_area", [(area.code, area.name) for area in areas])


class PromiseStepForm(forms.Form):
    """What became of a promise."""

    kind = forms.ChoiceField(label=_("What became of it?"), choices=PromiseStep.Kind.choices, widget=forms.RadioSelect)
    occurred_on = PreciseDateFormField(label=_("When?"))
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=longest(PromiseStep, "reason"),
        help_text=_("Needed unless it was kept."),
    )
    due_on = PreciseDateFormField(label=_("New date, when it is moved"), required=False)
    decision = forms.ChoiceField(
        label=_("By which decision is it moved?"),
        required=False,
        help_text=_("A date that was promised moves only by a decision that was taken."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "decision", _taken())
