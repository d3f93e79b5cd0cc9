"""The result of a round as it is printed: rows for its pages and for its files, with the same figures in each."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Breakdown, Side
from vlechtwerk.domains.evaluation.queries.comparing_rounds import ComparedGroup, ComparedStatement, Comparison, Line
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, StatementResult, shown_remarks
from vlechtwerk.domains.evaluation.queries.standing_out import Proposal, standing_out, to_keep, to_solve
from vlechtwerk.domains.evaluation.rules.figures import BREAKDOWNS, CROSSES, Group, Response
from vlechtwerk.domains.evaluation.words.shares import say_bounds, say_count, say_percentage, say_share
from vlechtwerk.engines.statistics.shares import Bounds, Showing, showing_of
from vlechtwerk.engines.statistics.suppression import Distribution
from vlechtwerk.interfaces.web.evaluation.result_charts import BESIDE, BESIDE_ON_PHONE, rounds_drawing
from vlechtwerk.interfaces.web.evaluation.result_words import (
    GroupNames,
    below_headline,
    breakdown_words,
    headline,
    language_of,
    not_shown,
    said,
    say_proposal,
    statement_words,
)
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day


def address(request: PageRequest, route: str, result: ResultAsRead) -> str:
    """Return a page of a result, on the day that is shown."""
    asked = result.asked
    codes = [request.actor.project.code, asked.evaluation.code, asked.code]
    return reverse(f"evaluation:{route}", args=codes) + shown_day(request).query


def result_list(request: PageRequest, results: Sequence[ResultAsRead]) -> list[dict[str, Any]]:
    """Return the results that a reader may see, newest first."""
    return [
        {
            "name": one.asked.name,
            "evaluation": one.asked.evaluation.title,
            "url": address(request, "result", one),
            "closed": say_day(timezone.localdate(one.asked.closed_at)) if one.asked.closed_at else "",
            "promise": str(one.asked.get_promise_display()),
            "took_part": str(one.figures.response.took_part),
            "published": say_day(timezone.localdate(one.published.published_at)) if one.published else "",
        }
        for one in reversed(results)
    ]


def highlights(result: ResultAsRead, comparison: Comparison | None) -> dict[str, Any]:
    """Return what stands out, what to solve, and what to keep."""
    return {
        "standing_out": [
            {"headline": headline(one), "figures": below_headline(one)} for one in standing_out(result, comparison)
        ],
        "solve": [_proposal(one) for one in to_solve(result)],
        "keep": [_proposal(one) for one in to_keep(result)],
    }


def _proposal(one: Proposal) -> dict[str, str]:
    return {
        **statement_words(one.statement),
        "short": said(one.statement.statement.short),
        "figures": say_proposal(one),
    }


def ordered(result: ResultAsRead, *, as_asked: bool) -> list[StatementResult]:
    """Return the statements with the most agreement first, what is not shown last; or in the order of asking."""
    if as_asked:
        return result.statements
    return sorted(result.statements, key=lambda one: (one.whole is None, -(one.share(Side.AGREE) or 0), one.number))


def spread_tables(result: ResultAsRead, shown: Sequence[StatementResult]) -> list[dict[str, Any]]:
    """Return the figures behind the drawings: a table for each scale."""
    tables = []
    for scale in result.questionnaire.scales:
        rows = [one for one in shown if one.scale.code == scale.code]
        if rows:
            labels = [said(category.label) for category in scale.categories]
            tables.append({"labels": labels, "rows": [_spread(result, one, labels) for one in rows]})
    return tables


def _spread(result: ResultAsRead, one: StatementResult, labels: Sequence[str]) -> dict[str, Any]:
    row: dict[str, Any] = {**statement_words(one), "hidden": not_shown(result) if one.whole is None else ""}
    row["columns"] = str(len(labels) + 3)
    asked = result.asked
    if one.whole is not None:
        row |= {
            "cells": [
                {"label": label, "value": _cell(count, one.whole.n)}
                for label, count in zip(labels, one.whole.counts, strict=True)
            ],
            # By what it is named as evidence, once it is published and someone gave a view: “EV1,T1,S3”.
            "address": f"{asked.evaluation.code},{asked.code},{one.statement.code}"
            if result.published is not None and one.whole.n
            else "",
            "n": str(one.whole.n),
            "unknown": str(one.whole.do_not_know),
            "empty": str(one.whole.empty),
            "agree": say_share(one.count(Side.AGREE), one.whole.n) if one.whole.n else "",
        }
    return row


def _cell(count: int, n: int) -> str:
    if not n or showing_of(n) is Showing.COUNTS:
        return str(count)
    return f"{count} ({say_percentage(Fraction(count, n))})"


def group_tables(result: ResultAsRead, names: GroupNames) -> list[dict[str, Any]]:
    """Return for each breakdown what may be shown: groups beside each other, statements below each other."""
    tables = []
    for heading, of in [
        *((str(Breakdown(name).label), (name,)) for name in BREAKDOWNS),
        *((_("By level and organisation"), cross) for cross in CROSSES),
    ]:
        table = _group_table(result, names, of)
        if table["groups"] or table["hidden"]:
            tables.append({"heading": heading, **table})
    return tables


def _group_table(result: ResultAsRead, names: GroupNames, of: tuple[str, ...]) -> dict[str, Any]:
    def is_of(group: Group) -> bool:
        return tuple(breakdown for breakdown, _code in group) == of

    shown = {group for one in result.statements for group in one.figures.groups if is_of(group)}
    hidden = {group for one in result.statements for group in one.figures.hidden if is_of(group)} - shown
    groups = sorted(shown, key=names.of)
    words = not_shown(result)
    return {
        "groups": [names.of(group) for group in groups],
        "rows": [
            {
                **statement_words(one),
                "short": said(one.statement.short),
                "cells": [
                    {"label": names.of(group), "value": _of_group(one, one.figures.groups.get(group)) or words,
                     "hidden": group not in one.figures.groups}
                    for group in groups
                ],
            }
            for one in result.statements
        ]
        if groups
        else [],
        "hidden": sorted(names.of(group) for group in hidden),
        "words": words,
    }  # fmt: skip


def _of_group(one: StatementResult, found: Distribution | None) -> str:
    return say_share(one.count(Side.AGREE, found), found.n) if found is not None and found.n else ""


def response_rows(result: ResultAsRead, names: GroupNames) -> list[dict[str, str]]:
    """Return how many of each group took part, where that may be shown."""
    response = result.figures.response
    rows = [
        {
            "group": names.of(group),
            "breakdown": breakdown_words(group),
            "value": say_share(rate.part, rate.of),
        }
        for group, rate in response.groups.items()
        if rate.of
    ]
    return rows + [
        {"group": names.of(group), "breakdown": breakdown_words(group), "value": not_shown(result)}
        for group in response.hidden
    ]


def comparison_rows(request: PageRequest, comparison: Comparison, names: GroupNames) -> dict[str, Any]:
    """Return two rounds beside each other: drawings, counts, who joined and left, and groups where that is allowed."""
    project = request.actor.project
    people = comparison.people
    return {
        "before": comparison.before.asked.name,
        "now": comparison.now.asked.name,
        "wide": rounds_drawing(project, comparison, BESIDE, "rounds"),
        "phone": rounds_drawing(project, comparison, BESIDE_ON_PHONE, "rounds-phone"),
        "people": _people(comparison),
        "rows": [_compared(comparison, row) for row in comparison.statements],
        "with_moves": bool(people and people.moves),
        "groups": [
            {"name": names.of(group), "rows": [_compared_group(one) for one in comparison.groups if one.group == group]}
            for group in dict.fromkeys(one.group for one in comparison.groups)
        ],
    }


def _compared_group(one: ComparedGroup) -> dict[str, str]:
    return {
        **statement_words(one.statement),
        "before": say_share(one.statement.count(Side.AGREE, one.before), one.before.n),
        "now": say_share(one.statement.count(Side.AGREE, one.now), one.now.n),
    }


def _people(comparison: Comparison) -> str:
    people = comparison.people
    if people is None or people.joined is None or people.left is None:
        return _("Who joined and who left is not shown: there are too few, or it is not known.")
    words = {"joined": people.joined, "left": people.left, "people": comparison.now.figures.response.population}
    if not people.joined and not people.left:
        return _("The same %(people)s people were asked in both rounds.") % words
    return (
        _("Of the %(people)s who were asked now, %(joined)s are new; %(left)s of the round before were not asked now.")
        % words
    )


def _compared(comparison: Comparison, row: ComparedStatement) -> dict[str, Any]:
    words = {
        Line.GOES_ON: "",
        Line.BROKEN: _("Other words or answers than before: not to be compared"),
        Line.NEW: _("New in this round"),
        Line.LEFT: _("Not asked any more"),
    }[row.line]

    def figure(one: StatementResult | None, result: ResultAsRead) -> str:
        if one is None:
            return ""
        if one.whole is None or not one.whole.n:
            return not_shown(result)
        return say_share(one.count(Side.AGREE), one.whole.n)

    moves = row.moves
    return {
        **statement_words(row.one),
        "line": row.line.value,
        "words": words,
        "before": figure(row.before, comparison.before),
        "before_text": said(row.before.statement.text) if row.before and row.line is Line.BROKEN else "",
        "before_language": language_of(row.before.statement.text) if row.before else "",
        "now": figure(row.now, comparison.now),
        "up": str(moves.up) if moves else "",
        "same": str(moves.same) if moves else "",
        "down": str(moves.down) if moves else "",
    }


def remark_rows(result: ResultAsRead) -> list[dict[str, Any]]:
    """Return the remarks as redacted, under the question that was asked; never with a group."""
    remarks = shown_remarks(result.asked)
    return [
        {
            "question": said(question.text),
            "language": language_of(question.text),
            "rows": [one.text for one in remarks if one.question == question.code],
        }
        for question in result.questionnaire.open_questions
        if any(one.question == question.code for one in remarks)
    ]


def evaluator_rows(result: ResultAsRead) -> list[dict[str, Any]]:
    """Return every figure of the whole with its computation: numerator, denominator, bounds and interval."""
    rows = []
    for one in result.statements:
        sure = one.certainty()
        row: dict[str, Any] = {**statement_words(one), "hidden": "" if sure else not_shown(result)}
        if sure is not None and one.whole is not None:
            row |= {
                "numerator": str(one.count(Side.AGREE)),
                "denominator": str(one.whole.n),
                "share": say_percentage(sure.share) if _in_shares(one) else "",
                "unknown": str(one.whole.do_not_know),
                "empty": str(one.whole.empty),
                "bounds": say_bounds(sure.hard_bounds) if sure.hard_bounds and _in_shares(one) else "",
                "bounds_counts": _in_people(sure.hard_bounds, one.population),
                "interval": say_bounds(sure.interval) if _in_shares(one) else "",
                "disagree": say_count(one.count(Side.DISAGREE), one.whole.n),
            }
        rows.append(row)
    return rows


def _in_shares(one: StatementResult) -> bool:
    """Whether so many answered that shares are told of it, and not counts alone (RULES-evaluation d3)."""
    return one.whole is not None and showing_of(one.whole.n) is not Showing.COUNTS


def _in_people(bounds: Bounds | None, population: int | None) -> str:
    if bounds is None or population is None:
        return ""
    least, most = bounds.in_people(population)
    return f"{least}/{population} – {most}/{population}"


def rate_rows(response: Response) -> list[dict[str, str]]:
    """Return the rates of the response, each with its formula and its counts."""
    formulas = {
        "RR1": "I / ((I+P) + (R+NC+O) + UO)",
        "RR2": "(I+P) / ((I+P) + (R+NC+O) + UO)",
        "RR5": "I / ((I+P) + (R+NC+O))",
        "RR6": "(I+P) / ((I+P) + (R+NC+O))",
        "COOP1": "I / ((I+P) + R + O)",
    }
    return [
        {"name": name, "formula": formulas[name], "value": say_share(rate.part, rate.of) if rate.of else _("nobody")}
        for name, rate in response.rates.items()
    ]


def disposition_rows(response: Response) -> list[dict[str, str]]:
    """Return what became of the invitations, in counts, as far as that may be told."""
    words = {
        "complete": ("I", _("Complete")),
        "partial": ("P", _("In part")),
        "break_off": ("R", _("Broken off or refused")),
        "no_reaction": ("NC", _("No reaction")),
        "other": ("O", _("Could not, for example ill")),
        "unknown": ("UO", _("The mail did not arrive")),
        "not_eligible": ("NE", _("Not in the population: in no rate")),
    }
    told = [
        {"letter": words[kind.value][0], "words": words[kind.value][1], "count": str(count)}
        for kind, count in response.dispositions.items()
    ]
    if response.broken_off:
        told.append({"letter": "", "words": _("Broken off"), "count": str(response.broken_off)})
    if told and response.not_told:
        told.append({"letter": "", "words": _("The others: too few to tell apart"), "count": str(response.not_told)})
    return told
