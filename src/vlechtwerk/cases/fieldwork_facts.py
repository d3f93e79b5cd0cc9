"""Load invented fieldwork: sessions with people under pseudonyms, their texts, and what evaluators coded in them."""

from collections.abc import Mapping

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import Code, Evaluation, FieldworkSession, Participant, Transcript
from vlechtwerk.domains.evaluation.operations import codebook, coding, fieldwork, settling, transcripts
from vlechtwerk.domains.evaluation.queries.ready_codes import ready_list
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold, State, TextTold, Use
from vlechtwerk.domains.partnership.models import Level, Person


def load_fieldwork(file: Block, loading: Loading) -> None:
    """Load sessions, codes, and codings by the words that they select."""
    for block in file.blocks("evaluations"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        person = block.one_of("by", loading.people)
        if evaluation is None or person is None:
            raise block.wrong("evaluation", "Fieldwork is of an evaluation, by one of its evaluators.")
        people = {one.code: one for one in (_participant(item, evaluation, person, loading) for item in
                                            block.blocks("participants"))}  # fmt: skip
        texts = {}
        for item in block.blocks("sessions"):
            text = _session(item, evaluation, people, person, loading)
            texts[text.code] = text
        codes = _codes(block, evaluation, person, loading)
        for item in block.blocks("codings"):
            _coding(item, texts, codes, loading)
        _settled(block, texts, evaluation, person, loading)
        block.finish()
    file.finish()


def _participant(block: Block, evaluation: Evaluation, by: Person, loading: Loading) -> Participant:
    told = ParticipantTold(
        block.text("code"),
        block.choice("level", Level),
        block.one_of("organisation", loading.organisations),
        block.one_of("body", loading.bodies),
        block.text("name"),
    )
    with place_of(block):
        made = fieldwork.add_participant(evaluation, told, by=by, at=loading.at)
    block.finish()
    return made


def _session(
    block: Block, evaluation: Evaluation, people: dict[str, Participant], by: Person, loading: Loading
) -> Transcript:
    questions = {one.code: one for one in evaluation.questions.all()}
    number = block.number("measurement")
    told = SessionTold(
        block.choice("kind", FieldworkSession.Kind),
        block.moment("held_on"),
        block.optional_text("guide"),
        evaluation.measurements.filter(number=number or 0).first(),
        block.codes("questions", questions),
    )
    quoted, today = block.flag("quotes"), timezone.localdate(loading.at)
    with place_of(block):
        held = fieldwork.begin_session(evaluation, block.text("code"), told, by=by, at=loading.at)
        for who in block.codes("people", people):
            part = fieldwork.take_part(held, who, by=by, at=loading.at)
            for use in (Use.STUDY, *((Use.QUOTES,) if quoted else ())):
                transcripts.note_consent(part, use, State.GIVEN, today, by=by, at=loading.at)
        kind = Transcript.Kind.DOCUMENT if told.kind == FieldworkSession.Kind.DOCUMENTS else Transcript.Kind.TRANSCRIPT
        text = TextTold(held.code, kind, _words(block))
        taken = transcripts.take_in_text(held, text, by=by, at=loading.at)
    block.finish()
    return taken


def _words(block: Block) -> str:
    """Return what was said, a paragraph each, with who says it before it."""
    found = []
    for item in block.blocks("paragraphs"):
        who = item.optional_text("who")
        found.append(f"{who}: {item.text('says')}" if who else item.text("says"))
        item.finish()
    return "\n\n".join(found) + "\n"


def _codes(block: Block, evaluation: Evaluation, by: Person, loading: Loading) -> dict[str, Code]:
    with place_of(block):
        codebook.add_ready_codes(evaluation, ready_list().codes, "nl", by=by, at=loading.at)
    known = {one.name: one for one in Code.objects.filter(evaluation=evaluation)}
    for item in block.blocks("codes"):
        parent = known[item.text("under")] if item.has("under") else None
        with place_of(item):
            added = codebook.add_code(
                evaluation, item.text("name"), parent=parent, description=item.optional_text("description"),
                colour=item.optional_text("colour"), by=by, at=loading.at,
            )  # fmt: skip
        known[added.name] = added
        item.finish()
    return known


def _coding(block: Block, texts: dict[str, Transcript], codes: dict[str, Code], loading: Loading) -> None:
    text, code, by = block.one_of("text", texts), block.one_of("code", codes), block.one_of("by", loading.people)
    if text is None or code is None or by is None:
        raise block.wrong("text", "A coding gives a code to words of a text, by someone.")
    start, end = _stretch(block, text)
    with place_of(block):
        coding.code_stretch(text, code, start, end, by=by, at=loading.at)
    block.finish()


def _stretch(block: Block, text: Transcript) -> tuple[int, int]:
    """Return where the words of a coding stand, which they do once."""
    whole, words = words_of(text), block.text("words")
    if whole.count(words) != 1:
        raise block.wrong("words", f"These words stand {whole.count(words)} times in {text.code}.")
    start = whole.index(words)
    return start, start + len(words)


def _settled(
    block: Block, texts: Mapping[str, Transcript], evaluation: Evaluation, by: Person, loading: Loading
) -> None:
    for item in block.blocks("settled"):
        text = item.one_of("text", dict(texts))
        if text is None:
            raise item.wrong("text", "Differences are settled in a text.")
        coders = list(evaluation.coders.filter(person__isnull=False).order_by("name"))
        with place_of(item):
            settling.begin_settling(text, coders, item.text("decided_by"), by=by, at=loading.at)
        item.finish()
