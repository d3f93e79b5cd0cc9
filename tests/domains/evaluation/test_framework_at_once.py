"""Two who write of one criterion, mechanism or measure at once: the second is told what the first one did."""

from datetime import date

import pytest
from django.db import transaction

from tests.at_once import second_of
from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import of
from tests.frameworks import criterion, judged, read, rubric, told
from tests.measures import add_measure, definition, drawn, months
from tests.mechanisms import carried, expected, mapped
from tests.mechanisms import judged as judged_mechanism
from tests.refusals import why_refused
from tests.world import find_world, now
from vlechtwerk.domains.evaluation.models import CheckedJudgement, CriterionJudgement, CriterionNorm, MechanismVerdict
from vlechtwerk.domains.evaluation.operations import framework, judging, mechanisms
from vlechtwerk.domains.evaluation.queries.mechanisms import find_mechanism
from vlechtwerk.domains.evaluation.rules.framework import ListTold
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.domains.programme.queries.measures import measure_by
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_criterion_that_a_page_read_before_is_looked_at_again() -> None:
    with find_world() as world:
        by = world.dilara
        with reading_as(by.id), transaction.atomic():
            evaluation = evaluated(world)
            world.source()
            criterion(world, evaluation, norm="")
            # As a page has it: with its words, norms and sources of that moment.
            one = read().criterion
        told_list = ListTold("X", "Nog een lijst")
        assert second_of(by, lambda: framework.add_list(evaluation, told_list, by=by, at=now())) == {"code_in_use"}
        assert second_of(by, lambda: framework.fix_norm(one, "70%", by=by, at=now())) == {
            "nothing_changed",
            "reason_missing",
        }
        assert second_of(by, lambda: framework.bind_source(one, "document", "T1", by=by, at=now())) == {"source_twice"}
        same = told("Is er iets anders?")
        assert second_of(by, lambda: framework.word_criterion(one, same, "Zo.", by=by, at=now())) == {"nothing_changed"}
        refused = second_of(
            by,
            lambda: judged(world, one, "not_to_be_judged", text="Niets."),
            lambda: framework.close_criterion(one, "Niet meer gevraagd.", by=by, at=now()),
        )
        assert refused == {"criterion_closed"}
        with reading_as(by.id):
            assert (CriterionNorm.objects.count(), CriterionJudgement.objects.count()) == (1, 0)


def test_judgement_is_checked_once_and_not_once_another_was_given() -> None:
    with find_world() as world:
        mila = world.people["mila"]
        with reading_as(world.dilara.id), transaction.atomic():
            evaluation = evaluated(world)
            world.source()
            rubric(world, evaluation)
            one = criterion(world, evaluation)
            first = judged(world, one, "met", of("document", "T1"))

        def check() -> object:
            return judging.check_judgement(first, by=mila, at=now())

        assert second_of(mila, check) == {"checked_already"}
        refused = second_of(mila, check, lambda: judging.judge_criterion(one, _not_to_be_judged(), by=mila, at=now()))
        assert refused == {"judged_anew", "checked_already"}


def _not_to_be_judged() -> judging.JudgementTold:
    return judging.JudgementTold("not_to_be_judged", "Er is nog niets.")


@pytest.mark.parametrize("first", ["check", "code"])
def test_judgement_does_not_stand_on_words_that_are_coded_while_it_is_checked(first: str) -> None:
    with find_world() as world:
        mila = world.people["mila"]
        with reading_as(world.dilara.id), transaction.atomic():
            evaluation = evaluated(world)
            rubric(world, evaluation)
            text, given = interviewed(world, evaluation), code(world, evaluation)
            coded(world, text, given, 0, 20)
            judgement = judged(world, criterion(world, evaluation), "met", of("fragments_of_code", f"EV1,{given.id}"))
        acts = {
            "check": lambda: judging.check_judgement(judgement, by=mila, at=now()),
            "code": lambda: coded(world, text, given, 29, 46, by="mila"),
        }
        last = "code" if first == "check" else "check"
        refused = second_of(mila, acts[last], acts[first])
        assert refused == ({"evidence_changed"} if last == "check" else set())
        with reading_as(world.dilara.id):
            assert not CheckedJudgement.objects.filter(ended_at__isnull=True).exists()


def test_verdict_is_checked_once_and_only_the_one_that_was_read() -> None:
    with find_world() as world:
        mila = world.people["mila"]
        with reading_as(world.dilara.id), transaction.atomic():
            world.source()
            mapped(world)
            mechanism = carried(world, expected(world, evaluated(world)))
            judged_mechanism(world, mechanism)
            found = find_mechanism("EV1", "M1")
            assert found is not None

        def check() -> object:
            return mechanisms.check_mechanism(found.mechanism, 2, by=mila, at=now())

        assert second_of(mila, check) == {"not_to_be_checked"}
        with reading_as(world.dilara.id), transaction.atomic():
            judged_mechanism(world, mechanism, verdict="not_to_be_told")
        with reading_as(mila.id), transaction.atomic():
            assert why_refused(check) == ["judged_anew"]
            assert not MechanismVerdict.objects.get(number=3).checked_at


def test_measure_that_a_page_read_before_is_looked_at_again() -> None:
    with find_world() as world:
        by = world.karin
        with reading_as(by.id), transaction.atomic():
            add_measure(world, world.activity("A01"))
        with reading_as(by.id):
            read_before = measure_by("KADES")
            assert read_before is not None
        measure = read_before.measure
        anew = definition("Kades waar twee of meer partners waren", date(2025, 1, 1))
        assert second_of(by, lambda: measures.define_measure(measure, anew, "Scherper geteld.", by=by, at=now())) == {
            "holds_too_early",
            "definition_same",
        }
        assert second_of(
            by,
            lambda: measures.take_in_draw(measure, drawn(), months([4, 6]), by=by, at=now()),
            lambda: measures.take_in_draw(measure, drawn(), months([4, 5]), by=by, at=now()),
        ) == {"differs_from_draw"}
