"""The page about leaks names a test for each way out, or says why there is nothing to test yet."""

import ast
import re
from pathlib import Path

from django.conf import settings

ROW = re.compile(r"^\| ([A-Z])(\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TESTS = Path(settings.REPOSITORY) / "tests"
NOT_YET = "not applicable yet: "


def rows_of_the_page() -> list[tuple[str, int, str]]:
    page = (Path(settings.REPOSITORY) / "docs" / "leaks.md").read_text()
    return [(letter, int(number), held) for letter, number, _how, held in ROW.findall(page)]


def test_every_row_names_tests_that_exist_or_says_why_there_is_none() -> None:
    missing = []
    for letter, number, held in rows_of_the_page():
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", held)
        if not named and not (held.startswith(NOT_YET) and len(held) > len(NOT_YET) + 15):
            missing.append(f"{letter}{number}: nothing named")
        missing += [f"{letter}{number}: {file}::{name}" for file, name in named if name not in functions_in(file)]
    assert missing == []


def test_no_row_is_left_out() -> None:
    numbers: dict[str, list[int]] = {}
    for letter, number, _held in rows_of_the_page():
        numbers.setdefault(letter, []).append(number)
    assert sorted(numbers) == ["A", "B", "D", "E", "J", "L", "M"]
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert sum(map(len, numbers.values())) > 100


def functions_in(file: str) -> set[str]:
    path = TESTS / file
    tree = ast.parse(path.read_text()) if path.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
