"""The figures of a progress report, worked out by hand: what belongs to the period, and what waits at its end."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.refusals import refusal
from tests.reports import drafted, frozen
from tests.world import World, moment, now, place
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, take_decision
from vlechtwerk.domains.programme.models import Activity, ProgressReport, Source
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning, register, reports, results
from vlechtwerk.domains.programme.operations.reports import submit_progress_report
from vlechtwerk.domains.programme.queries.reports import activities_in, submitted_content


def value_of(report: ProgressReport, key: str) -> str:
    """Return a figure of a draft as it is written."""
    return report.figures.get(key=key).value


def told_of(report: ProgressReport) -> list[str]:
    """Return the words of all facts of a draft."""
    return [fact.words for fact in report.facts.filter(is_gone=False)]


def decided(world: World, lab: Activity, asked: str, on: str = "") -> Decision:
    """Let a case tell of a question about an activity, and of its answer if there was one."""
    decision = ask_decision(
        "Mag het later?", body=world.bodies["SG"], asked_on=moment(asked), by=world.loader, at=now()
    )
    planning.link_decision(lab, decision, by=world.loader, at=now())
    return take_decision(decision, "yes", moment(on), by=world.loader, at=now()) if on else decision


@pytest.fixture
def lab(world: World) -> Activity:
    """Register an activity that stands still since before the period."""
    activity = world.activity("A01", "Lab")
    world.stands(activity, Status.RUNNING, "2026-02")
    return activity


def test_activity_of_which_only_an_old_status_is_known_handed_nothing_in(world: World, lab: Activity) -> None:
    told = world.activity("A02", "Wel gemeld")
    world.stands(told, Status.RUNNING, "2026-02")
    register.add_entry(told, "done", "Gedaan", occurred_on=moment("2026-06"), by=world.loader, at=now())
    report = drafted(world)
    assert {item.activity.code: item.is_reported for item in activities_in(report)} == {"A01": False, "A02": True}
    # Both stand as they did; one of the two said nothing.
    assert (value_of(report, "status:running"), value_of(report, "unreported")) == ("2", "1")


def test_activity_that_ended_before_the_period_owes_no_report(world: World, lab: Activity) -> None:
    world.stands(lab, Status.DISSOLVED, "2026-03")
    report = drafted(world)
    assert (value_of(report, "status:dissolved"), value_of(report, "unreported")) == ("1", "0")


def test_activity_counts_once_by_how_it_stands_at_the_end(world: World, lab: Activity) -> None:
    world.stands(lab, Status.DELAYED, "2026-05-10")
    world.stands(lab, Status.RUNNING, "2026-07-01")
    world.stands(lab, Status.COMPLETED, "2026-09-01")
    report = drafted(world)
    assert [value_of(report, f"status:{name}") for name in ("running", "delayed", "completed")] == ["1", "0", "0"]


def test_decisions_are_counted_as_they_stood_at_the_end_of_the_period(world: World, lab: Activity) -> None:
    # Taken within: 1 May to 4 May is 3 days, 1 June to 11 June 10, 1 April to 30 May 59. Half of them within 10.
    for asked, on in (("2026-05-01", "2026-05-04"), ("2026-06-01", "2026-06-11"), ("2026-04-01", "2026-05-30")):
        decided(world, lab, asked, on)
    # Waiting at the end: one that was decided later, and one that still waits; what was decided before is neither.
    decided(world, lab, "2026-08-01", "2026-09-10")
    decided(world, lab, "2026-03-01")
    decided(world, lab, "2026-01-01", "2026-02-01")
    decided(world, lab, "2026-09-02", "2026-09-20")
    report = drafted(world)
    figures = {
        key: value_of(report, key) for key in ("asked", "taken", "waiting", "timed", "taken:median", "taken:nine")
    }
    assert figures == {
        "asked": "3", "taken": "3", "waiting": "2", "timed": "3", "taken:median": "10", "taken:nine": "",
    }  # fmt: skip
    assert not any("september" in words for words in told_of(report))
    # The next report tells the answer, once.
    later = drafted(world, date(2026, 9, 1))
    assert sum("10 september 2026" in words for words in told_of(later)) == 1


def test_days_that_dates_moved_are_counted_one_by_one(world: World, lab: Activity) -> None:
    # 1 to 11 June is 10 days, 1 June to 6 July 35, 1 June to 20 August 80: half within 35, together 125.
    for number, moved in enumerate(("2026-06-11", "2026-07-06", "2026-08-20")):
        milestone = planning.add_milestone(lab, f"Mijlpaal {number}", by=world.loader, at=now())
        planning.set_date(
            milestone, moment("2026-06-01"), "planned", known_from=moment("2026-01"), by=world.loader, at=now()
        )
        planning.set_date(
            milestone, moment(moved), "planned", known_from=moment("2026-05-20"), ground="data",
            decision=decided(world, lab, "2026-05-01", "2026-05-20"), by=world.loader, at=now(),
        )  # fmt: skip
    report = drafted(world)
    figures = {key: value_of(report, key) for key in ("moved", "moved:exact", "moved:median", "moved:sum")}
    assert figures == {"moved": "3", "moved:exact": "3", "moved:median": "35", "moved:sum": "125"}


def test_what_lasts_over_a_border_is_told_in_one_report(world: World, lab: Activity) -> None:
    register.add_entry(lab, "done", "Over de grens", occurred_on=moment("2026-end"), by=world.loader, at=now())
    register.add_entry(lab, "done", "In augustus", occurred_on=moment("2026-08"), by=world.loader, at=now())
    told = told_of(drafted(world)), told_of(drafted(world, date(2026, 9, 1)))
    for words in ("Over de grens", "In augustus"):
        assert sum(fact.startswith(words) for one in told for fact in one) == 1


# Half an hour before the end of August in Amsterdam, and half an hour after it.
AUGUST, SEPTEMBER = datetime(2026, 8, 31, 21, 30, tzinfo=UTC), datetime(2026, 8, 31, 22, 30, tzinfo=UTC)


def told_in_both(world: World) -> dict[str, list[str]]:
    """Return what the reports of May and of September tell."""
    return {"May": told_of(drafted(world)), "September": told_of(drafted(world, date(2026, 9, 1)))}


@pytest.mark.parametrize(("at", "period"), [(AUGUST, "May"), (SEPTEMBER, "September")])
def test_what_people_tell_without_a_day_is_in_the_report_about_the_day_on_which_they_told_it(
    world: World, lab: Activity, at: datetime, period: str
) -> None:
    register.add_entry(lab, "prepared", "Havens bellen", ground="self_report", by=world.karin, at=at)
    results.add_product(lab, "Kaart", "picture", document_address="https://x.nl/k", by=world.karin, at=at)
    told = told_in_both(world)
    for words in ("Havens bellen", "Fenomeenbeeld: Kaart"):
        assert [name for name, facts in told.items() if words in facts] == [period]


def test_what_rests_on_a_dated_document_or_was_loaded_is_not_of_the_day_on_which_it_was_registered(
    world: World, lab: Activity
) -> None:
    register.add_source(
        "T1", "Rapportage", Source.Kind.PROGRESS_REPORT, dated_on=moment("2026-06-01"), by=world.loader, at=now()
    )
    register.add_entry(lab, "done", "Van juni", ground="self_report", evidence=[place()], by=world.karin, at=now())
    results.add_product(lab, "Kaart van juni", "picture", evidence=[place()], by=world.karin, at=now())
    register.add_entry(lab, "done", "Geladen", by=world.loader, at=now())
    results.add_product(lab, "Geladen kaart", "picture", document_address="https://x.nl/k", by=world.loader, at=now())
    told = told_in_both(world)
    signs = ("Van juni", "Geladen", "Kaart", "kaart")
    named = {name: [words for words in facts if any(sign in words for sign in signs)] for name, facts in told.items()}
    assert named == {"May": ["Van juni"], "September": []}


def test_words_of_the_whole_are_held_against_the_facts_too(world: World, lab: Activity) -> None:
    report = drafted(world)
    reports.write_words(report, None, "Vrijwel alle doelen zijn gehaald: 95 procent.", 0, by=world.bram, at=now())
    with refusal("typed_figure"):
        submit_progress_report(report, by=world.bram, at=now())


def test_report_on_a_period_that_is_not_over_is_not_submitted(world: World, lab: Activity) -> None:
    autumn = drafted(world, date(2026, 9, 1))
    with refusal("period_not_over"):
        submit_progress_report(autumn, by=world.bram, at=now().replace(year=2026, month=12, day=30))


def test_submitted_report_tells_what_had_changed_when_it_was_submitted(world: World, lab: Activity) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen", mandated_from=date(2022, 9, 1))
    frozen(world, mandate, submit_progress_report(drafted(world, date(2026, 1, 1)), by=world.bram, at=now()))
    register.add_entry(lab, "done", "Later gehoord", occurred_on=moment("2026-03"), by=world.loader, at=now())
    report = submit_progress_report(drafted(world), by=world.bram, at=now())
    register.add_entry(lab, "done", "Nog later gehoord", occurred_on=moment("2026-04"), by=world.loader, at=now())
    for told in (json.dumps(submitted_content(report)), json.dumps(frozen(world, mandate, report).content)):
        assert "Later gehoord (maart 2026)" in told
        assert "Nog later gehoord" not in told


def test_what_was_submitted_is_what_is_frozen(world: World, lab: Activity) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen", mandated_from=date(2022, 9, 1))
    before = submit_progress_report(drafted(world, date(2026, 1, 1)), by=world.bram, at=now())
    silent = world.activity("A02", "Stille kracht", lead="anna")
    report = drafted(world)
    assert value_of(report, "unreported") == "2"
    reports.write_words(report, silent, "Er is gewerkt.", 0, by=world.anna, at=now())
    report = submit_progress_report(report, by=world.bram, at=now())
    # Words came in after the figures were gathered; the report before was approved, and more was registered, later.
    assert value_of(report, "unreported") == "1"
    frozen(world, mandate, before)
    world.stands(world.activity("A03", "Nieuwkomer"), Status.RUNNING, "2026-02")
    told = json.dumps(frozen(world, mandate, report).content, ensure_ascii=False)
    assert "Er is geen eerdere bevroren rapportage." in told
    assert "Nieuwkomer" not in told


def test_activity_that_began_after_the_period_owes_no_report(world: World, lab: Activity) -> None:
    world.stands(world.activity("A02", "Nieuwkomer"), Status.RUNNING, "2026-10")
    report = drafted(world)
    assert [item.activity.code for item in activities_in(report)] == ["A01"]
    assert value_of(report, "unreported") == "1"


def test_activity_that_waits_twice_for_the_same_is_held_up_once(world: World, lab: Activity) -> None:
    world.source()
    needed = world.precondition()
    for what in ("Geen tolk", "Geen analist"):
        planning.name_hindrance(
            lab, what, precondition=needed, since=moment("2026-06"), evidence=[place()], by=world.loader, at=now()
        )
    assert value_of(drafted(world), "held_up:P1") == "1"
