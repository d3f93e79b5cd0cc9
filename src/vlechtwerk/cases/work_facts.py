"""Load what a team did day by day: tasks with how they went on, remarks, and what people told and moved themselves."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.cases.sharing_facts import moment_from
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, NoticeKind, Task, TaskChange
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import attention, register, status, work
from vlechtwerk.domains.programme.operations.reminders import remind
from vlechtwerk.domains.programme.rules.reminders import Awaited
from vlechtwerk.foundation.evidence.address import Ground


def load_work(file: Block, loading: Loading) -> None:
    """Load tasks, remarks, what was told by people, changes of status by people, and of what they are told by mail."""
    for block in file.blocks("tasks"):
        _task(block, loading)
    for block in file.blocks("remarks"):
        _remark(block, loading)
    for block in file.blocks("told"):
        _told(block, loading)
    for block in file.blocks("statuses"):
        _status(block, loading)
    for block in file.blocks("reminders"):
        _reminder(block, loading)
    for block in file.blocks("digests"):
        with place_of(block):
            attention.choose_digest(
                block.text("how_often"),
                list(NoticeKind.values),
                language="nl",
                by=_person(block, "by", loading),
                at=_moment(block, loading),
            )
        block.finish()


def _moment(block: Block, loading: Loading) -> datetime:
    return moment_from(block, "at", loading.at)


def _due(block: Block, loading: Loading) -> date | None:
    if not block.optional_text("due_on"):
        return None
    return timezone.localdate(moment_from(block, "due_on", loading.at))


def _person(block: Block, key: str, loading: Loading) -> Person:
    person = block.one_of(key, loading.people)
    if person is None:
        raise block.wrong(key, f"Who it is stands under “{key}”.")
    return person


def _activity(block: Block, loading: Loading) -> Activity:
    activity = block.one_of("activity", loading.activities)
    if activity is None:
        raise block.wrong("activity", "This belongs to an activity.")
    return activity


def _task(block: Block, loading: Loading) -> None:
    activity = _activity(block, loading)
    with place_of(block):
        task = work.give_task(
            activity,
            block.text("title"),
            _person(block, "owner", loading),
            due_on=_due(block, loading),
            milestone=activity.milestones.filter(title=block.optional_text("milestone")).first(),
            entry=_intention(block, activity),
            by=_person(block, "by", loading),
            at=_moment(block, loading),
        )
    for item in block.blocks("changes"):
        _change(item, task, loading)
    block.finish()


def _intention(block: Block, activity: Activity) -> ActivityEntry | None:
    text = block.optional_text("intention")
    found = activity.entries.filter(kind=ActivityEntry.Kind.PREPARED, text=text).first() if text else None
    if text and found is None:
        raise block.wrong("intention", "This activity has no such intention.")
    return found


def _change(item: Block, task: Task, loading: Loading) -> None:
    state = item.choice("state", TaskChange.State, TaskChange.State.OPEN)
    by, at = _person(item, "by", loading), _moment(item, loading)
    note = item.optional_text("note")
    with place_of(item):
        if state == TaskChange.State.OPEN:
            work.give_on_task(task, _person(item, "owner", loading), _due(item, loading), note=note, by=by, at=at)
        else:
            work.end_task(task, state, note=note, by=by, at=at)
    item.finish()


def _remark(block: Block, loading: Loading) -> None:
    by, mentioned = _person(block, "by", loading), block.codes("mentioned", loading.people)
    withdrawn: Sequence[Block] = block.blocks("withdrawn")
    with place_of(block):
        remark = work.write_remark(
            _activity(block, loading),
            block.text("text"),
            team_only=block.flag("note"),
            mentioned=mentioned,
            by=by,
            at=_moment(block, loading),
        )
    for item in withdrawn:
        with place_of(item):
            work.withdraw_remark(remark, by=by, at=_moment(item, loading))
        item.finish()
    block.finish()


def _reminder(block: Block, loading: Loading) -> None:
    awaited: Awaited | None = block.one_of("decision", loading.decisions) or block.one_of("advice", loading.advice)
    if awaited is None:
        awaited = Task.objects.filter(activity=_activity(block, loading), title=block.text("task")).first()
    if awaited is None:
        raise block.wrong("task", "This activity has no such task.")
    with place_of(block):
        remind(awaited, by=_person(block, "by", loading), at=_moment(block, loading))
    block.finish()


def _told(block: Block, loading: Loading) -> None:
    with place_of(block):
        register.add_entry(
            _activity(block, loading),
            block.choice("kind", ActivityEntry.Kind),
            block.text("text"),
            occurred_on=block.moment("occurred_on"),
            ground=block.choice("ground", Ground),
            evidence=loading.evidence(block),
            by=_person(block, "by", loading),
            at=_moment(block, loading),
        )
    block.finish()


def _status(block: Block, loading: Loading) -> None:
    occurred_on = block.moment("occurred_on")
    if occurred_on is None:
        raise block.wrong("occurred_on", "A status has a date (occurred_on).")
    with place_of(block):
        status.change_status(
            _activity(block, loading),
            block.choice("status", Status),
            occurred_on,
            block.text("reason"),
            note=block.optional_text("note"),
            by=_person(block, "by", loading),
            at=_moment(block, loading),
        )
    block.finish()
