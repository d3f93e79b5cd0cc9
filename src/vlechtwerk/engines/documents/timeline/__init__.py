"""Draw one line of time: what happened when, which dates moved, and how it stood."""

from vlechtwerk.engines.documents.timeline.contents import Event, Move, Span, Tick, Timeline
from vlechtwerk.engines.documents.timeline.drawing import draw

__all__ = ["Event", "Move", "Span", "Tick", "Timeline", "draw"]
