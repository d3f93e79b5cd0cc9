"""Which criteria can be judged now, which lack something, and whose move it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vlechtwerk.domains.evaluation.models import JudgementLevel
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, FrameworkAsRead
from vlechtwerk.domains.evaluation.queries.source_data import SourceNow, sources_now
from vlechtwerk.domains.evaluation.rules.framework import SourceKind, lacks_measure
from vlechtwerk.domains.programme.evidence import ACTION_COUNT, OF_MEASURES


class Standing(StrEnum):
    """How far a criterion is, by what it waits for."""

    JUDGED = "judged"
    # By a norm, question, baseline or goal that was changed since.
    JUDGED_BEFORE = "judged_before"
    NOT_TO_BE_JUDGED = "not_to_be_judged"
    CAN_BE_JUDGED = "can_be_judged"
    NO_NORM = "no_norm"
    NO_SOURCE = "no_source"
    NO_DATA = "no_data"


class Move(StrEnum):
    """Whose move it is."""

    NOBODY = "nobody"
    EVALUATORS = "evaluators"
    # A round with the statement is held, closed and published.
    ROUND = "round"
    # The team of the activity tells how it stands.
    TEAM = "team"
    # The body decides.
    BODY = "body"
    # Who keeps the register draws the number.
    REGISTER = "register"
    # Another evaluator than who judged checks it.
    CHECKER = "checker"
    # There may be data, of which this reader sees nothing.
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Lack:
    """A source without data, and whose move it is."""

    source: SourceNow
    move: Move


@dataclass(frozen=True, slots=True)
class Covered:
    """A criterion, how far it is, what there is of its sources, and what lacks."""

    criterion: CriterionAsRead
    standing: Standing
    sources: Sequence[SourceNow]
    lacks: Sequence[Lack]
    # What is no longer bound: a norm that came after its data came after them.
    former: Sequence[SourceNow] = ()

    @property
    def once(self) -> list[SourceNow]:
        """Return the sources that are or were bound."""
        return [*self.sources, *self.former]

    @property
    def moves(self) -> list[Move]:
        """Return whose move it is: without norm or source that of the evaluators, without data of who brings them.

        A judgement that was objected to, or that the bar moved from under, is judged anew: nobody can check it.
        """
        if self.standing in (Standing.JUDGED, Standing.NOT_TO_BE_JUDGED):
            if self.criterion.is_checked:
                return [Move.NOBODY]
            return [Move.EVALUATORS if self.criterion.is_objected_to else Move.CHECKER]
        if self.standing != Standing.NO_DATA:
            return [Move.EVALUATORS]
        return list(dict.fromkeys(lack.move for lack in self.lacks))


_MOVES = {
    SourceKind.STATEMENT.value: Move.ROUND,
    SourceKind.ACTIVITY_STATUS.value: Move.TEAM,
    SourceKind.LEAD_TIME.value: Move.BODY,
    **dict.fromkeys((SourceKind.MEASURE.value, ACTION_COUNT, *OF_MEASURES), Move.REGISTER),
}


def coverage_of(framework: FrameworkAsRead) -> list[Covered]:
    """Return the criteria that are asked, each with how far it is."""
    criteria = framework.open_criteria
    now = sources_now(framework.evaluation, [source for one in criteria for source in one.sources_once])
    return [covered(one, now) for one in criteria]


def covered(criterion: CriterionAsRead, now: Mapping[UUID, SourceNow]) -> Covered:
    """Return how far one criterion is, from what there is of the sources that are or were bound."""
    sources = [now[one.id] for one in criterion.sources]
    former = [now[one.id] for one in criterion.former_sources]
    lacks = [Lack(one, _move(one)) for one in sources if not one.data]
    return Covered(criterion, _standing(criterion, sources), sources, lacks, former)


def _standing(criterion: CriterionAsRead, sources: Sequence[SourceNow]) -> Standing:
    if (judged := criterion.judgement) is not None:
        if criterion.moved:
            return Standing.JUDGED_BEFORE
        none = judged.level == JudgementLevel.NOT_TO_BE_JUDGED
        return Standing.NOT_TO_BE_JUDGED if none else Standing.JUDGED
    if criterion.norm is None:
        return Standing.NO_NORM
    if not sources or lacks_measure(criterion.now.kind, criterion.sources):
        return Standing.NO_SOURCE
    return Standing.CAN_BE_JUDGED if any(one.data or one.is_hidden for one in sources) else Standing.NO_DATA


def _move(source: SourceNow) -> Move:
    """Return whose move it is when a source tells nothing; what leads nowhere any more, evaluators bind otherwise."""
    return Move.HIDDEN if source.is_hidden else _MOVES.get(source.source.kind, Move.EVALUATORS)
