"""How long an answer takes tells nobody whether there is something of which they may not know."""

import random
from collections.abc import Callable
from time import perf_counter
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from tests.canary import oracle
from tests.canary.conftest import FULL
from tests.canary.crawl import Crawl
from tests.canary.expecting import verdict
from tests.canary.ranks import chance_of_ranks, medians_differ
from tests.canary.world import MAIN, Planting
from tests.databases import owner_address

TRIES = 1_000
# When nothing differs, one run in a hundred still falls below this chance; three in a row do so once in a million.
CHANCE, RUNS = 0.01, 3
NEARLY = 0.05


def test_rank_test_tells_shifted_series_apart_and_equal_ones_not() -> None:
    chance = random.Random(2)
    one, same, longer = ([chance.gauss(mean, 1) for _try in range(500)] for mean in (10, 10, 10.4))
    assert chance_of_ranks(one, same) > CHANCE
    assert chance_of_ranks(one, longer) < CHANCE
    # From the tables: U = 2 of 5 and 5, without ties, is 0.0283 by this approximation.
    assert chance_of_ranks([1, 2, 3, 4, 7], [5, 6, 8, 9, 10]) == pytest.approx(0.0283, abs=0.0001)
    assert chance_of_ranks([1, 1, 2], [1, 2, 2]) > 0.3
    assert medians_differ([1, 2, 3], [2, 2.1, 3]) == pytest.approx(0.05)


@pytest.fixture(scope="module")
def bram(small: Planting) -> Crawl:
    """Sign Bram in, of the tax authority."""
    return Crawl(small, small.reader("bram")).sign_in()


def hidden(crawl: Crawl) -> list[UUID]:
    """Return what is there, and may not be known."""
    return [
        one.identifier for one in crawl.made.items
        if verdict(crawl.made, crawl.reader, MAIN, one) == oracle.ABSENT and one.kept_to is None and not one.recalled
    ]  # fmt: skip


def nothing() -> None:
    """Leave the clearance as it was decided before."""


def forget_clearances() -> None:
    """Let the next request decide anew what may be read."""
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        owner.execute("update access_version set facts = facts + 1")


def measured(crawl: Crawl, path: str, method: str, before: Callable[[], None]) -> tuple[list[float], list[float]]:
    """Ask by turns, in an order drawn each time, for something hidden and for something that never was."""
    times: dict[bool, list[float]] = {True: [], False: []}
    there, ask = hidden(crawl), getattr(crawl.client, method)
    for turn in range(TRIES + 20):
        for exists in random.sample([True, False], 2):
            identifier = there[turn % len(there)] if exists else uuid4()
            before()
            began = perf_counter()
            answer = ask(f"/test/sharing/in/{MAIN}/documents/{identifier}/{path}")
            times[exists].append(perf_counter() - began)
            assert answer.status_code == 404
    # The first few fill what is kept from one request to the next.
    return times[True][20:], times[False][20:]


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="Times are noise on a busy machine: set VLECHTWERK_CANARY=full to measure them.")
@pytest.mark.parametrize("before", [nothing, forget_clearances], ids=["warm", "cold"])
@pytest.mark.parametrize(("path", "method"), [("", "get"), ("file/1/", "post")], ids=["page", "file"])
def test_time_tells_nothing(bram: Crawl, path: str, method: str, before: Callable[[], None]) -> None:
    found = []
    for _run in range(RUNS):
        one, other = measured(bram, path, method, before)
        apart, chance = medians_differ(one, other), chance_of_ranks(one, other)
        found.append(f"medians {apart:.1%} apart, chance {chance:.3f}")
        if apart < NEARLY and chance > CHANCE:
            break
    else:
        pytest.fail("; ".join(found))
    print("; ".join(found))
