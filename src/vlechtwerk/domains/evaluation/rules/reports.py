"""Whether a chapter may be written, a report built, and one frozen: by evaluators, and frozen by another."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport, Language
from vlechtwerk.domains.evaluation.models.reports import LONGEST_CHAPTER
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import holds_unprintable_signs, holds_unseen_signs

State = EvaluationReport.State
FROZEN_BY_ANOTHER = gettext_noop("A report is frozen by another than who built it")
# A report that is not there by then will not come any more.
LONGEST_BUILDING = timedelta(hours=1)
# What can be downloaded, and frozen or was.
THERE = (State.BUILT, State.FROZEN)


def reasons_against_writing_chapter(
    evaluation: Evaluation,
    is_chapter: bool,
    language: str,
    text: str,
    *,
    latest: int,
    seen: int,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why the words of a chapter can't be kept; what is wrong with its sentences only stops building.

    latest: the version that counts now; seen: the one that the writer had before them.
    """
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if not is_chapter:
        reasons.append(Reason("chapter_unknown", _("This report has no such chapter.")))
    if language not in Language.values:
        reasons.append(Reason("language_unknown", _("Choose the language of the report.")))
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write the words of the chapter.")))
    if len(text) > LONGEST_CHAPTER:
        words = _("A chapter has at most %(most)s characters.") % {"most": LONGEST_CHAPTER}
        reasons.append(Reason("text_too_long", words))
    if holds_unprintable_signs(text) or holds_unseen_signs(text):
        words = _("These words hold a sign that can't be printed. Type them again, or paste them as plain text.")
        reasons.append(Reason("sign_unprintable", words))
    if seen != latest:
        words = _("Someone wrote this chapter meanwhile (version %(version)s). Look at that first.")
        reasons.append(Reason("written_meanwhile", words % {"version": latest}))
    return reasons or reasons_against_quoting(evaluation, [text])


def reasons_against_asking_for_report(
    evaluation: Evaluation, language: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a report can't be built."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if language not in Language.values:
        reasons.append(Reason("language_unknown", _("Choose the language of the report.")))
    if evaluation.reports.filter(state=State.ASKED, asked_at__gt=at - LONGEST_BUILDING).exists():
        reasons.append(Reason("report_being_built", _("A report is being built already. Wait until it is done.")))
    return reasons


def reasons_against_building_report(report: EvaluationReport, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a report that was asked for can't be built."""
    reasons = reasons_against_evaluating(report.evaluation, by=by, at=at)
    if report.state != State.ASKED:
        reasons.append(Reason("not_being_built", _("This report is not being built.")))
    return reasons


def reasons_against_freezing(report: EvaluationReport, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a report can't be frozen by someone: it was not built, or they built it."""
    reasons = reasons_against_evaluating(report.evaluation, by=by, at=at)
    if report.state == State.FREEZING:
        if not _is_left(report, at):
            reasons.append(Reason("being_frozen", _("This report is being frozen. Wait until that is done.")))
    elif report.state != State.BUILT:
        reasons.append(Reason("not_built", _("Only a report that was built can be frozen.")))
    return reasons + _reasons_against_own(report, by)


def _is_left(report: EvaluationReport, at: datetime) -> bool:
    """Tell whether the job that was to freeze a report ended without a word."""
    return report.frozen_at is not None and report.frozen_at <= at - LONGEST_BUILDING


def _reasons_against_own(report: EvaluationReport, by: Person) -> list[Reason]:
    if report.asked_by_id != by.id:
        return []
    words = _("You built this report. Another evaluator freezes it.")
    return [Reason("own_report", words, _(FROZEN_BY_ANOTHER))]


def reasons_against_keeping_frozen(report: EvaluationReport, *, by: Person, at: datetime) -> list[Reason]:
    """Return why what was made can't be kept as frozen: nobody asked for it, or who did may not any more."""
    reasons = reasons_against_evaluating(report.evaluation, by=by, at=at)
    if report.state != State.FREEZING:
        reasons.append(Reason("not_being_frozen", _("This report is not being frozen.")))
    return reasons + _reasons_against_own(report, by)


def changed_since_built() -> Reason:
    """Return why a report is not frozen that would tell something else now."""
    words = _("What it tells was changed since it was built. Build it again first.")
    return Reason("changed_since_built", words, _("No claim without evidence"))


def freezing_failed() -> Reason:
    """Return why a report is not frozen of which the making went wrong."""
    words = _("Freezing it failed. Ask for it again; when it fails once more, tell the administrator.")
    return Reason("freezing_failed", words)


def who_asked(report: EvaluationReport) -> UUID | None:
    """Return who asked for what a job does with a report; a job that is left of another asking does nothing."""
    return report.frozen_by_id if report.state == State.FREEZING else report.asked_by_id
