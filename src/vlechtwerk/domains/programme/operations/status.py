"""Change how an activity stands, and judge a precondition: both are new rows, nothing is changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, ActivityStatus, Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.rules import reasons_against_changing_status, reasons_against_judging
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def change_status(
    activity: Activity,
    status: str,
    occurred_on: PreciseDate,
    reason: str,
    *,
    by: Person,
    at: datetime,
    note: str = "",
    goal_reached: str = GoalReached.UNKNOWN,
    merged_into: Activity | None = None,
    evidence: Sequence[Evidence] = (),
) -> ActivityStatus:
    """Register that an activity got a status, when, why and on whose word."""
    # Two changes at once follow each other, so that the second is held to what the first made of it.
    activity = Activity.objects.select_for_update(of=("self",)).get(id=activity.id)
    refuse_if(
        reasons_against_changing_status(
            activity, status, occurred_on, reason, goal_reached=goal_reached, merged_into=merged_into,
            evidence=evidence, by=by, at=at,
        )
    )  # fmt: skip
    change = ActivityStatus(
        project_id=activity.project_id,
        activity=activity,
        status=status,
        occurred_on=occurred_on,
        reason=reason.strip(),
        note=note.strip(),
        goal_reached=goal_reached,
        merged_into=merged_into,
        recorded_by=by,
        recorded_at=at,
    )
    _register(change, evidence)
    return change


def _register(change: ActivityStatus, evidence: Sequence[Evidence]) -> None:
    """Keep a change with what it rests on, and note that it was made."""
    change.save(force_insert=True)
    attach(change, evidence)
    note_act(
        "change_status",
        "activity",
        change.activity_id,
        project_id=change.project_id,
        by=change.recorded_by_id,
        at=change.recorded_at,
        details={"status": change.status, "occurred_on": change.occurred_on.text},
    )


@transaction.atomic
def judge_precondition(
    precondition: Precondition,
    period: str,
    judged_on: PreciseDate,
    verdict: str,
    *,
    by: Person,
    at: datetime,
    note: str = "",
    inferred: bool = False,
    evidence: Sequence[Evidence] = (),
) -> PreconditionJudgement:
    """Judge how far a precondition was met over a period, on evidence for and against."""
    refuse_if(reasons_against_judging(precondition, period, judged_on, verdict, evidence=evidence, by=by, at=at))
    judgement = PreconditionJudgement(
        project_id=precondition.project_id,
        precondition=precondition,
        period=period.strip(),
        judged_on=judged_on,
        verdict=verdict,
        note=note.strip(),
        inferred=inferred,
        recorded_by=by,
        recorded_at=at,
    )
    judgement.save(force_insert=True)
    attach(judgement, evidence)
    note_act(
        "judge_precondition",
        "precondition",
        precondition.id,
        project_id=precondition.project_id,
        by=by.id,
        at=at,
        details={"verdict": verdict},
    )
    return judgement
