"""Codes travel by themselves in a QDC file, in the form of the standard and in those that tools write."""

import io

import pytest

from tests.engines.coding.made import assert_follows_the_standard, guid
from vlechtwerk.engines.coding.mistakes import Unreadable, Unwritable
from vlechtwerk.engines.coding.project import Code, CodeBook, CodeSet
from vlechtwerk.engines.coding.qdc import read_qdc
from vlechtwerk.engines.coding.writing import write_qdc

TOP, BELOW, BESIDE = guid(1, "c"), guid(2, "c"), guid(3, "c")
CODEBOOK = CodeBook(
    (
        Code(TOP, "Conditions", "Ansell & Gash <2008>", "#00ff00", is_codable=False),
        Code(BELOW, "Trust\nbuilding", parent=TOP),
        Code(BESIDE, "Één 😀"),
    ),
    (CodeSet(guid(1, "9"), "Process", "d", (BELOW, BESIDE)), CodeSet(guid(2, "9"), "Empty")),
)


def written(codebook: CodeBook) -> bytes:
    file = io.BytesIO()
    write_qdc(codebook, file)
    return file.getvalue()


def test_a_codebook_follows_the_standard_and_comes_back_the_same() -> None:
    xml = written(CODEBOOK)
    assert_follows_the_standard(xml, "codebook.xsd")
    assert not xml.startswith(b"\xef\xbb\xbf")
    taken = read_qdc(io.BytesIO(xml))
    assert (taken.codebook, taken.not_kept, taken.origin) == (CODEBOOK, (), "Vlechtwerk")


def test_codes_are_written_below_those_above_them_in_whichever_order_they_come() -> None:
    mixed = CodeBook((CODEBOOK.codes[1], CODEBOOK.codes[2], CODEBOOK.codes[0]))
    taken = read_qdc(io.BytesIO(written(mixed)))
    assert [code.guid for code in taken.codebook.codes] == [BESIDE, TOP, BELOW]
    assert set(taken.codebook.codes) == set(mixed.codes)


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4", ""])
def test_other_versions_of_the_form_are_read(namespace: str) -> None:
    xml = written(CODEBOOK).replace(b"urn:QDA-XML:codebook:1.0", namespace.encode())
    assert read_qdc(io.BytesIO(xml)).codebook == CODEBOOK


def test_a_code_without_word_on_use_can_be_used_and_braces_do_not_matter() -> None:
    xml = f'<CodeBook><Codes><Code guid="{{{TOP.upper()}}}" name="A" color="red"/></Codes></CodeBook>'
    taken = read_qdc(io.BytesIO(xml.encode()), "a.qdc")
    assert taken.codebook.codes == (Code(TOP, "A"),)
    assert [(one.code, one.place.file, one.place.line) for one in taken.not_kept] == [("colour", "a.qdc", 1)]


def test_what_a_codebook_can_not_hold_is_told_when_it_is_written() -> None:
    note = guid(1, "6")
    told = write_qdc(
        CodeBook((Code(TOP, "A", notes=(note,)),), (CodeSet(guid(1, "9"), "S", notes=(note,)),)), io.BytesIO()
    )
    assert [(one.code, one.count) for one in told] == [("notes_of_code", 1), ("members_of_set", 1)]


def test_a_group_with_a_code_that_is_not_there_keeps_the_others_and_tells() -> None:
    xml = written(CODEBOOK).replace(f'<MemberCode guid="{BESIDE}"'.encode(), f'<MemberCode guid="{note()}"'.encode())
    taken = read_qdc(io.BytesIO(xml))
    assert taken.codebook.sets[0].codes == (BELOW,)
    assert [one.code for one in taken.not_kept] == ["reference_to_nothing"]


def note() -> str:
    return guid(77, "6")


def test_what_is_no_codebook_is_refused() -> None:
    for content in (b"", b"no XML", b"<Project/>", b"<CodeBook><Codes><Code name='A'/></Codes></CodeBook>"):
        with pytest.raises(Unreadable):
            read_qdc(io.BytesIO(content), "a.qdc")


@pytest.mark.parametrize(
    ("codes", "code", "at"),
    [
        ((Code(TOP, "A", parent=BELOW),), "parent_missing", TOP),
        ((Code(TOP, "A", parent=BELOW), Code(BELOW, "B", parent=TOP)), "circle", TOP),
        ((Code(TOP, "A", parent=TOP),), "circle", TOP),
        ((Code(TOP, "A"), Code(TOP, "B")), "guid_twice", TOP),
        ((Code("trust", "A"),), "guid_broken", "trust"),
        ((Code(TOP, " "),), "name_missing", TOP),
        ((Code(TOP, "A", colour="green"),), "colour", TOP),
        ((Code(TOP, "A\0"),), "not_in_xml", TOP),
    ],
)
def test_unsound_codes_are_not_written(codes: tuple[Code, ...], code: str, at: str) -> None:
    with pytest.raises(Unwritable) as caught:
        write_qdc(CodeBook(codes), io.BytesIO())
    assert (caught.value.code, caught.value.place.guid) == (code, at)
