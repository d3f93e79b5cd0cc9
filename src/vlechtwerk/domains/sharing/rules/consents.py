"""Whether a consent may be asked and answered."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    running_on,
)
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Marking, Purpose
from vlechtwerk.engines.policy.facts import Given
from vlechtwerk.foundation.refusal import Reason

# Which role in the purpose answers which request. The prosecutor is the competent authority of Wpg art. 19.
ANSWERING_ROLES = {
    Given.PROVIDER_CONSENT: (Authorisation.Role.OFFICER, Authorisation.Role.AUTHORISED_OFFICER),
    Given.AUTHORISED_OFFICER_CONSENT: (Authorisation.Role.AUTHORISED_OFFICER,),
    Given.RESEARCH_PERMISSION: (Authorisation.Role.OFFICER, Authorisation.Role.AUTHORISED_OFFICER),
}
# The necessity is the text of each request, and no request of its own.
ASKED_FOR = (*(given.value for given in ANSWERING_ROLES), Given.COMPETENT_AUTHORITY_AGREEMENT.value)


def requests_for(needs: Sequence[str]) -> list[str]:
    """Return which requests are made for what is needed; where only the necessity lacks, the provider answers it."""
    asked = [need for need in needs if need in ASKED_FOR]
    return asked or ([Given.PROVIDER_CONSENT.value] if Given.NECESSITY.value in needs else [])


def reasons_against_asking_consent(kinds: Sequence[str], necessity: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why consent can't be asked: the necessity is not written down."""
    reasons = reasons_against_acting(by, at)
    if not necessity.strip():
        reasons.append(Reason("necessity_missing", _("Write down why it is necessary."), _("Wpg article 3")))
    if not kinds:
        reasons.append(Reason("nothing_asked", _("There is nothing to ask consent for.")))
    return reasons


def reasons_against_asking_again(
    kinds: Sequence[str], marking: Marking, purpose: Purpose, receiving: Appointment
) -> list[Reason]:
    """Return why something can't be asked once more: the same request still waits for its answer."""
    waiting = Consent.objects.filter(
        marking=marking, purpose=purpose, receiver=receiving.organisation_id, kind__in=kinds,
        receiving_capacity=receiving.capacity_id, state=Consent.State.ASKED,
    )  # fmt: skip
    return [Reason("already_asked", _("This was asked already, and waits for an answer."))] if waiting.exists() else []


def holds_data_of(appointment: Appointment, consent: Consent) -> bool:
    """Whether an appointment is on the side that gives: of the provider, in the capacity of the marking."""
    side = (consent.provider_id, consent.providing_capacity_id)
    return side == (appointment.organisation_id, appointment.capacity_id)


def reasons_against_answering_consent(
    consent: Consent, until: date | None, *, acting: Appointment, at: datetime, state: str = Consent.State.ASKED
) -> list[Reason]:
    """Return why someone can't answer a request in an appointment.

    It is for the officer of the provider, in the capacity in which the data are held, or for the competent authority.
    """
    by = acting.person
    reasons = reasons_against_acting(by, at)
    day = timezone.localdate(at)
    if consent.state != state:
        reasons.append(Reason("not_waiting", _("This request is not waiting for an answer any more.")))
    if consent.asked_by_id == by.id:
        reasons.append(Reason("not_your_own", _("You can't consent to your own request."), _("Four eyes")))
    if until is not None and until <= day:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    if consent.kind == Given.COMPETENT_AUTHORITY_AGREEMENT:
        if acting.function == Function.PROSECUTOR:
            return reasons
        return [*reasons, Reason("not_the_officer", _("This is for the public prosecutor."), _("Wpg article 19"))]
    reasons += _reasons_against_answering_for_the_provider(consent, acting, day)
    return reasons + (_reasons_against_giving_both(consent, by) if state == Consent.State.ASKED else [])


def _reasons_against_answering_for_the_provider(consent: Consent, acting: Appointment, day: date) -> list[Reason]:
    """Return why someone is no officer of the provider in the purpose of a request."""
    roles = ANSWERING_ROLES.get(Given(consent.kind), ())
    officer = Authorisation.objects.filter(
        running_on(day, "authorised_from", "authorised_until"),
        purpose=consent.purpose_id,
        appointment=acting,
        role__in=roles,
        suspended_at__isnull=True,
    )
    if holds_data_of(acting, consent) and officer.exists():
        return []
    text = _("This is for an officer of the provider.")
    return [Reason("not_the_officer", text, _("Wpg article 9(3), Bpg 2:10"))]


def _reasons_against_giving_both(consent: Consent, by: Person) -> list[Reason]:
    """Return why someone can't give this consent: two consents are the consents of two people (Bpg art. 4:5)."""
    also_mine = Consent.objects.filter(
        marking=consent.marking_id, purpose=consent.purpose_id, receiver=consent.receiver_id,
        receiving_capacity=consent.receiving_capacity_id, state=Consent.State.GIVEN, answered_by=by,
    ).exclude(kind=consent.kind)  # fmt: skip
    text = _("The other consent is yours; this one is for someone else.")
    return [Reason("second_person", text, "Bpg 4:5")] if also_mine.exists() else []
