"""Whether the words at an activity say more than the facts that they point at can carry."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.engines.documents.amounts import (
    BETTER,
    DOWN,
    FAMILIES,
    UP,
    amount_words_in,
    carries_figure,
    changes_in,
    dates_in,
    figures_in,
    is_dated,
)

# Grounds that carry a result: it was counted or measured, not only said.
CARRY_A_RESULT = frozenset({"register", "measured_effect"})
REFERENCE = re.compile(r"\[(\d{1,4})\]")
# A sentence with the references that stand behind its full stop.
SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?![\s\[]|$)[^.!?\n]*)*(?:[.!?]+|$|(?=\n))(?:\s*\[\d{1,4}\])*")
# Words for something reached or changed; only counts or a measurement carry them.
_TIMES = "|".join(FAMILIES[family] for family in ("halved", "doubled", "tripled", "multiplied"))
RESULT = re.compile(
    rf"\b(?:{UP}|{DOWN}|{BETTER}|{_TIMES}"
    r"|verstoord|ontwricht|teruggedrongen|tegengegaan|bereikt|geleid tot|leidde tot|effectie(?:f|ve|ver)|succesvolle?"
    r"|disrupted|achieved|led to|effective|successful)\b",
    re.IGNORECASE,
)
# The sentence itself says whose word it is.
ATTRIBUTED = re.compile(
    r"\b(volgens|eigen opgave|naar eigen zeggen|meldt|melden|zegt|zeggen|vindt|vinden"
    r"|according to|reports?|says?|finds?)\b",
    re.IGNORECASE,
)


class Objection(StrEnum):
    """What is wrong with a sentence."""

    UNKNOWN_FACT = "unknown_fact"
    TYPED_FIGURE = "typed_figure"
    AMOUNT_WITHOUT_COUNT = "amount_without_count"
    RESULT_WITHOUT_FACT = "result_without_fact"
    SAID_AS_RESULT = "said_as_result"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A fact that sentences can point at: its words and its ground."""

    words: str
    ground: str


@dataclass(frozen=True, slots=True)
class RefusedSentence:
    """A sentence that its facts do not carry: what is wrong, at which word, and the facts that it points at."""

    sentence: str
    objection: Objection
    at: str
    references: tuple[int, ...]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each with the references that stand behind it.

    >>> sentences_of("Er is gecontroleerd.[2] Daarna is gepraat. [3]")
    ['Er is gecontroleerd.[2]', 'Daarna is gepraat. [3]']
    """
    return [found.strip() for found in SENTENCE.findall(text) if found.strip()]


def references_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the facts that a text points at, in order, each once."""
    return tuple(dict.fromkeys(int(number) for number in REFERENCE.findall(text)))


def refused_sentences(text: str, facts: Mapping[int, Carrier], names: Sequence[str] = ()) -> list[RefusedSentence]:
    """Return the sentences that say more than the facts they point at; `names` are names that may hold a digit.

    A figure, in digits or in words, must stand in a fact that is pointed at, and a date in a date of such a fact: a day
    or a year of a date carries no amount. A word for an amount needs a fact with such a word, or, of what went up or
    down, a figure. A word for a result needs a fact that was counted or measured, or the sentence says whose word it
    is.
    """
    found = []
    for sentence in sentences_of(text):
        objection = _objection(sentence, facts, names)
        if objection is not None:
            found.append(RefusedSentence(sentence, *objection, references_in(sentence)))
    return found


def _objection(sentence: str, facts: Mapping[int, Carrier], names: Sequence[str]) -> tuple[Objection, str] | None:
    references = references_in(sentence)
    for number in references:
        if number not in facts:
            return Objection.UNKNOWN_FACT, f"[{number}]"
    carriers = [facts[number] for number in references]
    told = unicodedata.normalize("NFC", REFERENCE.sub(" ", sentence))
    bare = told
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, " ")
    not_carried = _amount_not_carried(bare, [unicodedata.normalize("NFC", item.words) for item in carriers])
    if not_carried is not None:
        return not_carried
    result = RESULT.search(told)
    if result and not any(carrier.ground in CARRY_A_RESULT for carrier in carriers):
        if not carriers:
            return Objection.RESULT_WITHOUT_FACT, result[0]
        if not ATTRIBUTED.search(told):
            return Objection.SAID_AS_RESULT, result[0]
    return None


def _amount_not_carried(told: str, facts: Sequence[str]) -> tuple[Objection, str] | None:
    """Return the first figure, date or word for an amount of a sentence that stands in none of these facts."""
    figures = [said for words in facts for said in figures_in(words)]
    dated = {part for words in facts for _at, parts in dates_in(words) for part in parts}
    # Of a number that could be a year a fact carries the year as well.
    dated |= {f"{said.value}-*-*" for said in figures if said.beside}
    for at, parts in dates_in(told):
        if not all(is_dated(part, dated) for part in parts):
            return Objection.TYPED_FIGURE, at
    amounts = figures_in(told)
    for said in amounts:
        if not carries_figure(said, figures):
            return Objection.TYPED_FIGURE, said.at
    families = {said.value for words in facts for said in amount_words_in(words)}
    for said in amount_words_in(told):
        if said.value not in families:
            return Objection.AMOUNT_WITHOUT_COUNT, said.at
    moves = {said.value for words in facts for said in changes_in(words)}
    for said in changes_in(told):
        if facts and not amounts and said.value not in moves:
            return Objection.AMOUNT_WITHOUT_COUNT, said.at
    return None
