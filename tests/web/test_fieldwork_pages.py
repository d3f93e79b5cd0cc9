"""The pages of fieldwork, from a session to settled fragments, without a script; others find nothing."""

import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.fieldwork import WORDS, code, coded, evaluated, interviewed, participant, takes_part
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, CodingFile, Settling, Transcript
from vlechtwerk.domains.evaluation.operations import settling, transcripts
from vlechtwerk.domains.evaluation.queries.coding_files import qdpx_of
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.engines.coding.project import CodingProject, Source
from vlechtwerk.engines.coding.writing import write_qdpx
from vlechtwerk.foundation.database.fields import LONGEST_TEXT
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.identifiers import new_identifier

pytestmark = pytest.mark.usefixtures("as_dilara")


def url(world: World, name: str, *more: object) -> str:
    return reverse(f"evaluation:{name}", args=[world.project.code, "EV1", *more])


def sent(client: Client, address: str, **fields: object) -> None:
    answer = client.post(address, fields)
    assert answer.status_code == 302, words(answer.content.decode())


def standing() -> set[tuple[str, str, int, int]]:
    rows = Coding.objects.filter(is_gone=False).values_list("coder__name", "code__name", "start", "end")
    return set(rows)


def test_session_is_held_and_coded_on_the_pages_without_a_script(world: World) -> None:
    evaluated(world)
    dilara = signed_in(world.dilara)
    sent(dilara, url(world, "begin_session"), code="I1", kind="interview", questions=["V1"], held_on="4-3-2025")
    sent(dilara, url(world, "add_participant"), code="R1", level="operational", name="Piet Pietersen")
    sent(dilara, url(world, "take_part", "I1"), participant="R1")
    paste = {"code": "I1", "kind": "transcript", "text": WORDS.replace("\n", "\r\n")}
    refused = dilara.post(url(world, "take_in_text", "I1"), paste)
    assert refused.status_code == 409
    assert "R1 has not consented" in words(refused.content.decode()) or "R1 heeft" in words(refused.content.decode())
    today = days_from_now(0).isoformat()
    sent(dilara, url(world, "note_study_consent", "I1", "R1"), use="study", state="given", said_on=today)
    sent(dilara, url(world, "take_in_text", "I1"), **paste)
    assert words_of(Transcript.objects.get()) == WORDS
    sent(dilara, url(world, "code_text", "I1"), first=2, last=3, code="bereidheid", new="1")
    sent(
        dilara,
        url(world, "code_text", "I1"),
        first=1,
        last=1,
        code="BEREIDHEID",
        from_words="begint",
        to_words="bellen",
    )
    name = world.dilara.name
    assert standing() == {(name, "bereidheid", 29, 67), (name, "bereidheid", 8, 27)}
    page = text(dilara, url(world, "text", "I1") + "?from=2&to=3")
    assert "Iedereen wil wel." in words(page)
    assert "vw-coding__sentence--chosen" in page
    sent(dilara, url(world, "undo_coding", "I1"))
    assert standing() == {(name, "bereidheid", 29, 67)}


def test_every_page_of_fieldwork_opens(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation, organisation="NP")
    one, other = code(world, evaluation, "een"), code(world, evaluation, "twee")
    coded(world, taken, one, 0, 28)
    coded(world, taken, other, 5, 28)
    dilara = signed_in(world.dilara)
    for page in ("fieldwork", "begin_session", "fieldwork_people", "add_participant", "hand_over_key", "code_book",
                 "add_code", "add_ready_codes", "codes_together", "agreement", "coding_files"):  # fmt: skip
        text(dilara, url(world, page))
    for page in ("session", "change_session", "take_part", "take_in_text", "text", "begin_settling"):
        text(dilara, url(world, page, "I1"))
    for page in ("fragments", "change_code", "move_code", "merge_code", "delete_code"):
        text(dilara, url(world, page, one.id))
    for page in ("note_study_consent", "withdraw_from_study"):
        text(dilara, url(world, page, "I1", "R1"))
    fragments = words(text(dilara, url(world, "fragments", one.id) + "?organisation=NP"))
    assert "Meestal begint het 🙂 bellen." in fragments
    assert "R1, operational, NP" in fragments


def test_code_that_nobody_knows_is_refused_and_stays_typed(world: World) -> None:
    interviewed(world, evaluated(world))
    dilara = signed_in(world.dilara)
    answer = dilara.post(url(world, "code_text", "I1"), {"first": 1, "last": 1, "code": "onbekend"})
    assert answer.status_code == 409
    assert 'value="onbekend"' in answer.content.decode()
    assert not Code.objects.exists()
    # A form that can't be read is answered with what is wrong with it.
    memo = {"coding": str(new_identifier()), "text": "x" * (LONGEST_TEXT + 1)}
    for page, sent_, told in (
        ("code_text", {"first": ""}, "Choose sentences first"),
        ("write_memo", {"text": "Mooi"}, "Choose the coding that this memo is about."),
        ("write_memo", memo, f"Memo: Ensure this value has at most {LONGEST_TEXT}"),
    ):
        answer = dilara.post(url(world, page, "I1"), sent_)
        assert (answer.status_code, told in words(answer.content.decode())) == (422, True), told


@pytest.mark.parametrize("name", ["karin", "farid", "eva", "gwen"])
def test_nobody_but_the_evaluators_finds_anything(world: World, name: str) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    given = code(world, evaluation)
    coded(world, taken, given, 0, 7)
    reader = signed_in(world.people[name])
    for page in ("fieldwork", "fieldwork_people", "code_book", "codes_together", "agreement", "coding_files",
                 "coding_qdpx", "codes_qdc", "begin_session"):  # fmt: skip
        assert reader.get(url(world, page)).status_code == 404, page
    for page, key in (("session", "I1"), ("text", "I1"), ("fragments", given.id), ("take_in_text", "I1")):
        assert reader.get(url(world, page, key)).status_code == 404, page
    everyone = text(reader, reverse("evaluation:fieldwork_of_all", args=[world.project.code]))
    assert "I1" not in words(everyone)


def test_words_are_found_in_texts_and_stand_in_no_address(world: World) -> None:
    interviewed(world, evaluated(world))
    answer = signed_in(world.dilara).post(url(world, "fieldwork"), {"words": "BELLEN"})
    page = words(answer.content.decode())
    assert "Meestal begint het 🙂 bellen." in page
    assert answer.status_code == 200


def test_withdrawal_says_first_what_goes(world: World) -> None:
    taken = interviewed(world, evaluated(world))
    dilara = signed_in(world.dilara)
    address = url(world, "withdraw_from_study", "I1", "R1")
    assert "I1" in words(text(dilara, address))
    today = days_from_now(0).isoformat()
    # It is final: who notes it says that they know.
    assert dilara.post(address, {"said_on": today}).status_code == 422
    assert words_of(taken) == WORDS
    sent(dilara, address, said_on=today, certain="on")
    assert words_of(taken) == ""
    assert "bellen" not in text(dilara, url(world, "text", "I1"))
    assert "bellen" not in text(dilara, url(world, "fieldwork"))


def test_words_of_people_are_refused_on_pages_and_come_back_in_no_file(world: World) -> None:
    evaluation = evaluated(world)
    dilara = signed_in(world.dilara)
    content = qdpx_of_words(f"Iets anders.\r\n{LONG}\r\n")
    files = url(world, "coding_files")
    plan = {"kind": "interview", "text_kind": "transcript", "consented": "on"}
    page = dilara.post(files, {"file": SimpleUploadedFile("oud.qdpx", content)})["Location"]
    sent(dilara, page, **plan)
    (taken,) = Transcript.objects.all()
    note = reverse("evaluation:note_gap", args=[world.project.code, "EV1", "V1"])
    refused = dilara.post(note, {"text": "Of zij elkaar elke maandag gaan bellen", "reason": "Niet gevraagd"})
    assert refused.status_code == 409
    assert "“elkaar elke maandag gaan bellen”" in words(refused.content.decode())
    takes_part(world, taken.session, participant(world, evaluation))
    address = url(world, "withdraw_from_study", taken.session.code, "R1")
    assert "Who it is" in words(text(dilara, address))
    answer = dilara.post(address, {"said_on": days_from_now(0).isoformat(), "certain": "on"}, follow=True)
    # The session had the name of the file.
    assert (answer.status_code, Transcript.objects.get().code) == (200, "T1")
    assert "Jansen" not in text(dilara, url(world, "fieldwork"))
    again = dilara.post(files, {"file": SimpleUploadedFile("oud.qdpx", qdpx_of_words(f"{LONG}  \n"))})["Location"]
    dilara.post(again, plan)
    assert "“Jansen gesprek”, paragraph 1: consent for these words was withdrawn" in words(text(dilara, again))
    assert Transcript.objects.count() == 1


LONG = "Wij moesten elkaar elke maandag gaan bellen over de schepen."


def qdpx_of_words(said: str) -> bytes:
    """Return a file of coding with one text, which has the name of who spoke."""
    file = io.BytesIO()
    write_qdpx(CodingProject("Oud", sources=(Source(str(new_identifier()), "Jansen gesprek", said),)), file)
    return file.getvalue()


def test_page_of_a_text_counts_one_s_own_names_codes_that_are_meant_and_asks_nothing_of_words_that_went(
    world: World,
) -> None:
    evaluation = evaluated(world)
    taken, other = interviewed(world, evaluation), interviewed(world, evaluation, "I2")
    one, _second = code(world, evaluation, "verbinden"), code(world, evaluation, "vertrouwen")
    coded(world, taken, one, 0, 26)
    coded(world, other, one, 0, 26)
    with reading_as(world.people["mila"].id):
        coded(world, taken, one, 0, 26, by="mila")
    dilara, page = signed_in(world.dilara), url(world, "text", "I1")
    (count,) = re.findall(r'class="vw-count">(\d+)<', text(dilara, page))
    assert count == "1"
    refused = dilara.post(url(world, "code_text", "I1"), {"first": 1, "last": 1, "code": "ver"})
    assert "verbinden; vertrouwen" in unescape(refused.content.decode())
    # The same words by two coders are one fragment, with both their names.
    fragments = words(text(dilara, url(world, "fragments", one.id)))
    assert "2 fragments" in fragments
    assert "Dilara, Mila" in fragments
    # A code goes up in one that is chosen, not in the first of the list.
    assert dilara.post(url(world, "merge_code", one.id), {"other": ""}).status_code == 422
    assert "Not everyone was asked yet" in text(dilara, url(world, "session", taken.session.code))
    begun = settling.begin_settling(taken, list(Coder.objects.all()), "Samen", by=world.dilara, at=now())
    transcripts.withdraw_consent(taken.session.parts.get(), days_from_now(0), by=world.dilara, at=now())
    gone = text(dilara, page)
    assert 'id="code-form"' not in gone
    assert "data-keys" not in gone
    assert "words when it came in" in gone
    assert "Not everyone was asked yet" not in text(dilara, url(world, "session", taken.session.code))
    assert "the words of this text are no longer here" in text(dilara, url(world, "settling", begun.id))


def test_two_coders_compare_and_settle_on_the_pages(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    one, other = code(world, evaluation, "een"), code(world, evaluation, "twee")
    coded(world, taken, one, 0, 28)
    with reading_as(world.people["mila"].id):
        coded(world, taken, other, 0, 28, by="mila")
    dilara = signed_in(world.dilara)
    assert "kappa" in words(text(dilara, url(world, "agreement"))).lower()
    coders = [str(one.id) for one in Coder.objects.all()]
    sent(dilara, url(world, "begin_settling", "I1"), coders=coders, decided_by="Samen")
    begun = Settling.objects.get()
    assert "twee" in words(text(dilara, url(world, "settling", begun.id)))
    sent(dilara, url(world, "settle_place", begun.id), start=0, end=28, take="all", reason="Beide")
    assert {row[1:] for row in standing() if row[0] == "settled"} == {("een", 0, 28), ("twee", 0, 28)}
    coded(world, taken, other, 0, 28)
    page = words(text(dilara, url(world, "settling", begun.id)))
    assert "Dilara: een, twee" in page
    assert "Only what all of them gave" in page
    sent(dilara, url(world, "settle_place", begun.id), start=0, end=28, take="none", reason="")
    assert {row[1:] for row in standing() if row[0] == "settled"} == {("twee", 0, 28)}


def test_codes_are_changed_on_the_pages(world: World) -> None:
    evaluation = evaluated(world)
    one, other = code(world, evaluation, "een"), code(world, evaluation, "twee")
    dilara = signed_in(world.dilara)
    sent(dilara, url(world, "move_code", one.id), other=str(other.id))
    sent(dilara, url(world, "change_code", one.id), name="Eén", description="Als iemand telt", colour="#12405f")
    book = words(text(dilara, url(world, "code_book")))
    assert ("Eén" in book, "Als iemand telt" in book) == (True, True)
    one.refresh_from_db()
    assert (one.name, one.colour) == ("Eén", "#12405f")
    sent(dilara, url(world, "add_code"), name="drie", other=str(one.id), colour="#12405f")
    sent(dilara, url(world, "merge_code", Code.objects.get(name="drie").id), other=str(other.id))
    sent(dilara, url(world, "delete_code", one.id))
    sent(dilara, url(world, "add_ready_codes"))
    assert Code.objects.filter(is_gone=False, name="Trust").exists()
    # The last step is undone on the page itself.
    sent(dilara, url(world, "undo_in_code_book"))
    assert not Code.objects.filter(is_gone=False, name="Trust").exists()
    assert "twee" in words(text(dilara, url(world, "code_book")))


def test_file_of_codings_is_shown_first_and_then_taken_in(world: World) -> None:
    evaluation = evaluated(world)
    taken = interviewed(world, evaluation)
    given = code(world, evaluation)
    coded(world, taken, given, 29, 46)
    content = qdpx_of(evaluation)
    dilara = signed_in(world.dilara)
    assert dilara.get(url(world, "coding_qdpx")).content[:2] == b"PK"

    before = standing()
    file = SimpleUploadedFile("werk.qdpx", content, "application/zip")
    looked = dilara.post(url(world, "coding_files"), {"file": file})
    assert looked.status_code == 302, words(looked.content.decode())
    assert "codings: 1" in words(text(dilara, looked["Location"]))
    assert standing() == before
    plan = {"kind": "interview", "text_kind": "transcript"}
    refused = dilara.post(looked["Location"], plan)
    assert refused.status_code == 409
    sent(dilara, looked["Location"], consented="on", **plan)
    # The text is here already, and so is one's own coding.
    assert (standing(), Transcript.objects.count()) == (before, 1)
    assert CodingFile.objects.get().state == "taken_in"
