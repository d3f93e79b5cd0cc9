"""The confined side of reading the lines of a file: its headings, sentences and rows, and answer with them."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

from docx import Document
from docx.text.paragraph import Paragraph
from lxml import etree, html

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.documents.findings.holes import NEXT_SENTENCE
from vlechtwerk.engines.documents.report.lines import CHAPTER, DRAWING
from vlechtwerk.engines.documents.report.manifest import LARGEST

# Whether it is the heading of a chapter or the alternative text of a drawing, its number in the margin, and its text.
Found = tuple[str, str, str]
# What begins and ends a line; cells, terms and the parts of a sentence in a list stand in the line that they are of.
_APART = {f"h{level}" for level in range(1, 7)} | {
    "p", "li", "tr", "div", "dl", "caption", "figcaption", "text", "title", "nav", "footer", "header"
}  # fmt: skip
_UNSEEN = frozenset(("script", "style"))
_CELLS = frozenset(("td", "th"))
_CHAPTER, _CHAPTER_IN_WORD = "h2", "Heading 1"
# A sentence with a number in the margin; also where that was taken out.
_NUMBERED = re.compile(r"(\d*)\t")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def read_lines(file: BinaryIO, _arguments: list[str]) -> dict[str, Any]:
    """Return the lines of an HTML or Word file; nothing when it is none."""
    content = file.read(LARGEST + 1)
    try:
        if len(content) > LARGEST:
            return {}
        found = _in_word(content) if content.startswith(b"PK") else _in_html(content)
        # A drawing without a text counts as one too.
        return {"lines": [one for one in found if one[2] or one[0] == DRAWING]}
    except (KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError):
        return {}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each as one line."""
    edges = [0, *(one.end() for one in NEXT_SENTENCE.finditer(text)), len(text)]
    return [_plain(text[start:end]) for start, end in pairwise(edges)]


def _in_html(content: bytes) -> Iterator[Found]:
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    waiting: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            waiting.append(element.tail or "")
            continue
        tag = etree.QName(element).localname
        if event == "start":
            if _begins_line(element, tag):
                yield from _lines(waiting)
            if tag in _CELLS and waiting:
                waiting.append(" | ")
            waiting.append("" if tag in _UNSEEN else element.text or "")
        else:
            if _begins_line(element, tag):
                yield from _of_element(element, tag, waiting)
            else:
                waiting.append(" ")
            waiting.append(element.tail or "")
    yield from _lines(waiting)


def _begins_line(element: Any, tag: str) -> bool:
    parent = element.getparent()
    return tag in _APART and not (tag == "p" and parent is not None and parent.tag == "li")


def _of_element(element: Any, tag: str, waiting: list[str]) -> Iterator[Found]:
    """Yield what an element ends with: a chapter's heading, a numbered sentence, or lines."""
    is_told = tag == "li" and len(element) and element.getparent().get("class") == "told"
    # Where it was taken out, the sentence itself stands first.
    number = _plain(element[0].text_content()) if is_told and element[0].tag != "p" else ""
    if is_told or (tag == _CHAPTER and element.get("id")):
        text = _plain("".join(waiting)).removeprefix(f"{number} " if number else "")
        waiting.clear()
        yield CHAPTER if tag == _CHAPTER else "", number, text
    else:
        yield from _lines(waiting)


def _lines(waiting: list[str]) -> Iterator[Found]:
    """Yield what was waiting, sentence by sentence."""
    text = "".join(waiting)
    waiting.clear()
    yield from (("", "", line) for line in _sentences(text))


def _in_word(content: bytes) -> Iterator[Found]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise ValueError("too large")
    document = Document(io.BytesIO(content))
    for child in document.element.body:
        if child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [_plain(" ".join(_words(one) for one in cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc")]
                yield "", "", " | ".join(cells)
        elif child.tag == f"{_W}p":
            yield from _of_paragraph(Paragraph(child, document))
        yield from ((DRAWING, "", _plain(one.get("descr", ""))) for one in child.iter(_DRAWN))


def _words(paragraph: Any) -> str:
    """Return the text of a paragraph, with a tab for each tab."""
    return "".join("\t" if one.tag == f"{_W}tab" else one.text or "" for one in paragraph.iter(f"{_W}t", f"{_W}tab"))


def _of_paragraph(paragraph: Paragraph) -> Iterator[Found]:
    text = _words(paragraph._p)  # with what stands in links and fields
    if paragraph.style is not None and paragraph.style.name == _CHAPTER_IN_WORD:
        yield CHAPTER, "", _plain(text)
    elif numbered := _NUMBERED.match(text):
        yield "", numbered[1], _plain(text[numbered.end() :])
    else:
        yield from (("", "", line) for line in _sentences(text))


if __name__ == "__main__":
    answer_with(read_lines)
