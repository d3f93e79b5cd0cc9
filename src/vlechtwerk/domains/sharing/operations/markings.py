"""Make markings: equal ones are one, and nobody marks what they may not give."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.models import Marking, MarkingPurpose
from vlechtwerk.domains.sharing.operations.clearance import decide_anew
from vlechtwerk.domains.sharing.queries.deciding import Facts, gathered_facts
from vlechtwerk.domains.sharing.queries.markings import Choice, digest_of, marking_of, purposes_of_choice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.words import reasons_of_clauses
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.facts import Act, Category, DataLevel
from vlechtwerk.foundation.refusal import Reason, refuse_if

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


def reasons_against_marking(reading: Reading, choice: Choice, facts: Facts | None = None) -> list[Reason]:
    """Return why someone may not give data of this kind in this purpose: the clauses against it, or the lack of one."""
    if choice.category == Category.KNOWLEDGE and choice.level != DataLevel.KNOWLEDGE:
        words = _("Knowledge names nobody: choose the level knowledge, or the category that the data come from.")
        return [Reason("knowledge_names_nobody", words)]
    facts = facts or gathered_facts(reading.purpose)[0]
    marked = choice.marked_by(reading)
    decided = decide_one(facts.grounds(), facts.reader, marked, facts.situation_of(marked), Act.PROVIDE)
    if decided.allowed:
        return []
    if decided.clauses:
        return reasons_of_clauses(decided.clauses)
    return [
        Reason(
            "not_yours_to_give",
            _("In your capacity you do not process data of this kind, so you can't give them."),
            _("Wpg article 1 and 46, AWR article 67, ADW article 1:33, Wjsg title 2A"),
        )
    ]


def categories_to_give(reading: Reading) -> list[Category]:
    """Return which categories of data someone may give at all, in their capacity."""
    facts = gathered_facts(reading.purpose)[0]
    return [
        category
        for category in Category
        if not reasons_against_marking(reading, Choice(category, DataLevel.KNOWLEDGE), facts)
    ]


def ensure_marking(reading: Reading, choice: Choice) -> tuple[Marking, Reading]:
    """Return the marking of a choice, made if it is new, and the reading in which it has been decided about.

    Raises `Refused` when the one who gives may not give this.
    """
    refuse_if(reasons_against_marking(reading, choice))
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
