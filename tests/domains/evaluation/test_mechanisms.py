"""A mechanism works where evidence shows it and others agree; an effect is told by a chain, and no stronger."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.fieldwork import code as in_book
from tests.fieldwork import coded, evaluated, interviewed
from tests.findings import agreed, of, written
from tests.mechanisms import CLAIM, FIRST, SECOND, carried, chained, checked, expected, judged, mapped, study
from tests.refusals import refusal, why_refused
from tests.world import World, days_from_now, now, place
from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    ContributionChain,
    Evaluation,
    Finding,
    Mechanism,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
)
from vlechtwerk.domains.evaluation.operations import mechanisms, transcripts
from vlechtwerk.domains.evaluation.queries.findings import approved_findings, find_finding
from vlechtwerk.domains.evaluation.queries.mechanisms import find_chain, find_mechanism, mechanisms_of
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismState
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.models import EvidenceLink

pytestmark = pytest.mark.usefixtures("as_dilara")
EVERY = (Mechanism, MechanismWording, OtherExplanation, MechanismVerdict, ContributionChain, ChainVersion)
PLAUSIBLE = "Het is aannemelijk dat de controles hebben geleid tot minder overlast."


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    """Have an evaluation of which Dilara and Mila are evaluators, a map and a source."""
    world.source()
    mapped(world)
    return evaluated(world)


def state_of(code: str = "M1") -> MechanismState:
    """Return how far a mechanism is for whoever reads."""
    found = find_mechanism("EV1", code)
    assert found is not None
    return found.state


def test_verdict_takes_evidence_and_other_explanations_and_is_checked_by_another(
    world: World, evaluation: Evaluation
) -> None:
    mechanism, by = expected(world, evaluation), {"by": world.dilara, "at": now()}

    def judging(verdict: str = "plausible", presence: str = "present", level: int | None = None) -> list[str]:
        told = VerdictTold(presence, verdict, "Daarom.", level)
        return why_refused(lambda: mechanisms.judge_mechanism(mechanism, told, **by))  # type: ignore[arg-type]  # by and at

    assert judging() == ["evidence_missing", "explanation_missing"]
    assert judging("unlikely") == ["evidence_missing"]
    assert judging("certain", level=6) == ["verdict_unknown", "design_level_unknown"]
    mechanisms.add_mechanism_evidence(mechanism, [study()], **by)  # type: ignore[arg-type]  # by and at
    mechanisms.note_explanation(mechanism, ExplanationTold("Er was minder aanbod."), **by)  # type: ignore[arg-type]  # by and at
    assert judging() == ["explanation_not_weighed"]
    mechanisms.weigh_explanation(mechanism, 1, ExplanationTold("Minder aanbod.", "as_much", "Overal zo."), **by)  # type: ignore[arg-type]  # by and at
    assert judging("convincing") == ["verdict_too_strong"]
    assert judging(presence="not_known") == ["not_present"]
    judged(world, mechanism)
    assert why_refused(lambda: mechanisms.check_mechanism(mechanism, 1, **by)) == ["own_verdict"]  # type: ignore[arg-type]  # by and at
    checked(world, mechanism)
    found = find_mechanism("EV1", "M1")
    assert found is not None
    assert (found.state, found.carries, [one.weight for one in found.explanations[0].versions]) == (
        MechanismState.CHECKED,
        True,
        ["not_weighed", "as_much"],
    )
    judged(world, mechanism, verdict="not_to_be_told")
    again = find_mechanism("EV1", "M1")
    assert again is not None
    assert [one.verdict for one in again.verdicts] == ["plausible", "not_to_be_told"]
    assert (again.state, again.carries) == (MechanismState.JUDGED, False)


def test_verdict_no_longer_counts_once_words_evidence_or_explanations_change(
    world: World, evaluation: Evaluation
) -> None:
    mechanism, by = carried(world, expected(world, evaluation)), {"by": world.dilara, "at": now()}
    assert state_of() is MechanismState.CHECKED
    told = MechanismTold("Wie samen kijkt, ziet eerder.", "makers", FIRST)
    changes = (
        lambda: mechanisms.word_mechanism(mechanism, told, "Zo staat het in het plan.", **by),  # type: ignore[arg-type]  # by and at
        lambda: mechanisms.add_mechanism_evidence(mechanism, [place(line="14")], **by),  # type: ignore[arg-type]  # by and at
        lambda: mechanisms.note_explanation(mechanism, ExplanationTold("Het weer.", "excluded", "Ook binnen."), **by),  # type: ignore[arg-type]  # by and at
    )
    for change in changes:
        change()
        assert state_of() is MechanismState.CHANGED
        assert why_refused(lambda: mechanisms.check_mechanism(mechanism, 1, **by)) == ["not_to_be_checked"]  # type: ignore[arg-type]  # by and at
        judged(world, mechanism)
        checked(world, mechanism)
        assert state_of() is MechanismState.CHECKED


def test_claim_passes_links_that_follow_each_other_and_are_carried(world: World, evaluation: Evaluation) -> None:
    by = {"by": world.dilara, "at": now()}
    carried(world, expected(world, evaluation, FIRST))
    expected(world, evaluation, SECOND)

    def claiming(*links: int, verdict: str = "", text: str = "") -> list[str]:
        told = ChainTold(CLAIM, links, verdict, text)
        return why_refused(lambda: mechanisms.add_chain(evaluation, told, **by))  # type: ignore[arg-type]  # by and at

    assert claiming() == claiming(1, 7) == claiming(1, 1) == ["links_missing"]
    assert claiming(2, 1) == ["chain_broken"]
    assert claiming(1, 2, verdict="plausible") == ["reason_missing"]
    assert claiming(1, 2, verdict="plausible", text="Daarom.") == ["link_not_carried"]
    assert why_refused(lambda: expected(world, evaluation, "K1,A1,E1")) == ["no_such_link"]
    chain = mechanisms.add_chain(evaluation, ChainTold(CLAIM, (1, 2)), **by)  # type: ignore[arg-type]  # by and at
    carried(world, Mechanism.objects.get(code="M2"))
    strong = ChainTold(CLAIM, (1, 2), "convincing", "Beide stappen.")
    assert why_refused(lambda: mechanisms.change_chain(chain, strong, **by)) == ["verdict_too_strong"]  # type: ignore[arg-type]  # by and at
    mechanisms.change_chain(chain, ChainTold(CLAIM, (1, 2), "plausible", "Beide stappen."), **by)  # type: ignore[arg-type]  # by and at
    found = find_chain("EV1", "C1")
    assert found is not None
    assert (found.carried.evidence_per_link, found.carried.is_complete, found.carried.design_level) == ((1, 1), True, 3)
    assert [one.verdict for one in found.versions] == ["", "plausible"]


def test_finding_tells_a_measured_effect_by_its_chain_and_no_stronger_than_the_design(
    world: World, evaluation: Evaluation
) -> None:
    chained(world, evaluation)
    on = of("contribution", "EV1,C1")

    def refused(sentence: str) -> list[str]:
        return why_refused(lambda: written(world, evaluation, sentence, on, ground="measured_effect"))

    strong = "De controles hebben geleid tot minder overlast."
    assert refused(strong) == ["stronger_than_design"]
    assert why_refused(lambda: written(world, evaluation, PLAUSIBLE, place(), ground="measured_effect")) == [
        "claim_without_chain"
    ]
    against = of("contribution", "EV1,C1", against=True)
    assert why_refused(lambda: written(world, evaluation, PLAUSIBLE, against, ground="measured_effect")) == [
        "nothing_measured", "claim_without_chain",
    ]  # fmt: skip
    agreed(world, written(world, evaluation, PLAUSIBLE, on, ground="measured_effect"))
    with reading_as(world.people["gwen"].id):
        (one,) = approved_findings(evaluation)
        assert (one.approved.sentence, one.approved.ground) == (PLAUSIBLE, "measured_effect")
        assert [link.identifier for link, _resolved in one.evidence] == ["EV1,C1"]
        assert [row.state for row in mechanisms_of(evaluation)] == [MechanismState.CHECKED] * 2
    # A link of which the evidence changes carries it no longer: for nobody, at once.
    by = {"by": world.dilara, "at": now()}
    mechanisms.add_mechanism_evidence(Mechanism.objects.get(code="M2"), [place(line="15")], **by)  # type: ignore[arg-type]  # by and at
    found = find_finding("EV1", "F1")
    assert found is not None
    assert (found.state, [one.code for one in found.judged.objections]) == ("reopened", ["chain_incomplete"])
    with reading_as(world.people["gwen"].id):
        assert approved_findings(evaluation) == []
        assert find_chain("EV1", "C1") is None


@pytest.mark.parametrize(("levels", "allowed"), [((None, 4), False), ((2, 5), False), ((3, 3), False), ((5, 4), True)])
def test_chain_is_as_strong_as_the_design_of_its_weakest_link(
    world: World, evaluation: Evaluation, levels: tuple[int | None, int | None], allowed: bool
) -> None:
    chained(world, evaluation, levels=levels)
    strong = "De controles hebben geleid tot minder overlast."

    def telling() -> Finding:
        return written(world, evaluation, strong, of("contribution", "EV1,C1"), ground="measured_effect")

    if allowed:
        assert telling().state == "draft"
    else:
        assert why_refused(telling) == ["stronger_than_design"]


def test_effect_never_rests_on_itself(world: World, evaluation: Evaluation) -> None:
    chained(world, evaluation)
    agreed(world, written(world, evaluation, PLAUSIBLE, of("contribution", "EV1,C1"), ground="measured_effect"))
    mechanism = Mechanism.objects.select_related("evaluation").get(code="M1")
    for kind, identifier in (("contribution", "EV1,C1"), ("finding", "EV1,F1")):
        with refusal("rests_on_itself"):
            mechanisms.add_mechanism_evidence(mechanism, [of(kind, identifier)], by=world.dilara, at=now())


def test_withdrawn_words_end_the_verdict_that_rested_on_them_for_every_reader(
    world: World, evaluation: Evaluation
) -> None:
    said = interviewed(world, evaluation)
    given = in_book(world, evaluation)
    coded(world, said, given, 29, 46)
    on = of("fragment", "EV1,I1,29-46"), study()
    carried(world, expected(world, evaluation, FIRST), *on)
    carried(world, expected(world, evaluation, SECOND))
    gwen = world.people["gwen"]
    with reading_as(gwen.id):
        assert [one.state for one in mechanisms_of(evaluation)] == [MechanismState.CHECKED] * 2
        assert not EvidenceLink.objects.filter(kind="fragment").exists()
        assert EvidenceLink.objects.filter(holder_kind="mechanism").count() == 2
    transcripts.withdraw_consent(said.session.parts.get(), days_from_now(0), by=world.dilara, at=now())
    assert [one.state for one in mechanisms_of(evaluation)] == [MechanismState.CHANGED, MechanismState.CHECKED]
    with reading_as(gwen.id):
        states = [MechanismState.NOT_JUDGED, MechanismState.CHECKED]
        assert [one.state for one in mechanisms_of(evaluation)] == states


def test_only_evaluators_read_what_was_not_checked_and_nobody_writes_it_otherwise(
    world: World, evaluation: Evaluation
) -> None:
    chained(world, evaluation)
    judged(world, Mechanism.objects.get(code="M1"))
    expected(world, evaluation)
    for name in ("karin", "gwen", "anna"):
        with reading_as(world.people[name].id):
            found = mechanisms_of(evaluation)
            # What is expected is for everyone; what was judged of it, once that was checked.
            assert [len(one.all_evidence) + len(one.verdicts) for one in found] == [0, 2, 0]
            assert [one.state for one in found][1] is MechanismState.CHECKED
            assert not ContributionChain.objects.exists()
            assert not ChainVersion.objects.exists()
            assert MechanismVerdict.objects.count() == 1
            assert {one.holder_id for one in EvidenceLink.objects.filter(holder_kind="mechanism")} == {
                Mechanism.objects.get(code="M2").id
            }
            assert Mechanism.objects.update(revision=9) == 0
    for model in (MechanismWording, OtherExplanation, ContributionChain, ChainVersion):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(number=9)


def test_more_mechanisms_ask_the_database_no_more(world: World, evaluation: Evaluation) -> None:
    asked = []
    for _more in range(2):
        carried(world, expected(world, evaluation))
        with CaptureQueriesContext(connection) as queries:
            mechanisms_of(evaluation)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert not Finding.objects.exists()
