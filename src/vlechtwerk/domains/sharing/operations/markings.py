"""Make markings: equal ones that are open are one, and nobody marks what they may not give."""

from django.db import IntegrityError, transaction

from vlechtwerk.domains.sharing.models import Marking, MarkingPurpose
from vlechtwerk.domains.sharing.operations.clearance import decide_anew
from vlechtwerk.domains.sharing.queries.giving import reasons_against_choice
from vlechtwerk.domains.sharing.queries.markings import Choice, digest_of, marking_of, purposes_of_choice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.foundation.refusal import refuse_if

RETENTION_OF = {
    Category.POLICE_8: Marking.Retention.WPG_8,
    Category.POLICE_9: Marking.Retention.WPG_9,
    Category.POLICE_10A: Marking.Retention.WPG_10,
    Category.POLICE_10C: Marking.Retention.WPG_10,
    Category.CRIMINAL_JUSTICE: Marking.Retention.WJSG,
    Category.FISCAL: Marking.Retention.FISCAL,
    Category.CUSTOMS: Marking.Retention.CUSTOMS,
    Category.OPEN_SOURCE: Marking.Retention.KNOWLEDGE,
    Category.KNOWLEDGE: Marking.Retention.KNOWLEDGE,
}


def ensure_marking(reading: Reading, choice: Choice) -> tuple[Marking, Reading]:
    """Return the marking of a choice, made if it is new, and the reading in which it has been decided about.

    Raises `Refused` when the one who gives may not give this.
    """
    refuse_if(reasons_against_choice(reading, choice))
    known = marking_of(reading, choice)
    if known is not None:
        return known, reading
    made = Marking(
        project_id=reading.actor.project_id,
        organisation_id=reading.actor.organisation_id,
        capacity=reading.appointment.capacity,
        category=choice.category,
        level=choice.level,
        handling=sorted(choice.handling),
        special=choice.special,
        grade=choice.grade,
        retention=RETENTION_OF[Category(choice.category)],
        digest=digest_of(reading, choice),
    )
    made.full_clean(exclude=["project", "organisation", "capacity"], validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # A colleague made it at the same moment; it shows once it has been decided about.
        reading = decide_anew(reading)
        known = marking_of(reading, choice)
        if known is None:
            raise
        return known, reading
    MarkingPurpose.objects.bulk_create(
        MarkingPurpose(project_id=made.project_id, marking=made, purpose=purpose)
        for purpose in purposes_of_choice(reading, choice).values()
    )
    return made, decide_anew(reading)
