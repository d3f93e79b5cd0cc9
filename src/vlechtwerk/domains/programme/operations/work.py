"""Give and finish tasks, write and withdraw remarks, and end a step: what a team does every day."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStep,
    Milestone,
    Remark,
    RemarkMention,
    Task,
    TaskChange,
)
from vlechtwerk.domains.programme.rules.work import (
    named_in,
    present_people,
    reasons_against_ending_step,
    reasons_against_ending_task,
    reasons_against_giving_on,
    reasons_against_giving_task,
    reasons_against_names_of_two,
    reasons_against_withdrawing,
    reasons_against_writing_remark,
)
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def give_task(
    activity: Activity,
    title: str,
    owner: Person,
    *,
    by: Person,
    at: datetime,
    due_on: date | None = None,
    milestone: Milestone | None = None,
    entry: ActivityEntry | None = None,
) -> Task:
    """Give someone a task in an activity; it may come from a date, or from what was intended."""
    activity = Activity.objects.select_for_update(of=("self",)).get(id=activity.id)
    refuse_if(reasons_against_giving_task(activity, title, owner, milestone=milestone, entry=entry, by=by, at=at))
    task = Task.objects.create(
        project_id=activity.project_id,
        activity=activity,
        title=title.strip(),
        milestone=milestone,
        entry=entry,
        given_by=by,
        given_at=at,
    )
    TaskChange.objects.create(
        project_id=activity.project_id, task=task, number=0, owner=owner, due_on=due_on, recorded_by=by, recorded_at=at
    )
    note_act("give_task", "task", task.id, project_id=activity.project_id, by=by.id, at=at)
    return task


@transaction.atomic
def end_task(task: Task, state: str, *, by: Person, at: datetime, note: str = "") -> TaskChange:
    """Call a task done, or drop it with the reason why."""
    task, current = _locked(task)
    refuse_if(reasons_against_ending_task(task, current, state, note, by=by, at=at))
    change = _changed(task, current, current.owner, current.due_on, state=state, note=note, by=by, at=at)
    note_act("end_task", "task", task.id, project_id=task.project_id, by=by.id, at=at, details={"state": state})
    return change


@transaction.atomic
def give_on_task(
    task: Task, owner: Person, due_on: date | None, *, by: Person, at: datetime, note: str = ""
) -> TaskChange:
    """Give a task to someone else, or another date; who had it before stays in its history."""
    task, current = _locked(task)
    refuse_if(reasons_against_giving_on(task, current, owner, due_on, by=by, at=at))
    change = _changed(task, current, owner, due_on, state=current.state, note=note, by=by, at=at)
    note_act("give_on_task", "task", task.id, project_id=task.project_id, by=by.id, at=at)
    return change


def _locked(task: Task) -> tuple[Task, TaskChange]:
    """Return a task as it stands; two changes at once follow each other, by its activity that both wait for."""
    Activity.objects.select_for_update(of=("self",)).get(id=task.activity_id)
    task = Task.objects.select_related("activity").get(id=task.id)
    return task, task.changes.select_related("owner").latest("number")


def _changed(
    task: Task,
    current: TaskChange,
    owner: Person,
    due_on: date | None,
    *,
    state: str,
    note: str,
    by: Person,
    at: datetime,
) -> TaskChange:
    return TaskChange.objects.create(
        project_id=task.project_id,
        task=task,
        number=current.number + 1,
        state=state,
        owner=owner,
        due_on=due_on,
        note=note.strip(),
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def write_remark(
    activity: Activity,
    text: str,
    *,
    by: Person,
    at: datetime,
    team_only: bool = False,
    mentioned: Collection[Person] = (),
) -> Remark:
    """Write a comment that every member reads, or a note for the team; who is mentioned (also as “@Name”) is told."""
    people = Person.objects.filter(project_id=activity.project_id, loads_cases=False)
    called = [_meant(having - {by}, at) for having in named_in(text, people)]
    named = {*mentioned, *(person for having in called if len(having) == 1 for person in having)} - {by}
    refuse_if(
        reasons_against_writing_remark(activity, text, named, team_only=team_only, by=by, at=at)
        + reasons_against_names_of_two(called, named)
    )
    remark = Remark.objects.create(
        project_id=activity.project_id,
        activity=activity,
        team_only=team_only,
        text=text.strip(),
        written_by=by,
        written_at=at,
    )
    RemarkMention.objects.bulk_create(
        RemarkMention(project_id=activity.project_id, remark=remark, person=person)
        for person in sorted(named, key=lambda item: item.name)
    )
    note_act("write_remark", "activity", activity.id, project_id=activity.project_id, by=by.id, at=at)
    return remark


def _meant(having: set[Person], at: datetime) -> set[Person]:
    """Return who of those with one name can be meant: of several, those who take part now."""
    return having if len(having) < 2 else present_people(having, at) or having


@transaction.atomic
def withdraw_remark(remark: Remark, *, by: Person, at: datetime) -> Remark:
    """Take back what one wrote: that it was there stays, what it said does not."""
    # Nobody but its author can lock it, so the reasons come first; and again, should it have gone meanwhile.
    refuse_if(reasons_against_withdrawing(remark, by=by, at=at))
    remark = Remark.objects.select_for_update(of=("self",)).get(id=remark.id)
    refuse_if(reasons_against_withdrawing(remark, by=by, at=at))
    remark.text, remark.withdrawn_at = "", at
    remark.save(update_fields=["text", "withdrawn_at"])
    note_act("withdraw_remark", "activity", remark.activity_id, project_id=remark.project_id, by=by.id, at=at)
    return remark


@transaction.atomic
def end_step(taken: ActivityStep, ended_on: PreciseDate, *, by: Person, at: datetime) -> ActivityStep:
    """Note since when an activity is no longer in a step."""
    taken = ActivityStep.objects.select_for_update(of=("self",)).select_related("activity").get(id=taken.id)
    refuse_if(reasons_against_ending_step(taken, ended_on, by=by, at=at))
    taken.ended_on = ended_on
    if not by.loads_cases:
        taken.recorded_by, taken.recorded_at = by, at
    taken.save(update_fields=["ended_on", "recorded_by", "recorded_at"])
    note_act("end_step", "activity", taken.activity_id, project_id=taken.project_id, by=by.id, at=at)
    return taken
