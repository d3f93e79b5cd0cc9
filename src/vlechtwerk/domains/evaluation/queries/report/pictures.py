"""Drawings of the report: shares that only a source gives, as bars without a count, and the outcome map."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.published import FigureInSource
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.programme.queries.drawn_map import DrawnMap, columns_of, drawing_of
from vlechtwerk.engines.documents.outcome_map import draw
from vlechtwerk.engines.documents.report.contents import Picture
from vlechtwerk.engines.documents.statement_chart import (
    PublishedBars,
    PublishedGroup,
    PublishedRow,
    draw_published_bars,
)

# How high a map may be for its width, so that its words stay readable on a lying A4.
HIGHEST = 0.62


def bars_of(live: Live, figures: Sequence[FigureInSource], label: str) -> Picture:
    """Return shares as bars from 0 to 100, highest first; what is told as a negative stands below a rule."""
    ordered = sorted(figures, key=lambda one: -one.figure.percentage)
    positive = [one for one in ordered if not one.figure.negative]
    negative = [one for one in ordered if one.figure.negative]
    told = [f"{one.figure.code} {one.figure.text} {one.figure.percentage}%" for one in (*positive, *negative)]
    caption = _("%(label)s: published shares, count not in the source") % {"label": label}
    drawn = PublishedBars(
        title=caption,
        description="; ".join(told),
        groups=(PublishedGroup("", tuple(_row(one) for one in positive)),),
        negative=tuple(_row(one) for one in negative),
        negative_words=_("Told as a negative: share of critics"),
        invented=_("Invented data") if live.is_invented else "",
        name=f"published-{label}".lower().replace(" ", "-"),
    )
    return Picture(caption, draw_published_bars(drawn), "; ".join(told))


def _row(one: FigureInSource) -> PublishedRow:
    figure = one.figure
    return PublishedRow(figure.code, figure.text, figure.percentage / 100, f"{figure.percentage}%")


def map_picture(drawn: DrawnMap, title: str, name: str = "map") -> Picture:
    """Return an outcome map on a lying page: in words what it shows, of which a table tells all."""
    counted = "; ".join(f"{column.title}: {column.count}" for column in columns_of(drawn))
    words = _(
        "%(title)s. Cards in columns, from what is needed to what should change, with %(lines)s lines between them."
        " %(counted)s. The table before it tells each card and line in words."
    )
    words %= {"title": title, "lines": len(drawn.lines), "counted": counted}
    return Picture(title, draw(drawing_of(drawn, title, name)), words, wide=True)
