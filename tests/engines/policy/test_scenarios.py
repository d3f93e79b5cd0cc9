"""What the law and the model covenant give, held against scenarios written from the rules by someone else."""

import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import cedarpy
import pytest
import yaml

from vlechtwerk.engines.policy import grounds
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.explaining import explain, may_know, with_obtained
from vlechtwerk.engines.policy.facts import Marked, Reader, Situation

FOLDER = files("vlechtwerk.engines.policy").joinpath("scenarios")
LAWS = {
    "law_only": grounds.law_only(),
    "model_covenant": grounds.with_covenant(grounds.text_of(grounds.MODEL_COVENANT)),
}
SCENARIOS = [
    pytest.param(law, scenario, id=f"{law}: {scenario['name_en']}")
    for law in LAWS
    for scenario in yaml.safe_load(FOLDER.joinpath(f"{law}.yaml").read_text())
]


def asked(scenario: dict[str, Any]) -> tuple[Reader, Marked, Situation]:
    """Return the facts of a scenario."""
    giver, receiver, purpose, data = (scenario[key] for key in ("giver", "receiver", "purpose", "data"))
    reader = Reader(
        receiver["organisation"], receiver["capacity"], receiver["function"], receiver.get("authorised", True)
    )
    marked = Marked(
        giver["organisation"],
        giver["capacity"],
        data["category"],
        data["level"],
        frozenset(data["handling"]),
        data["special"],
    )
    situation = Situation(
        purpose["kind"],
        purpose["statement"],
        purpose.get("provisional_day", 0),
        purpose["dpia"] == "current",
        purpose["serves_customs_law"],
        frozenset(scenario["given"]),
    )
    return reader, marked, situation


@pytest.mark.parametrize(("law", "scenario"), SCENARIOS)
def test_scenario_is_answered_as_the_rules_say(law: str, scenario: dict[str, Any]) -> None:
    answer = explain(LAWS[law], *asked(scenario))
    found = ("allowed" if answer.decided.allowed else "refused", answer.highest or "none")
    assert found == (scenario["expected"], scenario["highest"]), scenario["why"]


# Where the scenarios and the clauses name one rule by two articles, read by hand in RULES-sharing 2.
ALSO = {
    "Wpg 6a(2)": "eigen gegevens", "Wpg 1(b)": "geen persoonsgegevens", "AVG 4(1)": "geen persoonsgegevens",
    "Bpg 2:11(d)": "Bpg artikel 2:13", "Bpg 4:5": "ADW artikel 1:33 lid 1, Wpg artikel 7 lid 1",
}  # fmt: skip
CITED = re.compile(r"(?P<law>[A-Z]\w+|clause)(?: artikel| titel)? (?P<numbers>[^;A-Z]+)")


def cited(article: str) -> set[tuple[str, str]]:
    """Return each law with each number that is named of it: “Wpg 15, 46(2)” names 15 and 46."""
    found = set()
    # Paragraphs count for nothing; a law between brackets does.
    for match in CITED.finditer(re.sub(r"\(\w{1,2}\)|[()]|lid \d+|onder \w", " ", article)):
        law = "Convenant" if match["law"] == "clause" else match["law"]
        numbers = re.findall(r"\d+:\d+|\d+\w?", match["numbers"])
        for first, last in re.findall(r"(\d+)-(\d+)", match["numbers"]):
            numbers += map(str, range(int(first), int(last) + 1))
        found |= {(law, number) for number in (numbers[:1] if law == "Convenant" else numbers)}
    return found


@pytest.mark.parametrize(("law", "scenario"), SCENARIOS)
def test_clauses_that_decide_a_scenario_are_of_the_article_it_names(law: str, scenario: dict[str, Any]) -> None:
    answer = explain(LAWS[law], *asked(scenario))
    ways = [clause for way in answer.ways_up for clause in way.clauses]
    deciding = answer.decided.clauses if answer.decided.allowed else (*answer.forbidding, *ways)
    articles = [clause.article for clause in deciding]
    if not articles or ALSO.get(scenario["article"]) in articles:
        return
    assert cited(scenario["article"]) & set().union(*(cited(article) for article in articles)), articles


def test_articles_are_read_as_they_are_written() -> None:
    assert cited("Wpg 15, 46(2)") == {("Wpg", "15"), ("Wpg", "46")}
    assert cited("Convenant artikel 5.1; ADW artikel 1:33 lid 3") == {("Convenant", "5"), ("ADW", "1:33")}
    assert cited("clause 5") == {("Convenant", "5")}


@pytest.mark.parametrize(("law", "scenario"), SCENARIOS)
def test_facts_are_as_the_schema_says(law: str, scenario: dict[str, Any]) -> None:
    reader, marked, situation = asked(scenario)
    entities = [
        {"uid": {"type": "Person", "id": "reader"}, "attrs": reader.attributes(), "parents": []},
        {"uid": {"type": "Marking", "id": "item"}, "attrs": marked.attributes(), "parents": []},
    ]
    request = {
        "principal": 'Person::"reader"',
        "action": 'Action::"read"',
        "resource": 'Marking::"item"',
        "context": situation.attributes(),
    }
    answer = cedarpy.is_authorized(request, LAWS[law].policies, entities, grounds.schema())
    assert answer.diagnostics.errors == []
    assert answer.allowed == (scenario["expected"] == "allowed")


@pytest.mark.slow
@pytest.mark.parametrize("law", LAWS)
def test_who_may_know_of_something_always_has_a_way_up(law: str) -> None:
    every = [asked(parameter.values[1]) for parameter in SCENARIOS]
    kinds = {replace(marked, organisation=""): marked for _reader, marked, _situation in every}
    markings = list(kinds.values())
    start = Situation("activity", statement=False, dpia=False)
    for reader in {reader.capacity: reader for reader, _marked, _situation in every if reader.authorised}.values():
        known = may_know(LAWS[law], reader, [(marked, start) for marked in markings])
        for marked in (marked for marked, knows in zip(markings, known, strict=True) if knows):
            answer = explain(LAWS[law], reader, marked, start)
            assert answer.decided.allowed or answer.ways_up, (reader, marked)
            for way in answer.ways_up:
                assert decide_one(LAWS[law], reader, marked, with_obtained(start, way.needs)).allowed
