"""A file with answers as a table of texts: columns with what their file says of them, and no meaning as yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LIMESURVEY, CSV, XLSX, SAV = "limesurvey", "csv", "xlsx", "sav"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its cells as texts (empty: nothing), and in an SPSS file its label and those of values.

    `missing`: the texts that the file declares as missing. `is_moment`: the file says that it holds dates or times.
    """

    head: str
    cells: tuple[str, ...]
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    is_moment: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """All columns, the number of each row in its file, and how the file is made up: `form` is csv, xlsx or sav."""

    form: str
    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    sheet: str = ""
    # Other sheets of the workbook, which are not read.
    beside: tuple[str, ...] = ()


def as_data(table: Table) -> dict[str, Any]:
    """Return a table as plain lists and words."""
    return {
        "form": table.form, "rows": table.rows, "sheet": table.sheet, "beside": table.beside,
        "columns": [
            {
                "head": one.head, "cells": one.cells, "label": one.label, "value_labels": dict(one.value_labels),
                "missing": sorted(one.missing), "is_moment": one.is_moment,
            }
            for one in table.columns
        ],
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> Table:
    """Return the table that `as_data` wrote; raises `KeyError`, `TypeError` or `ValueError` for anything else."""
    columns = tuple(
        Column(
            str(one["head"]),
            tuple(str(cell) for cell in one["cells"]),
            str(one["label"]),
            {str(value): str(label) for value, label in one["value_labels"].items()},
            frozenset(str(value) for value in one["missing"]),
            bool(one["is_moment"]),
        )
        for one in data["columns"]
    )
    rows = tuple(int(row) for row in data["rows"])
    if any(len(column.cells) != len(rows) for column in columns):
        raise ValueError("Each column has a cell for every row.")
    beside = tuple(str(name) for name in data["beside"])
    return Table(str(data["form"]), columns, rows, str(data["sheet"]), beside)
