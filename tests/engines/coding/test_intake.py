"""A file of a stranger is read in a process of its own, and what it says arrives whole."""

from pathlib import Path

import pytest

from tests.engines.coding.made import (
    CODES,
    SOURCE,
    USERS,
    guid,
    packed,
    project,
    selection,
    source,
)
from vlechtwerk.engines.coding import intake
from vlechtwerk.engines.coding.conventions import Convention, Unit
from vlechtwerk.engines.coding.intake import take_in_codebook, take_in_project
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.engines.coding.project import CodingProject
from vlechtwerk.engines.coding.qdpx import TakenProject, read_qdpx
from vlechtwerk.engines.coding.transport import as_data, from_data
from vlechtwerk.engines.documents.confined import asking

NOTE = guid(1, "6")
INSIDE = "<TextSource guid='{}'><PlainTextContent>kort\nen goed</PlainTextContent></TextSource>".format(guid(3, "5"))
BODY = (
    USERS
    + CODES
    + f"<Sources>{source(selection(1, 0, 3))}{source(selection(2, 4, 10), 'b.txt', 2)}{INSIDE}</Sources>"
    + f"<Notes><Note guid='{NOTE}' creationDateTime='2024-03-01T09:30:00.1234567+01:00'>"
    + "<PlainTextContent>memo</PlainTextContent></Note></Notes><Theme/>"
)
FILES = {"sources/a.txt": "wij vouwen 😀", "sources/b.txt": b"\xef\xbb\xbfwij vouwen"}


def put(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def test_what_the_process_hands_over_is_what_the_file_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # So small that each text takes a process of its own.
    monkeypatch.setattr(intake, "BATCH", 5)
    steps: list[tuple[int, int]] = []
    file = packed(project(BODY), FILES)
    taken = take_in_project(put(tmp_path, file.getvalue()), progress=lambda *step: steps.append(step))
    here = read_qdpx(file)
    assert taken.project == here.project
    assert (taken.not_kept, taken.origin) == (here.not_kept, "NVivo")
    assert [(read.guid, read.file, read.marked) for read in taken.sources] == [
        (SOURCE, "sources/a.txt", False),
        (guid(2, "5"), "sources/b.txt", True),
        (guid(3, "5"), "", False),
    ]
    assert [text.text for text in taken.project.sources] == ["wij vouwen 😀", "wij vouwen", "kort\nen goed"]
    assert steps == [(15, 28), (28, 28)]


def test_the_choice_of_the_caller_reaches_the_process(tmp_path: Path) -> None:
    body = USERS + CODES + f"<Sources>{source(selection(1, 3, 6))}</Sources>"
    path = put(tmp_path, packed(project(body), {"sources/a.txt": "😀 wij vouwen"}).getvalue())
    taken = take_in_project(path, choices={SOURCE: Convention(Unit.UTF_16)})
    assert [(one.start, one.end) for one in taken.project.sources[0].selections] == [(2, 5)]
    assert taken.sources[0].fit.convention == Convention(Unit.UTF_16)


def test_what_is_wrong_arrives_with_its_place(tmp_path: Path) -> None:
    body = USERS + CODES + f"\n<Sources>{source(selection(1, 0, 99))}</Sources>"
    path = put(tmp_path, packed(project(body), FILES).getvalue())
    with pytest.raises(Unreadable) as caught:
        take_in_project(path)
    assert (caught.value.code, caught.value.place.guid, caught.value.place.line) == ("outside_text", guid(1, "e"), 3)
    with pytest.raises(Unreadable, match="empty"):
        take_in_project(put(tmp_path, b""))
    with pytest.raises(Unreadable, match="not_zip"):
        take_in_project(put(tmp_path, b"\0" * 100))
    with pytest.raises(Unreadable, match="file_broken"):
        take_in_project(tmp_path / "nothing")
    with pytest.raises(Unreadable, match="other_root"):
        take_in_codebook(put(tmp_path, b"<Codes/>"), "codes.qdc")


def test_nothing_is_believed_of_a_process_that_was_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, packed(project(BODY), FILES).getvalue())
    sound = as_data(TakenProject(CodingProject("P")))
    for answer in (
        {"project": sound[:-1], "files": []},
        {"project": [["P", *[[]] * 20], [], [], ""], "files": []},
        {"project": as_data(TakenProject(CodingProject("P", own_notes=(NOTE,)))), "files": []},
        {"project": sound, "files": [["x", "y"]]},
        {"mistakes": "none", "count": 3},
        {},
    ):
        monkeypatch.setattr(asking, "run_confined", lambda *_a, answer=answer, **_k: answer)
        with pytest.raises(Unreadable, match="file_broken"):
            take_in_project(path)


def test_plain_lists_are_held_to_their_kinds() -> None:
    assert from_data(Convention, as_data(Convention(Unit.UTF_16))) == Convention(Unit.UTF_16)
    for wrong in (["code_point", "one", 1, False], ["bytes", "one", True, False], ["code_point", "one", True], None):
        with pytest.raises((TypeError, ValueError)):
            from_data(Convention, wrong)
