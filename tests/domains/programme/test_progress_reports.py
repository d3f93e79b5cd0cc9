"""A progress report from a registered status to a frozen file: what it tells, who decides, that it never changes."""

import json
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.reports import MAY, drafted, frozen, gathered, submitted, with_files
from tests.world import World, moment, now
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.partnership.words import say_day
from vlechtwerk.domains.programme.models import Activity, FrozenReport, ProgressReport, Source
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning, register, report_files, reports
from vlechtwerk.domains.programme.operations.status import change_status
from vlechtwerk.domains.programme.queries.report_manifest import verify
from vlechtwerk.domains.programme.queries.reports import activities_in, changed_since
from vlechtwerk.foundation.database.reading import reading_as


def words_at(report: ProgressReport, activity: Activity) -> list[str]:
    """Return the facts that a report tells of an activity."""
    (item,) = [item for item in activities_in(report) if item.activity == activity]
    return [fact.words for fact in item.facts]


def test_draft_tells_what_was_registered_about_the_period_and_nothing_else(world: World, activity: Activity) -> None:
    register.add_entry(
        activity, "done", "In augustus 2025 gedaan", occurred_on=moment("2025-08"), by=world.loader, at=now()
    )
    told = words_at(drafted(world), activity)
    assert any(words.startswith("In uitvoering sinds mei 2026") for words in told)
    assert "Er zijn 12 controles gedaan (juni 2026)" in told
    assert not any("2025" in words for words in told)


def test_activity_that_handed_nothing_in_is_named(world: World, activity: Activity, mandate: Mandate) -> None:
    silent = world.activity("A02", "Stille kracht")
    made = frozen(world, mandate)
    told = json.dumps(made.content["sections"]["full"], ensure_ascii=False)
    assert f'{{"kind": "paragraph", "text": "{silent.name}.", "quiet": false}}' in told


def test_each_form_says_what_its_sources_and_grounds_are(world: World, activity: Activity, mandate: Mandate) -> None:
    world.activity("A02", "Stille kracht")
    made = frozen(world, mandate)
    (named,) = json.loads(made.manifest)["sources"]
    sources = {form: made.content["sections"][form][-1] for form in ("full", "partners", "parliament")}
    for form, section in sources.items():
        assert section["title"] == "Bronnen", form
        documents, grounds = [block["rows"] for block in section["blocks"] if block["kind"] == "table"]
        assert [row[:1] for row in documents] == [[named["code"]]], form
        assert "eigen opgave" in [ground for ground, _meaning in grounds], form
        told = [
            row
            for section in made.content["sections"][form]
            for block in section["blocks"]
            for row in block.get("rows", ())
        ]
        assert all(cell for row in told for cell in row), form
    Source.objects.all().update(title="Anders")
    made.refresh_from_db()
    assert {form: made.content["sections"][form][-1] for form in sources} == sources


def test_facts_keep_their_number_when_they_are_gathered_again(world: World, activity: Activity) -> None:
    report = drafted(world)
    before = {fact.key: fact.number for fact in report.facts.all()}
    register.add_entry(activity, "done", "Ook dit", occurred_on=moment("2026-05"), by=world.loader, at=now())
    gathered(world, report)
    after = {fact.key: fact.number for fact in report.facts.all()}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_what_is_registered_after_gathering_is_gathered_before_the_report_is_submitted(
    world: World, activity: Activity
) -> None:
    report = drafted(world)
    register.add_entry(activity, "done", "Ook dit", occurred_on=moment("2026-05"), by=world.loader, at=now())
    with refusal("facts_have_changed"):
        reports.submit_progress_report(report, by=world.bram, at=now())
    gathered(world, report)
    register.add_entry(activity, "done", "Van later", occurred_on=moment("2026-10"), by=world.loader, at=now())
    assert reports.submit_progress_report(report, by=world.bram, at=now()).state == "submitted"


def test_words_that_say_more_than_their_facts_stand_in_the_way(world: World, activity: Activity) -> None:
    report = drafted(world)
    reports.write_words(
        report, activity, "De samenwerking is verbeterd.[2] Er waren 13 controles.[2]", 0, by=world.anna, at=now()
    )
    with refusal("said_as_result", "typed_figure"):
        reports.submit_progress_report(report, by=world.bram, at=now())
    reports.write_words(report, activity, "Er waren 12 controles.[2]", 1, by=world.anna, at=now())
    assert reports.submit_progress_report(report, by=world.bram, at=now()).state == "submitted"


def test_two_who_write_at_once_do_not_lose_each_others_words(world: World, activity: Activity) -> None:
    report = drafted(world)
    reports.write_words(report, activity, "Van Anna", 0, by=world.anna, at=now())
    with refusal("written_meanwhile"):
        reports.write_words(report, activity, "Van Bram", 0, by=world.bram, at=now())


def test_body_that_was_not_asked_cannot_approve(world: World, activity: Activity, mandate: Mandate) -> None:
    report = submitted(world)
    for name in ("chris", "karin"):
        with refusal("no_seat"):
            reports.approve_progress_report(report, mandate, by=world.people[name], at=now())


def test_nobody_approves_after_the_mandate_ended(world: World, activity: Activity, mandate: Mandate) -> None:
    report = submitted(world)
    decisions.end_mandate(mandate, localdate() - timedelta(days=1), by=world.karin, at=now())
    with reading_as(world.farid.id), refusal("no_mandate"):
        reports.approve_progress_report(report, mandate, by=world.farid, at=now())


def test_second_of_two_that_approve_is_told_so(world: World, activity: Activity, mandate: Mandate) -> None:
    report = submitted(world)
    frozen(world, mandate, report)
    with reading_as(world.farid.id), refusal("not_submitted"):
        reports.approve_progress_report(report, mandate, by=world.farid, at=now())


def test_returned_report_is_mended_and_submitted_again(world: World, activity: Activity, mandate: Mandate) -> None:
    report = submitted(world)
    with refusal("report_is_submitted"):
        reports.write_words(report, activity, "Te laat", 0, by=world.anna, at=now())
    with reading_as(world.farid.id):
        with refusal("reasons_missing"):
            reports.return_progress_report(report, " ", mandate, by=world.farid, at=now())
        report = reports.return_progress_report(report, "Te kort", mandate, by=world.farid, at=now())
    reports.write_words(report, activity, "Langer", 0, by=world.anna, at=now())
    assert frozen(world, mandate, reports.submit_progress_report(report, by=world.bram, at=now())).checksum


def test_report_follows_its_decision_wherever_that_is_taken(world: World, activity: Activity, mandate: Mandate) -> None:
    report = submitted(world)
    today = moment(localdate().isoformat())
    with reading_as(world.farid.id):
        with refusal("no_condition_on_a_report"):
            decisions.take_decision(report.decision, "conditional", today, by=world.farid, at=now(), mandate=mandate)
        with refusal("reasons_missing"):
            decisions.take_decision(report.decision, "no", today, by=world.farid, at=now(), mandate=mandate)
        with refusal("report_waits_for_it"):
            decisions.forward_decision(report.decision, world.bodies["MT"], by=world.farid, at=now())
        decisions.take_decision(
            report.decision, "no", today, reasons="Te kort", by=world.farid, at=now(), mandate=mandate
        )
    report.refresh_from_db()
    assert (report.state, [move.reasons for move in report.moves.all()][-1]) == ("returned", "Te kort")
    report = reports.submit_progress_report(report, by=world.bram, at=now())
    with reading_as(world.farid.id):
        decisions.take_decision(report.decision, "yes", today, by=world.farid, at=now(), mandate=mandate)
    assert FrozenReport.objects.get(report=report).frozen_by == world.farid


def test_report_that_was_approved_on_an_earlier_day_says_so(world: World, activity: Activity, mandate: Mandate) -> None:
    earlier = now() - timedelta(days=9)
    report = reports.submit_progress_report(drafted(world), by=world.bram, at=earlier)
    decided_on = localdate() - timedelta(days=4)
    with reading_as(world.farid.id):
        decisions.take_decision(
            report.decision, "yes", moment(decided_on.isoformat()), by=world.farid, at=now(), mandate=mandate
        )
    made = FrozenReport.objects.get(report=report)
    told = dict(report_files.printed(made, "full").facts)
    assert told["Vastgesteld op"] == say_day(decided_on)


def test_report_of_which_the_question_is_withdrawn_is_a_draft_again(world: World, activity: Activity) -> None:
    report = submitted(world)
    with reading_as(world.bram.id):
        decisions.withdraw_decision(report.decision, by=world.bram, at=now())
        reports.write_words(report, activity, "Langer", 0, by=world.bram, at=now())
        assert reports.submit_progress_report(report, by=world.bram, at=now()).state == "submitted"


def test_change_after_the_freeze_leaves_the_report_and_shows_in_the_next(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    made = frozen(world, mandate)
    before = with_files(world, made)
    change_status(activity, Status.DELAYED, moment("2026-08-20"), "Gegevens kwamen later", by=world.karin, at=now())
    assert {(file.form, file.kind): bytes(file.content) for file in made.files.all()} == before
    assert len(before) == 9
    (difference,) = changed_since(made)
    assert difference.then.startswith("In uitvoering sinds mei 2026")
    assert difference.now.startswith("Vertraagd sinds 20 augustus 2026")
    assert verify(world.project.id, before["full", "pdf"]).findings == ()


def test_status_of_before_the_period_that_is_followed_after_the_freeze_is_told_once(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    other = world.activity("A02", "Lab")
    world.stands(other, Status.RUNNING, "2026-03-09")
    made = frozen(world, mandate)
    change_status(other, Status.DELAYED, moment("2026-08-25"), "Gegevens kwamen later", by=world.karin, at=now())
    (difference,) = changed_since(made)
    assert difference.then.startswith("In uitvoering sinds 9 maart 2026")
    assert difference.now.startswith("Vertraagd sinds 25 augustus 2026")


def test_hours_that_change_after_the_freeze_show_in_the_next(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    for organisation in ("NP", "DOU", "BD"):
        world.hours("asked", "100", "2026-06", "2026-07", organisation=organisation)
    made = frozen(world, mandate)
    assert changed_since(made) == []
    world.hours("asked", "1100", "2026-06", "2026-07", organisation="DOU")
    (difference,) = changed_since(made)
    # Every member will read it: the difference would be what one organisation corrected.
    assert difference.then == "Gevraagde uren: 300 uren"
    assert difference.now.startswith("Gevraagde uren: sindsdien gecorrigeerd.")
    for organisation in ("NP", "BD"):
        world.hours("asked", "200", "2026-06", "2026-07", organisation=organisation)
    (difference,) = changed_since(made)
    assert (difference.then, difference.now) == ("Gevraagde uren: 300 uren", "Gevraagde uren: 1.500 uren")


def test_body_that_only_advises_approves_no_report(world: World) -> None:
    with refusal("body_only_advises", "language_unknown"):
        reports.draft_progress_report(MAY, world.bodies["RG"], by=world.bram, at=now(), language="fr")


# With no words of a refusal: it finds no row that it may change.
STATEMENTS = [
    ("update programme_progressreport set state = 'draft'", "frozen_report_stays_as_it_is"),
    ("update programme_frozenreport set manifest = ''", "permission denied for table programme_frozenreport"),
    ("update programme_frozenfile set content = ''", "permission denied for table programme_frozenfile"),
    ("delete from programme_frozenfile", "permission denied for table programme_frozenfile"),
    ("update programme_reportfact set words = 'anders'", ""),
    (
        "insert into programme_reportwords"
        " (id, version, text, written_at, activity_id, project_id, report_id, written_by_id)"
        " select gen_random_uuid(), 9, 'x', now(), activity_id, project_id, report_id,"
        " (select id from partnership_person limit 1) from programme_reportfact limit 1",
        "report_that_is_not_a_draft_stays_as_it_is",
    ),
]


def test_no_statement_of_the_application_changes_a_frozen_report(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    made = frozen(world, mandate)
    report_files.make_report_files(made, by=world.karin, at=now())
    before = everything_of(made)
    for statement, refusal_words in STATEMENTS:
        ends: AbstractContextManager[object] = nullcontext()
        if refusal_words:
            ends = pytest.raises(DatabaseError, match=refusal_words)
        with ends, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement
        assert everything_of(made) == before, statement


def everything_of(made: FrozenReport) -> list[object]:
    """Return all that a frozen report holds, as it is in the database."""
    report = ProgressReport.objects.get(id=made.report_id)
    held = (report.facts, report.figures, report.words, FrozenReport.objects.filter(id=made.id), made.files)
    return [report.state, *(sorted(map(str, rows.values())) for rows in held)]


def test_draft_is_read_by_who_writes_it_and_by_the_body_only_once_it_was_submitted(
    world: World, activity: Activity
) -> None:
    report = drafted(world)

    def facts_seen_by(name: str) -> int:
        with reading_as(world.people[name].id):
            return report.facts.count()

    assert (facts_seen_by("farid"), facts_seen_by("hugo"), facts_seen_by("anna") > 0) == (0, 0, True)
    reports.submit_progress_report(report, by=world.bram, at=now())
    assert (facts_seen_by("farid") > 0, facts_seen_by("hugo")) == (True, 0)


def test_report_counts_dates_that_moved_and_decisions_with_their_days(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    milestone = planning.plan_milestone(activity, "Beeld", moment("2026-06-15"), by=world.loader, at=now())
    decision = world.taken(on="2026-06-01")
    planning.link_decision(activity, decision, by=world.loader, at=now())
    planning.set_date(milestone, moment("2026-07-20"), "planned", decision=decision, by=world.loader, at=now())
    report = drafted(world)
    assert "Beeld: verschoven van 15 juni 2026 naar 20 juli 2026" in words_at(report, activity)
    figures = {figure.key: figure.value for figure in report.figures.all()}
    assert (figures["moved"], figures["moved:median"], figures["moved:sum"]) == ("1", "35", "35")
    assert (figures["taken"], figures["taken:median"], figures["taken:nine"]) == ("1", "", "")
