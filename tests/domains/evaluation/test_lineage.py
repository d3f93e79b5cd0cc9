"""Under any order of acts the lineage of questions has no cycle, and every question leads to its first form."""

from collections.abc import Sequence
from graphlib import TopologicalSorter
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.domains.evaluation.rules import lineage
from vlechtwerk.domains.evaluation.rules.lineage import Kind, Line

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "sharpen", "split", "merge", "end", "adopt"]),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=60,
)


class Played:
    """An agenda that acts are played on, with its history told apart from the lines that the rules keep."""

    def __init__(self) -> None:
        self.version, self.lines, self.old = 1, list[Line](), list[Line]()
        self.open: list[UUID] = []
        self.ended: list[UUID] = []
        self.version_of: dict[UUID, int] = {}
        # What each question grew out of, as someone would note who followed every act: its first forms.
        self.first: dict[UUID, set[UUID]] = {}

    def new(self, first: set[UUID] | None = None) -> UUID:
        one = uuid4()
        self.version_of[one] = self.version
        self.first[one] = first or {one}
        self.open.append(one)
        return one

    def act(self, what: str, at: int, other: int) -> None:
        if what == "adopt":
            self._adopt()
            return
        if what == "add" or not self.open:
            self.new()
            return
        one = self.open[at % len(self.open)]
        if what == "sharpen":
            self.lines = lineage.sharpened(self.lines, one, "scherper")
        elif what == "split":
            self.open.remove(one)
            parts = [self.new(self._inherited([one])) for _ in range(2)]
            self.lines = lineage.split(self.lines, one, parts, "twee vragen")
        elif what == "merge" and len(self.open) > 1:
            second = [other_one for other_one in self.open if other_one != one][other % (len(self.open) - 1)]
            self.open = [kept for kept in self.open if kept not in (one, second)]
            whole = self.new(self._inherited([one, second]))
            self.lines = lineage.merged(self.lines, {one, second}, whole, "samen")
        elif what == "end":
            self.open.remove(one)
            self.ended.append(one)
            self.lines = lineage.ended(self.lines, one, Kind.ANSWERED, "beantwoord")

    def _inherited(self, of: Sequence[UUID]) -> set[UUID] | None:
        """Return from which former questions these came; what is new in this draft has no form before it."""
        before = set().union(*(self.first[one] for one in of if self.first[one] != {one}))
        return before or None

    def _adopt(self) -> None:
        self.old += self.lines
        self.version += 1
        before, self.open = self.open, []
        pairs = [(one, self.new(self.first[one])) for one in before]
        self.lines = lineage.carried_on(pairs)


@settings(deadline=None)
@given(ACTS)
def test_any_order_of_acts_leaves_a_graph_without_cycles_in_which_all_lead_to_their_first_form(
    acts: list[tuple[str, int, int]],
) -> None:
    played = Played()
    for act in acts:
        played.act(*act)
    lines = [*played.old, *played.lines]
    before = {line.target: [one.source for one in lines if one.target == line.target] for line in lines}
    # Of lines that run round no order can be made.
    TopologicalSorter(before).prepare()
    # What is drafted goes on from questions of the version before, and from nothing else.
    assert {played.version_of[line.source] for line in played.lines} <= {played.version - 1}
    assert {line.target for line in played.lines} <= {*played.open, *played.ended}
    for one in (*played.open, *played.ended):
        assert lineage.first_forms(one, before) == played.first[one]


@settings(deadline=None)
@given(ACTS)
def test_no_question_of_an_adopted_version_is_lost(acts: list[tuple[str, int, int]]) -> None:
    played = Played()
    for act in [*acts, ("adopt", 0, 0)]:
        played.act(*act)
    adopted = list(played.open)
    before = {line.source for line in played.lines}
    for act in acts:
        if act[0] != "adopt":
            played.act(*act)
    assert {line.source for line in played.lines} == before
    assert len(before) == len(adopted)
    # A change has its reason, what stays has none.
    assert all(bool(line.reason) == (line.kind != Kind.STAYS) for line in played.lines)


def test_two_that_merge_are_merged_and_two_halves_of_one_are_that_one_again() -> None:
    (a, b), (c, d, whole) = (uuid4(), uuid4()), (uuid4(), uuid4(), uuid4())
    two = lineage.merged(lineage.carried_on([(a, c), (b, d)]), {c, d}, whole, "samen")
    assert {(line.source, line.kind) for line in two} == {(a, "merged"), (b, "merged")}
    halves = lineage.split(lineage.carried_on([(a, b)]), b, [c, d], "twee")
    assert {(line.target, line.kind) for line in halves} == {(c, "split"), (d, "split")}
    again = lineage.merged(halves, {c, d}, whole, "toch één")
    assert again == [Line(a, whole, "sharpened", "twee\ntoch één")]


def test_every_reason_of_a_draft_stays_with_what_the_question_came_from() -> None:
    (a, b), (c, d), whole = (uuid4(), uuid4()), (uuid4(), uuid4()), uuid4()
    lines = lineage.sharpened(lineage.carried_on([(a, c), (b, d)]), c, "korter")
    lines = lineage.merged(lines, {c, d}, whole, "samen")
    lines = lineage.sharpened(lines, whole, "concreter")
    lines = lineage.ended(lines, whole, Kind.DROPPED, "te vroeg")
    assert {(line.source, line.kind, line.reason) for line in lines} == {
        (a, "dropped", "korter\nsamen\nconcreter\nte vroeg"), (b, "dropped", "samen\nconcreter\nte vroeg"),
    }  # fmt: skip
    longest = lineage.sharpened(lines, whole, "x" * 500)
    assert {line.reason for line in longest} == {"x" * 500}
    assert {len(line.reason) for line in lineage.sharpened(lines, whole, "x" * 490)} == {500}


def test_lines_that_run_round_are_named_and_not_followed_for_ever() -> None:
    a, b = uuid4(), uuid4()
    with pytest.raises(ValueError, match="round"):
        lineage.first_forms(a, {a: [b], b: [a]})
