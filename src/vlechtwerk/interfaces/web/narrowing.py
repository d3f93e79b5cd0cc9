"""Lists that are narrowed and read page by page: what to choose from, and the way to the next page."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from vlechtwerk.interfaces.web.frame import ShownDay
from vlechtwerk.interfaces.web.middleware import PageRequest


def as_of(shown: ShownDay) -> dict[str, Any]:
    """Return the field in which a day is chosen."""
    return {
        "kind": "date",
        "name": "as_of",
        "label": _("As of"),
        "value": shown.day.isoformat(),
        "latest": shown.present.isoformat(),
    }


def select(name: str, label: str, options: Any, chosen: str) -> dict[str, Any]:
    """Return a list to choose from in a filter bar."""
    return {
        "kind": "select",
        "name": name,
        "label": label,
        "options": [{"value": value, "label": words, "selected": value == chosen} for value, words in options],
    }


def page_links(request: PageRequest, page: Any, pages: "Paginator[Any]", name: str = "page") -> dict[str, str]:
    """Return the way to the next and the previous page of a list; a second list of a page has a name of its own."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"{request.path}?{query.urlencode()}"

    return {
        "words": _("page %(page)s of %(pages)s") % {"page": page.number, "pages": pages.num_pages},
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }
