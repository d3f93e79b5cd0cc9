"""Fieldwork and coding by the programming interface: the same acts, the same reasons, and for evaluators only."""

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.api.test_rounds_api import ask, client_of, codes
from tests.fieldwork import WORDS, code, coded, evaluated, interviewed
from tests.world import World
from vlechtwerk.domains.evaluation.models import Coder
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.journal.models import JournalEntry
from vlechtwerk.interfaces import coding_jobs

pytestmark = pytest.mark.usefixtures("as_dilara")
E1 = "/evaluations/EV1"


def send_file(client: Client, path: str, name: str, content: bytes) -> dict[str, Any]:
    answer = client.post(f"/api/v1/projects/test{path}", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_interview_is_held_coded_searched_and_withdrawn(world: World) -> None:
    evaluated(world)
    dilara = client_of(world, "dilara")
    begun = ask(dilara, f"{E1}/fieldwork", {"code": "I1", "kind": "interview", "questions": ["V1"]})
    assert begun.status_code == 201, begun.content
    ask(dilara, f"{E1}/participants", {"code": "R1", "level": "operational", "name": "Piet Pietersen"})
    assert ask(dilara, f"{E1}/fieldwork/I1/people", {"participant": "R1"}).status_code == 201
    text = {"code": "I1", "text": WORDS}
    assert codes(ask(dilara, f"{E1}/fieldwork/I1/texts", text)) == {"no_consent"}
    consents = f"{E1}/fieldwork/I1/people/R1/consents"
    assert ask(dilara, consents, {"use": "study", "state": "given"}).status_code == 201
    assert ask(dilara, f"{E1}/fieldwork/I1/texts", text).json()["length"] == len(WORDS)
    (added,) = ask(dilara, f"{E1}/codes", {"name": "bereidheid"}).json()
    stretch = {"code": added["id"], "start": 29, "end": 46}
    shown = ask(dilara, f"{E1}/texts/I1/codings", stretch).json()
    assert "".join(one["text"] for one in shown["passages"]) == WORDS
    assert [(one["start"], one["end"]) for one in shown["codings"]] == [(29, 46)]
    found = ask(dilara, f"{E1}/codes/{added['id']}/fragments?level=operational").json()
    assert [(one["words"], one["people"], one["address"]) for one in found["fragments"]] == [
        ("Iedereen wil wel.", ["R1"], "EV1,I1,29-46")
    ]
    assert ask(dilara, f"{E1}/texts/_search", {"words": "niemand"}).json()["total"] == 1
    assert ask(dilara, f"{E1}/coding-undo", {}).json()["act"] == "code_stretch"
    assert codes(ask(dilara, f"{E1}/texts/I1/uncoding", stretch)) == {"nothing_coded_there"}
    (going,) = ask(dilara, f"{E1}/fieldwork/I1/people/R1/withdrawal").json()["goes"]
    assert going["whole"]
    assert ask(dilara, consents, {"use": "study", "state": "withdrawn"}).status_code == 201
    left = ask(dilara, f"{E1}/texts/I1").json()
    assert [(one["text"], one["removed"]) for one in left["passages"]] == [("", True), ("", True)]


def test_others_are_told_that_they_are_no_evaluators(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    coded(world, taken, code(world, evaluation), 0, 7)
    gwen = client_of(world, "gwen")
    for path in ("fieldwork", "participants", "identities", "pseudonym-key", "texts", "texts/I1", "codes", "coders",
                 "codes-together", "not-heard", "coding.qdpx", "codes.qdc"):  # fmt: skip
        assert codes(ask(gwen, f"{E1}/{path}")) == {"not_an_evaluator"}, path
    assert codes(ask(gwen, f"{E1}/texts/_search", {"words": "bellen"})) == {"not_an_evaluator"}


def test_only_the_holder_of_the_key_reads_who_someone_is(world: World) -> None:
    interviewed(world, evaluated(world))
    mila, dilara = client_of(world, "mila"), client_of(world, "dilara")
    assert ask(mila, f"{E1}/identities").json() == []
    assert [one["name"] for one in ask(dilara, f"{E1}/identities").json()] == ["Piet Pietersen"]
    assert ask(dilara, f"{E1}/pseudonym-key", {"person": str(world.people["mila"].id)}).json()["holder"] == "Mila"
    assert ask(dilara, f"{E1}/identities").json() == []


def test_agreement_is_given_as_exact_fractions_with_its_counts(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    one = code(world, evaluation, "een")
    coded(world, taken, one, 0, 28)
    coded(world, taken, one, 29, 46)
    with reading_as(world.people["mila"].id):
        coded(world, taken, one, 0, 28, by="mila")
    dilara = client_of(world, "dilara")
    asked = "&".join(f"coder={coder.id}" for coder in Coder.objects.all())
    (of_one,) = ask(dilara, f"{E1}/agreement?{asked}").json()["perCode"]
    # Of three sentences both marked one and one of them another: kappa (2/3 - 4/9) / (5/9).
    assert (of_one["kappa"], of_one["sentences"], of_one["markedBy"]) == ("2/5", 3, [1, 1, 1])
    assert codes(ask(dilara, f"{E1}/agreement")) == {"nothing_to_compare"}


def test_file_goes_out_and_comes_in_to_another_evaluation_with_the_same_words_selected(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = evaluated(world)
    noted, create = [], JournalEntry.objects.create
    monkeypatch.setattr(JournalEntry.objects, "create", lambda **row: (noted.append(row["act"]), create(**row))[1])
    taken = interviewed(world, evaluation)
    top = code(world, evaluation, "Draagvlak")
    coded(world, taken, code(world, evaluation, "bereidheid", top), 29, 46)
    dilara = client_of(world, "dilara")
    file = ask(dilara, f"{E1}/coding.qdpx").content
    ask(dilara, "/evaluations", {"code": "EV2", "title": "Tweede"})
    path = "/evaluations/EV2/coding-files"
    looked = send_file(dilara, path, "werk.qdpx", file)
    assert (looked["codes"], looked["texts"], looked["codings"], looked["state"]) == (2, 1, 1, "read")
    taking_in = f"{path}/{looked['file']}/taking-in"
    assert codes(ask(dilara, taking_in, {})) == {"no_consent"}
    made = ask(dilara, taking_in, {"consented": True}).json()
    assert (made["state"], made["newCodes"], made["newTexts"], made["newCodings"]) == ("taken_in", 2, 1, 1)
    assert ask(dilara, f"{path}/{looked['file']}").json() == made
    (text,) = ask(dilara, "/evaluations/EV2/texts").json()
    shown = ask(dilara, f"/evaluations/EV2/texts/{text['code']}").json()
    words = "".join(one["text"] for one in shown["passages"])
    (coding,) = shown["codings"]
    assert (words, words[coding["start"] : coding["end"]]) == (WORDS, "Iedereen wil wel.")
    paths = [one["path"] for one in ask(dilara, "/evaluations/EV2/codes").json()]
    assert paths == ["Draagvlak", "Draagvlak › bereidheid"]
    broken = send_file(dilara, path, "werk.qdpx", file[:-40])
    assert {one["code"] for one in broken["reasons"]} & {"not_zip", "file_broken"}
    assert (broken["state"], broken["sound"]) == ("refused", False)
    # Each act on a file stands in the journal, through this door too.
    acts = ["keep_coding_file", "ask_to_take_in", "take_in_coding"]
    assert [one for one in noted if one in acts] == [*acts, "keep_coding_file"]


def test_code_book_goes_out_and_comes_in_as_a_file(world: World) -> None:
    evaluation = evaluated(world)
    code(world, evaluation, "bereidheid", code(world, evaluation, "Draagvlak"))
    dilara = client_of(world, "dilara")
    file = ask(dilara, f"{E1}/codes.qdc").content
    ask(dilara, "/evaluations", {"code": "EV2", "title": "Tweede"})
    files = "/evaluations/EV2/coding-files"
    read = send_file(dilara, files, "boek.qdc", file)
    made = ask(dilara, f"{files}/{read['file']}/taking-in", {}).json()
    assert (read["newCodes"], made["newCodes"]) == (0, 2)
    paths = [one["path"] for one in ask(dilara, "/evaluations/EV2/codes").json()]
    assert paths == ["Draagvlak", "Draagvlak › bereidheid"]
    # It stands with the files, and can be undone.
    (kept,) = ask(dilara, files).json()
    assert (kept["file"], kept["name"]) == (made["file"], "boek.qdc")
    assert ask(dilara, f"{files}/{kept['file']}/undoing", {}).json()["state"] == "undone"
    assert ask(dilara, "/evaluations/EV2/codes").json() == []


def test_large_file_is_taken_in_and_written_by_jobs_whose_state_is_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = evaluated(world)
    coded(world, interviewed(world, evaluation), code(world, evaluation), 0, 7)
    dilara = client_of(world, "dilara")
    content = ask(dilara, f"{E1}/coding.qdpx").content
    monkeypatch.setattr(coding_jobs, "SMALL", 0)
    monkeypatch.setattr(coding_jobs, "SMALL_TEXTS", 0)

    def worked(told: dict[str, Any]) -> dict[str, Any]:
        assert (told["working"], told["sound"]) == (True, True)
        coding_jobs.work_on(UUID(told["file"]), world.dilara.id, world.dilara.appointments.get().id)
        found: dict[str, Any] = ask(dilara, f"{E1}/coding-files/{told['file']}").json()
        return found

    read = worked(send_file(dilara, f"{E1}/coding-files", "groot.qdpx", content))
    assert (read["state"], read["texts"], read["working"]) == ("read", 1, False)
    taking_in = f"{E1}/coding-files/{read['file']}/taking-in"
    assert worked(ask(dilara, taking_in, {"consented": True}).json())["state"] == "taken_in"
    assert codes(ask(dilara, f"{E1}/coding.qdpx")) == {"written_by_a_job"}
    writing = ask(dilara, f"{E1}/coding-files/writing", {}).json()
    there = f"{E1}/coding-files/{writing['file']}/content"
    assert ask(dilara, there).status_code == 404
    assert worked(writing)["state"] == "written"
    assert ask(dilara, there).content[:2] == b"PK"
