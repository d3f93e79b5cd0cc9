"""What is the partnership worth? The elements with what is said of each, and the page that everyone may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValueWording
from vlechtwerk.foundation.evidence.address import Ground, Stance
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink


class Worth(StrEnum):
    """What an element is, by the strongest thing that supports it; read off, never written down."""

    MEASURED_EFFECT = "measured_effect"
    REGISTER = "register"
    SELF_REPORT = "self_report"
    OPINION = "opinion"
    UNATTRIBUTED = "unattributed"
    POTENTIAL = "potential"
    NOTHING = "nothing"


STRONGEST_FIRST = (Ground.MEASURED_EFFECT, Ground.REGISTER, Ground.SELF_REPORT, Ground.OPINION)


@dataclass(frozen=True, slots=True)
class ElementAsItStands:
    """An element with its present wording, all wordings, what is said of it, and what it is by that."""

    element: ValueElement
    wording: ValueWording
    wordings: tuple[ValueWording, ...]
    points: tuple[ValuePoint, ...]
    links: Mapping[UUID, list[EvidenceLink]]
    worth: Worth

    def of_kind(self, kind: str) -> list[ValuePoint]:
        """Return what is said of one kind."""
        return [point for point in self.points if point.kind == kind]


def elements_as_they_stand(project_id: UUID, *, retired: bool = False) -> list[ElementAsItStands]:
    """Return the elements of a project's model in their order; with `retired`, those that left it.

    The project is named although readers see one only: a case is loaded by who sees all of them.
    """
    return _as_they_stand(ValueElement.objects.filter(project_id=project_id, retired_on__isnull=not retired))


def element_as_it_stands(element: ValueElement) -> ElementAsItStands:
    """Return one element as it stands, in the model or out of it."""
    (found,) = _as_they_stand(ValueElement.objects.filter(id=element.id))
    return found


def _as_they_stand(elements: QuerySet[ValueElement]) -> list[ElementAsItStands]:
    points = ValuePoint.objects.filter(dropped_at__isnull=True).order_by("kind", "order")
    prefetched = elements.prefetch_related(
        Prefetch("points", points), Prefetch("wordings", ValueWording.objects.order_by("number"))
    )
    found = list(prefetched.order_by("order", "code"))
    links = evidence_of(point.id for element in found for point in element.points.all())
    return [_as_it_stands(element, links) for element in found]


def _as_it_stands(element: ValueElement, links: Mapping[UUID, list[EvidenceLink]]) -> ElementAsItStands:
    wordings, points = tuple(element.wordings.all()), tuple(element.points.all())
    return ElementAsItStands(element, wordings[-1], wordings, points, links, worth_of(points, links))


def worth_of(points: Iterable[ValuePoint], links: Mapping[UUID, list[EvidenceLink]]) -> Worth:
    """Read off what an element is: by what supports it, else only hoped, else nothing is told."""
    points = list(points)
    supporting = [point for point in points if point.kind == ValuePoint.Kind.SUPPORTS]
    grounds = {
        link.ground for point in supporting for link in links.get(point.id, []) if link.stance == Stance.SUPPORTS
    }
    strongest = next((ground for ground in STRONGEST_FIRST if ground in grounds), None)
    if strongest is not None:
        return Worth(strongest.value)
    if supporting:
        return Worth.UNATTRIBUTED
    return Worth.POTENTIAL if any(point.kind == ValuePoint.Kind.HOPED for point in points) else Worth.NOTHING


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """The page that everyone may read; once withdrawn, only the day on which it was."""

    project_name: str
    origin: str
    title: str
    text: str
    checksum: str
    as_of: date | None
    approved_as: str
    approved_on: date | None
    withdrawn_on: date | None


def is_public(project_code: str) -> bool:
    """Tell whether there is a page that everyone can read now."""
    page = published_page(project_code)
    return page is not None and page.withdrawn_on is None


def published_page(project_code: str) -> PublishedPage | None:
    """Return the page of a project for who has no account; asked of a function that tells nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("select * from published_added_value(%s)", [project_code])
        found = cursor.fetchone()
    return None if found is None else PublishedPage(*found)
