"""What may be shown of a month of ticks: shares of the four kinds of time, after suppression, in rounded steps.

A tick says in words how much of the past seven days went to each kind. Words become parts of eight: nothing 0, a little
1, about half 4, most 6; divided by their sum they are shares of that week. A person's shares of a month are the mean of
those of their weeks, and the shares of a group the mean of those of its people: so everyone weighs the same, however
often they ticked. Groups are counted in people and never in ticks.

Which departments may be shown is decided as for the response of a round (`engines/statistics/suppression`): in every
group that can be worked out, what the shown ones leave over included, as many people ticked as the smallest group, and
of every other group several numbers of who ticked stay possible. Nor may the time of all people of such a group have
gone mostly to the same: the smallest departments are hidden until that holds. So of every group that can be worked out
people can swap all that they ticked in a month without anything that is shown changing. Distributions are never shown.

How many people are behind it is told in classes, and shares in steps of ten points below ten people, of five below
fifty: else the difference of two months would be about whoever ticked in one of them only (decision record 0033).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from vlechtwerk.domains.evaluation.models import TimeAmount, TimeKind
from vlechtwerk.engines.statistics.suppression import comparable_groups, groups_with_response
from vlechtwerk.engines.statistics.tallies import EMPTY, NO_GROUP, tally

EIGHTHS = {TimeAmount.NONE.value: 0, TimeAmount.LITTLE.value: 1, TimeAmount.HALF.value: 4, TimeAmount.MOST.value: 6}
KINDS: tuple[str, ...] = tuple(TimeKind.values)
# The way in which the JSON is written.
WRITTEN_AS = 1
# From how many people on a class begins, and in which steps shares are told in it.
CLASSES = ((50, 1), (20, 5), (10, 5), (0, 10))
# The whole, beside the codes of departments.
WHOLE = ""
DEPARTMENT = "department"
# Shares of the four kinds, in their order; together one.
Shares = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """What one person ticked in a month; without department where they ticked in several, or in none."""

    department: str
    shares: Shares


@dataclass(frozen=True, slots=True)
class GroupTime:
    """What is shown of a group: from and until how many people, shares in points, and the step they are told in.

    `people_until` is nothing in the highest class.
    """

    people_from: int
    people_until: int | None
    step: int
    shares: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return what is kept."""
        return {"from": self.people_from, "until": self.people_until, "step": self.step, "shares": dict(self.shares)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "GroupTime":
        """Read what is kept."""
        return cls(kept["from"], kept["until"], kept["step"], {kind: kept["shares"][kind] for kind in KINDS})


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """All that is shown of a month.

    `whole` is nothing when too few ticked. `goes_on`: what may be put beside the month before (the whole is the empty
    code): the same people could tick in it, or as many others as the smallest group.
    """

    threshold: int
    could_tick: int
    whole: GroupTime | None
    departments: Mapping[str, GroupTime]
    hidden: tuple[str, ...]
    goes_on: tuple[str, ...] = ()

    def group(self, code: str) -> GroupTime | None:
        """Return what is shown of the whole (the empty code) or a department."""
        return self.departments.get(code) if code else self.whole

    def as_json(self) -> dict[str, Any]:
        """Return what is kept."""
        return {
            "written_as": WRITTEN_AS,
            "threshold": self.threshold,
            "could_tick": self.could_tick,
            "whole": self.whole.as_json() if self.whole else None,
            "departments": {code: one.as_json() for code, one in self.departments.items()},
            "hidden": list(self.hidden),
            "goes_on": list(self.goes_on),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "MonthFigures":
        """Read what is kept."""
        return cls(
            kept["threshold"],
            kept["could_tick"],
            GroupTime.from_json(kept["whole"]) if kept["whole"] else None,
            {code: GroupTime.from_json(one) for code, one in sorted(kept["departments"].items())},
            tuple(kept["hidden"]),
            tuple(kept["goes_on"]),
        )


def shares_of(amounts: Mapping[str, str]) -> Shares:
    """Return the shares of one week from the amounts by kind; what is not named is nothing.

    Raises `ValueError` when all is nothing.

    >>> [str(share) for share in shares_of({"gathering": "half", "work": "half"})]
    ['1/2', '0', '0', '1/2']
    """
    eighths = [EIGHTHS[amounts.get(kind, TimeAmount.NONE.value)] for kind in KINDS]
    if not any(eighths):
        raise ValueError("nothing was ticked")
    return tuple(Fraction(part, sum(eighths)) for part in eighths)


def mean_of(weeks: Sequence[Shares]) -> Shares:
    """Return the mean of shares, kind by kind."""
    return tuple(sum(parts, Fraction()) / len(weeks) for parts in zip(*weeks, strict=True))


def figures_of_month(ticked: Sequence[PersonMonth], could_tick: Sequence[str], threshold: int) -> MonthFigures:
    """Return what may be shown of what people ticked; `could_tick` has the department of everyone who could."""
    places = [one.department for one in ticked]
    places += _who_did_not(places, could_tick)
    codes = sorted({*places, *could_tick} - {""})
    shown = _shown(ticked, places, codes, threshold)
    if shown is None:
        return MonthFigures(threshold, len(could_tick), None, {}, tuple(codes))
    found = {code: _time([one.shares for one in ticked if one.department == code], threshold) for code in shown}
    whole = _time([one.shares for one in ticked], threshold)
    return MonthFigures(threshold, len(could_tick), whole, found, tuple(code for code in codes if code not in found))


def what_goes_on(
    now: MonthFigures,
    before: MonthFigures | None,
    people: Mapping[UUID, str],
    people_before: Mapping[UUID, str],
) -> tuple[str, ...]:
    """Return which groups may be put beside the month before; people with their department, who could tick in each."""
    if before is None:
        return ()
    may = comparable_groups(_members(people_before), _members(people), max(now.threshold, before.threshold))
    return tuple(sorted(str(code) for code in may if now.group(str(code)) and before.group(str(code))))


def _members(people: Mapping[UUID, str]) -> dict[Any, Set[Any]]:
    groups: dict[Any, set[Any]] = {WHOLE: set(people)}
    for person, department in people.items():
        if department:
            groups.setdefault(department, set()).add(person)
    return dict(groups)


def _who_did_not(ticked: Iterable[str], could_tick: Sequence[str]) -> list[str]:
    """Return where those belong who did not tick: who left meanwhile, or moved, is counted once."""
    ticked = list(ticked)
    left = max(0, len(could_tick) - len(ticked))
    rest = list((Counter(could_tick) - Counter(ticked)).elements())[:left]
    return rest + [""] * (left - len(rest))


def _shown(
    ticked: Sequence[PersonMonth], places: Sequence[str], codes: Sequence[str], threshold: int
) -> list[str] | None:
    """Return the departments that may be shown; nothing when the whole may not be."""
    if len(ticked) < threshold:
        return None
    took_part = np.full((len(places), 1), EMPTY, dtype=np.int8)
    took_part[: len(ticked)] = 0
    number_of = {code: number for number, code in enumerate(codes)} | {"": NO_GROUP}
    groups: NDArray[np.int64] = np.array([number_of[place] for place in places], dtype=np.int64)
    may = groups_with_response(tally(took_part, {DEPARTMENT: groups}, 1), threshold)
    shown = [code for number, code in enumerate(codes) if ((DEPARTMENT, number),) in may]
    people = Counter(one.department for one in ticked)
    shown.sort(key=lambda code: (-people[code], code))
    while shown and not _differ(ticked, shown):
        shown.pop()
    return sorted(shown)


def _differ(ticked: Sequence[PersonMonth], shown: Sequence[str]) -> bool:
    """Whether in each shown department, and in what is left over, not everyone's time went mostly to the same."""
    mostly: dict[str, set[int]] = {}
    for one in ticked:
        mostly.setdefault(one.department if one.department in shown else WHOLE, set()).add(_mostly(one.shares))
    return all(len(kinds) > 1 for kinds in mostly.values())


def _mostly(shares: Shares) -> int:
    """Return the place of the kind to which most time went, or one after the last where none stands out."""
    most = max(shares)
    return shares.index(most) if shares.count(most) == 1 else len(KINDS)


def _time(people: Sequence[Shares], threshold: int) -> GroupTime:
    least, step = next((least, step) for least, step in CLASSES if len(people) >= least)
    above = min((other for other, _step in CLASSES if other > least), default=None)
    points = mean_of(people)
    return GroupTime(
        max(least, threshold),
        above - 1 if above else None,
        step,
        {kind: _rounded(share, step) for kind, share in zip(KINDS, points, strict=True)},
    )


def _rounded(share: Fraction, step: int) -> int:
    """Return a share in points, a half step rounded up."""
    return floor(share * 100 / step + Fraction(1, 2)) * step
