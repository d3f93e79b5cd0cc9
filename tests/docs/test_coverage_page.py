"""docs/coverage.md has a row for every system of the first case, and names only pages and sources that exist."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from vlechtwerk.domains.partnership.models import Account

PAGE = (Path(settings.REPOSITORY) / "docs" / "coverage.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| S\d+ \|", line)
]
STATES = {"does", "in part", "told", "not yet"}


def routes() -> set[str]:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for space, (_prefix, resolver) in get_resolver().namespace_dict.items():
        names |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return names


def test_every_system_has_one_row_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"S{number:02}" for number in range(1, 110)]


def test_every_named_page_exists() -> None:
    known = routes() | {"vlechtwerk case load nsoc"}
    named = {place for row in ROWS for place in re.findall(r"`([^`]+)`", row[2])}
    assert named - known == set()


def test_what_is_not_yet_there_names_no_page_and_the_rest_does() -> None:
    assert {row[3] for row in ROWS} == STATES
    for row in ROWS:
        assert ("`" in row[2]) == (row[3] != "not yet"), row


def test_the_counts_above_the_list_are_those_of_the_list() -> None:
    counted = Counter(row[3] for row in ROWS)
    for state in STATES:
        (said,) = re.findall(rf"^\| {state} \|.*\| (\d+) \|$", PAGE, re.MULTILINE)
        assert int(said) == counted[state]


@pytest.mark.slow
@pytest.mark.django_db
def test_every_named_body_source_activity_and_precondition_is_in_the_case(client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    kinds = {
        "partnership:body": "/nsoc/partnership/bodies/{}/",
        "partnership:organisation": "/nsoc/partnership/organisations/{}/",
        "programme:source": "/nsoc/programme/sources/{}/",
        "programme:preconditions": "/nsoc/programme/preconditions/{}/",
        "programme:activity": "/nsoc/programme/activities/{}/",
    }
    named = {
        kinds[route].format(code)
        for row in ROWS
        for route, codes in re.findall(r"`([^`]+)` \(([A-Z][A-Za-z0-9+, ]*)\)", row[2])
        if route in kinds
        for code in (re.findall(r"\b[A-Z]\d\d[a-z]?\b", codes) if route == "programme:activity" else codes.split(", "))
    }
    assert len(named) > 10
    assert {page for page in named if client.get(page).status_code != 200} == set()
