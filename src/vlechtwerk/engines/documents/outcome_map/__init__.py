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
from vlechtwerk.engines.documents.outcome_map.side_by_side import SideBySide, SideCard, draw_side_by_side

__all__ = [
    "CONTRIBUTES",
    "HOLDS_UP",
    "MERGED",
    "Band",
    "Card",
    "Column",
    "Line",
    "OutcomeMap",
    "SideBySide",
    "SideCard",
    "draw",
    "draw_side_by_side",
]
