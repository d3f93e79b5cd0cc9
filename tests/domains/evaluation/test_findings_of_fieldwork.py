"""Findings on what people said: quoted by a hole, counted by their codes, opened again when words or codings go."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.fieldwork import code, coded, evaluated, interviewed, participant, session, takes_part, text
from tests.findings import agreed, approved, of, written
from tests.refusals import why_refused
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import Code, Finding, FindingStep, Passage, Transcript
from vlechtwerk.domains.evaluation.operations import findings, transcripts
from vlechtwerk.domains.evaluation.queries.findings import (
    approved_findings,
    find_finding,
    findings_of,
)
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use
from vlechtwerk.domains.evaluation.rules.findings import reasons_against_approving, reasons_against_checking
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")
# A finding without words of its own: only its quotation tells what was said.
QUOTED = "Een geïnterviewde zegt over de samenwerking: {citaat 1}"
SAID = "Iedereen wil wel."


def quoted(world: World) -> Transcript:
    """Let someone who may be quoted be interviewed, and a finding quote them; one more finding counts who said so."""
    evaluation = evaluated(world)
    for number, organisation in (("2", "NP"), ("3", "BD"), ("4", "DOU")):
        spoken = interviewed(world, evaluation, f"I{number}", organisation=organisation)
        given = code(world, evaluation) if number == "2" else Code.objects.get()
        coded(world, spoken, given, 29, 46)
    said = interviewed(world, evaluation)
    transcripts.note_consent(
        said.session.parts.get(), Use.QUOTES, State.GIVEN, days_from_now(0), by=world.dilara, at=now()
    )
    fragment = of("fragment", "EV1,I1,29-46")
    approved(world, evaluation, QUOTED, fragment)
    coding = of("fragments_of_code", f"EV1,{Code.objects.get().id}")
    approved(world, evaluation, "{meerdere 1} geïnterviewden noemen {code 1}.", coding, fragment)
    return said


def test_quotation_is_filled_and_never_typed(world: World) -> None:
    said = quoted(world)
    first, second = approved_findings(said.evaluation)
    assert first.approved.sentence == f"Een geïnterviewde zegt over de samenwerking: “{SAID}”"
    assert second.approved.sentence == "Meerdere geïnterviewden noemen “bereidheid”."
    fragment = of("fragment", "EV1,I1,29-46")
    for sentence, evidence in (
        (f"Een geïnterviewde zegt: {SAID.lower()}", fragment),
        ("Een geïnterviewde zegt dat het kan.", of("fragment", "EV1,I1,29-46", text=f"Zij zegt “{SAID}”")),
    ):
        with pytest.raises(Refused) as refused:
            written(world, said.evaluation, sentence, evidence)
        assert refused.value.reasons[0].code == "quotation_typed"
    assert why_refused(lambda: written(world, said.evaluation, QUOTED, of("fragment", "EV1,I2,29-46"))) == [
        "form_not_carried"
    ]
    gwen = world.people["gwen"]
    with reading_as(gwen.id):
        assert [len(one.evidence) for one in approved_findings(said.evaluation)] == [0, 0]
        assert not EvidenceLink.objects.filter(kind__startswith="fragment").exists()


def test_finding_on_much_coding_asks_the_database_no_more_than_on_little(world: World) -> None:
    said = quoted(world)
    given = [Code.objects.get(), *(code(world, said.evaluation, f"code {number}") for number in range(3))]
    for one in given[1:]:
        coded(world, said, one, 0, 26)
    for number in (1, 4):
        fragments = [of("fragment", f"EV1,I{one},29-46") for one in range(1, number + 1)]
        codes = [of("fragments_of_code", f"EV1,{one.id}") for one in given[:number]]
        written(world, said.evaluation, QUOTED, *fragments, *codes)
    asked = []
    for finding in ("F3", "F4"):
        with CaptureQueriesContext(connection) as queries:
            assert find_finding("EV1", finding) is not None
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_names_for_a_sentence_are_asked_once_and_not_to_see_whether_evidence_changed(world: World) -> None:
    said = quoted(world)
    found = find_finding("EV1", "F1")
    assert found is not None
    with CaptureQueriesContext(connection) as queries:
        reasons_against_checking(found.finding, by=world.dilara, at=now(), now=found.now)
        reasons_against_approving(found.finding, by=world.dilara, at=now(), now=found.now)
        assert findings.reopen_changed(said.evaluation, by=world.dilara, at=now()) == []
    assert [one["sql"] for one in queries if "programme_product" in one["sql"]] == []


def test_withdrawn_consent_takes_the_words_out_of_every_finding_and_opens_it_again(world: World) -> None:
    said = quoted(world)
    # Approved twice: a former approval quotes them too.
    first = Finding.objects.get(code="F1")
    agreed(world, findings.reopen_finding(first, "Nog eens gelezen.", by=world.dilara, at=now()))
    waits = written(world, said.evaluation, QUOTED, of("fragment", "EV1,I1,29-46"))
    transcripts.withdraw_consent(said.session.parts.get(), days_from_now(0), by=world.dilara, at=now())
    assert [one.state for one in findings_of(said.evaluation)] == ["reopened", "reopened", "draft"]
    mila = world.people["mila"]
    with reading_as(mila.id):
        assert "evidence_lost" in why_refused(lambda: findings.check_finding(waits, by=mila, at=now()))
    assert approved_findings(said.evaluation) == []
    assert FindingStep.objects.filter(act="evidence_changed").count() == 2
    for model in apps.get_models():
        if model._meta.app_label in ("evaluation", "evidence") and model is not Passage:
            kept = [row for row in model._default_manager.values() if "wil wel" in str(row)]
            # Three others said the same words, of whom the texts are still here.
            assert kept == [], model
    assert Passage.objects.filter(text__contains="wil wel").count() == 3


def test_coding_that_changes_opens_again_what_counted_it(world: World) -> None:
    said = quoted(world)
    coded(world, said, Code.objects.get(), 29, 46)
    assert [one.finding.state for one in findings_of(said.evaluation)] == ["approved", "reopened"]
    step = FindingStep.objects.get(act="evidence_changed")
    assert [one["what"] for one in step.changes] == ["evidence 1"]
    with reading_as(world.people["gwen"].id):
        assert [one.approved.code for one in approved_findings()] == ["F1"]


def test_finding_opens_again_when_words_turn_out_to_be_of_someone_else(world: World) -> None:
    evaluation = evaluated(world)
    held = session(world, evaluation, kind="group_talk")
    for who in ("R1", "R2"):
        takes_part(world, held, participant(world, evaluation, who))
    said, given = text(world, held, "R1: Wij willen wel.\nR2: Ja, wij ook.\n"), code(world, evaluation)
    coded(world, said, given, 4, 19)
    coded(world, said, given, 24, 35)
    coding = of("fragments_of_code", f"EV1,{given.id}")
    approved(world, evaluation, "{aantal 1} van de geïnterviewden noemt {code 1}.", coding)
    first = said.session.parts.get(participant__code="R1").participant
    transcripts.say_who_speaks(said, [2], first, by=world.dilara, at=now())
    assert Finding.objects.get().state == "reopened"
