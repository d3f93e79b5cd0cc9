"""Read the text that a page shows; scripts, styles and what is hidden are left out."""

import re
from typing import BinaryIO

from lxml import etree

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.pages import Lines, Pages
from vlechtwerk.engines.documents.intake.readers.plain_text import decoded

_LIKE_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|div|p|table|h[1-6]|span|a|ul|ol|meta|title)\b", re.IGNORECASE
)
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_OPENING = 65_536
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "object", "iframe", "select"))
_BLOCKS = frozenset(("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset"))
_BLOCKS |= frozenset(("figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"))
_BLOCKS |= frozenset(("nav", "ol", "p", "pre", "section", "table", "title", "tr", "ul"))
_CELLS = frozenset(("td", "th"))


def prove(file: BinaryIO) -> None:
    """Refuse what is no page, and a page that defines entities."""
    text = decoded(file.read())
    if not _LIKE_HTML.search(text[:_OPENING]):
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected="HTML", found="text")
    if _ENTITIES.search(text):
        raise NotTaken(NotTakenCode.XML_ENTITIES)
    _tree(text)


def read(file: BinaryIO, pages: Pages) -> None:
    """Add the text as one page."""
    read_markup(decoded(file.read()), pages)


def read_markup(text: str, pages: Pages) -> None:
    """Add the text of a page in memory, such as the body of a mail."""
    root = _tree(text)
    lines = Lines(pages.left)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        hidden = event in ("comment", "pi") or _is_hidden(element)
        if event == "start":
            if hidden:
                walk.skip_subtree()
                continue
            lines.add(_squeezed(element.text))
        elif event == "end" and (element.tag in _BLOCKS or element.tag in _CELLS):
            lines.add("\t" if element.tag in _CELLS else "\n")
        if event != "start" and not lines.add(_squeezed(element.tail)):
            break
    pages.add(re.sub(r"[ \t]*\n\s*\n\s*", "\n\n", lines.text()))


def _tree(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        # As bytes: a page that names its encoding is refused as text.
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise NotTaken(NotTakenCode.BROKEN)
    return root


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _UNSEEN or element.get("hidden") is not None or "display:none" in style


def _squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
