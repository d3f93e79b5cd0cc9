"""Paragraphs and sentences of a text, by their places in it, and who speaks where the text says so."""

import re
from dataclasses import dataclass

# A line that has something in it, with the line ends behind it; or the empty lines that a text begins with.
_PARAGRAPH = re.compile(r"[^\r\n]+[\r\n]*|[\r\n]+")
# A stop with what closes behind it; it ends a sentence where space and the beginning of another one follow.
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(\s+)")
_BEGINS = re.compile(r"[\"'“‘(\[]?[A-Z0-9À-Þ]")
_SPEAKER = re.compile(r"\s*\[?([^\W_][\w .\-]{0,39}?)\]?\s*:\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the line ends behind it, its sentences, and the name that it begins with (“R14: …”)."""

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]
    named: str


def paragraphs_of(text: str) -> list[Paragraph]:
    r"""Cut a text into paragraphs that together are the whole text, in code points.

    >>> [(one.start, one.end, one.sentences) for one in paragraphs_of("Ja. Nee.\n\nR1: Wel")]
    [(0, 10, ((0, 3), (4, 8))), (10, 17, ((10, 17),))]
    """
    return [_paragraph(found.start(), found.group()) for found in _PARAGRAPH.finditer(text)]


def _paragraph(at: int, text: str) -> Paragraph:
    named = _SPEAKER.match(text)
    sentences = tuple((at + start, at + end) for start, end in _sentences(text))
    return Paragraph(at, at + len(text), sentences, named.group(1) if named else "")


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return where sentences begin and end, without the space around them."""
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    found = []
    for stop in _STOP.finditer(text, start, end):
        if _BEGINS.match(text, stop.end()):
            found.append((start, stop.start(1)))
            start = stop.end()
    return [*found, (start, end)] if start < end else found


def number_of_words(text: str) -> int:
    """Return how many words a text has: what lies between spaces."""
    return len(text.split())
