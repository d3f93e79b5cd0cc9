"""Evaluations: what they are for, whom they ask what and how, and what sources published about them in figures."""

from uuid import UUID

from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluatorRole, Measurement, PlannedMethod
from vlechtwerk.domains.evaluation.operations import design
from vlechtwerk.domains.evaluation.operations import evaluations as operations
from vlechtwerk.domains.evaluation.operations.published import record_published_figure as record
from vlechtwerk.domains.evaluation.queries import evaluations as queries
from vlechtwerk.domains.evaluation.queries.plan import Plan, plan_of
from vlechtwerk.domains.evaluation.queries.published import FigureInSource, in_source, published_figures
from vlechtwerk.domains.evaluation.rules.design import PartsTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api import evaluation_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.activity_shapes import Links, links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DateOut

router = Router(tags=["evaluation"])
DONE = {200: schemas.EvaluationOut, **PROBLEMS}
MADE = {201: schemas.EvaluationOut, **PROBLEMS}
OF_ONE = "/evaluations/{evaluation}"
MEASUREMENT = f"{OF_ONE}/measurements/{{number}}"
METHOD = f"{MEASUREMENT}/methods/{{method}}"
METHODS = PlannedMethod.objects.select_related("measurement__evaluation")


def _evaluation(code: str) -> Evaluation:
    return find(Evaluation.objects.all(), code=code)


def _measurement(code: str, number: int) -> Measurement:
    return find(Measurement.objects.select_related("evaluation"), evaluation__code=code, number=number)


def _method(code: str, number: int, method: str) -> PlannedMethod:
    return find(METHODS, measurement__evaluation__code=code, measurement__number=number, code=method)


def _evaluators(found: queries.EvaluationAsItStands) -> list[schemas.EvaluatorOut]:
    return [
        schemas.EvaluatorOut(
            id=role.id,
            person=role.person.name,
            person_id=role.person_id,
            evaluator_from=role.evaluator_from,
            evaluator_until=role.evaluator_until,
        )
        for role in found.evaluators
    ]


def _as_it_stands(code: str) -> schemas.EvaluationOut:
    evaluation = _evaluation(code)
    found, plan = queries.evaluation_as_it_stands(code), plan_of(evaluation)
    assert found is not None  # it was found before
    methods = [item.method for measured in plan.measurements for item in measured.methods]
    holders = (*found.aims, *found.questions, *found.measurements, *methods)
    links = evidence_of(holder.id for holder in holders)
    return schemas.EvaluationOut(
        code=evaluation.code,
        title=evaluation.title,
        kind=evaluation.kind,
        begun_at=evaluation.begun_at,
        evaluators=_evaluators(found),
        aims=[schemas.AimOut(id=aim.id, text=aim.text, evidence=links_out(links, aim)) for aim in found.aims],
        groups=[schemas.GroupOut(code=one.code, name=one.name, inferred=one.inferred) for one in plan.groups],
        questions=_questions(plan, links),
        measurements=_measurements(plan, links),
        empty_cells=plan.empty_cells,
    )


def _questions(plan: Plan, links: Links) -> list[schemas.QuestionOut]:
    return [
        schemas.QuestionOut(
            code=question.code,
            text=question.text,
            brought_in_by=question.brought_in_by,
            methods={
                item.measurement.number: [method.code for method in item.serving(question)]
                for item in plan.measurements
            },
            evidence=links_out(links, question),
        )
        for question in plan.questions
    ]


def _measurements(plan: Plan, links: Links) -> list[schemas.MeasurementOut]:
    return [
        schemas.MeasurementOut(
            number=item.measurement.number,
            name=item.measurement.name,
            focus=item.measurement.focus,
            measured_from=DateOut.of(item.measurement.measured_from),
            measured_to=DateOut.of(item.measurement.measured_to),
            methods=[
                schemas.PlannedMethodOut(
                    code=method.method.code,
                    kind=method.method.kind,
                    name=method.method.name,
                    asked=method.method.asked,
                    came_in=method.method.came_in,
                    note=method.method.note,
                    parts={group.code: method.part_of(group) for group in plan.groups},
                    questions=[question.code for question in plan.questions if question.id in method.serves],
                    evidence=links_out(links, method.method),
                )
                for method in item.methods
            ],
            evidence=links_out(links, item.measurement),
        )
        for item in plan.measurements
    ]


@router.get("/evaluations", response={200: list[schemas.EvaluationShortOut], **PROBLEMS}, by_alias=True)
def evaluations(request: ApiRequest, project: Path[str]) -> list[schemas.EvaluationShortOut]:
    """List the evaluations."""
    return [
        schemas.EvaluationShortOut(
            code=item.evaluation.code,
            title=item.evaluation.title,
            kind=item.evaluation.kind,
            aims=len(item.aims),
            questions=len(item.questions),
            measurements=len(item.measurements),
            evaluators=_evaluators(item),
        )
        for item in queries.evaluations()
    ]


@router.get(OF_ONE, response=DONE, by_alias=True)
def one_evaluation(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.EvaluationOut:
    """Show one with its design and its plan."""
    return _as_it_stands(evaluation)


@router.post("/evaluations", response=MADE, by_alias=True)
def begin_evaluation(
    request: ApiRequest, project: Path[str], begun: schemas.EvaluationIn
) -> Status[schemas.EvaluationOut]:
    """Begin an evaluation; who begins it is its evaluator."""
    made = operations.begin_evaluation(begun.code, begun.title, kind=begun.kind, **by_whom(request))
    return Status(201, _as_it_stands(made.code))


@router.post(f"{OF_ONE}/evaluators", response=MADE, by_alias=True)
def add_evaluator(
    request: ApiRequest, project: Path[str], evaluation: str, evaluator: schemas.EvaluatorIn
) -> Status[schemas.EvaluationOut]:
    """Make someone evaluator of an evaluation."""
    person = find(Person.objects.filter(loads_cases=False), id=evaluator.person)
    operations.add_evaluator(_evaluation(evaluation), person, **by_whom(request))
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{OF_ONE}/evaluators/{{role}}/ending", response=DONE, by_alias=True)
def end_evaluator_role(
    request: ApiRequest, project: Path[str], evaluation: str, role: UUID, ending: schemas.EvaluatorEndIn
) -> schemas.EvaluationOut:
    """Let someone be no evaluator any more from a day on."""
    found = find(EvaluatorRole.objects.select_related("evaluation"), evaluation__code=evaluation, id=role)
    operations.end_evaluator_role(found, ending.until, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{OF_ONE}/aims", response=MADE, by_alias=True)
def add_evaluation_aim(
    request: ApiRequest, project: Path[str], evaluation: str, aim: schemas.AimIn
) -> Status[schemas.EvaluationOut]:
    """Add an aim."""
    design.add_aim(_evaluation(evaluation), aim.text, **on_what(request, aim.evidence))
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{OF_ONE}/aims/{{aim}}/wording", response=DONE, by_alias=True)
def change_evaluation_aim(
    request: ApiRequest, project: Path[str], evaluation: str, aim: UUID, wording: schemas.AimWordingIn
) -> schemas.EvaluationOut:
    """Word an aim otherwise."""
    design.change_aim(
        find(_evaluation(evaluation).aims.select_related("evaluation"), id=aim), wording.text, **by_whom(request)
    )
    return _as_it_stands(evaluation)


@router.post(f"{OF_ONE}/questions", response=MADE, by_alias=True)
def add_evaluation_question(
    request: ApiRequest, project: Path[str], evaluation: str, question: schemas.EvaluationQuestionIn
) -> Status[schemas.EvaluationOut]:
    """Add a question, with who brought it in."""
    design.add_question(
        _evaluation(evaluation), question.code, question.text, brought_in_by=question.brought_in_by,
        **on_what(request, question.evidence),
    )  # fmt: skip
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{OF_ONE}/questions/{{question}}/wording", response=DONE, by_alias=True)
def change_evaluation_question(
    request: ApiRequest, project: Path[str], evaluation: str, question: str, wording: schemas.QuestionWordingIn
) -> schemas.EvaluationOut:
    """Word a question otherwise, or say otherwise who brought it in."""
    found = find(_evaluation(evaluation).questions.select_related("evaluation"), code=question)
    design.change_question(found, wording.text, wording.brought_in_by, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{OF_ONE}/groups", response=MADE, by_alias=True)
def add_evaluation_group(
    request: ApiRequest, project: Path[str], evaluation: str, group: schemas.GroupIn
) -> Status[schemas.EvaluationOut]:
    """Add a group that can be asked."""
    design.add_group(
        _evaluation(evaluation), group.code, group.name, inferred=group.inferred, **on_what(request, group.evidence)
    )
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{OF_ONE}/groups/{{group}}/name", response=DONE, by_alias=True)
def change_evaluation_group(
    request: ApiRequest, project: Path[str], evaluation: str, group: str, named: schemas.GroupNameIn
) -> schemas.EvaluationOut:
    """Name a group otherwise."""
    found = find(_evaluation(evaluation).groups.select_related("evaluation"), code=group)
    design.change_group(found, named.name, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{OF_ONE}/measurements", response=MADE, by_alias=True)
def add_measurement(
    request: ApiRequest, project: Path[str], evaluation: str, measurement: schemas.MeasurementIn
) -> Status[schemas.EvaluationOut]:
    """Add a measurement."""
    design.add_measurement(
        _evaluation(evaluation), measurement.name, focus=measurement.focus, period=measurement.period(),
        **on_what(request, measurement.evidence),
    )  # fmt: skip
    return Status(201, _as_it_stands(evaluation))


@router.post(MEASUREMENT, response=DONE, by_alias=True)
def change_measurement(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, measurement: schemas.MeasurementChangeIn
) -> schemas.EvaluationOut:
    """Tell a measurement otherwise."""
    found = _measurement(evaluation, number)
    design.change_measurement(found, measurement.name, measurement.focus, measurement.period(), **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{MEASUREMENT}/methods", response=MADE, by_alias=True)
def add_evaluation_method(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, method: schemas.PlannedMethodIn
) -> Status[schemas.EvaluationOut]:
    """Add a method to a measurement."""
    design.add_method(_measurement(evaluation, number), method.code, method.told(), **on_what(request, method.evidence))
    return Status(201, _as_it_stands(evaluation))


@router.post(METHOD, response=DONE, by_alias=True)
def change_evaluation_method(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, method: str, told: schemas.MethodChangeIn
) -> schemas.EvaluationOut:
    """Tell a method otherwise, and note what came in."""
    design.change_method(_method(evaluation, number, method), told.told(), **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{METHOD}/groups", response=DONE, by_alias=True)
def set_evaluation_groups(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, method: str, parts: schemas.PartsIn
) -> schemas.EvaluationOut:
    """Say which groups a method asks, and which of them took part."""
    found, groups = _method(evaluation, number, method), _evaluation(evaluation).groups
    told = PartsTold(
        *([find(groups.all(), code=one) for one in named] for named in (parts.planned, parts.took_part, parts.did_not))
    )
    design.set_parts(found, told, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{METHOD}/questions", response=DONE, by_alias=True)
def set_served_questions(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, method: str, served: schemas.ServedIn
) -> schemas.EvaluationOut:
    """Say which questions a method helps to answer."""
    found, questions = _method(evaluation, number, method), _evaluation(evaluation).questions
    named = [find(questions.all(), code=one) for one in served.questions]
    design.set_served_questions(found, named, **by_whom(request))
    return _as_it_stands(evaluation)


@router.get("/published-figures", response={200: list[schemas.PublishedFigureOut], **PROBLEMS}, by_alias=True)
def all_published_figures(request: ApiRequest, project: Path[str]) -> list[schemas.PublishedFigureOut]:
    """List what sources tell in figures, with the whole counts that fit each."""
    items = [item for of in published_figures() for item in of.figures]
    links = evidence_of(item.figure.id for item in items)
    return [_figure(item, links) for item in items]


def _figure(item: FigureInSource, links: Links) -> schemas.PublishedFigureOut:
    figure = item.figure
    plain = (
        "code", "kind", "text", "dimension", "percentage", "approximate", "words", "figure", "negative",
        "double_barrelled", "about", "base_from", "base_to", "counted", "counted_of", "note", "recorded_at",
    )  # fmt: skip
    fits = None if item.fits is None else [
        schemas.CountThatFitsOut(base=base, counts=list(counts)) for base, counts in item.fits.items()
    ]  # fmt: skip
    return schemas.PublishedFigureOut(
        **{name: getattr(figure, name) for name in plain},
        evaluation=figure.evaluation.code,
        measurement=figure.measurement.number if figure.measurement else None,
        fits=fits,
        evidence=links_out(links, figure),
    )


@router.post(f"{OF_ONE}/published-figures", response={201: schemas.PublishedFigureOut, **PROBLEMS}, by_alias=True)
def record_published_figure(
    request: ApiRequest, project: Path[str], evaluation: str, figure: schemas.PublishedFigureIn
) -> Status[schemas.PublishedFigureOut]:
    """Record a figure as a source gives it, with its place there."""
    found = _evaluation(evaluation)
    measured = find_if_named(found.measurements.all(), number=figure.measurement)
    made = record(found, figure.told(), measurement=measured, **on_what(request, figure.evidence))
    return Status(201, _figure(in_source(made), evidence_of([made.id])))
