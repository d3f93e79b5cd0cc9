"""Answering on its pages, without scripts: in by a link, the promise, saved or not, sent once, and each other state."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import rounds as build
from tests.logs import handler_of_the_settings
from tests.mail_server import mail_server
from tests.refusals import refusal
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent
from vlechtwerk.domains.evaluation.operations import round_mails, rounds
from vlechtwerk.domains.evaluation.operations.round_keys import destroy_round_key
from vlechtwerk.interfaces.web.evaluation.round_mail import send_round_mails

UNKNOWN = "/answer/" + "y" * 43 + "/"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def reading(world: World) -> Iterator[None]:
    with build.as_dilara(world):
        yield


def enter(token: str, language: str = "nl") -> Client:
    client = Client(headers={"accept-language": language})
    assert client.get(f"/answer/{token}/").status_code == 302
    return client


def filled(token: str, **values: str) -> dict[str, str]:
    """Return a form as the page of this link makes it."""
    return {"made_for": build.following(token).form_name, **values}


def text(client: Client, address: str = "/answer/", status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def test_link_becomes_a_cookie_and_stands_in_no_later_address(world: World, reading: None) -> None:
    token = build.links(build.opened(world))[0]
    client = Client()
    first = client.get(f"/answer/{token}/")
    assert first["Location"] == "/answer/"
    assert (first["Referrer-Policy"], first["Cache-Control"]) == ("no-referrer", "no-store")
    cookie = first.cookies["answering"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("Lax", "/answer/", "")
    assert token not in cookie.value
    page = client.get("/answer/")
    assert page["Cache-Control"] == "no-store"
    for address in ("/answer/", "/answer/questions/"):
        assert token not in text(client, address)
    respondent = Respondent.objects.all()[0]
    assert respondent.name not in text(client)
    assert respondent.email not in text(client)


def test_promise_comes_first_with_where_it_ends(world: World, reading: None) -> None:
    page = text(enter(build.links(build.opened(world, 5))[0]))
    for said in ("Uw antwoorden zijn anoniem", "minder dan 5 mensen", "5 mensen gevraagd", "erg klein", "Dilara"):
        assert said in page
    assert "Verzonnen gegevens" in page
    assert "verzonnen gegevens" in re.findall("<title>(.*?)</title>", page)[0]


def test_confidential_round_promises_something_else(world: World, reading: None) -> None:
    page = text(enter(build.links(build.opened(world, 12, promise="confidential"))[0]))
    assert "Uw antwoorden zijn vertrouwelijk" in page
    assert "anoniem" not in page
    assert "erg klein" not in page


ANSWERED = "The evaluators see that you answered, and not what."
COUNTED = "the answers are counted, and the forms are thrown away"
READ = "the evaluators can read the forms: without names, and in no order"
FEW = "If fewer than 5 people answer, no answers and no remarks are kept."
NUMBER = "They can look up whose number it is, and see who answered."


@pytest.mark.parametrize(
    ("plan", "said", "unsaid"),
    [
        ({"breakdowns": ["level"]}, {ANSWERED, COUNTED, FEW}, {READ, NUMBER}),
        ({"breakdowns": []}, {ANSWERED, READ, FEW}, {COUNTED, NUMBER}),
        ({"promise": "confidential"}, {NUMBER}, {ANSWERED, COUNTED, READ, FEW}),
    ],
)
def test_start_page_and_mail_promise_what_is_done(
    world: World, reading: None, settings: Any, plan: dict[str, Any], said: set[str], unsaid: set[str]
) -> None:
    asked = build.opened(world, 6, language="en", **plan)
    round_mails.invite(asked, by=world.dilara, at=now())
    (appointment,) = world.dilara.appointments.all()
    with mail_server(settings) as box:
        send_round_mails(asked.id, world.dilara.id, appointment.id)
        mail = box.texts_to("vrager1@example.net")[0]
    page = text(enter(build.link_in(mail).rstrip("/").rpartition("/")[2], "en"))
    for words in (page, " ".join(mail.split())):
        assert {one for one in said | unsaid if one in words} == said
        assert "may guess who answered what" in words


def test_questions_are_put_in_english_where_they_have_it(world: World, reading: None) -> None:
    token = build.links(build.opened(world, language="en"))[0]
    client = Client()
    client.get(f"/answer/{token}/")
    page = text(client, "/answer/questions/")
    assert "Statement 1 goes well" in page
    assert 'lang="en"' in page


def test_anonymous_form_without_scripts_is_looked_through_and_sent(world: World, reading: None) -> None:
    asked = build.opened(world, threshold=3)
    token, *others = build.links(asked)
    for other in others[:2]:
        build.answers(other, [3])
    client = enter(token)
    sent_form = filled(token) | {"s-S1": "4", "s-S3": "dk", "q-O1": "Meer tijd"}
    looked = client.post("/answer/check/", sent_form).content.decode()
    assert "2. Stelling 2 gaat goed" in looked
    assert 'name="s-S1" value="4"' in looked
    again = client.post("/answer/questions/", sent_form).content.decode()
    assert 'value="4" checked' in again
    assert "Meer tijd" in again
    sent = client.post("/answer/send/", sent_form)
    assert sent["Location"] == "/answer/thanks/"
    assert "Dank u wel" in text(client, "/answer/thanks/")
    assert "Deze link is gebruikt" in text(client)
    assert client.post("/answer/save/", sent_form).status_code == 200
    rounds.close_round(asked, early=True, by=world.dilara, at=now())
    assert [remark.text for remark in asked.remarks.all()] == ["Meer tijd"]


def test_nothing_of_an_anonymous_form_is_saved_on_the_server(world: World, reading: None) -> None:
    token = build.links(build.opened(world))[0]
    client = enter(token)
    assert client.post("/answer/save/", filled(token) | {"s-S1": "4"}).status_code == 404
    assert "checked" not in text(client, "/answer/questions/")


def test_confidential_form_is_saved_at_each_step_and_resumed_elsewhere(world: World, reading: None) -> None:
    token = build.links(build.opened(world, promise="confidential"))[0]
    by_script = {"headers": {"Vlechtwerk-Sent-By": "script"}}
    assert enter(token).post("/answer/save/", filled(token) | {"s-S1": "2"}, **by_script).status_code == 204  # type: ignore[arg-type]  # as the client takes it
    other = enter(token)
    assert 'value="2" checked' in text(other, "/answer/questions/")
    saved = other.post("/answer/save/", filled(token) | {"s-S1": "2", "s-S2": "5"})
    assert saved["Location"] == "/answer/?saved"
    assert "U hebt al 2 stellingen beantwoord" in text(other)


def test_empty_form_and_a_value_outside_the_scale_are_not_sent(world: World, reading: None) -> None:
    token = build.links(build.opened(world))[0]
    client = enter(token)
    # A remark alone is no answer either: its writer would count as someone who did not react.
    for values in ({}, {"s-S1": "9"}, {"s-S9": "1"}, {"s-S1": "x\x00"}, {"q-O1": "Meer tijd"}):
        refused = client.post("/answer/send/", filled(token) | values)
        assert (refused.status_code, "Er is nog niets ingevuld" in refused.content.decode()) == (409, True)


@pytest.mark.parametrize("promise", ["anonymous", "confidential"])
def test_form_is_taken_in_for_the_link_only_that_it_was_made_for(world: World, reading: None, promise: str) -> None:
    one, two = build.links(build.opened(world, promise=promise))[:2]
    client = enter(one)
    assert f'name="made_for" value="{build.following(one).form_name}"' in text(client, "/answer/questions/")
    # In another tab of this browser someone follows their own link: what the first tab sends is not theirs.
    client.get(f"/answer/{two}/")
    for act in ("save", "send", "check", "decline", "questions"):
        for made_for in (filled(one), {}):
            refused = client.post(f"/answer/{act}/", made_for | {"s-S1": "4"})
            assert (refused.status_code, "Hier is een andere link gevolgd" in refused.content.decode()) == (409, True)
    assert not Respondent.objects.exclude(noted="", sent_on=None).exists()
    assert client.post("/answer/send/", filled(two) | {"s-S1": "4"}).status_code == 302


def test_pages_of_answering_set_no_cookie_that_outlives_the_browser_but_the_language(
    world: World, reading: None
) -> None:
    client = enter(build.links(build.opened(world))[0])
    page = text(client)
    assert "cookies die nodig zijn" in page
    assert {name: cookie["max-age"] for name, cookie in client.cookies.items()} == {
        "answering": "", "csrftoken": "", "django_language": "",
    }  # fmt: skip


def test_other_states_are_said(world: World, reading: None) -> None:
    asked = build.opened(world)
    tokens = build.links(asked)
    assert "Deze link is niet bekend" in text(Client(), UNKNOWN, 404)
    assert "Open de link in uw mail" in text(Client(), "/answer/", 404)
    client = enter(tokens[0])
    client.cookies["answering"] = client.cookies["answering"].value[:-1] + "x"
    assert "Open de link in uw mail" in text(client, "/answer/", 404)
    declined = enter(tokens[1])
    assert "U doet niet mee" in declined.post("/answer/decline/", filled(tokens[1])).content.decode()
    assert Respondent.objects.filter(noted="declined").count() == 1
    assert "Toch van gedachten veranderd" in text(declined)
    # They were told that no reminders come; only they themselves change that.
    refused = Respondent.objects.get(noted="declined")
    for noted in ("", "other"):
        with refusal("declined"):
            rounds.note_respondent(refused, noted, by=world.dilara, at=now())
    with refusal("note_unknown"):
        rounds.note_respondent(Respondent.objects.filter(round=asked)[0], "declined", by=world.dilara, at=now())
    gone = Respondent.objects.filter(round=asked)[3]
    rounds.note_respondent(gone, "not_eligible", by=world.dilara, at=now())
    assert "niet meer gevraagd" in text(enter(tokens[3]), "/answer/", 410)
    assert enter(tokens[3]).post("/answer/send/", filled(tokens[3]) | {"s-S1": "1"}).status_code == 410
    EvaluationRound.objects.filter(id=asked.id).update(closes_on=days_from_now(-1))
    over = enter(tokens[2])
    assert "Deze ronde is gesloten" in text(over, "/answer/", 410)
    assert over.post("/answer/send/", filled(tokens[2]) | {"s-S1": "1"}).status_code == 410


def test_round_that_closed_early_does_not_say_that_its_day_passed(world: World, reading: None) -> None:
    asked = build.opened(world, language="en")
    client = enter(build.links(asked)[0], "en")
    rounds.close_round(asked, early=True, by=world.dilara, at=now())
    page = text(client, "/answer/", 410)
    assert "The evaluators closed it before its last day." in page
    assert "up to and including" not in page


def test_without_its_key_a_round_takes_nothing_in(world: World, reading: None) -> None:
    asked = build.opened(world)
    token = build.links(asked)[0]
    client = enter(token)
    destroy_round_key(bytes(asked.public_key or b""))
    assert client.post("/answer/send/", filled(token) | {"s-S1": "1"}).status_code == 503
    assert "kunnen nu niet ontvangen worden" in text(client, "/answer/", 503)


def test_who_tries_many_unknown_links_is_stopped_and_a_good_link_still_leads(
    world: World, reading: None, settings: Any
) -> None:
    settings.CACHES = settings.CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    token = build.links(build.opened(world))[0]
    client = Client()
    assert {client.get(UNKNOWN).status_code for _try in range(40)} == {404, 429}
    assert client.get(f"/answer/{token}/").status_code == 302


def test_no_log_line_holds_a_link(world: World, reading: None) -> None:
    written = io.StringIO()
    handler = handler_of_the_settings(written)
    logging.getLogger().addHandler(handler)
    try:
        for written_so in (UNKNOWN, UNKNOWN.upper(), UNKNOWN.replace("/answer/", "/answer//"), "/answers/" + "y" * 43):
            Client().get(written_so)
        raise ValueError(UNKNOWN)
    except ValueError:
        logging.getLogger("django").exception("Failed: %s", UNKNOWN)
    finally:
        logging.getLogger().removeHandler(handler)
    assert "Y" * 43 not in written.getvalue()
    assert "Failed: /answer/…" in written.getvalue()
    assert "Not Found: /answer/…" in written.getvalue()
    assert "y" * 43 not in written.getvalue()


def test_language_can_be_switched_on_the_way(world: World, reading: None) -> None:
    client = enter(build.links(build.opened(world))[0])
    client.post("/language/", {"language": "en", "next": "/answer/"})
    assert "Your answers are anonymous" in text(client)
