"""Building and freezing a report: by a job that waits for nobody and keeps all or nothing, beside drafts of others."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.databases import owner_address
from tests.evaluation_reports import built, file, frozen
from tests.findings import approved, asked_people, of
from tests.frameworks import checked, criterion, judged, rubric
from tests.refusals import why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    EvaluationReport,
    SourceSentence,
)
from vlechtwerk.domains.evaluation.operations import reports
from vlechtwerk.domains.evaluation.operations.published import record_source_sentence
from vlechtwerk.domains.evaluation.queries.report import making
from vlechtwerk.domains.evaluation.queries.report.building import chapter_written
from vlechtwerk.domains.evaluation.queries.report.chapters import find_chapter
from vlechtwerk.domains.evaluation.queries.report.making import make_report
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.domains.evaluation.rules.published import SentenceTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake, sealed
from vlechtwerk.engines.documents.evaluation_report.told import Objection
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, LocatorKind
from vlechtwerk.interfaces import evaluation_report_jobs

pytestmark = pytest.mark.usefixtures("as_dilara")
State = EvaluationReport.State
DRAFT = "Dit oordeel wacht nog op wie het nakijkt."


def does(report: EvaluationReport, by: Person) -> None:
    """Do the job of a report, as the worker does for who asked."""
    appointment = by.appointments.get()
    evaluation_report_jobs.work_on(report.id, by.id, appointment.id)


def test_a_report_that_does_not_come_is_asked_for_again(world: World) -> None:
    evaluation, at = asked_people(world), now()
    reports.ask_for_report(evaluation, "nl", by=world.dilara, at=at)
    soon, late = at + timedelta(minutes=59), at + timedelta(minutes=61)
    assert why_refused(lambda: reports.ask_for_report(evaluation, "nl", by=world.dilara, at=soon)) == [
        "report_being_built"
    ]
    second = reports.ask_for_report(evaluation, "nl", by=world.dilara, at=late)
    assert EvaluationReport.objects.get(number=1).state == State.FAILED
    assert reports.end_building(second, by=world.dilara, at=late).state == State.FAILED


def test_freezing_that_does_not_come_is_asked_for_again(world: World) -> None:
    report, mila, at = built(world, asked_people(world)), world.people["mila"], now()
    with reading_as(mila.id):
        reports.ask_to_freeze(report, by=mila, at=at)
        soon, late = at + timedelta(minutes=59), at + timedelta(minutes=61)
        assert why_refused(lambda: reports.ask_to_freeze(report, by=mila, at=soon)) == ["being_frozen"]
        assert reports.ask_to_freeze(report, by=mila, at=late).state == State.FREEZING


def test_a_job_makes_everything_before_it_lets_anyone_wait_and_tells_how_far_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation, mila, done = asked_people(world), world.people["mila"], list[tuple[str, int, int]]()
    wait, file_of = reports.wait_for_others, making.file_of
    told: list[tuple[int, int]] = []

    def waits(what: str, identifier: Any) -> None:
        done.append((what, 0, 0))
        wait(what, identifier)

    def makes(*more: Any) -> bytes:
        done.append(("file", 0, 0))
        return file_of(*more)

    report = reports.ask_for_report(evaluation, "nl", by=world.dilara, at=now())
    monkeypatch.setattr(reports, "wait_for_others", waits)
    monkeypatch.setattr(making, "file_of", makes)
    # What was written in the transaction of this test can't be told apart from what comes meanwhile.
    monkeypatch.setattr(reports, "is_still_so", lambda *_more: True)
    make_report(report, at=now(), progress=lambda share, total: told.append((share, total)))
    assert [share for share, _total in told] == sorted({share for share, _total in told})
    assert len(told) > 15
    assert told[-1][0] == told[-1][1]
    for state, by in ((State.BUILT, world.dilara), (State.FROZEN, mila)):
        with reading_as(by.id):
            if state == State.FROZEN:
                reports.ask_to_freeze(report, by=by, at=now())
            done.clear()
            does(report, by)
        assert [what for what, _share, _total in done] == ["file"] * 6 + ["evaluation_reports"]
        report.refresh_from_db()
        assert (report.state, report.share) == (state, 100)
    assert report.files.count() == 12


@pytest.mark.slow
def test_a_job_that_fails_at_one_file_leaves_nothing_half_saved(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation, mila, file_of = asked_people(world), world.people["mila"], making.file_of

    def fails_at_the_last(report: Any, kind: str, manifest: Any) -> bytes:
        if report.is_short and kind == "docx":
            raise ValueError("no room")
        return file_of(report, kind, manifest)

    report = reports.ask_for_report(evaluation, "nl", by=world.dilara, at=now())
    monkeypatch.setattr(making, "file_of", fails_at_the_last)
    with pytest.raises(ValueError, match="no room"):
        does(report, world.dilara)
    report.refresh_from_db()
    assert (report.state, report.manifest, report.files.count()) == (State.FAILED, "", 0)
    monkeypatch.undo()
    report = built(world, evaluation)
    kept = (report.manifest, report.checksum)
    with reading_as(mila.id):
        reports.ask_to_freeze(report, by=mila, at=now())
        monkeypatch.setattr(making, "file_of", fails_at_the_last)
        with pytest.raises(ValueError, match="no room"):
            does(report, mila)
        report.refresh_from_db()
        assert (report.state, report.frozen_by, (report.manifest, report.checksum)) == (State.BUILT, None, kept)
        assert report.refused[0]["code"] == "freezing_failed"
        assert not report.files.filter(is_frozen=True).exists()
        monkeypatch.undo()
        assert frozen(report, mila).state == State.FROZEN


def test_what_was_registered_meanwhile_is_in_what_is_kept_or_nothing_is(world: World) -> None:
    evaluation = asked_people(world)
    report = reports.ask_for_report(evaluation, "nl", by=world.dilara, at=now())
    made = make_report(report, at=now())
    reports.write_chapter(evaluation, "practice", "nl", "Dit kwam er later bij.", 0, by=world.dilara, at=now())
    left = reports.keep_built_report(report, made, by=world.dilara, at=now(), again=False)
    assert (left.state, left.files.count()) == (State.ASKED, 0)
    kept = reports.keep_built_report(report, made, by=world.dilara, at=now())
    assert kept.state == State.BUILT
    assert "Dit kwam er later bij." in kept.manifest


def test_a_job_of_another_asking_leaves_a_report_as_it_is(world: World) -> None:
    report, mila = built(world, asked_people(world)), world.people["mila"]
    with reading_as(mila.id):
        reports.ask_to_freeze(report, by=mila, at=now())
    does(report, world.dilara)
    report.refresh_from_db()
    assert report.state == State.FREEZING


def test_how_far_it_is_needs_no_act_and_everything_else_does(world: World) -> None:
    report = reports.ask_for_report(asked_people(world), "nl", by=world.dilara, at=now())
    reports.keep_share(report.id, 3, 4)
    report.refresh_from_db()
    assert report.share == 75
    reports.keep_share(report.id, 9, 4)
    report.refresh_from_db()
    assert report.share == 99
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_trigger join pg_attribute on attrelid = tgrelid and attnum = any (tgattr::int2[])"
            " where tgname = 'stands_on_act' and tgrelid = %s::regclass",
            [EvaluationReport._meta.db_table],
        )
        guarded = {name for (name,) in cursor.fetchall()}
    assert guarded == {one.column for one in EvaluationReport._meta.concrete_fields} - {"id", "share"}


def test_what_members_read_of_a_report_built_beside_a_draft_holds_and_tells_nothing_of_the_draft(world: World) -> None:
    evaluation = asked_people(world)
    world.source()
    rubric(world, evaluation)
    judged(world, criterion(world, evaluation), "met", of("document", "T1"), text=DRAFT)
    approved(world, evaluation)
    reports.write_chapter(evaluation, "practice", "nl", "{bevinding F1}", 0, by=world.dilara, at=now())
    report = built(world, evaluation)
    assert report.state == State.BUILT, report.refused
    files = {kind: file(report, kind) for kind in ("html", "pdf", "docx")}
    assert DRAFT not in report.manifest
    with reading_as(world.karin.id):
        assert not EvaluationReport.objects.exists()
        for content in files.values():
            looked = verify_evaluation_report(evaluation.project_id, content)
            assert (looked.findings, looked.is_frozen, looked.words_compared) == ((), False, False)


def test_a_version_of_a_chapter_that_nobody_wrote_is_named_to_evaluators_and_not_compared_for_members(
    world: World,
) -> None:
    evaluation = asked_people(world)
    manifest = json.loads(built(world, evaluation).manifest)
    manifest["chapters"][3]["version"] = 7
    content = as_text(sealed(manifest)).encode()
    looked = verify_evaluation_report(evaluation.project_id, content)
    assert [(one.mistake, one.where, one.stands) for one in looked.findings if one.stands == "7"] == [
        (Mistake.SOURCE_GONE, "Praktijk en randvoorwaarden", "7")
    ]
    with reading_as(world.karin.id):
        assert not verify_evaluation_report(evaluation.project_id, content).words_compared


def test_what_a_judgement_rests_on_is_told_alike_to_members_on_paper_and_on_the_page(world: World) -> None:
    evaluation = asked_people(world)
    world.source()
    rubric(world, evaluation)
    one = criterion(world, evaluation)
    made = checked(world, judged(world, one, "met", of("round_statement", "EV1,T1,S1"), of("document", "T1")))
    assert made.strength == "strong"
    details = built(world, evaluation).manifest
    assert "Enquête en documenten wijzen dezelfde kant op." in details
    assert "Sterk: twee of meer methoden" in details


def sentence(text: str) -> Callable[[World, Evaluation], SourceSentence]:
    """Tell what a source states."""

    def record(world: World, evaluation: Evaluation) -> SourceSentence:
        place = Evidence(EvidenceAddress("document", "T1", "", LocatorKind.LINE, "12"))
        told = SentenceTold("S1", text, "opinion")
        return record_source_sentence(evaluation, told, evidence=[place], by=world.dilara, at=now())

    return record


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * 501, ["text_too_long"]),
        ("Zij noemen het “beter.", ["marks_unbalanced"]),
        ("Zij noemen het beter”.", ["marks_unbalanced"]),
        ('Zij noemen het "beter.', ["marks_unbalanced"]),
        ("Zij noemen het ”beter“.", ["marks_unbalanced"]),
    ],
)
def test_what_a_source_states_has_a_length_and_quoting_marks_that_fit(world: World, text: str, why: list[str]) -> None:
    evaluation = asked_people(world)
    world.source()
    assert why_refused(lambda: sentence(text)(world, evaluation)) == why
    assert not SourceSentence.objects.exists()


def test_the_appendix_names_what_a_source_words_too_strongly_by_its_code_and_quotes_within_quotes(world: World) -> None:
    evaluation = asked_people(world)
    world.source()
    sentence("De “aanpak” heeft geleid tot ‘rust’ bij de collega’s.")(world, evaluation)
    report = json.loads(built(world, evaluation).manifest)
    entries = [row for section in report["forms"]["full"]["sections"] if section["title"].startswith("C ")
               for block in section["blocks"] if block["kind"] == "entries" for row in block["rows"]]  # fmt: skip
    (row,) = entries
    assert row[1] == "S1. De “aanpak” heeft geleid tot ‘rust’ bij de collega’s."
    (why,) = [told for term, told in row[3] if term == "Waarom het te sterk is"]
    assert why.count("“") == why.count("”")


def test_real_and_invented_never_meet_in_a_report(world: World) -> None:
    """No hole reaches another project, and the database lets no row lead there."""
    evaluation = asked_people(world)
    practice = find_chapter("practice")
    assert practice is not None
    # D1 is a share of the first case, F1 a finding of the invented one.
    found = chapter_written(
        evaluation, practice, "{cijfer D1} is het eens met {stelling D1}.\n\n{bevinding F1}", "nl"
    ).objections
    assert {one.objection for one in found if "{" in one.at and "." not in one.at} == {Objection.UNKNOWN_HOLE}
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        row = owner.execute(
            "select id, project_id, evaluation_id from evaluation_evaluationquestion"
            " where project_id <> %s limit 1", [evaluation.project_id],
        ).fetchone()  # fmt: skip
    assert row is not None
    question, project, elsewhere = row
    assert not EvaluationQuestion.objects.filter(id=question).exists()
    for other in ({"project_id": project}, {"evaluation_id": elsewhere}, {"question_id": question}):
        with pytest.raises((DatabaseError, IntegrityError)):
            _record_elsewhere(world, evaluation, other)
    assert not SourceSentence.objects.exists()


@transaction.atomic
def _record_elsewhere(world: World, evaluation: Evaluation, other: dict[str, Any]) -> None:
    """Record what a source states as no operation would, and let the database look at it at once."""
    own = {"project_id": evaluation.project_id, "evaluation_id": evaluation.id, "question_id": None}
    SourceSentence.objects.create(
        **(own | other), code="S9", order=9, text="Van elders", ground="opinion", recorded_by=world.dilara,
        recorded_at=now(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_lists_of_reports_leave_what_each_tells_where_it_is(world: World) -> None:
    evaluation = asked_people(world)
    built(world, evaluation)
    with CaptureQueriesContext(connection) as asked:
        (one,) = making.reports_to_list(evaluation)
    assert (one.number, [query for query in asked if "manifest" in query["sql"]]) == (1, [])
    assert one.manifest
