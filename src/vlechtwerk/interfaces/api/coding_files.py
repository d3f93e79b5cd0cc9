"""Files of coded texts (QDPX) and of codes (QDC): kept and read, taken in, undone, and written; by a job when large."""

from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Path, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import CodingFile, Evaluation
from vlechtwerk.domains.evaluation.operations.coding_file_steps import undo_taking_in
from vlechtwerk.domains.evaluation.queries.coding_files import qdc_of, qdpx_of
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.words.coding_files import (
    not_kept_of,
    reasons_of_file,
    reasons_of_state,
    words_of_convention,
)
from vlechtwerk.engines.coding.conventions import convention_of
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.foundation.refusal import Refused, refuse_if
from vlechtwerk.interfaces import coding_jobs
from vlechtwerk.interfaces.api import coding_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.fieldwork import OF_ONE, for_evaluators
from vlechtwerk.interfaces.api.problems import PROBLEMS, ProblemReason, Wrong, absent, find

router = Router(tags=["fieldwork"])
FILES = f"{OF_ONE}/coding-files"
ONE = f"{FILES}/{{coding_file}}"
QDPX, QDC = "application/zip", "application/xml"
BINARY = {"schema": {"type": "string", "format": "binary"}}
AS_QDPX = {"responses": {200: {"description": "The file.", "content": {QDPX: BINARY}}}}
AS_QDC = {"responses": {200: {"description": "The file.", "content": {QDC: BINARY}}}}


@router.post(FILES, response={201: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def keep_coding_file(
    request: ApiRequest, project: Path[str], evaluation: str, file: File[UploadedFile]
) -> Status[schemas.CodingFileOut]:
    """Keep a QDPX or QDC file and read it, a large one by a job: what it holds is told, and nothing is taken in yet."""
    of = for_evaluators(request, evaluation)
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    path, now = FilePath(file.temporary_file_path()), timezone.now()
    return Status(201, _out(coding_jobs.keep(of, path, file.name or "", actor=request.actor, at=now)))


@router.post(f"{FILES}/writing", response={201: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def write_coding_file(request: ApiRequest, project: Path[str], evaluation: str) -> Status[schemas.CodingFileOut]:
    """Write texts, codes and codings as a QDPX file, much of it by a job; it is fetched once it is written."""
    of = for_evaluators(request, evaluation)
    return Status(201, _out(coding_jobs.write(of, actor=request.actor, at=timezone.now())))


@router.get(FILES, response={200: list[schemas.CodingFileStateOut], **PROBLEMS}, by_alias=True)
def coding_files(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.CodingFileStateOut]:
    """List the files of coding that came in and went out, newest first."""
    of = for_evaluators(request, evaluation)
    return [_state_out(one) for one in of.coding_files.order_by("-asked_at").defer("content")]


@router.get(ONE, response={200: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def coding_file(request: ApiRequest, project: Path[str], evaluation: str, coding_file: UUID) -> schemas.CodingFileOut:
    """Show how far a file is, what it holds, and what came of it."""
    return _out(_find(for_evaluators(request, evaluation), coding_file))


@router.post(f"{ONE}/taking-in", response={200: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def take_in_coding_file(
    request: ApiRequest, project: Path[str], evaluation: str, coding_file: UUID, told: schemas.TakingInIn
) -> schemas.CodingFileOut:
    """Take in a file that was read, a large one by a job; whole or not at all."""
    of = for_evaluators(request, evaluation)
    measurement = find(of.measurements.all(), number=told.measurement) if told.measurement is not None else None
    plan = CodingPlan(told.kind, told.text_kind, measurement, told.consented)
    counted = dict(one.partition("=")[::2] for one in told.counted)
    found = _find(of, coding_file)
    return _out(coding_jobs.take_in(found, plan, counted, actor=request.actor, at=timezone.now()))


@router.post(f"{ONE}/undoing", response={200: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def undo_coding_file(
    request: ApiRequest, project: Path[str], evaluation: str, coding_file: UUID
) -> schemas.CodingFileOut:
    """Take away what a file brought, as long as nobody went on with it."""
    found = _find(for_evaluators(request, evaluation), coding_file)
    return _out(undo_taking_in(found, **by_whom(request)))


@router.get(f"{ONE}/content", openapi_extra=AS_QDPX, response={**PROBLEMS})
def written_coding_file(request: ApiRequest, project: Path[str], evaluation: str, coding_file: UUID) -> HttpResponse:
    """Give a file that was written; it is kept for a day, and until consent is withdrawn."""
    found = _find(for_evaluators(request, evaluation), coding_file)
    if found.state != CodingFile.State.WRITTEN or not found.content:
        raise absent()
    return HttpResponse(bytes(found.content), content_type=QDPX)


def _find(of: Evaluation, identifier: UUID) -> CodingFile:
    return find(of.coding_files.select_related("evaluation__project"), id=identifier)


def _state_out(one: CodingFile) -> schemas.CodingFileStateOut:
    return schemas.CodingFileStateOut(
        file=one.id,
        name=one.name,
        state=CodingFile.State(one.state),
        new_codes=len(one.new_codes),
        new_texts=len(one.new_texts),
        new_codings=len(one.new_codings),
    )


def _out(one: CodingFile) -> schemas.CodingFileOut:
    told = one.told
    return schemas.CodingFileOut(
        **_state_out(one).dict(),
        working=one.state in coding_jobs.WORKING,
        done=one.done,
        total=one.total,
        sound=one.state != CodingFile.State.REFUSED,
        reasons=[ProblemReason(code=why.code, text=why.text, rule=why.rule) for why in reasons_of_state(one)],
        origin=told.get("origin", ""),
        codes=told.get("codes", 0),
        texts=told.get("texts", 0),
        codings=told.get("codings", 0),
        sources=[_source_out(read) for read in told.get("sources", ())],
        not_kept=not_kept_of(one),
    )


def _source_out(read: dict[str, Any]) -> schemas.SourceReadOut:
    return schemas.SourceReadOut(
        name=read["name"],
        selections=read["selections"],
        fitting=read["fitting"],
        convention=words_of_convention(convention_of(read["convention"])),
        doubtful=bool(read["tried"]),
        guid=read["guid"],
        tried=[
            schemas.TriedOut(number=number, convention=words_of_convention(convention_of(number)), sample=sample)
            for number, sample in read["tried"]
        ],
    )


@router.get(f"{OF_ONE}/coding.qdpx", openapi_extra=AS_QDPX, response={**PROBLEMS})
def coding_as_qdpx(request: ApiRequest, project: Path[str], evaluation: str) -> HttpResponse:
    """Give the texts, codes and codings of an evaluation as a QDPX file at once, while it is small."""
    of = for_evaluators(request, evaluation)
    refuse_if(coding_jobs.reasons_against_writing_at_once(of))
    try:
        return HttpResponse(qdpx_of(of), content_type=QDPX)
    except Unreadable as error:
        raise Refused(reasons_of_file(error)) from None


@router.get(f"{OF_ONE}/codes.qdc", openapi_extra=AS_QDC, response={**PROBLEMS})
def codes_as_qdc(request: ApiRequest, project: Path[str], evaluation: str) -> HttpResponse:
    """Give the code book of an evaluation as a QDC file."""
    of = for_evaluators(request, evaluation)
    try:
        return HttpResponse(qdc_of(of), content_type=QDC)
    except Unreadable as error:
        raise Refused(reasons_of_file(error)) from None
