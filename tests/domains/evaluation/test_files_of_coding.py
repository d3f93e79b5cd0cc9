"""Files of coding: chosen once, read and taken in by jobs, undone, and gone with the consent to what they hold."""

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.engines.coding.made import CODES, USERS, assert_follows_the_standard, packed, project, source
from tests.engines.coding.test_conventions import COUNTS, LINES, MARK, MEANT, selections
from tests.fieldwork import WORDS, code, coded, evaluated, interviewed, participant, takes_part
from tests.refusals import why_refused
from tests.samples import SAMPLES, real
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import Code, Coder, CodingFile, Evaluation, FieldworkSession, Transcript
from vlechtwerk.domains.evaluation.models import Coding as Given
from vlechtwerk.domains.evaluation.operations import coding_file_steps as files
from vlechtwerk.domains.evaluation.operations.coding import code_stretch, uncode_stretch
from vlechtwerk.domains.evaluation.operations.transcripts import withdraw_consent
from vlechtwerk.domains.evaluation.queries.coding_files import coding_project, qdpx_of
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.engines.coding.intake import take_in_project
from vlechtwerk.engines.coding.project import Code as CodeOfFile
from vlechtwerk.engines.coding.project import Coder as CoderOfFile
from vlechtwerk.engines.coding.project import Coding, CodingProject, Selection, Source
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
