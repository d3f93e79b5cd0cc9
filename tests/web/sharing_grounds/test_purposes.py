"""Purposes on the pages: mine first, how each stands, and what can be done about them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.web.sharing_grounds.conftest import Page, Workspace, text_of
from tests.world import World, days_from_now, noted_as, now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.domains.sharing.operations import purposes

STATEMENT = {
    "aim": "Zicht",
    "persons": "verdachten",
    "kinds_of_data": "alles",
    "ends_on": days_from_now(90).isoformat(),
}
OPENING = {"name": "Verkenning", "code": "verkenning", "kind": "activity", "opened_on": days_from_now(0).isoformat()}


def opened(world: World, days_ago: int, code: str = "verkenning") -> Purpose:
    on = localdate() - timedelta(days=days_ago)
    return purposes.open_purpose(code, f"Doel {code}", "activity", on, by=world.loader, at=now())


def test_own_purposes_stand_first_with_the_way_to_their_documents(workspace: Workspace, opens: Page) -> None:
    opened(workspace.world, 1)
    shown = text_of(opens("anna", "purposes/"))
    assert shown.index("Smokkelroutes") < shown.index("Other purposes") < shown.index("Doel verkenning")
    assert "/in/smokkel/documents/" in shown
    assert "/in/verkenning/documents/" not in shown


@pytest.mark.parametrize(
    ("days_ago", "words"), [(0, "7 days left"), (6, "1 day left"), (7, "0 days left"), (8, "Shut for new data")]
)
def test_purpose_says_how_many_days_are_left_to_lay_it_down(
    world: World, opens: Page, days_ago: int, words: str
) -> None:
    opened(world, days_ago)
    assert words in text_of(opens("anna", "purposes/"))


def test_source_without_purposes_says_so(world: World, client: Client) -> None:
    client.cookies["django_language"] = "en"
    client.force_login(Account.objects.get(email="anna@example.org"))
    assert "The source holds no purposes" in client.get("/nsoc/sharing/purposes/").content.decode()


def test_purpose_shows_its_statement_its_dpia_and_its_people(workspace: Workspace, opens: Page) -> None:
    activity = workspace.world.activity("A01")
    activity.purpose = workspace.purpose
    activity.save(update_fields=["purpose"])
    shown = text_of(opens("anna", "purposes/smokkel/"))
    for words in ("Smokkelroutes begrijpen", "DPIA 1", "Gwen", "special_investigation", "/activities/A01/"):
        assert words in shown


def test_what_begins_later_is_not_shown_as_running(workspace: Workspace, opens: Page) -> None:
    hugo = Authorisation.objects.filter(appointment__person=workspace.world.hugo)
    hugo.update(authorised_from=days_from_now(5))
    noted_as("record_dpia")
    Purpose.objects.filter(id=workspace.purpose.id).update(dpia_on=days_from_now(5))
    shown = text_of(opens("anna", "purposes/smokkel/"))
    assert shown.index("Gwen") < shown.index("Authorised later") < shown.index("Hugo")
    assert "No DPIA yet" in shown


def test_purpose_is_opened_and_laid_down_on_the_pages(world: World, opens: Page) -> None:
    assert opens("lars", "open-purpose/", OPENING).status_code == 302
    assert opens("lars", "purposes/verkenning/statement/", STATEMENT).status_code == 302
    assert Purpose.objects.get(code="verkenning").stated_by == world.lars


@pytest.mark.parametrize(
    ("name", "address", "data", "reason"),
    [
        ("anna", "open-purpose/", OPENING, "This is for:"),
        ("lars", "open-purpose/", OPENING | {"code": "smokkel"}, "There is a purpose with this name already."),
        ("lars", "purposes/smokkel/statement/", STATEMENT | {"aim": ""}, "Write down what the data are needed for."),
        ("lars", "purposes/smokkel/dpia/", {"dpia_on": "2026-01-01"}, "Supervision (Wpg articles 33 and 34)"),
        ("eva", "purposes/smokkel/dpia/", {"dpia_on": "2026-01-01"}, "Name the assessment and what it covers."),
        ("anna", "purposes/smokkel/dpia/overtaken/", {}, "This is for:"),
    ],
)
def test_refused_form_says_why(
    workspace: Workspace, opens: Page, name: str, address: str, data: dict[str, Any], reason: str
) -> None:
    refused = opens(name, address, data)
    assert refused.status_code == 409
    assert reason in text_of(refused)


def test_dpia_is_recorded_and_overtaken(workspace: Workspace, opens: Page) -> None:
    recorded = {"reference": "DPIA 2", "dpia_on": "2026-01-01", "categories": ["police-8"]}
    assert opens("eva", "purposes/smokkel/dpia/", recorded).status_code == 302
    assert opens("eva", "purposes/smokkel/dpia/overtaken/", {}).status_code == 302
    assert "DPIA overtaken" in text_of(opens("anna", "purposes/smokkel/"))


def authorising(appointment: Any) -> dict[str, str]:
    return {"appointment": str(appointment.id), "role": "reader", "authorised_from": days_from_now(0).isoformat()}


def test_someone_is_authorised_and_nobody_authorises_themselves(workspace: Workspace, opens: Page) -> None:
    mila, karin = workspace.world.mila.appointments.get(), workspace.world.karin.appointments.get()
    elsewhere = opens("lars", "purposes/smokkel/authorise/", authorising(mila))
    assert "People are authorised by their own organisation" in text_of(elsewhere)
    assert opens("karin", "purposes/smokkel/authorise/", authorising(mila)).status_code == 302
    again = opens("karin", "purposes/smokkel/authorise/", authorising(mila))
    assert "This person is authorised already." in text_of(again)
    own = opens("karin", "purposes/smokkel/authorise/", authorising(karin))
    assert "You can&#x27;t authorise yourself." in text_of(own)


def test_suspended_person_stands_apart_until_the_suspension_ends(workspace: Workspace, opens: Page) -> None:
    anna = workspace.world.anna
    assert "Write down why." in text_of(opens("eva", f"people/{anna.id}/suspend/", {"because": ""}))
    assert opens("eva", f"people/{anna.id}/suspend/", {"because": "Onderzoek"}).status_code == 302
    shown = text_of(opens("eva", "purposes/smokkel/"))
    assert "Onderzoek" in shown
    assert "Let read again" in shown
    assert opens("eva", f"people/{anna.id}/resume/", {}).status_code == 302
    assert "Onderzoek" not in text_of(opens("eva", "purposes/smokkel/"))


def test_authorisation_ends_on_a_day(workspace: Workspace, opens: Page) -> None:
    running = Authorisation.objects.get(appointment__person=workspace.world.anna)
    early = opens("eva", f"authorisations/{running.id}/end/", {"until": "2000-01-01"})
    assert "The end lies before the start." in text_of(early)
    ended = opens("eva", f"authorisations/{running.id}/end/", {"until": days_from_now(0).isoformat()})
    assert ended.status_code == 302
    assert "1 authorisation that has ended" in text_of(opens("eva", "purposes/smokkel/"))


def test_only_those_who_may_see_the_buttons(workspace: Workspace, opens: Page) -> None:
    assert "/suspend/" not in text_of(opens("anna", "purposes/smokkel/"))
    assert "/authorise/" not in text_of(opens("anna", "purposes/smokkel/"))
    assert "/suspend/" in text_of(opens("eva", "purposes/smokkel/"))


def test_queries_do_not_grow_with_the_purposes(workspace: Workspace, opens: Page) -> None:
    opens("eva", "purposes/")
    counts = []
    for number in range(2):
        for place in range(10):
            opened(workspace.world, 1, f"doel-{number}-{place}")
        with CaptureQueriesContext(connection) as asked:
            opens("eva", "purposes/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
