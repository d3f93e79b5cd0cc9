"""Who is in what, who decides what, since when, and how long decisions take."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import (
    Account,
    Appointment,
    Body,
    BodyNote,
    Decision,
    Department,
    LegalCapacity,
    Mandate,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.foundation.periods import Certainty, PreciseDate, Precision


@dataclass(frozen=True, slots=True)
class Membership:
    """A project that an account takes part in, as which person."""

    person_id: UUID
    project_id: UUID
    project_code: str
    project_name: str
    origin: str


def memberships_of(account: Account) -> list[Membership]:
    """Return the projects in which the account stands for someone with a running appointment.

    Asked before it is known who reads, so a function of the database owner answers it, for one account only.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from memberships_of(%s)", [account.id])
        return [Membership(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class CastMember:
    """Someone whom one can step into in the demo."""

    email: str
    name: str
    title: str
    function: str
    organisation: str
    project_code: str
    project_name: str


def demo_cast() -> list[CastMember]:
    """Return whom one can step into; for the demo only, where nobody has signed in yet."""
    with connection.cursor() as cursor:
        cursor.execute("select * from demo_cast()")
        return [CastMember(*row) for row in cursor.fetchall()]


def organisations() -> QuerySet[Organisation]:
    """Return the organisations by name, with their capacities."""
    return Organisation.objects.prefetch_related("capacities")


def capacity_names() -> dict[tuple[str, str], str]:
    """Return how an organisation, by its code, names its capacity of each kind.

    Who knows the kind only, such as the log, can name it where the organisation has one capacity of that kind.
    """
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, kind, name in LegalCapacity.objects.values_list("organisation__code", "kind", "name"):
        named[code, kind].append(name)
    return {key: names[0] for key, names in named.items() if len(names) == 1}


def bodies() -> QuerySet[Body]:
    """Return the bodies by name."""
    return Body.objects.select_related("run_by")


def departments() -> QuerySet[Department]:
    """Return the departments of the partnership's own organisation by name."""
    return Department.objects.all()


def seats_on(day: date, bodies: Iterable[Body]) -> dict[UUID, list[Seat]]:
    """Return who sat in each body on a day, the chair first: one query."""
    order = list(Seat.Role)
    running = Seat.objects.filter(running_on(day, "seated_from", "seated_until"), body__in=bodies)
    found: dict[UUID, list[Seat]] = defaultdict(list)
    for seat in sorted(
        running.select_related("person"), key=lambda seat: (order.index(Seat.Role(seat.role)), seat.person.name)
    ):
        found[seat.body_id].append(seat)
    return found


def mandates_on(day: date, words: str = "") -> QuerySet[Mandate]:
    """Return the mandates that run on a day, narrowed to those that speak of the words: “who decides this?”."""
    running = Mandate.objects.filter(running_on(day, "mandated_from", "mandated_until"))
    if words.strip():
        running = running.filter(Q(subject__icontains=words.strip()) | Q(limits__icontains=words.strip()))
    return running.select_related("body", "person", "granted_by")


def people_on(day: date) -> QuerySet[Person]:
    """Return the people with an appointment that runs on a day, with those appointments and their seats."""
    appointments = Appointment.objects.filter(running_on(day, "appointed_from", "appointed_until")).select_related(
        "organisation", "capacity", "department"
    )
    seats = Seat.objects.filter(running_on(day, "seated_from", "seated_until")).select_related("body")
    return (
        Person.objects.filter(loads_cases=False, appointments__in=appointments)
        .distinct()
        .order_by("name")
        .prefetch_related(Prefetch("appointments", queryset=appointments), Prefetch("seats", queryset=seats))
    )


def decisions(state: str = "", day: date | None = None) -> QuerySet[Decision]:
    """Return decisions, now or as of a day; those that wait longest or were taken last first."""
    found = Decision.objects.select_related("body", "asked_by", "mandate").prefetch_related("forwardings__from_body")
    later = Q(pk__in=[])
    if day is not None:
        found, later = found.known_by(day), Q(decided_earliest__gt=day)
    if state == Decision.State.ASKED:
        return found.filter(Q(state=state) | later).order_by("asked_earliest", "asked_latest", "recorded_at")
    if state:
        found = found.exclude(later) if day is not None else found
        return found.filter(state=state).order_by("-decided_latest", "-recorded_at")
    return found


def as_it_stood(decision: Decision, day: date) -> Decision:
    """Return a question as it stood on a day: what was surely decided afterwards is not told, nor where it went on to.

    The record that comes back is for reading only.
    """
    went_on = [item for item in decision.forwardings.all() if timezone.localdate(item.forwarded_at) > day]
    if went_on:
        decision.body = went_on[0].from_body
    if decision.decided_on is None or decision.decided_by(day) is not Certainty.NOT_YET:
        return decision
    decision.state, decision.result, decision.decided_on, decision.mandate = Decision.State.ASKED, "", None, None
    decision.outcome = decision.reasons = ""
    return decision


def days_waiting(decision: Decision, day: date | None = None) -> int | None:
    """Return how many days a question waits, or took; nothing when a day is not known exactly."""
    ended = decision.decided_on
    waits = day is not None and ended is not None and decision.decided_by(day) is Certainty.NOT_YET
    if waits or decision.state == Decision.State.ASKED:
        ended = PreciseDate.of_day(day or timezone.localdate())
    if decision.asked_on is None or ended is None:
        return None
    if decision.asked_on.precision != Precision.DAY or ended.precision != Precision.DAY:
        return None
    return int((ended.earliest - decision.asked_on.earliest).days)


def notes_of(body: Body) -> list[BodyNote]:
    """Return a body's notes, newest first; for those who do not sit in it there are none."""
    return list(BodyNote.objects.filter(body=body).select_related("written_by"))
