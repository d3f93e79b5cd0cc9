"""What people ask and tell each other in a purpose: consents, notices and recalls."""

from uuid import UUID

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.sharing.models import Consent
from vlechtwerk.domains.sharing.operations import consents as operations
from vlechtwerk.domains.sharing.operations.notices import list_notices, list_recalls, see_notices
from vlechtwerk.domains.sharing.queries.consents import consents_in
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.interfaces.api import consent_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find
from vlechtwerk.interfaces.api.reading import reading_in

router = Router(tags=["consents"])
HERE = "/purposes/{purpose}/consents"


@router.get(HERE, response={200: list[schemas.ConsentOut], **PROBLEMS}, by_alias=True)
def consents(request: ApiRequest, project: Path[str], purpose: str) -> list[schemas.ConsentOut]:
    """List what is asked of your organisation and what it asked, newest first."""
    return [schemas.ConsentOut.of(item) for item in consents_in(reading_in(request, purpose))]


@router.post(HERE, response={201: list[schemas.ConsentOut], **PROBLEMS}, by_alias=True)
def ask_consent(
    request: ApiRequest, project: Path[str], purpose: str, asked: schemas.ConsentIn
) -> Status[list[schemas.ConsentOut]]:
    """Ask for what would open a document that you may know of: one request for each need that someone can give."""
    reading = reading_in(request, purpose)
    made = operations.ask_consent(reading, asked.document, asked.needs, asked.necessity, at=timezone.now())
    found = consents_in(reading).in_bulk([item.id for item in made])
    return Status(201, [schemas.ConsentOut.of(found[item.id]) for item in made])


def _found(reading: Reading, consent: UUID) -> Consent:
    return find(consents_in(reading), id=consent)


@router.post(f"{HERE}/{{consent}}/answer", response={201: schemas.ConsentOut, **PROBLEMS}, by_alias=True)
def answer_consent(
    request: ApiRequest, project: Path[str], purpose: str, consent: UUID, answer: schemas.ConsentAnswerIn
) -> Status[schemas.ConsentOut]:
    """Give or refuse what was asked; given, it opens the data at the next call of whoever asked."""
    reading = reading_in(request, purpose)
    operations.answer_consent(
        reading,
        _found(reading, consent),
        answer.give,
        until=answer.until,
        answer=answer.answer,
        at=timezone.now(),
    )
    return Status(201, schemas.ConsentOut.of(_found(reading, consent)))


@router.post(f"{HERE}/{{consent}}/withdrawal", response={201: schemas.ConsentOut, **PROBLEMS}, by_alias=True)
def withdraw_consent(
    request: ApiRequest, project: Path[str], purpose: str, consent: UUID
) -> Status[schemas.ConsentOut]:
    """Take a consent back; the data shut at once."""
    reading = reading_in(request, purpose)
    operations.withdraw_consent(reading, _found(reading, consent), at=timezone.now())
    return Status(201, schemas.ConsentOut.of(_found(reading, consent)))


@router.get("/purposes/{purpose}/notices", response={200: list[schemas.NoticeOut], **PROBLEMS}, by_alias=True)
def notices(request: ApiRequest, project: Path[str], purpose: str) -> list[schemas.NoticeOut]:
    """List what waits for you in this purpose, newest first; it leads only to what you may see now."""
    waiting = list_notices(reading_in(request, purpose))
    seen = {*waiting.documents, *waiting.known}
    return [
        schemas.NoticeOut(
            id=item.id,
            kind=item.kind,
            sent_by=item.sent_by.name,
            sent_at=item.sent_at,
            seen_at=item.seen_at,
            document=item.subject_id if item.subject_id in seen else None,
            consent=item.subject_id if item.subject_id in waiting.consents else None,
        )
        for item in waiting.notices
    ]


@router.post("/purposes/{purpose}/notices/seeing", response={201: schemas.SeenOut, **PROBLEMS}, by_alias=True)
def mark_seen(request: ApiRequest, project: Path[str], purpose: str) -> Status[schemas.SeenOut]:
    """Mark your notices and recalls as seen."""
    return Status(201, schemas.SeenOut(seen=see_notices(reading_in(request, purpose), at=timezone.now())))


@router.get("/purposes/{purpose}/recalls", response={200: list[schemas.RecallOut], **PROBLEMS}, by_alias=True)
def recalls(request: ApiRequest, project: Path[str], purpose: str) -> list[schemas.RecallOut]:
    """List the documents that you read and that were wrong, also when you may no longer read them."""
    waiting = list_recalls(reading_in(request, purpose))
    return [schemas.RecallOut.of(item, waiting.recalled, waiting.purposes) for item in waiting.recalls]
