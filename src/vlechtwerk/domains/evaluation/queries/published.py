"""What do sources tell in figures, which whole counts would fit each, and what rests on it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vlechtwerk.domains.evaluation.evidence import PUBLISHED_FIGURE, identifier_of
from vlechtwerk.domains.evaluation.models import Evaluation, PublishedFigure
from vlechtwerk.domains.programme.queries.sources import Resting, what_rests_on_address
from vlechtwerk.engines.statistics.shares import counts_that_fit


@dataclass(frozen=True, slots=True)
class FigureInSource:
    """A published figure with the whole counts that fit it, per base; nothing where its base is not known at all.

    They say what the count can have been, never what it was.
    """

    figure: PublishedFigure
    fits: Mapping[int, tuple[int, ...]] | None

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Return each count that fits with its base: (22, 24) for 22 of 24."""
        return [(count, base) for base, counts in (self.fits or {}).items() for count in counts]

    @property
    def fits_none(self) -> bool:
        """Whether a base is known, and no whole count in it fits."""
        return self.fits is not None and not self.pairs


@dataclass(frozen=True, slots=True)
class PublishedOf:
    """The published figures of one evaluation, in the order of their source."""

    evaluation: Evaluation
    figures: Sequence[FigureInSource]

    def of_kind(self, kind: str) -> list[FigureInSource]:
        """Return the figures of one kind."""
        return [item for item in self.figures if item.figure.kind == kind]


def published_figures(evaluation: str = "") -> list[PublishedOf]:
    """Return the published figures of each evaluation that has some, or of one."""
    found = PublishedFigure.objects.select_related("evaluation", "measurement").order_by("evaluation__code", "order")
    if evaluation:
        found = found.filter(evaluation__code=evaluation)
    grouped: dict[Evaluation, list[FigureInSource]] = {}
    for figure in found:
        grouped.setdefault(figure.evaluation, []).append(in_source(figure))
    return [PublishedOf(of, figures) for of, figures in grouped.items()]


def in_source(figure: PublishedFigure) -> FigureInSource:
    """Return a figure with the whole counts that fit it; a share that the source calls about so fits many."""
    if figure.base_from is None or figure.base_to is None or figure.approximate:
        return FigureInSource(figure, None)
    return FigureInSource(figure, counts_that_fit(figure.percentage, figure.base_from, figure.base_to + 1))


def used_as_evidence(figure: PublishedFigure, day: date | None = None) -> list[Resting]:
    """Return what rests on a published figure: all, or what was known on a day."""
    return what_rests_on_address(figure.project_id, PUBLISHED_FIGURE, [identifier_of(figure)], day)
