"""Whether an insight may be noted, tried in an activity and looked at again, and what stands on the two lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    MOST_LISTED,
    Evaluation,
    EvaluationGroup,
    Insight,
    LearningQuestion,
    LearningSession,
    ListedPoint,
    Measurement,
    PointJudgement,
    Trial,
    TrialLook,
)
from vlechtwerk.domains.evaluation.rules.agenda import reasons_against_owner
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator, reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.domains.programme.queries.activities import statuses_as_of
from vlechtwerk.domains.programme.rules.work import reasons_against_working_anywhere, reasons_against_working_in
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class InsightTold:
    """What was observed, what it taught, and the question and session that it belongs to, when it does."""

    code: str
    observation: str
    text: str
    question: LearningQuestion | None = None
    session: LearningSession | None = None


@dataclass(frozen=True, slots=True)
class TrialTold:
    """A trial: what changes, until which day, how we would know, and who has it."""

    what: str
    until_on: date
    known_by: str
    owner: Person


def changed_trial(
    before: Trial, until_on: date | None, what: str = "", known_by: str = "", owner: Person | None = None
) -> TrialTold | None:
    """Return the trial that takes the place of another: what is not said stays, but for its day; without one, none."""
    if until_on is None:
        return None
    return TrialTold(what or before.what, until_on, known_by or before.known_by, owner or before.owner)


@dataclass(frozen=True, slots=True)
class ListedTold:
    """A point of one of the two lists; `groups` are those that named it, and judge it next time."""

    kind: str
    text: str
    owner: Person
    due_on: date
    groups: tuple[str, ...]


def reasons_against_insight(
    evaluation: Evaluation, told: InsightTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an insight can't be noted: every member may, with what was observed and what it taught."""
    in_use = evaluation.insights.filter(code=told.code.strip()).exists()
    reasons = reasons_against_acting(by, at) + reasons_against_code(told.code, in_use)
    if not told.observation.strip() or not told.text.strip():
        reasons.append(Reason("text_missing", _("Write what we observed, and what it taught us.")))
    version = told.question.version if told.question is not None else None
    if version is not None and (version.evaluation_id != evaluation.id or version.adopted_at is None):
        reasons.append(Reason("other_evaluation", _("Choose a question of the adopted agenda.")))
    if told.session is not None and told.session.evaluation_id != evaluation.id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    typed = [told.observation, told.text, *(one.text for one in evidence)]
    reasons += reasons_against_attaching(by.project_id, evidence)
    return reasons + reasons_against_quoting(evaluation, typed)


def reasons_against_trying_anywhere(evaluation: Evaluation, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can try the insights of an evaluation in no activity at all."""
    evaluating = reasons_against_evaluating(evaluation, by=by, at=at)
    return evaluating and reasons_against_working_anywhere(by=by, at=at)


def reasons_against_trying(
    insight: Insight,
    activity: Activity,
    told: TrialTold,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why an insight can't be tried so: its team does, or a manager, or an evaluator in a session."""
    evaluating = reasons_against_evaluating(insight.evaluation, by=by, at=at)
    reasons = evaluating and reasons_against_working_in(activity, by=by, at=at)
    return [
        *reasons,
        *_reasons_if_ended(activity, at),
        *reasons_against_trial_words(insight.evaluation, told, by=by, at=at),
    ]


def _reasons_if_ended(activity: Activity, at: datetime) -> list[Reason]:
    """Return why nothing is tried in an activity: it has ended, or the whole has that it is part of."""
    held = statuses_as_of([activity.id, *([activity.parent_id] if activity.parent_id else [])], timezone.localdate(at))
    known = [one.known for one in held.values() if one.known is not None]
    ended = next((one for one in known if one.status in ENDED), None)
    if ended is None:
        return []
    words = _("“%(name)s” has ended: nothing changes in it any more. Choose an activity that runs.")
    return [Reason("activity_ended", words % {"name": activity.name}, _("An insight is tried in an activity"))]


def reasons_against_trial_words(evaluation: Evaluation, told: TrialTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a trial can't be told so."""
    reasons = []
    if not told.what.strip() or not told.known_by.strip():
        reasons.append(Reason("text_missing", _("Write what you change, and how you would know whether it works.")))
    reasons += reasons_against_quoting(evaluation, [told.what, told.known_by])
    return reasons + reasons_against_owner(told.owner, told.until_on, by=by, at=at)


def reasons_against_looking(
    trial: Trial,
    outcome: str,
    saw: str,
    changed: TrialTold | None,
    session: LearningSession | None,
    *,
    by: Person,
    at: datetime,
    activity: Activity | None = None,
) -> list[Reason]:
    """Return why a trial can't be looked at so: once, with what was seen, and with the new trial when it changes.

    `activity` is the one in which a changed trial goes on, where that is another.
    """
    reasons = reasons_against_looking_at(trial, by=by, at=at)
    if TrialLook.objects.filter(trial=trial).exists():
        reasons.append(Reason("looked_at_already", _("This trial was looked at already.")))
    if outcome not in TrialLook.Outcome.values:
        reasons.append(Reason("outcome_unknown", _("Choose: kept, changed or dropped.")))
    if not saw.strip():
        reasons.append(Reason("text_missing", _("Write what you saw.")))
    reasons += _reasons_against_session(trial, outcome, session, at)
    if (outcome == TrialLook.Outcome.CHANGED) != (changed is not None):
        words = _("A trial that is changed goes on as a new one: write what you change now. Another one does not.")
        reasons.append(Reason("change_missing", words))
    evaluation = trial.insight.evaluation
    reasons += reasons_against_quoting(evaluation, [saw])
    if changed is None:
        return reasons
    if activity is not None and activity != trial.activity and not is_evaluator(evaluation, by, at):
        reasons += reasons_against_working_in(activity, by=by, at=at)
    reasons += _reasons_if_ended(activity or trial.activity, at)
    return reasons + reasons_against_trial_words(evaluation, changed, by=by, at=at)


def _reasons_against_session(trial: Trial, outcome: str, session: LearningSession | None, at: datetime) -> list[Reason]:
    """Return why a trial can't be looked at in a session, or in none."""
    reasons = []
    if session is not None and session.evaluation_id != trial.insight.evaluation_id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    if session is not None and session.held_on < timezone.localdate(trial.begun_at):
        words = _("This session was held before the trial began. Choose a later one.")
        reasons.append(Reason("session_before_trial", words, _("Looked at again in the next session")))
    if session is None and outcome != TrialLook.Outcome.DROPPED and trial.until_on > timezone.localdate(at):
        words = _(
            "This trial runs until %(day)s. Before that day it is looked at in a session: say in which. "
            "To stop it you need not wait."
        )
        told = {"day": date_format(trial.until_on, "DATE_FORMAT")}
        reasons.append(Reason("day_to_come", words % told, _("Looked at again in the next session")))
    return reasons


def reasons_against_looking_at(trial: Trial, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone does not look at a trial: its owner does, its team, a manager, or an evaluator."""
    if trial.owner_id == by.id:
        return reasons_against_acting(by, at)
    if is_evaluator(trial.insight.evaluation, by, at):
        return []
    return reasons_against_working_in(trial.activity, by=by, at=at)


def is_over(trial: Trial, day: date) -> bool:
    """Whether the day until which something is tried has passed."""
    return trial.until_on < day


def reasons_against_listing(measurement: Measurement, told: ListedTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a point can't stand on a list: each has five at most, with owner, day and who named it."""
    reasons = reasons_against_evaluating(measurement.evaluation, by=by, at=at)
    if told.kind not in ListedPoint.Kind.values:
        return [*reasons, Reason("kind_unknown", _("Choose on which list: solve now, or keep."))]
    if measurement.listed_points.filter(kind=told.kind).count() >= MOST_LISTED:
        words = _("There are five already. What can wait is not for this list.")
        reasons.append(Reason("list_is_full", words, _("Two lists of at most five")))
    if not told.text.strip():
        reasons.append(Reason("text_missing", _("Write the point.")))
    return [
        *reasons,
        *reasons_against_quoting(measurement.evaluation, [told.text]),
        *_reasons_against_groups(measurement.evaluation, told.groups),
        *reasons_against_owner(told.owner, told.due_on, by=by, at=at),
    ]


def _reasons_against_groups(evaluation: Evaluation, groups: Collection[str]) -> list[Reason]:
    known = set(evaluation.groups.values_list("code", flat=True))
    if groups and set(groups) <= known:
        return []
    return [Reason("groups_unknown", _("Say which groups named it: they judge it next time."))]


def reasons_against_judging(
    point: ListedPoint,
    measurement: Measurement,
    group: EvaluationGroup,
    verdict: str,
    note: str = "",
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a group can't judge a point: in a later measurement, once, and only who named it."""
    reasons = reasons_against_evaluating(point.measurement.evaluation, by=by, at=at)
    if verdict not in PointJudgement.Verdict.values:
        reasons.append(Reason("verdict_unknown", _("Choose how it stands now.")))
    same = measurement.evaluation_id == point.measurement.evaluation_id
    if not same or measurement.number <= point.measurement.number:
        reasons.append(Reason("no_later_measurement", _("A point is judged in a later measurement.")))
    if group.code not in point.groups or group.evaluation_id != point.measurement.evaluation_id:
        words = _("This group did not name the point. The same groups judge it.")
        reasons.append(Reason("other_group", words, _("Judged again by the same groups")))
    if point.judgements.filter(measurement=measurement, group=group).exists():
        reasons.append(Reason("judged_already", _("This group has judged it in this measurement.")))
    return reasons + reasons_against_quoting(measurement.evaluation, [note])
