"""Methods to find: by words, by what they need, by how far they are tried; and where each was used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vlechtwerk.domains.programme.models import Activity, Method, MethodOutcome, MethodUse, MethodVersion
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


def methods_found(wanted: MethodFilter = MethodFilter()) -> list[FoundMethod]:
    """Return the methods that answer to a filter; words may stand anywhere in the newest version or in the title."""
    found = Method.objects.select_related("developed_in__focus_area").order_by("order", "title")
    newest = _newest_versions()
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
        found = found.filter(Q(developed_in__code=wanted.activity) | Q(uses__activity__code=wanted.activity)).distinct()
    rows = with_use(found)
    return [row for row in rows if not wanted.state or row.state == wanted.state]


def _newest_versions() -> QuerySet[MethodVersion]:
    later = MethodVersion.objects.filter(method=OuterRef("method"), number__gt=OuterRef("number"))
    return MethodVersion.objects.filter(~Exists(later))


def with_use(methods: Iterable[Method]) -> list[FoundMethod]:
    """Return methods with their newest version and their use: as many queries for forty as for four."""
    found = list(methods)
    newest = {version.method_id: version for version in _newest_versions().filter(method__in=found)}
    uses: dict[UUID, list[MethodUse]] = {method.id: [] for method in found}
    for use in uses_of(found):
        uses[use.method_id].append(use)
    told = [outcome for of_one in uses.values() for use in of_one for outcome in use.outcomes.all()]
    links = evidence_of(outcome.id for outcome in told)
    return [
        FoundMethod(method, newest[method.id], tuple(uses[method.id]), state_of(uses[method.id], links))
        for method in found
    ]


def uses_of(methods: Iterable[Method]) -> QuerySet[MethodUse]:
    """Return where methods were tried or taken up, each with what was told of it, oldest first."""
    outcomes = MethodOutcome.objects.order_by("order", "recorded_at")
    return (
        MethodUse.objects.filter(method__in=list(methods))
        .select_related("activity", "version", "method__developed_in")
        .prefetch_related(Prefetch("outcomes", outcomes))
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


def used_in(activity: Activity) -> list[MethodUse]:
    """Return the methods that an activity tried or took up, with what was told of each."""
    outcomes = MethodOutcome.objects.order_by("order", "recorded_at")
    found = activity.method_uses.select_related("method", "version").prefetch_related(Prefetch("outcomes", outcomes))
    return list(found.order_by("order", "recorded_at"))
