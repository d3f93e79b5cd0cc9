"""The elements of a REFI-QDA file: streamed without entities, each with its place, nothing in it passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from vlechtwerk.engines.coding.checking import COLOUR, is_written_as
from vlechtwerk.engines.coding.mistakes import Losses, Mistake, Place, mistake, unreadable
from vlechtwerk.engines.coding.project import Made, VariableKind

Element = etree._Element

_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")
_MADE = ("creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime")
_OF_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"
# What each element may have; of any other attribute is told that it is not kept.
ATTRIBUTES = {
    "Project": ("name", "origin", "basePath", "creatingUserGUID", _MADE[1], "modifyingUserGUID", _MADE[3]),
    "CodeBook": ("origin",),
    "User": ("guid", "name", "id"),
    "Code": ("guid", "name", "isCodable", "color"),
    "Variable": ("guid", "name", "typeOfVariable"),
    "Case": ("guid", "name"),
    "Set": ("guid", "name"),
    "Link": ("guid", "name", "direction", "color", "originGUID", "targetGUID"),
    "Coding": ("guid", "creatingUser", "creationDateTime"),
    "PlainTextSelection": ("guid", "name", "startPosition", "endPosition", *_MADE),
    "TextSource": ("guid", "name", "richTextPath", "plainTextPath", *_MADE),
}
ATTRIBUTES |= dict.fromkeys(("Representation", "TextDescription", "Note", "Transcript"), ATTRIBUTES["TextSource"])
ATTRIBUTES["TranscriptSelection"] = ("guid", "name", "fromSyncPoint", "toSyncPoint", *_MADE)
# Of these the file itself is left out, and told.
ATTRIBUTES |= dict.fromkeys(
    ("PDFSource", "PictureSource", "AudioSource", "VideoSource"), ("guid", "name", "path", "currentPath", *_MADE)
)


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int = ..., /) -> bytes:
        """Return the next bytes."""


def local(element: Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@dataclass
class Finding:
    """What is found while a file is read: mistakes, what is not kept, and which GUIDs were seen."""

    file: str
    losses: Losses = field(default_factory=Losses)
    mistakes: list[Mistake] = field(default_factory=list)
    seen: dict[str, dict[str, Place]] = field(default_factory=dict)
    # What is left out; a reference to it is not a mistake.
    left: set[str] = field(default_factory=set)
    # A text beside a PDF, picture or recording, and the source that stands for both.
    same: dict[str, str] = field(default_factory=dict)

    def place(self, element: Element) -> Place:
        """Return where an element stands."""
        line = element.sourceline
        return Place(self.file, local(element), element.get("guid", ""), line if isinstance(line, int) else 0)

    def wrong(self, code: str, place: Place, /, **details: object) -> None:
        """Keep a mistake."""
        self.mistakes.append(mistake(code, place, **details))

    def lose(self, code: str, element: Element, count: int = 1, /, **details: object) -> None:
        """Count something that is left out."""
        self.losses.add(code, self.place(element), count, **details)

    def unknown(self, element: Element) -> None:
        """Tell of an element that nothing here knows, and leave out what it holds."""
        if name := local(element):
            parent = element.getparent()
            self.lose("unknown_element", element, 1, inside=local(parent) if parent is not None else "", name=name)
            self.leave(element)

    def leave(self, element: Element) -> None:
        """Remember the GUIDs of an element that is left out, and of all in it."""
        for one in element.iter(etree.Element):
            if guid := one.get("guid"):
                self.left.add(self.guid(guid, one))

    def check(self, element: Element) -> None:
        """Tell of the attributes that nothing here knows."""
        known = ATTRIBUTES[local(element)]
        for name in element.attrib:
            if name not in known and not str(name).startswith(_OF_SCHEMA):
                self.lose("unknown_attribute", element, 1, name=name)

    def guid(self, text: str, element: Element) -> str:
        """Return a GUID small and without braces; one that is none is replaced by one made from it."""
        if found := _GUID.fullmatch(text.strip()):
            return found[1].lower()
        self.lose("guid_replaced", element, 1)
        return str(uuid5(NAMESPACE_URL, text.strip()))

    def own_guid(self, element: Element, kind: str, is_pointed_at: bool = True) -> str:
        """Return the GUID of an element; a mistake when it has none, or when another of its kind has the same.

        Where nothing points at things of its kind, one that another has too is replaced, and told.
        """
        text = element.get("guid", "")
        if not text.strip():
            self.wrong("guid_missing", self.place(element))
            return ""
        guid = self.guid(text, element)
        first = self.seen.setdefault(kind, {}).setdefault(guid, place := self.place(element))
        if first is place:
            return guid
        if is_pointed_at:
            self.wrong("guid_twice", place, line=first.line)
            return guid
        self.lose("guid_twice", element)
        another = str(uuid5(NAMESPACE_URL, f"{guid} {len(self.seen[kind])}"))
        self.seen[kind][another] = place
        return another

    def reference(self, element: Element, name: str = "targetGUID") -> str:
        """Return the GUID that an attribute points at; empty when it points at nothing."""
        text = element.get(name, "")
        return self.guid(text, element) if text.strip() else ""

    def colour(self, element: Element) -> str:
        """Return a colour; nothing for what is none."""
        text = element.get("color", "").strip()
        if text and not COLOUR.fullmatch(text):
            self.lose("colour", element, 1)
            return ""
        return text

    def moment(self, element: Element, name: str) -> datetime | None:
        """Return a moment, in the time zone that the file gives; nothing for what is none."""
        text = element.get(name, "").strip()
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text) if "T" in text else None
        except ValueError:
            found = None
        if found is not None and is_written_as(found.isoformat(), VariableKind.MOMENT):
            return found
        self.lose("moment", element, 1, name=name)
        return None

    def made(self, element: Element, ending: str = "") -> Made:
        """Return who made something and when; `ending` is what follows the names of the attributes for people."""
        if not any(name in element.attrib for name in (f"creatingUser{ending}", f"modifyingUser{ending}", *_MADE)):
            return Made()
        return Made(
            self.reference(element, f"creatingUser{ending}"),
            self.moment(element, "creationDateTime"),
            self.reference(element, f"modifyingUser{ending}"),
            self.moment(element, "modifiedDateTime"),
        )


def stream(file: Readable, name: str, root: str) -> Iterator[tuple[Element, bool]]:
    """Yield the root when it opens (True); then, complete (False), each thing in each of its sections.

    A section that holds nothing but text is yielded itself. What was yielded is forgotten afterwards. Raises
    `Unreadable` for what is no XML, has another root, or defines entities.
    """
    place = Place(file=name)
    depth = 0
    try:
        # No entity is resolved, nothing outside the file is read, and no text is longer than libxml2 thinks bearable.
        events = etree.iterparse(
            file, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        for event, element in events:
            if event == "start":
                depth += 1
                if depth == 1:
                    _check_root(element, place, root)
                    yield element, True
                continue
            depth -= 1
            if depth == 2 or (depth == 1 and not len(element)):
                yield element, False
            if depth in (1, 2):
                _forget(element)
    except (etree.LxmlError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise unreadable("xml_broken", Place(file=name, line=line), said=str(error)) from None


def _check_root(element: Element, place: Place, root: str) -> None:
    # No tool writes a definition of entities; who does is up to something.
    if element.getroottree().docinfo.internalDTD is not None:
        raise unreadable("xml_entities", place)
    if local(element) != root:
        raise unreadable("other_root", place, found=local(element), expected=root)


def _forget(element: Element) -> None:
    element.clear()
    before = element.getprevious()
    parent = element.getparent()
    while before is not None and parent is not None:
        parent.remove(before)
        before = element.getprevious()
