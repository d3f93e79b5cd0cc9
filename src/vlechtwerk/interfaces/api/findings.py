"""Findings: written, judged, checked, approved and opened again by evaluators; what is approved, for every member."""

from http import HTTPStatus
from typing import Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationQuestion
from vlechtwerk.domains.evaluation.operations import findings as operations
from vlechtwerk.domains.evaluation.queries import findings as queries
from vlechtwerk.domains.evaluation.queries.finding_files import finding_heads, finding_line
from vlechtwerk.domains.evaluation.queries.looked_at_again import looked_at_again
from vlechtwerk.domains.evaluation.rules.finding_wording import holes_for, judged, material_of
from vlechtwerk.domains.evaluation.rules.findings import FindingTold, reasons_against_told
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.documents.handing_out.table import as_csv, as_xlsx
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.api import finding_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.fieldwork import for_evaluators
from vlechtwerk.interfaces.api.finding_shapes import approved_out, finding_out, judged_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find
from vlechtwerk.interfaces.api.schemas import CamelSchema

router = Router(tags=["evaluation"])
FINDINGS = "/evaluations/{evaluation}/findings"
FINDING = f"{FINDINGS}/{{code}}"
APPROVED = "/evaluations/{evaluation}/approved-findings"
DONE = {200: schemas.FindingOut, **PROBLEMS}
MADE = {201: schemas.FindingOut, **PROBLEMS}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BINARY = {"type": "string", "format": "binary"}
FILES = {"description": "The file", "content": {kind: {"schema": BINARY} for kind in MEDIA_TYPES.values()}}


class FindingsFormQuery(CamelSchema):
    """As which kind of file."""

    form: Literal["csv", "xlsx"] = "csv"


def _found(request: ApiRequest, evaluation: str, code: str) -> queries.FindingAsItStands:
    """Return a finding for an evaluator; others are told that they may not, whether it is there or not."""
    for_evaluators(request, evaluation)
    found = queries.find_finding(evaluation, code)
    if found is None:
        raise absent()
    return found


def _told(evaluation: Evaluation, told: schemas.FindingWordsIn) -> FindingTold:
    questions = EvaluationQuestion.objects.filter(evaluation=evaluation)
    return FindingTold(
        told.sentence,
        told.ground,
        told.base,
        told.kind,
        told.sought,
        told.language,
        tuple(find(questions, code=code) for code in dict.fromkeys(told.questions)),
    )


@router.get(FINDINGS, response={200: list[schemas.FindingOut], **PROBLEMS}, by_alias=True)
def findings(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.FindingOut]:
    """List the findings of an evaluation with their evidence and history; for evaluators."""
    return [finding_out(one) for one in queries.findings_of(for_evaluators(request, evaluation))]


@router.get(f"{FINDINGS}-file", response={200: Any, **PROBLEMS}, openapi_extra={"responses": {200: FILES}})
def findings_file(
    request: ApiRequest, project: Path[str], evaluation: str, query: Query[FindingsFormQuery]
) -> HttpResponse:
    """Give the findings of an evaluation as a table; for evaluators."""
    found = for_evaluators(request, evaluation)
    rows = [finding_line(one) for one in queries.findings_of(found)]
    name = _("Findings")
    content = as_csv(finding_heads(), rows) if query.form == "csv" else as_xlsx(name, finding_heads(), rows)
    invented = f"{_('invented')}-" if request.actor.project.origin == Origin.INVENTED else ""
    headers = {"Content-Disposition": f'attachment; filename="{invented}{project}-{evaluation}-findings.{query.form}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[query.form], headers=headers)


@router.post(FINDINGS, response=MADE, by_alias=True)
def begin_finding(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.FindingIn
) -> Status[schemas.FindingOut]:
    """Write a finding; refused with the words at fault when it says more than its evidence carries."""
    of = find(Evaluation.objects.all(), code=evaluation)
    made = operations.begin_finding(of, _told(of, told), **on_what(request, told.evidence))
    return Status(201, finding_out(_found(request, evaluation, made.code)))


@router.post(f"{FINDINGS}-judging", response={200: schemas.JudgedNewOut, **PROBLEMS}, by_alias=True)
def judge_finding(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.FindingIn
) -> schemas.JudgedNewOut:
    """Say whether a sentence may be worded so, what could be written, and which holes can be filled; keep nothing."""
    of = for_evaluators(request, evaluation)
    evidence = on_what(request, told.evidence)["evidence"]
    words = _told(of, told)
    has_against = any(one.stance == Stance.CONTRADICTS for one in evidence)
    refuse_if(reasons_against_told(of, words, has_against) + reasons_against_attaching(of.project_id, evidence))
    material = material_of(of.project_id, enumerate(evidence, 1), words.language)
    holes = {number: holes_for(number, one, words.language) for number, one in material.items()}
    return schemas.JudgedNewOut(**dict(judged_out(judged(of, words, material))), holes=holes)


@router.post(f"{FINDINGS}-reopening", response={200: list[schemas.FindingOut], **PROBLEMS}, by_alias=True)
def reopen_changed_findings(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.FindingOut]:
    """Write down which approved findings are open again since their evidence changed, and what changed."""
    of = find(Evaluation.objects.all(), code=evaluation)
    opened = operations.reopen_changed(of, **by_whom(request))
    return [finding_out(_found(request, evaluation, one.code)) for one in opened]


@router.get(FINDING, response=DONE, by_alias=True)
def finding(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.FindingOut:
    """Show a finding with its evidence for and against, and its history; for evaluators."""
    return finding_out(_found(request, evaluation, code))


@router.post(f"{FINDING}/words", response=DONE, by_alias=True)
def change_finding(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ChangedFindingIn
) -> schemas.FindingOut:
    """Tell a finding otherwise; one that was checked is a draft again."""
    found = _found(request, evaluation, code).finding
    operations.change_finding(found, _told(found.evaluation, told), remark=told.remark, **by_whom(request))
    return finding_out(_found(request, evaluation, code))


@router.post(f"{FINDING}/evidence", response=MADE, by_alias=True)
def add_evidence_of_finding(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.AddedEvidenceIn
) -> Status[schemas.FindingOut]:
    """Add evidence for or against a finding."""
    operations.add_evidence(_found(request, evaluation, code).finding, **on_what(request, told.evidence))
    return Status(201, finding_out(_found(request, evaluation, code)))


@router.post(f"{FINDING}/evidence/{{number}}/removal", response=DONE, by_alias=True)
def remove_evidence_of_finding(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    code: str,
    number: int,
    told: schemas.FindingRemarkIn,
) -> schemas.FindingOut:
    """Take evidence away from a finding; its history tells that it was there."""
    found = _found(request, evaluation, code).finding
    operations.remove_evidence(found, number, remark=told.remark, **by_whom(request))
    return finding_out(_found(request, evaluation, code))


@router.post(f"{FINDING}/check", response=DONE, by_alias=True)
def check_finding(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.FindingRemarkIn
) -> schemas.FindingOut:
    """Say, as another than its writer, that a finding is right."""
    found = _found(request, evaluation, code).finding
    operations.check_finding(found, remark=told.remark, **by_whom(request))
    return finding_out(_found(request, evaluation, code))


@router.post(f"{FINDING}/approval", response=DONE, by_alias=True)
def approve_finding(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.FindingRemarkIn
) -> schemas.FindingOut:
    """Approve a finding that was checked: every member reads its sentence from then on."""
    found = _found(request, evaluation, code).finding
    operations.approve_finding(found, remark=told.remark, **by_whom(request))
    return finding_out(_found(request, evaluation, code))


@router.post(f"{FINDING}/reopening", response=DONE, by_alias=True)
def reopen_finding(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.FindingRemarkIn
) -> schemas.FindingOut:
    """Open a checked or approved finding again, with the reason why."""
    operations.reopen_finding(_found(request, evaluation, code).finding, told.remark, **by_whom(request))
    return finding_out(_found(request, evaluation, code))


@router.get(APPROVED, response={200: list[schemas.ApprovedFindingOut], **PROBLEMS}, by_alias=True)
def approved_findings(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.ApprovedFindingOut]:
    """List the approved findings of an evaluation: those of which no evidence changed since."""
    of = find(Evaluation.objects.all(), code=evaluation)
    return [approved_out(one) for one in queries.approved_findings(of)]


@router.get(f"{APPROVED}/{{code}}", response={200: schemas.ApprovedFindingOut, **PROBLEMS}, by_alias=True)
def approved_finding(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.ApprovedFindingOut:
    """Show an approved finding."""
    found = queries.find_approved(evaluation, code)
    if found is not None:
        return approved_out(found)
    of = find(Evaluation.objects.all(), code=evaluation)
    if any(one.code == code for one in looked_at_again(queries.approved_findings(of), of.id)):
        raise Wrong(HTTPStatus.NOT_FOUND, _("This finding was approved, and is being looked at again."))
    raise absent()
