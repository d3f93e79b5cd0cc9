"""Find what people work with, by kind, with the words found marked."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.queries.search import Found, find
from vlechtwerk.domains.programme.queries.search_kinds import KINDS
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.document_rows import marked_words

LONGEST = 100
# How each kind leads to its page: the route with a code, or what makes the address.
ROUTES = {
    "activity": "programme:activity",
    "milestone": "programme:activity",
    "entry": "programme:activity",
    "precondition": "programme:precondition",
    "organisation": "partnership:organisation",
    "body": "partnership:body",
    "person": "partnership:person",
    "decision": "partnership:decision",
    "advice": "partnership:advice",
    "promise": "partnership:promise",
    "outside_body": "partnership:outside_body",
    "goal": "programme:goal",
    "measure": "programme:measure",
    "method": "programme:method",
    "source": "programme:source",
}


def _headings() -> dict[str, str]:
    return {
        "activity": _("Activities"),
        "goal": _("Goals"),
        "task": _("Tasks"),
        "decision": _("Decisions"),
        "advice": _("Pieces of advice"),
        "promise": _("Promises"),
        "product": _("Products"),
        "action": _("Actions"),
        "method": _("Methods"),
        "measure": _("Registered counts"),
        "value_element": _("Added value"),
        "entry": _("What is told"),
        "remark": _("Comments and notes"),
        "milestone": _("Dates"),
        "precondition": _("Preconditions"),
        "map_node": _("On the outcome map"),
        "organisation": _("Organisations"),
        "outside_goal": _("Goals of others"),
        "outside_body": _("Outside bodies"),
        "agreement": _("Agreements"),
        "body": _("Bodies"),
        "person": _("People"),
        "mandate": _("Mandates"),
        "source": _("Sources"),
    }


def _address(project: str, item: Found) -> str:
    special: Mapping[str, Callable[[], str]] = {
        "task": lambda: reverse("programme:task", args=[project, item.record_id]),
        "remark": lambda: reverse("programme:activity", args=[project, item.code]) + f"#remark-{item.record_id}",
        "mandate": lambda: reverse("partnership:mandates", args=[project]),
        "map_node": lambda: reverse("programme:map", args=[project]) + "?" + _node(item.code),
        "product": lambda: _among("products", project, item.title),
        "action": lambda: _among("actions", project, item.title),
        "value_element": lambda: reverse("programme:added_value", args=[project]) + f"#element-{item.code}",
        "outside_goal": lambda: reverse("programme:goal_parties", args=[project]),
        "agreement": lambda: reverse("partnership:agreements", args=[project]),
    }
    if item.kind in special:
        return special[item.kind]()
    return reverse(ROUTES[item.kind], args=[project, item.code])


def _among(page: str, project: str, title: str) -> str:
    """Return a list of results, narrowed to the one of this title."""
    return reverse(f"programme:{page}", args=[project]) + "?" + urlencode({"words": title})


def _node(code: str) -> str:
    version, _slash, node = code.partition("/")
    return urlencode({"version": version, "node": node})


@require_safe
def search(request: PageRequest, project: str) -> HttpResponse:
    """Find what has the words in its name or in its text; former names find the present record."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    headings, results = _headings(), find(words, kind)
    groups = [
        {
            "kind": name,
            "heading": headings[name],
            "number": results.numbers[name],
            "rows": [_row(project, item) for item in items],
            "all_url": f"{request.path}?{urlencode({'q': words, 'kind': name})}"
            if results.numbers[name] > len(items) and not kind
            else "",
        }
        for name, items in results.found.items()
    ]
    context = {
        "words": words,
        "groups": groups,
        "count": results.number,
        "narrowed": headings[kind] if kind else "",
        "everything_url": f"{request.path}?{urlencode({'q': words})}" if kind else "",
        "documents": _where_documents_are(request),
    }
    return render(request, "home/search.html", context)


def _row(project: str, item: Found) -> dict[str, Any]:
    return {
        "title": marked_words(item.marked or item.title),
        "url": _address(project, item),
        "found_as": item.found_as,
        "detail": item.detail,
        "snippet": marked_words(item.snippet) if item.snippet else "",
    }


def _where_documents_are(request: PageRequest) -> list[dict[str, str]]:
    """Return the lists of documents that can be searched: one for each purpose in which the reader is authorised."""
    purposes = purposes_of(request.actor.appointment, timezone.now())
    project = request.actor.project.code
    return [
        {"purpose": purpose.name, "url": reverse("sharing:documents", args=[project, purpose.code])}
        for purpose in purposes
    ]
