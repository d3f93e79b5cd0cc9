"""The shapes of instruments: versions with statements, answer scales and open questions, and what a file says."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field
from pydantic import StringConstraints, field_validator

from vlechtwerk.domains.evaluation.models import (
    AnswerCategory,
    Dimension,
    Instrument,
    InstrumentVersion,
    OpenQuestion,
    Side,
    Statement,
)
from vlechtwerk.domains.evaluation.rules.instrument_content import MOST_PLACES, MOST_SHORT
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedScale,
    AskedStatement,
)
from vlechtwerk.domains.evaluation.words.wording import SIGNS
from vlechtwerk.engines.surveys.questionnaire import HIGHEST_VALUE, MOST_ANSWERS, MOST_STATEMENTS
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.interfaces.api.schemas import NO_NUL, CamelSchema, kept

Code = Annotated[str, StringConstraints(max_length=longest(Statement, "code"), pattern=NO_NUL)]
ScaleCode = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL)]
PlaceCode = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL)]
Short = Annotated[str, StringConstraints(max_length=MOST_SHORT, pattern=NO_NUL)]
Seen = Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)] | None


class VersionLineOut(CamelSchema):
    """A version of an instrument in a list."""

    number: int
    state: str
    statements: int
    reason: str
    made_at: datetime
    fixed_at: datetime | None


class InstrumentOut(CamelSchema):
    """An instrument with its versions, oldest first."""

    evaluation: str
    code: str
    name_nl: str
    name_en: str
    versions: list[VersionLineOut]


class WarningOut(CamelSchema):
    """What may be wrong with the words of a statement; never a refusal."""

    kind: str
    language: str
    words: list[str]
    text: str


class StatementOut(CamelSchema):
    """A statement; its checksum is told again by who changes it."""

    code: str
    text_nl: str
    text_en: str
    short_nl: str
    short_en: str
    dimension: str
    scale: str
    negative: bool
    double_barrelled: bool
    about: list[str]
    warnings: list[WarningOut]
    checksum: str


class CategoryOut(CamelSchema):
    """One answer on a scale, and on which side it stands."""

    value: int
    label_nl: str
    label_en: str
    side: str


class ScaleOut(CamelSchema):
    """The answers to choose from, by their number; “don't know” stands apart from them."""

    code: str
    with_do_not_know: bool
    categories: list[CategoryOut]
    checksum: str


class OpenQuestionOut(CamelSchema):
    """A question that is answered in one's own words."""

    code: str
    text_nl: str
    text_en: str
    checksum: str


class ContentOut(CamelSchema):
    """All that is asked."""

    scales: list[ScaleOut]
    statements: list[StatementOut]
    open_questions: list[OpenQuestionOut]


class InstrumentVersionOut(ContentOut):
    """A version with all that it asks."""

    evaluation: str
    instrument: str
    number: int
    state: str
    name_nl: str
    name_en: str
    reason: str
    made_at: datetime
    fixed_at: datetime | None


class NotKeptOut(CamelSchema):
    """Something in a file that is left out: where, and what."""

    code: str
    place: str
    text: str


class UnderstoodOut(ContentOut):
    """What a file says: nothing of it is saved."""

    not_kept: list[NotKeptOut]
    # Scales whose sides the file does not tell: they are guessed from the words or the order.
    guessed_scales: list[str]


class TakenInOut(CamelSchema):
    """The draft that a file became, and what of the file is not kept."""

    version: InstrumentVersionOut
    not_kept: list[NotKeptOut]
    guessed_scales: list[str]


class ComparedOut(CamelSchema):
    """What became of a statement between two versions; only the same ones can be compared over rounds."""

    code: str
    became: str
    comparable: bool
    differing: list[str]
    before: StatementOut | None
    after: StatementOut | None


class InstrumentsQuery(CamelSchema):
    """Of a past day, the versions that were fixed by then."""

    as_of: date | None = None


class VersionComparisonQuery(CamelSchema):
    """Which two versions are laid side by side."""

    before: int = Field(ge=1, le=32_767)
    after: int = Field(ge=1, le=32_767)


class InstrumentIn(CamelSchema):
    """A new instrument, and what it begins with."""

    code: str = kept(Instrument, "code")
    name_nl: str = kept(Instrument, "name_nl")
    name_en: str = kept(Instrument, "name_en", "")
    start: Literal["standard", "empty"] = "empty"


class InstrumentFileIn(CamelSchema):
    """Under which name a file becomes an instrument."""

    code: str = kept(Instrument, "code")
    name_nl: str = kept(Instrument, "name_nl")
    name_en: str = kept(Instrument, "name_en", "")


class NextVersionIn(CamelSchema):
    """Why there is another version."""

    reason: str = kept(InstrumentVersion, "reason")


class AskedStatementIn(CamelSchema):
    """A statement as it should be; with its checksum as it was read nobody is written over, empty it must be new."""

    code: Code
    text_nl: str = kept(Statement, "text_nl")
    text_en: str = kept(Statement, "text_en", "")
    short_nl: Short = ""
    short_en: Short = ""
    dimension: Dimension
    scale: ScaleCode
    negative: bool = False
    double_barrelled: bool = False
    about: list[PlaceCode] = Field([], max_length=MOST_PLACES)
    seen: Seen = None

    def statement(self) -> AskedStatement:
        """Return the statement."""
        return AskedStatement(
            self.code,
            {"nl": self.text_nl, "en": self.text_en},
            {"nl": self.short_nl, "en": self.short_en},
            str(self.dimension.value),
            self.scale,
            self.negative,
            self.double_barrelled,
            tuple(self.about),
        )


class InstrumentPartIn(CamelSchema):
    """A part of a version, by its code."""

    code: Code


class OrderIn(CamelSchema):
    """Every statement of a version, in the order in which they are asked."""

    codes: list[Code] = Field(max_length=MOST_STATEMENTS)


class CategoryIn(CamelSchema):
    """One answer on a scale."""

    value: int = Field(ge=0, le=HIGHEST_VALUE)
    label_nl: str = kept(AnswerCategory, "label_nl")
    label_en: str = kept(AnswerCategory, "label_en", "")
    side: Side


class ScaleIn(CamelSchema):
    """An answer scale as it should be."""

    code: ScaleCode
    with_do_not_know: bool = False
    categories: list[CategoryIn] = Field(max_length=MOST_ANSWERS)
    seen: Seen = None

    @field_validator("categories", mode="before")
    @classmethod
    def read_lines(cls, value: Any) -> Any:
        """Read answers that are written on one line each: 1|Nee|No|-."""
        if not isinstance(value, list):
            return value
        return [_on_a_line(one) if isinstance(one, str) else one for one in value]

    def scale(self) -> AskedScale:
        """Return the scale."""
        categories = (
            AskedCategory(one.value, {"nl": one.label_nl, "en": one.label_en}, str(one.side.value))
            for one in self.categories
        )
        return AskedScale(self.code, tuple(categories), self.with_do_not_know)


def _on_a_line(line: str) -> Any:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4:
        return line
    value, dutch, english, sign = parts
    return {"value": value, "labelNl": dutch, "labelEn": english, "side": str(SIGNS.get(sign, sign))}


class OpenQuestionIn(CamelSchema):
    """An open question as it should be."""

    code: Code
    text_nl: str = kept(OpenQuestion, "text_nl")
    text_en: str = kept(OpenQuestion, "text_en", "")
    seen: Seen = None

    def question(self) -> AskedQuestion:
        """Return the question."""
        return AskedQuestion(self.code, {"nl": self.text_nl, "en": self.text_en})
