"""Whether someone may look into the log, or at who can see something."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
)
from vlechtwerk.domains.sharing.log_grounds import LogGround
from vlechtwerk.domains.sharing.rules.people import SUPERVISORS, reasons_of_suspension
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# For these, and for nothing else, the log may be used (Wpg art. 32a(2)).
LOG_GROUNDS = {
    LogGround.LAWFULNESS: gettext_lazy("Checking that processing is lawful"),
    LogGround.INTERNAL_CONTROL: gettext_lazy("Internal control"),
    LogGround.SECURITY: gettext_lazy("Integrity and security of the data"),
    LogGround.CRIMINAL_PROCEEDINGS: gettext_lazy("Criminal proceedings"),
}


def reasons_against_reading_log(ground: str, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't read the log: it is for supervision, on one of four grounds, with a reason."""
    reasons = reasons_against_acting(by, at, SUPERVISORS, _("Supervision (Wpg articles 33 and 34)"))
    return reasons + reasons_of_suspension(by) + reasons_against_using_log(ground, because)


def reasons_against_using_log(ground: str, because: str) -> list[Reason]:
    """Return why the log may not be used for this, by whoever: no ground of the four, or no reason written down."""
    rule, reasons = _("Wpg article 32a(2)"), []
    if ground not in LOG_GROUNDS:
        reasons.append(Reason("ground_missing", _("Choose one of the four grounds."), rule))
    if not says_something(because):
        reasons.append(Reason("reason_missing", _("Write down why you read the log."), rule))
    return reasons


def reasons_against_period(since: datetime, until: datetime) -> list[Reason]:
    """Return why a period of the log can't be read: it holds no moment."""
    return [Reason("ends_before_start", _("The end lies before the start."))] if until <= since else []


def reasons_of_other_function() -> list[Reason]:
    """Return why someone who supervises does not do so now: they act in another of their functions."""
    return [Reason("not_your_function", _("You act in another function now; choose the one for supervision."))]


def reasons_against_looking_who_can_see(appointment: Appointment, *, at: datetime) -> list[Reason]:
    """Return why someone can't look who can see items of a marking: it is for a privacy officer who acts as such."""
    officer = {Function.PRIVACY_OFFICER}
    reasons = reasons_against_acting(appointment.person, at, officer, _("Supervision (Wpg articles 33 and 34)"))
    reasons += reasons_of_suspension(appointment.person)
    if not reasons and appointment.function != Function.PRIVACY_OFFICER:
        return reasons_of_other_function()
    return reasons
