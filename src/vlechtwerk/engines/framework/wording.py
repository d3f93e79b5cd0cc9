"""What the words of one question name: a deed, something countable, a direction, what people feel."""

import re

from vlechtwerk.engines.framework.clauses import has_verb
from vlechtwerk.engines.framework.lexicon import DUTCH, LEXICONS, Lexicon, words_of

_DIRECTION_SIGNS = re.compile(r"[<>≤≥+]|%\s*(?:meer|minder|more|less|fewer)|of meer|or more|of minder|or fewer|or less")
_WITH_TARGET = re.compile(r"ten minste|ten hoogste|niet meer dan|at least|at most|no more than|all|alle\b")

# A number that is a level whichever way it goes: none of it, or a range.
_LEVEL_OF_ITSELF = re.compile(
    r"\s*(?:geen|nul|none|zero|nihil|0\b|tussen|between|no more|no fewer|no less)\b.*", re.IGNORECASE
)


# What stands in for a question of which the grammar is not known: it is quoted, and never woven in.
_IS_THERE = {"nl": "Is dit er: ‘%s’?", "en": "Is this there: ‘%s’?"}
_RISEN_OR_FALLEN = {
    "nl": ("Is dit aantal gestegen (‘%s’)?", "Is dit aantal gedaald (‘%s’)?"),
    "en": ("Has this number risen (‘%s’)?", "Has this number fallen (‘%s’)?"),
}


def _words(text: str) -> list[str]:
    return [word for word, _start, _end in words_of(text) if word[0].isalnum()]


def names_a_deed(question: str, language: str) -> bool:
    """Tell whether a question names what has to be done or be there: a verb, or a noun of one in front.

    >>> names_a_deed("Internationale adviesfunctie rond witwassen.", "nl")
    False
    >>> names_a_deed("Opstellen van een handreiking.", "nl")
    True
    """
    return has_verb(question, language) or _begins_with_a_deed(_words(question), LEXICONS[language])


def _begins_with_a_deed(words: list[str], lexicon: Lexicon) -> bool:
    front = [word for word in words if word not in lexicon.determiners][:2]
    if any(word in lexicon.deeds for word in front):
        return True
    if lexicon is DUTCH:
        return bool(front) and front[0].endswith("en") and lexicon.infinitive.fullmatch(front[0]) is not None
    return bool(front) and lexicon.infinitive.fullmatch(front[0]) is not None


def names_something_countable(text: str, language: str) -> bool:
    """Tell whether a number, or things in the plural that can be counted, are named."""
    lexicon = LEXICONS[language]
    return any(
        lexicon.number.fullmatch(word) or (word.islower() and lexicon.plural.fullmatch(word)) for word in _words(text)
    )


def asks_direction(text: str, language: str) -> bool:
    """Tell whether a text says which way a number should go, or from which number on it is enough."""
    lexicon, lowered = LEXICONS[language], text.lower()
    # With the marks, a bracket too: what stands behind one belongs to nothing before it.
    words = [*(word for word, _start, _end in words_of(text.replace("(", ", "))), ""]
    if _DIRECTION_SIGNS.search(lowered) or _WITH_TARGET.search(lowered):
        return True
    # “afgenomen voertuigen” are taken away; that they are fewer stands behind what they are.
    return any(
        (word in lexicon.up or word in lexicon.down)
        and not (lexicon.is_participle(word) and _has_noun(words[at + 1], lexicon))
        for at, word in enumerate(words[:-1])
    )


def is_level_of_itself(norm: str) -> bool:
    """Tell whether a norm is none of it, or a range: then it needs no direction."""
    return _LEVEL_OF_ITSELF.match(norm) is not None


def _has_noun(following: str, lexicon: Lexicon) -> bool:
    return following[:1].isalnum() and following not in lexicon.prepositions and following not in lexicon.finite


def asks_what_people_feel(question: str, language: str) -> bool:
    """Tell whether it is about what is in people's heads, which no register holds."""
    return any(LEXICONS[language].attitudes.fullmatch(word) for word in _words(question))


def asks_what_people_want(question: str, language: str, beside: str = "") -> bool:
    """Tell whether it asks whether people want something; not where what is wanted is that itself (`beside`)."""
    named, lexicon, words = _words(beside.lower()), LEXICONS[language], [*_words(question), ""]
    wanting = [
        word
        for at, word in enumerate(words[:-1])
        # “legal support for …” is a thing; “support the goal” is what people do.
        if lexicon.wanting.fullmatch(word) and (word != "support" or words[at + 1] in lexicon.determiners)
    ]
    return bool(wanting) and not any(word in named for word in wanting)


def with_verb(question: str, language: str) -> tuple[str, ...]:
    """Return a question that asks whether it is there, of one that only names something.

    >>> with_verb("De handleiding voor terreinbeheerders", "nl")
    ('Is dit er: ‘De handleiding voor terreinbeheerders’?',)
    """
    return (_IS_THERE[language] % question.strip(" .?"),)


def with_direction(question: str, language: str) -> tuple[str, ...]:
    """Return the questions for a rise and for a fall, of one that only asks how many."""
    asked, begins = question.strip(" .?"), ("het aantal", "the number")
    if asked.lower().startswith(begins) and not has_verb(asked, language):
        ways = ("is gestegen", "is gedaald") if language == "nl" else ("has risen", "has fallen")
        return tuple(f"{asked} {way}." for way in ways)
    # In brackets: what stands there explains, and asks nothing of its own.
    quoted = question.strip().translate(str.maketrans("()", "[]"))
    return tuple(way % quoted for way in _RISEN_OR_FALLEN[language])
