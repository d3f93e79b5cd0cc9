"""Read a questionnaire from a workbook, each mistake at its cell.

| sheet | a row is | columns |
|---|---|---|
| `Questionnaire` (may be left out) | a language | `language`, `title` |
| `Groups` (may be left out) | a group of statements | `code`, `title_nl`, `title_en`, … |
| `Scales` | a category, in the order in which it is shown | `scale`, `value`, `kind`, `code`, `label_nl`, … |
| `Statements` | a statement, in the order in which it is asked | `code`, `group`, `scale`, `text_nl`, … |
| `Remarks` (may be left out) | a question that is answered in words | `code`, `text_nl`, … |

`kind` is `answer` (also when empty) or `do_not_know`, `value` is a whole number. Behind the line a language
stands by its tag: `nl`, `en`, `nl-BE`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from vlechtwerk.engines.surveys.cells import Rows, sheets_of
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    LANGUAGE,
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
    mistakes_in,
)

QUESTIONNAIRE, GROUPS, SCALES, STATEMENTS, REMARKS = "Questionnaire", "Groups", "Scales", "Statements", "Remarks"
# Of each sheet its plain columns, and the beginning of those that there are for every language.
COLUMNS = {
    QUESTIONNAIRE: (("language", "title"), ""),
    GROUPS: (("code",), "title_"),
    SCALES: (("scale", "value", "kind", "code"), "label_"),
    STATEMENTS: (("code", "group", "scale"), "text_"),
    REMARKS: (("code",), "text_"),
}
NEEDED = {
    QUESTIONNAIRE: ("language", "title"),
    GROUPS: ("code",),
    SCALES: ("scale", "value"),
    STATEMENTS: ("code", "scale"),
    REMARKS: ("code",),
}
_WHOLE = re.compile(r"\d{1,6}")


def read_structure_workbook(file: BinaryIO) -> tuple[Questionnaire, list[NotKept]]:
    """Return the questionnaire in a workbook, and what of it is not kept; raises `Unreadable` with every mistake."""
    sheets = sheets_of(file, COLUMNS.keys().__and__)
    reading = _Reading()
    for name in (SCALES, STATEMENTS):
        if name not in sheets:
            reading.wrong("missing_sheet", Place(sheet=name), known=", ".join(COLUMNS))
    if not reading.mistakes:
        made = reading.whole(sheets)
    if reading.mistakes:
        raise Unreadable(reading.mistakes)
    return made, reading.not_kept


@dataclass
class _Row:
    """A row by its columns; `texts` by language."""

    number: int
    cells: Mapping[str, str]
    texts: dict[str, str]


@dataclass
class _Reading:
    """Reads the sheets; keeps what is wrong, what is left out, and where each code stands."""

    mistakes: list[Mistake] = field(default_factory=list)
    not_kept: list[NotKept] = field(default_factory=list)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def wrong(self, code: str, place: Place, **details: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(Mistake(code, place, details))

    def whole(self, sheets: Mapping[str, Rows]) -> Questionnaire:
        """Return what all sheets say together."""
        for name in sheets:
            if name not in COLUMNS:
                self.not_kept.append(NotKept("sheet", Place(sheet=name)))
        rows = {name: list(self._rows(name, sheets.get(name, []))) for name in COLUMNS}
        titles = {row.cells.get("language", ""): row.cells.get("title", "") for row in rows[QUESTIONNAIRE]}
        for row in rows[QUESTIONNAIRE]:
            if LANGUAGE.fullmatch(row.cells.get("language", "")) is None:
                self.wrong("no_language", Place("", QUESTIONNAIRE, row.number, "language"))
        made = Questionnaire(
            titles,
            tuple(Group(self._code(GROUPS, row), row.texts) for row in rows[GROUPS]),
            tuple(self._scales(rows[SCALES])),
            tuple(
                StatementText(self._code(STATEMENTS, row), row.texts, row.cells["scale"], row.cells.get("group", ""))
                for row in rows[STATEMENTS]
                if "scale" in row.cells
            ),
            tuple(RemarksQuestion(self._code(REMARKS, row), row.texts) for row in rows[REMARKS]),
        )
        if not self.mistakes and not made.statements:
            self.wrong("no_statements", Place(sheet=STATEMENTS))
        if not self.mistakes:
            self.mistakes += mistakes_in(made, lambda part, code: self.places[part, code])
        return made

    def _rows(self, sheet: str, rows: Rows) -> Iterator[_Row]:
        if not rows:
            if sheet in (SCALES, STATEMENTS):
                self.wrong("no_heading", Place(sheet=sheet))
            return
        (first, said), *below = rows
        heads = [head.lower() if not head.startswith(COLUMNS[sheet][1]) else head for head in said]
        before = len(self.mistakes)
        for name in NEEDED[sheet]:
            if name not in heads:
                self.wrong("missing_column", Place(sheet=sheet, row=first, column=name))
        for at, head in enumerate(heads):
            self._head(sheet, first, head, head in heads[:at])
        if len(self.mistakes) > before:
            # Under wrong headings every row would be wrong as well.
            return
        _plain, beginning = COLUMNS[sheet]
        for number, cells in below:
            named = {head: cell for head, cell in zip(heads, cells, strict=False) if head}
            texts = {
                head.removeprefix(beginning): cell
                for head, cell in named.items()
                if beginning and head.startswith(beginning) and cell
            }
            yield _Row(number, {**dict.fromkeys(NEEDED[sheet], ""), **named}, texts)

    def _head(self, sheet: str, row: int, head: str, twice: bool) -> None:
        place = Place(sheet=sheet, row=row, column=head)
        plain, beginning = COLUMNS[sheet]
        if head and twice:
            self.wrong("column_twice", place)
        elif beginning and head.startswith(beginning):
            if LANGUAGE.fullmatch(head.removeprefix(beginning)) is None:
                self.wrong("no_language", place)
        elif head not in plain:
            self.not_kept.append(NotKept("column", place))

    def _code(self, sheet: str, row: _Row) -> str:
        code = row.cells["code"]
        # The last one: of a code that is there twice, that is the wrong one.
        self.places[sheet.lower(), code] = Place("", sheet, row.number, "code")
        return code

    def _scales(self, rows: list[_Row]) -> Iterator[Scale]:
        found: dict[str, list[Category]] = {}
        for row in rows:
            value, kind = row.cells["value"], row.cells.get("kind", "")
            if _WHOLE.fullmatch(value) is None:
                self.wrong("no_number", Place("", SCALES, row.number, "value"), word=value[:50])
                continue
            if kind and kind not in tuple(CategoryKind):
                self.wrong(
                    "unknown_kind", Place("", SCALES, row.number, "kind"), word=kind[:50], known=", ".join(CategoryKind)
                )
                continue
            self.places["scales", row.cells["scale"]] = Place("", SCALES, row.number, "scale")
            category = Category(int(value), row.texts, CategoryKind(kind or "answer"), row.cells.get("code", ""))
            found.setdefault(row.cells["scale"], []).append(category)
        yield from (Scale(code, tuple(categories)) for code, categories in found.items())
