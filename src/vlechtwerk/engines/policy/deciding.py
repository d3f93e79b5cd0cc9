"""Decide about markings: default deny, a forbid wins, and the clauses that decided come with the answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import cedarpy

from vlechtwerk.engines.policy.facts import Act, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import Clause, Grounds

# So many answers of one reader, and so many readers; then it begins anew.
MOST_KEPT = 5_000
ENGINE = f"cedarpy {version('cedarpy')}"


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether an act is allowed, and the clauses that decided: permits when allowed, else forbids (or nothing)."""

    allowed: bool
    clauses: tuple[Clause, ...]


Question = tuple[Marked, Situation]


def decide(grounds: Grounds, reader: Reader, questions: Sequence[Question], act: Act = Act.READ) -> list[Decided]:
    """Answer many questions of one reader at once, in their order; of each kind that the clauses tell apart, once."""
    kept: dict[object, Decided] = grounds.decided.setdefault((reader, act), {})
    kinds = [grounds.kinds[act].kind_of(reader, marked, situation) for marked, situation in questions]
    new = {kind: question for kind, question in zip(kinds, questions, strict=True) if kind not in kept}
    kept.update(zip(new, _ask(grounds, reader, list(new.values()), act), strict=True))
    answers = [kept[kind] for kind in kinds]
    if len(kept) > MOST_KEPT or len(grounds.decided) > MOST_KEPT:
        grounds.decided.clear()
    return answers


def decide_one(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation, act: Act = Act.READ) -> Decided:
    """Answer one question."""
    return decide(grounds, reader, [(marked, situation)], act)[0]


def _ask(grounds: Grounds, reader: Reader, questions: Sequence[Question], act: Act) -> list[Decided]:
    if not questions:
        return []
    places: Mapping[Marked, int] = {
        marked: place for place, marked in enumerate(dict.fromkeys(marked for marked, _situation in questions))
    }
    entities = [
        {"uid": {"type": "Person", "id": "reader"}, "attrs": reader.attributes(), "parents": []},
        *(
            {"uid": {"type": "Marking", "id": str(place)}, "attrs": marked.attributes(), "parents": []}
            for marked, place in places.items()
        ),
    ]
    contexts = {situation: json.dumps(situation.attributes()) for _marked, situation in questions}
    requests = [
        {
            "principal": {"type": "Person", "id": "reader"},
            "action": {"type": "Action", "id": act.value},
            "resource": {"type": "Marking", "id": str(places[marked])},
            "context": contexts[situation],
        }
        for marked, situation in questions
    ]
    # The schema held the policies when they were read, and holds the facts in a test; here it would cost a third more.
    read = cedarpy.Entities.from_json_str(json.dumps(entities))
    answers = cedarpy.is_authorized_batch(requests, grounds.policies, read)
    return [_decided(grounds, answer) for answer in answers]


def _decided(grounds: Grounds, answer: cedarpy.AuthzResult) -> Decided:
    if answer.diagnostics.errors:
        # A policy that can't be evaluated must never open anything, nor fail to close it.
        raise ValueError(f"A policy could not be evaluated: {answer.diagnostics.errors}")
    names = sorted(answer.diagnostics.reasons, key=lambda name: int(name.removeprefix("policy")))
    return Decided(answer.allowed, tuple(grounds.clauses[name] for name in names))
