"""Signs that show that a text was damaged on its way, or that nobody sees; and one way to write a code."""

import re
import unicodedata
from collections.abc import Iterator

LOST = "\ufffd"
# Letters and marks without a shape that are no format characters; the last two ranges only choose a shape.
SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
# What good text holds, as Word puts it in: where a word may be broken, and what parts or joins two signs.
MAY_STAND = "\u00ad\u200c\u200d"
CHOOSES_SHAPE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# What the bytes 80-BF, which follow the first of a letter in UTF-8, become when each is read as a letter.
_FOLLOWING = re.escape("".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)))
# Of those, what does not also follow a capital letter in good text.
_UNUSUAL = "€ƒˆ‰Š‹ŒŽ˜™š›œžŸ¡-ª¬-º¼-¿"
MIXED = re.compile(
    f"Ã[{_FOLLOWING}]|Â[\xa0-\xbf]|[ÄÅ][{_UNUSUAL}]|(?:[ÐÑ][{_FOLLOWING}]){{2}}|â[{_FOLLOWING}]{{2}}|â€|ðŸ|ï»¿|ï¿½"
)
# As much as is told of a text, before and after a sign.
AROUND = 20


def one_form(code: str) -> str:
    """Return a code with its accents written in one way, so that what looks the same is the same."""
    return code if code.isascii() else unicodedata.normalize("NFC", code)


def is_blank(text: str) -> bool:
    """Whether nobody sees anything of a text."""
    return all(letter.isspace() or _is_unseen(letter) or CHOOSES_SHAPE.match(letter) for letter in text)


def visible(text: str) -> str:
    """Return a text in which what nobody sees, or what no page can show, is named by its number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _hides(letter) else letter for letter in text)


def wrong_signs(text: str, *, in_code: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Return what is wrong with the signs of a text: kind of mistake, and what it is about; each kind once."""
    if text.isascii():
        return
    place = text.find(LOST)
    if place >= 0:
        yield "lost_letter", {"text": _around(text, place)}
    mixed = MIXED.search(text)
    if mixed:
        yield "mixed_encoding", {"word": mixed[0], "text": _around(text, mixed.start())}
    for place, letter in enumerate(text):
        if letter in MAY_STAND and not in_code:
            continue
        if _is_unseen(letter) or (in_code and CHOOSES_SHAPE.match(letter)):
            sign = f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
            # A soft hyphen can be the second half of a letter that was read wrongly.
            if not mixed or letter not in mixed[0]:
                yield "unseen_sign", {"text": _around(text, place), "sign": sign}
            return


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or SHAPELESS.match(letter) is not None


def _hides(letter: str) -> bool:
    return _is_unseen(letter) or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\r\n\t")


def _around(text: str, place: int) -> str:
    begin, end = max(0, place - AROUND), place + AROUND
    return ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")
