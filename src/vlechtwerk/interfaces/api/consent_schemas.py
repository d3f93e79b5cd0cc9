"""The shapes of what people ask and tell each other about documents: consents, notices, recalls, sendings."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from ninja import Field

from vlechtwerk.domains.sharing.models import Consent, Document, Recall
from vlechtwerk.interfaces.api.document_schemas import MOST_CHOSEN, MarkingOut, Short
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line, Text


class RecallIn(CamelSchema):
    """What was wrong (Wpg article 4(4))."""

    because: Line


class RecalledOut(CamelSchema):
    """How many people who read it have been told."""

    told: int


class SendingIn(CamelSchema):
    """The colleague to send it to; `anyway` sends it to someone who may know of it and not read it yet."""

    person: UUID
    anyway: bool = False


class DoneOut(CamelSchema):
    """What was done."""

    done: str


class ConsentOut(CamelSchema):
    """A request: who asks whom for what, why, and what the answer was."""

    id: UUID
    marking: MarkingOut
    provider: str
    receiver: str
    receiving_capacity: str | None
    kind: str
    necessity: str
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    answer: str
    given_until: date | None
    withdrawn_at: datetime | None

    @classmethod
    def of(cls, item: Consent) -> "ConsentOut":
        """Return the shape of a request."""
        capacity = item.receiving_capacity
        return cls(
            id=item.id,
            marking=MarkingOut.of(item.marking),
            provider=item.provider.code,
            receiver=item.receiver.code,
            receiving_capacity=capacity.kind if capacity else None,
            kind=item.kind,
            necessity=item.necessity,
            state=item.state,
            asked_by=item.asked_by.name,
            asked_at=item.asked_at,
            answered_by=item.answered_by.name if item.answered_by else None,
            answered_at=item.answered_at,
            answer=item.answer,
            given_until=item.given_until,
            withdrawn_at=item.withdrawn_at,
        )


class ConsentIn(CamelSchema):
    """What is asked for, about which document, and why it is necessary."""

    document: UUID
    needs: list[Short] = Field(max_length=MOST_CHOSEN)
    necessity: Text


class ConsentAnswerIn(CamelSchema):
    """The answer: given (until a day, not included) or refused."""

    give: bool
    until: date | None = None
    answer: Line = ""


class NoticeOut(CamelSchema):
    """Something that waits for you. It names nothing; document and consent are there when you may see them now."""

    id: UUID
    kind: str
    sent_by: str
    sent_at: datetime
    seen_at: datetime | None
    document: UUID | None
    consent: UUID | None


class RecallOut(CamelSchema):
    """A document that you read was wrong: whose, when and in which purpose you read it, who recalled it and why.

    The purpose is there when you are still authorised in it; document and title when the document opens to you now.
    """

    id: UUID
    organisation: str
    reason: str
    read_on: date
    purpose: str | None
    document: UUID | None
    title: str | None
    recalled_by: str
    recalled_as: str | None
    recalled_at: datetime
    seen_at: datetime | None

    @classmethod
    def of(cls, item: Recall, recalled: Mapping[UUID, Document], purposes: Collection[UUID]) -> "RecallOut":
        """Return the shape of a recall, with what its reader may know of it now."""
        document = recalled.get(item.document_id)
        return cls(
            id=item.id,
            organisation=item.organisation.code,
            reason=item.reason,
            read_on=item.read_on,
            purpose=item.purpose.code if item.purpose and item.purpose_id in purposes else None,
            document=document.id if document else None,
            title=document.title if document else None,
            recalled_by=item.recalled_by.name,
            recalled_as=item.recalled_as or None,
            recalled_at=item.recalled_at,
            seen_at=item.seen_at,
        )


class SeenOut(CamelSchema):
    """How many notices and recalls were marked as seen."""

    seen: int
