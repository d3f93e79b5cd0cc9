"""The documents that someone may read in a purpose: lists, words found, facets, and one document opened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection
from django.db.models import Count, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from vlechtwerk.domains.sharing.models import (
    Acknowledgement,
    Comment,
    Document,
    DocumentVersion,
    Folder,
    Marking,
)  # fmt: skip
from vlechtwerk.domains.sharing.queries import store
from vlechtwerk.domains.sharing.queries.consents import times_asked
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.queries.snippets import snippets_of, tsquery_prefixes
from vlechtwerk.engines.policy.facts import LEVELS
from vlechtwerk.foundation.refusal import NothingThere

PAGE = 25
PERIODS = {"week": 7, "month": 31, "year": 366}
NEWEST, BY_TITLE, BY_GIVER = "newest", "title", "giver"
ORDERS: Mapping[str, Sequence[Any]] = {
    NEWEST: ("-changed_at", "id"),
    BY_TITLE: (Func("title", function="sort_key"), "id"),
    BY_GIVER: ("marking__organisation__name", "-changed_at", "id"),
}
MOST_CANDIDATES = 200
# A search shows the newest so many: what a common word costs does not grow with the number of documents.
MOST_FOUND = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list: words, facets, a period, an order and a page. Empty means all."""

    words: str = ""
    organisations: Sequence[str] = ()
    categories: Sequence[str] = ()
    levels: Sequence[str] = ()
    period: str = ""
    folder: str = ""
    order: str = NEWEST
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.words or self.organisations or self.categories or self.levels or self.period or self.folder)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document in a list; `snippet` holds the words found between marks."""

    document: Document
    version: DocumentVersion | None
    comments: int
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """Something that the reader may know of and not read: only its marking, and the edition that they can read."""

    document_id: UUID
    marking: Marking
    given_on: date
    lower_id: UUID | None


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A page of the list with its total, and for each facet how many documents each choice would show.

    `more` says that a search found more than the newest that are shown and counted.
    """

    hits: Sequence[Hit]
    total: int
    page: int
    pages: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    announced: Sequence[Announced] = ()
    more: bool = False


def _readable(reading: Reading, wanted: Wanted) -> QuerySet[Document]:
    # What was recalled stays in the list of who gives it, and in no other; its words are found by nobody.
    mine = Marking.objects.filter(organisation=reading.actor.organisation_id, capacity=reading.appointment.capacity_id)
    found = Document.objects.filter(Q(recalled_at__isnull=True) | Q(marking__in=mine))
    if wanted.words.strip():
        asked = [wanted.words, tsquery_prefixes(wanted.words), MOST_FOUND]
        found = found.filter(id__in=RawSQL("select find_words(%s, %s, %s)", asked))
    return found


def _since(period: str) -> datetime:
    return timezone.now() - timedelta(days=PERIODS[period])


def _narrow(found: QuerySet[Document], wanted: Wanted) -> QuerySet[Document]:
    """Narrow to all that was chosen."""
    if wanted.folder:
        found = found.filter(folder_id=wanted.folder)
    if wanted.period in PERIODS:
        found = found.filter(changed_at__gte=_since(wanted.period))
    choices = {
        "marking__organisation__code__in": wanted.organisations,
        "marking__category__in": wanted.categories,
        "marking__level__in": wanted.levels,
    }
    return found.filter(**{lookup: list(values) for lookup, values in choices.items() if values})


def listed_documents(reading: Reading, wanted: Wanted) -> DocumentList:
    """Return a page of the documents that may be read in this purpose."""
    base = _readable(reading, wanted)
    counted = _count(base)
    total = sum(row.number(wanted.period) for row in counted if row.is_in(wanted))
    pages = max(1, -(-total // PAGE))
    page = min(max(1, wanted.page), pages)
    rows = list(
        _narrow(base, wanted)
        .select_related("marking__organisation", "marking__capacity", "given_by", "folder")
        .annotate(comment_count=Count("comments", distinct=True))
        .order_by(*ORDERS.get(wanted.order, ORDERS[NEWEST]))[(page - 1) * PAGE : page * PAGE]
    )
    newest = newest_versions([row.id for row in rows])
    shut = _shut_by_secrecy(reading, rows)
    snippets = snippets_of([row for row in rows if row.id not in shut], newest, wanted.words)
    hits = [Hit(row, newest.get(row.id), row.comment_count, snippets.get(row.id, "")) for row in rows]
    return DocumentList(
        hits=hits,
        total=total,
        page=page,
        pages=pages,
        facets=_facets(counted, wanted),
        announced=announced(reading) if not wanted.narrows and page == 1 else (),
        more=bool(wanted.words.strip()) and sum(row.number() for row in counted) >= MOST_FOUND,
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many documents have these values of the facets, in all and since each period began."""

    values: Mapping[str, str]
    numbers: Mapping[str, int]

    def number(self, period: str = "") -> int:
        """Return how many there are since a period began, or in all."""
        return self.numbers.get(period, self.numbers["all"])

    def is_in(self, wanted: Wanted, *, without: str = "") -> bool:
        """Whether these are among what was chosen, leaving one facet out."""
        chosen = {
            "organisation": wanted.organisations, "category": wanted.categories, "level": wanted.levels,
            "folder": [wanted.folder] if wanted.folder else [],
        }  # fmt: skip
        return all(name == without or not values or self.values[name] in values for name, values in chosen.items())


def _count(base: QuerySet[Document]) -> list[_Counted]:
    """Count once by marking and folder: every facet is a sum of these, whatever is chosen in the others."""
    rows: list[Any] = list(
        base.order_by()
        .values("marking_id", "folder_id")
        .annotate(
            all=Count("marking_id"),
            **{period: Count("marking_id", filter=Q(changed_at__gte=_since(period))) for period in PERIODS},
        )
    )
    markings = Marking.objects.filter(id__in={row["marking_id"] for row in rows})
    known = {row[0]: row[1:] for row in markings.values_list("id", "organisation__code", "category", "level")}
    counted = []
    # What was taken away between the two statements counts no more.
    for row in (row for row in rows if row["marking_id"] in known):
        organisation, category, level = known[row["marking_id"]]
        values = {
            "organisation": organisation,
            "category": category,
            "level": level,
            "folder": str(row["folder_id"] or ""),
        }
        counted.append(_Counted(values, {period: row[period] for period in ("all", *PERIODS)}))
    return counted


def _facets(counted: Sequence[_Counted], wanted: Wanted) -> dict[str, dict[str, int]]:
    facets: dict[str, dict[str, int]] = {}
    for name in ("organisation", "category", "level", "folder"):
        numbers: Counter[str] = Counter()
        for row in counted:
            if row.is_in(wanted, without=name):
                numbers[row.values[name]] += row.number(wanted.period)
        facets[name] = {value: number for value, number in sorted(numbers.items()) if number}
    chosen = [row for row in counted if row.is_in(wanted)]
    facets["period"] = {period: sum(row.number(period) for row in chosen) for period in ("all", *PERIODS)}
    return facets


def newest_versions(documents: Sequence[UUID]) -> dict[UUID, DocumentVersion]:
    """Return the newest version of each document: one query."""
    latest = DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-number").values("number")[:1]
    found = DocumentVersion.objects.filter(document_id__in=documents, number=latest)
    return {version.document_id: version for version in found}


def is_shut_by_secrecy(reading: Reading, document: Document) -> bool:
    """Whether the reader must first read that a document is secret (Wpg art. 7, Bpg art. 4:8); its giver need not."""
    return bool(_shut_by_secrecy(reading, [document]))


def _shut_by_secrecy(reading: Reading, documents: Sequence[Document]) -> set[UUID]:
    asked = {one.id: one.marking_id for one in documents if needs_notice(one.marking) and not is_giver(reading, one)}
    if not asked:
        return set()
    known = Acknowledgement.objects.filter(marking__in=set(asked.values()), person=reading.actor.person)
    acknowledged = set(known.values_list("marking_id", flat=True))
    return {document for document, marking in asked.items() if marking not in acknowledged}


def announced(reading: Reading) -> list[Announced]:
    """Return what the reader may know of and not read, in this purpose."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select document_id, marking_id, given_on, lower_id from announced_documents() order by 3 desc, 1"
        )
        rows = cursor.fetchall()
    markings = {
        marking.id: marking
        for marking in Marking.objects.filter(id__in={row[1] for row in rows}).select_related(
            "organisation", "capacity"
        )
    }
    return [Announced(row[0], markings[row[1]], row[2], row[3]) for row in rows if row[1] in markings]


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that may be read, with all that stands around it."""

    document: Document
    versions: Sequence[DocumentVersion]
    comments: Sequence[Comment]
    pages: Sequence[str]
    # There is more in the file than could be read from it.
    truncated: bool
    acknowledged: bool
    may_download: bool
    gives: bool
    # How often others asked for what would open its marking; told to who gives it only.
    times_asked: int = 0


def find_document(document_id: UUID) -> Document | None:
    """Return a document under row security: what may not be read is not there."""
    return (
        Document.objects.select_related("marking__organisation", "marking__capacity", "given_by", "folder")
        .filter(id=document_id)
        .first()
    )


def is_giver(reading: Reading, document: Document) -> bool:
    """Whether the reader gives this document: the same organisation, in the same capacity."""
    marking = document.marking
    return (
        marking.organisation_id == reading.actor.organisation_id
        and marking.capacity_id == reading.appointment.capacity_id
    )


def find_standing(reading: Reading, document_id: UUID) -> Document | None:
    """Return a document that was not recalled, or is the reader's own: recalled, it is as absent as what never was."""
    found = find_document(document_id)
    return None if found is None or (found.recalled_at is not None and not is_giver(reading, found)) else found


def document_to_act_on(reading: Reading, document_id: UUID, *, giver: bool = False) -> Document:
    """Return a document that the reader may read, after its notice, or gives; raise `NothingThere` otherwise."""
    found = find_standing(reading, document_id)
    if found is None or (giver and not is_giver(reading, found)) or is_shut_by_secrecy(reading, found):
        raise NothingThere
    return found


def opened_document(reading: Reading, document: Document) -> Opened:
    """Return a document that may be read, with all that stands around it.

    Until the secrecy notice of its marking is acknowledged, text, versions and comments stay away (Wpg art. 7, Bpg
    art. 4:8): names of files and notes tell of the text.
    """
    gives = is_giver(reading, document)
    acknowledged = not is_shut_by_secrecy(reading, document)
    versions = list(document.versions.select_related("added_by"))
    shown = acknowledged and versions
    text = store.text_of(versions[0].stored_as, document.marking.organisation.code) if shown else store.KeptText()
    return Opened(
        document=document,
        versions=versions if acknowledged else [],
        comments=list(document.comments.select_related("written_by")) if acknowledged else [],
        pages=text.pages,
        truncated=text.truncated,
        acknowledged=acknowledged,
        may_download=acknowledged and may_leave(document.marking_id),
        gives=gives,
        times_asked=times_asked(document) if gives else 0,
    )


def needs_notice(marking: Marking) -> bool:
    """Whether who reads items of a marking first reads that they are secret: all but knowledge."""
    return bool(marking.level != "knowledge")


def may_leave(marking_id: UUID) -> bool:
    """Whether the clearance of this transaction lets items of a marking leave as a file."""
    return _cleared("downloadable_markings()", marking_id)


def clearance_opens(marking_id: UUID) -> bool:
    """Whether the clearance of this transaction opens items of a marking; also for who sees all rows."""
    return _cleared("reading_markings()", marking_id)


def _cleared(markings: LiteralString, marking_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select %s::uuid = any (" + markings + ")", [marking_id])
        (allowed,) = cursor.fetchone()
    return bool(allowed)


def folders_in(reading: Reading) -> QuerySet[Folder]:
    """Return the folders of the purpose; how many documents can be read in each is a facet of the list."""
    return Folder.objects.filter(purpose=reading.purpose).order_by("name")


def less_recognisable(document: Document) -> list[Document]:
    """Return the documents of this purpose in which people are less recognisable."""
    levels = [level.value for level in LEVELS]
    lower = levels[: levels.index(document.marking.level)]
    found = Document.objects.filter(recalled_at__isnull=True, marking__level__in=lower)
    return list(found.order_by("-changed_at", "id")[:MOST_CANDIDATES])
