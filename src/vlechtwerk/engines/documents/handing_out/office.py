"""Hand out a Word or Excel file or a picture without who made it and where; all else stays as it is."""

import io
import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from lxml import etree

from vlechtwerk.engines.documents.handing_out.pictures import clean_jpeg, clean_png
from vlechtwerk.engines.documents.intake.types import MediaType

_MAKERS = frozenset(("creator", "lastModifiedBy", "Company", "Manager"))
# Programs and houses name their own properties: those that name a person or an organisation go.
_PERSONAL = re.compile(
    r"author|owner|company|manager|creator|user|mail|modified|contact|organi[sz]ation"
    r"|auteur|eigenaar|bedrijf|gebruiker|medewerker|behandelaar|organisatie",
    re.IGNORECASE,
)
# Whose comment or change it is, in the parts of a document or a sheet; what was said and changed stays.
_HANDS = frozenset(("author", "initials", "userId", "displayName", "providerId"))
_WITH_HANDS = re.compile(
    r"(^|/)(document|header\d*|footer\d*|footnotes|endnotes|comment\w*|people|persons?\d*|threadedComment\d*)\.xml$"
)
_RELATIONS = "_rels/.rels"
_USUAL = {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}
_KINDS = ("core-properties", "extended-properties", "custom-properties")


def clean(content: Path | bytes, media_type: MediaType) -> bytes:
    """Return the file without its makers: properties of Word and Excel files; EXIF, place and texts of pictures, also
    of those in Word and Excel files.

    Also whose the comments and tracked changes are goes; what they say stays. Other kinds come back unchanged; for PDF
    there is `pdf.stamp`. Raises `ValueError` for a file that can't be opened.
    """
    held = content.read_bytes() if isinstance(content, Path) else content
    match media_type:
        case MediaType.DOCX | MediaType.XLSX:
            return _clean_office(held)
        case MediaType.PNG:
            return clean_png(held)
        case MediaType.JPEG:
            return clean_jpeg(held)
        case _:
            return held


def _clean_office(content: bytes) -> bytes:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            told = _where_told(old)
            for part in old.infolist():
                new.writestr(part, _cleaned(part.filename, old.read(part), told))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, etree.LxmlError, KeyError, OSError) as error:
        raise ValueError(f"The file can't be opened ({type(error).__name__}).") from None
    return out.getvalue()


def _cleaned(name: str, content: bytes, told: set[str]) -> bytes:
    if name in told:
        return _without_makers(content)
    if _WITH_HANDS.search(name):
        return _without_hands(content)
    if name.endswith("settings.xml.rels"):
        return _without_template_path(content)
    with suppress(ValueError):
        if name.lower().endswith(MediaType.JPEG.extensions):
            return clean_jpeg(content)
        if name.lower().endswith(MediaType.PNG.extensions):
            return clean_png(content)
    return content


def _without_hands(content: bytes) -> bytes:
    """Return a part without the names at its comments and changes: of attributes, and of the authors of a sheet."""
    root = etree.fromstring(content, _parser())
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in [one for one in element.attrib if etree.QName(one).localname in _HANDS]:
            element.set(name, "")
        if etree.QName(element).localname == "author" and not len(element):
            element.text = ""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_template_path(content: bytes) -> bytes:
    """Return the relations with the template's name only: its folder mostly names the maker."""
    root = etree.fromstring(content, _parser())
    for relation in root:
        if relation.get("Type", "").endswith("/attachedTemplate"):
            relation.set("Target", re.split(r"[\\/]|%5C", relation.get("Target", ""))[-1])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _where_told(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the parts with properties; usually the same, but the file itself decides."""
    root = etree.fromstring(archive.read(_RELATIONS), _parser())
    return _USUAL | {
        relation.get("Target", "").lstrip("/") for relation in root if relation.get("Type", "").endswith(_KINDS)
    }


def _without_makers(content: bytes) -> bytes:
    root = etree.fromstring(content, _parser())
    found = [one for one in root.iter() if isinstance(one.tag, str)]
    for element in found:
        if etree.QName(element).localname in _MAKERS:
            element.text = ""
        if etree.QName(element).localname == "property" and _PERSONAL.search(element.get("name") or ""):
            root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
