"""Texts as they are compared: without what differs by who wrote them."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
# Letters without a shape that are no format characters.
SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
# Small letters of other alphabets, and those of which the capital looks so, as the Latin ones for which they are read.
LOOKS_LIKE = str.maketrans(
    "авеѕіјкмнорстухԁԛԝһαβεζηικμνορτυχıɑɡ",
    "abesijkmhopctyxdqwhabezhikmnoptuxiag",
)


def folded(text: str) -> str:
    """Return a text without capitals and accents.

    >>> folded("Één CAFÉ")
    'een cafe'
    """
    small = text.casefold()
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def as_seen(text: str) -> str:
    """Return a text as an eye reads it, without capitals: nothing that nobody sees, look-alikes as Latin letters."""
    if text.isascii():
        return text.casefold()
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if not is_unseen(letter))
    return seen.casefold().translate(LOOKS_LIKE)


def is_unseen(letter: str) -> bool:
    """Tell whether nobody sees a sign, although it is no space."""
    return unicodedata.category(letter) == "Cf" or SHAPELESS.match(letter) is not None


def says_something(text: str) -> bool:
    """Tell whether a text holds a letter or a digit that someone can see."""
    return any(letter.isalnum() and not is_unseen(letter) for letter in text)


def words_of(text: str) -> list[str]:
    """Return the words of a folded text; a hyphen or an apostrophe parts them.

    >>> words_of("Douane-team, 's ochtends")
    ['douane', 'team', 's', 'ochtends']
    """
    return WORD.findall(folded(text))


def shortened(text: str, most: int) -> str:
    """Return a text, or its first whole words when it has more than so many signs.

    >>> shortened("Zo lang is het niet, en toch te lang", 22)
    'Zo lang is het niet …'
    """
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip('.,;')} …"


# Half of a character, which no text holds; with a null, what no text of the database holds; and what no workbook holds.
HALF_A_SIGN = re.compile("[\ud800-\udfff]")
NO_SIGN_OF_A_TEXT = re.compile("[\0\ud800-\udfff]")
NO_SIGN_OF_A_WORKBOOK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Signs without a shape that lay out a text.
LAYOUT = "\t\n\r"
# Joins two pictures to one.
JOINER = "\u200d"


def holds_unprintable_signs(text: str) -> bool:
    """Tell whether a text holds a control sign or half a character, which no file can hold.

    >>> [holds_unprintable_signs(text) for text in ("één regel\\nen nog een", "een bel\\x07", "af\\u00adbreken")]
    [False, True, False]
    """
    return any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in LAYOUT for sign in text)


def holds_unseen_signs(text: str) -> bool:
    """Tell whether a text holds a sign that nobody sees, and that can hide a word.

    >>> [holds_unseen_signs(text) for text in ("open en bloot", "ver\\u200bborgen", "ver\\u3164borgen")]
    [False, True, True]
    """
    return any(is_unseen(sign) and sign != JOINER for sign in text)
