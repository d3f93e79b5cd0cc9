"""Forms that ask for a goal, how concrete it is, where room is left, and how it fits the goals of others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    FocusArea,
    Goal,
    GoalComparison,
    GoalWording,
    OutsideGoal,
    RoomToExplore,
)
from vlechtwerk.domains.programme.models.goals import PARTS
from vlechtwerk.foundation.database.fields import longest


def _area(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _part(name: str, label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest(GoalWording, name), help_text=help_text)


class PartsForm(forms.Form):
    """The words of a goal, and its five parts; what stays empty is shown as open, which is no mistake."""

    text = forms.CharField(label=_("The goal"), widget=_area(3), max_length=longest(GoalWording, "text"))
    who = _part("who", _("Who"), _("Who does it, and with whom?"))
    what = _part("what", _("What"), _("What changes or comes to be?"))
    how_much = _part("how_much", _("How much"), _("How many, or how far?"))
    by_when = _part("by_when", _("By when"), _("The date or period."))
    how_known = _part("how_known", _("How we would know"), _("What would show that it is reached, or that it is not?"))

    def parts(self) -> dict[str, str]:
        """Return the parts that were filled in."""
        return {name: self.cleaned_data[name] for name in PARTS}


class GoalForm(PartsForm):
    """A goal, its level and place."""

    code = forms.CharField(label=_("Short code"), max_length=longest(Goal, "code"))
    level = forms.ChoiceField(label=_("Level"), choices=Goal.Level.choices, widget=forms.RadioSelect)
    horizon = forms.CharField(
        label=_("How far ahead?"),
        required=False,
        max_length=longest(Goal, "horizon"),
        help_text=_("Such as: until the end of 2027."),
    )
    focus_area = forms.ChoiceField(label=_("Of which focus area?"), required=False)
    activity = forms.ChoiceField(label=_("Or of which activity?"), required=False)
    parent = forms.ChoiceField(label=_("Which goal does it serve?"), required=False)

    field_order = ["code", "level", "horizon", "focus_area", "activity", "parent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = ((goal.code, goal.code) for goal in Goal.objects.all())
        self._offer("focus_area", [("", _("none")), *FocusArea.objects.values_list("code", "name")])
        self._offer("activity", [("", _("none")), *Activity.objects.values_list("code", "name")])
        self._offer("parent", [("", _("none")), *goals])

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class WordingForm(PartsForm):
    """A goal in other words, and why."""

    reason = forms.CharField(
        label=_("Why other words?"), widget=_area(), max_length=longest(GoalWording, "reason"),
        help_text=_("The wording so far stays readable."),
    )  # fmt: skip


class RoomForm(forms.Form):
    """Why a goal stays open for now, and when to look again."""

    reason = forms.CharField(
        label=_("Why does it stay open?"), widget=_area(), max_length=longest(RoomToExplore, "reason")
    )
    look_again_on = forms.DateField(label=_("Look again on"), widget=forms.DateInput(attrs={"type": "date"}))


class EndRoomForm(forms.Form):
    """What was learnt while a goal was left open."""

    reason = forms.CharField(
        label=_("What was learnt, or why does it end?"), widget=_area(), max_length=longest(RoomToExplore, "reason")
    )


class OutsideGoalForm(forms.Form):
    """A goal of a home organisation or another partnership."""

    code = forms.CharField(label=_("Short code"), max_length=longest(OutsideGoal, "code"))
    organisation = forms.ChoiceField(label=_("Whose goal is it?"), required=False)
    party = forms.CharField(
        label=_("Or the name of another party"), required=False, max_length=longest(OutsideGoal, "party")
    )
    text = forms.CharField(label=_("The goal"), widget=_area(3), max_length=longest(OutsideGoal, "text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.values_list("code", "name")
        self.fields["organisation"].choices = [("", _("another party")), *organisations]  # type: ignore[attr-defined]  # a choice field


class FitForm(forms.Form):
    """Whether a goal agrees or collides with one of someone else."""

    outside_goal = forms.ChoiceField(label=_("With which goal?"))
    fit = forms.ChoiceField(
        label=_("Do they go together?"), choices=GoalComparison.Fit.choices, widget=forms.RadioSelect
    )
    explanation = forms.CharField(
        label=_("In what?"), required=False, widget=_area(), max_length=longest(GoalComparison, "explanation")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outside = OutsideGoal.objects.select_related("organisation")
        self.fields["outside_goal"].choices = [(one.code, f"{one.whose}: {one.text[:90]}") for one in outside]  # type: ignore[attr-defined]  # a choice field
