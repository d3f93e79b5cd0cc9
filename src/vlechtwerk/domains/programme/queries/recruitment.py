"""How recruitment goes: what was asked and published, how many took which step, and who left and why, as counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Departure
from vlechtwerk.domains.programme.models import (
    Candidate,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    Vacancy,
    VacancyDifference,
)
from vlechtwerk.engines.statistics.days import Days, Spread, spread
from vlechtwerk.engines.statistics.differences import compare

# From which moment to which the days are counted, in their order; the last is the whole way.
WAYS = (
    ("asked", "published"), ("published", "found"), ("found", "screened"), ("screened", "trained"),
    ("trained", "started"), ("asked", "started"),
)  # fmt: skip
# Counts of departures below this are only told as “fewer than”; capacity.sql holds the same.
LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PartCompared:
    """One part of a request beside the vacancy: what a comparison finds, and what someone judged."""

    part: str
    asked: str
    published: str
    found: str
    judged: VacancyDifference | None

    @property
    def verdict(self) -> str:
        """Return how the part was published: as judged, or else as the comparison finds."""
        return self.judged.verdict if self.judged else self.found


def recruitment_requests(day: date) -> QuerySet[RecruitmentRequest]:
    """Return the requests that had been made by a day, newest first, with what was published by then."""
    differences = VacancyDifference.objects.filter(recorded_at__date__lte=day).select_related("recorded_by")
    vacancies = Vacancy.objects.filter(published_on__lte=day).order_by("number")
    return (
        RecruitmentRequest.objects.filter(asked_on__lte=day)
        .select_related("organisation", "profile", "activity", "recorded_by")
        .prefetch_related(
            Prefetch("vacancies", queryset=vacancies), Prefetch("vacancies__differences", queryset=differences)
        )
    )


def latest_vacancy(request: RecruitmentRequest) -> Vacancy | None:
    """Return the vacancy as it was published last, of those that were read along with the request."""
    return next(reversed(list(request.vacancies.all())), None)


def compared(request: RecruitmentRequest, vacancy: Vacancy) -> list[PartCompared]:
    """Return each part that the request or the vacancy says something of, side by side."""
    judged = {item.part: item for item in vacancy.differences.all()}
    return [
        PartCompared(
            part,
            request.part(part),
            vacancy.part(part),
            compare(request.part(part), vacancy.part(part)),
            judged.get(part),
        )
        for part in RecruitmentPart.values
        if request.part(part) or vacancy.part(part)
    ]


def steps_counted(day: date) -> dict[UUID, dict[str, int]]:
    """Return how many candidates of each request had taken each step by a day."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("select request_id, kind, candidates from recruitment_counts(%s)", [day])
        for request, kind, candidates in cursor.fetchall():
            found[request][kind] = candidates
    return found


def recruitment_times(day: date) -> list[tuple[str, str, Spread]]:
    """Return how long each step took, over how many: the median, and 9 of 10 where there are ten or more."""
    days: dict[tuple[str, str], list[Days]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("select earlier, later, days from recruitment_days(%s)", [day])
        for earlier, later, taken in cursor.fetchall():
            days[earlier, later].append(Days(taken, taken))
    return [(*way, time) for way in WAYS if (time := spread(days[way])) is not None]


def own_candidates(request: RecruitmentRequest) -> QuerySet[Candidate]:
    """Return the candidates of a request that the reader keeps, with their steps; for others there are none."""
    steps = RecruitmentStep.objects.order_by("occurred_on", "recorded_at")
    return Candidate.objects.filter(request=request).prefetch_related(Prefetch("steps", queryset=steps))


@dataclass(frozen=True, slots=True)
class YearOfDepartures:
    """How many left in a year, and why; a count that is hidden is nothing, and so is the sum of fewer than five."""

    year: int
    total: int | None
    by_reason: dict[str, int | None]

    @property
    def together(self) -> int | None:
        """Return the sum of the counts that are hidden, where some are shown."""
        if self.total is None or None not in self.by_reason.values():
            return None
        return self.total - sum(count for count in self.by_reason.values() if count is not None)


def departures_counted() -> list[YearOfDepartures]:
    """Return who left and why in the years that are over, as counts that tell of nobody.

    A year without any is told as one of a few, after the first: that nobody left is a count too.
    """
    years: dict[int, YearOfDepartures] = {}
    with connection.cursor() as cursor:
        cursor.execute("select in_year, reason_kind, departures, total from departures_counted()")
        for year, kind, departures, total in cursor.fetchall():
            years.setdefault(year, YearOfDepartures(year, total, {})).by_reason[kind] = departures
    over = range(min(years), timezone.localdate().year) if years else ()
    nothing = dict.fromkeys(Departure.ReasonKind.values)
    return [years.get(year) or YearOfDepartures(year, None, dict(nothing)) for year in over]


def departures_of_all(years: Sequence[YearOfDepartures]) -> YearOfDepartures | None:
    """Return the years together: sums of what is shown of each and nothing else, so that they tell nothing more.

    A reason is shown when each year shows it; years without a sum are left out.
    """
    told = [year for year in years if year.total is not None]
    if not told:
        return None
    by_reason: dict[str, int | None] = {}
    for kind in Departure.ReasonKind.values:
        counts = [year.by_reason.get(kind) for year in told]
        by_reason[kind] = None if None in counts else sum(count or 0 for count in counts)
    return YearOfDepartures(0, sum(year.total or 0 for year in told), by_reason)
