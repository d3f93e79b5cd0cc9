"""Files of coding on their way in and out: kept, read, taken in, undone and written; each step by itself, for a job."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from vlechtwerk.domains.evaluation.models import Code, CodingFile, Evaluation
from vlechtwerk.domains.evaluation.operations.coding_files import (
    TakenCoding,
    take_in_code_book,
    take_in_coding,
)
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.queries.coding_files import coding_project
from vlechtwerk.domains.evaluation.queries.coding_losses import what_has_no_place, what_of_a_book_has_no_place
from vlechtwerk.domains.evaluation.queries.withdrawal import resting_on_made
from vlechtwerk.domains.evaluation.rules.coding_file_steps import (
    State,
    is_code_book,
    reasons_against_counting,
    reasons_against_file,
    reasons_against_undoing_taking_in,
)
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan, reasons_against_taking_in_coding
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.words.coding_files import name_of_file
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding.archive import Progress
from vlechtwerk.engines.coding.conventions import choices_of, number_of_convention
from vlechtwerk.engines.coding.intake import take_in_codebook, take_in_project
from vlechtwerk.engines.coding.mistakes import NotKept, Unreadable
from vlechtwerk.engines.coding.project import all_codings
from vlechtwerk.engines.coding.qdpx import TakenProject
from vlechtwerk.engines.coding.settling import SourceRead
from vlechtwerk.engines.coding.transport import as_data
from vlechtwerk.engines.coding.writing import write_qdpx
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.refusal import Refused, refuse_if

# No job waits as long as this, and nobody looks as long before taking in.
LONGEST_KEPT = timedelta(days=1)


@transaction.atomic
def keep_coding_file(evaluation: Evaluation, path: Path, name: str, *, by: Person, at: datetime) -> CodingFile:
    """Keep a file that was sent, to be read: it is chosen once."""
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    kept = _begin(evaluation, name, State.READING, path.read_bytes(), by=by, at=at)
    note_fieldwork("keep_coding_file", evaluation, by=by, at=at)
    return kept


def _begin(evaluation: Evaluation, name: str, state: str, content: bytes, *, by: Person, at: datetime) -> CodingFile:
    return CodingFile.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        # Its end tells what it is.
        name=name[-longest(CodingFile, "name") :],
        state=state,
        content=content,
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def read_coding_file(file: CodingFile, *, by: Person, at: datetime, progress: Progress | None = None) -> CodingFile:
    """Read a kept file and tell what it holds, or every mistake at its place; nothing of it is taken in yet."""
    refuse_if(reasons_against_file(file, State.READING, by=by, at=at))
    try:
        file.told = _told_of(file, progress)
        file.state = State.READ
    except Unreadable as error:
        _refuse(file, error, at)
    file.save(update_fields=["told", "state", "content", "ended_at"])
    return file


def _refuse(file: CodingFile, error: Unreadable, at: datetime) -> None:
    file.told = {"mistakes": [as_data(one) for one in error.mistakes], "count": error.count}
    file.state, file.content, file.ended_at = State.REFUSED, b"", at


def _told_of(file: CodingFile, progress: Progress | None) -> dict[str, Any]:
    with _on_disk(file) as path:
        if is_code_book(file):
            book = take_in_codebook(path, file.name)
            lost = (*book.not_kept, *what_of_a_book_has_no_place(file.evaluation, book.codebook).all())
            return _told(book.origin, len(book.codebook.codes), 0, 0, lost)
        taken = take_in_project(path, progress=progress)
    found = taken.project
    codings = sum(len(list(all_codings(source))) for source in found.sources)
    left = (*taken.not_kept, *what_has_no_place(file.evaluation, found).all())
    return _told(taken.origin, len(found.codes), len(found.sources), codings, left) | {"sources": _sources(taken)}


def _told(origin: str, codes: int, texts: int, codings: int, left: tuple[NotKept, ...]) -> dict[str, Any]:
    return {
        "origin": origin,
        "codes": codes,
        "texts": texts,
        "codings": codings,
        "not_kept": [as_data(one) for one in left],
    }


def _sources(taken: TakenProject) -> list[dict[str, Any]]:
    """Tell how each text was read; of a doubtful one the words that the first selections hold in each way."""
    names = {source.guid: source.name for source in taken.project.sources}
    return [
        {
            "guid": read.guid,
            "name": names.get(read.guid, ""),
            "selections": read.fit.selections,
            "fitting": read.fit.fitting,
            "convention": number_of_convention(read.fit.convention),
            "tried": _choices(read) if read.asks else [],
        }
        for read in taken.sources
    ]


def _choices(read: SourceRead) -> list[list[Any]]:
    """Return the ways of counting that select other words, each with the words that the first selections hold."""
    ways = {fit.places: (fit, sample) for fit, sample in reversed(list(zip(read.tried, read.samples, strict=True)))}
    return [[number_of_convention(fit.convention), list(sample)] for fit, sample in reversed(ways.values())]


@contextmanager
def _on_disk(file: CodingFile) -> Iterator[Path]:
    """Let a file lie on the disk for as long as it is read, readable to the program only."""
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as place:
        place.write(file.content)
        place.flush()
        yield Path(place.name)


@transaction.atomic
def ask_to_take_in(
    file: CodingFile, plan: CodingPlan, counted: Mapping[str, str], *, by: Person, at: datetime
) -> CodingFile:
    """Ask for a file that was read to be taken in; `counted` says in which way a source (by GUID) is counted."""
    wait_for_others("coding_file", file.id)
    file.refresh_from_db(fields=["state"])
    refuse_if(reasons_against_file(file, State.READ, by=by, at=at))
    if not is_code_book(file):
        reasons = reasons_against_taking_in_coding(file.evaluation, plan, by=by, at=at)
        refuse_if(reasons + reasons_against_counting(file, counted))
    file.plan = {
        "kind": plan.kind,
        "text_kind": plan.text_kind,
        "measurement": str(plan.measurement.id) if plan.measurement else "",
        "consented": plan.consented,
        "counted": dict(counted),
    }
    file.state, file.done, file.total = State.TAKING_IN, 0, 0
    file.save(update_fields=["plan", "state", "done", "total"])
    note_fieldwork("ask_to_take_in", file.evaluation, by=by, at=at)
    return file


@transaction.atomic
def take_in_coding_file(file: CodingFile, *, by: Person, at: datetime, progress: Progress | None = None) -> CodingFile:
    """Take in a file as was asked, whole or not at all, and keep what it brought so that it can be undone."""
    refuse_if(reasons_against_file(file, State.TAKING_IN, by=by, at=at))
    try:
        made = _take_in(file, by=by, at=at, progress=progress)
    except Unreadable as error:
        _refuse(file, error, at)
        file.save(update_fields=["told", "state", "content", "ended_at"])
        return file
    _note_made(file, made, at)
    return file


def _take_in(file: CodingFile, *, by: Person, at: datetime, progress: Progress | None) -> TakenCoding:
    with _on_disk(file) as path:
        if is_code_book(file):
            book = take_in_codebook(path, file.name)
            made = take_in_code_book(file.evaluation, book.codebook, by=by, at=at)
            return replace(made, not_kept=(*book.not_kept, *made.not_kept))
        taken = take_in_project(path, choices=choices_of(file.plan["counted"]))
    told, of = file.plan, file.evaluation
    measurement = of.measurements.get(id=told["measurement"]) if told["measurement"] else None
    plan = CodingPlan(told["kind"], told["text_kind"], measurement, told["consented"])
    made = take_in_coding(of, taken.project, plan, by=by, at=at, progress=progress)
    return replace(made, not_kept=(*taken.not_kept, *made.not_kept))


def _note_made(file: CodingFile, made: TakenCoding, at: datetime) -> None:
    file.told |= {"left": [as_data(one) for one in made.not_kept]}
    file.new_codes, file.new_texts, file.new_codings = made.made.codes, made.made.texts, made.made.codings
    file.state, file.content, file.ended_at = State.TAKEN_IN, b"", at
    file.save(update_fields=["told", "new_codes", "new_texts", "new_codings", "state", "content", "ended_at"])


@transaction.atomic
def end_refused(file: CodingFile, refused: Refused, *, by: Person, at: datetime) -> CodingFile:
    """End what was refused when its turn came, with the reasons."""
    refuse_if(reasons_against_evaluating(file.evaluation, by=by, at=at))
    file.told = {"reasons": [[one.code, one.text] for one in refused.reasons]}
    file.state, file.content, file.ended_at = State.REFUSED, b"", at
    file.save(update_fields=["told", "state", "content", "ended_at"])
    return file


@transaction.atomic
def undo_taking_in(file: CodingFile, *, by: Person, at: datetime) -> CodingFile:
    """Take away what a file brought: codings, texts with their sessions, codes; not once someone went on with it."""
    wait_for_others("fieldwork", file.evaluation_id)
    wait_for_others("code_book", file.evaluation_id)
    file.refresh_from_db(fields=["state"])
    refuse_if(reasons_against_undoing_taking_in(file, by=by, at=at))
    refuse_if(resting_on_made(file.evaluation, file.new_texts, file.new_codes))
    with connection.cursor() as cursor:
        cursor.execute("select undo_taking_in(%s, %s)", [file.id, seal("undo_taking_in", file.id)])
    Code.objects.filter(evaluation=file.evaluation, id__in=file.new_codes).update(is_gone=True)
    file.state, file.ended_at = State.UNDONE, at
    file.save(update_fields=["state", "ended_at"])
    note_fieldwork("undo_taking_in", file.evaluation, by=by, at=at)
    return file


@transaction.atomic
def ask_for_qdpx(evaluation: Evaluation, *, by: Person, at: datetime) -> CodingFile:
    """Ask for the coding of an evaluation as a QDPX file."""
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    asked = _begin(evaluation, name_of_file(evaluation, "qdpx"), State.WRITING, b"", by=by, at=at)
    note_fieldwork("ask_for_qdpx", evaluation, by=by, at=at)
    return asked


@transaction.atomic
def write_coding_file(file: CodingFile, *, by: Person, at: datetime, progress: Progress | None = None) -> CodingFile:
    """Write the file that was asked for; it is kept for a day, and until consent is withdrawn."""
    # Whoever withdraws meanwhile waits, and then finds the file.
    wait_for_others("fieldwork", file.evaluation_id)
    refuse_if(reasons_against_evaluating(file.evaluation, by=by, at=at))
    written = BytesIO()
    try:
        write_qdpx(coding_project(file.evaluation), written, progress=progress)
        file.content, file.state, file.ended_at = written.getvalue(), State.WRITTEN, at
    except Unreadable as error:
        _refuse(file, error, at)
    file.save(update_fields=["told", "state", "content", "ended_at"])
    return file


def keep_progress(file: UUID, done: int, total: int) -> None:
    """Keep how far the work on a file is."""
    CodingFile.objects.filter(id=file).update(done=done, total=total)


def clear_coding_files(*, at: datetime) -> int:
    """Empty the files of all projects that are kept longer than a day; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("select clear_coding_files(%s, %s)", [at - LONGEST_KEPT, seal("clear_coding_files")])
        (cleared,) = cursor.fetchone()
    return int(cleared)
