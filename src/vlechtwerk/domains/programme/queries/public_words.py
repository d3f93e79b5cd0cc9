"""The words of the page about the added value: what each element is, and what carries each sentence, without names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.models import ValuePoint, ValuePublication
from vlechtwerk.domains.programme.queries.added_value import ElementAsItStands, Worth, elements_as_they_stand
from vlechtwerk.engines.documents.added_value import ElementText, PageText, PartText, PointText, page_of
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence
from vlechtwerk.foundation.evidence.links import resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink

PAGE = "value_publication"

Resolved = Mapping[tuple[str, str], ResolvedEvidence]


def words_of_worth(worth: Worth) -> str:
    """Say what an element is by what supports it, and no more than that."""
    return {
        Worth.MEASURED_EFFECT: _("Measured effect"),
        Worth.REGISTER: _("Counted; whether it is an effect of the partnership is not shown"),
        Worth.SELF_REPORT: _("Self-report; not shown by a count or a measurement"),
        Worth.OPINION: _("Opinion; not shown by a count or a measurement"),
        Worth.UNATTRIBUTED: _("Said, but the source attributes it to nobody; not shown by a count or a measurement"),
        Worth.POTENTIAL: _("Potential: it is hoped or held possible, and not shown"),
        Worth.NOTHING: _("Nothing is told of it yet"),
    }[worth]


def headings() -> dict[str, tuple[str, str]]:
    """Return the heading of each of the four lists, and what stands there when it is empty."""
    nothing = _("Nothing found.")
    return {kind: (str(ValuePoint.Kind(kind).label), nothing) for kind in ValuePoint.Kind.values}


def public_page(publication: ValuePublication, as_of: date) -> PageText:
    """Return the page as the model stands now, ready to freeze."""
    elements = elements_as_they_stand(publication.project_id)
    resolved = resolved_links(publication.project_id, _links(elements))
    project = publication.project
    measured = any(link.ground == Ground.MEASURED_EFFECT for link in _links(elements))
    none_measured = _("None of what stands here is a measured effect: each sentence says on what it rests.")
    return PageText(
        language=get_language() or "nl",
        title=publication.title,
        origin=_("Invented data: made up to try the platform; nothing of it is real.")
        if project.origin == Origin.INVENTED
        else "",
        introduction=publication.introduction,
        as_of=_("%(name)s. As of %(day)s.") % {"name": project.full_name, "day": date_format(as_of, "j F Y")},
        reading=_("Each sentence says on what it rests.") if measured else none_measured,
        elements=[_element(element, resolved) for element in elements],
        sources_heading=_("Sources"),
        sources=_sources(elements, resolved),
    )


def _links(elements: Iterable[ElementAsItStands]) -> list[EvidenceLink]:
    return [link for element in elements for point in element.points for link in element.links.get(point.id, [])]


def _element(item: ElementAsItStands, resolved: Resolved) -> ElementText:
    return ElementText(
        name=item.wording.name,
        explanation=item.wording.explanation,
        worth=_("What this is: %(words)s.") % {"words": words_of_worth(item.worth)},
        parts=[
            PartText(heading, [_point(item, point, resolved) for point in item.of_kind(kind)], empty)
            for kind, (heading, empty) in headings().items()
        ],
    )


def _point(item: ElementAsItStands, point: ValuePoint, resolved: Resolved) -> PointText:
    links = item.links.get(point.id, [])
    grounds = list(dict.fromkeys(_ground(link) for link in links))
    return PointText(
        text=point.text,
        said_by=point.said_by,
        ground=", ".join(words for words in grounds if words),
        sources=", ".join(_place(link, resolved) for link in links),
    )


def _ground(link: EvidenceLink) -> str:
    words = [str(link.get_ground_display()).lower()] if link.ground else []
    if link.base == Base.PUBLISHED and words:
        words.append(_("published"))
    return " · ".join(words)


def _place(link: EvidenceLink, resolved: Resolved) -> str:
    found = resolved.get((link.kind, link.identifier))
    name = found.short_title if found else link.identifier
    return f"{name}, {link.get_locator_kind_display()} {link.locator}" if link.locator else name


def _sources(elements: Iterable[ElementAsItStands], resolved: Resolved) -> list[str]:
    named = {(link.kind, link.identifier) for link in _links(elements)}
    titles = {f"{resolved[key].short_title}: {resolved[key].title}" for key in named if key in resolved}
    return sorted(titles)


def manifest(project_id: UUID) -> list[dict[str, Any]]:
    """Return every piece of evidence of the page, with the checksum of what it led to when it was attached."""
    return [
        {
            "element": item.element.code,
            "kind": point.kind,
            "source": link.identifier,
            "version": link.version,
            "place": f"{link.locator_kind} {link.locator}".strip(),
            "ground": link.ground,
            "base": link.base,
            "stance": link.stance,
            "checksum": link.checksum,
        }
        for item in elements_as_they_stand(project_id)
        for point in item.points
        for link in item.links.get(point.id, [])
    ]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text as it would be put up now, with its checksum and every piece of evidence in it."""

    text: str
    checksum: str
    evidence: list[dict[str, Any]]


def frozen_now(publication: ValuePublication, as_of: date) -> Frozen:
    """Make the text of a page as the model stands now, in the language of the site."""
    with translation.override(settings.LANGUAGE_CODE):
        page = public_page(publication, as_of)
    text = page_of(page)
    return Frozen(text, sha256(text.encode()).hexdigest(), manifest(publication.project_id))
