"""Whether someone may act for the partnership now: each question is answered with the reasons against it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment, Body, Decision, Mandate, Organisation, Person, Seat
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

# Who keeps the register of people, seats and mandates.
REGISTRARS = frozenset({Function.ADMINISTRATOR, Function.DIRECTOR, Function.TEAM_MANAGER})
DECIDING_ROLES = frozenset({Seat.Role.CHAIR, Seat.Role.MEMBER})


def running_on(day: date, begins: str, ends: str) -> Q:
    """Return the condition that a period (end not included) holds the day; an open side has no bound."""
    return (Q(**{f"{begins}__isnull": True}) | Q(**{f"{begins}__lte": day})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": day})
    )


def running_appointments(person: Person, at: datetime) -> QuerySet[Appointment]:
    """Return the appointments that run at a moment."""
    return person.appointments.filter(running_on(timezone.localdate(at), "appointed_from", "appointed_until"))


def running_seats(person: Person, at: datetime) -> QuerySet[Seat]:
    """Return the seats that someone holds at a moment."""
    return person.seats.filter(running_on(timezone.localdate(at), "seated_from", "seated_until"))


def functions_of(person: Person, at: datetime) -> frozenset[str]:
    """Return the functions that someone has at a moment."""
    return frozenset(running_appointments(person, at).values_list("function", flat=True))


def reasons_against_acting(
    by: Person, at: datetime, functions: Collection[str] | None = None, rule: str = ""
) -> list[Reason]:
    """Return why someone may not act: no running appointment, or not in one of the functions asked."""
    if by.loads_cases:
        return []
    held = functions_of(by, at)
    if not held:
        return [
            Reason("no_running_appointment", _("You have no running appointment."), _("Acting needs an appointment"))
        ]
    if functions is not None and not held & frozenset(functions):
        names = ", ".join(str(Function(function).label).lower() for function in sorted(functions))
        return [Reason("not_your_function", _("This is for: %(names)s.") % {"names": names}, rule)]
    return []


def reasons_against_registering(by: Person, at: datetime, subject: Person | None = None) -> list[Reason]:
    """Return why someone may not change the register of people, seats and mandates; nobody changes their own."""
    reasons = reasons_against_acting(by, at, REGISTRARS, _("Keeping the register of people"))
    if subject is not None and subject.id == by.id:
        reasons.append(
            Reason("not_your_own", _("You can't change your own appointment, seat or mandate."), _("Four eyes"))
        )
    return reasons


def reasons_against_appointing(
    person: Person,
    organisation: Organisation,
    appointed_from: date,
    appointed_until: date | None,
    *,
    function: str,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why someone can't be appointed: the period is upside down, or the same appointment runs already."""
    reasons = reasons_against_registering(by, at, person)
    reasons += _reasons_against_period(appointed_from, appointed_until)
    same = person.appointments.filter(
        Q(appointed_until__isnull=True) | Q(appointed_until__gt=appointed_from),
        organisation=organisation,
        function=function,
    )
    if appointed_until is not None:
        same = same.filter(appointed_from__lt=appointed_until)
    if same.exists():
        reasons.append(
            Reason(
                "already_appointed",
                _("%(name)s already has this function at %(organisation)s in this period.")
                % {"name": person.name, "organisation": organisation.name},
            )
        )
    return reasons


def reasons_against_ending_appointment(
    appointment: Appointment, until: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an appointment can't end on a day."""
    reasons = reasons_against_registering(by, at, appointment.person)
    if appointment.appointed_until is not None and appointment.appointed_until <= timezone.localdate(at):
        reasons.append(Reason("already_ended", _("This appointment has ended already.")))
    if until < appointment.appointed_from:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    return reasons


def reasons_against_seating(
    person: Person, body: Body, seated_from: date, seated_until: date | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't take a seat: no appointment on that day, or the seat is theirs already."""
    reasons = reasons_against_registering(by, at, person)
    reasons += _reasons_against_period(seated_from, seated_until)
    if not person.appointments.filter(running_on(seated_from, "appointed_from", "appointed_until")).exists():
        reasons.append(
            Reason(
                "no_appointment_on_that_day",
                _("%(name)s has no appointment on that day.") % {"name": person.name},
                _("A seat needs an appointment"),
            )
        )
    if person.seats.filter(running_on(seated_from, "seated_from", "seated_until"), body=body).exists():
        reasons.append(
            Reason(
                "already_seated",
                _("%(name)s already sits in %(body)s.") % {"name": person.name, "body": body.name},
            )
        )
    return reasons


def reasons_against_granting_mandate(
    subject: str,
    mandated_from: date | None,
    mandated_until: date | None,
    *,
    holder: Person | None,
    granted_by: Decision | None,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a mandate can't be granted: it needs a subject and a decision that was taken."""
    reasons = reasons_against_registering(by, at, holder)
    reasons += _reasons_against_period(mandated_from, mandated_until)
    if not subject.strip():
        reasons.append(Reason("subject_missing", _("Say what may be decided.")))
    if by.loads_cases:
        return reasons
    if granted_by is None or granted_by.state != Decision.State.TAKEN or granted_by.result == Decision.Result.NO:
        reasons.append(
            Reason(
                "no_decision_behind_it",
                _("A mandate rests on a decision that was taken. Ask for that decision first."),
                _("A mandate is granted by a decision"),
            )
        )
    return reasons


def reasons_against_asking_decision(question: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a decision can't be asked."""
    reasons = reasons_against_acting(by, at)
    if not question.strip():
        reasons.append(Reason("question_missing", _("Write down the question that must be decided.")))
    return reasons


def mandates_for(decision: Decision, person: Person, day: date) -> QuerySet[Mandate]:
    """Return the mandates that can carry a decision on a day: those of its body, and the person's own."""
    holders = Q(person=person)
    if decision.body_id is not None:
        holders |= Q(body=decision.body_id)
    return Mandate.objects.filter(holders, running_on(day, "mandated_from", "mandated_until"))


def reasons_against_taking_decision(
    decision: Decision,
    result: str,
    decided_on: PreciseDate,
    mandate: Mandate | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a decision can't be taken by this person, on this day, under this mandate."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if decided_on.earliest > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("A decision can't be taken on a day that is still to come.")))
    if decision.asked_on is not None and decided_on.latest < decision.asked_on.earliest:
        reasons.append(Reason("before_it_was_asked", _("The decision lies before the question.")))
    if result not in Decision.Result.values:
        reasons.append(Reason("result_missing", _("Say what was decided.")))
    if by.loads_cases:
        return reasons
    return reasons + _reasons_against_deciding_for(decision, mandate, by, decided_on, at)


def _reasons_against_deciding_for(
    decision: Decision, mandate: Mandate | None, by: Person, decided_on: PreciseDate, at: datetime
) -> list[Reason]:
    if decision.body is None:
        return [Reason("decider_unknown", _("It is not known who must decide this. Name the body first."))]
    reasons = []
    if not running_seats(by, at).filter(body=decision.body, role__in=DECIDING_ROLES).exists():
        reasons.append(
            Reason(
                "no_seat",
                _("You do not sit in %(body)s.") % {"body": decision.body.name},
                _("Deciding is for members of the body"),
            )
        )
    if mandate is None or not mandates_for(decision, by, decided_on.latest).filter(id=mandate.id).exists():
        reasons.append(
            Reason(
                "no_mandate",
                _("No mandate of %(body)s that runs on that day is named for this.") % {"body": decision.body.name},
                _("A decision names the mandate it uses"),
            )
        )
    return reasons


def reasons_against_withdrawing_decision(decision: Decision, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a question can't be withdrawn: only the one who asked it can, while it waits."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if decision.asked_by_id != by.id:
        reasons.append(Reason("not_your_question", _("Only the one who asked can withdraw the question.")))
    return reasons


def reasons_against_writing_note(body: Body, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't write a note of a body."""
    reasons = reasons_against_acting(by, at)
    if not running_seats(by, at).filter(body=body).exists():
        reasons.append(Reason("no_seat", _("You do not sit in %(body)s.") % {"body": body.name}))
    if not text.strip():
        reasons.append(Reason("note_is_empty", _("Write the note first.")))
    return reasons


def _reasons_against_period(begins: date | None, ends: date | None) -> list[Reason]:
    if begins is not None and ends is not None and ends <= begins:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    return []
