"""What is the partnership worth? The elements with what is said of each, and the page that everyone may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q
from django.utils import timezone

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint, ValuePublication, ValueWording
from vlechtwerk.domains.programme.queries.known import known_by
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


def elements_as_they_stand(
    project_id: UUID, *, retired: bool = False, day: date | None = None, only: Q | None = None
) -> list[ElementAsItStands]:
    """Return the elements of a project's model in their order; with `retired`, those that left it.

    With a day, the model as it was known on it. The project is named although readers see one only: a case is loaded
    by who sees all of them.
    """
    points, wordings, left = ValuePoint.objects.all(), ValueWording.objects.all(), Q(retired_on__isnull=False)
    if day is None:
        points = points.filter(dropped_at__isnull=True)
    else:
        points = known_by(points, day).filter(Q(dropped_at__isnull=True) | Q(dropped_at__date__gt=day))
        wordings, left = known_by(wordings, day), Q(retired_on__isnull=False, retired_on__lte=day)
    found = list(
        ValueElement.objects.filter(
            only or Q(), left if retired else ~left, project_id=project_id, id__in=wordings.values("element")
        )
        .prefetch_related(
            Prefetch("points", points.order_by("kind", "order")), Prefetch("wordings", wordings.order_by("number"))
        )
        .order_by("order", "code")
    )
    links = evidence_of(point.id for element in found for point in element.points.all())
    return [_as_it_stands(element, links) for element in found]


def element_as_it_stands(element: ValueElement) -> ElementAsItStands:
    """Return one element as it stands, in the model or out of it."""
    found = [
        item
        for retired in (False, True)
        for item in elements_as_they_stand(element.project_id, retired=retired, only=Q(id=element.id))
    ]
    return found[0]


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


def publications_by(day: date | None = None) -> list[tuple[ValuePublication, str, datetime]]:
    """Return the pages about the added value, newest first, each with its state and since when; as of a day."""
    found = []
    for page in ValuePublication.objects.order_by("-number"):
        moments = {
            ValuePublication.State.WITHDRAWN: page.withdrawn_at,
            ValuePublication.State.APPROVED: page.approved_at,
            ValuePublication.State.PUT_UP: page.put_up_at,
            ValuePublication.State.DRAFT: page.drafted_at,
        }
        for state, moment in moments.items():
            if moment is not None and (day is None or timezone.localdate(moment) <= day):
                found.append((page, str(state.value if day else page.state), moment))
                break
    return found


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
