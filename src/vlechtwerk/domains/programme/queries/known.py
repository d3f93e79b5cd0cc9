"""What was known on a day, of records that keep who registered them and when, or that rest on documents only."""

from datetime import date
from typing import TypeVar

from django.db.models import Case, F, Model, Q, QuerySet, When
from django.db.models.functions import Coalesce, TruncDate

from vlechtwerk.domains.programme.models.told import first_told, last_day_of

Record = TypeVar("Record", bound=Model)


def known_by(rows: QuerySet[Record], day: date, moment: str = "", *, registered: bool = True) -> QuerySet[Record]:
    """Keep what was known on a day: what people registered, by the day on which they did.

    What a case brings along, and records that don't keep who registered them (`registered=False`), by the first
    document that tells of it; without one by its own date in the column `moment`; without that from the start.
    """
    by_people = [Case(When(recorded_by__loads_cases=False, then=TruncDate("recorded_at")))] if registered else []
    happened = [last_day_of(moment)] if moment else []
    since = Coalesce(*by_people, first_told(), *happened, F("project__described_on"))
    known = rows.alias(known_since=since)
    return known.filter(Q(known_since__isnull=True) | Q(known_since__lte=day))  # type: ignore[return-value]  # same rows
