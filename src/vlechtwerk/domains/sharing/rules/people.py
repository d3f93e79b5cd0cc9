"""Whether someone may be authorised, suspended and let back, and in which capacity they act."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    reasons_against_end,
    reasons_against_ending_again,
    running_on,
)
from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# Who lays purposes down and authorises people in them.
PURPOSE_KEEPERS = frozenset({Function.DIRECTOR, Function.TEAM_MANAGER, Function.LAWYER, Function.PRIVACY_OFFICER})
SUPERVISORS = frozenset({Function.PRIVACY_OFFICER, Function.DIRECTOR})


def reasons_against_keeping_purposes(by: Person, at: datetime, rule: str = "") -> list[Reason]:
    """Return why someone may not lay down purposes or authorise people in them."""
    return reasons_against_acting(by, at, PURPOSE_KEEPERS, rule) + reasons_of_suspension(by)


def reasons_against_authorising(
    purpose: Purpose,
    appointment: Appointment,
    role: str,
    authorised_from: date,
    authorised_until: date | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why someone can't be authorised in a purpose; nobody authorises themselves (Wpg art. 6, four eyes)."""
    reasons = reasons_against_keeping_purposes(by, at, _("Authorising people (Wpg article 6)"))
    day = timezone.localdate(at)
    if appointment.person_id == by.id:
        reasons.append(Reason("not_your_own", _("You can't authorise yourself."), _("Four eyes")))
    if appointment.appointed_until is not None and appointment.appointed_until <= day:
        reasons.append(Reason("no_running_appointment", _("This appointment has ended.")))
    if is_suspended(appointment.person):
        reasons.append(
            Reason("suspended", _("This person is suspended; supervision ends that first."), _("Wpg article 6"))
        )
    if not by.loads_cases and not _authorises_for(by, appointment.organisation_id, at):
        words = _("People are authorised by their own organisation, or by the director of the partnership.")
        reasons.append(Reason("not_your_organisation", words, _("Wpg article 6")))
    if authorised_until is not None and authorised_until <= authorised_from:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    same = running_on(day, "authorised_from", "authorised_until") | Q(authorised_from=authorised_from)
    if Authorisation.objects.filter(same, purpose=purpose, appointment=appointment, role=role).exists():
        reasons.append(Reason("already_authorised", _("This person is authorised already.")))
    return reasons


def _authorises_for(person: Person, organisation_id: UUID, at: datetime) -> bool:
    running = running_on(timezone.localdate(at), "appointed_from", "appointed_until")
    own = Q(organisation_id=organisation_id, function__in=sorted(PURPOSE_KEEPERS))
    return Appointment.objects.filter(running, own | Q(function=Function.DIRECTOR), person=person).exists()


def reasons_against_ending_authorisation(
    authorisation: Authorisation, until: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an authorisation can't end on a day: ending neither revives nor lengthens it (Wpg art. 6)."""
    reasons = reasons_against_supervising(by, at, authorisation.appointment.person)
    reasons += reasons_against_ending_again(authorisation.authorised_until, at)
    if until < timezone.localdate(at):
        words = _("An authorisation ends today or later: who could read on a past day stays as it was.")
        reasons.append(Reason("end_in_past", words, _("Wpg article 32")))
    before_start = until < authorisation.authorised_from
    return reasons + reasons_against_end(before_start, until, authorisation.authorised_until)


def is_suspended(person: Person) -> bool:
    """Whether someone is suspended: in every purpose and appointment, also in those that are given later."""
    return Authorisation.objects.filter(appointment__person=person, suspended_at__isnull=False).exists()


def reasons_of_suspension(by: Person) -> list[Reason]:
    """Return why someone does nothing now: they are suspended."""
    return [Reason("suspended", _("You are suspended."), _("Wpg article 6"))] if is_suspended(by) else []


def reasons_against_supervising(by: Person, at: datetime, subject: Person | None = None) -> list[Reason]:
    """Return why someone may not suspend others or look into the log."""
    reasons = reasons_against_acting(by, at, SUPERVISORS, _("Supervision (Wpg articles 33 and 34)"))
    reasons += reasons_of_suspension(by)
    if subject is not None and subject.id == by.id:
        reasons.append(Reason("not_your_own", _("You can't do this to yourself."), _("Four eyes")))
    return reasons


def reasons_against_suspending(person: Person, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't be suspended: there is nothing to suspend, or they are suspended already."""
    reasons = reasons_against_supervising(by, at, person)
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Write down why.")))
    if not Authorisation.objects.filter(appointment__person=person).exists():
        words = _("This person is authorised nowhere, so there is nothing to suspend.")
        reasons.append(Reason("nothing_to_suspend", words))
    if is_suspended(person):
        reasons.append(Reason("already_suspended", _("This person is suspended already.")))
    return reasons


def reasons_against_ending_suspension(person: Person, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a suspension can't end: there is none."""
    reasons = reasons_against_supervising(by, at, person)
    if not is_suspended(person):
        reasons.append(Reason("not_suspended", _("This person is not suspended.")))
    return reasons


def reasons_against_choosing_capacity(appointment: Appointment, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't act in an appointment: it is another's, or it does not run."""
    reasons = reasons_against_acting(by, at)
    if appointment.person_id != by.id:
        reasons.append(Reason("not_your_appointment", _("This is someone else's appointment.")))
    if appointment.appointed_until is not None and appointment.appointed_until <= timezone.localdate(at):
        reasons.append(Reason("no_running_appointment", _("This appointment has ended.")))
    return reasons
