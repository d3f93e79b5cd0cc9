"""Draw how the dates of milestones moved: first planned, now planned and reached, one row each."""

from vlechtwerk.engines.documents.date_moves.contents import DateMoves, Moment, Row
from vlechtwerk.engines.documents.date_moves.drawing import draw

__all__ = ["DateMoves", "Moment", "Row", "draw"]
