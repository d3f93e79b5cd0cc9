"""Choose in which capacity one acts: the law that binds someone follows from it, so the choice is noted."""

from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.sharing.rules import reasons_against_choosing_capacity
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def choose_capacity(appointment: Appointment, *, by: Person, at: datetime) -> Appointment:
    """Note that someone acts on in one of their own appointments."""
    refuse_if(reasons_against_choosing_capacity(appointment, by=by, at=at))
    note_act("choose_capacity", "appointment", appointment.id, project_id=by.project_id, by=by.id, at=at)
    return appointment
