"""Instruments by the programming interface: the same acts and reasons as on the pages."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.instruments import evaluation, fixed, standard
from tests.world import World
from vlechtwerk.domains.evaluation.models import Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.queries.instrument_files import as_workbook
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of

OF_IT = "/evaluations/EV1/instruments"
FIRST = OF_IT + "/T1/versions/1"
STATEMENT = {"code": "X1", "textNl": "Er is geen geld en tijd.", "dimension": "capability", "scale": "agree5"}


@pytest.fixture
def dilara(world: World) -> Client:
    return _as(world, "dilara")


def _as(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def get(client: Client, path: str) -> Any:
    return client.get(f"/api/v1/projects/test{path}")


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api/v1/projects/test{path}", body, content_type="application/json")


def send(client: Client, path: str, content: bytes, **fields: str) -> Any:
    sent = {"file": SimpleUploadedFile("lijst.xlsx", content), **fields}
    return client.post(f"/api/v1/projects/test{path}", sent)


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_instrument_is_begun_written_and_fixed(world: World, dilara: Client) -> None:
    evaluation(world)
    begun = post(dilara, OF_IT, code="T1", nameNl="Thermometer", start="standard")
    assert begun.status_code == 201, begun.content
    assert len(begun.json()["statements"]) == 20
    put = post(dilara, FIRST + "/statements", **STATEMENT)
    (last,) = [one for one in put.json()["statements"] if one["code"] == "X1"]
    assert [one["kind"] for one in last["warnings"]] == ["double_barrelled", "negative"]
    assert codes(post(dilara, FIRST + "/statements", **STATEMENT, seen="")) == {"code_in_use"}
    assert post(dilara, FIRST + "/statements", **STATEMENT, seen=last["checksum"]).status_code == 201
    order = [one["code"] for one in put.json()["statements"]][::-1]
    assert post(dilara, FIRST + "/statement-order", codes=order).json()["statements"][0]["code"] == "X1"
    assert post(dilara, FIRST + "/statement-drops", code="X1").status_code == 201
    assert post(dilara, FIRST + "/statement-drops", code="X1").status_code == 404
    assert post(dilara, FIRST + "/fixing").json()["state"] == "fixed"
    assert codes(post(dilara, FIRST + "/statements", **STATEMENT)) == {"version_is_fixed"}
    assert post(dilara, OF_IT + "/T1/versions", reason="Scherper").json()["number"] == 2
    rows = get(dilara, OF_IT + "/T1/comparison?before=1&after=2").json()
    assert {row["became"] for row in rows} == {"same"}
    (listed,) = get(_as(world, "karin"), "/instruments").json()
    assert [version["statements"] for version in listed["versions"]] == [20, 20]


def test_scales_and_open_questions_are_put_and_dropped(world: World, dilara: Client) -> None:
    standard(world)
    answers = ["1|Nee|No|-", {"value": 2, "labelNl": "Ja", "side": "agree"}]
    scales = post(dilara, FIRST + "/scales", code="yesno", categories=answers).json()["scales"]
    assert [one["side"] for one in scales[1]["categories"]] == ["disagree", "agree"]
    assert post(dilara, FIRST + "/scales", code="x", categories=["Nee"]).status_code == 400
    assert codes(post(dilara, FIRST + "/scales", code="x", categories=answers[:1])) == {"scale_too_short"}
    assert post(dilara, FIRST + "/scale-drops", code="yesno").status_code == 201
    assert codes(post(dilara, FIRST + "/scale-drops", code="agree5")) == {"scale_in_use"}
    assert post(dilara, FIRST + "/open-questions", code="V1", textNl="Wat nog?").status_code == 201
    assert len(post(dilara, FIRST + "/open-question-drops", code="OQ1").json()["openQuestions"]) == 2


def test_who_is_no_evaluator_is_refused(world: World) -> None:
    standard(world)
    karin = _as(world, "karin")
    file = as_workbook(standard_questionnaire())
    answers = [
        post(karin, OF_IT, code="T2", nameNl="Lijst"),
        post(karin, FIRST + "/statements", **STATEMENT),
        post(karin, FIRST + "/statement-drops", code="SU1"),
        post(karin, FIRST + "/statement-order", codes=[]),
        post(karin, FIRST + "/scales", code="x", categories=["1|Nee|No|-", "2|Ja|Yes|+"]),
        post(karin, FIRST + "/scale-drops", code="agree5"),
        post(karin, FIRST + "/open-questions", code="V1", textNl="Wat?"),
        post(karin, FIRST + "/open-question-drops", code="OQ1"),
        post(karin, FIRST + "/fixing"),
        send(karin, OF_IT + "/_look", file),
        send(karin, OF_IT + "/_import", file, code="T2", nameNl="Lijst"),
        send(karin, OF_IT + "/T1/versions/_import", file, reason="Anders"),
    ]
    for answer in answers:
        assert "not_an_evaluator" in codes(answer)
    assert get(karin, FIRST).status_code == 200


def test_file_is_looked_at_and_taken_in(world: World, dilara: Client) -> None:
    evaluation(world)
    file = as_workbook(standard_questionnaire())
    looked = send(dilara, OF_IT + "/_look", file)
    assert looked.status_code == 200, looked.content
    assert (len(looked.json()["statements"]), looked.json()["notKept"]) == (20, [])
    assert not Instrument.objects.exists()
    taken = send(dilara, OF_IT + "/_import", file, code="T1", nameNl="Lijst")
    assert taken.status_code == 201, taken.content
    assert questionnaire_of(InstrumentVersion.objects.get()).statements == standard_questionnaire().statements
    fixed(world, InstrumentVersion.objects.get())
    assert send(dilara, OF_IT + "/T1/versions/_import", file, reason="Opnieuw").json()["version"]["number"] == 2
    assert get(dilara, FIRST + "/workbook").content[:2] == b"PK"
    assert get(dilara, OF_IT + "/T1/versions/99999").status_code == 404
