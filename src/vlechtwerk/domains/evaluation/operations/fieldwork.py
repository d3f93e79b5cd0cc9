"""Begin sessions of fieldwork, say who takes part under which pseudonym, and hand over the key to the pseudonyms."""

from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    FieldworkSession,
    KeyHolder,
    Participant,
    ParticipantIdentity,
    SessionPart,
)
from vlechtwerk.domains.evaluation.operations.serving import serve
from vlechtwerk.domains.evaluation.rules import fieldwork as rules
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, key_holder_of
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def begin_session(
    evaluation: Evaluation, code: str, told: SessionTold, *, by: Person, at: datetime
) -> FieldworkSession:
    """Begin a session; who begins the first one of an evaluation holds the key to its pseudonyms."""
    wait_for_others("fieldwork", evaluation.id)
    refuse_if(rules.reasons_against_beginning_session(evaluation, code, told, by=by, at=at))
    session = session_of(evaluation, code, told, by=by, at=at)
    session.save(force_insert=True)
    serve(session, told.questions)
    give_first_key(evaluation, by=by, at=at)
    note_fieldwork("begin_fieldwork_session", evaluation, by=by, at=at)
    return session


def session_of(evaluation: Evaluation, code: str, told: SessionTold, *, by: Person, at: datetime) -> FieldworkSession:
    """Return the record of a session that is not kept yet."""
    return FieldworkSession(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code.strip(),
        kind=told.kind,
        held_on=told.held_on,
        guide=told.guide.strip(),
        measurement=told.measurement,
        begun_by=by,
        begun_at=at,
    )


def give_first_key(evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    """Let who begins the first session hold the key to the pseudonyms."""
    if key_holder_of(evaluation) is None:
        _give_key(evaluation, by, 1, by=by, at=at)


@transaction.atomic
def change_session(session: FieldworkSession, told: SessionTold, *, by: Person, at: datetime) -> FieldworkSession:
    """Tell otherwise what a session is; its code stays."""
    wait_for_others("fieldwork", session.evaluation_id)
    refuse_if(rules.reasons_against_changing_session(session, told, by=by, at=at))
    session.kind, session.held_on, session.guide = told.kind, told.held_on, told.guide.strip()
    session.measurement = told.measurement
    session.save(update_fields=["kind", "held_on", "guide", "measurement"])
    serve(session, told.questions)
    note_fieldwork("change_fieldwork_session", session.evaluation, by=by, at=at)
    return session


@transaction.atomic
def add_participant(evaluation: Evaluation, told: ParticipantTold, *, by: Person, at: datetime) -> Participant:
    """Add someone under a pseudonym; who it is stands apart, for who holds the key."""
    wait_for_others("fieldwork", evaluation.id)
    refuse_if(rules.reasons_against_participant(evaluation, told, by=by, at=at))
    participant = Participant.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=told.code.strip(),
        level=told.level,
        organisation=told.organisation,
        body=told.body,
    )
    if told.name.strip() or told.person is not None:
        ParticipantIdentity.objects.create(
            project_id=evaluation.project_id,
            evaluation=evaluation,
            participant=participant,
            person=told.person,
            name=told.name.strip() or (told.person.name if told.person else ""),
            reached_at=told.reached_at.strip(),
        )
    note_fieldwork("add_participant", evaluation, by=by, at=at)
    return participant


@transaction.atomic
def take_part(session: FieldworkSession, participant: Participant, *, by: Person, at: datetime) -> SessionPart:
    """Let a participant take part in a session."""
    wait_for_others("fieldwork", session.evaluation_id)
    refuse_if(rules.reasons_against_taking_part(session, participant, by=by, at=at))
    part = SessionPart.objects.create(
        project_id=session.project_id,
        evaluation_id=session.evaluation_id,
        session=session,
        participant=participant,
    )
    note_fieldwork("take_part_in_session", session.evaluation, by=by, at=at)
    return part


@transaction.atomic
def hand_over_key(evaluation: Evaluation, person: Person, *, by: Person, at: datetime) -> KeyHolder:
    """Let another evaluator hold the key to the pseudonyms: from now on only they read who someone is."""
    wait_for_others("fieldwork", evaluation.id)
    refuse_if(rules.reasons_against_handing_over_key(evaluation, person, by=by, at=at))
    holder = key_holder_of(evaluation)
    given = _give_key(evaluation, person, holder.number + 1 if holder else 1, by=by, at=at)
    note_fieldwork("hand_over_key", evaluation, by=by, at=at)
    return given


def _give_key(evaluation: Evaluation, person: Person, number: int, *, by: Person, at: datetime) -> KeyHolder:
    return KeyHolder.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        person=person,
        number=number,
        held_from=at,
        recorded_by=by,
    )


def note_fieldwork(act: str, evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    """Note an act of fieldwork in the journal: nothing of people or texts stands in it."""
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
