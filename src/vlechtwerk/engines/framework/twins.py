"""Which criteria ask the same, or nearly so: on one subject, with words that mean the same.

The order of words, their endings, what says nothing (“the”, “is”), the name of the list and other words for the same
(“enough”, “sufficient”) make no difference. In other words altogether two are twins where they are found out from the
very same sources; a word that carries something does, so “seizures of cocaine” and
“seizures of arms” are two questions. So are “partners trust the board” and “the board trusts partners”.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vlechtwerk.engines.framework.facts import CriterionFacts, FrameworkFacts, Kind, SubjectState
from vlechtwerk.engines.framework.lexicon import LEXICONS, TOKEN, word_set
from vlechtwerk.engines.framework.meanings import PHRASES, THERE, mean_the_same

# Endings that a word may have or lack and still be that word.
_ENDING = re.compile(r"(?:en|es|s|e|n|t|d|'s)?")
_NUMBER = re.compile(r"\d+|een|twee|drie|vier|vijf|zes|zeven|acht|one|two|three|four|five|six|seven|eight")
_MOST_MORE, _LEAST_SHARED = 2, 4
_LEAST_STEM = 4
_LEAST_FOR_A_SLIP = 8
_COUNTS = (Kind.COUNT, Kind.COUNT_UP)
# Beside a number these say that there is one.
_OF_COUNTS = word_set("aantal number hoeveel many nam zijn bekend known")
_ENOUGH = {"nl": "voldoende", "en": "enough"}
# Where one of these stands, the first word need not be who does it, or it is said of both.
_NOT_ACTIVE = word_set(
    "is zijn was waren wordt worden werd werden door tussen elkaar onderling onderlinge wederzijds wederzijdse er are"
    " were be been by between each mutual mutually there"
)


def twins_among(facts: FrameworkFacts) -> list[tuple[CriterionFacts, ...]]:
    """Return the criteria that ask the same, in the order of the first of each."""
    resolve = _resolver(facts)
    by_subject: dict[tuple[str, str, str], list[CriterionFacts]] = {}
    for criterion in facts.criteria:
        asks = "count" if criterion.kind in _COUNTS else "deed" if criterion.kind is Kind.ACTIVITY_DONE else "state"
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks: the words that carry it, each once and in their order, and who is active in it."""

    words: tuple[str, ...]
    language: str
    kind: Kind
    # Whether the first does something to what stands behind: it is not said of both, nor the other way about.
    is_active: bool


def _alike(criteria: Sequence[CriterionFacts], names: Sequence[str]) -> list[tuple[CriterionFacts, ...]]:
    naming = frozenset(word for text in (*names, *(one.list_name for one in criteria)) for word in _tokens(text))
    asked = [_asked(one, naming) for one in criteria]
    groups: list[list[int]] = []
    for at in range(len(criteria)):
        one = criteria[at]
        home = next(
            (group for group in groups if _same(asked[group[0]], asked[at]) or _found_alike(criteria[group[0]], one)),
            None,
        )
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    return [tuple(criteria[at] for at in group) for group in groups if len(group) > 1]


def _found_alike(one: CriterionFacts, other: CriterionFacts) -> bool:
    """Tell whether, whatever their words, two are found out from the very same: then one answer is given twice.

    Of one subject and kind, from the same sources, by one norm where both have one.
    """
    norms = {_plain(one.norm), _plain(other.norm)} - {""}
    return (
        bool(one.subject and one.sources)
        and (one.sources, one.kind) == (other.sources, other.kind)
        and (len(norms) < 2)
    )


def _plain(text: str) -> str:
    return " ".join(_tokens(text))


def _tokens(text: str) -> list[str]:
    words = (one[0].lower() for one in TOKEN.finditer(text) if one[0][0].isalnum())
    return [part for word in words for part in word.split("-") if part]


def _asked(criterion: CriterionFacts, names: Iterable[str]) -> _Asked:
    lexicon, language = LEXICONS[criterion.language], criterion.language
    text = criterion.question.lower()
    for phrase, word in PHRASES[language]:
        text = phrase.sub(word, text)
    words = _tokens(text)
    skipped = lexicon.weightless | lexicon.modals
    if criterion.kind in _COUNTS:
        skipped |= lexicon.up | _OF_COUNTS
    kept = list(dict.fromkeys(word for word in words if word not in skipped))
    if any(mean_the_same(word, _ENOUGH[language], language) for word in kept):
        kept = [word for word in kept if word not in THERE[language]]
    # What only names the list or the whole (“plan” for “Actieplan”), unless it is all that is asked.
    carrying = [word for word in kept if not any(name.endswith(word) for name in names)] or kept
    return _Asked(tuple(carrying), language, criterion.kind, not _NOT_ACTIVE.intersection(words))


def _same(one: _Asked, other: _Asked) -> bool:
    """Tell whether two questions have the same words, but for numbers that only one of them gives.

    Of a condition one may say a little more than the other; of what is counted or done each word sets it apart.
    """
    theirs = _paired(one, other)
    left = [word for word, pair in zip(one.words, theirs, strict=True) if pair is None]
    right = [word for at, word in enumerate(other.words) if at not in theirs]
    if not one.words or not other.words or (left and right) or _turned_round(one, other, theirs):
        return False
    more = [word for word in (*left, *right) if not _NUMBER.fullmatch(word)]
    shared = len(one.words) - len(left)
    is_condition = one.kind is Kind.CONDITION and other.kind is Kind.CONDITION
    return not more or (is_condition and len(more) <= _MOST_MORE and shared >= _LEAST_SHARED)


def _paired(one: _Asked, other: _Asked) -> list[int | None]:
    """Return for each word of one at which place the other says it; None where it doesn't."""
    free = list(range(len(other.words)))
    found: list[int | None] = [None] * len(one.words)
    # The same word first: then one that means the same is not taken from it.
    for test in (str.__eq__, _one_word, lambda mine, theirs: mean_the_same(mine, theirs, one.language)):
        for at, word in enumerate(one.words):
            if found[at] is None:
                found[at] = next((place for place in free if test(word, other.words[place])), None)
                free = [place for place in free if place != found[at]]
    return found


def _turned_round(one: _Asked, other: _Asked, theirs: Sequence[int | None]) -> bool:
    """Tell whether what does something in one question has it done to it in the other, with the deed between them."""
    first = theirs[0]
    if not one.is_active or not other.is_active or not first:
        return False
    # The first of the other stands behind here, and what stands between them does so in both.
    back = next((at for at, place in enumerate(theirs) if place == 0), 0)
    between = {place for place in theirs[1:back] if place is not None}
    return any(0 < place < first for place in between)


def _one_word(one: str, other: str) -> bool:
    """Tell whether two words are one with other endings, or with one slip of the pen in a long word."""
    stem = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    stem = min(len(one), len(other)) if stem is None else stem
    if stem >= _LEAST_STEM and _ENDING.fullmatch(one[stem:]) and _ENDING.fullmatch(other[stem:]):
        return True
    if min(len(one), len(other)) < _LEAST_FOR_A_SLIP or not stem or one[0] in "0123456789":
        return False
    return one[stem + 1 :] == other[stem:] or one[stem:] == other[stem + 1 :] or one[stem + 1 :] == other[stem + 1 :]
