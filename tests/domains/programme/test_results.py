"""Products, actions and methods are kept apart; counts are corrected and never added up across definitions."""

from datetime import date, timedelta

import pytest
from django.db.utils import IntegrityError, ProgrammingError
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.refusals import refusal
from tests.results import add_action, add_product, count, counted, describe
from tests.world import LONG_AGO, World, moment, now, place
from vlechtwerk.domains.programme.models import ActionCount, MethodVersion, ProductUse
from vlechtwerk.domains.programme.operations import methods, planning, register, results
from vlechtwerk.domains.programme.queries.methods import MethodFilter, MethodState, methods_found
from vlechtwerk.domains.programme.queries.results import (
    ResultFilter,
    actions_by,
    products_by,
    standing_counts,
    sums_of,
)
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.foundation.evidence.address import Ground
from vlechtwerk.foundation.periods import PreciseDate

TODAY = date(2099, 1, 1)


def test_product_is_found_somewhere(world: World) -> None:
    activity = world.activity()
    with refusal("product_nowhere"):
        results.add_product(activity, "Beeld", "picture", by=world.karin, at=now())
    results.add_product(activity, "Beeld", "picture", document_address="https://x.nl/b", by=world.karin, at=now())
    with refusal("product_exists", "address_unclear"):
        results.add_product(
            activity, "Beeld", "picture", document_address="javascript:alert(1)", by=world.karin, at=now()
        )


def test_who_does_not_lead_registers_no_result(world: World) -> None:
    world.source()
    activity = world.activity()
    with refusal("not_your_activity"):
        results.add_product(activity, "Beeld", "picture", evidence=[place()], by=world.anna, at=now())
    with refusal("kind_unknown"):
        results.add_product(activity, "Kaart", "wish", document_address="https://x.nl/k", by=world.karin, at=now())
    with refusal("not_your_activity"):
        results.add_action(activity, "Bezocht", evidence=[place()], by=world.anna, at=now())


def test_use_of_a_product_says_by_whom_and_keeps_what_was_noted_before(world: World) -> None:
    world.source()
    product = add_product(world, world.activity())
    with refusal("user_missing"):
        results.note_product_use(product, "yes", "", evidence=[place()], by=world.karin, at=now())
    results.note_product_use(product, "no", "", evidence=[place()], by=world.karin, at=now())
    results.note_product_use(product, "yes", "Douane", evidence=[place()], by=world.karin, at=now())
    (found,) = products_by(TODAY)
    assert [use.in_use for use in found.uses.all()] == [ProductUse.InUse.NO, ProductUse.InUse.YES]


def test_result_of_a_part_of_the_year_to_come_is_refused(world: World) -> None:
    world.source()
    with refusal("in_the_future"):
        add_product(world, world.activity(), made_on=PreciseDate.of_day(localdate() + timedelta(days=2)))


def test_count_needs_a_source_and_a_ground(world: World) -> None:
    world.source()
    action = add_action(world, world.activity())
    with refusal("evidence_missing", "ground_unknown", "unit_missing"):
        results.add_count(action, "kades", "", 3, "opinion", by=world.karin, at=now())


def test_corrected_count_stays_beside_its_correction(world: World) -> None:
    world.source()
    action = add_action(world, world.activity())
    wrong = count(world, action, 9)
    with refusal("reason_missing"):
        results.correct_count(wrong, 8, "", evidence=[counted()], by=world.karin, at=now())
    right = results.correct_count(wrong, 8, "Dubbel geteld", evidence=[counted()], by=world.karin, at=now())
    with refusal("corrected_already"):
        results.correct_count(wrong, 7, "Nog eens", evidence=[counted()], by=world.karin, at=now())
    (found,) = actions_by(TODAY)
    assert [item.number for item in found.counts.all()] == [9, 8]
    assert standing_counts(found.counts.all()) == [right]


def test_count_is_never_changed_in_the_database(world: World) -> None:
    world.source()
    wrong = count(world, add_action(world, world.activity()), 9)
    wrong.number = 8
    with pytest.raises(ProgrammingError):
        wrong.save()


def test_counts_are_added_up_only_when_alike_and_apart(world: World) -> None:
    world.source()
    action = add_action(world, world.activity())
    count(world, action, 8, ("2026-01", "2026-02"))
    count(world, action, 12, ("2026-03", "2026-04"))
    count(world, action, 41, ("2026-03", "2026-04"), definition="panden")
    sums = {found.definition: found.total for found in sums_of(actions_by(TODAY)[0].counts.all())}
    assert sums == {"kades": 20, "panden": 41}
    count(world, action, 5, ("2026-04", "2026-05"))
    assert sums_of(actions_by(TODAY)[0].counts.all())[0].total is None


Told = tuple[str, str, int, tuple[int, int]]
PERIODS = st.tuples(st.integers(0, 40), st.integers(0, 12))
COUNTS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["register", "self_report"]), st.integers(0, 99), PERIODS),
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(COUNTS)
def test_no_sum_joins_what_may_be_the_same_or_is_defined_otherwise(
    told: list[tuple[str, str, int, tuple[int, int]]],
) -> None:
    counts = []
    for definition, ground, number, (start, length) in told:
        begins = LONG_AGO + timedelta(days=start)
        period = {
            "counted_from": PreciseDate.of_day(begins),
            "counted_until": PreciseDate.of_day(begins + timedelta(days=length)),
        }
        counts.append(ActionCount(definition=definition, unit="stuks", number=number, ground=ground, **period))
    for found in sums_of(counts):
        days = [
            LONG_AGO + timedelta(days=offset)
            for one in found.counts
            for offset in range(
                (one.counted_from.earliest - LONG_AGO).days,  # type: ignore[union-attr]  # each has a period here
                (one.counted_until.latest - LONG_AGO).days + 1,  # type: ignore[union-attr]  # as above
            )
        ]
        assert len({(one.definition, one.unit, one.ground) for one in found.counts}) == 1
        assert (found.total is not None) == (len(days) == len(set(days)))
        assert found.total in (None, sum(one.number for one in found.counts))
    assert sum(len(found.counts) for found in sums_of(counts)) == len(counts)


def test_results_are_known_since_a_document_told_them(world: World) -> None:
    register.add_source("T1", "Verslag", "progress_report", dated_on=moment("2023-05-30"), by=world.loader, at=now())
    add_product(world, world.activity())
    assert products_by(date(2023, 5, 29)) == []
    assert len(products_by(date(2023, 5, 30), ResultFilter(activity="A01"))) == 1


def test_method_gets_versions_and_none_is_edited(world: World) -> None:
    method = describe(world)
    with refusal("reason_missing"):
        methods.rewrite_method(method, MethodText("Anders"), "", by=world.karin, at=now())
    methods.rewrite_method(method, MethodText("Anders"), "Na de meting", by=world.karin, at=now())
    assert list(method.versions.values_list("number", "does")) == [
        (1, "Voorspellen waar overgeladen wordt"),
        (2, "Anders"),
    ]
    with pytest.raises(ProgrammingError):
        method.versions.update(does="Herschreven")


def test_law_that_must_change_is_named(world: World) -> None:
    with refusal("law_missing"):
        describe(world, law_change=MethodVersion.LawChange.YES)


def test_method_is_found_by_words_and_by_what_it_needs(world: World) -> None:
    area_free = world.activity()
    describe(world, "M1", area_free, needs_data="telefoons", law_change="yes", which_law="Telecomwet")
    describe(world, "M2", area_free, steps="Lopen met de gemeente", law_change="no")

    def found(**wanted: str) -> list[str]:
        return [item.method.code for item in methods_found(MethodFilter(**wanted))]

    assert found(words="telefoons") == ["M1"]
    assert found(words="gemeente lopen") == ["M2"]
    assert found(need="data") == found(need="law_change") == ["M1"]
    assert found(need="no_law_change") == ["M2"]
    assert found(words="telefoons", need="no_law_change") == []
    assert found(state="idea") == ["M1", "M2"]


def test_method_is_taken_up_by_another_team_for_a_reason(world: World) -> None:
    made, other = world.activity(), world.activity("A02", "Kades")
    planning.assign(other, world.anna, "member", LONG_AGO, by=world.loader, at=now())
    method = describe(world, made_in=made)
    with refusal("reason_missing"):
        methods.take_up_method(method, other, " ", by=world.anna, at=now())
    with refusal("own_method"):
        methods.take_up_method(method, made, "Zelf", by=world.karin, at=now())
    with refusal("not_your_team"):
        methods.take_up_method(method, other, "Ook hier", by=world.chris, at=now())
    use = methods.take_up_method(method, other, "Ook hier", by=world.anna, at=now())
    with refusal("taken_up_already"):
        methods.take_up_method(method, other, "Nog eens", by=world.anna, at=now())
    methods.tell_outcome(use, "stopped", "Geen telling", by=world.anna, at=now())
    assert methods.take_up_method(method, other, "Nu wel een telling", by=world.anna, at=now()).version.number == 1


def test_state_of_a_method_claims_no_more_than_is_counted(world: World) -> None:
    world.source()
    made = world.activity()
    method = describe(world, made_in=made)

    def state() -> MethodState:
        return methods_found()[0].state

    assert state() is MethodState.IDEA
    use = methods.note_trial(method, activity=made, evidence=[place()], by=world.karin, at=now())
    assert state() is MethodState.TRIED
    liked = place(ground=Ground.OPINION)
    methods.tell_outcome(use, "works_here", "Men is tevreden", evidence=[liked], by=world.karin, at=now())
    assert state() is MethodState.TRIED
    methods.tell_outcome(use, "works_here", "Geteld", evidence=[counted()], by=world.karin, at=now())
    assert state() is MethodState.PROVEN
    methods.tell_outcome(use, "does_not", "Toch niet", by=world.karin, at=now())
    assert state() is MethodState.NOT_EVERYWHERE


def test_use_is_of_an_activity_or_of_someone_named(world: World) -> None:
    world.source()
    method = describe(world)
    with refusal("user_missing"):
        methods.note_trial(method, evidence=[place()], by=world.karin, at=now())
    with refusal("in_the_future"):
        later = PreciseDate.of_day(localdate() + timedelta(days=2))
        methods.note_trial(method, by_whom="Gemeente", used_from=later, evidence=[place()], by=world.karin, at=now())
    use = methods.note_trial(method, by_whom="Gemeente", evidence=[place()], by=world.karin, at=now())
    use.pk, use.by_whom = None, ""
    with pytest.raises(IntegrityError):
        use.save(force_insert=True)
