"""How the kinds of evidence of this domain are resolved: documents with a place in them, and what is registered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import (
    ActionCount,
    Activity,
    ActivityEntry,
    ActivityStatus,
    CapacityLine,
    Hindrance,
    MilestoneDate,
    PreconditionJudgement,
    Product,
    Source,
)
from vlechtwerk.domains.programme.models.sources import DOCUMENT as DOCUMENT
from vlechtwerk.foundation.evidence.address import Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind
from vlechtwerk.foundation.periods import Precision

ACTIVITY = "activity"
STATUS = "status"
ENTRY = "entry"
HINDRANCE = "hindrance"
MILESTONE_DATE = "milestone_date"
# A question as it was asked, whatever became of it; and the decision that was taken.
QUESTION = "question"
DECISION = "decision"
JUDGEMENT = "judgement"
PRODUCT = "product"
ACTION_COUNT = "action_count"
CAPACITY_LINE = "capacity_line"
# Of a measure the count of a period, “SEIZURES,2026-01,2026-04”, and two periods that may be compared.
REGISTERED_COUNT = "registered_count"
COUNT_COMPARISON = "count_comparison"
# What a series did where something began, up to a month: “SEIZURES,2025-09,2026-04”, with a yearly wave “,season”, and
# behind that the code of a series in which nothing began.
INTERRUPTED_SERIES = "interrupted_series"
OF_MEASURES = (REGISTERED_COUNT, COUNT_COMPARISON, INTERRUPTED_SERIES)
# Kinds of which not every member reads each record.
NOT_FOR_ALL = frozenset({CAPACITY_LINE})


@dataclass(frozen=True, slots=True)
class Record:
    """How the records of one kind are resolved: what is read along, whose they are, and what of them may not change."""

    model: type[Model]
    along: tuple[str, ...]
    short_title: Callable[[Any], str]
    title: Callable[[Any], str]
    # The code of the page on which they stand.
    code: Callable[[Any], str]
    version: Callable[[Any], str]
    # What the checksum covers, beside the identifier.
    summed: tuple[str, ...]
    # What of it can stand in a sentence.
    telling: Callable[[Any], Telling] = lambda row: Telling()
    # The ground on which it is known, where the record says so itself.
    ground: Callable[[Any], Ground | None] = lambda row: None
    # Why nothing new can rest on it, within a sentence; nothing where it can.
    gone: Callable[[Any], str] = lambda row: ""
    # The record that stands in its place, which its address leads to; nothing where it stands itself.
    later: Callable[[Any], str] = lambda row: ""


def _decision_told(row: Decision) -> Telling:
    """Return what a sentence can tell of a decision: how long it took only where both days are known to the day."""
    asked, decided = row.asked_on, row.decided_on
    both = asked and decided and asked.precision == decided.precision == Precision.DAY
    return Telling(
        decision=row.question if row.state == Decision.State.TAKEN else "",
        day=decided,
        days=(decided.earliest - asked.earliest).days if asked and decided and both else None,
    )


def _as_corrected(count: ActionCount) -> ActionCount:
    """Return the count that stands: the last one that corrects it."""
    while (later := getattr(count, "corrected_by", None)) is not None:
        count = later
    return count


def _is_withdrawn(row: Decision) -> str:
    return _("the question was withdrawn") if row.state == Decision.State.WITHDRAWN else ""


def _correction_of(row: ActionCount) -> str:
    return str(_as_corrected(row).pk) if hasattr(row, "corrected_by") else ""


RECORDS: Mapping[str, Record] = {
    ACTIVITY: Record(
        Activity,
        (),
        lambda row: row.name,
        lambda row: row.name,
        lambda row: row.code,
        lambda row: "",
        ("code",),
    ),
    STATUS: Record(
        ActivityStatus,
        ("activity",),
        lambda row: row.activity.name,
        lambda row: f"{row.activity.name}: {row.get_status_display()}",
        lambda row: row.activity.code,
        lambda row: row.occurred_on.text,
        ("status", "occurred_on", "reason"),
        lambda row: Telling(status=str(row.get_status_display()), day=row.occurred_on),
    ),
    ENTRY: Record(
        ActivityEntry,
        ("activity",),
        lambda row: row.activity.name,
        lambda row: f"{row.activity.name}: {row.text}",
        lambda row: row.activity.code,
        lambda row: str(row.occurred_on or ""),
        ("kind", "text", "occurred_on"),
        lambda row: Telling(day=row.occurred_on),
    ),
    HINDRANCE: Record(
        Hindrance,
        ("activity",),
        lambda row: row.activity.name,
        lambda row: f"{row.activity.name}: {row.description}",
        lambda row: row.activity.code,
        lambda row: str(row.since or ""),
        ("description", "precondition_id", "since"),
        lambda row: Telling(day=row.since),
    ),
    MILESTONE_DATE: Record(
        MilestoneDate,
        ("milestone__activity",),
        lambda row: row.milestone.title,
        lambda row: f"{row.milestone.activity.name}: {row.milestone.title}",
        lambda row: row.milestone.activity.code,
        lambda row: row.date_on.text,
        ("date_on", "basis", "known_from", "decision_id", "reason", "order"),
        lambda row: Telling(day=row.date_on),
    ),
    QUESTION: Record(
        Decision,
        (),
        lambda row: row.question,
        lambda row: row.question,
        lambda row: str(row.id),
        lambda row: str(row.asked_on or ""),
        ("question", "asked_on"),
        lambda row: Telling(day=row.asked_on),
    ),
    DECISION: Record(
        Decision,
        (),
        lambda row: row.question,
        lambda row: row.question,
        lambda row: str(row.id),
        lambda row: str(row.decided_on or ""),
        ("question", "state", "asked_on", "decided_on", "result", "outcome", "body_id", "mandate_id"),
        _decision_told,
        gone=_is_withdrawn,
    ),
    JUDGEMENT: Record(
        PreconditionJudgement,
        ("precondition",),
        lambda row: row.precondition.title,
        lambda row: f"{row.precondition.title}: {row.get_verdict_display()}",
        lambda row: row.precondition.code,
        lambda row: row.judged_on.text,
        ("precondition_id", "period", "judged_on", "verdict", "note"),
        lambda row: Telling(status=str(row.get_verdict_display()), day=row.judged_on),
    ),
    PRODUCT: Record(
        Product,
        ("activity",),
        lambda row: row.title,
        lambda row: f"{row.activity.name}: {row.title}",
        lambda row: row.activity.code,
        lambda row: str(row.made_on or ""),
        ("title", "kind", "made_on"),
        lambda row: Telling(day=row.made_on),
    ),
    ACTION_COUNT: Record(
        ActionCount,
        ("action__activity", "corrected_by"),
        lambda row: row.definition,
        lambda row: f"{row.action.activity.name}: {row.definition}",
        lambda row: row.action.activity.code,
        lambda row: str(row.number),
        ("definition", "unit", "number", "counted_from", "counted_until", "ground"),
        lambda row: Telling(part=_as_corrected(row).number),
        lambda row: Ground(row.ground),
        later=_correction_of,
    ),
    CAPACITY_LINE: Record(
        CapacityLine,
        ("organisation",),
        lambda row: row.organisation.name,
        lambda row: f"{row.organisation.name}: {row.hours}",
        lambda row: "",
        lambda row: str(row.number),
        ("kind", "organisation_id", "profile_id", "activity_id", "place", "month", "hours", "number"),
    ),
}


def register() -> None:
    """Register the kinds of evidence of this domain."""
    register_kind(DOCUMENT, resolve_documents)
    for kind, resolver in RESOLVERS.items():
        register_kind(kind, resolver)


def resolve_documents(project_id: UUID, codes: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve sources by their code."""
    sources = Source.objects.filter(project_id=project_id, code__in=codes).select_related("project")
    return {
        source.code: ResolvedEvidence(
            short_title=source.code,
            title=source.title,
            version=source.version,
            checksum=checksum_of(source.code, source.title, source.version, str(source.dated_on or "")),
            code=source.code,
            usual_base=source.project.base_of_documents,
            telling=Telling(day=source.dated_on),
        )
        for source in sources
    }


def _resolver(record: Record) -> Callable[[UUID, Sequence[str]], Mapping[str, ResolvedEvidence]]:
    def resolve(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
        """Resolve records by their identifier; what is not an identifier leads nowhere."""
        wanted = [UUID(identifier) for identifier in identifiers if _is_identifier(identifier)]
        rows = record.model._default_manager.filter(project_id=project_id, id__in=wanted)
        # Without names to read along, all would be read along.
        found = rows.select_related(*record.along) if record.along else rows
        return {str(row.pk): _resolved_now(record, row) for row in found}

    return resolve


def _resolved_now(record: Record, row: Any) -> ResolvedEvidence:
    """Return what a record is now as evidence; what was corrected is another thing than it was."""
    one, later = resolved(record, row), record.later(row)
    checksum = checksum_of(one.checksum, later) if later else one.checksum
    return replace(one, telling=record.telling(row), checksum=checksum, gone=record.gone(row))


def resolved(record: Record, row: Any) -> ResolvedEvidence:
    """Return what a record is at this moment, with the sum of what may not change of it."""
    summed = [str(getattr(row, name) or "") for name in record.summed]
    return ResolvedEvidence(
        short_title=record.short_title(row),
        title=record.title(row),
        version=record.version(row),
        checksum=checksum_of(str(row.pk), *summed),
        code=record.code(row),
        ground=record.ground(row),
    )


RESOLVERS = {kind: _resolver(record) for kind, record in RECORDS.items()}


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
