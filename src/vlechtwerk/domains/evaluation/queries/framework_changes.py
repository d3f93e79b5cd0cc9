"""What was changed of a framework since it was taken in: what was worded anew, split, merged, closed and opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from vlechtwerk.domains.evaluation.models import Criterion, CriterionWording
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, FrameworkAsRead


class ChangeKind(StrEnum):
    """What was done to a criterion."""

    WORDED = "worded"
    SPLIT = "split"
    MERGED = "merged"
    CLOSED = "closed"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """One change of a criterion: the wording that came of it, and the one before.

    others: what it was split into besides itself, or into which one it went; each as it was worded then.
    """

    kind: ChangeKind
    criterion: CriterionAsRead
    before: CriterionWording
    after: CriterionWording
    others: Sequence[tuple[CriterionAsRead, CriterionWording]] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """From which criterion one was split off and into which it went; what was split off from it, and went into it.

    told_by: the wordings of others in which they were split off from it or went into it, opened again since or not.
    """

    split_from: Criterion | None
    merged_into: Criterion | None
    split_into: Sequence[Criterion]
    merged_from: Sequence[Criterion]
    told_by: Sequence[CriterionWording]


def kin_of(one: CriterionAsRead) -> Kin:
    """Return to which other criteria a criterion leads, as these stand now: one query."""
    latest = CriterionWording.objects.filter(criterion=OuterRef("criterion")).order_by("-number").values("number")[:1]
    rows = (
        CriterionWording.objects.filter(Q(merged_into=one.criterion) | Q(split_from=one.criterion))
        .annotate(latest=Subquery(latest))
        .select_related("criterion__criteria_list", "worded_by")
        .order_by("criterion__criteria_list__order", "criterion__order", "number")
    )
    found = list(rows)
    return Kin(
        one.wordings[0].split_from,
        one.now.merged_into,
        [row.criterion for row in found if row.split_from_id],
        # One that was opened again since went nowhere.
        [row.criterion for row in found if row.merged_into_id and row.number == row.latest],
        found,
    )


def changes_of(framework: FrameworkAsRead) -> list[FrameworkChange]:
    """Return all that was changed of the words of criteria, oldest first, and at one moment in their order."""
    by_id = {one.criterion.id: one for one in framework.criteria}
    parts: dict[tuple[UUID, object], list[CriterionAsRead]] = {}
    for one in framework.criteria:
        first = one.wordings[0]
        if first.split_from_id:
            parts.setdefault((first.split_from_id, first.worded_at), []).append(one)
    found = [
        _change(one, before, after, parts.get((one.criterion.id, after.worded_at), []), by_id)
        for one in framework.criteria
        for before, after in zip(one.wordings, one.wordings[1:], strict=False)
    ]
    return sorted(found, key=lambda change: change.after.worded_at)


def _change(
    one: CriterionAsRead,
    before: CriterionWording,
    after: CriterionWording,
    parts: Sequence[CriterionAsRead],
    by_id: Mapping[UUID, CriterionAsRead],
) -> FrameworkChange:
    if parts:
        return FrameworkChange(ChangeKind.SPLIT, one, before, after, [(part, part.wordings[0]) for part in parts])
    if after.merged_into_id:
        into = by_id[after.merged_into_id]
        then = [wording for wording in into.wordings if wording.worded_at <= after.worded_at]
        return FrameworkChange(ChangeKind.MERGED, one, before, after, [(into, then[-1] if then else into.now)])
    if after.is_closed:
        return FrameworkChange(ChangeKind.CLOSED, one, before, after)
    return FrameworkChange(ChangeKind.OPENED if before.is_closed else ChangeKind.WORDED, one, before, after)
