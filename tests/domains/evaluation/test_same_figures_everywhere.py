"""Attacks by difference of forms, and by watching the response: every door shows the same figures, and no more.

What is kept of a result is what `test_suppression_of_everything.py` attacks; here everything that members can ask for
is compared with it.
"""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from tests import rounds as build
from tests.closed_rounds import ENGLISH, ask, close, round_of, sheets, spread, thirty_one
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import EvaluationRound, RoundResult
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.partnership.models import Person

pytestmark = pytest.mark.usefixtures("as_dilara")

R = "/test/evaluation/results/EV1/T1/"
API = "/api/v1/projects/test/"
WORDS = {"strategic": "Strategic", "tactical": "Tactical", "operational": "Operational"}
# Per statement, group and answer: the number; so also n, "do not know" and no answer.
Numbers = dict[tuple[str, str, str], int]


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


@pytest.fixture
def published(world: World) -> EvaluationRound:
    """Publish a round in which two levels are shown and the third, of five who agree, is hidden with another."""
    asked = round_of(world)
    ask(world, asked, 14, level="strategic", sent=12)
    ask(world, asked, 17, level="tactical", sent=17)
    ask(world, asked, 11, level="operational", sent=9)
    given = sheets(*spread("S1", 2, 3, 1, 6), level="strategic") + sheets(*spread("S1", 4, 5, 4, 4), level="tactical")
    close(world, asked, [*given, *sheets(*spread("S1", 1, 0, 3, 3, unknown=2), level="operational"),
                         *sheets(*spread("S2", 0, 0, 0, 0), level="operational")])  # fmt: skip
    publish_result(asked, by=world.dilara, at=now())
    return asked


def kept(asked: EvaluationRound) -> Numbers:
    """Return what is kept of the result, which is all that may be shown."""
    found: Numbers = {}
    for one in RoundResult.objects.get(round=asked).figures["statements"]:
        shown = [("All", one["whole"])] if one["whole"] else []
        shown += [(WORDS[group["group"]["level"]], group) for group in one["groups"]]
        for group, counts in shown:
            for label, count in zip(ENGLISH, counts["counts"], strict=True):
                found[one["code"], group, label] = count
            found[one["code"], group, "n"] = sum(counts["counts"])
            found[one["code"], group, "?"] = counts["do_not_know"]
            found[one["code"], group, "-"] = counts["not_answered"]
    return found


def in_rows(rows: list[list[str]]) -> Numbers:
    """Return the numbers in the rows of a file, whatever stands above them."""
    found: Numbers = {}
    for row in rows:
        if len(row) > 10 and row[2] in ("S1", "S2", "S3"):
            code, group = row[2], row[5]
            if not row[7]:
                assert row[8:] == [""] * 3
                continue
            found[code, group, row[6]] = int(row[7])
            found |= {(code, group, what): int(number) for what, number in zip("n?-", row[8:], strict=True)}
    return found


def test_attack_differences_of_exports(world: World, published: EvaluationRound) -> None:
    """CSV, XLSX and the programming interface give the numbers that are kept, to a member and to an evaluator."""
    expected = kept(published)
    assert {group for _, group, _ in expected} == {"All", *WORDS.values()} - hidden_levels(published)
    for person in (world.karin, world.dilara):
        client = signed_in(person)
        text = client.get(R + "export.csv").content.decode("utf-8-sig")
        assert in_rows(list(csv.reader(io.StringIO(text), delimiter=";"))) == expected
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(R + "export.xlsx").content))
        rows = book.get_sheet_by_index(0).to_python()
        assert in_rows([[str(cell).removesuffix(".0") for cell in row] for row in rows]) == expected
        assert by_interface(client) == expected


def hidden_levels(asked: EvaluationRound) -> set[str]:
    statements = RoundResult.objects.get(round=asked).figures["statements"]
    shown = {group["group"]["level"] for one in statements for group in one["groups"]}
    return {word for level, word in WORDS.items() if level not in shown}


def by_interface(client: Client) -> Numbers:
    answer = client.get(API + "evaluations/EV1/rounds/T1/result")
    assert answer.status_code == 200, answer.content
    found: Numbers = {}
    for one in answer.json()["statements"]:
        shown = [("All", one["whole"])] if one["whole"] else []
        shown += [(WORDS[group["group"]["level"]], group["answers"]) for group in one["groups"]]
        for group, told in shown:
            for label, count in zip(ENGLISH, told["counts"], strict=True):
                found[one["code"], group, label] = count
            found |= {
                (one["code"], group, what): told[name]
                for what, name in (("n", "n"), ("?", "doNotKnow"), ("-", "notAnswered"))
            }
    return found


def test_attack_numbers_in_the_page_and_its_drawing(world: World, published: EvaluationRound) -> None:
    """Each "number of n" of the page is a share of something that is shown; no other n stands anywhere."""
    page = signed_in(world.karin).get(R).content.decode()
    figures = RoundResult.objects.get(round=published).figures
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    of = {int(number) for number in re.findall(r"\d+ of (?:the )?(\d+)", words)}
    ns = {number for (_, _, what), number in kept(published).items() if what == "n"}
    rates = {rate["of"] for rate in figures["response"]["groups"]}
    assert of
    assert of <= ns | rates | {figures["response"]["population"], figures["response"]["took_part"]}


def test_attack_doors_for_evaluators(world: World, published: EvaluationRound) -> None:
    """Sheets, their file, the computation and the response are for evaluators alone, by page and interface."""
    karin, dilara = signed_in(world.karin), signed_in(world.dilara)
    pages = [R + page for page in ("figures/", "remarks/")]
    pages += [f"/test/evaluation/rounds/EV1/T1/{page}" for page in ("response.csv", "respondents.csv")]
    for page in pages:
        assert (karin.get(page).status_code, dilara.get(page).status_code) == (404, 200), page
    # Of an anonymous round that is told apart there are no sheets, for nobody.
    for page in ("answers.csv", "answers.xlsx", "answers.sav"):
        assert (karin.get(R + page).status_code, dilara.get(R + page).status_code) == (404, 409), page
    assert dilara.get(API + "evaluations/EV1/rounds/T1/answers").status_code == 409
    for call in [
        f"evaluations/EV1/rounds/T1/{name}" for name in ("response", "respondents", "remarks", "verification")
    ]:
        assert karin.get(API + call).status_code == 409, call
        assert dilara.get(API + call).status_code == 200, call


def test_file_of_answers_names_no_group(world: World) -> None:
    """Beside the tables, sheets with a level would tell all that is hidden, to evaluators too."""
    thirty_one(world, promise="confidential")
    text = signed_in(world.dilara).get(R + "answers.csv").content.decode("utf-8-sig").lower()
    assert len(text.splitlines()) == 28
    for word in [*WORDS, "level"]:
        assert word.lower() not in text


@pytest.fixture
def round_keys(settings: Any, tmp_path: Any) -> None:
    settings.ROUND_KEYS = tmp_path / "round-keys"


def everything_live(client: Client) -> dict[str, Any]:
    """Return all that can be asked for of an open round."""
    pages = ["/test/evaluation/rounds/EV1/R1/", "/test/evaluation/rounds/EV1/R1/response.csv"]
    pages += ["/test/evaluation/results/EV1/R1/", "/test/evaluation/results/", "/test/evaluation/rounds/"]
    pages += [f"{API}evaluations/EV1/rounds/R1{call}" for call in ("", "/response", "/respondents")]
    pages += [f"{API}evaluations/EV1/rounds/R1/result", f"{API}round-results"]
    found = {}
    for page in pages:
        answer = client.get(page)
        # In the tags are the token of a form and the nonce of a script, new in each page.
        words = re.sub(r"<[^>]+>", " ", answer.content.decode("utf-8-sig"))
        found[page] = answer.status_code, words
    return found


@pytest.mark.usefixtures("round_keys")
def test_attack_response_overview_by_looking_twice(world: World) -> None:
    """To a member nothing changes when an answer comes in; to an evaluator the counts of who answered, by one."""
    asked = build.opened(world, 8)
    tokens = build.links(asked)
    karin, dilara = signed_in(world.karin), signed_in(world.dilara)
    build.answers(tokens[0], [1, 2, 3], "KENMERK een")
    before = everything_live(karin), everything_live(dilara)
    build.answers(tokens[1], [5, 5, 5], "KENMERK twee")
    after = everything_live(karin), everything_live(dilara)
    assert after[0] == before[0]
    assert "KENMERK" not in json.dumps(after)
    call = f"{API}evaluations/EV1/rounds/R1/response"
    first, second = (json.loads(looked[1][call][1]) for looked in (before, after))
    assert (second["answered"], first["answered"]) == (2, 1)
    assert {name for name in first if first[name] != second[name]} <= {"answered", "waiting", "groups"}
    for looked in (before[1], after[1]):
        assert looked["/test/evaluation/results/EV1/R1/"][0] == 404
        assert looked[f"{API}evaluations/EV1/rounds/R1/result"][0] == 404


@pytest.mark.usefixtures("round_keys")
def test_response_overview_is_the_same_whatever_was_answered(world: World) -> None:
    """Two rounds that differ in what one person answered look the same until they close."""
    asked = build.opened(world, 8)
    token = build.links(asked)[0]
    dilara = signed_in(world.dilara)
    looks = []
    for values, remark in (([1, 1, 1], ""), ([5, 5, 5], "Heel wat anders")):
        with transaction.atomic():
            build.answers(token, values, remark)
            looks.append(everything_live(dilara))
            transaction.set_rollback(True)
    assert looks[0] == looks[1]
