"""A finding says what its evidence carries, two people stand for it, and changed evidence opens it again."""

import re
from dataclasses import replace

import pytest

from tests.engines.documents.finding_sentences import OF_REPORT, SEED, sentence_of_report
from tests.evaluations import measurement, method, share
from tests.fieldwork import evaluated, interviewed
from tests.findings import FILLED, SENTENCE, STATEMENT, agreed, approved, asked_people, of, told, written
from tests.refusals import refusal, why_refused
from tests.results import add_action, count, counted
from tests.world import World, moment, now, place
from vlechtwerk.domains.evaluation.models import ApprovedFinding, Finding, FindingStep
from vlechtwerk.domains.evaluation.operations import answers, design, findings
from vlechtwerk.domains.evaluation.queries.answers import answers_of, count_answers, counts_of_answers
from vlechtwerk.domains.evaluation.queries.findings import (
    approved_findings,
    find_approved,
    find_finding,
    findings_and_states,
    findings_of,
    sentences_now,
)
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold
from vlechtwerk.domains.evaluation.rules.finding_wording import sum_of
from vlechtwerk.domains.evaluation.words.findings import default_scale
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import results
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")
BETTER = "De samenwerking is verbeterd."
CARRIED = "{aandeel 1} van de respondenten is het eens met {stelling 1}."


def test_finding_is_filled_checked_and_approved_by_another_than_its_writer(world: World) -> None:
    evaluation = asked_people(world)
    mila = world.people["mila"]
    finding = written(world, evaluation)
    assert (finding.code, finding.state) == ("F1", "draft")
    assert why_refused(lambda: findings.check_finding(finding, by=world.dilara, at=now())) == ["own_finding"]
    with reading_as(mila.id):
        assert why_refused(lambda: findings.approve_finding(finding, by=mila, at=now())) == ["not_checked"]
        findings.check_finding(finding, by=mila, at=now(), remark="Klopt met de tabel.")
        unasked = written(world, evaluation, SENTENCE, questions=())
        assert why_refused(lambda: findings.check_finding(unasked, by=mila, at=now())) == ["question_missing"]
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
    assert CARRIED in last.text
    assert not Finding.objects.exists()
    assert written(world, evaluation, CARRIED).state == "draft"
    (quoted,) = findings_of(evaluation)
    assert (
        quoted.sentence == "69% (18 van 26) van de respondenten is het eens met “Ik heb de gegevens die ik nodig heb”."
    )


# What is said of 18 of 26 people who have the data that they need, and the statement that is named with its refusal.
ELSE = [
    (
        "{aandeel 1} van de respondenten vindt: de samenwerking is verbeterd.",
        "nl",
        "nodig heb”. Haal dat aan: {stelling 1}",
    ),
    ("{aandeel 1} vindt dat zij niet de gegevens hebben die zij nodig hebben.", "nl", "{stelling 1}"),
    ("{aandeel 1} van de respondenten is het oneens met {stelling 1}.", "nl", "{stelling 1}"),
    ("{aandeel 2} van de respondenten is het eens met {stelling 1}.", "nl", "doel”. Haal dat aan: {stelling 2}"),
    ("{share 1} of the respondents agree with {statement 1}: the lab works.", "en", "{statement 1}"),
]


def test_share_of_a_statement_is_of_what_was_asked(world: World) -> None:
    evaluation = asked_people(world)
    on = [of("round_statement", STATEMENT), of("round_statement", "EV1,T1,S2")]
    for sentence, language, names in ELSE:
        with pytest.raises(Refused) as refused:
            written(world, evaluation, sentence, *on, language=language)
        found = {reason.code: reason.text for reason in refused.value.reasons}
        assert names in found["other_than_asked"], sentence
        # What is proposed is never put round the claim that was typed.
        assert not re.search("verbeterd|works", refused.value.reasons[-1].text), sentence


def test_on_answers_to_statements_only_every_sentence_tells_how_many_agree(world: World) -> None:
    evaluation = asked_people(world)
    said = f"{CARRIED} Respondenten vinden de samenwerking prettig."
    assert why_refused(lambda: written(world, evaluation, said)) == ["count_missing"]
    assert "count_missing" in why_refused(
        lambda: written(world, evaluation, "Respondenten zijn het eens met {stelling 1}.")
    )


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
    # Nobody opened it yet: as a list of all evaluations counts them, it is open again all the same.
    assert findings_and_states(approved_findings()) == [(finding, "reopened")]
    assert sentences_now([finding])[finding.id].startswith("Volgens veruit de meesten van")
    found = find_finding("EV1", "F1")
    assert found is not None
    assert (found.state, found.sentence[:26]) == ("reopened", "Volgens veruit de meesten ")
    opened = found.finding
    assert (opened.id, opened.state) == (finding.id, "reopened")
    assert findings.reopen_changed(evaluation, by=world.dilara, at=now()) == []
    step = FindingStep.objects.get(act="evidence_changed")
    assert step.changes == [{"what": "evidence 1", "old": "een meerderheid", "new": "veruit de meesten"}]
    agreed(world, opened)
    assert find_approved("EV1", "F1") is not None
    assert ApprovedFinding.objects.count() == 2


def test_sum_of_evidence_changes_with_all_on_which_an_approval_rests(world: World) -> None:
    approved(world, asked_people(world))
    found = find_finding("EV1", "F1")
    assert found is not None
    one, scale = found.evidence[0].material, default_scale("nl")
    assert one is not None
    as_said = replace(one.resolved, telling=replace(one.resolved.telling, part=3))
    others = [
        replace(one, resolved=replace(one.resolved, checksum="0" * 64)),
        replace(one, resolved=replace(one.resolved, version="another")),
        replace(one, resolved=as_said),
        replace(one, ground=Ground.REGISTER),
        replace(one, base=Base.PUBLISHED),
    ]
    assert len({sum_of(other, [Form.SHARE], scale, "nl") for other in (one, *others)}) == 6


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


@pytest.mark.skipif(SEED is None, reason="the report of the first case is not here")
def test_each_sentence_of_the_report_becomes_a_finding_only_on_a_ground_that_carries_it(world: World) -> None:
    evaluation = evaluated(world)
    wrong = []
    for row in OF_REPORT:
        sentence = sentence_of_report(row)
        grounds = {
            "opinion": row.opinion,
            "self_report": row.self_report,
            "register": row.register,
            "measured_effect": row.effect,
        }
        for ground, outcome in grounds.items():
            try:
                findings.begin_finding(evaluation, told(evaluation, sentence, ground), by=world.dilara, at=now())
                found = set()
            except Refused as refused:
                found = {reason.code for reason in refused.reasons}
            if (outcome not in found) if outcome else found:
                wrong.append((row.line, ground, outcome, found))
    assert wrong == []


def test_register_tells_counts_dates_and_decisions_and_a_corrected_count_opens_a_finding_again(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    activity = world.activity()
    world.stands(activity, Status.PLANNED, "2025-03-18", evidence=[place()])
    counted_quays = count(world, add_action(world, activity), 1240)
    decision = decisions.ask_decision("Mag de meting?", asked_on=moment("2026-05-13"), by=world.loader, at=now())
    decisions.take_decision(decision, "yes", moment("2026-06-17"), by=world.loader, at=now())
    on = [
        of("action_count", str(counted_quays.id)),
        of("status", str(activity.statuses.get().id), ground="register"),
        of("decision", str(decision.id), ground="register"),
    ]
    sentence = (
        "Er zijn {aantal 1} kades bezocht; sinds {datum 2} is de activiteit {stand 2}. "
        "Over {besluit 3} is na {doorlooptijd 3} besloten."
    )
    approved(world, evaluation, sentence, *on, ground="register")
    (one,) = approved_findings()
    assert one.approved.sentence == (
        "Er zijn 1.240 kades bezocht; sinds 18 maart 2025 is de activiteit gepland. "
        "Over “Mag de meting?” is na 35 dagen besloten."
    )
    with pytest.raises(Refused) as refused:
        written(world, evaluation, "Door de aanpak zijn er {aantal 1} kades bezocht.", *on, ground="register")
    assert [reason.code for reason in refused.value.reasons] == ["effect_claimed"]
    results.correct_count(
        counted_quays, 1238, "Twee stonden er dubbel in", evidence=[counted()], by=world.loader, at=now()
    )
    found = find_finding("EV1", "F1")
    assert found is not None
    assert [(change.old.split(",")[0], change.new.split(",")[0]) for change in found.changed] == [("1.240", "1.238")]
    with reading_as(world.people["gwen"].id):
        assert approved_findings() == []


def test_what_was_published_has_a_figure_and_no_count(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    figure = of("published_figure", "EV1,D1")
    assert why_refused(lambda: written(world, evaluation, CARRIED, figure, base="published")) == ["count_of_published"]
    quoting = CARRIED.replace("aandeel", "cijfer")
    assert "other_base" in why_refused(lambda: written(world, evaluation, quoting, figure))
    approved(world, evaluation, quoting, figure, base="published")
    (one,) = approved_findings()
    filled = "66% van de respondenten is het eens met “Stelling D1” (in onze woorden)."
    assert (one.approved.sentence, one.approved.base) == (filled, "published")


def test_finding_is_evidence_as_long_as_it_holds_and_never_of_itself(world: World) -> None:
    evaluation = asked_people(world)
    first = approved(world, evaluation)
    approved(world, evaluation, "Volgens {woord 1} van de respondenten hebben zij de gegevens.",
             of("round_statement", STATEMENT), of("finding", "EV1,F1"))  # fmt: skip
    findings.reopen_finding(first, "Er kwam iets bij.", by=world.dilara, at=now())
    assert [one.state for one in findings_of(evaluation)] == ["reopened", "reopened"]
    with reading_as(world.people["gwen"].id):
        assert approved_findings() == []
    assert why_refused(lambda: findings.add_evidence(first, [of("finding", "EV1,F2")], by=world.dilara, at=now())) == [
        "evidence_not_found",
        "rests_on_itself",
    ]


def test_answer_tells_what_is_known_what_is_not_and_which_method_disagrees(world: World) -> None:
    evaluation = asked_people(world)
    asked = evaluation.questions.get(code="V1")
    first = measurement(world, evaluation)
    for kind in ("thermometer", "interviews"):
        made = method(world, first, kind[:2].upper(), kind=kind, name=kind)
        design.set_served_questions(made, [asked], by=world.dilara, at=now())
    said = interviewed(world, evaluation)
    approved(
        world, evaluation, SENTENCE, of("round_statement", STATEMENT), of("fragment", "EV1,I1,29-46", against=True)
    )
    gap = answers.note_gap(asked, "Wat leveranciers ervan vinden", "Niemand sprak hen", by=world.dilara, at=now())
    answers.change_gap(gap, "Wat leveranciers vinden", "Zij waren niet uitgenodigd", "open", by=world.dilara, at=now())
    (found,) = answers_of(evaluation, for_evaluator=True)
    assert counts_of_answers(approved_findings())[evaluation.id] == count_answers([found])
    assert [one.approved.code for one in found.known] == ["F1"]
    assert [(one.against, one.supporting) for one in found.disagreeing] == [(["interviews"], ["thermometer"])]
    assert found.without_evidence == []
    (unknown,) = found.gaps
    assert (unknown.gap.text, len(unknown.history)) == ("Wat leveranciers vinden", 2)
    assert found.not_heard is not None
    assert found.not_heard.people == 0
    assert said.session.serves.count() == 1
    with reading_as(world.people["gwen"].id):
        (members,) = answers_of(evaluation, for_evaluator=False)
        assert (members.not_heard, len(members.known), len(members.gaps)) == (None, 1, 1)
        assert "not_an_evaluator" in why_refused(
            lambda: answers.note_gap(asked, "x", "y", by=world.people["gwen"], at=now())
        )
