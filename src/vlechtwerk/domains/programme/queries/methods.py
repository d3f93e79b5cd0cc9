"""Methods to find: by words, by what they need, by how far they are tried; and where each was used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vlechtwerk.domains.programme.models import Activity, Method, MethodOutcome, MethodUse, MethodVersion
from vlechtwerk.domains.programme.queries.known import known_by
from vlechtwerk.foundation.evidence.address import Ground, Stance
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink


class MethodState(StrEnum):
    """How far a method is tried. It is never written down, only read off from what is told of its use."""

    IDEA = "idea"
    TRIED = "tried"
    PROVEN = "proven"


class Need(StrEnum):
    """What methods can be told apart by."""

    DATA = "data"
    PEOPLE = "people"
    LEGAL_BASIS = "legal_basis"
    MEANS = "means"
    LAW_CHANGE = "law_change"
    NO_LAW_CHANGE = "no_law_change"


NEEDS: dict[str, Q] = {
    **{name: ~Q(**{f"needs_{name}": ""}) for name in (Need.DATA, Need.PEOPLE, Need.LEGAL_BASIS, Need.MEANS)},
    Need.LAW_CHANGE: Q(law_change=MethodVersion.LawChange.YES),
    Need.NO_LAW_CHANGE: Q(law_change=MethodVersion.LawChange.NO),
}
WRITTEN = (
    "does", "when_to_use", "needs_data", "needs_people", "needs_legal_basis", "needs_means", "which_law", "steps",
    "what_failed",
)  # fmt: skip
# Only what was counted or measured shows that something works; that people say so is told as what it is.
SHOWS = frozenset({Ground.REGISTER, Ground.MEASURED_EFFECT})


@dataclass(frozen=True, slots=True)
class MethodFilter:
    """What methods are narrowed to; empty means everything."""

    words: str = ""
    need: str = ""
    area: str = ""
    state: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class FoundMethod:
    """A method with its newest version, where it was used, and how far it is tried."""

    method: Method
    version: MethodVersion
    uses: tuple[MethodUse, ...]
    state: MethodState


def methods_found(wanted: MethodFilter = MethodFilter(), day: date | None = None) -> list[FoundMethod]:
    """Return the methods that answer to a filter; words may stand anywhere in the newest version or in the title.

    With a day, as they were known on it.
    """
    found = Method.objects.select_related("developed_in__focus_area").order_by("order", "title")
    newest = _newest_versions(day)
    for word in wanted.words.split():
        anywhere = Q(title__icontains=word)
        for name in WRITTEN:
            anywhere |= Q(id__in=newest.filter(**{f"{name}__icontains": word}).values("method"))
        found = found.filter(anywhere)
    if wanted.need in NEEDS:
        found = found.filter(id__in=newest.filter(NEEDS[wanted.need]).values("method"))
    if wanted.area:
        found = found.filter(developed_in__focus_area__code=wanted.area)
    if wanted.activity:
        used = _uses(day).filter(activity__code=wanted.activity).values("method")
        found = found.filter(Q(developed_in__code=wanted.activity) | Q(id__in=used))
    rows = with_use(found, day)
    return [row for row in rows if not wanted.state or row.state == wanted.state]


def versions(day: date | None = None) -> QuerySet[MethodVersion]:
    """Return the versions of methods: all of them, or those that were known on a day."""
    return MethodVersion.objects.all() if day is None else known_by(MethodVersion.objects.all(), day)


def _newest_versions(day: date | None) -> QuerySet[MethodVersion]:
    later = versions(day).filter(method=OuterRef("method"), number__gt=OuterRef("number"))
    return versions(day).filter(~Exists(later))


def _uses(day: date | None) -> QuerySet[MethodUse]:
    return MethodUse.objects.all() if day is None else known_by(MethodUse.objects.all(), day, "used_from")


def _outcomes(day: date | None) -> QuerySet[MethodOutcome]:
    told = MethodOutcome.objects.all() if day is None else known_by(MethodOutcome.objects.all(), day, "told_on")
    return told.order_by("order", "recorded_at")


def with_use(methods: Iterable[Method], day: date | None = None) -> list[FoundMethod]:
    """Return methods with their newest version and their use: as many queries for forty as for four.

    With a day, those of which a version was known on it, with what was.
    """
    found = list(methods)
    newest = {version.method_id: version for version in _newest_versions(day).filter(method__in=found)}
    uses: dict[UUID, list[MethodUse]] = {method.id: [] for method in found}
    for use in uses_of(found, day):
        uses[use.method_id].append(use)
    told = [outcome for of_one in uses.values() for use in of_one for outcome in use.outcomes.all()]
    links = evidence_of(outcome.id for outcome in told)
    return [
        FoundMethod(method, newest[method.id], tuple(uses[method.id]), state_of(uses[method.id], links))
        for method in found
        if method.id in newest
    ]


def uses_of(methods: Iterable[Method], day: date | None = None) -> QuerySet[MethodUse]:
    """Return where methods were tried or taken up, each with what was told of it, oldest first."""
    return (
        _uses(day)
        .filter(method__in=list(methods))
        .select_related("activity", "version", "method__developed_in")
        .prefetch_related(Prefetch("outcomes", _outcomes(day)))
        .order_by("order", "recorded_at")
    )


def state_of(uses: Iterable[MethodUse], links: Mapping[UUID, list[EvidenceLink]]) -> MethodState:
    """Read off how far a method is tried: proven only where the last that is told is that it works, as counted."""
    tried = False
    for use in uses:
        tried = True
        last = next(reversed(use.outcomes.all()), None)
        if last is None or last.outcome != MethodOutcome.Outcome.WORKS_HERE:
            continue
        if any(link.ground in SHOWS and link.stance == Stance.SUPPORTS for link in links.get(last.id, [])):
            return MethodState.PROVEN
    return MethodState.TRIED if tried else MethodState.IDEA


def made_in(activity: Activity, day: date | None = None) -> list[Method]:
    """Return the methods that were developed in an activity; with a day, those that were known on it."""
    return list(Method.objects.filter(developed_in=activity, id__in=versions(day).values("method")).order_by("order"))


def used_in(activity: Activity, day: date | None = None) -> list[MethodUse]:
    """Return the methods that an activity tried or took up, with what was told of each."""
    found = _uses(day).filter(activity=activity).select_related("method", "version")
    found = found.prefetch_related(Prefetch("outcomes", _outcomes(day)))
    return list(found.order_by("order", "recorded_at"))
