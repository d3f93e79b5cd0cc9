"""The documents of a purpose: the list with its facets, and looking for words without leaving them in an address."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.domains.sharing.operations.reading import list_documents
from vlechtwerk.domains.sharing.queries.documents import NEWEST, ORDERS, PERIODS, Wanted, folders_in
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.document_forms import FolderForm
from vlechtwerk.interfaces.web.sharing.document_rows import (
    announced_row,
    chosen_words,
    document_row,
    facets,
    logged_words,
    orders,
    page_words,
    total_words,
)
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.tabs import DOCUMENTS, address, around, way_to

MOST_CHARACTERS = 200


def asked(given: QueryDict) -> Wanted:
    """Read what the list is narrowed to; what is no choice is no narrowing."""
    page, folder = given.get("page", ""), given.get("folder", "")
    order, period = given.get("order", NEWEST), given.get("period", "")
    return Wanted(
        words=given.get("q", "").replace("\x00", "").strip()[:MOST_CHARACTERS],
        organisations=given.getlist("organisation"),
        categories=given.getlist("category"),
        levels=given.getlist("level"),
        period=period if period in PERIODS else "",
        folder=folder if _is_id(folder) else "",
        order=order if order in ORDERS else NEWEST,
        page=int(page) if page.isdecimal() and len(page) < 6 else 1,
    )


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@read_and_write
@in_purpose
def documents(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Show the documents that the reader may read in this purpose; words and choices come by POST only."""
    wanted = asked(request.POST if request.method == "POST" else QueryDict())
    listed = list_documents(request.reading, wanted)
    groups = facets(listed, wanted, list(folders_in(request.reading)))
    number, common = total_words(listed, wanted)
    context = around(request, DOCUMENTS) | {
        "wanted": wanted,
        "number": number,
        "common": common,
        "facets": groups,
        "chosen": chosen_words(groups),
        # Who chooses one after another keeps the choices in sight.
        "unfolded": "HX-Request" in request.headers and bool(chosen_words(groups)),
        "orders": orders(wanted),
        "rows": [document_row(request, hit) for hit in listed.hits],
        "announced": [announced_row(request, item) for item in listed.announced],
        "pages": page_words(listed),
        "logged": logged_words(listed, wanted),
        "add_url": address(request, "add_document"),
        "folder_url": address(request, "add_folder"),
        "possible_url": reverse("sharing:matrix", args=[project]),
    }
    return render(request, "sharing/documents.html", context)


@read_and_write
@in_purpose
def add_folder(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Make a folder in the purpose."""
    form = FolderForm(request.POST or None)

    def act() -> str:
        folder = purposes.make_folder(
            request.reading.purpose, form.cleaned_data["name"], by=request.actor.person, at=timezone.now()
        )
        return _("There is a folder “%(name)s” now; choose it when you add documents.") % {"name": folder.name}

    back = address(request, DOCUMENTS)
    crumbs = way_to(request, (_("Documents"), back), (_("Make a folder"), ""))
    return answer_form(request, _("Make a folder"), _("Make the folder"), form, back, act, crumbs=crumbs)
