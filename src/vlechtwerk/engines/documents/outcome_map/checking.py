"""What is wrong with a written map, each mistake at its place."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vlechtwerk.engines.documents.outcome_map.signs import is_blank, wrong_signs
from vlechtwerk.engines.documents.outcome_map.written import (
    CONTRIBUTES_TO,
    LINK_KINDS,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    NEEDS,
    NODE_KINDS,
    WrittenMap,
)
from vlechtwerk.foundation.texts import as_seen

# A code is one word that can stand in an address: lists of codes are parted by commas.
CODE = re.compile(r"(?!\.+$)[^\s,;/]+")
NOT_A_CHARACTER = re.compile("[\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: a sheet with its row and column, a path, or a line; all empty: the whole."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: a code that names the kind, the place, and the words that it is about."""

    code: str
    place: Place = Place()
    details: Mapping[str, str] = field(default_factory=dict)


# Part (version, nodes or links), number in it, field.
PlaceOf = Callable[[str, int, str], Place]


def in_no_file(part: str, number: int, field: str) -> Place:
    """Return no place: the map was not read from a file."""
    return Place()


def mistakes_in(written: WrittenMap, place_of: PlaceOf = in_no_file) -> list[Mistake]:
    """Return what is wrong with a map by itself: codes, kinds, lengths, ends of links, and circles."""
    return [
        *_in_version(written, place_of),
        *_in_nodes(written, place_of),
        *_in_links(written, place_of),
        *_circles(written, place_of),
    ]


def _in_version(written: WrittenMap, place_of: PlaceOf) -> Iterator[Mistake]:
    yield from _code(written.code, place_of("version", 0, "code"))
    yield from _text(written.name, LONGEST_NAME, place_of("version", 0, "name"), needed=True)
    yield from _text(written.note, LONGEST_TEXT, place_of("version", 0, "note"))
    if written.former:
        yield from _code(written.former, place_of("version", 0, "former"))


def _in_nodes(written: WrittenMap, place_of: PlaceOf) -> Iterator[Mistake]:
    seen: set[str] = set()
    codes: dict[str, str] = {}
    known = {node.code for node in written.nodes}
    for number, node in enumerate(written.nodes):

        def at(name: str, number: int = number) -> Place:
            return place_of("nodes", number, name)

        yield from _code(node.code, at("code"))
        alike = codes.setdefault(as_seen(node.code), node.code)
        if node.code and node.code in seen:
            yield Mistake("code_twice", at("code"), {"code": node.code})
        elif alike != node.code:
            in_capitals = alike.casefold() == node.code.casefold()
            kind = "codes_alike" if in_capitals else "codes_look_alike"
            yield Mistake(kind, at("code"), {"code": node.code, "other": alike})
        seen.add(node.code)
        if node.kind not in NODE_KINDS:
            yield Mistake("unknown_kind", at("kind"), {"word": node.kind, "known": ", ".join(NODE_KINDS)})
        yield from _text(node.title, LONGEST_TITLE, at("title"), needed=True)
        yield from _text(node.explanation, LONGEST_TEXT, at("explanation"))
        if node.parent and node.parent not in known:
            yield from _unknown_node(node.parent, at("parent"))
        for name, code in (("focus_area", node.focus_area), ("precondition", node.precondition)):
            yield from _signs(code, at(name), in_code=True)
        for name, found in (("activities", node.activities), ("comes_from", node.comes_from)):
            for code in found:
                yield from _code(code, at(name))
            for code in sorted({code for code in found if found.count(code) > 1}):
                yield Mistake("named_twice", at(name), {"code": code})


def _in_links(written: WrittenMap, place_of: PlaceOf) -> Iterator[Mistake]:
    known, drawn = {node.code for node in written.nodes}, set()
    for number, link in enumerate(written.links):

        def at(name: str, number: int = number) -> Place:
            return place_of("links", number, name)

        for name, code in (("from", link.start), ("to", link.end)):
            if code not in known:
                yield from _unknown_node(code, at(name))
        if link.start and link.start == link.end:
            yield Mistake("link_to_itself", at("to"), {"code": link.end})
        if link.kind not in LINK_KINDS:
            yield Mistake("unknown_kind", at("kind"), {"word": link.kind, "known": ", ".join(LINK_KINDS)})
        if (link.start, link.end, link.kind) in drawn:
            yield Mistake("link_twice", at("from"), {"start": link.start, "end": link.end})
        drawn.add((link.start, link.end, link.kind))
        yield from _text(link.explanation, LONGEST_TEXT, at("explanation"))
        yield from _text(link.assumption, LONGEST_TEXT, at("assumption"))


def _circles(written: WrittenMap, place_of: PlaceOf) -> Iterator[Mistake]:
    """Name each link or parent that closes a circle: what leads to, needs, or stands below what, has an end."""
    for kind, mistake in ((CONTRIBUTES_TO, "circle_of_links"), (NEEDS, "circle_of_needs")):
        steps = [
            (link.start, link.end, place_of("links", number, "to"))
            for number, link in enumerate(written.links)
            if link.kind == kind and link.start != link.end
        ]
        for way, place in circles_in(steps):
            yield Mistake(mistake, place, {"way": " → ".join(way)})
    above = [
        (node.code, node.parent, place_of("nodes", number, "parent"))
        for number, node in enumerate(written.nodes)
        if node.parent
    ]
    for way, place in circles_in(above):
        yield Mistake("circle_of_parents", place, {"way": " → ".join(way)})


def circles_in(steps: Sequence[tuple[str, str, Place]]) -> list[tuple[list[str], Place]]:
    """Return each step that leads back to where its way began, with that way; found without recursion."""
    leads: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for start, end, place in steps:
        leads[start].append((end, place))
    done: set[str] = set()
    found = []
    for root in leads:
        if root in done:
            continue
        way, on_way = [root], {root}
        waiting = [iter(leads[root])]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                left = way.pop()
                on_way.discard(left)
                done.add(left)
                continue
            end, place = step
            if end in on_way:
                found.append(([*way[way.index(end) :], end], place))
            elif end not in done:
                way.append(end)
                on_way.add(end)
                waiting.append(iter(leads.get(end, ())))
    return found


def _code(code: str, place: Place) -> Iterator[Mistake]:
    if is_blank(code):
        yield Mistake("code_missing", place)
        return
    if len(code) > LONGEST_CODE:
        yield Mistake("too_long", place, {"most": str(LONGEST_CODE), "length": str(len(code))})
    elif not CODE.fullmatch(code) or _odd(code):
        yield Mistake("no_code", place, {"code": code})
    yield from _signs(code, place, in_code=True)


def _unknown_node(code: str, place: Place) -> Iterator[Mistake]:
    """Say that there is no such node, or why it seems to be there."""
    if is_blank(code):
        yield Mistake("code_missing", place)
        return
    wrong = list(_signs(code, place, in_code=True))
    yield from wrong or [Mistake("unknown_node", place, {"code": code})]


def _signs(text: str, place: Place, *, in_code: bool = False) -> Iterator[Mistake]:
    for mistake, details in wrong_signs(text, in_code=in_code):
        yield Mistake(mistake, place, details)


def _text(text: str, most: int, place: Place, *, needed: bool = False) -> Iterator[Mistake]:
    if needed and is_blank(text):
        yield Mistake("text_missing", place)
        return
    if len(text) > most:
        yield Mistake("too_long", place, {"most": str(most), "length": str(len(text))})
    if _odd(text):
        yield Mistake("odd_character", place)
    yield from _signs(text, place)


def _odd(text: str) -> bool:
    return NOT_A_CHARACTER.search(text) is not None or any(
        unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in text
    )
