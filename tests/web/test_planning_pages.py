"""The pages of planning, decisions, advice and promises: what they say, what leaves as a file, and what is refused."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.partnership.models import Account, Advice, Decision, Promise
from vlechtwerk.domains.partnership.operations.advice import ask_advice
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, forward_decision
from vlechtwerk.domains.partnership.operations.promises import make_promise
from vlechtwerk.domains.partnership.rules.mandates import Subject

API = "/api/v1/projects/test"


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


NO_EVIDENCE = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


def test_planning_of_the_first_case_says_what_is_known(db: None) -> None:
    shown = page(client_of("bram"), "/nsoc/programme/planning/")
    assert "+ 77 dagen" in shown
    assert "Juridisch kader" in shown
    assert "Besluit, door wie staat niet in de bron" in shown
    assert "+ 77 dagen" not in page(client_of("bram"), "/nsoc/programme/planning/?as_of=2023-06-30")


def test_planning_and_decisions_leave_as_narrowed(db: None) -> None:
    bram = client_of("bram")
    planning = bram.get("/demo/programme/planning/export.csv?ground=legal").content.decode("utf-8-sig")
    assert "Handreiking cryptobeurzen" in planning
    assert "Eindverslag" not in planning
    outside = bram.get("/demo/partnership/decisions/export.csv?within=no").content.decode("utf-8-sig")
    assert "72 uur per week is meer dan de grens van 36 uur per week." in outside
    assert "Convenant versie 2 vaststellen" not in outside
    for table in ("advice", "promises"):
        assert bram.get(f"/demo/partnership/{table}/export.xlsx").status_code == 200


@pytest.mark.parametrize("year", ["0000", "٠٠٠٠", "00001", "-001", "later"])
def test_year_that_is_none_narrows_no_decisions(db: None, year: str) -> None:
    bram, decisions = client_of("bram"), "/demo/partnership/decisions/"
    table = bram.get(f"{decisions}export.csv")
    assert bram.get(f"{decisions}export.csv", {"year": year}).content == table.content
    assert bram.get(f"{decisions}export.xlsx", {"year": year}).status_code == 200
    page(bram, f"{decisions}?year={year}")


def test_first_case_has_no_advice_and_one_promise(db: None) -> None:
    bram = client_of("bram")
    assert "Over advies staat niets in de bron" in page(bram, "/nsoc/partnership/advice/")
    assert "Actieplan NSOC evalueren" in page(bram, "/nsoc/partnership/promises/")


def test_nine_of_ten_stands_for_a_body_with_enough_decisions(db: None) -> None:
    shown = page(client_of("bram"), "/demo/partnership/decisions/")
    assert "9 van 10 binnen" in shown
    assert "nog geen genomen" not in page(client_of("bram"), "/nsoc/partnership/decisions/")


def test_reader_has_one_act_with_each_question(world: World) -> None:
    world.mandate("MT", kinds=["planning"], limit=56)
    for days, question in ((30, "Binnen"), (90, "Erboven")):
        body = world.bodies["MT"]
        ask_decision(question, body=body, about=Subject("planning", days), by=world.anna, at=now())
    acts = {
        name: [act in page(client_of(name), "/test/partnership/decisions/") for act in ("/take/", "/forwarding/")]
        for name in ("bram", "anna", "gwen")
    }
    assert acts == {"bram": [True, True], "anna": [False, True], "gwen": [False, False]}


def test_decision_above_the_mandate_is_refused_through_every_door(world: World) -> None:
    mandate = world.mandate("MT", kinds=["planning"], limit=56)
    decision = ask_decision("Later?", body=world.bodies["MT"], about=Subject("planning", 90), by=world.anna, at=now())
    bram, today = client_of("bram"), days_from_now(0).isoformat()
    taking = {"result": "yes", "decided_on": today, "mandate": str(mandate.id)}
    refused = bram.post(f"/test/partnership/decisions/{decision.id}/take/", taking)
    assert refused.status_code == 409
    assert "90 dagen is meer dan de grens van 56 dagen." in refused.content.decode()
    body = {"result": "yes", "decidedOn": today, "mandate": str(mandate.id)}
    answer = bram.post(f"{API}/decisions/{decision.id}/taking", body, content_type="application/json")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["above_the_limit"]
    (listed,) = bram.get(f"{API}/decisions?withinMandate=no").json()
    assert listed["withinMandate"]["reasons"][0]["code"] == "above_the_limit"
    told = bram.get(f"{API}/mandate-answer?kind=planning&size=56&body=MT").json()
    assert (told["answer"], told["mandate"]) == ("yes", str(mandate.id))


def test_question_goes_on_from_its_page(world: World) -> None:
    world.mandate("SG", kinds=["covenant"])
    decision = ask_decision("Vaststellen?", body=world.bodies["MT"], about=Subject("covenant"), by=world.anna, at=now())
    anna, address = client_of("anna"), f"/test/partnership/decisions/{decision.id}/forwarding/"
    assert "Mag dit beslissen" in page(anna, address)
    assert anna.post(address, {"body": "SG"}).status_code == 302
    assert "Doorgestuurd van Gremium MT naar Gremium SG" in page(anna, f"/test/partnership/decisions/{decision.id}/")
    assert Decision.objects.get(id=decision.id).body == world.bodies["SG"]


def test_decisions_of_a_body_are_those_that_lay_there_on_the_day_shown(world: World) -> None:
    on, body = moment("2023-05-01"), world.bodies["MT"]
    decision = ask_decision("Nog niet?", body=body, asked_on=on, by=world.loader, at=now())
    forward_decision(decision, world.bodies["SG"], by=world.karin, at=now())
    anna, address = client_of("anna"), "/test/partnership/decisions/"
    before = f"&as_of={days_from_now(-1).isoformat()}"
    there = {
        (code, day): "Nog niet?" in page(anna, f"{address}?body={code}{day}")
        for code in ("MT", "SG")
        for day in ("", before)
    }
    assert there == {("MT", ""): False, ("MT", before): True, ("SG", ""): True, ("SG", before): False}


def test_advice_goes_from_question_to_followed_on_its_pages(world: World) -> None:
    world.activity()
    karin, mila, anna = (client_of(name) for name in ("karin", "mila", "anna"))
    question = {"question": "Hoe meten we dit?", "body": "RG", "asking_body": "MT", "activity": "A01"}
    assert karin.post("/test/partnership/advice/new/", question).status_code == 302
    asked = Advice.objects.get()
    address = f"/test/partnership/advice/{asked.id}/"
    assert mila.post(f"{address}draft/", {"text": "Een concept"}).status_code == 302
    assert "Een concept" in page(mila, address)
    assert "Een concept" not in page(karin, address)
    assert "Een concept" in page(mila, f"{address}giving/")
    giving = {"text": "Vergelijk twee havens", "given_on": days_from_now(0).isoformat()} | NO_EVIDENCE
    assert "U zit niet in" in anna.post(f"{address}giving/", giving).content.decode()
    assert mila.post(f"{address}giving/", giving).status_code == 302
    refused = karin.post(f"{address}weighing/", {"followed": "no"})
    assert "Zeg waarom het niet helemaal gevolgd is." in refused.content.decode()
    assert karin.post(f"{address}weighing/", {"followed": "no", "why": "Te duur"}).status_code == 302
    assert "Niet gevolgd" in page(anna, "/test/partnership/advice/")


def test_promise_is_registered_moved_and_kept_on_its_pages(world: World) -> None:
    world.activity()
    karin, decision = client_of("karin"), world.taken()
    made = {"text": "Een brief", "recipient": "parliament", "due_on": "2023-06", "activity": "A01"} | NO_EVIDENCE
    assert karin.post("/test/partnership/promises/new/", made).status_code == 302
    address = f"/test/partnership/promises/{Promise.objects.get().id}/"
    moved = {"kind": "moved", "occurred_on": "2023-06-20", "reason": "Later", "due_on": "2023-10"} | NO_EVIDENCE
    assert karin.post(f"{address}step/", moved).status_code == 409
    assert karin.post(f"{address}step/", moved | {"decision": str(decision.id)}).status_code == 302
    assert "dagen te laat" in page(karin, "/test/partnership/promises/")
    assert karin.post(f"{address}step/", {"kind": "kept", "occurred_on": "2023-11"} | NO_EVIDENCE).status_code == 302
    assert "dagen te laat" not in page(karin, "/test/partnership/promises/")


def test_interface_asks_gives_and_follows(world: World) -> None:
    world.activity()
    karin, mila = client_of("karin"), client_of("mila")

    def post(client: Client, path: str, **body: object) -> dict[str, object]:
        answer = client.post(f"{API}{path}", body, content_type="application/json")
        assert answer.status_code == 201, answer.content
        return dict(answer.json())

    asked = post(karin, "/advice", question="Hoe?", body="RG", activity="A01")
    post(mila, f"/advice/{asked['id']}/drafts", text="Concept")
    today = days_from_now(0).isoformat()
    assert post(mila, f"/advice/{asked['id']}/giving", text="Zo", givenOn=today)["text"] == "Zo"
    assert post(karin, f"/advice/{asked['id']}/weighing", followed="yes")["followed"] == "yes"
    made = post(karin, "/promises", text="Een brief", recipient="ministry", dueOn="2023-06", activity="A01")
    assert (made["about"], made["dueOn"]) == (
        ["A01"],
        {"text": "2023-06", "earliest": "2023-06-01", "latest": "2023-06-30"},
    )
    kept = post(karin, f"/promises/{made['id']}/steps", kind="kept", occurredOn="2023-05")
    assert (kept["state"], kept["overdueDays"]) == ("kept", 0)
    assert [karin.get(f"{API}/{path}").json() != [] for path in ("advice", "promises", "lead-times")] == [
        True,
        True,
        False,
    ]


def test_planning_in_the_interface_has_its_figures(db: None) -> None:
    told = client_of("bram").get("/api/v1/projects/nsoc/planning").json()
    assert (told["moves"], told["perGround"]["legal"]["median"]) == (1, {"least": 77.0, "most": 77.0})
    moved = next(item for item in told["items"] if item["moves"])
    assert (moved["activity"], moved["moves"][0]["body"]) == ("A13", None)


@pytest.mark.parametrize(
    "path", ["programme/planning", "partnership/decisions", "partnership/advice", "partnership/promises"]
)
def test_queries_do_not_grow_with_the_list(world: World, path: str) -> None:
    client = client_of("bram")

    def counted() -> int:
        page(client, f"/test/{path}/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, f"/test/{path}/?year=2023")
        return len(queries)

    def more(number: int) -> None:
        world.mandate("MT", kinds=["planning"], limit=number)
        world.taken(body="MT")
        ask_decision("Mag het?", body=world.bodies["MT"], about=Subject("planning", 8), by=world.bram, at=now())
        ask_advice("Hoe?", world.bodies["RG"], by=world.bram, at=now())
        make_promise("Een brief", "ministry", due_on=moment("2023"), by=world.karin, at=now())

    more(1)
    first = counted()
    for number in range(2, 6):
        more(number)
    assert counted() == first
