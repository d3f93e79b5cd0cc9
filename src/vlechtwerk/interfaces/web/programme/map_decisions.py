"""Which version of the outcome map a decision is about, as far as its reader may know."""

from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.queries.map_drafts import decided_about
from vlechtwerk.interfaces.web.middleware import PageRequest


def facts_of_map(request: PageRequest, decision: Decision) -> list[dict[str, str]]:
    """Return the version that a decision adopted, or the draft that it asks about."""
    project = request.actor.project.code
    version, draft = decided_about(decision)
    if version is not None:
        url = reverse("programme:map", args=[project]) + f"?version={version.code}"
        return [{"term": _("Adopted version of the map"), "value": version.name, "url": url}]
    if draft is not None:
        url = reverse("programme:map_draft", args=[project, draft.code])
        return [{"term": _("Draft of the map"), "value": draft.name, "url": url}]
    return []
