"""Whether a promise may be registered, and told what became of it, now: answered with the reasons against it."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision, Person, Promise, PromiseStep
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import functions_of, reasons_against_acting, reasons_against_day
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

# Who answers for what the partnership promises outside.
PROMISERS = frozenset({Function.DIRECTOR, Function.TEAM_MANAGER, Function.STEERING_MEMBER})
ENDED = frozenset({PromiseStep.Kind.KEPT, PromiseStep.Kind.WITHDRAWN})


def reasons_against_promising(by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not register what was promised outside."""
    return reasons_against_acting(by, at, PROMISERS, _("Promising for the partnership"))


def reasons_against_making_promise(
    text: str,
    recipient: str,
    made_on: PreciseDate | None,
    due_on: PreciseDate | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a promise can't be registered so."""
    reasons = reasons_against_promising(by, at)
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write down what was promised.")))
    if recipient not in Promise.Recipient.values:
        reasons.append(Reason("recipient_unknown", _("Choose to whom it was promised.")))
    reasons += reasons_against_day(made_on, at, _("A promise can't be made on a day that is still to come."))
    if made_on is not None and due_on is not None and due_on.latest < made_on.earliest:
        reasons.append(Reason("due_before_made", _("It would be due before it was promised.")))
    return reasons


def reasons_against_following_promise(promise: Promise, *, by: Person, at: datetime) -> list[Reason]:
    """Return why it is not for someone to say now what became of a promise, whatever it is."""
    reasons = reasons_against_acting(by, at)
    if not reasons and not by.loads_cases and promise.responsible_id != by.id and not functions_of(by, at) & PROMISERS:
        reasons = reasons_against_promising(by, at)
    last = promise.steps.order_by("-order").first()
    if last is not None and last.kind in ENDED:
        words = {"kind": str(last.get_kind_display()).lower()}
        reasons.append(Reason("promise_ended", _("This promise has ended: %(kind)s.") % words))
    return reasons


def reasons_against_promise_step(
    promise: Promise,
    kind: str,
    occurred_on: PreciseDate,
    reason: str,
    *,
    due_on: PreciseDate | None,
    decision: Decision | None,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why it can't be told so what became of a promise."""
    reasons = reasons_against_following_promise(promise, by=by, at=at)
    if kind not in PromiseStep.Kind.values:
        return [*reasons, Reason("answer_missing", _("Say what became of it."))]
    reasons += reasons_against_day(occurred_on, at)
    before = [step.occurred_on for step in promise.steps.all() if step.occurred_on] or [promise.made_on]
    if before[-1] is not None and occurred_on.latest < before[-1].earliest:
        reasons.append(Reason("before_the_last_step", _("This lies before what is registered already.")))
    if kind != PromiseStep.Kind.KEPT and not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say why."), _("What is not kept has a reason")))
    if kind == PromiseStep.Kind.MOVED:
        return reasons + _reasons_against_moving(promise, due_on, decision)
    if due_on is not None:
        reasons.append(Reason("due_without_moving", _("Only a promise that is moved gets another date.")))
    return reasons


def _reasons_against_moving(promise: Promise, due_on: PreciseDate | None, decision: Decision | None) -> list[Reason]:
    reasons = []
    if due_on is None:
        reasons.append(Reason("due_missing", _("Give the new date.")))
    moved = [step.due_on for step in promise.steps.all() if step.due_on]
    if due_on is not None and due_on == (moved[-1] if moved else promise.due_on):
        reasons.append(Reason("same_date", _("That is the date already.")))
    if decision is None or decision.state != Decision.State.TAKEN or decision.result == Decision.Result.NO:
        reasons.append(
            Reason(
                "no_decision_to_move",
                _("A date that was promised moves only by a decision. Ask for that decision first."),
                _("A moved date rests on a decision"),
            )
        )
    elif decision in [step.decision for step in promise.steps.all()]:
        used = _("This date moved by that decision already. Ask for another one.")
        reasons.append(Reason("decision_used", used, _("A moved date rests on a decision")))
    return reasons
