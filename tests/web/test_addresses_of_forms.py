"""An address to which a form is sent can stand in the bar of a browser: it leads to the page that it belongs to."""

import re

import pytest
from django.test import Client

from tests.canary.routes import Route, routes
from tests.web.test_report_pages import HERE
from tests.web.test_report_pages import report as report  # a fixture
from tests.world import World
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.interfaces.web.acts import page_above

SAMPLES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}
PAGES = [route for route in routes() if not route.path and "project" in route.parameters]


def address_of(route: Route) -> str:
    kind_of = {name: kind for kind, name in re.findall(r"<(\w+):(\w+)>", route.template)}
    values = {name: SAMPLES.get(kind_of.get(name, ""), "x") for name in route.parameters}
    return route.address(values | {"project": "test"})


@pytest.mark.slow
def test_no_address_answers_that_it_can_not_be_asked_for(world: World, client: Client) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    shut = [route.template for route in PAGES if client.get(address_of(route)).status_code == 405]
    assert shut == []


@pytest.mark.parametrize("act", ["facts", "submit"])
def test_refused_act_of_a_report_can_be_read_in_another_language(
    world: World, report: ProgressReport, client: Client, act: str
) -> None:
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    there = f"{HERE}{act}/?activity=A01"
    refused = client.post(there)
    assert refused.status_code == 409
    assert f'name="next" value="{there}"' in refused.content.decode()
    page = client.post("/language/", {"language": "en", "next": there}, follow=True)
    assert page.redirect_chain[-1][0] == f"{HERE}?activity=A01"
    assert "Words at Smokkelroutes" in page.content.decode()


def test_address_of_a_token_leads_back_to_the_account(world: World, client: Client) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    assert client.get("/account/tokens/", follow=True).redirect_chain == [("/account/", 302)]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/account/tokens/00000000-0000-0000-0000-000000000000/removal/", "/account/"),
        ("/step-in/", "/"),
        ("/test/sharing/capacity/", "/test/"),
        ("/test/notices/seen/", "/test/notices/"),
        ("/test/sharing/in/x/documents/00000000-0000-0000-0000-000000000000/file/1/",
         "/test/sharing/in/x/documents/00000000-0000-0000-0000-000000000000/"),
    ],
)  # fmt: skip
def test_page_above_an_address_is_the_nearest_that_can_be_asked_for(address: str, page: str) -> None:
    assert page_above(address) == page
