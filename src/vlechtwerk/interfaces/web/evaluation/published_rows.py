"""Rows of figures that are known from a source only: on the pages, in the drawing and in the files the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Dimension, PublishedFigure
from vlechtwerk.domains.evaluation.queries.published import FigureInSource, Place, PublishedOf, places_of
from vlechtwerk.domains.evaluation.words import shares as words_of_shares
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.documents.statement_chart import (
    PublishedBars,
    PublishedGroup,
    PublishedRow,
    draw_published_bars,
)
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table

WIDE, NARROW = 1080, 358
Kind = PublishedFigure.Kind


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One published figure, ready to print; `fits` are the whole counts that fit it, never what was counted."""

    code: str
    text: str
    url: str
    percentage: int
    share: str
    words: str
    fits: str
    fits_none: bool
    about: list[dict[str, str]]
    evidence: list[EvidenceRow]
    negative: bool
    double_barrelled: bool
    dimension: str
    note: str


def say_share(figure: PublishedFigure) -> str:
    """Return the share as the source gives it: “66%”, or “about 10%”."""
    share = f"{figure.percentage}%"
    return _("about %(share)s") % {"share": share} if figure.approximate else share


def say_base(figure: PublishedFigure) -> str:
    """Return between which numbers the base lies, as far as its source tells; nothing when it tells nothing."""
    if figure.base_from is None:
        return ""
    return f"{figure.base_from}–{figure.base_to}"


def say_fits(item: FigureInSource) -> str:
    """Return the whole counts that fit a share: “16/24, 18/27”, or that none does."""
    if item.fits is None:
        return ""
    return ", ".join(f"{count}/{base}" for count, base in item.pairs) or _("no whole count")


def dimension_of(figure: PublishedFigure) -> str:
    """Return what a figure is about in the words of thermometers; a source need not say it."""
    if figure.dimension == Dimension.OTHER:
        return _("Dimension not in the source")
    return str(figure.get_dimension_display())


def place_links(request: PageRequest, figure: PublishedFigure, places: Mapping[str, Place]) -> list[dict[str, str]]:
    """Return where on the outcome map a figure belongs; what names no place is about the whole."""
    project, kept = request.actor.project.code, shown_day(request).query
    routes = {"activity": "programme:activity", "precondition": "programme:precondition"}
    links = []
    for code in figure.about:
        place = places.get(code)
        if place is None or place.kind not in routes:
            url = reverse("programme:map", args=[project]) + kept
        else:
            url = reverse(routes[place.kind], args=[project, code]) + kept
        links.append({"code": code, "label": place.name if place else code, "url": url})
    whole = {"code": "", "label": _("the whole outcome map"), "url": reverse("programme:map", args=[project]) + kept}
    return links or [whole]


def figure_rows(request: PageRequest, items: Sequence[FigureInSource]) -> dict[str, FigureRow]:
    """Return figures as rows by their code; the number of queries does not grow with their number."""
    figures = [item.figure for item in items]
    places, evidences = places_of(figures), Evidences(request, figures)
    return {item.figure.code: _row(request, item, places, evidences) for item in items}


def _row(request: PageRequest, item: FigureInSource, places: Mapping[str, Place], evidences: Evidences) -> FigureRow:
    figure = item.figure
    return FigureRow(
        code=figure.code,
        text=figure.text,
        url=address(request, "published_figure", figure.evaluation.code, figure.code),
        percentage=figure.percentage,
        share=say_share(figure),
        words=figure.words,
        fits=say_fits(item),
        fits_none=item.fits_none,
        about=place_links(request, figure, places),
        evidence=evidences.of(figure),
        negative=figure.negative,
        double_barrelled=figure.double_barrelled,
        dimension=dimension_of(figure),
        note=figure.note,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Shares that stand under one heading: their heading, and the figures from the largest share down."""

    heading: str
    items: list[FigureInSource]


def groups_of(of: PublishedOf) -> tuple[list[Group], list[FigureInSource]]:
    """Part the shares by dimension in the order of their source, and apart those reported as a negative."""
    shares = sorted(of.of_kind(Kind.SHARE), key=lambda item: (-item.figure.percentage, item.figure.order))
    order = list(dict.fromkeys(item.figure.dimension for item in of.of_kind(Kind.SHARE)))
    groups = []
    for dimension in order:
        within = [item for item in shares if item.figure.dimension == dimension and not item.figure.negative]
        if within:
            groups.append(Group(_heading([item.figure for item in within]), within))
    return groups, [item for item in shares if item.figure.negative]


def _heading(figures: Sequence[PublishedFigure]) -> str:
    """Return the dimension with the figure of the source, where all of it stands in one."""
    numbers = {figure.figure for figure in figures}
    if len(numbers) != 1:
        return dimension_of(figures[0])
    (number,) = numbers
    figure = _("figure %(number)s") % {"number": number} if number else _("figure not named")
    return f"{dimension_of(figures[0])} · {figure}"


def published_section(request: PageRequest, of: PublishedOf) -> dict[str, Any]:
    """Return the published figures of one evaluation as its part of the page."""
    rows = figure_rows(request, of.figures)
    groups, negative = groups_of(of)
    shares = of.of_kind(Kind.SHARE)
    known = [item for item in shares if item.fits is not None]
    return {
        "title": of.evaluation.title,
        "url": address(request, "evaluation", of.evaluation.code),
        "count": len(shares),
        "responses": [
            {
                "words": f"{say_count(item.figure)}: {say_share(item.figure)}",
                "row": rows[item.figure.code],
            }
            for item in of.of_kind(Kind.RESPONSE)
        ],
        "base": _base(known),
        "fitting": sum(not item.fits_none for item in known),
        "known": len(known),
        "none": [rows[item.figure.code] for item in known if item.fits_none],
        "groups": [
            {"heading": group.heading, "rows": [rows[item.figure.code] for item in group.items]} for group in groups
        ],
        "negative": [rows[item.figure.code] for item in negative],
        "remarks": [rows[item.figure.code] for item in of.of_kind(Kind.REMARK)],
    }


def _base(known: Sequence[FigureInSource]) -> str:
    """Return the base that all shares have, in words; nothing when they differ."""
    bases = {say_base(item.figure) for item in known}
    return bases.pop() if len(bases) == 1 else ""


def drawings_of(request: PageRequest, of: PublishedOf) -> dict[str, str]:
    """Return the shares drawn as bars, for a wide and for a narrow screen."""
    groups, negative = groups_of(of)
    name = f"published-{of.evaluation.code}"

    def row(item: FigureInSource) -> PublishedRow:
        figure = item.figure
        return PublishedRow(figure.code, figure.text, figure.percentage / 100, say_share(figure))

    def drawn(size: str, width: int) -> str:
        return draw_published_bars(
            PublishedBars(
                title=_("Published shares: %(title)s") % {"title": of.evaluation.title},
                description=_("Bars from 0 to 100%. The source gives no counts. The list has the same figures."),
                groups=tuple(
                    PublishedGroup(group.heading, tuple(row(item) for item in group.items)) for group in groups
                ),
                negative=tuple(row(item) for item in negative),
                negative_words=_("Reported as a negative: the share is that of critics"),
                invented=_("Invented data") if request.actor.project.origin == Origin.INVENTED else "",
                name=f"{name}-{size}",
                width=width,
            )
        )

    return {"wide": drawn("wide", WIDE), "narrow": drawn("narrow", NARROW)}


def published_table(request: PageRequest, found: Sequence[PublishedOf]) -> Table:
    """Return all published figures as a table; a share has no count in it, only which counts would fit."""
    heads = [
        _("Evaluation"), _("Code"), _("What it is"), _("Statement"), _("Dimension"), _("Published"),
        _("Words of the source"), _("Count"), _("Base at least"), _("Base at most"), _("Whole counts that fit"),
        _("Reported as a negative"), _("Two things in one"), _("About"), _("Figure"), _("Source"), _("Note"),
    ]  # fmt: skip
    return Table(_("Published figures"), heads, [cells for of in found for cells in _cells(request, of)])


def _cells(request: PageRequest, of: PublishedOf) -> list[list[str]]:
    rows = figure_rows(request, of.figures)
    yes, no = _("yes"), _("no")
    return [
        [
            of.evaluation.code,
            figure.code,
            str(figure.get_kind_display()),
            figure.text,
            row.dimension if figure.kind == Kind.SHARE else "",
            row.share,
            figure.words,
            say_count(figure),
            *["" if end is None else str(end) for end in (figure.base_from, figure.base_to)],
            row.fits,
            yes if figure.negative else no,
            yes if figure.double_barrelled else no,
            ", ".join(link["code"] or link["label"] for link in row.about),
            figure.figure,
            "; ".join(place.label for place in row.evidence),
            figure.note,
        ]
        for figure, row in ((item.figure, rows[item.figure.code]) for item in of.figures)
    ]


def say_count(figure: PublishedFigure) -> str:
    """Return the count that the source gives: only a response has one."""
    if figure.counted is None or figure.counted_of is None:
        return _("not in the source")
    return words_of_shares.say_count(figure.counted, figure.counted_of)


def figure_page(request: PageRequest, item: FigureInSource) -> dict[str, Any]:
    """Return everything on the page of one figure but what rests on it."""
    figure = item.figure
    row = figure_rows(request, [item])[figure.code]
    measured = figure.measurement.name if figure.measurement else ""
    base = say_base(figure)
    return {
        "row": row,
        "kind": figure.get_kind_display(),
        "count": say_count(figure),
        "has_count": figure.counted is not None,
        "measurement": measured,
        "is_share": figure.kind == Kind.SHARE,
        "facts": [
            {
                "term": _("Dimension"),
                "value": "" if figure.dimension == Dimension.OTHER else str(figure.get_dimension_display()),
            },
            {"term": _("Figure of the source"), "value": figure.figure},
            {"term": _("Base"), "value": base},
            {"term": _("Measurement"), "value": measured},
            *([{"term": _("Note"), "value": figure.note}] if figure.note else []),
        ],
        "per_base": [
            {"base": number, "counts": ", ".join(str(count) for count in counts)}
            for number, counts in (item.fits or {}).items()
        ],
        "fit_words": _fit_words(item),
    }


def _fit_words(item: FigureInSource) -> str:
    if item.fits is None:
        return _("What its base is, the source does not say: which counts would fit can't be told.")
    if item.fits_none:
        return _("No whole count fits with any of these bases. How that can be, the source does not say.")
    number = len(item.pairs)
    return ngettext("%(number)s whole count would fit.", "%(number)s whole counts would fit.", number) % {
        "number": number
    }
