"""Whether a number rose is judged, and told of a mechanism, by counts that were compared; never by one count."""

import pytest

from tests.findings import STATEMENT, approved, asked_people, of
from tests.frameworks import criterion, judged, rubric
from tests.measures import add_measure, take_in
from tests.mechanisms import expected, mapped
from tests.refusals import why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import framework, mechanisms
from vlechtwerk.domains.evaluation.rules.mechanisms import VerdictTold
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")
COUNT = of("registered_count", "KADES,2025-05,2026-04")
COMPARISON = of("count_comparison", "KADES,2024-05,2025-04,2025-05,2026-04")


@pytest.fixture
def evaluation(world: World) -> Evaluation:
    """Have an evaluation with a round, and a count of which 28 months were drawn."""
    evaluation = asked_people(world)
    rubric(world, evaluation)
    take_in(world, add_measure(world, world.activity("A01")), [20 + month // 4 for month in range(28)])
    return evaluation


def test_number_that_has_risen_is_judged_by_what_compares(world: World, evaluation: Evaluation) -> None:
    one = criterion(
        world, evaluation, kind="count_up", question="Is het aantal kades gestegen?", norm="Meer dan in 2025: 300."
    )

    def judging(level: str, *evidence: object) -> list[str]:
        return why_refused(lambda: judged(world, one, level, *evidence))  # type: ignore[arg-type]  # evidence

    assert judging("met", COUNT) == ["comparison_missing"]
    assert judging("not_met", COUNT, of("round_statement", STATEMENT)) == ["comparison_missing"]
    assert judging("met") == ["evidence_missing"]
    counted = approved(world, evaluation, "In het register staan {aantal 1} kades.", COUNT, ground="register")
    assert judging("met", of("finding", f"EV1,{counted.code}")) == ["comparison_missing"]
    assert judging("met", of("round_statement", "X")) == ["comparison_missing", "evidence_not_found"]
    assert judged(world, one, "not_to_be_judged").number == 1
    assert judged(world, one, "met", COUNT, COMPARISON).number == 2
    compared = approved(world, evaluation, "Het aantal kades {verandering 1}.", COMPARISON, ground="register")
    assert judged(world, one, "met", of("finding", f"EV1,{compared.code}")).number == 3


def test_comparison_tells_of_the_number_itself_and_that_it_rose(world: World, evaluation: Evaluation) -> None:
    one = criterion(
        world, evaluation, kind="count_up", question="Is het aantal kades gestegen?", norm="Meer dan in 2025: 300."
    )
    other = add_measure(world, world.activity("A02"), "ANDERS")
    take_in(world, other, [40 - month // 4 for month in range(28)])
    fell = of("count_comparison", "ANDERS,2024-05,2025-04,2025-05,2026-04")
    against = of("count_comparison", "KADES,2024-05,2025-04,2025-05,2026-04", against=True)
    assert why_refused(lambda: judged(world, one, "met", fell)) == ["comparison_tells_no_rise"]
    assert why_refused(lambda: judged(world, one, "met", COUNT, against)) == ["comparison_missing"]
    assert judged(world, one, "not_met", fell).number == 1
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "not_met", fell)) == ["comparison_missing"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("95% vindt dit.", "“95%”"),
        ("Vrijwel allen zijn tevreden.", "“Vrijwel allen”"),
        ("De overlast is verminderd door de aanpak.", "“verminderd”"),
        ("Het is ver\u00adbeterd.", "verbeterd"),
    ],
)
def test_figures_amounts_and_results_are_not_typed_in_a_judgement(
    world: World, evaluation: Evaluation, text: str, at: str
) -> None:
    one = criterion(world, evaluation)
    with pytest.raises(Refused) as refused:
        judged(world, one, "met", of("round_statement", STATEMENT), text=text)
    (reason,) = refused.value.reasons
    assert (reason.code, at in reason.text) == ("judgement_typed", True)


def test_how_many_is_judged_by_one_count(world: World, evaluation: Evaluation) -> None:
    one = criterion(world, evaluation, kind="count", question="Hoeveel kades zijn er?", norm="Ten minste 20 kades.")
    assert judged(world, one, "met", COUNT).number == 1


@pytest.mark.parametrize("text", ["Het aantal kades steeg.", "Er is een daling van de overlast."])
def test_verdict_tells_that_something_changed_by_what_compares(world: World, evaluation: Evaluation, text: str) -> None:
    world.source()
    mapped(world)
    mechanism, by = expected(world, evaluation), {"by": world.dilara, "at": now()}
    told = VerdictTold("present", "not_to_be_told", text)
    mechanisms.add_mechanism_evidence(mechanism, [COUNT, of("round_statement", STATEMENT)], **by)  # type: ignore[arg-type]  # by and at
    assert why_refused(lambda: mechanisms.judge_mechanism(mechanism, told, **by)) == ["change_not_compared"]  # type: ignore[arg-type]  # by and at
    mechanisms.add_mechanism_evidence(mechanism, [COMPARISON], **by)  # type: ignore[arg-type]  # by and at
    assert mechanisms.judge_mechanism(mechanism, told, **by).text == text  # type: ignore[arg-type]  # by and at


def test_figures_are_not_typed_in_a_verdict_on_a_mechanism(world: World, evaluation: Evaluation) -> None:
    world.source()
    mapped(world)
    mechanism = expected(world, evaluation)
    told = VerdictTold("present", "not_to_be_told", "Bij 12 panden, en de meeste schippers.")
    refused = why_refused(lambda: mechanisms.judge_mechanism(mechanism, told, by=world.dilara, at=now()))
    assert refused == ["verdict_typed"]
