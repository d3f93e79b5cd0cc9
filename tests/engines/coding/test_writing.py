"""How a project stands in its file, and what is wrong with one that is not written."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.engines.coding.made import CODE, CODER, SOURCE, assert_follows_the_standard, guid
from vlechtwerk.engines.coding.checking import mistakes_in
from vlechtwerk.engines.coding.mistakes import Unwritable
from vlechtwerk.engines.coding.project import (
    Case,
    Code,
    Coder,
    Coding,
    CodingProject,
    Link,
    Made,
    Note,
    Selection,
    Source,
    Value,
    Variable,
    VariableKind,
)
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.writing import write_qdpx

VARIABLE, NOTE = guid(1, "7"), guid(1, "6")
AT = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
PIECE = Selection(guid(1, "e"), 2, 8, codings=(Coding(guid(1, "d"), CODE, CODER, AT),))
TEXT = Source(SOURCE, "First talk", "😀 één twee\r\ndrie\n", selections=(PIECE,))
PROJECT = CodingProject(
    "P",
    (Coder(CODER, "Dilara"),),
    (Code(CODE, "Trust"),),
    (Variable(VARIABLE, "Level"),),
    sources=(TEXT,),
)


def written(project: CodingProject) -> zipfile.ZipFile:
    file = io.BytesIO()
    write_qdpx(project, file)
    return zipfile.ZipFile(file)


def test_texts_are_written_as_they_are_and_places_in_code_points() -> None:
    archive = written(PROJECT)
    assert archive.namelist() == ["project.qde", f"sources/{SOURCE}.txt"]
    assert archive.read(f"sources/{SOURCE}.txt") == "😀 één twee\r\ndrie\n".encode()
    xml = archive.read("project.qde")
    assert_follows_the_standard(xml)
    assert b'startPosition="2" endPosition="8"' in xml
    assert f'plainTextPath="internal://{SOURCE}.txt"'.encode() in xml
    assert b'creationDateTime="2024-03-01T09:30:00Z"' in xml
    assert xml.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\"")


def test_a_long_memo_with_the_guid_of_a_source_gets_a_file_of_its_own() -> None:
    note = Note(SOURCE, "M", "\0" + "x" * 200_000)
    project = replace(PROJECT, notes=(note,), own_notes=(SOURCE,))
    archive = written(project)
    assert len(archive.namelist()) == 3
    file = archive.fp
    assert isinstance(file, io.BytesIO)
    assert read_qdpx(file).project == project


def test_progress_is_told_for_each_source() -> None:
    steps: list[tuple[int, int]] = []
    two = replace(PROJECT, sources=(TEXT, Source(guid(2, "5"), "B", "")))
    write_qdpx(two, io.BytesIO(), progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]


def with_piece(**changed: object) -> CodingProject:
    return replace(PROJECT, sources=(replace(TEXT, selections=(replace(PIECE, **changed),)),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("project", "code", "element"),
    [
        (with_piece(start=8), "start_after_end", "PlainTextSelection"),
        (with_piece(end=99), "outside_text", "PlainTextSelection"),
        (with_piece(start=-1), "outside_text", "PlainTextSelection"),
        (with_piece(codings=(Coding(guid(1, "d"), guid(9, "c")),)), "unknown_code", "Coding"),
        (with_piece(codings=(Coding(guid(1, "d"), CODE, guid(9, "a")),)), "reference_to_nothing", "Coding"),
        (with_piece(name="a\0"), "not_in_xml", "PlainTextSelection"),
        (with_piece(made=Made(guid(9, "a"))), "reference_to_nothing", "PlainTextSelection"),
        (
            with_piece(made=Made(at=datetime(2024, 1, 1, tzinfo=timezone(timedelta(seconds=30))))),
            "moment",
            "PlainTextSelection",
        ),
        (replace(PROJECT, sources=(replace(TEXT, text=TEXT.text + "\ud83d"),)), "no_unicode", "TextSource"),
        (replace(PROJECT, sources=(TEXT, replace(TEXT, selections=()))), "guid_twice", "Source"),
        (replace(PROJECT, notes=(Note(NOTE, text="\udc00"),)), "no_unicode", "Note"),
        (replace(PROJECT, own_notes=(NOTE,)), "reference_to_nothing", "Project"),
        (replace(PROJECT, links=(Link(guid(1, "9"), target=NOTE),)), "reference_to_nothing", "Link"),
        (replace(PROJECT, cases=(Case(guid(1, "f"), sources=(NOTE,)),)), "reference_to_nothing", "Case"),
        (
            replace(PROJECT, cases=(Case(guid(1, "f"), values=(Value(VARIABLE, "x", VariableKind.INTEGER),)),)),
            "kind_of_value",
            "Case",
        ),
    ],
)
def test_an_unsound_project_is_not_written(project: CodingProject, code: str, element: str) -> None:
    file = io.BytesIO()
    with pytest.raises(Unwritable) as caught:
        write_qdpx(project, file)
    assert (caught.value.code, caught.value.place.element) == (code, element)
    assert file.getvalue() == b""
    assert mistakes_in(PROJECT) == []
