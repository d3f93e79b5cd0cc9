"""What stands around each page of a purpose: the way to it, and its tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.queries.notices import waiting_number
from vlechtwerk.interfaces.web.middleware import PageRequest

DOCUMENTS, CONSENTS, NOTICES = "documents", "consents", "notices"


def address(request: PageRequest, name: str, *more: Any) -> str:
    """Return the address of a page in the purpose that is read in."""
    return reverse(f"sharing:{name}", args=[request.actor.project.code, request.reading.purpose.code, *more])


def way_to(request: PageRequest, *crumbs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way here; `crumbs` are the pages below the tab, the last without address."""
    purpose = request.reading.purpose
    return [
        {"label": _("Purposes"), "url": reverse("sharing:purposes", args=[request.actor.project.code])},
        {"label": purpose.name, "url": address(request, DOCUMENTS) if crumbs else ""},
        *({"label": label, "url": url} for label, url in crumbs),
    ]


def around(request: PageRequest, current: str, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """Return the purpose, its tabs and the way here, as `way_to` has it."""
    purpose = request.reading.purpose
    purpose_url = reverse("sharing:purpose", args=[request.actor.project.code, purpose.code])
    tabs = [
        (DOCUMENTS, _("Documents"), address(request, DOCUMENTS), 0),
        (CONSENTS, _("Consents"), address(request, CONSENTS), 0),
        (NOTICES, _("Notices for me"), address(request, NOTICES), waiting_number(request.reading)),
        ("purpose", _("The purpose itself"), purpose_url, 0),
    ]
    return {
        "purpose": purpose,
        "documents_url": address(request, DOCUMENTS),
        "tabs": [
            {"label": label, "url": url, "count": count, "current": name == current} for name, label, url, count in tabs
        ],
        "crumbs": way_to(request, *crumbs),
    }
