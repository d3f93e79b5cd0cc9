"""What is told of an effect has no higher design level than the evidence that is bound to it, and no stronger verb."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils.translation import override

from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import of, written
from tests.measures import add_measure, definition, take_in
from tests.mechanisms import CLAIM, SECOND, carried, checked, expected, judged, mapped, study
from tests.refusals import refusal, refused_codes
from tests.world import World, now, place
from vlechtwerk.domains.evaluation.models import Evaluation, Mechanism, MechanismVerdict
from vlechtwerk.domains.evaluation.operations import mechanisms
from vlechtwerk.domains.evaluation.queries.mechanisms import find_chain, find_mechanism
from vlechtwerk.domains.evaluation.rules.design_levels import capped, level_carried_by, verbs_up_to
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismAsItStands
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, VerdictTold
from vlechtwerk.domains.programme.models import Measure
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb
from vlechtwerk.foundation.evidence.address import Evidence, Ground, ResolvedEvidence
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.api.mechanisms import mechanism_out
from vlechtwerk.interfaces.web.evaluation.mechanism_rows import verdict_row

pytestmark = pytest.mark.usefixtures("as_dilara")
COUNT = of("registered_count", "KADES,2024-01,2024-02")
COMPARED = of("count_comparison", "KADES,2024-05,2024-08,2025-05,2025-08")
SERIES = of("interrupted_series", "KADES,2025-05,2026-04")
BESIDE = of("interrupted_series", "KADES,2025-05,2026-04,,ANDERS")
SAID = of("fragment", "EV1,I1,29-46")


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    """Have an evaluation, a map, a source, an interview, and two series of which one can stand beside the other."""
    world.source()
    mapped(world)
    made = evaluated(world)
    coded(world, interviewed(world, made), code(world, made), 29, 46)
    own, other = add_measure(world, world.activity()), add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    take_in(world, own, [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)])
    take_in(world, other, [20 + place % 4 for place in range(28)])
    measures.set_beside(own, other, "Zelfde register, en daar begon niets.", by=world.karin, at=now())
    return made


def standing() -> MechanismAsItStands:
    found = find_mechanism("EV1", "M1")
    assert found is not None
    return found


def why(world: World, mechanism: Mechanism, level: int, verdict: str = "plausible") -> str:
    told = VerdictTold("present", verdict, "Daarom.", level)
    with pytest.raises(Refused) as refused:
        mechanisms.judge_mechanism(mechanism, told, by=world.dilara, at=now())
    assert refused_codes(refused) == {"design_level_not_carried"}
    return refused.value.reasons[0].text


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        ([SAID], None),
        ([COUNT], None),
        # Of a document it says nothing, of which kind or where.
        ([place()], None),
        ([study(ground="register")], None),
        ([study(ground="opinion")], None),
        ([of("document", "O1", ground="measured_effect")], None),
        ([COMPARED], 1),
        ([COMPARED, SAID, COUNT], 1),
        ([SERIES], 2),
        ([BESIDE], 3),
        ([COMPARED, BESIDE, SERIES], 3),
        ([study()], 5),
    ],
)
def test_level_is_at_most_that_of_the_strongest_evidence_for_it(
    world: World, evaluation: Evaluation, evidence: list[Evidence], level: int | None
) -> None:
    mechanism, by = expected(world, evaluation), {"by": world.dilara, "at": now()}
    mechanisms.add_mechanism_evidence(mechanism, evidence, **by)  # type: ignore[arg-type]  # by and at
    told = ExplanationTold("Er was minder aanbod.", "less", "Elders ook.")
    # What speaks for another explanation carries nothing of this one.
    mechanisms.note_explanation(mechanism, told, [study("9")], **by)  # type: ignore[arg-type]  # by and at
    assert standing().level_carried("plausible") == level
    for beyond in range((level or 0) + 1, 6):
        why(world, mechanism, beyond)
    judged(world, mechanism, level=level)
    checked(world, mechanism)
    assert standing().verdicts[-1].design_level == level


def test_refusal_says_what_is_carried_and_what_is_missing(world: World, evaluation: Evaluation) -> None:
    with override("en"):
        _says_what_is_missing(world, evaluation)


def _says_what_is_missing(world: World, evaluation: Evaluation) -> None:
    mechanism = carried(world, expected(world, evaluation), COMPARED, level=1)
    words = why(world, mechanism, 2)
    assert words.startswith("Its evidence reaches level 1 of 5")
    assert "a time series of a registered count, around the month in which it began" in words
    assert "a time series beside a comparable one in which nothing began" in why(world, mechanism, 3)
    assert why(world, mechanism, 4).endswith(
        "takes more: a study at a page, line or footnote, told as a measured effect."
    )
    nothing = carried(world, expected(world, evaluation), SAID, level=None)
    assert why(world, nothing, 1).startswith("Its evidence compares nothing")
    assert "two periods of a registered count, compared" in why(world, nothing, 1)


def test_only_a_document_is_a_study() -> None:
    resolved = ResolvedEvidence("T1", "T1", "", "")
    link = EvidenceLink(kind="document", ground="measured_effect", locator="4")
    assert level_carried_by(link, resolved) is DesignLevel.RANDOMISED
    assert level_carried_by(link, None) is None
    link.kind = "activity_status"
    assert level_carried_by(link, resolved) is None


def test_what_speaks_against_it_carries_no_verdict_that_it_works(world: World, evaluation: Evaluation) -> None:
    mechanism = expected(world, evaluation)
    against = of("interrupted_series", "KADES,2025-05,2026-04", against=True)
    carried(world, mechanism, COMPARED, against, level=1)
    why(world, mechanism, 2)
    # That it does not work is carried by it.
    judged(world, mechanism, level=2, verdict="unlikely")
    assert standing().verdicts[-1].design_level == 2
    why(world, mechanism, 3, verdict="unlikely")


def test_progress_report_is_no_study(world: World, evaluation: Evaluation) -> None:
    mechanism = expected(world, evaluation)
    told = place(ground=Ground.MEASURED_EFFECT)
    with refusal("source_measures_nothing"):
        mechanisms.add_mechanism_evidence(mechanism, [told], by=world.dilara, at=now())


@pytest.fixture
def told_higher(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have every verdict tell level four from then on, as one could when nothing kept the level down."""
    read = MechanismVerdict.from_db

    def higher(*given: object) -> MechanismVerdict:
        row = read(*given)  # type: ignore[arg-type]  # as Django gives it
        row.design_level = 4
        return row

    return lambda: monkeypatch.setattr(MechanismVerdict, "from_db", higher)


def test_verdict_from_before_counts_for_no_more_than_its_evidence(
    world: World, evaluation: Evaluation, told_higher: Callable[[], None]
) -> None:
    carried(world, expected(world, evaluation), COMPARED, level=1)
    told = ChainTold(CLAIM, (1,), "plausible", "Een stap.")
    mechanisms.add_chain(evaluation, told, by=world.dilara, at=now())
    told_higher()
    found, chain = standing(), find_chain("EV1", "C1")
    assert chain is not None
    assert found.verdicts[-1].design_level == 4
    assert (found.level_of(found.verdicts[-1]), chain.carried.design_level) == (1, 1)
    (verdict,) = mechanism_out(found).verdicts
    assert (verdict.design_level, verdict.verb) == (1, "goes_with")
    assert "niveau 1 van 5" in str(verdict_row(found, found.verdicts[-1])["design"]).lower()
    assert [capped(4, None), capped(None, DesignLevel.COMPARISON), capped(2, DesignLevel.COMPARISON)] == [None, None, 2]


def test_higher_verdict_is_not_checked(world: World, evaluation: Evaluation, told_higher: Callable[[], None]) -> None:
    mechanism = carried(world, expected(world, evaluation), COMPARED, level=1)
    judged(world, mechanism, level=1)
    told_higher()
    with pytest.raises(Refused) as refused:
        checked(world, mechanism)
    assert refused_codes(refused) == {"design_level_not_carried"}


def test_finding_on_two_claims_is_no_stronger_than_the_weakest(world: World, evaluation: Evaluation) -> None:
    carried(world, expected(world, evaluation), COMPARED, level=1)
    carried(world, expected(world, evaluation, SECOND), level=4)
    for number in (1, 2):
        told = ChainTold(CLAIM, (number,), "plausible", "Een stap.")
        mechanisms.add_chain(evaluation, told, by=world.dilara, at=now())
    weak, strong = of("contribution", "EV1,C1"), of("contribution", "EV1,C2")
    sentence = "De controles hebben geleid tot minder overlast."
    assert written(world, evaluation, sentence, strong, ground="measured_effect").state == "draft"
    with refusal("stronger_than_design"):
        written(world, evaluation, sentence, strong, weak, ground="measured_effect")


def test_correction_that_ends_a_comparison_ends_what_it_carried(world: World, evaluation: Evaluation) -> None:
    carried(world, expected(world, evaluation), BESIDE, level=3)
    carried(world, expected(world, evaluation, SECOND), level=3)
    by = {"by": world.dilara, "at": now()}
    told = ChainTold(CLAIM, (1, 2), "plausible", "Beide stappen.")
    mechanisms.add_chain(evaluation, told, **by)  # type: ignore[arg-type]  # by and at
    chain = find_chain("EV1", "C1")
    assert chain is not None
    assert (chain.carried.is_complete, chain.carried.design_level) == (True, 3)
    # From a month within on, what stands beside it is counted otherwise.
    anew = definition("Anders geteld", date(2025, 1, 1))
    measures.define_measure(Measure.objects.get(code="ANDERS"), anew, "Anders", by=world.karin, at=now())
    assert standing().level_carried("plausible") is None
    chain = find_chain("EV1", "C1")
    assert chain is not None
    assert (chain.carried.is_complete, chain.carried.design_level) == (False, 0)


def test_verbs_follow_the_level() -> None:
    assert [verbs_up_to(level) for level in (None, *DesignLevel)] == [
        [Verb.GOES_WITH],
        [Verb.GOES_WITH],
        [Verb.GOES_WITH],
        [Verb.GOES_WITH, Verb.IS_PLAUSIBLE],
        list(Verb),
        list(Verb),
    ]
