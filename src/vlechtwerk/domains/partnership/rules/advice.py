"""Whether advice may be asked, drafted, given and weighed now: each answered with the reasons against it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Advice, Body, Decision, Level, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    DECIDING_ROLES,
    functions_of,
    reasons_against_acting,
    reasons_against_day,
    reasons_against_sharing_notes,
    running_seats,
)
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason


def reasons_against_asking_advice(
    question: str, body: Body, asking_body: Body | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why advice can't be asked: only of a body that advises, for oneself or for a body one sits in."""
    reasons = reasons_against_acting(by, at)
    if not question.strip():
        reasons.append(Reason("question_missing", _("Write down what advice is asked about.")))
    if body.level != Level.ADVISORY:
        words = {"body": body.name}
        reasons.append(
            Reason("not_advisory", _("%(body)s does not advise. Ask it for a decision.") % words, _("Who advises"))
        )
    if asking_body is not None and not by.loads_cases and not _speaks_for(asking_body, by, at):
        words = {"body": asking_body.name}
        reasons.append(Reason("no_seat", _("You do not sit in %(body)s.") % words, _("Asking for a body")))
    return reasons


def _speaks_for(body: Body, by: Person, at: datetime) -> bool:
    in_it = running_seats(by, at).filter(body=body, role__in=DECIDING_ROLES).exists()
    return in_it or Function.DIRECTOR in functions_of(by, at)


def reasons_against_being_adviser(advice: Advice, *, by: Person, at: datetime) -> list[Reason]:
    """Return why this is not for someone to advise on now, whatever the text."""
    reasons = [] if by.loads_cases else reasons_against_sharing_notes(advice.body, by=by, at=at)
    if advice.text:
        reasons.append(Reason("given_already", _("This advice has been given; its text stands.")))
    return reasons


def reasons_against_drafting(advice: Advice, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't write a draft of an advice: that is for who sits in the body, until it is given."""
    reasons = reasons_against_being_adviser(advice, by=by, at=at)
    if not text.strip():
        reasons.append(Reason("note_is_empty", _("Write the note first.")))
    return reasons


def reasons_against_giving_advice(
    advice: Advice, text: str, given_on: PreciseDate, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an advice can't be given so."""
    reasons = reasons_against_being_adviser(advice, by=by, at=at)
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write the advice.")))
    reasons += reasons_against_day(given_on, at, _("An advice can't be given on a day that is still to come."))
    if advice.asked_on is not None and given_on.latest < advice.asked_on.earliest:
        reasons.append(Reason("before_it_was_asked", _("The advice lies before the question.")))
    return reasons


@dataclass(frozen=True, slots=True)
class Weigher:
    """Who says what was done with advice: read once, asked of many."""

    person: Person
    # Why they may not act at all.
    reasons: tuple[Reason, ...]
    is_director: bool
    # The bodies for which they speak.
    bodies: frozenset[UUID]


def weigher_of(by: Person, at: datetime) -> Weigher:
    """Read what someone is to those who asked for advice."""
    seats = running_seats(by, at).filter(role__in=DECIDING_ROLES).values_list("body", flat=True)
    is_director = Function.DIRECTOR in functions_of(by, at)
    return Weigher(by, tuple(reasons_against_acting(by, at)), is_director, frozenset(seats))


def reasons_against_judging_advice(advice: Advice, *, by: Person, at: datetime) -> list[Reason]:
    """Return why it is not for someone to say whether an advice was followed: its asker does, or the director."""
    return reasons_against_judging_as(weigher_of(by, at), advice)


def reasons_against_judging_as(weigher: Weigher, advice: Advice) -> list[Reason]:
    """Return why it is not for who was read already to say whether an advice was followed."""
    reasons = list(weigher.reasons)
    if not advice.text:
        reasons.append(Reason("not_given", _("This advice has not been given yet.")))
    if advice.followed:
        reasons.append(Reason("weighed_already", _("What was done with this advice stands already.")))
    if weigher.person.loads_cases or weigher.reasons or weigher.is_director:
        return reasons
    asked_alone = advice.asking_body_id is None
    if not (advice.asked_by_id == weigher.person.id if asked_alone else advice.asking_body_id in weigher.bodies):
        reasons.append(
            Reason(
                "not_yours_to_weigh",
                _("Who asked for it, or the director, says whether it was followed."),
                _("Following advice"),
            )
        )
    return reasons


def reasons_against_weighing_advice(
    advice: Advice, followed: str, why: str, decision: Decision | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be said so whether an advice was followed: what is not followed in full has a reason."""
    reasons = reasons_against_judging_advice(advice, by=by, at=at)
    if followed not in Advice.Followed.values:
        reasons.append(Reason("answer_missing", _("Say whether the advice was followed.")))
    elif followed != Advice.Followed.YES and not why.strip():
        reasons.append(
            Reason("why_missing", _("Say why it was not followed in full."), _("Not following has a reason"))
        )
    if decision is not None and decision.state != Decision.State.TAKEN:
        reasons.append(Reason("decision_not_taken", _("That decision has not been taken.")))
    return reasons
