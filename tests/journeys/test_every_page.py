"""Every kind of page of a project in a real Chromium: no mistake that axe can find, and none scrolls sideways."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.docs.test_coverage_page import routes
from tests.journeys.test_journeys import address, mistakes
from tests.web.test_crawl import links_in
from vlechtwerk.domains.partnership.models import Account

# Who together can open every page; each next one is looked along with for what the ones before can't open.
READERS = ["karin", "eva", "bram", "inge"]
# What is no page of a project that a link leads to: parts and answers of other pages, files, acts by a button.
ELSEWHERE = {
    "accessibility", "account", "ended", "help", "leave", "make_token", "not_let_in", "oidc_key",
    "openid_connect_callback", "openid_connect_login", "partnership:draft_advice", "partnership:give_advice",
    "partnership:take_decision", "partnership:withdraw_decision",
    "privacy", "programme:adopt_map", "public_added_value_text", "remove_token", "search", "set_language",
    "sharing:acknowledge",
    "sharing:ask_consent", "sharing:audience", "sharing:capacity", "sharing:end_covenant", "sharing:end_suspension",
    "sharing:hand_out", "sharing:look_at_readers", "sharing:overtake_dpia", "sharing:see_notices",
    "sharing:write_comment", "start", "step_in",
    "programme:map_sheet",
    "programme:approve_publication", "programme:note_step",
    "programme:approve_report", "programme:correct_count", "programme:end_room", "programme:gather_report",
    "programme:make_report_files", "programme:put_up_publication", "programme:report_manifest",
    "programme:return_publication", "programme:return_report", "programme:revise_publication",
    "programme:submit_report",
    "programme:overview_export", "programme:tasks_export", "programme:timeline_export", "see_notices",
    "sharing:matrix_export",
}  # fmt: skip
FILES = ("_export", "_file", "_sheet")
# Checked in tests/journeys/test_sign_in.py, or no page at all.
SPACES = ("account_", "mfa_", "api")
# Some pages are led to by few of their kind: only a decision that waits can be taken.
MOST_OF_ONE_KIND = 4


class Found(NamedTuple):
    """A page of one kind, and who can open it."""

    link: str
    session: str


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


class Waiting:
    """Links that wait to be followed; what leads to a page of a kind that was not found yet comes first."""

    def __init__(self, found: dict[str, Found]) -> None:
        self.found = found
        self.seen: set[str] = set()
        self.by_route: dict[str, list[str]] = {}
        self.read: Counter[str] = Counter()

    def add(self, links: Iterable[str]) -> None:
        """Let links wait that were not seen yet."""
        for link in sorted(set(links) - self.seen):
            self.seen.add(link)
            route = resolve(link.partition("?")[0]).view_name
            if not route.endswith(FILES):
                self.by_route.setdefault(route, []).append(link)

    def next(self) -> tuple[str, str] | None:
        """Return the route and the link to follow next: of a kind that is not found, or else that was read least."""
        left = [route for route, links in self.by_route.items() if links and self.read[route] < MOST_OF_ONE_KIND]
        if not left:
            return None
        route = min(left, key=lambda one: (one in self.found, self.read[one]))
        return route, self.by_route[route].pop()


def one_of_each_kind(project: str, wanted: set[str]) -> dict[str, Found]:
    """Follow the links from home until each route wanted is found; some of each are read for their links."""
    found: dict[str, Found] = {}
    for client in map(signed_in, READERS):
        waiting = Waiting(found)
        waiting.add([f"/{project}/"])
        while not wanted <= set(found) and (following := waiting.next()):
            route, link = following
            answer = client.get(link)
            page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
            if page and not answer.get("Content-Disposition", "").startswith("attachment"):
                waiting.read[route] += 1
                found.setdefault(route, Found(link, client.cookies["sessionid"].value))
                here = links_in(answer.content.decode(), link)
                waiting.add(there for there in here if there.startswith(f"/{project}/"))
    return found


def test_axe_finds_nothing_on_a_page_of_any_kind(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    wanted = {route for route in routes() if not route.startswith(SPACES) and not route.endswith(FILES)} - ELSEWHERE
    found = one_of_each_kind("demo", wanted)
    assert wanted <= set(found)
    wrong = {}
    for route, (link, session) in found.items():
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": address(live_server)}])
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address(live_server) + link)
        seen = mistakes(page)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                seen.append(f"scrolls sideways at {width}")
        if seen:
            wrong[f"{route} {link}"] = seen
    assert wrong == {}
