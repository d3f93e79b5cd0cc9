"""Whether someone may do this in the work of every day: tasks, remarks, what is told, and steps."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import functions_of, reasons_against_acting, running_on
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStep,
    Milestone,
    Remark,
    Task,
    TaskChange,
    TeamRole,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_moment
from vlechtwerk.foundation.evidence.address import Evidence, Ground
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

State = TaskChange.State
KNOWN_GROUNDS = frozenset(ground.value for ground in Ground if ground.value)
# Grounds that nobody has of their own: a count or a measurement stands somewhere.
NEEDS_A_SOURCE = frozenset({Ground.REGISTER, Ground.MEASURED_EFFECT})


def in_team(activity: Activity, person: Person, day: date) -> bool:
    """Whether someone is in the team of an activity on a day, or in that of the whole that it is part of."""
    teams = [activity.id] if activity.parent_id is None else [activity.id, activity.parent_id]
    running = running_on(day, "active_from", "active_until")
    return TeamRole.objects.filter(running, person=person, activity__in=teams).exists()


def reasons_against_working_in(activity: Activity, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not work in an activity: they are neither in its team nor manage the teams."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases or functions_of(by, at) & MANAGERS:
        return reasons
    if in_team(activity, by, timezone.localdate(at)):
        return []
    return [
        Reason(
            "not_your_team",
            _("You are not in the team of this activity. Its team, a team manager or the director can do this."),
            _("Working in an activity"),
        )
    ]


def reasons_against_working_anywhere(*, by: Person, at: datetime) -> list[Reason]:
    """Return why someone may work in no activity at all: they are in no team and do not manage the teams."""
    reasons = reasons_against_acting(by, at)
    if reasons or by.loads_cases or functions_of(by, at) & MANAGERS:
        return reasons
    running = running_on(timezone.localdate(at), "active_from", "active_until")
    if TeamRole.objects.filter(running, person=by).exists():
        return []
    words = _("You are in no team. The team of an activity, a team manager or the director can do this.")
    return [Reason("not_your_team", words, _("Working in an activity"))]


def readers_of_notes(activity: Activity, people: Collection[Person], at: datetime) -> set[Person]:
    """Return who of these people reads the notes of an activity: its team and the director."""
    day = timezone.localdate(at)
    teams = [activity.id] if activity.parent_id is None else [activity.id, activity.parent_id]
    team = Q(activity_roles__in=TeamRole.objects.filter(
        running_on(day, "active_from", "active_until"), activity__in=teams
    ))  # fmt: skip
    directs = Q(appointments__function=Function.DIRECTOR) & running_on(
        day, "appointments__appointed_from", "appointments__appointed_until"
    )
    return set(Person.objects.filter(team | directs, id__in=[person.id for person in people]))


def present_people(people: Collection[Person], at: datetime) -> set[Person]:
    """Return who of these people has a running appointment."""
    running = running_on(timezone.localdate(at), "appointments__appointed_from", "appointments__appointed_until")
    return set(Person.objects.filter(running, id__in=[person.id for person in people], appointments__isnull=False))


def reasons_against_giving_task(
    activity: Activity,
    title: str,
    owner: Person,
    *,
    milestone: Milestone | None,
    entry: ActivityEntry | None,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a task can't be given: nobody who can do it, or not of this activity."""
    reasons = reasons_against_working_in(activity, by=by, at=at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Say what has to be done.")))
    if milestone is not None and milestone.activity_id != activity.id:
        reasons.append(Reason("of_another_activity", _("That date is of another activity.")))
    if entry is not None and (entry.activity_id != activity.id or entry.kind != ActivityEntry.Kind.PREPARED):
        reasons.append(Reason("not_intended_here", _("A task is made of what is intended in this activity.")))
    if entry is not None and Task.objects.filter(entry=entry).exists():
        reasons.append(Reason("task_already", _("This intention is a task already.")))
    return reasons + _reasons_against_owner(owner, at)


def _reasons_against_owner(owner: Person, at: datetime) -> list[Reason]:
    if present_people([owner], at):
        return []
    words = {"name": owner.name}
    return [
        Reason(
            "owner_not_present",
            _("%(name)s has no running appointment, and can't be given a task.") % words,
            _("A task has an owner who takes part"),
        )
    ]


def reasons_against_ending_task(
    task: Task, current: TaskChange, state: str, note: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a task can't be called done or dropped: its owner finishes it, its team can do both."""
    reasons = _reasons_against_closed(current)
    if state not in (State.DONE, State.DROPPED):
        return [*reasons, Reason("state_unknown", _("Say whether it is done or dropped."))]
    if state == State.DROPPED and not note.strip():
        reasons.append(Reason("reason_missing", _("Say why it is dropped."), _("What is dropped says why")))
    if state == State.DONE and current.owner_id == by.id:
        return reasons + reasons_against_acting(by, at)
    return reasons + reasons_against_working_in(task.activity, by=by, at=at)


def reasons_against_giving_on(
    task: Task, current: TaskChange, owner: Person, due_on: date | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a task can't go to someone, or to another date."""
    reasons = _reasons_against_closed(current) + reasons_against_working_in(task.activity, by=by, at=at)
    if (current.owner_id, current.due_on) == (owner.id, due_on):
        reasons.append(Reason("nothing_changes", _("Owner and date are these already.")))
    return reasons + _reasons_against_owner(owner, at)


def _reasons_against_closed(current: TaskChange) -> list[Reason]:
    if current.state == State.OPEN:
        return []
    words = {"state": str(current.get_state_display()).lower()}
    return [Reason("task_ended", _("This task is %(state)s already.") % words)]


def reasons_against_writing_remark(
    activity: Activity, text: str, mentioned: Collection[Person], *, team_only: bool, by: Person, at: datetime
) -> list[Reason]:
    """Return why a remark can't be written: a note is of the team, and who is mentioned must be able to read it."""
    reasons = reasons_against_acting(by, at)
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write what you want to say.")))
    if team_only and not reasons and by not in readers_of_notes(activity, [by], at):
        reasons.append(
            Reason(
                "note_of_the_team",
                _("A note is for the team of the activity and the director. Write a comment, which everyone reads."),
                _("Notes of a team"),
            )
        )
    present = present_people(mentioned, at)
    may_read = readers_of_notes(activity, present, at) if team_only else present
    for person in sorted(set(mentioned) - may_read, key=lambda item: item.name):
        words = {"name": person.name}
        if person not in present:
            reasons.append(
                Reason(
                    "mentioned_not_present",
                    _("%(name)s has no running appointment, and would not read this.") % words,
                    _("Who is mentioned can read it"),
                )
            )
        else:
            reasons.append(
                Reason(
                    "mentioned_outside_team",
                    _("%(name)s is not in the team and may not read its notes.") % words,
                    _("Who is mentioned can read it"),
                )
            )
    return reasons


def named_in(text: str, people: Iterable[Person]) -> list[set[Person]]:
    """Return of each name behind an @ who has it; the longest counts, and an e-mail address names nobody."""
    by_name: dict[str, set[Person]] = defaultdict(set)
    for person in people:
        by_name[person.name.casefold()].add(person)
    longest_first = sorted(by_name, key=len, reverse=True)
    if not longest_first or "@" not in text:
        return []
    names = "|".join(re.escape(name) for name in longest_first)
    found = re.findall(rf"(?<!\w)@({names})(?!\w)", text.casefold())
    return [by_name[name] for name in dict.fromkeys(found)]


def reasons_against_names_of_two(called: Iterable[Collection[Person]], mentioned: Collection[Person]) -> list[Reason]:
    """Return why it is not clear who is meant with a name: more than one has it, and none of them was chosen."""
    return [
        Reason(
            "name_of_two",
            _("More than one of us is called %(name)s. Choose from the list whom you mean.")
            % {"name": min(person.name for person in having)},
            _("Who is mentioned is told"),
        )
        for having in called
        if len(having) > 1 and not set(having) & set(mentioned)
    ]


def reasons_against_withdrawing(remark: Remark, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a remark can't be taken back: by its author only, and once."""
    reasons = reasons_against_acting(by, at)
    if remark.written_by_id != by.id:
        reasons.append(Reason("not_your_remark", _("Only who wrote it can take it back."), _("Withdrawing a remark")))
    if remark.withdrawn_at is not None:
        reasons.append(Reason("withdrawn_already", _("It has been withdrawn already.")))
    return reasons


def reasons_against_telling(
    activity: Activity,
    kind: str,
    text: str,
    *,
    occurred_on: PreciseDate | None,
    ground: str,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why something can't be told about an activity: everything that is told has a ground."""
    reasons = reasons_against_working_in(activity, by=by, at=at)
    if by.loads_cases:
        return reasons
    if kind not in ActivityEntry.Kind.values:
        return [*reasons, Reason("kind_unknown", _("Say whether it was done, said or prepared."))]
    if not text.strip():
        reasons.append(Reason("text_missing", _("Say what it was.")))
    if ground not in KNOWN_GROUNDS:
        reasons.append(Reason("ground_missing", _("Say on which ground this rests."), _("No claim without its ground")))
    if ground in NEEDS_A_SOURCE and not evidence:
        reasons.append(
            Reason(
                "source_missing",
                _("What was counted or measured stands somewhere: name the source."),
                _("No claim without its ground"),
            )
        )
    if ground == Ground.OPINION and kind == ActivityEntry.Kind.DONE:
        reasons.append(
            Reason(
                "opinion_is_not_done",
                _("What people find is not told as done. Choose “what those questioned think”."),
                _("An opinion is never worded as a result"),
            )
        )
    if occurred_on is not None and kind != ActivityEntry.Kind.PREPARED:
        reasons += reasons_against_moment(occurred_on, at)
    return reasons + reasons_against_attaching(activity.project_id, evidence)


def reasons_against_beginning_step(
    activity: Activity, step: str, started_on: PreciseDate, ended_on: PreciseDate | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a step can't begin: it runs already, or its date is still to come."""
    reasons = reasons_against_working_in(activity, by=by, at=at)
    if by.loads_cases:
        return reasons
    if step not in ActivityStep.Step.values:
        return [*reasons, Reason("step_unknown", _("Choose one of the steps."))]
    if activity.steps.filter(step=step, ended_on__isnull=True).exists():
        reasons.append(Reason("step_runs", _("The activity is in this step already.")))
    if ended_on is not None and ended_on.latest < started_on.earliest:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    return reasons + reasons_against_moment(started_on, at)


def reasons_against_ending_step(
    taken: ActivityStep, ended_on: PreciseDate, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a step can't end on a date."""
    reasons = reasons_against_working_in(taken.activity, by=by, at=at)
    if taken.ended_on is not None:
        reasons.append(Reason("already_ended", _("This has ended already.")))
    if ended_on.latest < taken.started_on.earliest:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    return reasons + reasons_against_moment(ended_on, at)
