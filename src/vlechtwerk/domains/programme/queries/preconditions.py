"""Preconditions as they were judged on a day, and what they hold up."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.programme.models import Hindrance, Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.activities import hindrances_on
from vlechtwerk.domains.programme.queries.as_of import AsOf, as_of
from vlechtwerk.foundation.periods import Certainty

WORST_FIRST = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.DIVIDED, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True)
class PreconditionAsOf:
    """A precondition with the judgement that held on a day, those till then (newest first), and what it held up."""

    precondition: Precondition
    judgement: AsOf[PreconditionJudgement]
    history: tuple[PreconditionJudgement, ...]
    holds_up: tuple[Hindrance, ...]
    # It is never judged, and what is said of it was known on that day.
    says_itself: bool
    # It stands in the plan, or had been named by then.
    is_known: bool

    @property
    def verdict(self) -> Verdict:
        """The judgement that surely held, or unknown when none did."""
        return Verdict(self.judgement.known.verdict) if self.judgement.known else Verdict.UNKNOWN


def preconditions_as_of(day: date, code: str = "") -> list[PreconditionAsOf]:
    """Return all preconditions in plan order, or the one with a code: four queries."""
    wanted = Precondition.objects.select_related("owner", "owner_body")
    if code:
        wanted = wanted.filter(code=code)
    preconditions = list(wanted)
    ids = [precondition.id for precondition in preconditions]
    judgements = _judgements(ids)
    known = set(Precondition.objects.known_by(day).filter(id__in=ids).values_list("id", flat=True))
    held: dict[UUID | None, list[Hindrance]] = defaultdict(list)
    for hindrance in hindrances_on(day).filter(precondition__in=ids):
        held[hindrance.precondition_id].append(hindrance)
    return [
        PreconditionAsOf(
            precondition,
            _held(judgements[precondition.id], day),
            tuple(
                item
                for item in reversed(judgements[precondition.id])
                if item.judged_on.as_of(day) is not Certainty.NOT_YET
            ),
            tuple(held[precondition.id]),
            # Before its first judgement nothing speaks for or against it.
            says_itself=not judgements[precondition.id] and precondition.id in known,
            is_known=precondition.in_plan or precondition.id in known,
        )
        for precondition in preconditions
    ]


def verdicts_as_of(ids: Collection[UUID], day: date) -> dict[UUID, Verdict]:
    """Return the judgement on each precondition that surely held on a day; one that was not judged is left out."""
    judged = {precondition_id: _held(found, day).known for precondition_id, found in _judgements(ids).items()}
    return {precondition_id: Verdict(known.verdict) for precondition_id, known in judged.items() if known}


def _judgements(ids: Collection[UUID]) -> dict[UUID, list[PreconditionJudgement]]:
    judgements: dict[UUID, list[PreconditionJudgement]] = defaultdict(list)
    in_order = PreconditionJudgement.objects.filter(precondition__in=ids).select_related("recorded_by")
    for judgement in in_order.order_by("judged_latest", "judged_earliest", "recorded_at"):
        judgements[judgement.precondition_id].append(judgement)
    return judgements


def _held(judgements: list[PreconditionJudgement], day: date) -> AsOf[PreconditionJudgement]:
    return as_of(judgements, day, lambda judgement: judgement.judged_on)


def worst_first(preconditions: list[PreconditionAsOf]) -> list[PreconditionAsOf]:
    """Sort the heaviest judgement first; equals stay in plan order."""
    return sorted(preconditions, key=lambda item: WORST_FIRST.index(item.verdict))
