"""The forms of the learning agenda; what may happen is decided by the operations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    Insight,
    LearningPoint,
    LearningQuestion,
    LearningSession,
    ListedPoint,
    PointJudgement,
    PublishedClaim,
    QuestionLineage,
    SessionParticipant,
    SessionProposal,
    Trial,
    TrialLook,
)
from vlechtwerk.domains.evaluation.rules.agenda import QuestionTold
from vlechtwerk.domains.evaluation.rules.published import ClaimTold
from vlechtwerk.domains.evaluation.rules.sessions import MOST_CHOICES
from vlechtwerk.domains.partnership.models import Level, Person
from vlechtwerk.interfaces.web.programme.result_forms import words

Choices = Iterable[tuple[str, Any]]
LEVELS = [(level.value, level.label) for level in Level if level != Level.NOT_STATED]


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}), **more)


def people() -> Mapping[str, Person]:
    """Return who can have something, by identifier."""
    return {str(one.id): one for one in Person.objects.filter(loads_cases=False).order_by("name")}


def levels_of_form() -> forms.MultipleChoiceField:
    """Return a field for levels."""
    return forms.MultipleChoiceField(
        label=_("At which level?"), required=False, choices=LEVELS, widget=forms.CheckboxSelectMultiple
    )


class Chosen(forms.Form):
    """A form of which some fields choose among records; `known` holds these by the name of the field."""

    def __init__(self, *args: Any, known: Mapping[str, Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        for name, found in known.items():
            field = self.fields[name]
            first = [] if isinstance(field, forms.MultipleChoiceField) else [("", _("choose"))]
            field.choices = [*first, *((key, self.label_of(one)) for key, one in found.items())]  # type: ignore[attr-defined]  # a choice field

    @staticmethod
    def label_of(one: Any) -> str:
        """Return how a record is called in a list."""
        return str(getattr(one, "name", "") or getattr(one, "title", "") or one)

    def one(self, name: str) -> Any:
        """Return the record chosen, or nothing."""
        return self.known[name].get(self.cleaned_data.get(name, ""))


class PointForm(forms.Form):
    """A learning point."""

    title = words(_("What do we want to learn?"), LearningPoint, "title", required=True)
    code = words(_("Short code"), LearningPoint, "code", required=True)
    levels = levels_of_form()
    reason = words(_("Why?"), LearningPoint, "reason", rows=3)


class QuestionForm(Chosen):
    """A learning question: a dilemma, with level, owner and day."""

    code = words(_("Letter or number"), LearningQuestion, "code", required=True, help_text=_("A name, not a rank."))
    goal = words(
        _("Where do we want to go?"), LearningQuestion, "goal", rows=2, required=True,
        help_text=_("As a question: how do we make goals more concrete. Without a question mark."),
    )  # fmt: skip
    barrier = words(
        _("What stands in the way?"), LearningQuestion, "barrier", rows=2, required=True,
        help_text=_("It goes on after “while”: each service has goals of its own."),
    )  # fmt: skip
    levels = levels_of_form()
    point = forms.ChoiceField(label=_("Learning point"), required=False)
    raised_by = words(_("Who raised it?"), LearningQuestion, "raised_by", help_text=_("A group, not a name."))
    actions = forms.CharField(
        label=_("Small actions, one on a line"), required=False, max_length=1600,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Five at most, that the group can do by itself."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("What is it about, on the outcome map?"), required=False, max_length=220,
        help_text=_("Codes of activities or preconditions, such as A01, P1. Empty: the whole map."),
    )  # fmt: skip
    owner = forms.ChoiceField(
        label=_("Who has it?"), required=False, help_text=_("Needed before the version is adopted.")
    )
    comes_back_on = day_field(
        _("When does it come back?"), required=False, help_text=_("Needed before the version is adopted.")
    )

    def told(self) -> QuestionTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return QuestionTold(
            chosen["code"],
            chosen["goal"],
            chosen["barrier"],
            tuple(chosen["levels"]),
            chosen["raised_by"],
            tuple(line.strip() for line in chosen["actions"].splitlines() if line.strip()),
            tuple(chosen["about"].replace(",", " ").split()),
            self.one("point"),
            self.one("owner"),
            chosen["comes_back_on"],
        )


def _reason() -> forms.CharField:
    return words(_("Why?"), QuestionLineage, "reason", rows=2, required=True)


class ChangedQuestionForm(QuestionForm):
    """A question in other words, with the reason."""

    reason = _reason()


class MergedQuestionForm(QuestionForm):
    """One question in the place of several, with the reason."""

    merged = forms.MultipleChoiceField(label=_("Which questions go into it?"), widget=forms.CheckboxSelectMultiple)
    reason = _reason()
    field_order = ("merged",)

    @staticmethod
    def label_of(one: Any) -> str:
        """Return a question with its code."""
        return f"{one.code} {one.goal}" if isinstance(one, LearningQuestion) else Chosen.label_of(one)


class SplitQuestionForm(forms.Form):
    """Two questions in the place of one, with the reason; the rest they take over from it."""

    code_1 = words(_("Letter or number of the first"), LearningQuestion, "code", required=True)
    goal_1 = words(_("First: where do we want to go?"), LearningQuestion, "goal", rows=2, required=True)
    barrier_1 = words(_("First: what stands in the way?"), LearningQuestion, "barrier", rows=2, required=True)
    code_2 = words(_("Letter or number of the second"), LearningQuestion, "code", required=True)
    goal_2 = words(_("Second: where do we want to go?"), LearningQuestion, "goal", rows=2, required=True)
    barrier_2 = words(_("Second: what stands in the way?"), LearningQuestion, "barrier", rows=2, required=True)
    reason = _reason()

    def parts(self) -> list[tuple[str, str, str]]:
        """Return code, goal and barrier of both."""
        chosen = self.cleaned_data
        return [(chosen[f"code_{one}"], chosen[f"goal_{one}"], chosen[f"barrier_{one}"]) for one in (1, 2)]


class EndedQuestionForm(forms.Form):
    """How a question ends."""

    how = forms.ChoiceField(
        label=_("How does it end?"),
        choices=[("answered", _("It is answered")), ("dropped", _("We drop it"))],
        widget=forms.RadioSelect,
    )
    ending = words(_("The answer, or why we drop it"), LearningQuestion, "ending", rows=4, required=True)


class OwnerForm(Chosen):
    """Who has a question, and when it comes back."""

    owner = forms.ChoiceField(label=_("Who has it?"))
    comes_back_on = day_field(_("When does it come back?"))


class BegunVersionForm(Chosen):
    """In which session a version is written."""

    session = forms.ChoiceField(label=_("In which session?"), required=False)


class SessionForm(Chosen):
    """A session that is being prepared."""

    name = words(_("How is it called?"), LearningSession, "name", required=True)
    code = words(_("Short code"), LearningSession, "code", required=True)
    asks = words(_("What is put to the group?"), LearningSession, "asks", rows=2, required=True)
    held_on = day_field(_("On which day?"))
    choices_each = forms.IntegerField(
        label=_("How many proposals may each choose?"), min_value=1, max_value=MOST_CHOICES, initial=3
    )
    measurement = forms.ChoiceField(label=_("After which measurement?"), required=False)


class ParticipantForm(Chosen):
    """Someone who takes part."""

    person = forms.ChoiceField(
        label=_("Someone of the partnership"), required=False,
        help_text=_("One of these two is needed: someone of the partnership, or a name."),
    )  # fmt: skip
    name = words(_("Or the name of someone from outside"), SessionParticipant, "name")
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.NOT_STATED)
    # One of the two is needed: that neither is required by itself does not make them free.
    person.asked_by_rule = name.asked_by_rule = True  # type: ignore[attr-defined]  # read where a field is shown


class ProposalForm(forms.Form):
    """What someone proposes."""

    goal = words(
        _("Where do we want to go?"), SessionProposal, "goal", rows=2, required=True,
        help_text=_("As a question: how do we make goals more concrete. Without a question mark."),
    )  # fmt: skip
    barrier = words(
        _("What stands in the way?"), SessionProposal, "barrier", rows=2, required=True,
        help_text=_("It goes on after “while”: each service has goals of its own."),
    )  # fmt: skip


class MergedProposalsForm(ProposalForm):
    """Which proposals go together, and in which words."""

    others = forms.MultipleChoiceField(label=_("Which go together with it?"), widget=forms.CheckboxSelectMultiple)
    field_order = ("others",)

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].choices = list(others)  # type: ignore[attr-defined]  # a choice field


class InsightForm(Chosen):
    """What was observed, and what it taught."""

    observation = words(_("What did we observe?"), Insight, "observation", rows=3, required=True)
    text = words(_("What did it teach us?"), Insight, "text", rows=3, required=True)
    code = words(_("Short code"), Insight, "code", required=True)
    question = forms.ChoiceField(label=_("With which question does it help?"), required=False)
    session = forms.ChoiceField(label=_("In which session?"), required=False)

    @staticmethod
    def label_of(one: Any) -> str:
        """Return a question with its code."""
        return f"{one.code} {one.goal}" if isinstance(one, LearningQuestion) else Chosen.label_of(one)


class TrialForm(Chosen):
    """What is tried, where, until when, and how we would know."""

    activity = forms.ChoiceField(label=_("In which activity?"))
    what = words(_("What do we change?"), Trial, "what", rows=2, required=True)
    until_on = day_field(_("Until when?"))
    known_by = words(_("How would we know whether it works?"), Trial, "known_by", rows=2, required=True)
    owner = forms.ChoiceField(label=_("Who has it?"))


class LookForm(Chosen):
    """How a trial is looked at again; the last four only when it is changed."""

    saw = words(_("What did we see?"), TrialLook, "saw", rows=3, required=True)
    outcome = forms.ChoiceField(label=_("What do we do?"), choices=TrialLook.Outcome.choices, widget=forms.RadioSelect)
    session = forms.ChoiceField(label=_("In which session?"), required=False)
    what = words(_("If it changes: what do we change now?"), Trial, "what", rows=2)
    until_on = day_field(_("If it changes: until when?"), required=False)
    known_by = words(_("If it changes: how would we know?"), Trial, "known_by", rows=2)
    activity = forms.ChoiceField(label=_("If it changes: in which activity?"), required=False)


class ListedPointForm(Chosen):
    """A point for one of the two lists."""

    kind = forms.ChoiceField(label=_("On which list?"), choices=ListedPoint.Kind.choices, widget=forms.RadioSelect)
    text = words(_("The point"), ListedPoint, "text", rows=2, required=True)
    owner = forms.ChoiceField(label=_("Who has it?"))
    due_on = day_field(_("By when?"))
    groups = forms.MultipleChoiceField(
        label=_("Which groups named it?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("The same groups judge it next time."),
    )  # fmt: skip


class JudgementForm(Chosen):
    """How a group judges a point in a later measurement."""

    measurement = forms.ChoiceField(label=_("In which measurement?"))
    group = forms.ChoiceField(label=_("Which group?"))
    verdict = forms.ChoiceField(
        label=_("How does it stand?"), choices=PointJudgement.Verdict.choices, widget=forms.RadioSelect
    )
    note = words(_("Note"), PointJudgement, "note", rows=2)


class ClaimForm(forms.Form):
    """A claim as a source gives it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=PublishedClaim.Kind.choices)
    code = words(_("Short code"), PublishedClaim, "code", required=True)
    text = words(_("What does the source say? In your own words"), PublishedClaim, "text", rows=2, required=True)
    quoted = words(
        _("Word of the source for the amount"), PublishedClaim, "quoted",
        help_text=_("As it stands there, such as “nearly all”. Its scale is not known, and no count is made of it."),
    )  # fmt: skip
    without_amount = forms.BooleanField(label=_("That word does not say how many"), required=False)
    said_in = forms.ChoiceField(
        label=_("Where was it said?"), choices=PublishedClaim.SaidIn.choices, initial=PublishedClaim.SaidIn.MIXED
    )
    note = words(_("Note"), PublishedClaim, "note", rows=2)

    def told(self) -> ClaimTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return ClaimTold(
            chosen["code"],
            chosen["text"],
            chosen["quoted"],
            not chosen["without_amount"],
            chosen["kind"],
            chosen["said_in"],
            chosen["note"],
        )
