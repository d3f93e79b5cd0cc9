"""Code a text: give a stretch a code, take it away, part and join codings, and write memos."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, CodingStep, Evaluation, Memo, Transcript
from vlechtwerk.domains.evaluation.models import FieldworkSession as Session
from vlechtwerk.domains.evaluation.operations.coding_steps import coded_now, in_words, own_coder, take_step
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.rules.coding import (
    reasons_against_coding,
    reasons_against_memo,
    reasons_against_name,
)
from vlechtwerk.domains.evaluation.rules.quoting import Within
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding import selections
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.refusal import refuse_if

# What a memo can be about.
About = Code | Coding | Transcript | Session


@transaction.atomic
def code_stretch(transcript: Transcript, code: Code, start: int, end: int, *, by: Person, at: datetime) -> CodingStep:
    """Give a stretch of a text a code, as one's own coding: from start until end (not included), in code points."""
    coder = _begin(transcript, start, end, by=by, at=at)
    coded = coded_now(transcript.evaluation, _own(transcript, coder))
    one = selections.Coding(str(new_identifier()), str(transcript.id), str(coder.id), str(code.id), start, end)
    with in_words():
        step = selections.code_range(coded, one)
    return take_step(coder, "code_stretch", coded, step, by=by, at=at)


@transaction.atomic
def uncode_stretch(transcript: Transcript, code: Code, start: int, end: int, *, by: Person, at: datetime) -> CodingStep:
    """Take a code from a stretch: one's own codings in it go, others of one's own are shortened or parted."""
    coder = _begin(transcript, start, end, by=by, at=at)
    coded = coded_now(transcript.evaluation, _own(transcript, coder))
    with in_words():
        step = selections.uncode(
            coded,
            text=str(transcript.id),
            coder=str(coder.id),
            code=str(code.id),
            start=start,
            end=end,
            new=lambda: str(new_identifier()),
        )
    return take_step(coder, "uncode_stretch", coded, step, by=by, at=at)


@transaction.atomic
def split_coding(coding: Coding, place: int, *, by: Person, at: datetime) -> CodingStep:
    """Part one's own coding at a place inside it."""
    coder = _begin(coding.transcript, coding.start, coding.end, by=by, at=at)
    coded = coded_now(coding.transcript.evaluation, _own(coding.transcript, coder))
    with in_words():
        step = selections.split(coded, str(coding.id), place, str(new_identifier()))
    return take_step(coder, "split_coding", coded, step, by=by, at=at)


@transaction.atomic
def merge_codings(transcript: Transcript, codings: Collection[UUID], *, by: Person, at: datetime) -> CodingStep:
    """Make one's own codings of one code that touch or overlap into one."""
    coder = _begin(transcript, 0, 0, by=by, at=at)
    coded = coded_now(transcript.evaluation, _own(transcript, coder))
    with in_words():
        step = selections.merge(coded, [str(one) for one in codings])
    return take_step(coder, "merge_codings", coded, step, by=by, at=at)


def _begin(transcript: Transcript, start: int, end: int, *, by: Person, at: datetime) -> Coder:
    wait_for_others("code_book", transcript.evaluation_id)
    refuse_if(reasons_against_coding(transcript, start, end, by=by, at=at))
    return own_coder(transcript.evaluation, by)


def _own(transcript: Transcript, coder: Coder) -> Q:
    return Q(transcript=transcript, coder=coder)


@transaction.atomic
def write_memo(evaluation: Evaluation, about: About, text: str, *, by: Person, at: datetime) -> Memo:
    """Write one's own memo about a code, a coding, a text or a session; an empty text takes it away."""
    wait_for_others("code_book", evaluation.id)
    within = Within(about.transcript_id, about.start, about.end) if isinstance(about, Coding) else None
    refuse_if(reasons_against_memo(evaluation, about.evaluation_id == evaluation.id, text, within, by=by, at=at))
    kind, transcript = _kind_of(about)
    memo, _made = Memo.objects.update_or_create(
        about_id=about.id,
        written_by=own_coder(evaluation, by),
        defaults={
            "project_id": evaluation.project_id,
            "evaluation": evaluation,
            "about": kind,
            "transcript": transcript,
            "text": text.strip(),
            "written_at": at,
        },
    )
    note_fieldwork("write_memo", evaluation, by=by, at=at)
    return memo


def _kind_of(about: About) -> tuple[str, Transcript | None]:
    if isinstance(about, Code):
        return Memo.About.CODE, None
    if isinstance(about, Coding):
        return Memo.About.CODING, about.transcript
    if isinstance(about, Transcript):
        return Memo.About.TRANSCRIPT, about
    return Memo.About.SESSION, None


@transaction.atomic
def code_stretch_anew(
    transcript: Transcript, name: str, start: int, end: int, *, by: Person, at: datetime
) -> CodingStep:
    """Add a code at the top of the code book, and give it to a stretch; one step, so that it is undone at once."""
    coder = _begin(transcript, start, end, by=by, at=at)
    refuse_if(reasons_against_name(transcript.evaluation, name))
    coded = coded_now(transcript.evaluation, _own(transcript, coder))
    code = selections.Code(str(new_identifier()), name.strip())
    one = selections.Coding(str(new_identifier()), str(transcript.id), str(coder.id), code.identifier, start, end)
    with in_words():
        added = selections.add_code(coded, code)
        given = selections.code_range(selections.apply(coded, added), one)
    step = selections.Step(added.codes, given.codings)
    return take_step(coder, "code_stretch_anew", coded, step, by=by, at=at)
