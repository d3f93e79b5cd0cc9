"""How the kinds of evidence of this domain are resolved: a figure that a source published."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.models import PublishedFigure
from vlechtwerk.foundation.evidence.address import ResolvedEvidence, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind

# Its identifier is the code of the evaluation and that of the figure: “EV1,D1”.
PUBLISHED_FIGURE = "published_figure"


def register() -> None:
    """Register the kinds of evidence of this domain."""
    register_kind(PUBLISHED_FIGURE, resolve_published_figures)


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
    )
