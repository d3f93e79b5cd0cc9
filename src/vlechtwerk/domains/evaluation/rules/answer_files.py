"""Whether a round that was held elsewhere may be taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, InstrumentVersion, RoundResult
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instruments import reasons_against_invented
from vlechtwerk.domains.evaluation.rules.rounds import reasons_against_groups, reasons_against_version
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.refusal import Reason

# Before any round that a file could hold: an earlier year is a slip of the pen.
FIRST_DAY = date(1900, 1, 1)
# Each of those asked is counted in memory; no round is of more.
MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How a round that was held elsewhere is called, what it promised, and how many it asked (nothing: not known).

    `closed_on` is the day on which it closed, by which rounds stand after each other. `breakdowns`: by which of level,
    organisation and body the file tells its sheets apart. `is_invented`: the file says that its answers are made up.
    `sides_confirmed`: someone looked on which side of its scale each answer was put, which no file of answers says.
    """

    code: str
    name: str
    promise: str
    closed_on: date | None
    threshold: int = THRESHOLD
    population: int | None = None
    breakdowns: Sequence[str] = (Breakdown.LEVEL,)
    is_invented: bool = False
    sides_confirmed: bool = False


def reasons_against_collecting_elsewhere(
    evaluation: Evaluation,
    plan: Elsewhere,
    version: InstrumentVersion | None,
    filled_in: Sequence[FilledIn],
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a round that was held elsewhere can't be taken in, with what a version asked or the file itself."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    in_use = EvaluationRound.objects.filter(evaluation=evaluation, code=plan.code.strip()).exists()
    reasons += reasons_against_code(plan.code, in_use)
    if not plan.name.strip():
        reasons.append(Reason("name_missing", _("Write a name.")))
    if plan.promise not in EvaluationRound.Promise.values:
        reasons.append(Reason("unknown_promise", _("Say what was promised to the people who answered.")))
    if plan.closed_on is None or not FIRST_DAY <= plan.closed_on <= timezone.localdate(at):
        words = _("Say on which day the round closed: today or earlier.")
        reasons.append(Reason("closed_on_wrong", words))
    reasons += reasons_against_groups(plan.threshold, plan.breakdowns)
    if version is not None:
        reasons += reasons_against_version(evaluation, version)
    elif not plan.sides_confirmed:
        words = _("On which side each answer stands is our guess, and can't be mended later. Look whether it is right, "
                  "and say so; if it is not, take in the instrument first and set its sides.")  # fmt: skip
        reasons.append(Reason("sides_guessed", words, _("Which share agrees rests on the sides of the answers")))
    reasons += reasons_against_invented(evaluation, plan.is_invented)
    answered = sum(not sheet.is_empty for sheet in filled_in)
    if not answered:
        reasons.append(Reason("no_answers", _("The file holds no answers.")))
    if plan.population is not None and plan.population < answered:
        words = _("%(sheets)s people answered, so %(population)s can't be all who were asked.")
        told = words % {"sheets": answered, "population": plan.population}
        reasons.append(Reason("population_too_small", told))
    if plan.population is not None and plan.population > MOST_PEOPLE:
        words = _("At most %(most)s people can have been asked.") % {"most": MOST_PEOPLE}
        reasons.append(Reason("population_too_large", words))
    return reasons


def reasons_against_the_same_answers(result: RoundResult) -> list[Reason]:
    """Return why a round can't stand beside one with the same answers that is told apart by other groups.

    Whoever lays both beside each other reads the cells of a cross that neither of them may show (decision record 0030).
    """
    asked, mine = result.round, _counts_of(result)
    others = RoundResult.objects.filter(round__evaluation_id=asked.evaluation_id).exclude(id=result.id)
    return [
        Reason(
            "same_answers",
            _(
                "Round %(code)s has the same answers, told apart by other groups. Beside each other the two would tell "
                "what a few people answered. Take the answers in once, with all groups that matter."
            )
            % {"code": other.round.code},
            _("Small groups are not shown"),
        )
        for other in others.select_related("round")
        if asked.breakdowns and other.round.breakdowns and set(asked.breakdowns) != set(other.round.breakdowns)
        and any(mine.values()) and _counts_of(other) == mine
    ]  # fmt: skip


def _counts_of(result: RoundResult) -> dict[str, Any]:
    return {one["code"]: one["whole"] for one in result.figures["statements"]}
