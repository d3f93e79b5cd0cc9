"""What is done with a document: comment, acknowledge, see who can see it, recall, send."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations import consents as asking
from vlechtwerk.domains.sharing.operations import documents as operations
from vlechtwerk.domains.sharing.operations.reading import open_document
from vlechtwerk.domains.sharing.queries import audience as seeing
from vlechtwerk.domains.sharing.queries.documents import Opened, document_to_act_on, find_standing
from vlechtwerk.interfaces.api import consent_schemas
from vlechtwerk.interfaces.api import document_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.audience_schemas import AudienceOut, SeerOut
from vlechtwerk.interfaces.api.documents import HERE
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find
from vlechtwerk.interfaces.api.purpose_schemas import MomentQuery
from vlechtwerk.interfaces.api.reading import reading_in

router = Router(tags=["documents"])
ONE = f"{HERE}/{{document}}"
PEOPLE = Person.objects.filter(loads_cases=False)


@router.get(f"{ONE}/comments", response={200: list[schemas.CommentOut], **PROBLEMS}, by_alias=True)
def comments(request: ApiRequest, project: Path[str], purpose: str, document: UUID) -> list[schemas.CommentOut]:
    """List the comments on a document, oldest first; reading them is reading the document, and logged as such."""
    reading = reading_in(request, purpose)
    document_to_act_on(reading, document)
    opened = open_document(reading, document)
    return [schemas.CommentOut.of(item) for item in opened.comments] if isinstance(opened, Opened) else []


@router.post(f"{ONE}/comments", response={201: schemas.CommentOut, **PROBLEMS}, by_alias=True)
def write_comment(
    request: ApiRequest, project: Path[str], purpose: str, document: UUID, comment: schemas.CommentIn
) -> Status[schemas.CommentOut]:
    """Comment on a document; whoever may read it reads the comment, and who is mentioned gets a notice."""
    reading = reading_in(request, purpose)
    written = operations.write_comment(
        reading,
        document_to_act_on(reading, document),
        comment.text,
        mentioned=[find(PEOPLE.all(), id=person) for person in comment.mentioned],
        at=timezone.now(),
    )
    return Status(201, schemas.CommentOut.of(written))


@router.post(f"{ONE}/acknowledgements", response={201: consent_schemas.DoneOut, **PROBLEMS}, by_alias=True)
def acknowledge(
    request: ApiRequest, project: Path[str], purpose: str, document: UUID
) -> Status[consent_schemas.DoneOut]:
    """Say that you know that data of this marking are secret and that the duty goes along; then the text opens."""
    reading = reading_in(request, purpose)
    found = find_standing(reading, document)
    if found is None:
        raise absent()
    asking.acknowledge_notice(reading, found.marking, at=timezone.now())
    return Status(201, consent_schemas.DoneOut(done=_("Noted: you know that these data are secret.")))


@router.get(f"{ONE}/audience", response={200: AudienceOut, **PROBLEMS}, by_alias=True)
def audience(
    request: ApiRequest, project: Path[str], purpose: str, document: UUID, query: Query[MomentQuery]
) -> AudienceOut:
    """Say who can see your document, as of any moment: each with the ground, or with what would open it."""
    reading, moment = reading_in(request, purpose), _until_now(query.as_of)
    found = document_to_act_on(reading, document, giver=True)
    return _audience(seeing.who_can_see_item(found, moment), moment)


@router.post("/purposes/{purpose}/audience/_preview", response={200: AudienceOut, **PROBLEMS}, by_alias=True)
def preview_audience(request: ApiRequest, project: Path[str], purpose: str, chosen: schemas.ChoiceIn) -> AudienceOut:
    """Say who would see a document with this marking, before it is given."""
    reading, now = reading_in(request, purpose), timezone.now()
    choice = chosen.choice([find(Purpose.objects.all(), code=code) for code in chosen.purposes])
    return _audience(seeing.who_could_see(reading, choice, chosen.kept_to, now), now)


def _until_now(asked: datetime | None) -> datetime:
    now = timezone.now()
    return now if asked is None else min(asked, now)


def _audience(seers: Sequence[seeing.Seer], moment: datetime) -> AudienceOut:
    return AudienceOut(
        as_of=moment,
        readers=seeing.number_of_people(seer for seer in seers if seer.allowed),
        people=[SeerOut.of(seer) for seer in seers],
    )


@router.post(f"{ONE}/recall", response={201: consent_schemas.RecalledOut, **PROBLEMS}, by_alias=True)
def recall_document(
    request: ApiRequest, project: Path[str], purpose: str, document: UUID, recall: consent_schemas.RecallIn
) -> Status[consent_schemas.RecalledOut]:
    """Recall your document that was wrong: it shuts, and everyone who read it is told."""
    reading = reading_in(request, purpose)
    found = document_to_act_on(reading, document, giver=True)
    told = operations.recall_document(reading, found, recall.because, at=timezone.now())
    return Status(201, consent_schemas.RecalledOut(told=told))


@router.post(f"{ONE}/sendings", response={201: consent_schemas.DoneOut, **PROBLEMS}, by_alias=True)
def send_document(
    request: ApiRequest, project: Path[str], purpose: str, document: UUID, sending: consent_schemas.SendingIn
) -> Status[consent_schemas.DoneOut]:
    """Send a document to a colleague in this purpose; when they can't open it, say why before anything is sent."""
    reading = reading_in(request, purpose)
    found = document_to_act_on(reading, document)
    person = find(PEOPLE.exclude(id=request.actor.person.id), id=sending.person)
    asking.send_document(reading, found, person, at=timezone.now(), anyway=sending.anyway)
    return Status(201, consent_schemas.DoneOut(done=_("Sent.")))
