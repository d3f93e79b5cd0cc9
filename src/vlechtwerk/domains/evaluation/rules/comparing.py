"""What two rounds may say of each other: same statements, people in both, and nothing about a few (RULES d8, d10)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationRound
from vlechtwerk.domains.evaluation.rules.concluding import AskedPerson
from vlechtwerk.domains.evaluation.rules.figures import BREAKDOWNS, Earlier, Group, Moves
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, AskedStatement
from vlechtwerk.engines.statistics.suppression import comparable_groups
from vlechtwerk.foundation.refusal import Reason, Refused


def is_same(before: AskedQuestionnaire, one: AskedStatement, now: AskedQuestionnaire, other: AskedStatement) -> bool:
    """Whether a statement can be compared: its words in Dutch, its direction and the answers to choose are the same.

    A translation that was added changes nothing for who answered in Dutch; one that changed does.
    """
    scales = before.scale_of(one), now.scale_of(other)
    shared = one.text.keys() & other.text.keys()
    return (
        all(one.text[language] == other.text[language] for language in shared)
        and one.negative == other.negative
        and scales[0].categories == scales[1].categories
        and scales[0].with_do_not_know == scales[1].with_do_not_know
    )


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


def earlier_figures(
    earlier: EvaluationRound,
    before: Sequence[AskedPerson],
    now: Sequence[AskedPerson],
    threshold: int,
    moves: Mapping[str, Moves],
) -> Earlier:
    """Return how the people of two rounds stand to each other; `moves` are those that may be told."""
    former = {one.pseudonym for one in before if one.counts}
    present = {one.pseudonym for one in now if one.counts}
    joined, left = len(present - former), len(former - present)
    is_told = bool(former and present) and (joined + left == 0 or joined + left >= threshold)
    comparable = comparable_groups(_by_group(before), _by_group(now), threshold)
    return Earlier(
        earlier.code,
        joined if is_told else None,
        left if is_told else None,
        tuple(group for group in _groups_of(now) if group in comparable),
        moves,
    )


def _groups_of(people: Iterable[AskedPerson]) -> list[Group]:
    places = [one.place for one in people if one.counts]
    return [
        ((breakdown, code),)
        for at, breakdown in enumerate(BREAKDOWNS)
        for code in sorted({place[at] for place in places} - {""})
    ]


def _by_group(people: Iterable[AskedPerson]) -> dict[Hashable, set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = {}
    for one in people:
        if one.counts:
            for breakdown, code in zip(BREAKDOWNS, one.place, strict=True):
                if code:
                    group: Group = ((breakdown, code),)
                    found.setdefault(group, set()).add(one.pseudonym)
    return found
