"""Write chapters of the report, ask for one, keep what was made of it with its files, and freeze it."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import (
    ChapterVersion,
    Evaluation,
    EvaluationReport,
    EvaluationReportFile,
)
from vlechtwerk.domains.evaluation.queries.report.chapters import find_chapter
from vlechtwerk.domains.evaluation.queries.report.making import (
    Made,
    is_still_so,
    make_frozen_report,
    make_report,
    tells_the_same,
)
from vlechtwerk.domains.evaluation.rules import reports as rules
from vlechtwerk.domains.evaluation.words.reports import say_objection
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.documents.evaluation_report.told import Objected
from vlechtwerk.engines.documents.report.manifest import checksum_of_file
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Reason, refuse_if

State = EvaluationReport.State


@transaction.atomic
def write_chapter(
    evaluation: Evaluation, chapter: str, language: str, text: str, seen: int, *, by: Person, at: datetime
) -> ChapterVersion:
    """Write the words of a chapter as its next version; `seen` is the version that the writer had before them."""
    wait_for_others("report_chapters", evaluation.id)
    text = text.replace("\r\n", "\n")
    written = ChapterVersion.objects.filter(evaluation=evaluation, chapter=chapter, language=language)
    latest = written.count()
    refuse_if(
        rules.reasons_against_writing_chapter(
            evaluation, find_chapter(chapter) is not None, language, text, latest=latest, seen=seen, by=by, at=at
        )
    )
    version = ChapterVersion.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        chapter=chapter,
        language=language,
        version=latest + 1,
        text=text,
        written_by=by,
        written_at=at,
    )
    note_act("write_chapter", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    return version


@transaction.atomic
def ask_for_report(evaluation: Evaluation, language: str, *, by: Person, at: datetime) -> EvaluationReport:
    """Ask that a report is built; a job makes it and keeps it with `keep_built_report`."""
    wait_for_others("evaluation_reports", evaluation.id)
    refuse_if(rules.reasons_against_asking_for_report(evaluation, language, by=by, at=at))
    # The job of one that is still asked for so long after ended without a word.
    for left in evaluation.reports.filter(state=State.ASKED):
        _fail(left, by=by, at=at)
    report = EvaluationReport.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=evaluation.reports.count() + 1,
        language=language,
        asked_by=by,
        asked_at=at,
    )
    _note("ask_for_evaluation_report", report, by=by, at=at)
    return report


@transaction.atomic
def keep_built_report(
    report: EvaluationReport, made: Made, *, by: Person, at: datetime, again: bool = True
) -> EvaluationReport:
    """Keep what was made of a report that was asked for, with all its files, or all that is wrong with its sentences.

    When anything was registered meanwhile, words may have gone since: it is made here `again`, or not kept yet.
    """
    report = _held(report)
    refuse_if(rules.reasons_against_building_report(report, by=by, at=at))
    if not is_still_so(report, made):
        if not again:
            return report
        made = make_report(report, at=made.at)
    if made.refused:
        report.state, report.share, report.refused = State.REFUSED, 100, plain_refused(made.refused, report.language)
    else:
        report.state = State.BUILT
        _keep(report, made, is_frozen=False, by=by, at=at)
    report.save()
    _note("build_evaluation_report", report, by=by, at=at)
    return report


@transaction.atomic
def end_building(report: EvaluationReport, *, by: Person, at: datetime) -> EvaluationReport:
    """Say that building a report failed, or freezing it: nothing of it was kept, and it can be asked for again."""
    report = _held(report)
    if report.state == State.ASKED:
        _fail(report, by=by, at=at)
    elif report.state == State.FREEZING:
        _leave_built(report, [rules.freezing_failed()])
        _note("end_building_evaluation_report", report, by=by, at=at)
    return report


def _fail(report: EvaluationReport, *, by: Person, at: datetime) -> None:
    report.state = State.FAILED
    report.save()
    _note("end_building_evaluation_report", report, by=by, at=at)


def keep_share(report_id: UUID, done: int, total: int) -> None:
    """Keep how much of a report is done, while a job makes it."""
    working = EvaluationReport.objects.filter(id=report_id, state__in=(State.ASKED, State.FREEZING))
    working.update(share=min(99, 100 * done // max(total, 1)))


def plain_refused(refused: Sequence[Objected], language: str) -> list[dict[str, str | int]]:
    """Return what is wrong with a report, each with chapter, sentence, place, code and reason."""
    with override(language):
        return [plain_objection(one) for one in refused]


def plain_objection(one: Objected) -> dict[str, str | int]:
    """Return one objection as it is shown and kept; asked for in the language of who reads it."""
    folder = find_chapter(one.chapter)
    return {
        "chapter": str(folder.title) if folder else one.chapter,
        "number": one.number,
        "sentence": one.sentence,
        "at": one.at,
        "start": one.start,
        "code": one.objection.value,
        "reason": say_objection(one),
    }


@transaction.atomic
def ask_to_freeze(report: EvaluationReport, *, by: Person, at: datetime) -> EvaluationReport:
    """Ask that a report that another built is frozen; a job makes it anew and keeps it with `keep_frozen_report`."""
    report = _held(report)
    refuse_if(rules.reasons_against_freezing(report, by=by, at=at))
    report.state, report.share, report.refused, report.frozen_by, report.frozen_at = State.FREEZING, 0, [], by, at
    report.save()
    _note("ask_to_freeze_evaluation_report", report, by=by, at=at)
    return report


@transaction.atomic
def keep_frozen_report(
    report: EvaluationReport, made: Made, *, by: Person, at: datetime, again: bool = True
) -> EvaluationReport:
    """Freeze a report as it was made just now, with all its files, as long as it tells what was built: it stays so.

    Otherwise it stays as it was built, with why. When anything was registered meanwhile, it is made here `again`, or
    not frozen yet.
    """
    report = _held(report)
    refuse_if(rules.reasons_against_keeping_frozen(report, by=by, at=at))
    if not is_still_so(report, made):
        if not again:
            return report
        made = make_frozen_report(report, at=made.at)
    report.frozen_by, report.frozen_at = by, made.at
    if made.refused or not tells_the_same(json.loads(report.manifest), made.manifest):
        _leave_built(report, [rules.changed_since_built()])
        _note("end_building_evaluation_report", report, by=by, at=at)
        return report
    report.state = State.FROZEN
    _keep(report, made, is_frozen=True, by=by, at=at)
    report.save()
    _note("freeze_evaluation_report", report, by=by, at=at)
    return report


def _leave_built(report: EvaluationReport, reasons: Sequence[Reason]) -> None:
    """Let a report stand as it was built, with why it was not frozen."""
    report.state, report.share, report.frozen_by, report.frozen_at = State.BUILT, 100, None, None
    report.refused = [
        {"chapter": "", "number": 0, "sentence": "", "at": "", "start": 0, "code": one.code, "reason": one.text}
        for one in reasons
    ]
    report.save()


def _keep(report: EvaluationReport, made: Made, *, is_frozen: bool, by: Person, at: datetime) -> None:
    """Keep what a report tells, and all its files: all of it, or nothing."""
    report.manifest, report.share = made.text, 100
    report.checksum = checksum_of(report.manifest)
    EvaluationReportFile.objects.bulk_create(
        EvaluationReportFile(
            project_id=report.project_id,
            evaluation_id=report.evaluation_id,
            report=report,
            is_frozen=is_frozen,
            form=form,
            kind=kind,
            content=content,
            checksum=checksum_of_file(content),
        )
        for (form, kind), content in made.files.items()
    )
    _note("make_evaluation_report_files", report, by=by, at=at)


def _held(report: EvaluationReport) -> EvaluationReport:
    wait_for_others("evaluation_reports", report.evaluation_id)
    return EvaluationReport.objects.select_related("evaluation__project").get(id=report.id)


def _note(act: str, report: EvaluationReport, *, by: Person, at: datetime) -> None:
    details: dict[str, str | int | bool | None] = {"checksum": report.checksum} if report.checksum else {}
    note_act(
        act, "evaluation_report", report.id, project_id=report.project_id, by=by.id, at=at, details=details
    )  # fmt: skip
