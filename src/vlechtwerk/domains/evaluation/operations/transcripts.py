"""Take in texts of fieldwork exactly as they are, and remove what consent was withdrawn for."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import (
    FieldworkSession,
    Participant,
    ParticipantConsent,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.operations.findings import forget_words, reopen_resting_on
from vlechtwerk.domains.evaluation.operations.removals import Line, keep_lines, line_of_consent, line_of_text
from vlechtwerk.domains.evaluation.queries.withdrawal import Removal, what_goes
from vlechtwerk.domains.evaluation.rules import fieldwork as rules
from vlechtwerk.domains.evaluation.rules.fieldwork import State, TextTold, Use
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding.segments import Paragraph, number_of_words, paragraphs_of
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import refuse_if

# Passages that go to the database at once.
BATCH = 5000
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
    transcript = text_of(session, told, by=by, at=at)
    transcript.save(force_insert=True)
    speakers = {part.participant.code.lower(): part.participant for part in session.parts.select_related("participant")}
    keep_passages([transcript], [told.text], speakers)
    return transcript


def text_of(session: FieldworkSession, told: TextTold, *, by: Person, at: datetime) -> Transcript:
    """Return the record of a text that is not kept yet."""
    return Transcript(
        project_id=session.project_id,
        evaluation_id=session.evaluation_id,
        session=session,
        code=told.code.strip(),
        kind=told.kind,
        file_name=told.file_name[: longest(Transcript, "file_name")],
        length=len(told.text),
        words=number_of_words(told.text),
        checksum=checksum_of_words(told.text),
        taken_in_by=by,
        taken_in_at=at,
    )


def checksum_of_words(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as it is kept with it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# The columns of passages go as arrays, written out: a large project has hundreds of thousands of them.
INSERT = """
    insert into evaluation_passage (
        id, project_id, evaluation_id, transcript_id, number, start, "end", text, sentences, first_sentence, speaker_id,
        is_removed
    )
    select gen_random_uuid(), %s, %s, transcript_id, number, start, until, words, sentences::integer[], first_sentence,
        speaker_id, false
    from unnest(
        %s::text[], %s::uuid[], %s::integer[], %s::integer[], %s::integer[], %s::text[], %s::integer[], %s::uuid[]
    ) as passages (words, transcript_id, number, start, until, sentences, first_sentence, speaker_id)
"""


def keep_passages(transcripts: Sequence[Transcript], texts: Sequence[str], speakers: Mapping[str, Participant]) -> None:
    """Keep the passages of texts of one evaluation; `speakers` are those who can be named before a colon."""
    rows = [
        row
        for transcript, text in zip(transcripts, texts, strict=True)
        for row in _passages(transcript.id, text, speakers)
    ]
    with connection.cursor() as cursor:
        for at in range(0, len(rows), BATCH):
            words, *columns = zip(*rows[at : at + BATCH], strict=True)
            written = [f"{{{','.join(column)}}}" for column in columns]
            cursor.execute(INSERT, [transcripts[0].project_id, transcripts[0].evaluation_id, list(words), *written])


def _passages(transcript: UUID, text: str, speakers: Mapping[str, Participant]) -> Iterator[tuple[str, ...]]:
    """Yield the columns of each passage: its words, and the rest as the database writes it."""
    speaking: Participant | None = None
    sentences, of_text = 1, str(transcript)
    for number, one in enumerate(paragraphs_of(text), 1):
        speaking = _speaking(one, speakers, speaking)
        places = ",".join([f"{start},{end}" for start, end in one.sentences])
        yield (
            text[one.start : one.end], of_text, str(number), str(one.start), str(one.end), f'"{{{places}}}"',
            str(sentences), str(speaking.id) if speaking else "null",
        )  # fmt: skip
        sentences += len(one.sentences)


def _speaking(one: Paragraph, speakers: Mapping[str, Participant], before: Participant | None) -> Participant | None:
    """Return whose words a paragraph is: who it names, nobody's where the one who asks speaks, else whose the last was.

    A name that nobody has can be a word with a colon: then too much goes with a withdrawal, and never too little.
    """
    named = one.named.lower()
    return None if named in ASKING else speakers.get(named, before)


@transaction.atomic
def say_who_speaks(
    transcript: Transcript, numbers: Sequence[int], speaker: Participant | None, *, by: Person, at: datetime
) -> None:
    """Correct whose words paragraphs (by number) are: a participant's, or (nothing) those of who asks."""
    wait_for_others("fieldwork", transcript.evaluation_id)
    refuse_if(rules.reasons_against_saying_who_speaks(transcript, numbers, speaker, by=by, at=at))
    with connection.cursor() as cursor:
        cursor.execute(
            "select say_who_speaks(%s, %s::integer[], %s, %s)",
            [transcript.id, list(numbers), speaker.id if speaker else None, seal("say_who_speaks", transcript.id)],
        )
    note_fieldwork("say_who_speaks", transcript.evaluation, by=by, at=at)
    reopen_resting_on(transcript.evaluation, CLOSED_KINDS, by=by, at=at)


@transaction.atomic
def note_consent(
    part: SessionPart, use: str, state: str, said_on: date, *, by: Person, at: datetime
) -> ParticipantConsent:
    """Note what someone said of a use on a day; who no longer takes part, their words go (`withdraw_consent`)."""
    wait_for_others("fieldwork", part.evaluation_id)
    refuse_if(rules.reasons_against_noting_consent(part, use, state, said_on, by=by, at=at))
    if state == State.WITHDRAWN:
        # No report that is kept meanwhile tells words that go.
        wait_for_others("evaluation_reports", part.evaluation_id)
    going = what_goes(part) if state == State.WITHDRAWN and use == Use.STUDY else []
    lines = _remove(going, said_on)
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
    if state == State.WITHDRAWN and use == Use.STUDY:
        _forget_who(part)
    if state != State.WITHDRAWN:
        note_fieldwork("note_study_consent", part.session.evaluation, by=by, at=at)
    else:
        note_fieldwork("withdraw_study_consent", part.session.evaluation, by=by, at=at)
        lines.append(line_of_consent(consent.id, part.id, use, said_on, by.id, at))
        transaction.on_commit(partial(keep_lines, lines))
        copies = [one.transcript for one in going if one.transcript.session_id != part.session_id]
        forget_words(part.session, copies, by=by, at=at)
    return consent


def _forget_who(part: SessionPart) -> None:
    """Take away who someone is, unless they take part in another session."""
    with connection.cursor() as cursor:
        cursor.execute("select forget_who_withdrew(%s, %s)", [part.id, seal("forget_who_withdrew", part.id)])


def withdraw_consent(part: SessionPart, said_on: date, *, by: Person, at: datetime) -> ParticipantConsent:
    """Note that someone no longer takes part: their words go from everywhere, with what was coded in them.

    What will rest on nothing is told before by `resting_on_going`; approved findings are opened again.
    """
    return note_consent(part, Use.STUDY, State.WITHDRAWN, said_on, by=by, at=at)


def _remove(removals: Sequence[Removal], said_on: date) -> list[Line]:
    """Remove passages from their texts; return what the list of removals says of it."""
    for removal in removals:
        _remove_from(removal.transcript.id, removal.numbers, said_on)
    return [line_of_text(removal.transcript.id, removal.numbers, said_on) for removal in removals]


def _remove_from(text: UUID, numbers: Sequence[int], said_on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select remove_from_text(%s, %s::integer[], %s, %s)",
            [text, list(numbers), said_on, seal("remove_from_text", text)],
        )
        cursor.execute("select forget_removed_fragments(%s, %s)", [text, seal("forget_removed_fragments", text)])
