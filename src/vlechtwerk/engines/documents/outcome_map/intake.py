"""Take in a file with an outcome map: read in a process of its own, and told with every mistake at its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vlechtwerk.engines.documents.confined.running import Failed, run_confined
from vlechtwerk.engines.documents.outcome_map.checking import Mistake, Place
from vlechtwerk.engines.documents.outcome_map.workbook_form import LINKS, NODES, VERSION
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap, from_data

READER = "vlechtwerk.engines.documents.outcome_map.taking_in"
FORMS = ("json", "xlsx")
MOST_MEGABYTES = 5
MOST_SECONDS, MOST_MEMORY = 20, 1024


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file says: the map, or the first mistakes and how many there are."""

    written: WrittenMap | None
    mistakes: tuple[Mistake, ...] = ()
    count: int = 0
    # In which row of its sheet each part stands; empty for a file without sheets.
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def place_of(self, part: str, number: int, name: str) -> Place:
        """Return where in the file a part of the map stands."""
        sheet = {"nodes": NODES, "links": LINKS}.get(part, VERSION)
        if not self.rows:
            return Place(path=f"version.{name}" if sheet == VERSION else f"{part}[{number}].{name}")
        return Place(sheet, 0 if sheet == VERSION else self.rows[sheet][number], name)


def take_in(path: Path, file_name: str) -> TakenIn:
    """Return the map in a file of JSON or a workbook, by the end of its name; or what is wrong with it."""
    form = file_name.strip().lower().rpartition(".")[2]
    if form not in FORMS:
        return _wrong(Mistake("unknown_form", details={"known": ", ".join(f".{form}" for form in FORMS)}))
    if path.stat().st_size > MOST_MEGABYTES * 1024 * 1024:
        return _wrong(Mistake("file_too_large", details={"most": str(MOST_MEGABYTES)}))
    try:
        with path.open("rb") as file:
            answer = run_confined(READER, [form], file, seconds=MOST_SECONDS, megabytes=MOST_MEMORY)
        if "map" in answer:
            return TakenIn(from_data(answer["map"]), rows=answer["rows"])
        mistakes = tuple(
            Mistake(str(one["code"]), Place(**one["place"]), dict(one["details"])) for one in answer["mistakes"]
        )
        return TakenIn(None, mistakes, int(answer["count"]))
    except (Failed, KeyError, TypeError, ValueError):
        return _wrong(Mistake("file_broken"))


def _wrong(mistake: Mistake) -> TakenIn:
    return TakenIn(None, (mistake,), 1)
