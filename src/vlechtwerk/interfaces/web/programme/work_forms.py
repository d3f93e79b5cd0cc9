"""Forms of the work of every day: tasks, remarks, what is told, and steps."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.queries import people_on
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStep,
    Milestone,
    Remark,
    Task,
    TaskChange,
)
from vlechtwerk.domains.programme.queries.work import intended_without_task
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, longest
from vlechtwerk.foundation.evidence.models import GROUNDS
from vlechtwerk.interfaces.web.programme.forms import DATE_HELP, PreciseDateFormField

Choices = list[tuple[str, Any]]
WITHOUT_A_DATE = _("Without a date it counts on the day of the document that tells it, or else on today.")


def people_to_choose() -> Choices:
    """Return who takes part today, by name."""
    return [(str(person.id), person.name) for person in people_on(timezone.localdate())]


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class OwnerForm(forms.Form):
    """Who has a task, and by when it is done."""

    owner = forms.ChoiceField(label=_("Who does it?"))
    due_on = forms.DateField(label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "owner", [("", _("choose")), *people_to_choose()])

    @property
    def chosen_owner(self) -> Person:
        """Return who was chosen; the field offers people who are there."""
        return Person.objects.get(id=self.cleaned_data["owner"])


class TaskForm(OwnerForm):
    """What someone has to do for an activity, and what it comes from."""

    title = forms.CharField(label=_("What has to be done?"), max_length=longest(Task, "title"))
    entry = forms.ChoiceField(label=_("From which intention?"), required=False)
    milestone = forms.ChoiceField(label=_("For which date?"), required=False)

    field_order = ("title", "owner", "due_on", "milestone", "entry")

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        intended = intended_without_task(activity, timezone.localdate())
        _choose(self, "entry", [("", _("none")), *((str(item.id), item.text[:90]) for item in intended)])
        dates = Milestone.objects.filter(activity=activity)
        _choose(self, "milestone", [("", _("none")), *((str(item.id), item.title) for item in dates)])


class GiveOnForm(OwnerForm):
    """Who gets a task, or another date."""

    note = forms.CharField(label=_("Why?"), required=False, max_length=longest(TaskChange, "note"))


class EndTaskForm(forms.Form):
    """Whether a task is done, or dropped and why."""

    state = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[(TaskChange.State.DONE.value, _("Done")), (TaskChange.State.DROPPED.value, _("Dropped"))],
        widget=forms.RadioSelect,
        initial=TaskChange.State.DONE.value,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=longest(TaskChange, "note"), help_text=_("Dropped? Then say why.")
    )


class RemarkForm(forms.Form):
    """A comment or a note, and who is told of it."""

    text = forms.CharField(
        label=_("What do you want to say?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=longest(Remark, "text"),
        help_text=_("Write @ before a name to tell someone, or choose them below."),
    )
    mentioned = forms.MultipleChoiceField(
        label=_("Also tell"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    team_only = forms.BooleanField(label=_("A note, for the team and the director only"), required=False)

    def __init__(self, *args: Any, may_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "mentioned", people_to_choose())
        if not may_note:
            del self.fields["team_only"]


class EntryForm(forms.Form):
    """What was done, said, prepared or found, when, and on which ground."""

    kind = forms.ChoiceField(label=_("What do you tell?"), choices=ActivityEntry.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("What was it?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST_TEXT)
    occurred_on = PreciseDateFormField(
        label=_("When?"), required=False, help_text=format_lazy("{} {}", DATE_HELP, WITHOUT_A_DATE)
    )
    ground = forms.ChoiceField(
        label=_("On which ground?"),
        choices=[("", _("choose")), *GROUNDS],
        help_text=_("What your team tells of its own work is self-report. What was counted or measured has a source."),
    )


class StepForm(forms.Form):
    """In which step an activity is, and since when."""

    step = forms.ChoiceField(label=_("Which step?"), choices=ActivityStep.Step.choices, widget=forms.RadioSelect)
    started_on = PreciseDateFormField(label=_("Since when?"))


class EndStepForm(forms.Form):
    """Since when an activity is no longer in a step."""

    ended_on = PreciseDateFormField(label=_("Until when?"))
