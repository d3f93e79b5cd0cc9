"""The answers of a closed round as files for its evaluators: no group, no person, and an order that tells nothing."""

from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, sheets_of
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.surveys.answers import AnswerSheet, Completeness, Missing, Respondent
from vlechtwerk.engines.surveys.exporting import answers_as_csv, answers_as_sav, answers_as_xlsx
from vlechtwerk.engines.surveys.questionnaire import INVENTED, ORIGIN
from vlechtwerk.foundation.refusal import refuse_if

WRITERS = {"csv": answers_as_csv, "xlsx": answers_as_xlsx, "sav": answers_as_sav}
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/x-spss-sav",
}


def answers_as_file(found: ResultAsRead, form: str, language: str) -> bytes:
    """Return the answers of a round as `csv`, `xlsx` or `sav`; raises `KeyError` for another form.

    Raises `Refused` for a round that keeps no forms.

    Pseudonyms stay here: a file that follows someone over rounds is no longer in one hand. Rows are put in the order
    of their answers, so that two files of one round are the same, and none tells how the sheets lie.
    Each row of invented answers says that it is.
    """
    refuse_if(found.without_forms)
    questionnaire = found.questionnaire
    codes = tuple(one.code for one in questionnaire.statements)
    sheets = sheets_of(found.asked)
    rows = sorted((tuple(one.answers.get(code, Missing.NOT_ANSWERED) for code in codes) for one in sheets), key=repr)
    marks = {ORIGIN: INVENTED} if found.asked.project.origin == Origin.INVENTED else {}
    people = tuple(Respondent(row, Completeness.UNKNOWN, (), tuple(marks.values())) for row in rows)
    sheet = AnswerSheet(codes, people, (), tuple(marks))
    return WRITERS[form](questionnaire.exchanged(), sheet, language=language)
