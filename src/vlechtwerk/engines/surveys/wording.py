"""Answers in words: which category a text means, whatever its capitals or spelling, and how a category is written."""

from collections import defaultdict
from collections.abc import Iterable

from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.engines.surveys.questionnaire import Category, CategoryKind, Scale, Texts
from vlechtwerk.foundation.texts import folded, words_of

# How a reason for having no answer is written where the scale has no category for it.
MISSING_WORDS = {f"[{missing.value}]": missing for missing in (Missing.DO_NOT_KNOW, Missing.USER_MISSING)}
# Beginnings of what says that there is no answer on the scale: folded, only words.
_APART = ("weet niet", "weet ik niet", "geen mening", "dont know", "don t know", "do not know", "no opinion")
_APART_WHOLE = frozenset((
    "n v t", "nvt", "niet van toepassing", "not applicable", "n a", "na", "geen antwoord", "no answer",
    "wil niet zeggen", "zeg ik liever niet", "prefer not to say", "kan ik niet beoordelen", "niet te beoordelen",
    "cannot say", "can t say", "not sure",
))  # fmt: skip
# In bytes: what an SPSS file holds of the label of a value.
LONGEST_SPSS_LABEL = 120
# One letter may differ in words that are long enough; shorter ones can mean something else (ever, never).
_LONG_ENOUGH = 8


def key_of(text: str) -> str:
    """Return what two spellings of one answer have in common: no capitals, accents, double spaces or last full stop.

    >>> key_of(" Strongly  Agree. ")
    'strongly agree'
    """
    return " ".join(folded(text).split()).rstrip(" .")


def says_do_not_know(text: str) -> bool:
    """Tell whether a label says that there is no answer: don't know, no opinion, not applicable (rule d1)."""
    said = " ".join(words_of(text))
    return said in _APART_WHOLE or any(said == word or said.startswith(f"{word} ") for word in _APART)


def differs_by_a_letter(one: str, other: str) -> bool:
    """Tell whether one letter too many, too few or another is all that parts two long texts without digits.

    >>> differs_by_a_letter("neither agree or disagree", "neitheir agree or disagree")
    True
    >>> differs_by_a_letter("mee eens", "mee oneens")
    False
    """
    if min(len(one), len(other)) < _LONG_ENOUGH or abs(len(one) - len(other)) > 1 or one == other:
        return False
    place = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), None)
    if place is None:
        place = min(len(one), len(other))
    rests = ((place + 1, place + 1), (place + 1, place), (place, place + 1))
    parted = any(
        one[left:] == other[right:] and (one[place:left] + other[place:right]).isalpha() for left, right in rests
    )
    return parted and not any(letter.isdigit() for letter in one + other)


def shortened(text: str, most: int) -> str:
    """Return as much of a text as fits in a number of bytes of UTF-8."""
    return text.encode()[:most].decode("utf-8", "ignore").strip()


class ScaleWords:
    """The ways to write the categories of one scale."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        meant: dict[str, set[int]] = defaultdict(set)
        for category in scale.categories:
            for key in _keys(category):
                meant[key].add(category.value)
        by_code: dict[str, set[int]] = defaultdict(set)
        for category in scale.categories:
            if category.code:
                by_code[category.code.strip()].add(category.value)
        self._label = {key: next(iter(values)) for key, values in meant.items() if len(values) == 1}
        self._ambiguous = {key for key, values in meant.items() if len(values) > 1}
        self._code = {code: next(iter(values)) for code, values in by_code.items() if len(values) == 1}
        self._value = {str(category.value): category.value for category in scale.categories}
        # As this platform writes a category whose label alone would not tell it.
        self._told = {
            key_of(f"{label} [{category.value}]"): category.value
            for category in scale.categories
            for label in ("", *category.labels.values())
        }

    def by_number(self, text: str) -> int | None:
        """Return the value that a code or a number means."""
        return self._code.get(text, self._value.get(text))

    def by_label(self, text: str) -> int | None:
        """Return the value that words mean: as this platform writes it, or by label."""
        key = key_of(text)
        return self._told.get(key, self._label.get(key))

    def value_of(self, text: str) -> int | None:
        """Return the value that a text means: as this platform writes it, by label, by code, or by number."""
        if self.is_torn(text):
            return None
        value = self.by_label(text)
        return self.by_number(text) if value is None else value

    def is_told(self, text: str) -> bool:
        """Tell whether this is how this platform writes a category whose label alone would not tell it."""
        return key_of(text) in self._told

    def is_torn(self, text: str) -> bool:
        """Tell whether a text means one category as a label and another as a label, a code or a number."""
        key = key_of(text)
        if key in self._told:
            return False
        if key in self._ambiguous:
            return True
        return key in self._label and self.by_number(text) not in (None, self._label[key])

    def nearest(self, text: str) -> int | None:
        """Return the value whose label is this text but for one letter, if there is just one such."""
        if self.is_torn(text):
            return None
        key = key_of(text)
        near = {value for label, value in self._label.items() if differs_by_a_letter(key, label)}
        return near.pop() if len(near) == 1 else None

    def word_for(self, category: Category, language: str) -> str:
        """Return how a category is written in a file: its label, with its value where that alone would not tell it."""
        label = text_in(category.labels, language)
        key = key_of(label)
        tells = key in self._label and key not in self._told and key not in MISSING_WORDS and not self.is_torn(label)
        return label if tells else f"{label} [{category.value}]".strip()

    def labels_of(self, value: int) -> Texts:
        """Return the labels of the category with a value."""
        return next((one.labels for one in self.scale.categories if one.value == value), {})

    def is_apart(self, value: int) -> bool:
        """Tell whether the category with a value says that there is no answer."""
        return any(one.value == value and one.kind is CategoryKind.DO_NOT_KNOW for one in self.scale.categories)

    def has(self, text: str, label: str) -> bool:
        """Tell whether the category with a number or code has this label."""
        value = self.by_number(text)
        return value is not None and key_of(label) in {
            key_of(shortened(own, LONGEST_SPSS_LABEL)) for own in self.labels_of(value).values()
        } | {key_of(own) for own in self.labels_of(value).values()}

    def known(self) -> str:
        """Return the labels for who has to choose among them."""
        return ", ".join(next(iter(one.labels.values()), str(one.value)) for one in self.scale.categories)


def _keys(category: Category) -> Iterable[str]:
    keys = {
        key_of(text) for label in category.labels.values() for text in (label, shortened(label, LONGEST_SPSS_LABEL))
    }
    return keys - {""}


def text_in(texts: Texts, language: str) -> str:
    """Return a text in a language, or in the first that it has."""
    return texts.get(language) or next(iter(texts.values()), "")
