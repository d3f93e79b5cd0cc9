"""Sentences about fieldwork, for any world of the tests. Its first evaluator is Dilara; Mila is another one."""

from tests.evaluations import begun, question
from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.evaluation.models import (
    Code,
    Evaluation,
    FieldworkSession,
    Participant,
    SessionPart,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations import codebook, fieldwork, transcripts
from vlechtwerk.domains.evaluation.operations.coding import code_stretch
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, State, TextTold, Use
from vlechtwerk.domains.partnership.models import Organisation

# Three sentences in two paragraphs: 0-28, 29-46 and, behind two line ends, 48-67; one sign is wider than most.
WORDS = "Meestal begint het 🙂 bellen. Iedereen wil wel.\n\nMaar niemand durft."


def evaluated(world: World) -> Evaluation:
    """Let Dilara begin an evaluation with one question, of which Mila becomes evaluator too."""
    evaluation = begun(world)
    question(world, evaluation, "V1")
    add_evaluator(evaluation, world.people["mila"], by=world.dilara, at=now())
    return evaluation


def session(world: World, evaluation: Evaluation, code: str = "I1", kind: str = "interview") -> FieldworkSession:
    """Let Dilara begin a session that serves the questions there are."""
    told = SessionTold(kind, moment("2025-03-04"), "Wat helpt?", questions=list(evaluation.questions.all()))
    return fieldwork.begin_session(evaluation, code, told, by=world.dilara, at=now())


def participant(
    world: World, evaluation: Evaluation, code: str = "R1", level: str = "operational", organisation: str = ""
) -> Participant:
    """Let Dilara add someone under a pseudonym, and who it is."""
    of = Organisation.objects.get(code=organisation) if organisation else None
    told = ParticipantTold(code, level, of, name="Piet Pietersen", reached_at="06 12345678")
    return fieldwork.add_participant(evaluation, told, by=world.dilara, at=now())


def takes_part(world: World, held: FieldworkSession, who: Participant, *, consents: bool = True) -> SessionPart:
    """Let someone take part in a session, and consent to it."""
    part = fieldwork.take_part(held, who, by=world.dilara, at=now())
    if consents:
        transcripts.note_consent(part, Use.STUDY, State.GIVEN, days_from_now(0), by=world.dilara, at=now())
    return part


def text(world: World, held: FieldworkSession, words: str = WORDS, code: str = "") -> Transcript:
    """Let Dilara take in a text of a session."""
    told = TextTold(code or held.code, "transcript", words)
    return transcripts.take_in_text(held, told, by=world.dilara, at=now())


def interviewed(world: World, evaluation: Evaluation, code: str = "I1", words: str = WORDS, **who: str) -> Transcript:
    """Let Dilara hold an interview with someone, and take in its text."""
    held = session(world, evaluation, code)
    takes_part(world, held, participant(world, evaluation, f"R{code[1:]}", **who))
    return text(world, held, words)


def code(world: World, evaluation: Evaluation, name: str = "bereidheid", parent: Code | None = None) -> Code:
    """Let Dilara add a code."""
    return codebook.add_code(evaluation, name, parent=parent, by=world.dilara, at=now())


def coded(world: World, of: Transcript, with_code: Code, start: int, end: int, by: str = "dilara") -> None:
    """Let someone give a stretch a code."""
    code_stretch(of, with_code, start, end, by=world.people[by], at=now())
