"""The work of every day: tasks, remarks, what is told, steps, what waits, and of what one is told."""

from urllib.parse import urlencode
from uuid import UUID

from django.utils import timezone
from ninja import Field, Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStep,
    Milestone,
    Remark,
    Task,
)
from vlechtwerk.domains.programme.operations import attention, register, work
from vlechtwerk.domains.programme.queries.activities import ActivityFilter, narrow, units_as_of
from vlechtwerk.domains.programme.queries.digests import digest_choice
from vlechtwerk.domains.programme.queries.notices import notices_of
from vlechtwerk.domains.programme.queries.times import Times, times_as_of
from vlechtwerk.domains.programme.queries.waiting import waiting_for, waiting_in, waiting_on_others
from vlechtwerk.domains.programme.queries.work import RemarkRead, history_of, remarks_on, tasks_now
from vlechtwerk.domains.sharing.operations.notices import count_waiting
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api import work_schemas as shapes
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_shapes import entry_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.tracing import trace_of

router = Router(tags=["work"])
PER_PAGE = 50
PEOPLE = Person.objects.filter(loads_cases=False)
TIMES_PER_PAGE = 100


def _activity(code: str) -> Activity:
    return find(Activity.objects.select_related("focus_area", "parent"), code=code)


def _detail(task: Task) -> shapes.TaskDetailOut:
    current = tasks_now().get(task=task)
    changes = [shapes.TaskChangeOut.of(change) for change in history_of(task)]
    return shapes.TaskDetailOut(**shapes.TaskOut.of(current).model_dump(), changes=changes)


@router.get("/tasks", response={200: shapes.TaskPageOut, **PROBLEMS}, by_alias=True)
def tasks(request: ApiRequest, project: Path[str], query: Query[shapes.TaskQuery]) -> shapes.TaskPageOut:
    """List tasks as they stand, those that are due first on top; without a state asked, what is to be done."""
    found = tasks_now()
    if query.state == shapes.TaskStateAsked.LATE:
        found = found.filter(state="open", due_on__lt=timezone.localdate())
    elif query.state != shapes.TaskStateAsked.ALL:
        found = found.filter(state=query.state.value)
    owner = request.actor.person.id if query.mine else query.owner
    if owner:
        found = found.filter(owner__id=owner)
    if query.activity:
        found = found.filter(task__activity__code=query.activity)
    total, first = found.count(), PER_PAGE * (query.page - 1)

    def page(number: int) -> str:
        asked = query.model_dump(by_alias=True, mode="json", exclude_defaults=True) | {"page": number}
        return f"{request.path}?{urlencode(asked)}"

    return shapes.TaskPageOut(
        total=total,
        next=page(query.page + 1) if first + PER_PAGE < total else None,
        previous=page(query.page - 1) if query.page > 1 else None,
        items=[shapes.TaskOut.of(change) for change in found[first : first + PER_PAGE]],
    )


@router.get("/tasks/{task}", response={200: shapes.TaskDetailOut, **PROBLEMS}, by_alias=True)
def task(request: ApiRequest, project: Path[str], task: UUID) -> shapes.TaskDetailOut:
    """Show one task with every change of it."""
    return _detail(find(Task.objects.all(), id=task))


@router.post("/activities/{code}/tasks", response={201: shapes.TaskDetailOut, **PROBLEMS}, by_alias=True)
def give_task(request: ApiRequest, project: Path[str], code: str, given: shapes.TaskIn) -> Status[shapes.TaskDetailOut]:
    """Give someone a task in an activity."""
    made = work.give_task(
        _activity(code),
        given.title,
        find(PEOPLE.all(), id=given.owner),
        due_on=given.due_on,
        milestone=find_if_named(Milestone.objects.all(), id=given.milestone),
        entry=find_if_named(ActivityEntry.objects.all(), id=given.entry),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _detail(made))


@router.post("/tasks/{task}/ending", response={200: shapes.TaskDetailOut, **PROBLEMS}, by_alias=True)
def end_task(request: ApiRequest, project: Path[str], task: UUID, ended: shapes.TaskEndIn) -> shapes.TaskDetailOut:
    """Call a task done, or drop it with the reason why."""
    found = find(Task.objects.all(), id=task)
    work.end_task(found, ended.state, note=ended.note, by=request.actor.person, at=timezone.now())
    return _detail(found)


@router.post("/tasks/{task}/owner", response={200: shapes.TaskDetailOut, **PROBLEMS}, by_alias=True)
def give_on_task(
    request: ApiRequest, project: Path[str], task: UUID, given: shapes.TaskOwnerIn
) -> shapes.TaskDetailOut:
    """Give a task to someone else, or another date."""
    found = find(Task.objects.all(), id=task)
    owner = find(PEOPLE.all(), id=given.owner)
    work.give_on_task(found, owner, given.due_on, note=given.note, by=request.actor.person, at=timezone.now())
    return _detail(found)


@router.get("/activities/{code}/remarks", response={200: list[shapes.RemarkOut], **PROBLEMS}, by_alias=True)
def remarks(request: ApiRequest, project: Path[str], code: str) -> list[shapes.RemarkOut]:
    """List the comments on an activity, and the notes that the caller may read; newest first."""
    found = _activity(code)
    return [shapes.RemarkOut.of(read, found.code) for read in remarks_on(found)]


@router.post("/activities/{code}/remarks", response={201: shapes.RemarkOut, **PROBLEMS}, by_alias=True)
def write_remark(request: ApiRequest, project: Path[str], code: str, said: shapes.RemarkIn) -> Status[shapes.RemarkOut]:
    """Write a comment, or a note for the team; who is mentioned is told."""
    found = _activity(code)
    remark = work.write_remark(
        found,
        said.text,
        team_only=said.team_only,
        mentioned=[find(PEOPLE.all(), id=person) for person in said.mentioned],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _remark_out(remark))


@router.post("/remarks/{remark}/withdrawal", response={200: shapes.RemarkOut, **PROBLEMS}, by_alias=True)
def withdraw_remark(request: ApiRequest, project: Path[str], remark: UUID) -> shapes.RemarkOut:
    """Take back what one wrote: that it was there stays, what it said does not."""
    found = find(Remark.objects.all(), id=remark)
    return _remark_out(work.withdraw_remark(found, by=request.actor.person, at=timezone.now()))


def _remark_out(remark: Remark) -> shapes.RemarkOut:
    mentioned = tuple(mention.person for mention in remark.mentions.select_related("person"))
    return shapes.RemarkOut.of(RemarkRead(remark, mentioned), remark.activity.code)


@router.post("/activities/{code}/entries", response={201: schemas.EntryOut, **PROBLEMS}, by_alias=True)
def tell(request: ApiRequest, project: Path[str], code: str, told: shapes.EntryIn) -> Status[schemas.EntryOut]:
    """Tell what was done, said, prepared or found, with its ground."""
    found = _activity(code)
    entry = register.add_entry(
        found,
        told.kind,
        told.text,
        occurred_on=PreciseDate.read(told.occurred_on) if told.occurred_on else None,
        ground=told.ground,
        evidence=[item.evidence() for item in told.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, entry_out(entry, evidence_of([entry.id])))


@router.get("/activities/{code}/steps", response={200: list[shapes.StepKeptOut], **PROBLEMS}, by_alias=True)
def steps(request: ApiRequest, project: Path[str], code: str) -> list[shapes.StepKeptOut]:
    """List the steps that an activity is or was in."""
    return [shapes.StepKeptOut.of(step) for step in _activity(code).steps.select_related("activity")]


@router.post("/activities/{code}/steps", response={201: shapes.StepKeptOut, **PROBLEMS}, by_alias=True)
def begin_step(
    request: ApiRequest, project: Path[str], code: str, begun: shapes.ActivityStepIn
) -> Status[shapes.StepKeptOut]:
    """Note that an activity is in a step; steps may overlap and come back."""
    started_on = PreciseDate.read(begun.started_on)
    step = register.add_step(_activity(code), begun.step, started_on, by=request.actor.person, at=timezone.now())
    return Status(201, shapes.StepKeptOut.of(step))


@router.post("/steps/{step}/ending", response={200: shapes.StepKeptOut, **PROBLEMS}, by_alias=True)
def end_step(request: ApiRequest, project: Path[str], step: UUID, ended: shapes.StepEndIn) -> shapes.StepKeptOut:
    """Note since when an activity is no longer in a step."""
    found = find(ActivityStep.objects.select_related("activity"), id=step)
    ended_on = PreciseDate.read(ended.ended_on)
    return shapes.StepKeptOut.of(work.end_step(found, ended_on, by=request.actor.person, at=timezone.now()))


@router.get("/activities/{code}/waiting", response={200: list[shapes.WaitingOut], **PROBLEMS}, by_alias=True)
def waiting_in_activity(request: ApiRequest, project: Path[str], code: str) -> list[shapes.WaitingOut]:
    """List what waits in an activity: what, on whom, since when and until when."""
    return [shapes.WaitingOut.of(row) for row in waiting_in([_activity(code)], request.actor.present)]


@router.get("/waiting", response={200: shapes.WaitingForMeOut, **PROBLEMS}, by_alias=True)
def waiting(request: ApiRequest, project: Path[str]) -> shapes.WaitingForMeOut:
    """Show what waits for the caller, and what waits on others; of sharing a number per purpose."""
    now, person, acting = timezone.now(), request.actor.person, request.actor.appointment
    in_sharing = count_waiting(acting, purposes_of(acting, now), trace_of(request))
    return shapes.WaitingForMeOut(
        for_me=[shapes.WaitingOut.of(row) for row in waiting_for(person, now)],
        on_others=[shapes.WaitingOut.of(row) for row in waiting_on_others(person, now)],
        in_sharing=[shapes.WaitingInPurposeOut.of(item) for item in in_sharing],
    )


@router.get("/notices", response={200: list[shapes.NotificationOut], **PROBLEMS}, by_alias=True)
def my_notices(request: ApiRequest, project: Path[str]) -> list[shapes.NotificationOut]:
    """List of what the caller is told, what is new to them on top, as far as they may read it now."""
    return [shapes.NotificationOut.of(notice) for notice in notices_of(request.actor.person, timezone.now())]


@router.post("/notices/seen", response={200: shapes.NotificationsSeenOut, **PROBLEMS}, by_alias=True)
def see_notices(request: ApiRequest, project: Path[str], seen: shapes.SeenIn) -> shapes.NotificationsSeenOut:
    """Note that the caller saw one notice, all of them, or those that came in a time."""
    now, person = timezone.now(), request.actor.person
    number = attention.see_notices(
        kind=seen.kind, subject=seen.subject, since=seen.since, until=seen.until, by=person, at=now
    )
    return shapes.NotificationsSeenOut(seen=number)


@router.get("/digest", response={200: shapes.DigestChoiceOut, **PROBLEMS}, by_alias=True)
def digest(request: ApiRequest, project: Path[str]) -> shapes.DigestChoiceOut:
    """Show of what the caller is told by e-mail, and how often."""
    return shapes.DigestChoiceOut.of(digest_choice(request.actor.person))


@router.post("/digest", response={200: shapes.DigestChoiceOut, **PROBLEMS}, by_alias=True)
def choose_digest(request: ApiRequest, project: Path[str], chosen: shapes.DigestChoiceIn) -> shapes.DigestChoiceOut:
    """Choose of what the caller is told by e-mail, how often, and in which language."""
    choice = attention.choose_digest(
        chosen.how_often,
        chosen.kinds,
        with_sharing=chosen.with_sharing,
        language=chosen.language,
        by=request.actor.person,
        at=timezone.now(),
    )
    return shapes.DigestChoiceOut.of(choice)


class TimesQuery(schemas.DayQuery):
    """How the lines of time are narrowed."""

    area: schemas.Line = ""
    page: int = Field(1, ge=1, le=100_000)


@router.get("/timeline", response={200: list[shapes.ActivityTimesOut], **PROBLEMS}, by_alias=True)
def timeline(request: ApiRequest, project: Path[str], query: Query[TimesQuery]) -> list[shapes.ActivityTimesOut]:
    """List all activities in time, a hundred at a time: their statuses, and dates as planned, moved and met."""
    day, first = query.as_of or request.actor.present, TIMES_PER_PAGE * (query.page - 1)
    units = narrow(units_as_of(day), ActivityFilter(area=query.area))
    return [_times_out(item) for item in times_as_of(list(units[first : first + TIMES_PER_PAGE]), day)]


def _times_out(item: Times) -> shapes.ActivityTimesOut:
    return shapes.ActivityTimesOut(
        code=item.activity.code,
        name=item.activity.name,
        focus_area=item.activity.focus_area.code if item.activity.focus_area else None,
        statuses=[
            shapes.StatusSinceOut(status=change.status, since=schemas.DateOut.certain(change.occurred_on))
            for change in item.statuses
        ],
        dates=[
            shapes.DateSinceOut(
                title=milestone.milestone.title,
                date=schemas.DateOut.certain(row.date_on),
                basis=row.basis,
                replaced=milestone.is_replaced(row),
            )
            for milestone in item.milestones
            for row in milestone.known_dates
        ],
    )
