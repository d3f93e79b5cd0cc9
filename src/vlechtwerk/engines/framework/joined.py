"""Two things that a question itself says are two: “both A and B”, “A as well as B”, “A, while B”.

These words count where “and” may only join a double name. What stands on either side is told from where the sentence
goes on: at a verb, a comma or its end; and each side becomes a question of its own in the place of both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vlechtwerk.engines.framework.clauses import Token, tokens_of
from vlechtwerk.engines.framework.defects import Place
from vlechtwerk.engines.framework.lexicon import LEXICONS, Lexicon, word_set

_OPENING = {
    "nl": (
        ("zowel", ("als", "alsook", "alsmede", "en")),
        ("niet alleen", ("maar ook",)),
        ("niet enkel", ("maar ook",)),
    ),
    "en": (("both", ("and",)), ("not only", ("but also", "but"))),
}
_BETWEEN = {
    "nl": ("evenals", "alsmede", "alsook", "en/of", "en ook", "en tevens", "en daarnaast", "plus"),
    "en": ("as well as", "along with", "and/or", "and also", "in addition to", "plus"),
}
# Behind a comma and before a verb, these add something that is asked as well.
_ADDING = {
    "nl": word_set("waarbij terwijl"),
    "en": word_set("while whereas whereby"),
}


@dataclass(frozen=True, slots=True)
class Sides:
    """Where each side stands, and where both stand with the words that join them."""

    one: Place
    other: Place
    whole: Place
    # Behind which place of the first its verb stands, where the second has none of its own.
    verb_from: int = 0


def sides_in(question: str, language: str) -> Sides | None:
    """Return two things that a question joins by words that say that they are two; None where it has none."""
    lexicon = LEXICONS[language]
    tokens = [token for token in tokens_of(question, lexicon) if token.word not in (".", "?", "!")]
    return _opened(tokens, language) or _between(tokens, language) or _added(tokens, language) or _sentences(tokens)


def questions_of(question: str, sides: Sides) -> tuple[str, str]:
    """Return each side as a question, where both stood."""
    before, behind = question[: sides.whole.start], question[sides.whole.end :]
    other = sides.other.of(question)
    if sides.verb_from:
        other = f"{other} {question[sides.verb_from : sides.one.end]}"
    return _as_sentence(f"{before}{sides.one.of(question)}{behind}"), _as_sentence(f"{before}{other}{behind}")


def _find(tokens: Sequence[Token], phrase: str, start: int = 0) -> int | None:
    words = phrase.split()
    places = range(start, len(tokens) - len(words) + 1)
    return next((at for at in places if [one.word for one in tokens[at : at + len(words)]] == words), None)


def _opened(tokens: Sequence[Token], language: str) -> Sides | None:
    """Return the sides of “both … and …”."""
    lexicon = LEXICONS[language]
    for opening, closings in _OPENING[language]:
        if (at := _find(tokens, opening)) is None:
            continue
        begin = at + len(opening.split())
        closed = [(place, closing) for closing in closings if (place := _find(tokens, closing, begin + 1)) is not None]
        if not closed:
            continue
        place, closing = min(closed)
        second = place + len(closing.split())
        one = _trimmed(tokens[begin:place])
        # Both sides are built alike: where no verb is known, as many words as the first has.
        end = _end_of_side(tokens, second, lexicon, at_most=second + max(len(one), 1))
        if one and second < end:
            return _sides(one, tokens[second:end], tokens[at].start)
    return None


def _between(tokens: Sequence[Token], language: str) -> Sides | None:
    """Return the sides of “… as well as …”."""
    lexicon = LEXICONS[language]
    for joining in _BETWEEN[language]:
        at = _find(tokens, joining, 1)
        if at is None:
            continue
        second = at + len(joining.split())
        end = _end_of_side(tokens, second, lexicon, at_most=len(tokens))
        other = tokens[second:end]
        before = _trimmed(tokens[:at])
        if not other or not before:
            continue
        one = before[_start_of_side(before, other, lexicon) :]
        verb = next((token for token in one[1:] if _is_verb(token.word, lexicon)), None)
        alone = verb is not None and not any(_is_verb(token.word, lexicon) for token in other) and end == len(tokens)
        return _sides(one, other, one[0].start, verb.start if verb and alone else 0)
    return None


def _added(tokens: Sequence[Token], language: str) -> Sides | None:
    """Return the sides of “…, while …”."""
    lexicon = LEXICONS[language]
    for at in range(2, len(tokens) - 2):
        if tokens[at].word not in _ADDING[language] or tokens[at - 1].word != ",":
            continue
        one, other = _trimmed(tokens[:at]), tokens[at + 1 :]
        if any(_is_verb(token.word, lexicon) or lexicon.is_participle(token.word) for token in other):
            return _sides(one, other, one[0].start)
    return None


def _sentences(tokens: Sequence[Token]) -> Sides | None:
    """Return the sides of a semicolon between two sentences: each of some words."""
    at = next((at for at, token in enumerate(tokens) if token.word == ";"), None)
    if at is None or at < 2 or len(tokens) - at < 3:
        return None
    return _sides(tokens[:at], tokens[at + 1 :], tokens[0].start)


def _sides(one: Sequence[Token], other: Sequence[Token], start: int, verb_from: int = 0) -> Sides:
    first, second = Place(one[0].start, one[-1].end), Place(other[0].start, other[-1].end)
    return Sides(first, second, Place(start, second.end), verb_from)


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    end = len(tokens)
    while end and tokens[end - 1].word in (",", ";"):
        end -= 1
    return tokens[:end]


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.finite or word in lexicon.finite_perhaps


def _end_of_side(tokens: Sequence[Token], start: int, lexicon: Lexicon, *, at_most: int) -> int:
    """Return where the second side ends: before a verb or comma, or else at the most."""
    # A side that begins with a verb has it for its own.
    first = start + 1
    for at in range(first, len(tokens)):
        if tokens[at].word in (",", ";") or _is_verb(tokens[at].word, lexicon):
            return at
    return min(at_most, len(tokens))


def _start_of_side(before: Sequence[Token], other: Sequence[Token], lexicon: Lexicon) -> int:
    """Return where the first side begins: as the second does, with a determiner or preposition, or as many words."""
    opens = other[0].word
    for kind in (lexicon.determiners, lexicon.prepositions):
        if opens in kind:
            return next((at for at in range(len(before) - 1, -1, -1) if before[at].word in kind), 0)
    if len(other) == 1:
        return len(before) - 1
    verb = next((at for at in range(len(before) - 1, -1, -1) if _is_verb(before[at].word, lexicon)), -1)
    return verb + 1 if verb + 1 < len(before) else len(before) - 1


def _as_sentence(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(" ,;")
    words = words if words.endswith((".", "?", "!")) else f"{words}."
    return words[:1].upper() + words[1:]
