"""Plant a mechanism of Dilara's of which nobody checked the verdict, with all that hangs on it, and a claim."""

from tests.canary.findings import EVALUATOR
from tests.canary.world import Planting
from tests.world import CAST, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import mechanisms
from vlechtwerk.domains.evaluation.queries.mechanisms import links_to_choose
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind


def plant_mechanisms(made: Planting, evaluation: Evaluation) -> dict[str, list[str]]:
    """Plant everything, reading as Dilara; return what the parts of addresses can be, and what only she reads."""
    dilara = made.world.people["dilara"]
    address, _link = links_to_choose(evaluation.project_id)[0]
    told = MechanismTold(_open(made, "what is expected to work"), "both", address)
    where = _evidence(_open(made, "where it is expected"))
    expected = mechanisms.add_mechanism(evaluation, told, [where], by=dilara, at=now())
    speaks = _evidence(_closed(made, "what speaks for a mechanism"))
    mechanisms.add_mechanism_evidence(expected, [speaks], by=dilara, at=now())
    other = ExplanationTold(_closed(made, "another explanation"), "less", _closed(made, "why it explains less"))
    beside = _evidence(_closed(made, "what speaks for another explanation"))
    explained = mechanisms.note_explanation(expected, other, [beside], by=dilara, at=now())
    verdict = VerdictTold("present", "plausible", _closed(made, "why a mechanism is plausible"))
    mechanisms.judge_mechanism(expected, verdict, by=dilara, at=now())
    claim = ChainTold(_closed(made, "a claim of an effect"), (1,))
    mechanisms.add_chain(evaluation, claim, by=dilara, at=now())
    return {
        "of_evaluators": [str(one.id) for one in (expected, explained)],
        "mechanism": ["M1", "Z9"], "mechanisms/code": ["M1", "Z9"], "explanations/number": ["1"],
        "chain": ["C1", "Z9"], "chains/code": ["C1", "Z9"],
    }  # fmt: skip


def _evidence(line: str) -> Evidence:
    return Evidence(EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1"), line, ground=Ground.OPINION)


def _closed(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = EVALUATOR
    return found


def _open(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = frozenset(CAST)
    return found
