"""A written map as a workbook of three sheets: written, and read back with each mistake at its cell."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO
from warnings import catch_warnings, simplefilter

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

from vlechtwerk.engines.documents.outcome_map.checking import Mistake, Place, mistakes_in
from vlechtwerk.engines.documents.outcome_map.json_form import LINK_TEXTS, NODE_LISTS, NODE_TEXTS, VERSION_TEXTS
from vlechtwerk.engines.documents.outcome_map.written import (
    LINK_KINDS,
    MOST_ROWS,
    WrittenLink,
    WrittenMap,
    WrittenNode,
    tidy,
)

VERSION, NODES, LINKS = "Version", "Nodes", "Links"
COLUMNS = {
    VERSION: ("field", "value"),
    NODES: (*NODE_TEXTS, *NODE_LISTS, "inferred"),
    LINKS: (*LINK_TEXTS, "inferred"),
}
# Without these a sheet can't be read; the others may be left out.
NEEDED = {VERSION: ("field", "value"), NODES: ("code", "kind", "title"), LINKS: ("from", "to")}
YES, NO = "yes", "no"
FLAGS = {"yes": True, "true": True, "1": True, "ja": True, "no": False, "false": False, "0": False, "nee": False}


def as_workbook(written: WrittenMap) -> bytes:
    """Return a map as a workbook; every cell is a text, so nothing in it is ever a formula."""
    version = [(name, getattr(written, name)) for name in VERSION_TEXTS]
    version.append(("shows_status", _said(written.shows_status)))
    nodes = [
        [*(getattr(node, name) for name in NODE_TEXTS), *(", ".join(getattr(node, name)) for name in NODE_LISTS),
         _said(node.inferred)]
        for node in written.nodes
    ]  # fmt: skip
    links = [
        [link.start, link.end, link.kind, link.explanation, link.assumption, _said(link.inferred)]
        for link in written.links
    ]
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        for name, rows in ((VERSION, version), (NODES, nodes), (LINKS, links)):
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(COLUMNS[name]):
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, column, cell)
            sheet.autofit()
    return file.getvalue()


def _said(flag: bool) -> str:
    return YES if flag else NO


Rows = dict[str, list[int]]


def read_workbook_with_rows(file: BinaryIO) -> tuple[WrittenMap | None, list[Mistake], Rows]:
    """Return the map of a workbook, what is wrong with it, and in which row of its sheet each part stands."""
    try:
        with catch_warnings():
            simplefilter("ignore")
            book = openpyxl.load_workbook(file, read_only=True, data_only=False)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError):
        return None, [Mistake("no_workbook")], {}
    reading = _Reading()
    for name in COLUMNS:
        if name not in book.sheetnames:
            reading.wrong("missing_sheet", Place(sheet=name), known=", ".join(COLUMNS))
    for name in book.sheetnames:
        if name not in COLUMNS:
            reading.wrong("unknown_sheet", Place(sheet=name), known=", ".join(COLUMNS))
    if reading.mistakes:
        return None, reading.mistakes, {}
    for name in COLUMNS:
        # What a sheet says of its own size is not to be trusted.
        book[name].reset_dimensions()
    written, mistakes = reading.whole({name: book[name].iter_rows() for name in COLUMNS})
    return written, mistakes, reading.numbers


class _Reading:
    """Reads sheets, and keeps what is wrong."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.numbers: dict[str, list[int]] = {}
        self.places: dict[str, int] = {}
        self.headless: set[tuple[str, int]] = set()

    def wrong(self, code: str, place: Place, **details: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(Mistake(code, place, details))

    def whole(self, sheets: dict[str, Iterable[Sequence[Any]]]) -> tuple[WrittenMap | None, list[Mistake]]:
        """Read all sheets; return nothing when a sheet can't be read at all."""
        rows = {name: list(self._rows(name, found)) for name, found in sheets.items()}
        hopeless = {"missing_column", "column_twice", "too_many_rows"}
        if any(mistake.code in hopeless for mistake in self.mistakes):
            return None, self.mistakes
        version = self._version(rows[VERSION])
        nodes = tuple(self._node(row, number) for row, number in zip(rows[NODES], self.numbers[NODES], strict=True))
        links = tuple(self._link(row, number) for row, number in zip(rows[LINKS], self.numbers[LINKS], strict=True))
        shows = self._flag(version, VERSION, self.places.get("shows_status", 0), "shows_status", True)
        texts = {name: version.get(name, "") for name in VERSION_TEXTS}
        written = WrittenMap(**texts, shows_status=shows, nodes=nodes, links=links)
        found = {mistake.place for mistake in self.mistakes}
        # A cell that can't be read is told once.
        more = [mistake for mistake in mistakes_in(written, self._place_of) if mistake.place not in found]
        return written, self.mistakes + more

    def _rows(self, sheet: str, rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, str]]:
        self.numbers[sheet] = []
        heads: list[str] = []
        for number, cells in enumerate(rows, 1):
            if not heads:
                heads = [str(cell.value or "").strip().lower() for cell in cells]
                self._heads(sheet, heads)
                continue
            if number > MOST_ROWS + 1:
                self.wrong("too_many_rows", Place(sheet=sheet), count=f"> {MOST_ROWS}", most=str(MOST_ROWS))
                return
            self._without_head(sheet, number, heads, cells)
            named = zip(heads, cells, strict=False)
            row = {head: self._value(cell, Place(sheet, number, head)) for head, cell in named if head}
            if any(row.values()):
                self.numbers[sheet].append(number)
                yield row
        if not heads:
            self._heads(sheet, [])

    def _without_head(self, sheet: str, number: int, heads: Sequence[str], cells: Sequence[Any]) -> None:
        """Say where a column holds something and has no heading: once for a column, at its first cell."""
        for column, cell in enumerate(cells, 1):
            if (column <= len(heads) and heads[column - 1]) or (sheet, column) in self.headless:
                continue
            if cell.value is not None and str(cell.value).strip():
                self.headless.add((sheet, column))
                self.wrong(
                    "no_heading", Place(sheet, number, get_column_letter(column)), known=", ".join(COLUMNS[sheet])
                )

    def _heads(self, sheet: str, heads: list[str]) -> None:
        for head in NEEDED[sheet]:
            if head not in heads:
                self.wrong("missing_column", Place(sheet, 1, head), known=", ".join(COLUMNS[sheet]))
        for head, count in Counter(heads).items():
            if head and head not in COLUMNS[sheet]:
                self.wrong("unknown_column", Place(sheet, 1, head), known=", ".join(COLUMNS[sheet]))
            elif head and count > 1:
                self.wrong("column_twice", Place(sheet, 1, head))

    def _value(self, cell: Any, place: Place) -> str:
        value = cell.value
        if value is None:
            return ""
        if cell.data_type == "f":
            self.wrong("formula", place)
            return ""
        if cell.data_type == "e":
            self.wrong("error_cell", place, word=str(value))
            return ""
        if isinstance(value, bool):
            return _said(value)
        if isinstance(value, datetime | date):
            return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return tidy(str(value))

    def _version(self, rows: list[dict[str, str]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for row, number in zip(rows, self.numbers[VERSION], strict=True):
            name = row.get("field", "")
            place = Place(VERSION, number, "field")
            if name not in (*VERSION_TEXTS, "shows_status"):
                self.wrong("unknown_key", place, known=", ".join((*VERSION_TEXTS, "shows_status")))
            elif name in found:
                self.wrong("key_twice", place, key=name)
            else:
                found[name] = row.get("value", "")
                self.places[name] = number
        return found

    def _node(self, row: dict[str, str], number: int) -> WrittenNode:
        texts = {name: row.get(name, "") for name in NODE_TEXTS}
        lists = {name: tuple(row.get(name, "").replace(";", ",").replace("\n", ",").split(",")) for name in NODE_LISTS}
        codes = {name: tuple(code.strip() for code in found if code.strip()) for name, found in lists.items()}
        return WrittenNode(**texts, **codes, inferred=self._flag(row, NODES, number, "inferred", False))  # type: ignore[arg-type]  # texts and lists by their names

    def _link(self, row: dict[str, str], number: int) -> WrittenLink:
        inferred = self._flag(row, LINKS, number, "inferred", False)
        texts = [row.get(name, "") for name in LINK_TEXTS]
        start, end, kind, explanation, assumption = texts
        return WrittenLink(start, end, kind or LINK_KINDS[0], explanation, assumption, inferred)

    def _flag(self, row: dict[str, str], sheet: str, number: int, name: str, default: bool) -> bool:
        word = row.get(name, "").lower()
        if word and word not in FLAGS:
            self.wrong("no_flag", Place(sheet, number, "value" if sheet == VERSION else name))
        return FLAGS.get(word, default)

    def _place_of(self, part: str, number: int, field: str) -> Place:
        if part == "version":
            return Place(VERSION, self.places.get(field, 0), field if field not in self.places else "value")
        sheet = NODES if part == "nodes" else LINKS
        return Place(sheet, self.numbers[sheet][number], field)
