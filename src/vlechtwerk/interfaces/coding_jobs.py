"""Files of coding are read, taken in and written at once when they are small, and else by a job that can be left.

Whichever door they come through or leave by, they go by the same steps. A job reads as who asked for it. How far it
is, it tells on a connection of its own: what it writes itself shows only when all of it is done.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vlechtwerk.domains.evaluation.models import CodingFile, Evaluation
from vlechtwerk.domains.evaluation.operations import coding_file_steps as files
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.actor import Actor
from vlechtwerk.interfaces.told_progress import ToldProgress

WORK_ON_CODING_FILE = "work_on_coding_file"
State = CodingFile.State
WORKING = frozenset({State.READING, State.TAKING_IN, State.WRITING})
# Up to so many bytes of a file, or signs of texts, it takes no longer than a page may.
SMALL, SMALL_TEXTS = 300_000, 1_000_000
Step = Callable[..., CodingFile]
STEPS: dict[str, Step] = {
    State.READING: files.read_coding_file,
    State.TAKING_IN: files.take_in_coding_file,
    State.WRITING: files.write_coding_file,
}


def is_small(evaluation: Evaluation) -> bool:
    """Whether the coding of an evaluation is written in no time."""
    length = evaluation.transcripts.aggregate(length=Sum("length"))["length"] or 0
    return bool(length <= SMALL_TEXTS)


def reasons_against_writing_at_once(evaluation: Evaluation) -> list[Reason]:
    """Return why the coding of an evaluation is not given at once: a job writes it."""
    if is_small(evaluation):
        return []
    words = _("This is too much to write at once. Ask for the file: it is written while you wait for it or leave.")
    return [Reason("written_by_a_job", words)]


def keep(evaluation: Evaluation, path: Path, name: str, *, actor: Actor, at: datetime) -> CodingFile:
    """Keep a file that was sent, and read it: what it holds is told, and nothing of it is taken in yet."""
    return _go_on(files.keep_coding_file(evaluation, path, name, by=actor.person, at=at), actor, at)


def take_in(
    file: CodingFile, plan: CodingPlan, counted: Mapping[str, str], *, actor: Actor, at: datetime
) -> CodingFile:
    """Take in a file that was read; `counted` says by which number of a way a source (by GUID) is counted."""
    return _go_on(files.ask_to_take_in(file, plan, counted, by=actor.person, at=at), actor, at)


def write(evaluation: Evaluation, *, actor: Actor, at: datetime) -> CodingFile:
    """Write the coding of an evaluation as a QDPX file, which can be fetched when it is there."""
    return _go_on(files.ask_for_qdpx(evaluation, by=actor.person, at=at), actor, at)


def _go_on(file: CodingFile, actor: Actor, at: datetime) -> CodingFile:
    """Do the next step on a file at once, or let a job do it; return the file as it stands then."""
    small = is_small(file.evaluation) if file.state == State.WRITING else len(file.content) <= SMALL
    if small:
        try:
            return _do(file, by=actor.person, at=at)
        except Refused as refused:
            return files.end_refused(file, refused, by=actor.person, at=at)
    one = f"{WORK_ON_CODING_FILE} {file.id}"
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(WORK_ON_CODING_FILE, lock=one, queueing_lock=one).defer(
            coding_file=str(file.id), person=str(actor.person.id), appointment=str(actor.appointment.id)
        )
    return file


def work_on(coding_file: UUID, person: UUID, appointment: UUID) -> None:
    """Do the next step on a file, for who asked for it; what was refused or went wrong is told on its page."""
    try:
        with reading_as(person, appointment):
            file = CodingFile.objects.select_related("evaluation__project").get(id=coding_file)
            if file.state in WORKING:
                by = Person.objects.get(id=person)
                progress = ToldProgress(partial(files.keep_progress, coding_file), person, appointment)
                _do(file, by=by, at=timezone.now(), progress=progress)
    except Refused as refused:
        _end(coding_file, person, appointment, refused)
    except Exception:
        _end(coding_file, person, appointment, Refused([]))
        raise


def _do(file: CodingFile, *, by: Person, at: datetime, progress: ToldProgress | None = None) -> CodingFile:
    return STEPS[file.state](file, by=by, at=at, progress=progress)


def _end(coding_file: UUID, person: UUID, appointment: UUID, refused: Refused) -> None:
    with reading_as(person, appointment):
        file = CodingFile.objects.select_related("evaluation__project").get(id=coding_file)
        files.end_refused(file, refused, by=Person.objects.get(id=person), at=timezone.now())
