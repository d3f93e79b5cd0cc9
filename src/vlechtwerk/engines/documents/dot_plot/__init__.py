"""Draw how long things took: a dot for each, a row per body, the median and what 9 of 10 stayed within."""

from vlechtwerk.engines.documents.dot_plot.contents import DotPlot, DotRow, Line
from vlechtwerk.engines.documents.dot_plot.drawing import draw

__all__ = ["DotPlot", "DotRow", "Line", "draw"]
