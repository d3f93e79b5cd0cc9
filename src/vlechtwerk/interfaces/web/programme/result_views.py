"""What came of it? Products, actions and methods, each on a page of its own and never in one list."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import Action, Activity, FocusArea, Method, Product
from vlechtwerk.domains.programme.queries.methods import MethodFilter, MethodState, methods_found, with_use
from vlechtwerk.domains.programme.queries.results import ResultFilter, actions_by, products_by
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow
from vlechtwerk.interfaces.web.frame import past_day, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, page_links, select
from vlechtwerk.interfaces.web.programme.method_rows import method_page, method_rows, words_of_needs, words_of_state
from vlechtwerk.interfaces.web.programme.result_rows import action_rows, product_rows
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

Result = TypeVar("Result")
ROWS_PER_PAGE = 60


def _asked(request: PageRequest) -> ResultFilter:
    return ResultFilter(
        activity=request.GET.get("activity", ""), area=request.GET.get("area", ""), words=request.GET.get("words", "")
    )


def _frame(request: PageRequest, page: str, filters: list[dict[str, Any]]) -> dict[str, Any]:
    shown = shown_day(request)
    asked = {key for key in request.GET if key not in ("as_of", "page") and request.GET[key]}
    return {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "filters": [as_of(shown), *filters],
        "acts": export_links(request, f"programme:{page}_export"),
        "clear_url": request.path + shown.query if asked else "",
    }


def _result_filters(wanted: ResultFilter) -> list[dict[str, Any]]:
    areas = [("", _("All areas")), *FocusArea.objects.values_list("code", "name")]
    told = [Exists(model.objects.filter(activity=OuterRef("pk"))) for model in (Product, Action)]
    activities = Activity.objects.filter(told[0] | told[1]).order_by("order").values_list("code", "name")
    return [
        select("area", _("Focus area"), areas, wanted.area),
        select("activity", _("Activity"), [("", _("All")), *activities], wanted.activity),
        {"kind": "text", "name": "words", "label": _("Words in the title"), "value": wanted.words, "placeholder": ""},
    ]


def _page(request: PageRequest, found: Sequence[Result]) -> tuple[list[Result], dict[str, Any]]:
    """Return the results of the page asked, and what the page says of all of them."""
    pages = Paginator(found, ROWS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return list(page.object_list), {"count": pages.count, "pages": page_links(request, page, pages)}


@require_safe
def products(request: PageRequest, project: str) -> HttpResponse:
    """Show what activities produced, for whom, and whether it is used."""
    return render(request, "programme/products.html", _products(request))


@kept
def _products(request: PageRequest) -> dict[str, Any]:
    wanted = _asked(request)
    page, pages = _page(request, products_by(shown_day(request).day, wanted))
    return _frame(request, "products", _result_filters(wanted)) | pages | {"rows": product_rows(request, page)}


@require_safe
def products_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the products, as narrowed, as a file."""
    heads = [
        _("Product"), _("Kind"), _("Activity"), _("Made"), _("For whom"), _("Address"), _("In use?"), _("By whom"),
        _("Source"),
    ]  # fmt: skip
    missing = words_for_unknown(shown_day(request))
    rows = [
        [
            row.title, row.kind, row.activity.label, row.when or missing, row.for_whom or missing, row.address,
            row.in_use_word or missing, row.used_by, say_evidence(row.evidence),
        ]
        for row in product_rows(request, products_by(shown_day(request).day, _asked(request)))
    ]  # fmt: skip
    return table_file(request, Table(_("Products"), heads, rows), form)


def say_evidence(rows: list[EvidenceRow]) -> str:
    """Return evidence in a cell: each place, with its ground and base."""
    return "; ".join(
        f"{row.label} ({', '.join(words for words in (row.ground_label, row.base_label) if words)})"
        if row.ground_label
        else row.label
        for row in rows
    )


@require_safe
def actions(request: PageRequest, project: str) -> HttpResponse:
    """Show what activities did, with the numbers that tell of it."""
    return render(request, "programme/actions.html", _actions(request))


@kept
def _actions(request: PageRequest) -> dict[str, Any]:
    wanted = _asked(request)
    found = actions_by(shown_day(request).day, wanted)
    page, pages = _page(request, found)
    counted = sum(1 for action in found if action.counts.all())
    told = {"rows": action_rows(request, page), "counted": counted}
    return _frame(request, "actions", _result_filters(wanted)) | pages | told


@require_safe
def actions_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the actions with each of their counts, as narrowed, as a file: a line per count, corrected ones too."""
    heads = [
        _("Action"), _("Activity"), _("When"), _("With whom"), _("How many"), _("Unit"), _("What is counted"),
        _("Period"), _("Ground"), _("Corrected by"), _("Reason of the correction"), _("Source"),
    ]  # fmt: skip
    missing = words_for_unknown(shown_day(request))
    rows = []
    for row in action_rows(request, actions_by(shown_day(request).day, _asked(request))):
        first = [row.title, row.activity.label, row.when or missing, row.with_whom]
        if not row.counts:
            rows.append([*first, *[""] * 7, say_evidence(row.evidence)])
        for count in row.counts:
            ground = _("Counted") if count.ground == "register" else _("Self-report")
            cells = [count.number, count.unit, count.definition, count.period or missing, ground, count.corrected_by]
            rows.append([*first, *cells, count.reason, say_evidence(count.evidence)])
    return table_file(request, Table(_("Actions"), heads, rows), form)


def _asked_methods(request: PageRequest) -> MethodFilter:
    return MethodFilter(
        words=request.GET.get("words", ""),
        need=request.GET.get("need", ""),
        area=request.GET.get("area", ""),
        state=request.GET.get("state", ""),
        activity=request.GET.get("activity", ""),
    )


@require_safe
def methods(request: PageRequest, project: str) -> HttpResponse:
    """Find a method: by words, by what it needs, and by how far it is tried."""
    return render(request, "programme/methods.html", _methods(request))


@kept
def _methods(request: PageRequest) -> dict[str, Any]:
    wanted = _asked_methods(request)
    needs = [("", _("All")), *words_of_needs().items()]
    states = [("", _("All")), *((state.value, words_of_state(state)) for state in MethodState)]
    areas = [("", _("All areas")), *FocusArea.objects.values_list("code", "name")]
    filters = [
        {"kind": "text", "name": "words", "label": _("Search words"), "value": wanted.words, "placeholder": ""},
        select("need", _("What is needed"), needs, wanted.need),
        select("area", _("Focus area"), areas, wanted.area),
        select("state", _("How far tried"), states, wanted.state),
    ]
    rows = method_rows(request, methods_found(wanted, past_day(request)))
    return _frame(request, "methods", filters) | {"rows": rows, "words": wanted.words}


@require_safe
def methods_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the methods, as narrowed, as a file."""
    heads = [
        _("Code"), _("Method"), _("What it does"), _("Made in"), _("How far tried"), _("What is needed"),
        _("Must a law change?"), _("What failed"), _("Used in"),
    ]  # fmt: skip
    missing = words_for_unknown(shown_day(request))
    rows = [
        [
            row.code, row.title, row.does, row.made_in.label if row.made_in else missing, row.state_word,
            "; ".join(f"{words}: {text}" for words, text in row.needs) or missing, row.law, row.failed or missing,
            "; ".join(link.label for link in row.used_in),
        ]
        for row in method_rows(request, methods_found(_asked_methods(request), past_day(request)))
    ]  # fmt: skip
    return table_file(request, Table(_("Methods"), heads, rows), form)


def find_method(code: str) -> Method:
    """Return a method by its code, or answer that there is nothing here."""
    found = Method.objects.filter(code=code).select_related("developed_in").first()
    if found is None:
        raise Http404
    return found


@require_safe
def method(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one method: what it does and needs, what failed, and where it was used."""
    found = next(iter(with_use([find_method(code)], past_day(request))), None)
    if found is None:
        raise Http404
    return render(request, "programme/method.html", method_page(request, found))
