"""The shapes of fieldwork: sessions, who takes part under which pseudonym, consent, and texts."""

from datetime import date
from uuid import UUID

from ninja import Field
from pydantic import field_validator

from vlechtwerk.domains.evaluation.models import (
    FieldworkSession,
    Participant,
    ParticipantConsent,
    ParticipantIdentity,
    Transcript,
)
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, DateOut, Line, kept, read_optional_date

# A text that is typed or pasted; a longer one is sent as a file.
MOST_PASTED = 400_000


class StudyConsentOut(CamelSchema):
    """What someone said of a use of what they say, on a day."""

    use: str
    state: str
    said_on: date
    recorded_by: str


class SessionPartOut(CamelSchema):
    """Someone who takes part in a session: what counts now, per use, and how it came to that."""

    participant: str
    level: str
    organisation: str
    body: str
    consents: list[StudyConsentOut]
    history: list[StudyConsentOut]


class TextShortOut(CamelSchema):
    """A text without its words."""

    code: str
    kind: str
    session: str
    file_name: str
    length: int
    words: int
    checksum: str
    removed_on: date | None


class FieldworkMemoOut(CamelSchema):
    """A memo."""

    about: UUID
    coder: str
    text: str


class FieldworkSessionOut(CamelSchema):
    """A session of fieldwork."""

    code: str
    kind: str
    held_on: DateOut | None
    guide: str
    measurement: int | None
    questions: list[str]
    people: list[SessionPartOut]
    may_be_quoted: bool
    texts: list[TextShortOut]
    memos: list[FieldworkMemoOut]


class FieldworkSessionChangeIn(CamelSchema):
    """What a session is; questions and measurement by their code and number."""

    kind: FieldworkSession.Kind
    held_on: str | None = None
    guide: str = kept(FieldworkSession, "guide", "")
    measurement: int | None = Field(None, ge=1, le=32_767)
    questions: list[Line] = Field([], max_length=200)

    _dates = field_validator("held_on")(read_optional_date)


class FieldworkSessionIn(FieldworkSessionChangeIn):
    """A session that is not there yet."""

    code: str = kept(FieldworkSession, "code")


class ParticipantOut(CamelSchema):
    """Someone who takes part, under a pseudonym."""

    code: str
    level: str
    organisation: str
    body: str


class StudyParticipantIn(CamelSchema):
    """Someone to take part; who it is (`name`) is read by who holds the key only."""

    code: str = kept(Participant, "code")
    level: Level = Level.NOT_STATED
    organisation: Line = ""
    body: Line = ""
    name: str = kept(ParticipantIdentity, "name", "")
    reached_at: str = kept(ParticipantIdentity, "reached_at", "")


class IdentityOut(CamelSchema):
    """Who a participant is."""

    participant: str
    name: str
    reached_at: str


class KeyOut(CamelSchema):
    """Who holds the key to the pseudonyms; nobody before the first session."""

    holder: str


class KeyIn(CamelSchema):
    """To whom the key goes."""

    person: UUID


class TakingPartIn(CamelSchema):
    """Who takes part, by pseudonym."""

    participant: Line


class StudyConsentIn(CamelSchema):
    """What someone said of a use, on which day (today when it is not told)."""

    use: ParticipantConsent.Use
    state: ParticipantConsent.State
    said_on: date | None = None


class RemovalOut(CamelSchema):
    """What goes from a text when someone withdraws: all of it or so many passages, and codings with it."""

    text: str
    whole: bool
    passages: int
    codings: int


class RestingOnWordsOut(CamelSchema):
    """Something that rests on a fragment, or on all fragments of a code (then with the identifier of the code)."""

    kind: str
    id: UUID
    fragment: str


class WithdrawalOut(CamelSchema):
    """What goes when someone withdraws, and what rests on these texts."""

    goes: list[RemovalOut]
    resting: list[RestingOnWordsOut]


class TextIn(CamelSchema):
    """A text, exactly as it is kept."""

    code: str = kept(Transcript, "code")
    kind: Transcript.Kind = Transcript.Kind.TRANSCRIPT
    text: str = Field(max_length=MOST_PASTED, pattern=NO_NUL)


class SpeakerIn(CamelSchema):
    """Whose words the paragraphs with these numbers are; without a participant: those of who asks."""

    passages: list[int] = Field(min_length=1, max_length=10_000)
    participant: str = ""


class TextFileIn(CamelSchema):
    """What a text in a file is."""

    code: str = kept(Transcript, "code")
    kind: Transcript.Kind = Transcript.Kind.TRANSCRIPT


class PassageOut(CamelSchema):
    """A paragraph: its place in code points, its words, and the number of its first sentence."""

    number: int
    start: int
    end: int
    text: str
    first_sentence: int
    sentences: list[tuple[int, int]]
    speaker: str
    removed: bool


class TextCodingOut(CamelSchema):
    """A coding: from start until end (not included), in code points."""

    id: UUID
    coder: str
    code: UUID
    code_name: str
    start: int
    end: int


class TextOut(TextShortOut):
    """A text with its words and what is coded in it."""

    passages: list[PassageOut]
    codings: list[TextCodingOut]
    memos: list[FieldworkMemoOut]


class PassageWordsIn(CamelSchema):
    """Words to find; they can say who someone is, and so stand in no address."""

    words: Line


class FoundPassageOut(CamelSchema):
    """A passage in which words were found."""

    text: str
    session: str
    sentence: int
    start: int
    speaker: str
    words: str


class SearchOut(CamelSchema):
    """Passages in which words were found, and how many there are in all."""

    total: int
    found: list[FoundPassageOut]


class NotHeardOut(CamelSchema):
    """Of one question, by pseudonym: who was heard on it, and who was not."""

    question: str
    heard: list[ParticipantOut]
    not_heard: list[ParticipantOut]
