"""What is asked of people and not done yet: to be listed in part, and counted in whole by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value

from vlechtwerk.domains.partnership.models import Advice, Decision, Person
from vlechtwerk.domains.partnership.queries import decisions
from vlechtwerk.domains.partnership.rules import running_seats
from vlechtwerk.domains.programme.models import Activity, AdviceAbout, DecisionAbout, TaskChange
from vlechtwerk.domains.programme.queries.work import open_tasks


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of people: tasks to be done, decisions to be taken, and which advice."""

    tasks: QuerySet[TaskChange]
    decisions: QuerySet[Decision]
    advice: Q


def asked_of(person: Person, at: datetime) -> Asked:
    """Return what someone has to do, and what their bodies have to decide and advise."""
    bodies = running_seats(person, at).values("body")
    asked = decisions(Decision.State.ASKED).filter(body__in=bodies)
    return Asked(open_tasks(owner=person), asked, Q(body__in=bodies))


def asked_in(activities: Sequence[Activity]) -> Asked:
    """Return what is asked in some activities, of whomever."""
    ids = [activity.id for activity in activities]
    about = DecisionAbout.objects.filter(activity__in=ids).values("decision")
    advised = AdviceAbout.objects.filter(activity__in=ids).values("advice")
    asked = decisions(Decision.State.ASKED).filter(id__in=about)
    return Asked(open_tasks(activities=ids), asked, Q(id__in=advised))


def asked_by(person: Person) -> Asked:
    """Return what someone asked of others, or gave to them."""
    given = open_tasks().filter(task__given_by=person).exclude(owner=person)
    return Asked(given, decisions(Decision.State.ASKED).filter(asked_by=person), Q(asked_by=person))


def number_of_tasks(asked: Asked, day: date) -> tuple[int, int]:
    """Return how many tasks there are to be done, and how many are late."""
    return asked.tasks.count(), asked.tasks.filter(due_on__lt=day).count()


def number_of_decisions(asked: Asked, day: date) -> tuple[int, int]:
    """Return how many decisions there are to be taken, and how many take longer than was agreed."""
    # Only what was asked on a day that is known has a day on which it is due.
    last = ExpressionWrapper(Value(day, DateField()) - F("agreed_days"), DateField())
    late = asked.decisions.filter(asked_earliest=F("asked_latest"), asked_earliest__lt=last)
    return asked.decisions.count(), late.count()


def number_of_advice(asked: Asked, day: date) -> tuple[int, int]:
    """Return how much advice is to be given, and how much is late."""
    found = Advice.objects.known_by(day).filter(asked.advice, given_on__isnull=True)
    return found.count(), found.filter(due_on__lt=day).count()
