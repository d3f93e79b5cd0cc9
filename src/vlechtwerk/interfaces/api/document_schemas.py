"""The shapes of documents per level of knowing: announced, in a list, opened; each names its fields one by one."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field
from pydantic import StringConstraints, field_validator

from vlechtwerk.domains.sharing.models import Comment, Document, DocumentVersion, Marking
from vlechtwerk.domains.sharing.operations.documents import Told
from vlechtwerk.domains.sharing.queries.consents import ReadBy
from vlechtwerk.domains.sharing.queries.documents import Announced, Hit, Wanted
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END
from vlechtwerk.engines.policy.explaining import WayUp
from vlechtwerk.engines.policy.facts import Category, DataLevel, Handling
from vlechtwerk.interfaces.api.problems import Problem
from vlechtwerk.interfaces.api.purpose_schemas import Code
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, Line, Text

Short = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
MOST_CHOSEN, MOST_PAGES = 50, 100_000
# As it is sent in a form: the kind of person, a colon, and what identifies them.
Subject = Annotated[str, StringConstraints(max_length=120, pattern=r"^(suspect|victim|third|convicted):[^\x00]+$")]


class MarkingOut(CamelSchema):
    """Whose data, of which kind, how recognisable, and how they are to be handled."""

    organisation: str
    capacity: str | None
    category: str
    level: str
    handling: list[str]
    special: bool
    grade: str

    @classmethod
    def of(cls, marking: Marking) -> "MarkingOut":
        """Return the shape of a marking."""
        return cls(
            organisation=marking.organisation.code,
            capacity=marking.capacity.kind if marking.capacity else None,
            category=marking.category,
            level=marking.level,
            handling=marking.handling,
            special=marking.special,
            grade=marking.grade,
        )


class WayUpOut(CamelSchema):
    """What has to be obtained together, and the clauses that would then allow it."""

    needs: list[str]
    clauses: list[str]

    @classmethod
    def of(cls, way: WayUp) -> "WayUpOut":
        """Return the shape of a way up."""
        return cls(needs=list(way.needs), clauses=[clause.id for clause in way.clauses])


class AnnouncedOut(CamelSchema):
    """Something that you may know of and not read: its marking, its day and the edition that you can read."""

    id: UUID
    marking: MarkingOut
    given_on: date
    lower: UUID | None

    @classmethod
    def of(cls, item: Announced) -> "AnnouncedOut":
        """Return the shape of what is announced."""
        return cls(
            id=item.document_id, marking=MarkingOut.of(item.marking), given_on=item.given_on, lower=item.lower_id
        )


class NotOpenProblem(Problem):
    """Why a document can't be opened; of what you may know it says the marking, and what would open it."""

    announced: AnnouncedOut | None = None
    # The highest level at which the same data may be read as things stand, or nothing.
    highest: str | None = None
    ways_up: list[WayUpOut] = Field(default=[], alias="waysUp")


class VersionOut(CamelSchema):
    """One version of the file."""

    number: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    pages: int
    note: str
    # Whether a scanner looked for malware and found none.
    scanned: bool
    added_by: str
    added_at: datetime

    @classmethod
    def of(cls, item: DocumentVersion) -> "VersionOut":
        """Return the shape of a version."""
        return cls(
            number=item.number,
            file_name=item.file_name,
            media_type=item.media_type,
            size=item.size,
            sha256=item.sha256,
            pages=item.pages,
            note=item.note,
            scanned=bool(item.scanned),
            added_by=item.added_by.name,
            added_at=item.added_at,
        )


class ListedOut(CamelSchema):
    """A document that you may read, as a list names it: where it comes from is told after its notice."""

    id: UUID
    title: str
    marking: MarkingOut
    nature: str
    acquired: str
    subject_kinds: list[str]
    folder: str | None
    given_by: str
    given_at: datetime
    changed_at: datetime
    recalled_at: datetime | None

    @classmethod
    def of(cls, item: Document) -> "ListedOut":
        """Return the shape of a document."""
        return cls(
            id=item.id,
            title=item.title,
            marking=MarkingOut.of(item.marking),
            nature=item.nature,
            acquired=item.acquired,
            subject_kinds=item.subject_kinds,
            folder=item.folder.name if item.folder else None,
            given_by=item.given_by.name,
            given_at=item.given_at,
            changed_at=item.changed_at,
            recalled_at=item.recalled_at,
        )


class SnippetPart(CamelSchema):
    """A piece of the text around the words sought; `found` pieces are those words."""

    text: str
    found: bool


class HitOut(ListedOut):
    """A document in a list; the snippet is empty when no words were sought."""

    pages: int
    comments: int
    snippet: list[SnippetPart]

    @classmethod
    def of_hit(cls, hit: Hit) -> "HitOut":
        """Return the shape of a hit."""
        return cls(
            **ListedOut.of(hit.document).model_dump(),
            pages=hit.version.pages if hit.version else 0,
            comments=hit.comments,
            snippet=snippet_parts(hit.snippet),
        )


def snippet_parts(snippet: str) -> list[SnippetPart]:
    """Return a piece of text in parts, those that were found apart."""
    parts = []
    for number, piece in enumerate(snippet.split(FOUND)):
        found, _end, rest = piece.partition(FOUND_END) if number else ("", "", piece)
        parts += [SnippetPart(text=text, found=mark) for text, mark in ((found, True), (rest, False)) if text]
    return parts


class FacetsOut(CamelSchema):
    """How many documents each choice would show."""

    organisation: dict[str, int]
    category: dict[str, int]
    level: dict[str, int]


class DocumentPageOut(CamelSchema):
    """A page of documents with the total, the facets, and on the first page what is only announced.

    `more` says that the words are in more documents than the newest that are counted.
    """

    total: int
    more: bool
    page: int
    pages: int
    items: list[HitOut]
    facets: FacetsOut
    announced: list[AnnouncedOut]


class Period(StrEnum):
    """How long ago something changed at most."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ListQuery(CamelSchema):
    """How the list is narrowed; words are sought with a POST to `_search`."""

    organisation: list[Code] = Field([], max_length=MOST_CHOSEN)
    category: list[Category] = Field([], max_length=MOST_CHOSEN)
    level: list[DataLevel] = Field([], max_length=MOST_CHOSEN)
    period: Period | None = None
    folder: UUID | None = None
    page: int = Field(1, ge=1, le=MOST_PAGES)

    def wanted(self, words: str = "") -> Wanted:
        """Return what is asked of the list."""
        return Wanted(
            words=words,
            organisations=self.organisation,
            categories=[item.value for item in self.category],
            levels=[item.value for item in self.level],
            period=self.period or "",
            folder=str(self.folder or ""),
            page=self.page,
        )


class DocumentSearchIn(ListQuery):
    """The words sought, in the body: they may hold a person's name."""

    words: Line


class CommentOut(CamelSchema):
    """A comment on a document."""

    id: UUID
    text: str
    written_by: str
    written_at: datetime

    @classmethod
    def of(cls, item: Comment) -> "CommentOut":
        """Return the shape of a comment."""
        return cls(id=item.id, text=item.text, written_by=item.written_by.name, written_at=item.written_at)


class ReadByOut(CamelSchema):
    """An organisation that has your document: how many of its people read it, and on which day last."""

    organisation: str
    people: int
    last_read_on: date

    @classmethod
    def of(cls, row: ReadBy) -> "ReadByOut":
        """Return the shape of an organisation that read."""
        last = timezone.localtime(row.last_read).date()
        return cls(organisation=row.organisation.code, people=row.people, last_read_on=last)


class OpenedOut(ListedOut):
    """A document opened, with what is needed to weigh it (Wpg articles 3(5), 4 and 6b).

    Until its notice is acknowledged, text, versions, comments and where it comes from stay away. How often it was asked
    for and who has it is told to its giver: organisations, not people (Wpg article 32a).
    """

    origin: str
    notice: str
    acknowledged: bool
    may_download: bool
    versions: list[VersionOut]
    texts: list[str]
    # There is more in the file than the texts hold.
    texts_cut: bool
    comments: list[CommentOut]
    times_asked: int
    read_by: list[ReadByOut]


class ChoiceIn(CamelSchema):
    """How a document is marked; whose it is and in which capacity follows from who gives it."""

    category: Category
    level: DataLevel
    handling: list[Handling] = Field([], max_length=len(Handling))
    special: bool = False
    grade: Marking.Grade = Marking.Grade.NONE
    # Other purposes, by their code, in which it may be read beside this one.
    purposes: list[Code] = Field([], max_length=MOST_CHOSEN)
    # The people to whom it is kept, beside who gives it: none of them (empty) is nobody else; left out, it is everyone
    # whom the marking allows.
    kept_to: list[UUID] | None = Field(None, max_length=MOST_CHOSEN)

    @field_validator("kept_to", mode="before")
    @classmethod
    def read_kept_to(cls, sent: object) -> object:
        """Return nobody for the one empty value with which a form can say so."""
        return [] if sent == [""] else sent

    def choice(self, purposes: Sequence[object] = ()) -> Choice:
        """Return the choice, with its other purposes found."""
        return Choice(
            category=self.category.value,
            level=self.level.value,
            handling=frozenset(item.value for item in self.handling),
            special=self.special,
            grade=self.grade.value,
            purposes=purposes,  # type: ignore[arg-type]  # purposes, found by their codes
        )


class GivenIn(ChoiceIn):
    """What goes with the file: its marking, and what a reader needs to weigh it."""

    title: Short
    nature: Document.Nature
    origin: Short
    acquired: Document.Acquired
    subject_kinds: list[Document.SubjectKind] = Field([], max_length=MOST_CHOSEN)
    subjects: list[Subject] = Field([], max_length=MOST_CHOSEN)
    folder: UUID | None = None
    keeps_metadata: bool = False

    def told(self) -> Told:
        """Return what a reader needs."""
        pairs = [subject.partition(":") for subject in self.subjects]
        return Told(
            title=self.title,
            nature=self.nature.value,
            origin=self.origin,
            acquired=self.acquired.value,
            subject_kinds=[item.value for item in self.subject_kinds],
            subjects=[(identifier, kind) for kind, _colon, identifier in pairs],
        )


class VersionIn(CamelSchema):
    """What changed."""

    note: Line = ""


class CommentIn(CamelSchema):
    """A comment, and whom it asks to look (by identifier)."""

    text: Text
    mentioned: list[UUID] = Field([], max_length=MOST_CHOSEN)


class FolderOut(CamelSchema):
    """A folder of the purpose."""

    id: UUID
    name: str
