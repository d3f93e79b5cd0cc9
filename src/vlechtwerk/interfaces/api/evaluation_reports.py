"""The report of an evaluation: its chapters are written, it is built by a job, handed out, frozen and verified."""

from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path as FilePath

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationReport,
    EvaluationReportFile,
    EvaluationReportForm,
    Language,
    ReportTemplate,
)
from vlechtwerk.domains.evaluation.operations import report_templates as templates
from vlechtwerk.domains.evaluation.operations import reports as operations
from vlechtwerk.domains.evaluation.queries.report.building import ChapterText, chapter_written, latest_texts
from vlechtwerk.domains.evaluation.queries.report.chapters import ChapterFolder, find_chapter
from vlechtwerk.domains.evaluation.queries.report.files import template_of
from vlechtwerk.domains.evaluation.queries.report.making import reports_to_list
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.report.manifest import LARGEST
from vlechtwerk.interfaces import evaluation_report_jobs
from vlechtwerk.interfaces.api import evaluation_report_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.fieldwork import for_evaluators
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find
from vlechtwerk.interfaces.api.schemas import CamelSchema
from vlechtwerk.interfaces.evaluation_report_words import look_at

router = Router(tags=["evaluation"])
CHAPTERS_OF = "/evaluations/{evaluation}/report-chapters"
REPORTS = "/evaluations/{evaluation}/reports"
TEMPLATE = "/evaluations/{evaluation}/report-template"
ONE = f"{REPORTS}/{{number}}"
# Which files a report has, without what is in them.
FILES = Prefetch("files", EvaluationReportFile.objects.defer("content"))
PLAIN = "application/octet-stream"
FILE = {"responses": {200: {"content": {PLAIN: {"schema": {"type": "string", "format": "binary"}}}}}}


class LanguageQuery(CamelSchema):
    """In which language."""

    language: Language = Language.DUTCH


def _folder(chapter: str) -> ChapterFolder:
    folder = find_chapter(chapter)
    if folder is None:
        raise absent()
    return folder


def _chapter(text: ChapterText, language: str) -> schemas.ChapterOut:
    folder = _folder(text.chapter)
    names = [names[0 if language == Language.DUTCH else 1] for names in folder.parts]
    return schemas.ChapterOut(
        chapter=folder.code,
        title=str(folder.title),
        language=language,
        version=text.version,
        text=text.text,
        parts=names,
    )


@router.get(CHAPTERS_OF, response={200: list[schemas.ChapterOut], **PROBLEMS}, by_alias=True)
def report_chapters(
    request: ApiRequest, project: Path[str], evaluation: str, query: Query[LanguageQuery]
) -> list[schemas.ChapterOut]:
    """List the chapters of the report with their words; for evaluators."""
    of = for_evaluators(request, evaluation)
    return [_chapter(one, query.language) for one in latest_texts(of, query.language)]


@router.post(f"{CHAPTERS_OF}/{{chapter}}", response={201: schemas.ChapterOut, **PROBLEMS}, by_alias=True)
def write_report_chapter(
    request: ApiRequest, project: Path[str], evaluation: str, chapter: str, words: schemas.ChapterIn
) -> Status[schemas.ChapterOut]:
    """Write the words of a chapter as its next version; what is wrong with them only stops building."""
    of = find(Evaluation.objects.all(), code=evaluation)
    made = operations.write_chapter(
        of, _folder(chapter).code, words.language, words.text, words.seen, **by_whom(request)
    )
    return Status(201, _chapter(ChapterText(chapter, made.version, made.text), words.language))


@router.post(
    f"{CHAPTERS_OF}/{{chapter}}/_judge", response={200: list[schemas.ReportObjectionOut], **PROBLEMS}, by_alias=True
)
def judge_report_chapter(
    request: ApiRequest, project: Path[str], evaluation: str, chapter: str, words: schemas.ChapterTryIn
) -> list[schemas.ReportObjectionOut]:
    """Say what is wrong with the words of a chapter; nothing is kept."""
    of = for_evaluators(request, evaluation)
    found = chapter_written(of, _folder(chapter), words.text, words.language).objections
    return [schemas.ReportObjectionOut.model_validate(operations.plain_objection(one)) for one in found]


def _out(report: EvaluationReport) -> schemas.EvaluationReportOut:
    is_frozen = report.state == EvaluationReport.State.FROZEN
    files = [one for one in report.files.all() if one.is_frozen == is_frozen]
    return schemas.EvaluationReportOut(
        number=report.number,
        language=report.language,
        state=EvaluationReport.State(report.state),
        share=report.share,
        asked_at=report.asked_at,
        frozen_at=None if report.state == EvaluationReport.State.FREEZING else report.frozen_at,
        checksum=report.checksum,
        files=[f"{one.form}.{one.kind}" for one in files],
        refused=[schemas.ReportObjectionOut(**one) for one in report.refused],
    )


def _found(evaluation: str, number: int) -> EvaluationReport:
    reports = EvaluationReport.objects.select_related("evaluation").defer("manifest").prefetch_related(FILES)
    return find(reports, evaluation__code=evaluation, number=number)


def _template_out(template: ReportTemplate | None) -> schemas.ReportTemplateOut:
    if template is None:
        return schemas.ReportTemplateOut()
    return schemas.ReportTemplateOut(
        name=template.name, version=template.version, checksum=template.checksum, given_at=template.given_at
    )


@router.get(TEMPLATE, response={200: schemas.ReportTemplateOut, **PROBLEMS}, by_alias=True)
def report_template(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.ReportTemplateOut:
    """Show by which Word template reports are made; without a name: as the platform makes them."""
    return _template_out(template_of(find(Evaluation.objects.all(), code=evaluation)))


@router.post(TEMPLATE, response={201: schemas.ReportTemplateOut, **PROBLEMS}, by_alias=True)
def give_report_template(
    request: ApiRequest, project: Path[str], evaluation: str, file: File[UploadedFile]
) -> Status[schemas.ReportTemplateOut]:
    """Give a Word document by whose styles, margins, headers and footers reports are made from now on."""
    of = find(Evaluation.objects.all(), code=evaluation)
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    given = templates.give_report_template(
        of, FilePath(file.temporary_file_path()), file.name or "", **by_whom(request)
    )
    return Status(201, _template_out(given))


@router.post(f"{TEMPLATE}/removal", response={200: schemas.ReportTemplateOut, **PROBLEMS}, by_alias=True)
def leave_report_template(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.ReportTemplateOut:
    """Make reports as the platform does, from now on."""
    templates.leave_report_template(find(Evaluation.objects.all(), code=evaluation), **by_whom(request))
    return schemas.ReportTemplateOut()


@router.get(REPORTS, response={200: list[schemas.EvaluationReportOut], **PROBLEMS}, by_alias=True)
def evaluation_reports(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.EvaluationReportOut]:
    """List the buildings of the report, newest first: frozen ones for every member, all of them for evaluators."""
    of = find(Evaluation.objects.all(), code=evaluation)
    return [_out(one) for one in reports_to_list(of).prefetch_related(FILES)]


@router.post(REPORTS, response={202: schemas.EvaluationReportOut, **PROBLEMS}, by_alias=True)
def build_evaluation_report(
    request: ApiRequest, project: Path[str], evaluation: str, asked: schemas.EvaluationReportIn
) -> Status[schemas.EvaluationReportOut]:
    """Let a job build the report; ask for it to see how far it is, and what it was refused for."""
    of = find(Evaluation.objects.all(), code=evaluation)
    report = evaluation_report_jobs.ask_to_build(of, asked.language, actor=request.actor, at=timezone.now())
    return Status(202, _out(report))


@router.get(ONE, response={200: schemas.EvaluationReportOut, **PROBLEMS}, by_alias=True)
def evaluation_report(
    request: ApiRequest, project: Path[str], evaluation: str, number: int
) -> schemas.EvaluationReportOut:
    """Show one building of the report."""
    return _out(_found(evaluation, number))


@router.post(f"{ONE}/freezing", response={202: schemas.EvaluationReportOut, **PROBLEMS}, by_alias=True)
def freeze_evaluation_report(
    request: ApiRequest, project: Path[str], evaluation: str, number: int
) -> Status[schemas.EvaluationReportOut]:
    """Let a job freeze a report that another evaluator built; ask for it to see how far it is, or why it was not."""
    report = evaluation_report_jobs.ask_to_freeze(_found(evaluation, number), actor=request.actor, at=timezone.now())
    return Status(202, _out(report))


@router.get(f"{ONE}/files/{{form}}/{{kind}}", response={200: None, **PROBLEMS}, by_alias=True, openapi_extra=FILE)
def evaluation_report_file(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, form: EvaluationReportForm, kind: FileKind
) -> HttpResponse:
    """Hand out one file of a report, byte for byte."""
    report = _found(evaluation, number)
    is_frozen = report.state == EvaluationReport.State.FROZEN
    file = find(report.files.all(), is_frozen=is_frozen, form=form, kind=kind)
    return HttpResponse(bytes(file.content), content_type=PLAIN)


@router.get(f"{ONE}/manifest", response={200: None, **PROBLEMS}, by_alias=True, openapi_extra=FILE)
def evaluation_report_manifest(request: ApiRequest, project: Path[str], evaluation: str, number: int) -> HttpResponse:
    """Hand out the manifest of a report."""
    report = _found(evaluation, number)
    if not report.manifest:
        raise absent()
    return HttpResponse(report.manifest.encode(), content_type=PLAIN)


@router.post("/reports/_verify", response={200: schemas.LookedOut, **PROBLEMS}, by_alias=True)
def verify_report(request: ApiRequest, project: Path[str], file: File[UploadedFile]) -> schemas.LookedOut:
    """Compute any report again from one of its files or its manifest, and name what no longer holds."""
    if file.size is None or file.size > LARGEST:
        raise Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("No file of a report is this large."))
    looked = look_at(request.actor.project.id, file.read())
    return schemas.LookedOut(
        kind=looked.kind,
        report=looked.report,
        holds=not looked.findings,
        is_frozen=looked.is_frozen,
        remark=looked.remark,
        looked_at=looked.looked_at,
        findings=[schemas.LookedFindingOut(**asdict(one)) for one in looked.findings],
    )
