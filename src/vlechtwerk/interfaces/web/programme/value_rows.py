"""The added value as it is printed: each element with what supports it, what is hoped, and what speaks against it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import ValuePublication
from vlechtwerk.domains.programme.queries.added_value import ElementAsItStands, elements_as_they_stand, publications_by
from vlechtwerk.domains.programme.queries.public_words import headings, words_of_worth
from vlechtwerk.domains.programme.rules.added_value import reasons_against_keeping_model
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day


@dataclass(frozen=True, slots=True)
class PointRow:
    """One thing that is said of an element."""

    text: str
    said_by: str
    # That the source attributes it to nobody.
    unattributed: bool
    evidence: list[EvidenceRow]
    drop_url: str


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element with its four lists."""

    code: str
    name: str
    explanation: str
    worth: str
    parts: list[dict[str, Any]]
    history: list[dict[str, str]]
    evidence: list[EvidenceRow]
    acts: dict[str, str]
    retired: str

    @property
    def points_to_drop(self) -> list[PointRow]:
        """Return all that the reader may drop."""
        return [point for part in self.parts for point in part["rows"] if point.drop_url]


def element_rows(request: PageRequest, *, retired: bool = False, may_write: bool = False) -> list[ElementRow]:
    """Return the elements as rows; the number of queries does not grow with their number."""
    found = elements_as_they_stand(request.actor.project.id, retired=retired, day=past_day(request))
    holders = [holder for item in found for holder in (*item.points, *item.wordings)]
    evidences = Evidences(request, holders)
    return [_element(request, item, evidences, may_write) for item in found]


def may_keep(request: PageRequest) -> bool:
    """Tell whether the reader may change the model, on the present day."""
    return is_offered(request, reasons_against_keeping_model(request.actor.person, timezone.now()))


def _element(request: PageRequest, item: ElementAsItStands, evidences: Evidences, may_write: bool) -> ElementRow:
    element, project, day = item.element, request.actor.project.code, past_day(request)
    routes = ("say_of_element", "reword_element", "retire_element") if may_write and not element.retired_on else ()
    return ElementRow(
        code=element.code,
        name=item.wording.name,
        explanation=item.wording.explanation,
        worth=words_of_worth(item.worth),
        parts=[_part(request, item, kind, evidences, bool(routes)) for kind in headings()],
        history=[
            {
                "name": wording.name,
                "reason": wording.reason,
                "recorded": say_day(timezone.localdate(wording.recorded_at)),
            }
            for wording in item.wordings
        ]
        if len(item.wordings) > 1
        else [],
        evidence=evidences.of(item.wording),
        acts={route: reverse(f"programme:{route}", args=[project, element.code]) for route in routes},
        retired=_("Left the model on %(day)s: %(because)s")
        % {"day": say_day(element.retired_on), "because": element.retired_because}
        if element.retired_on and (day is None or element.retired_on <= day)
        else "",
    )


def _part(
    request: PageRequest, item: ElementAsItStands, kind: str, evidences: Evidences, may_write: bool
) -> dict[str, Any]:
    heading, empty = headings()[kind]
    project = request.actor.project.code
    return {
        "kind": kind,
        "heading": heading,
        "empty": empty,
        "rows": [
            PointRow(
                text=point.text,
                said_by=point.said_by,
                unattributed=kind == "supports" and not any(row.ground for row in evidences.of(point)),
                evidence=evidences.of(point),
                drop_url=reverse("programme:drop_point", args=[project, point.id]) if may_write else "",
            )
            for point in item.of_kind(kind)
        ],
    }


def publication_rows(request: PageRequest) -> list[dict[str, Any]]:
    """Return the pages about the added value, newest first."""
    project, query = request.actor.project.code, shown_day(request).query
    return [
        {
            "title": page.title,
            "url": reverse("programme:publication", args=[project, page.number]) + query,
            "state": state,
            "word": str(ValuePublication.State(state).label),
            "when": say_day(timezone.localdate(moment)),
        }
        for page, state, moment in publications_by(past_day(request))
    ]


def value_cells(request: PageRequest) -> list[list[str]]:
    """Return everything that is said as cells: a line per point."""
    return [
        [row.code, row.name, row.worth, part["heading"], point.text, point.said_by, _evidence(point.evidence)]
        for row in element_rows(request)
        for part in row.parts
        for point in part["rows"]
    ]


def _evidence(rows: list[EvidenceRow]) -> str:
    return "; ".join(
        f"{row.label} ({row.ground_label}, {row.base_label})" if row.ground_label else row.label for row in rows
    )
