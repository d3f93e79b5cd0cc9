"""Look through the parts of a Word or Excel file for what acts or fetches by itself when the file is opened."""

import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.archive import check_archive, pieces
from vlechtwerk.engines.documents.intake.readers.ole import is_locked, is_ole

CONTENT_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_MACROS = re.compile(r"vbaproject|(^|/)(macrosheets|activex)/", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|intlMacrosheet|ms-excel\.macrosheet|activeX", re.IGNORECASE)
# A house template on a drive of the maker's own computer is the rule in offices, and is not fetched elsewhere.
_ON_OWN_DRIVE = re.compile(r"(file:///)?[A-Za-z]:[\\/][^\\/]|[^\\/:]+$", re.IGNORECASE)
_FETCHING_FIELD = re.compile(
    r"^\s*(DDE|DDEAUTO)\s|^\s*(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|RD)\s.*(://|\\\\)", re.IGNORECASE | re.MULTILINE
)
_FETCHING_FORMULA = re.compile(r"\b(WEBSERVICE|IMAGE|RTD)\(", re.IGNORECASE)
_TRUE = ("1", "true")
# Parts without any of these words, in an encoding that shows them, need no second look at each of their elements.
_TELLING = (b"instrtext", b"fldsimple", b"ddelink", b"refreshonload", b"webservice", b"image(", b"rtd(", b"&#", b"\0")
_LONGEST_WORD = 16
_MOST_FIELDS = 1_000_000


def prove_office(file: BinaryIO, main_type: str, label: str) -> None:
    """Refuse an office file that is locked, is of another kind than its main part should be, or acts by itself."""
    if is_ole(file):
        if is_locked(file):
            raise NotTaken(NotTakenCode.ENCRYPTED)
        raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected=label, found="OLE")
    check_archive(file, _look)
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        if CONTENT_TYPES not in archive.namelist() or main_type.encode() not in archive.read(CONTENT_TYPES):
            raise NotTaken(NotTakenCode.TYPE_DIFFERS, expected=label, found="zip")


def _look(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    for part in parts:
        if _MACROS.search(part.filename):
            raise NotTaken(NotTakenCode.MACROS, part=part.filename)
    if CONTENT_TYPES in archive.namelist() and _MACRO_TYPES.search(archive.read(CONTENT_TYPES)):
        raise NotTaken(NotTakenCode.MACROS, part=CONTENT_TYPES)
    for part in parts:
        if part.filename.lower().endswith(_XML):
            _Part(part.filename).check(archive, part)
        else:
            _check_loose_markup(archive, part)


def _check_loose_markup(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a definition of entities in markup under another name, such as old drawings that are not quite XML."""
    first = next(pieces(archive, part), b"").replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if first.startswith(b"<") and re.search(rb"<!(doctype|entity)", first, re.IGNORECASE):
        raise NotTaken(NotTakenCode.XML_ENTITIES, part=part.filename)


class _Part:
    """One XML part, read through without being kept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_relations = name.lower().endswith(".rels")
        self.fields: list[str] = []
        self.held = 0
        self.in_field = False
        self.formula: list[str] | None = None

    def check(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Raise `NotTaken` for what this part may not hold."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_entities
        if self.is_relations or self._is_telling(archive, part):
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
        try:
            for piece in pieces(archive, part):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise NotTaken(NotTakenCode.BROKEN, part=self.name) from None
        if _FETCHING_FIELD.search("".join(self.fields)):
            raise NotTaken(NotTakenCode.EXTERNAL_REFERENCE, part=self.name)

    def _is_telling(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
        end = b""
        for piece in pieces(archive, part):
            # A word may lie across two pieces.
            seen = (end + piece).lower()
            if any(word in seen for word in _TELLING):
                return True
            end = piece[-_LONGEST_WORD:]
        return False

    def _refuse_entities(self, *_declared: object) -> None:
        raise NotTaken(NotTakenCode.XML_ENTITIES, part=self.name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self.is_relations and local == "Relationship":
            self._check_relation(attributes)
        elif local == "f":
            self.formula = []
        elif local == "ddeLink" or (local == "connection" and attributes.get("refreshOnLoad") in _TRUE):
            raise NotTaken(NotTakenCode.EXTERNAL_REFERENCE, part=self.name)
        elif local == "instrText":
            self.in_field = True
        elif local == "fldChar":
            self._keep("\n")
        elif local == "fldSimple":
            instruction = next((text for key, text in attributes.items() if key.endswith("instr")), "")
            self._keep(f"\n{instruction} \n")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "instrText":
            self.in_field = False
        elif local == "f":
            if _FETCHING_FORMULA.search("".join(self.formula or ())):
                raise NotTaken(NotTakenCode.EXTERNAL_REFERENCE, part=self.name)
            self.formula = None

    def _text(self, text: str) -> None:
        if self.in_field:
            self._keep(text)
        if self.formula is not None:
            self.formula.append(text)

    def _keep(self, text: str) -> None:
        self.held += len(text)
        if self.held > _MOST_FIELDS:
            raise NotTaken(NotTakenCode.ZIP_BOMB, part=self.name)
        self.fields.append(text)

    def _check_relation(self, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode", "").lower() != "external":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if kind == "hyperlink" or (kind == "attachedTemplate" and _ON_OWN_DRIVE.match(target)):
            return
        raise NotTaken(NotTakenCode.EXTERNAL_REFERENCE, part=self.name, target=target[:200], kind=kind[:50])


def guarded(open_file: Callable[[], object]) -> None:
    """Call what opens a file with its own reader; whatever that stumbles over means that the file is broken."""
    try:
        open_file()
    except (NotTaken, MemoryError):
        raise
    except Exception:  # readers raise whatever they stumble over
        raise NotTaken(NotTakenCode.BROKEN) from None
