"""Texts without their markup: what a reader would see, and never what a browser would run."""

from html.parser import HTMLParser

from vlechtwerk.engines.surveys.mistakes import Place, unreadable
from vlechtwerk.engines.surveys.questionnaire import LONGEST_TEXT
from vlechtwerk.foundation.texts import NO_SIGN_OF_A_WORKBOOK

_UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "select"))
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr"))
# Markup is longer than its text, but not without end.
_LONGEST_MARKUP = 20 * LONGEST_TEXT


def plain(text: str) -> str:
    """Return a text as any form of file can hold it: no control characters, one kind of line end, nothing around it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    tidied = text.replace("\r\n", "\n").replace("\r", "\n")
    return NO_SIGN_OF_A_WORKBOOK.sub("", tidied).strip()


def without_markup(text: str, part: str = "") -> str:
    """Return the text of a piece of HTML: no tags, entities as their signs, no scripts, one space between words.

    Raises `Unreadable` when it is longer than any text of a question; `part` is where it stands.
    """
    if len(text) > _LONGEST_MARKUP:
        raise unreadable("too_long", Place(part=part), most=_LONGEST_MARKUP, length=len(text))
    if "<" not in text and "&" not in text:
        return _squeezed(text)
    reading = _Reading()
    reading.feed(text)
    reading.close()
    return _squeezed("".join(reading.pieces))


def _squeezed(text: str) -> str:
    return " ".join(plain(text).split())


class _Reading(HTMLParser):
    """Keeps what is seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter what is not shown, or begin a new line."""
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _BREAKS:
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new line; an element without contents hides nothing."""
        if tag in _BREAKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not shown, or end a line."""
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BREAKS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep a text that is shown."""
        if not self.unseen:
            self.pieces.append(data)
