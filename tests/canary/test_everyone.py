"""The whole canary: everyone of the cast, in each capacity and every purpose, under the law and under the covenant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from tests.canary import oracle
from tests.canary.conftest import FULL
from tests.canary.crawl import Crawl, undone
from tests.canary.oracle import Someone
from tests.canary.planting import plant
from tests.canary.watching import nothing_is, told, too_much, wrong_in, wrong_outside
from tests.canary.world import MAIN, PURPOSES, Planting, Reader
from tests.workspace import adopt_model_covenant
from tests.world import find_world
from vlechtwerk.foundation.database.reading import reading_as

# Planting takes long: one worker does it for all of them.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("everyone")]

# In the usual run everyone reads in one purpose, and looks at all its lists and searches for everything in it; of the
# documents they open one in so many, each their own. Outside all purposes look those who have something there that
# others have not; together they read at every address, each at others, and act at one in so many, beside Bram in the
# quick part, who does all.
ONE_IN = 1 if FULL else 12
OUTSIDE = ("dilara", "eva", "hugo", "inge", "karin")
READS_ONE_IN, ACTS_ONE_IN = (1, 1) if FULL else (len(OUTSIDE), 3 * len(OUTSIDE))
# Gwen acts in two capacities.
EVERYONE = [
    ("anna", "", MAIN), ("bram", "", MAIN), ("chris", "", "douane"), ("dilara", "", "evaluatie"),
    ("eva", "", "toezicht"), ("farid", "", "sturing"), ("gwen", "special_investigation", MAIN), ("gwen", "tax", MAIN),
    ("hugo", "", MAIN), ("inge", "", MAIN), ("jaap", "", "vers"), ("karin", "", "sturing"), ("lars", "", "toezicht"),
    ("mila", "", "evaluatie"),
]  # fmt: skip


@pytest.fixture(scope="module")
def full(canary_database: Path) -> Planting:
    """Plant all categories by all levels by all providers, with each handling code."""
    with find_world() as world:
        return plant(world, canary_database)


@contextmanager
def covenant_in_force(made: Planting) -> Iterator[None]:
    """Let the model covenant hold, for as long as this lasts."""
    with undone():
        with reading_as(made.world.karin.id):
            adopt_model_covenant(made.world.loader, made.world.bodies["SG"])
        made.law = oracle.COVENANT
        yield
        made.law = oracle.LAW


@pytest.mark.parametrize(("name", "capacity", "purpose"), EVERYONE)
def test_everyone_sees_what_the_covenant_allows_and_nothing_else(
    full: Planting, name: str, capacity: str, purpose: str, record_property: Callable[[str, object], None]
) -> None:
    crawl = Crawl(full, full.reader(name, capacity)).sign_in()
    first = [one[:2] for one in EVERYONE].index((name, capacity))
    with covenant_in_force(full):
        wrong = [words for code in purposes(purpose) for words in wrong_in(crawl, code, first, ONE_IN)]
        if FULL or name in OUTSIDE:
            wrong += wrong_outside(crawl, 0 if FULL else OUTSIDE.index(name), READS_ONE_IN, ACTS_ONE_IN)
    record_property("told", told(crawl))
    nothing_is(wrong)


def purposes(usual: str) -> list[str]:
    """Return where someone reads."""
    return [code for code, *_facts in PURPOSES if FULL or code == usual]


@pytest.mark.skipif(not FULL, reason="The quick part is under the law only: set VLECHTWERK_CANARY=full for the rest.")
@pytest.mark.parametrize("name", ["bram", "inge"])
def test_without_a_covenant_they_see_what_the_law_allows_and_nothing_else(
    full: Planting, name: str, record_property: Callable[[str, object], None]
) -> None:
    crawl = Crawl(full, full.reader(name)).sign_in()
    wrong = [words for code in purposes(MAIN) for words in wrong_in(crawl, code, step=ONE_IN)]
    record_property("told", told(crawl))
    nothing_is(wrong)


def test_cast_and_purposes_are_all_looked_at(full: Planting) -> None:
    asked = {(name, capacity or full.reader(name).someone.capacity) for name, capacity, _purpose in EVERYONE}
    assert asked == {(one.name, one.someone.capacity) for one in full.readers}
    assert {purpose for _name, _capacity, purpose in EVERYONE} == {code for code, *_facts in PURPOSES}


@pytest.mark.parametrize("name", ["", "olaf", "nora"])
def test_who_takes_no_part_sees_nothing(full: Planting, name: str) -> None:
    crawl = Crawl(full, Reader(name, uuid4(), Someone("", "", "", authorised=False)))
    if name:
        crawl.enter()
    # Who is signed in and takes no part, and who is not signed in: together they ask everything.
    first = ["", "olaf", "nora"].index(name)
    crawl.outside(first, min(READS_ONE_IN, 3), min(ACTS_ONE_IN, 3))
    wrong = too_much(crawl, set())
    with crawl.purpose(MAIN) as look:
        look.rest()
        nothing_is(wrong + too_much(crawl, set()))
