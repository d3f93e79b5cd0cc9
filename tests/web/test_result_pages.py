"""Results, methods, the added value and the surroundings on their pages: found, registered, and taken along."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.results import (
    add_action,
    add_product,
    count,
    describe,
    does,
    element,
    one_of_each,
    outside,
    put_up,
    say,
    theme,
)
from tests.web.test_writing import NO_EVIDENCE, evidence
from tests.world import LONG_AGO, World, now, place
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.programme.models import ActionCount, MethodUse, ProductUse, ValuePublication
from vlechtwerk.domains.programme.operations import methods, planning
from vlechtwerk.foundation.evidence.address import Ground
from vlechtwerk.interfaces.web.programme.result_rows import say_number

P = "/test/programme/"
S = "/test/partnership/"


@pytest.fixture
def karin(world: World, client: Client) -> Client:
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_each_kind_of_result_has_a_tab_of_its_own_and_files(world: World, karin: Client) -> None:
    world.source()
    one_of_each(world, world.activity(), world.activity("A02", "Kades"))
    for page, words in (
        ("results/", "Risicomatrix"),
        ("results/actions/", "Kades bezocht"),
        ("results/methods/", "Methode M1"),
    ):
        assert words in text(karin, P + page)
        assert words in text(karin, f"{P}{page}export.csv")
        assert karin.get(f"{P}{page}export.xlsx").status_code == 200
    assert "Risicomatrix" not in text(karin, P + "results/actions/")
    assert karin.get(P + "results/export.pdf").status_code == 404


def test_activity_shows_what_it_produced_did_and_learnt(world: World, karin: Client) -> None:
    world.source()
    made, other = world.activity(), world.activity("A02", "Kades")
    one_of_each(world, made, other)
    assert "Risicomatrix" in text(karin, P + "activities/A01/")
    assert "Methode M1" in text(karin, P + "activities/A02/")


def test_product_is_registered_and_its_use_noted_on_the_page(world: World, karin: Client) -> None:
    world.source()
    activity = world.activity(lead="karin")
    page = P + "activities/A01/product/"
    wanted = {"title": "Beeld", "kind": "picture"}
    assert karin.post(page, wanted | NO_EVIDENCE).status_code == 409
    assert karin.post(page, wanted | evidence(source="T1", text="Staat er")).status_code == 302
    product = activity.products.get()
    used = {"in_use": "yes", "by_whom": "Douane"} | evidence(source="T1")
    assert karin.post(f"{P}products/{product.id}/use/", used).status_code == 302
    assert ProductUse.objects.get().by_whom == "Douane"
    assert "Douane" in text(karin, P + "results/")


def test_count_is_added_and_corrected_on_the_page(world: World, karin: Client) -> None:
    world.source()
    action = add_action(world, world.activity(lead="karin"))
    told = {"definition": "kades", "number": "9", "unit": "kades", "ground": "register"}
    assert karin.post(f"{P}actions/{action.id}/count/", told | evidence(source="T1")).status_code == 302
    page = f"{P}counts/{ActionCount.objects.get().id}/correction/"
    right = {"number": "8", "reason": "Dubbel"} | evidence(source="T1")
    assert karin.post(page, right).status_code == 302
    assert karin.post(page, right).status_code == 409
    shown = text(karin, P + "results/actions/")
    assert "<s>9" in shown
    assert "<b>8</b>" in shown


def test_who_does_not_lead_sees_no_act_and_is_refused(world: World, client: Client) -> None:
    world.source()
    world.activity()
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    assert "/product/" not in text(client, P + "activities/A01/")
    assert "U bent geen trekker van deze activiteit" in text(client, P + "activities/A01/product/")
    sent = {"title": "Beeld", "kind": "picture"} | evidence(source="T1")
    assert client.post(P + "activities/A01/product/", sent).status_code == 409


def test_method_is_written_rewritten_and_found_again(world: World, karin: Client) -> None:
    world.activity(lead="karin")
    written = {"title": "Voorspellen", "code": "VOOR", "does": "Voorspelt", "law_change": "unknown"} | NO_EVIDENCE
    assert karin.post(P + "activities/A01/method/", written).status_code == 302
    changed = {"does": "Voorspelt beter", "law_change": "yes", "change": "Na de meting"} | NO_EVIDENCE
    assert karin.post(P + "methods/VOOR/version/", changed).status_code == 409
    assert karin.post(P + "methods/VOOR/version/", changed | {"which_law": "Telecomwet"}).status_code == 302
    assert "Voorspelt beter" in text(karin, P + "results/methods/?words=beter")
    assert "Voorspelt beter" not in text(karin, P + "results/methods/?need=no_law_change")
    page = text(karin, P + "methods/VOOR/")
    assert "Versie 1" in page
    assert "Telecomwet" in page


def test_team_member_takes_up_a_method_and_both_pages_show_it(world: World, client: Client) -> None:
    describe(world, made_in=world.activity())
    other = world.activity("A02", "Kades")
    planning.assign(other, world.anna, "member", LONG_AGO, by=world.loader, at=now())
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    taken = {"activity": "A02", "reason": "Ook hier nodig"} | NO_EVIDENCE
    assert client.post(P + "methods/M1/take-up/", taken).status_code == 302
    assert client.post(P + "methods/M1/take-up/", taken).status_code == 409
    assert "Ook hier nodig" in text(client, P + "methods/M1/")
    assert "Methode M1" in text(client, P + "activities/A02/")
    outcome = {"outcome": "does_not", "because": "Geen telling"} | NO_EVIDENCE
    assert client.post(f"{P}method-uses/{MethodUse.objects.get().id}/outcome/", outcome).status_code == 302
    assert "Geen telling" in text(client, P + "methods/M1/")


def test_outsider_of_the_team_is_not_offered_to_take_it_up(world: World, client: Client) -> None:
    describe(world, made_in=world.activity())
    client.force_login(world.chris.account)  # type: ignore[arg-type]  # the cast has accounts
    assert "take-up" not in text(client, P + "methods/M1/")
    assert "U zit niet in het team" in text(client, P + "methods/M1/take-up/")


def test_page_goes_from_draft_to_withdrawn(world: World, client: Client) -> None:
    world.source()
    say(world, element(world), "supports", "Volgens velen", place(ground=Ground.OPINION))
    as_bram, as_karin = Client(), Client()
    as_bram.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    as_karin.force_login(world.karin.account)  # type: ignore[arg-type]  # as above
    page = P + "publications/1/"
    assert as_bram.post(P + "added-value/draft/", {"title": "Waarde", "introduction": "Lees"}).status_code == 302
    assert as_bram.post(page + "put-up/").status_code == 302
    assert "approval" not in text(as_bram, page)
    checksum = ValuePublication.objects.get().checksum
    assert f"approval/?read={checksum}" in text(as_karin, page)
    assert as_bram.post(page + "approval/", {"checksum": checksum}).status_code == 409
    assert as_karin.post(page + "approval/", {"checksum": "0" * 64}).status_code == 409
    assert client.get("/test/added-value/").status_code == 404
    assert as_karin.post(page + "approval/", {"checksum": checksum}).status_code == 302
    assert "Volgens velen" in text(client, "/test/added-value/")
    assert as_karin.post(page + "end/", {"because": "Verouderd"}).status_code == 302
    assert client.get("/test/added-value/").status_code == 410


def test_returned_page_tells_its_writers_why(world: World, karin: Client) -> None:
    element(world)
    put_up(world)
    assert karin.post(P + "publications/1/return/", {"because": "Te lang"}).status_code == 302
    assert "Te lang" in text(karin, P + "publications/1/")
    assert karin.post(P + "publications/1/draft/", {"title": "Korter"}).status_code == 302


def test_model_is_changed_on_its_page(world: World, karin: Client) -> None:
    world.source()
    new = {"code": "V1", "name": "Aanvullen", "explanation": "Samen"} | NO_EVIDENCE
    assert karin.post(P + "added-value/element/", new).status_code == 302
    said = {"kind": "supports", "text": "Het is bewezen"}
    assert karin.post(P + "value-elements/V1/point/", said | NO_EVIDENCE).status_code == 409
    assert (
        karin.post(P + "value-elements/V1/point/", said | {"kind": "hoped", "text": "Ooit"} | NO_EVIDENCE).status_code
        == 302
    )
    reworded = {"name": "Samen", "explanation": "Meer", "reason": "Duidelijker"}
    assert karin.post(P + "value-elements/V1/wording/", reworded).status_code == 302
    shown = text(karin, P + "added-value/")
    assert "Potentie" in shown
    assert "Duidelijker" in shown
    assert "Ooit" in text(karin, P + "added-value/export.csv")
    assert karin.post(P + "value-elements/V1/end/", {"until": "2026-01-01", "because": "Op"}).status_code == 302


def test_who_already_does_this_is_answered_with_what_of_ours_does_it(world: World, karin: Client) -> None:
    world.source()
    world.activity()
    routes = theme(world)
    does(world, outside(world), routes)
    outside(world, "SKC")
    assert karin.post(S + "surroundings/own/", {"theme": "ROUTES", "activity": "A01"}).status_code == 302
    shown = text(karin, S + "surroundings/?theme=ROUTES")
    assert "1 partij van buiten, en 1 van onszelf" in shown
    assert "Centrum SKC" not in shown
    for view in ("levels", "bodies"):
        assert "Centrum RIEC" in text(karin, f"{S}surroundings/matrix/?view={view}")
        assert "Centrum RIEC" in text(karin, f"{S}surroundings/matrix/export.csv?view={view}")
    assert "Deelt signalen" in text(karin, S + "surroundings/export.csv")


def test_how_we_relate_to_a_body_is_said_on_its_page(world: World, karin: Client) -> None:
    world.source()
    theme(world)
    new = {"name": "Centrum", "code": "RIEC", "kind": "regional_centre", "reach": "regional"} | NO_EVIDENCE
    assert karin.post(S + "surroundings/body/", new).status_code == 302
    assert "niet in de bron" in text(karin, S + "outside/RIEC/")
    role = {"theme": "ROUTES", "what": "Deelt signalen"}
    assert karin.post(S + "outside/RIEC/role/", role | NO_EVIDENCE).status_code == 409
    assert karin.post(S + "outside/RIEC/role/", role | evidence(source="T1")).status_code == 302
    held = {"position": "overlap", "explanation": "Beide kijken naar kades"} | NO_EVIDENCE
    assert karin.post(S + "outside/RIEC/position/", held).status_code == 302
    agreed = {"title": "Afspraak", "kind": "protocol", "bodies": ["RIEC"]} | NO_EVIDENCE
    assert karin.post(S + "surroundings/agreements/new/", agreed).status_code == 302
    shown = text(karin, S + "outside/RIEC/")
    assert all(words in shown for words in ("Wij overlappen", "Deelt signalen", "Afspraak"))
    assert "Afspraak" in text(karin, S + "surroundings/agreements/export.csv")


@pytest.mark.slow
def test_lists_ask_the_database_as_often_for_many_as_for_few(world: World, karin: Client) -> None:
    world.source()
    pages = ("results/", "results/actions/", "results/methods/", "added-value/", "activities/A00/")
    addresses = [P + page for page in pages] + [S + "surroundings/", S + "surroundings/matrix/?view=bodies"]

    def asked() -> list[int]:
        found = []
        for address in addresses:
            karin.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                karin.get(address + ("&" if "?" in address else "?") + f"x={len(found)}")
            found.append(len(queries))
        return found

    def grow(first: int, last: int) -> None:
        activity = world.activity("A00") if first == 0 else None
        for number in range(first, last):
            of = activity or planning.Activity.objects.get(code="A00")
            count(world, add_action(world, of, f"Actie {number}"), number)
            add_product(world, of, f"Product {number}")
            method = describe(world, f"M{number}", of)
            use = methods.note_trial(method, by_whom="Elders", evidence=[place()], by=world.loader, at=now())
            methods.tell_outcome(use, "partly", "Zo", by=world.loader, at=now())
            say(world, element(world, f"V{number}"), "hoped", "Ooit")
            does(world, outside(world, f"B{number}"), theme(world, f"T{number}"))

    grow(0, 2)
    few = asked()
    grow(2, 8)
    assert asked() == few


@pytest.mark.django_db
def test_case_tells_what_switch_off_learnt_and_counts_only_what_the_source_counts(client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    page = text(client, "/nsoc/programme/methods/PROFIEL/")
    assert all(
        words in page for words in ("te weinig risicofactoren", "vordering", "R · r. 708-714", "Werkt hier niet")
    )
    assert text(client, "/nsoc/programme/results/actions/").count("<table") == 1
    shown = text(client, "/nsoc/programme/added-value/")
    assert "Gemeten effect</" not in shown
    assert shown.count("Potentie: het wordt gehoopt") == 4
    assert "onduidelijk" in text(client, "/nsoc/partnership/surroundings/?position=unclear").lower()


@pytest.mark.parametrize(("language", "written"), [("nl", "1.240"), ("en", "1,240")])
def test_number_is_written_as_its_reader_does(language: str, written: str) -> None:
    with override(language):
        assert say_number(1240) == written
