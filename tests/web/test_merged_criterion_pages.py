"""A criterion that went into another one, on its page and in the interface: it leads there, and offers nothing else."""

import json
import re

import pytest

from tests.findings import asked_people
from tests.frameworks import criterion
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World, now
from vlechtwerk.domains.evaluation.operations import framework
from vlechtwerk.domains.evaluation.queries.framework import find_criterion
from vlechtwerk.interfaces.api.framework_shapes import criterion_out

pytestmark = pytest.mark.usefixtures("as_dilara")
OF_EV1 = "/test/evaluation/evaluations/EV1/criteria/"


def merged(world: World) -> None:
    """Let Dilara merge B, which has a source and no norm, into A."""
    evaluation = asked_people(world)
    keep = criterion(world, evaluation)
    other = criterion(world, evaluation, "B", norm="", question="Zijn die gegevens er ook op tijd?")
    framework.bind_source(other, "statement", "S1", by=world.dilara, at=now())
    framework.merge_criteria(keep, [other], "Tweelingen", by=world.dilara, at=now())


def test_its_page_leads_to_the_other_one_and_offers_only_to_word_it_anew(world: World) -> None:
    merged(world)
    dilara = signed_in(world.dilara)
    closed, kept = text(dilara, f"{OF_EV1}AP-B/"), text(dilara, f"{OF_EV1}AP-A/")
    assert "Merged into: AP-A" in words(closed)
    assert f'href="{OF_EV1}AP-A/"' in closed
    assert "Went into this one: AP-B" in words(kept)
    assert f'href="{OF_EV1}AP-B/"' in kept
    # Each tells it in its history, in the words of the one that went.
    (told,) = re.findall("AP-B went into this one.*", words(kept))
    assert "Zijn die gegevens er ook op tijd? Tweelingen" in told
    assert "Word it anew" in words(closed)
    for part in ("Whose move it is", "none yet", "Let go", "Fix the norm", "Bind a source", "Judge "):
        assert part not in words(closed), part
    form = words(text(dilara, f"{OF_EV1}AP-B/norm/"))
    assert "it was merged into AP-A" in form
    assert 'name="text"' not in text(dilara, f"{OF_EV1}AP-B/norm/")


def test_its_shape_names_both(world: World) -> None:
    merged(world)
    shown = {}
    for code in ("AP-A", "AP-B"):
        found = find_criterion("EV1", code)
        assert found is not None
        shown[code] = json.loads(criterion_out(found).model_dump_json(by_alias=True))
    assert (shown["AP-B"]["isClosed"], shown["AP-B"]["mergedInto"]) == (True, "AP-A")
    assert (shown["AP-A"]["isClosed"], shown["AP-A"]["mergedFrom"]) == (False, ["AP-B"])
    assert shown["AP-B"]["wordings"][-1]["mergedInto"] == "AP-A"
