"""Forms that ask what a change of the programme rests on; what may happen is decided by the operation."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.evidence import DAY_MONTH, PUBLISHED_FIGURE, ROUND_STATEMENT, identifier_of
from vlechtwerk.domains.evaluation.models import PublishedFigure
from vlechtwerk.domains.evaluation.queries.evidence_of_rounds import say_statement
from vlechtwerk.domains.evaluation.queries.evidence_of_ticks import shown_in_months
from vlechtwerk.domains.evaluation.queries.round_statements import StatementInRound, statements_in_rounds
from vlechtwerk.domains.evaluation.queries.ticks import months_over
from vlechtwerk.domains.evaluation.queries.ticks_in_words import say_group, say_month
from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.programme.evidence import DOCUMENT, STATUS
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityStatus,
    Milestone,
    MilestoneDate,
    MoveGround,
    PreconditionJudgement,
    Source,
    TeamRole,
)
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import MAY_FOLLOW, GoalReached, Status
from vlechtwerk.domains.programme.queries.activities import NEWEST_FIRST, statuses_as_of, with_status
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind, Stance
from vlechtwerk.foundation.evidence.models import GROUNDS, LOCATOR_KINDS, STANCES, EvidenceLink
from vlechtwerk.interfaces.web.typed_dates import read_typed_date
from vlechtwerk.interfaces.web.words import in_or_on

DATE_HELP = _("As exactly as you know it: 24-11-2026, November 2026, early 2026, mid 2026, end of 2026 or 2026.")
# More than a date needs, so that a mistake is named as it was typed.
LONGEST_TYPED = 60
EVIDENCE_ROWS = 3


class PreciseDateFormField(forms.CharField):
    """A date with the precision that is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", DATE_HELP)
        super().__init__(max_length=LONGEST_TYPED, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the date; name what is wrong when it is none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_typed_date(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not a date. Write it as 24-11-2026, November 2026, early 2026 or 2026."),
                params={"text": text},
            ) from None


# What a row can name, one of them.
NAMED = ("source", "activity", "figure", "statement", "day_month", "more")
# Between the kind and the identifier of what else can be named: “registered_count|SEIZURES,2026-01,2026-04”.
BETWEEN = "|"


class EvidenceForm(forms.Form):
    """One source with the place in it, and what it is worth."""

    source = forms.ChoiceField(label=_("Source"), required=False)
    activity = forms.ChoiceField(label=_("Present status of an activity"), required=False)
    figure = forms.ChoiceField(label=_("Published figure"), required=False)
    statement = forms.ChoiceField(label=_("Statement in a round"), required=False)
    day_month = forms.ChoiceField(label=_("Where the day went in a month"), required=False)
    more = forms.ChoiceField(label=_("Registered count, or what people said"), required=False)
    locator_kind = forms.ChoiceField(label=_("Place"), required=False, choices=[("", _("whole")), *LOCATOR_KINDS])
    locator = forms.CharField(label=_("Number"), required=False, max_length=longest(EvidenceLink, "locator"))
    text = forms.CharField(
        label=_("What it says, in one line"), required=False, max_length=longest(EvidenceLink, "text")
    )
    ground = forms.ChoiceField(label=_("Ground"), required=False, choices=[("", _("none")), *GROUNDS])
    stance = forms.ChoiceField(label=_("For or against"), required=False, choices=STANCES)

    def __init__(
        self,
        *args: Any,
        sources: list[tuple[str, str]],
        activities: list[tuple[str, str]],
        figures: list[tuple[str, str]],
        statements: list[tuple[str, str]],
        day_months: list[tuple[str, str]],
        more: Sequence[tuple[str, list[tuple[str, str]]]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("none")), *sources]  # type: ignore[attr-defined]  # a choice field
        self.fields["activity"].choices = [("", _("none")), *activities]  # type: ignore[attr-defined]  # a choice field
        for name, known in (
            ("figure", figures),
            ("statement", statements),
            ("day_month", day_months),
            ("more", more),
        ):
            self.fields[name].choices = [("", _("none")), *known]  # type: ignore[attr-defined]  # a choice field
            if not known:
                del self.fields[name]

    def clean_activity(self) -> str:
        """Return the identifier of the status that the activity has now, or nothing when none is named."""
        code = self.cleaned_data["activity"].strip()
        if not code:
            return ""
        activity = Activity.objects.filter(code=code).first()
        known = statuses_as_of([activity.id], timezone.localdate())[activity.id].known if activity else None
        if known is None:
            raise forms.ValidationError(_("No activity with a status has the code %(code)s."), params={"code": code})
        return str(known.id)

    def clean(self) -> dict[str, Any]:
        """Hold one row to one address."""
        chosen = super().clean() or {}
        addresses = [chosen[name] for name in NAMED if chosen.get(name)]
        if len(addresses) > 1:
            raise forms.ValidationError(_("Name one thing in this row; use the next row for the other."))
        named = addresses or "activity" in self.errors
        if not named and any(chosen.get(name) for name in ("locator_kind", "locator", "text", "ground")):
            self.add_error("source", _("Choose the source of this row, or empty the row."))
        return chosen

    @property
    def others(self) -> list[forms.BoundField]:
        """Return the fields of what the evidence can be when it is no source."""
        return [self[name] for name in NAMED[1:] if name in self.fields]

    @property
    def details(self) -> list[forms.BoundField]:
        """Return the fields beside what it says: on which side it stands, its ground, and where in it."""
        return [self[name] for name in ("stance", "ground", "locator_kind", "locator")]

    @property
    def is_other(self) -> bool:
        """Return whether something else than a source is chosen, or was chosen wrongly."""
        return any(bound.value() or bound.errors for bound in self.others)

    @property
    def is_begun(self) -> bool:
        """Return whether something is filled in, so that it is not folded away."""
        return self.is_other or any(self[name].value() for name in ("source", "text", "locator"))

    @property
    def say_others(self) -> str:
        """Return in words what the evidence can be when it is no source."""
        return ", ".join(str(bound.label)[:1].lower() + str(bound.label)[1:] for bound in self.others)

    def evidence(self) -> Evidence | None:
        """Return the evidence, or nothing when nothing is named."""
        chosen = self.cleaned_data
        figure, statement, month, more = (chosen.get(name, "") for name in NAMED[2:])
        if not any(chosen.get(name) for name in NAMED):
            return None
        kind = LocatorKind(chosen["locator_kind"]) if chosen["locator"] else LocatorKind.NONE
        address = EvidenceAddress(DOCUMENT, chosen["source"], "", kind, chosen["locator"])
        if chosen["activity"]:
            address = EvidenceAddress(STATUS, chosen["activity"])
        elif figure:
            address = EvidenceAddress(PUBLISHED_FIGURE, figure, "", kind, chosen["locator"])
        elif statement:
            address = EvidenceAddress(ROUND_STATEMENT, statement)
        elif month:
            address = EvidenceAddress(DAY_MONTH, month)
        elif more:
            address = EvidenceAddress(*more.split(BETWEEN, 1))
        return Evidence(
            address,
            text=chosen["text"],
            stance=Stance(chosen["stance"] or Stance.SUPPORTS),
            # What a figure is, it says itself.
            ground=Ground.NONE if statement or figure or month or more else Ground(chosen["ground"]),
        )


def newest_round_first(statements: Sequence[StatementInRound]) -> list[StatementInRound]:
    """Return statements by their rounds, the newest first, within a round in their own order."""
    rounds = [list(group) for _round, group in groupby(statements, key=lambda one: one.identifier.rpartition(",")[0])]
    return [one for group in reversed(rounds) for one in group]


class EvidenceRows(forms.BaseFormSet):  # type: ignore[type-arg]  # takes no type at run time
    """The rows in which sources are named; what can be named is read once, and before the page is rendered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the rows are headed by, where that is not whose word it is.
        self.legend = str(self.form_kwargs.get("legend", ""))
        # Whether the rule wants one: a source with its words, or something else.
        self.needed = bool(self.form_kwargs.get("needed"))
        more = self.form_kwargs.get("more", ())
        # Whether no row is open at first: most who fill in the form name none.
        self.is_folded = bool(self.form_kwargs.get("folded"))
        self.form_kwargs = {
            "more": more,
            "sources": [(source.code, f"{source.code}: {source.title}") for source in Source.objects.all()],
            "activities": list(with_status().values_list("code", "name")),
            "figures": [
                (identifier_of(figure), f"{figure.code}: {figure.text} ({figure.percentage}%)")
                for figure in PublishedFigure.objects.select_related("evaluation").order_by("evaluation", "order")
            ],
            "statements": [(one.identifier, say_statement(one)) for one in newest_round_first(statements_in_rounds())],
            "day_months": [
                (code, f"{say_month(month)}, {say_group(month, group)}")
                for code, (month, group) in shown_in_months(months_over()[::-1]).items()
            ],
        }


EvidenceFormSet = forms.formset_factory(EvidenceForm, EvidenceRows, extra=EVIDENCE_ROWS, max_num=EVIDENCE_ROWS)


class StatusForm(forms.Form):
    """How an activity stands from some date, and why."""

    status = forms.ChoiceField(label=_("New status"))
    occurred_on = PreciseDateFormField(label=_("Since when?"))
    reason = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=longest(ActivityStatus, "reason")
    )
    goal_reached = forms.ChoiceField(
        label=_("Was the goal reached?"),
        choices=GoalReached.choices,
        initial=GoalReached.UNKNOWN,
        help_text=_("Ended is not succeeded: say it apart."),
    )
    merged_into = forms.ChoiceField(
        label=_("Goes on in another activity?"), required=False, help_text=_("Only for an activity that is dissolved.")
    )
    note = forms.CharField(label=_("Note on the map"), required=False, max_length=longest(ActivityStatus, "note"))

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = activity.statuses.order_by(*NEWEST_FIRST).first()
        may_follow = MAY_FOLLOW[known.status] if known else frozenset(Status.values)
        now: Any = _("It has no status yet.")
        if known is not None:
            when = {"status": str(known.get_status_display()).lower(), "when": in_or_on(known.occurred_on)}
            now = _("Last registered: %(status)s, %(when)s.") % when
            # What is not said anew stays as it was said last.
            self.fields["goal_reached"].initial = known.goal_reached
        self.fields["status"].help_text = now
        offered = [choice for choice in Status.choices if choice[0] in may_follow]
        earlier = [choice for choice in Status.choices if choice[0] not in may_follow]
        # What can't follow the last one may still have come before it.
        self.fields["status"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("choose")), *offered, *([(_("only for an earlier date"), earlier)] if earlier else []),
        ]  # fmt: skip
        others = Activity.objects.exclude(id=activity.id).values_list("code", "name")
        self.fields["merged_into"].choices = [("", _("no")), *others]  # type: ignore[attr-defined]  # a choice field


class JudgementForm(forms.Form):
    """How far a precondition was met, over which period."""

    verdict = forms.ChoiceField(label=_("Judgement"), choices=Verdict.choices, widget=forms.RadioSelect)
    period = forms.CharField(label=_("Over which period?"), max_length=longest(PreconditionJudgement, "period"))
    judged_on = PreciseDateFormField(label=_("Date of the judgement"))
    note = forms.CharField(label=_("Note"), required=False, max_length=longest(PreconditionJudgement, "note"))


class TeamRoleForm(forms.Form):
    """Who gets which role in an activity."""

    person = forms.ChoiceField(label=_("Person"))
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole.Role.choices, initial=TeamRole.Role.MEMBER)
    active_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    active_until = forms.DateField(
        label=_("Until (not included)"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(loads_cases=False).order_by("name")
        self.fields["person"].choices = [(str(person.id), person.name) for person in people]  # type: ignore[attr-defined]  # a choice field


class MilestoneForm(forms.Form):
    """Something that an activity delivers or reaches, and when."""

    title = forms.CharField(label=_("What is delivered or reached?"), max_length=longest(Milestone, "title"))
    date_on = PreciseDateFormField(label=_("When?"))


class MilestoneDateForm(forms.Form):
    """Another date of a milestone, or the day on which it was reached."""

    basis = forms.ChoiceField(
        label=_("Is this a plan or a fact?"), choices=MilestoneDate.Basis.choices, widget=forms.RadioSelect
    )
    date_on = PreciseDateFormField(label=_("New date"))
    decision = forms.ChoiceField(
        label=_("By which decision?"),
        required=False,
        help_text=_("A date that was promised moves only by a decision that was taken."),
    )
    ground = forms.ChoiceField(
        label=_("On which ground does it move?"),
        required=False,
        choices=[("", _("choose")), *MoveGround.choices],
        help_text=_("For the figures: of all dates that move, how often on which ground. Not for a fact."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        help_text=_("Needed when a planned date moves, and when the day on which it was reached is corrected."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=longest(MilestoneDate, "reason"),
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = activity.decisions.values("decision")
        taken = Decision.objects.filter(state=Decision.State.TAKEN, id__in=about).exclude(result=Decision.Result.NO)
        self.fields["decision"].choices = [("", _("none")), *((str(item.id), item.question) for item in taken)]  # type: ignore[attr-defined]  # a choice field
