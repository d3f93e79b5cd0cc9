"""The coding of an evaluation as other programs take it in: a project (QDPX), or its codes alone (QDC)."""

import io
from collections.abc import Iterable, Mapping
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Coding, Evaluation, Memo, Participant, SessionPart, Transcript
from vlechtwerk.domains.evaluation.queries.codebook import CodeInBook, code_book
from vlechtwerk.domains.evaluation.queries.fieldwork import participants_of
from vlechtwerk.domains.evaluation.queries.transcripts import coders_of
from vlechtwerk.domains.evaluation.rules.fieldwork import standing_parts
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.engines.coding import project as shape
from vlechtwerk.engines.coding.archive import Progress
from vlechtwerk.engines.coding.project import CodeBook, CodingProject
from vlechtwerk.engines.coding.writing import write_qdc, write_qdpx

# Stands for each sign of words that were removed, so that all other places stay what they are.
REMOVED = "\N{FULL BLOCK}"


def qdpx_of(evaluation: Evaluation, progress: Progress | None = None) -> bytes:
    """Return the texts, codes and codings of an evaluation as a QDPX file; raises `Unwritable`."""
    file = io.BytesIO()
    write_qdpx(coding_project(evaluation), file, progress=progress)
    return file.getvalue()


def qdc_of(evaluation: Evaluation) -> bytes:
    """Return the code book of an evaluation as a QDC file; raises `Unwritable`. Memos do not fit in one."""
    file = io.BytesIO()
    write_qdc(CodeBook(tuple(_code(one) for one in code_book(evaluation))), file)
    return file.getvalue()


def coding_project(evaluation: Evaluation) -> CodingProject:
    """Return all coding of an evaluation: participants under their pseudonyms, and no text that was removed."""
    book = code_book(evaluation)
    texts = [one for one in evaluation.transcripts.order_by("code") if not _is_gone(one)]
    memos = list(Memo.objects.filter(evaluation=evaluation).exclude(text="").order_by("written_at", "id"))
    memos = [one for one in memos if one.about != Memo.About.SESSION]
    notes: dict[UUID, list[str]] = {}
    for memo in memos:
        notes.setdefault(memo.about_id, []).append(str(memo.id))
    codings: dict[UUID, list[Coding]] = {}
    for coding in Coding.objects.filter(evaluation=evaluation, is_gone=False).order_by("transcript_id", "start", "id"):
        codings.setdefault(coding.transcript_id, []).append(coding)
    held = {one.id for of_text in codings.values() for one in of_text}
    held |= {one.code.id for one in book} | {one.id for one in texts}
    people = participants_of(evaluation)
    return CodingProject(
        evaluation.title,
        coders=tuple(shape.Coder(str(one.id), name_of_coder(one)) for one in coders_of(evaluation)),
        codes=tuple(_code(one, notes) for one in book),
        variables=_variables(evaluation),
        cases=tuple(_cases(evaluation, people, texts)),
        sources=tuple(_source(one, codings.get(one.id, ()), notes) for one in texts),
        notes=tuple(_note(one) for one in memos if one.about_id in held),
    )


def _is_gone(text: Transcript) -> bool:
    return text.removed_on is not None and not text.passages.filter(is_removed=False).exists()


def _code(one: CodeInBook, notes: Mapping[UUID, list[str]] | None = None) -> shape.Code:
    code = one.code
    return shape.Code(
        str(code.id),
        code.name,
        code.description,
        code.colour,
        str(code.parent_id) if code.parent_id else "",
        notes=tuple((notes or {}).get(code.id, ())),
    )


def _variable(evaluation: Evaluation, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{evaluation.id} {name}"))


def _variables(evaluation: Evaluation) -> tuple[shape.Variable, ...]:
    return (
        shape.Variable(_variable(evaluation, "level"), _("Level")),
        shape.Variable(_variable(evaluation, "organisation"), _("Organisation")),
    )


def _cases(evaluation: Evaluation, people: list[Participant], texts: list[Transcript]) -> Iterable[shape.Case]:
    theirs: dict[UUID, list[str]] = {}
    by_session: dict[UUID, list[str]] = {}
    for text in texts:
        by_session.setdefault(text.session_id, []).append(str(text.id))
    for part in standing_parts(SessionPart.objects.filter(evaluation=evaluation)):
        theirs.setdefault(part.participant_id, []).extend(by_session.get(part.session_id, ()))
    for one in people:
        values = [shape.Value(_variable(evaluation, "level"), str(one.get_level_display()))]
        if one.organisation is not None:
            values.append(shape.Value(_variable(evaluation, "organisation"), one.organisation.name))
        yield shape.Case(str(one.id), one.code, values=tuple(values), sources=tuple(theirs.get(one.id, ())))


def _source(text: Transcript, codings: Iterable[Coding], notes: Mapping[UUID, list[str]]) -> shape.Source:
    places: dict[tuple[int, int], list[Coding]] = {}
    for coding in codings:
        places.setdefault((coding.start, coding.end), []).append(coding)
    return shape.Source(
        str(text.id),
        text.code,
        _words(text),
        selections=tuple(
            shape.Selection(
                str(uuid5(text.id, f"{start}-{end}")),
                start,
                end,
                codings=tuple(
                    shape.Coding(
                        str(one.id), str(one.code_id), str(one.coder_id), one.coded_at, tuple(notes.get(one.id, ()))
                    )
                    for one in held
                ),
            )
            for (start, end), held in places.items()
        ),
        notes=tuple(notes.get(text.id, ())),
    )


def _words(text: Transcript) -> str:
    rows = text.passages.order_by("number").values_list("text", "is_removed", "start", "end")
    return "".join(
        REMOVED * (end - start - 1) + "\n" if is_removed else words for words, is_removed, start, end in rows
    )


def _note(one: Memo) -> shape.Note:
    return shape.Note(str(one.id), text=one.text, made=shape.Made(str(one.written_by_id), one.written_at))
