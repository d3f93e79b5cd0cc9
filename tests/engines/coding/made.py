"""Files with codings that were made up for the tests, and plain ways to look at what was read."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from vlechtwerk.engines.coding.mistakes import NotKept, Unreadable
from vlechtwerk.engines.coding.project import CodingProject
from vlechtwerk.engines.coding.qdpx import TakenProject, read_qdpx

SCHEMAS = Path(__file__).parent / "schemas"
NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(number: int, kind: str = "0") -> str:
    """Return a GUID that is easy to read: the kind is one hexadecimal digit."""
    return f"{kind * 8}-0000-4000-8000-{number:012x}"


CODE, OTHER_CODE, SOURCE, CODER = guid(1, "c"), guid(2, "c"), guid(1, "5"), guid(1, "a")
CODES = (
    f'<CodeBook><Codes><Code guid="{CODE}" name="Trust" isCodable="true"/>'
    f'<Code guid="{OTHER_CODE}" name="Doubt" isCodable="true"/></Codes></CodeBook>'
)
USERS = f'<Users><User guid="{CODER}" name="Dilara" id="D"/></Users>'


def selection(number: int, start: int, end: int, code: str = CODE, inside: str = "") -> str:
    """Return a selection with one coding."""
    return (
        f'<PlainTextSelection guid="{guid(number, "e")}" startPosition="{start}" endPosition="{end}">'
        f'<Coding guid="{guid(number, "d")}" creatingUser="{CODER}"><CodeRef targetGUID="{code}"/></Coding>'
        f"{inside}</PlainTextSelection>"
    )


def source(inside: str, path: str = "internal://a.txt", number: int = 1, more: str = "") -> str:
    """Return a text source."""
    return f'<TextSource guid="{guid(number, "5")}" name="A" plainTextPath="{path}" {more}>{inside}</TextSource>'


def project(body: str, origin: str = "NVivo") -> str:
    """Return the XML of a project."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{NAMESPACE}" name="P" origin="{origin}">'
        f"{body}</Project>"
    )


def packed(xml: str | bytes, files: Mapping[str, bytes | str] | None = None, name: str = "project.qde") -> io.BytesIO:
    """Return a zip of a project and the files beside it; a text is written as UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for path, content in (files or {}).items():
            archive.writestr(path, content.encode() if isinstance(content, str) else content)
    made.seek(0)
    return made


def read(body: str, text: bytes | str = "", origin: str = "NVivo") -> TakenProject:
    """Read a project with codes, a coder, what is given, and one file."""
    return read_qdpx(packed(project(USERS + CODES + body, origin), {"sources/a.txt": text} if text else {}))


def read_text(inside: str, text: bytes | str, origin: str = "NVivo") -> TakenProject:
    """Read a project with one source of which the inside is given."""
    return read(f"<Sources>{source(inside)}</Sources>", text, origin)


def words(found: CodingProject) -> list[str]:
    """Return what each selection selects."""
    return [one.text[piece.start : piece.end] for one in found.sources for piece in one.selections]


def refused(file: io.BytesIO) -> Unreadable:
    """Return why a file is not taken in."""
    with pytest.raises(Unreadable) as caught:
        read_qdpx(file)
    return caught.value


def told(taken: TakenProject) -> dict[str, NotKept]:
    """Return what is told of as not kept, by its code."""
    return {one.code: one for one in taken.not_kept}


def assert_follows_the_standard(xml: bytes, schema: str = "Project.xsd") -> None:
    """Hold the XML to the schema."""
    etree.XMLSchema(etree.parse(str(SCHEMAS / schema))).assertValid(etree.fromstring(xml))
