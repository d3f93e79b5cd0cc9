"""Read a coding project from a QDPX file (REFI-QDA 1.5), and tell what of it is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from vlechtwerk.engines.coding.archive import Archive, Progress
from vlechtwerk.engines.coding.conventions import Convention
from vlechtwerk.engines.coding.elements import Element, Finding, local, stream
from vlechtwerk.engines.coding.items import case_of, coder_of, codes_of, link_of, set_of, variable_of
from vlechtwerk.engines.coding.mistakes import NotKept, Place, Unreadable
from vlechtwerk.engines.coding.project import (
    Case,
    Code,
    Coder,
    CodeSet,
    CodingProject,
    Link,
    Made,
    Note,
    Variable,
)
from vlechtwerk.engines.coding.recordings import KINDS, texts_of
from vlechtwerk.engines.coding.settling import SourceRead, read_places, with_code_points, with_references
from vlechtwerk.engines.coding.texts import CountedSource, note_of, parts_of, source_of

# What this platform names as the origin of its files: places in them are counted as the standard has it.
ORIGIN = "Vlechtwerk"
_SECTIONS = frozenset(("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"))


@dataclass(frozen=True, slots=True)
class TakenProject:
    """A project, how each of its sources was read, what of the file is not kept, and which tool wrote it."""

    project: CodingProject
    sources: tuple[SourceRead, ...] = ()
    not_kept: tuple[NotKept, ...] = ()
    origin: str = ""


@dataclass
class _Found:
    """What is found while the project is streamed."""

    finding: Finding
    archive: Archive
    name: str = ""
    origin: str = ""
    made: Made = field(default_factory=Made)
    description: str = ""
    own_notes: list[str] = field(default_factory=list)
    coders: list[Coder] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    sources: list[CountedSource] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sets: list[CodeSet] = field(default_factory=list)


def read_qdpx(
    file: BinaryIO, *, choices: Mapping[str, Convention] | None = None, progress: Progress | None = None
) -> TakenProject:
    """Return the project in a QDPX file.

    `choices` says in which convention a source (by its GUID) is to be read; any other is read in the convention that
    fits it best. `progress` is called with bytes of the project that are read, and how many there are. Raises
    `Unreadable` with every mistake at its place.
    """
    with Archive(file) as archive:
        found = _Found(Finding(archive.project.filename), archive)
        with archive.open_project(progress) as opened:
            for element, is_root in stream(opened, archive.project.filename, "Project"):
                if is_root:
                    _begin(found, element)
                else:
                    _take(found, element)
        for part in archive.unused():
            found.finding.losses.add("file_not_used", Place(file=part.filename))
    return _settled(found, choices or {})


def _begin(found: _Found, root: Element) -> None:
    found.finding.check(root)
    found.name, found.origin = root.get("name", ""), root.get("origin", "")
    found.made = found.finding.made(root, "GUID")
    # A folder on the computer of whoever wrote the file.
    found.finding.lose("base_path", root, int(bool(root.get("basePath"))))


def _take(found: _Found, element: Element) -> None:
    """Keep one element of a section, or a section that holds nothing but text."""
    finding, archive = found.finding, found.archive
    parent = element.getparent()
    section = local(parent) if parent is not None else ""
    match section, local(element):
        case "Users", "User":
            found.coders.append(coder_of(finding, element))
        case "CodeBook", "Codes":
            found.codes += codes_of(finding, list(element))
        case "Variables", "Variable":
            found.variables.append(variable_of(finding, element))
        case "Cases", "Case":
            found.cases.append(case_of(finding, element))
        case "Sources", "TextSource":
            _take_source(found, element)
        case "Sources", name if name in KINDS:
            found.sources += texts_of(finding, archive, element)
        case "Notes", "Note":
            note = note_of(finding, archive, element)
            if note is not None:
                found.notes.append(note)
        case "Links", "Link":
            found.links.append(link_of(finding, element))
        case "Sets", "Set":
            found.sets.append(set_of(finding, element))
        case "Graphs", "Graph":
            finding.leave(element)
            finding.lose("graph", element, 1, name=element.get("name", ""))
        case "Project", "Description":
            found.description = element.text or ""
        case "Project", "NoteRef":
            found.own_notes.append(finding.reference(element))
        case "Project", name if name in _SECTIONS:
            pass
        case _:
            finding.unknown(element)


def _take_source(found: _Found, element: Element) -> None:
    parts = parts_of(found.finding, element)
    for other in parts.other:
        found.finding.unknown(other)
    source = source_of(found.finding, found.archive, element, parts)
    if source is not None:
        found.sources.append(source)


def _settled(found: _Found, choices: Mapping[str, Convention]) -> TakenProject:
    finding = found.finding
    read = read_places(found.sources, choices, found.origin.startswith(ORIGIN))
    sources = tuple(with_code_points(finding, counted, one) for counted, one in zip(found.sources, read, strict=True))
    project = CodingProject(
        found.name,
        tuple(found.coders),
        tuple(found.codes),
        tuple(found.variables),
        tuple(found.cases),
        sources,
        tuple(found.notes),
        tuple(found.links),
        tuple(found.sets),
        found.description,
        tuple(found.own_notes),
        found.made,
    )
    project = with_references(finding, project, found.sources)
    if finding.mistakes:
        raise Unreadable(finding.mistakes)
    return TakenProject(project, tuple(read), finding.losses.all(), found.origin)
