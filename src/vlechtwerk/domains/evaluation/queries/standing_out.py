"""What stands out in a round, and what its answers propose to solve and to keep: computed, by rules that are stated."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vlechtwerk.domains.evaluation.models import Side
from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison, Line
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult
from vlechtwerk.engines.statistics.amount_scale import Amount, amount_of
from vlechtwerk.engines.statistics.shares import Showing, showing_of

MOST_PROPOSED = 3
MOST_STANDING_OUT = 3
HALF = Fraction(1, 2)


class Kind(StrEnum):
    """What it is that stands out."""

    MORE_AGREE = "more_agree"
    FEWER_AGREE = "fewer_agree"
    MANY_AGREE = "many_agree"
    MANY_DISAGREE = "many_disagree"
    MANY_DO_NOT_KNOW = "many_do_not_know"


@dataclass(frozen=True, slots=True)
class StandingOut:
    """One thing that stands out: so many of n, in words by the table of amounts; of a change also what it was."""

    kind: Kind
    statement: StatementResult
    part: int
    n: int
    amount: Amount
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement to solve or to keep: how many of n say what is hoped for (of a negative statement: disagree)."""

    statement: StatementResult
    side: Side
    part: int
    n: int


def standing_out(now: ResultAsRead, comparison: Comparison | None) -> list[StandingOut]:
    """Return three things at most, each of another statement.

    In order: where agreement changed most since the round before (without one: where it is highest), where most people
    say what is not hoped for, and where most do not know. Of equals, the statement that was put first.
    """
    shown = [one for one in now.statements if one.whole is not None and one.whole.n]
    found: list[StandingOut] = []
    taken: set[str] = set()
    for look in (lambda left: _changed(left, comparison) or _highest(left), _feared, _unknown, _highest):
        left = [one for one in shown if one.statement.code not in taken]
        one = look(left)
        if one is not None and len(found) < MOST_STANDING_OUT:
            found.append(one)
            taken.add(one.statement.statement.code)
    return found


def to_solve(now: ResultAsRead) -> list[Proposal]:
    """Return the three statements of which the fewest say what is hoped for, when that is less than half."""
    return _first(one for one in _proposals(now) if Fraction(one.part, one.n) < HALF)


def to_keep(now: ResultAsRead) -> list[Proposal]:
    """Return the three statements of which the most say what is hoped for, when that is more than half."""
    most_first = sorted(_proposals(now), key=lambda one: (-Fraction(one.part, one.n), one.statement.number))
    return _first(one for one in most_first if Fraction(one.part, one.n) > HALF)


def _first(found: Iterable[Proposal]) -> list[Proposal]:
    """Return the first three; none when more than three are alike in this, for then order alone would choose."""
    known = list(found)
    if len(known) > MOST_PROPOSED and len({Fraction(one.part, one.n) for one in known}) == 1:
        return []
    return known[:MOST_PROPOSED]


def _proposals(now: ResultAsRead) -> list[Proposal]:
    found = [
        Proposal(one, one.hoped, one.count(one.hoped), one.whole.n)
        for one in now.statements
        if one.whole is not None and one.whole.n
    ]
    return sorted(found, key=lambda one: (Fraction(one.part, one.n), one.statement.number))


def _most(left: Sequence[StatementResult], key: Callable[[StatementResult], Fraction]) -> StatementResult | None:
    found = max(left, key=lambda one: (key(one), -one.number), default=None)
    if found is None or key(found) <= 0 or (len(left) > 1 and all(key(one) == key(found) for one in left)):
        # What holds of every statement makes none of them stand out.
        return None
    return found


def _of(kind: Kind, one: StatementResult, part: int, n: int, before: tuple[int, int] | None = None) -> StandingOut:
    return StandingOut(kind, one, part, n, amount_of(part, n), before)


def _share(one: StatementResult, side: Side) -> Fraction:
    return one.share(side) or Fraction(0)


def _are_mostly_others(comparison: Comparison) -> bool:
    """Whether most of those asked now were not asked before: then other people think otherwise, and nobody changed."""
    joined = comparison.people.joined if comparison.people else None
    return joined is not None and 2 * joined > (comparison.now.figures.response.population or 0)


def _changed(left: Sequence[StatementResult], comparison: Comparison | None) -> StandingOut | None:
    if comparison is None or _are_mostly_others(comparison):
        return None
    former = {
        row.one.statement.code: row.before
        for row in comparison.statements
        if row.line is Line.GOES_ON and row.before is not None and row.before.whole is not None
    }

    def change(one: StatementResult) -> Fraction:
        return _share(one, Side.AGREE) - _share(former[one.statement.code], Side.AGREE)

    def is_sure(one: StatementResult) -> bool:
        # “More people” is true only where not just the share rose, and of a few people a share says nothing (d3).
        both = (one, former[one.statement.code])
        if any(showing_of(found.whole.n if found.whole else 0) is Showing.COUNTS for found in both):
            return False
        people = one.count(Side.AGREE) - former[one.statement.code].count(Side.AGREE)
        return people * change(one) > 0

    known = [one for one in left if one.statement.code in former]
    one = _most([one for one in known if is_sure(one)], lambda one: abs(change(one)))
    if one is None or one.whole is None:
        return None
    was = former[one.statement.code]
    kind = Kind.MORE_AGREE if change(one) > 0 else Kind.FEWER_AGREE
    before = (was.count(Side.AGREE), was.whole.n if was.whole else 0)
    return _of(kind, one, one.count(Side.AGREE), one.whole.n, before)


def _highest(left: Sequence[StatementResult]) -> StandingOut | None:
    one = _most(left, lambda one: _share(one, Side.AGREE))
    if one is None or one.whole is None:
        return None
    return _of(Kind.MANY_AGREE, one, one.count(Side.AGREE), one.whole.n)


def _feared(left: Sequence[StatementResult]) -> StandingOut | None:
    one = _most(left, lambda one: _share(one, one.feared))
    if one is None or one.whole is None:
        return None
    kind = Kind.MANY_DISAGREE if one.feared is Side.DISAGREE else Kind.MANY_AGREE
    return _of(kind, one, one.count(one.feared), one.whole.n)


def _unknown(left: Sequence[StatementResult]) -> StandingOut | None:
    one = _most(left, lambda one: Fraction(one.whole.do_not_know if one.whole else 0))
    if one is None or one.whole is None:
        return None
    return _of(Kind.MANY_DO_NOT_KNOW, one, one.whole.do_not_know, one.whole.n + one.whole.do_not_know)
