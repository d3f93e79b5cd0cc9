"""Hand out a file through any door: decrypted, under a plain name.

A PDF is marked on each page; Office files and pictures lose their makers; other kinds leave as they came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.sharing.models import Document, DocumentVersion
from vlechtwerk.domains.sharing.models.log import ALLOWED, REFUSED
from vlechtwerk.domains.sharing.models.markings import HANDLINGS, LEVELS
from vlechtwerk.domains.sharing.models.purposes import CATEGORY_LABELS
from vlechtwerk.domains.sharing.operations.reading import note_handing_out, version_to_hand_out
from vlechtwerk.domains.sharing.queries.documents import needs_notice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.queries.store import file_of
from vlechtwerk.engines.documents.handing_out import office, pdf
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.foundation.refusal import Reason, Refused

# A browser must not show these, whatever they hold.
PLAIN = "application/octet-stream"
NOT_SHOWN = (MediaType.HTML, MediaType.EML)
# As what a file leaves.
CONTENT_TYPES = (PLAIN, *sorted(kind.mime for kind in MediaType if kind not in NOT_SHOWN))


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file as it leaves."""

    content: bytes
    content_type: str
    file_name: str


def hand_out(reading: Reading, project: Project, document_id: UUID, number: int) -> HandedOut | None:
    """Return one version as a file that may leave, and log it; nothing when it may not.

    Raises `Refused` when it could not be marked.
    """
    version = version_to_hand_out(reading, document_id, number)
    if version is None:
        return None
    kind = MediaType(version.media_type)
    kept = b"".join(file_of(version.stored_as, version.marking.organisation.code))
    document = Document.objects.get(id=document_id)
    keeps_metadata = document.keeps_metadata
    try:
        if kind == MediaType.PDF:
            content = pdf.stamp(kept, stamp_lines(reading, project, version), keep_metadata=keeps_metadata)
        else:
            content = kept if keeps_metadata else office.clean(kept, kind)
    except ValueError:
        note_handing_out(reading, document, REFUSED)
        words = _("The file could not be marked, so it is not handed out. Ask its giver for another.")
        raise Refused([Reason("not_marked", words)]) from None
    note_handing_out(reading, document, ALLOWED)
    return HandedOut(content, PLAIN if kind in NOT_SHOWN else kind.mime, neutral_name(project, version, kind))


def not_handed_out() -> Reason:
    """Return why a document that can be read can't be taken along."""
    return Reason(
        "not_handed_out",
        _(
            "You can read this here, and not take it along: its giver wants it to go no further, "
            "or you have not read yet that it is secret."
        ),
        _("Europol handling code H2; Wpg article 7"),
    )


def stamp_lines(reading: Reading, project: Project, version: DocumentVersion) -> Sequence[str]:
    """Return what stands on each page: the marking with its agreements; who took it, for what, when; whether secret."""
    marking, handlings, levels = version.marking, dict(HANDLINGS), dict(LEVELS)
    provider = [marking.organisation.name, *([marking.capacity.name.lower()] if marking.capacity else [])]
    category = "" if marking.category == Category.KNOWLEDGE else str(CATEGORY_LABELS[Category(marking.category)])
    parts = [", ".join(provider), category, str(levels[marking.level])]
    parts += [str(handlings[code]) for code in marking.handling]
    if project.origin == Origin.INVENTED:
        parts.append(_("invented data"))
    words = {
        "name": reading.appointment.person.name,
        "organisation": reading.appointment.organisation.name,
        "purpose": reading.purpose.name,
        "day": date_format(timezone.localdate(), "j F Y"),
    }
    taken = _("For %(name)s, %(organisation)s, for %(purpose)s, %(day)s.") % words
    # Nobody is asked to keep knowledge secret, so its file does not say so either.
    secret = _("Secret: whoever gets this keeps it secret too.") if needs_notice(marking) else ""
    return [" · ".join(part for part in parts if part), f"{taken} {secret}".strip()]


def neutral_name(project: Project, version: DocumentVersion, kind: MediaType) -> str:
    """Return a file name that tells nothing but that data are invented; the title is data."""
    invented = "verzonnen-" if project.origin == Origin.INVENTED else ""
    return f"{invented}document-{version.document_id.hex[-12:]}-v{version.number}{kind.extensions[0]}"
