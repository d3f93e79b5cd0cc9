"""Whether a norm or a baseline says anything: a level, a direction, or something that is there or was done.

“Sufficient”, “as many as possible” and “to be decided” can't be met or missed, and “unknown” is no baseline. What says
something is told from what it holds (a number, a share, who, how often, by when, more than what), and what says nothing
from holding only words that weigh, put off, point elsewhere or say that nobody knows.
"""

import re
from collections.abc import Callable

from vlechtwerk.engines.framework import saying_words as said
from vlechtwerk.engines.framework.facts import Kind
from vlechtwerk.engines.framework.lexicon import LEXICONS, words_of

COUNTS = (Kind.COUNT, Kind.COUNT_UP)
_TENS = ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine")
_AS = re.compile(r"\s*(?:zoals|als|as)\b", re.IGNORECASE)
# That it was not there is how it was.
_ABSENT = re.compile(r"\b(?:niet aanwezig|afwezig|not present|absent)\b", re.IGNORECASE)
# Something that has to be there: “a verdict”.
_THERE_IS = re.compile(r"\s*(?:er (?:is|zijn)|there (?:is|are)|een|an?|het|de|the)\b", re.IGNORECASE)
_ENDINGS = ("e", "ly", "s", "en")
# Where something is and not how much it is, although a number may go up or down by them.
_NO_DIRECTION = frozenset(("onder", "boven", "over", "under", "up", "down", "toe", "most", "minimum", "maximum"))


def is_written(text: str) -> bool:
    """Tell whether something was filled in, and not only that it will be: “n.t.b.” is nothing yet."""
    return said.PLACEHOLDER.fullmatch(text.strip()) is None


def is_written_for(text: str, kind: Kind) -> bool:
    """Tell whether a norm or baseline was filled in; “none” is a level of a count, and of nothing else."""
    return is_written(text) and (kind in COUNTS or said.NONE.fullmatch(text.strip()) is None)


def only_puts_off(text: str) -> bool:
    """Tell whether a text only says that it will be written: “Volgt later.” is no norm and no baseline yet.

    >>> only_puts_off("Later in te vullen"), only_puts_off("Later dan 2024 in te vullen: 60%")
    (True, False)
    """
    words = re.findall(r"[^\W_]+", re.sub(r"\b(\w)\.\s?(?=\w\b)", r"\1", text.lower()))
    known = said.PUTS_OFF | said.BESIDE_PUTTING_OFF
    return any(word in said.PUTS_OFF for word in words) and all(word in known for word in words)


def norm_says_something(text: str, kind: Kind, language: str) -> bool:
    """Tell whether a norm can be met or missed.

    >>> norm_says_something("zo veel mogelijk", Kind.COUNT, "nl"), norm_says_something("elk kwartaal", Kind.COUNT, "nl")
    (False, True)
    """
    words = _carrying(text, language)
    if not is_written_for(text, kind) or only_puts_off(text):
        return False
    if said.PUTTING_OFF.search(text) or _points_elsewhere(text):
        return _has_digit(text)
    if said.NONE.fullmatch(text.strip()):
        return True
    if _only_denies(words):
        return _has_digit(text)
    if _has_level(words) or _goes_a_way(words) or (said.MOMENT.search(text) and not any(map(_weighs, words))):
        return True
    if words[:1] and words[0] in said.MEASURES:
        return False
    only_nothing = all(_says_nothing(word) for word in words) and not any(word in said.UNITS for word in words)
    return not only_nothing and not _only_weighs(words) and not _is_one_word(text, words)


def baseline_says_something(text: str, kind: Kind, language: str) -> bool:
    """Tell whether a baseline says how it was.

    >>> baseline_says_something("niet gemeten in 2022", Kind.EXTENT, "nl")
    False
    """
    words = _carrying(text, language)
    if not is_written_for(text, kind) or only_puts_off(text):
        return False
    if said.PUTTING_OFF.search(text) or _points_elsewhere(text) or any(one in said.UNKNOWN_ALONE for one in words):
        return _has_digit(text) or any(_is_number(word) for word in words)
    if _only_denies(words) and not _ABSENT.search(text):
        return _has_digit(text)
    return _has_level(words) or not (all(_says_nothing(word) for word in words) or _is_one_word(text, words))


def _carrying(text: str, language: str) -> list[str]:
    """Return the words of a text in small letters that may say something; without years and months."""
    lexicon = LEXICONS[language]
    words = [word.lower() for word, _start, _end in words_of(said.MOMENT.sub(" ", text)) if word[0].isalnum()]
    skipped = lexicon.weightless | said.WEIGHTLESS | lexicon.prepositions
    kept = said.QUANTITIES | said.COMPARING | said.POINTING | said.MEASURES | said.DENYING
    return [word for word in words if word in kept or word not in skipped]


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in said.MOMENT.sub(" ", text))


def _only_denies(words: list[str]) -> bool:
    """Tell whether it only says that nothing is known, measured or decided."""
    denies = not said.DENYING.isdisjoint(words)
    return denies and all(word in said.UNKNOWN or word in said.DENYING or _says_nothing(word) for word in words)


def _is_one_word(text: str, words: list[str]) -> bool:
    """Tell whether it is one word of which nobody can tell when it holds: “open”, “yes”, “as discussed”."""
    if len(words) != 1 or _ABSENT.search(text) or _THERE_IS.match(text):
        return False
    done = any(lexicon.is_participle(words[0]) for lexicon in LEXICONS.values())
    return not done or _AS.match(text) is not None


def _is_number(word: str) -> bool:
    # A norm may be written in the other language than its question; “quality” only ends as “twenty” does.
    if word.endswith("ty") and not word.startswith(_TENS):
        return False
    return word[0].isdigit() or any(lexicon.number.fullmatch(word) for lexicon in LEXICONS.values())


def _has_level(words: list[str]) -> bool:
    """Tell whether a number, a share, who, how often or by when is named."""
    weighs = any(map(_weighs, words))
    return any(
        (word in said.QUANTITIES or _is_number(word))
        and word not in said.MEASURES
        and not (weighs and word in said.OF_WHOM)
        for word in words
    )


def _goes_a_way(words: list[str]) -> bool:
    """Tell whether it says more or fewer; by how vague a degree, only beside what it is compared with."""
    ways = frozenset().union(*(lexicon.up | lexicon.down for lexicon in LEXICONS.values())) - _NO_DIRECTION
    if ways.isdisjoint(words):
        return False
    return not said.COMPARING.isdisjoint(words) or not any(_is(word, said.DEGREES.__contains__) for word in words)


def _points_elsewhere(text: str) -> bool:
    words = [word.lower() for word, _start, _end in words_of(text) if word[0].isalnum()]
    if words[:2] in (["zelfde", "als"], ["hetzelfde", "als"], ["same", "as"]):
        return said.MOMENT.search(text) is None
    return words[:1] in (["zie"], ["see"], ["vgl"], ["cf"], ["idem"], ["ditto"])


def _is(word: str, test: Callable[[str], bool]) -> bool:
    """Tell whether a word, or what is left of it without its ending, is one of these."""
    return test(word) or any(word.endswith(end) and test(word[: -len(end)]) for end in _ENDINGS)


def _weighs(word: str) -> bool:
    return _is(word, said.VAGUE.__contains__) or _is(word, said.DEGREES.__contains__)


def _says_nothing(word: str) -> bool:
    return _weighs(word) or word in said.POINTING or word in said.MEASURES


def _only_weighs(words: list[str]) -> bool:
    """Tell whether it only weighs what it names (“sufficient capacity”), and nothing of it was done."""
    done = any(
        any(one.is_participle(word) for one in LEXICONS.values())
        and not _weighs(word)
        and not (at and _weighs(words[at - 1]))
        for at, word in enumerate(words)
    )
    return any(_weighs(word) for word in words) and not done
