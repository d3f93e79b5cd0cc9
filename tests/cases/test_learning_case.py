"""Claims and learning questions of the first case are those of its facts: each with its line, and none with a count."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from vlechtwerk.domains.evaluation.models import Evaluation, PublishedClaim
from vlechtwerk.domains.evaluation.queries.agenda import agenda_of
from vlechtwerk.domains.evaluation.queries.claims import ClaimsOf, published_claims
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.links import evidence_of

FACTS = Path(__file__).parents[1] / "data" / "nsoc"
# Beside the repository, where the facts of the first case are kept.
THEIRS = Path(settings.REPOSITORY).parent / "shared" / "case" / "nsoc"
SAID_IN = {"AI": "additional", "DI": "interviews", "AI + DI": "both", "SI": "stakeholders", "PT": "thermometer"}
# Where the table shortens what the source writes out.
WRITTEN_OUT = {
    "Q12": "respondenten in de aanvullende interviews",
    "Q17": "leden van de ambtelijke stuurgroep",
    "Q24": "ambtelijke stuurgroep",
}
LEVELS = {
    "LP1": {"strategic", "tactical"},
    "LP5": {"strategic", "tactical"},
    "LP6": {"strategic"},
}
ALL_LEVELS = {"strategic", "tactical", "operational"}


def rows(file: str) -> list[list[str]]:
    """Return the cells of every row of the tables of a file."""
    lines = (FACTS / file).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def claim_facts() -> dict[str, list[str]]:
    return {cells[0]: cells for cells in rows("interviews.md") if re.fullmatch(r"Q\d\d", cells[0])}


@pytest.fixture
def reading(db: None) -> Iterator[None]:
    account = Account.objects.get(email="bram@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "nsoc")
    with reading_as(person):
        yield


@pytest.fixture
def claims(reading: None) -> ClaimsOf:
    (of,) = published_claims("EV1")
    return of


@pytest.mark.skipif(not THEIRS.is_dir(), reason="the facts of the first case are not beside this repository")
@pytest.mark.parametrize("file", ["interviews.md", "learning.md"])
def test_facts_carried_over_are_still_those_of_the_first_case(file: str) -> None:
    assert (FACTS / file).read_text(encoding="utf-8") == (THEIRS / file).read_text(encoding="utf-8")


def test_all_74_claims_stand_with_the_lines_and_the_word_of_their_source(claims: ClaimsOf) -> None:
    found = {one.code: one for one in claims.of_kind(PublishedClaim.Kind.CLAIM)}
    facts = claim_facts()
    assert (len(facts), set(found)) == (74, set(facts))
    links = evidence_of(one.id for one in found.values())
    for code, (_code, word, _english, source, _claim, lines) in facts.items():
        one = found[code]
        assert [f"L{link.locator}" for link in links[one.id]] == lines.split(", "), code
        assert {(link.base, link.ground) for link in links[one.id]} == {("published", "opinion")}
        assert one.tells_amount == ("(bare)" not in word), code
        # The table adds whom the word is about; what is quoted is part of it, or it of what is quoted.
        plain = WRITTEN_OUT.get(code, re.sub(r"\(.*?\)", "", word).strip().lower())
        assert plain in one.quoted.lower() or one.quoted.lower() in plain, code
        wanted = SAID_IN.get(re.sub(r"( remark| open remark|, ASG)$", "", source), "mixed")
        assert one.said_in == wanted, code


def test_no_claim_has_a_count_and_24_have_no_word_for_the_amount_at_all(claims: ClaimsOf) -> None:
    assert claims.without_amount == 24
    assert not {field.name for field in PublishedClaim._meta.get_fields()} & {
        "count",
        "counted",
        "number",
        "percentage",
    }
    counts = [one.code for one in claims.claims if re.search(r"\d", one.quoted)]
    assert counts == ["Q44"], "only “10 procent” is a word of the source with a figure in it"


@pytest.mark.skipif(not (THEIRS.parents[1] / "seed").is_dir(), reason="the source is not beside this repository")
def test_every_quoted_word_stands_in_its_lines(claims: ClaimsOf) -> None:
    (seed,) = (THEIRS.parents[1] / "seed").glob("*.txt")
    text = seed.read_text(encoding="utf-8").splitlines()
    links = evidence_of(one.id for one in claims.claims)
    for one in claims.of_kind(PublishedClaim.Kind.CLAIM):
        said = ""
        for link in links[one.id]:
            first, _dash, last = link.locator.partition("-")
            for line in text[int(first) - 1 : int(last or first)]:
                said = said[:-1] + line.strip() if said.endswith("-") else f"{said} {line.strip()}"
        assert one.quoted in said, one.code


def test_six_points_and_fourteen_questions_have_level_reason_and_line_and_no_owner(reading: None) -> None:
    agenda = agenda_of(Evaluation.objects.get(code="EV1"))
    facts = [cells for cells in rows("learning.md") if len(cells) == 6 and re.fullmatch(r"LQ\d+", cells[3])]
    assert (len(facts), len(agenda.points)) == (14, 6)
    (version,) = agenda.adopted
    assert [one.code for one in version.questions] == [cells[3] for cells in facts]
    links = evidence_of([*(one.id for one in version.questions), *(one.id for one in agenda.points)])
    point = ""
    for one, cells in zip(version.questions, facts, strict=True):
        point = match.group(1) if (match := re.match(r"\*\*(LP\d)", cells[0])) else point
        assert one.point is not None
        assert one.point.code == point
        assert set(one.levels) == set(one.point.levels) == LEVELS.get(point, ALL_LEVELS)
        # The table gives lines of the question, with those of its point before the first.
        (link,) = links[one.id]
        first, _dash, last = cells[5].removeprefix("L").partition("-")
        begin, _dash, end = link.locator.partition("-")
        assert int(first) <= int(begin) <= int(end or begin) <= int(last or first), one.code
        assert (one.owner, one.comes_back_on) == (None, None)
    assert all(one.reason and links[one.id] for one in agenda.points)
    assert (agenda.insights, version.version.described_on) == ([], None)


def test_nine_strengths_to_keep_stand_with_their_places(claims: ClaimsOf) -> None:
    strengths = claims.of_kind(PublishedClaim.Kind.STRENGTH)
    links = evidence_of(one.id for one in strengths)
    assert len(strengths) == 9
    assert all(any(link.identifier == "R" for link in links[one.id]) for one in strengths)


def test_pages_say_of_every_claim_that_its_count_is_not_in_the_source(client: Client, db: None) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    page = client.get("/nsoc/evaluation/claims/").content.decode()
    assert page.count('<span class="vw-missing">niet in de bron</span>') == 74
    one = client.get("/nsoc/evaluation/evaluations/EV1/claims/Q23/").content.decode()
    assert '<q lang="nl">meerderheid</q>' in one
    assert "Aantal niet in de bron" in one
    agenda = client.get("/nsoc/evaluation/evaluations/EV1/agenda/").content.decode()
    assert agenda.count("niet in de bron") >= 28
