"""Forms of the partnership; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import (
    Account,
    Appointment,
    Body,
    BodyNote,
    Decision,
    DecisionSubject,
    Department,
    Departure,
    LegalCapacity,
    Level,
    Mandate,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.foundation.database.fields import longest

# What a whole number in the database holds.
MOST = 2_147_483_647
NO_CHOICE = ("", _("none"))


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """Return a field that asks for a day."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _offer(form: forms.Form, name: str, choices: Any, *, optional: bool = False) -> None:
    offered = [NO_CHOICE, *choices] if optional else list(choices)
    form.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice field


class PersonForm(forms.Form):
    """Someone new, with the address at which they sign in."""

    name = forms.CharField(label=_("Name"), max_length=longest(Person, "name"))
    email = forms.EmailField(
        label=_("E-mail address to sign in with"),
        max_length=longest(Account, "email"),
        help_text=_("They set a password through “password forgotten”."),
    )


class AppointmentForm(forms.Form):
    """A function at an organisation."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    capacity = forms.ChoiceField(label=_("In which capacity?"), required=False)
    function = forms.ChoiceField(label=_("Function"), choices=Function.choices)
    title = forms.CharField(label=_("Title"), required=False, max_length=longest(Appointment, "title"))
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.OPERATIONAL)
    department = forms.ChoiceField(label=_("Department"), required=False)
    manager = forms.ChoiceField(label=_("Responsible manager"), required=False)
    appointed_from = day_field(_("From"))
    appointed_until = day_field(_("Until (not included)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", Organisation.objects.values_list("code", "name"))
        capacities = LegalCapacity.objects.select_related("organisation").order_by("organisation__name", "name")
        _offer(
            self,
            "capacity",
            [(str(item.id), f"{item.organisation.name}: {item.name}") for item in capacities],
            optional=True,
        )
        _offer(self, "department", Department.objects.values_list("code", "name"), optional=True)
        people = Person.objects.filter(loads_cases=False).order_by("name")
        _offer(self, "manager", [(str(person.id), person.name) for person in people], optional=True)


class EndAppointmentForm(forms.Form):
    """When an appointment ends, and why; the reason is a personnel record."""

    until = day_field(_("First day on which it no longer runs"))
    reason_kind = forms.ChoiceField(label=_("Why?"), choices=Departure.ReasonKind.choices)
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=longest(Departure, "explanation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the responsible manager reads this."),
    )


class SeatForm(forms.Form):
    """A seat in a body."""

    body = forms.ChoiceField(label=_("Body"))
    role = forms.ChoiceField(label=_("Role"), choices=Seat.Role.choices, initial=Seat.Role.MEMBER)
    seated_from = day_field(_("From"))
    seated_until = day_field(_("Until (not included)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "body", Body.objects.values_list("code", "name"))


class EndForm(forms.Form):
    """The day on which something ends."""

    until = day_field(_("First day on which it no longer runs"))


class MandateForm(forms.Form):
    """What a body or a person may decide, resting on a decision."""

    subject = forms.CharField(label=_("What may be decided?"), max_length=longest(Mandate, "subject"))
    kinds = forms.MultipleChoiceField(
        label=_("Of which kinds is that?"),
        required=False,
        choices=DecisionSubject.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With these the platform tells of each decision whether it is within the mandate."),
    )
    limit = forms.IntegerField(
        label=_("At most how much in one decision?"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("Of one kind only: days that a date moves, hours a week, or euros."),
    )
    limits = forms.CharField(
        label=_("Limits in words"),
        required=False,
        max_length=longest(Mandate, "limits"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = forms.ChoiceField(label=_("Held by the body"), required=False)
    person = forms.ChoiceField(label=_("or by the person"), required=False)
    granted_by = forms.ChoiceField(label=_("Granted by the decision"))
    mandated_from = day_field(_("From"), required=False)
    mandated_until = day_field(_("Until (not included)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "body", Body.objects.values_list("code", "name"), optional=True)
        people = Person.objects.filter(loads_cases=False).order_by("name")
        _offer(self, "person", [(str(person.id), person.name) for person in people], optional=True)
        taken = Decision.objects.filter(state=Decision.State.TAKEN)
        _offer(self, "granted_by", [(str(item.id), item.question) for item in taken], optional=True)


class QuestionForm(forms.Form):
    """A question that a body must decide."""

    question = forms.CharField(label=_("What must be decided?"), max_length=longest(Decision, "question"))
    body = forms.ChoiceField(
        label=_("By whom?"), required=False, help_text=_("Leave it open when it is not known who must decide.")
    )
    agreed_days = forms.IntegerField(
        label=_("Within how many days, as agreed?"), required=False, min_value=1, max_value=365
    )
    subject_kind = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        help_text=_("With this the platform says whether the body may decide it."),
    )
    size = forms.IntegerField(
        label=_("How much?"),
        required=False,
        min_value=1,
        max_value=MOST,
        help_text=_("Days that a date moves, hours a week, or euros; nothing for other subjects."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_known = ("", _("not known"))
        self.fields["body"].choices = [not_known, *Body.objects.values_list("code", "name")]  # type: ignore[attr-defined]  # a choice field
        _offer(self, "subject_kind", DecisionSubject.choices, optional=True)


class ForwardingForm(forms.Form):
    """To which body a question goes on; those that surely may decide it stand first."""

    body = forms.ChoiceField(label=_("To which body?"))

    def __init__(self, *args: Any, asked: Body | None, may: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sure = [(body.code, body.name) for body in may if body != asked]
        others = Body.objects.exclude(id__in=[*(body.id for body in may), *([asked.id] if asked else [])])
        groups = [(_("May decide this"), sure), (_("Others"), list(others.values_list("code", "name")))]
        _offer(self, "body", [group for group in groups if group[1]])


class TakingForm(forms.Form):
    """What is decided, and under which mandate."""

    result = forms.ChoiceField(label=_("Decision"), choices=Decision.Result.choices, widget=forms.RadioSelect)
    decided_on = day_field(_("Decided on"))
    mandate = forms.ChoiceField(label=_("Under which mandate?"), required=False)
    outcome = forms.CharField(label=_("Outcome"), required=False, max_length=longest(Decision, "outcome"))
    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=longest(Decision, "reasons"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, mandates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: list[Mandate] = list(mandates)
        # The only mandate is chosen already; without one the rule says what lacks.
        _offer(self, "mandate", [(str(item.id), item.subject) for item in found], optional=len(found) != 1)
        self.fields["mandate"].required = bool(found)


class NoteForm(forms.Form):
    """A note for those who sit in the body."""

    text = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 4}), max_length=longest(BodyNote, "text")
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: only a confirmation."""
