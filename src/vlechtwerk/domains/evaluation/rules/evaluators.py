"""Who evaluates: whether someone may act as evaluator of an evaluation, and who may become one."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluatorRole
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    functions_of,
    reasons_against_acting,
    reasons_against_end,
    reasons_against_ending_again,
    running_on,
)
from vlechtwerk.foundation.refusal import Reason

# Who can be evaluator: nobody who steers, manages, or keeps the application.
EVALUATING = frozenset({Function.EVALUATOR, Function.SCIENTIST})


def is_evaluator(evaluation: Evaluation, person: Person, at: datetime) -> bool:
    """Whether someone is evaluator of this evaluation at a moment, and holds no other function then.

    The database decides so too (`reading_evaluations`): who steers or manages reads no research records any more.
    """
    running = running_on(timezone.localdate(at), "evaluator_from", "evaluator_until")
    return evaluation.evaluators.filter(running, person=person).exists() and holds_no_other_function(person, at)


def can_evaluate(evaluation: Evaluation, person: Person, at: datetime) -> bool:
    """Whether someone is evaluator of this evaluation, and has an appointment by which to act as one."""
    return is_evaluator(evaluation, person, at) and bool(functions_of(person, at))


def holds_no_other_function(person: Person, at: datetime) -> bool:
    """Whether someone does nothing beside evaluating."""
    return not functions_of(person, at) - EVALUATING


def reasons_against_evaluating(evaluation: Evaluation, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not act as evaluator of this evaluation."""
    if by.loads_cases:
        return []
    reasons = reasons_against_acting(by, at)
    if not is_evaluator(evaluation, by, at):
        reasons.append(
            Reason(
                "not_an_evaluator",
                _("This is for the evaluators of “%(title)s”.") % {"title": evaluation.title},
                _("Research records are for the evaluators of their evaluation"),
            )
        )
    return reasons


def reasons_against_beginning_any(by: Person, at: datetime) -> list[Reason]:
    """Return why someone can begin no evaluation, whatever its name."""
    reasons = reasons_against_acting(by, at, EVALUATING, _("Evaluating is apart from steering and managing"))
    return reasons + _reasons_against_other_functions(by, at)


def reasons_against_beginning(code: str, title: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't begin an evaluation."""
    reasons = reasons_against_beginning_any(by, at)
    if not title.strip():
        reasons.append(Reason("name_missing", _("Write a title.")))
    in_use = Evaluation.objects.filter(project_id=by.project_id, code=code.strip()).exists()
    return reasons + reasons_against_code(code, in_use)


def reasons_against_adding_evaluator(
    evaluation: Evaluation, person: Person, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't become evaluator of this evaluation: an evaluator asks, and no manager becomes one."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if not functions_of(person, at) & EVALUATING:
        reasons += _other_function(person)
    reasons += _reasons_against_other_functions(person, at)
    if is_evaluator(evaluation, person, at):
        reasons.append(Reason("already_evaluator", _("%(name)s is evaluator of it already.") % {"name": person.name}))
    return reasons


def reasons_against_ending_role(role: EvaluatorRole, until: date, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't stop being evaluator on a day; one always stays."""
    reasons = reasons_against_evaluating(role.evaluation, by=by, at=at)
    reasons += reasons_against_ending_again(role.evaluator_until, at)
    reasons += reasons_against_end(until < role.evaluator_from, until, role.evaluator_until)
    others = role.evaluation.evaluators.filter(evaluator_until__isnull=True).exclude(id=role.id)
    if not any(holds_no_other_function(one.person, at) for one in others.select_related("person")):
        reasons.append(
            Reason("last_evaluator", _("An evaluation keeps one evaluator at least. Add another one first."))
        )
    return reasons


def _reasons_against_other_functions(person: Person, at: datetime) -> list[Reason]:
    """Return why someone can't evaluate who also steers, manages or keeps the application."""
    held = functions_of(person, at)
    return _other_function(person) if held & EVALUATING and not holds_no_other_function(person, at) else []


def _other_function(person: Person) -> list[Reason]:
    return [
        Reason(
            "not_their_function",
            _("%(name)s has another function than evaluator or scientist.") % {"name": person.name},
            _("Evaluating is apart from steering and managing"),
        )
    ]
