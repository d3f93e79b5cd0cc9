"""Published shares of the first case are those of its facts: with place and words, none with a made-up count."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from vlechtwerk.domains.evaluation.models import PublishedFigure
from vlechtwerk.domains.evaluation.queries.published import FigureInSource, published_figures
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.links import evidence_of

FACTS = Path(__file__).parents[1] / "data" / "nsoc" / "thermometer.md"
# Beside the repository, where the facts of the first case are kept.
THEIRS = Path(settings.REPOSITORY).parent / "shared" / "case" / "nsoc" / "thermometer.md"
DIMENSIONS = {
    "daadkracht": "drive",
    "draagvlak": "support",
    "draagkracht": "capability",
    "opbrengsten": "first_results",
}


@dataclass(frozen=True)
class Fact:
    """One row of the table of published statements."""

    code: str
    percentage: int
    about_so: bool
    words: str
    dimension: str
    figure: str
    negative: bool
    double: bool
    about: frozenset[str]
    lines: frozenset[str]


def facts() -> dict[str, Fact]:
    """Read the table of published statements."""
    found = {}
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 8 or not re.fullmatch(r"[A-Z]\d+", cells[0]):
            continue
        code, statement, dimension, published, words, figure, about, lines = cells
        found[code] = Fact(
            code,
            int(published.strip("~%")),
            published.startswith("~"),
            words,
            DIMENSIONS.get(dimension, "other"),
            "" if figure == "not stated" else figure,
            "reported as a negative" in statement,
            "double-barrelled" in statement,
            frozenset() if about in ("all", "plan") else frozenset(about.split(", ")),
            frozenset(line.strip().removeprefix("L") for line in lines.split(",")),
        )
    return found


@pytest.fixture
def recorded(db: None) -> Iterator[dict[str, FigureInSource]]:
    """Return the published figures of the case by their code."""
    account = Account.objects.get(email="bram@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "nsoc")
    with reading_as(person):
        (of,) = published_figures()
        yield {item.figure.code: item for item in of.figures}


@pytest.mark.skipif(not THEIRS.is_file(), reason="the facts of the first case are not beside this repository")
def test_facts_carried_over_are_still_those_of_the_first_case() -> None:
    assert FACTS.read_text(encoding="utf-8") == THEIRS.read_text(encoding="utf-8")


def test_every_share_stands_as_the_facts_say_and_there_are_28(recorded: dict[str, FigureInSource]) -> None:
    expected = facts()
    statements = {code: item.figure for code, item in recorded.items() if item.figure.kind != "response"}
    assert (len(expected), set(statements)) == (29, set(expected))
    links = evidence_of(figure.id for figure in statements.values())
    for code, figure in statements.items():
        assert Fact(
            code, figure.percentage, figure.approximate, figure.words, figure.dimension, figure.figure,
            figure.negative, figure.double_barrelled, frozenset(figure.about),
            frozenset(link.locator for link in links[figure.id]),
        ) == expected[code]  # fmt: skip
        assert {(link.identifier, link.locator_kind, link.base) for link in links[figure.id]} == {
            ("R", "line", "published")
        }
    assert sum(figure.kind == PublishedFigure.Kind.SHARE for figure in statements.values()) == 28


def fits(percentage: int) -> list[tuple[int, int]]:
    """Return every whole count of 23 to 28 that is this percentage, rounded half up; not as the platform does it."""
    half = Fraction(1, 2)
    return [
        (count, base)
        for base in range(23, 29)
        for count in range(base + 1)
        if percentage - half <= Fraction(100 * count, base) < percentage + half
    ]


def test_27_shares_fit_a_whole_count_and_66_percent_fits_none(recorded: dict[str, FigureInSource]) -> None:
    shares = {code: item for code, item in recorded.items() if item.figure.kind == "share"}
    assert {code: item.pairs for code, item in shares.items()} == {
        code: fits(fact.percentage) for code, fact in facts().items() if code in shares
    }
    assert [(code, item.figure.percentage) for code, item in shares.items() if item.fits_none] == [("O6", 66)]
    assert sum(bool(item.pairs) for item in shares.values()) == 27


def test_only_the_response_has_counts_and_they_give_74_and_90(recorded: dict[str, FigureInSource]) -> None:
    counted = [
        (item.figure.kind, item.figure.counted, item.figure.counted_of, item.figure.percentage)
        for item in recorded.values()
        if item.figure.counted is not None
    ]
    assert counted == [("response", 23, 31, 74), ("response", 28, 31, 90)]
    text = FACTS.read_text(encoding="utf-8")
    for _kind, part, of, share in counted:
        assert f"{part}/{of}" in text
        assert abs(Fraction(100 * part, of) - share) < Fraction(1, 2)
        assert f"**{share}%**" in text


@pytest.fixture
def page(client: Client, db: None) -> str:
    client.force_login(Account.objects.get(email="bram@example.org"))
    return client.get("/nsoc/evaluation/published/", headers={"Accept-Language": "nl"}).content.decode()


def test_each_is_on_the_page_with_its_place_and_words_and_without_a_count(page: str) -> None:
    rows = dict(re.findall(r'<tr id="(\w+)">(.*?)</tr>', page, re.DOTALL))
    expected = {code: fact for code, fact in facts().items() if code != "R1"}
    assert set(rows) == set(expected)
    for code, fact in expected.items():
        row = rows[code]
        assert f"<b>{fact.percentage}%</b>" in row
        assert f'<q lang="nl">{fact.words}</q>' in row
        assert all(f"R · r. {lines}" in row for lines in fact.lines)
        places = [f"/activities/{one}/" if one[0] == "A" else f"/preconditions/{one}/" for one in fact.about]
        assert all(place in row for place in places or ["/programme/map/"])
        assert "niet in de bron" in row
        shown = ", ".join(f"{count}/{base}" for count, base in fits(fact.percentage)) or "geen enkel aantal"
        assert shown in row
        assert ("negatief gesteld" in row) == fact.negative


def test_page_says_which_share_fits_no_count_and_what_the_response_was(page: str) -> None:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "23 van 31: 74% volledig ingevuld" in words
    assert "28 van 31: 90% volledig of gedeeltelijk ingevuld" in words
    assert "27 van 28 aandelen passen bij minstens één heel aantal, als n 23–28 is" in words
    assert "66% (O6) past bij geen enkel heel aantal" in words
    assert "ongeveer 10%" in words
    assert "ongeveer 10 procent" in words


def test_file_has_each_share_and_no_count_of_one(client: Client, page: str) -> None:
    answer = client.get("/nsoc/evaluation/published/export.csv", headers={"Accept-Language": "nl"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    kept = {row["Code"]: row for row in rows if row["Code"] in facts()}
    assert {code: row["Gepubliceerd"] for code, row in kept.items() if code != "R1"} == {
        code: f"{fact.percentage}%" for code, fact in facts().items() if code != "R1"
    }
    assert {row["Aantal"] for row in kept.values()} == {"niet in de bron"}


def test_judgements_that_quote_a_share_rest_on_it(client: Client, page: str) -> None:
    seen = client.get("/nsoc/programme/preconditions/P1/").content.decode()
    for code in ("K1", "K2", "K3", "K4"):
        assert f"/nsoc/evaluation/evaluations/EV1/published/{code}/" in seen
        figure = client.get(f"/nsoc/evaluation/evaluations/EV1/published/{code}/").content.decode()
        assert "/nsoc/programme/preconditions/P1/" in figure
    listed = client.get("/nsoc/programme/preconditions/").content.decode()
    assert "/nsoc/evaluation/evaluations/EV1/published/K11/" in listed
