"""Where the day goes: what may be shown of the months that are over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.evaluation.models import TickMonth
from vlechtwerk.domains.evaluation.rules.tick_figures import MonthFigures
from vlechtwerk.domains.partnership.models import Department


@dataclass(frozen=True, slots=True)
class MonthAsRead:
    """A month that is over, with its figures and how its departments are called."""

    month: date
    figures: MonthFigures
    checksum: str
    names: Mapping[str, str]

    @property
    def code(self) -> str:
        """Return by what it is named: “2026-10”."""
        return self.month.strftime("%Y-%m")


def months_over(project: UUID | None = None) -> Sequence[MonthAsRead]:
    """Return the months that are over, oldest first: two queries."""
    found = TickMonth.objects.filter(figures__isnull=False).order_by("month")
    months = list(found if project is None else found.filter(project_id=project))
    if not months:
        return []
    names = dict(Department.objects.values_list("code", "name"))
    return [MonthAsRead(one.month, MonthFigures.from_json(one.figures or {}), one.checksum, names) for one in months]
