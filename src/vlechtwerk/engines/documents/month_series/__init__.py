"""Draw a count month by month, with its breaks and what a model says of it."""

from vlechtwerk.engines.documents.month_series.contents import Line, MonthDot, SeriesChart
from vlechtwerk.engines.documents.month_series.drawing import draw

__all__ = ["Line", "MonthDot", "SeriesChart", "draw"]
