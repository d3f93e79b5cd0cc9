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
    Level,
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
    reasons += reasons_against_period(appointed_from, appointed_until)
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
    reasons += reasons_against_period(seated_from, seated_until)
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


def reasons_against_day(on: date | PreciseDate | None, at: datetime, text: str = "") -> list[Reason]:
    """Return why nothing can have happened on a date: it is still to come."""
    first = on.earliest if isinstance(on, PreciseDate) else on
    if first is None or first <= timezone.localdate(at):
        return []
    return [Reason("in_the_future", text or _("This date is still to come. Register it when it has happened."))]


def reasons_against_period(begins: date | None, ends: date | None) -> list[Reason]:
    """Return why a period can't be: its end lies before its start."""
    if begins is not None and ends is not None and ends <= begins:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    return []
