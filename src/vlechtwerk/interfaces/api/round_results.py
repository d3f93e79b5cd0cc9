"""What came out of rounds: read, compared, computed again, published; remarks, and answers in and out."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from vlechtwerk.domains.evaluation.models import EvaluationRound, RoundRemark
from vlechtwerk.domains.evaluation.operations.remarks import redact_remark as redact
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.queries.answer_files import MEDIA_TYPES, answers_as_file
from vlechtwerk.domains.evaluation.queries.comparing_rounds import compare
from vlechtwerk.domains.evaluation.queries.results import (
    ResultAsRead,
    find_round,
    result_of,
    results_by,
    round_before,
    verified,
)
from vlechtwerk.domains.evaluation.rules.comparing import reasons_against_comparing, round_beside
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.remarks import NamesOfProject
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.api import round_result_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find
from vlechtwerk.interfaces.api.round_result_shapes import comparison_out, figures_out, line_out, result_out
from vlechtwerk.interfaces.api.schemas import CamelSchema, Line

router = Router(tags=["evaluation"])
BINARY = {"type": "string", "format": "binary"}
FILES = {"description": "The file", "content": {kind: {"schema": BINARY} for kind in MEDIA_TYPES.values()}}
ROUND = "/evaluations/{evaluation}/rounds/{code}"


class AgainstQuery(CamelSchema):
    """Beside which round: its code, or evaluation/code, or project/evaluation/code; else the one that closed before."""

    against: Line = ""


class FormQuery(CamelSchema):
    """As which kind of file."""

    form: Literal["csv", "xlsx", "sav"] = "csv"


@router.get("/round-results", response={200: list[schemas.RoundResultLine], **PROBLEMS}, by_alias=True)
def round_results(request: ApiRequest, project: Path[str]) -> list[schemas.RoundResultLine]:
    """List the results of rounds that you may read."""
    return [line_out(one) for one in results_by()]


@router.get(f"{ROUND}/result", response={200: schemas.RoundResultOut, **PROBLEMS}, by_alias=True)
def round_result(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.RoundResultOut:
    """Show what came out of a round, as far as it may be shown."""
    return result_out(_result(evaluation, code), request.actor.project)


def _result(evaluation: str, code: str) -> ResultAsRead:
    found = result_of(_round(evaluation, code))
    if found is None:
        raise absent()
    return found


def _round(evaluation: str, code: str) -> EvaluationRound:
    found = find_round(evaluation, code)
    if found is None:
        raise absent()
    return found


def _evaluated(request: ApiRequest, evaluation: str, code: str) -> EvaluationRound:
    """Return a round for who evaluates it; others know the round, and are told that this is not for them."""
    asked = _round(evaluation, code)
    refuse_if(reasons_against_evaluating(asked.evaluation, **by_whom(request)))
    return asked


def _for_evaluators(request: ApiRequest, evaluation: str, code: str) -> ResultAsRead:
    _evaluated(request, evaluation, code)
    return _result(evaluation, code)


@router.get(f"{ROUND}/comparison", response={200: schemas.RoundComparisonOut, **PROBLEMS}, by_alias=True)
def round_comparison(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, query: Query[AgainstQuery]
) -> schemas.RoundComparisonOut:
    """Show a round beside an earlier one of its evaluation; rounds of two projects are never compared."""
    now = _result(evaluation, code)
    beside = round_beside(query.against, now.asked)
    before = _result(*beside) if beside else round_before(now)
    if before is None:
        raise absent()
    refuse_if(reasons_against_comparing(before.asked, now.asked))
    return comparison_out(compare(before, now))


@router.get(f"{ROUND}/figures", response={200: schemas.RoundFiguresOut, **PROBLEMS}, by_alias=True)
def round_figures(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.RoundFiguresOut:
    """Show every figure of a round with its computation, and all that became of the invitations; for evaluators."""
    return figures_out(_for_evaluators(request, evaluation, code))


@router.get(f"{ROUND}/verification", response={200: schemas.VerificationOut, **PROBLEMS}, by_alias=True)
def round_verification(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.VerificationOut:
    """Compute the figures of all anew from the sheets, and say whether they are as they were made; for evaluators.

    Without sheets (null: none were kept) only the checksum is looked at.
    """
    found = verified(_for_evaluators(request, evaluation, code))
    return schemas.VerificationOut(
        holds=found.holds, checksum_holds=found.checksum_holds, differing=list(found.differing), sheets=found.sheets
    )


@router.post(f"{ROUND}/publication", response={200: schemas.RoundResultOut, **PROBLEMS}, by_alias=True)
def publish_round_result(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.RoundResultOut:
    """Let every member of the project read the result of a round; this can't be undone."""
    publish_result(_evaluated(request, evaluation, code), **by_whom(request))
    return result_out(_result(evaluation, code), request.actor.project)


@router.get(f"{ROUND}/remarks", response={200: list[schemas.RoundRemarkOut], **PROBLEMS}, by_alias=True)
def round_remarks(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> list[schemas.RoundRemarkOut]:
    """List the remarks of a round as they were written, with what in them could tell who someone is; for evaluators."""
    found = _for_evaluators(request, evaluation, code)
    return _remarks(list(RoundRemark.objects.filter(round=found.asked)), found.asked)


def _remarks(remarks: list[RoundRemark], asked: EvaluationRound) -> list[schemas.RoundRemarkOut]:
    names = NamesOfProject(asked)
    return [
        schemas.RoundRemarkOut(
            id=one.id,
            question=one.question,
            text=one.text,
            state=one.state,
            redacted=one.redacted,
            may_stay=one.may_stay,
            warnings=[
                schemas.HintOut(kind=hint.kind, words=hint.words)
                for hint in names.warnings_in(one.redacted or one.text)
            ],
        )
        for one in remarks
    ]


@router.post(f"{ROUND}/remarks/{{remark}}/redaction", response={200: schemas.RoundRemarkOut, **PROBLEMS}, by_alias=True)
def redact_round_remark(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, remark: UUID, redaction: schemas.RedactionIn
) -> schemas.RoundRemarkOut:
    """Let a remark be shown in these words once the result is published, or withhold it."""
    found = _for_evaluators(request, evaluation, code)
    kept = find(RoundRemark.objects.filter(round=found.asked).select_related("round__evaluation"), id=remark)
    redact(kept, redaction.state, redaction.redacted, redaction.may_stay, **by_whom(request))
    return _remarks([kept], found.asked)[0]


@router.get(f"{ROUND}/answers", response={200: Any, **PROBLEMS}, openapi_extra={"responses": {200: FILES}})
def round_answers(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, query: Query[FormQuery]
) -> HttpResponse:
    """Give the answers of a round as a file, without groups and in an order that tells nothing; for evaluators.

    Of an anonymous round that is told apart by groups, or that few people answered, none are kept.
    """
    found = _for_evaluators(request, evaluation, code)
    content = answers_as_file(found, query.form, get_language() or "nl")
    invented = f"{_('invented')}-" if found.asked.project.origin == Origin.INVENTED else ""
    name = f"{invented}{project}-{evaluation}-{code}-answers.{query.form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[query.form], headers=headers)
