"""Sentences about files of surveys: sent to a page or to the interface, and real ones counted as plainly as can be."""

import csv
import io
import re
from collections import Counter
from html import unescape
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.samples import SAMPLES
from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, Instrument, RoundResult

LIKERT = "limesurvey_responses_uk_likert.csv"
PAGE = "/test/evaluation/evaluations/EV1/take-in-answers/"
INSTRUMENT_PAGE = "/test/evaluation/instruments/import/"
API = "/api/v1/projects/test/evaluations/EV1/"
ROWS: list[list[object]] = [["id", "S1", "S2"], *([number, "Eens", "Oneens"] for number in range(6))]


def sent(client: Client, address: str, name: str, content: bytes, /, **how: str) -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content), **how})


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def content_of(answer: Any) -> str:
    found = re.search(r'name="content" value="([^"]+)"', answer.content.decode())
    assert found is not None, words(answer)[:2000]
    return found[1]


def nothing_is_left() -> bool:
    return not any(model.objects.exists() for model in (EvaluationRound, RoundResult, AnswerSheet, Instrument))


def likert_as_counted() -> dict[str, Counter[str]]:
    """Count the answers of each column by its code, without their capitals, as plainly as can be."""
    with (SAMPLES / LIKERT).open(newline="", encoding="utf-8") as file:
        heads, *rows = csv.reader(file)
    return {
        head.partition(".")[0].replace("[", "_").rstrip("]"): Counter(row[at].lower() for row in rows)
        for at, head in enumerate(heads)
        if at > 0
    }


def told_of(told: dict[str, Any]) -> dict[str, Counter[str]]:
    """Return the counts that the programming interface tells, by the words of the answers."""
    found = {}
    for one in told["statements"]:
        found[one["code"]] = Counter({answer["label"].lower(): answer["count"] for answer in one["answers"]})
        found[one["code"]][""] = one["notAnswered"]
    return found


def book(*sheets: tuple[str, list[list[object]]], merged: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
