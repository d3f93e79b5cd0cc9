"""Rounds by the programming interface: the same acts, the same reasons, and research records for evaluators only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import rounds as build
from tests.world import World, days_from_now
from vlechtwerk.domains.evaluation.models import RoundMail

ROUNDS = "/evaluations/EV1/rounds"
R = f"{ROUNDS}/R1"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


@pytest.fixture
def reading(world: World) -> Iterator[None]:
    with build.as_dilara(world):
        yield


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def ask(client: Client, path: str, body: dict[str, Any] | None = None) -> Any:
    address = f"/api/v1/projects/test{path}"
    return client.get(address) if body is None else client.post(address, body, content_type="application/json")


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_round_is_prepared_opened_mailed_and_closed(world: World, reading: None) -> None:
    build.version(world)
    dilara = client_of(world, "dilara")
    plan = {
        "name": "Hoe gaat het?", "instrument": "PT", "version": 1, "promise": "anonymous",
        "closesOn": days_from_now(9).isoformat(),
    }  # fmt: skip
    made = ask(dilara, ROUNDS, plan | {"code": "R1"})
    assert (made.status_code, made.json()["state"]) == (201, "prepared")
    assert ask(dilara, f"{R}/plan", plan | {"threshold": 4}).json()["threshold"] == 4
    assert codes(ask(dilara, f"{R}/opening", {})) == {"too_few_people"}
    added = ask(dilara, f"{R}/people", {"organisation": "NP"}).json()
    assert [one["name"] for one in added] == ["Anna", "Eva", "Karin"]
    assert codes(ask(dilara, f"{R}/people", {"people": ["Anna"]})) == {"asked_already"}
    assert codes(ask(dilara, f"{R}/people", {})) == {"nobody_chosen"}
    nora = ask(dilara, f"{R}/outsiders", {"name": "Nora", "email": "nora@example.net", "level": "tactical"})
    assert nora.status_code == 201, nora.content
    assert ask(dilara, f"{R}/respondents/{added[0]['id']}/removal", {}).status_code == 204
    assert ask(dilara, f"{R}/opening", {}).json()["state"] == "open"
    assert ask(dilara, f"{R}/invitations", {}).json() == {"people": 3}
    assert RoundMail.objects.count() == 3
    assert codes(ask(dilara, f"{R}/reminders", {})) == {"nobody_to_remind"}
    noted = ask(dilara, f"{R}/respondents/{nora.json()['id']}/note", {"noted": "unknown"})
    assert noted.json()["noted"] == "unknown"
    assert ask(dilara, f"{R}/response").json()["noted"] == {"unknown": 1}
    assert ask(dilara, f"{R}/last-day", {"closesOn": days_from_now(10).isoformat()}).status_code == 200
    assert ask(dilara, f"{R}/closing", {}).json()["state"] == "closed"
    assert codes(ask(dilara, f"{R}/closing", {})) == {"already_closed"}


def test_words_of_an_invitation_are_exported_for_its_evaluators_only(world: World, reading: None) -> None:
    build.opened(world, invitation="Doet u mee?")
    exported = {name: ask(client_of(world, name), "/export").json()["records"] for name in ("dilara", "karin")}
    rounds = {name: records["evaluation.evaluationround"][0] for name, records in exported.items()}
    assert rounds["dilara"]["invitation"] == "Doet u mee?"
    assert "invitation" not in rounds["karin"]
    assert rounds["karin"]["code"] == "R1"


def test_who_is_no_evaluator_sees_the_round_and_nothing_else(world: World, reading: None) -> None:
    asked = build.opened(world)
    karin = client_of(world, "karin")
    assert ask(karin, R).json()["promise"] == "anonymous"
    assert [one["code"] for one in ask(karin, "/rounds").json()] == ["R1"]
    respondent = asked.respondents.all()[0].id
    for path in (f"{R}/respondents", f"{R}/response"):
        assert codes(ask(karin, path)) == {"not_an_evaluator"}
    for path in ("removal", "note"):
        assert codes(ask(karin, f"{R}/respondents/{respondent}/{path}", {})) == {"not_an_evaluator"}
    for path in ("opening", "invitations", "reminders", "closing"):
        assert codes(ask(karin, f"{R}/{path}", {})) == {"not_an_evaluator"}


def test_people_who_can_not_be_asked_so_are_named(world: World, reading: None) -> None:
    build.prepared(world, 0)
    dilara = client_of(world, "dilara")
    # Lars is at the strategic level, Karin is not, and nobody is called Niemand.
    refused = ask(dilara, f"{R}/people", {"people": ["Lars", "Karin", "Niemand"], "level": "strategic"})
    assert codes(refused) == {"person_not_found"}
    texts = [reason["text"] for reason in refused.json()["reasons"]]
    assert [name for text in texts for name in ("Lars", "Karin", "Niemand") if name in text] == ["Karin", "Niemand"]
    assert ask(dilara, f"{R}/respondents").json() == []
    added = ask(dilara, f"{R}/people", {"people": ["Lars", str(world.lars.id)], "level": "strategic"})
    assert [one["name"] for one in added.json()] == ["Lars"]
