"""Whether a progress report may be drafted, written in, submitted, approved or returned now."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Body, Decision, Mandate, Person
from vlechtwerk.domains.partnership.rules import DECIDING_LEVELS, reasons_against_acting
from vlechtwerk.domains.partnership.rules.decisions import reasons_against_taking_decision
from vlechtwerk.domains.programme.models import Activity, FrozenFile, ProgressReport, ReportWords
from vlechtwerk.domains.programme.models.reports import LONGEST_WORDS, FileKind, ReportForm
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_leading
from vlechtwerk.engines.documents.wording import Objection, RefusedSentence
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

OPEN = (ProgressReport.State.DRAFT, ProgressReport.State.RETURNED)
MONTHS = 4
# The partnership reports over four months: from January, May and September.
FIRST_MONTHS = (1, 5, 9)
EARLIEST_YEAR = 2000
# What stands in the way of submitting until the facts are gathered once more.
MENDED_BY_GATHERING = frozenset({"facts_have_changed", "nothing_gathered"})
NO_CLAIM = "No claim without evidence"


def end_of_period(first: date) -> date:
    """Return the day after the four months that begin on a day."""
    months = first.year * 12 + first.month - 1 + MONTHS
    return date(months // 12, months % 12 + 1, 1)


def reasons_against_drafting(
    period_from: date, approving_body: Body, language: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why no report can be drafted for a body over the four months that begin on a day."""
    reasons = reasons_against_acting(by, at, MANAGERS)
    if approving_body.level not in DECIDING_LEVELS:
        words = _("%(body)s advises, and approves no reports.") % {"body": approving_body.name}
        reasons.append(Reason("body_only_advises", words))
    if language not in ProgressReport.Language.values:
        reasons.append(Reason("language_unknown", _("Choose the language of the report from the list.")))
    if period_from.day != 1 or period_from.month not in FIRST_MONTHS or period_from.year < EARLIEST_YEAR:
        reasons.append(
            Reason("not_a_period", _("A progress report is about four months, from January, May or September."))
        )
    if period_from > timezone.localdate(at):
        reasons.append(Reason("in_the_future", _("This period has not begun yet.")))
    if ProgressReport.objects.filter(project_id=by.project_id, period_from=period_from).exists():
        reasons.append(Reason("report_exists", _("There is a report on this period already.")))
    return reasons


def reasons_against_changing_report(report: ProgressReport) -> list[Reason]:
    """Return why nothing of a report changes any more: it lies with the body, or it was frozen."""
    if report.state in OPEN:
        return []
    if report.state == ProgressReport.State.FROZEN:
        words = _("This report is frozen. What changes now is told in the next one.")
        return [Reason("report_is_frozen", words, _("A frozen report never changes"))]
    words = _("This report lies with %(body)s. It can be changed again when it is returned.")
    return [Reason("report_is_submitted", words % {"body": report.approving_body.name})]


def reasons_against_gathering(report: ProgressReport, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the facts of a report can't be gathered."""
    return reasons_against_acting(by, at, MANAGERS) + reasons_against_changing_report(report)


def reasons_against_writing_words(
    report: ProgressReport, activity: Activity | None, text: str, latest: int, seen: int, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why words can't be written; `seen` is the version that the writer saw, `latest` the one that there is."""
    if activity is None:
        reasons = reasons_against_acting(by, at, MANAGERS)
    else:
        reasons = reasons_against_leading(activity, by=by, at=at)
    reasons = reasons + reasons_against_changing_report(report)
    if len(text) > LONGEST_WORDS:
        words = _("These words are too long: %(count)s characters, and at most %(most)s fit.")
        reasons.append(Reason("words_too_long", words % {"count": len(text), "most": LONGEST_WORDS}))
    if seen != latest:
        reasons.append(Reason("written_meanwhile", _say_meanwhile(report, activity, seen, by)))
    return reasons


def reasons_against_period(report: ProgressReport, *, at: datetime) -> list[Reason]:
    """Return why a report can't be submitted yet, whoever asks: its period is not over."""
    if timezone.localdate(at) >= report.period_until:
        return []
    return [Reason("period_not_over", _("This period is not over yet. The report is complete when it is."))]


def _say_meanwhile(report: ProgressReport, activity: Activity | None, seen: int, by: Person) -> str:
    since = ReportWords.objects.filter(report=report, activity=activity, version__gt=seen)
    if since.exclude(written_by=by).exists():
        return _("Someone else wrote here meanwhile. Both texts stand below: put yours and theirs together.")
    return _("You wrote here yourself meanwhile, in another window. Both texts stand below: put them together.")


def reasons_against_submitting(
    report: ProgressReport,
    refused: Mapping[str, Sequence[RefusedSentence]],
    not_gathered: int,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a report can't be submitted.

    `refused` are the sentences that no fact carries, by activity; `not_gathered` tells how many facts changed since
    they were gathered.
    """
    reasons = reasons_against_acting(by, at, MANAGERS) + reasons_against_changing_report(report)
    reasons += reasons_against_period(report, at=at)
    if report.gathered_at is None:
        reasons.append(Reason("nothing_gathered", _("Gather the facts of this period first.")))
    elif report.gathering_since is not None:
        reasons.append(Reason("still_gathering", _("The facts are being gathered. Submit when that is done.")))
    elif not_gathered:
        told = ngettext(
            "%(count)s fact of this period was registered or changed after the facts were gathered. Gather them again.",
            "%(count)s facts of this period were registered or changed after they were gathered. Gather them again.",
            not_gathered,
        )
        reasons.append(Reason("facts_have_changed", told % {"count": not_gathered}))
    for name, sentences in refused.items():
        for item in sentences:
            words = {"activity": name, "sentence": item.sentence, "why": say_objection(item)}
            reasons.append(
                Reason(
                    item.objection,
                    _("%(activity)s: the sentence “%(sentence)s” is refused. %(why)s") % words,
                    _(NO_CLAIM),
                )
            )
    return reasons


def reasons_against_making_files(report: ProgressReport, *, by: Person, at: datetime) -> list[Reason]:
    """Return why no files of a report are made: it is not frozen, or all of them are there."""
    reasons = reasons_against_acting(by, at)
    if report.state != ProgressReport.State.FROZEN:
        return [*reasons, Reason("not_frozen", _("Files are made of a report that was approved."))]
    if FrozenFile.objects.filter(frozen__report=report).count() == len(ReportForm) * len(FileKind):
        reasons.append(Reason("files_are_there", _("All files of this report are there.")))
    return reasons


def say_objection(refused: RefusedSentence) -> str:
    """Say in one sentence why a sentence is refused."""
    at = {"at": refused.at}
    match refused.objection:
        case Objection.UNKNOWN_FACT:
            return _("There is no fact %(at)s at this activity.") % at
        case Objection.TYPED_FIGURE:
            told = _(
                "“%(at)s” is a figure or a date, and stands so in no fact that this sentence points at. Point at a "
                "fact that holds it, or leave it out. A day or a year of a date in a fact carries no amount."
            )
            return told % at
        case Objection.AMOUNT_WITHOUT_COUNT:
            told = _(
                "“%(at)s” is a word for an amount, and no fact that this sentence points at says so. Point at a fact "
                "with the same word, or write the figure that stands in a fact."
            )
            return told % at
        case Objection.RESULT_WITHOUT_FACT:
            return _("“%(at)s” says that something was reached, and this sentence points at no fact.") % at
    return _("With “%(at)s” stands as a result what someone says. Tell it as their own account.") % at


def reasons_against_approving(
    report: ProgressReport, result: str, reasons: str, mandate: Mandate | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a report can't be approved or returned: it is for the body that was asked, within a mandate."""
    if report.state != ProgressReport.State.SUBMITTED or report.decision is None:
        return [Reason("not_submitted", _("This report does not wait for approval."))]
    today = PreciseDate.of_day(timezone.localdate(at))
    found = reasons_against_taking_decision(report.decision, result, today, mandate, by=by, at=at)
    return found + _reasons_against_result(result, reasons)


def reasons_against_following(decision: Decision, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a decision about a report can't be taken, withdrawn or sent on as it was: the report follows it."""
    if decision.state == Decision.State.ASKED:
        words = _("A progress report waits for this. Withdraw the question, and submit the report to another body.")
        return [Reason("report_waits_for_it", words)]
    if decision.state == Decision.State.WITHDRAWN:
        return reasons_against_acting(by, at, MANAGERS)
    return _reasons_against_result(decision.result, decision.reasons)


def _reasons_against_result(result: str, reasons: str) -> list[Reason]:
    if result == Decision.Result.CONDITIONAL:
        words = _("A report is approved or returned. Return it, and say what has to be mended.")
        return [Reason("no_condition_on_a_report", words, _("A frozen report never changes"))]
    if result == Decision.Result.NO and not reasons.strip():
        return [Reason("reasons_missing", _("Say what has to be mended."))]
    return []
