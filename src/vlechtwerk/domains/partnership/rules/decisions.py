"""Whether a question may be asked or decided, and a mandate given, now: answered with the reasons against it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Body, Decision, DecisionSubject, Level, Mandate, Person
from vlechtwerk.domains.partnership.rules import (
    DECIDING_ROLES,
    reasons_against_acting,
    reasons_against_day,
    reasons_against_end,
    reasons_against_ending_again,
    reasons_against_period,
    reasons_against_registering,
    running_seats,
)
from vlechtwerk.domains.partnership.rules.mandates import (
    Subject,
    is_counted,
    reaches,
    reasons_against_using,
    runs,
    stands_above,
)
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

NOT_NAMED = Subject()


def reasons_against_ending_mandate(mandate: Mandate, until: date, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a mandate can't end on a day; one that never ran for a day was never granted."""
    reasons = reasons_against_registering(by, at, mandate.person)
    reasons += reasons_against_ending_again(mandate.mandated_until, at)
    before_start = mandate.mandated_from is not None and until <= mandate.mandated_from
    return reasons + reasons_against_end(before_start, until, mandate.mandated_until)


def reasons_against_granting_mandate(mandate: Mandate, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a mandate can't be granted: it needs a subject, one holder and a decision of a body that may give it.

    Who gives it stands above the holder; at the highest level nobody does, so there bodies give it themselves. Of what
    a case tells, the source answers: it need not say which decision is behind a mandate, or of whom.
    """
    reasons = reasons_against_registering(by, at, mandate.person)
    reasons += reasons_against_period(mandate.mandated_from, mandate.mandated_until)
    if not mandate.subject.strip():
        reasons.append(Reason("subject_missing", _("Say what may be decided.")))
    if (mandate.body is None) == (mandate.person is None):
        reasons.append(Reason("one_holder", _("A mandate is held by a body or by a person: name one of the two.")))
    reasons += _reasons_against_kinds(mandate.subject_kinds, mandate.limit)
    given = mandate.granted_by
    if by.loads_cases:
        return reasons
    if given is None or given.state != Decision.State.TAKEN or given.result == Decision.Result.NO:
        reasons.append(
            Reason(
                "no_decision_behind_it",
                _("A mandate rests on a decision that was taken. Ask for that decision first."),
                _("A mandate is granted by a decision"),
            )
        )
    else:
        reasons += _reasons_against_granter(given.body, mandate.body)
    return reasons


def _reasons_against_kinds(kinds: Sequence[str], limit: int | None) -> list[Reason]:
    if not set(kinds) <= set(DecisionSubject.values):
        return [Reason("subject_unknown", _("Choose what it is about from the list."))]
    if limit is None or (len(kinds) == 1 and is_counted(kinds[0])):
        return []
    one = _("A limit in figures is of one kind that is counted: dates, capacity or spending. Write another in words.")
    return [Reason("limit_not_counted", one)]


def _reasons_against_granter(granter: Body | None, holder: Body | None) -> list[Reason]:
    rule = _("A mandate is given by who stands above")
    if granter is None:
        return [
            Reason("granter_unknown", _("It is not known which body took that decision, so nothing rests on it."), rule)
        ]
    words = {"granter": granter.name, "holder": holder.name if holder else ""}
    if granter.level == Level.ADVISORY:
        return [Reason("granter_advises", _("%(granter)s advises, and gives no mandates.") % words, rule)]
    if holder is None or stands_above(granter, holder):
        return []
    return [Reason("granter_not_above", _("%(granter)s does not stand above %(holder)s.") % words, rule)]


def reasons_against_asking_decision(
    question: str, *, by: Person, at: datetime, about: Subject = NOT_NAMED
) -> list[Reason]:
    """Return why a decision can't be asked. Whether the body may take it is answered, and no reason not to ask."""
    reasons = reasons_against_acting(by, at)
    if not question.strip():
        reasons.append(Reason("question_missing", _("Write down the question that must be decided.")))
    if about.kind and about.kind not in DecisionSubject.values:
        reasons.append(Reason("subject_unknown", _("Choose what it is about from the list.")))
    if about.size is not None and not is_counted(about.kind):
        reasons.append(
            Reason("size_not_counted", _("Only dates, capacity and spending have a size. Leave it empty for the rest."))
        )
    return reasons


def subject_of(decision: Decision) -> Subject:
    """Return what a decision is about."""
    return Subject(decision.subject_kind, decision.size)


def mandates_for(decision: Decision, person: Person, decided_on: PreciseDate) -> list[Mandate]:
    """Return the mandates that can carry a decision: those of its body, and the person's own.

    They run on every day that a vague date can mean. A person's own mandate carries decisions of the body that gave it
    and of bodies below; of whom a case leaves out who gave it, all that the person decides. What a subject or a limit
    in words allows is for the members to judge: it stands with the decision.
    """
    return [item for item in _mandates_about(decision, person) if runs(item, decided_on.earliest, decided_on.latest)]


def _mandates_about(decision: Decision, person: Person) -> list[Mandate]:
    holders = Q(person=person)
    if decision.body_id is not None:
        holders |= Q(body=decision.body_id)
    found = Mandate.objects.filter(holders).select_related("granted_by__body")
    return [item for item in found if reaches(item, decision.body)]


def reasons_against_taking_decision(
    decision: Decision,
    result: str,
    decided_on: PreciseDate,
    mandate: Mandate | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a decision can't be taken by this person, on this day, under this mandate."""
    reasons = reasons_against_deciding(decision, by=by, at=at)
    reasons += reasons_against_day(decided_on, at, _("A decision can't be taken on a day that is still to come."))
    if decision.asked_on is not None and decided_on.latest < decision.asked_on.earliest:
        reasons.append(Reason("before_it_was_asked", _("The decision lies before the question.")))
    if result not in Decision.Result.values:
        reasons.append(Reason("result_missing", _("Say what was decided.")))
    if by.loads_cases or decision.body is None:
        return reasons
    return reasons + _reasons_against_mandate(decision, decision.body, decided_on, mandate, by)


def _reasons_against_mandate(
    decision: Decision, body: Body, decided_on: PreciseDate, mandate: Mandate | None, by: Person
) -> list[Reason]:
    if mandate is not None and mandate in mandates_for(decision, by, decided_on):
        return reasons_against_using(mandate, subject_of(decision)) if decision.subject_kind else []
    words = {"body": body.name, "date": decided_on.text}
    held = next((item for item in _mandates_about(decision, by) if item == mandate), None)
    if held is not None and runs(held, decided_on.latest, decided_on.earliest):
        return [
            Reason(
                "day_too_vague",
                _("That mandate did not run all of %(date)s. Name the day of the decision.") % words,
                _("A mandate runs on the day of the decision"),
            )
        ]
    return [
        Reason(
            "no_mandate",
            _("No mandate of %(body)s that runs on that day is named for this.") % words,
            _("A decision names the mandate it uses"),
        )
    ]


def reasons_against_deciding(decision: Decision, *, by: Person, at: datetime) -> list[Reason]:
    """Return why this question is not for someone to decide now, whatever the answer."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if by.loads_cases:
        return reasons
    if decision.body is None:
        return [*reasons, Reason("decider_unknown", _("It is not known who must decide this. Name the body first."))]
    if not running_seats(by, at).filter(body=decision.body, role__in=DECIDING_ROLES).exists():
        reasons.append(
            Reason(
                "no_seat",
                _("You do not sit in %(body)s.") % {"body": decision.body.name},
                _("Deciding is for members of the body"),
            )
        )
    return reasons


def reasons_against_forwarding(decision: Decision, to: Body | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a question can't go on to another body: that is for its asker, and for members of the body asked."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if decision.body is None:
        return [*reasons, Reason("decider_unknown", _("It is not known who must decide this. Name the body first."))]
    if decision.asked_by_id != by.id and not running_seats(by, at).filter(body=decision.body).exists():
        words = {"body": decision.body.name}
        reasons.append(Reason("not_yours_to_forward", _("Its asker, or who sits in %(body)s, sends it on.") % words))
    if to is not None and to.id == decision.body_id:
        reasons.append(Reason("same_body", _("The question waits there already.")))
    return reasons


def reasons_against_withdrawing_decision(decision: Decision, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a question can't be withdrawn: only the one who asked it can, while it waits."""
    reasons = reasons_against_acting(by, at)
    if decision.state != Decision.State.ASKED:
        reasons.append(Reason("not_waiting", _("This question is no longer waiting for a decision.")))
    if decision.asked_by_id != by.id:
        reasons.append(Reason("not_your_question", _("Only the one who asked can withdraw the question.")))
    return reasons
