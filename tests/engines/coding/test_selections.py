"""Coding survives any order of overlapping selections, edits of the tree of codes, and undo."""

from collections.abc import Callable
from itertools import combinations, count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vlechtwerk.engines.coding.overlaps import CoOccurrence, together
from vlechtwerk.engines.coding.selections import (
    Code,
    CodedTexts,
    Coding,
    NotPossibleError,
    Piece,
    Step,
    Why,
    add_code,
    apply,
    code_range,
    delete_code,
    merge,
    merge_codes,
    move_code,
    pieces,
    rename_code,
    reversed_step,
    split,
    uncode,
)
from vlechtwerk.engines.statistics.stretches import Axis, spans_of

LENGTHS = {"een": 8, "twee": 5}
CODERS = ("k", "m")
PLACES = st.integers(-1, 9)
Covered = set[tuple[str, str, str, int]]


def covered(coded: CodedTexts) -> Covered:
    """Return which characters carry which code of whom: what coding is about, however it is cut."""
    return {(one.text, one.coder, one.code, at) for one in coded.codings.values() for at in range(one.start, one.end)}


def overlaps(codings: list[Coding], people: dict[str, list[str]]) -> list[CoOccurrence]:
    """Return which codes go together."""
    codes = sorted({one.code for one in codings})
    return together(spans_of(codings, LENGTHS, CODERS, codes), Axis.of(LENGTHS), codes, people).pairs()


def with_those_under(coded: CodedTexts, identifier: str) -> set[str]:
    found = {identifier}
    while more := {one.identifier for one in coded.codes.values() if one.parent in found} - found:
        found |= more
    return found


class Coders(RuleBasedStateMachine):
    """Two coders who select, edit the codes and undo, in any order."""

    def __init__(self) -> None:
        super().__init__()
        codes = [Code("a", "A"), Code("b", "B", "a"), Code("c", "C", "b"), Code("d", "D")]
        codings = [
            Coding(f"{text}{coder}{code}", text, coder, code, 0, 4)
            for text in LENGTHS
            for coder in CODERS
            for code in "bcd"
        ]
        self.beginning = CodedTexts(
            LENGTHS, {one.identifier: one for one in codes}, {one.identifier: one for one in codings}
        )
        self.coded = self.beginning
        self.steps: list[Step] = []
        self.numbers = count()

    def new(self) -> str:
        return f"n{next(self.numbers)}"

    def did(self, act: Callable[[], Step]) -> bool:
        """Do an act when it is possible; when it is not, nothing has changed."""
        before = self.coded
        try:
            step = act()
            self.coded = apply(self.coded, step)
        except NotPossibleError:
            assert self.coded is before
            return False
        self.steps.append(step)
        return True

    def a_code(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([*sorted(self.coded.codes) * 5, "unknown"]))

    def a_coding(self, data: st.DataObject) -> Coding:
        unknown = Coding("unknown", "een", "k", "unknown", 0, 4)
        return data.draw(st.sampled_from([*list(self.coded.codings.values()) * 5, unknown]))

    @rule(
        data=st.data(), text=st.sampled_from(sorted(LENGTHS)), coder=st.sampled_from(CODERS), start=PLACES, end=PLACES
    )
    def select(self, data: st.DataObject, text: str, coder: str, start: int, end: int) -> None:
        before, code = self.coded, self.a_code(data)
        fits = code in before.codes and 0 <= start < end <= LENGTHS[text]
        twice = any(
            (one.text, one.coder, one.code, one.start, one.end) == (text, coder, code, start, end)
            for one in before.codings.values()
        )
        coding = Coding(self.new(), text, coder, code, start, end)
        assert self.did(lambda: code_range(self.coded, coding)) == (fits and not twice)
        if fits:
            assert covered(self.coded) == covered(before) | {(text, coder, code, at) for at in range(start, end)}

    @rule(data=st.data())
    def select_beside(self, data: st.DataObject) -> None:
        one, width = self.a_coding(data), data.draw(st.integers(1, 3))
        start = data.draw(st.integers(one.start, one.end))
        coding = Coding(self.new(), one.text, one.coder, one.code, start, start + width)
        self.did(lambda: code_range(self.coded, coding))

    @rule(data=st.data())
    def take_away(self, data: st.DataObject) -> None:
        before, one = covered(self.coded), self.a_coding(data)
        start, end = (data.draw(st.integers(one.start - 1, one.end + 1)) for _edge in range(2))
        taken = {(one.text, one.coder, one.code, at) for at in range(start, end)}
        did = self.did(
            lambda: uncode(
                self.coded, text=one.text, coder=one.coder, code=one.code, start=start, end=end, new=self.new
            )
        )
        assert did == bool(before & taken)
        assert covered(self.coded) == before - taken

    @rule(data=st.data())
    def part(self, data: st.DataObject) -> None:
        before, one = self.coded, self.a_coding(data)
        at = data.draw(st.integers(one.start, one.end))
        did = self.did(lambda: split(self.coded, one.identifier, at, self.new()))
        assert did == (one.identifier in before.codings and one.start < at < one.end)
        assert covered(self.coded) == covered(before)
        assert len(self.coded.codings) == len(before.codings) + did

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        before, one = self.coded, self.a_coding(data)
        alike = [
            other
            for other in before.codings.values()
            if (other.text, other.coder, other.code) == (one.text, one.coder, one.code) and other != one
        ]
        other = data.draw(st.sampled_from(alike)) if alike else self.a_coding(data)
        touch = other in alike and one.start <= other.end and other.start <= one.end
        assert self.did(lambda: merge(self.coded, [one.identifier, other.identifier])) == touch
        assert covered(self.coded) == covered(before)
        assert len(self.coded.codings) == len(before.codings) - touch

    @rule(data=st.data(), name=st.sampled_from(["C", " "]))
    def add(self, data: st.DataObject, name: str) -> None:
        above = data.draw(st.sampled_from([None, *sorted(self.coded.codes)]))
        assert self.did(lambda: add_code(self.coded, Code(self.new(), name, above))) == bool(name.strip())

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        code = self.a_code(data)
        if self.did(lambda: rename_code(self.coded, code, "Other")):
            assert self.coded.codes[code].name == "Other"

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        before, code, above = self.coded, self.a_code(data), self.a_code(data)
        moved = self.did(lambda: move_code(self.coded, code, above))
        known = {code, above} <= before.codes.keys()
        assert moved == (known and above not in with_those_under(before, code))

    @rule(data=st.data())
    def merge_two(self, data: st.DataObject) -> None:
        before, code, into = self.coded, self.a_code(data), self.a_code(data)
        did = self.did(lambda: merge_codes(self.coded, code, into))
        assert did == ({code, into} <= before.codes.keys() and code != into)
        if did:
            assert covered(self.coded) == {
                (text, coder, into if one == code else one, at) for text, coder, one, at in covered(before)
            }
            assert self.coded.codes.keys() == before.codes.keys() - {code}

    @rule(data=st.data(), sure=st.sampled_from([True, False, False]))
    def delete(self, data: st.DataObject, sure: bool) -> None:
        before, code = self.coded, self.a_code(data) if sure else "unknown"
        did = self.did(lambda: delete_code(self.coded, code))
        assert did == (code in before.codes)
        if did:
            gone = with_those_under(before, code)
            assert self.coded.codes.keys() == before.codes.keys() - gone
            assert covered(self.coded) == {one for one in covered(before) if one[2] not in gone}

    @rule()
    def undo(self) -> None:
        if self.steps:
            self.coded = apply(self.coded, reversed_step(self.steps.pop()))

    @rule(data=st.data())
    def undo_something_earlier(self, data: st.DataObject) -> None:
        if self.steps:
            step = data.draw(st.sampled_from(self.steps))
            self.did(lambda: reversed_step(step))

    @invariant()
    def all_holds(self) -> None:
        for identifier, one in self.coded.codings.items():
            assert identifier == one.identifier
            assert 0 <= one.start < one.end <= LENGTHS[one.text]
            assert one.code in self.coded.codes
        for code in self.coded.codes.values():
            seen = [code.identifier]
            while (above := self.coded.codes[seen[-1]].parent) is not None:
                assert above not in seen
                seen.append(above)

    def teardown(self) -> None:
        for step in reversed(self.steps):
            self.coded = apply(self.coded, reversed_step(step))
        assert self.coded == self.beginning


TestCoders = Coders.TestCase
TestCoders.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)

HELD = CodedTexts(
    {"t": 10},
    {"a": Code("a", "A"), "b": Code("b", "B", "a"), "c": Code("c", "C", "b")},
    {
        "1": Coding("1", "t", "k", "a", 0, 4),
        "2": Coding("2", "t", "k", "a", 6, 9),
        "3": Coding("3", "t", "k", "b", 0, 4),
    },
)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda: code_range(HELD, Coding("4", "t", "k", "a", 0, 4)), Why.ALREADY_CODED),
        (lambda: code_range(HELD, Coding("4", "t", "k", "a", 3, 3)), Why.OUTSIDE_THE_TEXT),
        (lambda: code_range(HELD, Coding("4", "t", "k", "a", 3, 11)), Why.OUTSIDE_THE_TEXT),
        (lambda: code_range(HELD, Coding("4", "u", "k", "a", 3, 4)), Why.UNKNOWN_TEXT),
        (lambda: code_range(HELD, Coding("4", "t", "k", "z", 3, 4)), Why.UNKNOWN_CODE),
        (
            lambda: uncode(HELD, text="t", coder="k", code="a", start=4, end=6, new=str),
            Why.NOTHING_CODED_THERE,
        ),
        (lambda: split(HELD, "9", 2, "5"), Why.UNKNOWN_CODING),
        (lambda: merge(HELD, ["1", "2"]), Why.NOT_ADJACENT),
        (lambda: merge(HELD, ["1", "3"]), Why.NOT_ALIKE),
        (lambda: merge(HELD, ["1"]), Why.NOT_ALIKE),
        (lambda: rename_code(HELD, "a", " "), Why.NAME_IS_EMPTY),
        (lambda: move_code(HELD, "a", "c"), Why.CODE_UNDER_ITSELF),
        (lambda: merge_codes(HELD, "a", "a"), Why.CODE_UNDER_ITSELF),
        (lambda: apply(HELD, Step(codes=((HELD.codes["c"], None), (HELD.codes["b"], None)))), Why.CODE_IN_USE),
        (lambda: apply(HELD, Step(codes=((Code("a", "Was"), None),))), Why.CHANGED_SINCE),
    ],
)
def test_act_that_is_not_possible_says_why(act: Callable[[], object], why: Why) -> None:
    with pytest.raises(NotPossibleError) as refused:
        act()
    assert refused.value.why is why


def test_code_that_goes_up_in_one_below_it_hands_on_its_place_and_its_codings() -> None:
    after = apply(HELD, merge_codes(HELD, "a", "c"))
    assert after.codes == {"b": Code("b", "B", "c"), "c": Code("c", "C", None)}
    assert {one.code for one in after.codings.values()} == {"b", "c"}


def test_same_range_with_both_codes_keeps_one_coding() -> None:
    after = apply(HELD, merge_codes(HELD, "b", "a"))
    assert sorted(after.codings) == ["1", "2"]


def test_overlapping_selections_are_shown_as_pieces_side_by_side() -> None:
    codings = [Coding("1", "t", "k", "a", 0, 5), Coding("2", "t", "m", "b", 3, 8), Coding("3", "t", "k", "c", 3, 5)]
    assert pieces(10, codings) == [
        Piece(0, 3, ("1",)),
        Piece(3, 5, ("1", "2", "3")),
        Piece(5, 8, ("2",)),
        Piece(8, 10, ()),
    ]
    assert pieces(4, []) == [Piece(0, 4, ())]
    assert pieces(0, []) == []


@st.composite
def some_codings(draw: st.DrawFn) -> list[Coding]:
    found = []
    for number in range(draw(st.integers(0, 9))):
        text = draw(st.sampled_from(sorted(LENGTHS)))
        start = draw(st.integers(0, LENGTHS[text] - 1))
        end = draw(st.integers(start + 1, LENGTHS[text]))
        coder, code = draw(st.sampled_from(CODERS)), draw(st.sampled_from("abc"))
        found.append(Coding(str(number), text, coder, code, start, end))
    return found


@given(some_codings())
def test_each_character_stands_in_one_piece_with_the_codings_over_it(codings: list[Coding]) -> None:
    for text, length in LENGTHS.items():
        own = [one for one in codings if one.text == text]
        told = [(at, set(piece.codings)) for piece in pieces(length, own) for at in range(piece.start, piece.end)]
        assert told == [(at, {one.identifier for one in own if one.start <= at < one.end}) for at in range(length)]


@given(some_codings())
def test_codes_that_go_together_are_counted_by_place_text_and_people(codings: list[Coding]) -> None:
    people = {"een": ["p1", "p2"], "twee": ["p2"]}
    found = {(one.first, one.second): one for one in overlaps(codings, people)}
    for first, second in combinations("abc", 2):
        places, texts = 0, set()
        for text, length in LENGTHS.items():
            # A place is a run of characters that carry both codes.
            carry = [{o.code for o in codings if o.text == text and o.start <= at < o.end} for at in range(length)]
            both = [{first, second} <= held for held in carry]
            runs = sum(held and (not at or not both[at - 1]) for at, held in enumerate(both))
            places, texts = places + runs, texts | ({text} if runs else set())
        heard = {person for text in texts for person in people[text]}
        expected = CoOccurrence(first, second, places, len(texts), len(heard)) if places else None
        assert found.get((first, second)) == expected


def test_two_coders_who_did_the_same_count_as_one_place() -> None:
    codings = [
        Coding(f"{coder}{code}", "een", coder, code, start, 8)
        for coder in CODERS
        for code, start in (("a", 0), ("b", 5))
    ]
    assert overlaps(codings, {"een": ["p1"]}) == [CoOccurrence("a", "b", 1, 1, 1)]


def test_code_that_goes_up_in_one_right_below_it_hands_on_its_place() -> None:
    after = apply(HELD, merge_codes(HELD, "a", "b"))
    assert after.codes == {"b": Code("b", "B", None), "c": Code("c", "C", "b")}
