"""A sentence as it is read: without signs that are not seen, its letters in one form and each space once."""

import re
import unicodedata
from functools import lru_cache

# Signs that take no place: format characters (soft hyphen, zero-width), except those that could be a letter's own.
_UNSEEN = "Cf"
# Signs that are a number by themselves stay as they were typed, and so do three dots in one.
_KEPT = frozenset({"No", "Nl"})
_OTHER_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def plain(sentence: str) -> str:
    """Return a sentence in the form in which it is judged.

    >>> plain("De mee\\u00adste\\u00a0 respondenten")
    'De meeste respondenten'
    """
    composed = unicodedata.normalize("NFC", sentence)
    seen = "".join(_in_one_form(sign) for sign in composed if unicodedata.category(sign) != _UNSEEN)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", seen))


def _in_one_form(sign: str) -> str:
    kept = sign == "…" or unicodedata.category(sign) in _KEPT
    return sign if kept else unicodedata.normalize("NFKC", sign)


def other_letters_in(text: str) -> list[tuple[str, int]]:
    """Return the words with a letter that is not Latin, and where they stand: “е” of another alphabet looks like e."""
    return [
        (word[0], word.start())
        for word in _OTHER_LETTERS.finditer(text)
        if any(unicodedata.category(sign)[0] == "L" and not _is_latin(sign) for sign in word[0])
    ]


def _is_latin(sign: str) -> bool:
    return "LATIN" in unicodedata.name(sign, "") or sign in "ªº"
