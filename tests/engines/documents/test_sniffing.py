"""What comes in and what does not, whatever the bytes."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.documents import files
from vlechtwerk.engines.documents.intake.types import MediaType, NotTaken, NotTakenCode, sniff

pytestmark = pytest.mark.slow

XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
MAILS = b"From: a@x.example\nSubject: x\nContent-Type: message/rfc822\n\n" * 2000
SOUND = {
    "a.pdf": (files.pdf(), MediaType.PDF),
    "A.DOCX": (files.word(), MediaType.DOCX),
    "a.xlsx": (files.workbook(), MediaType.XLSX),
    "a.html": (b"<!doctype html><p>tekst", MediaType.HTML),
    "a.eml": (files.mail(), MediaType.EML),
    "a.txt": ("café".encode("cp1252"), MediaType.TEXT),
    "a.csv": (b"\xef\xbb\xbfa;b\r\n1;2\r\n", MediaType.CSV),
    "a.png": (files.picture("PNG"), MediaType.PNG),
    "a.jpeg": (files.picture("JPEG"), MediaType.JPEG),
}


def refused(folder: Path, content: bytes, name: str) -> NotTakenCode:
    with pytest.raises(NotTaken) as caught:
        sniff(files.put(folder, content), name)
    return caught.value.code


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_what_it_says(tmp_path: Path, name: str) -> None:
    content, kind = SOUND[name]
    assert sniff(files.put(tmp_path, content), name) is kind


@pytest.mark.parametrize("name", SOUND)
def test_the_name_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    content, _ = SOUND[name]
    other = "a.png" if name.endswith(".pdf") else "a.pdf"
    assert refused(tmp_path, content, other) == NotTakenCode.TYPE_DIFFERS


def test_word_and_excel_are_told_apart(tmp_path: Path) -> None:
    assert refused(tmp_path, files.word(), "a.xlsx") == NotTakenCode.TYPE_DIFFERS
    assert refused(tmp_path, files.workbook(), "a.docx") == NotTakenCode.TYPE_DIFFERS


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.exe", NotTakenCode.UNKNOWN_TYPE),
        ("a.svg", NotTakenCode.UNKNOWN_TYPE),
        ("rapport.pdf.exe", NotTakenCode.UNKNOWN_TYPE),
        ("a", NotTakenCode.UNKNOWN_TYPE),
        ("a.docm", NotTakenCode.MACROS),
        ("a.xlsm", NotTakenCode.MACROS),
    ],
)
def test_a_name_that_is_not_taken(tmp_path: Path, name: str, code: NotTakenCode) -> None:
    assert refused(tmp_path, b"MZ tekst", name) == code


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"", "a.pdf") == NotTakenCode.EMPTY


def test_a_huge_file_with_holes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    path = files.put(tmp_path, b"%PDF-1.7")
    os.truncate(path, 2 * 1024**3)
    with pytest.raises(NotTaken) as caught:
        sniff(path, "a.pdf")
    assert caught.value.code == NotTakenCode.TOO_LARGE
    assert caught.value.details["most_megabytes"] == 100


def test_a_link_or_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(files.put(tmp_path, files.pdf()))
    for path in (tmp_path / "link.pdf", tmp_path, tmp_path / "nothing.pdf"):
        with pytest.raises(NotTaken) as caught:
            sniff(path, "a.pdf")
        assert caught.value.code == NotTakenCode.BROKEN


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", files.pdf()[:-600], NotTakenCode.BROKEN),
        ("a.pdf", b"%PDF-1.7\n%%EOF", NotTakenCode.BROKEN),
        ("a.pdf", files.locked_pdf(), NotTakenCode.ENCRYPTED),
        ("a.docx", files.word()[:3000], NotTakenCode.BROKEN),
        ("a.png", files.picture("PNG")[:60], NotTakenCode.BROKEN),
        ("a.jpg", files.picture("JPEG")[:400], NotTakenCode.BROKEN),
        ("a.txt", b"tekst\0tekst", NotTakenCode.TYPE_DIFFERS),
        ("a.txt", b"\x81\x8d\xff", NotTakenCode.BROKEN),
        ("a.csv", b"<svg xmlns='x'>", NotTakenCode.TYPE_DIFFERS),
        ("a.html", b"just words", NotTakenCode.TYPE_DIFFERS),
        ("a.html", XXE + b"<html><p>&x;</p></html>", NotTakenCode.XML_ENTITIES),
        ("a.eml", b"just words", NotTakenCode.TYPE_DIFFERS),
        ("a.eml", files.nested_mail(30), NotTakenCode.NESTED_TOO_DEEP),
        ("a.eml", MAILS, NotTakenCode.NESTED_TOO_DEEP),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_inside(tmp_path: Path, name: str, content: bytes, code: NotTakenCode) -> None:
    assert refused(tmp_path, content, name) == code


def test_a_mail_in_a_mail_is_taken(tmp_path: Path) -> None:
    assert sniff(files.put(tmp_path, files.nested_mail(3)), "a.eml") is MediaType.EML


FETCHES = NotTakenCode.EXTERNAL_REFERENCE
DTD = {"word/document.xml": XXE + b"<a>&x;</a>"}
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" TargetMode="External" Target="%s"/>'
    b"</Relationships>"
)
W = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r>%s</w:r></w:p></w:hdr>'
FIELD = b"<w:instrText>%s</w:instrText>"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (DTD, NotTakenCode.XML_ENTITIES),
        ({"word/document.xml": XXE.decode().encode("utf-16")}, NotTakenCode.XML_ENTITIES),
        ({"word/media/a.svg": XXE + b"<svg/>"}, NotTakenCode.XML_ENTITIES),
        ({"word/document.xml": b"<a>"}, NotTakenCode.BROKEN),
        ({"word/vbaProject.bin": b"x"}, NotTakenCode.MACROS),
        ({"../../x": b"x"}, NotTakenCode.PATH_TRICKS),
        ({"/etc/x": b"x"}, NotTakenCode.PATH_TRICKS),
        ({"C:\\x": b"x"}, NotTakenCode.PATH_TRICKS),
        ({"WORD/Document.xml": b"<a/>"}, NotTakenCode.PATH_TRICKS),
        ({"word/media/a.bin": bytes(40_000_000)}, NotTakenCode.ZIP_BOMB),
        ({"word/_rels/header9.xml.rels": RELATIONS % (b"image", b"http://x.example/a.png")}, FETCHES),
        ({"word/_rels/header9.xml.rels": RELATIONS % (b"oleObject", b"file:///C:/a.xls")}, FETCHES),
        ({"word/header9.xml": W % FIELD % b"DDE</w:instrText><w:instrText>AUTO c:\\x"}, FETCHES),
        ({"word/header9.xml": W % FIELD % b'INCLUDETEXT "http://x.example"'}, FETCHES),
    ],
)  # fmt: skip
def test_an_office_file_that_acts_or_deceives(tmp_path: Path, parts: dict[str, bytes], code: NotTakenCode) -> None:
    assert refused(tmp_path, files.with_parts(files.word(), parts), "a.docx") == code


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    content = files.with_parts(files.workbook(), {"xl/sharedStrings.xml": XXE + b"<sst>&x;</sst>"})
    assert refused(tmp_path, content, "a.xlsx") == NotTakenCode.XML_ENTITIES


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/worksheets/sheet9.xml", b"<s><c><f>1+_xlfn.WEBSERVICE(&quot;http://x.example&quot;)</f></c></s>"),
        ("xl/connections.xml", b"<connections><connection refreshOnLoad='1'/></connections>"),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink ddeService='cmd'/></externalLink>"),
    ],
)
def test_a_workbook_that_fetches_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert refused(tmp_path, files.with_parts(files.workbook(), {name: content}), "a.xlsx") == FETCHES


def test_an_archive_before_the_archive_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, files.word() + files.word(), "a.docx") == NotTakenCode.BROKEN


@pytest.mark.parametrize("target", ["https://x.example/t.dotm", r"\\server\t.dotm", "file://server/t.dotm"])
def test_a_template_from_elsewhere_is_refused(tmp_path: Path, target: str) -> None:
    assert refused(tmp_path, files.word_with_template(target), "a.docx") == FETCHES


@pytest.mark.parametrize("target", [r"file:///C:\Users\anna\Huis.dotm", "Normal.dotm"])
def test_a_house_template_on_the_own_drive_is_taken(tmp_path: Path, target: str) -> None:
    assert sniff(files.put(tmp_path, files.word_with_template(target)), "a.docx") is MediaType.DOCX


def test_ten_gigabytes_of_zeros_are_not_unpacked(tmp_path: Path) -> None:
    assert refused(tmp_path, files.zeros_that_claim(10 * 1024**3), "a.docx") == NotTakenCode.ZIP_BOMB


def test_a_size_that_lies_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, files.zeros_that_claim(100), "a.docx") == NotTakenCode.BROKEN


def test_parts_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, files.shared_parts(), "a.docx") == NotTakenCode.ZIP_BOMB


def test_an_embedded_workbook_is_taken_but_an_archive_in_it_is_not(tmp_path: Path) -> None:
    inner = files.workbook()
    taken = files.with_parts(files.word(), {"word/embeddings/a.xlsx": inner})
    assert sniff(files.put(tmp_path, taken), "a.docx") is MediaType.DOCX
    deeper = files.with_parts(inner, {"xl/embeddings/b.docx": files.word()})
    nested = files.with_parts(files.word(), {"word/embeddings/a.xlsx": deeper})
    assert refused(tmp_path, nested, "a.docx") == NotTakenCode.NESTED_TOO_DEEP


def test_macros_in_an_embedded_workbook_are_refused(tmp_path: Path) -> None:
    inner = files.with_parts(files.workbook(), {"xl/vbaProject.bin": b"x"})
    nested = files.with_parts(files.word(), {"word/embeddings/a.xlsx": inner})
    assert refused(tmp_path, nested, "a.docx") == NotTakenCode.MACROS


def test_an_office_file_with_a_password_is_refused(tmp_path: Path) -> None:
    locked = files.outlook({"EncryptedPackage": b"x" * 600, "EncryptionInfo": b"y"})
    assert refused(tmp_path, locked, "a.docx") == NotTakenCode.ENCRYPTED
    assert refused(tmp_path, locked, "a.msg") == NotTakenCode.TYPE_DIFFERS


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(SOUND)), place=st.integers(min_value=0), junk=st.binary(max_size=8))
def test_a_damaged_file_is_its_kind_or_not_taken(tmp_path: Path, name: str, place: int, junk: bytes) -> None:
    content, kind = SOUND[name]
    place %= len(content)
    with suppress(NotTaken):
        assert sniff(files.put(tmp_path, content[:place] + junk + content[place + len(junk) :]), name) is kind


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([f"a{extension}" for kind in MediaType for extension in kind.extensions]),
    opening=st.sampled_from([b"", *{kind._opening for kind in MediaType}]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_are_a_known_kind_or_not_taken(tmp_path: Path, name: str, opening: bytes, rest: bytes) -> None:
    with suppress(NotTaken):
        assert sniff(files.put(tmp_path, opening + rest), name) in MediaType
