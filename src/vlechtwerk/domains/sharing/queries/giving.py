"""What the reader may give in a purpose, and why not."""

from vlechtwerk.domains.sharing.queries.deciding import Facts, gathered_facts
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.rules import reasons_against_marking
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.facts import Act, Category, DataLevel
from vlechtwerk.foundation.refusal import Reason


def reasons_against_choice(reading: Reading, choice: Choice, facts: Facts | None = None) -> list[Reason]:
    """Return why the reader may not give data of this kind in this purpose, by the facts of now."""
    facts = facts or gathered_facts(reading.purpose)[0]
    marked = choice.marked_by(reading)
    decided = decide_one(facts.grounds(), facts.reader, marked, facts.situation_of(marked), Act.PROVIDE)
    return reasons_against_marking(marked, decided)


def categories_to_give(reading: Reading) -> list[Category]:
    """Return which categories of data the reader may give at all, in their capacity."""
    facts = gathered_facts(reading.purpose)[0]
    return [
        category
        for category in Category
        if not reasons_against_choice(reading, Choice(category, DataLevel.KNOWLEDGE), facts)
    ]
