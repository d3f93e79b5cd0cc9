"""What can be read of learning sessions: by members that they are held, by who takes part what is in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vlechtwerk.domains.evaluation.models import Evaluation, LearningSession, SessionParticipant, SessionProposal
from vlechtwerk.foundation.database.sealing import seal


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal as a participant sees it, with whether they chose it."""

    id: UUID
    number: int
    goal: str
    barrier: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Someone who followed the personal link of a session."""

    digest: str
    participant: UUID
    session: UUID
    project: str
    origin: str
    name: str
    asks: str
    state: str
    choices_each: int
    held_on: date
    who: str
    proposals: tuple[ShownProposal, ...]


def taking_part_of(digest: str) -> TakingPart | None:
    """Return who takes part with the link of this digest; nothing where it leads nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("select taking_part_of(%s, %s)", [digest, seal("taking_part_of", digest)])
        (told,) = cursor.fetchone()
    if told is None:
        return None
    told = told if isinstance(told, dict) else json.loads(told)
    plain = ("project", "origin", "name", "asks", "state", "choices_each", "who")
    return TakingPart(
        digest=digest,
        participant=UUID(told["participant"]),
        session=UUID(told["session"]),
        held_on=date.fromisoformat(told["held_on"]),
        proposals=tuple(
            ShownProposal(UUID(one["id"]), one["number"], one["goal"], one["barrier"], one["chosen"])
            for one in told["proposals"]
        ),
        **{name: told[name] for name in plain},
    )


def learning_sessions_of(evaluation: Evaluation | None = None) -> QuerySet[LearningSession]:
    """Return the sessions of one evaluation, or of all, in order of their day."""
    found = LearningSession.objects.select_related("evaluation", "measurement")
    found = found.order_by("evaluation__code", "held_on", "code")
    return found if evaluation is None else found.filter(evaluation=evaluation)


def find_session(evaluation: str, code: str) -> LearningSession | None:
    """Return a session by the code of its evaluation and its own."""
    return learning_sessions_of().filter(evaluation__code=evaluation, code=code).first()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A proposal with those that went into it, how many chose it, and its place (those equal share one)."""

    proposal: SessionProposal
    merged: Sequence[SessionProposal]
    chosen_by: int
    place: int


def ranking_of(session: LearningSession) -> list[Ranked]:
    """Return the proposals of a session, most chosen first; nothing for who is no evaluator of it."""
    with connection.cursor() as cursor:
        cursor.execute("select of_proposal, chosen_by from choices_in(%s)", [session.id])
        chosen_by = {proposal: int(number) for proposal, number in cursor.fetchall()}
    found = sorted(session.proposals.all(), key=lambda one: (-chosen_by.get(one.id, 0), one.number))
    standing = [one for one in found if one.merged_into_id is None]
    counts = [chosen_by.get(one.id, 0) for one in standing]
    return [
        Ranked(
            one,
            [other for other in found if other.merged_into_id == one.id],
            count,
            1 + sum(other > count for other in counts),
        )
        for one, count in zip(standing, counts, strict=True)
    ]


def not_taken_up_of(evaluation: Evaluation) -> list[Ranked]:
    """Return what was proposed in sessions and stands on no agenda: latest session first, in each most chosen first."""
    sessions = reversed(learning_sessions_of(evaluation))
    return [one for session in sessions for one in ranking_of(session) if not one.proposal.taken_up_as]


def people_in_session(session: LearningSession) -> list[SessionParticipant]:
    """Return who takes part; nobody for who is no evaluator of it."""
    return list(session.participants.select_related("organisation"))


def chosen_so_far(session: LearningSession) -> int:
    """Return how many participants have chosen, for its evaluators."""
    with connection.cursor() as cursor:
        cursor.execute("select chosen_in(%s)", [session.id])
        (number,) = cursor.fetchone()
    return int(number)
