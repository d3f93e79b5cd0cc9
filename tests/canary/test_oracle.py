"""The policies and the second reading of the rules answer alike, whatever the facts."""

import random
from collections.abc import Iterator
from importlib.resources import files
from itertools import product

import pytest
import yaml

from tests.canary import oracle
from tests.canary.oracle import Circumstances, Item, Someone
from vlechtwerk.engines.policy import grounds
from vlechtwerk.engines.policy.deciding import decide
from vlechtwerk.engines.policy.explaining import may_know
from vlechtwerk.engines.policy.facts import Act, Category, DataLevel, Given, Marked, PurposeKind, Reader, Situation

pytestmark = pytest.mark.slow

LAWS = {
    oracle.LAW: grounds.law_only(),
    oracle.COVENANT: grounds.with_covenant(grounds.text_of(grounds.MODEL_COVENANT)),
}
SCENARIOS = files("vlechtwerk.engines.policy").joinpath("scenarios")
GIVERS = (
    ("NP", "police"), ("KMAR", "police"), ("FIOD", "special_investigation"), ("DOU", "customs_investigation"),
    ("DOU", "customs_supervision"), ("BD", "tax"), ("FIOD", "tax"), ("OM", "prosecution"), ("JENV", "other"),
)  # fmt: skip
HANDLINGS = ((), (), (), ("ask_first",), ("not_in_court",), ("not_onward",), ("existence_hidden",))
FUNCTIONS = ("analyst", "evaluator", "scientist", "prosecutor", "privacy_officer")
ASKED_PER_READER = 60
OPEN_QUESTIONS = 3


def item(chance: random.Random) -> Item:
    """Return any item that someone may give."""
    organisation, capacity = chance.choice(GIVERS)
    category = chance.choice([one.value for one in Category if oracle.may_give(capacity, one.value)])
    level = "knowledge" if category == "knowledge" else chance.choice(list(DataLevel)).value
    handling = frozenset(chance.choice(HANDLINGS))
    return Item(organisation, capacity, category, level, handling, chance.random() < 0.12)


def circumstances(chance: random.Random) -> Circumstances:
    """Return any circumstances."""
    return Circumstances(
        kind=chance.choice([PurposeKind.ACTIVITY, PurposeKind.ACTIVITY, *PurposeKind]).value,
        written_down=chance.random() < 0.8,
        days_open=chance.choice([0, 7, 8]),
        assessed=chance.random() < 0.8,
        customs_law=chance.random() < 0.3,
        given=frozenset(one.value for one in Given if chance.random() < 0.35),
    )


def readers() -> Iterator[Someone]:
    """Return every capacity in every function that the rules could tell apart."""
    for organisation, capacity in (*GIVERS, ("EVAL", "other")):
        for function in FUNCTIONS:
            yield Someone(organisation, capacity, function)


def as_asked(one: Item, around: Circumstances) -> tuple[Marked, Situation]:
    """Put a question as the engine takes it."""
    return (
        Marked(one.organisation, one.capacity, one.category, one.level, one.handling, one.special),
        Situation(
            around.kind, around.written_down, around.days_open, around.assessed, around.customs_law, around.given
        ),
    )


def differences(law: str, seed: int) -> Iterator[tuple[str, str, str, Someone, Item, Circumstances]]:
    """Return where engine and second reading differ: the open question, if it is one, and what each says."""
    chance = random.Random(seed)
    for someone in readers():
        asked = [(item(chance), circumstances(chance)) for _turn in range(ASKED_PER_READER)]
        questions = [as_asked(*one) for one in asked]
        reader = Reader(someone.organisation, someone.capacity, someone.function)
        reads = decide(LAWS[law], reader, questions)
        takes = decide(LAWS[law], reader, questions, Act.DOWNLOAD)
        for (one, around), read, taken, known in zip(
            asked, reads, takes, may_know(LAWS[law], reader, questions), strict=True
        ):
            found = oracle.ALLOWED if read.allowed else oracle.KNOWN if known else oracle.ABSENT
            found += " and taken" if read.allowed and taken.allowed else ""
            wanted = oracle.verdict(law, someone, one, around)
            if wanted == oracle.ALLOWED and oracle.may_take_along(someone, one, around.given):
                wanted += " and taken"
            if found != wanted:
                yield oracle.open_question(law, someone, one, around), wanted, found, someone, one, around


@pytest.mark.parametrize("name", ["law_only", "model_covenant"])
def test_second_reading_answers_the_scenarios(name: str) -> None:
    law = oracle.LAW if name == "law_only" else oracle.COVENANT
    for told in yaml.safe_load(SCENARIOS.joinpath(f"{name}.yaml").read_text()):
        giver, receiver, purpose, data = (told[key] for key in ("giver", "receiver", "purpose", "data"))
        someone = Someone(
            receiver["organisation"], receiver["capacity"], receiver["function"], receiver.get("authorised", True)
        )
        one = Item(
            giver["organisation"], giver["capacity"], data["category"], data["level"], frozenset(data["handling"]),
            data["special"],
        )  # fmt: skip
        around = Circumstances(
            purpose["kind"], purpose["statement"], purpose.get("provisional_day", 0), purpose["dpia"] == "current",
            purpose["serves_customs_law"], frozenset(told["given"]),
        )  # fmt: skip
        assert oracle.may_read(law, someone, one, around) == (told["expected"] == "allowed"), told["why"]


@pytest.mark.parametrize("law", [oracle.LAW, oracle.COVENANT])
def test_policies_and_second_reading_answer_alike(law: str) -> None:
    unexplained = [one[1:] for one in differences(law, seed=7) if not one[0]]
    assert unexplained == []


@pytest.mark.slow
def test_every_open_question_is_still_open() -> None:
    asked: set[str] = set()
    for law, seed in product((oracle.COVENANT, oracle.LAW), range(1, 5)):
        if len(asked) < OPEN_QUESTIONS:
            asked |= {one[0] for one in differences(law, seed) if one[0]}
    assert len(asked) == OPEN_QUESTIONS, "take what was settled out of the second reading"
