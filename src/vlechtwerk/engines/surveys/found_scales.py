"""Find the scales on which columns were answered, when only the answers are known: spellings that differ are one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vlechtwerk.engines.surveys.headings import Heading
from vlechtwerk.engines.surveys.questionnaire import (
    HIGHEST_VALUE,
    UNDETERMINED,
    Category,
    CategoryKind,
    Scale,
)
from vlechtwerk.engines.surveys.tables import Column
from vlechtwerk.engines.surveys.wording import differs_by_a_letter, key_of, says_do_not_know

# Scales in words that are known, from the lowest: each place with the ways to say it.
_FAMILIES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("strongly disagree", "totally disagree", "completely disagree", "helemaal mee oneens", "zeer mee oneens",
         "zeer oneens", "helemaal oneens", "helemaal niet mee eens", "sterk mee oneens"),
        ("disagree", "somewhat disagree", "mee oneens", "oneens", "niet mee eens"),
        ("neither agree nor disagree", "neither agree or disagree", "neutral", "neutraal", "niet eens, niet oneens",
         "niet eens en niet oneens", "niet mee eens, niet mee oneens", "noch mee eens, noch mee oneens",
         "eens noch oneens"),
        ("agree", "somewhat agree", "mee eens", "eens"),
        ("strongly agree", "totally agree", "completely agree", "helemaal mee eens", "zeer mee eens", "zeer eens",
         "helemaal eens", "sterk mee eens"),
    ),
    (
        ("never", "nooit"), ("rarely", "seldom", "zelden"), ("sometimes", "soms"), ("often", "vaak"),
        ("very often", "heel vaak", "zeer vaak"), ("always", "altijd"),
    ),
    (
        ("very dissatisfied", "zeer ontevreden"), ("dissatisfied", "ontevreden"),
        ("neither satisfied nor dissatisfied", "niet tevreden, niet ontevreden"),
        ("satisfied", "tevreden"), ("very satisfied", "zeer tevreden"),
    ),
    (("no", "nee"), ("uncertain", "onzeker"), ("yes", "ja")),
)  # fmt: skip
_RANK = {
    word: (family, place)
    for family, places in enumerate(_FAMILIES)
    for place, words in enumerate(places, 1)
    for word in words
}
_CODE = re.compile(r"[A-Za-z]{1,3}(\d{1,3})")
_MOST_NUMBERS, _MOST_WORDS, _MOST_DIFFERENT, _LONGEST_WORDS = 11, 7, 25, 100


@dataclass(frozen=True, slots=True)
class Spelling:
    """An answer that is written in another way than the one it was taken for, in how many cells."""

    kept: str
    written: str
    count: int


def looks_like_answers(column: Column) -> bool:
    """Tell whether a column seems to hold answers on a scale."""
    texts = Counter(cell for cell in column.cells if cell)
    shown = [text for text in texts if text not in column.missing]
    keys = {key_of(text) for text in shown}
    if not shown or len(keys) > _MOST_DIFFERENT:
        return bool(texts) and not shown
    if column.value_labels and any(text in column.value_labels for text in shown):
        return all(text in column.value_labels or _is_whole(text) for text in shown)
    if all(_is_whole(text) for text in shown):
        return len(keys) <= _MOST_NUMBERS
    if all(key in _RANK or says_do_not_know(key) for key in keys) or all(_CODE.fullmatch(text) for text in shown):
        return True
    short = all(len(text) <= _LONGEST_WORDS for text in shown)
    return short and len(keys) <= _MOST_WORDS and sum(texts.values()) >= 3 * len(keys)


def find_scales(columns: Sequence[tuple[Heading, Column]]) -> tuple[list[Scale], list[str]]:
    """Return the scales of columns with answers, and for each column the code of its scale."""
    scales: dict[int, Scale] = {}
    of_column = [""] * len(columns)
    for number, together in enumerate(_together(columns), 1):
        found = _scale(f"S{number}", [columns[at][1] for at in together])
        scales[number] = found
        for at in together:
            of_column[at] = found.code
    return list(scales.values()), of_column


def _together(columns: Sequence[tuple[Heading, Column]]) -> list[list[int]]:
    """Return the places of the columns that share a scale: those that share a mark, or marks with a third."""
    groups: list[tuple[set[str], list[int]]] = []
    for at, (heading, column) in enumerate(columns):
        marks, members = _marks(heading, column), [at]
        for known in [group for group in groups if group[0] & marks]:
            marks |= known[0]
            members = [*known[1], *members]
            groups.remove(known)
        groups.append((marks, members))
    return sorted((sorted(members) for _marks_of, members in groups), key=lambda members: members[0])


def _marks(heading: Heading, column: Column) -> set[str]:
    if column.value_labels:
        return {f"labels {sorted(column.value_labels.items())}"}
    shown = [text for text in dict.fromkeys(column.cells) if text and text not in column.missing]
    if all(_is_whole(text) for text in shown):
        return {f"numbers {heading.question}"}
    if all(_CODE.fullmatch(text) for text in shown):
        return {f"codes {heading.question}"}
    keys = {key_of(text) for text in shown}
    marks = {f"family {_RANK[key][0]}" if key in _RANK else f"word {key}" for key in keys if not says_do_not_know(key)}
    return marks or {"only do not know"}


def _scale(code: str, columns: Sequence[Column]) -> Scale:
    labels: dict[str, str] = {}
    texts: Counter[str] = Counter()
    for column in columns:
        labels |= column.value_labels
        counts = Counter(column.cells)
        texts.update({cell: count for cell, count in counts.items() if cell and cell not in column.missing})
        # Of what a file declares as missing, only what says don't know has a place on the scale.
        texts.update({value: 0 for value in column.missing if says_do_not_know(labels.get(value, ""))})
    if labels:
        missing = frozenset[str]().union(*(column.missing for column in columns))
        shown = [text for text in labels if text not in missing] + [text for text in texts if text not in labels]
        shown += [text for text in labels if text in missing and says_do_not_know(labels[text])]
        return Scale(code, _numbered(dict.fromkeys(shown), labels))
    if all(_is_whole(text) for text in texts) or all(_CODE.fullmatch(text) for text in texts):
        return Scale(code, _numbered(texts, {}))
    return _in_words(code, texts)


def _numbered(texts: Iterable[str], labels: Mapping[str, str]) -> tuple[Category, ...]:
    """Return categories in the order of their numbers: of the text itself, of the digits of a code, or its place."""
    known = sorted(texts, key=lambda text: (not _is_whole(text), int(text) if _is_whole(text) else 0, text))
    values = [
        int(text) if _is_whole(text) else int(found[1]) if (found := _CODE.fullmatch(text)) else -1 for text in known
    ]
    if -1 in values or len(set(values)) < len(values):
        values = list(range(1, len(known) + 1))
    categories = [
        Category(
            value,
            {UNDETERMINED: labels.get(text, text)},
            _kind(labels.get(text, "")),
            "" if _is_whole(text) else text,
        )
        for text, value in zip(known, values, strict=True)
    ]
    return tuple(sorted(categories, key=lambda category: category.value))


def _in_words(code: str, texts: Counter[str]) -> Scale:
    """Return a scale in words: one category for all spellings of an answer, the most frequent being its label.

    Words that are known stand in their order, others in that of the alphabet.
    """
    written: dict[str, Counter[str]] = {}
    for text, count in texts.items():
        written.setdefault(key_of(text), Counter())[text] += count
    often = sorted(written, key=lambda key: (-sum(written[key].values()), key))
    same: dict[str, str] = {}
    for key in often:
        same[key] = next((known for known in same if same[known] == known and differs_by_a_letter(known, key)), key)
    kept = [key for key in often if same[key] == key]
    apart = [key for key in kept if says_do_not_know(key)]
    answers = [key for key in kept if key not in apart]
    ranks = [_RANK.get(key) for key in answers]
    is_known = None not in ranks and len({rank and rank[0] for rank in ranks}) == 1 and len(set(ranks)) == len(ranks)
    ordered = sorted(answers, key=lambda key: _RANK[key][1] if is_known else key)
    values = [_RANK[key][1] if is_known else at for at, key in enumerate(ordered, 1)]
    values += range(max(values, default=0) + 1, max(values, default=0) + 1 + len(apart))
    label = {key: max(written[key], key=lambda text: (written[key][text], text)) for key in kept}
    categories = tuple(
        Category(value, {UNDETERMINED: label[key]}, _kind(label[key]))
        for key, value in zip([*ordered, *sorted(apart)], values, strict=True)
    )
    return Scale(code, categories)


def _kind(label: str) -> CategoryKind:
    return CategoryKind.DO_NOT_KNOW if says_do_not_know(label) else CategoryKind.ANSWER


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text[:6]) <= HIGHEST_VALUE and len(text) < 6
