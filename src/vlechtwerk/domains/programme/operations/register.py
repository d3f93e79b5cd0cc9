"""Register what the programme consists of: sources, focus areas, activities with what is told, preconditions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Body, Organisation, Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityPartner,
    ActivityStep,
    FocusArea,
    FormerName,
    PlanText,
    Precondition,
    Source,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.domains.programme.rules.work import reasons_against_beginning_step, reasons_against_telling
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_source(
    code: str,
    title: str,
    kind: str,
    *,
    by: Person,
    at: datetime,
    version: str = "",
    dated_on: PreciseDate | None = None,
    publisher: str = "",
    note: str = "",
    doubt: str = "",
    tells_of_others: bool = False,
) -> Source:
    """Register a published document that facts can rest on."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    source = Source.objects.create(
        project_id=by.project_id,
        code=code,
        title=title,
        kind=kind,
        version=version,
        dated_on=dated_on,
        publisher=publisher,
        note=note,
        doubt=doubt,
        tells_of_others=tells_of_others,
    )
    note_act("add_source", "source", source.id, project_id=by.project_id, by=by.id, at=at)
    return source


@transaction.atomic
def add_plan_text(
    kind: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    title: str = "",
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> PlanText:
    """Register what the whole plan says: its problem, its goals, or a step of the way of working."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    passage = PlanText.objects.create(project_id=by.project_id, kind=kind, title=title, text=text, order=order)
    attach(passage, evidence)
    note_act("add_plan_text", "plan_text", passage.id, project_id=by.project_id, by=by.id, at=at)
    return passage


@transaction.atomic
def add_focus_area(
    code: str,
    name: str,
    *,
    by: Person,
    at: datetime,
    gap_at_start: str = "",
    work_goal: str = "",
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> FocusArea:
    """Register a focus area with its work goal."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    area = FocusArea.objects.create(
        project_id=by.project_id, code=code, name=name, gap_at_start=gap_at_start, work_goal=work_goal, order=order
    )
    attach(area, evidence)
    note_act("add_focus_area", "focus_area", area.id, project_id=by.project_id, by=by.id, at=at)
    return area


@transaction.atomic
def add_activity(
    code: str,
    name: str,
    *,
    by: Person,
    at: datetime,
    kind: str = "",
    focus_area: FocusArea | None = None,
    parent: Activity | None = None,
    goal: str = "",
    plan_name_note: str = "",
    data_used: str = "",
    follow_up: str = "",
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> Activity:
    """Register an activity, or a part of one."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    activity = Activity.objects.create(
        project_id=by.project_id,
        code=code,
        name=name,
        kind=kind,
        focus_area=focus_area,
        parent=parent,
        goal=goal,
        plan_name_note=plan_name_note,
        data_used=data_used,
        follow_up=follow_up,
        order=order,
    )
    attach(activity, evidence)
    note_act("add_activity", "activity", activity.id, project_id=by.project_id, by=by.id, at=at)
    return activity


@transaction.atomic
def add_former_name(
    activity: Activity, name: str, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> FormerName:
    """Note a name that the activity had before, or has elsewhere."""
    refuse_if(reasons_against_leading(activity, by=by, at=at))
    former = FormerName.objects.create(project_id=activity.project_id, activity=activity, name=name)
    attach(former, evidence)
    note_act("add_former_name", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return former


@transaction.atomic
def add_entry(
    activity: Activity,
    kind: str,
    text: str,
    *,
    by: Person,
    at: datetime,
    occurred_on: PreciseDate | None = None,
    ground: str = "",
    evidence: Sequence[Evidence] = (),
) -> ActivityEntry:
    """Tell what was done, what the organisation says itself, what is prepared, or what people find."""
    refuse_if(
        reasons_against_telling(
            activity, kind, text, occurred_on=occurred_on, ground=ground, evidence=evidence, by=by, at=at
        )
    )
    entry = ActivityEntry.objects.create(
        project_id=activity.project_id,
        activity=activity,
        kind=kind,
        text=text.strip(),
        occurred_on=occurred_on,
        ground=ground,
        recorded_by=None if by.loads_cases else by,
        recorded_at=None if by.loads_cases else at,
        order=activity.entries.filter(kind=kind).count(),
    )
    attach(entry, evidence)
    note_act("add_entry", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return entry


@transaction.atomic
def add_partner(
    activity: Activity,
    organisation: Organisation,
    part: str,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> ActivityPartner:
    """Note the part that an organisation has in an activity."""
    refuse_if(reasons_against_leading(activity, by=by, at=at))
    partner = ActivityPartner.objects.create(
        project_id=activity.project_id,
        activity=activity,
        organisation=organisation,
        part=part,
        order=activity.partners.count(),
    )
    attach(partner, evidence)
    note_act("add_partner", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return partner


@transaction.atomic
def add_step(
    activity: Activity,
    step: str,
    started_on: PreciseDate,
    *,
    by: Person,
    at: datetime,
    ended_on: PreciseDate | None = None,
) -> ActivityStep:
    """Note that an activity is in a step; steps may overlap and come back."""
    wait_for_others("steps", activity.id)
    refuse_if(reasons_against_beginning_step(activity, step, started_on, ended_on, by=by, at=at))
    taken = ActivityStep(
        project_id=activity.project_id,
        activity=activity,
        step=step,
        started_on=started_on,
        ended_on=ended_on,
        recorded_by=None if by.loads_cases else by,
        recorded_at=None if by.loads_cases else at,
    )
    taken.save(force_insert=True)
    note_act("add_step", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return taken


@transaction.atomic
def add_precondition(
    code: str,
    title: str,
    *,
    by: Person,
    at: datetime,
    explanation: str = "",
    due_on: PreciseDate | None = None,
    due_note: str = "",
    owner: Organisation | None = None,
    owner_body: Body | None = None,
    in_plan: bool = True,
    order: int = 0,
    evidence: Sequence[Evidence] = (),
) -> Precondition:
    """Register what the plan needs, or what respondents named beside the plan."""
    refuse_if(reasons_against_acting(by, at, MANAGERS))
    precondition = Precondition.objects.create(
        project_id=by.project_id,
        code=code,
        title=title,
        explanation=explanation,
        due_on=due_on,
        due_note=due_note,
        owner=owner,
        owner_body=owner_body,
        in_plan=in_plan,
        order=order,
    )
    attach(precondition, evidence)
    note_act("add_precondition", "precondition", precondition.id, project_id=by.project_id, by=by.id, at=at)
    return precondition
