"""Plant fieldwork of Dilara's evaluation: who spoke, what they said, what was coded in it, and what was settled."""

from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

from tests.canary.world import Planting
from tests.world import days_from_now, now
from vlechtwerk.domains.evaluation.models import Coder, Coding, Evaluation, Transcript
from vlechtwerk.domains.evaluation.operations import (
    codebook,
    coding,
    coding_file_steps,
    fieldwork,
    settling,
    transcripts,
)
from vlechtwerk.domains.evaluation.operations.coding_files import take_in_coding
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, State, TextTold, Use
from vlechtwerk.engines.coding import project as shape

EVALUATOR = frozenset({"dilara"})


def plant_fieldwork(made: Planting, evaluation: Evaluation) -> dict[str, list[str]]:
    """Plant everything, as Dilara; return what the parts of addresses can be."""
    dilara = made.world.people["dilara"]
    _withdrawn(made, evaluation)
    guide = _word(made, "guide of a session")
    told = SessionTold("interview", guide=guide, questions=list(evaluation.questions.all()))
    session = fieldwork.begin_session(evaluation, "I1", told, by=dilara, at=now())
    who = ParticipantTold("R1", "tactical", name=_word(made, "name of R1"), reached_at=_word(made, "address of R1"))
    participant = fieldwork.add_participant(evaluation, who, by=dilara, at=now())
    part = fieldwork.take_part(session, participant, by=dilara, at=now())
    transcripts.note_consent(part, Use.STUDY, State.GIVEN, days_from_now(0), by=dilara, at=now())
    said = f"{_word(made, 'said in an interview')} is gezegd. {_word(made, 'said after that')} ook."
    file_name = f"{_word(made, 'name of a file with a text')}.txt"
    text = transcripts.take_in_text(session, TextTold("I1", "transcript", said, file_name), by=dilara, at=now())
    code = codebook.add_code(
        evaluation, _word(made, "name of a code"), description=_word(made, "description of a code"), by=dilara, at=now()
    )
    end = said.index(".") + 1
    coding.code_stretch(text, code, 0, end, by=dilara, at=now())
    held = Coding.objects.get(transcript=text)
    for about, words in ((held, "memo about a coding"), (code, "memo about a code"), (text, "memo about a text")):
        coding.write_memo(evaluation, about, _word(made, words), by=dilara, at=now())
    _coded_elsewhere(made, evaluation, text, said)
    with NamedTemporaryFile() as place:
        unread = made.tokens.word("words in a file that waits")
        # It is no file of coding: not even its evaluators read what is in it.
        made.personal[unread] = frozenset()
        place.write(unread.encode())
        place.flush()
        name = f"{_word(made, 'name of a file that waits')}.qdpx"
        waits = coding_file_steps.keep_coding_file(evaluation, Path(place.name), name, by=dilara, at=now())
    begun = settling.begin_settling(
        text, list(Coder.objects.all()), _word(made, "who decides on differences"), by=dilara, at=now()
    )
    settling.settle_place(begun, 0, end, [code.id], reason=_word(made, "why it was settled so"), by=dilara, at=now())
    return {
        "sessions/code": ["I1", "Z9"], "texts/code": ["I1", "Z9"], "settle/code": ["I1"],
        "codes/code": [str(code.id)], "people/participant": ["R1"], "fieldwork/session": ["I1", "Z9"],
        "texts/text": ["I1", "Z9"], "settling": [str(begun.id)], "settling_id": [str(begun.id)],
        "coding_id": [str(held.id)], "files/file": [str(waits.id)], "coding_file": [str(waits.id)],
    }  # fmt: skip


def _withdrawn(made: Planting, evaluation: Evaluation) -> None:
    """Plant the words of someone who withdrew: of these a sum is kept that nobody reads."""
    dilara, said = made.world.people["dilara"], made.tokens.word("said by someone who withdrew")
    made.personal[said] = frozenset()
    session = fieldwork.begin_session(evaluation, "I2", SessionTold("interview"), by=dilara, at=now())
    participant = fieldwork.add_participant(evaluation, ParticipantTold("R2"), by=dilara, at=now())
    part = fieldwork.take_part(session, participant, by=dilara, at=now())
    transcripts.note_consent(part, Use.STUDY, State.GIVEN, days_from_now(0), by=dilara, at=now())
    told = TextTold("I2", "transcript", f"{said} is wat ik er die dag over heb willen zeggen.")
    transcripts.take_in_text(session, told, by=dilara, at=now())
    transcripts.withdraw_consent(part, days_from_now(0), by=dilara, at=now())


def _coded_elsewhere(made: Planting, evaluation: Evaluation, text: Transcript, said: str) -> None:
    """Plant what someone from a file coded otherwise in the same text."""
    other = shape.Coder(str(uuid4()), _word(made, "name of a coder from a file"))
    code = shape.Code(str(uuid4()), _word(made, "name of a code from a file"))
    part = shape.Selection(str(uuid4()), 0, 3, codings=(shape.Coding(str(uuid4()), code.guid, other.guid),))
    source = shape.Source(str(text.id), text.code, said, selections=(part,))
    project = shape.CodingProject("Elders", coders=(other,), codes=(code,))
    plan, dilara = CodingPlan(consented=True), made.world.people["dilara"]
    take_in_coding(evaluation, replace(project, sources=(source,)), plan, by=dilara, at=now())


def _word(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = EVALUATOR
    return found
