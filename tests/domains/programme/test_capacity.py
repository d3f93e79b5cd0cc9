"""The ledger of capacity: who asks, pledges and confirms, what holds on a day, and who reads what."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.world import World, noted_as, now, place
from vlechtwerk.domains.programme.models import CapacityLine
from vlechtwerk.domains.programme.models.capacity import HoursLine, MonthRange
from vlechtwerk.domains.programme.operations.capacity import (
    add_capacity_finding,
    add_profile,
    ask_capacity,
    confirm_hours,
    import_capacity,
    pledge_capacity,
)
from vlechtwerk.domains.programme.queries.capacity import (
    CapacityFilter,
    capacity_cells,
    month_of,
    months_not_given,
    reads_all_capacity,
    to_confirm,
)
from vlechtwerk.engines.statistics.capacity import Sums, sums_of
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.links import evidence_of

pytestmark = pytest.mark.django_db
JANUARY, APRIL = date(2026, 1, 1), date(2026, 4, 1)


def today() -> date:
    return localdate()


def capacity_sums(day: date) -> Sums:
    """Add up everything that held on a day."""
    return sums_of(capacity_cells(CapacityFilter(), day), month_of(day))


def test_one_act_plans_every_month_and_its_end_is_not_included(world: World) -> None:
    world.hours("asked", "120", "2025-12", "2026-03")
    assert [cell.month for cell in capacity_cells(CapacityFilter(), today())] == [
        date(2025, 12, 1), JANUARY, date(2026, 2, 1),
    ]  # fmt: skip


def test_correction_replaces_and_the_earlier_line_stays(world: World) -> None:
    world.hours("asked", "120")
    world.hours("asked", "80.5")
    assert capacity_sums(today()).asked == Decimal("80.5")
    assert list(CapacityLine.objects.order_by("number").values_list("hours", flat=True)) == [120, Decimal("80.50")]


def test_saying_what_holds_already_adds_nothing(world: World) -> None:
    world.hours("asked", "120")
    world.hours("asked", "120")
    assert CapacityLine.objects.count() == 1


def test_ledger_stands_as_it_was_recorded_by_a_day(world: World) -> None:
    world.hours("asked", "120")
    assert capacity_sums(today() - timedelta(days=1)).asked == 0
    assert capacity_sums(today()).asked == 120


def test_month_not_handed_in_is_not_given_and_waits_for_its_organisation(world: World) -> None:
    world.hours("asked", "120", organisation="DOU")
    world.hours("pledged", "100", organisation="DOU")
    sums = capacity_sums(today())
    assert (sums.never_pledged, sums.not_delivered, sums.awaited, sums.given) == (20, 0, 100, 0)
    assert months_not_given([world.organisations["DOU"]], today()) == [(world.organisations["DOU"], JANUARY)]
    world.hours("delivered", "0", organisation="DOU")
    assert capacity_sums(today()).not_delivered == 100
    assert not months_not_given([world.organisations["DOU"]], today())
    assert len(to_confirm(world.organisations["DOU"], JANUARY, today())) == 1


def test_pledge_rests_on_a_decision_and_on_sources_without_their_words(world: World) -> None:
    world.source()
    period = MonthRange(JANUARY, date(2026, 2, 1))
    with reading_as(world.chris.id):
        (line,) = pledge_capacity(
            world.hours_of("DOU"), period, Decimal(40), decision=world.taken(), evidence=[place(text="40 uur")],
            by=world.chris, at=now(),
        )  # fmt: skip
    (link,) = evidence_of([line.id])[line.id]
    assert (link.identifier, link.locator, link.text) == ("T1", "12", "")


def test_only_who_manages_asks(world: World) -> None:
    period = MonthRange(JANUARY, APRIL)
    with refusal("not_your_function"):
        ask_capacity(world.hours_of(), period, Decimal(8), by=world.chris, at=now())
    with refusal("no_running_appointment"):
        ask_capacity(world.hours_of(), period, Decimal(8), by=world.nora, at=now())


def test_organisation_pledges_and_confirms_its_own_hours_only(world: World) -> None:
    period = MonthRange(JANUARY, APRIL)
    for person in (world.chris, world.karin, world.anna):
        with refusal("not_your_organisation"):
            pledge_capacity(world.hours_of("NP"), period, Decimal(8), by=person, at=now())
    line = HoursLine(world.hours_of("FIOD"), JANUARY, Decimal(8))
    with refusal("not_your_organisation"):
        confirm_hours([line], by=world.gwen, at=now())


def test_pledge_does_not_rest_on_a_no(world: World) -> None:
    with refusal("decision_not_taken"):
        pledge_capacity(
            world.hours_of("DOU"), MonthRange(JANUARY, APRIL), Decimal(8), decision=world.taken("no"), by=world.chris,
            at=now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "code"), [("7.1", "hours_not_in_quarters"), ("-1", "hours_not_in_quarters"), ("100000", "too_many_hours")]
)
def test_hours_are_quarters_from_nothing_up(world: World, hours: str, code: str) -> None:
    with refusal(code):
        ask_capacity(world.hours_of(), MonthRange(JANUARY, APRIL), Decimal(hours), by=world.karin, at=now())


@pytest.mark.parametrize(
    ("first", "until", "code"),
    [
        (APRIL, JANUARY, "ends_before_start"),
        (date(2026, 1, 15), APRIL, "not_a_month"),
        (JANUARY, date(2030, 1, 1), "too_many_months"),
        (date(1999, 1, 1), date(1999, 2, 1), "month_out_of_reach"),
    ],
)
def test_period_is_of_whole_months_within_reach(world: World, first: date, until: date, code: str) -> None:
    with refusal(code):
        ask_capacity(world.hours_of(), MonthRange(first, until), Decimal(8), by=world.karin, at=now())


def test_hours_of_a_month_that_is_not_over_can_not_be_confirmed(world: World) -> None:
    line = HoursLine(world.hours_of("DOU"), today().replace(day=1), Decimal(8))
    with refusal("month_not_over"):
        confirm_hours([line], by=world.chris, at=now())
    with refusal("no_hours"):
        confirm_hours([], by=world.chris, at=now())


def test_own_organisation_reads_its_lines_and_who_asks_or_steers_reads_all(world: World) -> None:
    world.hours("asked", "10", organisation="NP")
    world.hours("asked", "20", organisation="FIOD")
    seen = {}
    for name in ("karin", "bram", "farid", "hugo", "anna", "gwen", "mila", "dilara"):
        with reading_as(world.people[name].id):
            seen[name] = (reads_all_capacity(), int(capacity_sums(today()).asked))
    all_of_it, nothing = (True, 30), (False, 0)
    assert seen == {
        "karin": all_of_it, "bram": all_of_it, "farid": all_of_it, "hugo": all_of_it, "anna": (False, 10),
        "gwen": (False, 20), "mila": nothing, "dilara": nothing,
    }  # fmt: skip


def _added_past_the_operations(world: World, who: str, kind: str, organisation: str) -> None:
    person, key = world.people[who], world.hours_of(organisation)
    with reading_as(person.id), transaction.atomic():
        noted_as("ask_capacity")
        CapacityLine.objects.create(
            project=world.project, kind=kind, organisation=key.organisation, profile=key.profile, place="inside",
            month=JANUARY, hours=1, number=1, recorded_by=person, recorded_at=now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "kind", "organisation"),
    [("anna", "asked", "NP"), ("karin", "pledged", "NP"), ("chris", "delivered", "KMAR"), ("chris", "asked", "DOU")],
)
def test_database_lets_nobody_write_lines_of_another(world: World, who: str, kind: str, organisation: str) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        _added_past_the_operations(world, who, kind, organisation)


def test_database_keeps_quarters_months_and_numbers(world: World) -> None:
    world.hours("asked", "10")
    line = CapacityLine.objects.get()
    for changed in ({"hours": "1.1"}, {"hours": "-1"}, {"month": date(2026, 1, 2)}, {}):
        fields = {
            name: getattr(line, name)
            for name in ("project", "kind", "organisation", "profile", "activity", "place", "month", "hours", "number",
                         "recorded_by", "recorded_at")
        } | changed  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            CapacityLine.objects.create(**fields)


def test_lines_of_a_file_are_of_known_kinds_places_and_months(world: World) -> None:
    key = world.hours_of("DOU")
    with refusal("kind_unknown"):
        import_capacity([HoursLine(key, JANUARY, Decimal(8), "wished")], by=world.karin, at=now())
    wrong = HoursLine(replace(key, place="elsewhere"), date(1926, 1, 2), Decimal(8), "asked")
    with refusal("place_unknown", "not_a_month", "month_out_of_reach"):
        import_capacity([wrong], by=world.karin, at=now())


def test_finding_about_capacity_is_for_the_managers(world: World) -> None:
    world.source()
    with refusal("not_your_function", "text_missing"):
        add_capacity_finding(" ", evidence=[place()], by=world.anna, at=now())
    assert add_capacity_finding("Er is te weinig tijd", evidence=[place()], by=world.karin, at=now()).text


def test_lines_of_a_file_come_in_together_or_not_at_all(world: World) -> None:
    asked = HoursLine(world.hours_of("DOU"), JANUARY, Decimal(8), "asked")
    pledged = HoursLine(world.hours_of("DOU"), JANUARY, Decimal(6), "pledged")
    with refusal("not_your_organisation"):
        import_capacity([asked, pledged], by=world.karin, at=now())
    assert not CapacityLine.objects.exists()
    assert len(import_capacity([asked], by=world.karin, at=now())) == 1
    assert not import_capacity([asked], by=world.karin, at=now())


def test_reading_the_cells_is_one_query_however_many_there_are(world: World) -> None:
    world.hours("asked", "10", "2025-01", "2026-01")
    with CaptureQueriesContext(connection) as asked:
        assert len(capacity_cells(CapacityFilter(), today())) == 12
    assert len(asked) == 1


def test_profile_of_which_only_the_capitals_differ_is_the_same(world: World) -> None:
    add_profile("r2p", "Vertaler", by=world.karin, at=now())
    with refusal("profile_exists"):
        add_profile("R2P", "Vertaler", by=world.karin, at=now())
