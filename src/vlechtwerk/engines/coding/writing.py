"""Write a coding project as QDPX, or its codes as QDC (REFI-QDA 1.5): places in code points, texts as they are."""

import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from vlechtwerk.engines.coding.archive import BYTE_ORDER_MARK, Progress
from vlechtwerk.engines.coding.checking import NOT_IN_XML, codes_wrong, mistakes_in, sets_wrong
from vlechtwerk.engines.coding.mistakes import Losses, NotKept, Place, Unwritable
from vlechtwerk.engines.coding.project import (
    Case,
    Code,
    CodeBook,
    CodeSet,
    Coding,
    CodingProject,
    Link,
    Made,
    Note,
    Selection,
    Source,
    Value,
)
from vlechtwerk.engines.coding.qdpx import ORIGIN

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
# The same project gives the same bytes: the moment of writing is no part of it.
_WRITTEN_AT = (1980, 1, 1, 0, 0, 0)
_LONGEST_INSIDE = 100_000

Element = etree._Element


def write_qdpx(project: CodingProject, file: BinaryIO, *, progress: Progress | None = None) -> None:
    """Write a project; raises `Unwritable` with what is wrong in it.

    `progress` is called with how many sources are written, and how many there are.
    """
    if wrong := mistakes_in(project):
        raise Unwritable(wrong)
    names = {one.guid for one in project.sources}
    apart = {one.guid: _name_apart(one.guid, names) for one in project.notes if _stands_apart(one.text)}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        root = _project(project, apart)
        _put(archive, "project.qde", etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        for done, source in enumerate(project.sources, 1):
            _put(archive, f"sources/{source.guid}.txt", _bytes(source.text))
            if progress is not None:
                progress(done, len(project.sources))
        for note in project.notes:
            if note.guid in apart:
                _put(archive, f"sources/{apart[note.guid]}.txt", _bytes(note.text))


def write_qdc(codebook: CodeBook, file: BinaryIO) -> tuple[NotKept, ...]:
    """Write codes and their groups, and return what a codebook can't hold; raises `Unwritable`."""
    wrong = [*codes_wrong(codebook.codes), *sets_wrong(codebook.sets)]
    if wrong:
        raise Unwritable(wrong)
    losses = Losses()
    root = _root(CODEBOOK, "CodeBook", origin=ORIGIN)
    _codes(_below(root, "Codes"), codebook.codes, with_notes=False)
    for code in codebook.codes:
        losses.add("notes_of_code", Place(element="Code"), len(code.notes))
    if codebook.sets:
        sets = _below(root, "Sets")
        for one in codebook.sets:
            element = _below(sets, "Set", guid=one.guid, name=one.name)
            _description(element, one.description)
            for guid in one.codes:
                _below(element, "MemberCode", guid=guid)
            losses.add("members_of_set", Place(element="Set"), len(one.sources) + len(one.notes))
    file.write(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return losses.all()


def _stands_apart(text: str) -> bool:
    return len(text) > _LONGEST_INSIDE or NOT_IN_XML.search(text) is not None


def _name_apart(guid: str, taken: set[str]) -> str:
    return str(uuid5(NAMESPACE_URL, guid)) if guid in taken else guid


def _bytes(text: str) -> bytes:
    content = text.encode("utf-8")
    # A text that begins with the very sign keeps it: readers take away one.
    return BYTE_ORDER_MARK + content if content.startswith(BYTE_ORDER_MARK) else content


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _WRITTEN_AT), content, zipfile.ZIP_DEFLATED)


def _project(project: CodingProject, apart: Mapping[str, str]) -> Element:
    root = _root(PROJECT, "Project", name=project.name, origin=ORIGIN)
    _made(root, project.made, "GUID")
    section = _section(root, "Users", project.coders)
    for coder in project.coders:
        element = _below(section, "User", guid=coder.guid)
        _set_known(element, "name", coder.name)
        _set_known(element, "id", coder.initials)
    if project.codes:
        _codes(_below(_below(root, "CodeBook"), "Codes"), project.codes)
    section = _section(root, "Variables", project.variables)
    for variable in project.variables:
        element = _below(section, "Variable", guid=variable.guid, name=variable.name, typeOfVariable=variable.kind)
        _description(element, variable.description)
    section = _section(root, "Cases", project.cases)
    for case in project.cases:
        _case(section, case)
    section = _section(root, "Sources", project.sources)
    for source in project.sources:
        _source(section, source)
    section = _section(root, "Notes", project.notes)
    for note in project.notes:
        _note(section, note, apart.get(note.guid, ""))
    section = _section(root, "Links", project.links)
    for link in project.links:
        _link(section, link)
    section = _section(root, "Sets", project.sets)
    for one in project.sets:
        _set(section, one)
    _description(root, project.description)
    _references(root, "NoteRef", project.own_notes)
    return root


def _root(namespace: str, name: str, /, **attributes: str) -> Element:
    names: Any = {None: namespace}
    return etree.Element(f"{{{namespace}}}{name}", attributes, names)


def _section(root: Element, name: str, things: tuple[object, ...]) -> Element:
    """Return the section for things; where there are none, one that stands nowhere, as an empty one is not allowed."""
    return _below(root, name) if things else etree.Element(name)


def _below(parent: Element, name: str, /, **attributes: str) -> Element:
    namespace = str(parent.tag).rpartition("}")[0]
    return etree.SubElement(parent, f"{namespace}}}{name}" if namespace else name, attributes)


def _description(parent: Element, text: str) -> None:
    if text:
        _below(parent, "Description").text = text


def _references(parent: Element, name: str, guids: Iterable[str]) -> None:
    for guid in guids:
        _below(parent, name, targetGUID=guid)


def _made(element: Element, made: Made, ending: str = "") -> None:
    _set_known(element, f"creatingUser{ending}", made.by)
    _set_known(element, "creationDateTime", _written(made.at))
    _set_known(element, f"modifyingUser{ending}", made.changed_by)
    _set_known(element, "modifiedDateTime", _written(made.changed_at))


def _written(at: datetime | None) -> str:
    return "" if at is None else at.isoformat().replace("+00:00", "Z")


def _set_known(element: Element, name: str, text: str) -> None:
    if text:
        element.set(name, text)


def _codes(parent: Element, codes: tuple[Code, ...], with_notes: bool = True) -> None:
    """Write codes below those above them, in whichever order they are given."""
    below: dict[str, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    waiting = [(parent, code) for code in reversed(below.get("", []))]
    while waiting:
        above, code = waiting.pop()
        element = _below(
            above, "Code", guid=code.guid, name=code.name, isCodable="true" if code.is_codable else "false"
        )
        _set_known(element, "color", code.colour)
        _description(element, code.description)
        if with_notes:
            _references(element, "NoteRef", code.notes)
        waiting += ((element, one) for one in reversed(below.get(code.guid, [])))


def _case(section: Element, case: Case) -> None:
    element = _below(section, "Case", guid=case.guid)
    _set_known(element, "name", case.name)
    _description(element, case.description)
    _references(element, "CodeRef", case.codes)
    for value in case.values:
        _value(element, value)
    _references(element, "SourceRef", case.sources)
    _references(element, "SelectionRef", case.selections)


def _value(parent: Element, value: Value) -> None:
    element = _below(parent, "VariableValue")
    _below(element, "VariableRef", targetGUID=value.variable)
    if value.text is not None:
        _below(element, f"{value.kind}Value").text = value.text


def _source(section: Element, source: Source) -> None:
    path = f"internal://{source.guid}.txt"
    element = _below(section, "TextSource", guid=source.guid, name=source.name, plainTextPath=path)
    _made(element, source.made)
    _description(element, source.description)
    for selection in source.selections:
        _selection(element, selection)
    for coding in source.codings:
        _coding(element, coding)
    _references(element, "NoteRef", source.notes)
    for value in source.values:
        _value(element, value)


def _selection(parent: Element, selection: Selection) -> None:
    element = _below(
        parent,
        "PlainTextSelection",
        guid=selection.guid,
        startPosition=str(selection.start),
        endPosition=str(selection.end),
    )
    _set_known(element, "name", selection.name)
    _made(element, selection.made)
    _description(element, selection.description)
    for coding in selection.codings:
        _coding(element, coding)
    _references(element, "NoteRef", selection.notes)


def _coding(parent: Element, coding: Coding) -> None:
    element = _below(parent, "Coding", guid=coding.guid)
    _set_known(element, "creatingUser", coding.coder)
    _set_known(element, "creationDateTime", _written(coding.at))
    _references(element, "CodeRef", (coding.code,))
    _references(element, "NoteRef", coding.notes)


def _note(section: Element, note: Note, apart: str) -> None:
    element = _below(section, "Note", guid=note.guid)
    _set_known(element, "name", note.name)
    if apart:
        element.set("plainTextPath", f"internal://{apart}.txt")
    _made(element, note.made)
    _description(element, note.description)
    if not apart:
        _below(element, "PlainTextContent").text = note.text


def _link(section: Element, link: Link) -> None:
    element = _below(section, "Link", guid=link.guid)
    _set_known(element, "name", link.name)
    _set_known(element, "direction", link.direction or "")
    _set_known(element, "color", link.colour)
    _set_known(element, "originGUID", link.origin)
    _set_known(element, "targetGUID", link.target)
    _references(element, "NoteRef", link.notes)


def _set(section: Element, one: CodeSet) -> None:
    element = _below(section, "Set", guid=one.guid, name=one.name)
    _description(element, one.description)
    _references(element, "MemberCode", one.codes)
    _references(element, "MemberSource", one.sources)
    _references(element, "MemberNote", one.notes)
