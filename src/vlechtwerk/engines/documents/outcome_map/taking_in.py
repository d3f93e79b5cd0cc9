"""Run in the confined process: read what a file says of an outcome map."""

from dataclasses import asdict
from typing import Any, BinaryIO

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.readers.registry import reader_of
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.engines.documents.outcome_map.checking import Mistake
from vlechtwerk.engines.documents.outcome_map.json_form import read_json
from vlechtwerk.engines.documents.outcome_map.workbook_form import read_workbook_with_rows
from vlechtwerk.engines.documents.outcome_map.written import as_data

# As many mistakes as someone can go through at a time; the rest is counted.
MOST_SHOWN = 50


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Read the file in the form named (json or xlsx); answer with the map, or with what is wrong with it."""
    rows: dict[str, list[int]] = {}
    if arguments[0] == "json":
        written, mistakes = read_json(file.read())
    else:
        try:
            reader_of(MediaType.XLSX).prove(file)
        except NotTaken as refused:
            details = {name: str(value) for name, value in refused.details.items()}
            return _answer([Mistake("not_taken", details=details | {"why": refused.code.value})])
        file.seek(0)
        written, mistakes, rows = read_workbook_with_rows(file)
    if mistakes or written is None:
        return _answer(mistakes)
    return {"map": as_data(written), "rows": rows}


def _answer(mistakes: list[Mistake]) -> dict[str, Any]:
    return {"mistakes": [asdict(mistake) for mistake in mistakes[:MOST_SHOWN]], "count": len(mistakes)}


if __name__ == "__main__":
    answer_with(take)
