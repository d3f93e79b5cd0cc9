"""Nobody sees more than the rules allow, and nobody less, wherever they look.

The addresses come from the URL configuration and from the description of the programming interface: a new page is
looked at without anyone adding it here, and an address whose parts the crawl can't fill fails it.
"""

import json
from collections import Counter
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from tests.canary import oracle
from tests.canary.crawl import Crawl, filled
from tests.canary.expecting import undecided_in, verdict
from tests.canary.routes import API, NotFilled, Route
from tests.canary.watching import nothing_is, told, wrong_in, wrong_outside
from tests.canary.world import MAIN, Planting, Reader
from tests.databases import owner_address

# Planting takes long: one worker does it for all of them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("canary")]


def test_reader_sees_what_the_rules_allow_and_nothing_else(
    small: Planting, record_property: Callable[[str, object], None]
) -> None:
    crawl = Crawl(small, small.reader("bram")).sign_in()
    wrong = [*wrong_in(crawl, MAIN), *wrong_outside(crawl)]
    record_property("told", told(crawl))
    nothing_is(wrong)


def counts_by_the_rules(made: Planting, reader: Reader) -> dict[str, object]:
    """Return what the list counts, by the second reading: what is read, by facet, and what is known of."""
    found = [(verdict(made, reader, MAIN, one), one) for one in made.items]
    read = [one.item for answer, one in found if answer == oracle.ALLOWED]
    facets = {
        name: dict(Counter(getattr(item, name) for item in read)) for name in ("organisation", "category", "level")
    }
    known = sum(answer == oracle.KNOWN for answer, _one in found)
    return {"total": len(read), "facets": facets, "announced": known, "more": False}


def test_totals_facets_and_announcements_count_what_the_rules_open(small: Planting) -> None:
    clear = [one for one in small.readers if not undecided_in(small, one, MAIN)]
    assert len(clear) > 3
    for reader in clear:
        crawl = Crawl(small, reader).sign_in()
        answer = json.loads(crawl.ask("get", f"{API}/projects/test/purposes/{MAIN}/documents").content)
        counted = {name: answer[name] for name in ("total", "facets", "more")} | {"announced": len(answer["announced"])}
        assert counted == counts_by_the_rules(small, reader), reader.words


def test_address_that_can_not_be_filled_is_named(small: Planting) -> None:
    route = Route("sharing:new", ("project", "purpose", "novelty"), "<slug:project>/in/<slug:purpose>/<uuid:novelty>/")
    with pytest.raises(NotFilled, match="part “novelty” of which the crawl knows no values"):
        filled(small, route, MAIN)


TEXTS_OF_ROUNDS = (
    ("evaluationround", "invitation"), ("respondent", "name"), ("respondent", "email"), ("respondent", "pseudonym"),
    ("roundremark", "text"), ("answersheet", "pseudonym"), ("shownremark", "text"), ("fieldworksession", "guide"),
    ("participantidentity", "name"), ("participantidentity", "reached_at"), ("passage", "text"), ("memo", "text"),
    ("transcript", "file_name"), ("codingfile", "name"), ("code", "name"), ("settling", "decided_by"),
    ("settledplace", "reason"),
)  # fmt: skip


def test_every_answer_remark_and_invitation_holds_a_token(small: Planting) -> None:
    """What holds none could reach anyone unnoticed."""
    here = "where project_id = (select id from partnership_project where code = 'test')"
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        for table, column in TEXTS_OF_ROUNDS:
            written = f"select {column}::text from evaluation_{table} {here} and {column}::text <> ''"
            texts = owner.execute(written).fetchall()
            assert texts, table
            assert [text for (text,) in texts if not small.tokens.in_text(text) & small.personal.keys()] == []
        for table in ("answersheet", "savedanswers", "sealedanswer", "sealedtick", "tickmark"):
            held = owner.execute(f"select id::text from evaluation_{table} {here}").fetchall()
            assert held, table
            assert {identifier for (identifier,) in held} <= small.rows.keys()


def test_small_world_holds_every_verdict(small: Planting) -> None:
    for name in ("bram", "hugo"):
        found = {verdict(small, small.reader(name), MAIN, one) for one in small.items}
        assert found == {oracle.ALLOWED, oracle.KNOWN, oracle.ABSENT}
