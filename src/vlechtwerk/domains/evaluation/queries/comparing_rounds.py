"""How a round stands beside an earlier one: the same statements only, in counts, and nothing about a few people."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult
from vlechtwerk.domains.evaluation.rules.comparing import earlier_figures
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson, people_asked
from vlechtwerk.domains.evaluation.rules.figures import Earlier, Group, Moves, RoundFigures
from vlechtwerk.domains.evaluation.rules.following import FollowedRound, may_follow, moves_of
from vlechtwerk.domains.evaluation.rules.instruments_compared import is_same
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
    people = next((one for one in now.earlier if one.code == before.asked.code), None)
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
    asked: EvaluationRound, figures: RoundFigures, people: Sequence[AskedPerson], filled_in: Sequence[FilledIn]
) -> tuple[Earlier, ...]:
    """Return how a round that closes, with these figures, stands to each of its evaluation that closed before it."""
    found = EvaluationRound.objects.filter(evaluation_id=asked.evaluation_id, closed_at__lte=asked.closed_at)
    earlier = [_followed(one) for one in found.exclude(id=asked.id).select_related("result").order_by("closed_at")]
    answers = {sheet.pseudonym: sheet.answers for sheet in filled_in if sheet.pseudonym is not None}
    now = FollowedRound(asked, figures, people, answers if _is_confidential(asked) else {})
    may_be_followed = _statements_to_follow(earlier, now)
    return tuple(_earlier(one, now, may_be_followed) for one in earlier)


def _is_confidential(asked: EvaluationRound) -> bool:
    return asked.promise == EvaluationRound.Promise.CONFIDENTIAL


def _followed(earlier: EvaluationRound) -> FollowedRound:
    questionnaire = AskedQuestionnaire.from_json(earlier.questionnaire)
    sheets = list(AnswerSheet.objects.filter(round=earlier))
    people = people_asked(earlier, (sheet.pseudonym for sheet in sheets))
    answers = {
        sheet.pseudonym: answers_in(questionnaire, bytes(sheet.packed))
        for sheet in sheets
        if sheet.pseudonym is not None
    }
    return FollowedRound(earlier, RoundFigures.from_json(earlier.result.figures), people, answers)


def _statements_to_follow(earlier: Sequence[FollowedRound], now: FollowedRound) -> set[str]:
    linked = [one for one in earlier if one.answers]
    if not linked or not now.answers:
        return set()
    return {one.code for one in now.figures.statements if may_follow([*linked, now], one.code)}


def _earlier(before: FollowedRound, now: FollowedRound, may_be_followed: Set[str]) -> Earlier:
    threshold = max(before.asked.threshold, now.asked.threshold)
    former = AskedQuestionnaire.from_json(before.asked.questionnaire)
    present = AskedQuestionnaire.from_json(now.asked.questionnaire)
    of_code = {one.code: one for one in former.statements}
    moves = {
        one.code: moves_of(before, now, one.code, [category.value for category in present.scale_of(one).categories])
        for one in present.statements
        if one.code in may_be_followed and one.code in of_code and is_same(former, of_code[one.code], present, one)
    }
    shown = {code: found for code, found in moves.items() if found is not None}
    return earlier_figures(before, now, threshold, shown)
