"""The drawings of a round: how answers spread, how sure a share is, and two rounds beside each other."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Side as AnswerSide
from vlechtwerk.domains.evaluation.queries.comparing_rounds import ComparedStatement, Comparison, Line
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedScale
from vlechtwerk.domains.evaluation.words.shares import say_bounds, say_share
from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.documents.statement_chart import (
    Category,
    Certainty,
    HiddenRow,
    Part,
    Point,
    RoundRow,
    RoundsSideBySide,
    Side,
    Span,
    StatementBars,
    StatementRow,
    draw_certainty,
    draw_rounds_side_by_side,
    draw_statement_bars,
)
from vlechtwerk.engines.statistics.shares import Basis, Showing, showing_of, whole_percentage
from vlechtwerk.interfaces.web.evaluation.result_words import not_shown, said
from vlechtwerk.interfaces.web.origins import words_of_origin

# In pixels: for a screen, and for a phone.
WIDE, PHONE = 720, 340
BESIDE, BESIDE_ON_PHONE = 420, 340


def invented_words(project: Project) -> str:
    """Return what is printed in a drawing of invented data; nothing in another."""
    return words_of_origin(project).label if project.origin == Origin.INVENTED else ""


def spread_drawings(
    project: Project, result: ResultAsRead, ordered: list[StatementResult], *, plain: bool
) -> list[dict[str, Any]]:
    """Draw the answers, once for each scale: wide, and narrow for a phone."""
    drawn = []
    for scale in result.questionnaire.scales:
        rows = [one for one in ordered if one.scale.code == scale.code]
        if rows:
            bars = [
                _bars(project, result, scale, rows, plain=plain, width=width, name=f"{name}-{scale.code}")
                for width, name in ((WIDE, "spread"), (PHONE, "spread-phone"))
            ]
            drawn.append({"wide": draw_statement_bars(bars[0]), "phone": draw_statement_bars(bars[1])})
    return drawn


def _bars(
    project: Project,
    result: ResultAsRead,
    scale: AskedScale,
    rows: list[StatementResult],
    *,
    plain: bool,
    width: int,
    name: str,
) -> StatementBars:
    return StatementBars(
        title=_("What do people think?"),
        description=_("Answers per statement. The same figures stand in the table below."),
        categories=tuple(
            Category(said(scale.categories[place].label), Side(scale.categories[place].side))
            for place in drawn_order(scale)
        ),
        rows=tuple(_row(result, one) for one in rows),
        disagree=_("disagree"),
        agree=_("agree"),
        n=_("n"),
        unknown=_("don't know"),
        plain=plain,
        invented=invented_words(project),
        name=name,
        width=width,
    )


def drawn_order(scale: AskedScale) -> list[int]:
    """Return the places of the answers from disagreeing to agreeing, also of a scale that runs the other way."""
    sides = scale.sides
    places = range(len(sides)) if sides[0] <= sides[-1] else reversed(range(len(sides)))
    return sorted(places, key=lambda place: sides[place])


def _row(result: ResultAsRead, one: StatementResult) -> StatementRow | HiddenRow:
    label = said(one.statement.short)
    if one.whole is None or not one.whole.n:
        return HiddenRow(str(one.number), label, not_shown(result))
    n = one.whole.n
    in_counts = showing_of(n) is Showing.COUNTS
    parts = tuple(
        Part(count / n, str(count if in_counts else whole_percentage(Fraction(count, n))))
        for count in (one.whole.counts[place] for place in drawn_order(one.scale))
    )
    return StatementRow(str(one.number), label, parts, str(n), one.whole.do_not_know)


def certainty_drawing(project: Project, one: StatementResult) -> dict[str, Any] | None:
    """Draw how sure the share that agrees is; nothing where nothing is shown or the population is not known."""
    sure = one.certainty()
    if sure is None or sure.hard_bounds is None or one.whole is None or showing_of(one.whole.n) is Showing.COUNTS:
        return None
    part, n, population = one.count(AnswerSide.AGREE), one.whole.n, one.population or 0
    bounds = _("Certain: %(bounds)s") % {"bounds": say_bounds(sure.hard_bounds)}
    least, most = sure.hard_bounds.in_people(population)
    on_bounds = _(
        "of all %(population)s, whatever the %(others)s without a view would say "
        "(%(least)s to %(most)s of %(population)s)"
    ) % {"population": population, "others": population - n, "least": least, "most": most}
    interval = None
    if sure.basis is Basis.IF_NON_RESPONSE_IS_RANDOM:
        interval = Span(
            float(sure.interval.least),
            float(sure.interval.most),
            say_bounds(sure.interval),
            _("if chance decided who gave no view: exact, hypergeometric, 95%. An assumption, no measurement."),
        )
    drawn = Certainty(
        title=_("How sure is statement %(number)s?") % {"number": one.number},
        description=said(one.statement.text),
        share=part / n,
        share_words=say_share(part, n),
        bounds=Span(float(sure.hard_bounds.least), float(sure.hard_bounds.most), bounds, on_bounds),
        interval=interval,
        invented=invented_words(project),
        name="certainty",
    )
    return {"drawing": draw_certainty(drawn), "interval": interval is not None}


def is_drawn(row: ComparedStatement) -> bool:
    """Whether a statement stands in the drawing of two rounds: of fewer than ten answers no share is told (d3)."""
    shown = [one.whole.n for one in (row.before, row.now) if one is not None and one.whole is not None and one.whole.n]
    return row.line is not Line.LEFT and bool(shown) and all(showing_of(n) is not Showing.COUNTS for n in shown)


def rounds_drawing(project: Project, comparison: Comparison, width: int, name: str) -> str:
    """Draw two rounds beside each other, of each statement the share that agrees; nothing where no share is told."""
    rows = tuple(_compared(comparison, row) for row in comparison.statements if is_drawn(row))
    if not rows:
        return ""
    return draw_rounds_side_by_side(
        RoundsSideBySide(
            title=_("%(now)s beside %(before)s")
            % {"now": comparison.now.asked.name, "before": comparison.before.asked.name},
            description=_("The share that agrees per statement, in two rounds."),
            before=comparison.before.asked.name,
            now=comparison.now.asked.name,
            share=_("share that agrees"),
            count=_("count"),
            rows=rows,
            invented=invented_words(project),
            name=name,
            width=width,
        )
    )


def _compared(comparison: Comparison, row: ComparedStatement) -> RoundRow | HiddenRow:
    number, label = str(row.one.number), said(row.one.statement.short)
    if row.now is None or row.now.whole is None or not row.now.whole.n:
        return HiddenRow(number, label, not_shown(comparison.now))
    now = _point(row.now)
    if row.before is None:
        return RoundRow(number, label, None, now, _("new"))
    before = _point(row.before) if row.before.whole is not None and row.before.whole.n else None
    if row.line is Line.BROKEN:
        return RoundRow(number, label, before, now, _("other words than before"), is_broken=True)
    return RoundRow(number, label, before, now, "" if before else _("not shown before"))


def _point(one: StatementResult) -> Point:
    whole = one.whole
    assert whole is not None
    return Point(one.count(AnswerSide.AGREE) / whole.n, str(one.count(AnswerSide.AGREE)))
