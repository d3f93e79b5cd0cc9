"""What is told of who gave no form: never about a few, also not for who knows the rule and the totals."""

from collections import Counter, defaultdict
from itertools import product

import pytest

from vlechtwerk.domains.evaluation.rules.concluding import told_of
from vlechtwerk.engines.statistics.response_rates import Disposition

KINDS = (Disposition.BREAK_OFF, Disposition.NO_REACTION, Disposition.OTHER, Disposition.UNKNOWN)


def test_one_who_refused_is_told_together_with_others() -> None:
    forms = {Disposition.COMPLETE: 20, Disposition.PARTIAL: 2}
    assert told_of(forms, {Disposition.BREAK_OFF: 1, Disposition.NO_REACTION: 9}, 5) == forms
    others = {Disposition.BREAK_OFF: 1, Disposition.NO_REACTION: 9, Disposition.OTHER: 6}
    assert told_of(forms, others, 5) == {**forms, Disposition.NO_REACTION: 9}


def test_of_many_is_told_what_became_of_each_with_the_forms_that_were_broken_off() -> None:
    forms = {Disposition.COMPLETE: 20, Disposition.PARTIAL: 2, Disposition.BREAK_OFF: 3}
    others = {kind: 5 + number for number, kind in enumerate(KINDS)} | {Disposition.NOT_ELIGIBLE: 4}
    assert told_of(forms, others, 5) == {**forms, Disposition.BREAK_OFF: 8} | {
        kind: count for kind, count in others.items() if kind in KINDS[1:]
    }


def test_forms_are_told_from_the_threshold_on() -> None:
    assert told_of({Disposition.COMPLETE: 4}, {}, 5) == {}
    assert told_of({Disposition.COMPLETE: 4, Disposition.BREAK_OFF: 1}, {}, 5)[Disposition.COMPLETE] == 4


@pytest.mark.parametrize("threshold", [3, 4])
def test_of_what_is_not_told_three_numbers_are_possible_or_all_that_the_total_leaves(threshold: int) -> None:
    for total in range(13):
        # Everyone who could read the same, by what they read.
        possible: dict[tuple[object, ...], list[Counter[Disposition]]] = defaultdict(list)
        for counts in product(range(total + 1), repeat=len(KINDS)):
            if sum(counts) == total:
                others = Counter(dict(zip(KINDS, counts, strict=True)))
                possible[tuple(told_of({}, others, threshold).items())].append(others)
        for told, alike in possible.items():
            for kind in KINDS:
                if kind not in dict(told):  # type: ignore[arg-type]  # pairs
                    assert len({others[kind] for others in alike}) >= min(3, total + 1), (total, told, kind)
