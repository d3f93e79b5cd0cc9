"""The menu: short enough to read, every page within two clicks, and always marked where the reader is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.canary.routes import routes
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.interfaces.web.menu import parts, place_of

MOST = 7
# Acts that have no page of their own.
WITHOUT_A_PAGE = {"sharing:capacity", "sharing:acknowledge", "sharing:see_notices", "programme:make_report_files"}


@pytest.fixture
def bram(db: None, client: Client) -> Client:
    client.force_login(Account.objects.get(email="bram@example.org"))
    return client


def links(page: str, kind: str) -> list[tuple[str, str, str]]:
    """Return address, mark and label of the links of one level."""
    return re.findall(rf'<a class="{kind}" href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>', page)


def below(page: str) -> list[str]:
    return [address for address, _mark, _label in links(page, "vw-pages__link")]


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def of_programme() -> list[str]:
    groups = parts()["programme"][1]()
    return [reverse(route, args=["nsoc"]) for _label, pages in groups for route, _words in pages]


@pytest.mark.parametrize("start", ["programme/tasks/", "programme/activities/A12/", "programme/overview/"])
def test_every_page_of_the_programme_is_within_two_clicks_of_any_other(bram: Client, start: str) -> None:
    page = seen(bram, f"/nsoc/{start}")
    groups = [address for address, _mark, _label in links(page, "vw-subnav__link")]
    assert 1 < len(groups) <= MOST
    reached = {address for group in groups for address in (group, *below(seen(bram, group)))}
    assert set(of_programme()) <= reached


def test_the_way_to_each_page_is_marked_and_the_page_itself_is_told(bram: Client) -> None:
    for address in of_programme():
        page = seen(bram, address)
        at = [
            [(found, mark) for found, mark, _label in links(page, kind) if mark]
            for kind in ("vw-nav__link", "vw-subnav__link", "vw-pages__link")
        ]
        assert len(at[0]) == len(at[1]) == 1
        assert (address, "page") in (at[2] or at[1])
        assert all(mark == ("page" if found == address else "true") for level in at for found, mark in level)


def test_page_below_another_marks_the_way_to_it_and_is_not_told_to_be_it(bram: Client) -> None:
    (first, *_others) = re.findall(
        r'href="(/nsoc/partnership/outside/\w+/)"', seen(bram, "/nsoc/partnership/surroundings/")
    )
    page = seen(bram, first)
    assert "/nsoc/partnership/surroundings/" in below(page)
    assert {mark for _address, mark, _label in links(page, "vw-pages__link")} == {"", "true"}


def test_menu_keeps_the_day_that_was_chosen(bram: Client) -> None:
    page = seen(bram, "/nsoc/programme/timeline/?as_of=2023-06-30")
    assert below(page)
    assert all(address.endswith("?as_of=2023-06-30") for address in below(page))


def test_menu_button_holds_the_same_three_levels(bram: Client) -> None:
    page = seen(bram, "/nsoc/programme/timeline/")
    panel = page[page.index("vw-menu-button__panel") : page.index('class="vw-nav"')]
    assert set(re.findall(r'href="([^"]*)"', panel)) >= {
        *below(page),
        *(address for address, _mark, _label in links(page, "vw-subnav__link")),
    }


def test_every_page_has_its_place_on_the_menu() -> None:
    on_the_menu = {
        route for _label, groups in parts().values() for _group, pages in groups() for route, _words in pages
    }
    named = {route.name for route in routes() if route.name.partition(":")[0] in parts() and "." not in route.template}
    assert {name for name in named if place_of(name) not in on_the_menu} == WITHOUT_A_PAGE
