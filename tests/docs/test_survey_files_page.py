"""docs/reference/survey-files.md describes every column of every file that goes in or out of an evaluation."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from tests import rounds as build
from tests.closed_rounds import thirty_one
from tests.evaluations import planned
from tests.instruments import fixed, next_version, standard
from tests.world import World
from vlechtwerk.domains.evaluation.queries.instrument_files import as_workbook
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.engines.surveys import limesurvey_scales, limesurvey_structure
from vlechtwerk.engines.surveys.headings import MOMENTS, NAMED, TECHNICAL
from vlechtwerk.engines.surveys.limesurvey_structure import TABLES
from vlechtwerk.engines.surveys.questionnaire import IDENTIFYING
from vlechtwerk.foundation.database.reading import reading_as

PAGE = (Path(settings.REPOSITORY) / "docs" / "reference" / "survey-files.md").read_text()
E = "/test/evaluation/"
EV1 = f"{E}evaluations/EV1/"


def row_of(first: str) -> list[str]:
    """Return what stands in code in the last cell of the row of a table that begins so."""
    found = re.search(rf"^\| {re.escape(first)}[^|]*\|(?:.*\|)? ([^|]*) \|$", PAGE, re.MULTILINE)
    assert found is not None, first
    return re.findall(r"`([^`]+)`", found[1])


def test_page_names_every_column_of_a_workbook_with_an_instrument() -> None:
    asked = standard_questionnaire()
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(replace(asked, name={"nl": "Naam", "en": "Name"}))))
    described = set(re.findall(r"`(\w+)`", PAGE.partition("| column |")[2].partition("## Answers that come in")[0]))
    for sheet in book.worksheets:
        heads = [str(cell.value) for cell in sheet[1]]
        assert row_of(f"`{sheet.title}`") == heads, sheet.title
        assert {head.removesuffix("_en") + ("_nl" if head.endswith("_en") else "") for head in heads} <= described


def test_page_names_every_table_and_field_of_limesurvey_that_is_read() -> None:
    part = PAGE.partition("## LimeSurvey")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == set(TABLES)
    sources = "".join(Path(str(one.__file__)).read_text() for one in (limesurvey_scales, limesurvey_structure))
    read = {name for pair in re.findall(r"\b(?:row|question|whole)(?:\.get\(\"(\w+)\"|\[\"(\w+)\"\])", sources)
            for name in pair if name}  # fmt: skip
    assert {"qid", "title", "relevance"} <= read
    assert read <= set(re.findall(r"`(\w+)`", part))


def test_page_names_every_column_that_is_kept_by_its_name_or_never() -> None:
    named = {name for line in ("`completeness`, ", "`level`", "`organisation`", "`body`")
             for name in re.findall(r"`(\w+)`", re.search(rf"^\| ({line}[^|]*)\|", PAGE, re.MULTILINE)[1])}  # type: ignore[index]  # it is there  # fmt: skip
    assert named == set(NAMED)
    assert set(row_of("who answered")) == set(IDENTIFYING) - MOMENTS - TECHNICAL
    assert set(row_of("when")) == MOMENTS
    assert set(row_of("of the program")) == TECHNICAL | {"grouptime…", "questiontime…", "attribute_…"}


@pytest.fixture
def dilara(world: World, settings: Any, tmp_path: Path) -> Iterator[Client]:
    settings.ROUND_KEYS = tmp_path / "round-keys"
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    with reading_as(world.dilara.id):
        evaluation = planned(world)
        version = fixed(world, standard(world, evaluation))
        next_version(world, version.instrument)
        thirty_one(world, breakdowns=[])
        thirty_one(world, "T2")
        build.prepared(world, 6)
        yield client


# Where each list is found, and how many of its columns follow from what there is.
LISTS = {
    "Evaluations": (f"{E}evaluations/export.csv", 0),
    "Plan: groups": (f"{EV1}plan/groups.csv", 3),
    "Plan: questions": (f"{EV1}plan/questions.csv", 2),
    "Published figures": (f"{E}published/export.csv", 0),
    "Instruments": (f"{E}instruments/export.csv", 0),
    "Version": (f"{E}instruments/EV1/T1/1/export.csv", 0),
    "Two versions": (f"{E}instruments/EV1/T1/compare/export.csv", 0),
    "Rounds": (f"{E}rounds/export.csv", 0),
    "Response": (f"{E}rounds/EV1/R1/response.csv", 0),
    "Respondents": (f"{E}rounds/EV1/R1/respondents.csv", 0),
    "Result": (f"{E}results/EV1/T1/export.csv", 0),
    "Every figure": (f"{E}results/EV1/T1/figures/export.csv", 0),
    "Rounds beside each other": (f"{E}results/EV1/T2/beside/export.csv", 2),
}


def test_page_names_every_column_of_every_list(dilara: Client) -> None:
    for name, (address, more) in LISTS.items():
        answer = dilara.get(address)
        assert answer.status_code == 200, address
        heads = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        described = row_of(name)
        assert [head for head in heads if head in described] == described, name
        assert len(heads) == len(described) + more, name


def test_page_names_every_column_of_answers_that_go_out(dilara: Client) -> None:
    answer = dilara.get(f"{E}results/EV1/T1/answers.csv")
    heads = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    part = PAGE.partition("## Answers that go out")[2]
    for column in ("| `completeness` |", "| `origin` |", "| `code. text` of each statement"):
        assert column in part
    assert [head.partition(".")[0] for head in heads] == ["completeness", "origin", "S1", "S2", "S3"]
