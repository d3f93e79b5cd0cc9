"""Progress reports: drafted, gathered, written, submitted, approved or returned, handed out and verified."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import File, Path, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.partnership.models import Body, Mandate, Person
from vlechtwerk.domains.programme.models import Activity, FrozenReport, ProgressReport, ReportFact, ReportFigure
from vlechtwerk.domains.programme.models.reports import FileKind, ReportForm
from vlechtwerk.domains.programme.operations import reports as operations
from vlechtwerk.domains.programme.queries.report_content import say_title
from vlechtwerk.domains.programme.queries.report_manifest import verify
from vlechtwerk.domains.programme.queries.reports import (
    activities_to_read,
    facts_of_the_whole,
    progress_reports,
    refused_at_the_whole,
    words_in,
)
from vlechtwerk.domains.programme.rules.reports import say_objection
from vlechtwerk.engines.documents.report.manifest import LARGEST
from vlechtwerk.engines.documents.wording import RefusedSentence
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.api import report_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, find, find_if_named
from vlechtwerk.interfaces.report_words import WORDS_OF_MISTAKES, remark_on

router = Router(tags=["programme"])
HERE = "/progress-reports"
ONE = f"{HERE}/{{code}}"
PLAIN = "application/octet-stream"
BINARY = {"type": "string", "format": "binary"}


@router.get(HERE, response={200: list[schemas.ReportOut], **PROBLEMS}, by_alias=True)
def list_progress_reports(request: ApiRequest, project: Path[str]) -> list[schemas.ReportOut]:
    """List the progress reports, newest period first."""
    return [schemas.ReportOut(**_shape(report)) for report in progress_reports()]


def _shape(report: ProgressReport) -> dict[str, Any]:
    with override(report.language):
        title = say_title(report)
    return {
        "code": report.code,
        "title": title,
        "period_from": report.period_from,
        "period_until": report.period_until,
        "language": report.language,
        "state": report.state,
        "approving_body": report.approving_body.code,
        "told_in": report.told_in.code if report.told_in else None,
        "decision": report.decision_id,
        "gathered_at": report.gathered_at,
        "gathering_share": report.gathering_share if report.gathering_since else None,
        "gathering_failed": report.gathering_failed,
    }


@router.post(HERE, response={201: schemas.ReportOut, **PROBLEMS}, by_alias=True)
def draft_progress_report(
    request: ApiRequest, project: Path[str], drafted: schemas.ReportIn
) -> Status[schemas.ReportOut]:
    """Draft a report over the four months from a day; a job gathers its facts."""
    now = timezone.now()
    body = find(Body.objects.all(), code=drafted.approving_body)
    report = report_jobs.draft(drafted.period_from, body, drafted.language, actor=request.actor, at=now)
    return Status(201, _out(report))


def _out(report: ProgressReport) -> schemas.ReportOut:
    return schemas.ReportOut(**_shape(find(progress_reports(), id=report.id)))


# Before the address of one report, which would take this word for a code.
@router.post(f"{HERE}/_verify", response={200: schemas.VerifiedOut, **PROBLEMS}, by_alias=True)
def verify_progress_report(request: ApiRequest, project: Path[str], file: File[UploadedFile]) -> schemas.VerifiedOut:
    """Compute a report again from one of its files or its manifest, and name what no longer holds."""
    if file.size is None or file.size > LARGEST:
        raise Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("No file of a report is this large."))
    verified = verify(request.actor.project.id, file.read())
    return schemas.VerifiedOut(
        report=verified.report,
        holds=not verified.findings,
        rows_compared=verified.rows_compared,
        remark=remark_on(verified),
        figures=verified.figures,
        facts=verified.facts,
        findings=[
            schemas.VerificationFindingOut(
                code=item.mistake,
                text=str(WORDS_OF_MISTAKES[item.mistake]),
                where=item.where,
                stands=item.stands,
                found=item.found,
            )
            for item in verified.findings
        ],
    )


@router.get(ONE, response={200: schemas.ReportDetailOut, **PROBLEMS}, by_alias=True)
def progress_report(request: ApiRequest, project: Path[str], code: str) -> schemas.ReportDetailOut:
    """Show what you may read of a report: its facts, figures and words, and what its facts do not carry."""
    return _detail(find(progress_reports(), code=code), request.actor.person)


def _detail(report: ProgressReport, reader: Person) -> schemas.ReportDetailOut:
    found = activities_to_read(report, reader)
    codes = {item.activity.id: item.activity.code for item in found}
    facts = [*facts_of_the_whole(report), *(fact for item in found for fact in item.facts)]
    frozen = FrozenReport.objects.filter(report=report).first()
    return schemas.ReportDetailOut(
        **_shape(report),
        facts=[_fact(fact, codes) for fact in facts],
        figures=[_figure(figure) for figure in report.figures.all()],
        words=[
            schemas.WordsOut(
                activity=codes.get(activity) if activity else None,
                text=written.text,
                version=written.version,
                written_by=written.by,
            )
            for activity, written in words_in(report).items()
        ],
        refused=[
            *(_refused(None, sentence) for sentence in refused_at_the_whole(report)),
            *(_refused(item.activity.code, sentence) for item in found for sentence in item.refused),
        ],
        unreported=[item.activity.code for item in found if not item.is_reported],
        checksum=frozen.checksum if frozen else None,
        files=[f"{form}.{kind}" for form, kind in frozen.files.values_list("form", "kind")] if frozen else [],
    )


def _fact(fact: ReportFact, codes: Mapping[UUID, str]) -> schemas.FactOut:
    return schemas.FactOut(
        activity=codes.get(fact.activity_id) if fact.activity_id else None,
        part=fact.part,
        number=fact.number,
        words=fact.words,
        ground=fact.ground,
        base=fact.base,
        sources=[source["label"] for source in fact.sources if source["label"]],
    )


def _figure(figure: ReportFigure) -> schemas.FigureOut:
    return schemas.FigureOut(
        part=figure.part,
        key=figure.key,
        label=figure.label,
        value=figure.value or None,
        unit=figure.unit,
        computation=figure.computation,
        records=len(figure.sources),
    )


def _refused(activity: str | None, sentence: RefusedSentence) -> schemas.RefusedOut:
    return schemas.RefusedOut(
        activity=activity,
        sentence=sentence.sentence,
        objection=sentence.objection,
        text=say_objection(sentence),
    )


@router.post(f"{ONE}/facts", response={202: schemas.ReportOut, **PROBLEMS}, by_alias=True)
def gather_facts(request: ApiRequest, project: Path[str], code: str) -> Status[schemas.ReportOut]:
    """Let a job gather the facts of a report anew; ask for the report to see how far it is."""
    report = report_jobs.ask_to_gather(find(progress_reports(), code=code), actor=request.actor, at=timezone.now())
    return Status(202, _out(report))


@router.post(f"{ONE}/words", response={201: schemas.WordsOut, **PROBLEMS}, by_alias=True)
def write_words(
    request: ApiRequest, project: Path[str], code: str, written: schemas.WordsIn
) -> Status[schemas.WordsOut]:
    """Write the words at an activity, or at the whole; someone who wrote meanwhile is not written over."""
    words = operations.write_words(
        find(progress_reports(), code=code),
        find_if_named(Activity.objects.all(), code=written.activity),
        written.text,
        written.seen,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(
        201,
        schemas.WordsOut(
            activity=written.activity or None,
            text=words.text,
            version=words.version,
            written_by=request.actor.person.name,
        ),
    )


@router.post(f"{ONE}/submission", response={201: schemas.ReportOut, **PROBLEMS}, by_alias=True)
def submit_progress_report(request: ApiRequest, project: Path[str], code: str) -> Status[schemas.ReportOut]:
    """Put a report to the body that is to approve it."""
    report = operations.submit_progress_report(
        find(progress_reports(), code=code), by=request.actor.person, at=timezone.now()
    )
    return Status(201, _out(report))


@router.post(f"{ONE}/approval", response={201: schemas.ReportOut, **PROBLEMS}, by_alias=True)
def approve_progress_report(
    request: ApiRequest, project: Path[str], code: str, approval: schemas.ReportApprovalIn
) -> Status[schemas.ReportOut]:
    """Approve a report within a mandate, and freeze it; a job makes its files."""
    report = find(progress_reports(), code=code)
    mandate = find_if_named(Mandate.objects.all(), id=approval.mandate)
    report_jobs.approve(report, mandate, actor=request.actor, at=timezone.now())
    return Status(201, _out(report))


@router.post(f"{ONE}/return", response={201: schemas.ReportOut, **PROBLEMS}, by_alias=True)
def return_progress_report(
    request: ApiRequest, project: Path[str], code: str, returned: schemas.ReturnIn
) -> Status[schemas.ReportOut]:
    """Return a report to its writers, with what has to be mended."""
    report = operations.return_progress_report(
        find(progress_reports(), code=code),
        returned.reasons,
        find_if_named(Mandate.objects.all(), id=returned.mandate),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _out(report))


@router.get(
    f"{ONE}/files/{{form}}/{{kind}}",
    response={200: None, **PROBLEMS},
    by_alias=True,
    openapi_extra={"responses": {200: {"content": {PLAIN: {"schema": BINARY}}}}},
)
def report_file(request: ApiRequest, project: Path[str], code: str, form: ReportForm, kind: FileKind) -> HttpResponse:
    """Hand out one file of a frozen report, byte for byte."""
    frozen = find(FrozenReport.objects.all(), report__code=code)
    return HttpResponse(bytes(find(frozen.files.all(), form=form, kind=kind).content), content_type=PLAIN)


@router.get(
    f"{ONE}/manifest",
    response={200: None, **PROBLEMS},
    by_alias=True,
    openapi_extra={"responses": {200: {"content": {PLAIN: {"schema": BINARY}}}}},
)
def report_manifest(request: ApiRequest, project: Path[str], code: str) -> HttpResponse:
    """Hand out the manifest of a frozen report."""
    frozen = find(FrozenReport.objects.all(), report__code=code)
    return HttpResponse(frozen.manifest.encode(), content_type=PLAIN)
