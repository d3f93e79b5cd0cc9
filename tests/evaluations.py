"""Sentences about evaluations, for any world of the tests."""

from tests.world import World, now, place
from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
    PublishedFigure,
)
from vlechtwerk.domains.evaluation.operations import design
from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
from vlechtwerk.domains.evaluation.operations.published import record_published_figure
from vlechtwerk.domains.evaluation.rules.design import MethodTold, PartsTold
from vlechtwerk.domains.evaluation.rules.published import FigureTold
from vlechtwerk.foundation.evidence.address import Evidence, Ground


def begun(world: World, code: str = "EV1") -> Evaluation:
    """Let Dilara begin an evaluation, of which she is the evaluator then."""
    return begin_evaluation(code, f"Evaluatie {code}", by=world.dilara, at=now())


def question(world: World, evaluation: Evaluation, code: str = "V1") -> EvaluationQuestion:
    """Let Dilara add a question that the steering group brought in."""
    return design.add_question(
        evaluation, code, f"Vraag {code}?", brought_in_by="stuurgroep", by=world.dilara, at=now()
    )


def group(world: World, evaluation: Evaluation, code: str = "TM") -> EvaluationGroup:
    """Let Dilara add a group."""
    return design.add_group(evaluation, code, f"Groep {code}", by=world.dilara, at=now())


def measurement(world: World, evaluation: Evaluation, name: str = "Eerste meting") -> Measurement:
    """Let Dilara add a measurement."""
    return design.add_measurement(evaluation, name, by=world.dilara, at=now())


def method(world: World, of: Measurement, code: str = "PT", **told: object) -> PlannedMethod:
    """Let Dilara add a thermometer to a measurement."""
    words = {"kind": "thermometer", "name": f"Thermometer {code}"} | told
    return design.add_method(of, code, MethodTold(**words), by=world.dilara, at=now())  # type: ignore[arg-type]  # whatever is told


def planned(world: World) -> Evaluation:
    """Let Dilara plan two questions and two measurements, of which the second question has no method in the second."""
    evaluation = begun(world)
    questions = [question(world, evaluation, code) for code in ("V1", "V2")]
    asked = [group(world, evaluation, code) for code in ("SG", "TM", "SP")]
    for name, served in (("Eerste meting", questions), ("Tweede meting", questions[:1])):
        made = method(world, measurement(world, evaluation, name), asked=31, came_in=28)
        design.set_served_questions(made, served, by=world.dilara, at=now())
        design.set_parts(made, PartsTold(planned=asked[1:2], took_part=asked[:1]), by=world.dilara, at=now())
    return evaluation


def share(
    world: World, evaluation: Evaluation, code: str = "D1", *evidence: Evidence, **told: object
) -> PublishedFigure:
    """Let Dilara record a share of 66% that stands in source T1, with 23 to 28 as base."""
    words: dict[str, object] = {"percentage": 66, "words": "twee derde", "base": (23, 28)}
    figure = FigureTold(code, f"Stelling {code}", **(words | told))  # type: ignore[arg-type]  # whatever is told
    given = evidence or (place(ground=Ground.OPINION),)
    return record_published_figure(evaluation, figure, evidence=given, by=world.dilara, at=now())
