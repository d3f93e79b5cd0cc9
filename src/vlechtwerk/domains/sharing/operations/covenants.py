"""Put a covenant in force, and end it: by a decision of the steering body, never by a switch."""

from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Decision, Person
from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.rules import reasons_against_adopting_covenant, reasons_against_ending_covenant
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def adopt_covenant(
    name: str,
    clauses: str,
    decision: Decision,
    six_facts: dict[str, str],
    *,
    by: Person,
    at: datetime,
    exemption: str = "",
    exemption_on: date | None = None,
) -> Covenant:
    """Put a covenant in force from this moment, in place of the one before it (Wpg art. 20(2): six facts).

    What could be read before and what can be read after both stay answerable: the clauses are kept as they are now.
    """
    wait_for_others("covenants", by.project_id)
    refuse_if(reasons_against_adopting_covenant(clauses, decision, six_facts, exemption, exemption_on, by=by, at=at))
    Covenant.objects.filter(project_id=by.project_id, in_force_until__isnull=True).update(in_force_until=at)
    covenant = Covenant.objects.create(
        project_id=by.project_id,
        name=name,
        clauses=clauses,
        decision=decision,
        exemption=exemption,
        exemption_on=exemption_on,
        in_force_from=at,
        adopted_by=by,
        **{fact: text.strip() for fact, text in six_facts.items()},
    )
    note_act("adopt_covenant", "covenant", covenant.id, project_id=by.project_id, by=by.id, at=at)
    return covenant


@transaction.atomic
def end_covenant(covenant: Covenant, *, by: Person, at: datetime) -> Covenant:
    """End a covenant: from this moment only the law holds."""
    covenant = Covenant.objects.select_for_update().get(id=covenant.id)
    refuse_if(reasons_against_ending_covenant(covenant, by=by, at=at))
    covenant.in_force_until = at
    covenant.save(update_fields=["in_force_until"])
    note_act("end_covenant", "covenant", covenant.id, project_id=by.project_id, by=by.id, at=at)
    return covenant
