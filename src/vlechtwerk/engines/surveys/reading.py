"""Run in the confined process: read the answers in a file of a stranger."""

import os
from dataclasses import asdict
from typing import Any, BinaryIO

# Before numpy is loaded: each thread that it prepares would take of the little memory there is.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.surveys.mistakes import Unreadable


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Read the file in the form named (csv, xlsx or sav); answer with its table, or with what is wrong with it."""
    # Here, so that reading a CSV file does not wait for more than it needs.
    from vlechtwerk.engines.surveys.table_reading import read_csv, read_sav, read_workbook
    from vlechtwerk.engines.surveys.tables import as_data

    try:
        match arguments[0]:
            case "csv":
                table = read_csv(file.read())
            case "sav":
                table = read_sav(file)
            case _:
                table = read_workbook(file)
    except Unreadable as wrong:
        return {"mistakes": [asdict(mistake) for mistake in wrong.mistakes], "count": wrong.count}
    return {"table": as_data(table)}


if __name__ == "__main__":
    answer_with(take)
