"""Selections of texts that never change, with their codes: what each act changes, how it is undone, how it is shown.

An act returns a step: of each code and coding that it changes, what it was and what it becomes. `apply` takes a step
only while everything still is what it was, and only when all holds afterwards: ranges lie inside their text and are not
empty, each coding has a code, codes make a tree. A step that is reversed and applied undoes the act.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar


class Why(StrEnum):
    """Why an act is not possible."""

    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_CODING = "unknown_coding"
    UNKNOWN_TEXT = "unknown_text"
    OUTSIDE_THE_TEXT = "outside_the_text"
    ALREADY_CODED = "already_coded"
    NOTHING_CODED_THERE = "nothing_coded_there"
    NOT_ALIKE = "not_alike"
    NOT_ADJACENT = "not_adjacent"
    NAME_IS_EMPTY = "name_is_empty"
    CODE_UNDER_ITSELF = "code_under_itself"
    CODE_IN_USE = "code_in_use"
    CHANGED_SINCE = "changed_since"


class NotPossibleError(ValueError):
    """An act that is not possible on what is coded now; `why` says so by a code."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and the code that it stands under."""

    identifier: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """A selection of a text that a coder gave a code: from `start` up to `end` (not included), in code points."""

    identifier: str
    text: str
    coder: str
    code: str
    start: int
    end: int


Item = TypeVar("Item", Code, Coding)


@dataclass(frozen=True, slots=True)
class CodedTexts:
    """What is coded now: the length of each text in code points, and the codes and the codings by identifier."""

    lengths: Mapping[str, int]
    codes: Mapping[str, Code]
    codings: Mapping[str, Coding]


@dataclass(frozen=True, slots=True)
class Step:
    """What an act changes: pairs of what was (None: was not there) and what becomes (None: is gone)."""

    codes: tuple[tuple[Code | None, Code | None], ...] = ()
    codings: tuple[tuple[Coding | None, Coding | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text over which the same codings run, by identifier in the order in which they begin."""

    start: int
    end: int
    codings: tuple[str, ...]


def reversed_step(step: Step) -> Step:
    """Return the step that undoes a step."""
    return Step(
        tuple((after, before) for before, after in reversed(step.codes)),
        tuple((after, before) for before, after in reversed(step.codings)),
    )


def apply(coded: CodedTexts, step: Step) -> CodedTexts:
    """Return what is coded after a step; raise `NotPossibleError` when something changed since, or would not hold."""
    codes, codings = dict(coded.codes), dict(coded.codings)
    _change(codes, step.codes)
    _change(codings, step.codings)
    after = CodedTexts(coded.lengths, codes, codings)
    for _before, coding in step.codings:
        if coding is not None:
            _refuse_misfit(after, coding)
    for _former, code in step.codes:
        if code is not None:
            _refuse_circle(codes, code)
    gone = {was.identifier for was, becomes in step.codes if was is not None and was.identifier not in codes}
    if gone and (
        any(code.parent in gone for code in codes.values()) or any(one.code in gone for one in codings.values())
    ):
        raise NotPossibleError(Why.CODE_IN_USE)
    return after


def _change(held: dict[str, Item], pairs: Iterable[tuple[Item | None, Item | None]]) -> None:
    for was, becomes in pairs:
        identifier = next(item.identifier for item in (was, becomes) if item is not None)
        if held.get(identifier) != was:
            raise NotPossibleError(Why.CHANGED_SINCE)
        if becomes is None:
            held.pop(identifier, None)
        else:
            held[becomes.identifier] = becomes


def _refuse_misfit(coded: CodedTexts, coding: Coding) -> None:
    if coding.text not in coded.lengths:
        raise NotPossibleError(Why.UNKNOWN_TEXT)
    if not 0 <= coding.start < coding.end <= coded.lengths[coding.text]:
        raise NotPossibleError(Why.OUTSIDE_THE_TEXT)
    if coding.code not in coded.codes:
        raise NotPossibleError(Why.UNKNOWN_CODE)


def _refuse_circle(codes: Mapping[str, Code], code: Code) -> None:
    above = code.parent
    # As many steps up as there are codes leave a tree: more go round.
    for _step in codes:
        if above is None:
            return
        if above == code.identifier:
            break
        if above not in codes:
            raise NotPossibleError(Why.UNKNOWN_CODE)
        above = codes[above].parent
    raise NotPossibleError(Why.CODE_UNDER_ITSELF)


def code_range(coded: CodedTexts, coding: Coding) -> Step:
    """Give a range a code; the same coder can't give the same range the same code twice."""
    _refuse_misfit(coded, coding)
    if any(_what(one) == _what(coding) for one in coded.codings.values()):
        raise NotPossibleError(Why.ALREADY_CODED)
    return Step(codings=((None, coding),))


def uncode(
    coded: CodedTexts, *, text: str, coder: str, code: str, start: int, end: int, new: Callable[[], str]
) -> Step:
    """Take a code of a coder from a range: codings in it go, others are shortened or parted.

    `new` gives an identifier to what is parted off: the part behind the range.
    """
    pairs: list[tuple[Coding | None, Coding | None]] = []
    for one in coded.codings.values():
        if (one.text, one.coder, one.code) != (text, coder, code) or one.end <= start or end <= one.start:
            continue
        parts = [replace(one, end=start)] if one.start < start else []
        if end < one.end:
            parts.append(replace(one, start=end, identifier=new() if parts else one.identifier))
        pairs.append((one, parts[0] if parts else None))
        pairs += [(None, part) for part in parts[1:]]
    if not pairs or start >= end:
        raise NotPossibleError(Why.NOTHING_CODED_THERE)
    return Step(codings=tuple(pairs))


def split(coded: CodedTexts, identifier: str, at: int, new: str) -> Step:
    """Part a coding at a place inside it; the part behind gets the new identifier."""
    one = _coding(coded, identifier)
    if not one.start < at < one.end:
        raise NotPossibleError(Why.OUTSIDE_THE_TEXT)
    return Step(codings=((one, replace(one, end=at)), (None, replace(one, identifier=new, start=at))))


def merge(coded: CodedTexts, identifiers: Collection[str]) -> Step:
    """Make codings of one text, coder and code that touch or overlap into one, which keeps the first identifier."""
    chosen = [_coding(coded, identifier) for identifier in set(identifiers)]
    chosen.sort(key=lambda one: (one.start, one.end, one.identifier))
    if len({(one.text, one.coder, one.code) for one in chosen}) != 1 or len(chosen) == 1:
        raise NotPossibleError(Why.NOT_ALIKE)
    first, reach = chosen[0], chosen[0].end
    for one in chosen[1:]:
        if one.start > reach:
            raise NotPossibleError(Why.NOT_ADJACENT)
        reach = max(reach, one.end)
    return Step(codings=((first, replace(first, end=reach)), *((one, None) for one in chosen[1:])))


def add_code(coded: CodedTexts, code: Code) -> Step:
    """Add a code, under another or at the top."""
    _refuse_empty(code.name)
    if code.parent is not None:
        _code(coded, code.parent)
    return Step(codes=((None, code),))


def rename_code(coded: CodedTexts, identifier: str, name: str) -> Step:
    """Give a code another name."""
    _refuse_empty(name)
    code = _code(coded, identifier)
    return Step(codes=((code, replace(code, name=name)),))


def move_code(coded: CodedTexts, identifier: str, parent: str | None) -> Step:
    """Put a code with all under it under another, or (None) at the top."""
    code = _code(coded, identifier)
    if parent is not None:
        _code(coded, parent)
    if parent in _under(coded, identifier):
        raise NotPossibleError(Why.CODE_UNDER_ITSELF)
    return Step(codes=((code, replace(code, parent=parent)),))


def merge_codes(coded: CodedTexts, identifier: str, into: str) -> Step:
    """Let a code go up in another, which gets its codings and the codes under it.

    Where a coder gave both to the same range one coding stays. A code that goes up in one below it hands on its place.
    """
    code, stays = _code(coded, identifier), _code(coded, into)
    if identifier == into:
        raise NotPossibleError(Why.CODE_UNDER_ITSELF)
    pairs: list[tuple[Code | None, Code | None]] = [(code, None)]
    if into in _under(coded, identifier):
        pairs.append((stays, replace(stays, parent=code.parent)))
    pairs += [
        (one, replace(one, parent=into))
        for one in coded.codes.values()
        if one.parent == identifier and one.identifier != into
    ]
    held = {(one.text, one.coder, one.start, one.end) for one in coded.codings.values() if one.code == into}
    codings: list[tuple[Coding | None, Coding | None]] = [
        (one, None if (one.text, one.coder, one.start, one.end) in held else replace(one, code=into))
        for one in coded.codings.values()
        if one.code == identifier
    ]
    return Step(tuple(pairs), tuple(codings))


def delete_code(coded: CodedTexts, identifier: str) -> Step:
    """Delete a code and all under it, with their codings."""
    gone = _under(coded, identifier)
    return Step(
        tuple((coded.codes[one], None) for one in gone),
        tuple((one, None) for one in coded.codings.values() if one.code in gone),
    )


def pieces(length: int, codings: Iterable[Coding]) -> list[Piece]:
    """Cut a text of so many code points into pieces, each with the codings that run over all of it.

    The pieces lie side by side and together are the whole text; the codings are those of this text.
    """
    begins: dict[int, list[Coding]] = {}
    ends: dict[int, list[Coding]] = {}
    for one in sorted(codings, key=lambda one: (one.start, -one.end, one.identifier)):
        begins.setdefault(one.start, []).append(one)
        ends.setdefault(one.end, []).append(one)
    edges = sorted({0, length, *begins, *ends})
    found, running = [], dict[str, None]()
    for at, until in pairwise(edges):
        for one in ends.get(at, ()):
            del running[one.identifier]
        running |= dict.fromkeys(one.identifier for one in begins.get(at, ()))
        found.append(Piece(at, until, tuple(running)))
    return found


def _what(one: Coding) -> tuple[str, str, str, int, int]:
    return one.text, one.coder, one.code, one.start, one.end


def _code(coded: CodedTexts, identifier: str) -> Code:
    if identifier not in coded.codes:
        raise NotPossibleError(Why.UNKNOWN_CODE)
    return coded.codes[identifier]


def _coding(coded: CodedTexts, identifier: str) -> Coding:
    if identifier not in coded.codings:
        raise NotPossibleError(Why.UNKNOWN_CODING)
    return coded.codings[identifier]


def _refuse_empty(name: str) -> None:
    if not name.strip():
        raise NotPossibleError(Why.NAME_IS_EMPTY)


def _under(coded: CodedTexts, identifier: str) -> list[str]:
    """Return a code and all codes under it."""
    below: dict[str, list[str]] = {}
    for code in coded.codes.values():
        if code.parent is not None:
            below.setdefault(code.parent, []).append(code.identifier)
    found = [_code(coded, identifier).identifier]
    for one in found:
        found += below.get(one, ())
    return found
