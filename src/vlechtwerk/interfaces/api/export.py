"""Everything in a project that the caller may read, in one file: the same records always give the same bytes."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField, GeneratedField, Model
from django.utils import timezone
from ninja import Path, Router

from vlechtwerk.domains.evaluation.models import ApprovedFinding, Evaluation, EvaluationRound
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.findings import approved_findings
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.operations.projects import note_export
from vlechtwerk.foundation.database.checks import HOUSE, INSERT_ONLY, UNGUARDED
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS
from vlechtwerk.interfaces.api.schemas import CamelSchema

router = Router(tags=["export"])
# How someone signs in, why they were suspended, and by which link they answer or take part, is nobody's to carry away.
NOT_CARRIED = ("account_id", "suspended_because")
OF_A_LINK = frozenset({"evaluation_roundmail.digest", "evaluation_sessionparticipant.digest"})
Value = str | int | bool | None | list[str]


class ExportOut(CamelSchema):
    """A project with its records, per kind and by identifier; columns have the names of the database."""

    project: str
    origin: str
    records: dict[str, list[dict[str, Value]]]


@router.get("/export", response={200: ExportOut, **PROBLEMS}, by_alias=True)
def export(request: ApiRequest, project: Path[str]) -> ExportOut:
    """Give every record that the caller may read; that it was asked is noted."""
    found = request.actor.project
    note_export(found, by=request.actor.person, at=timezone.now())
    records = {model._meta.label_lower: _records(model) for model in _models()}
    _keep_invitations(records[EvaluationRound._meta.label_lower], request.actor.person)
    _keep_holding(records[ApprovedFinding._meta.label_lower])
    return ExportOut(project=found.code, origin=found.origin, records=records)


def _keep_invitations(rounds: list[dict[str, Value]], reader: Person) -> None:
    """Take out the words of an invitation, which are for whom a round asks, unless the reader evaluates there."""
    mine = Evaluation.objects.filter(code__in=evaluated_by(reader, timezone.now())).values_list("id", flat=True)
    of_mine = {str(identifier) for identifier in mine}
    for one in rounds:
        if one["evaluation_id"] not in of_mine:
            del one["invitation"]


def _keep_holding(approved: list[dict[str, Value]]) -> None:
    """Take out findings that were approved on evidence that changed since: nobody is told that these stand."""
    holding = {str(one.approved.id) for one in approved_findings()}
    approved[:] = [one for one in approved if one["id"] in holding or one["ended_at"] is not None]


def _models() -> list[type[Model]]:
    tables = UNGUARDED | INSERT_ONLY
    found = [model for model in apps.get_models() if model.__module__.startswith(HOUSE)]
    return sorted((model for model in found if model._meta.db_table not in tables), key=lambda item: item._meta.label)


def _records(model: type[Model]) -> list[dict[str, Value]]:
    names = [
        field.attname
        for field in model._meta.concrete_fields
        # A file leaves by its own address, byte for byte.
        if not isinstance(field, GeneratedField | BinaryField)
        and field.attname not in NOT_CARRIED
        and f"{model._meta.db_table}.{field.attname}" not in OF_A_LINK
    ]
    rows = model._default_manager.order_by("pk").values(*names)
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Value:
    match value:
        case UUID() | PreciseDate() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case list() if all(not isinstance(item, dict) for item in value):
            return [str(item) for item in value]
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value  # type: ignore[no-any-return]  # what is left is text, a number, a flag or nothing
