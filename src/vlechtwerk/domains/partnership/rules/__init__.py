"""Whether someone may act for the partnership now: each question is answered with the reasons against it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import (
    Account,
    Appointment,
    Body,
    Decision,
    Level,
    Mandate,
    Organisation,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

# Who keeps the register of people, seats and mandates.
REGISTRARS = frozenset({Function.ADMINISTRATOR, Function.DIRECTOR, Function.TEAM_MANAGER})
# Who stands above whom; a body that advises gives no mandates, and of some no source tells the level.
DECIDING_LEVELS = (Level.STRATEGIC, Level.TACTICAL, Level.OPERATIONAL)
DECIDING_ROLES = frozenset({Seat.Role.CHAIR, Seat.Role.MEMBER})
LONGEST_TOKEN_LIFE = timedelta(days=90)
MOST_TOKENS = 10


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
    return reasons + reasons_against_changing_own(by, subject)


def reasons_against_changing_own(by: Person, subject: Person | None) -> list[Reason]:
    """Return why someone may not change what is theirs in the register."""
    if subject is None or subject.id != by.id:
        return []
    return [Reason("not_your_own", _("You can't change your own appointment, seat or mandate."), _("Four eyes"))]


def reasons_against_adding_person(name: str, account: Account | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't be registered: without a name, or as a second person of an account."""
    reasons = reasons_against_registering(by, at)
    if not name.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if account is not None and Person.objects.filter(project_id=by.project_id, account=account).exists():
        reasons.append(Reason("account_in_use", _("This account already stands for someone in this project.")))
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
    reasons += reasons_against_ending_again(appointment.appointed_until, at)
    return reasons + reasons_against_end(until < appointment.appointed_from, until, appointment.appointed_until)


def reasons_against_ending_again(ended: date | None, at: datetime) -> list[Reason]:
    """Return why what has ended can't end once more."""
    if ended is not None and ended <= timezone.localdate(at):
        return [Reason("already_ended", _("This has ended already."))]
    return []


def reasons_against_end(lies_before_start: bool, until: date, present: date | None) -> list[Reason]:
    """Return why a period can't end on a day: before it starts, or later than it ends already."""
    if lies_before_start:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    if present is not None and until > present:
        return [Reason("ends_sooner", _("It ends sooner already. Ending does not lengthen it: register a new one."))]
    return []


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


def reasons_against_ending_seat(taken: Seat, until: date, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a seat can't end on a day."""
    reasons = reasons_against_registering(by, at, taken.person)
    reasons += reasons_against_ending_again(taken.seated_until, at)
    return reasons + reasons_against_end(until < taken.seated_from, until, taken.seated_until)


def reasons_against_ending_mandate(mandate: Mandate, until: date, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a mandate can't end on a day; one that never ran for a day was never granted."""
    reasons = reasons_against_registering(by, at, mandate.person)
    reasons += reasons_against_ending_again(mandate.mandated_until, at)
    before_start = mandate.mandated_from is not None and until <= mandate.mandated_from
    return reasons + reasons_against_end(before_start, until, mandate.mandated_until)


def reasons_against_granting_mandate(
    subject: str,
    mandated_from: date | None,
    mandated_until: date | None,
    *,
    body: Body | None,
    person: Person | None,
    granted_by: Decision | None,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a mandate can't be granted: it needs a subject, one holder and a decision of a body that may give it.

    Who gives it stands above the holder; at the highest level nobody does, so there bodies give it themselves. Of what
    a case tells, the source answers: it need not say which decision is behind a mandate, or of whom.
    """
    reasons = reasons_against_registering(by, at, person)
    reasons += _reasons_against_period(mandated_from, mandated_until)
    if not subject.strip():
        reasons.append(Reason("subject_missing", _("Say what may be decided.")))
    if (body is None) == (person is None):
        reasons.append(Reason("one_holder", _("A mandate is held by a body or by a person: name one of the two.")))
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
    else:
        reasons += _reasons_against_granter(granted_by.body, body)
    return reasons


def _reasons_against_granter(granter: Body | None, holder: Body | None) -> list[Reason]:
    rule = _("A mandate is given by who stands above")
    if granter is None:
        return [
            Reason("granter_unknown", _("It is not known which body took that decision, so nothing rests on it."), rule)
        ]
    words = {"granter": granter.name, "holder": holder.name if holder else ""}
    if granter.level == Level.ADVISORY:
        return [Reason("granter_advises", _("%(granter)s advises, and gives no mandates.") % words, rule)]
    if holder is None or _stands_above(granter, holder):
        return []
    return [Reason("granter_not_above", _("%(granter)s does not stand above %(holder)s.") % words, rule)]


def _stands_above(granter: Body, holder: Body) -> bool:
    """Tell whether a body may give another a mandate, as far as their levels are known; the highest stand beside it."""
    if granter.level == Level.STRATEGIC:
        return True
    if granter.id == holder.id or granter.level == Level.ADVISORY:
        return False
    known = [DECIDING_LEVELS.index(body.level) for body in (granter, holder) if body.level in DECIDING_LEVELS]
    return len(known) < 2 or known[0] < known[1]


def reasons_against_asking_decision(question: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a decision can't be asked."""
    reasons = reasons_against_acting(by, at)
    if not question.strip():
        reasons.append(Reason("question_missing", _("Write down the question that must be decided.")))
    return reasons


def mandates_for(decision: Decision, person: Person, decided_on: PreciseDate) -> list[Mandate]:
    """Return the mandates that can carry a decision: those of its body, and the person's own.

    They run on every day that a vague date can mean. A person's own mandate carries decisions of the body that gave it
    and of bodies below; of whom a case leaves out who gave it, all that the person decides. What its subject and its
    limits allow is for the members to judge: both are words, and stand with the decision.
    """
    return [item for item in _mandates_about(decision, person) if _runs(item, decided_on.earliest, decided_on.latest)]


def _mandates_about(decision: Decision, person: Person) -> list[Mandate]:
    holders = Q(person=person)
    if decision.body_id is not None:
        holders |= Q(body=decision.body_id)
    found = Mandate.objects.filter(holders).select_related("granted_by__body")
    return [item for item in found if _reaches(item, decision)]


def _runs(mandate: Mandate, begun_by: date, not_ended_by: date) -> bool:
    begun = mandate.mandated_from is None or mandate.mandated_from <= begun_by
    return begun and (mandate.mandated_until is None or mandate.mandated_until > not_ended_by)


def _reaches(mandate: Mandate, decision: Decision) -> bool:
    given_by = mandate.granted_by.body if mandate.granted_by else None
    if mandate.person_id is None or given_by is None or decision.body is None:
        return True
    return given_by.id == decision.body_id or _stands_above(given_by, decision.body)


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
    reasons = reasons_against_deciding(decision, by=by, at=at)
    if decided_on.earliest > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("A decision can't be taken on a day that is still to come.")))
    if decision.asked_on is not None and decided_on.latest < decision.asked_on.earliest:
        reasons.append(Reason("before_it_was_asked", _("The decision lies before the question.")))
    if result not in Decision.Result.values:
        reasons.append(Reason("result_missing", _("Say what was decided.")))
    if by.loads_cases or decision.body is None:
        return reasons
    return reasons + _reasons_against_mandate(decision, decision.body, decided_on, mandate, by)


def _reasons_against_mandate(
    decision: Decision, body: Body, decided_on: PreciseDate, mandate: Mandate | None, by: Person
) -> list[Reason]:
    if mandate is not None and mandate in mandates_for(decision, by, decided_on):
        return []
    words = {"body": body.name, "date": decided_on.text}
    held = next((item for item in _mandates_about(decision, by) if item == mandate), None)
    if held is not None and _runs(held, decided_on.latest, decided_on.earliest):
        return [
            Reason(
                "day_too_vague",
                _("That mandate did not run all of %(date)s. Name the day of the decision.") % words,
                _("A mandate runs on the day of the decision"),
            )
        ]
    return [
        Reason(
            "no_mandate",
            _("No mandate of %(body)s that runs on that day is named for this.") % words,
            _("A decision names the mandate it uses"),
        )
    ]


def reasons_against_deciding(decision: Decision, *, by: Person, at: datetime) -> list[Reason]:
    """Return why this question is not for someone to decide now, whatever the answer."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if by.loads_cases:
        return reasons
    if decision.body is None:
        return [*reasons, Reason("decider_unknown", _("It is not known who must decide this. Name the body first."))]
    if not running_seats(by, at).filter(body=decision.body, role__in=DECIDING_ROLES).exists():
        reasons.append(
            Reason(
                "no_seat",
                _("You do not sit in %(body)s.") % {"body": decision.body.name},
                _("Deciding is for members of the body"),
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


def reasons_against_sharing_notes(body: Body, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the notes of a body are not for someone to add to."""
    reasons = reasons_against_acting(by, at)
    if not running_seats(by, at).filter(body=body).exists():
        reasons.append(Reason("no_seat", _("You do not sit in %(body)s.") % {"body": body.name}))
    return reasons


def reasons_against_writing_note(body: Body, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't write a note of a body."""
    reasons = reasons_against_sharing_notes(body, by=by, at=at)
    if not text.strip():
        reasons.append(Reason("note_is_empty", _("Write the note first.")))
    return reasons


def reasons_against_making_token(account: Account, days: int, *, at: datetime) -> list[Reason]:
    """Return why an account can't have another personal token of so many days."""
    reasons = []
    if not 1 <= days <= LONGEST_TOKEN_LIFE.days:
        words = {"days": LONGEST_TOKEN_LIFE.days}
        reasons.append(Reason("token_lives_too_long", _("A token lives from 1 to %(days)s days.") % words))
    if account.access_tokens.filter(expires_at__gt=at).count() >= MOST_TOKENS:
        words = {"count": MOST_TOKENS}
        reasons.append(Reason("too_many_tokens", _("You have %(count)s tokens. Remove one first.") % words))
    return reasons


def _reasons_against_period(begins: date | None, ends: date | None) -> list[Reason]:
    if begins is not None and ends is not None and ends <= begins:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    return []
