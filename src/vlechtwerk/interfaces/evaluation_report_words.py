"""What no longer holds of a file of a report, in words: the same on pages, in the interface and for commands.

A file carries the manifest of a progress report or of the report of an evaluation; whichever it is, it is looked at.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.verification import (
    VerifiedReport,
    is_evaluation_report,
    verify_evaluation_report,
)
from vlechtwerk.domains.evaluation.words.reports import NOT_OURS, WORDS_OF_MISTAKES
from vlechtwerk.domains.programme.queries.report_manifest import Mistake, verify
from vlechtwerk.engines.documents.report.manifest import manifest_in
from vlechtwerk.interfaces import report_words


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that no longer holds: a code, its words, where, what stands there and what was found."""

    code: str
    text: str
    where: str
    stands: str
    found: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at in a file of any report, and what no longer holds; whether it is a report of this project."""

    kind: str
    report: str
    looked_at: int
    is_ours: bool
    is_frozen: bool
    remark: str
    findings: tuple[Found, ...]


def look_at(project_id: UUID, content: bytes) -> Looked:
    """Compute a report again from a file of it, whichever kind of report it is."""
    try:
        text = manifest_in(content)
    except ValueError:
        text = ""
    if is_evaluation_report(text):
        return _of_evaluation(verify_evaluation_report(project_id, content))
    verified = verify(project_id, content)
    if any(one.mistake == Mistake.NOT_A_MANIFEST for one in verified.findings):
        told = Found(Mistake.NOT_A_MANIFEST, _("This file carries no manifest of a report."), "", "", "")
        return Looked("", "", 0, False, False, "", (told,))
    found = tuple(
        Found(one.mistake, str(report_words.WORDS_OF_MISTAKES[one.mistake]), one.where, one.stands, one.found)
        for one in verified.findings
    )
    ours = report_words.is_ours(verified)
    looked_at = verified.figures + verified.facts
    return Looked("progress", verified.report, looked_at, ours, ours, report_words.remark_on(verified), found)


def _of_evaluation(verified: VerifiedReport) -> Looked:
    found = tuple(
        Found(one.mistake, str(WORDS_OF_MISTAKES[one.mistake]), one.where, one.stands, one.found)
        for one in verified.findings
    )
    ours = not {one.mistake for one in verified.findings} & NOT_OURS
    return Looked("evaluation", verified.report, verified.items, ours, verified.is_frozen, _remark(verified), found)


def _remark(verified: VerifiedReport) -> str:
    """Say what a reader can't see from what was found: that nobody froze it, and what was not compared."""
    told = []
    if not verified.is_frozen and verified.is_known:
        told.append(_("Nobody froze this report: it is a concept."))
    elif not verified.is_frozen and verified.items:
        words = {"software": verified.software, "made_at": verified.made_at}
        told.append(_("No report was frozen here with this manifest, so nothing but its contents could be compared."))
        told.append(
            _("Not compared: by which software it says that it was made (%(software)s), and when (%(made_at)s).")
            % words
        )
    if not verified.words_compared:
        told.append(_("The words of its writers were not compared: you do not read drafts of this evaluation."))
    return " ".join(told)
