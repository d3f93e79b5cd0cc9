"""Evaluations on their pages: read by everyone, written by their evaluators, with what is still empty in sight."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from django.utils.translation import override

from tests.evaluations import begun, group, measurement, method, planned, question, share
from tests.web.test_writing import evidence
from tests.world import LONG_AGO, World, now
from vlechtwerk.domains.evaluation.models import Evaluation, EvaluatorRole, PlannedMethod, PublishedFigure
from vlechtwerk.domains.evaluation.queries.plan import plan_of
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people

E = "/test/evaluation/"
EV1 = f"{E}evaluations/EV1/"


@pytest.fixture
def dilara(world: World, client: Client) -> Client:
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def sends(client: Client, address: str, **fields: object) -> None:
    answer = client.post(address, fields or {"sent": "yes"})
    assert answer.status_code == 302, re.sub(r"\s+", " ", answer.content.decode())[-3000:]


def test_evaluation_is_designed_on_its_pages_from_begin_to_plan(world: World, dilara: Client) -> None:
    sends(dilara, f"{E}begin/", code="EV1", title="Evaluatie van de aanpak", kind="Lerend")
    sends(dilara, f"{EV1}aim/", text="Inzicht in de uitvoering")
    sends(dilara, f"{EV1}question/", code="V1", text="Werkt het?", brought_in_by="stuurgroep")
    sends(dilara, f"{EV1}measurement/", name="Eerste meting", focus="Voorwaarden", measured_from="januari 2027")
    sends(dilara, f"{EV1}group/", code="TM", name="Teammanagers")
    sends(dilara, f"{EV1}measurements/1/method/", code="IN", kind="interviews", name="Interviews", asked="12")
    assert "nog geen methode" in text(dilara, f"{EV1}plan/")
    sends(dilara, f"{EV1}measurements/1/methods/IN/groups/", group_TM="took_part")
    sends(dilara, f"{EV1}measurements/1/methods/IN/questions/", questions=["V1"])
    sends(dilara, f"{EV1}measurements/1/methods/IN/", kind="interviews", name="Interviews", asked="12", came_in="9")
    plan = text(dilara, f"{EV1}plan/")
    assert "nog geen methode" not in plan
    assert "<b>9</b>" in plan
    seen = text(dilara, EV1)
    for words in (
        "Inzicht in de uitvoering",
        "Werkt het?",
        "stuurgroep",
        "Voorwaarden",
        "vanaf januari 2027",
        "Dilara",
    ):
        assert words in seen


def test_what_stands_there_is_changed_on_its_form(world: World, dilara: Client) -> None:
    evaluation = planned(world)
    sends(dilara, f"{EV1}questions/V1/", text="Anders gevraagd?", brought_in_by="directie")
    sends(dilara, f"{EV1}measurements/2/", name="Nameting", focus="", measured_from="", measured_to="2027")
    sends(dilara, f"{EV1}groups/TM/", name="Managers")
    made = begun_aim(world, evaluation)
    sends(dilara, f"{EV1}aims/{made}/", text="Ander doel")
    sends(dilara, f"{EV1}measurements/1/methods/PT/questions/")
    seen, plan = text(dilara, EV1), text(dilara, f"{EV1}plan/")
    for words in ("Anders gevraagd?", "directie", "Nameting", "tot en met 2027", "Ander doel"):
        assert words in seen
    assert "Managers" in plan
    assert plan_of(evaluation).empty_cells == 3


def begun_aim(world: World, evaluation: Evaluation) -> str:
    from vlechtwerk.domains.evaluation.operations.design import add_aim

    return str(add_aim(evaluation, "Doel", by=world.dilara, at=now()).id)


def test_empty_cell_is_marked_in_words_and_parts_are_told_in_words(world: World, dilara: Client) -> None:
    planned(world)
    plan = text(dilara, f"{EV1}plan/")
    cells = re.findall(r'<span class="vw-plan__empty">([^<]+)</span>', plan)
    assert cells == ["nog geen methode"]
    row = plan[plan.index("V2") :]
    assert row.index("Thermometer PT") < row.index("nog geen methode")
    assert re.sub(r"<[^>]+>", "", plan).count("1 lege cel") == 1
    parts = re.findall(r'<td class="vw-plan__part[^>]*>.*?<span[^>]*>([^<–]+)</span></td>', plan)
    assert parts[:3] == ["nam deel", "gepland", "niet gevraagd"]


def test_lists_and_plan_leave_as_files(world: World, dilara: Client) -> None:
    planned(world)
    assert "Evaluatie EV1" in text(dilara, f"{E}evaluations/export.csv")
    groups, questions = text(dilara, f"{EV1}plan/groups.csv"), text(dilara, f"{EV1}plan/questions.csv")
    assert "Thermometer PT;Procesthermometer;nam deel;gepland;niet gevraagd;31;28" in groups
    assert "V2;Vraag V2?;stuurgroep;Thermometer PT;nog geen methode" in questions
    for file in ("evaluations/export", "evaluations/EV1/plan/groups", "evaluations/EV1/plan/questions"):
        assert dilara.get(f"{E}{file}.xlsx").content.startswith(b"PK")
    assert dilara.get(f"{E}evaluations/export.pdf").status_code == 404


FORMS = (
    "aim/", "question/", "measurement/", "group/", "evaluator/", "questions/V1/", "measurements/1/", "groups/TM/",
    "measurements/1/method/", "measurements/1/methods/PT/", "measurements/1/methods/PT/groups/",
    "measurements/1/methods/PT/questions/", "record-published/",
)  # fmt: skip


@pytest.mark.parametrize("name", ["karin", "farid", "mila"])
def test_others_read_the_design_and_get_the_reason_instead_of_a_form(world: World, client: Client, name: str) -> None:
    planned(world)
    client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
    seen = text(client, EV1) + text(client, f"{EV1}plan/")
    assert "Vraag V1?" in seen
    for form in FORMS:
        assert f'href="{EV1}{form}"' not in seen
        page = text(client, f"{EV1}{form}")
        assert "evaluatoren van" in page
        assert '<form class="vw-form"' not in page
    assert client.post(f"{EV1}group/", {"code": "XX", "name": "Anderen"}).status_code == 409


def test_administrator_is_refused_on_the_page(world: World, dilara: Client) -> None:
    begun(world)
    ties = people.add_person("Ties", by=world.loader, at=now())
    people.appoint(ties, world.organisations["NP"], Function.ADMINISTRATOR, LONG_AGO, by=world.loader, at=now())
    answer = dilara.post(f"{EV1}evaluator/", {"person": str(ties.id)})
    assert answer.status_code == 409
    assert "andere functie" in answer.content.decode()
    assert EvaluatorRole.objects.count() == 1


def test_evaluator_is_added_and_stops(world: World, dilara: Client) -> None:
    begun(world)
    sends(dilara, f"{EV1}evaluator/", person=str(world.mila.id))
    mila = EvaluatorRole.objects.get(person=world.mila)
    sends(dilara, f"{EV1}evaluators/{mila.id}/end/", until=localdate().isoformat())
    assert "tot" in text(dilara, EV1)
    assert dilara.get(f"{EV1}evaluators/{mila.id}/end/").status_code == 200


FIGURE = {
    "kind": "share", "code": "D1", "text": "Doen wat nodig is", "percentage": "66", "words": "twee derde",
    "dimension": "drive", "base_from": "23", "base_to": "28", "about": "A01",
}  # fmt: skip


def test_figure_is_recorded_with_its_place_and_used_in_a_judgement(world: World, dilara: Client) -> None:
    world.source()
    world.activity("A01")
    world.precondition("P1")
    begun(world)
    record = f"{EV1}record-published/"
    assert dilara.post(record, FIGURE | evidence()).status_code == 409
    for lacking in ({"base_to": ""}, {"base_from": ""}, {"kind": "response", "counted": "23"}):
        answer = dilara.post(record, FIGURE | lacking | evidence(source="T1", locator_kind="line", locator="12"))
        assert (answer.status_code, PublishedFigure.objects.count()) == (409, 0), lacking
    placed = evidence(source="T1", locator_kind="line", locator="12", text="Staat er")
    refused = dilara.post(record, FIGURE | {"counted": "16", "counted_of": "24"} | placed)
    assert (refused.status_code, PublishedFigure.objects.count()) == (409, 0)
    sends(dilara, record, **FIGURE, **placed)
    page = text(dilara, f"{E}published/")
    for words in ("66%", "twee derde", "geen enkel aantal", "T1 · r. 12", "Smokkelroutes", "niet in de bron"):
        assert words in page
    judged = {"verdict": "met", "period": "2026", "judged_on": "2026"} | evidence(figure="EV1,D1", text="66%: goed")
    sends(dilara, "/test/programme/preconditions/P1/judgement/", **judged)
    assert f"{EV1}published/D1/" in text(dilara, "/test/programme/preconditions/P1/")
    assert "/test/programme/preconditions/P1/" in text(dilara, f"{EV1}published/D1/")
    assert "Doen wat nodig is" in text(dilara, "/test/programme/sources/T1/")


def test_shares_reported_as_a_negative_stand_apart_and_are_drawn_too(world: World, dilara: Client) -> None:
    world.source()
    evaluation = begun(world)
    share(world, evaluation, "K1", percentage=74, negative=True)
    share(world, evaluation, "K2", percentage=67)
    page = text(dilara, f"{E}published/")
    assert (
        page.index('id="K2"')
        < page.index("Negatief gesteld: het aandeel is dat van de critici")
        < page.index('id="K1"')
    )
    drawn = text(dilara, f"{E}published/?view=bars")
    assert drawn.count("<svg") > 2
    assert dilara.get(f"{EV1}published/K9/").status_code == 404


def test_number_of_queries_does_not_grow(world: World, dilara: Client) -> None:
    world.source()
    evaluation = planned(world)
    share(world, evaluation, "D0")
    addresses = (f"{E}evaluations/", EV1, f"{EV1}plan/", f"{E}published/", f"{E}published/export.csv")
    before = [queries(dilara, address) for address in addresses]
    for number in range(1, 6):
        share(world, evaluation, f"D{number}")
        question(world, evaluation, f"W{number}")
        group(world, evaluation, f"G{number}")
        method(world, measurement(world, evaluation, f"Meting {number}"), f"M{number}")
        begun(world, f"EV1{number}")
    assert [queries(dilara, address) for address in addresses] == before
    assert PlannedMethod.objects.count() == 7


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_are_there_in_english(world: World, dilara: Client) -> None:
    planned(world)
    with override("en"):
        page = dilara.get(f"{EV1}plan/", headers={"Accept-Language": "en"}).content.decode()
    assert "no method yet" in page
