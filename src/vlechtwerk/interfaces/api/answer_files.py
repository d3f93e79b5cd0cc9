"""Answers that were collected elsewhere: what their file says, and a closed round that is made of them."""

from http import HTTPStatus
from pathlib import Path as FilePath

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Router
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import Evaluation, InstrumentVersion
from vlechtwerk.domains.evaluation.operations.answer_files import collect_elsewhere
from vlechtwerk.domains.evaluation.queries.answer_intake import (
    UnderstoodAnswers,
    answers_given,
    columns_of_groups,
    people_in_groups,
    understood_answers,
)
from vlechtwerk.domains.evaluation.rules.answer_files import Elsewhere
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.domains.evaluation.words.survey_files import reasons_of_file, words_of_answer
from vlechtwerk.engines.surveys.answers import Completeness
from vlechtwerk.engines.surveys.intake import understand
from vlechtwerk.engines.surveys.mistakes import Unreadable
from vlechtwerk.engines.surveys.wording import text_in
from vlechtwerk.foundation.refusal import Refused, refuse_if
from vlechtwerk.interfaces.api import answer_file_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.instruments import not_kept_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, find

router = Router(tags=["evaluation"])


@router.post("/evaluations/{evaluation}/answer-files", response={200: schemas.AnswerFileOut, **PROBLEMS}, by_alias=True)
def take_in_answers(
    request: ApiRequest, project: Path[str], evaluation: str, file: File[UploadedFile], how: Form[schemas.AnswerFileIn]
) -> schemas.AnswerFileOut:
    """Read answers that were collected elsewhere (CSV, XLSX, SAV); with `save`, make a closed round of all of them."""
    of = find(Evaluation.objects.all(), code=evaluation)
    refuse_if(reasons_against_evaluating(of, **by_whom(request)))
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    version = _version(of, how)
    name = file.name or ""
    try:
        understood = understand(FilePath(file.temporary_file_path()), name)
        groups = columns_of_groups(understood, how.level, how.organisation, how.body)
        found = understood_answers(understood, questionnaire_of(version) if version else None, groups)
    except Unreadable as error:
        raise Refused(reasons_of_file(error, name)) from None
    made = ""
    if how.save:
        plan = Elsewhere(
            how.code, how.name, how.promise, how.closed_on, how.threshold, how.population, tuple(found.groups),
            found.is_invented, how.sides_confirmed,
        )  # fmt: skip
        made = collect_elsewhere(of, plan, version or found.asked, found.filled_in, **by_whom(request)).code
    return _out(found, made)


def _version(of: Evaluation, how: schemas.AnswerFileIn) -> InstrumentVersion | None:
    if not how.instrument:
        return None
    fixed = InstrumentVersion.objects.filter(instrument__evaluation=of, state=InstrumentVersion.State.FIXED)
    versions = fixed.select_related("instrument").order_by("-number")
    return find(versions, instrument__code=how.instrument, **({"number": how.version} if how.version else {}))


def _out(found: UnderstoodAnswers, made: str) -> schemas.AnswerFileOut:
    language = get_language() or "nl"
    return schemas.AnswerFileOut(
        sheets=len(found.answered),
        empty_sheets=len(found.filled_in) - len(found.answered),
        completeness={kind.value: found.completeness.get(kind, 0) for kind in Completeness},
        remarks=sum(len(sheet.remarks) for sheet in found.filled_in),
        statements=[
            schemas.AnswerFileStatementOut(
                code=one.statement.code,
                text=text_in(one.statement.text, language),
                answers=[
                    schemas.AnswerCountOut(
                        value=category.value, label=text_in(category.label, language), side=category.side, count=count
                    )
                    for category, count in one.counts
                ],
                do_not_know=one.do_not_know,
                not_answered=one.not_answered,
                absent=one.is_absent,
            )
            for one in answers_given(found)
        ],
        groups=[
            schemas.FileGroupsOut(
                kind=kind,
                column=found.groups[kind],
                people=[schemas.GroupCountOut(code=code, people=count) for code, count in sorted(counts.items())],
            )
            for kind, counts in people_in_groups(found).items()
        ],
        guessed_scales=list(found.guessed),
        spellings=[
            schemas.SpellingOut(written=one.written, taken_for=words_of_answer(one.kept), cells=one.count)
            for one in found.spellings
        ],
        not_kept=not_kept_out(found.not_kept),
        round=made,
    )
