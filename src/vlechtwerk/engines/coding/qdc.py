"""Read codes and their groups from a QDC file (REFI-QDA 1.5), and tell what of it is not kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from vlechtwerk.engines.coding.elements import Finding, local, stream
from vlechtwerk.engines.coding.items import codes_of, set_of
from vlechtwerk.engines.coding.mistakes import NotKept, Place, Unreadable
from vlechtwerk.engines.coding.project import Code, CodeBook, CodeSet

_SECTIONS = frozenset(("Codes", "Sets"))


@dataclass(frozen=True, slots=True)
class TakenCodeBook:
    """Codes with their groups, what of the file is not kept, and which tool wrote it."""

    codebook: CodeBook
    not_kept: tuple[NotKept, ...] = ()
    origin: str = ""


def read_qdc(file: BinaryIO, name: str = "") -> TakenCodeBook:
    """Return the codes in a QDC file, which is called `name` in places; raises `Unreadable` with every mistake."""
    finding = Finding(name)
    codes: list[Code] = []
    sets: list[CodeSet] = []
    origin = ""
    for element, is_root in stream(file, name, "CodeBook"):
        if is_root:
            finding.check(element)
            origin = element.get("origin", "")
            continue
        parent = element.getparent()
        match local(parent) if parent is not None else "", local(element):
            case "Codes", "Code":
                codes += codes_of(finding, [element])
            case "Sets", "Set":
                sets.append(set_of(finding, element))
            case "CodeBook", section if section in _SECTIONS:
                pass
            case _:
                finding.unknown(element)
    kept = tuple(_with_members(finding, codes, sets))
    if finding.mistakes:
        raise Unreadable(finding.mistakes)
    return TakenCodeBook(CodeBook(tuple(_without_notes(finding, codes)), kept), finding.losses.all(), origin)


def _with_members(finding: Finding, codes: list[Code], sets: list[CodeSet]) -> Iterator[CodeSet]:
    there = {one.guid for one in codes}
    for one in sets:
        place = Place(finding.file, "Set", one.guid)
        finding.losses.add("reference_to_nothing", place, sum(guid not in there for guid in one.codes), kind="Code")
        finding.losses.add("members_of_set", place, len(one.sources) + len(one.notes))
        yield replace(one, codes=tuple(guid for guid in one.codes if guid in there), sources=(), notes=())


def _without_notes(finding: Finding, codes: list[Code]) -> Iterator[Code]:
    for one in codes:
        finding.losses.add("notes_of_code", Place(finding.file, "Code", one.guid), len(one.notes))
        yield replace(one, notes=()) if one.notes else one
