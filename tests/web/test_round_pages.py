"""Rounds on their pages: everything an evaluator does, and what other members see of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import rounds as build
from tests.mail_server import Mailbox, mail_server
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent, RoundMail
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.operations.instruments import fix_version
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.queries.rounds import rounds_of
from vlechtwerk.interfaces.web.evaluation.round_mail import send_round_mails

CONSOLE = "django.core.mail.backends.console.EmailBackend"
P = "/test/evaluation/rounds/"
R = P + "EV1/R1/"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def box(settings: Any) -> Iterator[Mailbox]:
    with mail_server(settings) as opened:
        yield opened


@pytest.fixture
def dilara(world: World, client: Client) -> Iterator[Client]:
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    with build.as_dilara(world):
        yield client


def as_(world: World, name: str, language: str = "nl") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def send(world: World) -> None:
    """Do what the job does that the invitations asked for."""
    (appointment,) = world.dilara.appointments.all()
    send_round_mails(EvaluationRound.objects.get().id, world.dilara.id, appointment.id)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_round_goes_from_prepared_to_closed_on_its_pages(world: World, dilara: Client) -> None:
    version = build.version(world)
    told = {
        "code": "R1", "name": "Hoe gaat het?", "version": version.id, "promise": "anonymous", "threshold": 5,
        "closes_on": days_from_now(9).isoformat(), "language": "nl", "partial_from": 50, "complete_above": 80,
    }  # fmt: skip
    assert dilara.post("/test/evaluation/evaluations/EV1/prepare-round/", told).status_code == 302
    assert dilara.post("/test/evaluation/evaluations/EV1/prepare-round/", told).status_code == 409
    assert dilara.post(R + "change/", told | {"name": "Hoe gaat het nu?"}).status_code == 302
    shown = text(dilara, R + "people/?organisation=NP")
    assert "Anna (NP" in shown
    assert "Bram" not in shown
    people = [str(world.people[name].id) for name in ("anna", "eva", "karin")]
    assert dilara.post(R + "people/?organisation=NP", {"people": people}).status_code == 302
    nora = {"name": "Nora", "email": "nora@example.net", "level": "tactical"}
    assert dilara.post(R + "outsider/", nora).status_code == 302
    assert dilara.post(R + "outsider/", nora).status_code == 409
    eva = Respondent.objects.get(name="Eva")
    assert dilara.post(f"{R}people/{eva.id}/removal/").status_code == 302
    opening = text(dilara, R + "opening/")
    assert "3 mensen" in opening or "3 people" in opening
    assert dilara.post(R + "opening/").status_code == 302
    assert dilara.post(R + "opening/").status_code == 409
    assert dilara.post(R + "invitations/").status_code == 302
    assert RoundMail.objects.count() == 3
    assert dilara.post(R + "reminders/").status_code == 409
    anna = Respondent.objects.get(name="Anna")
    assert dilara.post(f"{R}people/{anna.id}/note/", {"noted": "other"}).status_code == 302
    assert dilara.post(R + "prolonging/", {"closes_on": days_from_now(8).isoformat()}).status_code == 409
    assert dilara.post(R + "prolonging/", {"closes_on": days_from_now(20).isoformat()}).status_code == 302
    assert dilara.post(R + "closing/").status_code == 302
    assert EvaluationRound.objects.get(code="R1").closed_at is not None


def test_member_sees_dates_and_promise_only(world: World, dilara: Client) -> None:
    build.opened(world)
    karin = as_(world, "karin")
    assert "Hoe gaat het met de samenwerking?" in text(karin, P)
    page = text(karin, R)
    assert "Vrager" not in page
    assert "vrager1@example.net" in text(dilara, R)
    for address in (R + "respondents.csv", R + "response.csv"):
        assert karin.get(address).status_code == 404
        assert dilara.get(address).status_code == 200
    assert "vrager1@example.net" in text(dilara, R + "respondents.csv")
    assert dilara.get(P + "export.xlsx").status_code == 200


def test_page_says_where_mail_is_found_only_when_no_server_takes_it(
    world: World, dilara: Client, settings: Any
) -> None:
    build.opened(world)
    words = "in de terminal waarin Vlechtwerk is gestart"
    assert words not in text(dilara, R + "invitations/")
    settings.EMAIL_BACKEND = CONSOLE
    settings.PRINTS_LINKS = True
    assert words in text(dilara, R + "invitations/")


def test_confidential_answers_of_before_warn_at_preparing_and_opening(world: World, dilara: Client) -> None:
    words, dilara = "Promise the same as before", as_(world, "dilara", "en")
    before = build.opened(world, promise="confidential", name="Eerste meting")
    assert words not in text(dilara, "/test/evaluation/evaluations/EV1/prepare-round/")
    build.answers(build.links(before)[0], [1, 2, 3])
    assert words in text(dilara, "/test/evaluation/evaluations/EV1/prepare-round/")
    told = {"name": "Nu", "instrument": "PT", "version": 1, "closesOn": days_from_now(9).isoformat()}
    api = "/api/v1/projects/test/evaluations/EV1/rounds"

    def prepare(code: str, **more: Any) -> Any:
        body = told | {"code": code} | more
        return dilara.post(api, body, content_type="application/json").json()

    (warning,) = prepare("R2")["warnings"]
    assert "Eerste meting" in warning
    assert prepare("R3", promise="confidential")["warnings"] == []
    # Other statements make nobody recognisable.
    other = build.version(world, code="ANDERS", fixed=False)
    other.statements.update(text_nl="Iets heel anders")
    fix_version(other, by=world.dilara, at=now())
    assert prepare("R4", instrument="ANDERS")["warnings"] == []
    asked = rounds_of().get(code="R2")
    rounds.add_respondents(asked, build.outsiders(world, 5), by=world.dilara, at=now())
    for page in ("", "opening/", "change/"):
        assert words in text(dilara, f"{P}EV1/R2/{page}"), page
    assert words not in text(dilara, P + "EV1/R3/")
    opened = dilara.post(f"{api}/R2/opening", {}, content_type="application/json").json()
    assert opened["warnings"] == [warning]


def test_closing_early_is_said_on_the_page_and_by_the_interface(world: World, dilara: Client) -> None:
    build.links(build.opened(world))
    english = as_(world, "dilara", "en")
    assert "I close it earlier than people were told" in text(english, R + "closing/")
    refused = english.post(R + "closing/")
    assert refused.status_code == 409
    assert "Say that you close it earlier" in refused.content.decode()
    api = "/api/v1/projects/test/evaluations/EV1/rounds/R1/closing"
    refused = dilara.post(api, {}, content_type="application/json")
    assert (refused.status_code, "before_last_day" in refused.content.decode()) == (409, True)
    assert dilara.post(R + "closing/", {"early": "on"}).status_code == 302
    assert EvaluationRound.objects.get().closed_at is not None


def test_without_a_mail_server_no_link_is_printed_and_every_door_says_why(
    world: World, dilara: Client, settings: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    build.opened(world)
    assert dilara.post(R + "invitations/").status_code == 302
    settings.EMAIL_BACKEND = CONSOLE
    # Asked for before the server was gone.
    send(world)
    assert "/answer/" not in capfd.readouterr().out
    assert set(RoundMail.objects.values_list("state", flat=True)) == {"waiting"}
    assert "VLECHTWERK_EMAIL_URL" in text(dilara, R)
    for act in ("invitations", "reminders"):
        assert dilara.post(f"{R}{act}/").status_code == 409
        answer = dilara.post(
            f"/api/v1/projects/test/evaluations/EV1/rounds/R1/{act}", {}, content_type="application/json"
        )
        assert answer.status_code == 409
        assert "no_mail_server" in answer.content.decode()


def test_closed_round_leads_to_its_result_for_who_may_read_it(world: World, dilara: Client) -> None:
    asked = build.opened(world)
    result = "/test/evaluation/results/EV1/R1/"
    karin = as_(world, "karin")
    assert result not in text(dilara, R)
    rounds.close_round(asked, by=world.dilara, at=now())
    assert result in text(dilara, R)
    assert result not in text(karin, R)
    publish_result(EvaluationRound.objects.get(id=asked.id), by=world.dilara, at=now())
    assert result in text(karin, R)


@pytest.mark.parametrize(
    "act", ["opening", "invitations", "reminders", "prolonging", "closing", "people", "outsider", "change"]
)
def test_who_is_no_evaluator_is_told_so_at_each_act(world: World, dilara: Client, act: str) -> None:
    build.opened(world)
    karin = as_(world, "karin")
    page = karin.get(f"{R}{act}/")
    assert page.status_code == 200
    assert "Evaluatie EV1" in page.content.decode()
    sent = karin.post(f"{R}{act}/", {"closes_on": days_from_now(30).isoformat(), "people": []})
    assert sent.status_code in (409, 422)


def test_list_of_respondents_asks_no_more_of_the_database_when_it_is_longer(world: World, dilara: Client) -> None:
    asked = build.prepared(world, 3)
    build.links(asked)
    dilara.get(R)
    with CaptureQueriesContext(connection) as few:
        dilara.get(R)
    more = build.outsiders(world, 30)[3:]
    rounds.add_respondents(asked, more, by=world.dilara, at=now())
    with CaptureQueriesContext(connection) as many:
        dilara.get(R)
    assert len(many) == len(few)


def test_each_gets_one_mail_with_a_link_of_their_own_and_the_promise(
    world: World, dilara: Client, box: Mailbox
) -> None:
    build.opened(world, 3, invitation="Graag voor vrijdag")
    dilara.post(R + "invitations/")
    send(world)
    links = {build.link_in(words) for n in (1, 2, 3) for words in box.texts_to(f"vrager{n}@example.net")}
    assert len(links) == len(box.taken) == 3
    words = box.texts_to("vrager1@example.net")[0]
    for said in ("Graag voor vrijdag", "anoniem", "3 mensen", "Dilara"):
        assert said in words
    # Three people are very few, and the invitation says so.
    assert "erg klein" in words
    for mail in RoundMail.objects.all():
        assert mail.state == "sent"
        assert not any(mail.digest in link for link in links)
    assert dilara.post(R + "invitations/").status_code == 409


def test_refused_mail_is_sent_again_with_another_link(world: World, dilara: Client, box: Mailbox) -> None:
    build.opened(world, 3, language="en", promise="confidential")
    box.refusal = "451 Not now"
    dilara.post(R + "invitations/")
    send(world)
    assert set(RoundMail.objects.values_list("state", flat=True)) == {"refused"}
    box.refusal = ""
    assert dilara.post(R + "invitations/").status_code == 302
    send(world)
    assert "confidential" in box.texts_to("vrager2@example.net")[0]
    assert set(RoundMail.objects.values_list("state", flat=True)) == {"sent"}


def test_who_is_no_evaluator_any_more_sends_nothing(world: World, dilara: Client, box: Mailbox) -> None:
    build.opened(world, 3)
    dilara.post(R + "invitations/")
    with connection.cursor() as cursor:
        cursor.execute("update evaluation_evaluatorrole set evaluator_until = %s", [days_from_now(0)])
    send(world)
    assert box.taken == []


def test_past_day_shows_the_rounds_that_had_opened_by_then(world: World, dilara: Client) -> None:
    asked = build.opened(world)
    page = f"/test/evaluation/rounds/EV1/{asked.code}/"
    assert asked.name in text(dilara, "/test/evaluation/rounds/")
    assert asked.name not in text(dilara, "/test/evaluation/rounds/?as_of=2023-01-01")
    assert asked.name not in dilara.get("/test/evaluation/rounds/export.csv?as_of=2023-01-01").content.decode()
    for address in (page, f"{page}respondents.csv", f"{page}response.csv"):
        assert dilara.get(address).status_code == 200, address
        assert dilara.get(f"{address}?as_of=2023-01-01").status_code == 404, address
