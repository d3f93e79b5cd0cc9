"""Hours asked, pledged and delivered as small drawings on one scale, and the ledger as a file."""

from vlechtwerk.engines.documents.capacity.contents import Month, Panel, State
from vlechtwerk.engines.documents.capacity.drawing import draw

__all__ = ["Month", "Panel", "State", "draw"]
