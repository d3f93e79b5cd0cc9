"""A report as one HTML file that stands by itself: no script, no link outside, the manifest inside."""

from collections.abc import Collection
from html import escape
from importlib.resources import files

from vlechtwerk.engines.documents.report.contents import (
    Block,
    Entries,
    Entry,
    Facts,
    Framed,
    NumberedTable,
    Paragraph,
    Picture,
    Report,
    Section,
    Sentence,
    Sentences,
    Table,
)

# Inside a script element that no browser runs; a “<” in it could end the element, so none stays.
MANIFEST = '<script type="application/json" id="manifest">{}</script>'


def as_html(report: Report) -> bytes:
    """Return the report as HTML in UTF-8."""
    entries = report.entries
    style = files("vlechtwerk.engines.documents.report").joinpath("report.css").read_text()
    parts = [
        f'<!doctype html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)}</title>\n<style>{style}{_on_each_page(report.origin)}</style>\n</head>\n<body>",
        f'<p class="origin{" invented" if report.invented else ""}">{escape(report.origin)}</p>',
        f"<header><h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p>",
        f"<dl>{''.join(_term(*fact) for fact in report.facts)}</dl>",
        f"</header>\n{'' if report.is_short else _contents(report)}\n<main>",
        *(_section(section, number, entries) for number, section in enumerate(report.sections)),
        f"</main>\n<footer><p>{escape(report.footer)}</p><p>{escape(report.origin)}</p></footer>",
        MANIFEST.format(report.manifest.replace("<", "\\u003c")),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _on_each_page(origin: str) -> str:
    """Let each page of paper say where the data come from."""
    words = "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):06x}" for sign in origin)
    return f'@page {{ @top-right {{ content: "{words}"; font-size: 8.5pt; }} }}'


def _term(term: str, told: str) -> str:
    return f"<div><dt>{escape(term)}</dt><dd>{escape(told)}</dd></div>"


def _contents(report: Report) -> str:
    rows = [
        f'<li class="level-{section.level}"><a href="#s{number}">{escape(section.title)}</a></li>'
        for number, section in enumerate(report.sections)
        if section.level < 3  # chapters and their parts
    ]
    return f"<nav><h2>{escape(report.contents_title)}</h2><ol>{''.join(rows)}</ol></nav>"


def _section(section: Section, number: int, entries: Collection[str]) -> str:
    heading = f'<h{section.level + 1} id="s{number}">{escape(section.title)}</h{section.level + 1}>'
    return heading + "".join(_block(block, entries) for block in section.blocks)


def _block(block: Block, entries: Collection[str]) -> str:
    match block:
        case Paragraph():
            return f"<p{' class=quiet' if block.quiet else ''}>{escape(block.text)}</p>"
        case Facts():
            rows = tuple((row.number, row.words, row.ground, row.sources) for row in block.rows)
            return _table(block.caption, block.heads, rows, 0, "facts")
        case Table():
            return _table(block.caption, block.heads, block.rows, block.figures, "")
        case NumberedTable():
            return _table(block.caption, block.heads, block.rows, 0, "numbered wide", entries)
        case Sentences():
            return f'<ul class="told">{"".join(_sentence(row, entries) for row in block.rows)}</ul>'
        case Entries():
            return "".join(_entry(row) for row in block.rows)
        case Picture():
            # Drawn here: its words are escaped, and it loads nothing.
            drawn = f'<div class="drawn">{block.svg}</div>'
            if block.wide:
                # Wider than a small screen: who has only keys scrolls it too.
                words = escape(block.caption)
                drawn = f'<div class="drawn lying" tabindex="0" role="region" aria-label="{words}">{block.svg}</div>'
            return f"<figure><figcaption>{escape(block.caption)}</figcaption>{drawn}</figure>"
        case Framed():
            return f'<p class="framed">{escape(block.text)}</p>'


def _sentence(row: Sentence, entries: Collection[str]) -> str:
    number = _number(row.number, entries)
    return f'<li>{number}<p>{escape(row.words)}</p><span class="ground">{escape(row.ground)}</span></li>'


def _number(number: str, entries: Collection[str]) -> str:
    if number in entries:
        return f'<a href="#e{escape(number)}">{escape(number)}</a>'
    return f'<b class="number">{escape(number)}</b>'


def _entry(row: Entry) -> str:
    lines = "".join(_term(*line) for line in row.lines)
    marked = f' id="e{escape(row.number)}"' if row.number else ""
    ground = f' <span class="ground">{escape(row.ground)}</span>' if row.ground else ""
    head = f'<p class="head"><span class="number">{escape(row.number or "–")}</span> {escape(row.title)}{ground}</p>'
    return f'<div class="entry"{marked}>{head}<dl>{lines}</dl></div>'


def _table(
    caption: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    figures: int,
    look: str,
    numbered: Collection[str] | None = None,
) -> str:
    """Return a table; numbered: of one with numbers in its first column, those that lead to an entry."""
    plain = len(heads) - figures
    right = [' class="figure"' if place >= plain else "" for place in range(len(heads))]
    head = "".join(f'<th scope="col"{right[place]}>{escape(words)}</th>' for place, words in enumerate(heads))
    body = "".join(
        f"<tr>{''.join(_cell(cell, heads[at], right[at], numbered, at) for at, cell in enumerate(row))}</tr>"
        for row in rows
    )
    look = look or ("" if len(heads) < 3 else "wide")
    return (
        f'<table class="{look}"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cell(words: str, head: str, look: str, numbered: Collection[str] | None, place: int) -> str:
    """Return a cell; on a phone, where a row is a list, its head stands before it."""
    told = escape(words).replace(chr(10), "<br>")
    if numbered is not None and place == 0:
        told = _number(words, numbered)
    return f'<td{look} data-label="{escape(head)}">{told}</td>'
