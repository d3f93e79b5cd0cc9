"""How a round stands beside an earlier one: the same statements only, in counts, and nothing about a few people."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult
from vlechtwerk.domains.evaluation.rules.comparing import Answered, earlier_figures, is_same, moves_between
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson, people_asked
from vlechtwerk.domains.evaluation.rules.figures import Earlier, Group, Moves
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sealed import answers_in
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.statistics.suppression import Distribution


class Line(StrEnum):
    """Whether a statement can be followed from one round to the next."""

    GOES_ON = "goes_on"
    # Other words, another direction or other answers to choose from: not the same statement.
    BROKEN = "broken"
    NEW = "new"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """One statement in two rounds; a broken line has both, and they may not be compared."""

    line: Line
    before: StatementResult | None
    now: StatementResult | None
    moves: Moves | None

    @property
    def one(self) -> StatementResult:
        """Return the statement as it was put last."""
        found = self.now or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """A group that may be compared, in one statement that is shown in both rounds."""

    group: Group
    statement: StatementResult
    before: Distribution
    now: Distribution


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds; `people` is nothing where the one was not looked at when the other closed."""

    before: ResultAsRead
    now: ResultAsRead
    statements: Sequence[ComparedStatement]
    people: Earlier | None
    groups: Sequence[ComparedGroup]


def compare(before: ResultAsRead, now: ResultAsRead) -> Comparison:
    """Return two rounds beside each other; the caller has asked `reasons_against_comparing`."""
    people = next((one for one in now.figures.earlier if one.code == before.asked.code), None)
    rows = [_compared(before, now, one, people) for one in now.statements]
    known = {one.statement.code for one in now.statements}
    rows += [ComparedStatement(Line.LEFT, one, None, None) for one in before.statements
             if one.statement.code not in known]  # fmt: skip
    groups = [
        ComparedGroup(group, row.now, row.before.figures.groups[group], row.now.figures.groups[group])
        for group in (people.groups if people else ())
        for row in rows
        if row.line is Line.GOES_ON and row.before and row.now
        and group in row.before.figures.groups and group in row.now.figures.groups
    ]  # fmt: skip
    return Comparison(before, now, rows, people, groups)


def _compared(
    before: ResultAsRead, now: ResultAsRead, one: StatementResult, people: Earlier | None
) -> ComparedStatement:
    code = one.statement.code
    former = before.statement(code)
    if former is None:
        return ComparedStatement(Line.NEW, None, one, None)
    goes_on = is_same(before.questionnaire, former.statement, now.questionnaire, one.statement)
    moves = people.moves.get(code) if people and goes_on else None
    return ComparedStatement(Line.GOES_ON if goes_on else Line.BROKEN, former, one, moves)


def earlier_of(
    asked: EvaluationRound, people: Sequence[AskedPerson], filled_in: Sequence[FilledIn]
) -> tuple[Earlier, ...]:
    """Return how a round that closes stands to each that closed before it, of the same evaluation."""
    rounds = EvaluationRound.objects.filter(evaluation_id=asked.evaluation_id, closed_at__isnull=False)
    return tuple(_earlier(one, asked, people, filled_in) for one in rounds.exclude(id=asked.id).order_by("closed_at"))


def _earlier(
    earlier: EvaluationRound, asked: EvaluationRound, people: Sequence[AskedPerson], filled_in: Sequence[FilledIn]
) -> Earlier:
    sheets = list(AnswerSheet.objects.filter(round=earlier))
    before = people_asked(earlier, (sheet.pseudonym for sheet in sheets))
    threshold = max(earlier.threshold, asked.threshold)
    former = AskedQuestionnaire.from_json(earlier.questionnaire)
    present = AskedQuestionnaire.from_json(asked.questionnaire)
    of_code = {one.code: one for one in former.statements}
    order = {
        one.code: [category.value for category in present.scale_of(one).categories]
        for one in present.statements
        if one.code in of_code and is_same(former, of_code[one.code], present, one)
    }
    answered: Answered = {
        sheet.pseudonym: answers_in(former, bytes(sheet.packed)) for sheet in sheets if sheet.pseudonym is not None
    }
    is_confidential = asked.promise == EvaluationRound.Promise.CONFIDENTIAL
    now: Answered = {
        sheet.pseudonym: sheet.answers for sheet in filled_in if sheet.pseudonym is not None and is_confidential
    }
    return earlier_figures(earlier, before, people, threshold, moves_between(answered, now, order, threshold))
