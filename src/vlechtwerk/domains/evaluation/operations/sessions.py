"""Prepare and lead a learning session: who takes part, by which link, what is proposed, put together and chosen."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    LearningSession,
    SessionParticipant,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.sessions import TakingPart, taking_part_of
from vlechtwerk.domains.evaluation.rules import sessions as rules
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold, TakesPart
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Refused, refuse_if


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A personal link, told once: only its digest is kept."""

    participant: SessionParticipant
    token: str


@transaction.atomic
def prepare_session(
    evaluation: Evaluation, code: str, told: LearningSessionTold, *, by: Person, at: datetime
) -> LearningSession:
    """Prepare a session."""
    wait_for_others("learning_sessions", evaluation.id)
    refuse_if(rules.reasons_against_session(evaluation, code, told, by=by, at=at))
    session = LearningSession.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        measurement=told.measurement,
        code=code.strip(),
        name=told.name.strip(),
        asks=told.asks.strip(),
        held_on=told.held_on,
        choices_each=told.choices_each,
        made_by=by,
        made_at=at,
    )
    _note("prepare_session", session, by, at)
    return session


@transaction.atomic
def add_participants(
    session: LearningSession, people: Sequence[TakesPart], *, by: Person, at: datetime
) -> list[SessionParticipant]:
    """Let people take part, members and others; each gets a link of their own (`give_session_links`)."""
    session = _locked(session, by=by, at=at)
    refuse_if(rules.reasons_against_inviting(session, people, by=by, at=at))
    added = SessionParticipant.objects.bulk_create(
        SessionParticipant(
            project_id=session.project_id,
            session=session,
            person=one.person,
            name=one.goes_by,
            organisation=one.organisation,
            level=one.level,
        )
        for one in people
    )
    _note("add_participants", session, by, at)
    return added


@transaction.atomic
def give_session_links(
    session: LearningSession, participants: Collection[UUID] | None = None, *, by: Person, at: datetime
) -> list[GivenLink]:
    """Give each of these a personal link, or everyone who has none; a link that they had leads nowhere from now on."""
    session = _locked(session, by=by, at=at)
    everyone = session.participants.all()
    found = list(everyone.filter(digest="") if participants is None else everyone.filter(id__in=participants))
    refuse_if([reason for one in found for reason in rules.reasons_against_giving_link(one, by=by, at=at)][:1])
    given = []
    for one in found:
        token = secrets.token_urlsafe(32)
        one.digest = digest_of(token)
        one.save(update_fields=["digest"])
        given.append(GivenLink(one, token))
    _note("give_session_links", session, by, at)
    return given


@transaction.atomic
def move_session(session: LearningSession, state: str, *, by: Person, at: datetime) -> LearningSession:
    """Let the group propose, choose, or go home."""
    session = _locked(session, by=by, at=at)
    refuse_if(rules.reasons_against_moving(session, state, by=by, at=at))
    session.state = state
    session.save(update_fields=["state"])
    _note("move_session", session, by, at)
    return session


@transaction.atomic
def write_proposal(session: LearningSession, goal: str, barrier: str, *, by: Person, at: datetime) -> SessionProposal:
    """Write down what the group proposes aloud; only evaluators do, others use their link (`propose`)."""
    session = _locked(session, by=by, at=at)
    refuse_if(rules.reasons_against_proposing(session, goal, barrier, by=by, at=at))
    last = session.proposals.order_by("number").last()
    proposal = SessionProposal.objects.create(
        project_id=session.project_id,
        session=session,
        number=last.number + 1 if last else 1,
        goal=goal.strip(" ?"),
        barrier=barrier.strip(" ?"),
    )
    _note("write_proposal", session, by, at)
    return proposal


@transaction.atomic
def merge_proposals(
    proposals: Sequence[SessionProposal],
    into: SessionProposal,
    goal: str,
    barrier: str,
    *,
    by: Person,
    at: datetime,
) -> SessionProposal:
    """Put proposals together with another, in these words; those that went into it stand under it."""
    session = _locked(into.session, by=by, at=at)
    into = session.proposals.get(id=into.id)
    into.session = session
    proposals = list(session.proposals.filter(id__in=[one.id for one in proposals]))
    reasons = rules.reasons_against_merging_proposals(proposals, into, by=by, at=at)
    refuse_if(reasons + rules.reasons_against_proposing(session, goal, barrier, by=by, at=at))
    session.proposals.filter(id__in=[one.id for one in proposals]).update(merged_into=into)
    into.goal, into.barrier = goal.strip(" ?"), barrier.strip(" ?")
    into.save(update_fields=["goal", "barrier"])
    _note("merge_proposals", session, by, at)
    return into


def propose(taking_part: TakingPart, goal: str, barrier: str) -> None:
    """Propose a question by a personal link; who did is not kept.

    Raises `Refused` when the group does not propose now, or has proposed as much as a session holds.
    """
    refuse_if(rules.reasons_against_taking_part_now(goal, barrier))
    told = (goal.strip(" ?"), barrier.strip(" ?"))
    with connection.cursor() as cursor:
        digest = taking_part.digest
        cursor.execute("select propose_question(%s, %s, %s, %s)", [digest, *told, seal("propose_question", digest)])
        (done,) = cursor.fetchone()
    if not done:
        now = taking_part_of(digest)
        is_proposing = now is not None and now.state == LearningSession.State.PROPOSING
        raise Refused([rules.too_many_proposals() if is_proposing else rules.too_late()])


def choose(taking_part: TakingPart, proposals: Sequence[UUID]) -> None:
    """Choose among the proposals by a personal link; it takes the place of what was chosen before.

    Raises `Refused` when more are chosen than may be, or when the group does not choose now.
    """
    chosen = list(dict.fromkeys(proposals))
    refuse_if(rules.reasons_against_choosing(len(chosen), taking_part.choices_each))
    with connection.cursor() as cursor:
        digest = taking_part.digest
        cursor.execute(
            "select choose_proposals(%s, %s::uuid[], %s)", [digest, chosen, seal("choose_proposals", digest)]
        )
        (done,) = cursor.fetchone()
    if not done:
        raise Refused([rules.too_late()])


def _locked(session: LearningSession, *, by: Person, at: datetime) -> LearningSession:
    """Return a session as it is now, and let nothing else happen in it till this is done."""
    refuse_if(reasons_against_evaluating(session.evaluation, by=by, at=at))
    return LearningSession.objects.select_for_update(of=("self",)).select_related("evaluation").get(id=session.id)


def _note(act: str, session: LearningSession, by: Person, at: datetime) -> None:
    note_act(act, "learning_session", session.id, project_id=session.project_id, by=by.id, at=at)
