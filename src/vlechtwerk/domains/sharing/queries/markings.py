"""What someone chooses for an item, and the marking that equal items carry already."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from vlechtwerk.domains.sharing.models import Marking, Purpose
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.facts import Marked


@dataclass(frozen=True, slots=True)
class Choice:
    """What someone chooses for an item; who gives it, and in which capacity, follows from who they are.

    `purposes` beside the one in which it is given; the retention class follows from the category.
    """

    category: str
    level: str
    handling: frozenset[str] = frozenset()
    special: bool = False
    grade: str = ""
    purposes: Sequence[Purpose] = field(default_factory=tuple)

    def marked_by(self, reading: Reading) -> Marked:
        """Return the facts that would decide about it."""
        return Marked(
            reading.actor.organisation,
            reading.actor.capacity,
            self.category,
            self.level,
            self.handling,
            self.special,
        )


def marking_of(reading: Reading, choice: Choice) -> Marking | None:
    """Return the marking that equal items of the one who gives carry already: what opens those opens this one too.

    A closed one is left out: what is given after the agreement is no part of it (Wpg art. 19).
    """
    return Marking.objects.filter(digest=digest_of(reading, choice), closed_at__isnull=True).first()


def purposes_of_choice(reading: Reading, choice: Choice) -> dict[UUID, Purpose]:
    """Return the purposes for which an item would be given: the one in which it is, and those beside it."""
    return {reading.purpose.id: reading.purpose} | {purpose.id: purpose for purpose in choice.purposes}


def digest_of(reading: Reading, choice: Choice) -> str:
    """Return the sum by which equal markings of one giver are one."""
    capacity = reading.appointment.capacity
    purposes = sorted(str(key) for key in purposes_of_choice(reading, choice))
    chosen = [
        str(reading.actor.organisation_id), str(capacity.id if capacity else ""), choice.category, choice.level,
        sorted(choice.handling), choice.special, choice.grade, purposes,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(chosen).encode()).hexdigest()
