"""Hostile files sent through the programming interface: each refused with a reason, and nothing of them stays."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.api.conftest import TOLD, Callers, codes, kept
from tests.engines.documents import files
from tests.workspace import Workspace

pytestmark = pytest.mark.django_db
XXE = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&file;'
    b"</w:t></w:r></w:p></w:body></w:document>"
)
GIB = 1 << 30


def bomb() -> bytes:
    out = io.BytesIO(files.word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros.bin", bytes(200_000_000))
    return out.getvalue()


@pytest.fixture(autouse=True)
def disk(tmp_path: Path) -> Iterator[Path]:
    """Keep what is sent, and what waits, in a place that can be looked at."""
    folder = tmp_path / "disk"
    for name in ("temporary", "media"):
        (folder / name).mkdir(parents=True)
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(folder / "temporary"), MEDIA_ROOT=folder / "media"):
        yield folder


def left(disk: Path) -> list[str]:
    return [str(path.relative_to(disk)) for path in disk.rglob("*") if path.is_file()]


HOSTILE = {
    "zip bomb": ("a.docx", bomb, "zip_bomb"),
    "wrong type": ("a.pdf", lambda: files.picture("PNG"), "type_differs"),
    "unknown type": ("a.exe", lambda: b"MZ\x90\x00", "unknown_type"),
    "no type": ("../../x", lambda: b"text", "unknown_type"),
    "entities": ("a.docx", lambda: files.with_parts(files.word(), {"word/document.xml": XXE}), "xml_entities"),
    "template": ("a.docx", lambda: files.word_with_template("https://evil.example/t.dotm"), "external_reference"),
    "part outside": ("a.docx", lambda: files.with_parts(files.word(), {"../../x.xml": b"<x/>"}), "path_tricks"),
    "locked": ("a.pdf", files.locked_pdf, "encrypted"),
    "macros": ("a.docm", files.word, "macros"),
    "nested mail": ("a.eml", lambda: files.nested_mail(40), "nested_too_deep"),
    "nothing": ("a.txt", lambda: b"", "empty"),
    "half a file": ("a.docx", lambda: files.word()[:400], "broken"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused_with_what_to_do_and_leaves_nothing(
    calls: Callers, workspace: Workspace, disk: Path, kind: str
) -> None:
    name, make, code = HOSTILE[kind]
    answer = calls.anna.gives(name, make())
    assert (answer.status_code, codes(answer)) == (409, [code])
    (reason,) = answer.json()["reasons"]
    assert len(reason["text"]) > 20
    assert "%(" not in reason["text"]
    assert left(disk) == []
    assert kept(workspace) == {}
    assert calls.anna.gives().status_code == 201
    assert kept(workspace) == {"Marking": 1, "Document": 1, "DocumentVersion": 1}


@pytest.mark.parametrize("name", ["../../x.txt", "..\\..\\x.txt", "/etc/x.txt", "C:\\x.txt"])
def test_path_in_a_file_name_is_no_path_here(calls: Callers, disk: Path, name: str) -> None:
    (version,) = calls.anna.gives(name, b"tekst").json()["versions"]
    assert version["fileName"] == "x.txt"
    assert {path.split("/")[0] for path in left(disk)} <= {"media"}
    assert not [path for path in left(disk) if path.endswith("x.txt")]


def test_formula_comes_back_as_it_was_given_and_its_text_is_text(calls: Callers) -> None:
    book = files.workbook("=HYPERLINK(1)")
    given = calls.anna.gives("a.xlsx", book).json()
    assert [version["sha256"] for version in given["versions"]]
    assert "12" in given["texts"][0]


class Holes(io.RawIOBase):
    """A file of gigabytes that is nowhere: zeros between the head and the tail of a form; counts what was read."""

    def __init__(self, head: bytes, zeros: int, tail: bytes) -> None:
        self.parts, self.zeros, self.tail, self.read_so_far = head, zeros, tail, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        size = 65536 if size is None or size < 0 else size
        if self.parts:
            piece, self.parts = self.parts[:size], self.parts[size:]
        elif self.zeros:
            piece = bytes(min(size, self.zeros))
            self.zeros -= len(piece)
        else:
            piece, self.tail = self.tail[:size], self.tail[size:]
        self.read_so_far += len(piece)
        return piece


def send_holes(client: Client, headers: dict[str, str], zeros: int, announced: int | None = None) -> tuple[Any, Holes]:
    fields = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in TOLD.items()
        if isinstance(value, str)
    )
    head = f'{fields}--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'.encode()
    tail = b"\r\n--b--\r\n"
    source = Holes(head, zeros, tail)
    answer = client.generic(
        "POST", "/api/v1/projects/test/purposes/smokkel/documents", b"", content_type="multipart/form-data; boundary=b",
        headers=headers, CONTENT_TYPE="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(announced or len(head) + zeros + len(tail)), **{"wsgi.input": source},
    )  # fmt: skip
    return answer, source


@pytest.mark.parametrize("size", [2 * GIB, 3_000_000])
def test_file_larger_than_may_be_is_refused_while_it_comes_in(
    calls: Callers, workspace: Workspace, disk: Path, size: int
) -> None:
    with override_settings(MOST_MEGABYTES=1):
        answer, source = send_holes(calls.client, calls.anna.headers, size)
    assert (answer.status_code, codes(answer)) == (413, ["too_large"])
    assert "1 MB" in answer.json()["reasons"][0]["text"]
    assert source.read_so_far < 30_000_000
    assert left(disk) == []
    assert kept(workspace) == {}


def test_text_that_is_no_file_is_not_read_beyond_its_limit(calls: Callers) -> None:
    answer = calls.anna.post(calls.anna.here("/documents/_search"), {"words": "x" * 4_000_000})
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


def test_form_that_is_none_is_not_understood(calls: Callers) -> None:
    answer = calls.client.post(
        "/api/v1/projects/test/purposes/smokkel/documents",
        b"--b\r\nnonsense",
        content_type="multipart/form-data; boundary=" + "é" * 300,
        headers=calls.anna.headers,
    )
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@settings(
    max_examples=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=some.text(min_size=1, max_size=30).map(lambda text: text.replace("\r", "").replace("\n", "").replace('"', "")),
    ending=some.sampled_from([".pdf", ".docx", ".xlsx", ".eml", ".msg", ".png", ".jpg", ".html", ".csv", ".txt", ""]),
    content=some.one_of(
        some.binary(max_size=300), some.sampled_from([b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
    ),
)
@pytest.mark.slow
def test_whatever_is_sent_is_taken_or_refused_with_a_reason(
    calls: Callers, workspace: Workspace, disk: Path, name: str, ending: str, content: bytes
) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(disk / "temporary")):
        before = kept(workspace)
        answer = calls.anna.gives(f"x{name}{ending}", content)
    assert answer.status_code in (201, 400, 409, 429), answer.content
    if answer.status_code != 201:
        assert answer["Content-Type"] == "application/problem+json"
        assert kept(workspace) == before
    else:
        assert kept(workspace)["Document"] == before.get("Document", 0) + 1
    assert not [path for path in left(disk) if path.startswith("temporary")]
