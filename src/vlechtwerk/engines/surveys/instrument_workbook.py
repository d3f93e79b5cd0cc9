"""A version of an instrument as a workbook: a questionnaire, and beside it what only an instrument says.

The sheets are those of `workbook_structure`, with more columns; none of them need be there.

| sheet | columns |
|---|---|
| `Questionnaire` | `origin`: `invented` of an instrument that is made up |
| `Scales` | `side` of a category: `disagree`, `neutral` or `agree` |
| `Statements` | `negative`, `double_barrelled` (yes or no), `about` (codes, parted by commas), `short_nl`, … |
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from vlechtwerk.engines.surveys.cells import Rows, sheets_of, workbook
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import INVENTED, LANGUAGE, ORIGIN, Questionnaire, Texts
from vlechtwerk.engines.surveys.workbook_structure import (
    GROUPS,
    QUESTIONNAIRE,
    REMARKS,
    SCALES,
    STATEMENTS,
    read_structure_workbook,
)

SIDES = ("disagree", "neutral", "agree")
SIDE, NEGATIVE, DOUBLE_BARRELLED, ABOUT, SHORT = "side", "negative", "double_barrelled", "about", "short_"
FLAGS: Mapping[str, bool] = {
    "": False, "no": False, "nee": False, "false": False, "0": False,
    "yes": True, "ja": True, "true": True, "1": True,
}  # fmt: skip
YES = "yes"


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """What an instrument says of a statement beside its words and its scale."""

    negative: bool = False
    double_barrelled: bool = False
    about: tuple[str, ...] = ()
    short: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstrumentDetails:
    """What an instrument says beside its questionnaire.

    `sides` by code of the scale and value of the category, `statements` by code, `rows` the row of each statement in
    its sheet; what a file does not tell is not in them. `is_invented`: it has the mark of what somebody made up.
    """

    sides: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    statements: Mapping[str, StatementDetails] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    is_invented: bool = False

    def of_statement(self, code: str) -> StatementDetails:
        """Return what is said of a statement."""
        return self.statements.get(code, StatementDetails())

    def place_of(self, code: str) -> Place:
        """Return where a statement stands: its row, or its code where the file has no rows."""
        return Place(sheet=STATEMENTS, row=self.rows[code]) if code in self.rows else Place(part=code)


def instrument_as_xlsx(questionnaire: Questionnaire, details: InstrumentDetails) -> bytes:
    """Return a version as a workbook that `read_instrument_workbook` reads as the same."""
    tags = questionnaire.languages or ("nl",)

    def heads(beginning: str) -> list[str]:
        return [f"{beginning}{tag}" for tag in tags]

    def said(texts: Texts) -> list[str]:
        return [texts.get(tag, "") for tag in tags]

    def flag(on: bool) -> str:
        return YES if on else ""

    # The mark stands in each row, as in files of invented answers.
    origin = [(ORIGIN, INVENTED)] if details.is_invented else []
    about = {one.code: details.of_statement(one.code) for one in questionnaire.statements}
    return workbook([
        (QUESTIONNAIRE, ["language", "title", *(head for head, _mark in origin)], [
            [*title, *(mark for _head, mark in origin)] for title in questionnaire.titles.items()
        ]),
        (GROUPS, ["code", *heads("title_")], [[one.code, *said(one.titles)] for one in questionnaire.groups]),
        (SCALES, ["scale", "value", "kind", "code", SIDE, *heads("label_")], [
            [scale.code, str(one.value), one.kind.value, one.code,
             details.sides.get(scale.code, {}).get(one.value, ""), *said(one.labels)]
            for scale in questionnaire.scales for one in scale.categories
        ]),
        (STATEMENTS, ["code", "group", "scale", NEGATIVE, DOUBLE_BARRELLED, ABOUT, *heads(SHORT), *heads("text_")], [
            [one.code, one.group, one.scale, flag(about[one.code].negative), flag(about[one.code].double_barrelled),
             ", ".join(about[one.code].about), *said(about[one.code].short), *said(one.texts)]
            for one in questionnaire.statements
        ]),
        (REMARKS, ["code", *heads("text_")], [[one.code, *said(one.texts)] for one in questionnaire.remarks]),
    ])  # fmt: skip


def read_instrument_workbook(file: BinaryIO) -> tuple[Questionnaire, InstrumentDetails, list[NotKept]]:
    """Return the questionnaire in a workbook, what it says beside it, and what of it is not kept.

    Raises `Unreadable` with every mistake at its cell.
    """
    questionnaire, not_kept = read_structure_workbook(file)
    file.seek(0)
    reading = _Details()
    details = reading.whole(sheets_of(file, lambda names: (QUESTIONNAIRE, SCALES, STATEMENTS)))
    if reading.mistakes:
        raise Unreadable(reading.mistakes)
    return questionnaire, details, [one for one in not_kept if not _is_ours(one)]


def _is_ours(left: NotKept) -> bool:
    """Tell whether a column that a questionnaire does not have is one of an instrument."""
    sheet, column = left.place.sheet, left.place.column
    if left.code != "column":
        return False
    if sheet == STATEMENTS and column.startswith(SHORT):
        return LANGUAGE.fullmatch(column.removeprefix(SHORT)) is not None
    ours = {QUESTIONNAIRE: (ORIGIN,), SCALES: (SIDE,), STATEMENTS: (NEGATIVE, DOUBLE_BARRELLED, ABOUT)}
    return column in ours.get(sheet, ())


@dataclass
class _Details:
    mistakes: list[Mistake] = field(default_factory=list)

    def whole(self, sheets: Mapping[str, Rows]) -> InstrumentDetails:
        sides: dict[str, dict[int, str]] = {}
        for number, row in _named(sheets[SCALES]):
            side = self._known(SIDES, row.get(SIDE, "").lower(), Place("", SCALES, number, SIDE), "unknown_side")
            if side:
                sides.setdefault(row["scale"], {})[int(row["value"])] = side
        statements, rows = {}, {}
        for number, row in _named(sheets[STATEMENTS]):
            place = _at(STATEMENTS, number)
            statements[row["code"]] = StatementDetails(
                FLAGS[self._known(FLAGS, row.get(NEGATIVE, "").lower(), place(NEGATIVE), "no_flag")],
                FLAGS[self._known(FLAGS, row.get(DOUBLE_BARRELLED, "").lower(), place(DOUBLE_BARRELLED), "no_flag")],
                tuple(code for part in row.get(ABOUT, "").split(",") if (code := part.strip())),
                {head.removeprefix(SHORT): cell for head, cell in row.items() if head.startswith(SHORT) and cell},
            )
            rows[row["code"]] = number
        is_invented = any(row.get(ORIGIN, "").lower() == INVENTED for _number, row in _named(sheets[QUESTIONNAIRE]))
        return InstrumentDetails(sides, statements, rows, is_invented)

    def _known(self, words: Mapping[str, bool] | tuple[str, ...], word: str, place: Place, code: str) -> str:
        if word and word not in words:
            known = ", ".join(one for one in words if one)
            self.mistakes.append(Mistake(code, place, {"word": word[:50], "known": known}))
            return ""
        return word


def _at(sheet: str, row: int) -> Callable[[str], Place]:
    return lambda column: Place("", sheet, row, column)


def _named(rows: Rows) -> Iterator[tuple[int, dict[str, str]]]:
    """Return the cells of each row by the headings; a language keeps its capitals."""
    (_first, heads), *below = rows
    names = [head if head.startswith((SHORT, "text_", "label_")) else head.lower() for head in heads]
    for number, cells in below:
        yield number, {head: cell for head, cell in zip(names, cells, strict=False) if head}
