"""docs/cases.md tells how much the two cases hold; these are the counts."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from vlechtwerk.domains.evaluation.models import (
    Criterion,
    CriterionNorm,
    Evaluation,
    EvaluationQuestion,
    Measurement,
    PublishedFigure,
    PublishedResult,
    ShownRemark,
)
from vlechtwerk.domains.partnership.models import Account, Body, Decision, Department, Mandate, Organisation, Person
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    Goal,
    MapVersion,
    OutsideGoal,
    Precondition,
    PreconditionJudgement,
    Source,
    Task,
)
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db

PAGE = (Path(settings.REPOSITORY) / "docs" / "cases.md").read_text().partition("## What the two cases hold")[2]


def told(column: int) -> dict[str, list[int]]:
    """Return the numbers of one column of the table, by what they count."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")
    ]
    return {row[0]: [int(number) for number in re.findall(r"\d+", row[column])] for row in rows[1:]}


def entries() -> list[int]:
    kinds = Counter(ActivityEntry.objects.values_list("kind", flat=True))
    return [kinds[kind] for kind in ("done", "self_reported", "prepared", "opinion")]


def activities() -> list[int]:
    return [Activity.objects.count(), Activity.objects.filter(statuses__isnull=False).distinct().count()]


def shared(case: str) -> list[int]:
    file = files("vlechtwerk.cases").joinpath(case, "sharing.yaml")
    if not file.is_file():
        return []
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    comments = sum(len(document.get("comments", [])) for document in given["documents"])
    return [len(given["purposes"]), len(given["documents"]), comments, len(given["consents"])]


def worked(case: str) -> list[int]:
    file = files("vlechtwerk.cases").joinpath(case, "work.yaml")
    given = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    # The notes of others are in the file and not for this reader.
    return [Task.objects.count(), len(given.get("remarks", []))]


def interviewed(case: str) -> list[int]:
    # Karin reads none of it: it is in the file.
    file = files("vlechtwerk.cases").joinpath(case, "fieldwork.yaml")
    if not file.is_file():
        return []
    given = yaml.safe_load(file.read_text(encoding="utf-8"))["evaluations"]
    return [sum(len(one[kind]) for one in given) for kind in ("sessions", "codings")]


def expected_to_work(case: str) -> list[int]:
    # Karin reads no claim on which nothing approved rests: it is in the file.
    file = files("vlechtwerk.cases").joinpath(case, "mechanisms.yaml")
    given = yaml.safe_load(file.read_text(encoding="utf-8"))["evaluations"]
    return [sum(len(one.get(kind, [])) for one in given) for kind in ("mechanisms", "chains")]


def found(case: str) -> list[int]:
    # Karin reads what is approved of it: all of it is in the file.
    file = files("vlechtwerk.cases").joinpath(case, "findings.yaml")
    if not file.is_file():
        return []
    given = yaml.safe_load(file.read_text(encoding="utf-8"))["evaluations"]
    return [sum(len(one[kind]) for one in given) for kind in ("findings", "gaps")]


def criteria(case: str) -> list[int]:
    file = files("vlechtwerk.cases").joinpath(case, "framework.yaml")
    given = yaml.safe_load(file.read_text(encoding="utf-8"))["evaluations"]
    written = [one for of in given for each in of["lists"] for one in each["criteria"]]
    # Karin reads what is checked of the judgements: all of them are in the file.
    judged = sum(len(one.get("judgements", [])) for one in written)
    return [Criterion.objects.count(), CriterionNorm.objects.count(), judged]


def evaluated() -> list[int]:
    counts = [Evaluation.objects.count(), EvaluationQuestion.objects.count(), Measurement.objects.count()]
    return counts if counts[0] else []


def published() -> list[int]:
    kinds = Counter(PublishedFigure.objects.order_by().values_list("kind", flat=True))
    return [kinds[kind] for kind in ("share", "remark", "response")] if kinds else []


def answered() -> list[int]:
    results = PublishedResult.objects.select_related("round")
    if not results:
        return []
    asked = {len(one.round.questionnaire["statements"]) for one in results}
    took_part = sum(one.figures["response"]["took_part"] for one in results)
    return [len(results), *asked, took_part, ShownRemark.objects.count()]


def counted(case: str) -> dict[str, list[int]]:
    decisions = Counter(Decision.objects.values_list("state", flat=True))
    judged = PreconditionJudgement.objects.values("precondition").distinct().count()
    beside = Precondition.objects.filter(in_plan=False).count()
    return {
        "sources": [Source.objects.count()],
        "organisations, of which partners": [
            Organisation.objects.count(),
            Organisation.objects.filter(kind="partner").count(),
        ],
        "bodies, departments": [Body.objects.count(), Department.objects.count()],
        "people": [Person.objects.filter(loads_cases=False).count()],
        "activities, with a status of their own": activities(),
        "entries: done, self-reported, prepared, opinion": entries(),
        "preconditions judged, named beside the plan": [judged, beside],
        "mandates, decisions taken, asked": [Mandate.objects.count(), decisions["taken"], decisions["asked"]],
        "versions of the map": [MapVersion.objects.count()],
        "goals, goals of others": [Goal.objects.count(), OutsideGoal.objects.count()],
        "tasks, comments and notes on activities": worked(case),
        "evaluations, their questions, measurements": evaluated(),
        "rounds, statements, answer forms, shown remarks": answered(),
        "sessions of fieldwork, codings by evaluators": interviewed(case),
        "findings, things that are not known": found(case),
        "criteria, norms, judgements": criteria(case),
        "mechanisms, claims of an effect": expected_to_work(case),
        "published shares, remarks, responses": published(),
        "purposes, documents, comments, consents": shared(case),
    }


@pytest.mark.parametrize(("case", "column"), [("nsoc", 1), ("demo", 2)])
def test_the_counts_of_a_case_are_those_of_its_files(case: str, column: int) -> None:
    karin = Account.objects.get(email="karin@example.org")
    mine = next(item for item in memberships_of(karin) if item.project_code == case)
    with reading_as(mine.person_id):
        assert told(column) == counted(case)
