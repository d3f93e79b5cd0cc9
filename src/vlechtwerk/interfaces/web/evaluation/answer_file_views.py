"""The answers of a round as files, for its evaluators."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.queries.answer_files import MEDIA_TYPES, answers_as_file
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.web.evaluation.result_rows import address
from vlechtwerk.interfaces.web.evaluation.result_views import crumbs, find_result, is_evaluating
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin


@require_safe
def answers_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the evaluators the answers of a round as a file, or say why none were kept.

    No groups stand in it, and its order tells nothing.
    """
    found = find_result(request, evaluation, code)
    if form not in MEDIA_TYPES or not is_evaluating(request, found.asked):
        raise Http404
    try:
        content = answers_as_file(found, form, get_language() or "nl")
    except Refused as refused:
        context = {
            "heading": _("The answers of “%(name)s”") % {"name": found.asked.name},
            "title": _("There are no forms to give"),
            "reasons": refused.reasons,
            "crumbs": crumbs(request, found, _("Answers")),
            "back_url": address(request, "result_figures", found),
        }
        return render(request, "layout/form.html", context, status=HTTPStatus.CONFLICT)
    origin = words_of_origin(request.actor.project)
    name = f"{origin.file_prefix}{project}-{evaluation}-{code}-answers.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[form], headers=headers)
