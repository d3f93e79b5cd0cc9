"""Take in texts of fieldwork exactly as they are, and remove what consent was withdrawn for."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from vlechtwerk.domains.evaluation.evidence import FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import (
    FieldworkSession,
    Participant,
    ParticipantConsent,
    Passage,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.operations.findings import forget_removed_words, reopen_resting_on
from vlechtwerk.domains.evaluation.queries.withdrawal import Removal, what_goes
from vlechtwerk.domains.evaluation.rules import fieldwork as rules
from vlechtwerk.domains.evaluation.rules.fieldwork import State, TextTold, Use
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding.segments import Paragraph, number_of_words, paragraphs_of
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import refuse_if

# Passages that go to the database at once.
BATCH = 500
# How the one who asks is named at the beginning of a paragraph.
ASKING = frozenset({"vraag", "interviewer", "int", "i", "v", "question", "q"})


@transaction.atomic
def take_in_text(session: FieldworkSession, told: TextTold, *, by: Person, at: datetime) -> Transcript:
    """Take in a text of a session: it never changes, and its checksum says so.

    Where its paragraphs begin with a pseudonym (“R14: …”), they are that participant's until another one begins.
    """
    wait_for_others("fieldwork", session.evaluation_id)
    refuse_if(rules.reasons_against_taking_in(session, told, by=by, at=at))
    transcript = keep_text(session, told, by=by, at=at)
    note_fieldwork("take_in_text", session.evaluation, by=by, at=at)
    # Of how many people something was said is told of all with whom was spoken.
    reopen_resting_on(session.evaluation, [FRAGMENTS_OF_A_CODE], by=by, at=at)
    return transcript


def keep_text(session: FieldworkSession, told: TextTold, *, by: Person, at: datetime) -> Transcript:
    """Keep a text with its passages, as part of an act."""
    transcript = Transcript.objects.create(
        project_id=session.project_id,
        evaluation_id=session.evaluation_id,
        session=session,
        code=told.code.strip(),
        kind=told.kind,
        file_name=told.file_name[:200],
        length=len(told.text),
        words=number_of_words(told.text),
        checksum=hashlib.sha256(told.text.encode()).hexdigest(),
        taken_in_by=by,
        taken_in_at=at,
    )
    speakers = {part.participant.code.lower(): part.participant for part in session.parts.select_related("participant")}
    Passage.objects.bulk_create(_passages(transcript, told.text, speakers), batch_size=BATCH)
    return transcript


def _passages(transcript: Transcript, text: str, speakers: dict[str, Participant]) -> Iterator[Passage]:
    speaking: Participant | None = None
    sentences = 1
    for number, one in enumerate(paragraphs_of(text), 1):
        speaking = _speaking(one, speakers, speaking)
        yield Passage(
            project_id=transcript.project_id,
            evaluation_id=transcript.evaluation_id,
            transcript=transcript,
            number=number,
            start=one.start,
            end=one.end,
            text=text[one.start : one.end],
            sentences=[place for sentence in one.sentences for place in sentence],
            first_sentence=sentences,
            speaker=speaking,
        )
        sentences += len(one.sentences)


def _speaking(one: Paragraph, speakers: dict[str, Participant], before: Participant | None) -> Participant | None:
    """Return whose words a paragraph is: who it names, nobody's where the one who asks speaks, else whose the last was.

    A name that nobody has can be a word with a colon: then too much goes with a withdrawal, and never too little.
    """
    named = one.named.lower()
    return None if named in ASKING else speakers.get(named, before)


@transaction.atomic
def note_consent(
    part: SessionPart, use: str, state: str, said_on: date, *, by: Person, at: datetime
) -> ParticipantConsent:
    """Note what someone said of a use on a day; raise `Refused` for a withdrawal of taking part, an act of its own."""
    wait_for_others("fieldwork", part.evaluation_id)
    refuse_if(rules.reasons_against_noting_consent(part, use, state, said_on, by=by, at=at))
    if state == State.WITHDRAWN and use == Use.STUDY:
        _remove(what_goes(part), said_on)
    consent = ParticipantConsent.objects.create(
        project_id=part.project_id,
        evaluation_id=part.evaluation_id,
        part=part,
        number=part.consents.count() + 1,
        use=use,
        state=state,
        said_on=said_on,
        recorded_by=by,
        recorded_at=at,
    )
    act = "withdraw_consent_to_study" if state == State.WITHDRAWN else "note_consent_to_study"
    note_fieldwork(act, part.session.evaluation, by=by, at=at)
    if state == State.WITHDRAWN:
        forget_removed_words(part.session.evaluation, by=by, at=at)
    return consent


def withdraw_consent(part: SessionPart, said_on: date, *, by: Person, at: datetime) -> ParticipantConsent:
    """Note that someone no longer takes part: their words go from everywhere, with what was coded in them.

    What rested on them is found by `queries/withdrawal.py`, before and after; approved findings are opened again.
    """
    return note_consent(part, Use.STUDY, State.WITHDRAWN, said_on, by=by, at=at)


def _remove(removals: Sequence[Removal], said_on: date) -> None:
    for removal in removals:
        _remove_from(removal.transcript.id, removal.numbers, said_on)


def _remove_from(text: UUID, numbers: Sequence[int], said_on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select remove_from_text(%s, %s::integer[], %s, %s)",
            [text, list(numbers), said_on, seal("remove_from_text", text)],
        )
        cursor.execute("select forget_removed_fragments(%s, %s)", [text, seal("forget_removed_fragments", text)])
