"""Turn what came out of a round into the shapes of the programming interface."""

from vlechtwerk.domains.evaluation.models import Side
from vlechtwerk.domains.evaluation.queries.comparing_rounds import Comparison, Line, compare
from vlechtwerk.domains.evaluation.queries.results import (
    ResultAsRead,
    StatementResult,
    round_before,
    shown_remarks,
    whole_response,
)
from vlechtwerk.domains.evaluation.queries.standing_out import Proposal, standing_out, to_keep, to_solve
from vlechtwerk.domains.evaluation.rules.figures import Group, Response
from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.engines.statistics.response_rates import Rate
from vlechtwerk.engines.statistics.shares import Bounds, Showing, showing_of, whole_percentage
from vlechtwerk.engines.statistics.suppression import Distribution
from vlechtwerk.interfaces.api import round_result_schemas as schemas


def result_out(result: ResultAsRead, project: Project) -> schemas.RoundResultOut:
    """Return the shape of a result."""
    asked = result.asked
    before = round_before(result)
    outstanding = standing_out(result, compare(before, result) if before else None)
    return schemas.RoundResultOut(
        **line_out(result).model_dump(exclude={"took_part"}),
        origin=project.origin,
        promise=asked.promise,
        collected=asked.collected,
        threshold=result.figures.threshold,
        response=_response(result.figures.response),
        statements=[_statement(one) for one in result.statements],
        standing_out=[
            schemas.StandingOutOut(
                kind=one.kind,
                statement=one.statement.statement.code,
                part=one.part,
                n=one.n,
                amount=one.amount,
                before=schemas.RateOut(part=one.before[0], of=one.before[1]) if one.before else None,
            )
            for one in outstanding
        ],
        to_solve=[_proposal(one) for one in to_solve(result)],
        to_keep=[_proposal(one) for one in to_keep(result)],
        remarks=[{"question": one.question, "text": one.text} for one in shown_remarks(asked)],
    )


def line_out(result: ResultAsRead) -> schemas.RoundResultLine:
    """Return the shape of a result in a list."""
    asked = result.asked
    assert asked.closed_at is not None
    return schemas.RoundResultLine(
        evaluation=asked.evaluation.code,
        round=asked.code,
        name=asked.name,
        closed_at=asked.closed_at,
        published_at=result.published.published_at if result.published else None,
        took_part=result.figures.response.took_part,
        checksum=result.checksum,
    )


def _group(group: Group) -> schemas.ShownGroupOut:
    return schemas.ShownGroupOut(**dict(group))


def _rate(rate: Rate) -> schemas.RateOut:
    return schemas.RateOut(part=rate.part, of=rate.of)


def _response(response: Response) -> schemas.RoundResponseOut:
    return schemas.RoundResponseOut(
        population=response.population,
        took_part=response.took_part,
        dispositions={kind.value: count for kind, count in response.dispositions.items()},
        rates={name.lower(): _rate(rate) for name, rate in response.rates.items()},
        groups=[
            schemas.GroupRateOut(group=_group(group), took_part=_rate(rate)) for group, rate in response.groups.items()
        ],
        hidden=[_group(group) for group in response.hidden],
    )


def _statement(one: StatementResult) -> schemas.StatementResultOut:
    sure, share = one.certainty(), one.share(Side.AGREE)
    n = one.whole.n if one.whole else 0
    in_counts = showing_of(n) is Showing.COUNTS
    return schemas.StatementResultOut(
        number=one.number,
        code=one.statement.code,
        text=dict(one.statement.text),
        negative=one.statement.negative,
        categories=[
            schemas.ShownCategoryOut(value=category.value, label=dict(category.label), side=category.side)
            for category in one.scale.categories
        ],
        whole=_distribution(one, one.whole) if one.whole else None,
        percentage=None if share is None or in_counts else whole_percentage(share),
        hard_bounds=_bounds(one, sure.hard_bounds) if sure else None,
        interval=_bounds(one, sure.interval) if sure else None,
        groups=[
            schemas.GroupDistributionOut(group=_group(group), answers=_distribution(one, found))
            for group, found in one.figures.groups.items()
        ],
        hidden=[_group(group) for group in one.figures.hidden],
    )


def _distribution(one: StatementResult, found: Distribution) -> schemas.DistributionOut:
    return schemas.DistributionOut(
        counts=list(found.counts),
        n=found.n,
        do_not_know=found.do_not_know,
        not_answered=found.empty,
        agree=one.count(Side.AGREE, found),
    )


def _bounds(one: StatementResult, bounds: Bounds | None) -> schemas.BoundsOut | None:
    if bounds is None or one.whole is None:
        return None
    least, most = (None, None) if one.population is None else bounds.in_people(one.population)
    in_counts = showing_of(one.whole.n) is Showing.COUNTS
    lowest, highest = (None if in_counts else round(float(share), 4) for share in (bounds.least, bounds.most))
    return schemas.BoundsOut(least=least, most=most, of=one.population, lowest=lowest, highest=highest)


def figures_out(result: ResultAsRead) -> schemas.RoundFiguresOut:
    """Return the shape of every figure with its computation, for the evaluators."""
    return schemas.RoundFiguresOut(
        response=_response(whole_response(result)), statements=[_figure(one) for one in result.statements]
    )


def _figure(one: StatementResult) -> schemas.RoundFigureOut:
    sure, whole = one.certainty(), one.whole
    return schemas.RoundFigureOut(
        code=one.statement.code,
        agree=one.count(Side.AGREE) if whole else None,
        disagree=one.count(Side.DISAGREE) if whole else None,
        n=whole.n if whole else None,
        do_not_know=whole.do_not_know if whole else None,
        not_answered=whole.empty if whole else None,
        hard_bounds=_bounds(one, sure.hard_bounds) if sure else None,
        interval=_bounds(one, sure.interval) if sure else None,
        basis=sure.basis if sure else "",
    )


def _proposal(one: Proposal) -> schemas.ProposalOut:
    return schemas.ProposalOut(statement=one.statement.statement.code, side=one.side, part=one.part, n=one.n)


def comparison_out(found: Comparison) -> schemas.RoundComparisonOut:
    """Return the shape of two rounds beside each other."""

    def rate(one: StatementResult | None) -> schemas.RateOut | None:
        if one is None or one.whole is None:
            return None
        return schemas.RateOut(part=one.count(Side.AGREE), of=one.whole.n)

    people = found.people
    return schemas.RoundComparisonOut(
        before=found.before.asked.code,
        now=found.now.asked.code,
        joined=people.joined if people else None,
        left=people.left if people else None,
        statements=[
            schemas.ComparedStatementOut(
                code=row.one.statement.code,
                line=Line(row.line).value,
                before=rate(row.before),
                now=rate(row.now),
                moves=schemas.MovesOut(up=row.moves.up, same=row.moves.same, down=row.moves.down)
                if row.moves
                else None,
            )
            for row in found.statements
        ],
        groups=[
            schemas.ComparedGroupOut(
                group=_group(one.group),
                code=one.statement.statement.code,
                before=schemas.RateOut(part=one.statement.count(Side.AGREE, one.before), of=one.before.n),
                now=schemas.RateOut(part=one.statement.count(Side.AGREE, one.now), of=one.now.n),
            )
            for one in found.groups
        ],
    )
