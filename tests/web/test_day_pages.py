"""Where the day goes in the demo: ticked from home, read per month, used as evidence; the same through each door."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.django_db
DAY, HOME = "/demo/evaluation/day/", "/demo/"
API = "/api/v1/projects/demo/where-the-day-goes"
MINE = {"time-gathering": "half", "time-agreeing": "none", "time-exchanging": "none", "time-work": "half"}


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


def text(client: Client, page: str) -> str:
    answer = client.get(page, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 409, answer.content
    return {reason["code"] for reason in answer.json()["reasons"]}


def test_home_asks_once_a_week_and_whoever_wants_no_more_is_left_alone() -> None:
    anna = signed_in("anna")
    assert "Where did your past seven days go?" in text(anna, HOME)
    # Nothing is chosen beforehand, and each row is answered.
    form = text(anna, HOME).partition('class="vw-day"')[2].partition("</form>")[0]
    assert " checked" not in form
    assert 'value="none" required' in form
    assert anna.post(f"{DAY}tick/", {"time-work": "half"}).status_code == 409
    too_much = anna.post(f"{DAY}tick/", MINE | {"time-agreeing": "most"})
    assert too_much.status_code == 409
    # What was chosen is still chosen.
    assert 'name="time-agreeing" value="most" required checked' in too_much.content.decode()
    assert anna.post(f"{DAY}tick/", MINE | {"from": "home"})["Location"] == HOME
    assert "Where did your past seven days go?" not in text(anna, HOME)
    assert "Next week you can tick again" in text(anna, DAY)
    assert anna.post(f"{DAY}tick/", MINE).status_code == 409
    bram = signed_in("bram")
    assert bram.post(f"{DAY}asking/", {"wants": "no", "from": "home"})["Location"] == HOME
    assert "Where did your past seven days go?" not in text(bram, HOME)
    assert "Ask me again once a week" in text(bram, DAY)
    bram.post(f"{DAY}asking/", {"wants": "yes"})
    assert "Where did your past seven days go?" in text(bram, HOME)
    assert bram.post(f"{DAY}not-this-week/")["Location"] == DAY
    assert "Where did your past seven days go?" not in text(bram, HOME)
    # Who evaluates is not asked.
    assert "Where did your past seven days go?" not in text(signed_in("dilara"), HOME)


def test_months_are_read_in_words_and_what_is_not_shown_is_in_no_file() -> None:
    karin = signed_in("karin")
    page = text(karin, DAY)
    assert "In October 2026, 20 to 49 people (everyone together) say that of their time about 40% went to" in page
    assert "self-report" in page.lower()
    assert "not shown" in page
    use = "use-as-evidence/?kind=day_month&amp;identifier=2026-10"
    assert use not in page
    assert f'{use}"' in text(signed_in("dilara"), DAY)
    rows = list(csv.reader(io.StringIO(karin.get(f"{DAY}export.csv").content.decode("utf-8-sig")), delimiter=";"))
    if len(rows[0]) == 1:
        rows = list(csv.reader(io.StringIO(karin.get(f"{DAY}export.csv").content.decode("utf-8-sig"))))
    staff = [row for row in rows if row[1] == "Staf"]
    assert len(staff) == 8
    # Four people at most: of them there is nothing, in no month.
    assert {cell for row in staff for cell in row[3:]} == {""}
    told = karin.get(API).json()
    assert {row["gathering"] for row in told if row["department"] == "STAF"} == {None}
    whole = [row for row in told if not row["department"]]
    assert [(row["month"], row["peopleFrom"], row["peopleUntil"]) for row in (whole[0], whole[-1])] == [
        ("2026-03", 20, 49), ("2026-10", 20, 49),
    ]  # fmt: skip


def test_only_an_evaluator_switches_it_off_and_then_nobody_is_asked_through_any_door() -> None:
    karin, dilara, anna = signed_in("karin"), signed_in("dilara"), signed_in("anna")
    assert "Stop asking where the day goes" not in text(karin, DAY)
    assert karin.post(f"{DAY}switch/", {}).status_code == 409
    body: dict[str, Any] = {"isOn": False}
    assert "not_an_evaluator" in codes(karin.post(f"{API}/switch", body, content_type="application/json"))
    assert "Stop asking where the day goes" in text(dilara, DAY)
    assert dilara.post(f"{DAY}switch/", {"threshold": ""}).status_code == 302
    assert "Where did your past seven days go?" not in text(anna, HOME)
    tick = {"work": "most"}
    assert codes(anna.post(f"{API}/ticks", tick, content_type="application/json")) == {"ticks_are_off"}
    assert dilara.post(f"{DAY}switch/", {"threshold": "6"}).status_code == 302
    assert anna.post(f"{API}/ticks", tick, content_type="application/json").json()["wasAskedThisWeek"]
    assert codes(anna.post(f"{API}/ticks", tick, content_type="application/json")) == {"already_asked"}
    assert codes(dilara.post(f"{API}/ticks", tick, content_type="application/json")) == {"not_asked"}
    assert not anna.post(f"{API}/asking", {"wantsToBeAsked": False}, content_type="application/json").json()[
        "wantsToBeAsked"
    ]


def test_judgement_rests_on_a_month_as_what_staff_say_and_never_on_one_that_is_hidden() -> None:
    karin = signed_in("karin")
    page = "/demo/programme/preconditions/R1/judgement/"
    assert "October 2026" in text(karin, page)
    chosen = {
        "period": "2026", "judged_on": "2026-11", "verdict": "partly_met", "evidence-TOTAL_FORMS": "3",
        "evidence-INITIAL_FORMS": "0", "evidence-0-day_month": "2026-10,BEELD", "evidence-0-text": "Minder zoeken",
        "evidence-0-ground": "measured_effect",
    }  # fmt: skip
    assert karin.post(page, chosen | {"evidence-0-day_month": "2026-10,STAF"}).status_code == 422
    assert karin.post(page, chosen).status_code == 302
    shown = text(karin, "/demo/programme/preconditions/R1/")
    assert f"{DAY}#month-2026-10-BEELD" in shown
    assert "5 to 9 people" in shown
    assert "Minder zoeken" in shown
