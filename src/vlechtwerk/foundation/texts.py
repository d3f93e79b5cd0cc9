"""Texts as they are compared: without what differs by who wrote them."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


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


def words_of(text: str) -> list[str]:
    """Return the words of a folded text; a hyphen or an apostrophe parts them.

    >>> words_of("Douane-team, 's ochtends")
    ['douane', 'team', 's', 'ochtends']
    """
    return WORD.findall(folded(text))
