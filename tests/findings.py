"""Sentences about findings, for any world of the tests: Dilara writes them, Mila checks and approves them."""

from collections.abc import Sequence

from tests.closed_rounds import thirty_one
from tests.evaluations import question
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation, Finding
from vlechtwerk.domains.evaluation.operations import findings
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.rules.findings import FindingTold
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, Stance

# What 18 of 26 people agree with, in the round that `asked_people` publishes.
STATEMENT = "EV1,T1,S1"
SENTENCE = "{aandeel 1} van de respondenten vindt dat zij de gegevens hebben die zij nodig hebben."
FILLED = "69% (18 van 26) van de respondenten vindt dat zij de gegevens hebben die zij nodig hebben."


def asked_people(world: World) -> Evaluation:
    """Publish a round of 31 people in an evaluation with one question, of which Dilara and Mila are evaluators."""
    asked = thirty_one(world)
    publish_result(asked, by=world.dilara, at=now())
    question(world, asked.evaluation, "V1")
    add_evaluator(asked.evaluation, world.people["mila"], by=world.dilara, at=now())
    return asked.evaluation


def of(kind: str, identifier: str, *, against: bool = False, text: str = "", ground: str = "") -> Evidence:
    """Name evidence for a finding, or against it."""
    stance = Stance.CONTRADICTS if against else Stance.SUPPORTS
    return Evidence(EvidenceAddress(kind, identifier), text, stance, Ground(ground))


def told(evaluation: Evaluation, sentence: str = SENTENCE, ground: str = "opinion", **more: object) -> FindingTold:
    """Tell a finding that serves all questions of its evaluation."""
    words: dict[str, object] = {"questions": tuple(evaluation.questions.all())}
    return FindingTold(sentence, ground, **(words | more))  # type: ignore[arg-type]  # whatever is told


def written(
    world: World, evaluation: Evaluation, sentence: str = SENTENCE, *evidence: Evidence, ground: str = "opinion",
    **more: object,
) -> Finding:  # fmt: skip
    """Let Dilara write a finding; on the statement of the round unless other evidence is named."""
    on: Sequence[Evidence] = evidence or [of("round_statement", STATEMENT)]
    return findings.begin_finding(evaluation, told(evaluation, sentence, ground, **more), on, by=world.dilara, at=now())


def approved(
    world: World, evaluation: Evaluation, sentence: str = SENTENCE, *evidence: Evidence, ground: str = "opinion",
    **more: object,
) -> Finding:  # fmt: skip
    """Let Dilara write a finding, and Mila check and approve it."""
    return agreed(world, written(world, evaluation, sentence, *evidence, ground=ground, **more))


def agreed(world: World, finding: Finding) -> Finding:
    """Let Mila check and approve a finding of Dilara's."""
    mila = world.people["mila"]
    with reading_as(mila.id):
        findings.check_finding(finding, by=mila, at=now())
        return findings.approve_finding(finding, by=mila, at=now())
