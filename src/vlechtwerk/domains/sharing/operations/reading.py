"""Read documents: a list, one that is opened, a file that leaves; each reading is logged where it happens."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from vlechtwerk.domains.sharing.models import Document, DocumentSubject, DocumentVersion
from vlechtwerk.domains.sharing.models.log import ALLOWED, DISCLOSE, NOTHING, READ, REFUSED, Event, Outcome
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.queries.connected import documents_about
from vlechtwerk.domains.sharing.queries.documents import (
    Announced,
    DocumentList,
    Opened,
    Wanted,
    announced,
    find_standing,
    is_shut_by_secrecy,
    less_recognisable,
    listed_documents,
    may_leave,
    opened_document,
)
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.facts import Act


def list_documents(reading: Reading, wanted: Wanted) -> DocumentList:
    """Return a page of the documents that may be read in this purpose, and log what was shown."""
    listed = listed_documents(reading, wanted)
    _log_list(reading, listed, wanted)
    return listed


def _log_list(reading: Reading, listed: DocumentList, wanted: Wanted) -> None:
    # Where words of the text were shown, also whom they are about.
    shown = [hit.document.id for hit in listed.hits if hit.snippet]
    subjects: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for subject in DocumentSubject.objects.filter(document__in=shown) if shown else ():
        subjects[subject.document_id].append((subject.pseudonym, subject.kind))
    items = [
        log.Processed(str(one.id), one.marking_id, one.subject_kinds, tuple(subjects[one.id]))
        for one in (hit.document for hit in listed.hits)
    ]
    # Words searched for may name someone: the line says that was searched, and not for what.
    details = {"searched": bool(wanted.words), "total": listed.total, "announced": len(listed.announced)}
    log.note(reading.actor, reading.trace, Event.SEARCH, READ, ALLOWED, items, details)


def list_documents_about(reading: Reading, kind: str, code: str) -> list[Document]:
    """Return the documents about an activity or precondition that may be read in this purpose, and log that list."""
    found = documents_about(kind, code)
    note_titles(reading, found)
    return found


def list_less_recognisable(reading: Reading, document: Document) -> list[Document]:
    """Return the documents of this purpose in which people are less recognisable, and log that list."""
    found = less_recognisable(document)
    note_titles(reading, found)
    return found


def note_titles(reading: Reading, documents: Sequence[Document]) -> None:
    """Log that titles of documents were shown, and no word of their text."""
    items = [log.Processed(str(one.id), one.marking_id, one.subject_kinds) for one in documents]
    log.note(reading.actor, reading.trace, Event.SEARCH, READ, ALLOWED, items)


def open_document(reading: Reading, document_id: UUID) -> Opened | Announced | None:
    """Open a document and log the reading; what may be known is only announced, and what may not is nothing at all."""
    document = find_standing(reading, document_id)
    if document is None:
        return _not_opened(reading, document_id)
    opened = opened_document(reading, document)
    outcome = ALLOWED if opened.acknowledged else Outcome.NOTICE_SHOWN
    log.note(reading.actor, reading.trace, Event.ACCESS, READ, outcome, [log.processed(document)])
    return opened


def _not_opened(reading: Reading, document_id: UUID) -> Announced | None:
    known = next((item for item in announced(reading) if item.document_id == document_id), None)
    marking = known.marking.id if known else None
    outcome = REFUSED if known else NOTHING
    log.note(
        reading.actor, reading.trace, Event.ACCESS, READ, outcome,
        [log.Processed(str(document_id), marking)],
    )  # fmt: skip
    return known


def version_to_hand_out(reading: Reading, document_id: UUID, number: int) -> DocumentVersion | None:
    """Return a version whose file may leave; nothing when it may not, which is logged.

    Whoever makes the file notes with `note_handing_out` whether it left.
    """
    document = find_standing(reading, document_id)
    if document is None:
        _not_opened(reading, document_id)
        return None
    version = (
        document.versions.select_related("marking__organisation", "marking__capacity").filter(number=number).first()
    )
    allowed = version is not None and not is_shut_by_secrecy(reading, document) and may_leave(document.marking_id)
    if not allowed:
        note_handing_out(reading, document, REFUSED)
    return version if allowed else None


def note_handing_out(reading: Reading, document: Document, outcome: Outcome) -> None:
    """Log that the file of a document left, or did not."""
    details = {"act": Act.DOWNLOAD}
    log.note(reading.actor, reading.trace, Event.ACCESS, DISCLOSE, outcome, [log.processed(document)], details)
