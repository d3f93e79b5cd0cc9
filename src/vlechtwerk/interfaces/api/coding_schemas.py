"""The shapes of coding: the code book, codings, fragments, agreement, settling, and files of coded texts."""

from datetime import datetime
from uuid import UUID

from ninja import Field

from vlechtwerk.domains.evaluation.models import (
    Code,
    CodingFile,
    FieldworkSession,
    Memo,
    SettledPlace,
    Settling,
    Transcript,
)
from vlechtwerk.interfaces.api.problems import ProblemReason
from vlechtwerk.interfaces.api.schemas import MOST, CamelSchema, Line, kept


class BookCodeOut(CamelSchema):
    """A code of the code book at its place, with its fragments, and those of the codes under it."""

    id: UUID
    name: str
    parent: UUID | None
    path: str
    description: str
    colour: str
    fragments: int
    with_below: int
    memos: list[str]


class BookCodeIn(CamelSchema):
    """A code to add."""

    name: str = kept(Code, "name")
    parent: UUID | None = None
    description: str = kept(Code, "description", "")
    colour: str = kept(Code, "colour", "")


class CodeNameIn(CamelSchema):
    """Another name."""

    name: str = kept(Code, "name")


class CodePlaceIn(CamelSchema):
    """The code above it; nothing: at the top."""

    parent: UUID | None = None


class CodeDescriptionIn(CamelSchema):
    """When it is given, and its colour."""

    description: str = kept(Code, "description", "")
    colour: str = kept(Code, "colour", "")


class CodeMergingIn(CamelSchema):
    """In which code it goes up."""

    into: UUID


class ReadyCodesIn(CamelSchema):
    """In which language the ready list is added."""

    language: str = Field("nl", pattern="^(nl|en)$")


class StretchIn(CamelSchema):
    """A stretch of a text and a code: from start until end (not included), in code points."""

    code: UUID
    start: int = Field(ge=0, le=MOST)
    end: int = Field(ge=1, le=MOST)


class CodeSplitIn(CamelSchema):
    """Where a coding is parted."""

    at: int = Field(ge=0, le=MOST)


class MergedCodingsIn(CamelSchema):
    """Codings that become one."""

    codings: list[UUID] = Field(min_length=2, max_length=500)


class MemoIn(CamelSchema):
    """A memo about a code, a coding, a text or a session, by its identifier or code; an empty one takes it away."""

    about: Memo.About
    of: Line
    text: str = kept(Memo, "text", "")


class UndoneOut(CamelSchema):
    """What was undone."""

    act: str
    taken_at: datetime


class FragmentsQuery(CamelSchema):
    """Whose fragments are asked."""

    level: Line = ""
    organisation: Line = ""
    coder: UUID | None = None


class FragmentOut(CamelSchema):
    """A fragment with its words, and who speaks."""

    text: str
    session: str
    sentence: int
    start: int
    end: int
    code: str
    coder: str
    words: str
    people: list[str]
    address: str


class FragmentsOut(CamelSchema):
    """Fragments, how many there are in all, and of how many people from how many organisations."""

    total: int
    people: int
    organisations: int
    fragments: list[FragmentOut]


class CodesTogetherOut(CamelSchema):
    """Two codes that overlap: at how many places, in how many texts, with how many people."""

    first: str
    second: str
    places: int
    texts: int
    people: int


class CoderOut(CamelSchema):
    """Whose codings they are."""

    id: UUID
    kind: str
    name: str


class AgreementQuery(CamelSchema):
    """Which coders are compared, on which texts (by code); without texts: those that all of them coded."""

    coder: list[UUID] = Field([], max_length=20)
    text: list[Line] = Field([], max_length=500)


class CodeAgreementOut(CamelSchema):
    """Agreement on one code (nothing: over all): exact fractions as text, and the counts that they come from."""

    code: str | None
    observed: str | None
    expected: str | None
    kappa: str | None
    alpha: str | None
    positive: str | None
    sentences: int
    marked_by: list[int]
    notes: list[str]


class CoderAgreementOut(CamelSchema):
    """How far coders agree by sentence, whose kappa it is, and where they differ."""

    kappa_of: str
    coders: list[CoderOut]
    texts: list[str]
    sentences: int
    left_out: int
    overall: CodeAgreementOut
    per_code: list[CodeAgreementOut]
    differences: int


class SettlingIn(CamelSchema):
    """A session to settle differences between coders of a text, and who decides."""

    text: Line
    coders: list[UUID] = Field(min_length=2, max_length=20)
    decided_by: str = kept(Settling, "decided_by")


class GivenOut(CamelSchema):
    """The codes that a coder gave."""

    coder: str
    codes: list[UUID]


class PlaceToSettleOut(CamelSchema):
    """A sentence on which coders differ, and what was settled (nothing: not yet)."""

    sentence: int
    start: int
    end: int
    words: str
    given: list[GivenOut]
    settled: list[UUID] | None
    reason: str


class SettlingOut(CamelSchema):
    """A session to settle differences."""

    id: UUID
    text: str
    decided_by: str
    begun_by: str
    begun_at: datetime
    places: list[PlaceToSettleOut]


class SettledPlaceIn(CamelSchema):
    """Which codes a sentence has; none is an answer too."""

    start: int = Field(ge=0, le=MOST)
    end: int = Field(ge=1, le=MOST)
    codes: list[UUID] = Field([], max_length=100)
    reason: str = kept(SettledPlace, "reason", "")


class TakingInIn(CamelSchema):
    """What the texts of a file are; of a code book nothing has to be told."""

    kind: FieldworkSession.Kind = FieldworkSession.Kind.INTERVIEW
    text_kind: Transcript.Kind = Transcript.Kind.TRANSCRIPT
    measurement: int | None = Field(None, ge=1, le=32_767)
    consented: bool = False
    # Of a doubtful text: its GUID, =, and the number of the way of counting, out of `tried`.
    counted: list[Line] = Field([], max_length=1000)


class TriedOut(CamelSchema):
    """A way of counting that was tried, by its number, and the words that the first selections hold so."""

    number: int
    convention: str
    sample: list[str]


class SourceReadOut(CamelSchema):
    """How the places of a text in a file are counted, and how many selections fit words or lines so."""

    name: str
    selections: int
    fitting: int
    convention: str
    doubtful: bool
    guid: str
    tried: list[TriedOut]


class CodingFileStateOut(CamelSchema):
    """A file that came in or went out, how far it is, and how much of what it brought was not here."""

    file: UUID
    name: str
    state: CodingFile.State
    new_codes: int
    new_texts: int
    new_codings: int


class CodingFileOut(CodingFileStateOut):
    """What a file holds, how its places are read, what has no place here, and why it is refused."""

    # Whether a job works on it now, and how far that is: so many parts of the whole (0: not known yet).
    working: bool
    done: int
    total: int
    # False when it is refused, for these reasons.
    sound: bool
    reasons: list[ProblemReason]
    origin: str
    codes: int
    texts: int
    codings: int
    sources: list[SourceReadOut]
    not_kept: list[str]
