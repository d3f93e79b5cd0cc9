"""Go round the learning loop: note an insight, try it in an activity, look at it again; and keep the two lists."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationGroup,
    Insight,
    LearningSession,
    ListedPoint,
    Measurement,
    PointJudgement,
    Trial,
    TrialLook,
)
from vlechtwerk.domains.evaluation.rules import trials as rules
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, ListedTold, TrialTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def note_insight(
    evaluation: Evaluation, told: InsightTold, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> Insight:
    """Note what was observed and what it taught."""
    wait_for_others("insights", evaluation.id)
    refuse_if(rules.reasons_against_insight(evaluation, told, evidence, by=by, at=at))
    insight = Insight.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=told.code.strip(),
        order=evaluation.insights.count(),
        observation=told.observation.strip(),
        text=told.text.strip(),
        question=told.question,
        session=told.session,
        noted_by=by,
        noted_at=at,
    )
    attach(insight, evidence)
    note_act("note_insight", "insight", insight.id, project_id=insight.project_id, by=by.id, at=at)
    return insight


@transaction.atomic
def try_insight(insight: Insight, activity: Activity, told: TrialTold, *, by: Person, at: datetime) -> Trial:
    """Try an insight in an activity."""
    refuse_if(rules.reasons_against_trying(insight, activity, told, by=by, at=at))
    trial = _begin(insight, activity, told, None, by=by, at=at)
    note_act("try_insight", "trial", trial.id, project_id=trial.project_id, by=by.id, at=at)
    return trial


def _begin(
    insight: Insight, activity: Activity, told: TrialTold, follows: Trial | None, *, by: Person, at: datetime
) -> Trial:
    return Trial.objects.create(
        project_id=insight.project_id,
        insight=insight,
        activity=activity,
        what=told.what.strip(),
        until_on=told.until_on,
        known_by=told.known_by.strip(),
        owner=told.owner,
        follows=follows,
        begun_by=by,
        begun_at=at,
    )


@transaction.atomic
def look_at_trial(
    trial: Trial,
    outcome: str,
    saw: str,
    *,
    by: Person,
    at: datetime,
    changed: TrialTold | None = None,
    session: LearningSession | None = None,
    activity: Activity | None = None,
) -> TrialLook:
    """Look at a trial again: keep, change or drop it.

    A changed one goes on as a new trial, in the same activity or in another.
    """
    wait_for_others("trial", trial.id)
    refuse_if(rules.reasons_against_looking(trial, outcome, saw, changed, session, by=by, at=at, activity=activity))
    look = TrialLook.objects.create(
        project_id=trial.project_id,
        trial=trial,
        session=session,
        saw=saw.strip(),
        outcome=outcome,
        looked_by=by,
        looked_at=at,
    )
    if changed is not None:
        _begin(trial.insight, activity or trial.activity, changed, trial, by=by, at=at)
    note_act("look_at_trial", "trial", trial.id, project_id=trial.project_id, by=by.id, at=at)
    return look


@transaction.atomic
def list_point(measurement: Measurement, told: ListedTold, *, by: Person, at: datetime) -> ListedPoint:
    """Put a point on one of the two lists after a measurement."""
    wait_for_others("listed_points", measurement.id)
    refuse_if(rules.reasons_against_listing(measurement, told, by=by, at=at))
    point = ListedPoint.objects.create(
        project_id=measurement.project_id,
        measurement=measurement,
        kind=told.kind,
        order=measurement.listed_points.filter(kind=told.kind).count() + 1,
        text=told.text.strip(),
        owner=told.owner,
        due_on=told.due_on,
        groups=list(dict.fromkeys(told.groups)),
        listed_by=by,
        listed_at=at,
    )
    note_act("list_point", "listed_point", point.id, project_id=point.project_id, by=by.id, at=at)
    return point


@transaction.atomic
def judge_point(
    point: ListedPoint,
    measurement: Measurement,
    group: EvaluationGroup,
    verdict: str,
    *,
    by: Person,
    at: datetime,
    note: str = "",
) -> PointJudgement:
    """Keep how a group judges a listed point in a later measurement."""
    wait_for_others("judged_points", point.id)
    refuse_if(rules.reasons_against_judging(point, measurement, group, verdict, note, by=by, at=at))
    judged = PointJudgement.objects.create(
        project_id=point.project_id,
        point=point,
        measurement=measurement,
        group=group,
        verdict=verdict,
        note=note.strip(),
        judged_by=by,
        judged_at=at,
    )
    note_act("judge_point", "listed_point", point.id, project_id=point.project_id, by=by.id, at=at)
    return judged
