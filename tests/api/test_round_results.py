"""What came out of rounds by the programming interface: the same figures, the same reasons, and no more than a page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.closed_rounds import close, evaluation_of, round_of, sheets, spread, thirty_one, version_of
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import EvaluationRound, RoundRemark
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.usefixtures("as_dilara")

T1 = "/evaluations/EV1/rounds/T1"


def asks(name: str, path: str, body: dict[str, Any] | None = None) -> Any:
    client = Client()
    client.force_login(person_account(name))
    address = f"/api/v1/projects/test{path}"
    return client.get(address) if body is None else client.post(address, body, content_type="application/json")


def person_account(name: str) -> Any:
    return Account.objects.get(email=f"{name}@example.org")


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_published_result_has_counts_bounds_and_rates(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    found = asks("karin", f"{T1}/result").json()
    one = found["statements"][0]
    assert one["whole"] == {"counts": [2, 3, 3, 10, 8], "n": 26, "doNotKnow": 1, "notAnswered": 4, "agree": 18}
    assert (one["percentage"], one["hardBounds"]) == (
        69, {"least": 18, "most": 23, "of": 31, "lowest": 0.5806, "highest": 0.7419}
    )  # fmt: skip
    # The exact interval lies inside the hard bounds.
    assert 18 <= one["interval"]["least"] <= one["interval"]["most"] <= 23
    assert found["response"]["rates"]["rr2"] == {"part": 27, "of": 31}
    assert found["origin"] == "invented"


def test_no_door_shows_a_result_before_it_is_published(world: World) -> None:
    thirty_one(world)
    for path in ("result", "comparison"):
        assert asks("karin", f"{T1}/{path}").status_code == 404
    for path in ("verification", "remarks", "answers"):
        assert codes(asks("karin", f"{T1}/{path}")) == {"not_an_evaluator"}
    assert codes(asks("karin", f"{T1}/publication", {})) == {"not_an_evaluator"}
    assert asks("karin", "/round-results").json() == []
    assert [one["round"] for one in asks("dilara", "/round-results").json()] == ["T1"]


def test_research_records_stay_with_the_evaluators_after_publishing(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    for path in ("verification", "remarks", "answers"):
        assert codes(asks("karin", f"{T1}/{path}")) == {"not_an_evaluator"}
    assert codes(asks("karin", f"{T1}/publication", {})) == {"not_an_evaluator"}


def test_answers_of_a_round_that_keeps_none_are_refused_with_the_reason(world: World) -> None:
    thirty_one(world, breakdowns=["level"])
    assert codes(asks("dilara", f"{T1}/answers")) == {"told_apart"}
    verified = asks("dilara", f"{T1}/verification").json()
    assert verified == {"holds": True, "checksumHolds": True, "differing": [], "sheets": None}
    few = round_of(world, "T2", breakdowns=[])
    close(world, few, sheets(*spread("S1", 1, 1, 1, 1)))
    assert codes(asks("dilara", "/evaluations/EV1/rounds/T2/answers")) == {"too_few_answers"}
    response = asks("dilara", "/evaluations/EV1/rounds/T2/result").json()["response"]
    assert (response["tookPart"], response["dispositions"], response["rates"]) == (4, {}, {})


def test_figures_are_verified_and_published(world: World) -> None:
    thirty_one(world, breakdowns=[])
    verified = asks("dilara", f"{T1}/verification").json()
    assert verified == {"holds": True, "checksumHolds": True, "differing": [], "sheets": 27}
    assert asks("dilara", f"{T1}/publication", {}).json()["publishedAt"] is not None
    assert asks("karin", f"{T1}/result").status_code == 200


def test_hidden_groups_are_named_without_a_figure(world: World) -> None:
    asked = round_of(world)
    close(
        world, asked,
        sheets(*spread("S1", 5, 5, 5, 5), level="strategic") + sheets(*spread("S1", 0, 1, 0, 2), level="tactical"),
    )  # fmt: skip
    publish_result(asked, by=world.dilara, at=now())
    one = asks("karin", f"{T1}/result").json()["statements"][0]
    assert one["groups"] == []
    assert {group["level"] for group in one["hidden"]} == {"strategic", "tactical"}
    assert all(set(group) == {"level", "organisation", "body"} for group in one["hidden"])


def test_remark_is_redacted_before_it_is_shown(world: World) -> None:
    asked = round_of(world)
    close(world, asked, [FilledIn({"S1": 4}, {"R1": "Bel jan@example.org"}), *[FilledIn({"S1": 4})] * 4])
    (remark,) = asks("dilara", f"{T1}/remarks").json()
    assert {"kind": "mail", "words": "jan@example.org"} in remark["warnings"]
    address = f"{T1}/remarks/{remark['id']}/redaction"
    assert codes(asks("dilara", address, {"state": "shown"})) == {"not_redacted"}
    assert codes(asks("karin", address, {"state": "withheld"})) == {"not_an_evaluator"}
    as_written = {"state": "shown", "redacted": remark["text"]}
    assert codes(asks("dilara", address, as_written)) == {"could_tell_who"}
    assert asks("dilara", address, as_written | {"mayStay": ["jan@example.org"]}).json()["mayStay"] == [
        "jan@example.org"
    ]
    assert asks("dilara", address, {"state": "shown", "redacted": "Bel iemand"}).status_code == 200
    publish_result(asked, by=world.dilara, at=now())
    assert asks("karin", f"{T1}/result").json()["remarks"] == [{"question": "R1", "text": "Bel iemand"}]
    assert codes(asks("dilara", address, {"state": "withheld"})) == {"published_already"}
    assert RoundRemark.objects.get().state == "shown"


def test_rounds_of_two_projects_are_never_compared(world: World) -> None:
    publish_result(thirty_one(world), by=world.dilara, at=now())
    assert codes(asks("karin", f"{T1}/comparison?against=nsoc/EV1/T1")) == {"other_project"}
    assert asks("karin", f"{T1}/comparison").status_code == 404


def test_answers_come_in_from_a_file_whole_or_not_at_all(world: World) -> None:
    thirty_one(world, breakdowns=[])
    content = asks("dilara", f"{T1}/answers?form=csv").content
    client = Client()
    client.force_login(person_account("dilara"))
    address = "/api/v1/projects/test/evaluations/EV1/answer-files"

    def send(body: bytes, **how: str) -> Any:
        return client.post(address, {"file": SimpleUploadedFile("a.csv", body), "instrument": "thermo", **how})

    shown = send(content).json()
    assert (shown["sheets"], shown["round"]) == (27, "")
    assert [one["code"] for one in shown["statements"]] == ["S1", "S2", "S3"]
    broken = send(b"S1;S2\nEens;Misschien wel\n", save="true", code="X", name="X")
    assert codes(broken) == {"answer_outside_scale"}
    assert "Misschien wel" in broken.content.decode()
    assert EvaluationRound.objects.count() == 1
    how = {"save": "true", "code": "T9", "name": "Elders", "closedOn": "2026-01-30"}
    for day in ({"closedOn": "2999-01-01"}, {"closedOn": "0001-01-01"}):
        assert codes(send(content, **how | day)) == {"closed_on_wrong"}
    assert codes(send(content, save="true", code="T9", name="Elders")) == {"closed_on_wrong"}
    saved = send(content, population="31", **how).json()
    assert saved["round"] == "T9"
    assert codes(send(content, **how)) == {"code_in_use"}
    # Taken in later, but closed before: it stands before the round that was held here, and nothing goes backwards.
    assert asks("dilara", f"{T1}/comparison?against=T9").status_code == 200
    assert codes(asks("dilara", f"{T1.replace('T1', 'T9')}/comparison?against=T1")) == {"not_earlier"}
    karin = Client()
    karin.force_login(person_account("karin"))
    assert "not_an_evaluator" in codes(karin.post(address, {"file": SimpleUploadedFile("a.csv", content)}))


def test_empty_forms_are_nobody_who_answered(world: World) -> None:
    version_of(world, evaluation_of(world))
    client = Client()
    client.force_login(person_account("dilara"))
    content = b"S1;S2;S3\n" + b"Eens;Oneens;Eens\n" * 6 + b"[user_missing];;\n" * 4

    def send(population: int) -> Any:
        how = {"instrument": "thermo", "save": "true", "code": "E", "name": "Leeg", "closedOn": "2026-01-30"}
        sent = {"file": SimpleUploadedFile("a.csv", content), "population": str(population), **how}
        return client.post("/api/v1/projects/test/evaluations/EV1/answer-files", sent)

    assert codes(send(5)) == {"population_too_small"}
    assert codes(send(100_001)) == {"population_too_large"}
    assert send(0).status_code == 400
    told = send(8).json()
    assert (told["sheets"], told["emptySheets"]) == (6, 4)
    response = EvaluationRound.objects.get(code="E").result.figures["response"]
    assert (response["population"], response["took_part"]) == (8, 6)
