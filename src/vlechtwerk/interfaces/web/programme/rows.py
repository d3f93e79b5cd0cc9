"""Activities as they are printed: how each stands, on what that rests, and what holds it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    CheckedJudgement,
    Criterion,
    CriterionBaseline,
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Insight,
    LearningPoint,
    LearningQuestion,
    Measurement,
    Mechanism,
    MechanismWording,
    OtherExplanation,
    PlannedMethod,
    PublishedClaim,
    PublishedFigure,
    SourceSentence,
)
from vlechtwerk.domains.partnership.models import (
    Advice,
    Agreement,
    Body,
    Decision,
    Department,
    Mandate,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Project,
    Promise,
    PromiseStep,
)
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityStatus,
    CapacityFinding,
    FocusArea,
    GoalWording,
    Hindrance,
    MapLink,
    MapNode,
    MapVersion,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    MilestoneDate,
    OutsideGoal,
    PlanText,
    Precondition,
    PreconditionJudgement,
    ValuePoint,
    ValueWording,
)
from vlechtwerk.domains.programme.models.status import GoalReached
from vlechtwerk.domains.programme.queries.activities import (
    MilestoneAsOf,
    hindrances_as_of,
    milestones_as_of,
    statuses_as_of,
)
from vlechtwerk.domains.programme.queries.as_of import AsOf, is_old, told_until
from vlechtwerk.domains.programme.queries.search import name_found
from vlechtwerk.domains.programme.queries.sources import Resting
from vlechtwerk.domains.programme.queries.weight import WeakParts, carrying_statuses, weak_parts
from vlechtwerk.domains.programme.words.telling import say_possible
from vlechtwerk.foundation.evidence.links import holder_kind
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, evidence_rows
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date, say_long_month


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
    # Of when the status is, when that is long ago.
    old: str
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


# The page of what rests on evidence, where that is not the page of an activity: its route, and whether it has a code.
PAGES_OF_HOLDERS: Mapping[str, tuple[str, bool]] = {
    holder_kind(model): page
    for page, models in {
        ("programme:precondition", True): (Precondition, PreconditionJudgement),
        ("partnership:organisation", True): (Organisation,),
        ("partnership:body", True): (Body,),
        ("partnership:decision", True): (Decision,),
        ("partnership:advice", True): (Advice,),
        ("partnership:promise", True): (Promise, PromiseStep),
        ("partnership:mandates", False): (Mandate,),
        ("partnership:bodies", False): (Department,),
        ("programme:goals", False): (Project, PlanText, FocusArea),
        ("programme:capacity", False): (CapacityFinding,),
        ("programme:method", True): (MethodVersion, MethodUse, MethodOutcome),
        ("programme:added_value", False): (ValueWording, ValuePoint),
        ("partnership:outside_body", True): (OutsideBody, OutsideRole, OutsidePosition),
        ("partnership:agreements", False): (Agreement,),
        ("programme:goal", True): (GoalWording,),
        ("programme:goal_parties", False): (OutsideGoal,),
        ("evaluation:evaluation", True): (EvaluationAim, EvaluationQuestion, Measurement),
        ("evaluation:plan", True): (EvaluationGroup, PlannedMethod),
        ("evaluation:published_figure", True): (PublishedFigure,),
        ("evaluation:claim", True): (PublishedClaim,),
        ("evaluation:finding", True): (ApprovedFinding,),
        ("evaluation:criterion", True): (CheckedJudgement, Criterion, CriterionBaseline),
        ("evaluation:mechanism", True): (Mechanism, MechanismWording, OtherExplanation),
        ("evaluation:report", True): (SourceSentence,),
        ("evaluation:agenda", True): (LearningPoint, LearningQuestion, Insight),
    }.items()
    for model in models
}
# Named by the code of their evaluation; their own stands as their title.
TITLED_BY_CODE = {
    holder_kind(one)
    for one in (
        ApprovedFinding,
        CheckedJudgement,
        Criterion,
        CriterionBaseline,
        Mechanism,
        MechanismWording,
        OtherExplanation,
    )
}
ON_THE_MAP = {holder_kind(model) for model in (MapVersion, MapNode, MapLink)}


def holder_url(request: PageRequest, item: Resting) -> str:
    """Return the page of what rests on a source or a status."""
    project = request.actor.project.code
    if item.holder_kind in ON_THE_MAP:
        return (
            reverse("programme:map", args=[project]) + f"?{urlencode({'version': item.code} | shown_day(request).kept)}"
        )
    route, has_code = PAGES_OF_HOLDERS.get(item.holder_kind, ("programme:activity", True))
    # A published figure stands in its evaluation: “EV1,D1”.
    codes = item.code.split(",") if has_code else []
    if item.holder_kind in TITLED_BY_CODE:
        codes = [item.code, item.title]
    return reverse(route, args=[project, *codes]) + shown_day(request).query


def activity_rows(request: PageRequest, units: Sequence[Activity], day: date, words: str = "") -> list[ActivityRow]:
    """Turn activities into rows; the number of queries does not grow with their number."""
    ids = [unit.id for unit in units]
    statuses = statuses_as_of(ids, day)
    carried = carrying_statuses(statuses)
    printed = _printed(request, carried)
    hindrances = hindrances_as_of(ids, day)
    milestones = milestones_as_of(ids, day)
    weak = weak_parts(carried)
    return [
        _row(
            request,
            unit,
            statuses[unit.id],
            printed[unit.id],
            hindrances.get(unit.id, []),
            _special(request, statuses[unit.id], milestones.get(unit.id, []), weak.get(unit.id)),
            name_found(unit, words) if words else "",
        )
        for unit in units
    ]


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
    weak: WeakParts | None,
) -> Special:
    if status.known is not None and status.known.merged_into is not None:
        into = status.known.merged_into
        return Special(_("Merged into"), Link(into.name, activity_url(request, into.code)))
    moved = next((item for item in milestones if item.current.known and _is_moved(item.current.known)), None)
    if moved and moved.current.known:
        words = {"new": say_date(moved.current.known.date_on), "old": say_date(moved.dates[0].date_on)}
        return Special(_("Delivery %(new)s, was %(old)s") % words)
    if weak is not None:
        return Special(say_weak(weak), weak=True)
    return Special(status.known.note if status.known else "")


def _is_moved(date: MilestoneDate) -> bool:
    return date.order > 0 and date.basis == MilestoneDate.Basis.PLANNED


def say_weak(weak: WeakParts) -> str:
    """Say how many of the parts rest on the oldest document only: “3 of 5 parts rest on T1”."""
    words = {"resting": weak.resting, "parts": weak.parts, "source": weak.source}
    return (
        ngettext(
            "%(resting)s of %(parts)s parts rests on %(source)s",
            "%(resting)s of %(parts)s parts rest on %(source)s",
            weak.resting,
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
        possible=say_possible(status.possible),
        old=say_age(request, known),
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


def say_age(request: PageRequest, known: ActivityStatus | None) -> str:
    """Say of when a status is, when it is told of so long ago that it may have changed since."""
    described = request.actor.project.described_on
    if known is None or not is_old(known, shown_day(request).day, described):
        return ""
    told = told_until(known, described)
    return _("as it stood in %(month)s") % {"month": say_long_month(told)} if told else ""


def by_area(rows: Sequence[ActivityRow]) -> list[AreaRows]:
    """Group rows by focus area, in the order in which they come."""
    areas: dict[str, list[ActivityRow]] = {}
    for row in rows:
        areas.setdefault(row.area, []).append(row)
    return [AreaRows(name, found) for name, found in areas.items()]
