"""What of this domain is evidence, a figure that a source published, and what of it rests on evidence."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.models import (
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Measurement,
    PlannedMethod,
    PublishedFigure,
)
from vlechtwerk.domains.programme.queries.sources import name_holders
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

# Its identifier is the code of the evaluation and that of the figure: “EV1,D1”.
PUBLISHED_FIGURE = "published_figure"


def register() -> None:
    """Register the kinds of evidence of this domain, and how what rests on evidence is named."""
    register_kind(PUBLISHED_FIGURE, resolve_published_figures)
    for part in (EvaluationAim, EvaluationQuestion):
        name_holders(part, ("evaluation",), lambda row: (row.evaluation.code, row.evaluation.title, row.text))
    for named in (Measurement, EvaluationGroup):
        name_holders(named, ("evaluation",), lambda row: (row.evaluation.code, row.evaluation.title, row.name))
    name_holders(
        PlannedMethod,
        ("measurement__evaluation",),
        lambda row: (row.measurement.evaluation.code, row.measurement.evaluation.title, row.name),
    )
    name_holders(
        PublishedFigure,
        ("evaluation",),
        lambda row: (identifier_of(row), row.text, f"{row.percentage}%"),
    )


def identifier_of(figure: PublishedFigure) -> str:
    """Return by what a published figure is named as evidence; its evaluation is read along."""
    return f"{figure.evaluation.code},{figure.code}"


def resolve_published_figures(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve published figures by the code of their evaluation and their own."""
    pairs = [identifier.split(",") for identifier in identifiers if identifier.count(",") == 1]
    figures = PublishedFigure.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _figure in pairs},
        code__in={figure for _evaluation, figure in pairs},
    ).select_related("evaluation")
    found = {identifier_of(figure): _resolved(figure) for figure in figures}
    return {identifier: found[identifier] for identifier in identifiers if identifier in found}


def _resolved(figure: PublishedFigure) -> ResolvedEvidence:
    share = f"{figure.percentage}%"
    return ResolvedEvidence(
        short_title=figure.code,
        title=f"{figure.text}: {share}",
        version=share,
        checksum=checksum_of(identifier_of(figure), figure.text, share, figure.words),
        code=identifier_of(figure),
        figure=share,
        # What people said is an opinion; how many were asked and answered is not.
        ground=None if figure.kind == PublishedFigure.Kind.RESPONSE else Ground.OPINION,
        base=Base.PUBLISHED,
    )
