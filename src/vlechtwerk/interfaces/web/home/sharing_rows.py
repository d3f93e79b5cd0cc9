"""What waits for the reader in sharing, for home: numbers per purpose, and never what they are about."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.sharing.models import Recall
from vlechtwerk.domains.sharing.operations.notices import count_waiting
from vlechtwerk.domains.sharing.queries.notices import WaitingIn, new_recalls
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.interfaces.tracing import trace_of
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.recall_rows import recall_words, recalled_by


def sharing_rows(request: PageRequest) -> dict[str, Any]:
    """Return what waits per purpose with the pages that show it, what was recalled, and how much that is together."""
    appointment, project = request.actor.appointment, request.actor.project.code
    purposes = purposes_of(appointment, timezone.now())
    recalls = new_recalls(appointment)
    found = count_waiting(appointment, purposes, trace_of(request))
    rows = [row for row in (_row(project, waiting) for waiting in found) if row["parts"] or not row["counted"]]
    notices_url = reverse("sharing:notices", args=[project, purposes[0].code]) if purposes else ""
    number = sum(waiting.number for waiting in found)
    return {
        "rows": rows,
        "recalls": _recalls(recalls, notices_url),
        "number": number + len(recalls),
    }


def _row(project: str, waiting: WaitingIn) -> dict[str, Any]:
    purpose = waiting.purpose
    notices = reverse("sharing:notices", args=[project, purpose.code])
    consents = reverse("sharing:consents", args=[project, purpose.code])
    sent = ngettext("%(number)d message about a document", "%(number)d messages about documents", waiting.sent)
    mentioned = ngettext(
        "you are mentioned in %(number)d comment", "you are mentioned in %(number)d comments", waiting.mentioned
    )
    to_answer = ngettext(
        "%(number)d request waits for your answer", "%(number)d requests wait for your answer", waiting.to_answer
    )
    answered = ngettext(
        "%(number)d request of yours was answered", "%(number)d requests of yours were answered", waiting.answered
    )
    parts = [
        (to_answer, waiting.to_answer, consents),
        (sent, waiting.sent, notices),
        (mentioned, waiting.mentioned, notices),
        (answered, waiting.answered, notices),
    ]
    return {
        "purpose": purpose.name,
        "url": notices,
        "counted": waiting.counted,
        "parts": [{"words": words % {"number": number}, "url": url} for words, number, url in parts if number],
    }


def _recalls(recalls: list[Recall], notices_url: str) -> dict[str, Any]:
    """Return how many were recalled and where they stand; who reads in no purpose any more is told here."""
    words = ngettext(
        "%(number)d document that you read was recalled", "%(number)d documents that you read were recalled",
        len(recalls),
    ) % {"number": len(recalls)}  # fmt: skip
    # Who reads in no purpose any more has no page of notices: they are told it here.
    told = [
        _("%(recall)s What was wrong: %(reason)s Recalled by %(by)s.")
        % {"recall": recall_words(recall, ()), "reason": _sentence(recall.reason), "by": recalled_by(recall)}
        for recall in recalls
    ]
    return {"number": len(recalls), "words": words, "url": notices_url, "told": [] if notices_url else told}


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
