"""Run in the confined process: read what a file says of an instrument."""

import io
from dataclasses import asdict
from typing import Any, BinaryIO

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails, read_instrument_workbook
from vlechtwerk.engines.surveys.limesurvey_structure import read_lss
from vlechtwerk.engines.surveys.mistakes import Unreadable


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Read the file in the form named (lss or xlsx); answer with what it says, or with what is wrong with it."""
    try:
        if arguments[0] == "lss":
            questionnaire, not_kept = read_lss(file.read())
            details = InstrumentDetails()
        else:
            questionnaire, details, not_kept = read_instrument_workbook(io.BytesIO(file.read()))
    except Unreadable as error:
        return {"mistakes": [asdict(mistake) for mistake in error.mistakes], "count": error.count}
    return {
        "questionnaire": asdict(questionnaire),
        "details": asdict(details),
        "not_kept": [asdict(one) for one in not_kept],
    }


if __name__ == "__main__":
    answer_with(take)
