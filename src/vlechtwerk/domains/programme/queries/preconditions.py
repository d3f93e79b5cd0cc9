"""Preconditions as they were judged on a day, and what they hold up."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.programme.models import Hindrance, Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.activities import hindrances_on
from vlechtwerk.domains.programme.queries.as_of import AsOf, as_of

WORST_FIRST = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.DIVIDED, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True)
class PreconditionAsOf:
    """A precondition with the judgement that held on a day, its history (newest first) and what it held up."""

    precondition: Precondition
    judgement: AsOf[PreconditionJudgement]
    history: tuple[PreconditionJudgement, ...]
    holds_up: tuple[Hindrance, ...]

    @property
    def verdict(self) -> Verdict:
        """The judgement that surely held, or unknown when none did."""
        return Verdict(self.judgement.known.verdict) if self.judgement.known else Verdict.UNKNOWN


def preconditions_as_of(day: date) -> list[PreconditionAsOf]:
    """Return all preconditions in plan order: three queries."""
    judgements: dict[UUID, list[PreconditionJudgement]] = defaultdict(list)
    in_order = PreconditionJudgement.objects.select_related("recorded_by").order_by(
        "judged_latest", "judged_earliest", "recorded_at"
    )
    for judgement in in_order:
        judgements[judgement.precondition_id].append(judgement)
    held: dict[UUID, list[Hindrance]] = defaultdict(list)
    for hindrance in hindrances_on(day).filter(precondition__isnull=False):
        if hindrance.precondition_id is not None:
            held[hindrance.precondition_id].append(hindrance)
    return [
        PreconditionAsOf(
            precondition,
            as_of(judgements[precondition.id], day, lambda judgement: judgement.judged_on),
            tuple(reversed(judgements[precondition.id])),
            tuple(held[precondition.id]),
        )
        for precondition in Precondition.objects.select_related("owner", "owner_body")
    ]


def worst_first(preconditions: list[PreconditionAsOf]) -> list[PreconditionAsOf]:
    """Sort the heaviest judgement first; equals stay in plan order."""
    return sorted(preconditions, key=lambda item: WORST_FIRST.index(item.verdict))
