"""The project and its texts are found under every name and address that tools give them."""

import pytest

from tests.engines.coding.made import CODES, USERS, packed, project, selection, source, words
from vlechtwerk.engines.coding.qdpx import read_qdpx


def found_in(path: str, file: str, name: str = "project.qde", start: bytes = b"") -> list[str]:
    xml = project(USERS + CODES + f"<Sources>{source(selection(1, 4, 10), path)}</Sources>")
    taken = read_qdpx(packed(start + xml.encode(), {file: "wij vouwen"}, name))
    assert taken.not_kept == ()
    return words(taken.project)


@pytest.mark.parametrize(
    "path",
    [
        "internal://my%20text.txt",
        "internal://my text.txt",
        "internal:/my text.txt",
        "INTERNAL://My Text.TXT",
        "relative:///my text.txt",
        "relative://elsewhere/my text.txt",
        "my text.txt",
        "sources/my text.txt",
        "sources\\my text.txt",
    ],
)
def test_a_text_is_found_by_each_form_of_address(path: str) -> None:
    assert found_in(path, "sources/my text.txt") == ["vouwen"]
    assert found_in(path, "Sources/my text.txt") == ["vouwen"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("My study.qde", "sources/a.txt"),
        ("PROJECT.QDE", "SOURCES/A.TXT"),
        ("export/My study.qde", "export/sources/a.txt"),
        ("project.qde", "sources\\a.txt"),
        ("project.qde", "a.txt"),
    ],
)
def test_the_project_is_found_under_any_name_and_in_any_folder(name: str, file: str) -> None:
    assert found_in("internal://a.txt", file, name) == ["vouwen"]


def test_a_byte_order_mark_before_the_project_does_not_matter() -> None:
    assert found_in("internal://a.txt", "sources/a.txt", start=b"\xef\xbb\xbf") == ["vouwen"]


def test_a_text_inside_the_project_needs_no_file() -> None:
    inside = f"<PlainTextContent>wij&#13;\nvouwen</PlainTextContent>{selection(1, 5, 11)}"
    without = source(inside).replace('plainTextPath="internal://a.txt"', "")
    body = USERS + CODES + f"<Sources>{without}</Sources>"
    taken = read_qdpx(packed(project(body)))
    assert (taken.project.sources[0].text, words(taken.project)) == ("wij\r\nvouwen", ["vouwen"])
    assert taken.sources[0].file == ""
