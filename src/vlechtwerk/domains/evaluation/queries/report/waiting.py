"""Which reports wait to be frozen by someone: the latest that was built of an evaluation, by another."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from vlechtwerk.domains.evaluation.models import EvaluationReport
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.partnership.models import Person

State = EvaluationReport.State


def reports_waiting_for(person: Person, at: datetime) -> list[EvaluationReport]:
    """Return the reports that someone may freeze, without what each of them tells: that is large."""
    later = EvaluationReport.objects.filter(
        evaluation=OuterRef("evaluation"),
        language=OuterRef("language"),
        number__gt=OuterRef("number"),
        state__in=(State.BUILT, State.FREEZING, State.FROZEN),
    )
    mine = EvaluationReport.objects.filter(
        evaluation__code__in=evaluated_by(person, at), evaluation__project=person.project_id, state=State.BUILT
    )
    found = mine.exclude(asked_by=person).exclude(Exists(later)).select_related("evaluation").defer("manifest")
    return list(found.order_by("evaluation__code", "number"))
