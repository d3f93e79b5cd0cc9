"""The shapes of answers that were collected elsewhere: what was understood of their file, before anything is saved."""

from datetime import date

from ninja import Field

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.interfaces.api.instrument_schemas import NotKeptOut
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line, kept


class AnswerFileIn(CamelSchema):
    """What a file with answers becomes; without `save` it is only shown. `instrument`, `version`: what was asked.

    `closed_on` is the day on which the round closed, today or earlier; to save it has to be told.

    `level`, `organisation`, `body`: the headings of the columns by which results are told apart. Without them results
    are told apart by the column that is called level, if there is one. `sides_confirmed`: the sides of the answers,
    guessed where no instrument was named, are right; without it they are shown and nothing is saved.
    """

    code: str = kept(EvaluationRound, "code", "")
    name: str = kept(EvaluationRound, "name", "")
    promise: EvaluationRound.Promise = EvaluationRound.Promise.ANONYMOUS
    closed_on: date | None = None
    threshold: int = Field(THRESHOLD, ge=LEAST_THRESHOLD, le=MOST_THRESHOLD)
    population: int | None = Field(None, ge=1)
    instrument: Line = ""
    version: int | None = None
    level: str | None = None
    organisation: str | None = None
    body: str | None = None
    sides_confirmed: bool = False
    save: bool = False


class AnswerCountOut(CamelSchema):
    """How often an answer was given."""

    value: int
    label: str
    side: str
    count: int


class AnswerFileStatementOut(CamelSchema):
    """A statement with the answers in the file; `absent`: no column fits it."""

    code: str
    text: str
    answers: list[AnswerCountOut]
    do_not_know: int
    not_answered: int
    absent: bool


class SpellingOut(CamelSchema):
    """What was taken for an answer that is written otherwise, in how many cells."""

    written: str
    taken_for: str
    cells: int


class GroupCountOut(CamelSchema):
    """How many people of a group answered; `code` is empty for those of no group that is known here."""

    code: str
    people: int


class FileGroupsOut(CamelSchema):
    """A column by which results are told apart: of the level, the organisation or the body."""

    kind: str
    column: str
    people: list[GroupCountOut]


class AnswerFileOut(CamelSchema):
    """What was understood of a file; `round` is the code of the round that was made of it.

    `sheets` have at least one answer or remark, `empty_sheets` have none. `completeness` says how many forms were sent
    in (submitted), were not (partial), or of how many it is not told.
    """

    sheets: int
    empty_sheets: int
    completeness: dict[str, int]
    remarks: int
    statements: list[AnswerFileStatementOut]
    groups: list[FileGroupsOut]
    guessed_scales: list[str]
    spellings: list[SpellingOut]
    not_kept: list[NotKeptOut]
    round: str
