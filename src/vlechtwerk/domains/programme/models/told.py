"""Records that a source tells: which of them were known on a day."""

from datetime import date
from typing import Self, TypeVar

from django.db.models import DateField, F, Func, Min, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vlechtwerk.domains.programme.models.sources import DOCUMENT, Source
from vlechtwerk.foundation.evidence.models import EvidenceLink

Told = TypeVar("Told", bound=Model, covariant=True)


def last_day_of(column: str) -> Func:
    """Return, for a query, the last day that the date in a column can mean."""
    return Func(F(column), function="date_latest", output_field=DateField())


def first_told(holder: str = "pk") -> Subquery:
    """Return, for a query, the day of the first document that tells of a record, or of the one named in a column.

    A document without a date is taken to be from the day that the case describes.
    """
    dated = Source.objects.filter(project_id=OuterRef("project_id"), code=OuterRef("identifier")).values(
        dated=Coalesce(last_day_of("dated_on"), F("project__described_on"))
    )
    return Subquery(
        EvidenceLink.objects.filter(holder_id=OuterRef(holder), kind=DOCUMENT)
        .order_by()
        .values("holder_id")
        .values(first=Min(Subquery(dated)))
    )


class ToldQuerySet(QuerySet[Told]):
    """Records that rest on documents, and may have a date of their own in the column `moment`."""

    moment = "occurred_on"

    def known_by(self, day: date) -> Self:
        """Keep what was known on a day: a document had told it, or, without one, it had happened."""
        happened = [last_day_of(self.moment)] if self.moment else []
        since = Coalesce(first_told(), *happened, F("project__described_on"))
        return self.alias(known_since=since).filter(Q(known_since__isnull=True) | Q(known_since__lte=day))
