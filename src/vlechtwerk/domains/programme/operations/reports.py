"""Draft a progress report, gather its facts, write its words, submit it, and approve or return it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.partnership.models import Body, Decision, DecisionSubject, Mandate, Person
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, take_decision
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import (
    Activity,
    FrozenReport,
    ProgressReport,
    ReportFact,
    ReportFigure,
    ReportMove,
    ReportWords,
    Source,
)
from vlechtwerk.domains.programme.queries.report_content import content_of, draft_of, say_title
from vlechtwerk.domains.programme.queries.report_facts import PARTS, FoundFact, facts_of, period_of
from vlechtwerk.domains.programme.queries.report_figures import MEASURES, Counted, figures_of
from vlechtwerk.domains.programme.queries.report_manifest import manifest_of
from vlechtwerk.domains.programme.queries.reports import (
    activities_in,
    number_not_gathered,
    refused_in,
    submitted_content,
    words_in,
)
from vlechtwerk.domains.programme.rules.reports import (
    end_of_period,
    reasons_against_approving,
    reasons_against_drafting,
    reasons_against_following,
    reasons_against_gathering,
    reasons_against_submitting,
    reasons_against_writing_words,
)
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.engines.statistics.figures import as_written, compute
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if

# The facts of each heading are gathered in an act of their own, so that progress shows; the figures come last.
STEPS: tuple[str, ...] = (*PARTS, "figures")


@transaction.atomic
def draft_progress_report(
    period_from: date,
    approving_body: Body,
    *,
    by: Person,
    at: datetime,
    language: str = ProgressReport.Language.DUTCH,
    told_in: Source | None = None,
) -> ProgressReport:
    """Begin the report on the four months from a day; its facts are gathered next."""
    wait_for_others("progress_report", by.project_id)
    refuse_if(reasons_against_drafting(period_from, approving_body, language, by=by, at=at))
    report = ProgressReport.objects.create(
        project_id=by.project_id,
        code=f"{period_from.year}-{(period_from.month + 3) // 4}",
        period_from=period_from,
        period_until=end_of_period(period_from),
        language=language,
        approving_body=approving_body,
        told_in=told_in,
        drafted_by=by,
        drafted_at=at,
    )
    _note_move(report, ProgressReport.State.DRAFT, "", by, at)
    note_act("draft_progress_report", "progress_report", report.id, project_id=report.project_id, by=by.id, at=at)
    return report


def _note_move(
    report: ProgressReport, state: str, reasons: str, by: Person, at: datetime, content: dict[str, Any] | None = None
) -> None:
    told = {"state": state, "reasons": reasons, "content": content or {}}
    ReportMove.objects.create(project_id=report.project_id, report=report, moved_by=by, moved_at=at, **told)


def _locked(report: ProgressReport) -> ProgressReport:
    found = ProgressReport.objects.select_related("approving_body", "told_in", "decision__body", "project")
    found = found.filter(id=report.id)
    # Who may not change it can't lock it either; the rules then say why.
    return found.select_for_update(of=("self",)).first() or found.get()


@transaction.atomic
def begin_gathering(report: ProgressReport, *, by: Person, at: datetime) -> ProgressReport:
    """Say that the facts of a report are being gathered; `gather_facts` does it, step by step."""
    report = _locked(report)
    refuse_if(reasons_against_gathering(report, by=by, at=at))
    report.gathering_since, report.gathering_share, report.gathering_failed = at, 0, False
    return _keep_gathering("begin_gathering", report, by, at)


@transaction.atomic
def gather_facts(report: ProgressReport, step: str, *, by: Person, at: datetime) -> ProgressReport:
    """Gather what was registered under one heading, or the figures; facts keep the number that they had."""
    report = _locked(report)
    refuse_if(reasons_against_gathering(report, by=by, at=at))
    with override(report.language):
        if step in PARTS:
            _keep_facts(report, step, facts_of(report.project_id, period_of(report), step))
        else:
            _gather_figures(report)
    place = STEPS.index(step) + 1
    report.gathering_share = 100 * place // len(STEPS)
    if place == len(STEPS):
        report.gathered_at, report.gathering_since = at, None
    return _keep_gathering("gather_facts", report, by, at)


@transaction.atomic
def end_gathering(report: ProgressReport, *, by: Person, at: datetime) -> ProgressReport:
    """Say that gathering the facts failed; what was gathered so far stays, and it can be asked for again."""
    report = _locked(report)
    refuse_if(reasons_against_gathering(report, by=by, at=at))
    report.gathering_since, report.gathering_failed = None, True
    return _keep_gathering("end_gathering", report, by, at)


def _keep_gathering(act: str, report: ProgressReport, by: Person, at: datetime) -> ProgressReport:
    report.save(update_fields=["gathered_at", "gathering_since", "gathering_share", "gathering_failed"])
    note_act(act, "progress_report", report.id, project_id=report.project_id, by=by.id, at=at)
    return report


def _keep_facts(report: ProgressReport, part: str, found: Sequence[FoundFact]) -> None:
    known = {fact.key: fact for fact in report.facts.filter(part=part)}
    last: dict[UUID | None, int] = defaultdict(int)
    for activity_id, number in report.facts.values_list("activity_id", "number"):
        last[activity_id] = max(last[activity_id], number)
    new, changed = [], []
    first = STEPS.index(part) * 100_000
    for place, item in enumerate(found):
        fact = known.pop(item.key, None)
        if fact is None:
            last[item.activity_id] += 1
            fact = ReportFact(
                project_id=report.project_id,
                report=report,
                activity_id=item.activity_id,
                part=part,
                key=item.key,
                number=last[item.activity_id],
            )
            new.append(fact)
        else:
            changed.append(fact)
        fact.words, fact.ground, fact.base, fact.is_gone = item.words, item.ground, item.base, False
        fact.is_news = item.is_news
        fact.sources, fact.order = [dict(source) for source in item.sources], first + place
    gone = list(known.values())
    for fact in gone:
        fact.is_gone = True
    ReportFact.objects.bulk_create(new, batch_size=500)
    told = ["words", "ground", "base", "sources", "order", "is_news", "is_gone"]
    ReportFact.objects.bulk_update([*changed, *gone], told, batch_size=500)


def _gather_figures(report: ProgressReport) -> None:
    silent = [item.activity for item in activities_in(report) if not item.is_reported]
    _keep_figures(report, figures_of(report.project_id, period_of(report), silent))


def _keep_figures(report: ProgressReport, counted: Sequence[Counted]) -> None:
    kept = {figure.key: figure for figure in report.figures.all()}
    new, changed = [], []
    for place, (item, sources, value) in enumerate(_computed(report.project_id, counted)):
        figure = kept.pop(item.key, None)
        if figure is None:
            figure = ReportFigure(project_id=report.project_id, report=report, key=item.key)
            new.append(figure)
        else:
            changed.append(figure)
        figure.part, figure.label, figure.unit = item.part, item.label, item.unit
        figure.computation, figure.measure = item.computation, item.measure
        figure.sources, figure.value, figure.order = sources, value, place
    gone = list(kept.values())
    for figure in gone:
        figure.sources, figure.value = [], ""
    ReportFigure.objects.bulk_create(new)
    told = ["part", "label", "unit", "computation", "measure", "sources", "value", "order"]
    ReportFigure.objects.bulk_update([*changed, *gone], told)


def _computed(project_id: UUID, counted: Sequence[Counted]) -> Iterator[tuple[Counted, list[dict[str, str]], str]]:
    """Yield each figure with its records (each with its checksum and what it brings in), and as it is written.

    The records of all figures are read at once: a query per kind, and one per measure.
    """
    kinds, measures = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for item in counted:
        kinds[item.kind].update(item.identifiers)
        measures[item.measure].update(item.identifiers)
    found = {kind: resolve(project_id, kind, sorted(wanted)) for kind, wanted in kinds.items()}
    brought = {measure: MEASURES[measure](sorted(wanted)) for measure, wanted in measures.items()}
    for item in counted:
        resolved, values = found[item.kind], brought[item.measure]
        sources: list[dict[str, str]] = [
            {
                "kind": item.kind,
                "identifier": identifier,
                "checksum": resolved[identifier].checksum,
                "value": as_written(values[identifier]),
            }
            for identifier in item.identifiers
            if identifier in resolved and identifier in values
        ]
        yield item, sources, as_written(compute(item.computation, [Decimal(source["value"]) for source in sources]))


def _wait_for_writers(report: ProgressReport) -> None:
    # Who leads an activity changes no more of a report than its words, and can't lock it.
    wait_for_others("report_words", report.id)


@transaction.atomic
def write_words(
    report: ProgressReport, activity: Activity | None, text: str, seen: int, *, by: Person, at: datetime
) -> ReportWords:
    """Write the words at an activity, or at the whole; `seen` is the version that the writer had before them."""
    _wait_for_writers(report)
    report.refresh_from_db()
    latest = words_in(report).get(activity.id if activity else None)
    version = latest.version if latest else 0
    refuse_if(reasons_against_writing_words(report, activity, text, version, seen, by=by, at=at))
    words = ReportWords.objects.create(
        project_id=report.project_id,
        report=report,
        activity=activity,
        version=version + 1,
        text=text.strip(),
        written_by=by,
        written_at=at,
    )
    note_act("write_words", "progress_report", report.id, project_id=report.project_id, by=by.id, at=at)
    return words


@transaction.atomic
def submit_progress_report(report: ProgressReport, *, by: Person, at: datetime) -> ProgressReport:
    """Put a report to the body that is to approve it; nothing of it changes until it is returned."""
    # First, as who writes words holds this when their words are laid to the report.
    _wait_for_writers(report)
    report = _locked(report)
    refuse_if(reasons_against_submitting(report, refused_in(report), number_not_gathered(report), by=by, at=at))
    with override(report.language):
        # Words may have come in since the facts were gathered: of whom nothing came in is counted once more.
        _gather_figures(report)
        content = content_of(draft_of(report))
        question = _("Approve the report “%(title)s”?") % {"title": say_title(report)}
    report.decision = ask_decision(
        question,
        by=by,
        at=at,
        body=report.approving_body,
        asked_on=PreciseDate.of_day(timezone.localdate(at)),
        about=Subject(DecisionSubject.PROGRESS_REPORT),
    )
    report.state = ProgressReport.State.SUBMITTED
    report.save(update_fields=["decision", "state"])
    _note_move(report, report.state, "", by, at, content)
    note_act("submit_progress_report", "progress_report", report.id, project_id=report.project_id, by=by.id, at=at)
    return report


@transaction.atomic
def return_progress_report(
    report: ProgressReport, reasons: str, mandate: Mandate | None, *, by: Person, at: datetime
) -> ProgressReport:
    """Return a report to its writers, with what has to be mended: the body decides against it."""
    _decide(report, Decision.Result.NO, reasons, mandate, by, at)
    return _locked(report)


@transaction.atomic
def approve_progress_report(
    report: ProgressReport, mandate: Mandate | None, *, by: Person, at: datetime
) -> FrozenReport:
    """Approve a report within the mandate of its body, and freeze it: from then on it never changes."""
    _decide(report, Decision.Result.YES, "", mandate, by, at)
    return FrozenReport.objects.get(report=report)


def _decide(
    report: ProgressReport, result: str, reasons: str, mandate: Mandate | None, by: Person, at: datetime
) -> None:
    # First, as who takes the decision at its own page holds it when the report follows: in the other order each of two
    # would wait for the other. Who may not take it can't lock it either; the rules then say why.
    asked_by_it = ProgressReport.objects.filter(id=report.id).values("decision_id")
    Decision.objects.select_for_update(of=("self",)).filter(id__in=asked_by_it).first()
    report = _locked(report)
    refuse_if(reasons_against_approving(report, result, reasons, mandate, by=by, at=at))
    decided_on = PreciseDate.of_day(timezone.localdate(at))
    asked = cast(Decision, report.decision)  # without one it is refused
    take_decision(asked, result, decided_on, by=by, at=at, reasons=reasons.strip(), mandate=mandate)


@transaction.atomic
def follow_decision(decision: Decision, by: Person, at: datetime) -> None:
    """Freeze or return the report that waited for a decision, or give it back to its writers when it was withdrawn."""
    waiting = ProgressReport.objects.filter(decision=decision, state=ProgressReport.State.SUBMITTED).first()
    if waiting is None:
        return
    refuse_if(reasons_against_following(decision, by=by, at=at))
    report = _locked(waiting)
    if decision.state == Decision.State.WITHDRAWN:
        _move("withdraw_progress_report", report, ProgressReport.State.DRAFT, "", by, at)
        return
    if decision.result == Decision.Result.NO:
        _move("return_progress_report", report, ProgressReport.State.RETURNED, decision.reasons.strip(), by, at)
    else:
        _freeze(report, decision.mandate, by, at)


def _move(
    act: str,
    report: ProgressReport,
    state: str,
    reasons: str,
    by: Person,
    at: datetime,
    details: dict[str, str | int | bool | None] | None = None,
) -> None:
    report.state = state
    report.save(update_fields=["state"])
    _note_move(report, state, reasons, by, at)
    note_act(act, "progress_report", report.id, project_id=report.project_id, by=by.id, at=at, details=details)


def _freeze(report: ProgressReport, mandate: Mandate | None, by: Person, at: datetime) -> None:
    content = cast(dict[str, Any], submitted_content(report))  # it lies with the body
    with override(report.language):
        manifest = as_text(manifest_of(draft_of(report), content, mandate, at))
    frozen = FrozenReport.objects.create(
        project_id=report.project_id,
        report=report,
        content=content,
        manifest=manifest,
        checksum=checksum_of(manifest),
        frozen_by=by,
        frozen_at=at,
    )
    _move("approve_progress_report", report, ProgressReport.State.FROZEN, "", by, at, {"checksum": frozen.checksum})
