"""The canary sings for every way in which the guard could fail: each policy dropped or inverted, a view made raw."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

import psycopg
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver

from tests.canary.crawl import Crawl, one_of_each_kind, undone
from tests.canary.expecting import allowed_in
from tests.canary.policies import Policy, dropped, inverted, restrictive_policies
from tests.canary.rows import rows_in_purpose, rows_open_to
from tests.canary.watching import may_see_anywhere, too_much
from tests.canary.world import MAIN, Planting
from tests.canary.writing import REFUSED_EARLIER, attempts, wrongly_written
from tests.databases import owner_address

# How many policies are broken at once.
AT_ONCE = 6
# Planting takes long: one worker does it for all of them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mutations")]


@pytest.fixture(scope="module")
def bram(small: Planting) -> Crawl:
    """Sign Bram in, of the tax authority."""
    return Crawl(small, small.reader("bram")).sign_in()


def glance(crawl: Crawl, tables: Collection[str] = ()) -> list[str]:
    """Look where every record of tables would show: the export, the bodies, the list, consents and notices.

    What was seen of a table outside all purposes need not be looked for within one.
    """
    made, reader = crawl.made, crawl.reader
    crawl.seen = {}
    outside = ["/api/v1/projects/test/export", *(f"/test/partnership/bodies/{code}/" for code in made.world.bodies)]
    wrong = [words for address in outside for words in failing(crawl, address)]
    anywhere = may_see_anywhere(made, reader)
    wrong += too_much(crawl, anywhere | rows_open_to(made, reader))
    if tables and all(any(leaks(table, words) for words in wrong) for table in tables):
        return wrong
    opened = one_of_each_kind(made, reader, MAIN) if "sharing_document" in tables else []
    documents = [f"{one.identifier}/" for one in opened]
    with crawl.purpose(MAIN) as look:
        for path in ("", "../consents/", "../notices/", *documents):
            wrong += failing(crawl, look.address(path))
        return wrong + too_much(crawl, allowed_in(made, reader, MAIN) | anywhere | rows_in_purpose(made, reader, MAIN))


def failing(crawl: Crawl, address: str) -> Iterator[str]:
    """Ask for a page; one that can't be made of what it was given is no leak by itself, and told."""
    try:
        with undone():
            crawl.ask("get", address)
    except Exception as error:  # what a broken guard lets through may break any page
        yield f"{address} fails: {error!r}"


def reading_policies() -> list[Policy]:
    """Return every policy that narrows what can be read."""
    found = restrictive_policies(connection.settings_dict["NAME"])
    return [policy for policy in found if policy.act in ("SELECT", "ALL")]


def unnoticed(
    crawl: Crawl, policies: Sequence[Policy], break_it: Callable[[Policy], AbstractContextManager[None]]
) -> list[str]:
    """Break policies, some that lie far apart at once, and name those of which their own rows do not leak.

    One that breaks a page can hide another: what is not noticed beside others is broken alone.
    """
    groups = -(-len(policies) // AT_ONCE)
    alone = [one for first in range(groups) for one in _unnoticed_of(crawl, policies[first::groups], break_it)]
    return [one.words for policy in alone for one in _unnoticed_of(crawl, [policy], break_it)]


def _unnoticed_of(
    crawl: Crawl, policies: Sequence[Policy], break_it: Callable[[Policy], AbstractContextManager[None]]
) -> list[Policy]:
    with ExitStack() as broken:
        for policy in policies:
            broken.enter_context(break_it(policy))
        seen = glance(crawl, [policy.table for policy in policies])
    return [policy for policy in policies if not any(leaks(policy.table, words) for words in seen)]


def leaks(table: str, words: str) -> bool:
    """Say whether something that was seen comes from a table."""
    of_documents = table == "sharing_document" and (words.startswith(("id of", "title of")))
    return f"row of {table} " in words or of_documents


def test_nothing_is_seen_while_nothing_is_broken(bram: Crawl) -> None:
    assert glance(bram) == []


def test_each_policy_that_is_dropped_is_noticed(bram: Crawl) -> None:
    assert len(reading_policies()) > 40
    assert unnoticed(bram, reading_policies(), dropped) == []
    assert glance(bram) == []


@pytest.mark.parametrize("table", ["sharing_document", "sharing_comment", "partnership_bodynote"])
def test_policy_that_is_inverted_is_noticed(bram: Crawl, table: str) -> None:
    policies = [policy for policy in reading_policies() if policy.table == table]
    assert unnoticed(bram, policies, inverted) == []


def test_view_that_is_made_raw_is_noticed(bram: Crawl) -> None:
    with made_raw("documents"):
        seen = glance(bram)
    assert any(words.startswith("title of") for words in seen), seen


@contextmanager
def made_raw(name: str) -> Iterator[None]:
    """Let a page answer with everything there is, as the owner of the tables reads it."""
    pattern = _pattern(get_resolver().url_patterns, name)
    former = pattern.callback

    def raw(request: HttpRequest, **_parts: str) -> HttpResponse:
        with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
            return HttpResponse(f"Alles: {owner.execute('select title from sharing_document').fetchall()}")

    pattern.callback = raw
    try:
        yield
    finally:
        pattern.callback = former


def _pattern(patterns: list[object], name: str) -> URLPattern:
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name == name:
            return pattern
        # The programming interface names its calls as the pages are named.
        if (inner := getattr(pattern, "url_patterns", None)) is not None and getattr(pattern, "namespace", "") != "api":
            try:
                return _pattern(inner, name)
            except LookupError:
                continue
    raise LookupError(name)


def test_nothing_can_be_written_that_is_not_ones_own(small: Planting) -> None:
    bram = small.reader("bram")
    assert wrongly_written(small, bram, attempts(small, bram)) == []


def test_each_writing_policy_that_is_dropped_is_noticed(small: Planting) -> None:
    found = restrictive_policies(connection.settings_dict["NAME"])
    bram = small.reader("bram")
    tried = attempts(small, bram)
    unnoticed = []
    for policy in [one for one in found if one.act in ("INSERT", "UPDATE") and one.words not in REFUSED_EARLIER]:
        with dropped(policy):
            written = wrongly_written(small, bram, tried.of(policy.table))
        if not any(words.startswith(policy.words) for words in written):
            unnoticed.append(policy.words)
    assert unnoticed == []
