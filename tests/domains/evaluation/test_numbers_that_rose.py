"""Whether a number rose is judged, and told of a mechanism, by counts that were compared; never by one count."""

from functools import partial

import pytest

from tests.closed_rounds import thirty_one
from tests.findings import STATEMENT, approved, asked_people, of
from tests.frameworks import criterion, judged, rubric
from tests.measures import add_measure, take_in
from tests.mechanisms import expected, mapped, study
from tests.refusals import why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Criterion, Evaluation
from vlechtwerk.domains.evaluation.operations import framework, mechanisms
from vlechtwerk.domains.evaluation.operations.judging import check_judgement
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.queries.coverage import Standing, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import framework_of
from vlechtwerk.domains.evaluation.rules.mechanisms import VerdictTold
from vlechtwerk.domains.programme.models import Measure
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.foundation.evidence.address import Evidence
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

    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())

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
    # Before it is told which number should have risen, none carries that it did, or did not.
    for level in ("met", "largely", "partly", "not_met"):
        for told in (fell, COMPARISON, COUNT):
            assert why_refused(partial(judged, world, one, level, told)) == ["measure_unbound"]
    assert judged(world, one, "not_to_be_judged").number == 1
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "not_met", fell)) == ["comparison_missing"]
    assert why_refused(lambda: judged(world, one, "met", COUNT, against)) == ["comparison_missing"]
    assert judged(world, one, "partly", COMPARISON).number == 2
    framework.bind_source(one, "measure", "ANDERS", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "partly", fell)) == ["comparison_tells_no_rise"]


def test_number_that_is_not_told_waits_for_its_evaluators(world: World, evaluation: Evaluation) -> None:
    one = criterion(
        world, evaluation, kind="count_up", question="Is het aantal kades gestegen?", norm="Meer dan in 2025: 300."
    )
    framework.bind_source(one, "statement", "S1", by=world.dilara, at=now())
    assert [found.standing for found in coverage_of(framework_of(evaluation))] == [Standing.NO_SOURCE]
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert [found.standing for found in coverage_of(framework_of(evaluation))] == [Standing.CAN_BE_JUDGED]


def test_judgement_is_not_checked_once_its_number_is_another(world: World, evaluation: Evaluation) -> None:
    one = criterion(
        world, evaluation, kind="count_up", question="Is het aantal kades gestegen?", norm="Meer dan in 2025: 300."
    )
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    judgement, mila = judged(world, one, "met", COMPARISON), world.people["mila"]
    framework.unbind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert why_refused(lambda: check_judgement(judgement, by=mila, at=now())) == ["measure_unbound"]
    add_measure(world, world.activity("A02"), "ANDERS")
    framework.bind_source(one, "measure", "ANDERS", by=world.dilara, at=now())
    assert why_refused(lambda: check_judgement(judgement, by=mila, at=now())) == ["comparison_missing"]
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert check_judgement(judgement, by=mila, at=now()).number == judgement.number


def risen(world: World, evaluation: Evaluation) -> Criterion:
    """Ask whether the number of quays rose, bound to its measure."""
    one = criterion(
        world, evaluation, kind="count_up", question="Is het aantal kades gestegen?", norm="Meer dan in 2025: 300."
    )
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    return one


def counted(world: World, code: str, before: int, after: int) -> None:
    """Count a measure for 16 months around one number and, from May 2025 on, for 12 around another."""
    numbers = [(before if month < 16 else after) + (0, 2, 1)[month % 3] for month in range(28)]
    take_in(world, add_measure(world, world.activity(code), code), numbers)


def test_opinion_in_two_rounds_tells_nothing_of_a_number(world: World, evaluation: Evaluation) -> None:
    publish_result(thirty_one(world, "T2"), by=world.dilara, at=now())
    rounds = of("round_statement", STATEMENT), of("round_statement", "EV1,T2,S1")
    one = risen(world, evaluation)
    for level in ("met", "largely", "not_met"):
        assert why_refused(partial(judged, world, one, level, *rounds)) == ["comparison_missing"]
    assert judged(world, one, "met", *rounds, COMPARISON).number == 1


def test_series_tells_by_its_step_which_way_the_number_went(world: World, evaluation: Evaluation) -> None:
    # Down by 20, up by 20, and by nothing: the three numbers that alternate differ by no more than two.
    for code, before, after in (("DAALT", 40, 20), ("STIJGT", 20, 40), ("BLIJFT", 30, 30), ("MEER", 80, 20)):
        counted(world, code, before, after)
    one = criterion(world, evaluation, kind="count_up", question="Is het aantal gestegen?", norm="Meer dan 300.")
    for code in ("DAALT", "STIJGT", "BLIJFT"):
        framework.bind_source(one, "measure", code, by=world.dilara, at=now())
    fell, rose, none = (of("interrupted_series", f"{code},2025-05,2026-04") for code in ("DAALT", "STIJGT", "BLIJFT"))
    for level in ("met", "largely", "partly"):
        assert why_refused(partial(judged, world, one, level, fell)) == ["comparison_tells_no_rise"]
        assert why_refused(partial(judged, world, one, level, none)) == ["direction_unknown"]
    assert judged(world, one, "not_met", fell).number == 1
    assert judged(world, one, "met", rose, none).number == 2
    # It fell by 40 less than another number did, and fell nonetheless.
    down, other = (Measure.objects.get(code=code) for code in ("DAALT", "MEER"))
    measures.set_beside(down, other, "Dezelfde kades.", by=world.loader, at=now())
    beside = of("interrupted_series", "DAALT,2025-05,2026-04,,MEER")
    assert why_refused(lambda: judged(world, one, "met", beside)) == ["comparison_tells_no_rise"]


def test_finding_tells_of_a_number_what_it_rests_on(world: World, evaluation: Evaluation) -> None:
    counted(world, "DAALT", 40, 20)
    counted(world, "ANDERS", 20, 40)
    one = risen(world, evaluation)

    def found(code: str) -> Evidence:
        compared = of("count_comparison", f"{code},2024-05,2025-04,2025-05,2026-04")
        made = approved(world, evaluation, "Het aantal kades {verandering 1}.", compared, ground="register")
        return of("finding", f"EV1,{made.code}")

    down, other, same = found("DAALT"), found("ANDERS"), found("KADES")
    # A finding that rests on that of another number.
    on_other = approved(
        world,
        evaluation,
        "Het aantal kades {verandering 1}.",
        of("count_comparison", "ANDERS,2024-05,2025-04,2025-05,2026-04"),
        other,
        ground="register",
    )
    assert why_refused(lambda: judged(world, one, "met", other)) == ["comparison_missing"]
    assert why_refused(lambda: judged(world, one, "met", of("finding", f"EV1,{on_other.code}"))) == [
        "comparison_missing"
    ]
    assert judged(world, one, "met", same, other).number == 1
    framework.bind_source(one, "measure", "DAALT", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "met", down)) == ["comparison_tells_no_rise"]
    assert why_refused(lambda: judged(world, one, "met", same, down)) == ["comparisons_disagree"]


def test_number_is_followed_beneath_a_finding_that_rests_on_a_finding(world: World, evaluation: Evaluation) -> None:
    counted(world, "DAALT", 40, 20)
    one = criterion(world, evaluation, kind="count_up", question="Is het aantal gestegen?", norm="Meer dan 300.")

    def on_finding(code: str, *, against: bool = False) -> Evidence:
        """Have a finding on a count alone, beside one on the comparison of that number, for or against it."""
        compared = of("count_comparison", f"{code},2024-05,2025-04,2025-05,2026-04")
        lower = approved(world, evaluation, "Het aantal kades {verandering 1}.", compared, ground="register")
        on = of("registered_count", f"{code},2025-05,2026-04"), of("finding", f"EV1,{lower.code}", against=against)
        upper = approved(world, evaluation, "In het register staan {aantal 1} kades.", *on, ground="register")
        return of("finding", f"EV1,{upper.code}")

    rose, fell, disputed = on_finding("KADES"), on_finding("DAALT"), on_finding("KADES", against=True)
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "met", fell)) == ["comparison_missing"]
    assert why_refused(lambda: judged(world, one, "met", disputed)) == ["comparison_missing"]
    assert judged(world, one, "met", rose).number == 1
    framework.bind_source(one, "measure", "DAALT", by=world.dilara, at=now())
    assert why_refused(lambda: judged(world, one, "met", fell)) == ["comparison_tells_no_rise"]
    assert why_refused(lambda: judged(world, one, "met", rose, fell)) == ["comparisons_disagree"]


def test_study_tells_of_a_number_whichever_measure_counts_it(world: World, evaluation: Evaluation) -> None:
    mapped(world)
    one = risen(world, evaluation)
    # It carries that nothing rose; that something did it does not tell by itself, as it tells no direction.
    assert judged(world, one, "not_met", study()).number == 1
    assert why_refused(lambda: judged(world, one, "met", study())) == ["direction_unknown"]
    assert judged(world, one, "met", study(), COMPARISON).number == 2
    # Told as what people say, it compares nothing.
    assert why_refused(lambda: judged(world, one, "not_met", study(ground="opinion"))) == ["comparison_missing"]


def test_rise_beside_a_fall_of_the_same_number_is_not_simply_met(world: World, evaluation: Evaluation) -> None:
    # In two months of winter as many, in two of spring fewer, in a year more: 12 times 40 is more than 12 times 20.
    numbers = [20] * 16 + [40] * 12
    numbers[14:16], numbers[26:28] = [50, 50], [45, 45]
    take_in(world, add_measure(world, world.activity("WISSELT"), "WISSELT"), numbers)
    one = criterion(world, evaluation, kind="count_up", question="Is het aantal gestegen?", norm="Meer dan 300.")
    framework.bind_source(one, "measure", "WISSELT", by=world.dilara, at=now())
    rose = "WISSELT,2024-05,2025-04,2025-05,2026-04"
    fell = "WISSELT,2025-03,2025-04,2026-03,2026-04"
    same = "WISSELT,2024-05,2024-06,2024-07,2024-08"
    up = of("count_comparison", rose)
    for beside in (
        of("count_comparison", fell),
        of("count_comparison", same),
        of("count_comparison", fell, against=True),
    ):
        with pytest.raises(Refused) as refused:
            judged(world, one, "met", up, beside)
        (reason,) = refused.value.reasons
        assert reason.code == "comparisons_disagree"
        assert ("100" in reason.text and "90" in reason.text) is (beside.address.identifier == fell)
    # That it stayed the same is no rise.
    for level in ("largely", "partly"):
        assert why_refused(partial(judged, world, one, level, of("count_comparison", same))) == [
            "comparison_tells_no_rise"
        ]
    assert judged(world, one, "largely", up, of("count_comparison", fell)).number == 1
    assert judged(world, one, "met", up).number == 2
    # Against it alone it carries nothing.
    against = of("count_comparison", rose, against=True)
    assert why_refused(lambda: judged(world, one, "met", COUNT, against)) == ["comparison_missing"]
    risen_by = approved(world, evaluation, "Het aantal kades {verandering 1}.", up, ground="register")
    told_against = of("finding", f"EV1,{risen_by.code}", against=True)
    assert why_refused(lambda: judged(world, one, "met", COUNT, told_against)) == ["comparison_missing"]


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
