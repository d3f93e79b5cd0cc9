"""Decisions with the answer whether each lies within a mandate, how long bodies take, and what waits on whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vlechtwerk.domains.partnership.models import Body, Decision, DecisionForwarding
from vlechtwerk.domains.partnership.queries import as_it_stood, days_waiting
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, read_register
from vlechtwerk.engines.statistics.days import Days, Spread, spread
from vlechtwerk.engines.statistics.lead_times import is_late, time_taken
from vlechtwerk.foundation.periods import Certainty


@dataclass(frozen=True, slots=True)
class BodyTimes:
    """How long one body takes: each decision taken, how they are spread, and the days that open questions wait."""

    # Nothing: of these the source does not say who decides.
    body: Body | None
    taken: tuple[Days, ...]
    spread: Spread | None
    waiting: tuple[int, ...]
    # Of those, how many wait longer than was agreed.
    late: int
    # Open questions of which the day of asking is not known to the day.
    undated: int


def mandate_answers(found: Iterable[Decision], day: date) -> dict[UUID, MandateAnswer]:
    """Answer of each decision whether it was within the mandate on its day, or would be on this one: two queries."""
    register = read_register()
    return {item.id: register.of(item, day) for item in found}


def body_times(found: Sequence[Decision], day: date) -> list[BodyTimes]:
    """Return how long each body takes, as of a day; who has most waiting first. Open questions are in no median.

    A question that went on to another body since then counts where it lay.
    """
    taken: dict[Body | None, list[Days]] = defaultdict(list)
    waiting: dict[Body | None, list[tuple[int | None, int | None]]] = defaultdict(list)
    for item in (as_it_stood(one, day) for one in found):
        if is_open(item, day):
            waiting[item.body].append((days_waiting(item, day), item.agreed_days))
        elif item.state == Decision.State.TAKEN and (days := time_taken(item.asked_on, item.decided_on)) is not None:
            taken[item.body].append(days)
    rows = [_body_times(body, taken[body], waiting[body]) for body in {**waiting, **taken}]
    return sorted(
        rows, key=lambda row: (-len(row.waiting) - row.undated, -len(row.taken), row.body.name if row.body else "")
    )


def _body_times(body: Body | None, taken: list[Days], waiting: list[tuple[int | None, int | None]]) -> BodyTimes:
    ordered = tuple(sorted(taken, key=lambda days: (days.least, days.most)))
    known = sorted(days for days, _agreed in waiting if days is not None)
    late = sum(is_late(days, agreed) for days, agreed in waiting)
    return BodyTimes(body, ordered, spread(ordered), tuple(known), late, len(waiting) - len(known))


def is_open(decision: Decision, day: date) -> bool:
    """Tell whether a question waited on a day: asked, and surely not decided by then."""
    if decision.state == Decision.State.WITHDRAWN:
        return False
    return decision.state == Decision.State.ASKED or decision.decided_by(day) is Certainty.NOT_YET


def forwardings_of(decision: Decision) -> list[DecisionForwarding]:
    """Return how a question went from body to body, the first time first."""
    return list(decision.forwardings.select_related("from_body", "to_body", "forwarded_by"))
