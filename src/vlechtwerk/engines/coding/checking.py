"""Whether a coding project is sound, so that it can be written and read again without any loss."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from vlechtwerk.engines.coding.mistakes import Mistake, Place, mistake
from vlechtwerk.engines.coding.project import (
    Code,
    CodeSet,
    CodingProject,
    Made,
    Source,
    Value,
    VariableKind,
    all_codings,
)
from vlechtwerk.foundation.texts import HALF_A_SIGN

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
# What XML 1.0 can't hold.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ZONE = r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_DAY = r"-?(?:[1-9]\d{3,}|0\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_WRITTEN = {
    VariableKind.BOOLEAN: re.compile(r"\s*(?:true|false|0|1)\s*"),
    VariableKind.INTEGER: re.compile(r"\s*[+-]?\d+\s*", re.ASCII),
    VariableKind.FLOAT: re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*", re.ASCII),
    VariableKind.DATE: re.compile(rf"\s*{_DAY}{_ZONE}\s*", re.ASCII),
    VariableKind.MOMENT: re.compile(rf"\s*{_DAY}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{_ZONE}\s*", re.ASCII),
}


def is_written_as(text: str, kind: VariableKind) -> bool:
    """Tell whether a value is written as the standard (XML Schema) writes values of its kind."""
    return kind not in _WRITTEN or _WRITTEN[kind].fullmatch(text) is not None


def mistakes_in(project: CodingProject) -> list[Mistake]:
    """Return what is wrong with a project: nothing when it can be written and comes back the same."""
    return [
        *_guids("User", (one.guid for one in project.coders)),
        *codes_wrong(project.codes),
        *sets_wrong(project.sets),
        *_others(project),
        *chain.from_iterable(_source(one) for one in project.sources),
        *_references(project),
        *_texts(project),
    ]


def _guids(kind: str, guids: Iterable[str]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for guid in guids:
        if GUID.fullmatch(guid) is None:
            yield mistake("guid_broken", Place(element=kind, guid=guid))
        if guid in seen:
            yield mistake("guid_twice", Place(element=kind, guid=guid))
        seen.add(guid)


def codes_wrong(codes: tuple[Code, ...]) -> Iterator[Mistake]:
    """Yield what is wrong with codes: their GUIDs, words, colours, and parents that are not there or go in a circle."""
    yield from _guids("Code", (one.guid for one in codes))
    above = {one.guid: one.parent for one in codes}
    for one in codes:
        place = Place(element="Code", guid=one.guid)
        if not one.name.strip():
            yield mistake("name_missing", place)
        if one.colour and COLOUR.fullmatch(one.colour) is None:
            yield mistake("colour", place, colour=one.colour)
        if any(NOT_IN_XML.search(text) for text in (one.name, one.description)):
            yield mistake("not_in_xml", place, text=one.name)
        if one.parent and one.parent not in above:
            yield mistake("parent_missing", place, parent=one.parent)
    for guid in _in_circles(above):
        yield mistake("circle", Place(element="Code", guid=guid))


def _in_circles(above: dict[str, str]) -> Iterator[str]:
    sound: set[str] = set()
    for guid in above:
        way: dict[str, None] = {}
        at = guid
        while at in above and at not in sound and at not in way:
            way[at] = None
            at = above[at]
        if at in way:
            yield guid
        sound.update(way)


def sets_wrong(sets: tuple[CodeSet, ...]) -> Iterator[Mistake]:
    """Yield what is wrong with groups: their GUIDs, and texts that XML can't hold."""
    yield from _guids("Set", (one.guid for one in sets))
    for one in sets:
        if any(NOT_IN_XML.search(text) for text in (one.name, one.description)):
            yield mistake("not_in_xml", Place(element="Set", guid=one.guid), text=one.name)


def _others(project: CodingProject) -> Iterator[Mistake]:
    yield from _guids("Variable", (one.guid for one in project.variables))
    yield from _guids("Case", (one.guid for one in project.cases))
    yield from _guids("Source", (one.guid for one in project.sources))
    yield from _guids("Note", (one.guid for one in project.notes))
    yield from _guids("Link", (one.guid for one in project.links))
    yield from _guids("Selection", (one.guid for source in project.sources for one in source.selections))
    yield from _guids("Coding", (one.guid for source in project.sources for one in all_codings(source)))
    for case in project.cases:
        yield from _values(case.values, Place(element="Case", guid=case.guid))
    for note in project.notes:
        yield from _made(note.made, Place(element="Note", guid=note.guid))
    for link in project.links:
        if link.colour and COLOUR.fullmatch(link.colour) is None:
            yield mistake("colour", Place(element="Link", guid=link.guid), colour=link.colour)
    yield from _made(project.made, Place(element="Project"))


def _source(source: Source) -> Iterator[Mistake]:
    place = Place(element="TextSource", guid=source.guid)
    length = len(source.text)
    yield from _values(source.values, place)
    yield from _made(source.made, place)
    for one in source.selections:
        here = Place(element="PlainTextSelection", guid=one.guid)
        if one.start >= one.end:
            yield mistake("start_after_end", here, start=one.start, end=one.end)
        if one.start < 0 or one.end > length:
            yield mistake("outside_text", here, start=one.start, end=one.end)
        yield from _made(one.made, here)
    for coding in all_codings(source):
        yield from _moment(coding.at, Place(element="Coding", guid=coding.guid))


def _values(values: tuple[Value, ...], place: Place) -> Iterator[Mistake]:
    for one in values:
        if not (is_written_as(one.text, one.kind) if one.text is not None else one.kind is VariableKind.TEXT):
            yield mistake("kind_of_value", place, value=one.text, kind=one.kind)


def _made(made: Made, place: Place) -> Iterator[Mistake]:
    yield from _moment(made.at, place)
    yield from _moment(made.changed_at, place)


def _moment(at: datetime | None, place: Place) -> Iterator[Mistake]:
    if at is not None and not is_written_as(at.isoformat(), VariableKind.MOMENT):
        yield mistake("moment", place, moment=at.isoformat())


def _references(project: CodingProject) -> Iterator[Mistake]:
    """Yield what points at something that is not there."""
    there = {
        "coder": {one.guid for one in project.coders} | {""},
        "code": {one.guid for one in project.codes},
        "note": {one.guid for one in project.notes},
        "variable": {one.guid for one in project.variables},
        "source": {one.guid for one in project.sources},
        "selection": {one.guid for source in project.sources for one in source.selections},
    }
    for kind, place, targets in chain(_pointing(project), _pointing_in_texts(project)):
        for target in targets:
            if target not in there[kind]:
                code = "unknown_code" if kind == "code" else "reference_to_nothing"
                yield mistake(code, place, kind=kind, target=target)
    yield from _links(project, set().union(*there.values()))


Pointing = Iterator[tuple[str, Place, Iterable[str]]]


def _pointing(project: CodingProject) -> Pointing:
    """Yield what the codes, cases, groups, notes and links point at: which kind, from where, and the GUIDs."""
    own = Place(element="Project")
    yield "note", own, project.own_notes
    yield "coder", own, (project.made.by, project.made.changed_by)
    for code in project.codes:
        yield "note", Place(element="Code", guid=code.guid), code.notes
    for link in project.links:
        yield "note", Place(element="Link", guid=link.guid), link.notes
    for note in project.notes:
        yield "coder", Place(element="Note", guid=note.guid), (note.made.by, note.made.changed_by)
    for case in project.cases:
        place = Place(element="Case", guid=case.guid)
        yield "code", place, case.codes
        yield "source", place, case.sources
        yield "selection", place, case.selections
        yield "variable", place, [one.variable for one in case.values]
    for group in project.sets:
        place = Place(element="Set", guid=group.guid)
        yield "code", place, group.codes
        yield "source", place, group.sources
        yield "note", place, group.notes


def _pointing_in_texts(project: CodingProject) -> Pointing:
    for source in project.sources:
        place = Place(element="TextSource", guid=source.guid)
        yield "note", place, source.notes
        yield "variable", place, [one.variable for one in source.values]
        yield "coder", place, (source.made.by, source.made.changed_by)
        for one in source.selections:
            here = Place(element="PlainTextSelection", guid=one.guid)
            yield "note", here, one.notes
            yield "coder", here, (one.made.by, one.made.changed_by)
        for coding in all_codings(source):
            here = Place(element="Coding", guid=coding.guid)
            yield "code", here, (coding.code,)
            yield "coder", here, (coding.coder,)
            yield "note", here, coding.notes


def _links(project: CodingProject, there: set[str]) -> Iterator[Mistake]:
    everything = there.union(
        (one.guid for one in project.cases),
        (one.guid for one in project.sets),
        (one.guid for one in project.links),
        (one.guid for source in project.sources for one in all_codings(source)),
    )
    for link in project.links:
        for target in (link.origin, link.target):
            if target and target not in everything:
                yield mistake("reference_to_nothing", Place(element="Link", guid=link.guid), target=target)


def _texts(project: CodingProject) -> Iterator[Mistake]:
    """Yield texts that the file can't hold: no signs in Unicode, or, in names and descriptions, none of XML."""
    for kind, guid, words in _words(project):
        for text in words:
            if NOT_IN_XML.search(text):
                yield mistake("not_in_xml", Place(element=kind, guid=guid), text=text)
    for source in project.sources:
        if HALF_A_SIGN.search(source.text):
            yield mistake("no_unicode", Place(element="TextSource", guid=source.guid))
    for note in project.notes:
        if HALF_A_SIGN.search(note.text):
            yield mistake("no_unicode", Place(element="Note", guid=note.guid))


def _words(project: CodingProject) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "Project", "", (project.name, project.description)
    for coder in project.coders:
        yield "User", coder.guid, (coder.name, coder.initials)
    for variable in project.variables:
        yield "Variable", variable.guid, (variable.name, variable.description)
    for note in project.notes:
        yield "Note", note.guid, (note.name, note.description)
    for link in project.links:
        yield "Link", link.guid, (link.name,)
    for case in project.cases:
        yield "Case", case.guid, (case.name, case.description, *_said(case.values))
    for source in project.sources:
        yield "TextSource", source.guid, (source.name, source.description, *_said(source.values))
        for selection in source.selections:
            yield "PlainTextSelection", selection.guid, (selection.name, selection.description)


def _said(values: tuple[Value, ...]) -> Iterator[str]:
    return (one.text for one in values if one.text)
