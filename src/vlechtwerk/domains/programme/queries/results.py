"""What came of it: products, actions with their counts, and what may be added up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Prefetch

from vlechtwerk.domains.programme.models import Action, ActionCount, Product, ProductUse


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """What results are narrowed to; empty means everything."""

    activity: str = ""
    area: str = ""
    words: str = ""


def products_by(day: date, wanted: ResultFilter = ResultFilter()) -> list[Product]:
    """Return what was produced as it was known on a day, each with what was noted of its use, newest last."""
    uses = ProductUse.objects.order_by("order", "recorded_at")
    found = Product.objects.filter(pk__in=Product.objects.known_by(day)).select_related("activity__focus_area")
    found = found.prefetch_related(Prefetch("uses", uses)).order_by("activity__order", "order", "id")
    if wanted.activity:
        found = found.filter(activity__code=wanted.activity)
    if wanted.area:
        found = found.filter(activity__focus_area__code=wanted.area)
    for word in wanted.words.split():
        found = found.filter(title__icontains=word)
    return list(found)


def actions_by(day: date, wanted: ResultFilter = ResultFilter()) -> list[Action]:
    """Return what was done as it was known on a day, each with all its counts, corrected ones included."""
    found = Action.objects.filter(pk__in=Action.objects.known_by(day)).select_related("activity__focus_area")
    counts = ActionCount.objects.select_related("corrects", "corrected_by").order_by("order")
    found = found.prefetch_related(Prefetch("counts", counts)).order_by("activity__order", "order", "id")
    if wanted.activity:
        found = found.filter(activity__code=wanted.activity)
    if wanted.area:
        found = found.filter(activity__focus_area__code=wanted.area)
    for word in wanted.words.split():
        found = found.filter(title__icontains=word)
    return list(found)


def standing_counts(counts: Iterable[ActionCount]) -> list[ActionCount]:
    """Return the counts that stand: those that no later one corrects."""
    found = list(counts)
    corrected = {count.corrects_id for count in found if count.corrects_id}
    return [count for count in found if count.id not in corrected]


@dataclass(frozen=True, slots=True)
class CountSum:
    """What may be said together of counts of one definition, unit and ground; `total` only when they can be added."""

    definition: str
    unit: str
    ground: str
    counts: tuple[ActionCount, ...]
    total: int | None


def sums_of(counts: Sequence[ActionCount]) -> list[CountSum]:
    """Add up the counts that stand, only where definition, unit and ground are the same and no periods overlap.

    Counts of which a period is not known whole are never added: they may tell of the same things twice.
    """
    alike: dict[tuple[str, str, str], list[ActionCount]] = defaultdict(list)
    for count in standing_counts(counts):
        alike[count.definition, count.unit, count.ground].append(count)
    return [
        CountSum(*same, tuple(found), sum(count.number for count in found) if _lie_apart(found) else None)
        for same, found in alike.items()
    ]


def _lie_apart(counts: Sequence[ActionCount]) -> bool:
    if len(counts) == 1:
        return True
    periods = []
    for count in counts:
        if count.counted_from is None or count.counted_until is None:
            return False
        periods.append((count.counted_from.earliest, count.counted_until.latest))
    periods.sort()
    return all(earlier[1] < later[0] for earlier, later in pairwise(periods))
