"""Whether the words at an activity say more than the facts that they point at can carry."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Grounds that carry a result: it was counted or measured, not only said.
CARRY_A_RESULT = frozenset({"register", "measured_effect"})
REFERENCE = re.compile(r"\[(\d{1,4})\]")
# A sentence with the references that stand behind its full stop.
SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?![\s\[]|$)[^.!?\n]*)*(?:[.!?]+|$|(?=\n))(?:\s*\[\d{1,4}\])*")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# A figure of which the thousands are parted.
GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
# Words for something reached or changed; only counts or a measurement carry them.
RESULT = re.compile(
    r"\b(verbeter(?:d|de|t|en|ing)|toegenomen|toename|afgenomen|afname|gestegen|stijging|gedaald|daling|verminder(?:d|t|ing)"
    r"|vergroot|versterkt|versneld|verkort|verstoord|ontwricht|teruggedrongen|tegengegaan|bereikt|geleid tot|leidde tot"
    r"|effectie(?:f|ve|ver)|succesvolle?|improved|improvement|increased?|decreased?|reduced|reduction|strengthened"
    r"|accelerated|disrupted|achieved|led to|effective|successful)\b",
    re.IGNORECASE,
)
# Words for amounts: they come from a count by a scale, or stand so in the fact.
AMOUNT = re.compile(
    r"\b(vrijwel (?:alle|allen|iedereen)|bijna (?:alle|iedereen)|de meeste|(?:ruime )?meerderheid|minderheid"
    r"|ongeveer de helft|veel meer|steeds meer|nearly all|almost all|most of|majority|minority|about half)\b",
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

    A figure must stand in a fact that is pointed at. A word for a result needs a fact that was counted or measured, or
    the sentence says whose word it is. A word for an amount must stand in the fact itself.
    """
    found = []
    for sentence in sentences_of(text):
        objection = _objection(sentence, facts, names)
        if objection is not None:
            found.append(RefusedSentence(sentence, *objection, references_in(sentence)))
    return found


def _ungrouped(figure: str) -> str:
    """Return a figure without what parts its thousands: 1.240 and 1240 are the same."""
    return re.sub(r"[.,]", "", figure) if GROUPED.fullmatch(figure) else figure


def _objection(sentence: str, facts: Mapping[int, Carrier], names: Sequence[str]) -> tuple[Objection, str] | None:
    references = references_in(sentence)
    for number in references:
        if number not in facts:
            return Objection.UNKNOWN_FACT, f"[{number}]"
    carriers = [facts[number] for number in references]
    told = REFERENCE.sub(" ", sentence)
    carried = " ".join(carrier.words for carrier in carriers).lower()
    bare = told
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, " ")
    figures = {_ungrouped(figure) for figure in FIGURE.findall(carried)}
    for figure in FIGURE.findall(bare):
        if _ungrouped(figure) not in figures:
            return Objection.TYPED_FIGURE, figure
    amount = AMOUNT.search(told)
    if amount and amount[0].lower() not in carried:
        return Objection.AMOUNT_WITHOUT_COUNT, amount[0]
    result = RESULT.search(told)
    if result and not any(carrier.ground in CARRY_A_RESULT for carrier in carriers):
        if not carriers:
            return Objection.RESULT_WITHOUT_FACT, result[0]
        if not ATTRIBUTED.search(told):
            return Objection.SAID_AS_RESULT, result[0]
    return None
