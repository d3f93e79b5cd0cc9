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
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.foundation.evidence.models import EvidenceLink

pytestmark = pytest.mark.slow


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

    def unused() -> list[str]:
        items = build_now(evaluation, "nl", at=now()).manifest["items"]
        return [one["statement"] for one in items if one["key"].startswith("unused_contradiction:document:T1")]

    # With the finding it is told that T1 speaks against that.
    assert unused() == []
    # The report tells a baseline without its evidence.
    framework.note_baseline(
        criterion(world, evaluation), BaselineTold("In 2025 was er niets."), [against], by=world.dilara, at=now()
    )
    (statement,) = unused()
    assert "In 2025 was er niets." in statement
    assert SENTENCE.partition("} ")[2] not in statement
