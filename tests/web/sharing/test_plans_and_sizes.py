"""A plan says how many rows were hidden from its reader, and the size of a table how many there are: neither is told.

Asked is everything that a reader and the privacy officer reach, while each statement is looked at (D18, D19).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.api.conftest import Callers
from tests.domains.sharing.test_database_leaks import rows
from tests.web.sharing.conftest import Pages, acknowledged
from tests.web.test_crawl import kind_of, links_in
from tests.workspace import Workspace
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.interfaces.api.application import api

pytestmark = pytest.mark.django_db

# As a statement begins, and what it may name of the catalogue of the database: sizes, estimates and counters.
ASKS_FOR_A_PLAN = r"^\s*explain\M|[\s'(]explain\s*(\(|analy[sz]e|verbose|select|update|insert|delete|format)"
COUNTS_ROWS = (
    r"\mreltuples\M|\mrelpages\M|\mpg_stat\w*|\mpg_statistic\w*|\mn_live_tup\M|\mpg_\w*_size\s*\(|\mpg_size_\w+"
)
# Words of a plan, whatever it was asked with.
OF_A_PLAN = re.compile(rb"Rows Removed|(Seq|Index|Bitmap Heap|Function) Scan|\(cost=|rows=\d+ width=|Planning Time")
SEARCHED = {"words": "Geheim"}
LOG = {"ground": "lawfulness", "reason": "steekproef", "period": "month"}
# What a program is made of here; what shows plans or records to who develops is not among it.
PARTS = {"vlechtwerk", "allauth", "csp", "django_htmx", "procrastinate", "whitenoise"}
PARTS_OF_DJANGO = {"auth", "contenttypes", "sessions", "messages", "staticfiles", "postgres"}


def in_python(pattern: str) -> re.Pattern[str]:
    """Return a pattern of PostgreSQL, which has its own signs for the ends of words, for Python."""
    return re.compile(re.sub(r"\\[mM]", r"\\b", pattern), re.IGNORECASE)


TELLING = in_python(f"{ASKS_FOR_A_PLAN}|{COUNTS_ROWS}|\\mpg_class\\M")


@contextmanager
def looked_at() -> Iterator[list[str]]:
    """Gather the statements that ask for a plan or a size, and count the others in the first place."""
    found = ["0"]

    def look(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        found[0] = str(int(found[0]) + 1)
        if TELLING.search(sql):
            found.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(look):
        yield found


def pages_in_reach(pages: Pages, start: str) -> dict[str, bytes]:
    """Ask for a page of each kind that leads from another, and return what each says."""
    waiting, told, kinds = [start], {}, set()
    while waiting:
        link = waiting.pop()
        if kind_of(link) in kinds or not link.startswith("/test/"):
            continue
        kinds.add(kind_of(link))
        answer = pages.client.get(link)
        told[link] = answer.content
        if answer["Content-Type"].startswith("text/html"):
            waiting += sorted(links_in(answer.content.decode(), link))
    return told


def answers_to_calls(calls: Callers, document: Document) -> dict[str, bytes]:
    """Ask every call that needs no more than a purpose and a document, and search."""
    told = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        inside = path.split("{project}", 1)[-1].replace("{purpose}", "smokkel").replace("{document}", str(document.id))
        asked = methods.get("get", {}).get("parameters", ())
        if (
            "get" in methods
            and "{" not in inside
            and not any(one["in"] == "query" and one["required"] for one in asked)
        ):
            # Who gives it is told who can see it.
            answer = (calls.anna if inside.endswith("/audience") else calls.hugo).get(inside)
            assert answer.status_code == 200, inside
            told[inside] = answer.content
    told["_search"] = calls.hugo.post(calls.hugo.here("/documents/_search"), SEARCHED).content
    return told


@pytest.fixture
def partly_hidden(workspace: Workspace) -> Document:
    """Return what Hugo reads, beside what he may not know of."""
    for number in range(3):
        workspace.gives(
            "anna", f"Geheim {number}", category="police-8", level="subject", handling=frozenset({"existence_hidden"})
        )
    shared = workspace.gives("anna", "Geheim maar gedeeld", category="police-8", level="subject")
    acknowledged(workspace, "hugo", shared)
    return shared


@pytest.mark.slow
def test_no_page_asks_for_a_plan_or_the_size_of_a_table(pages: Pages, partly_hidden: Document) -> None:
    with looked_at() as statements:
        told = pages_in_reach(pages.sign_in("hugo"), "/test/")
        told["search"] = pages.post("documents/", **SEARCHED).content
        told |= pages_in_reach(pages.sign_in("eva"), "/test/sharing/log/")
        told["log"] = pages.client.post("/test/sharing/log/", LOG).content
    asked, *telling = statements
    assert (telling, int(asked) > 500, len(told) > 25) == ([], True, True)
    assert [page for page, words in told.items() if OF_A_PLAN.search(words)] == []
    assert any(b"Geheim maar gedeeld" in words for words in told.values()), "the document itself was asked for"


def test_no_call_asks_for_a_plan_or_the_size_of_a_table(workspace: Workspace, partly_hidden: Document) -> None:
    with looked_at() as statements:
        told = answers_to_calls(Callers(), partly_hidden)
    asked, *telling = statements
    assert (telling, int(asked) > 200, len(told) > 20) == ([], True, True)
    assert [call for call, words in told.items() if OF_A_PLAN.search(words)] == []
    assert b"Geheim maar gedeeld" in told["_search"]


def test_no_function_of_the_database_asks_for_a_plan_or_the_size_of_a_table(workspace: Workspace) -> None:
    """What runs inside the database is no statement of the program, so its text is looked at where it is in force."""
    functions = rows(
        "select proname::text, prosrc ~* %s from pg_proc where pronamespace = 'public'::regnamespace",
        f"{ASKS_FOR_A_PLAN}|{COUNTS_ROWS}",
    )
    assert {name for name, telling in functions if telling} == set()
    assert {"take_up_clearance", "read_log"} <= {name for name, _telling in functions}


def test_what_is_looked_for_is_found_in_what_would_tell() -> None:
    """The patterns of this file notice each way that is known."""
    ways = (
        "EXPLAIN SELECT 1", "explain (analyze, format json) select 1", "select reltuples from pg_class",
        "select pg_total_relation_size('sharing_document')", "select * from pg_stat_user_tables", "table pg_stats",
    )  # fmt: skip
    assert [way for way in ways if not TELLING.search(way)] == []
    with connection.cursor() as cursor:
        cursor.execute("explain analyze select * from sharing_document where title = 'x'")
        assert OF_A_PLAN.search("\n".join(row[0] for row in cursor.fetchall()).encode())


def test_nothing_is_installed_that_shows_statements_or_records() -> None:
    """A toolbar, a profiler or an administration brings plans and totals to a page without a statement of ours."""
    for name in (*settings.INSTALLED_APPS, *settings.MIDDLEWARE):
        part, *inside = name.split(".")
        contributed = inside[1] if part == "django" and inside[0] == "contrib" else ""
        assert part in PARTS | {"django"}, name
        assert contributed in PARTS_OF_DJANGO | {""}, name
