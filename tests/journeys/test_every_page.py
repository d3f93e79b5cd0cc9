"""Every kind of page of a project in a real Chromium: no mistake that axe can find, and none scrolls sideways."""

from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from itertools import product

from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.docs.test_coverage_page import routes
from tests.journeys.test_journeys import address, found_by_axe, mistakes, mistakes_at_last
from tests.web.test_crawl import links_in
from vlechtwerk.domains.partnership.models import Account

# Who together can open every page; each next one is looked along with for what the ones before can't open.
READERS = ["karin", "eva", "bram", "inge", "dilara"]
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
    # Of a draft, or of a round that is prepared or open: the demo has neither. Looked at in test_thermometer.py.
    "evaluation:add_open_question", "evaluation:add_outsider", "evaluation:add_people", "evaluation:add_scale",
    "evaluation:add_statement", "evaluation:change_open_question", "evaluation:change_round", "evaluation:change_scale",
    "evaluation:change_statement", "evaluation:close_round", "evaluation:compare_instrument_versions",
    "evaluation:drop_open_question", "evaluation:drop_scale", "evaluation:drop_statement",
    "evaluation:end_evaluator_role", "evaluation:fix_instrument_version", "evaluation:instrument_wording",
    "evaluation:invite", "evaluation:move_statement", "evaluation:note_respondent", "evaluation:open_round",
    "evaluation:prolong_round", "evaluation:publish_result", "evaluation:redact_remark", "evaluation:remind",
    "evaluation:remove_respondent",
    # Acts by a button on the page of a text or of a settling, and files.
    "evaluation:code_text", "evaluation:codes_qdc", "evaluation:coding_qdpx", "evaluation:settle_place",
    "evaluation:uncode_text", "evaluation:undo_coding", "evaluation:write_memo", "evaluation:undo_taking_in",
    "evaluation:undo_in_code_book", "evaluation:write_coding_file", "evaluation:written_coding_file",
    # Of a file that someone chose: the demo has none. Looked at in test_coding.py.
    "evaluation:coding_file",
    # Of a version in the making, or of a session that is not over: the demo has neither. Looked at in test_learning.py.
    "evaluation:add_learning_question", "evaluation:add_session_participant", "evaluation:adopt_agenda",
    "evaluation:discard_agenda", "evaluation:end_question", "evaluation:end_session", "evaluation:take_back_ending",
    "evaluation:merge_proposals", "evaluation:merge_questions",
    "evaluation:move_session", "evaluation:session_links", "evaluation:sharpen_question", "evaluation:split_question",
    "evaluation:write_proposal",
    # Acts by a button on the page of where the day goes, and on home.
    "evaluation:choose_to_be_asked", "evaluation:skip_week", "evaluation:tick",
    # Of a finding that another wrote and checked: the demo has none. Looked at in test_findings.py.
    "evaluation:approve_finding",
    # Of a report that was asked for: the demo has none. Looked at in test_write_an_evaluation.py.
    "evaluation:build_report", "evaluation:built_report", "evaluation:evaluation_report_manifest",
    "evaluation:freeze_report", "evaluation:judge_chapter",
    # The ready list stands in the code book of the demo already. Sent in test_fieldwork_pages.py.
    "evaluation:add_ready_codes",
    # Nothing was published about what is invented: the first case alone has these.
    "evaluation:claim", "evaluation:published_figure",
}  # fmt: skip
# Marks the elements with words of their own that are dressed as none was on a page before (by tags, classes and states
# from the root down), and remembers them. Contrast takes three quarters of the time of axe, and what is dressed alike
# looks alike.
DRESSED_ANEW = """() => {
  const told = /^(class|style|role|type|open|hidden|disabled|fill|data-.*|aria-(current|disabled|invalid|pressed))$/
  const known = new Set(JSON.parse(localStorage.getItem('dressed') || '[]'))
  const before = known.size
  const hashed = words => {
    let hash = 2166136261
    for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 16777619)
    return hash
  }
  const visit = (element, above) => {
    const worn = [...element.attributes].filter(one => told.test(one.name)).map(one => one.name + one.value)
    const dress = hashed(above + element.tagName + worn.sort().join())
    const speaks = [...element.childNodes].some(one => one.nodeType === 3 && one.data.trim()) || 'value' in element
    if (speaks && !known.has(dress)) {
      known.add(dress)
      element.setAttribute('data-dressed-anew', '')
    }
    for (const child of element.children) visit(child, dress)
  }
  visit(document.body, '')
  localStorage.setItem('dressed', JSON.stringify([...known]))
  return known.size - before
}"""
# All that axe looks for is looked for on a phone; on a wide screen what can differ with the width.
NARROW = 390
ASK_FOR_WIDTH = ["target-size", "scrollable-region-focusable", "region", "heading-order", "empty-table-header"]
FILES = ("_export", "_file", "_pdf", "_sheet", "_workbook")
# Checked in tests/journeys/test_sign_in.py and test_answering.py, or no page at all.
SPACES = ("account_", "mfa_", "api", "answering:", "taking_part:")
# Kinds that few pages of a kind lead to, for only what is as it must be can be acted on, and the kind that does.
LED_TO_BY = {
    "evaluation:assign_question": "evaluation:learning_question",
    "evaluation:reopen_finding": "evaluation:finding",
    "evaluation:say_who_speaks": "evaluation:text",
    "partnership:end_seat": "partnership:person",
    "partnership:follow_promise": "partnership:promise",
    "partnership:write_note": "partnership:body",
    "programme:add_count": "programme:activity",
    "programme:end_step": "programme:activity",
    "programme:make_tasks": "programme:activity",
    "programme:note_product_use": "programme:activity",
    "programme:remind_of_words": "programme:report",
    "programme:report_words": "programme:report",
    "sharing:answer_consent": "sharing:consents",
    "sharing:withdraw_consent": "sharing:consents",
}
# How many pages of one kind someone reads at most, how many links to one they try, and whether only of what leads to a
# kind that is left: few at first, then what is hard to find, then more of all as long as a kind was not found.
ROUNDS = ((1, 6, False), (100, 100, True), (3, 12, False), (15, 12, False), (15, 10_000, False))


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


class Waiting:
    """Links that wait to be followed; what leads to a page of a kind that was not found yet comes first."""

    def __init__(self, left: set[str]) -> None:
        self.left = left
        self.seen: set[str] = set()
        self.by_route: dict[str, list[str]] = {}
        self.read: Counter[str] = Counter()
        self.tried: Counter[str] = Counter()

    def add(self, links: Iterable[str]) -> None:
        """Let links wait that were not seen yet."""
        for link in sorted(set(links) - self.seen):
            self.seen.add(link)
            route = resolve(link.partition("?")[0]).view_name
            if not route.endswith(FILES):
                self.by_route.setdefault(route, []).append(link)

    def next(self, most_read: int, most_tried: int, only_leading: bool) -> tuple[str, str] | None:
        """Return the route and the link to follow next: of a kind that is left, or else that was tried least."""
        leading = self.left | {LED_TO_BY[route] for route in self.left & LED_TO_BY.keys()}
        able = [
            route
            for route, links in self.by_route.items()
            if links
            and self.read[route] < most_read
            and self.tried[route] < most_tried
            and (route in leading or not only_leading)
        ]
        if not able:
            return None
        route = min(able, key=lambda one: (one not in self.left, self.tried[one]))
        self.tried[route] += 1
        return route, self.by_route[route].pop()


def read(client: Client, link: str) -> str:
    """Return a page without looking at it; nothing, when it is none or may not be opened."""
    answer = client.get(link)
    is_page = answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page and "attachment" not in answer.get("Content-Disposition", "") else ""


def faint(page: Page) -> list[str]:
    """Return words with too little contrast, of elements that are dressed as none was before."""
    if not page.evaluate(DRESSED_ANEW):
        return []
    return found_by_axe(page, {"include": [["[data-dressed-anew]"]]}, {"runOnly": ["color-contrast"]})


def looked_at(page: Page, link: str, wrong: dict[str, list[str]]) -> str:
    """Open a page in the browser and look for mistakes; return what it says, or nothing when it may not be opened."""
    answer = page.goto(link)
    assert answer is not None
    assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR, link
    if answer.status != HTTPStatus.OK:
        return ""
    seen = []
    for width in (1280, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            seen.append(f"scrolls sideways at {width}")
        if width > NARROW:
            seen += mistakes(page, rules=ASK_FOR_WIDTH)
    seen += mistakes_at_last(page) + faint(page)
    if seen:
        wrong[link] = seen
    return answer.text()


def test_axe_finds_nothing_on_a_page_of_any_kind(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    """Follow the links from home until each kind is found; the first of each is looked at, some more are read."""
    assert {*LED_TO_BY, *LED_TO_BY.values()} <= set(routes())
    left = {route for route in routes() if not route.startswith(SPACES) and not route.endswith(FILES)} - ELSEWHERE
    wrong: dict[str, list[str]] = {}
    here = address(live_server)
    readers = [(signed_in(name), Waiting(left)) for name in READERS]
    # What the first may not open at all, another may: nobody tries everything before all have tried some.
    for most, (client, waiting) in product(ROUNDS, readers):
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": here}])
        waiting.add(["/demo/"])
        while left and (following := waiting.next(*most)):
            route, link = following
            if told := looked_at(page, here + link, wrong) if route in left else read(client, link):
                left.discard(route)
                waiting.read[route] += 1
                waiting.add(there for there in links_in(told, link) if there.startswith("/demo/"))
    assert left == set()
    assert wrong == {}
