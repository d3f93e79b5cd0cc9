"""Make the report of an evaluation with all its files, and tell whether it is still what was made; keeps nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.queries.report.building import (
    STEPS_BEYOND_CHAPTERS,
    Built,
    ChapterText,
    Progress,
    build,
    day_of,
    latest_texts,
)
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.programme.models.reports import FileKind
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
from vlechtwerk.engines.documents.evaluation_report.told import Objected
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.changes import standing_mark

# What making a file counts for beside a chapter, in telling how far it is.
FILE_COUNTS_FOR = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it was made: what it tells, as text and all its files by form and kind; or what is wrong with it.

    mark: by which is seen whether anything was registered since it was read; nothing where that can't be seen.
    """

    at: datetime
    manifest: Mapping[str, Any]
    text: str
    texts: Sequence[ChapterText]
    mark: int | None
    files: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    refused: Sequence[Objected] = ()


def build_now(
    evaluation: Evaluation,
    language: str,
    *,
    at: datetime,
    frozen_on: date | None = None,
    progress: Progress | None = None,
    texts: Sequence[ChapterText] | None = None,
) -> Built:
    """Return a report as it is built from what is written and registered now; texts: what is written, once read."""
    texts = latest_texts(evaluation, language) if texts is None else texts
    return build(evaluation, language, texts, day=day_of(evaluation), at=at, frozen_on=frozen_on, progress=progress)


def reports_to_list(evaluation: Evaluation) -> QuerySet[EvaluationReport]:
    """Return the buildings of a report, newest first, without what each of them tells: that is large."""
    return evaluation.reports.order_by("-number").defer("manifest")


def make_report(report: EvaluationReport, *, at: datetime, progress: Progress | None = None) -> Made:
    """Make a report that was asked for; raises `ValueError` when a file can't be made as it should be.

    It takes long: read in a steady context, so that all of it is as of one moment. `progress` is told (done, total).
    """
    return _made(report, at, None, progress)


def make_frozen_report(report: EvaluationReport, *, at: datetime, progress: Progress | None = None) -> Made:
    """Make a report once more as it is when it is frozen, likewise."""
    return _made(report, at, timezone.localdate(at), progress)


def _made(report: EvaluationReport, at: datetime, frozen_on: date | None, progress: Progress | None) -> Made:
    # Before anything is read: what is registered while it is read gets another mark.
    mark, texts = standing_mark(), latest_texts(report.evaluation, report.language)
    steps = len(CHAPTERS) + STEPS_BEYOND_CHAPTERS
    kinds = FileKind.values
    total = steps + 2 * len(kinds) * FILE_COUNTS_FOR

    def told(done: int) -> None:
        if progress is not None:
            progress(done, total)

    built = build_now(
        report.evaluation, report.language, at=at, frozen_on=frozen_on, progress=lambda done, _all: told(done),
        texts=texts,
    )  # fmt: skip
    if built.refused:
        return Made(at, built.manifest, "", texts, mark, refused=built.refused)
    text = as_text(dict(built.manifest))
    files: dict[tuple[str, str], bytes] = {}
    for form, plain in built.manifest["forms"].items():
        for kind in kinds:
            files[form, kind] = file_of(report_from(plain, text), kind, built.manifest)
            told(steps + FILE_COUNTS_FOR * len(files))
    return Made(at, built.manifest, text, texts, mark, files)


def is_still_so(report: EvaluationReport, made: Made) -> bool:
    """Tell whether nothing that a report could tell was written or registered since it was made."""
    now = standing_mark()
    is_unchanged = now is not None and now == made.mark
    return is_unchanged and list(made.texts) == latest_texts(report.evaluation, report.language)


def tells_the_same(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether two buildings tell the same, from the same words, whenever they were made."""
    return all(then[name] == now[name] for name in ("items", "chapters", "language", "template"))
