"""Files of coding: chosen once, read and taken in by jobs, undone, and gone with the consent to what they hold."""

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.test_rounds_api import ask, client_of, codes
from tests.engines.coding.made import CODES, USERS, assert_follows_the_standard, packed, project, selection, source
from tests.engines.coding.test_conventions import COUNTS, LINES, MARK, MEANT, selections
from tests.fieldwork import WORDS, code, coded, evaluated, interviewed, participant, session, takes_part
from tests.fieldwork import text as text_of
from tests.refusals import why_refused
from tests.samples import SAMPLES, real
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import (
    Code,
    Coder,
    CodingFile,
    Evaluation,
    FieldworkSession,
    Passage,
    Transcript,
)
from vlechtwerk.domains.evaluation.models import Coding as Given
from vlechtwerk.domains.evaluation.operations import coding_file_steps as files
from vlechtwerk.domains.evaluation.operations.coding import code_stretch, uncode_stretch
from vlechtwerk.domains.evaluation.operations.transcripts import withdraw_consent
from vlechtwerk.domains.evaluation.queries.coding_files import coding_project, qdpx_of
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.domains.evaluation.queries.withdrawal import what_goes
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.engines.coding.intake import take_in_project
from vlechtwerk.engines.coding.project import Code as CodeOfFile
from vlechtwerk.engines.coding.project import Coder as CoderOfFile
from vlechtwerk.engines.coding.project import Coding, CodingProject, Note, Selection, Source
from vlechtwerk.engines.coding.writing import write_qdpx
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.interfaces import coding_jobs

pytestmark = pytest.mark.usefixtures("as_dilara")


def kept(world: World, evaluation: Evaluation, path: Path, **plan: Any) -> CodingFile:
    """Let Dilara choose a file, and take it in as it is."""
    who: dict[str, Any] = {"by": world.dilara, "at": now()}
    file = files.keep_coding_file(evaluation, path, path.name, **who)
    file = files.read_coding_file(file, **who)
    assert file.state == "read", file.told
    files.ask_to_take_in(file, CodingPlan(consented=True, **plan), {}, **who)
    return files.take_in_coding_file(file, **who)


def counts() -> tuple[int, int, int, int]:
    standing = Given.objects.filter(is_gone=False).count()
    codes = Code.objects.filter(is_gone=False).count()
    return standing, codes, Transcript.objects.count(), FieldworkSession.objects.count()


def comes_in_goes_out_the_same_and_is_undone(
    world: World, evaluation: Evaluation, path: Path, words: list[str], codes: int
) -> None:
    """Hold a file to the words that its selections select and to its codes, and our own file to the standard."""
    before = counts()
    file = kept(world, evaluation, path)
    given = Given.objects.filter(is_gone=False).select_related("transcript")
    assert sorted(words_of(one.transcript)[one.start : one.end] for one in given) == sorted(words)
    assert Code.objects.filter(is_gone=False).count() == codes == len(file.new_codes)
    out = path.with_name("out.qdpx")
    out.write_bytes(qdpx_of(evaluation))
    with zipfile.ZipFile(out) as archive:
        assert_follows_the_standard(archive.read("project.qde"))
    assert take_in_project(out).project == coding_project(evaluation)
    files.undo_taking_in(file, by=world.dilara, at=now())
    assert counts() == before


@real
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.qd[pc]*")), ids=lambda path: path.stem)
def test_real_project_comes_in_with_the_selected_words_goes_out_the_same_and_is_undone(
    world: World, path: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(path) as archive:
        (project,) = [name for name in archive.namelist() if name.endswith(".qde")]
        xml = archive.read(project).decode("utf-8-sig")
        texts = {name.rpartition("/")[2]: archive.read(name).decode("utf-8-sig") for name in archive.namelist()
                 if name.endswith(".txt")}  # fmt: skip
    expected = []
    for piece in re.findall("<TextSource.*?</TextSource>", xml, re.DOTALL):
        whole = texts[re.findall('plainTextPath="([^"]+)"', piece)[0].rpartition("/")[2]]
        for start, end, inside in re.findall(
            r'startPosition="(\d+)" endPosition="(\d+)"[^>]*>(.*?)</PlainTextSelection>', piece, re.DOTALL
        ):
            expected += [whole[int(start) : int(end)]] * inside.count("<CodeRef")
    copied = Path(shutil.copy(path, tmp_path))
    comes_in_goes_out_the_same_and_is_undone(world, evaluated(world), copied, expected, xml.count("<Code "))


@pytest.mark.slow
def test_project_counted_in_any_way_comes_in_with_the_words_that_were_meant(world: World, tmp_path: Path) -> None:
    evaluation, text = evaluated(world), "\r\n".join(LINES)
    for name, (count, _convention) in COUNTS.items():
        body = USERS + CODES + f"<Sources>{source(selections(text, count))}</Sources>"
        path = tmp_path / f"{name}.qdpx"
        path.write_bytes(packed(project(body), {"sources/a.txt": MARK + text.encode()}).getvalue())
        comes_in_goes_out_the_same_and_is_undone(world, evaluation, path, list(MEANT), 2)


def test_broken_file_is_refused_with_the_place_of_each_mistake_and_brings_nothing(world: World, tmp_path: Path) -> None:
    evaluation = evaluated(world)
    coded(world, interviewed(world, evaluation), code(world, evaluation), 0, 7)
    broken = tmp_path / "stuk.qdpx"
    with zipfile.ZipFile(io.BytesIO(qdpx_of(evaluation))) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'endPosition="7"', b'endPosition="7000"'))
    before = counts()
    file = files.keep_coding_file(evaluation, broken, broken.name, by=world.dilara, at=now())
    read = files.read_coding_file(file, by=world.dilara, at=now())
    assert (read.state, bytes(read.content)) == ("refused", b"")
    page = words(text(signed_in(world.dilara), f"/test/evaluation/fieldwork/EV1/files/{file.id}/"))
    assert re.search(r"project\.qde, line \d+, PlainTextSelection .* 0 to 7000 lies outside the text", page)
    assert counts() == before
    assert why_refused(
        lambda: files.ask_to_take_in(file, CodingPlan(consented=True), {}, by=world.dilara, at=now())
    ) == ["file_is_past_that"]


def test_own_file_that_comes_back_brings_no_coder_and_no_coding(world: World, tmp_path: Path) -> None:
    evaluation = evaluated(world)
    taken, given = interviewed(world, evaluation), code(world, evaluation)
    coded(world, taken, given, 0, 7)
    with reading_as(world.mila.id):
        coded(world, taken, given, 0, 7, by="mila")
        coded(world, taken, given, 8, 12, by="mila")
    own = tmp_path / "eigen.qdpx"
    own.write_bytes(qdpx_of(evaluation))
    with reading_as(world.mila.id):
        uncode_stretch(taken, given, 8, 12, by=world.mila, at=now())
    file = kept(world, evaluation, own)
    # What a colleague took back since is theirs no more: it comes as that of a coder from a file.
    assert (file.state, len(file.new_codings)) == ("taken_in", 1)
    assert sorted(Coder.objects.values_list("kind", flat=True)) == ["imported", "own", "own"]
    assert counts() == (3, 1, 1, 1)


FIRST = "R1: Wij bellen elkaar élke maandag over de schepen die binnenkomen.\n"
SECOND = "R2: Nee hoor.\nR2: Wij sturen liever een lijst met alle containers van die week.\n"


@pytest.mark.slow
def test_own_file_that_comes_back_after_a_withdrawal_brings_no_words_no_coder_and_no_coding(
    world: World, tmp_path: Path
) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, "G1", "group_talk")
    first, second = (takes_part(world, held, participant(world, evaluation, name)) for name in ("R1", "R2"))
    taken, given = text_of(world, held, FIRST + SECOND), code(world, evaluation)
    spoken = len(FIRST)
    with reading_as(world.mila.id):
        coded(world, taken, given, spoken, spoken + 13, by="mila")
    for start in (0, spoken):
        coded(world, taken, given, start, start + 13)
    before, between, other = tmp_path / "voor.qdpx", tmp_path / "tussen.qdpx", tmp_path / "anders.qdpx"
    before.write_bytes(qdpx_of(evaluation))
    withdraw_consent(first, days_from_now(0), by=world.dilara, at=now())
    between.write_bytes(qdpx_of(evaluation))
    stood = counts(), Coder.objects.count()
    for path in (between, before):
        file = kept(world, evaluation, path)
        assert (counts(), Coder.objects.count()) == stood
        # A coding of words that went has no place any more; the others are here.
        told = {one[0]: one[2] for one in file.told["left"]}
        assert (told.get("removed"), told["already_coded"]) == (1 if path == before else None, 2)
    # In another form, as another program may save it, what still stands is a text of its own.
    write_text(other, SECOND.replace("\n", "\r\n"))
    kept(world, evaluation, other)
    assert counts()[2:] == (stood[0][2] + 1, stood[0][3] + 1)
    assert [one.transcript.session.code for one in what_goes(second)] == ["G1", "anders"]
    withdraw_consent(second, days_from_now(0), by=world.dilara, at=now())
    for path in (between, before):
        kept(world, evaluation, path)
    assert not Passage.objects.exclude(text="").exists()
    assert (Given.objects.filter(is_gone=False).count(), Transcript.objects.count()) == (0, 2)


def test_what_a_file_says_of_what_is_here_already_and_what_can_not_be_kept_is_told(
    world: World, tmp_path: Path
) -> None:
    evaluation = evaluated(world)
    withdraw_consent(
        interviewed(world, evaluation, "I0").session.parts.get(), days_from_now(0), by=world.dilara, at=now()
    )
    here = code(world, evaluation, "bereidheid")
    guids = [str(new_identifier()) for _ in range(9)]
    notes = (Note(guids[0], text="Een nieuw memo."), Note(guids[1], text="Nog een."))
    codes = (
        CodeOfFile(guids[2], "bereidheid", "Als iemand wil", notes=(guids[0],)),
        CodeOfFile(guids[3], "x" * 500),
        CodeOfFile(guids[4], "twee"),
        CodeOfFile(guids[5], "twee", "Als het er twee zijn", notes=(guids[1],)),
    )
    sources = (
        Source(guids[6], "heel", "Hier staat iets."),
        Source(guids[7], "stuk", "Hier staat \0 iets.", "Over een"),
    )
    path = tmp_path / "verlies.qdpx"
    with path.open("wb") as file:
        write_qdpx(CodingProject("Elders", codes=codes, sources=sources, notes=notes), file)
    kept_file = kept(world, evaluation, path)
    lost = {"code_words": 2, "known_memo": 2, "cut": 1, "same_code": 1, "text_words": 1}
    assert {one[0]: one[2] for one in kept_file.told["not_kept"]} == lost
    # The text with a sign that no text has is left out; consent that was withdrawn makes no difference to that.
    assert {one[0]: one[2] for one in kept_file.told["left"]} == lost | {"empty_text": 1}
    assert (kept_file.state, len(kept_file.new_codes), len(kept_file.new_texts)) == ("taken_in", 2, 1)
    here.refresh_from_db()
    assert here.description == ""
    # Our own file loses nothing when it comes back.
    own = tmp_path / "eigen.qdpx"
    own.write_bytes(qdpx_of(evaluation))
    told = {one[0] for one in kept(world, evaluation, own).told["left"]}
    assert told <= {"variables", "cases", "already_coded"}


def test_doubtful_places_are_asked_about_before_a_file_is_taken_in(world: World, tmp_path: Path) -> None:
    evaluated(world)
    whole = " ".join(f"Zin {number} is er." for number in range(3))
    pieces = "".join(
        selection(number, whole.index(f"Zin {number}"), whole.index(f"Zin {number}") + 11) for number in range(3)
    )
    path = tmp_path / "punt.qdpx"
    body = USERS + CODES + f"<Sources>{source(pieces)}</Sources>"
    path.write_bytes(packed(project(body), {"sources/a.txt": whole}).getvalue())
    dilara = signed_in(world.dilara)
    sent = dilara.post(
        "/test/evaluation/fieldwork/EV1/files/", {"file": SimpleUploadedFile("punt.qdpx", path.read_bytes())}
    )
    page = sent["Location"]
    assert "checked" not in text(dilara, page)
    plan = {"kind": "interview", "text_kind": "transcript", "consented": "on"}
    refused = dilara.post(page, plan)
    assert refused.status_code == 409
    assert "It is doubtful how places in “" in words(refused.content.decode())
    file = CodingFile.objects.get()
    told = {"textKind": "transcript", "consented": True}
    api = f"/evaluations/EV1/coding-files/{file.id}"
    by_api = client_of(world, "dilara")
    for counted in ([], [f"{file.told['sources'][0]['guid']}=999"]):
        assert codes(ask(by_api, f"{api}/taking-in", told | {"counted": counted})) == {"counting_not_chosen"}
    assert not Given.objects.exists()
    ((guid, ways),) = [(one["guid"], one["tried"]) for one in ask(by_api, api).json()["sources"]]
    (way,) = [one["number"] for one in ways if one["sample"][0] == "Zin 0 is er."]
    assert len({tuple(one["sample"]) for one in ways}) == len(ways)
    assert ask(by_api, f"{api}/taking-in", told | {"counted": [f"{guid}={way}"]}).json()["state"] == "taken_in"
    assert {words_of(one.transcript)[one.start : one.end] for one in Given.objects.all()} == {
        f"Zin {number} is er." for number in range(3)
    }


def write_text(path: Path, words: str) -> None:
    """Write a file of coding with one text, called as the file."""
    with path.open("wb") as file:
        write_qdpx(CodingProject("Elders", sources=(Source(str(new_identifier()), path.stem, words),)), file)


def test_large_file_is_read_taken_in_and_written_by_jobs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = evaluated(world)
    coded(world, interviewed(world, evaluation), code(world, evaluation), 0, 7)
    content = qdpx_of(evaluation)
    monkeypatch.setattr(coding_jobs, "SMALL", 0)
    monkeypatch.setattr(coding_jobs, "SMALL_TEXTS", 0)
    dilara, pages = signed_in(world.dilara), "/test/evaluation/fieldwork/EV1/"
    sent = dilara.post(f"{pages}files/", {"file": SimpleUploadedFile("groot.qdpx", content)})
    page = sent["Location"]
    assert "You can leave this page" in words(text(dilara, page))
    file = CodingFile.objects.get()
    coding_jobs.work_on(file.id, world.dilara.id, world.dilara.appointments.get().id)
    assert "texts: 1" in words(text(dilara, page))
    plan = {"kind": "interview", "text_kind": "transcript", "consented": "on"}
    assert dilara.post(page, plan).status_code == 302
    coding_jobs.work_on(file.id, world.dilara.id, world.dilara.appointments.get().id)
    file.refresh_from_db()
    assert (file.state, bytes(file.content)) == ("taken_in", b"")
    assert dilara.get(f"{pages}coding.qdpx").status_code == 302
    writing = dilara.post(f"{pages}files/write/")["Location"]
    assert dilara.get(f"{writing}coding.qdpx").status_code == 404
    coding_jobs.work_on(CodingFile.objects.get(state="writing").id, world.dilara.id, world.dilara.appointments.get().id)
    assert dilara.get(f"{writing}coding.qdpx").content[:2] == b"PK"
    # Who withdraws is in no file that waits.
    part = Transcript.objects.get(code="I1").session.parts.get()
    withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    assert dilara.get(f"{writing}coding.qdpx").status_code == 404
    assert not any(bytes(one.content) for one in CodingFile.objects.all())


def test_what_someone_went_on_with_is_not_undone(world: World, tmp_path: Path) -> None:
    evaluation = evaluated(world)
    file = kept(world, evaluation, coded_elsewhere(tmp_path))
    (brought,) = Transcript.objects.filter(id__in=file.new_texts)
    assert words_of(brought) == WORDS
    given = Code.objects.get(id=file.new_codes[0])
    code_stretch(brought, given, 29, 46, by=world.dilara, at=now())
    assert why_refused(lambda: files.undo_taking_in(file, by=world.dilara, at=now())) == ["went_on_since"]
    # Who took part in it is named afterwards, and can withdraw as anyone.
    part = takes_part(world, brought.session, participant(world, evaluation, "R9"))
    withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    assert words_of(brought) == ""


def coded_elsewhere(folder: Path) -> Path:
    """Return a file with one text, one code and one coding that are not here."""
    coder, code_of_file = CoderOfFile(str(new_identifier()), "Elders"), CodeOfFile(str(new_identifier()), "elders")
    coding = Coding(str(new_identifier()), code_of_file.guid, coder.guid)
    part = Selection(str(new_identifier()), 0, 7, codings=(coding,))
    source = Source(str(new_identifier()), "gesprek", WORDS, selections=(part,))
    path = folder / "elders.qdpx"
    with path.open("wb") as file:
        write_qdpx(CodingProject("Elders", (coder,), (code_of_file,), sources=(source,)), file)
    return path
