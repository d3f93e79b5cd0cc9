"""Instruments: begun, taken in from a file, written in, fixed, and two versions laid side by side."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Any, TypeVar

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import Evaluation, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.operations import instrument_drafts as drafting
from vlechtwerk.domains.evaluation.operations import instruments as operations
from vlechtwerk.domains.evaluation.queries import instruments as queries
from vlechtwerk.domains.evaluation.queries.instrument_files import UnderstoodInstrument, understood, workbook_of
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_content import checksum_of, own_short
from vlechtwerk.domains.evaluation.rules.instrument_warnings import open_warnings
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedQuestionnaire,
    AskedStatement,
    questionnaire_of,
)
from vlechtwerk.domains.evaluation.words.survey_files import reasons_of_file, words_of_not_kept, words_of_place
from vlechtwerk.domains.evaluation.words.wording import words_of_warning
from vlechtwerk.engines.surveys.instrument_intake import take_in_instrument
from vlechtwerk.engines.surveys.mistakes import NotKept, Unreadable
from vlechtwerk.foundation.refusal import Refused, refuse_if
from vlechtwerk.interfaces.api import instrument_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.maps import KINDS_OF_FILE, XLSX
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find

router = Router(tags=["evaluation"])
OF_EVALUATION = "/evaluations/{evaluation}/instruments"
VERSIONS = f"{OF_EVALUATION}/{{code}}/versions"
VERSION = f"{VERSIONS}/{{number}}"
AS_WORKBOOK = {"responses": {200: {"description": "The file.", "content": {XLSX: KINDS_OF_FILE[XLSX]}}}}
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Made = Status[schemas.InstrumentVersionOut]


def _evaluation(code: str) -> Evaluation:
    return find(Evaluation.objects.all(), code=code)


def _instrument(evaluation: str, code: str) -> Instrument:
    found = queries.find_instrument(evaluation, code)
    if found is None:
        raise absent()
    return found


def _version(evaluation: str, code: str, number: int) -> InstrumentVersion:
    found = queries.find_version(evaluation, code, number) if 0 < number < 32_768 else None
    if found is None:
        raise absent()
    return found


@router.get("/instruments", response={200: list[schemas.InstrumentOut], **PROBLEMS}, by_alias=True)
def instruments(
    request: ApiRequest, project: Path[str], query: Query[schemas.InstrumentsQuery]
) -> list[schemas.InstrumentOut]:
    """List the instruments of all evaluations with their versions."""
    day = query.as_of if query.as_of and query.as_of < request.actor.present else None
    return [
        schemas.InstrumentOut(
            evaluation=one.evaluation.code,
            code=one.code,
            name_nl=one.name_nl,
            name_en=one.name_en,
            versions=[
                schemas.VersionLineOut(
                    number=version.number,
                    state=version.state,
                    statements=version.statement_count,  # type: ignore[attr-defined]  # annotated by the query
                    reason=version.reason,
                    made_at=version.made_at,
                    fixed_at=version.fixed_at,
                )
                for version in one.versions.all()
            ],
        )
        for one in queries.instruments(day)
    ]


# Before the address of one version, which would take its name for a number.
@router.post(f"{VERSIONS}/_import", response={201: schemas.TakenInOut, **PROBLEMS}, by_alias=True)
def import_instrument_version(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    code: str,
    file: File[UploadedFile],
    asked: Form[schemas.NextVersionIn],
) -> Status[schemas.TakenInOut]:
    """Take in the next version of an instrument from a file as a draft."""
    instrument = _instrument(evaluation, code)
    found = _read(request, instrument.evaluation, file)
    made = operations.start_version(
        instrument, asked.reason, content=found.asked, details=found.details, **by_whom(request)
    )
    return _taken_in(made, found)


@router.get(VERSION, response={200: schemas.InstrumentVersionOut, **PROBLEMS}, by_alias=True)
def instrument_version(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int
) -> schemas.InstrumentVersionOut:
    """Show a version with all that it asks, and what may be wrong with its words."""
    return _out(_version(evaluation, code, number))


def _out(version: InstrumentVersion) -> schemas.InstrumentVersionOut:
    instrument = version.instrument
    return schemas.InstrumentVersionOut(
        evaluation=instrument.evaluation.code,
        instrument=instrument.code,
        number=version.number,
        state=version.state,
        name_nl=instrument.name_nl,
        name_en=instrument.name_en,
        reason=version.reason,
        made_at=version.made_at,
        fixed_at=version.fixed_at,
        **_content(questionnaire_of(version)),
    )


def _content(asked: AskedQuestionnaire) -> dict[str, Any]:
    scales = [
        schemas.ScaleOut(
            code=scale.code,
            with_do_not_know=scale.with_do_not_know,
            categories=[
                schemas.CategoryOut(
                    value=one.value, label_nl=one.label["nl"], label_en=one.label.get("en", ""), side=one.side
                )
                for one in scale.categories
            ],
            checksum=checksum_of(scale),
        )
        for scale in asked.scales
    ]
    questions = [
        schemas.OpenQuestionOut(
            code=one.code, text_nl=one.text["nl"], text_en=one.text.get("en", ""), checksum=checksum_of(one)
        )
        for one in asked.open_questions
    ]
    statements = [_statement(one) for one in asked.statements]
    return {"scales": scales, "statements": statements, "open_questions": questions}


def _statement(one: AskedStatement) -> schemas.StatementOut:
    return schemas.StatementOut(
        code=one.code,
        text_nl=one.text["nl"],
        text_en=one.text.get("en", ""),
        short_nl=own_short(one, "nl"),
        short_en=own_short(one, "en"),
        dimension=one.dimension,
        scale=one.scale,
        negative=one.negative,
        double_barrelled=one.double_barrelled,
        about=list(one.about),
        warnings=[
            schemas.WarningOut(
                kind=found.kind, language=found.language, words=list(found.words), text=words_of_warning(found)
            )
            for found in open_warnings(one)
        ],
        checksum=checksum_of(one),
    )


@router.get(f"{VERSION}/workbook", openapi_extra=AS_WORKBOOK, response={**PROBLEMS})
def instrument_version_workbook(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int
) -> HttpResponse:
    """Give a version as a workbook from which it can be taken in again."""
    return HttpResponse(workbook_of(_version(evaluation, code, number)), content_type=XLSX)


@router.get(
    f"{OF_EVALUATION}/{{code}}/comparison", response={200: list[schemas.ComparedOut], **PROBLEMS}, by_alias=True
)
def compare_instrument_versions(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, query: Query[schemas.VersionComparisonQuery]
) -> list[schemas.ComparedOut]:
    """Lay two versions side by side: what became of each statement, and whether rounds can be compared on it."""
    before, after = (_version(evaluation, code, number) for number in (query.before, query.after))
    return [
        schemas.ComparedOut(
            code=row.code,
            became=row.became,
            comparable=row.is_comparable,
            differing=list(row.differing),
            before=_statement(row.before) if row.before else None,
            after=_statement(row.after) if row.after else None,
        )
        for row in queries.side_by_side(before, after)
    ]


@router.post(OF_EVALUATION, response={201: schemas.InstrumentVersionOut, **PROBLEMS}, by_alias=True)
def begin_instrument(request: ApiRequest, project: Path[str], evaluation: str, asked: schemas.InstrumentIn) -> Made:
    """Begin an instrument, empty or from the standard one; its first version is a draft."""
    made = operations.begin_instrument(
        _evaluation(evaluation),
        asked.code,
        {"nl": asked.name_nl, "en": asked.name_en},
        content=standard_questionnaire() if asked.start == "standard" else None,
        **by_whom(request),
    )
    return Status(201, _out(made))


def _read(request: ApiRequest, evaluation: Evaluation, file: UploadedFile) -> UnderstoodInstrument:
    """Read a file of someone who may save it; refuse it whole with every mistake at its place."""
    refuse_if(reasons_against_evaluating(evaluation, **by_whom(request)))
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    try:
        taken = take_in_instrument(FilePath(file.temporary_file_path()), file.name or "")
    except Unreadable as error:
        raise Refused(reasons_of_file(error, file.name or "")) from None
    return understood(taken, queries.map_places())


def not_kept_out(left: Sequence[NotKept]) -> list[schemas.NotKeptOut]:
    """Return what of a file is not kept, each with its place and in words."""
    return [
        schemas.NotKeptOut(code=one.code, place=words_of_place(one.place), text=words_of_not_kept(one)) for one in left
    ]


@router.post(f"{OF_EVALUATION}/_look", response={200: schemas.UnderstoodOut, **PROBLEMS}, by_alias=True)
def look_at_instrument_file(
    request: ApiRequest, project: Path[str], evaluation: str, file: File[UploadedFile]
) -> schemas.UnderstoodOut:
    """Say what was understood of a file, and what of it can't be kept; nothing is saved."""
    found = _read(request, _evaluation(evaluation), file)
    return schemas.UnderstoodOut(
        not_kept=not_kept_out(found.not_kept), guessed_scales=list(found.guessed), **_content(found.asked)
    )


@router.post(f"{OF_EVALUATION}/_import", response={201: schemas.TakenInOut, **PROBLEMS}, by_alias=True)
def import_instrument(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    file: File[UploadedFile],
    asked: Form[schemas.InstrumentFileIn],
) -> Status[schemas.TakenInOut]:
    """Take in a new instrument from a file as a draft, or refuse it whole with every mistake at its place."""
    whose = _evaluation(evaluation)
    found = _read(request, whose, file)
    made = operations.begin_instrument(
        whose,
        asked.code,
        {"nl": asked.name_nl, "en": asked.name_en},
        content=found.asked,
        details=found.details,
        **by_whom(request),
    )
    return _taken_in(made, found)


def _taken_in(made: InstrumentVersion, found: UnderstoodInstrument) -> Status[schemas.TakenInOut]:
    return Status(
        201,
        schemas.TakenInOut(
            version=_out(made), not_kept=not_kept_out(found.not_kept), guessed_scales=list(found.guessed)
        ),
    )


@router.post(VERSIONS, response={201: schemas.InstrumentVersionOut, **PROBLEMS}, by_alias=True)
def start_instrument_version(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, asked: schemas.NextVersionIn
) -> Made:
    """Begin the next version: a copy of the last fixed one, as a draft."""
    return Status(201, _out(operations.start_version(_instrument(evaluation, code), asked.reason, **by_whom(request))))


@router.post(f"{VERSION}/fixing", response={201: schemas.InstrumentVersionOut, **PROBLEMS}, by_alias=True)
def fix_instrument_version(request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int) -> Made:
    """Fix a version: rounds can ask it, and it never changes again."""
    return Status(201, _out(operations.fix_version(_version(evaluation, code, number), **by_whom(request))))


def _writes(path: str) -> Callable[[Endpoint], Endpoint]:
    """Let an address write in a version."""
    return router.post(f"{VERSION}/{path}", response={201: schemas.InstrumentVersionOut, **PROBLEMS}, by_alias=True)


def _written(
    request: ApiRequest, version: InstrumentVersion, act: Callable[..., None], *told: Any, **more: Any
) -> Made:
    """Write in a version so, and answer with all that it asks now."""
    act(version, *told, **more, **by_whom(request))
    return Status(201, _out(version))


@_writes("statements")
def put_statement(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    code: str,
    number: int,
    statement: schemas.AskedStatementIn,
) -> Made:
    """Add a statement, or say anew what the one with its code says."""
    version = _version(evaluation, code, number)
    return _written(request, version, drafting.put_statement, statement.statement(), seen=statement.seen)


@_writes("statement-drops")
def drop_statement(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    code: str,
    number: int,
    statement: schemas.InstrumentPartIn,
) -> Made:
    """Take a statement out of a version."""
    return _written(request, _version(evaluation, code, number), drafting.drop_statement, statement.code)


@_writes("statement-order")
def order_statements(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, order: schemas.OrderIn
) -> Made:
    """Put the statements in an order, which names each of them once."""
    return _written(request, _version(evaluation, code, number), drafting.order_statements, order.codes)


@_writes("scales")
def put_scale(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, scale: schemas.ScaleIn
) -> Made:
    """Add an answer scale, or say anew which answers the one with its code has."""
    version = _version(evaluation, code, number)
    return _written(request, version, drafting.put_scale, scale.scale(), seen=scale.seen)


@_writes("scale-drops")
def drop_scale(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, scale: schemas.InstrumentPartIn
) -> Made:
    """Take an answer scale out of a version."""
    return _written(request, _version(evaluation, code, number), drafting.drop_scale, scale.code)


@_writes("open-questions")
def put_open_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, question: schemas.OpenQuestionIn
) -> Made:
    """Add an open question, or say anew what the one with its code asks."""
    version = _version(evaluation, code, number)
    return _written(request, version, drafting.put_open_question, question.question(), seen=question.seen)


@_writes("open-question-drops")
def drop_open_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, question: schemas.InstrumentPartIn
) -> Made:
    """Take an open question out of a version."""
    return _written(request, _version(evaluation, code, number), drafting.drop_open_question, question.code)
