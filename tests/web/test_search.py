"""Search finds goals, what came of them, advice, promises and who is outside, on the page and through the API."""

import re

import pytest

from tests.results import does, one_of_each, outside, theme
from tests.web.test_work_pages import call, page_of, read
from tests.world import World, now
from vlechtwerk.domains.partnership.operations import advice, promises
from vlechtwerk.domains.programme.models import Method, ValueElement
from vlechtwerk.domains.programme.operations import added_value, goals, methods
from vlechtwerk.domains.programme.queries.search import find
from vlechtwerk.domains.programme.queries.search_kinds import KINDS
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END
from vlechtwerk.interfaces.api.plan_schemas import KindFound


@pytest.fixture
def filled(world: World) -> World:
    world.source()
    one_of_each(world, world.activity(), world.activity("A02", "Kades"))
    goal = goals.add_goal("G1", "tactical", "Routes over water in beeld", parts={"what": "Vaarwegen beschrijven"},
                          by=world.karin, at=now())  # fmt: skip
    goals.word_goal(
        goal, "Tien vaarroutes in beeld", {"how_much": "Tien trajecten"}, "Te vaag", by=world.karin, at=now()
    )
    goals.note_outside_goal("X1", "Minder ladingdiefstal", party="Zeehavens", by=world.karin, at=now())
    advice.ask_advice("Hoe meten we verplaatsing?", world.bodies["RG"], by=world.karin, at=now())
    promises.make_promise("Een brief over containers", "parliament", made_by="Minister", by=world.karin, at=now())
    return world


def found(words: str) -> dict[str, list[str]]:
    return {kind: [item.title for item in items] for kind, items in find(words).found.items()}


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("vaarroutes", "goal", "Tien vaarroutes in beeld"),
        ("vaaroutes", "goal", "Tien vaarroutes in beeld"),
        ("trajecten", "goal", "Tien vaarroutes in beeld"),
        ("G1", "goal", "Tien vaarroutes in beeld"),
        ("ladingdiefstal", "outside_goal", "Minder ladingdiefstal"),
        ("risicomatirx", "product", "Risicomatrix"),
        ("kades bezocht", "action", "Kades bezocht"),
        ("overgeladen", "method", "Methode M1"),
        ("methdoe", "method", "Methode M1"),
        ("elkaar aanvulen", "value_element", "Elkaar aanvullen"),
        ("signalen", "outside_body", "Centrum RIEC"),
        ("RIEC", "outside_body", "Centrum RIEC"),
        ("werkafspraken", "agreement", "Werkafspraak"),
        ("verplaatsing", "advice", "Hoe meten we verplaatsing?"),
        ("container", "promise", "Een brief over containers"),
    ],
)
def test_goals_results_and_surroundings_are_found(filled: World, words: str, kind: str, title: str) -> None:
    assert title in found(words)[kind]


def test_earlier_wording_of_a_goal_is_a_former_name_and_its_parts_are_not_found(filled: World) -> None:
    (goal,) = find("over water").found["goal"]
    assert (goal.code, goal.title, goal.found_as) == ("G1", "Tien vaarroutes in beeld", "Routes over water in beeld")
    assert "goal" not in found("vaarwegen")
    added_value.reword_element(
        ValueElement.objects.get(), "Samen verder", "Meer samen kunnen", "Helderder", by=filled.loader, at=now()
    )
    (element,) = find("aanvullen").found["value_element"]
    assert (element.title, element.found_as) == ("Samen verder", "Elkaar aanvullen")


def test_method_is_found_by_what_its_latest_version_says(filled: World) -> None:
    method = Method.objects.get()
    text = MethodText(does="Ligplaatsen vergelijken", what_failed="Geen telecomdata")
    methods.rewrite_method(method, text, "Beproefd", by=filled.loader, at=now())
    assert "method" not in found("overgeladen")
    (item,) = find("telecomdata").found["method"]
    assert item.snippet == f"Ligplaatsen vergelijken · Geen {FOUND}telecomdata{FOUND_END}"
    assert find("telecomdata").numbers["method"] == 1


def test_body_is_found_once_by_all_that_it_does(filled: World) -> None:
    body = outside(filled, "FEC")
    does(filled, body, theme(filled, "GELD"), "Volgt geldstromen")
    does(filled, body, theme(filled, "HAVEN"), "Schouwt geldstromen in havens")
    results = find("geldstromen")
    assert [item.code for item in results.found["outside_body"]] == ["FEC"]
    assert results.numbers["outside_body"] == 1
    assert results.found["outside_body"][0].snippet.count(FOUND) == 2


def test_page_leads_to_everything_found_and_marks_the_words(filled: World) -> None:
    client = page_of(filled.bram)
    for words, kind, heading, marked in (
        ("vaarroutes", "goal", "Doelen", "vaarroutes"),
        ("risicomatrix", "product", "Producten", "Risicomatrix"),
        ("kades", "action", "Acties", "Kades"),
        ("overgeladen", "method", "Methoden", "overgeladen"),
        ("aanvullen", "value_element", "Meerwaarde", "aanvullen"),
        ("RIEC", "outside_body", "Partijen van buiten", "RIEC"),
        ("werkafspraak", "agreement", "Afspraken", "Werkafspraak"),
        ("verplaatsing", "advice", "Adviezen", "verplaatsing"),
        ("containers", "promise", "Toezeggingen", "containers"),
        ("ladingdiefstal", "outside_goal", "Doelen van anderen", "ladingdiefstal"),
    ):
        page = read(client, f"search/?q={words}")
        section = page.partition(f'id="found-{kind}"')[2].partition("</section>")[0]
        assert heading in section, words
        assert f"<mark>{marked}</mark>" in section, words
        (address, *_others) = re.findall(r'<li lang="nl"><a href="([^"]+)"', section)
        assert marked.casefold() in client.get(address).content.decode().casefold(), address


def test_api_finds_them_by_kind_and_knows_every_kind(filled: World) -> None:
    assert {kind.value for kind in KindFound} == set(KINDS)
    sought = call(filled.bram, "/_search", {"words": "vaarroutes", "kind": "goal"}).json()
    assert [(item["kind"], item["code"], item["title"]) for item in sought] == [
        ("goal", "G1", "Tien vaarroutes in beeld")
    ]
    assert call(filled.bram, "/_search", {"words": "vaarroutes", "kind": "method"}).json() == []


def test_another_project_finds_nothing_of_it(filled: World) -> None:
    for words in ("vaarroutes", "trajecten", "ladingdiefstal"):
        assert re.search(rf"<b>0</b> .*{words}", page_of(filled.bram).get(f"/nsoc/search/?q={words}").content.decode())
