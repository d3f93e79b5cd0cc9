"""Which statements people answer badly: two things in one, negative words, too long, vague amounts.

These are warnings and never refuse anything: a writer may have good reason. Each says in which language and at which
words. Rules of thumb of questionnaire design; a list of words, not an understanding of the sentence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[&/]")


class WarningKind(StrEnum):
    """What may go wrong."""

    DOUBLE_BARRELLED = "double_barrelled"
    NEGATIVE = "negative"
    TOO_LONG = "too_long"
    VAGUE_AMOUNT = "vague_amount"


@dataclass(frozen=True, slots=True)
class WordingWarning:
    """One warning: its kind, the language of the text, and the words at which it is."""

    kind: WarningKind
    language: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is looked for in one language; all in small letters."""

    joining: frozenset[str]
    joining_phrases: tuple[str, ...]
    # Whole expressions that hold a joining word and ask one thing.
    one_thing: tuple[str, ...]
    # Before these, “of” is “whether”.
    before_whether: frozenset[str]
    negative: frozenset[str]
    vague: frozenset[str]
    negative_beginnings: tuple[str, ...]
    # Words that begin so and are not negative; a longer beginning that is negative all the same.
    not_negative: tuple[str, ...]
    negative_all_the_same: tuple[str, ...] = ()


_DUTCH = _Words(
    joining=frozenset(("en", "of", "zowel", "alsook", "alsmede", "evenals", "&", "/", "maar")),
    joining_phrases=("niet alleen", "in combinatie met"),
    one_thing=("min of meer", "af en toe", "meer en meer", "één of meer", "een of meer", "voor en na", "over en weer"),
    before_whether=frozenset(("weet", "weten", "vraag", "vragen", "duidelijk", "bekend", "nagaan", "bekijken", "zien",
                              "zie", "beoordelen", "niet")),
    negative=frozenset(("niet", "geen", "nooit", "niemand", "niets", "nergens", "nauwelijks", "zonder", "ontbreekt",
                        "ontbreken", "gebrek", "tekort", "evenmin", "noch", "wantrouwen", "wantrouw", "wantrouwt",
                        "mislukt", "mislukken", "faalt", "falen")),
    vague=frozenset(("veel", "vele", "weinig", "vaak", "soms", "regelmatig", "meestal", "enkele", "sommige", "diverse",
                     "meerdere", "aanzienlijk", "aanzienlijke", "behoorlijk", "redelijk", "vrijwel", "bijna",
                     "geregeld", "zelden", "nogal", "verschillende")),
    negative_beginnings=("on",),
    not_negative=("onder", "ons", "ont", "onze", "ongeveer", "onlangs", "ondanks", "online", "onmiddellijk",
                  "onafhankelijk", "onroerend"),
    negative_all_the_same=("ontoereikend", "ontoegankelijk", "ontevreden", "ontrouw", "onsamenhangend", "onschadelijk",
                           "onderbezet"),
)  # fmt: skip
_ENGLISH = _Words(
    joining=frozenset(("and", "or", "both", "&", "/", "but")),
    joining_phrases=("as well as", "not only", "along with"),
    one_thing=("more or less", "more and more", "now and then", "one or more", "back and forth"),
    before_whether=frozenset(),
    negative=frozenset(("not", "no", "never", "nobody", "nothing", "none", "nowhere", "hardly", "without", "cannot",
                        "lack", "lacks", "lacking", "missing", "neither", "nor", "insufficient", "insufficiently",
                        "inadequate", "inadequately", "impossible", "inaccessible", "incomplete", "inefficient",
                        "inefficiently", "ineffective", "distrust", "distrusts", "mistrust", "fail",
                        "fails", "failed", "failing")),
    vague=frozenset(("many", "few", "often", "sometimes", "regularly", "usually", "several", "some", "various",
                     "considerable", "considerably", "fairly", "almost", "frequently", "rather", "much", "rarely")),
    negative_beginnings=("un",),
    not_negative=("under", "uni", "until", "unless"),
)  # fmt: skip
_LANGUAGES: Mapping[str, _Words] = {"nl": _DUTCH, "en": _ENGLISH}


def warnings_about(texts: Mapping[str, str]) -> list[WordingWarning]:
    """Return the warnings about a statement in Dutch (`nl`) and English (`en`).

    >>> [one.kind.value for one in warnings_about({"nl": "Er is onvoldoende kennis en capaciteit."})]
    ['double_barrelled', 'negative']
    """
    return [
        WordingWarning(kind, language, found)
        for language, look in _LANGUAGES.items()
        if (text := texts.get(language, ""))
        for kind, found in _found(text, look)
        if found
    ]


def _found(text: str, look: _Words) -> list[tuple[WarningKind, tuple[str, ...]]]:
    said = _WORD.findall(text)
    words = [word.lower() for word in said]
    return [
        (WarningKind.DOUBLE_BARRELLED, _joining(text, said, words, look)),
        (WarningKind.NEGATIVE, _distinct(word for word in words if _is_negative(word, look))),
        (WarningKind.TOO_LONG, (str(len(words)),) if len(words) > MOST_WORDS else ()),
        (WarningKind.VAGUE_AMOUNT, _distinct(word for word in words if word in look.vague)),
    ]


def _joining(text: str, said: list[str], words: list[str], look: _Words) -> tuple[str, ...]:
    """Return the words that join two things; between two capitals they are part of a name."""
    one_thing = {at for phrase in look.one_thing for at in _places_of(phrase.split(), words)}
    found = []
    for at, word in enumerate(words):
        if word not in look.joining or at in one_thing or at in (0, len(words) - 1):
            continue
        if said[at - 1][0].isupper() and said[at + 1][0].isupper():
            continue
        if word == "of" and (words[at - 1] in look.before_whether or _opens_a_clause(text, said[at])):
            continue
        found.append(word)
    return _distinct([*found, *(phrase for phrase in look.joining_phrases if _places_of(phrase.split(), words))])


def _opens_a_clause(text: str, word: str) -> bool:
    return re.search(rf",\s*{word}\b", text) is not None


def _places_of(phrase: list[str], words: list[str]) -> list[int]:
    starts = [at for at in range(len(words)) if words[at : at + len(phrase)] == phrase]
    return [start + step for start in starts for step in range(len(phrase))]


def _is_negative(word: str, look: _Words) -> bool:
    if word in look.negative or word.endswith(("n't", "n’t")) or word.startswith(look.negative_all_the_same or ("\0",)):
        return True
    return len(word) > 4 and word.startswith(look.negative_beginnings) and not word.startswith(look.not_negative)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
