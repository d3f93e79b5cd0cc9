"""What is possible, held against what the law says, written down here by hand (not from the policies).

Sources: Wpg 15 and 46(2), 16(1)(a), 19 and Bpg 4:5; Wjsg 39e and 39f; AWR 67; ADW 1:33(1) and (3).
"""

import csv
import io
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.sharing_grounds.conftest import Page, text_of
from tests.world import World
from vlechtwerk.domains.sharing.queries.matrix import How, Matrix, Party, matrix_of, parties_of_project
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, law_only, with_covenant
from vlechtwerk.engines.policy.grounds import text_of as text_of_policies

POLICE = ("NP.police", "KMAR.police", "FIOD.special_investigation", "DOU.customs_investigation")
TAX = ("BD.tax", "FIOD.tax")
SUPERVISION, PROSECUTION = "DOU.customs_supervision", "OM.prosecution"
FREE, IF, ONCE, SHUT = ("subject", "free"), ("subject", "condition"), ("subject", "once"), ("knowledge", "closed")
COUNTS = ("aggregate", "free")


def expected_by_law(giver: str, category: str, receiver: str) -> tuple[str, str]:
    """Say, from the articles, how far a category goes from one to another without a covenant."""
    match category:
        case "police-8" if receiver in POLICE:
            return FREE
        case "police-9" | "police-10a" | "police-10c" if receiver in POLICE:
            return IF
        case "police-8" if receiver == SUPERVISION:
            # ADW 1:33(1): a duty, when customs law is carried out.
            return IF
        case "police-8" | "police-9" | "police-10a" | "police-10c":
            return FREE if receiver == PROSECUTION else ONCE
        case "criminal-justice":
            return IF
        case "fiscal":
            return {SUPERVISION: IF}.get(receiver, FREE if receiver in TAX else SHUT)
    # Customs data: ADW 1:33(3), only to those who carry out customs law.
    return IF if receiver in (*TAX, "DOU.customs_investigation") else SHUT


def expected_by_model(giver: str, category: str, receiver: str) -> tuple[str, str]:
    """Say what the clauses of the model covenant add to that."""
    outside = receiver in (*TAX, SUPERVISION)
    if category == "police-8" and outside:
        return FREE
    if category.startswith("police") and outside:
        return IF
    if category == "fiscal" and receiver in (*POLICE, PROSECUTION):
        return IF
    by_law = expected_by_law(giver, category, receiver)
    return COUNTS if category == "customs" and by_law == SHUT else by_law


def found_in(matrix: Matrix) -> dict[tuple[str, str, str], tuple[str, str]]:
    return {
        (giver.key, category, cell.receiver.key): (cell.possible.level, cell.possible.how.value)
        for giver, category, cells in matrix.rows
        for cell in cells
        if cell.possible.how != How.OWN
    }


def test_matrix_says_what_the_law_says(world: World) -> None:
    found = found_in(matrix_of(law_only(), parties_of_project()))
    assert found == {key: expected_by_law(*key) for key in found}
    assert len(found) == (4 * 4 + 1 + 2 + 1) * 7


def test_matrix_says_what_the_model_covenant_adds(world: World) -> None:
    grounds = with_covenant(text_of_policies(MODEL_COVENANT))
    found = found_in(matrix_of(grounds, parties_of_project()))
    assert found == {key: expected_by_model(*key) for key in found}


def test_clause_that_names_one_organisation_opens_to_no_other_of_its_kind() -> None:
    clause = """@id("cov-1")@article("1")@direction("Douane → NP")@nl("Naar NP.")@en("To NP.")@reading("text")
permit (principal, action == Action::"read", resource)
when { resource.category == "customs" && "NP"==principal.organisation };
"""
    parties = (
        Party("DOU", "Douane", "customs_supervision", "toezicht"),
        Party("NP", "Politie", "police", "politie"),
        Party("KMAR", "Marechaussee", "police", "politie"),
    )
    found = found_in(matrix_of(with_covenant(clause), parties, "aggregate"))
    opened = {to: found["DOU.customs_supervision", "customs", to][1] for to in ("NP.police", "KMAR.police")}
    assert opened == {"NP.police": "free", "KMAR.police": "closed"}


def test_two_capacities_of_one_organisation_are_two_parties(world: World) -> None:
    found = found_in(matrix_of(law_only(), parties_of_project()))
    assert found["FIOD.tax", "fiscal", "FIOD.special_investigation"] == SHUT
    assert found["FIOD.special_investigation", "police-8", "FIOD.tax"] == ONCE


@pytest.mark.parametrize(("law", "words"), [("law", "AWR 67 closes"), ("model_covenant", "conv. 4.2, if")])
def test_page_shows_the_ways_of_the_law_that_is_chosen(opens: Page, law: str, words: str) -> None:
    answer = opens("lars", f"possible/?law={law}")
    assert answer.status_code == 200
    assert words in text_of(answer)


def test_chosen_cell_says_which_consents_open_it_and_the_other_way(opens: Page) -> None:
    shown = text_of(opens("lars", "possible/?cell=NP.police~police-9~BD.tax"))
    assert "agreement of the public prosecutor or the mayor" in shown
    assert "BD gives NP" in shown
    assert 'aria-current="true"' in shown


@pytest.mark.parametrize(
    ("law", "title"),
    [("law", "What is possible by the law only"), ("model_covenant", "with the model covenant (not in force)")],
)
def test_title_says_which_grounds_are_shown(opens: Page, law: str, title: str) -> None:
    shown = text_of(opens("lars", f"possible/?law={law}"))
    assert title in shown.partition("<title>")[2].partition("</title>")[0]
    assert title in shown.partition("<h1>")[2].partition("</h1>")[0]
    assert ("This is not what holds." in shown) == (law == "model_covenant")


def test_cell_stays_the_same_when_another_law_is_chosen(opens: Page) -> None:
    def cell_of(shown: str) -> str:
        return shown.partition('<input type="hidden" name="cell" value="')[2].partition('"')[0]

    first = text_of(opens("lars", "possible/?law=law"))
    cell = cell_of(first)
    assert cell.count("~") == 2
    # What the form sends along when someone chooses another law in it.
    other = text_of(opens("lars", f"possible/?law=model_covenant&cell={cell}"))
    assert cell_of(other) == cell
    heading = [page.partition('id="chosen-heading">')[2].partition("</h2>")[0] for page in (first, other)]
    assert heading[0] == heading[1] != ""


def test_filters_say_how_many_are_on(opens: Page) -> None:
    assert "vw-fold__on" not in text_of(opens("lars", "possible/"))
    assert ">2 on<" in text_of(opens("lars", "possible/?law=model_covenant&receiver=BD.tax"))


def test_one_level_can_be_asked_for(opens: Page) -> None:
    assert "Bpg artikel" not in text_of(
        opens("lars", "possible/?law=law&level=aggregate&cell=NP.police~police-9~KMAR.police")
    )
    found = matrix_of(law_only(), parties_of_project(), "aggregate")
    assert found_in(found)["NP.police", "police-9", "KMAR.police"] == COUNTS


def test_list_of_one_receiver_holds_what_others_give(opens: Page) -> None:
    shown = text_of(opens("lars", "possible/?receiver=BD.tax"))
    assert "What BD" in shown
    assert '<table class="vw-matrix">' not in shown


def test_export_has_a_row_for_each_level(opens: Page) -> None:
    answer = opens("lars", "possible/export.csv?law=law")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + 140 * 4
    assert "invented" in answer["Content-Disposition"]


def test_warm_page_is_quick_and_asks_little(opens: Page) -> None:
    opens("lars", "possible/")
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        opens("lars", "possible/")
    assert time.perf_counter() - began < 1
    assert len(asked) < 40
