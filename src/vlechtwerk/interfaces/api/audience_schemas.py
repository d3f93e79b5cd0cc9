"""The shape of who can see something: each with the ground, or with what would open it."""

from datetime import datetime
from uuid import UUID

from vlechtwerk.domains.sharing.queries.audience import Seer
from vlechtwerk.interfaces.api.document_schemas import WayUpOut
from vlechtwerk.interfaces.api.schemas import CamelSchema


class SeerOut(CamelSchema):
    """Someone authorised in the purpose: whether they can read it, by which clauses, or what would open it to them."""

    person: UUID
    name: str
    organisation: str
    capacity: str
    allowed: bool
    clauses: list[str]
    highest: str | None
    ways_up: list[WayUpOut]

    @classmethod
    def of(cls, seer: Seer) -> "SeerOut":
        """Return the shape of someone who sees."""
        return cls(
            person=seer.person_id,
            name=seer.name,
            organisation=seer.organisation,
            capacity=seer.capacity,
            allowed=seer.allowed,
            clauses=[clause.id for clause in seer.clauses],
            highest=seer.explanation.highest,
            ways_up=[WayUpOut.of(way) for way in seer.ways_up],
        )


class AudienceOut(CamelSchema):
    """Who can read something, as of a moment: who can come first."""

    as_of: datetime
    readers: int
    people: list[SeerOut]
