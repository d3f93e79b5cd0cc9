"""Whether a file of a report still holds: by itself, beside what was frozen, and built again from the register."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from vlechtwerk.domains.evaluation.models import ChapterVersion, Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.queries.evaluations import evaluations_read_closely
from vlechtwerk.domains.evaluation.queries.report.building import AS_IT_COMES, build_again
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS, find_chapter
from vlechtwerk.domains.evaluation.queries.report.files import is_as_made, knows_template, lines_changed
from vlechtwerk.engines.documents.evaluation_report.manifest import (
    Difference,
    Mistake,
    differences_between,
    differences_within,
)
from vlechtwerk.engines.documents.evaluation_report.manifest_form import FORMAT, Damaged, read
from vlechtwerk.engines.documents.report.lines import Line, NotCompared
from vlechtwerk.engines.documents.report.manifest import checksum_of_file, manifest_in
from vlechtwerk.foundation.evidence.address import checksum_of

# So many changed lines of a file are named, each with so many signs.
MOST_NAMED, LONGEST_TOLD = 50, 300


@dataclass(frozen=True, slots=True)
class VerifiedReport:
    """What was looked at, and what does not hold; whether a report of the register was frozen with this manifest.

    software, made_at: what a manifest says that no report of the register has, and that nothing can be compared with.
    """

    report: str
    items: int
    findings: tuple[Difference, ...]
    is_frozen: bool = False
    # Whether whoever asks reads a report of the register that has this manifest.
    is_known: bool = False
    software: str = ""
    made_at: str = ""
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
    if manifest["frozen_on"] and not is_frozen:
        found.append(Difference(Mistake.NEVER_FROZEN, str(manifest["evaluation"]["title"]), manifest["frozen_on"]))
    if not knows_template(manifest["template"]):
        found.append(Difference(Mistake.SOURCE_GONE, gettext("Word template"), manifest["template"]))
    elif kept is not None:
        found += _against_noted(kept) if is_frozen else ()
        is_kept = kept.files.filter(checksum=checksum_of_file(content)).exists()
        if not is_kept and not is_as_made(content, manifest, text):
            found += _changed(content, manifest, text)
    elif not found and not is_as_made(content, manifest, text):
        # What does not hold by itself is not drawn: anyone may have made it.
        found += _changed(content, manifest, text)
    return VerifiedReport(
        code, len(manifest["items"]), tuple(found), is_frozen, kept is not None, manifest["software"],
        manifest["made_at"], words_compared=compared or is_frozen,
    )  # fmt: skip


def _changed(content: bytes, manifest: Mapping[str, Any], text: str) -> Iterator[Difference]:
    """Yield that a file was changed, and each sentence and row of it that is not as it was made."""
    title = str(manifest["evaluation"]["title"])
    yield Difference(Mistake.FILE_CHANGED, title, checksum_of_file(content))
    try:
        for made, found in islice(lines_changed(content, manifest, text), MOST_NAMED):
            yield _of_line(made, found)
    except NotCompared:
        yield Difference(Mistake.LINES_NOT_COMPARED, title)


def _of_line(made: Line | None, found: Line | None) -> Difference:
    """Return what is other of one line; one of the two is there."""
    if made is None:
        assert found is not None
        return Difference(Mistake.LINE_ADDED, _say_place(found), found.text[:LONGEST_TOLD])
    if found is None:
        return Difference(Mistake.LINE_REMOVED, _say_place(made), "", made.text[:LONGEST_TOLD])
    told = (found.text, made.text)
    if found.number != made.number:
        # Else the same words would be told twice.
        told = (f"{found.number} {found.text}".strip(), f"{made.number} {made.text}".strip())
    return Difference(Mistake.LINE_DIFFERS, _say_place(made), *_differing(*told))


def _say_place(line: Line) -> str:
    """Say where a sentence or a row stands: its chapter, and its number in the margin or which one it is there."""
    words = {"chapter": line.chapter or gettext("Before the first chapter"), "number": line.number or line.place}
    if line.drawing:
        return gettext("%(chapter)s, alternative text of drawing %(number)s") % (words | {"number": line.drawing})
    if line.number:
        return gettext("%(chapter)s, sentence with number %(number)s") % words
    return gettext("%(chapter)s, line %(number)s") % words if line.place else str(words["chapter"])


def _differing(stands: str, made: str) -> tuple[str, str]:
    """Return two texts as they are shown: of long ones the part from where they differ."""
    pairs = enumerate(zip(stands, made, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(stands), len(made)))
    start = max(0, same - LONGEST_TOLD // 2) if max(len(stands), len(made)) > LONGEST_TOLD else 0
    shown = [("…" if start else "") + text[start : start + LONGEST_TOLD] for text in (stands, made)]
    return shown[0], shown[1]


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
