"""Whether a file of a report still holds: by itself, beside what was frozen, and built again from the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from vlechtwerk.domains.evaluation.models import ChapterVersion, Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.queries.evaluations import evaluations_read_closely
from vlechtwerk.domains.evaluation.queries.report.building import AS_IT_COMES, build_again
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS, find_chapter
from vlechtwerk.domains.evaluation.queries.report.files import is_as_made, knows_template
from vlechtwerk.engines.documents.evaluation_report.manifest import (
    Difference,
    Mistake,
    differences_between,
    differences_within,
)
from vlechtwerk.engines.documents.evaluation_report.manifest_form import FORMAT, Damaged, read
from vlechtwerk.engines.documents.report.manifest import checksum_of_file, manifest_in
from vlechtwerk.foundation.evidence.address import checksum_of


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """What was looked at, and what does not hold; whether a report of the register was frozen with this manifest."""

    report: str
    items: int
    findings: tuple[Difference, ...]
    is_frozen: bool = False
    # Whether the words of chapters were compared with what was written: not for who does not read drafts.
    words_compared: bool = True


def is_evaluation_report(text: str) -> bool:
    """Tell whether a manifest is one of a report of an evaluation."""
    return f'"format": "{FORMAT}"' in text


def verify_evaluation_report(project_id: UUID, content: bytes) -> VerifiedReport:
    """Compute a report of an evaluation again from a file of it, or from its manifest, and name all that fails."""
    try:
        text = manifest_in(content)
    except ValueError:
        text = ""
    if not text:
        return VerifiedReport("", 0, (Difference(Mistake.NOT_A_MANIFEST, ""),))
    try:
        manifest = read(text)
    except Damaged as damaged:
        return VerifiedReport("", 0, (Difference(Mistake.DAMAGED, damaged.place, damaged.stands),))
    code = str(manifest["evaluation"]["code"])
    evaluation = Evaluation.objects.filter(project_id=project_id, code=code).select_related("project").first()
    if evaluation is None or manifest["project"]["code"] != evaluation.project.code:
        return VerifiedReport(code, 0, (Difference(Mistake.UNKNOWN_REPORT, code),))
    kept = EvaluationReport.objects.filter(evaluation=evaluation, checksum=checksum_of(text)).first()
    if kept is not None and kept.state == EvaluationReport.State.TAKEN_BACK:
        return VerifiedReport(code, 0, (Difference(Mistake.TAKEN_BACK, str(kept)),))
    is_frozen = kept is not None and kept.state == EvaluationReport.State.FROZEN
    words, compared = _against_words(evaluation, manifest)
    again = differences_between(manifest, build_again(manifest, evaluation))
    found = [*differences_within(manifest), *words, *again]
    changed = Difference(Mistake.FILE_CHANGED, str(manifest["evaluation"]["title"]), checksum_of_file(content))
    if not knows_template(manifest["template"]):
        found.append(Difference(Mistake.SOURCE_GONE, gettext("Word template"), manifest["template"]))
    elif kept is not None:
        found += _against_noted(kept) if is_frozen else ()
        is_kept = kept.files.filter(checksum=checksum_of_file(content)).exists()
        if not is_kept and not is_as_made(content, manifest, text):
            found.append(changed)
    elif not found and not is_as_made(content, manifest, text):
        # What does not hold by itself is not drawn: anyone may have made it.
        found.append(changed)
    return VerifiedReport(code, len(manifest["items"]), tuple(found), is_frozen, compared or is_frozen)


def _against_words(evaluation: Evaluation, manifest: Mapping[str, Any]) -> tuple[list[Difference], bool]:
    """Name the chapters of which the words are not those that were written, or that come with the platform."""
    written = {
        (one.chapter, one.version): one.text
        for one in ChapterVersion.objects.filter(evaluation=evaluation, language=manifest["language"])
    }
    told = {one["chapter"] for one in manifest["chapters"]}
    found = [Difference(Mistake.TOLD_SINCE, str(one.title)) for one in CHAPTERS if one.code not in told]
    compared, is_evaluator = True, evaluation.id in evaluations_read_closely()
    for one in manifest["chapters"]:
        folder = find_chapter(one["chapter"])
        if folder is None:
            found.append(Difference(Mistake.NO_LONGER_TOLD, one["chapter"]))
            continue
        known = written.get((one["chapter"], one["version"]))
        if one["version"] == AS_IT_COMES:
            known = folder.words(manifest["language"])
        if known is None and is_evaluator:
            found.append(Difference(Mistake.SOURCE_GONE, str(folder.title), f"{one['version']}"))
        elif known is None:
            compared = False
        elif known != one["text"] or checksum_of(one["text"]) != one["checksum"]:
            found.append(Difference(Mistake.WORDS_DIFFER, str(folder.title), one["text"][:200], known[:200]))
    return found, compared


def _against_noted(frozen: EvaluationReport) -> list[Difference]:
    """Name what is kept of a frozen report and differs from what was noted when it was frozen."""
    with connection.cursor() as cursor:
        cursor.execute("select checksum from noted_evaluation_report(%s) where act like 'freeze%%'", [frozen.id])
        noted = [checksum for (checksum,) in cursor.fetchall()]
    if noted == [checksum_of(frozen.manifest)]:
        return []
    return [Difference(Mistake.NOT_AS_MADE, str(frozen), ", ".join(noted), checksum_of(frozen.manifest))]
