"""The manifest of a report holds all evidence that speaks against something, with what it speaks against."""

from copy import deepcopy

import pytest

from tests.findings import SENTENCE, STATEMENT, approved, asked_people, of
from tests.frameworks import criterion
from tests.world import World, now
from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import framework
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake, sealed
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, LocatorKind, Stance, checksum_of
from vlechtwerk.foundation.evidence.models import EvidenceLink

pytestmark = pytest.mark.slow


def baseline(world: World, evaluation: Evaluation, code: str, text: str, against: Evidence) -> None:
    """Note how it was before a criterion, and what speaks against that: the report tells it without its evidence."""
    told = BaselineTold(text)
    framework.note_baseline(criterion(world, evaluation, code), told, [against], by=world.dilara, at=now())


def on_page(page: str, text: str) -> Evidence:
    """Say what speaks against something on a page of T1."""
    return Evidence(EvidenceAddress("document", "T1", "", LocatorKind.PAGE, page), text, Stance.CONTRADICTS)


def unused(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return the words of each place in T1 that the report does not use, with all that it speaks against."""
    items = build_now(evaluation, "nl", at=now()).manifest["items"]
    found = [one for one in items if one["key"].startswith("unused_contradiction:document:T1")]
    return [(one["words"], one["statement"]) for one in found]


@pytest.mark.parametrize("of_case", ["nsoc"], indirect=True)
def test_all_that_speaks_against_something_in_the_first_case_is_in_the_manifest(of_case: Evaluation) -> None:
    manifest = build_now(of_case, "nl", at=now()).manifest
    sources = [source for item in manifest["items"] for source in item["sources"]]
    against = [(one["kind"], one["identifier"], one["label"]) for one in sources if one["contradicts"]]
    links = EvidenceLink.objects.filter(project_id=of_case.project_id, stance="contradicts").exclude(
        kind__in=CLOSED_KINDS
    )
    missing = [
        (link.kind, link.identifier, link.locator)
        for link in links
        if not any((link.kind, link.identifier) == one[:2] and link.locator in one[2] for one in against)
    ]
    assert links.count() > 30
    assert not missing
    # Nor is anything told to speak against that nobody noted so.
    noted = {(link.kind, link.identifier) for link in links}
    assert {one[:2] for one in against} <= noted


def test_a_finding_is_told_with_what_speaks_for_and_against_it_and_is_found_without(
    world: World, as_dilara: None
) -> None:
    evaluation = asked_people(world)
    world.source()
    against = of("document", "T1", against=True, text="Het nodige ontbreekt")
    finding = approved(world, evaluation, SENTENCE, of("round_statement", STATEMENT), against)
    manifest = dict(build_now(evaluation, "nl", at=now()).manifest)
    (item,) = [one for one in manifest["items"] if one["key"].endswith(finding.code) and one["kind"] == "finding"]
    told = [(one["kind"], one["identifier"], one["contradicts"]) for one in item["sources"]]
    own = ("finding", f"EV1,{finding.code}", False)
    assert told == [own, ("round_statement", STATEMENT, False), ("document", "T1", True)]
    # Left out with all sums mended, as someone would who knows the format.
    forged = deepcopy(manifest)
    (item,) = [one for one in forged["items"] if one["key"] == item["key"]]
    item["sources"] = [one for one in item["sources"] if not one["contradicts"]]
    item["checksum"] = checksum_of(as_text({name: value for name, value in item.items() if name != "checksum"}))
    found = verify_evaluation_report(evaluation.project_id, as_text(sealed(forged)).encode()).findings
    assert [one.mistake for one in found] == [Mistake.SOURCE_CHANGED]
    assert found[0].found.startswith("document T1")


def test_a_place_is_told_for_each_thing_that_it_speaks_against_and_that_the_report_leaves_out(
    world: World, as_dilara: None
) -> None:
    evaluation = asked_people(world)
    world.source()
    against = of("document", "T1", against=True)
    approved(world, evaluation, SENTENCE, of("round_statement", STATEMENT), against)
    # With the finding it is told that T1 speaks against that.
    assert unused(evaluation) == []
    baseline(world, evaluation, "A", "In 2025 was er niets.", against)
    ((_title, statement),) = unused(evaluation)
    assert "In 2025 was er niets." in statement
    assert SENTENCE.partition("} ")[2] not in statement


def test_a_place_that_speaks_for_what_is_told_is_told_for_what_it_speaks_against(world: World, as_dilara: None) -> None:
    evaluation = asked_people(world)
    world.source()
    approved(world, evaluation, SENTENCE, of("round_statement", STATEMENT), of("document", "T1"))
    assert unused(evaluation) == []
    baseline(world, evaluation, "A", "In 2025 was er niets.", of("document", "T1", against=True))
    ((_title, statement),) = unused(evaluation)
    assert "In 2025 was er niets." in statement
    assert SENTENCE.partition("} ")[2] not in statement


def test_all_that_one_place_speaks_against_is_told_and_each_other_place_by_itself(
    world: World, as_dilara: None
) -> None:
    evaluation = asked_people(world)
    world.source()
    lacking, late = "Het nodige ontbreekt", "Het komt te laat"
    baseline(world, evaluation, "A", "In 2025 was er niets.", on_page("4", lacking))
    baseline(world, evaluation, "B", "In 2024 was er alles.", on_page("4", lacking))
    # Something else on that page, and the same on another.
    baseline(world, evaluation, "C", "In 2023 was er iets.", on_page("4", late))
    baseline(world, evaluation, "D", "In 2022 was er meer.", on_page("9", lacking))
    told = [
        (title, [year for year in ("2022", "2023", "2024", "2025") if year in words])
        for title, words in unused(evaluation)
    ]
    assert sorted(told) == [(late, ["2023"]), (lacking, ["2022"]), (lacking, ["2024", "2025"])]
