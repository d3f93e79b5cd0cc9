"""Take in files with questionnaires and answers: read in a process of their own, whole or not at all.

Structure: `.lss`, `.lsa` (of which only the structure is read) and `.xlsx`. Answers: `.csv`, `.xlsx` and `.sav`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlechtwerk.engines.documents.confined.running import Failed, run_confined
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
from vlechtwerk.engines.surveys.tables import from_data
from vlechtwerk.engines.surveys.understanding import Understood, understood

READER = "vlechtwerk.engines.surveys.reading"
STRUCTURE_FORMS = ("lss", "lsa", "xlsx")
ANSWER_FORMS = ("csv", "xlsx", "sav")
MOST_MEGABYTES = 20
MOST_SECONDS, MOST_MEMORY = 30, 1024


@dataclass(frozen=True, slots=True)
class TakenStructure:
    """A questionnaire as a file has it, and what of the file is not kept."""

    questionnaire: Questionnaire
    not_kept: tuple[NotKept, ...]


def take_structure(path: Path, file_name: str) -> TakenStructure:
    """Return the questionnaire in a file, by the end of its name; raises `Unreadable`."""
    answer = _read("structure", path, file_name, STRUCTURE_FORMS)
    try:
        not_kept = tuple(
            NotKept(str(one["code"]), _place(one["place"]), _details(one["details"])) for one in answer["not_kept"]
        )
        return TakenStructure(_questionnaire(answer["questionnaire"]), not_kept)
    except (KeyError, TypeError, ValueError, AttributeError):
        # A parser that was taken over may answer anything.
        raise unreadable("file_broken") from None


def understand(path: Path, file_name: str) -> Understood:
    """Return what a file with answers is understood to hold, by the end of its name; raises `Unreadable`."""
    if file_name.strip().lower().endswith((".lsa", ".lsr")):
        # Beside the answers lies the list of who was invited; an export of the answers alone has none.
        raise unreadable("archive_of_limesurvey", known=_told(ANSWER_FORMS))
    answer = _read("answers", path, file_name, ANSWER_FORMS)
    try:
        table = from_data(answer["table"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("file_broken") from None
    return understood(table)


def _read(task: str, path: Path, file_name: str, forms: tuple[str, ...]) -> dict[str, Any]:
    form = file_name.strip().lower().rpartition(".")[2]
    if form not in forms:
        raise unreadable("unknown_form", known=_told(forms))
    try:
        size = path.stat().st_size
        if size > MOST_MEGABYTES * 1024 * 1024:
            raise unreadable("file_too_large", most=MOST_MEGABYTES)
        if not size:
            raise unreadable("empty")
        with path.open("rb") as file:
            answer = run_confined(READER, [task, form], file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
    except Failed as failed:
        codes = {"time": "too_slow", "memory": "too_much_memory", "output": "too_many_cells"}
        raise unreadable(codes.get(failed.why, "file_broken")) from None
    except OSError:
        raise unreadable("file_broken") from None
    if "mistakes" in answer:
        raise _told_apart(answer)
    return answer


def _told_apart(answer: Mapping[str, Any]) -> Unreadable:
    try:
        mistakes = [
            Mistake(str(one["code"]), _place(one["place"]), _details(one["details"])) for one in answer["mistakes"]
        ]
        return Unreadable(mistakes, int(answer["count"])) if mistakes else unreadable("file_broken")
    except (KeyError, TypeError, ValueError, AttributeError):
        return unreadable("file_broken")


def _told(forms: tuple[str, ...]) -> str:
    return ", ".join(f".{form}" for form in forms)


def _place(data: Mapping[str, Any]) -> Place:
    return Place(str(data["part"]), str(data["sheet"]), int(data["row"]), str(data["column"]))


def _details(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in data.items()}


def _questionnaire(data: Mapping[str, Any]) -> Questionnaire:
    """Return the questionnaire that was written as plain lists and words."""
    scales = tuple(
        Scale(
            str(scale["code"]),
            tuple(
                Category(int(one["value"]), _details(one["labels"]), CategoryKind(one["kind"]), str(one["code"]))
                for one in scale["categories"]
            ),
        )
        for scale in data["scales"]
    )
    statements = tuple(
        StatementText(str(one["code"]), _details(one["texts"]), str(one["scale"]), str(one["group"]))
        for one in data["statements"]
    )
    return Questionnaire(
        _details(data["titles"]),
        tuple(Group(str(one["code"]), _details(one["titles"])) for one in data["groups"]),
        scales,
        statements,
        tuple(RemarksQuestion(str(one["code"]), _details(one["texts"])) for one in data["remarks"]),
    )
