"""Write chapters of the report, build it, make its files, and freeze it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import (
    ChapterVersion,
    Evaluation,
    EvaluationReport,
    EvaluationReportFile,
)
from vlechtwerk.domains.evaluation.queries.report.building import Built, build, day_of, latest_texts
from vlechtwerk.domains.evaluation.queries.report.chapters import find_chapter
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.rules import reports as rules
from vlechtwerk.domains.evaluation.words.reports import say_objection
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.evaluation_report.told import Objected
from vlechtwerk.engines.documents.report.manifest import as_text, checksum_of_file
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

State = EvaluationReport.State
# How much is done once a report is composed, in per cent; the rest is for its files.
COMPOSED = 40


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
    """Ask that a report is built; `build_report` does it."""
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
def build_report(report: EvaluationReport, *, by: Person, at: datetime) -> EvaluationReport:
    """Build a report that was asked for: what it tells, or all that is wrong with its sentences."""
    report = _held(report)
    refuse_if(rules.reasons_against_building_report(report, by=by, at=at))
    built = build_now(report.evaluation, report.language, at=at)
    if built.refused:
        report.state, report.share = State.REFUSED, 100
        report.refused = plain_refused(built, report.language)
    else:
        report.state, report.share = State.BUILT, COMPOSED
        report.manifest = as_text(dict(built.manifest))
        report.checksum = checksum_of(report.manifest)
    report.save()
    _note("build_evaluation_report", report, by=by, at=at)
    return report


@transaction.atomic
def end_building(report: EvaluationReport, *, by: Person, at: datetime) -> EvaluationReport:
    """Say that building a report, or making a file of it, failed; it can be asked for again."""
    report = _held(report)
    if report.state in (State.ASKED, State.BUILT):
        _fail(report, by=by, at=at)
    return report


def _fail(report: EvaluationReport, *, by: Person, at: datetime) -> None:
    report.state = State.FAILED
    report.save()
    _note("end_building_evaluation_report", report, by=by, at=at)


def build_now(evaluation: Evaluation, language: str, *, at: datetime, frozen_on: date | None = None) -> Built:
    """Return a report as it is built from what is written and registered now; keeps nothing."""
    texts = latest_texts(evaluation, language)
    return build(evaluation, language, texts, day=day_of(evaluation), at=at, frozen_on=frozen_on)


def plain_refused(built: Built, language: str) -> list[dict[str, str | int]]:
    """Return what is wrong with a report, each with chapter, sentence, place, code and reason."""
    with override(language):
        return [plain_objection(one) for one in built.refused]


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
def make_report_file(
    report: EvaluationReport, form: str, kind: str, share: int | None = None, *, by: Person, at: datetime
) -> EvaluationReportFile:
    """Make one file of a report that was built or frozen, once; raises `ValueError` when it can't be made.

    share: how much of what was built is done with it, in per cent.
    """
    report = _held(report)
    is_frozen = report.state == State.FROZEN
    known = report.files.filter(is_frozen=is_frozen, form=form, kind=kind).first()
    if known is not None:
        return known
    manifest = json.loads(report.manifest)
    content = file_of(report_from(manifest["forms"][form], report.manifest), kind, manifest)
    made = EvaluationReportFile.objects.create(
        project_id=report.project_id,
        evaluation_id=report.evaluation_id,
        report=report,
        is_frozen=is_frozen,
        form=form,
        kind=kind,
        content=content,
        checksum=checksum_of_file(content),
    )
    if share is not None and not is_frozen:
        EvaluationReport.objects.filter(id=report.id).update(share=share)
    _note("make_evaluation_report_files", report, by=by, at=at)
    return made


def files_of(report: EvaluationReport) -> list[tuple[str, str]]:
    """Return which files a report has: each form in each kind."""
    return [(form, kind) for form in json.loads(report.manifest)["forms"] for kind in FileKind.values]


@transaction.atomic
def freeze_report(report: EvaluationReport, *, by: Person, at: datetime) -> EvaluationReport:
    """Freeze a report that another built, as long as all that it tells is still so: from then on it never changes."""
    report = _held(report)
    frozen_on = timezone.localdate(at)
    built = build_now(report.evaluation, report.language, at=at, frozen_on=frozen_on)
    is_as_built = not built.refused and bool(report.manifest) and _same(json.loads(report.manifest), built.manifest)
    refuse_if(rules.reasons_against_freezing(report, is_as_built, by=by, at=at))
    report.manifest = as_text(dict(built.manifest))
    report.checksum = checksum_of(report.manifest)
    report.state, report.share, report.frozen_by, report.frozen_at = State.FROZEN, 100, by, at
    report.save()
    _note("freeze_evaluation_report", report, by=by, at=at)
    return report


def _same(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether two buildings tell the same, from the same words, whenever they were made."""
    return all(then[name] == now[name] for name in ("items", "chapters", "language", "template"))


def _held(report: EvaluationReport) -> EvaluationReport:
    wait_for_others("evaluation_reports", report.evaluation_id)
    return EvaluationReport.objects.select_related("evaluation__project").get(id=report.id)


def _note(act: str, report: EvaluationReport, *, by: Person, at: datetime) -> None:
    details: dict[str, str | int | bool | None] = {"checksum": report.checksum} if report.checksum else {}
    note_act(
        act, "evaluation_report", report.id, project_id=report.project_id, by=by.id, at=at, details=details
    )  # fmt: skip
