"""What documents are connected with: a less recognisable edition, and what they are about in the programme."""

from vlechtwerk.domains.sharing.models import Document, DocumentLink, Edition
from vlechtwerk.domains.sharing.queries.documents import find_standing
from vlechtwerk.domains.sharing.queries.reader import Reading

# Who looks for more, searches in the purpose.
MOST = 100


def lower_edition(reading: Reading, document: Document) -> Document | None:
    """Return the less recognisable edition that was named, when the reader may read it and it was not recalled."""
    edition = Edition.objects.filter(fuller=document).first()
    return find_standing(reading, edition.lower_id) if edition else None


def documents_about(kind: str, code: str) -> list[Document]:
    """Return the documents about an activity or precondition that may be read in this purpose."""
    linked = DocumentLink.objects.filter(kind=kind, code=code).values("document")
    return list(
        Document.objects.filter(id__in=linked, recalled_at__isnull=True)
        .select_related("marking__organisation", "marking__capacity", "given_by")
        .order_by("-changed_at", "id")[:MOST]
    )
