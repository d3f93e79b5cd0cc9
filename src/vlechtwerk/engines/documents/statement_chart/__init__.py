"""Draw what people said of statements: how they spread, what was published, how sure a share is, and two rounds."""

from vlechtwerk.engines.documents.statement_chart.certainty import draw_certainty
from vlechtwerk.engines.documents.statement_chart.contents import (
    Category,
    Certainty,
    HiddenRow,
    Part,
    Point,
    PublishedBars,
    PublishedGroup,
    PublishedRow,
    RoundRow,
    RoundsSideBySide,
    Side,
    Span,
    StatementBars,
    StatementRow,
)
from vlechtwerk.engines.documents.statement_chart.published_bars import draw_published_bars
from vlechtwerk.engines.documents.statement_chart.rounds import draw_rounds_side_by_side
from vlechtwerk.engines.documents.statement_chart.statement_bars import draw_statement_bars

__all__ = [
    "Category",
    "Certainty",
    "HiddenRow",
    "Part",
    "Point",
    "PublishedBars",
    "PublishedGroup",
    "PublishedRow",
    "RoundRow",
    "RoundsSideBySide",
    "Side",
    "Span",
    "StatementBars",
    "StatementRow",
    "draw_certainty",
    "draw_published_bars",
    "draw_rounds_side_by_side",
    "draw_statement_bars",
]
