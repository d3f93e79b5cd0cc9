"""Read Word files: body with tables, headers and footers, notes, comments. Deleted text is not read."""

from typing import BinaryIO

import docx
from lxml import etree

from vlechtwerk.engines.documents.intake.readers.office import guarded, prove_office
from vlechtwerk.engines.documents.intake.readers.pages import Lines, Pages

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OTHER_PARTS = ("header", "footer", "footnotes", "endnotes", "comments")
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def prove(file: BinaryIO) -> None:
    """Refuse what Word's own structure does not hold together, and what acts or fetches by itself."""
    prove_office(file, _MAIN, "Word")
    file.seek(0)
    guarded(lambda: docx.Document(file).element.body)


def read(file: BinaryIO, pages: Pages) -> None:
    """Add the body, then each further part that has text."""
    body = docx.Document(file).part
    pages.add(_text_of(body.blob, pages.left))
    others = {str(part.partname): part for part in body.package.iter_parts()}
    for name in sorted(others):
        if name.startswith("/word/") and name.removeprefix("/word/").startswith(_OTHER_PARTS):
            if pages.full:
                pages.truncated = True
                break
            if name.endswith(".xml") and (text := _text_of(others[name].blob, pages.left)).strip():
                pages.add(text)


def _safe_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing and fills in no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _text_of(content: bytes, most: int) -> str:
    lines = Lines(most)
    in_cells = 0
    walk = etree.iterwalk(etree.fromstring(content, _safe_parser()), events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag == _FALLBACK:
                # The same text once more, for old programs.
                walk.skip_subtree()
            in_cells += tag == f"{_W}tc"
            more = lines.add(element.text or "") if tag == f"{_W}t" else lines.add(_SIGNS.get(str(tag), ""))
            if not more:
                break
        elif tag == f"{_W}p":
            lines.add(" " if in_cells else "\n")
        elif tag == f"{_W}tc":
            in_cells -= 1
            lines.add("\t")
        elif tag == f"{_W}tr":
            lines.add("\n")
    return lines.text()
