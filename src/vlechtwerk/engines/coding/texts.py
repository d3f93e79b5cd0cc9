"""Read the parts of a REFI-QDA file that hold text: sources, notes, and the text beside a PDF, picture or recording."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from vlechtwerk.engines.coding.archive import Archive
from vlechtwerk.engines.coding.conventions import Traits
from vlechtwerk.engines.coding.elements import Element, Finding, local
from vlechtwerk.engines.coding.items import coding_of, value_of
from vlechtwerk.engines.coding.mistakes import Place, Unreadable
from vlechtwerk.engines.coding.project import Coding, Note, Selection, Source, Value


class TakenFrom(StrEnum):
    """What the text of a source stood for."""

    TEXT = "text"
    PDF = "pdf"
    PICTURE = "picture"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, whether a byte order mark stood before it, and its file; none for a text inside the project itself."""

    text: str
    marked: bool = False
    file: str = ""


@dataclass
class CountedSource:
    """A source whose places are still as its tool counted them, with where each selection and coding stands."""

    source: Source
    selections: list[tuple[Selection, Place]]
    codings: list[tuple[Coding, Place]]
    text: Text
    taken_from: TakenFrom = TakenFrom.TEXT

    @cached_property
    def traits(self) -> Traits:
        """Return what its text holds that tells conventions apart."""
        return Traits(self.text.text, self.text.marked)


@dataclass
class Parts:
    """What stands below an element with a text."""

    description: str = ""
    inner_text: str | None = None
    selections: list[Element] = field(default_factory=list)
    codings: list[tuple[Coding, Place]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    other: list[Element] = field(default_factory=list)


def parts_of(finding: Finding, element: Element) -> Parts:
    """Sort what stands below a source; of what is none of it, `other` is left to the caller."""
    parts = Parts()
    for child in element:
        match local(child):
            case "Description":
                parts.description = child.text or ""
            case "PlainTextContent":
                parts.inner_text = child.text or ""
            case "PlainTextSelection":
                parts.selections.append(child)
            case "Coding":
                parts.codings.append((coding_of(finding, child), finding.place(child)))
            case "NoteRef":
                parts.notes.append(finding.reference(child))
            case "VariableValue":
                parts.values.append(value_of(finding, child))
            case _:
                parts.other.append(child)
    return parts


def source_of(finding: Finding, archive: Archive, element: Element, parts: Parts) -> CountedSource | None:
    """Return a text source; `None`, and told, when its text is not in the file. What is in `parts.other` is passed."""
    finding.check(element)
    found = _text(finding, archive, element, parts)
    if found is None:
        finding.leave(element)
        finding.lose("selections", element, len(parts.selections))
        finding.lose("codings", element, len(parts.codings) + codings_in(parts.selections))
        return None
    source = Source(
        finding.own_guid(element, "Source"),
        element.get("name", ""),
        found.text,
        parts.description,
        (),
        (),
        tuple(parts.notes),
        tuple(parts.values),
        finding.made(element),
    )
    selections = [
        (selection_of(finding, one, number_of(finding, one, "startPosition"), number_of(finding, one, "endPosition")),
         finding.place(one))
        for one in parts.selections
    ]  # fmt: skip
    return CountedSource(source, selections, parts.codings, found)


def codings_in(selections: list[Element]) -> int:
    """Return how many codings stand in selections."""
    return sum(local(child) == "Coding" for one in selections for child in one)


def _text(finding: Finding, archive: Archive, element: Element, parts: Parts) -> Text | None:
    """Return the text of an element; `None`, and told, when it is elsewhere, is broken or is not there."""
    plain, rich = element.get("plainTextPath", "").strip(), element.get("richTextPath", "").strip()
    if rich and not plain and parts.inner_text is None and rich.lower().endswith(".txt"):
        plain, rich = rich, ""
    if rich:
        finding.lose("rich_text", element)
        archive.use(archive.find(rich))
    inner = None if parts.inner_text is None else Text(parts.inner_text)
    if not plain:
        if inner is None:
            finding.lose("source_without_text", element)
        return inner
    part = archive.find(plain)
    if part is not None:
        try:
            text = Text(*archive.text(part), part.filename)
        except Unreadable as wrong:
            finding.mistakes += wrong.mistakes
            return None
        if inner is not None and inner.text != text.text.replace("\r\n", "\n"):
            finding.lose("second_text", element)
        return text
    if inner is None and archive.is_inside(plain):
        finding.wrong("source_file_missing", finding.place(element), path=plain)
        return None
    finding.lose("external_file", element, 1, path=plain)
    return inner


def selection_of(finding: Finding, element: Element, start: int, end: int) -> Selection:
    """Return a selection with places as they were counted."""
    finding.check(element)
    description, codings, notes = "", [], []
    for child in element:
        match local(child):
            case "Description":
                description = child.text or ""
            case "Coding":
                codings.append(coding_of(finding, child))
            case "NoteRef":
                notes.append(finding.reference(child))
            case _:
                finding.unknown(child)
    return Selection(
        finding.own_guid(element, "Selection"),
        start,
        end,
        element.get("name", ""),
        description,
        tuple(codings),
        tuple(notes),
        finding.made(element),
    )


def number_of(finding: Finding, element: Element, name: str) -> int:
    """Return a whole number from an attribute; a mistake, and 0, for anything else."""
    text = element.get(name, "").strip()
    try:
        if len(text) < 16:
            return int(text)
    except ValueError:
        pass
    finding.wrong("position_broken", finding.place(element), name=name, found=text)
    return 0


def note_of(finding: Finding, archive: Archive, element: Element) -> Note | None:
    """Return a memo; what is selected or coded in it is told and not kept, as is a memo whose text is elsewhere."""
    finding.check(element)
    parts = parts_of(finding, element)
    for other in parts.other:
        finding.unknown(other)
    for one in parts.selections:
        finding.leave(one)
    finding.lose("selections", element, len(parts.selections))
    finding.lose("codings", element, len(parts.codings) + codings_in(parts.selections))
    finding.lose("notes_of_note", element, len(parts.notes))
    finding.lose("values", element, len(parts.values))
    if parts.inner_text is None and not any(element.get(name) for name in ("plainTextPath", "richTextPath")):
        # A memo that only has a name or a description is a memo all the same.
        text = ""
    else:
        found = _text(finding, archive, element, parts)
        if found is None:
            finding.leave(element)
            return None
        text = found.text
    return Note(
        finding.own_guid(element, "Note"), element.get("name", ""), text, parts.description, finding.made(element)
    )
