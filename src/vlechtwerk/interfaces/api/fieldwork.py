"""Fieldwork: sessions, participants under their pseudonyms, consent and texts; for the evaluators of an evaluation."""

from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.evaluation.models import Evaluation, Participant, ParticipantConsent, SessionPart, Transcript
from vlechtwerk.domains.evaluation.operations import fieldwork as operations
from vlechtwerk.domains.evaluation.operations import transcripts
from vlechtwerk.domains.evaluation.queries import fieldwork as queries
from vlechtwerk.domains.evaluation.queries.transcripts import TextAsItStands, search_texts, text_as_it_stands
from vlechtwerk.domains.evaluation.queries.withdrawal import resting_on_going, what_goes
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, TextTold, key_holder_of
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.domains.partnership.models import Body, Organisation, Person
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.api import fieldwork_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DateOut
from vlechtwerk.interfaces.uploads import text_in_file

router = Router(tags=["fieldwork"])
OF_ONE = "/evaluations/{evaluation}"
SESSIONS = f"{OF_ONE}/fieldwork"
SESSION = f"{SESSIONS}/{{session}}"
PART = f"{SESSION}/people/{{participant}}"
TEXTS = f"{OF_ONE}/texts"
DONE = {200: schemas.FieldworkSessionOut, **PROBLEMS}
MADE = {201: schemas.FieldworkSessionOut, **PROBLEMS}


def for_evaluators(request: ApiRequest, code: str) -> Evaluation:
    """Return an evaluation whose research records the caller reads; refuse others, who know that it is there."""
    evaluation = find(Evaluation.objects.all(), code=code)
    refuse_if(reasons_against_evaluating(evaluation, **by_whom(request)))
    return evaluation


def _session(evaluation: Evaluation, code: str) -> queries.SessionAsItStands:
    found = queries.session_as_it_stands(evaluation, code)
    if found is None:
        raise absent()
    return found


def _part(evaluation: Evaluation, session: str, participant: str) -> SessionPart:
    parts = SessionPart.objects.select_related("session__evaluation", "participant")
    return find(parts, session__evaluation=evaluation, session__code=session, participant__code=participant)


def _consent(one: ParticipantConsent) -> schemas.StudyConsentOut:
    return schemas.StudyConsentOut(use=one.use, state=one.state, said_on=one.said_on, recorded_by=one.recorded_by.name)


def participant_out(one: Participant) -> schemas.ParticipantOut:
    """Return the shape of a participant."""
    return schemas.ParticipantOut(
        code=one.code,
        level=one.level,
        organisation=one.organisation.code if one.organisation else "",
        body=one.body.code if one.body else "",
    )


def text_short(one: Transcript, session: str) -> dict[str, Any]:
    """Return what is told of a text without its words."""
    names = ("code", "kind", "file_name", "length", "words", "checksum", "removed_on")
    return {"session": session, **{name: getattr(one, name) for name in names}}


def _session_out(found: queries.SessionAsItStands) -> schemas.FieldworkSessionOut:
    session = found.session
    return schemas.FieldworkSessionOut(
        code=session.code,
        kind=session.kind,
        held_on=DateOut.of(session.held_on),
        guide=session.guide,
        measurement=session.measurement.number if session.measurement else None,
        questions=[one.code for one in found.questions],
        people=[
            schemas.SessionPartOut(
                participant=one.part.participant.code,
                **participant_out(one.part.participant).model_dump(exclude={"code"}),
                consents=[_consent(said) for said in one.now.values()],
                history=[_consent(said) for said in one.history],
            )
            for one in found.parts
        ],
        may_be_quoted=found.may_be_quoted,
        texts=[schemas.TextShortOut.model_validate(text_short(one, session.code)) for one in found.transcripts],
        memos=[
            schemas.FieldworkMemoOut(about=one.about_id, coder=name_of_coder(one.written_by), text=one.text)
            for one in found.memos
        ],
    )


def _told(evaluation: Evaluation, told: schemas.FieldworkSessionChangeIn) -> SessionTold:
    measurement = None
    if told.measurement is not None:
        measurement = find(evaluation.measurements.all(), number=told.measurement)
    return SessionTold(
        told.kind,
        PreciseDate.read(told.held_on) if told.held_on else None,
        told.guide,
        measurement,
        [find(evaluation.questions.all(), code=code) for code in told.questions],
    )


@router.get(SESSIONS, response={200: list[schemas.FieldworkSessionOut], **PROBLEMS}, by_alias=True)
def fieldwork_sessions(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.FieldworkSessionOut]:
    """List the sessions of an evaluation, with who takes part, their consent and their texts."""
    return [_session_out(one) for one in queries.sessions_of(for_evaluators(request, evaluation))]


@router.post(SESSIONS, response=MADE, by_alias=True)
def begin_fieldwork_session(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.FieldworkSessionIn
) -> Status[schemas.FieldworkSessionOut]:
    """Begin a session; who begins the first one holds the key to the pseudonyms."""
    of = find(Evaluation.objects.all(), code=evaluation)
    begun = operations.begin_session(of, told.code, _told(of, told), **by_whom(request))
    return Status(201, _session_out(_session(of, begun.code)))


@router.get(SESSION, response=DONE, by_alias=True)
def fieldwork_session(
    request: ApiRequest, project: Path[str], evaluation: str, session: str
) -> schemas.FieldworkSessionOut:
    """Show one session."""
    return _session_out(_session(for_evaluators(request, evaluation), session))


@router.post(SESSION, response=DONE, by_alias=True)
def change_fieldwork_session(
    request: ApiRequest, project: Path[str], evaluation: str, session: str, told: schemas.FieldworkSessionChangeIn
) -> schemas.FieldworkSessionOut:
    """Tell otherwise what a session is."""
    of = for_evaluators(request, evaluation)
    operations.change_session(_session(of, session).session, _told(of, told), **by_whom(request))
    return _session_out(_session(of, session))


@router.get(f"{OF_ONE}/participants", response={200: list[schemas.ParticipantOut], **PROBLEMS}, by_alias=True)
def participants(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.ParticipantOut]:
    """List who takes part, under their pseudonyms."""
    return [participant_out(one) for one in queries.participants_of(for_evaluators(request, evaluation))]


@router.post(f"{OF_ONE}/participants", response={201: schemas.ParticipantOut, **PROBLEMS}, by_alias=True)
def add_participant(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.StudyParticipantIn
) -> Status[schemas.ParticipantOut]:
    """Add someone under a pseudonym; who it is stands apart."""
    of = find(Evaluation.objects.all(), code=evaluation)
    one = ParticipantTold(
        told.code,
        told.level,
        find_if_named(Organisation.objects.all(), code=told.organisation),
        find_if_named(Body.objects.all(), code=told.body),
        told.name,
        told.reached_at,
    )
    return Status(201, participant_out(operations.add_participant(of, one, **by_whom(request))))


@router.get(f"{OF_ONE}/identities", response={200: list[schemas.IdentityOut], **PROBLEMS}, by_alias=True)
def identities(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.IdentityOut]:
    """List who participants are; empty for who does not hold the key."""
    of = for_evaluators(request, evaluation)
    known = queries.identities_of(of)
    return [
        schemas.IdentityOut(participant=one.code, name=known[one.id].name, reached_at=known[one.id].reached_at)
        for one in queries.participants_of(of)
        if one.id in known
    ]


@router.get(f"{OF_ONE}/pseudonym-key", response={200: schemas.KeyOut, **PROBLEMS}, by_alias=True)
def pseudonym_key(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.KeyOut:
    """Show who holds the key to the pseudonyms."""
    holder = key_holder_of(for_evaluators(request, evaluation))
    return schemas.KeyOut(holder=holder.person.name if holder else "")


@router.post(f"{OF_ONE}/pseudonym-key", response={200: schemas.KeyOut, **PROBLEMS}, by_alias=True)
def hand_over_pseudonym_key(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.KeyIn
) -> schemas.KeyOut:
    """Let another evaluator hold the key: from then on only they read who someone is."""
    of = for_evaluators(request, evaluation)
    given = operations.hand_over_key(
        of, find(Person.objects.filter(loads_cases=False), id=told.person), **by_whom(request)
    )
    return schemas.KeyOut(holder=given.person.name)


@router.post(f"{SESSION}/people", response=MADE, by_alias=True)
def take_part_in_session(
    request: ApiRequest, project: Path[str], evaluation: str, session: str, told: schemas.TakingPartIn
) -> Status[schemas.FieldworkSessionOut]:
    """Let a participant take part in a session."""
    of = for_evaluators(request, evaluation)
    who = find(of.participants.all(), code=told.participant)
    operations.take_part(_session(of, session).session, who, **by_whom(request))
    return Status(201, _session_out(_session(of, session)))


@router.post(f"{PART}/consents", response=MADE, by_alias=True)
def note_participant_consent(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    session: str,
    participant: str,
    told: schemas.StudyConsentIn,
) -> Status[schemas.FieldworkSessionOut]:
    """Note what someone said; when they withdraw from taking part, their words go from everywhere."""
    of = for_evaluators(request, evaluation)
    said_on = told.said_on or timezone.localdate()
    part = _part(of, session, participant)
    transcripts.note_consent(part, told.use, told.state, said_on, **by_whom(request))
    return Status(201, _session_out(_session(of, session)))


@router.get(f"{PART}/withdrawal", response={200: schemas.WithdrawalOut, **PROBLEMS}, by_alias=True)
def what_withdrawal_takes(
    request: ApiRequest, project: Path[str], evaluation: str, session: str, participant: str
) -> schemas.WithdrawalOut:
    """Say what would go when someone withdraws, and what rests on these words."""
    of = for_evaluators(request, evaluation)
    going = what_goes(_part(of, session, participant))
    return schemas.WithdrawalOut(
        goes=[
            schemas.RemovalOut(
                text=one.transcript.code, whole=one.whole, passages=len(one.numbers), codings=len(one.codings)
            )
            for one in going
        ],
        resting=[
            schemas.RestingOnWordsOut(kind=link.holder_kind, id=link.holder_id, fragment=link.identifier)
            for link in resting_on_going(of, going)
        ],
    )


@router.post(f"{SESSION}/texts", response={201: schemas.TextShortOut, **PROBLEMS}, by_alias=True)
def take_in_fieldwork_text(
    request: ApiRequest, project: Path[str], evaluation: str, session: str, told: schemas.TextIn
) -> Status[schemas.TextShortOut]:
    """Take in a text of a session exactly as it is."""
    of = for_evaluators(request, evaluation)
    one = TextTold(told.code, told.kind, told.text)
    taken = transcripts.take_in_text(_session(of, session).session, one, **by_whom(request))
    return Status(201, schemas.TextShortOut.model_validate(text_short(taken, session)))


@router.post(f"{SESSION}/text-files", response={201: schemas.TextShortOut, **PROBLEMS}, by_alias=True)
def take_in_fieldwork_text_file(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    session: str,
    file: File[UploadedFile],
    told: Form[schemas.TextFileIn],
) -> Status[schemas.TextShortOut]:
    """Take in a text file (UTF-8) of a session exactly as it is."""
    of = for_evaluators(request, evaluation)
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    words = text_in_file(FilePath(file.temporary_file_path()))
    one = TextTold(told.code, told.kind, words, file.name or "")
    taken = transcripts.take_in_text(_session(of, session).session, one, **by_whom(request))
    return Status(201, schemas.TextShortOut.model_validate(text_short(taken, session)))


@router.get(TEXTS, response={200: list[schemas.TextShortOut], **PROBLEMS}, by_alias=True)
def fieldwork_texts(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.TextShortOut]:
    """List the texts of an evaluation, without their words."""
    found = queries.texts_of(for_evaluators(request, evaluation))
    return [schemas.TextShortOut.model_validate(text_short(one, one.session.code)) for one in found]


@router.post(f"{TEXTS}/_search", response={200: schemas.SearchOut, **PROBLEMS}, by_alias=True)
def search_fieldwork_texts(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.PassageWordsIn
) -> schemas.SearchOut:
    """Find words in the texts of an evaluation, in Dutch word forms; “words in quotes” stand together."""
    found = search_texts(for_evaluators(request, evaluation), told.words)
    return schemas.SearchOut(
        total=found.total,
        found=[
            schemas.FoundPassageOut(
                text=one.transcript.code,
                session=one.transcript.session.code,
                sentence=one.first_sentence,
                start=one.start,
                speaker=one.speaker.code if one.speaker else "",
                words=one.text,
            )
            for one in found.passages
        ],
    )


@router.get(f"{TEXTS}/{{text}}", response={200: schemas.TextOut, **PROBLEMS}, by_alias=True)
def fieldwork_text(request: ApiRequest, project: Path[str], evaluation: str, text: str) -> schemas.TextOut:
    """Show a text with its words, and what is coded in it by whom."""
    found = text_as_it_stands(for_evaluators(request, evaluation), text)
    if found is None:
        raise absent()
    return text_out(found)


@router.post(f"{TEXTS}/{{text}}/speakers", response={200: schemas.TextOut, **PROBLEMS}, by_alias=True)
def correct_who_speaks(
    request: ApiRequest, project: Path[str], evaluation: str, text: str, told: schemas.SpeakerIn
) -> schemas.TextOut:
    """Correct whose words paragraphs of a text are."""
    of = for_evaluators(request, evaluation)
    transcript = find(of.transcripts.select_related("evaluation", "session"), code=text)
    who = find_if_named(of.participants.all(), code=told.participant)
    transcripts.say_who_speaks(transcript, told.passages, who, **by_whom(request))
    found = text_as_it_stands(of, text)
    if found is None:
        raise absent()
    return text_out(found)


def text_out(found: TextAsItStands) -> schemas.TextOut:
    """Return the shape of a text."""
    return schemas.TextOut(
        **text_short(found.transcript, found.transcript.session.code),
        passages=[
            schemas.PassageOut(
                number=one.number,
                start=one.start,
                end=one.end,
                text=one.text,
                first_sentence=one.first_sentence,
                sentences=list(zip(one.sentences[::2], one.sentences[1::2], strict=True)),
                speaker=one.speaker.code if one.speaker else "",
                removed=one.is_removed,
            )
            for one in found.passages
        ],
        codings=[
            schemas.TextCodingOut(
                id=one.id,
                coder=name_of_coder(one.coder),
                code=one.code_id,
                code_name=one.code.name,
                start=one.start,
                end=one.end,
            )
            for one in found.codings
        ],
        memos=[
            schemas.FieldworkMemoOut(about=one.about_id, coder=name_of_coder(one.written_by), text=one.text)
            for one in found.memos
        ],
    )


@router.get(f"{OF_ONE}/not-heard", response={200: list[schemas.NotHeardOut], **PROBLEMS}, by_alias=True)
def not_heard(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.NotHeardOut]:
    """Say per question who was heard on it, and who was not."""
    return [
        schemas.NotHeardOut(
            question=one.question.code,
            heard=[participant_out(who) for who in one.heard],
            not_heard=[participant_out(who) for who in one.not_heard],
        )
        for one in queries.not_heard_on(for_evaluators(request, evaluation))
    ]
