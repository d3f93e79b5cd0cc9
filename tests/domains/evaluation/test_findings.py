"""A finding says what its evidence carries and no more, two people stand for it, and changed evidence opens it again."""

import pytest

from tests.findings import FILLED, STATEMENT, agreed, approved, asked_people, of, told, written
from tests.refusals import refusal, why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import ApprovedFinding, Finding, FindingStep
from vlechtwerk.domains.evaluation.operations import answers, findings
from vlechtwerk.domains.evaluation.queries.findings import approved_findings, find_approved, find_finding, findings_of
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")
BETTER = "De samenwerking is verbeterd."


def test_finding_is_filled_checked_and_approved_by_another_than_its_writer(world: World) -> None:
    evaluation = asked_people(world)
    mila = world.people["mila"]
    finding = written(world, evaluation)
    assert (finding.code, finding.state) == ("F1", "draft")
    assert why_refused(lambda: findings.check_finding(finding, by=world.dilara, at=now())) == ["own_finding"]
    with reading_as(mila.id):
        assert why_refused(lambda: findings.approve_finding(finding, by=mila, at=now())) == ["not_checked"]
        findings.check_finding(finding, by=mila, at=now(), remark="Klopt met de tabel.")
    with refusal("own_finding"):
        findings.approve_finding(finding, by=world.dilara, at=now())
    assert approved_findings() == []
    with reading_as(mila.id):
        findings.approve_finding(finding, by=mila, at=now())
    found = find_finding("EV1", "F1")
    assert found is not None
    assert (found.state, found.sentence) == ("approved", FILLED)
    assert [(step.act, step.taken_by.name, step.remark) for step in found.steps] == [
        ("begun", world.dilara.name, ""),
        ("evidence_added", world.dilara.name, ""),
        ("checked", mila.name, "Klopt met de tabel."),
        ("approved", mila.name, ""),
    ]
    with reading_as(world.people["gwen"].id):
        assert findings_of(evaluation) == []
        (one,) = approved_findings()
        assert (one.approved.sentence, one.approved.ground) == (FILLED, "opinion")
        assert [link.identifier for link, _resolved in one.evidence] == [STATEMENT]


def test_opinion_told_as_a_result_is_refused_with_what_the_evidence_does_carry(world: World) -> None:
    evaluation = asked_people(world)
    with pytest.raises(Refused) as refused:
        written(world, evaluation, "De samenwerking is verbeterd bij 69% van de diensten.")
    assert {reason.code for reason in refused.value.reasons} >= {"typed_figure", "not_worded_as_said"}
    with pytest.raises(Refused) as refused:
        written(world, evaluation, BETTER)
    *_, last = refused.value.reasons
    carried = "{aandeel 1} van de respondenten vindt: de samenwerking is verbeterd."
    assert carried in last.text
    assert not Finding.objects.exists()
    assert written(world, evaluation, carried).state == "draft"


def test_approved_finding_opens_again_when_words_for_amounts_change(world: World) -> None:
    evaluation = asked_people(world)
    finding = approved(world, evaluation, "Volgens {woord 1} van de respondenten hebben zij de gegevens.")
    with reading_as(world.people["gwen"].id):
        (one,) = approved_findings(evaluation)
        assert one.approved.sentence.startswith("Volgens een meerderheid van")
    table = ScaleTold("niemand", "een enkeling", 2, (StepTold("minder", 0), StepTold("veruit de meesten", 60)), "elk")
    answers.set_amount_words(evaluation, table, by=world.dilara, at=now())
    with reading_as(world.people["gwen"].id):
        assert approved_findings(evaluation) == []
        assert find_approved("EV1", "F1") is None
    found = find_finding("EV1", "F1")
    assert found is not None
    assert (found.state, found.sentence[:26]) == ("reopened", "Volgens veruit de meesten ")
    assert [(one.number, one.old, one.new) for one in found.changed] == [(1, "een meerderheid", "veruit de meesten")]
    (opened,) = findings.reopen_changed(evaluation, by=world.dilara, at=now())
    assert (opened.id, opened.state) == (finding.id, "reopened")
    step = FindingStep.objects.get(act="evidence_changed")
    assert step.changes == [{"what": "evidence 1", "old": "een meerderheid", "new": "veruit de meesten"}]
    agreed(world, opened)
    assert find_approved("EV1", "F1") is not None
    assert ApprovedFinding.objects.count() == 2


def test_evidence_for_and_against_keeps_its_number(world: World) -> None:
    evaluation = asked_people(world)
    finding = written(world, evaluation)
    findings.add_evidence(finding, [of("round_statement", "EV1,T1,S2", against=True)], by=world.dilara, at=now())
    with refusal("evidence_twice"):
        findings.add_evidence(finding, [of("round_statement", STATEMENT)], by=world.dilara, at=now())
    with refusal("evidence_fills_a_hole"):
        findings.remove_evidence(finding, 1, by=world.dilara, at=now())
    findings.remove_evidence(finding, 2, by=world.dilara, at=now(), remark="Gaat over iets anders.")
    (third,) = findings.add_evidence(
        finding, [of("round_statement", "EV1,T1,S3", against=True)], by=world.dilara, at=now()
    )
    found = find_finding("EV1", "F1")
    assert found is not None
    assert third.order == 3
    assert ([one.number for one in found.supporting], [one.number for one in found.contradicting]) == ([1], [3])
    assert found.finding.sought == "found"
    assert why_refused(
        lambda: findings.change_finding(
            found.finding, told(evaluation, "{aandeel 2} van de respondenten vindt dat het loopt."), by=world.dilara,
            at=now(),
        )
    ) == ["unknown_evidence"]  # fmt: skip


def test_nobody_else_reads_a_draft_or_what_it_rests_on(world: World) -> None:
    evaluation = asked_people(world)
    written(world, evaluation)
    for name in ("gwen", "farid", "karin", "eva"):
        by = world.people[name]
        with reading_as(by.id):
            for model in (Finding, FindingStep, EvidenceLink, ApprovedFinding):
                assert not model._default_manager.exists(), (name, model)
            assert "not_an_evaluator" in why_refused(
                lambda by=by: findings.begin_finding(evaluation, told(evaluation), by=by, at=now())
            )
            assert "not_an_evaluator" in why_refused(lambda by=by: findings.reopen_changed(evaluation, by=by, at=now()))
