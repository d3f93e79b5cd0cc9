"""A broken file is refused with what is wrong and where: the file inside the zip, the element, the line."""

import io
import zipfile

import pytest

from tests.engines.coding.made import (
    CODE,
    CODES,
    NAMESPACE,
    SOURCE,
    USERS,
    guid,
    packed,
    project,
    refused,
    selection,
    source,
)
from vlechtwerk.engines.coding import archive as archive_module
from vlechtwerk.engines.coding.mistakes import Mistake

SOUND = project(USERS + CODES + f"<Sources>{source(selection(1, 0, 3))}</Sources>")
TEXTS = {"sources/a.txt": "wij vouwen"}


def mistakes(body: str, text: bytes | str = "wij vouwen") -> tuple[Mistake, ...]:
    return refused(packed(project(body), {"sources/a.txt": text})).mistakes


def test_what_is_no_zip_is_refused() -> None:
    assert refused(io.BytesIO(SOUND.encode())).code == "not_zip"
    assert refused(io.BytesIO(packed(SOUND, TEXTS).getvalue()[:-40])).code == "not_zip"


@pytest.mark.parametrize(
    "name", ["../a.txt", "sources/../../a.txt", "/etc/a.txt", "C:/a.txt", "sources\\..\\..\\a.txt"]
)
def test_a_path_that_leads_outside_is_refused(name: str) -> None:
    found = refused(packed(SOUND, {**TEXTS, name: "x"}))
    assert found.code == "path_tricks"
    assert found.place.file.replace("\\", "/") == name.replace("\\", "/")


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(packed(SOUND, TEXTS).getvalue())
    # The flag in the header of each part, and in that of the list at the end.
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(sign, place + 1)
    found = refused(io.BytesIO(bytes(content)))
    assert (found.code, found.place.file) == ("encrypted", "project.qde")


def test_a_bomb_is_refused_by_what_it_unpacks_to() -> None:
    found = refused(packed(SOUND, {"sources/a.txt": b"a" * 8 * 1024 * 1024}))
    assert (found.code, found.place.file) == ("zip_bomb", "sources/a.txt")
    found = refused(packed(SOUND.replace('name="P"', f'name="{"P" * 8 * 1024 * 1024}"'), TEXTS))
    assert (found.code, found.place.file) == ("zip_bomb", "project.qde")


def test_a_header_that_lies_about_the_size_is_found_out() -> None:
    content = packed(SOUND, {"sources/a.txt": b"a" * 100}).getvalue()
    at = content.rfind(b"PK\x01\x02")
    lying = content[: at + 24] + (10).to_bytes(4, "little") + content[at + 28 :]
    assert refused(io.BytesIO(lying)).place.file == "sources/a.txt"


def test_gigantic_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_TEXT", 9)
    found = refused(packed(SOUND, TEXTS))
    assert (found.code, found.place.file) == ("file_too_large", "sources/a.txt")
    monkeypatch.setattr(archive_module, "MOST_PARTS", 1)
    assert refused(packed(SOUND, TEXTS)).code == "too_many_files"
    monkeypatch.undo()
    monkeypatch.setattr(archive_module, "MOST_PROJECT", 100)
    assert refused(packed(SOUND, TEXTS)).code == "file_too_large"


def test_all_texts_together_may_not_be_gigantic_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_TEXTS", 15)
    body = f"<Sources>{source('')}{source('', 'b.txt', 2)}</Sources>"
    found = refused(packed(project(body), {**TEXTS, "sources/b.txt": "wij vouwen"}))
    assert (found.code, found.place.file) == ("file_too_large", "sources/b.txt")


def test_there_is_exactly_one_project() -> None:
    assert refused(packed(SOUND, {}, "project.xml")).code == "no_project"
    found = refused(packed(SOUND, {"Other.QDE": SOUND}))
    assert (found.code, found.details["names"]) == ("two_projects", "project.qde, Other.QDE")


def test_the_same_name_twice_is_refused() -> None:
    file = packed(SOUND, TEXTS)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("sources/a.txt", "other")
    file.seek(0)
    found = refused(file)
    assert (found.code, found.place.file) == ("file_twice", "sources/a.txt")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE Project [<!ENTITY a "b">]>',
        '<!DOCTYPE Project SYSTEM "http://localhost/x.dtd">',
        '<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE Project>",
    ],
)
def test_entities_are_refused(declared: str) -> None:
    xml = f'<?xml version="1.0"?>{declared}<Project xmlns="{NAMESPACE}" name="&#65;"/>'
    for written in (xml.encode(), xml.encode("utf-16")):
        found = refused(packed(written))
        assert (found.code, found.place.file) == ("xml_entities", "project.qde")


def test_broken_xml_is_refused_with_its_line() -> None:
    found = refused(packed(SOUND.replace("</Codes>", "\n</Code>")))
    assert (found.code, found.place.file, found.place.line) == ("xml_broken", "project.qde", 3)
    assert refused(packed(SOUND.encode().replace(b"Trust", b"Tr\xffst"))).code == "xml_broken"
    assert refused(packed('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>')).code == "other_root"
    assert refused(packed("")).code == "xml_broken"


def test_a_missing_source_file_is_refused() -> None:
    found = refused(packed(SOUND))
    assert (found.code, found.place.element, found.place.guid) == ("source_file_missing", "TextSource", SOURCE)
    assert found.details == {"path": "internal://a.txt"}


def test_a_text_that_is_not_utf8_is_refused_with_its_byte() -> None:
    found = refused(packed(SOUND, {"sources/a.txt": "wij vouwen één".encode("latin-1")}))
    assert (found.code, found.place.file, found.details["byte"]) == ("not_utf8", "sources/a.txt", "11")


def test_selections_outside_the_text_are_refused_each_at_its_place() -> None:
    inside = "\n".join((selection(1, 0, 3), selection(2, 4, 99), selection(3, 6, 4), selection(4, -2, 3)))
    found = mistakes(USERS + CODES + f"\n<Sources>{source(inside)}</Sources>")
    assert [(one.code, one.place.guid, one.place.line) for one in found] == [
        ("outside_text", guid(2, "e"), 4),
        ("start_after_end", guid(3, "e"), 5),
        ("outside_text", guid(4, "e"), 6),
    ]
    assert found[0].details == {"start": "4", "end": "99"}
    assert found[0].place.file == "project.qde"


def test_a_place_that_is_no_number_is_refused() -> None:
    for written in ("four", "", "9" * 30):
        inside = selection(1, 0, 3).replace('endPosition="3"', f'endPosition="{written}"')
        found = mistakes(USERS + CODES + f"<Sources>{source(inside)}</Sources>")
        assert (found[0].code, found[0].details["name"]) == ("position_broken", "endPosition")


def test_a_guid_that_stands_twice_is_refused() -> None:
    inner = f'<Code guid="{CODE}" name="In a circle" isCodable="true"/>'
    codes = CODES.replace('name="Trust" isCodable="true"/>', f'name="Trust" isCodable="true">\n{inner}</Code>')
    found = mistakes(USERS + codes)
    assert [(one.code, one.place.element, one.place.guid, one.place.line) for one in found] == [
        ("guid_twice", "Code", CODE, 3)
    ]
    twice = f"<Sources>{source('')}{source('')}</Sources>"
    assert [one.code for one in mistakes(twice)] == ["guid_twice"]
    pieces = selection(1, 0, 3) + selection(1, 4, 6)
    assert [one.code for one in mistakes(USERS + CODES + f"<Sources>{source(pieces)}</Sources>")] == ["guid_twice"]


def test_an_unknown_code_is_refused_at_its_coding() -> None:
    found = mistakes(USERS + CODES + f"<Sources>{source(selection(1, 0, 3, guid(9, 'c')))}</Sources>")
    assert (found[0].code, found[0].place.element, found[0].place.guid) == ("unknown_code", "Coding", guid(1, "d"))
    assert found[0].details == {"code": guid(9, "c")}
    inside = selection(1, 0, 3).replace(f'<CodeRef targetGUID="{CODE}"/>', "")
    assert mistakes(USERS + CODES + f"<Sources>{source(inside)}</Sources>")[0].code == "code_missing"


def test_a_code_without_guid_or_name_is_refused() -> None:
    codes = CODES.replace(f'guid="{CODE}"', 'guid=""').replace('name="Doubt"', "")
    assert [one.code for one in mistakes(codes)] == ["guid_missing", "name_missing"]


def test_codes_in_codes_without_end_are_refused() -> None:
    deep = "".join(f'<Code guid="{guid(number, "b")}" name="x" isCodable="true">' for number in range(400))
    found = refused(packed(project(f"<CodeBook><Codes>{deep}{'</Code>' * 400}</Codes></CodeBook>")))
    assert found.code == "xml_broken"


def test_at_most_fifty_mistakes_are_shown_and_all_are_counted() -> None:
    inside = "".join(selection(number, 4, 99) for number in range(80))
    found = refused(packed(project(USERS + CODES + f"<Sources>{source(inside)}</Sources>"), TEXTS))
    assert (len(found.mistakes), found.count) == (50, 80)
