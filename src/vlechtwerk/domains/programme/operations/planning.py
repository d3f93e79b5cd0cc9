"""Set and move dates, ask a decision about an activity, name what holds it up, and put people on it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Body, Decision, Person
from vlechtwerk.domains.partnership.operations.decisions import ask_decision
from vlechtwerk.domains.partnership.rules.decisions import NOT_NAMED
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import (
    Activity,
    DecisionAbout,
    Hindrance,
    Milestone,
    MilestoneDate,
    Precondition,
    TeamRole,
)
from vlechtwerk.domains.programme.rules import (
    reasons_against_adding_milestone,
    reasons_against_assigning,
    reasons_against_linking_decision,
    reasons_against_naming_hindrance,
    reasons_against_serving_purpose,
    reasons_against_setting_date,
)
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach, reasons_against_attaching
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_milestone(activity: Activity, title: str, *, by: Person, at: datetime, order: int | None = None) -> Milestone:
    """Name something that an activity delivers or reaches."""
    wait_for_others("milestones", activity.id)
    refuse_if(reasons_against_adding_milestone(activity, title, by=by, at=at))
    milestone = Milestone.objects.create(
        project_id=activity.project_id,
        activity=activity,
        title=title.strip(),
        order=activity.milestones.count() if order is None else order,
    )
    note_act("add_milestone", "milestone", milestone.id, project_id=activity.project_id, by=by.id, at=at)
    return milestone


@transaction.atomic
def plan_milestone(
    activity: Activity,
    title: str,
    date_on: PreciseDate,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> Milestone:
    """Name something that an activity delivers or reaches, with the date that is planned for it."""
    milestone = add_milestone(activity, title, by=by, at=at)
    set_date(milestone, date_on, MilestoneDate.Basis.PLANNED, evidence=evidence, by=by, at=at)
    return milestone


@transaction.atomic
def set_date(
    milestone: Milestone,
    date_on: PreciseDate,
    basis: str,
    *,
    by: Person,
    at: datetime,
    known_from: PreciseDate | None = None,
    decision: Decision | None = None,
    ground: str = "",
    reason: str = "",
    evidence: Sequence[Evidence] = (),
) -> MilestoneDate:
    """Plan a date, move it by a decision and on a ground, or note or correct when it was reached; earlier dates stay.

    A moved date holds from the day of its decision, unless `known_from` says otherwise or an earlier date was known
    later than that; a first plan holds from the day on which it is recorded, unless a case tells it. So nothing that is
    recorded now changes how things stood before.
    """
    milestone = Milestone.objects.select_for_update(of=("self",)).select_related("activity").get(id=milestone.id)
    against = reasons_against_setting_date(
        milestone, date_on, basis, decision=decision, ground=ground, reason=reason, by=by, at=at
    )
    refuse_if(against + reasons_against_attaching(milestone.project_id, evidence))
    is_plan = basis == MilestoneDate.Basis.PLANNED
    set_on = MilestoneDate(
        project_id=milestone.project_id,
        milestone=milestone,
        date_on=date_on,
        basis=basis,
        known_from=known_from or (_known_from(milestone, decision, by, at) if is_plan else None),
        decision=decision,
        ground=ground,
        reason=reason.strip(),
        recorded_by=None if by.loads_cases else by,
        recorded_at=None if by.loads_cases else at,
        order=milestone.dates.count(),
    )
    _register(set_on, evidence, by=by, at=at)
    return set_on


def _register(set_on: MilestoneDate, evidence: Sequence[Evidence], *, by: Person, at: datetime) -> None:
    """Keep a date with what it rests on, and note that it was set."""
    set_on.save(force_insert=True)
    attach(set_on, evidence)
    note_act(
        "set_date",
        "milestone",
        set_on.milestone_id,
        project_id=set_on.project_id,
        by=by.id,
        at=at,
        details={"date_on": set_on.date_on.text, "basis": set_on.basis},
    )


def _known_from(milestone: Milestone, decision: Decision | None, by: Person, at: datetime) -> PreciseDate | None:
    decided: PreciseDate | None = decision.decided_on if decision else None
    if by.loads_cases:
        return decided
    before = milestone.dates.order_by("-order").first()
    told = before.known_from if before else None
    if decided is None or (told is not None and decided.earliest < told.latest):
        return PreciseDate.of_day(timezone.localdate(at))
    return decided


@transaction.atomic
def ask_decision_about(
    activity: Activity,
    question: str,
    *,
    by: Person,
    at: datetime,
    body: Body | None = None,
    agreed_days: int | None = None,
    about: Subject = NOT_NAMED,
) -> Decision:
    """Put a question about an activity to a body."""
    decision = ask_decision(question, by=by, at=at, body=body, agreed_days=agreed_days, about=about)
    return link_decision(activity, decision, by=by, at=at)


@transaction.atomic
def link_decision(activity: Activity, decision: Decision, *, by: Person, at: datetime) -> Decision:
    """Say that a decision is about an activity."""
    wait_for_others("decisions", activity.id)
    refuse_if(reasons_against_linking_decision(activity, decision, by=by, at=at))
    DecisionAbout.objects.create(project_id=activity.project_id, activity=activity, decision=decision)
    note_act("link_decision", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return decision


@transaction.atomic
def name_hindrance(
    activity: Activity,
    description: str,
    *,
    by: Person,
    at: datetime,
    precondition: Precondition | None = None,
    decider: Body | None = None,
    since: PreciseDate | None = None,
    until: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> Hindrance:
    """Name what holds an activity up, and who must decide about it when that is known."""
    refuse_if(reasons_against_naming_hindrance(activity, description, by=by, at=at))
    hindrance = Hindrance(
        project_id=activity.project_id,
        activity=activity,
        precondition=precondition,
        description=description.strip(),
        decider=decider,
        since=since,
        until=until,
        order=activity.hindrances.count(),
    )
    hindrance.save(force_insert=True)
    attach(hindrance, evidence)
    note_act("name_hindrance", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return hindrance


@transaction.atomic
def assign(
    activity: Activity,
    person: Person,
    role: str,
    active_from: date,
    *,
    by: Person,
    at: datetime,
    active_until: date | None = None,
) -> TeamRole:
    """Give someone a role in an activity for a period (end not included)."""
    wait_for_others("team", activity.id)
    refuse_if(reasons_against_assigning(activity, person, active_from, active_until, by=by, at=at))
    assigned = TeamRole.objects.create(
        project_id=activity.project_id,
        activity=activity,
        person=person,
        role=role,
        active_from=active_from,
        active_until=active_until,
    )
    note_act("assign", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return assigned


@transaction.atomic
def serve_purpose(activity: Activity, purpose: Purpose, *, by: Person, at: datetime) -> Activity:
    """Say for which purpose the team of an activity reads data; it has one at a time."""
    refuse_if(reasons_against_serving_purpose(activity, purpose, by=by, at=at))
    activity.purpose = purpose
    activity.save(update_fields=["purpose"])
    note_act("serve_purpose", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return activity
