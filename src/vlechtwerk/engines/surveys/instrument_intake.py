"""Take in a file with an instrument: read in a process of its own, and told with every mistake at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlechtwerk.engines.documents.confined.running import Failed, run_confined
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails, StatementDetails
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable, unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
)

READER = "vlechtwerk.engines.surveys.instrument_reading"
FORMS = ("lss", "xlsx")
MOST_MEGABYTES = 5
MOST_SECONDS, MOST_MEMORY = 20, 1024


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
    form = file_name.strip().lower().rpartition(".")[2]
    if form not in FORMS:
        raise unreadable("unknown_form", known=", ".join(f".{form}" for form in FORMS))
    if path.stat().st_size > MOST_MEGABYTES * 1024 * 1024:
        raise unreadable("file_too_large", most=MOST_MEGABYTES)
    try:
        with path.open("rb") as file:
            answer = run_confined(READER, [form], file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
        if "questionnaire" in answer:
            return _taken(answer)
        mistakes = [Mistake(one["code"], Place(**one["place"]), one["details"]) for one in answer["mistakes"]]
        count = int(answer["count"])
    except (Failed, KeyError, TypeError, ValueError, IndexError):
        raise unreadable("file_broken") from None
    raise Unreadable(mistakes, count) if mistakes else unreadable("file_broken")


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
    )
    not_kept = tuple(NotKept(one["code"], Place(**one["place"]), one["details"]) for one in answer["not_kept"])
    return InstrumentFile(questionnaire, details, not_kept)
