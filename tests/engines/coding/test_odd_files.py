"""Whatever a tool writes, the file is refused with a place, or read as a sound project that can be written again."""

import copy
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.engines.coding.made import CODE, CODES, SOURCE, USERS, guid, packed, project, refused, selection, source
from vlechtwerk.engines.coding.checking import mistakes_in
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.writing import write_qdpx

pytestmark = pytest.mark.slow

NOTE, VARIABLE, PERSON = guid(1, "6"), guid(1, "7"), guid(1, "f")
VALUE = f'<VariableValue><VariableRef targetGUID="{VARIABLE}"/><IntegerValue>3</IntegerValue></VariableValue>'
WHOLE = project(
    USERS
    + CODES.replace("<Codes>", f'<Codes><Code guid="{guid(3, "c")}" name="Top" isCodable="false" color="#aabbcc">'
                    f'<Description>d</Description><NoteRef targetGUID="{NOTE}"/>'
                    f'<Code guid="{guid(4, "c")}" name="Below" isCodable="true"/></Code>')
    + f'<Variables><Variable guid="{VARIABLE}" name="Years" typeOfVariable="Integer"/></Variables>'
    + f'<Cases><Case guid="{PERSON}" name="P"><CodeRef targetGUID="{CODE}"/>{VALUE}<SourceRef targetGUID="{SOURCE}"/>'
    f'<SelectionRef targetGUID="{guid(1, "e")}"/></Case></Cases><Sources>'
    + source(
        selection(1, 0, 3, inside=f'<NoteRef targetGUID="{NOTE}"/>') + selection(2, 4, 11)
        + f'<Coding guid="{guid(9, "d")}" creationDateTime="2024-03-01T09:30:00Z"><CodeRef targetGUID="{CODE}"/>'
        "</Coding>"
        + VALUE
    )
    + f'<PDFSource guid="{guid(2, "5")}" name="R" path="internal://r.pdf"><Representation guid="{guid(3, "5")}" '
    f'plainTextPath="sources/b.txt">{selection(3, 1, 4)}</Representation></PDFSource>'
    + f'<AudioSource guid="{guid(4, "5")}"><Transcript guid="{guid(5, "5")}"><PlainTextContent>a b c</PlainTextContent>'
    f'<SyncPoint guid="{guid(1, "b")}" position="0" timeStamp="0"/><SyncPoint guid="{guid(2, "b")}" position="3"/>'
    f'<TranscriptSelection guid="{guid(4, "e")}" fromSyncPoint="{guid(1, "b")}" toSyncPoint="{guid(2, "b")}"/>'
    "</Transcript></AudioSource></Sources>"
    + f'<Notes><Note guid="{NOTE}" plainTextPath="internal://n.txt"/></Notes>'
    + f'<Links><Link guid="{guid(1, "9")}" direction="OneWay" originGUID="{CODE}" targetGUID="{NOTE}"/></Links>'
    + f'<Sets><Set guid="{guid(2, "9")}" name="S"><MemberCode targetGUID="{CODE}"/></Set></Sets>'
    + f'<Description>About</Description><NoteRef targetGUID="{NOTE}"/>'
)  # fmt: skip
FILES = {
    "sources/a.txt": "\ufeffwij\r\nvouwen 😀",
    "Sources/B.txt": "😀 twee",
    "sources/n.txt": "memo",
    "sources/r.pdf": b"%PDF",
}
ODD = ("", " ", "x", "-1", "0", "5", "99", CODE, SOURCE, PERSON, guid(1, "e"), NOTE, "{" + CODE.upper() + "}", "#12",
       "2024-13-01", "2024-03-01T09:30:00+23:00", "20240301T093000", "true", "relative:///z.txt",
       "internal://b.txt")  # fmt: skip


def changed(draw: Any) -> bytes:
    """Return the project after a few changes that a careless tool could make."""
    root = etree.fromstring(WHOLE.encode())
    for _ in range(draw(st.integers(0, 4))):
        elements = list(root.iter())
        one = elements[draw(st.integers(1, len(elements) - 1))]
        other = elements[draw(st.integers(1, len(elements) - 1))]
        match draw(st.sampled_from(["attribute", "attribute", "drop", "twice", "name", "text", "move"])):
            case "attribute" if one.attrib:
                name = draw(st.sampled_from(sorted(str(name) for name in one.attrib)))
                if draw(st.booleans()):
                    one.set(name, draw(st.sampled_from(ODD)))
                else:
                    del one.attrib[name]
            case "drop":
                one.getparent().remove(one)
            case "twice":
                one.getparent().append(copy.deepcopy(one))
            case "name":
                one.tag = draw(st.sampled_from((other.tag, "Odd")))
            case "text":
                one.text = draw(st.sampled_from(ODD))
            case "move" if one not in other.iterancestors() and one is not other:
                other.append(one)
    return etree.tostring(root)


def test_the_whole_is_sound_before_it_is_changed() -> None:
    taken = read_qdpx(packed(WHOLE, FILES))
    assert mistakes_in(taken.project) == []
    assert {one.code for one in taken.not_kept} == {"pdf", "audio", "times"}


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_careless_file_is_refused_with_a_place_or_read_as_a_sound_project(data: st.DataObject) -> None:
    file = packed(changed(data.draw), FILES)
    try:
        taken = read_qdpx(file)
    except Unreadable:
        assert all(one.place.file for one in refused(file).mistakes)
        return
    assert mistakes_in(taken.project) == []
    written = io.BytesIO()
    write_qdpx(taken.project, written)
    assert read_qdpx(written).project == taken.project


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_bytes_are_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(packed(WHOLE, FILES).getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        taken = read_qdpx(io.BytesIO(bytes(content)))
    except Unreadable:
        return
    assert mistakes_in(taken.project) == []
