"""Forms about rounds; what may happen is decided by the operation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, InstrumentVersion, Respondent
from vlechtwerk.domains.evaluation.queries.rounds import Population
from vlechtwerk.domains.evaluation.rules.promises import warnings_about
from vlechtwerk.domains.evaluation.rules.rounds import NOTED_BY_EVALUATORS, Asked, RoundPlan
from vlechtwerk.domains.partnership.models import Body, Level, Organisation
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.foundation.database.fields import longest

DAY = {"type": "date"}
# What is filled in first: the form is there to be changed.
TIME_TO_ANSWER = timedelta(days=14)
# Levels at which someone can be asked; the last says that it is not known.
LEVELS = [(level.value, level.label) for level in Level if level is not Level.NOT_STATED]


class RoundForm(forms.Form):
    """What a round promises and asks."""

    name = forms.CharField(
        label=_("Name, as respondents read it"), max_length=longest(EvaluationRound, "name"),
        help_text=_("For instance: How is the cooperation going?"),
    )  # fmt: skip
    version = forms.ChoiceField(label=_("Which statements?"), help_text=_("Only fixed versions can be asked."))
    measurement = forms.ChoiceField(label=_("Of which measurement?"), required=False)
    promise = forms.ChoiceField(
        label=_("What is promised?"), choices=EvaluationRound.Promise.choices, widget=forms.RadioSelect,
        initial=EvaluationRound.Promise.ANONYMOUS,
        help_text=_(
            "Either way the evaluators see who answered. Anonymous: nobody can look up whose answers are whose, and "
            "nobody can be followed over rounds. Confidential: the evaluators read each form under a number, and can "
            "follow someone by it. It never changes after the round has opened."
        ),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=_("Smallest group shown"), min_value=LEAST_THRESHOLD, max_value=MOST_THRESHOLD, initial=THRESHOLD,
        help_text=_("Of fewer people nothing is shown."),
    )  # fmt: skip
    breakdowns = forms.MultipleChoiceField(
        label=_("By what are results told apart?"), choices=Breakdown.choices, required=False,
        initial=[Breakdown.LEVEL], widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "In a small round, choose one: so that nobody can be worked out, each further choice hides groups of those "
            "before it. In an anonymous round it is either groups or forms: with a choice here, only counts are kept "
            "after closing; without one, the evaluators can read and export whole forms, without names."
        ),
    )  # fmt: skip
    closes_on = forms.DateField(label=_("Last day to answer"), widget=forms.DateInput(attrs=DAY))
    language = forms.ChoiceField(label=_("Language of the mail"), choices=[("nl", _("Dutch")), ("en", _("English"))])
    invitation = forms.CharField(
        label=_("Own words in the invitation"), required=False, max_length=longest(EvaluationRound, "invitation"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is promised and where that ends stands in every invitation; you need not write it."),
    )  # fmt: skip
    partial_from = forms.IntegerField(
        label=_("Partial from this share of the statements, in per cent"), min_value=1, max_value=99, initial=50
    )
    complete_above = forms.IntegerField(
        label=_("Complete above this share, in per cent"), min_value=1, max_value=99, initial=80
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {
            str(one.id): one
            for one in InstrumentVersion.objects.filter(
                instrument__evaluation=evaluation, state=InstrumentVersion.State.FIXED
            ).select_related("instrument__evaluation")
        }
        self.measurements = {str(one.id): one for one in evaluation.measurements.all()}
        self.fields["version"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{one.instrument.name_nl} ({one.instrument.code}, {one.number})")
            for key, one in self.versions.items()
        ]
        self.fields["measurement"].choices = [  # type: ignore[attr-defined]  # as above
            ("", _("none")),
            *((key, one.name) for key, one in self.measurements.items()),
        ]

    @property
    def plan(self) -> RoundPlan:
        """Return what was filled in, without the code."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "code"}
        told["version"] = self.versions[told["version"]]
        told["measurement"] = self.measurements.get(told["measurement"])
        return RoundPlan(**told)

    @property
    def warnings(self) -> list[str]:
        """Return what to know before an anonymous round asks one of the versions that can be chosen."""
        versions = list(self.versions.values())
        return warnings_about(versions[0].instrument.evaluation, *versions) if versions else []


class PrepareForm(RoundForm):
    """A round that is not there yet."""

    code = forms.SlugField(
        label=_("Code"), max_length=longest(EvaluationRound, "code"), help_text=_("Short, for instance T1.")
    )

    field_order = ("code",)

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, evaluation=evaluation, **kwargs)
        # Two promises for one list of statements make the anonymous one weaker.
        last = EvaluationRound.objects.filter(evaluation=evaluation).order_by("made_at").last()
        if last is not None:
            self.initial.setdefault("promise", last.promise)
        self.initial.setdefault("closes_on", (timezone.localdate() + TIME_TO_ANSWER).isoformat())
        self.initial.setdefault("measurement", next(reversed(self.measurements), ""))


class GroupFields(forms.Form):
    """Body, level and organisation, each by its code."""

    body = forms.ChoiceField(label=_("Body"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.code: one for one in Body.objects.all()}
        self.organisations = {one.code: one for one in Organisation.objects.all()}
        for name, known in (("body", self.bodies), ("organisation", self.organisations)):
            self.fields[name].choices = [("", "–"), *((code, one.name) for code, one in known.items())]  # type: ignore[attr-defined]  # choice fields
        self.fields["level"].choices = [("", "–"), *LEVELS]  # type: ignore[attr-defined]  # as above

    @property
    def population(self) -> Population:
        """Return how people are narrowed."""
        chosen = self.cleaned_data
        return Population(
            self.bodies.get(chosen["body"]), chosen["level"], self.organisations.get(chosen["organisation"])
        )


class PeopleForm(forms.Form):
    """Which of the people found are asked."""

    people = forms.MultipleChoiceField(
        label=_("People of the project"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, found: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(one.person.id): one for one in found if one.person is not None}
        self.fields["people"].choices = [(key, words_of(one)) for key, one in self.found.items()]  # type: ignore[attr-defined]  # as above

    @property
    def chosen(self) -> list[Asked]:
        """Return who was chosen."""
        return [self.found[key] for key in self.cleaned_data["people"]]


def words_of(one: Asked) -> str:
    """Say who someone is, to choose from."""
    parts = [one.organisation.name if one.organisation else "", str(Level(one.level).label)]
    parts.append(one.body.name if one.body else "")
    return f"{one.name} ({', '.join(part for part in parts if part)})"


class OutsiderForm(GroupFields):
    """Someone without an account, or with another address."""

    name = forms.CharField(label=_("Name"), max_length=longest(Respondent, "name"))
    email = forms.EmailField(label=_("E-mail address"))

    field_order = ("name", "email")

    @property
    def asked(self) -> Asked:
        """Return who was filled in."""
        chosen = self.cleaned_data
        return Asked(
            chosen["name"],
            chosen["email"],
            chosen["level"] or Level.NOT_STATED,
            self.organisations.get(chosen["organisation"]),
            self.bodies.get(chosen["body"]),
        )


class NoteForm(forms.Form):
    """Why someone does not answer."""

    noted = forms.ChoiceField(
        label=_("What is noted?"),
        choices=[(noted, label) for noted, label in Respondent.Noted.choices if noted in NOTED_BY_EVALUATORS],
        required=False,
        widget=forms.RadioSelect,
    )


class ProlongForm(forms.Form):
    """Until when people can answer."""

    closes_on = forms.DateField(label=_("New last day"), widget=forms.DateInput(attrs=DAY))


class CloseForm(forms.Form):
    """Whether a round closes earlier than people were told, and without the answers that nobody can read."""

    early = forms.BooleanField(label=_("I close it earlier than people were told"), required=False)
    without_answers = forms.BooleanField(label=_("The key is lost for good: close without the answers"), required=False)
