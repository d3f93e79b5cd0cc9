"""Whether someone may tick where their time went, and who switches that on; and what one sealed tick holds."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluatorRole, TimeAmount
from vlechtwerk.domains.evaluation.rules.evaluators import holds_no_other_function
from vlechtwerk.domains.evaluation.rules.tick_figures import KINDS
from vlechtwerk.domains.evaluation.rules.tick_weeks import monday_of
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import functions_of, reasons_against_acting, running_on
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD
from vlechtwerk.foundation.refusal import Reason

# Who judges by these figures, or keeps the application, is not asked.
NOT_ASKED = frozenset({Function.EVALUATOR, Function.SCIENTIST, Function.ADMINISTRATOR})
# A department has a code of twenty signs at most; the rest are names of parts and two sums.
SEALED_LENGTH = 400


@dataclass(frozen=True, slots=True)
class OpenedTick:
    """One tick as it is sealed; `once` is the same for the ticks of one person in a month.

    Without amounts it was “not this week”.
    """

    department: str
    amounts: Mapping[str, str]
    once: str

    def as_bytes(self) -> bytes:
        """Return what is sealed."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "OpenedTick":
        """Read what was sealed."""
        return cls(**json.loads(content))


def about(month: UUID) -> bytes:
    """Return what ties a sealed tick to its month."""
    return f"ticks {month.hex}".encode()


def once(secret: bytes, person: UUID) -> str:
    """Return what is the same for all ticks of a person in a month; it tells nothing without the month's secret."""
    return hmac.new(secret, b"month " + person.bytes, hashlib.sha256).hexdigest()


def mark(secret: bytes, person: UUID, day: date) -> str:
    """Return the mark of a person in the week of a day; it tells neither without the month's secret."""
    week = monday_of(day).isoformat().encode()
    return hmac.new(secret, b"week " + week + b" " + person.bytes, hashlib.sha256).hexdigest()


def is_asked(functions: frozenset[str]) -> bool:
    """Whether someone with these functions is asked where their time goes."""
    return bool(functions - NOT_ASKED)


def reasons_against_amounts(amounts: Mapping[str, str]) -> list[Reason]:
    """Return why these words can't be how someone's time went: each kind has one, and they must fit in a week."""
    if not set(amounts) <= set(KINDS) or not set(amounts.values()) <= set(TimeAmount.values):
        return [Reason("amount_unknown", _("Choose for each row: nothing, a little, about half, or most."))]
    if set(amounts) != set(KINDS):
        words = _("Choose something in each row; “nothing” is an answer too. Or choose “not this week”.")
        return [Reason("amount_missing", words)]
    found = Counter(amounts.values())
    if found[TimeAmount.NONE.value] == found.total():
        return [Reason("nothing_ticked", _("Choose at least one row that time went to, or “not this week”."))]
    most, half = found[TimeAmount.MOST.value], found[TimeAmount.HALF.value]
    if most > 1 or (most and half) or half > 2:
        words = _("This is more than a whole week. Most of it can go to one thing, about half to two at most.")
        return [Reason("more_than_a_week", words)]
    return []


def reasons_against_being_asked(*, is_on: bool, by: Person, at: datetime) -> list[Reason]:
    """Return why someone is not asked where their time goes."""
    if not is_on:
        return [ticks_are_off()]
    reasons = reasons_against_acting(by, at)
    if not reasons and not is_asked(functions_of(by, at)):
        words = _("Evaluators, scientists and administrators are not asked where their day goes.")
        reasons.append(Reason("not_asked", words, _("Who judges by the figures is not in them")))
    return reasons


def reasons_against_switching(*, is_on: bool, was_on: bool, threshold: int, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't switch the ticks on or off: an evaluator does, and chooses the smallest group."""
    reasons = [] if by.loads_cases or evaluates_here(by, at) else [_not_an_evaluator()]
    if is_on == was_on:
        words = _("This is switched on already.") if is_on else _("This is switched off already.")
        reasons.append(Reason("no_change", words))
    if not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
        words = _("The smallest group is from %(least)d to %(most)d people.")
        told = {"least": LEAST_THRESHOLD, "most": MOST_THRESHOLD}
        reasons.append(Reason("threshold_out_of_range", words % told, _("No figures about fewer than three people")))
    return reasons


def evaluates_here(person: Person, at: datetime) -> bool:
    """Whether someone is evaluator of an evaluation of the project, and holds no other function."""
    running = running_on(timezone.localdate(at), "evaluator_from", "evaluator_until")
    is_evaluator = EvaluatorRole.objects.filter(running, person=person).exists()
    return is_evaluator and holds_no_other_function(person, at)


def _not_an_evaluator() -> Reason:
    words = _("This is for the evaluators of the project.")
    return Reason("not_an_evaluator", words, _("Who steers or manages does not ask staff where their time goes"))


def ticks_are_off() -> Reason:
    """Return why nobody is asked."""
    return Reason("ticks_are_off", _("Nobody is asked where the day goes: this is switched off in this project."))


def already_asked() -> Reason:
    """Return why someone can't tick twice in a week."""
    words = _("This week you have ticked already, or said “not this week”. Next week you can tick again.")
    return Reason("already_asked", words, _("Once a week"))


def key_is_missing() -> Reason:
    """Return why nothing is taken in while the key of the month is not in its place."""
    return Reason("key_missing", _("Your answer can't be sealed now, so it was not taken in. Try again later."))
