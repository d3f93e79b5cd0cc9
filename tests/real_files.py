"""Real files that no one here wrote, counted as plainly as can be."""

import csv
from collections import Counter
from typing import Any

import pytest

from tests.engines.surveys.made import SAMPLES

real = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not on this machine")
LIKERT = "limesurvey_responses_uk_likert.csv"


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
