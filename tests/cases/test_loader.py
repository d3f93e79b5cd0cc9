"""A case is loaded whole or not at all, says where it is wrong, and equals what was published."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest

from tests.cases.broken import refusals
from tests.databases import REAL_SERVER_IS_NAMED
from tests.owner_command import Installation
from vlechtwerk.cases.loader import built_in_case, texts_of
from vlechtwerk.cases.reading import CaseError, read_file
from vlechtwerk.domains.partnership.models import Account, Project
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.programme.models import Activity, Precondition
from vlechtwerk.domains.programme.queries.activities import (
    entries_of,
    hindrances_on,
    milestones_as_of,
    tally,
    units_as_of,
)
from vlechtwerk.domains.programme.queries.preconditions import preconditions_as_of
from vlechtwerk.domains.programme.queries.search import find
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.links import evidence_of

END_OF_AUGUST = date(2023, 8, 31)


@pytest.fixture
def nsoc(db: None) -> Iterator[Project]:
    account = Account.objects.get(email="bram@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "nsoc")
    with reading_as(person):
        yield Project.objects.get()


def test_statuses_equal_the_case(nsoc: Project) -> None:
    counted = tally(units_as_of(END_OF_AUGUST))
    stands = counted.by_status
    assert (stands.get("", 0), counted.units) == (0, 15)
    assert stands["completed"] + stands["closing"] == 5
    assert (stands["running"], stands["delayed"], stands["dissolved"]) == (6, 1, 3)
    assert counted.by_goal == {"no": 1, "unknown": 14}


# By hand from the legend of the report and the status texts.
STATUS_BY_CODE = {
    "A01": "running", "A02": "dissolved", "A03": "dissolved", "A04": "dissolved", "A05": "completed",
    "A06": "running", "A07": "closing", "A08": "running", "A09": "completed", "A10": "closing",
    "A11a": "running", "A11b": "closing", "A12": "running", "A13": "delayed", "W01": "running",
}  # fmt: skip


def test_each_activity_stands_as_the_source_says(nsoc: Project) -> None:
    assert {unit.code: unit.known_status for unit in units_as_of(END_OF_AUGUST)} == STATUS_BY_CODE


def test_preconditions_are_judged_as_concluded_from_the_source(nsoc: Project) -> None:
    judged = {item.precondition.code: item.verdict for item in preconditions_as_of(END_OF_AUGUST)}
    assert Counter(judged[code] for code in judged if code != "P+") == {
        "not_met": 2,
        "partly_met": 3,
        "divided": 1,
        "met": 1,
    }
    assert {code for code, verdict in judged.items() if verdict == "not_met"} == {"P1", "P4"}


def test_only_cited_hindrances_are_there(nsoc: Project) -> None:
    pairs = {
        (hindrance.precondition.code, hindrance.activity.code)
        for hindrance in hindrances_on(END_OF_AUGUST)
        if hindrance.precondition
    }
    assert pairs == {("P1", "A01"), ("P4", "A01"), ("P4", "A13"), ("P4", "W01"), ("P2", "W01")}


def test_delivery_of_the_corruption_picture_moves_in_july(nsoc: Project) -> None:
    activity = Activity.objects.get(code="A13")

    def due(day: date) -> tuple[list[str], list[str]]:
        moved = [item for item in milestones_as_of([activity.id], day)[activity.id] if len(item.dates) == 2]
        assert len(moved) == 1
        current = moved[0].current
        return [current.known.date_on.text] if current.known else [], [row.date_on.text for row in current.possible]

    assert due(date(2023, 6, 30)) == (["2023-09-15"], [])
    assert due(date(2023, 7, 14)) == (["2023-09-15"], ["2023-12-01"])
    assert due(date(2023, 8, 1)) == (["2023-12-01"], [])


def test_every_status_names_its_report_or_says_that_there_is_none(nsoc: Project) -> None:
    without = set()
    for activity in Activity.objects.filter(statuses__isnull=False):
        status = activity.statuses.get()
        reports = {link.identifier for link in evidence_of([status.id])[status.id]} - {"R"}
        if not reports:
            without.add(activity.code)
    assert without == {"A02"}


def test_old_names_find_the_present_record(nsoc: Project) -> None:
    for words, code in (("Trustkantoren", "A06"), ("Vlissingen", "A11b"), ("Fieldlab – Caterpillar", "A03")):
        assert code in {found.code for found in find(words).found["activity"]}, words


def test_parts_tell_their_story_on_the_page_of_the_whole(nsoc: Project) -> None:
    told = entries_of(Activity.objects.get(code="A13"), END_OF_AUGUST)
    assert (len(told["done"]), len(told["self_reported"]), len(told["prepared"])) == (7, 0, 3)


@pytest.mark.parametrize("name", ["nsoc", "demo"])
def test_every_file_of_a_case_is_one_mapping(name: str) -> None:
    for file, text in texts_of(built_in_case(name)).items():
        read_file(file, text)


# What is broken, how, and what the error must name.
MISTAKES = [
    ("project.yaml", "origin: published", "origin: real", "“real” is no origin"),
    ("sources.yaml", "kind: progress_report", "kind: gossip", "“gossip” is no kind"),
    ("people.yaml", "organisation: NP", "organisation: XX", "no organisation “XX”"),
    ("preconditions.yaml", "verdict: not_met", "verdict: bad", "“bad” is no verdict"),
    ("decisions.yaml", 'decided_on: "2023-07"', 'decided_on: "July"', "“July” is not a date"),
    ("bodies.yaml", "level: strategic", "leve: strategic", "“leve” is not known here"),
    ("maps.yaml", "versions:", "versions: [", "no valid YAML"),
    ("bodies.yaml", 'line: "', 'line: "-', "is geen plaats in R"),
    ("sources.yaml", "kind: progress_report", "? [a, b]\n    : c", "a plain word is expected"),
    ("sources.yaml", "kind: progress_report", 'kind: "\\0"', "a character that no text may hold"),
    ("sources.yaml", "kind: progress_report", "kind: \x07", "a character that no text may hold"),
    ("thermometer.yaml", "about: [P6]", "about: [P99]", "no about “P99”"),
    ("thermometer.yaml", "counted: 23, counted_of: 31", "counted: 23", "hoeveel van hoeveel"),
    ("evaluation.yaml", "took_part: [BUI]", "took_part: [XX]", "no took_part “XX”"),
    ("preconditions.yaml", "EV1,K2", "EV1,K99", "no figure “EV1,K99”"),
    ("organisations.yaml", "name: Nationale Politie", "name: " + "N" * 400, "does not fit"),
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    with Installation.migrated(folder, on_real_server=REAL_SERVER_IS_NAMED) as installation:
        yield installation


@pytest.mark.slow
def test_broken_file_is_refused_whole_with_file_line_and_reason(tmp_path: Path, installation: Installation) -> None:
    case = Path(str(files("vlechtwerk.cases").joinpath("nsoc")))

    def broken(file: str, right: str, wrong: str, copy: Path) -> None:
        (copy / file).write_text((copy / file).read_text().replace(right, wrong, 1))

    breaks = [partial(broken, file, right, wrong) for file, right, wrong, _said in MISTAKES]
    told = refusals(installation, case, tmp_path, breaks)
    for (file, right, wrong, said), refused in zip(MISTAKES, told, strict=True):
        text = (case / file).read_text()
        assert right in text, wrong
        assert said in refused["reason"], wrong
        assert refused["file"] == f"nsoc/{file}", wrong
        line = text[: text.index(right)].count("\n") + 1
        assert file == "maps.yaml" or abs(refused["line"] - line) <= 3, wrong
    for table in ("partnership_project", "partnership_account", "journal_journalentry"):
        assert installation.rows(f"select count(*) from {table}") == [(0,)]


@pytest.mark.slow
def test_command_for_a_broken_case_ends_with_the_reason(tmp_path: Path, installation: Installation) -> None:
    (tmp_path / "project.yaml").write_text("nothing: [")
    refused = installation.run("case", "load", str(tmp_path), "--json")
    assert (refused.code, refused.json["outcome"]) == (1, "refused")


def test_case_that_is_not_there_is_named() -> None:
    with pytest.raises(CaseError, match="no case of this name"):
        built_in_case("../etc")


def test_loading_moment_is_kept_apart_from_what_the_source_dates(nsoc: Project) -> None:
    status = Activity.objects.get(code="A13").statuses.get()
    assert status.recorded_at > datetime(2026, 1, 1, tzinfo=UTC)
    assert status.occurred_on.text == "2023-08"


def test_what_respondents_missed_speaks_against_it(nsoc: Project) -> None:
    missed = Precondition.objects.get(code="P+")
    assert {link.stance for link in evidence_of([missed.id])[missed.id]} == {"contradicts"}
