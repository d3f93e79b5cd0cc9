"""What do sources tell in figures? Shares with their words and place, never with a count that is not in the source."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.operations.published import record_published_figure as record
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.published import published_figures, used_as_evidence
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.published_forms import FigureForm
from vlechtwerk.interfaces.web.evaluation.published_rows import (
    drawings_of,
    figure_page,
    published_section,
    published_table,
)
from vlechtwerk.interfaces.web.frame import past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.rows import holder_url
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence
from vlechtwerk.interfaces.web.table_files import export_links, table_file

AT_FIELDS = {
    "code_missing": "code",
    "code_unclear": "code",
    "code_in_use": "code",
    "words_missing": "words",
    "count_missing": "counted",
    "count_not_in_the_source": "counted",
    "count_does_not_fit": "counted",
    "base_does_not_fit": "base_to",
    "not_on_the_map": "about",
    "evidence_missing": "evidence.locator",
    "place_unclear": "evidence.locator",
}


@require_safe
def published(request: PageRequest, project: str) -> HttpResponse:
    """Show what sources tell in figures: as a list, or drawn as bars."""
    found = published_figures()
    drawn = request.GET.get("view") == "bars"
    mine = evaluated_by(request.actor.person, timezone.now()) if not shown_day(request).is_past else frozenset()
    context = {
        "sections": [
            published_section(request, of) | ({"drawings": drawings_of(request, of)} if drawn else {}) for of in found
        ],
        "drawn": drawn,
        "views": [
            {"label": _("List"), "url": address(request, "published"), "current": not drawn},
            {"label": _("Bars"), "url": _with_view(request), "current": drawn},
        ],
        "exports": export_links(request, "evaluation:published_export"),
        "record_urls": [address(request, "record_published_figure", code) for code in sorted(mine)],
    }
    return render(request, "evaluation/published.html", context)


def _with_view(request: PageRequest) -> str:
    here = address(request, "published")
    return f"{here}{'&' if '?' in here else '?'}view=bars"


@require_safe
def published_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the published figures as a file."""
    return table_file(request, published_table(request, published_figures()), form)


@require_safe
def published_figure(request: PageRequest, project: str, code: str, figure: str) -> HttpResponse:
    """Show one figure: its words and place, which counts would fit it, and what rests on it."""
    item = next((one for of in published_figures(code) for one in of.figures if one.figure.code == figure), None)
    if item is None:
        raise Http404
    context = figure_page(request, item) | {
        "crumbs": [
            {"label": _("Published figures"), "url": address(request, "published")},
            {"label": item.figure.code, "url": ""},
        ],
        "evaluation": {"title": item.figure.evaluation.title, "url": address(request, "evaluation", code)},
        "address": f"{code},{figure}",
        "used": [
            {
                "title": resting.title,
                "detail": resting.detail,
                "text": resting.link.text,
                "stance": resting.link.get_stance_display(),
                "url": holder_url(request, resting),
            }
            for resting in used_as_evidence(item.figure, past_day(request))
        ],
    }
    return render(request, "evaluation/published_figure.html", context)


@read_and_write
def record_published_figure(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Record a figure as a source gives it."""
    evaluation = find_evaluation(code)
    form = FigureForm(request.POST or None, measurements=evaluation.measurements.all())
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True})
    person, now = request.actor.person, timezone.now()

    def act() -> str:
        measurement = form.measurements.get(form.cleaned_data["measurement"])
        given = named_evidence(evidence)
        figure = record(evaluation, form.told(), measurement=measurement, evidence=given, by=person, at=now)
        return _("%(code)s stands with the published figures, and can be used as evidence.") % {"code": figure.code}

    back = reverse("evaluation:published", args=[project])
    return answer_form(
        request, _("Record a figure from a source"), _("Record figure"), form, back, act, evidence=evidence,
        before=reasons_against_evaluating(evaluation, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip
