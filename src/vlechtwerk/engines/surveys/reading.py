"""Run in the confined process: read the structure or the answers in a file of a stranger."""

import os
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

# Before numpy is loaded: each thread that it prepares would take of the little memory there is.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.readers.archive import check_archive
from vlechtwerk.engines.surveys.mistakes import NotKept, Place, Unreadable, unreadable
from vlechtwerk.engines.surveys.questionnaire import Questionnaire

MOST_STRUCTURE = 20 * 1024 * 1024


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Do the task named first (structure or answers) with a file in the form named second."""
    task, form = arguments
    try:
        return _structure(file, form) if task == "structure" else _answers(file, form)
    except Unreadable as wrong:
        return {"mistakes": [asdict(mistake) for mistake in wrong.mistakes], "count": wrong.count}


def _structure(file: BinaryIO, form: str) -> dict[str, Any]:
    # Only what this form needs: each reader loads libraries of its own.
    from vlechtwerk.engines.surveys.limesurvey_structure import read_lss
    from vlechtwerk.engines.surveys.workbook_structure import read_structure_workbook

    found: tuple[Questionnaire, Sequence[NotKept]]
    if form == "xlsx":
        found = read_structure_workbook(file)
    elif form == "lsa":
        content, beside = _structure_in_archive(file)
        questionnaire, not_kept = read_lss(content)
        found = questionnaire, [*beside, *not_kept]
    else:
        found = read_lss(file.read())
    return {"questionnaire": asdict(found[0]), "not_kept": [asdict(one) for one in found[1]]}


def _structure_in_archive(file: BinaryIO) -> tuple[bytes, list[NotKept]]:
    """Return the structure in an archive of LimeSurvey; answers and the list of who was invited are never opened."""
    try:
        check_archive(file, lambda archive: None)
    except NotTaken as refused:
        raise unreadable("not_taken", why=refused.code.value) from None
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith(".lss")]
        if len(parts) != 1:
            raise unreadable("no_structure_in_archive")
        if parts[0].file_size > MOST_STRUCTURE:
            raise unreadable("file_too_large", Place(part=parts[0].filename), most=MOST_STRUCTURE // 1024 // 1024)
        beside = [
            NotKept(_kind_of_part(part.filename), Place(part=part.filename))
            for part in archive.infolist()
            if part is not parts[0]
        ]
        return archive.read(parts[0]), beside


def _kind_of_part(name: str) -> str:
    kinds = {".lsr": "answers_in_archive", ".lst": "tokens_in_archive"}
    return next((kind for end, kind in kinds.items() if name.lower().endswith(end)), "part_of_archive")


def _answers(file: BinaryIO, form: str) -> dict[str, Any]:
    from vlechtwerk.engines.surveys.table_reading import read_csv, read_sav, read_workbook
    from vlechtwerk.engines.surveys.tables import as_data

    match form:
        case "csv":
            return {"table": as_data(read_csv(file.read()))}
        case "sav":
            return {"table": as_data(read_sav(file))}
        case _:
            return {"table": as_data(read_workbook(file))}


if __name__ == "__main__":
    answer_with(take)
