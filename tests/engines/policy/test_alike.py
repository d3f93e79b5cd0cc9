"""Questions of one kind get the same answer by the same clauses: what the engine is not asked, it would have said."""

from collections import Counter
from dataclasses import replace
from typing import Any

import cedarpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from vlechtwerk.engines.policy.deciding import decide
from vlechtwerk.engines.policy.facts import (
    Act,
    CapacityKind,
    Category,
    DataLevel,
    Given,
    Handling,
    Marked,
    PurposeKind,
    Reader,
    Situation,
)
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, Grounds, law_only, text_of, with_covenant

# Clauses that compare in every way that the language has: with "or", "not" and "if", fact with fact, more and less.
ODD = """
permit (principal, action, resource) when { resource.level == "subject" || !(principal.capacity != resource.capacity) };
permit (principal, action, resource) when { "police-8" == resource.category } unless { resource.special };
permit (principal, action, resource)
when { if context.customs_law then resource.handling.isEmpty() else context.days_open < 3 };
permit (principal, action, resource) when { ["NP", "BD"].contains(resource.organisation) && !resource.special };
permit (principal, action, resource) when { resource.handling.containsAny(["ask_first", "not_onward"]) };
permit (principal, action, resource) when { context.given.containsAll(resource.handling) && principal.authorised };
forbid (principal, action, resource) when { resource.special != context.dpia && principal.function == "analyst" };
forbid (principal, action, resource)
unless { context.statement || context.days_open <= 7 || !resource.handling.contains("ask_first") };
forbid (principal, action == Action::"download", resource) unless { context.given == ["necessity"] };
permit (principal, action, resource) when { {"!": resource.special, "==": true}["!"] };
permit (principal, action, resource) when { resource.special || (false && resource.category.contains("x")) };
permit (principal, action, resource) when { {Var: resource.level}.Var == "aggregate" };
forbid (principal, action, resource) when { resource.category like "police-1*" && context.days_open == 2 };
"""
WHOLE = ODD + "permit (principal, action, resource) when { resource has special && (true || resource.nosuch > 1) };"


def with_ids(text: str) -> str:
    clauses = text.strip().removesuffix(";").split(";\n")
    return "\n".join(f'@id("odd-{number}")\n{clause};' for number, clause in enumerate(clauses))


TEXTS = {
    "law": law_only().text,
    "covenant": with_covenant(text_of(MODEL_COVENANT)).text,
    "odd": with_ids(ODD),
    "whole": with_ids(WHOLE),
}
GROUNDS = {name: Grounds(text) for name, text in TEXTS.items()}


def values(kind: Any) -> list[str]:
    return [one.value for one in kind]


readers = some.builds(
    Reader, some.sampled_from(["NP", "BD", "OM"]), some.sampled_from(values(CapacityKind)),
    some.sampled_from(["analyst", "evaluator"]), some.booleans(),
)  # fmt: skip
markings = some.builds(
    Marked, some.sampled_from(["NP", "BD", "OM"]), some.sampled_from(values(CapacityKind)),
    some.sampled_from(values(Category)), some.sampled_from(values(DataLevel)),
    some.frozensets(some.sampled_from(values(Handling)), max_size=2), some.booleans(),
)  # fmt: skip
situations = some.builds(
    Situation, some.sampled_from(values(PurposeKind)), some.booleans(), some.integers(0, 9), some.booleans(),
    some.booleans(), some.frozensets(some.sampled_from(values(Given)), max_size=3),
)  # fmt: skip


@some.composite
def neighbours(draw: some.DrawFn) -> list[tuple[Marked, Situation]]:
    """Draw a question and some that differ from it in one fact: those are the ones to be taken for alike by mistake."""
    marked, situation = draw(markings), draw(situations)
    found = [(marked, situation)]
    for _time in range(draw(some.integers(5, 15))):
        other_marking, other_situation = draw(markings), draw(situations)
        name = draw(some.sampled_from([*Marked.__slots__, *Situation.__slots__]))
        if name in Marked.__slots__:
            found.append((replace(marked, **{name: getattr(other_marking, name)}), situation))
        else:
            found.append((marked, replace(situation, **{name: getattr(other_situation, name)})))
    return found


def asked_directly(text: str, reader: Reader, marked: Marked, situation: Situation, act: Act) -> tuple[bool, set[str]]:
    """Put one question to the engine as its manual says, with nothing of ours between."""
    answer = cedarpy.is_authorized(
        {"principal": 'P::"p"', "action": f'Action::"{act}"', "resource": 'R::"r"', "context": situation.attributes()},
        text,
        [
            {"uid": {"type": "P", "id": "p"}, "attrs": reader.attributes(), "parents": []},
            {"uid": {"type": "R", "id": "r"}, "attrs": marked.attributes(), "parents": []},
        ],
    )
    assert not answer.diagnostics.errors
    return answer.allowed, set(answer.diagnostics.id_annotations_by_reason.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=60, deadline=None)
@given(reader=readers, questions=neighbours(), act=some.sampled_from(Act))
def test_each_question_is_answered_as_the_engine_answers_it_alone(
    name: str, reader: Reader, questions: list[tuple[Marked, Situation]], act: Act
) -> None:
    answers = decide(GROUNDS[name], reader, questions, act)
    for (marked, situation), answer in zip(questions, answers, strict=True):
        alone = asked_directly(GROUNDS[name].text, reader, marked, situation, act)
        assert (answer.allowed, {clause.id for clause in answer.clauses}) == alone


def test_few_kinds_are_asked_of_many_markings(monkeypatch: pytest.MonkeyPatch) -> None:
    put: Counter[str] = Counter()
    batch = cedarpy.is_authorized_batch

    def counted(requests: list[Any], *others: Any) -> Any:
        put["questions"] += len(requests)
        return batch(requests, *others)

    monkeypatch.setattr(cedarpy, "is_authorized_batch", counted)
    reader, situation = Reader("BD", "tax", "analyst"), Situation("activity")
    many = [
        (Marked("NP", "police", category, level, frozenset(codes), special), situation)
        for category in values(Category)[:4]
        for level in values(DataLevel)
        for codes in ([], ["ask_first"], ["not_in_court"], ["not_onward"], ["ask_first", "not_in_court"])
        for special in (False, True)
    ]
    decide(Grounds(TEXTS["covenant"]), reader, many)
    assert 0 < put["questions"] <= len(many) / 5
