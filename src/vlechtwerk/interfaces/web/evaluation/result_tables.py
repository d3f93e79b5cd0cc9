"""What leaves of a result as a file: the figures of its pages, as tables with a row for each."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.domains.evaluation.rules.figures import Response
from vlechtwerk.engines.statistics.suppression import Distribution
from vlechtwerk.interfaces.web.evaluation import result_rows
from vlechtwerk.interfaces.web.evaluation.result_words import GroupNames, breakdown_words, not_shown, said
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table


def answers_table(result: ResultAsRead, names: GroupNames) -> Table:
    """Return the tables that may be shown: a row for each answer of each statement, of all and of each group."""
    heads = [
        _("Evaluation"), _("Round"), _("Code"), _("Statement"), _("Breakdown"), _("Group"), _("Answer"), _("Number"),
        _("n"), _("Don't know"), _("No answer"),
    ]  # fmt: skip
    first = [result.asked.evaluation.code, result.asked.code]
    rows: list[list[str]] = []
    for one in result.statements:
        words = [*first, one.statement.code, said(one.statement.text)]
        found: list[tuple[str, str, Distribution | None]] = [("", _("All"), one.whole)]
        found += [(breakdown_words(group), names.of(group), shown) for group, shown in one.figures.groups.items()]
        found += [(breakdown_words(group), names.of(group), None) for group in one.figures.hidden]
        for breakdown, group, shown in found:
            place = [*words, breakdown, group]
            if shown is None:
                rows.append([*place, not_shown(result), "", "", "", ""])
                continue
            rows += [
                [*place, said(category.label), str(count), str(shown.n), str(shown.do_not_know), str(shown.empty)]
                for category, count in zip(one.scale.categories, shown.counts, strict=True)
            ]
    return Table(" ".join(first), heads, rows)


def comparison_table(request: PageRequest, comparison: Comparison, names: GroupNames) -> Table:
    """Return two rounds beside each other: statements, then groups that may be compared, then who joined and left."""
    told = result_rows.comparison_rows(request, comparison, names)
    heads = [
        _("Code"), _("Statement"), _("Group"), told["before"], told["now"], _("Note"), _("Higher"), _("The same"),
        _("Lower"),
    ]  # fmt: skip
    rows = [
        [row["code"], row["text"], "", row["before"], row["now"], row["words"], row["up"], row["same"], row["down"]]
        for row in told["rows"]
    ]
    for group in told["groups"]:
        rows += [
            [row["code"], row["text"], group["name"], row["before"], row["now"], "", "", "", ""]
            for row in group["rows"]
        ]
    people = comparison.people
    for words, count in (
        (_("Joined since the round before"), people.joined if people else None),
        (_("Left since the round before"), people.left if people else None),
    ):
        rows.append(["", words, "", "", not_shown(comparison.now) if count is None else str(count), "", "", "", ""])
    return Table(_("Rounds beside each other"), heads, rows)


def figures_table(result: ResultAsRead, response: Response, names: GroupNames) -> Table:
    """Return every figure with its computation: shares with bounds and interval, rates, and what became of all."""
    heads = [
        _("Code"), _("Figure"), _("Formula"), _("Value"), _("Agree"), _("n"), _("Hard bounds"), _("of all"),
        _("Interval, 95%"), _("Don't know"), _("No answer"),
    ]  # fmt: skip
    rows = []
    for row in result_rows.evaluator_rows(result):
        if row["hidden"]:
            rows.append([row["code"], row["text"], "", row["hidden"], *[""] * 7])
        else:
            rows.append([
                row["code"], row["text"], _("agree / n"), row["share"], row["numerator"], row["denominator"],
                row["bounds"], row["bounds_counts"], row["interval"], row["unknown"], row["empty"],
            ])  # fmt: skip
    rows += [
        [row["name"], _("Rate"), row["formula"], row["value"], *[""] * 7] for row in result_rows.rate_rows(response)
    ]
    rows += [
        [row["letter"], row["words"], "", row["count"], *[""] * 7] for row in result_rows.disposition_rows(response)
    ]
    rows += [
        ["", f"{_('Took part')}: {row['group']}", "", row["value"], *[""] * 7]
        for row in result_rows.response_rows(result, names)
    ]
    return Table(_("Every figure"), heads, rows)
