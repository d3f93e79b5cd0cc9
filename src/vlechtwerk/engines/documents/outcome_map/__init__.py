"""Draw an outcome map: cards in columns, lines between them, and the path of a chosen card."""

from vlechtwerk.engines.documents.outcome_map.contents import (
    CONTRIBUTES,
    HOLDS_UP,
    MERGED,
    Band,
    Card,
    Column,
    Line,
    OutcomeMap,
)
from vlechtwerk.engines.documents.outcome_map.drawing import draw

__all__ = ["CONTRIBUTES", "HOLDS_UP", "MERGED", "Band", "Card", "Column", "Line", "OutcomeMap", "draw"]
