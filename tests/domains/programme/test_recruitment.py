"""Recruitment: what was asked beside what was published, steps that others know as counts, and who left and why."""

from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracles import histories, leaving
from tests.oracles.spread import median
from tests.refusals import refusal
from tests.world import LONG_AGO, World, days_from_now, now
from vlechtwerk.domains.partnership.models import Departure
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.models import Candidate, RecruitmentStep, VacancyDifference
from vlechtwerk.domains.programme.operations.recruitment import (
    ask_profile,
    judge_difference,
    name_candidate,
    note_step,
    publish_vacancy,
)
from vlechtwerk.domains.programme.queries.recruitment import (
    LEAST_SHOWN,
    YearOfDepartures,
    compared,
    departures_counted,
    departures_of_all,
    latest_vacancy,
    own_candidates,
    recruitment_requests,
    recruitment_times,
    steps_counted,
)
from vlechtwerk.engines.statistics.days import Days
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
KINDS = list(Departure.ReasonKind.values)


def day(text: str) -> date:
    return date.fromisoformat(text)


def published(world: World, code: str = "W1", on: str = "2026-02-01", **parts: str) -> Any:
    request = world.recruits(code)
    told = {"profile_text": "data  Scientist", "tasks": "Dossiers bijhouden"} | parts
    return publish_vacancy(request, told, day(on), by=world.karin, at=now())


def test_vacancy_that_is_not_what_was_asked_is_seen_part_by_part(world: World) -> None:
    published(world)
    (request,) = recruitment_requests(localdate())
    vacancy = latest_vacancy(request)
    assert vacancy is not None
    assert {item.part: item.verdict for item in compared(request, vacancy)} == {
        "profile_text": "same", "tasks": "changed", "hours": "left_out",
    }  # fmt: skip


def test_judgement_of_a_person_stands_before_the_comparison_and_the_last_one_holds(world: World) -> None:
    vacancy = published(world)
    for verdict, remark in (("changed", "Geen modellen meer"), ("same", "")):
        judge_difference(vacancy, "tasks", verdict, remark, by=world.karin, at=now())
    (request,) = recruitment_requests(localdate())
    (tasks,) = [item for item in compared(request, vacancy) if item.part == "tasks"]
    assert tasks.verdict == "same"
    assert tasks.found == "changed"
    assert VacancyDifference.objects.count() == 2


def test_requests_stand_as_they_were_on_a_day(world: World) -> None:
    published(world)
    assert not recruitment_requests(day("2026-01-04"))
    (request,) = recruitment_requests(day("2026-01-31"))
    assert latest_vacancy(request) is None


@pytest.mark.parametrize(
    ("verdict", "remark", "code"),
    [("changed", "", "remark_missing"), ("left_out", "Weg", "not_left_out"), ("x", "", "verdict_missing")],
)
def test_difference_is_judged_with_words(world: World, verdict: str, remark: str, code: str) -> None:
    vacancy = published(world)
    with refusal(code):
        judge_difference(vacancy, "tasks", verdict, remark, by=world.karin, at=now())
    with refusal("not_your_function"):
        judge_difference(vacancy, "tasks", "same", "", by=world.anna, at=now())


def test_request_and_vacancy_are_refused_with_their_reasons(world: World) -> None:
    request = world.recruits()
    with refusal("request_exists"):
        world.recruits()
    with refusal("profile_missing"):
        world.recruits("W2", profile_text=" ")
    with refusal("code_missing"):
        world.recruits(" ")
    with refusal("in_the_future"):
        world.recruits("W3", on=days_from_now(2).isoformat())
    with refusal("before_it_was_asked"):
        publish_vacancy(request, {"tasks": "x"}, day("2026-01-04"), by=world.karin, at=now())
    with refusal("vacancy_empty"):
        publish_vacancy(request, {}, day("2026-02-01"), by=world.karin, at=now())
    with refusal("not_your_organisation"):
        publish_vacancy(request, {"tasks": "x"}, day("2026-02-01"), by=world.chris, at=now())
    with refusal("not_your_function"):
        ask_profile(
            "W4",
            request.organisation,
            request.profile,
            {"profile_text": "x"},
            day("2026-02-01"),
            by=world.anna,
            at=now(),
        )


def test_candidate_is_read_by_the_manager_and_counted_for_others(world: World) -> None:
    request = world.recruits()
    candidate = name_candidate(request, "Fleur", day("2026-02-02"), by=world.karin, at=now())
    note_step(candidate, "screened", day("2026-03-02"), by=world.karin, at=now())
    assert [item.name for item in own_candidates(request)] == ["Fleur"]
    with reading_as(world.bram.id):
        assert not Candidate.objects.exists()
        assert not RecruitmentStep.objects.exists()
        assert steps_counted(localdate()) == {request.id: {"found": 1, "screened": 1}}
        assert steps_counted(day("2026-02-20")) == {request.id: {"found": 1}}
        with refusal("not_your_candidate"):
            note_step(candidate, "started", day("2026-04-02"), by=world.bram, at=now())


@pytest.mark.parametrize(
    ("kind", "on", "code"),
    [
        ("screened", "2026-02-01", "before_the_last_step"),
        ("found", "2026-02-03", "step_taken"),
        ("hired", "2026-02-03", "step_unknown"),
        ("screened", "2099-02-03", "in_the_future"),
    ],
)
def test_steps_come_in_their_order(world: World, kind: str, on: str, code: str) -> None:
    candidate = name_candidate(world.recruits(), "Fleur", day("2026-02-02"), by=world.karin, at=now())
    with refusal(code):
        note_step(candidate, kind, day(on), by=world.karin, at=now())


def test_who_started_or_withdrew_takes_no_more_steps(world: World) -> None:
    candidate = name_candidate(world.recruits(), "Fleur", day("2026-02-02"), by=world.karin, at=now())
    note_step(candidate, "withdrawn", day("2026-02-03"), by=world.karin, at=now())
    with refusal("candidate_ended"):
        note_step(candidate, "screened", day("2026-02-04"), by=world.karin, at=now())


def test_lead_times_are_of_calendar_days_with_how_many_they_rest_on(world: World) -> None:
    request = published(world).request
    # Over the day on which the clock goes forward, and over a leap day in another request.
    for number in range(10):
        candidate = name_candidate(request, f"K{number}", day("2026-03-20"), by=world.karin, at=now())
        note_step(candidate, "screened", day(f"2026-03-{21 + number}"), by=world.karin, at=now())
    times = {(earlier, later): time for earlier, later, time in recruitment_times(localdate())}
    assert times["asked", "published"].n == 1
    assert times["asked", "published"].median == Days(27, 27)
    assert times["published", "found"].median == Days(47, 47)
    screened = times["found", "screened"]
    assert (screened.n, screened.median, screened.nine_of_ten) == (10, Days(5.5, 5.5), Days(9, 9))
    assert ("trained", "started") not in times


def test_days_of_each_step_are_those_worked_out_by_hand(world: World) -> None:
    (history,) = histories.histories("recruitment").values()
    names = {"published": "vacancy"}
    for number, said in enumerate(histories.request(one) for one in history["requests"]):
        assert said.asked
        request = world.recruits(f"H{number}", said.asked.isoformat())
        for on in said.vacancies:
            publish_vacancy(request, {"profile_text": "Analist"}, on, by=world.karin, at=now())
        for steps in said.candidates:
            candidate = name_candidate(request, "Fleur", steps["found"], by=world.karin, at=now())
            for kind in ("screened", "trained", "started"):
                if kind in steps:
                    note_step(candidate, kind, steps[kind], by=world.karin, at=now())
    found = {
        "in all" if (earlier, later) == ("asked", "started") else names.get(later, later): (time.n, time.median.least)
        for earlier, later, time in recruitment_times(localdate())
    }
    assert found == {step: (len(days), median(days)) for step, days in history["steps"].items()}


# Who left and why.


def left(world: World, year: int, *reasons: str) -> None:
    """Let someone leave for each of the reasons, in the middle of a year."""
    moment = timezone.make_aware(datetime.combine(date(year, 6, 1), time(12)))
    for number, reason in enumerate(reasons):
        person = people.add_person(f"{reason} {year} {number}", by=world.karin, at=now())
        appointment = people.appoint(
            person, world.organisations["NP"], "analyst", LONG_AGO, by=world.karin, at=now(), manager=world.karin
        )
        people.end_appointment(appointment, date(year, 6, 1), reason, by=world.karin, at=moment)


def test_counts_of_a_year_that_is_over_are_shown_and_small_ones_hidden(world: World) -> None:
    left(world, 2024, *["uncertainty"] * 6, *["other_work"] * 3, *["recalled"] * 3)
    left(world, 2025, *["uncertainty"] * 4)
    left(world, now().year, *["uncertainty"] * 6)
    with reading_as(world.anna.id):
        told = {year.year: year for year in departures_counted()}
    assert sorted(told) == [2024, 2025]
    assert (told[2024].total, told[2024].by_reason["uncertainty"], told[2024].together) == (12, 6, 6)
    assert told[2024].by_reason["other_work"] is None
    assert (told[2025].total, set(told[2025].by_reason.values())) == (None, {None})


def test_departure_registered_later_counts_when_it_was_registered(world: World) -> None:
    left(world, 2024, *["uncertainty"] * 5, *["other_work"] * 5, *["other"] * 3, *["recalled"] * 4)
    before = departures_counted()
    person = people.add_person("Laat", by=world.karin, at=now())
    appointment = people.appoint(person, world.organisations["NP"], "analyst", LONG_AGO, by=world.karin, at=now())
    people.end_appointment(appointment, date(2024, 6, 1), "other", by=world.karin, at=now())
    assert departures_counted() == before


def shown_by_the_database(counts: list[int]) -> list[int | None]:
    with connection.cursor() as cursor:
        cursor.execute("select shown_counts(%s, %s)", [counts, LEAST_SHOWN])
        (found,) = cursor.fetchone()
    return list(found)


def shown(counts: tuple[int, ...]) -> tuple[int | None, ...]:
    """Hide by the rule as it stands in docs/figures.md, as the oracle reads it."""
    found = leaving.told({str(place): count for place, count in enumerate(counts)}).reasons
    return tuple(found.get(str(place)) for place in range(len(counts)))


def ways(total: int, parts: int) -> list[tuple[int, ...]]:
    if parts == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in ways(total - first, parts - 1)]


def could_be(counts: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return every row of counts that would be shown in the same way: what a reader of it can't rule out."""
    told = shown(counts)
    hidden = [place for place, count in enumerate(told) if count is None]
    total = sum(counts)
    sums = [total - sum(count for count in told if count is not None)] if total >= LEAST_SHOWN else range(LEAST_SHOWN)
    found = []
    for rest in sums:
        for way in ways(rest, len(hidden)) if hidden else [()]:
            row = [count or 0 for count in told]
            for place, count in zip(hidden, way, strict=True):
                row[place] = count
            if shown(tuple(row)) == told:
                found.append(tuple(row))
    return found


COUNTS = st.lists(st.integers(0, 9), min_size=5, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COUNTS)
def test_database_hides_as_the_rule_says(db: None, counts: list[int]) -> None:
    assert shown_by_the_database(counts) == list(shown(tuple(counts)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_no_hidden_count_can_be_worked_out_from_what_is_shown(counts: list[int]) -> None:
    told, possible = shown(tuple(counts)), could_be(tuple(counts))
    assert tuple(counts) in possible
    for place, count in enumerate(told):
        values = {row[place] for row in possible}
        assert len(values) > 1 if count is None else values == {count}
    # Nor that all who left had the same reason.
    assert any(max(row) < sum(row) for row in possible)


@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=3))
def test_years_together_tell_nothing_that_the_years_do_not(rows: list[list[int]]) -> None:
    told = [leaving.told(dict(zip(KINDS, row, strict=True))) for row in rows]
    years = [
        YearOfDepartures(2020 + place, year.total, {kind: year.reasons.get(kind) for kind in KINDS})
        for place, year in enumerate(told)
    ]
    together, expected = departures_of_all(years), leaving.together(told, KINDS)
    assert (together.total if together else None) == expected.total
    assert {kind: count for kind, count in (together.by_reason if together else {}).items() if count is not None} == (
        expected.reasons
    )


def test_departures_are_counted_as_worked_out_by_hand(world: World) -> None:
    (history,) = histories.histories("departures").values()
    left = [histories.departure(one) for one in history["departures"]]
    # Five times each, or nothing would be told.
    for number, one in enumerate(left * 5):
        person = people.add_person(f"Vertrokken {number}", by=world.karin, at=now())
        appointment = people.appoint(person, world.organisations["NP"], "analyst", LONG_AGO, by=world.karin, at=now())
        people.end_appointment(appointment, one.ended_on, one.reason, by=world.karin, at=one.registered_at)
    expected = {
        year: leaving.told(counts)
        for year, counts in leaving.counted(left * 5, history["reasons"], timezone.localdate()).items()
    }
    found = {
        year.year: leaving.Told(
            year.total, {kind: count for kind, count in year.by_reason.items() if count is not None}
        )
        for year in departures_counted()
    }
    assert found == expected
    assert found[2023] == leaving.Told(None, {})


def test_departures_can_not_be_counted_past_the_function(world: World) -> None:
    left(world, 2024, *["uncertainty"] * 6)
    with reading_as(world.anna.id), transaction.atomic():
        assert not Departure.objects.exists()


def test_one_more_departure_shows_nothing_until_the_year_is_over(world: World) -> None:
    seen = []
    for _number in range(6):
        left(world, now().year, "uncertainty")
        seen.append(departures_counted())
    assert all(one == other for one, other in pairwise(seen))
