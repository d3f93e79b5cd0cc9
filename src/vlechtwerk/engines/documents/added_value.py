"""The page about the added value as a text that is frozen: the same contents always give the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class PointText:
    """One thing that is said: its words, by whom, on which ground, and the places that carry it."""

    text: str
    said_by: str
    ground: str
    sources: str


@dataclass(frozen=True, slots=True)
class PartText:
    """One of the four lists of an element; when it is empty, the words that say so."""

    heading: str
    points: Sequence[PointText]
    empty: str


@dataclass(frozen=True, slots=True)
class ElementText:
    """One element: how it is called, what it is worth saying, and its four lists."""

    name: str
    explanation: str
    worth: str
    parts: Sequence[PartText]


@dataclass(frozen=True, slots=True)
class PageText:
    """Everything on the page, in words that are ready to print."""

    language: str
    title: str
    origin: str
    introduction: str
    as_of: str
    reading: str
    elements: Sequence[ElementText]
    sources_heading: str
    sources: Sequence[str]


def page_of(page: PageText) -> str:
    """Return the text of a page: plain elements with classes, without script, style, link or picture."""
    lines = [
        f'<article class="vw-published" lang="{escape(page.language)}">',
        f"<h1>{escape(page.title)}</h1>",
        *_paragraph("vw-published__origin", page.origin),
        *_paragraph("vw-lead", page.introduction),
        *_paragraph("vw-published__of", page.as_of),
        *_paragraph("vw-note", page.reading),
        *(line for number, element in enumerate(page.elements, 1) for line in _element(number, element)),
        f'<section class="vw-section"><h2>{escape(page.sources_heading)}</h2>',
        *_list("vw-list", page.sources),
        "</section>",
        "</article>",
    ]
    return "\n".join(lines) + "\n"


def _paragraph(look: str, text: str) -> list[str]:
    return [f'<p class="{look}">{escape(text)}</p>'] if text else []


def _list(look: str, items: Sequence[str]) -> list[str]:
    return [f'<ul class="{look}">', *(f"<li>{escape(item)}</li>" for item in items), "</ul>"] if items else []


def _element(number: int, element: ElementText) -> list[str]:
    lines = [
        f'<section class="vw-section vw-published__element"><h2>{number}. {escape(element.name)}</h2>',
        *_paragraph("vw-published__explanation", element.explanation),
        *_paragraph("vw-published__worth", element.worth),
    ]
    for part in element.parts:
        lines.append(f"<h3>{escape(part.heading)}</h3>")
        if part.points:
            lines += ['<ul class="vw-list">', *(_point(point) for point in part.points), "</ul>"]
        else:
            lines += _paragraph("vw-missing", part.empty)
    return [*lines, "</section>"]


def _point(point: PointText) -> str:
    tail = " · ".join(escape(words) for words in (point.said_by, point.ground, point.sources) if words)
    worth = f' <span class="vw-published__ground">{tail}</span>' if tail else ""
    return f"<li>{escape(point.text)}{worth}</li>"
