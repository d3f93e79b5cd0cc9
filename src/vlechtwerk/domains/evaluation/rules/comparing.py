"""What two rounds may say of each other: same statements, people in both, and nothing about a few (RULES d8, d10)."""

from collections.abc import Hashable, Mapping

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.figures import BREAKDOWNS, Earlier, Group, Moves
from vlechtwerk.domains.evaluation.rules.following import FollowedRound
from vlechtwerk.engines.statistics.suppression import comparable_groups
from vlechtwerk.foundation.refusal import Reason, Refused


def reasons_against_comparing(before: EvaluationRound, now: EvaluationRound) -> list[Reason]:
    """Return why two rounds can't stand beside each other: only those of one evaluation can, in their order."""
    if before.project_id != now.project_id:
        return [_other_project()]
    if before.evaluation_id != now.evaluation_id:
        return [Reason("other_evaluation", _("Only rounds of one evaluation stand beside each other."))]
    if before.closed_at is None or now.closed_at is None or before.closed_at >= now.closed_at:
        return [Reason("not_earlier", _("A round stands beside one that was closed before it."))]
    return []


def round_beside(named: str, now: EvaluationRound) -> tuple[str, str] | None:
    """Return the codes of evaluation and round that someone names to stand beside this one; nothing for none.

    Named by the code of the round, after that of its evaluation where it is another, and that of its project: with a
    slash between. Raises `Refused` for another project.
    """
    *above, code = named.strip("/ ").split("/")
    if len(above) > 1 and above[-2] != now.project.code:
        raise Refused([_other_project()])
    return (above[-1] if above else now.evaluation.code, code) if code else None


def _other_project() -> Reason:
    return Reason(
        "other_project",
        _("Rounds of two projects are never compared."),
        _("Real and invented data never mix"),
    )


def earlier_figures(before: FollowedRound, now: FollowedRound, threshold: int, moves: Mapping[str, Moves]) -> Earlier:
    """Return how the people of two rounds stand to each other; `moves` are those that may be told."""
    former = {one.pseudonym for one in before.population}
    present = {one.pseudonym for one in now.population}
    joined, left = len(present - former), len(former - present)
    is_told = bool(former and present) and (joined + left == 0 or joined + left >= threshold)
    groups = _by_group(now)
    held = dict[Hashable, set[Hashable]](_by_group(before).items())
    comparable = comparable_groups(held, dict[Hashable, set[Hashable]](groups.items()), threshold)
    return Earlier(
        before.asked.code,
        joined if is_told else None,
        left if is_told else None,
        tuple(group for group in groups if group in comparable),
        moves,
    )


def _by_group(of_round: FollowedRound) -> dict[Group, set[Hashable]]:
    """Return who is in each group by which the results of a round are told apart, in order of breakdown and code."""
    found: dict[Group, set[Hashable]] = {}
    for at, breakdown in enumerate(BREAKDOWNS):
        if breakdown in of_round.asked.breakdowns:
            for one in sorted(of_round.population, key=lambda one: one.place[at]):
                if one.place[at]:
                    found.setdefault(((breakdown, one.place[at]),), set()).add(one.pseudonym)
    return found
