"""Two versions side by side: which statements are the same, and which changed so that their line breaks (RULES d10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, AskedScale, AskedStatement


class Became(StrEnum):
    """What became of a statement; only what stayed the same can be compared over rounds."""

    SAME = "same"
    REWORDED = "reworded"
    OTHER_DIRECTION = "other_direction"
    OTHER_ANSWERS = "other_answers"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """One code in two versions; `differing` names the parts that are other than before."""

    code: str
    became: Became
    before: AskedStatement | None
    after: AskedStatement | None
    differing: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether rounds with both versions are one line."""
        return self.became is Became.SAME


def compared(before: AskedQuestionnaire, after: AskedQuestionnaire) -> list[ComparedStatement]:
    """Return every statement of two versions, in the order of the later one; what was dropped comes last."""
    former = {one.code: one for one in before.statements}
    rows = [
        _compared(former[one.code], one, before, after)
        if one.code in former
        else ComparedStatement(one.code, Became.ADDED, None, one)
        for one in after.statements
    ]
    kept = {one.code for one in after.statements}
    dropped = [one for one in before.statements if one.code not in kept]
    return rows + [ComparedStatement(one.code, Became.DROPPED, one, None) for one in dropped]


def _compared(
    one: AskedStatement, other: AskedStatement, before: AskedQuestionnaire, after: AskedQuestionnaire
) -> ComparedStatement:
    names = ("text", "short", "dimension", "negative", "double_barrelled", "about")
    differing = tuple(name for name in names if getattr(one, name) != getattr(other, name))
    became = _became(before, one, after, other)
    if became is Became.OTHER_ANSWERS:
        differing = (*differing, "scale")
    return ComparedStatement(one.code, became, one, other, differing)


def is_same(before: AskedQuestionnaire, one: AskedStatement, after: AskedQuestionnaire, other: AskedStatement) -> bool:
    """Tell whether a statement with one code goes on: its words, direction and answers are the same (record 0028)."""
    return _became(before, one, after, other) is Became.SAME


def _became(
    before: AskedQuestionnaire, one: AskedStatement, after: AskedQuestionnaire, other: AskedStatement
) -> Became:
    if not _same_words(one.text, other.text):
        return Became.REWORDED
    if one.negative != other.negative:
        return Became.OTHER_DIRECTION
    same_answers = _same_answers(before.scale_of(one), after.scale_of(other))
    return Became.SAME if same_answers else Became.OTHER_ANSWERS


def _same_words(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether no word changed in a language that both have; a translation that came later changes none."""
    return all(one[language] == other[language] for language in one.keys() & other.keys())


def _same_answers(one: AskedScale, other: AskedScale) -> bool:
    """Tell whether two scales offer the same answers: numbers, words and sides, and whether one may not know."""
    if one.with_do_not_know != other.with_do_not_know or len(one.categories) != len(other.categories):
        return False
    return all(
        (left.value, left.side) == (right.value, right.side) and _same_words(left.label, right.label)
        for left, right in zip(one.categories, other.categories, strict=True)
    )
