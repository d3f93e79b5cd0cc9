"""Sentences about assessment frameworks, for any world of the tests: Dilara writes and judges, Mila checks."""

from tests.world import World, now
from vlechtwerk.domains.evaluation.models import CheckedJudgement, Criterion, CriterionJudgement, Evaluation
from vlechtwerk.domains.evaluation.operations import framework, judging
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, find_criterion
from vlechtwerk.domains.evaluation.rules.framework import CriterionTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence

QUESTION = "Zijn de gegevens er die de teams nodig hebben?"
NORM = "Ten minste 70% van de ondervraagden is het ermee eens."
LEVELS = {
    "met": "De norm is gehaald.",
    "largely": "De norm is op een onderdeel na gehaald.",
    "partly": "De norm is voor de helft gehaald.",
    "not_met": "De norm is niet gehaald.",
}


def told(question: str = QUESTION, kind: str = "condition", **more: object) -> CriterionTold:
    """Tell a criterion."""
    return CriterionTold(question, kind, **more)  # type: ignore[arg-type]  # whatever is told


def criterion(
    world: World, evaluation: Evaluation, code: str = "A", of_list: str = "AP", norm: str = NORM, **more: object
) -> Criterion:
    """Let Dilara add a criterion to a list, which she makes where it is not there, and fix its norm (or none)."""
    criteria_list = evaluation.criteria_lists.filter(code=of_list).first() or framework.add_list(
        evaluation, ListTold(of_list, f"Lijst {of_list}"), by=world.dilara, at=now()
    )
    added = framework.add_criterion(criteria_list, code, told(**more), by=world.dilara, at=now())  # type: ignore[arg-type]  # whatever is told
    if norm:
        framework.fix_norm(added, norm, by=world.dilara, at=now())
    return added


def rubric(world: World, evaluation: Evaluation) -> None:
    """Let Dilara say what the levels mean."""
    framework.set_rubric(evaluation, LEVELS, by=world.dilara, at=now())


def judged(
    world: World, of_criterion: Criterion, level: str = "met", *evidence: Evidence, text: str = "Zie het bewijs."
) -> CriterionJudgement:
    """Let Dilara judge a criterion."""
    return judging.judge_criterion(of_criterion, JudgementTold(level, text), evidence, by=world.dilara, at=now())


def checked(world: World, judgement: CriterionJudgement) -> CheckedJudgement:
    """Let Mila check a judgement of Dilara's."""
    mila = world.people["mila"]
    with reading_as(mila.id):
        return judging.check_judgement(judgement, by=mila, at=now())


def read(code: str = "AP-A") -> CriterionAsRead:
    """Return a criterion as the reader sees it."""
    found = find_criterion("EV1", code)
    assert found is not None
    return found
