"""Load the design of evaluations, and the figures that a source published about their measurements."""

from datetime import datetime, time

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.evidence import identifier_of
from vlechtwerk.domains.evaluation.models import (
    Dimension,
    Evaluation,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
    PublishedFigure,
)
from vlechtwerk.domains.evaluation.operations import design
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator, begin_evaluation
from vlechtwerk.domains.evaluation.operations.published import record_published_figure
from vlechtwerk.domains.evaluation.rules.design import MethodTold, PartsTold
from vlechtwerk.domains.evaluation.rules.published import FigureTold


def load_evaluations(file: Block, loading: Loading) -> None:
    """Load each evaluation: who evaluates, its aims and questions, the groups, and then how each is asked."""
    for block in file.blocks("evaluations"):
        with place_of(block):
            evaluation = begin_evaluation(
                block.text("code"),
                block.text("title"),
                kind=block.optional_text("kind"),
                by=loading.by,
                at=loading.at,
            )
        loading.evaluations[evaluation.code] = evaluation
        since = block.day("evaluators_from")
        at = datetime.combine(since, time(12), timezone.get_default_timezone()) if since else loading.at
        for person in block.codes("evaluators", loading.people):
            with place_of(block):
                add_evaluator(evaluation, person, by=loading.by, at=at)
        _aims(block, evaluation, loading)
        questions, groups = _questions(block, evaluation, loading), _groups(block, evaluation, loading)
        for item in block.blocks("measurements"):
            measurement = _measurement(item, evaluation, loading)
            for asked in item.blocks("methods"):
                _method(asked, measurement, questions, groups, loading)
            item.finish()
        block.finish()


def _aims(block: Block, evaluation: Evaluation, loading: Loading) -> None:
    for item in block.blocks("aims"):
        with place_of(item):
            design.add_aim(evaluation, item.text("text"), evidence=loading.evidence(item), by=loading.by, at=loading.at)
        item.finish()


def _questions(block: Block, evaluation: Evaluation, loading: Loading) -> dict[str, EvaluationQuestion]:
    questions = {}
    for item in block.blocks("questions"):
        with place_of(item):
            question = design.add_question(
                evaluation,
                item.text("code"),
                item.text("text"),
                brought_in_by=item.optional_text("brought_in_by"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        questions[question.code] = question
        item.finish()
    return questions


def _groups(block: Block, evaluation: Evaluation, loading: Loading) -> dict[str, EvaluationGroup]:
    groups = {}
    for item in block.blocks("groups"):
        with place_of(item):
            group = design.add_group(
                evaluation,
                item.text("code"),
                item.text("name"),
                inferred=item.flag("inferred"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        groups[group.code] = group
        item.finish()
    return groups


def _measurement(block: Block, evaluation: Evaluation, loading: Loading) -> Measurement:
    with place_of(block):
        return design.add_measurement(
            evaluation,
            block.text("name"),
            focus=block.optional_text("focus"),
            period=(block.moment("from"), block.moment("to")),
            evidence=loading.evidence(block),
            by=loading.by,
            at=loading.at,
        )


def _method(
    block: Block,
    measurement: Measurement,
    questions: dict[str, EvaluationQuestion],
    groups: dict[str, EvaluationGroup],
    loading: Loading,
) -> None:
    by, at = loading.by, loading.at
    told = MethodTold(
        block.choice("kind", PlannedMethod.Kind),
        block.text("name"),
        block.number("asked"),
        block.number("came_in"),
        block.optional_text("note"),
    )
    parts = PartsTold(*(block.codes(key, groups) for key in ("planned", "took_part", "did_not")))
    with place_of(block):
        method = design.add_method(
            measurement, block.text("code"), told, evidence=loading.evidence(block), by=by, at=at
        )
        design.set_parts(method, parts, by=by, at=at)
        design.set_served_questions(method, block.codes("serves", questions), by=by, at=at)
    block.finish()


def load_published(file: Block, loading: Loading) -> None:
    """Load the published figures of one measurement after another."""
    for block in file.blocks("published"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        if evaluation is None:
            raise block.wrong("evaluation", "A published figure is of an evaluation.")
        number = block.number("measurement")
        measurement = None if number is None else evaluation.measurements.filter(number=number).first()
        if number is not None and measurement is None:
            raise block.wrong("measurement", f"There is no measurement {number} in this evaluation.")
        base = _pair(block, "base_from", "base_to")
        for item in block.blocks("figures"):
            told = _told(item, base, loading)
            with place_of(item):
                figure = record_published_figure(
                    evaluation,
                    told,
                    measurement=measurement,
                    evidence=loading.evidence(item),
                    by=loading.by,
                    at=loading.at,
                )
            loading.figures[identifier_of(figure)] = figure
            item.finish()
        block.finish()


def _told(block: Block, base: tuple[int, int] | None, loading: Loading) -> FigureTold:
    """Read one figure; only a share has the base of its measurement."""
    percentage = block.number("percentage")
    if percentage is None:
        raise block.wrong("percentage", "A published figure has a percentage.")
    kind = block.choice("kind", PublishedFigure.Kind, PublishedFigure.Kind.SHARE)
    places = {code: code for code in (*loading.activities, *loading.preconditions)}
    return FigureTold(
        block.text("code"),
        block.text("text"),
        percentage,
        words=block.optional_text("words"),
        kind=kind,
        dimension=block.choice("dimension", Dimension, Dimension.OTHER),
        approximate=block.flag("approximate"),
        figure=block.optional_text("figure"),
        negative=block.flag("negative"),
        double_barrelled=block.flag("double_barrelled"),
        about=tuple(block.codes("about", places)),
        base=base if kind == PublishedFigure.Kind.SHARE else None,
        counted=block.number("counted"),
        counted_of=block.number("counted_of"),
        note=block.optional_text("note"),
    )


def _pair(block: Block, first: str, second: str) -> tuple[int, int] | None:
    least, most = block.number(first), block.number(second)
    if (least is None) != (most is None):
        raise block.wrong(first, f"“{first}” and “{second}” go together.")
    return None if least is None or most is None else (least, most)
