"""The progress reports of a case: drafted from what the case tells, and as far as they came."""

from datetime import date, datetime, time

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.domains.programme.operations.report_files import make_report_files


def load_reports(block: Block, loading: Loading) -> None:
    """Draft each report, gather its facts, write its words, and submit and approve it where the case says so."""
    for item in block.blocks("reports"):
        _load(item, loading)
    block.finish()


def _load(item: Block, loading: Loading) -> None:
    first, body, told_in = (
        item.day("from"),
        item.one_of("body", loading.bodies),
        item.one_of("told_in", loading.sources),
    )
    submitted_on, approved_on = item.day("submitted_on"), item.day("approved_on")
    if first is None or body is None:
        raise item.wrong("from", "A report names its first day and the body that approves it.")
    with place_of(item):
        report = reports.draft_progress_report(
            first, body, told_in=told_in, by=loading.by, at=_noon(submitted_on) or loading.at
        )
        reports.begin_gathering(report, by=loading.by, at=loading.at)
        for step in reports.STEPS:
            reports.gather_facts(report, step, by=loading.by, at=loading.at)
    for words in item.blocks("words"):
        _write(words, report, loading)
    with place_of(item):
        if submitted_on is not None:
            report = reports.submit_progress_report(report, by=loading.by, at=_noon(submitted_on) or loading.at)
        if approved_on is not None:
            mandate = item.one_of("mandate", loading.mandates)
            at = _noon(approved_on) or loading.at
            frozen = reports.approve_progress_report(report, mandate, by=loading.by, at=at)
            make_report_files(frozen, by=loading.by, at=at)
    item.finish()


def _write(words: Block, report: ProgressReport, loading: Loading) -> None:
    activity = words.one_of("activity", loading.activities) if words.has("activity") else None
    with place_of(words):
        reports.write_words(report, activity, words.text("text"), 0, by=loading.by, at=loading.at)
    words.finish()


def _noon(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None
