"""In which row each question stands: those that come from one another stand in one band, top to bottom."""

from collections.abc import Mapping

from vlechtwerk.engines.documents.learning_agenda.contents import AgendaDrawing

# A single version is set in so many columns, so that it fits on a sheet.
ABREAST = 3


def rows_of(drawn: AgendaDrawing) -> Mapping[str, int]:
    """Return the row of each question, from 0; no two questions of a version share one."""
    family = _families(drawn)
    height: dict[str, int] = {}
    for column in drawn.columns:
        counts: dict[str, int] = {}
        for box in column.boxes:
            counts[family[box.key]] = counts.get(family[box.key], 0) + 1
        for name, count in counts.items():
            height[name] = max(height.get(name, 0), count)
    tops, top = {}, 0
    for column in drawn.columns:
        for box in column.boxes:
            if family[box.key] not in tops:
                tops[family[box.key]] = top
                top += height[family[box.key]]
    found: dict[str, int] = {}
    for column in drawn.columns:
        placed: dict[str, int] = {}
        for box in column.boxes:
            name = family[box.key]
            found[box.key] = tops[name] + placed.get(name, 0)
            placed[name] = placed.get(name, 0) + 1
    return found


def _families(drawn: AgendaDrawing) -> dict[str, str]:
    """Return of each question one of those that it hangs together with: for all of them the same."""
    above = {box.key: box.key for column in drawn.columns for box in column.boxes}

    def top(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    for line in drawn.lines:
        if line.start in above and line.end in above:
            above[top(line.end)] = top(line.start)
    return {key: top(key) for key in above}
