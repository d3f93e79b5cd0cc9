"""The page about the added value for everyone: only what was approved, and nothing once it was withdrawn."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.queries.added_value import published_page
from vlechtwerk.interfaces.web.words import say_day


@require_safe
def added_value(request: HttpRequest, of_project: str) -> HttpResponse:
    """Show the page that was approved last; when it was withdrawn, say only that and since when."""
    found = published_page(of_project)
    if found is None:
        raise Http404
    if found.withdrawn_on is not None:
        told = {"project": found.project_name, "withdrawn_on": say_day(found.withdrawn_on)}
        return render(request, "public/withdrawn.html", told, status=HTTPStatus.GONE)
    context = {
        "project": found.project_name,
        "title": found.title,
        # Made by our own engine, which escapes every word of it, and frozen since it was put up.
        "text": mark_safe(found.text),  # noqa: S308
        "approved_as": found.approved_as,
        "approved_on": say_day(found.approved_on) if found.approved_on else "",
        "checksum": found.checksum,
        "invented": found.origin == Origin.INVENTED,
        "code": of_project,
    }
    return render(request, "public/added_value.html", context)


@require_safe
def added_value_text(request: HttpRequest, of_project: str) -> HttpResponse:
    """Give the very bytes that the checksum is of."""
    found = published_page(of_project)
    if found is None or found.withdrawn_on is not None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{of_project}-added-value.html"'}
    return HttpResponse(found.text.encode(), content_type="text/html; charset=utf-8", headers=headers)
