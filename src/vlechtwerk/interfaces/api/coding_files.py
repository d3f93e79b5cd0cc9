"""Files of coded texts (QDPX) and of codes (QDC): what they hold, taken in, and written."""

from http import HTTPStatus
from pathlib import Path as FilePath
from uuid import UUID

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Router
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import CodingFile, Evaluation
from vlechtwerk.domains.evaluation.operations.coding_file_steps import (
    take_in_code_book_at_once,
    take_in_project_at_once,
    undo_taking_in,
)
from vlechtwerk.domains.evaluation.operations.coding_files import TakenCoding, what_has_no_place
from vlechtwerk.domains.evaluation.queries.coding_files import qdc_of, qdpx_of
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.words.coding_files import (
    choices_of,
    number_of_convention,
    reasons_of_file,
    words_of_convention,
    words_of_not_kept,
)
from vlechtwerk.engines.coding.intake import take_in_codebook, take_in_project
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.engines.coding.project import all_codings
from vlechtwerk.engines.coding.qdpx import TakenProject
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.api import coding_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.fieldwork import OF_ONE, for_evaluators
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, find

router = Router(tags=["fieldwork"])
QDPX, QDC = "application/zip", "application/xml"
BINARY = {"schema": {"type": "string", "format": "binary"}}
AS_QDPX = {"responses": {200: {"description": "The file.", "content": {QDPX: BINARY}}}}
AS_QDC = {"responses": {200: {"description": "The file.", "content": {QDC: BINARY}}}}
NOTHING_SAVED = TakenCoding(0, 0, 0, ())


def _path(file: UploadedFile) -> FilePath:
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    return FilePath(file.temporary_file_path())


@router.post(f"{OF_ONE}/coding-files", response={200: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def take_in_coding_file(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    file: File[UploadedFile],
    how: Form[schemas.CodingFileIn],
) -> schemas.CodingFileOut:
    """Read a QDPX file and say what it holds and what has no place here; with `save`, take it in."""
    of = for_evaluators(request, evaluation)
    try:
        told = dict(one.partition("=")[::2] for one in how.counted)
        taken = take_in_project(_path(file), choices=choices_of(told))
    except Unreadable as error:
        raise Refused(reasons_of_file(error)) from None
    if not how.save:
        return _out(taken, NOTHING_SAVED, None)
    file_taken, made = take_in_project_at_once(of, file.name or "", taken.project, _plan(of, how), **by_whom(request))
    return _out(taken, made, file_taken)


@router.get(f"{OF_ONE}/coding-files", response={200: list[schemas.CodingFileStateOut], **PROBLEMS}, by_alias=True)
def coding_files(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.CodingFileStateOut]:
    """List the files of coding that came in and went out, newest first."""
    of = for_evaluators(request, evaluation)
    return [_state_out(one) for one in of.coding_files.order_by("-asked_at").defer("content")]


@router.post(
    f"{OF_ONE}/coding-files/{{taken}}/undoing", response={200: schemas.CodingFileStateOut, **PROBLEMS}, by_alias=True
)
def undo_coding_file(
    request: ApiRequest, project: Path[str], evaluation: str, taken: UUID
) -> schemas.CodingFileStateOut:
    """Take away what a file brought, as long as nobody went on with it."""
    of = for_evaluators(request, evaluation)
    found = find(of.coding_files.select_related("evaluation__project"), id=taken)
    return _state_out(undo_taking_in(found, **by_whom(request)))


def _state_out(one: CodingFile) -> schemas.CodingFileStateOut:
    return schemas.CodingFileStateOut(
        file=one.id,
        name=one.name,
        state=CodingFile.State(one.state),
        new_codes=len(one.new_codes),
        new_texts=len(one.new_texts),
        new_codings=len(one.new_codings),
    )


def _plan(of: Evaluation, how: schemas.CodingFileIn) -> CodingPlan:
    measurement = find(of.measurements.all(), number=how.measurement) if how.measurement is not None else None
    return CodingPlan(how.kind, how.text_kind, measurement, how.consented)


def _out(taken: TakenProject, made: TakenCoding, file: CodingFile | None) -> schemas.CodingFileOut:
    found = taken.project
    left = (*taken.not_kept, *(made.not_kept if file else what_has_no_place(found)))
    names = {source.guid: source.name for source in found.sources}
    return schemas.CodingFileOut(
        name=found.name,
        origin=taken.origin,
        codes=len(found.codes),
        texts=len(found.sources),
        codings=sum(len(list(all_codings(source))) for source in found.sources),
        sources=[
            schemas.SourceReadOut(
                name=names.get(read.guid, ""),
                selections=read.fit.selections,
                fitting=read.fit.fitting,
                convention=words_of_convention(read.fit.convention),
                doubtful=read.asks,
                guid=read.guid,
                tried=[
                    schemas.TriedOut(
                        number=number_of_convention(fit.convention),
                        convention=words_of_convention(fit.convention),
                        sample=list(sample),
                    )
                    for fit, sample in zip(read.tried, read.samples, strict=False)
                ],
            )
            for read in taken.sources
        ],
        not_kept=[words_of_not_kept(one) for one in left],
        saved=file is not None,
        file=file.id if file else None,
        new_codes=made.codes,
        new_texts=made.texts,
        new_codings=made.codings,
    )


@router.post(f"{OF_ONE}/code-book-files", response={200: schemas.CodingFileOut, **PROBLEMS}, by_alias=True)
def take_in_code_book_file(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    file: File[UploadedFile],
    how: Form[schemas.CodeBookFileIn],
) -> schemas.CodingFileOut:
    """Read a QDC file and say which codes it holds; with `save`, take them in."""
    of = for_evaluators(request, evaluation)
    try:
        taken = take_in_codebook(_path(file), file.name or "")
    except Unreadable as error:
        raise Refused(reasons_of_file(error)) from None
    file_taken, made = None, NOTHING_SAVED
    if how.save:
        file_taken, made = take_in_code_book_at_once(of, file.name or "", taken.codebook, **by_whom(request))
    return schemas.CodingFileOut(
        name=file.name or "",
        origin=taken.origin,
        codes=len(taken.codebook.codes),
        texts=0,
        codings=0,
        sources=[],
        not_kept=[words_of_not_kept(one) for one in (*taken.not_kept, *made.not_kept)],
        saved=how.save,
        file=file_taken.id if file_taken else None,
        new_codes=made.codes,
        new_texts=0,
        new_codings=0,
    )


@router.get(f"{OF_ONE}/coding.qdpx", openapi_extra=AS_QDPX, response={**PROBLEMS})
def coding_as_qdpx(request: ApiRequest, project: Path[str], evaluation: str) -> HttpResponse:
    """Give the texts, codes and codings of an evaluation as a QDPX file; participants by pseudonym."""
    of = for_evaluators(request, evaluation)
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
