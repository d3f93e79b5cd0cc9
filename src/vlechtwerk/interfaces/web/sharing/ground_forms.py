"""Forms about purposes, covenants and the log; what may happen is decided by the operation."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Appointment, Decision, Level
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.domains.sharing.models.purposes import CATEGORIES
from vlechtwerk.domains.sharing.rules import LOG_GROUNDS, SIX_FACTS
from vlechtwerk.interfaces.web.words import say_capacity

Asked = TypeVar("Asked", bound=forms.Field)


def _day(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _text(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    return asked_by_rule(
        forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)
    )


def asked_by_rule(field: Asked) -> Asked:
    """Leave it to the operation to say that a field lacks, with its article; the page does not call it optional."""
    field.asked_by_rule = True  # type: ignore[attr-defined]  # read by the tag that shows a field
    return field


class OpenPurposeForm(forms.Form):
    """A purpose, before it is laid down in writing."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.SlugField(
        label=_("Short name in the address"), max_length=40, help_text=_("Small letters and hyphens: lab-waterweg.")
    )
    kind = forms.ChoiceField(label=_("What does it serve?"), choices=Purpose.Kind.choices, widget=forms.RadioSelect)
    opened_on = _day(_("Opened on"), help_text=_("From this day there are seven days to lay it down in writing."))
    serves_customs_law = forms.BooleanField(label=_("It carries out customs law (ADW article 1:33)"), required=False)


class StatePurposeForm(forms.Form):
    """The written statement: the fields of Wpg article 13(4), and no others."""

    aim = _text(_("What are the data needed for?"))
    persons = _text(_("About which kinds of persons?"), help_text=_("For example suspects, victims, third parties."))
    kinds_of_data = _text(_("Which kinds of data?"))
    ends_on = asked_by_rule(
        _day(_("When does it end?"), required=False, help_text=_("From this day nothing is read in it any more."))
    )


class DpiaForm(forms.Form):
    """The impact assessment of a purpose."""

    reference = asked_by_rule(
        forms.CharField(label=_("Where is it found?"), max_length=200, required=False, help_text=_("Name and version."))
    )
    dpia_on = _day(_("Of which day?"))
    categories = asked_by_rule(
        forms.MultipleChoiceField(
            label=_("Which data does it cover?"),
            choices=CATEGORIES,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    )


class AuthoriseForm(forms.Form):
    """Someone who may read in a purpose, in one of their appointments."""

    appointment = forms.ChoiceField(label=_("Who, and in which capacity?"))
    role = forms.ChoiceField(
        label=_("As what?"),
        choices=Authorisation.Role.choices,
        initial=Authorisation.Role.READER,
        widget=forms.RadioSelect,
    )
    authorised_from = _day(_("From"))
    authorised_until = _day(_("Until (not included)"), required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = (
            Appointment.objects.filter(running_on(today, "appointed_from", "appointed_until"))
            .select_related("person", "organisation", "capacity")
            .order_by("person__name", "organisation__name")
        )
        field: Any = self.fields["appointment"]
        # Nobody is chosen already: who may read is never an oversight.
        field.choices = [("", ""), *((str(item.id), _appointment_words(item)) for item in running)]


def _appointment_words(appointment: Appointment) -> str:
    parts = [appointment.organisation.name, appointment.title or appointment.get_function_display()]
    if appointment.capacity:
        parts.append(say_capacity(appointment.capacity.name))
    return f"{appointment.person.name}: {', '.join(parts)}"


class EndAuthorisationForm(forms.Form):
    """The day from which someone is no longer authorised."""

    until = _day(_("Last day (not included)"))


class SuspendForm(forms.Form):
    """Why someone is suspended in every purpose."""

    because = asked_by_rule(
        forms.CharField(
            label=_("Why?"), required=False, max_length=300, help_text=_("Everyone who opens the purpose reads this.")
        )
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: only a confirmation."""


class CovenantForm(forms.Form):
    """The decision behind a covenant, and the six facts that it records (Wpg article 20(2))."""

    name = forms.CharField(label=_("Name"), max_length=120)
    decision = forms.ChoiceField(
        label=_("By which decision of the steering body?"), help_text=_("Only decisions that were taken.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Decision.objects.filter(state=Decision.State.TAKEN, body__level=Level.STRATEGIC)
        yes = taken.exclude(result=Decision.Result.NO)
        field: Any = self.fields["decision"]
        field.choices = [("", _("Choose")), *((str(item.id), item.question) for item in yes)]
        for fact, words in SIX_FACTS.items():
            self.fields[fact] = _text(str(words).capitalize(), rows=2)
        self.fields["exemption"] = asked_by_rule(
            forms.CharField(
                label=_("Exemption from tax secrecy by the Minister"),
                max_length=200,
                required=False,
                help_text=_("The model covenant speaks of fiscal data; without it those clauses have no force."),
            )
        )
        self.fields["exemption_on"] = asked_by_rule(_day(_("Date of the exemption"), required=False))


class LogForm(forms.Form):
    """For what the log is read; the grounds are those of Wpg article 32a(2), and no others."""

    ground = asked_by_rule(
        forms.ChoiceField(
            label=_("On which ground do you read the log?"),
            choices=list(LOG_GROUNDS.items()),
            required=False,
            widget=forms.RadioSelect,
            help_text=_("Wpg article 32a(2) knows these four, and no others."),
        )
    )
    reason = _text(
        _("Why, in your own words?"), rows=2, max_length=500, help_text=_("It stands in the log beside your name.")
    )
