"""What a round says, as a report on A4: the rows of its page, in the language of the reader."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.engines.documents.round_report.contents import (
    Beside,
    Block,
    Drawing,
    Headlines,
    Notes,
    Quotes,
    RoundReport,
    Row,
    Said,
    Section,
    Table,
)
from vlechtwerk.engines.documents.round_report.pdf import as_pdf
from vlechtwerk.interfaces.web.evaluation import result_rows as rows
from vlechtwerk.interfaces.web.evaluation.result_charts import WIDE, is_drawn, rounds_drawing, spread_drawings
from vlechtwerk.interfaces.web.evaluation.result_views import (
    compared_with_before,
    find_result,
    head_of,
    is_as_asked,
    is_plain,
)
from vlechtwerk.interfaces.web.evaluation.result_words import GroupNames, said
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin
from vlechtwerk.interfaces.web.templatetags.components import WORDS_OF_GROUNDS
from vlechtwerk.interfaces.web.words import say_day

# What fits beside each other, and below each other beside a heading, on A4.
MOST_GROUPS, MOST_BARS = 5, 12
# Names and what people wrote are in the language of the first partners.
DUTCH = "nl"

Drawn = TypeVar("Drawn")


@require_safe
def result_pdf(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Give what a round says as a report on A4 (PDF/UA-1)."""
    found = find_result(request, evaluation, code)
    origin, of, day = words_of_origin(request.actor.project), request.actor.project.code, shown_day(request).day
    name = f"{origin.file_prefix}{of}-{evaluation}-{code}-{day.isoformat()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        as_pdf(_report(request, found), timezone.now()), content_type="application/pdf", headers=headers
    )


def _report(request: PageRequest, found: ResultAsRead) -> RoundReport:
    project, head, names = request.actor.project, head_of(request, found), GroupNames()
    comparison = compared_with_before(request, found)
    facts = [head["promise"], _("closed %(closed)s") % {"closed": head["closed"]}]
    if head["is_elsewhere"]:
        facts.append(_("answers collected elsewhere"))
    if found.published:
        facts.append(_("published on %(day)s") % {"day": say_day(timezone.localdate(found.published.published_at))})
    origin = words_of_origin(project)
    sections = [
        *(_at_a_glance(request, found, comparison) if not found.shows_nothing else []),
        *(_changed(request, comparison) if comparison else []),
        *_groups(found, names),
        *_remarks(found),
        *_computed(found, names),
    ]
    return RoundReport(
        title=Said(head["name"], DUTCH),
        kicker=_("What the round says"),
        evaluation=Said(head["evaluation"], DUTCH),
        facts=tuple(facts),
        project=project.name,
        origin=origin.label,
        is_invented=bool(origin.file_prefix),
        language=_language(),
        waiting="" if head["is_published"] else _("This result is not published: only the evaluators read it."),
        lead=(_("Took part:"), head["response"]),
        below_lead=" ".join(filter(None, (head["population"], head["nothing"]))),
        sections=tuple(sections),
        footer=_("%(evaluation)s, %(round)s · as of %(day)s · checksum %(checksum)s…")
        % {
            "evaluation": found.asked.evaluation.code,
            "round": found.asked.code,
            "day": say_day(shown_day(request).day),
            "checksum": found.checksum[:12],
        },
    )


def _language() -> str:
    return get_language() or DUTCH


def _note(words: str) -> Notes:
    return Notes((words,))


def _statement(row: dict[str, Any], words: str = "text", below: str = "") -> Said:
    return Said(row[words], row["language"], row["number"], below)


def _at_a_glance(request: PageRequest, found: ResultAsRead, comparison: Comparison | None) -> list[Section]:
    """Return what stands out, what people think, and what to do about it."""
    told = rows.highlights(found, comparison)
    outstanding = tuple((one["headline"], one["figures"]) for one in told["standing_out"])
    opinion = str(WORDS_OF_GROUNDS["opinion"]).lower()
    ordered = rows.ordered(found, as_asked=is_as_asked(request))
    tables = rows.spread_tables(found, ordered)
    agreeing = {row["code"]: row.get("agree") or row["hidden"] for table in tables for row in table["rows"]}
    scales = dict.fromkeys(one.scale.code for one in ordered)
    parts = [part for scale in scales for part in _for_pages([one for one in ordered if one.scale.code == scale])]
    drawings = [
        Drawing(drawn["wide"], _in_words([(f"{one.number} {said(one.statement.short)}", agreeing[one.statement.code])
                                          for one in part]))
        for part in parts
        for drawn in spread_drawings(request.actor.project, found, part, plain=is_plain(request))
    ]  # fmt: skip
    proposals = tuple(
        (heading, tuple(_proposed(row) for row in told[key]))
        for heading, key in ((_("To solve now"), "solve"), (_("To keep"), "keep"))
    )
    return [
        *([Section(_("What stands out"), (Headlines(outstanding, opinion),))] if outstanding else []),
        Section(_("What do people think?"), (*drawings, _note(_rounding()))),
        Section(
            _("To solve and to keep"),
            (Beside(proposals, _("No statement is on this side of half.")), _note(_proposed_by())),
        ),
        Section(
            _("Answers per statement"),
            (
                *(_spread(table) for table in tables),
                _note(_("“No answer” counts everyone who was asked and gave none, those who took no part included.")),
            ),
        ),
    ]


def _proposed(row: dict[str, Any]) -> Said:
    where = _("statement %(number)s") % {"number": row["number"]}
    return Said(row["short"], row["language"], below=f"{row['figures']} ({where})")


def _for_pages(drawn: list[Drawn]) -> list[list[Drawn]]:
    """Return what is drawn in parts of about the same length, each of which fits on a page."""
    count = -(-len(drawn) // MOST_BARS)
    return [drawn[len(drawn) * at // count : len(drawn) * (at + 1) // count] for at in range(count)]


def _in_words(figures: Sequence[tuple[str, str]]) -> str:
    """Say what a drawing shows: of each statement the share that agrees."""
    told = "; ".join(f"{label}: {figure}" for label, figure in figures)
    return _("Share that agrees, per statement: %(figures)s. The table has every answer.") % {"figures": told}


def _rounding() -> str:
    return _(
        "Percentages are of those who gave a view (n); “don't know” stands apart. Because of rounding, percentages do "
        "not always add up to 100. With fewer than ten answers there are counts and no percentages."
    )


def _proposed_by() -> str:
    return _(
        "Proposed by a rule: to solve are the three statements of which the fewest say what is hoped for, when that is "
        "less than half; to keep the three of which the most do, when that is more than half. Of a statement that is "
        "worded negatively, disagreeing is what is hoped for."
    )


def _spread(table: dict[str, Any]) -> Table:
    heads = (_("Statement"), *table["labels"], _("n"), _("Don't know"), _("No answer"))
    return Table("", heads, tuple(_spread_row(row) for row in table["rows"]))


def _spread_row(row: dict[str, Any]) -> Row:
    if row["hidden"]:
        return Row(_statement(row), hidden=row["hidden"])
    values = [cell["value"] for cell in row["cells"]]
    return Row(_statement(row), (*values, row["n"], row["unknown"], row["empty"]))


def _changed(request: PageRequest, comparison: Comparison) -> list[Section]:
    """Return the round beside the one before it: drawn, and in counts."""
    told = rows.comparison_rows(request, comparison, GroupNames())
    beside = {row["code"]: f"{row['before'] or '–'}, {row['now'] or '–'}" for row in told["rows"]}
    drawn = [row for row in comparison.statements if is_drawn(row)]
    drawings = [
        Drawing(
            rounds_drawing(request.actor.project, replace(comparison, statements=part), WIDE, "rounds"),
            _in_words([(f"{row.one.number} {said(row.one.statement.short)}", beside[row.one.statement.code])
                       for row in part]),
        )
        for part in _for_pages(drawn)
    ]  # fmt: skip
    moves = (_("Higher"), _("The same"), _("Lower")) if told["with_moves"] else ()
    heads = (_("Statement"), told["before"], told["now"], *moves)
    table = Table(
        "",
        heads,
        tuple(
            Row(
                _statement(row, below=" ".join(words for words in (row["words"], row["before_text"]) if words)),
                (row["before"], row["now"], *((row["up"], row["same"], row["down"]) if moves else ())),
            )
            for row in told["rows"]
        ),
    )
    notes = _note(f"{told['people']} {_('No test: the group is too small for that.')}")
    return [Section(_("What changed"), (*drawings, notes, table))]


def _groups(found: ResultAsRead, names: GroupNames) -> list[Section]:
    """Return what may be shown by level, organisation and body, and which groups may not."""
    words = _(
        "Share that agrees. A group is shown from %(threshold)s answers on, when they are not all on one side of the "
        "scale, and when no smaller group can be worked out from it."
    ) % {"threshold": found.figures.threshold}
    blocks: list[Block] = []
    for table in rows.group_tables(found, names):
        starts = range(0, len(table["groups"]), MOST_GROUPS)
        blocks += [_group_table(table, slice(start, start + MOST_GROUPS)) for start in starts]
        if table["hidden"]:
            hidden = tuple(Row(Said(name, DUTCH), hidden=table["words"]) for name in table["hidden"])
            heads = (_("Group"), _("Share that agrees"))
            blocks.append(Table(f"{table['heading']}: {_('not shown')}", heads, hidden, words_in=1))
    return [Section(_("By level, organisation and body"), (_note(words), *blocks))] if blocks else []


def _group_table(table: dict[str, Any], shown: slice) -> Table:
    def value(cell: dict[str, Any]) -> str:
        return _("not shown") if cell["hidden"] else str(cell["value"])

    return Table(
        table["heading"],
        (_("Statement"), *table["groups"][shown]),
        tuple(Row(_statement(row, "short"), tuple(map(value, row["cells"][shown]))) for row in table["rows"]),
    )


def _remarks(found: ResultAsRead) -> list[Section]:
    blocks: list[Block] = [
        Quotes(Said(group["question"], group["language"]), tuple(Said(text, DUTCH) for text in group["rows"]))
        for group in rows.remark_rows(found)
    ]
    note = _note(_("As redacted by the evaluators, in no order, and never with a group."))
    return [Section(_("What people added"), (note, *blocks))] if blocks else []


def _computed(found: ResultAsRead, names: GroupNames) -> list[Section]:
    """Return how every figure was computed, how sure it is, and the checksum of all."""
    notes = Notes(
        (
            _(
                "Share: agree / n, where n is everyone who gave a view; computed exactly and rounded once, a half "
                "upwards."
            ),
            _(
                "Hard bounds: from agree / N to (agree + N − n) / N, with N everyone who was asked. They need no "
                "assumption."
            ),
            _(
                "Interval: exact, hypergeometric, equal tails. It holds only if those without a view are like those "
                "with one. Where N is not known: Wilson."
            ),
            _rounding(),
        )
    )
    sure = Table(
        _("Share that agrees, per statement"),
        (_("Statement"), _("Agree"), _("n"), _("Share"), _("Hard bounds"), _("Interval, 95%")),
        tuple(_sure(row) for row in rows.evaluator_rows(found)),
    )
    checksum = _note(f"{_('Checksum of the figures (SHA-256):')} {found.checksum}")
    return [Section(_("How it was computed"), (notes, sure, *_response(found, names), checksum))]


def _sure(row: dict[str, Any]) -> Row:
    if row["hidden"]:
        return Row(_statement(row), hidden=row["hidden"])
    return Row(
        _statement(row),
        (
            row["numerator"],
            row["denominator"],
            row["share"],
            row["bounds"] or row["bounds_counts"] or "–",
            row["interval"] or "–",
        ),
    )


def _response(found: ResultAsRead, names: GroupNames) -> list[Block]:
    """Return what became of the invitations, the rates, and who took part by group."""
    language, response = _language(), found.figures.response
    became = tuple(
        Row(Said(row["words"], language, row["letter"]), (row["count"],)) for row in rows.disposition_rows(response)
    )
    rates = tuple(Row(Said(row["name"], language), (row["value"], row["formula"])) for row in rows.rate_rows(response))
    groups = tuple(
        Row(Said(row["group"], DUTCH, below=row["breakdown"]), (row["value"],))
        for row in rows.response_rows(found, names)
    )
    aapor = _(
        "A form with less than %(partial)s%% of the statements answered is broken off, with more than %(complete)s%% "
        "complete; “don't know” counts as answered. It is counted from the forms and not from who was invited, so that "
        "no form is tied to a person. Rates after AAPOR, Standard Definitions (9th edition, 2016)."
    ) % {"partial": found.asked.partial_from, "complete": found.asked.complete_above}
    found_blocks: list[Block] = []
    if became:
        found_blocks.append(Table(_("Response"), (_("What became of the invitations"), _("People")), became))
    if rates:
        found_blocks += [Table("", (_("Rate"), _("Value"), _("Formula")), rates, words_in=1), _note(aapor)]
    if groups:
        found_blocks.append(Table(_("Took part, by group"), (_("Group"), _("Took part")), groups))
    return found_blocks
