"""Activities as they are printed: how each stands, on what that rests, and what holds it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import Activity, ActivityStatus, Hindrance, MilestoneDate
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import (
    MilestoneAsOf,
    hindrances_as_of,
    milestones_as_of,
    sources_of_parts,
    statuses_as_of,
)
from vlechtwerk.domains.programme.queries.as_of import AsOf
from vlechtwerk.domains.programme.queries.search import name_found
from vlechtwerk.domains.programme.queries.sources import Resting
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, evidence_rows
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import in_or_on, say_date

# The report in which a status was read stands behind the report that carried it.
READ_IN = "R"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity in the overview."""

    code: str
    name: str
    url: str
    kind: str
    area: str
    found_as: str
    status: str
    status_word: str
    possible: str
    goal: str
    evidence: list[EvidenceRow]
    source_words: str
    held_up_by: list[Link]
    special: str
    special_link: Link | None
    special_is_weak: bool


@dataclass(frozen=True, slots=True)
class AreaRows:
    """The activities of one focus area."""

    name: str
    rows: list[ActivityRow]


def activity_url(request: PageRequest, code: str, route: str = "programme:activity") -> str:
    """Return the address of an activity, on the day that is shown."""
    return reverse(route, args=[request.actor.project.code, code]) + shown_day(request).query


def holder_url(request: PageRequest, item: Resting) -> str:
    """Return the page of what rests on a source or a status."""
    project, query = request.actor.project.code, shown_day(request).query
    match item.holder_kind:
        case "precondition" | "precondition_judgement":
            return reverse("programme:precondition", args=[project, item.code]) + query
        case "organisation" | "body" | "decision":
            return reverse(f"partnership:{item.holder_kind}", args=[project, item.code]) + query
        case "mandate":
            return reverse("partnership:mandates", args=[project]) + query
        case "department":
            return reverse("partnership:bodies", args=[project]) + query
        case "project" | "plan_text" | "focus_area":
            return reverse("programme:goals", args=[project]) + query
        case "map_version" | "map_node" | "map_link":
            return reverse("programme:map", args=[project]) + f"?version={item.code}"
    return activity_url(request, item.code)


def activity_rows(request: PageRequest, units: Sequence[Activity], day: date, words: str = "") -> list[ActivityRow]:
    """Turn activities into rows; the number of queries does not grow with their number."""
    ids = [unit.id for unit in units]
    statuses = statuses_as_of(ids, day)
    links = evidence_of(status.known.id for status in statuses.values() if status.known)
    carried = {unit.id: _carrying(links, statuses[unit.id]) for unit in units}
    printed = _printed(request, carried)
    hindrances = hindrances_as_of(ids, day)
    milestones = milestones_as_of(ids, day)
    parts = sources_of_parts(ids)
    return [
        _row(
            request,
            unit,
            statuses[unit.id],
            printed[unit.id],
            hindrances.get(unit.id, []),
            _special(request, statuses[unit.id], milestones.get(unit.id, []), parts.get(unit.id, {}), printed[unit.id]),
            name_found(unit, words) if words else "",
        )
        for unit in units
    ]


def _carrying(links: Mapping[UUID, list[EvidenceLink]], status: AsOf[ActivityStatus]) -> list[EvidenceLink]:
    if status.known is None:
        return []
    return [link for link in links.get(status.known.id, []) if link.identifier != READ_IN]


def _printed(request: PageRequest, links: Mapping[UUID, list[EvidenceLink]]) -> dict[UUID, list[EvidenceRow]]:
    flat = [(unit, link) for unit, found in links.items() for link in found]
    printed: dict[UUID, list[EvidenceRow]] = {unit: [] for unit in links}
    for (unit, _link), row in zip(flat, evidence_rows(request, [link for _unit, link in flat]), strict=True):
        printed[unit].append(row)
    return printed


@dataclass(frozen=True, slots=True)
class Special:
    """What a reader should know besides: a moved date, a merger, weak sources."""

    words: str = ""
    link: Link | None = None
    weak: bool = False


def _special(
    request: PageRequest,
    status: AsOf[ActivityStatus],
    milestones: Sequence[MilestoneAsOf],
    parts: Mapping[UUID, frozenset[str]],
    carrying: Sequence[EvidenceRow],
) -> Special:
    if status.known is not None and status.known.merged_into is not None:
        into = status.known.merged_into
        return Special(_("Merged into"), Link(into.name, activity_url(request, into.code)))
    moved = next((item for item in milestones if item.current.known and _is_moved(item.current.known)), None)
    if moved and moved.current.known:
        words = {"new": say_date(moved.current.known.date_on), "old": say_date(moved.dates[0].date_on)}
        return Special(_("Delivery %(new)s, was %(old)s") % words)
    weak = _weak_parts(parts, carrying)
    if weak:
        return Special(weak, weak=True)
    return Special(status.known.note if status.known else "")


def _is_moved(date: MilestoneDate) -> bool:
    return date.order > 0 and date.basis == MilestoneDate.Basis.PLANNED


def _weak_parts(parts: Mapping[UUID, frozenset[str]], carrying: Sequence[EvidenceRow]) -> str:
    """Say how many parts rest only on the older of the reports that carry the whole."""
    codes = sorted({row.label.split(" · ")[0] for row in carrying})
    if len(codes) < 2 or not parts:
        return ""
    oldest = codes[0]
    resting = sum(1 for found in parts.values() if found - {READ_IN} == {oldest})
    if resting * 2 <= len(parts):
        return ""
    words = {"resting": resting, "parts": len(parts), "source": oldest}
    return (
        ngettext(
            "%(resting)s of %(parts)s parts rests on %(source)s",
            "%(resting)s of %(parts)s parts rest on %(source)s",
            resting,
        )
        % words
    )


def _row(
    request: PageRequest,
    unit: Activity,
    status: AsOf[ActivityStatus],
    evidence: list[EvidenceRow],
    hindrances: Sequence[Hindrance],
    special: Special,
    found_as: str,
) -> ActivityRow:
    known = status.known
    return ActivityRow(
        code=unit.code,
        name=unit.name,
        url=activity_url(request, unit.code),
        kind=unit.kind,
        area=unit.focus_area.name if unit.focus_area else _("Work process"),
        found_as=found_as,
        status=known.status if known else "",
        status_word=str(known.get_status_display()) if known else "",
        possible=say_possible(status),
        goal=known.goal_reached if known and known.goal_reached != GoalReached.UNKNOWN else "",
        evidence=evidence,
        source_words="" if evidence or known is None else _("no source named"),
        held_up_by=[_held(request, hindrance) for hindrance in hindrances],
        special=special.words,
        special_link=special.link,
        special_is_weak=special.weak,
    )


def _held(request: PageRequest, hindrance: Hindrance) -> Link:
    if hindrance.precondition is None:
        return Link(hindrance.description, "")
    url = reverse("programme:precondition", args=[request.actor.project.code, hindrance.precondition.code])
    return Link(hindrance.precondition.title, url + shown_day(request).query)


def say_possible(status: AsOf[ActivityStatus]) -> str:
    """Say which statuses possibly held already: “possibly delayed: in July 2023”."""
    return "; ".join(
        _("possibly %(status)s: %(when)s")
        % {"status": str(change.get_status_display()).lower(), "when": in_or_on(change.occurred_on)}
        for change in status.possible
    )


def by_area(rows: Sequence[ActivityRow]) -> list[AreaRows]:
    """Group rows by focus area, in the order in which they come."""
    areas: dict[str, list[ActivityRow]] = {}
    for row in rows:
        areas.setdefault(row.area, []).append(row)
    return [AreaRows(name, found) for name, found in areas.items()]
