"""Lay down what is read for, and who is authorised to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.sharing.models import Authorisation, Folder, PastPurpose, PastSuspension, Purpose
from vlechtwerk.domains.sharing.rules import (
    reasons_against_authorising,
    reasons_against_ending_authorisation,
    reasons_against_ending_suspension,
    reasons_against_making_folder,
    reasons_against_opening_purpose,
    reasons_against_recording_dpia,
    reasons_against_stating_purpose,
    reasons_against_supervising,
    reasons_against_suspending,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def open_purpose(
    code: str,
    name: str,
    kind: str,
    opened_on: date,
    *,
    by: Person,
    at: datetime,
    serves_customs_law: bool = False,
) -> Purpose:
    """Open a purpose; until it is laid down in writing it is provisional (Wpg art. 9(2): one week)."""
    wait_for_others("purposes", by.project_id)
    refuse_if(reasons_against_opening_purpose(code, name, kind, by=by, at=at))
    purpose = Purpose.objects.create(
        project_id=by.project_id,
        code=code,
        name=name.strip(),
        kind=kind,
        opened_on=opened_on,
        serves_customs_law=serves_customs_law,
    )
    note_act("open_purpose", "purpose", purpose.id, project_id=by.project_id, by=by.id, at=at)
    return purpose


@transaction.atomic
def state_purpose(
    purpose: Purpose, aim: str, persons: str, data: str, ends_on: date | None, *, by: Person, at: datetime
) -> Purpose:
    """Lay a purpose down in writing, with exactly the fields of Wpg art. 13(4)."""
    refuse_if(reasons_against_stating_purpose(purpose, aim, persons, data, ends_on, by=by, at=at))
    _keep_as_it_stood(purpose, by, at)
    purpose.aim, purpose.persons, purpose.data, purpose.ends_on = aim.strip(), persons.strip(), data.strip(), ends_on
    purpose.stated_on, purpose.stated_by = timezone.localdate(at), by
    purpose.save(update_fields=["aim", "persons", "data", "ends_on", "stated_on", "stated_by"])
    note_act("state_purpose", "purpose", purpose.id, project_id=by.project_id, by=by.id, at=at)
    return purpose


@transaction.atomic
def record_dpia(
    purpose: Purpose, reference: str, dpia_on: date, categories: Sequence[str], *, by: Person, at: datetime
) -> Purpose:
    """Record the impact assessment of a purpose and which categories it covers (Wpg art. 4c, AVG art. 35)."""
    refuse_if(reasons_against_recording_dpia(reference, dpia_on, categories, by=by, at=at))
    _keep_as_it_stood(purpose, by, at)
    purpose.dpia_reference, purpose.dpia_on = reference.strip(), dpia_on
    purpose.dpia_categories, purpose.dpia_overtaken_on = sorted(set(categories)), None
    purpose.save(update_fields=["dpia_reference", "dpia_on", "dpia_categories", "dpia_overtaken_on"])
    note_act("record_dpia", "purpose", purpose.id, project_id=by.project_id, by=by.id, at=at)
    return purpose


@transaction.atomic
def overtake_dpia(purpose: Purpose, *, by: Person, at: datetime) -> Purpose:
    """Note that the impact assessment no longer covers what happens; recognisable people are shut until a new one."""
    refuse_if(reasons_against_supervising(by, at))
    _keep_as_it_stood(purpose, by, at)
    purpose.dpia_overtaken_on = timezone.localdate(at)
    purpose.save(update_fields=["dpia_overtaken_on"])
    note_act("overtake_dpia", "purpose", purpose.id, project_id=by.project_id, by=by.id, at=at)
    return purpose


# What is replaced by a new statement or a new impact assessment.
REPLACED = (
    "aim", "persons", "data", "ends_on", "stated_on", "stated_by_id", "dpia_reference", "dpia_on", "dpia_categories",
    "dpia_overtaken_on",
)  # fmt: skip


def _keep_as_it_stood(purpose: Purpose, by: Person, at: datetime) -> None:
    if PastPurpose.objects.filter(purpose=purpose, replaced_at=at).exists():
        # Of several acts at one moment, the first says how it stood until then.
        return
    (stood,) = Purpose.objects.select_for_update().filter(id=purpose.id).values(*REPLACED)
    PastPurpose(project_id=purpose.project_id, purpose=purpose, replaced_at=at, replaced_by=by, **stood).save(
        force_insert=True
    )


@transaction.atomic
def authorise(
    purpose: Purpose,
    appointment: Appointment,
    role: str,
    authorised_from: date,
    *,
    by: Person,
    at: datetime,
    authorised_until: date | None = None,
) -> Authorisation:
    """Authorise someone in a purpose, in one appointment and so in one capacity, for a period (Wpg art. 6)."""
    wait_for_others("authorisations", appointment.id)
    refuse_if(reasons_against_authorising(purpose, appointment, role, authorised_from, authorised_until, by=by, at=at))
    authorisation = Authorisation.objects.create(
        project_id=by.project_id,
        purpose=purpose,
        appointment=appointment,
        role=role,
        authorised_from=authorised_from,
        authorised_until=authorised_until,
        authorised_by=by,
    )
    note_act("authorise", "authorisation", authorisation.id, project_id=by.project_id, by=by.id, at=at)
    return authorisation


@transaction.atomic
def suspend(person: Person, because: str, *, by: Person, at: datetime) -> int:
    """Suspend someone in every purpose, from the next statement of any open page or job; return in how many."""
    authorised = _locked_authorisations(person)
    refuse_if(reasons_against_suspending(person, because, by=by, at=at))
    suspended = authorised.update(suspended_at=at, suspended_because=because.strip())
    note_act("suspend", "person", person.id, project_id=by.project_id, by=by.id, at=at)
    return suspended


@transaction.atomic
def end_suspension(person: Person, *, by: Person, at: datetime) -> int:
    """Let someone read again; return in how many purposes."""
    suspended = _locked_authorisations(person).filter(suspended_at__isnull=False)
    refuse_if(reasons_against_ending_suspension(person, by=by, at=at))
    PastSuspension.objects.bulk_create(
        PastSuspension(
            project_id=by.project_id,
            authorisation=item,
            suspended_at=item.suspended_at or at,
            suspended_because=item.suspended_because,
            ended_at=at,
            ended_by=by,
        )
        for item in suspended
    )
    resumed = suspended.update(suspended_at=None, suspended_because="")
    note_act("end_suspension", "person", person.id, project_id=by.project_id, by=by.id, at=at)
    return resumed


def _locked_authorisations(person: Person) -> "QuerySet[Authorisation]":
    """Return all authorisations of someone, held until the transaction ends: of two acts, one sees the other."""
    found = Authorisation.objects.filter(appointment__person=person)
    list(found.select_for_update(of=("self",)).order_by("id"))
    return found


@transaction.atomic
def end_authorisation(authorisation: Authorisation, until: date, *, by: Person, at: datetime) -> Authorisation:
    """End an authorisation on a day (not included)."""
    authorisation = (
        Authorisation.objects.select_for_update(of=("self",))
        .select_related("appointment__person")
        .get(id=authorisation.id)
    )
    refuse_if(reasons_against_ending_authorisation(authorisation, until, by=by, at=at))
    authorisation.authorised_until = until
    authorisation.save(update_fields=["authorised_until"])
    note_act("end_authorisation", "authorisation", authorisation.id, project_id=by.project_id, by=by.id, at=at)
    return authorisation


@transaction.atomic
def make_folder(purpose: Purpose, name: str, *, by: Person, at: datetime) -> Folder:
    """Make a folder in a purpose, for everyone authorised in it."""
    refuse_if(reasons_against_making_folder(name))
    folder, made = Folder.objects.get_or_create(project_id=by.project_id, purpose=purpose, name=name.strip())
    if made:
        note_act("make_folder", "folder", folder.id, project_id=by.project_id, by=by.id, at=at)
    return folder
