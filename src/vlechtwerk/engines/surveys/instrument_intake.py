"""Take in a file with an instrument: read in a process of its own, and told with every mistake at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlechtwerk.engines.surveys.confined_reading import Reader, read_confined
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails, StatementDetails
from vlechtwerk.engines.surveys.mistakes import NotKept, Place, unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
)

FORMS = ("lss", "xlsx")
MOST_MEGABYTES = 5
READER = Reader("vlechtwerk.engines.surveys.instrument_reading", FORMS, MOST_MEGABYTES, seconds=20)


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """What a file says: its questionnaire, what an instrument says beside it, and what of the file is not kept."""

    questionnaire: Questionnaire
    details: InstrumentDetails
    not_kept: tuple[NotKept, ...] = ()


def take_in_instrument(path: Path, file_name: str) -> InstrumentFile:
    """Return the instrument in a structure of LimeSurvey or a workbook, by the end of its name.

    Raises `Unreadable` with what is wrong and where; nothing of the file is kept.
    """
    answer = read_confined(READER, path, file_name)
    try:
        return _taken(answer)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        # A parser that was taken over may answer anything.
        raise unreadable("file_broken") from None


def _taken(answer: Mapping[str, Any]) -> InstrumentFile:
    said, told = answer["questionnaire"], answer["details"]
    questionnaire = Questionnaire(
        said["titles"],
        tuple(Group(**one) for one in said["groups"]),
        tuple(
            Scale(
                scale["code"],
                tuple(Category(**{**one, "kind": CategoryKind(one["kind"])}) for one in scale["categories"]),
            )
            for scale in said["scales"]
        ),
        tuple(StatementText(**one) for one in said["statements"]),
        tuple(RemarksQuestion(**one) for one in said["remarks"]),
    )
    details = InstrumentDetails(
        {scale: {int(value): side for value, side in sides.items()} for scale, sides in told["sides"].items()},
        {code: StatementDetails(**{**one, "about": tuple(one["about"])}) for code, one in told["statements"].items()},
        told["rows"],
        bool(told["is_invented"]),
    )
    not_kept = tuple(NotKept(one["code"], Place(**one["place"]), one["details"]) for one in answer["not_kept"])
    return InstrumentFile(questionnaire, details, not_kept)
