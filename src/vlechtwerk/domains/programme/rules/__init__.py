"""Whether an act on the programme may happen now: each question is answered with the reasons against it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision, DecisionSubject, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    functions_of,
    reasons_against_acting,
    reasons_against_day,
    running_on,
    running_seats,
)
from vlechtwerk.domains.partnership.rules.mandates import say_size
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityStatus,
    MapVersion,
    Milestone,
    MilestoneDate,
    MoveGround,
    Precondition,
    TeamRole,
)
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.domains.programme.models.status import MAY_FOLLOW, GoalReached, Status
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.engines.statistics.days import days_between
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# The first day on which anything of a partnership can have happened: the oldest is of this century.
FIRST_DAY = date(2000, 1, 1)
# Who answers for all activities.
MANAGERS = frozenset({Function.TEAM_MANAGER, Function.DIRECTOR})
# What a decision is about that moves a date; many name no subject.
MOVE_DATES = ("", DecisionSubject.PLANNING, DecisionSubject.PLAN)
JUDGES = MANAGERS | {Function.STEERING_MEMBER, Function.EVALUATOR}


def reasons_against_leading(activity: Activity, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not write in an activity: they neither lead it nor manage the teams."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases or functions_of(by, at) & MANAGERS:
        return reasons
    if Activity.objects.filter(_led_by(by, at), id=activity.id).exists():
        return []
    return [
        Reason(
            "not_your_activity",
            _("You do not lead this activity. A lead of its team, a team manager or the director can do this."),
            _("Writing in an activity"),
        )
    ]


def activities_led_by(by: Person, at: datetime) -> QuerySet[Activity]:
    """Return the activities in which someone may write: those they lead with their parts; all for who manages."""
    if reasons_against_acting(by, at):
        return Activity.objects.none()
    if by.loads_cases or functions_of(by, at) & MANAGERS:
        return Activity.objects.all()
    return Activity.objects.filter(_led_by(by, at))


def _led_by(by: Person, at: datetime) -> Q:
    running = running_on(timezone.localdate(at), "active_from", "active_until")
    led = TeamRole.objects.filter(running, person=by, role=TeamRole.Role.LEAD).values("activity")
    return Q(id__in=led) | Q(parent__in=led)


def reasons_against_changing_status(
    activity: Activity,
    status: str,
    occurred_on: PreciseDate,
    reason: str,
    *,
    goal_reached: str,
    merged_into: Activity | None,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why an activity can't get this status on this date."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if status not in Status.values or goal_reached not in GoalReached.values:
        return [*reasons, Reason("status_unknown", _("Choose one of the statuses."))]
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say why the status changes."), _("A status has a reason")))
    reasons += reasons_against_moment(occurred_on, at)
    reasons += _reasons_against_preceding_plan(activity, occurred_on, evidence)
    reasons += _reasons_against_order(activity, status, occurred_on)
    if merged_into is not None:
        reasons += _reasons_against_merging(activity, status, merged_into)
    return reasons + reasons_against_attaching(activity.project_id, evidence)


def reasons_against_moment(on: date | PreciseDate, at: datetime) -> list[Reason]:
    """Return why something can't have happened on a date: it is still to come, or too long ago."""
    if reasons := reasons_against_day(on, at):
        return reasons
    if (on.earliest if isinstance(on, PreciseDate) else on) < FIRST_DAY:
        words = {"year": FIRST_DAY.year}
        return [
            Reason(
                "too_long_ago",
                _("Before %(year)s no partnership can have done this. Look at the date once more.") % words,
                _("No date before %(year)s") % words,
            )
        ]
    return []


def _reasons_against_preceding_plan(
    activity: Activity, occurred_on: PreciseDate, evidence: Sequence[Evidence]
) -> list[Reason]:
    """Return why a status can't be of before the plan: what a forerunner did is told by a source, not from memory."""
    plans = MapVersion.objects.filter(project_id=activity.project_id, adopted_on__isnull=False)
    adopted = min((version.adopted_on for version in plans if version.adopted_on), default=None)
    if evidence or adopted is None or occurred_on.latest >= adopted.earliest:
        return []
    return [
        Reason(
            "before_the_plan",
            _("On this date there was no plan yet: it is of %(adopted)s. Name the source that tells of before.")
            % {"adopted": adopted.text},
            _("No status of before the plan without a source"),
        )
    ]


def _reasons_against_order(activity: Activity, status: str, occurred_on: PreciseDate) -> list[Reason]:
    before: ActivityStatus | None = None
    after: ActivityStatus | None = None
    for known in activity.statuses.order_by("occurred_latest", "occurred_earliest", "recorded_at"):
        if (known.occurred_on.latest, known.occurred_on.earliest) <= (occurred_on.latest, occurred_on.earliest):
            before = known
        elif after is None:
            after = known
    reasons = []
    if before is not None and status not in MAY_FOLLOW[before.status]:
        reasons.append(_against_move(before.status, status))
    if after is not None and after.status not in MAY_FOLLOW[status]:
        reasons.append(_against_move(status, after.status))
    return reasons


def _against_move(earlier: str, later: str) -> Reason:
    words = {"earlier": str(Status(earlier).label).lower(), "later": str(Status(later).label).lower()}
    if earlier == later:
        return Reason("status_is_the_same", _("The status is “%(later)s” already.") % words, _("Which status follows"))
    return Reason(
        "status_can_not_follow",
        _("“%(later)s” can't follow “%(earlier)s”.") % words,
        _("Which status follows"),
    )


def _reasons_against_merging(activity: Activity, status: str, merged_into: Activity) -> list[Reason]:
    reasons = []
    if status != Status.DISSOLVED:
        reasons.append(
            Reason("merged_but_not_dissolved", _("An activity that goes on in another one is dissolved itself."))
        )
    if merged_into.id == activity.id:
        reasons.append(Reason("merged_into_itself", _("An activity can't go on in itself.")))
    return reasons


def reasons_against_judging(
    precondition: Precondition,
    period: str,
    judged_on: PreciseDate,
    verdict: str,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a precondition can't be judged so: a judgement rests on evidence, for or against."""
    reasons = reasons_against_being_judge(precondition, by=by, at=at)
    if verdict not in Verdict.values:
        reasons.append(Reason("verdict_missing", _("Choose a judgement.")))
    if not period.strip():
        reasons.append(Reason("period_missing", _("Say which period the judgement is about.")))
    if not evidence:
        reasons.append(
            Reason(
                "evidence_missing",
                _("A judgement without evidence can't be saved. Name at least one source."),
                _("No claim without evidence"),
            )
        )
    if any(item.address.kind == DOCUMENT and not item.text.strip() for item in evidence):
        reasons.append(
            Reason(
                "evidence_without_words",
                _("Say of each source in one line what it says."),
                _("No claim without evidence"),
            )
        )
    return (
        reasons + reasons_against_moment(judged_on, at) + reasons_against_attaching(precondition.project_id, evidence)
    )


def reasons_against_being_judge(precondition: Precondition, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone does not judge this precondition: neither by function, nor as its owner."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases or functions_of(by, at) & JUDGES:
        return reasons
    if running_seats(by, at).filter(body=precondition.owner_body_id).exists():
        return []
    return [
        Reason(
            "not_your_judgement",
            _("A team manager, the director, a member of the steering group, an evaluator or the owner judges."),
            _("Judging a precondition"),
        )
    ]


def reasons_against_adding_milestone(activity: Activity, title: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a milestone can't be named: each has a name of its own."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Say what is delivered or reached.")))
    if activity.milestones.filter(title=title.strip()).exists():
        reasons.append(Reason("milestone_exists", _("This activity has a milestone of that name.")))
    return reasons


def reasons_against_naming_hindrance(activity: Activity, description: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why it can't be named what holds an activity up."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if not description.strip():
        reasons.append(Reason("description_missing", _("Say what holds it up.")))
    return reasons


def reasons_against_linking_decision(
    activity: Activity, decision: Decision, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't say that a decision is about an activity: it is for its asker or the lead."""
    reasons = reasons_against_acting(by, at)
    if not reasons and decision.asked_by_id != by.id:
        reasons = reasons_against_leading(activity, by=by, at=at)
    if activity.decisions.filter(decision=decision).exists():
        reasons.append(Reason("linked_already", _("This decision stands with this activity already.")))
    return reasons


def reasons_against_serving_purpose(activity: Activity, purpose: Purpose, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the team of an activity can't read data for a purpose."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if purpose.kind != Purpose.Kind.ACTIVITY:
        reasons.append(
            Reason("not_an_activity_purpose", _("This purpose does not serve an activity."), _("Wpg article 3"))
        )
    return reasons


def reasons_against_setting_date(
    milestone: Milestone,
    date_on: PreciseDate,
    basis: str,
    *,
    decision: Decision | None,
    ground: str = "",
    reason: str = "",
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a date can't be set: a planned date that was set before moves only by a decision that was taken.

    A move has a ground and a reason, and a day reached that was mistyped is corrected with a reason; only what a case
    tells may leave these open.
    """
    reasons = reasons_against_leading(milestone.activity, by=by, at=at)
    latest = milestone.dates.order_by("-order").first()
    moves = latest is not None and basis == MilestoneDate.Basis.PLANNED
    if ground and (not moves or ground not in MoveGround.values):
        reasons.append(Reason("ground_without_moving", _("Only a date that moves has a ground, one of the list.")))
    if latest is not None and latest.basis == MilestoneDate.Basis.HAPPENED:
        reasons += _reasons_against_correcting(latest, date_on, basis, reason, by=by, at=at)
    elif basis == MilestoneDate.Basis.HAPPENED:
        reasons += reasons_against_moment(date_on, at)
    elif latest is not None:
        if not ground and not by.loads_cases:
            rule = _("A moved date has a ground")
            reasons.append(Reason("ground_missing", _("Choose on which ground the date moves."), rule))
        if not says_something(reason) and not by.loads_cases:
            words = _("Say why the date moves, also when you chose a ground.")
            reasons.append(Reason("reason_missing", words, _("A moved date has a reason")))
        reasons += _reasons_against_moving(latest, date_on, decision, by)
    return reasons


def _reasons_against_correcting(
    latest: MilestoneDate, date_on: PreciseDate, basis: str, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the day on which something was reached can't be corrected: that takes another day, and a reason."""
    rule = _("What was reached is not planned again")
    if basis != MilestoneDate.Basis.HAPPENED:
        words = _("This has been reached already. When its day was mistyped, correct that day, and say why.")
        return [Reason("already_happened", words, rule)]
    reasons = reasons_against_moment(date_on, at)
    if latest.date_on == date_on:
        reasons.append(Reason("same_date", _("That is the date already.")))
    if not says_something(reason) and not by.loads_cases:
        words = _("This has been reached already. Say why its date is corrected; the former one stays readable.")
        reasons.append(Reason("reason_missing", words, _("A correction has a reason")))
    return reasons


def _reasons_against_moving(
    latest: MilestoneDate, date_on: PreciseDate, decision: Decision | None, by: Person
) -> list[Reason]:
    """Return why a planned date can't move to another: that is decided, about this activity and so far."""
    reasons, rule = [], _("A moved date rests on a decision")
    if latest.date_on == date_on:
        reasons.append(Reason("same_date", _("That is the date already.")))
    if decision is None or decision.state != Decision.State.TAKEN or decision.result == Decision.Result.NO:
        ask = _("A date that was promised moves only by a decision. Ask for that decision first.")
        reasons.append(Reason("no_decision_to_move", ask, rule))
    elif not by.loads_cases:
        reasons += _reasons_against_resting_on(decision, latest.milestone)
        reasons += _reasons_against_distance(latest.date_on, date_on, decision)
    return reasons


def _reasons_against_resting_on(decision: Decision, milestone: Milestone) -> list[Reason]:
    """Return why a date can't move on a decision that was taken: it is about something else, or was used already."""
    rule = _("A moved date rests on a decision")
    if not milestone.activity.decisions.filter(decision=decision).exists():
        other = _("That decision is not about this activity. Link it to the activity first, or ask for one.")
        return [Reason("decision_about_something_else", other, rule)]
    if decision.subject_kind not in MOVE_DATES:
        words = {"subject": decision.get_subject_kind_display().lower()}
        other = _("That decision is about %(subject)s, and moves no dates. Ask for one that does.") % words
        return [Reason("decision_about_something_else", other, rule)]
    if milestone.dates.filter(decision=decision).exists():
        used = _("This date moved by that decision already. Ask for another one.")
        return [Reason("decision_used", used, rule)]
    return []


def _reasons_against_distance(before: PreciseDate, after: PreciseDate, decision: Decision) -> list[Reason]:
    """Return why a date can't move so far: the decision named by how many days it may."""
    days = days_between(before, after)
    surely = days.least if days.least > 0 else max(-days.most, 0)
    if decision.subject_kind != DecisionSubject.PLANNING or decision.size is None or surely <= decision.size:
        return []
    words = {"days": say_size(DecisionSubject.PLANNING, decision.size)}
    return [
        Reason(
            "moved_further_than_decided",
            _("That decision is about a move of %(days)s at most. Ask for another one.") % words,
            _("A moved date rests on a decision"),
        )
    ]


def reasons_against_assigning(
    activity: Activity,
    person: Person,
    active_from: date,
    active_until: date | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why someone can't get a role in an activity."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if active_until is not None and active_until <= active_from:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    running = running_on(active_from, "appointed_from", "appointed_until")
    if not person.appointments.filter(running).exists():
        reasons.append(
            Reason(
                "no_appointment_on_that_day",
                _("%(name)s has no appointment on that day.") % {"name": person.name},
                _("A role needs an appointment"),
            )
        )
    if activity.team.filter(running_on(active_from, "active_from", "active_until"), person=person).exists():
        reasons.append(Reason("already_in_the_team", _("%(name)s is in this team already.") % {"name": person.name}))
    return reasons
