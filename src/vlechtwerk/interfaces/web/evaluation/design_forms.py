"""Forms about the design of an evaluation; what may happen is decided by the operation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
)
from vlechtwerk.domains.evaluation.queries.plan import MethodInPlan, Part
from vlechtwerk.domains.evaluation.rules.design import MethodTold, PartsTold
from vlechtwerk.interfaces.web.programme.forms import PreciseDateFormField
from vlechtwerk.interfaces.web.programme.result_forms import words

# What a column of whole numbers holds.
MOST = 2_147_483_647


class EvaluationForm(forms.Form):
    """A new evaluation."""

    title = words(_("What is evaluated?"), Evaluation, "title", required=True)
    code = words(
        _("Short code"), Evaluation, "code", required=True, help_text=_("Letters and digits, such as EV1. It stays.")
    )
    kind = words(_("What sort of evaluation is it?"), Evaluation, "kind", rows=4)


class EvaluatorForm(forms.Form):
    """Who becomes evaluator."""

    person = forms.ChoiceField(label=_("Who?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("choose")), *people]  # type: ignore[attr-defined]  # a choice field


class EndOfRoleForm(forms.Form):
    """From when on someone is no evaluator any more."""

    until = forms.DateField(
        label=_("First day on which this is no evaluator any more"), widget=forms.DateInput(attrs={"type": "date"})
    )


class AimForm(forms.Form):
    """What the evaluation is meant to give insight in."""

    text = words(_("In what is it meant to give insight?"), EvaluationAim, "text", rows=2, required=True)


class QuestionForm(forms.Form):
    """A question as it stands."""

    text = words(_("The question"), EvaluationQuestion, "text", rows=3, required=True)
    brought_in_by = words(
        _("Who brought it in?"), EvaluationQuestion, "brought_in_by", help_text=_("A group, not a name of someone.")
    )


class NewQuestionForm(QuestionForm):
    """A new question."""

    code = words(_("Short code"), EvaluationQuestion, "code", required=True)
    field_order = ("code",)


class MeasurementForm(forms.Form):
    """A time at which the evaluation looks."""

    name = words(_("How is it called?"), Measurement, "name", required=True)
    focus = words(_("What does it look at?"), Measurement, "focus", rows=3)
    measured_from = PreciseDateFormField(label=_("From"), required=False)
    measured_to = PreciseDateFormField(label=_("Up to and including"), required=False)

    def told(self) -> dict[str, Any]:
        """Return what the operations take."""
        chosen = self.cleaned_data
        period = (chosen["measured_from"], chosen["measured_to"])
        return {"name": chosen["name"], "focus": chosen["focus"], "period": period}


class GroupForm(forms.Form):
    """A group as it is called."""

    name = words(_("Who are they?"), EvaluationGroup, "name", required=True)


class NewGroupForm(GroupForm):
    """A new group."""

    code = words(_("Short code"), EvaluationGroup, "code", required=True)
    field_order = ("code",)


class MethodForm(forms.Form):
    """A method, and what came in by it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PlannedMethod.Kind.choices)
    name = words(_("How is it called?"), PlannedMethod, "name", required=True)
    asked = forms.IntegerField(
        label=_("How many are asked?"), required=False, min_value=0, max_value=MOST,
        help_text=_("People, or conversations: say in the note which."),
    )  # fmt: skip
    came_in = forms.IntegerField(label=_("How many came in?"), required=False, min_value=0, max_value=MOST)
    note = words(_("Note"), PlannedMethod, "note", rows=2)

    def told(self) -> MethodTold:
        """Return what the operations take."""
        return MethodTold(**{name: self.cleaned_data[name] for name in ("kind", "name", "asked", "came_in", "note")})


class NewMethodForm(MethodForm):
    """A new method."""

    code = words(_("Short code"), PlannedMethod, "code", required=True)
    field_order = ("code",)


PARTS = {
    Part.NOT_ASKED: _("is not asked"),
    Part.PLANNED: _("is asked, not known yet whether they take part"),
    Part.TOOK_PART: _("took part"),
    Part.DID_NOT: _("was asked and did not take part"),
}


class PartsForm(forms.Form):
    """Of each group whether a method asks it."""

    def __init__(self, *args: Any, groups: Iterable[EvaluationGroup], method: MethodInPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        for group in self.groups:
            self.fields[f"group_{group.code}"] = forms.ChoiceField(
                label=group.name, choices=[(part.value, words) for part, words in PARTS.items()],
                initial=method.part_of(group).value,
            )  # fmt: skip

    def told(self) -> PartsTold:
        """Return what the operation takes."""

        def chosen(part: Part) -> list[EvaluationGroup]:
            return [group for group in self.groups if self.cleaned_data[f"group_{group.code}"] == part]

        return PartsTold(chosen(Part.PLANNED), chosen(Part.TOOK_PART), chosen(Part.DID_NOT))


class ServesForm(forms.Form):
    """Which questions a method serves."""

    questions = forms.MultipleChoiceField(
        label=_("Which questions does it help to answer?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, questions: Iterable[EvaluationQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(questions)
        choices = [(question.code, f"{question.code}: {question.text}") for question in self.known]
        self.fields["questions"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def told(self) -> list[EvaluationQuestion]:
        """Return what the operation takes."""
        return [question for question in self.known if question.code in self.cleaned_data["questions"]]
