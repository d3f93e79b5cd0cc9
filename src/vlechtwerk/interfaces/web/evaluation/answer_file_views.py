"""The answers of a round as files, for its evaluators."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.queries.answer_files import answers_as_file
from vlechtwerk.interfaces.web.evaluation.result_views import find_result, is_evaluating
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin

MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/x-spss-sav",
}


@require_safe
def answers_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the evaluators the answers of a round as a file: no groups, and in an order that tells nothing."""
    found = find_result(request, evaluation, code)
    if form not in MIME or not is_evaluating(request, found.asked):
        raise Http404
    content = answers_as_file(found.asked, form, get_language() or "nl")
    origin = words_of_origin(request.actor.project)
    name = f"{origin.file_prefix}{project}-{evaluation}-{code}-answers.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MIME[form], headers=headers)
