"""A recall, ready to print: which document as far as its reader may know it now, who recalled it and what was wrong."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.models import Document, Recall
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.tabs import address
from vlechtwerk.interfaces.web.words import say_day, say_day_and_time


def recall_row(
    request: PageRequest, recall: Recall, recalled: Mapping[UUID, Document], purposes: Collection[UUID]
) -> dict[str, Any]:
    """Return a recall on the page of notices; its title and a link only where the document opens to the reader now."""
    document = recalled.get(recall.document_id)
    return {
        "words": recall_words(recall, purposes),
        "title": document.title if document else "",
        "url": address(request, "document", document.id) if document else "",
        "reason": recall.reason,
        "by": recalled_by(recall),
        "when": say_day_and_time(recall.recalled_at),
        "is_new": recall.seen_at is None,
    }


def recall_words(recall: Recall, purposes: Collection[UUID]) -> str:
    """Say whose document was recalled, when the reader read it, and for what, if they still read in that purpose."""
    words = {"organisation": recall.organisation.name, "day": say_day(recall.read_on)}
    if recall.purpose is None:
        return _("%(organisation)s recalled a document that you read on %(day)s.") % words
    if recall.purpose_id not in purposes:
        told = _(
            "%(organisation)s recalled a document that you read on %(day)s, in a purpose in which you may not read now."
        )
        return told % words
    told = _("%(organisation)s recalled a document that you read on %(day)s, in the purpose “%(purpose)s”.")
    return told % (words | {"purpose": recall.purpose.name})


def recalled_by(recall: Recall) -> str:
    """Return who recalled it: name, function and organisation; of an old recall the function is not known."""
    function = recall.get_recalled_as_display().lower() if recall.recalled_as else ""
    return ", ".join(part for part in (recall.recalled_by.name, function, recall.organisation.name) if part)
