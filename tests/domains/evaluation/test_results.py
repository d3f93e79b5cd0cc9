"""What is made of a round when it closes: counts, rates, and nothing that may not be shown."""

import json
from uuid import uuid4

import pytest

from tests.closed_rounds import ask, close, evaluation_of, round_of, sheets, spread, thirty_one
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import AnswerSheet, RoundRemark, RoundResult
from vlechtwerk.domains.evaluation.operations.results import conclude
from vlechtwerk.domains.evaluation.rules.figures import RoundFigures, checksum_of_figures
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.engines.statistics.response_rates import Disposition, Rate
from vlechtwerk.engines.statistics.shares import hard_bounds, whole_percentage
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")


def figures(result: RoundResult) -> RoundFigures:
    result.refresh_from_db()
    return RoundFigures.from_json(result.figures)


def test_round_of_31_gives_the_counts_and_hard_bounds_of_the_rules(world: World) -> None:
    found = figures(thirty_one(world).result)
    whole = found.statements[0].whole
    assert whole is not None
    # 27 sheets; 4 of 31 took no part.
    assert (whole.counts, whole.n, whole.do_not_know, whole.empty) == ((2, 3, 3, 10, 8), 26, 1, 4)
    bounds = hard_bounds(18, whole.n, found.response.population or 0)
    assert (whole_percentage(bounds.least), whole_percentage(bounds.most)) == (58, 74)


def test_response_is_told_with_its_counts(world: World) -> None:
    asked = round_of(world)
    ask(world, asked, 28, sent=28)
    ask(world, asked, 1, noted="refused")
    ask(world, asked, 2)
    ask(world, asked, 1, noted="not_eligible")
    whole = {"S1": 4, "S2": 4, "S3": 4}
    filled_in = sheets(*[whole] * 23, *[{"S1": 4, "S2": 2}] * 5)
    response = figures(close(world, asked, filled_in)).response
    assert {name: whole_percentage(rate.share) for name, rate in response.rates.items() if rate.share} == {
        "RR1": 74, "RR2": 90,
    }  # fmt: skip
    assert (response.rates["RR1"], response.rates["RR2"]) == (Rate(23, 31), Rate(28, 31))
    # One refused, two did not react, one does not belong: of so few is not told which it was.
    assert response.dispositions == {Disposition.COMPLETE: 23, Disposition.PARTIAL: 5}
    assert response.not_told == 3


def test_who_does_not_belong_but_answered_counts_as_asked(world: World) -> None:
    asked = round_of(world)
    ask(world, asked, 6, sent=6)
    ask(world, asked, 1, noted="not_eligible", sent=1)
    response = figures(close(world, asked, sheets(*spread("S1", 3, 0, 0, 4)))).response
    assert (response.population, response.took_part) == (7, 7)


def test_nothing_of_a_small_group_is_kept_in_the_figures(world: World) -> None:
    asked = round_of(world)
    ask(world, asked, 20, level="strategic", sent=20)
    ask(world, asked, 3, level="tactical", sent=3)
    filled_in = sheets(*spread("S1", 5, 5, 5, 5), level="strategic") + sheets(*spread("S1", 1, 1, 1), level="tactical")
    found = figures(close(world, asked, filled_in))
    statement = found.statements[0]
    # Beside the whole, the strategic level would give the tactical one away.
    assert statement.groups == {}
    assert set(statement.hidden) == {(("level", "strategic"),), (("level", "tactical"),)}
    assert found.response.groups == {}
    assert set(found.response.hidden) == set(statement.hidden)


def test_cells_of_a_cross_that_are_hidden_are_not_named(world: World) -> None:
    """Who reads that there is such a cell, reads that someone of an organisation is at a level."""
    asked = round_of(world, breakdowns=["level", "organisation"])
    ask(world, asked, 10, level="strategic", organisation="NP", sent=10)
    ask(world, asked, 10, level="tactical", organisation="BD", sent=10)
    ask(world, asked, 1, level="tactical", organisation="NP", sent=1)
    spreads = spread("S1", 4, 3, 3)
    found = figures(close(world, asked, sheets(*spreads, level="strategic", organisation="NP")
                          + sheets(*spreads, level="tactical", organisation="BD")
                          + sheets({"S1": 4}, level="tactical", organisation="NP")))  # fmt: skip
    hidden = {group for one in found.statements for group in one.hidden}
    assert hidden
    assert {len(group) for group in hidden} == {1}


def test_all_may_agree_as_a_whole_but_not_as_a_group(world: World) -> None:
    asked = round_of(world)
    ask(world, asked, 30, level="strategic", sent=30)
    ask(world, asked, 30, level="tactical", sent=30)
    together = close(world, asked, sheets(*spread("S1", 0, 0, 0, 30), level="strategic")
                     + sheets(*spread("S1", 0, 0, 0, 30), level="tactical"))  # fmt: skip
    statement = figures(together).statements[0]
    assert statement.whole is not None
    assert statement.whole.counts == (0, 0, 0, 60, 0)
    assert statement.groups == {}


def test_anonymous_sheets_hold_no_group_and_no_person(world: World) -> None:
    asked = thirty_one(world, breakdowns=[])
    assert AnswerSheet.objects.filter(round=asked, pseudonym__isnull=True).count() == 27
    assert {field.name for field in AnswerSheet._meta.fields} == {"id", "project", "round", "packed", "pseudonym"}


def test_anonymous_round_that_is_told_apart_keeps_no_forms(world: World) -> None:
    """Forms beside tables per group would tell the level of most forms."""
    found = figures(thirty_one(world, breakdowns=["level"]).result)
    assert not AnswerSheet.objects.exists()
    assert found.statements[0].whole is not None
    assert found.response.took_part == 27


@pytest.mark.parametrize("breakdowns", [[], ["level"]])
def test_anonymous_round_of_fewer_than_its_threshold_keeps_neither_forms_nor_remarks(
    world: World, breakdowns: list[str]
) -> None:
    asked = round_of(world, breakdowns=breakdowns)
    ask(world, asked, 6, sent=4, level="tactical")
    result = close(world, asked, [FilledIn({"S1": 4}, {"R1": f"Opmerking {number}"}) for number in range(4)])
    assert not AnswerSheet.objects.exists()
    assert not RoundRemark.objects.exists()
    found = figures(result)
    # How many were asked and answered, and not how far each of them came.
    assert (found.response.population, found.response.took_part) == (6, 4)
    assert (found.response.dispositions, found.response.rates, found.response.groups) == ({}, {}, {})
    assert [one.whole for one in found.statements] == [None] * 3
    assert "break_off" not in json.dumps(result.figures)


def test_anonymous_round_of_just_its_threshold_keeps_its_forms_and_remarks(world: World) -> None:
    asked = round_of(world, breakdowns=[])
    close(world, asked, [FilledIn({"S1": 4}, {"R1": f"Opmerking {number}"}) for number in range(5)])
    assert (AnswerSheet.objects.count(), RoundRemark.objects.count()) == (5, 5)


def test_form_without_an_answer_makes_no_small_round_larger(world: World) -> None:
    asked = round_of(world, breakdowns=[])
    close(world, asked, [*[FilledIn({"S1": 4})] * 4, FilledIn({}, {"R1": "Alleen een opmerking"})])
    assert not AnswerSheet.objects.exists()


def test_confidential_sheets_keep_the_pseudonym_only(world: World) -> None:
    asked = round_of(world, promise="confidential")
    person = ask(world, asked, 1, sent=1)[0]
    close(world, asked, [FilledIn({"S1": 4}, pseudonym=person.pseudonym)])
    assert AnswerSheet.objects.get(round=asked).pseudonym == person.pseudonym


def test_pseudonym_is_dropped_in_an_anonymous_round(world: World) -> None:
    asked = round_of(world, breakdowns=[])
    close(world, asked, [FilledIn({"S1": 4}, pseudonym=uuid4()) for _person in range(5)])
    assert set(AnswerSheet.objects.values_list("pseudonym", flat=True)) == {None}


def test_remarks_are_kept_apart_and_wait_for_redaction(world: World) -> None:
    asked = round_of(world)
    close(world, asked, [FilledIn({"S1": 4}, {"R1": " Jan weet dit. "}), *[FilledIn({"S1": 4}, {"R1": " "})] * 4])
    kept = RoundRemark.objects.get(round=asked)
    assert (kept.text, kept.state, kept.redacted) == ("Jan weet dit.", "waiting", "")


def test_figures_are_the_same_after_json(world: World) -> None:
    result = thirty_one(world).result
    result.refresh_from_db()
    read = RoundFigures.from_json(json.loads(json.dumps(result.figures)))
    assert read.as_json() == result.figures
    assert checksum_of_figures(result.figures) == result.checksum


def test_there_is_no_result_while_a_round_is_open(world: World) -> None:
    asked = round_of(world)
    with pytest.raises(Refused) as refused:
        conclude(asked, [], by=world.dilara, at=now())
    assert [reason.code for reason in refused.value.reasons] == ["round_open"]
    assert not RoundResult.objects.exists()


def test_result_is_made_by_an_evaluator_only(world: World) -> None:
    asked = round_of(world)
    with pytest.raises(Refused) as refused:
        close_as_karin(world, asked)
    assert "not_an_evaluator" in [reason.code for reason in refused.value.reasons]


def close_as_karin(world: World, asked: object) -> None:
    asked.closed_at = now()  # type: ignore[attr-defined]  # a round
    conclude(asked, [], by=world.karin, at=now())  # type: ignore[arg-type]  # a round


def test_round_without_any_answer_has_a_result_without_figures(world: World) -> None:
    asked = round_of(world)
    ask(world, asked, 4)
    found = figures(close(world, asked, []))
    assert [one.whole for one in found.statements] == [None] * 3
    assert (found.response.took_part, found.response.population) == (0, 4)


def test_where_nobody_was_asked_here_the_population_is_as_told(world: World) -> None:
    answers = sheets(*spread("S1", 2, 2, 2, 2))
    unknown = figures(close(world, round_of(world, "T1", collected="elsewhere"), answers)).response
    version = evaluation_of(world).rounds.get().version
    told = figures(close(world, round_of(world, "T2", version=version, collected="elsewhere"), answers, population=12))
    assert (unknown.population, unknown.rates) == (None, {})
    assert (told.response.population, told.response.not_told) == (12, 4)
