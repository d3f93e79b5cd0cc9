"""What came out of a round: its figures as its reader may see them, per statement, and whether they are still true."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from vlechtwerk.domains.evaluation.models import (
    AnswerSheet,
    Evaluation,
    EvaluationRound,
    PublishedResult,
    RoundRemark,
    RoundResult,
    ShownRemark,
    Side,
)
from vlechtwerk.domains.evaluation.rules.concluding import (
    COMPLETENESS,
    answer_numbers,
    forms_of,
    people_asked,
    without_form,
)
from vlechtwerk.domains.evaluation.rules.figures import (
    Earlier,
    Response,
    RoundFigures,
    StatementFigures,
    checksum_of_figures,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, AskedScale, AskedStatement
from vlechtwerk.domains.evaluation.rules.results import reasons_against_keeping_forms
from vlechtwerk.domains.evaluation.rules.sealed import answers_in
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.statistics.response_rates import Disposition
from vlechtwerk.engines.statistics.shares import Certainty, certainty_of
from vlechtwerk.engines.statistics.suppression import Distribution
from vlechtwerk.engines.statistics.tallies import tally
from vlechtwerk.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class StatementResult:
    """One statement with the figures that may be shown of it; `number` is its place in the questionnaire, from 1."""

    number: int
    statement: AskedStatement
    scale: AskedScale
    figures: StatementFigures
    population: int | None

    @property
    def whole(self) -> Distribution | None:
        """Return the answers of all; nothing when they are too few."""
        return self.figures.whole

    @property
    def hoped(self) -> Side:
        """Return which side speaks for what is hoped for: of a negative statement that is disagreeing."""
        return Side.DISAGREE if self.statement.negative else Side.AGREE

    @property
    def feared(self) -> Side:
        """Return the other side."""
        return Side.AGREE if self.statement.negative else Side.DISAGREE

    @property
    def is_unanimous(self) -> bool:
        """Whether all who gave a view are on one side: shown of the whole, never of a group (RULES-evaluation d8)."""
        n = self.whole.n if self.whole else 0
        return bool(n) and any(self.count(side) == n for side in Side)

    def count(self, side: Side, found: Distribution | None = None) -> int:
        """Return how many chose a category on a side, of all or of a group."""
        shown = found or self.whole
        if shown is None:
            return 0
        pairs = zip(self.scale.categories, shown.counts, strict=True)
        return sum(count for category, count in pairs if category.side == side)

    def share(self, side: Side) -> Fraction | None:
        """Return which share of the valid answers is on a side; nothing when nothing is shown."""
        return Fraction(self.count(side), self.whole.n) if self.whole and self.whole.n else None

    def certainty(self, side: Side = Side.AGREE) -> Certainty | None:
        """Return how sure that share is; nothing when nothing is shown."""
        if self.whole is None or not self.whole.n:
            return None
        return certainty_of(self.count(side), self.whole.n, self.population)


@dataclass(frozen=True)
class ResultAsRead:
    """The result of a round for its reader: published, or for its evaluators before that."""

    asked: EvaluationRound
    figures: RoundFigures
    checksum: str
    published: PublishedResult | None

    @cached_property
    def questionnaire(self) -> AskedQuestionnaire:
        """Return what was asked."""
        return AskedQuestionnaire.from_json(self.asked.questionnaire)

    @cached_property
    def statements(self) -> list[StatementResult]:
        """Return the statements in the order in which they were put."""
        of_code = {one.code: one for one in self.figures.statements}
        return [
            StatementResult(
                number,
                statement,
                self.questionnaire.scale_of(statement),
                of_code[statement.code],
                self.figures.response.population,
            )
            for number, statement in enumerate(self.questionnaire.statements, 1)
        ]

    @cached_property
    def earlier(self) -> tuple[Earlier, ...]:
        """Return how its people stand to those of earlier rounds: evaluators read also of those not published."""
        made = RoundResult.objects.filter(round=self.asked).first() if self.published else None
        return (RoundFigures.from_json(made.figures) if made else self.figures).earlier

    @property
    def without_forms(self) -> list[Reason]:
        """Return why no forms of the round were kept; nothing when they were."""
        return reasons_against_keeping_forms(self.asked, self.figures.response.took_part)

    @property
    def shows_nothing(self) -> bool:
        """Whether not one statement has answers that may be shown."""
        return not any(one.whole is not None and one.whole.n for one in self.statements)

    def statement(self, code: str) -> StatementResult | None:
        """Return one statement."""
        return next((one for one in self.statements if one.statement.code == code), None)


def find_round(evaluation: str, code: str) -> EvaluationRound | None:
    """Return a round by the code of its evaluation and its own."""
    rounds = EvaluationRound.objects.select_related("evaluation", "measurement")
    return rounds.filter(evaluation__code=evaluation, code=code).first()


def result_of(asked: EvaluationRound) -> ResultAsRead | None:
    """Return the result of a round, when there is one for this reader."""
    return next(iter(_read([asked])), None)


def results_by(evaluation: Evaluation | None = None) -> list[ResultAsRead]:
    """Return all results that the reader may see, in order of evaluation and closing; four queries at most."""
    rounds = EvaluationRound.objects.filter(closed_at__isnull=False).select_related("evaluation", "measurement")
    if evaluation is not None:
        rounds = rounds.filter(evaluation=evaluation)
    return _read(list(rounds.order_by("evaluation__code", "closed_at")))


def _read(rounds: Sequence[EvaluationRound]) -> list[ResultAsRead]:
    kept_for_all = PublishedResult.objects.filter(round__in=rounds).select_related("published_by")
    published = {one.round_id: one for one in kept_for_all}
    others = [one.id for one in rounds if one.id not in published]
    made = {one.round_id: one for one in RoundResult.objects.filter(round__in=others)} if others else {}
    found = []
    for asked in rounds:
        kept = published.get(asked.id) or made.get(asked.id)
        if kept is not None:
            figures = RoundFigures.from_json(kept.figures)
            found.append(ResultAsRead(asked, figures, kept.checksum, published.get(asked.id)))
    return found


def round_before(result: ResultAsRead) -> ResultAsRead | None:
    """Return the result of the round that closed last before this one, of the same evaluation, for the same readers.

    Beside a published result only a published one stands.
    """
    earlier = EvaluationRound.objects.filter(
        evaluation_id=result.asked.evaluation_id, closed_at__lt=result.asked.closed_at
    ).select_related("evaluation", "measurement")
    for found in reversed(_read(list(earlier.order_by("closed_at")))):
        if found.published or not result.published:
            return found
    return None


def shown_remarks(asked: EvaluationRound) -> list[ShownRemark]:
    """Return the remarks of a round as redacted, by question; nothing before its result is published."""
    return list(ShownRemark.objects.filter(round=asked).order_by("question", "text"))


def remarks_waiting(asked: EvaluationRound) -> int:
    """Return how many remarks of a round nobody has looked at, for its evaluators."""
    return RoundRemark.objects.filter(round=asked, state=RoundRemark.State.WAITING).count()


def sheets_of(asked: EvaluationRound) -> list[FilledIn]:
    """Return the answers of a closed round, for its evaluators; in order of an identifier that tells nothing."""
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    return [
        FilledIn(answers_in(questionnaire, bytes(sheet.packed)), pseudonym=sheet.pseudonym)
        for sheet in AnswerSheet.objects.filter(round=asked).order_by("id")
    ]


def whole_response(result: ResultAsRead) -> Response:
    """Return the response with all that became of the invitations, for the evaluators: they have the list of people.

    Where no forms were kept, how complete they were is known as far as it was told at closing.
    """
    asked, response = result.asked, result.figures.response
    if result.without_forms:
        if Disposition.COMPLETE not in response.dispositions:
            return response
        forms = Counter({kind: response.dispositions[kind] for kind in COMPLETENESS})
        forms[Disposition.BREAK_OFF] = response.took_part - forms.total()
        people = people_asked(asked)
    else:
        sheets = sheets_of(asked)
        forms = forms_of(asked, answer_numbers(result.questionnaire, sheets, len(sheets)))
        people = people_asked(asked, (sheet.pseudonym for sheet in sheets))
    others = without_form(people, response.population, forms.total())
    return replace(response, dispositions={kind: forms[kind] + others[kind] for kind in Disposition})


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether the kept figures are unchanged, and which statements count otherwise on the sheets than in the result.

    Nothing for `sheets` where none were kept, so that only the checksum can be looked at.
    """

    checksum_holds: bool
    differing: tuple[str, ...]
    sheets: int | None

    @property
    def holds(self) -> bool:
        """Whether all is as it was."""
        return self.checksum_holds and not self.differing


def verified(result: ResultAsRead) -> Verified:
    """Count the answers of all anew from the sheets, and compare them with what is shown; for the evaluators."""
    holds = checksum_of_figures(result.figures.as_json()) == result.checksum
    if result.without_forms:
        return Verified(holds, (), None)
    sheets = sheets_of(result.asked)
    most = max(len(scale.categories) for scale in result.questionnaire.scales)
    numbers = answer_numbers(result.questionnaire, sheets, len(sheets))
    counts = tally(numbers, {}, most).counts.sum(axis=0).tolist()
    differing = []
    for one, counted in zip(result.statements, counts, strict=True):
        *valid, unknown, _empty = counted
        if one.whole is None:
            agrees = sum(valid) < result.figures.threshold
        else:
            width = len(one.scale.categories)
            agrees = (tuple(valid[:width]), unknown) == (one.whole.counts, one.whole.do_not_know)
        if not agrees:
            differing.append(one.statement.code)
    return Verified(holds, tuple(differing), len(sheets))
