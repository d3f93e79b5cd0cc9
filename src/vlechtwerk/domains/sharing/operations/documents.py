"""Give documents, add versions, comment, link and recall: each act is logged in its own transaction."""

import hashlib
import hmac
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import (
    Comment,
    Document,
    DocumentLink,
    DocumentSubject,
    DocumentVersion,
    Edition,
    Folder,
    Marking,
    Notice,
)
from vlechtwerk.domains.sharing.models.log import ALLOWED, CHANGE, COLLECT, Event, Operation
from vlechtwerk.domains.sharing.operations import log, store
from vlechtwerk.domains.sharing.operations.clearance import decide_anew
from vlechtwerk.domains.sharing.operations.markings import ensure_marking
from vlechtwerk.domains.sharing.queries.audience import who_may_know_of
from vlechtwerk.domains.sharing.queries.documents import is_giver
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.queries.store import KeptText
from vlechtwerk.domains.sharing.rules import (
    normal_identifier,
    reasons_against_adding_to,
    reasons_against_also_giving_for,
    reasons_against_changing,
    reasons_against_commenting,
    reasons_against_giving,
    reasons_against_linking,
    reasons_against_naming_edition,
    reasons_against_new_data,
    reasons_against_recalling,
    reasons_against_telling,
)
from vlechtwerk.domains.sharing.words import words_of_not_taken
from vlechtwerk.engines.documents.intake.malware import ClamdScanner, NoScanner, Scanner, ScannerAway
from vlechtwerk.engines.documents.intake.text import ReadText, decode_text, read_text
from vlechtwerk.engines.documents.intake.types import MediaType, NotTaken, sniff
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.journal.entries import sign_act
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if

# A vector of words has a limit of 1 MB in PostgreSQL; a book of this many characters stays below it.
MOST_SEARCHABLE = 300_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in, on this machine's disk, under the name that its sender gave it."""

    path: Path
    file_name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may come in: what it is, what it says, its sum, and which scanner looked for malware, if any."""

    upload: Upload
    media_type: MediaType
    text: ReadText
    sha256: str
    size: int
    scanned: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader needs to weigh a document (Wpg art. 3(5), 4(1), 4(3), 6b)."""

    title: str
    nature: str
    origin: str
    acquired: str
    subject_kinds: Collection[str] = ()
    # Identifiers of people whom it is about, each with its kind; only a keyed pseudonym of them is kept.
    subjects: Sequence[tuple[str, str]] = ()


def pseudonym_in(purpose_code: str, project_id: UUID, identifier: str) -> str:
    """Return the pseudonym of an identifier in a purpose of a project: HMAC-SHA-256 in hexadecimal.

    Keyed per purpose, so that two purposes can't be linked by it.
    """
    _number, key = store.ring_to_write_with().current(f"pseudonyms {project_id} {purpose_code}")
    return hmac.new(key, normal_identifier(identifier).encode(), hashlib.sha256).hexdigest()


def scanner() -> Scanner:
    """Return the malware scanner of this installation; without an address, none."""
    return ClamdScanner(settings.MALWARE_SCANNER) if settings.MALWARE_SCANNER else NoScanner()


def take_in(upload: Upload) -> Taken:
    """Prove what a file is, look for malware and read its text; raises `Refused` with what is wrong and what to do."""
    return _take(
        upload,
        lambda: sniff(upload.path, upload.file_name, megabytes=settings.MOST_MEGABYTES),
        lambda media_type: read_text(upload.path, media_type),
    )


# What `take_in_own_text` reads, by the end of the name.
OWN_TEXTS = {".txt": MediaType.TEXT, ".csv": MediaType.CSV}


def take_in_own_text(upload: Upload) -> Taken:
    """Take in a text or CSV file that whoever runs the platform put there: decoded here, not in a confined process."""
    media_type = OWN_TEXTS[upload.path.suffix]
    return _take(upload, lambda: media_type, lambda _media_type: decode_text(upload.path))


def _take(upload: Upload, prove: Callable[[], MediaType], read: Callable[[MediaType], ReadText]) -> Taken:
    try:
        media_type = prove()
        with upload.path.open("rb") as file:
            scanned = scanner().scan(file)
        if not scanned.clean:
            raise Refused(
                [Reason("malware", _("This file holds malware (%(name)s) and was not kept.") % {"name": scanned.name})]
            )
        text = read(media_type)
    except NotTaken as error:
        raise Refused([Reason(error.code.value, words_of_not_taken(error), upload.file_name)]) from None
    except ScannerAway:
        raise Refused(
            [Reason("scanner_away", _("The malware scanner can't be reached; nothing was kept. Try again later."))]
        ) from None
    digest = hashlib.sha256()
    with upload.path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return Taken(upload, media_type, text, digest.hexdigest(), upload.path.stat().st_size, scanned.by)


@transaction.atomic
def give_document(
    reading: Reading,
    upload: Upload | Taken,
    choice: Choice,
    told: Told,
    *,
    at: datetime,
    folder: Folder | None = None,
    kept_to: Sequence[UUID] | None = None,
    keeps_metadata: bool = False,
) -> Document:
    """Give a document with its marking, or nothing at all: nothing is half-saved.

    A file that was taken in before is not looked at again.
    """
    taken = take_in(upload) if isinstance(upload, Upload) else upload
    marking, reading = _marking_for(reading, choice, told, at)
    by = reading.appointment.person
    document = Document(
        project_id=by.project_id,
        marking=marking,
        kept_to=None if kept_to is None else sorted({*kept_to, by.id}, key=str),
        folder=folder,
        title=told.title.strip(),
        nature=told.nature,
        origin=told.origin.strip(),
        acquired=told.acquired,
        subject_kinds=sorted(told.subject_kinds),
        keeps_metadata=keeps_metadata,
        given_by=by,
        given_at=at,
        changed_at=at,
    )
    sign_act("give_document")
    with _refused_when_closed_meanwhile():
        document.save(force_insert=True)
        _add_version(reading, document, marking, taken, 1, "", at)
        _name_subjects(reading, document, told.subjects)
    _log(reading, COLLECT, document)
    return document


def _marking_for(reading: Reading, choice: Choice, told: Told, at: datetime) -> tuple[Marking, Reading]:
    """Return the marking under which a document may be given, and the reading in which it is."""
    refuse_if(
        reasons_against_also_giving_for(choice.purposes, choice.category, purposes_of(reading.appointment, at), at=at)
    )
    marking, reading = ensure_marking(reading, choice)
    _refuse_what_lacks(reading, marking, told, at)
    return marking, reading


@contextmanager
def _refused_when_closed_meanwhile() -> Iterator[None]:
    """Refuse what the database did not take because its marking was closed in the meantime (Wpg art. 19)."""
    try:
        yield
    except IntegrityError as error:
        if "this marking is closed" not in str(error):
            raise
        words = _("While you gave this, the competent authority agreed to what was given before. Give it once more.")
        raise Refused([Reason("closed_meanwhile", words, _("Wpg article 19"))]) from None


def _refuse_what_lacks(reading: Reading, marking: Marking, told: Told, at: datetime) -> None:
    refuse_if(
        reasons_against_giving(
            reading.purpose,
            told.title,
            told.origin,
            told.nature,
            told.acquired,
            told.subject_kinds,
            marking,
            identifiers=[identifier for identifier, _kind in told.subjects],
            by=reading.appointment.person,
            at=at,
        )
    )


def _name_subjects(reading: Reading, document: Document, subjects: Sequence[tuple[str, str]]) -> None:
    """Keep of each person whom a document is about the pseudonym in this purpose."""
    for identifier, kind in subjects:
        DocumentSubject(
            project_id=document.project_id,
            marking=document.marking,
            document=document,
            pseudonym=pseudonym_in(reading.purpose.code, document.project_id, identifier),
            kind=kind,
        ).save(force_insert=True)


@transaction.atomic
def add_version(
    reading: Reading, document: Document, upload: Upload | Taken, note: str, *, at: datetime
) -> DocumentVersion:
    """Add a version of a document under the same marking; the earlier ones stay."""
    refuse_if(reasons_against_new_data(reading.purpose, document.marking.category, at=at))
    refuse_if(reasons_against_changing(gives=is_giver(reading, document)))
    refuse_if(reasons_against_adding_to(document))
    taken = take_in(upload) if isinstance(upload, Upload) else upload
    document = (
        Document.objects.select_for_update(of=("self",)).select_related("marking__organisation").get(id=document.id)
    )
    sign_act("add_version")
    newest = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = _add_version(reading, document, document.marking, taken, newest + 1, note.strip(), at)
    _log(reading, CHANGE, document)
    return version


def _add_version(
    reading: Reading, document: Document, marking: Marking, taken: Taken, number: int, note: str, at: datetime
) -> DocumentVersion:
    stored_as = new_identifier()
    try:
        with taken.upload.path.open("rb") as file:
            kept = KeptText(taken.text.pages, taken.text.truncated)
            store.keep(stored_as, marking.organisation.code, file, kept)
        version = DocumentVersion(
            project_id=document.project_id,
            marking=marking,
            kept_to=document.kept_to,
            document=document,
            number=number,
            file_name=Path(taken.upload.file_name).name[:200],
            media_type=taken.media_type.mime,
            size=taken.size,
            sha256=taken.sha256,
            pages=len(taken.text.pages),
            note=note,
            stored_as=stored_as,
            scanned=taken.scanned,
            added_by=reading.appointment.person,
            added_at=at,
        )
        version.save(force_insert=True)
        words = "\n".join([document.title, *taken.text.pages]).replace("\x00", "")[:MOST_SEARCHABLE]
        Document.objects.filter(id=document.id).update(
            changed_at=at,
            search=RawSQL("to_tsvector('dutch', %s::text) || to_tsvector('simple', %s::text)", [words, words]),
        )
    except BaseException:
        store.discard(stored_as)
        raise
    return version


@transaction.atomic
def write_comment(
    reading: Reading, document: Document, text: str, *, at: datetime, mentioned: Sequence[Person] = ()
) -> Comment:
    """Comment on a document; whoever may read the document reads the comment, and who is mentioned gets a notice."""
    by = reading.appointment.person
    may_know = who_may_know_of(reading, document.marking, [person.id for person in mentioned], at)
    refuse_if(
        reasons_against_commenting(document, text, by=by, at=at)
        + reasons_against_telling(document, mentioned, may_know)
    )
    comment = Comment(
        project_id=by.project_id,
        marking=document.marking,
        kept_to=document.kept_to,
        document=document,
        text=text.strip(),
        mentioned=[person.id for person in mentioned],
        written_by=by,
        written_at=at,
    )
    comment.save(force_insert=True)
    tell(reading, mentioned, Notice.Kind.MENTIONED, document.id, at=at)
    _log(reading, CHANGE, document)
    return comment


@transaction.atomic
def link_document(reading: Reading, document: Document, kind: str, code: str, *, at: datetime) -> DocumentLink:
    """Say what a document is about in the programme."""
    refuse_if(reasons_against_changing(gives=is_giver(reading, document)))
    wait_for_others("document_links", document.id)
    refuse_if(reasons_against_adding_to(document) + reasons_against_linking(document, kind, code))
    link = DocumentLink(
        project_id=document.project_id, marking=document.marking, kept_to=document.kept_to, document=document,
        kind=kind, code=code,
    )  # fmt: skip
    link.save(force_insert=True)
    _log(reading, CHANGE, document)
    return link


@transaction.atomic
def name_lower_edition(reading: Reading, fuller: Document, lower: Document, *, at: datetime) -> Edition:
    """Name the less recognisable edition of a document, for who may not read the fuller one."""
    refuse_if(reasons_against_changing(gives=is_giver(reading, fuller)))
    wait_for_others("editions", fuller.id)
    refuse_if(reasons_against_adding_to(fuller) + reasons_against_naming_edition(fuller, lower))
    edition = Edition(
        project_id=fuller.project_id, marking=fuller.marking, kept_to=fuller.kept_to, fuller=fuller, lower=lower
    )
    edition.save(force_insert=True)
    _log(reading, CHANGE, fuller)
    return edition


@transaction.atomic
def recall_document(reading: Reading, document: Document, because: str, *, at: datetime) -> int:
    """Recall a document that was wrong: shut it, and tell everyone who read it (Wpg art. 4(4)); return how many."""
    refuse_if(reasons_against_changing(gives=is_giver(reading, document)))
    document = Document.objects.select_for_update(of=("self",)).get(id=document.id)
    refuse_if(reasons_against_recalling(document, because))
    with connection.cursor() as cursor:
        cursor.execute("select recall_from_readers(%s, %s)", [document.id, because.strip()])
        (told,) = cursor.fetchone()
    sign_act("recall_document")
    Document.objects.filter(id=document.id).update(recalled_at=at)
    # That it is shut makes every open page anew, and so the clearance in which it was recalled.
    reading = decide_anew(reading)
    _log(reading, CHANGE, document, Event.DOCUMENT_RECALLED)
    return int(told)


def tell(reading: Reading, people: Sequence[Person], kind: str, subject_id: UUID, *, at: datetime) -> None:
    """Give people a notice; it names nothing, and its reader sees of the item what they may see by then."""
    Notice.objects.bulk_create(
        Notice(
            project_id=reading.actor.project_id,
            person=person,
            purpose=reading.purpose,
            kind=kind,
            subject_id=subject_id,
            sent_by=reading.appointment.person,
            sent_at=at,
        )
        for person in people
    )


def _log(reading: Reading, operation: Operation, document: Document, event: Event = Event.ACCESS) -> None:
    log.note(reading.actor, reading.trace, event, operation, ALLOWED, [log.processed(document)])
