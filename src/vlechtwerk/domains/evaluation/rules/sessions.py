"""Whether a learning session may be prepared, led and taken part in so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    LearningSession,
    Measurement,
    SessionParticipant,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.rules.agenda import reasons_against_levels, reasons_against_words
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Level, Organisation, Person
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason

State = LearningSession.State
# From each state a session goes on to the next, or back to let the group propose once more.
FOLLOWS: dict[str, tuple[str, ...]] = {
    State.PREPARED: (State.PROPOSING,),
    State.PROPOSING: (State.CHOOSING, State.CLOSED),
    State.CHOOSING: (State.PROPOSING, State.CLOSED),
    State.CLOSED: (),
}
MOST_CHOICES = 10
LONGEST_PROPOSED = min(longest(SessionProposal, "goal"), longest(SessionProposal, "barrier"))


@dataclass(frozen=True, slots=True)
class LearningSessionTold:
    """A session: what is put to the group, on which day, and among how many proposals each may choose."""

    name: str
    asks: str
    held_on: date
    choices_each: int = 3
    measurement: Measurement | None = None


@dataclass(frozen=True, slots=True)
class TakesPart:
    """Someone who takes part: a person of the project, who goes by their own name, or someone from outside by name."""

    name: str
    person: Person | None = None
    organisation: Organisation | None = None
    level: str = Level.NOT_STATED

    @property
    def goes_by(self) -> str:
        """Return their name."""
        return self.person.name if self.person is not None else self.name.strip()


def reasons_against_session(
    evaluation: Evaluation, code: str, told: LearningSessionTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a session can't be prepared so."""
    in_use = evaluation.learning_sessions.filter(code=code.strip()).exists()
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + reasons_against_code(code, in_use)
    if not told.name.strip() or not told.asks.strip():
        reasons.append(Reason("text_missing", _("Write the name of the session, and what is put to the group.")))
    if not 1 <= told.choices_each <= MOST_CHOICES:
        reasons.append(Reason("choices_unclear", _("Each chooses 1 to 10 proposals.")))
    if told.measurement is not None and told.measurement.evaluation_id != evaluation.id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    return reasons + reasons_against_quoting(evaluation, [told.name, told.asks])


def reasons_against_inviting(
    session: LearningSession, people: Sequence[TakesPart], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why these can't take part: the session is over, someone has no name, or takes part already."""
    reasons = reasons_against_evaluating(session.evaluation, by=by, at=at) + _reasons_if_over(session)
    if not people or not all(one.goes_by for one in people):
        reasons.append(Reason("name_missing", _("Write the name of who takes part.")))
    reasons += reasons_against_levels([one.level for one in people])
    named = [one.person.id for one in people if one.person is not None]
    if len(set(named)) < len(named) or session.participants.filter(person__in=named).exists():
        reasons.append(Reason("takes_part_already", _("Someone named here takes part already.")))
    return reasons


def reasons_against_giving_link(participant: SessionParticipant, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't get a personal link."""
    session = participant.session
    return reasons_against_evaluating(session.evaluation, by=by, at=at) + _reasons_if_over(session)


def _reasons_if_over(session: LearningSession) -> list[Reason]:
    return [Reason("session_over", _("This session is over."))] if session.state == State.CLOSED else []


def reasons_against_moving(session: LearningSession, state: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a session can't go on to this."""
    reasons = reasons_against_evaluating(session.evaluation, by=by, at=at)
    if state not in FOLLOWS[session.state]:
        words = _("A session goes from proposing to choosing, and then it is over; it can't go from “%(now)s” to this.")
        reasons.append(Reason("no_such_move", words % {"now": session.get_state_display()}))
    if state == State.CHOOSING and not session.proposals.exists():
        reasons.append(Reason("nothing_proposed", _("There is nothing to choose from yet.")))
    return reasons


def reasons_against_proposing(
    session: LearningSession, goal: str, barrier: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an evaluator can't write down what the group proposes."""
    reasons = reasons_against_evaluating(session.evaluation, by=by, at=at) + _reasons_if_over(session)
    reasons += reasons_against_words(goal, barrier, by=by)
    return reasons + reasons_against_quoting(session.evaluation, [goal, barrier])


def reasons_against_merging_proposals(
    proposals: Collection[SessionProposal], into: SessionProposal, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why proposals can't be put together with another of the same session."""
    reasons = reasons_against_evaluating(into.session.evaluation, by=by, at=at) + _reasons_if_over(into.session)
    if into.session.state == State.CHOOSING:
        words = _("The group is choosing. Let it propose again before proposals are put together.")
        reasons.append(Reason("group_is_choosing", words))
    if not proposals or any(one.id == into.id or one.session_id != into.session_id for one in proposals):
        reasons.append(Reason("too_few_questions", _("Choose other proposals of this session.")))
    if any(one.merged_into_id for one in (*proposals, into)):
        reasons.append(Reason("merged_already", _("One of these was put together with another already.")))
    return reasons


def reasons_against_taking_part_now(goal: str, barrier: str) -> list[Reason]:
    """Return why what someone proposes by a personal link is no question, or too long for one."""
    if not goal.strip(" ?") or not barrier.strip(" ?"):
        return [Reason("barrier_missing", _("Write where you want to go, and what stands in the way."))]
    if max(len(goal.strip(" ?")), len(barrier.strip(" ?"))) > LONGEST_PROPOSED:
        words = _("Write at most %(most)s characters in each box.") % {"most": LONGEST_PROPOSED}
        return [Reason("proposal_too_long", words)]
    return []


def reasons_against_choosing(number: int, most: int) -> list[Reason]:
    """Return why so many proposals can't be chosen by a personal link."""
    if number <= most:
        return []
    words = _("Choose %(most)d at most. You chose %(number)d.") % {"most": most, "number": number}
    return [Reason("too_many", words)]


def too_many_proposals() -> Reason:
    """Return why nothing was taken in although the group proposes: it has proposed as much as a session holds."""
    words = _("The group has made very many proposals. Say yours aloud: whoever leads the session writes it down.")
    return Reason("too_many_proposals", words)


def too_late() -> Reason:
    """Return why nothing was taken in."""
    return Reason("too_late", _("This was not taken in: the group does something else now. Look at the shared screen."))
