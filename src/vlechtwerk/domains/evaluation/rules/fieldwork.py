"""Whether a session of fieldwork may be told so, who takes part, what they consent to, and which texts come in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    FieldworkSession,
    KeyHolder,
    Measurement,
    Participant,
    ParticipantConsent,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator, reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.evaluation.rules.words_removed import reasons_against_bringing_back
from vlechtwerk.domains.partnership.models import Body, Level, Organisation, Person
from vlechtwerk.foundation.database.fields import LONGEST_TEXT
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import NO_SIGN_OF_A_TEXT

Use, State = ParticipantConsent.Use, ParticipantConsent.State
# About ten hours of talk; a longer text is parted.
MOST_CHARACTERS = 1_000_000
CONSENT_RULE = gettext_noop("No text of someone without their consent")
# Which state can follow which; nothing: the first.
FOLLOWS: dict[str | None, frozenset[str]] = {
    None: frozenset({State.ASKED, State.GIVEN, State.REFUSED}),
    State.ASKED: frozenset({State.ASKED, State.GIVEN, State.REFUSED}),
    State.REFUSED: frozenset({State.ASKED, State.GIVEN}),
    State.GIVEN: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.ASKED}),
}


@dataclass(frozen=True, slots=True)
class SessionTold:
    """What is told of a session: its kind, when it was held, its guide, its measurement and the questions it serves."""

    kind: str
    held_on: PreciseDate | None = None
    guide: str = ""
    measurement: Measurement | None = None
    questions: Sequence[EvaluationQuestion] = ()


@dataclass(frozen=True, slots=True)
class ParticipantTold:
    """Under which pseudonym someone takes part, to which groups they count, and (for the key only) who it is."""

    code: str
    level: str = Level.NOT_STATED
    organisation: Organisation | None = None
    body: Body | None = None
    name: str = ""
    reached_at: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class TextTold:
    """A text as it came in: its code, what sort it is, its words, and the name of its file (empty: pasted)."""

    code: str
    kind: str
    text: str
    file_name: str = ""


def key_holder_of(evaluation: Evaluation) -> KeyHolder | None:
    """Return who holds the key to the pseudonyms now; nothing before the first session."""
    return evaluation.key_holders.order_by("-number").select_related("person").first()


def reasons_against_beginning_session(
    evaluation: Evaluation, code: str, told: SessionTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a session can't begin so."""
    in_use = evaluation.fieldwork_sessions.filter(code=code.strip()).exists()
    return _reasons_against_told(evaluation, told, by=by, at=at) + reasons_against_code(code, in_use)


def reasons_against_changing_session(
    session: FieldworkSession, told: SessionTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a session can't be told otherwise."""
    return _reasons_against_told(session.evaluation, told, session.guide, by=by, at=at)


def _reasons_against_told(
    evaluation: Evaluation, told: SessionTold, guide_before: str = "", *, by: Person, at: datetime
) -> list[Reason]:
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if told.kind not in FieldworkSession.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what kind of session it is.")))
    if len(told.guide) > LONGEST_TEXT:
        reasons.append(
            Reason("guide_too_long", _("The guide has at most %(most)s characters.") % {"most": LONGEST_TEXT})
        )
    if told.measurement is not None and told.measurement.evaluation_id != evaluation.id:
        reasons.append(Reason("measurement_elsewhere", _("This measurement belongs to another evaluation.")))
    if any(one.evaluation_id != evaluation.id for one in told.questions):
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    # A guide that stays as it is may be repeated by who answers.
    if told.guide.strip() != guide_before:
        instead = _("Write down what is asked, not what someone said.")
        reasons += reasons_against_quoting(evaluation, [told.guide], instead)
    return reasons


def reasons_against_handing_over_key(
    evaluation: Evaluation, person: Person, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the key can't go to someone: its holder hands it over, to another evaluator.

    Once its holder evaluates no more, another evaluator may take it.
    """
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    holder = key_holder_of(evaluation)
    if holder is not None and holder.person_id != by.id and is_evaluator(evaluation, holder.person, at):
        words = _("%(name)s holds the key to the pseudonyms, and hands it over.") % {"name": holder.person.name}
        reasons.append(Reason("not_the_key_holder", words, _("One role holds the key")))
    if not is_evaluator(evaluation, person, at):
        words = _("%(name)s is no evaluator of this evaluation.") % {"name": person.name}
        reasons.append(
            Reason("not_an_evaluator", words, _("Research records are for the evaluators of their evaluation"))
        )
    if holder is not None and holder.person_id == person.id:
        reasons.append(Reason("holds_key_already", _("%(name)s holds the key already.") % {"name": person.name}))
    return reasons


def reasons_against_participant(
    evaluation: Evaluation, told: ParticipantTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't take part under this pseudonym."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += reasons_against_code(told.code, evaluation.participants.filter(code=told.code.strip()).exists())
    if told.level not in Level.values:
        reasons.append(Reason("level_unknown", _("Choose the level at which they work.")))
    if told.code.strip() and told.code.strip().lower() in told.name.lower().split():
        words = _("The pseudonym is a part of their name. Choose another one, such as R14.")
        reasons.append(Reason("pseudonym_is_name", words, _("Who it is stands apart")))
    return reasons


def reasons_against_taking_part(
    session: FieldworkSession, participant: Participant, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't be added to a session."""
    reasons = reasons_against_evaluating(session.evaluation, by=by, at=at)
    if participant.evaluation_id != session.evaluation_id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    if session.kind == FieldworkSession.Kind.DOCUMENTS:
        reasons.append(Reason("nobody_in_documents", _("Nobody takes part in a document study.")))
    if session.parts.filter(participant=participant).exists():
        reasons.append(Reason("takes_part_already", _("%(code)s takes part already.") % {"code": participant.code}))
    if _came_in_by_consent(session):
        words = _("A text of this session is here already: who spoke in it was known by then.")
        reasons.append(Reason("text_is_in", words, _(CONSENT_RULE)))
    return reasons


def _came_in_by_consent(session: FieldworkSession) -> bool:
    """Whether a text came in for people who were known then; of one from a file they are named afterwards."""
    first = session.transcripts.order_by("taken_in_at").first()
    if first is None:
        return False
    return ParticipantConsent.objects.filter(part__session=session, recorded_at__lte=first.taken_in_at).exists()


def consents_of(parts: Collection[SessionPart]) -> dict[tuple[object, str], ParticipantConsent]:
    """Return what counts now, by part and use: the latest of each; one query."""
    rows = ParticipantConsent.objects.filter(part__in=parts).order_by("part_id", "number")
    return {(row.part_id, row.use): row for row in rows}


def standing_parts(parts: Iterable[SessionPart]) -> list[SessionPart]:
    """Return the parts of those who did not withdraw their consent to take part."""
    found = list(parts)
    said = consents_of(found)
    gone = {part for (part, use), row in said.items() if use == Use.STUDY and row.state == State.WITHDRAWN}
    return [part for part in found if part.id not in gone]


def may_say_after(state: str, before: ParticipantConsent | None) -> bool:
    """Tell whether someone can say this of a use after what they said before, or as the first."""
    return state in FOLLOWS[before.state if before else None]


def may_be_quoted(session: FieldworkSession, said: Collection[ParticipantConsent | None]) -> bool:
    """Tell whether words of a session may be quoted: everyone who takes part lets them; of documents nobody is asked.

    `said` holds of each who takes part what they say now of being quoted, nothing when they were not asked.
    """
    if not said:
        return session.kind == FieldworkSession.Kind.DOCUMENTS
    return all(one is not None and one.state == State.GIVEN for one in said)


def reasons_against_noting_consent(
    part: SessionPart, use: str, state: str, said_on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be noted what someone said of a use: as it follows on what they said before."""
    reasons = reasons_against_evaluating(part.session.evaluation, by=by, at=at)
    if use not in Use.values or state not in State.values:
        return [*reasons, Reason("consent_unclear", _("Choose for what it is, and what was said."))]
    before = consents_of([part]).get((part.id, use))
    if not may_say_after(state, before):
        words = _("“%(state)s” can't follow on “%(before)s”.") % {
            "state": State(state).label,
            "before": State(before.state).label if before else _("Not asked yet"),
        }
        reasons.append(Reason("consent_does_not_follow", words))
    if said_on > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("This day is still to come.")))
    if before is not None and said_on < before.said_on:
        reasons.append(Reason("before_the_last", _("What was said last was said on a later day.")))
    return reasons


def reasons_against_taking_in(session: FieldworkSession, told: TextTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a text can't come in: everyone who takes part consents, and it is a text that can be kept as it is."""
    evaluation = session.evaluation
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += reasons_against_code(told.code, evaluation.transcripts.filter(code=told.code.strip()).exists())
    if told.kind not in Transcript.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what sort of text it is.")))
    reasons += reasons_against_text(told.text) + reasons_against_any_text(session)
    return reasons or reasons_against_bringing_back(evaluation, [(told.file_name or told.code.strip(), told.text)])


def reasons_against_any_text(session: FieldworkSession) -> list[Reason]:
    """Return why no text of a session can come in yet: everyone who takes part consents first."""
    reasons = []
    parts = list(session.parts.select_related("participant"))
    if not parts and session.kind != FieldworkSession.Kind.DOCUMENTS:
        words = _("Say first who takes part, under which pseudonym, and that they consent.")
        reasons.append(Reason("nobody_takes_part", words, _(CONSENT_RULE)))
    said = consents_of(parts)
    for part in parts:
        now = said.get((part.id, Use.STUDY))
        if now is None or now.state != State.GIVEN:
            words = _("%(code)s has not consented to taking part.") % {"code": part.participant.code}
            reasons.append(Reason("no_consent", words, _(CONSENT_RULE)))
    return reasons


def reasons_against_text(text: str) -> list[Reason]:
    """Return why a text can't be kept exactly as it is."""
    if not text.strip():
        return [Reason("text_missing", _("This text is empty."))]
    if len(text) > MOST_CHARACTERS:
        words = _("This text has more than %(most)s characters. Take it in by parts.") % {"most": MOST_CHARACTERS}
        return [Reason("text_too_long", words)]
    if NO_SIGN_OF_A_TEXT.search(text):
        return [Reason("not_a_text", _("This is no text: it holds signs that no text has."))]
    return []


def no_such_sentence() -> Reason:
    """Return why sentences of a text can't be chosen."""
    return Reason("no_such_sentence", _("There is no such sentence in this text."))


def reasons_against_saying_who_speaks(
    transcript: Transcript, numbers: Collection[int], speaker: Participant | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be said otherwise whose words paragraphs of a text are.

    Where a text tells no speakers at all, a withdrawal takes the whole of it: naming a few would let the rest stay.
    """
    reasons = reasons_against_evaluating(transcript.evaluation, by=by, at=at)
    passages = transcript.passages.filter(is_removed=False)
    if not numbers or passages.filter(number__in=numbers).count() < len(set(numbers)):
        reasons.append(no_such_sentence())
    if not passages.filter(speaker__isnull=False).exists():
        words = _("This text says nowhere who speaks, so all of it goes when one of them withdraws. That stays so.")
        reasons.append(Reason("speakers_not_told", words, _("Too much may go with a withdrawal, never too little")))
    if speaker is not None and not transcript.session.parts.filter(participant=speaker).exists():
        words = _("%(code)s does not take part in this session.") % {"code": speaker.code}
        reasons.append(Reason("takes_no_part", words))
    return reasons
