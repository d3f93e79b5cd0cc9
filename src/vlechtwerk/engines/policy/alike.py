"""Tell which questions of one reader the clauses can't tell apart, so that the engine is asked once for all of them.

A clause looks at a fact in two ways: it compares it with values that are written in the clause, or it uses the fact in
some other way (a *bare* fact). Two questions for which all comparisons come out the same, and whose bare facts are the
same, get the same answer by the same clauses. A comparison that is needed in any case and does not hold puts its clause
out, so that nothing else in that clause matters.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from vlechtwerk.engines.policy.facts import Marked, Reader, Situation

# A variable of a policy with one of its attributes.
Path = tuple[str, str]
# What each variable has, and which of that are sets; the engine passes over anything else where it is never reached.
ATTRIBUTES = {"principal": Reader.__slots__, "resource": Marked.__slots__, "context": Situation.__slots__}
SETS = {("resource", "handling"), ("context", "given")}
Expression = Mapping[str, Any]
# What a clause makes of a variable as a whole: then nothing is known about what it looks at.
WHOLE = "*"


class Comparison(NamedTuple):
    """Whether a fact is one of some values (`any_of`), or holds all of them; `negated`, whether it does not."""

    path: Path
    values: frozenset[Any]
    any_of: bool
    negated: bool = False

    def holds(self, fact: Any) -> bool:
        """Whether it holds for a fact."""
        return (fact in self.values if self.any_of else self.values <= fact) is not self.negated


@dataclass(frozen=True, slots=True)
class Look:
    """What one clause looks at: comparisons that are needed in any case, further ones, and bare facts."""

    needed: frozenset[Comparison]
    further: frozenset[Comparison]
    bare: frozenset[Path]


def look_of(conditions: Sequence[Expression]) -> Look:
    """Return what the conditions of a clause look at, as Cedar's JSON has them."""
    needed: set[Comparison] = set()
    further: set[Comparison] = set()
    bare: set[Path] = set()
    for condition in conditions:
        unless = condition["kind"] == "unless"
        for part in _parts(condition["body"], "||" if unless else "&&"):
            if compared := _comparison(part):
                needed.add(compared._replace(negated=compared.negated != unless))
                continue
            for found in _found_in(part):
                if isinstance(found, Comparison):
                    further.add(found)
                else:
                    bare.add(found)
    return Look(frozenset(needed), frozenset(further), frozenset(bare))


def _parts(expression: Expression, sign: str) -> Iterator[Expression]:
    both = expression.get(sign)
    if both is None:
        yield expression
    else:
        yield from _parts(both["left"], sign)
        yield from _parts(both["right"], sign)


def _comparison(expression: Expression) -> Comparison | None:
    """Read an expression as a comparison, if it is one."""
    if (path := _path(expression)) is not None:
        return Comparison(path, frozenset({True}), True)
    if "!" in expression:
        inner = _comparison(expression["!"]["arg"])
        return None if inner is None else inner._replace(negated=not inner.negated)
    sign = next((sign for sign in ("==", "!=", "contains", "containsAll") if sign in expression), None)
    if sign is None:
        return None
    left, right = expression[sign]["left"], expression[sign]["right"]
    if sign in ("==", "!="):
        sides = (left, right) if _path(left) else (right, left)
        path, values = _path(sides[0]), _values([sides[1]])
        return Comparison(path, values, True, sign == "!=") if path and values else None
    if sign == "contains" and (path := _path(right)):
        values = _values(left.get("Set", []))
        return Comparison(path, values, True) if values else None
    values = _values(right.get("Set", []) if sign == "containsAll" else [right])
    path = _path(left)
    return Comparison(path, values, False) if path in SETS and values else None


def _path(expression: Expression) -> Path | None:
    access = expression.get(".")
    if access is None or "Var" not in access["left"]:
        return None
    path = (access["left"]["Var"], access["attr"])
    return path if path[1] in ATTRIBUTES.get(path[0], ()) else None


def _values(expressions: Sequence[Expression]) -> frozenset[Any] | None:
    """Return the values, if each is written out as a text, a number, or true or false."""
    values = [expression.get("Value") for expression in expressions]
    return frozenset(values) if values and all(isinstance(value, str | int) for value in values) else None


def _found_in(expression: object) -> Iterator[Comparison | Path]:
    """Return what an expression looks at, somewhere in it."""
    if isinstance(expression, list):
        for one in expression:
            yield from _found_in(one)
    if not isinstance(expression, dict):
        return
    if "Record" in expression:
        # Its keys are names of the text, and could be those of operators.
        yield from _found_in(list(expression["Record"].values()))
    elif "Var" in expression:
        yield (expression["Var"], WHOLE)
    elif (path := _path(expression)) is not None:
        yield path
    elif compared := _comparison(expression):
        yield compared
    else:
        for one in expression.values():
            yield from _found_in(one)


# Which clauses are put out, and which further comparisons hold: as bits, each by its place. To compare each anew takes
# ten times as long.
Bits = tuple[int, int]
VARIABLES = ("principal", "resource", "context")
# Further comparisons, as bits, and bare facts, each by the place of its variable; no bare facts when one is a whole.
Left = tuple[int, Sequence[tuple[int, str]] | None]
# So many facts and entities of which the bits are kept; then it begins anew.
MOST_SEEN = 20_000


class Kinds:
    """The kinds of questions that some clauses tell apart; made once for a text and an act."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.looks = looks
        self.compared = list(dict.fromkeys(one for look in looks for one in look.further))
        self._seen: dict[object, Bits] = {}
        self._left: dict[int, Left] = {}

    def kind_of(self, reader: Reader, marked: Marked, situation: Situation) -> Hashable:
        """Return something that is equal for questions that get the same answer by the same clauses.

        With a single clause about `resource.level == "subject"`, all questions about another level are of one kind.
        """
        asked: tuple[Reader | Marked | Situation, ...] = (reader, marked, situation)
        if len(self._seen) > MOST_SEEN:
            self._seen.clear()
            self._left.clear()
        out = held = 0
        for variable, entity in zip(VARIABLES, asked, strict=True):
            bits = self._seen.get(entity) or self._bits_of(variable, entity)
            out, held = out | bits[0], held | bits[1]
        further, bare = self._left.get(out) or self._what_matters(out)
        if bare is None:
            return asked
        return (out, held & further, *[getattr(asked[place], name) for place, name in bare])

    def _bits_of(self, variable: str, entity: Reader | Marked | Situation) -> Bits:
        out = held = 0
        for name in type(entity).__slots__:
            fact = ((variable, name), getattr(entity, name))
            bits = self._seen.get(fact) or self._bits_of_fact(*fact)
            out, held = out | bits[0], held | bits[1]
        self._seen[entity] = out, held
        return out, held

    def _bits_of_fact(self, path: Path, value: Any) -> Bits:
        out = _bits(any(one.path == path and not one.holds(value) for one in look.needed) for look in self.looks)
        held = _bits(one.path == path and one.holds(value) for one in self.compared)
        self._seen[path, value] = out, held
        return out, held

    def _what_matters(self, out: int) -> Left:
        """Return what is left to look at by the clauses that are not put out."""
        looks = [look for place, look in enumerate(self.looks) if not out >> place & 1]
        further = {one for look in looks for one in look.further}
        bare = sorted({path for look in looks for path in look.bare})
        whole = any(name == WHOLE for _variable, name in bare)
        places = None if whole else [(VARIABLES.index(variable), name) for variable, name in bare]
        self._left[out] = _bits(one in further for one in self.compared), places
        return self._left[out]


def _bits(answers: Iterable[bool]) -> int:
    return sum(1 << place for place, answer in enumerate(answers) if answer)
