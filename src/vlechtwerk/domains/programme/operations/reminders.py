"""Remind others of what one waits for."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Reminder, ReminderRecipient
from vlechtwerk.domains.programme.rules.reminders import (
    Awaited,
    column_of,
    people_awaited,
    reasons_against_reminding,
    reasons_against_reminding_again,
)
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def remind(awaited: Awaited, *, by: Person, at: datetime) -> Reminder:
    """Remind those on whom something waits, once a day; everyone sees that they were."""
    refuse_if(reasons_against_reminding(awaited, by=by, at=at))
    of = column_of(awaited)
    try:
        with transaction.atomic():
            reminder = Reminder.objects.create(
                project_id=by.project_id, sent_by=by, sent_at=at, sent_on=timezone.localdate(at), **of
            )
    except IntegrityError:
        # Of two at the same moment one was first.
        refuse_if(reasons_against_reminding_again(awaited, at))
        raise
    ReminderRecipient.objects.bulk_create(
        ReminderRecipient(project_id=by.project_id, reminder=reminder, person=person)
        for person in people_awaited(awaited, at)
        if person != by
    )
    details: dict[str, str | int | bool | None] = {"of": next(iter(of))}
    note_act("remind", "reminder", reminder.id, project_id=by.project_id, by=by.id, at=at, details=details)
    return reminder
