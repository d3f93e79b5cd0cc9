"""Which criteria ask the same, or nearly so: on one subject, with the same words that carry what is asked.

The order of words, their endings, what says nothing (“the”, “is”), the name of the list and other words for the same
(“enough”, “sufficient”) make no difference; a word that carries something does, so “seizures of cocaine” and
“seizures of arms” are two questions.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from vlechtwerk.engines.framework.facts import CriterionFacts, FrameworkFacts, Kind, SubjectState
from vlechtwerk.engines.framework.lexicon import LEXICONS, TOKEN, Lexicon

# Endings that a word may have or lack and still be that word.
_ENDING = re.compile(r"(?:en|es|s|e|n|t|d|'s)?")
_NUMBER = re.compile(r"\d+|een|twee|drie|vier|vijf|zes|zeven|acht|one|two|three|four|five|six|seven|eight")
_MOST_MORE, _LEAST_SHARED = 2, 4
_LEAST_STEM = 4
_LEAST_FOR_A_SLIP = 8
_COUNTS = (Kind.COUNT, Kind.COUNT_UP)


def twins_among(facts: FrameworkFacts) -> list[tuple[CriterionFacts, ...]]:
    """Return the criteria that ask the same, in the order of the first of each."""
    resolve = _resolver(facts)
    by_subject: dict[tuple[str, str, str], list[CriterionFacts]] = {}
    for criterion in facts.criteria:
        asks = "count" if criterion.kind in _COUNTS else criterion.kind
        by_subject.setdefault((resolve(criterion.subject), asks, criterion.language), []).append(criterion)
    found = [group for criteria in by_subject.values() for group in _alike(criteria, facts.names)]
    place = {id(criterion): at for at, criterion in enumerate(facts.criteria)}
    return sorted(found, key=lambda group: place[id(group[0])])


def _resolver(facts: FrameworkFacts) -> Callable[[str], str]:
    merged = {one.identifier: one.successor for one in facts.subjects if one.state is SubjectState.MERGED}

    def resolve(subject: str) -> str:
        seen: set[str] = set()
        while merged.get(subject) and subject not in seen:
            seen.add(subject)
            subject = merged[subject]
        return subject

    return resolve


def _alike(criteria: Sequence[CriterionFacts], names: Sequence[str]) -> list[tuple[CriterionFacts, ...]]:
    naming = frozenset(word for text in (*names, *(one.list_name for one in criteria)) for word in _tokens(text))
    carried = [_carrying(one, naming) for one in criteria]
    groups: list[list[int]] = []
    for at in range(len(criteria)):
        home = next((group for group in groups if _same(carried[group[0]], carried[at], criteria[at].kind)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    return [tuple(criteria[at] for at in group) for group in groups if len(group) > 1]


def _tokens(text: str) -> list[str]:
    words = (one[0].lower() for one in TOKEN.finditer(text) if one[0][0].isalnum())
    return [part for word in words for part in word.split("-") if part]


def _carrying(criterion: CriterionFacts, names: Iterable[str]) -> frozenset[str]:
    """Return the words of a question that carry what is asked, each as the first of those that mean the same."""
    lexicon, kinds = LEXICONS[criterion.language], criterion.kind in _COUNTS
    words = _tokens(criterion.question)
    asked = {_meaning(word, lexicon, up_counts=kinds) for word in words if word not in lexicon.weightless}
    kept = asked - {""}
    # What only names the list or the whole (“plan” for “Actieplan”), unless it is all that is asked.
    naming = {word for word in kept if any(name.endswith(word) for name in names)}
    return frozenset(kept - naming) or frozenset(kept)


def _meaning(word: str, lexicon: Lexicon, *, up_counts: bool) -> str:
    if up_counts and (word in lexicon.up or word in ("nam", "zijn", "bekend", "known")):
        return ""
    if up_counts and word in ("aantal", "number", "hoeveel", "many"):
        return ""
    return next((min(alike) for alike in lexicon.synonyms if word in alike), word)


def _same(one: frozenset[str], other: frozenset[str], kind: Kind) -> bool:
    """Tell whether two sets of words are the same but for endings, and numbers that only one of them gives.

    Of a condition one may say a little more than the other; of what is counted or done each word sets it apart.
    """
    left, right = (
        [word for word in mine - theirs if not any(_one_word(word, there) for there in theirs - mine)]
        for mine, theirs in ((one, other), (other, one))
    )
    if not one or not other or (left and right):
        return False
    more = [word for word in (*left, *right) if not _NUMBER.fullmatch(word)]
    shared = min(len(one), len(other)) - min(len(left), len(right))
    return not more or (kind is Kind.CONDITION and len(more) <= _MOST_MORE and shared >= _LEAST_SHARED)


def _one_word(one: str, other: str) -> bool:
    """Tell whether two words are one with other endings, or with one slip of the pen in a long word."""
    stem = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    stem = min(len(one), len(other)) if stem is None else stem
    if stem >= _LEAST_STEM and _ENDING.fullmatch(one[stem:]) and _ENDING.fullmatch(other[stem:]):
        return True
    if min(len(one), len(other)) < _LEAST_FOR_A_SLIP or not stem or one[0] in "0123456789":
        return False
    return one[stem + 1 :] == other[stem:] or one[stem:] == other[stem + 1 :] or one[stem + 1 :] == other[stem + 1 :]
