"""Write findings, let another check and approve them, and open them again: also when their evidence changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS, CONTRIBUTION, FRAGMENT
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    Evaluation,
    EvidenceAgainst,
    FieldworkSession,
    Finding,
    FindingStep,
    Transcript,
)
from vlechtwerk.domains.evaluation.operations.changed_verdicts import end_changed_verdicts
from vlechtwerk.domains.evaluation.operations.judging import end_changed
from vlechtwerk.domains.evaluation.operations.serving import serve
from vlechtwerk.domains.evaluation.queries.evidence_methods import methods_by_stance
from vlechtwerk.domains.evaluation.queries.withdrawal import resting_on_texts
from vlechtwerk.domains.evaluation.rules import findings as rules
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.finding_wording import judged, kept_of
from vlechtwerk.domains.evaluation.rules.findings import FindingTold, State, changed_since, links_of, rests_now
from vlechtwerk.domains.evaluation.rules.words_removed import FORGOTTEN
from vlechtwerk.domains.evaluation.rules.yardsticks import Yardstick
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import (
    Evidence,
    Stance,
)
from vlechtwerk.foundation.evidence.links import attach, evidence_of, holder_kind, told_again
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

Act = FindingStep.Act
Changes = list[dict[str, Any]]
# What of a finding is told, and so can change.
TOLD = ("sentence", "ground", "base", "kind", "sought", "language")


@transaction.atomic
def begin_finding(
    evaluation: Evaluation, told: FindingTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> Finding:
    """Write a finding: a draft with the next number, its evidence numbered from one."""
    wait_for_others("findings", evaluation.id)
    refuse_if(rules.reasons_against_beginning_finding(evaluation, told, evidence, by=by, at=at))
    number = evaluation.findings.count() + 1
    finding = Finding(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=number,
        code=f"F{number}",
        written_by=by,
        written_at=at,
    )
    _tell(finding, told, any(one.stance == Stance.CONTRADICTS for one in evidence))
    finding.save(force_insert=True)
    serve(finding, told.questions)
    _step(finding, Act.BEGUN, by=by, at=at, changes=[{"what": "sentence", "old": "", "new": finding.sentence}])
    if evidence:
        _step(finding, Act.EVIDENCE_ADDED, by=by, at=at, changes=_added(attach(finding, evidence, first=1)))
    _note("begin_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def change_finding(finding: Finding, told: FindingTold, *, by: Person, at: datetime, remark: str = "") -> Finding:
    """Tell a finding otherwise; one that was checked is a draft again."""
    finding = _hold(finding)
    refuse_if(rules.reasons_against_changing_finding(finding, told, remark, by=by, at=at))
    _open_when_changed(finding, by=by, at=at)
    before = {name: getattr(finding, name) for name in TOLD} | {"questions": _serving(finding)}
    _tell(finding, told, any(link.stance == Stance.CONTRADICTS for link in links_of(finding)))
    serve(finding, told.questions)
    after = {name: getattr(finding, name) for name in TOLD} | {"questions": _serving(finding)}
    changes = [{"what": name, "old": old, "new": after[name]} for name, old in before.items() if old != after[name]]
    _written(finding, by=by, at=at)
    _step(finding, Act.CHANGED, by=by, at=at, remark=remark, changes=changes)
    _note("change_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def add_evidence(finding: Finding, evidence: Sequence[Evidence], *, by: Person, at: datetime) -> Sequence[EvidenceLink]:
    """Add evidence for or against a finding, with the next numbers."""
    finding = _hold(finding)
    refuse_if(rules.reasons_against_adding_evidence(finding, evidence, by=by, at=at))
    _open_when_changed(finding, by=by, at=at)
    first = max((link.order for link in evidence_of([finding.id]).get(finding.id, [])), default=0) + 1
    links = attach(finding, evidence, first=first)
    if any(link.stance == Stance.CONTRADICTS for link in links):
        finding.sought = EvidenceAgainst.FOUND
    _written(finding, by=by, at=at)
    _step(finding, Act.EVIDENCE_ADDED, by=by, at=at, changes=_added(links))
    _note("add_evidence_of_finding", finding, by=by, at=at)
    return links


@transaction.atomic
def remove_evidence(finding: Finding, number: int, *, by: Person, at: datetime, remark: str = "") -> Finding:
    """Take evidence away from a finding; its number is not given again, and its history tells that it was there."""
    finding = _hold(finding)
    refuse_if(rules.reasons_against_removing_evidence(finding, number, remark, by=by, at=at))
    _open_when_changed(finding, by=by, at=at)
    going = next(link for link in links_of(finding) if link.order == number)
    finding.removed = [*finding.removed, number]
    if finding.sought == EvidenceAgainst.FOUND and all(link.stance == Stance.SUPPORTS for link in links_of(finding)):
        finding.sought = EvidenceAgainst.NONE_FOUND
    _written(finding, by=by, at=at)
    changes: Changes = [{"what": f"evidence {number}", "old": f"{going.kind} {going.identifier}", "new": ""}]
    _step(finding, Act.EVIDENCE_REMOVED, by=by, at=at, remark=remark, changes=changes)
    _note("remove_evidence_of_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def check_finding(finding: Finding, *, by: Person, at: datetime, remark: str = "") -> Finding:
    """Say, as another than its writer, that a finding is right."""
    finding = _hold(finding)
    refuse_if(rules.reasons_against_checking(finding, remark, by=by, at=at))
    _open_when_changed(finding, by=by, at=at)
    finding.state, finding.checked_by, finding.checked_at = State.CHECKED, by, at
    finding.check_remark = remark.strip()
    finding.save()
    _step(finding, Act.CHECKED, by=by, at=at, remark=remark)
    _note("check_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def approve_finding(finding: Finding, *, by: Person, at: datetime, remark: str = "") -> Finding:
    """Approve a finding that was checked: what its evidence says now is kept, and every member reads its sentence."""
    finding = _hold(finding)
    now = rests_now(finding)
    refuse_if(rules.reasons_against_approving(finding, remark, by=by, at=at, now=now))
    finding.kept = kept_of(finding, now.material, now.yardstick.scale(finding.language))
    finding.state, finding.approved_by, finding.approved_at = State.APPROVED, by, at
    finding.approval_remark = remark.strip()
    finding.save()
    _publish(finding, now.links, judged(finding.evaluation, finding, now.material, now.yardstick).filled)
    _step(finding, Act.APPROVED, by=by, at=at, remark=remark)
    _note("approve_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def reopen_finding(finding: Finding, remark: str, *, by: Person, at: datetime) -> Finding:
    """Open a checked or approved finding again, with the reason why."""
    finding = _hold(finding)
    refuse_if(rules.reasons_against_reopening(finding, remark, by=by, at=at))
    _reopen(finding, at)
    _step(finding, Act.REOPENED, by=by, at=at, remark=remark)
    _note("reopen_finding", finding, by=by, at=at)
    return finding


@transaction.atomic
def reopen_changed(evaluation: Evaluation, *, by: Person, at: datetime) -> list[Finding]:
    """Open again what was approved on evidence that changed since.

    Nobody reads such a finding as approved, also before this is written down.
    """
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    return open_again(Finding.objects.filter(evaluation=evaluation), by=by, at=at)


def reopen_resting_on(evaluation: Evaluation, kinds: Collection[str], *, by: Person, at: datetime) -> list[Finding]:
    """Open again, as part of an act that changed evidence of these kinds, what was approved on it.

    What was judged on it no longer stands.
    """
    # In this order: who writes of mechanisms holds them already, and nobody waits for two others in another one.
    if end_changed_verdicts(evaluation, kinds, by=by, at=at):
        kinds = {*kinds, CONTRIBUTION}
    end_changed(evaluation, by=by, at=at)
    resting = EvidenceLink.objects.filter(
        project_id=evaluation.project_id, holder_kind=holder_kind(Finding), kind__in=kinds
    )
    findings = Finding.objects.filter(evaluation=evaluation, id__in=resting.values("holder_id"))
    return open_again(findings, by=by, at=at)


def open_again(findings: QuerySet[Finding], *, by: Person, at: datetime) -> list[Finding]:
    """Open again those of these findings of which the evidence changed since they were approved."""
    approved = list(findings.filter(state=State.APPROVED).select_related("evaluation").order_by("number"))
    if approved:
        wait_for_others("findings", approved[0].evaluation_id)
    held = [_hold(one) for one in approved]
    yardsticks = {one.evaluation_id: Yardstick(one.evaluation) for one in approved}
    return [one for one in held if _open_when_changed(one, yardsticks[one.evaluation_id], by=by, at=at)]


def forget_words(session: FieldworkSession, copies: Sequence[Transcript], *, by: Person, at: datetime) -> None:
    """Open again what rested on words of a session that went or may not be quoted; no former approval quotes them.

    `copies` are texts of other sessions that the same words went from.
    """
    evaluation = session.evaluation
    _end_forgotten(evaluation, by=by, at=at)
    reopen_resting_on(evaluation, CLOSED_KINDS, by=by, at=at)
    resting = resting_on_texts(evaluation, [*session.transcripts.all(), *copies])
    findings = {link.holder_id for link in resting if link.holder_kind == holder_kind(Finding)}
    numbers = Finding.objects.filter(id__in=findings, evaluation=evaluation).values("number")
    former = ApprovedFinding.objects.filter(evaluation=evaluation, ended_at__isnull=False)
    kept = former.filter(number__in=numbers).exclude(sentence="")
    if kept.update(sentence=""):
        _note_forgotten(evaluation, by=by, at=at)


def _note_forgotten(evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    note_act("forget_approved_words", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)


def _end_forgotten(evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    """Let no approval stand, or keep its words, of a finding whose own sentence repeated words that went."""
    findings = Finding.objects.filter(evaluation=evaluation, sentence=FORGOTTEN)
    approvals = ApprovedFinding.objects.filter(evaluation=evaluation, number__in=findings.values("number"))
    standing = approvals.filter(ended_at__isnull=True)
    for finding in findings.filter(state=State.REOPENED):
        last = finding.steps.order_by("-number").first()
        if last is None or last.act != Act.REOPENED:
            _step(finding, Act.REOPENED, by=by, at=at)
            _note("reopen_finding", finding, by=by, at=at)
    standing.update(ended_at=at, sentence="")
    if approvals.exclude(sentence="").update(sentence=""):
        _note_forgotten(evaluation, by=by, at=at)


def _hold(finding: Finding) -> Finding:
    """Return a finding as it is now, which nobody else changes till the end of this transaction."""
    wait_for_others("findings", finding.evaluation_id)
    return Finding.objects.select_related("evaluation").get(id=finding.id)


def _tell(finding: Finding, told: FindingTold, has_evidence_against: bool) -> None:
    for name in TOLD:
        setattr(finding, name, getattr(told, name))
    finding.sentence = told.sentence.strip()
    if has_evidence_against:
        finding.sought = EvidenceAgainst.FOUND


def _serving(finding: Finding) -> list[str]:
    serves = finding.serves.filter(serves=True).order_by("question__order")
    return list(serves.values_list("question__code", flat=True))


def _written(finding: Finding, *, by: Person, at: datetime) -> None:
    """Keep that someone wrote a finding as it is now: who checked it before, checked something else."""
    finding.written_by, finding.written_at = by, at
    if finding.state == State.CHECKED:
        finding.state = State.DRAFT
    _take_back_check(finding)
    finding.save()


def _take_back_check(finding: Finding) -> None:
    finding.checked_by = finding.checked_at = finding.approved_by = finding.approved_at = None
    finding.check_remark = finding.approval_remark = ""


def _open_when_changed(finding: Finding, yardstick: Yardstick | None = None, *, by: Person, at: datetime) -> bool:
    """Open an approved finding again when its evidence changed since, and keep what changed: old and new."""
    if finding.state != State.APPROVED:
        return False
    now = rests_now(finding, yardstick)
    changed = changed_since(finding, now.material, now.yardstick)
    if changed:
        numbers = {one.number for one in changed}
        rests_on_words = any(link.kind == FRAGMENT for link in now.links if link.order in numbers)
        _reopen(finding, at, forget=rests_on_words)
        changes: Changes = [{"what": f"evidence {one.number}", "old": one.old, "new": one.new} for one in changed]
        _step(finding, Act.EVIDENCE_CHANGED, by=by, at=at, changes=changes)
        _note("reopen_finding", finding, by=by, at=at)
    return bool(changed)


def _reopen(finding: Finding, at: datetime, *, forget: bool = False) -> None:
    approved = ApprovedFinding.objects.filter(evaluation_id=finding.evaluation_id, number=finding.number)
    standing = approved.filter(ended_at__isnull=True)
    standing.update(ended_at=at, **({"sentence": ""} if forget else {}))
    finding.state, finding.kept = State.REOPENED, {}
    _take_back_check(finding)
    finding.save()


def _publish(finding: Finding, links: Sequence[EvidenceLink], sentence: str) -> None:
    """Let every member read a finding that was approved, with the evidence that every member may resolve."""
    assert finding.approved_by is not None
    assert finding.approved_at is not None
    open_ones = [link for link in links if link.kind not in CLOSED_KINDS]
    approved = ApprovedFinding.objects.create(
        project_id=finding.project_id,
        evaluation_id=finding.evaluation_id,
        number=finding.number,
        code=finding.code,
        sentence=sentence,
        questions=_serving(finding),
        methods=methods_by_stance(finding.evaluation, links),
        sums={
            str(link.order): {key: finding.kept[str(link.order)][key] for key in ("sum", "forms")} for link in open_ones
        },
        approved_by=finding.approved_by,
        approved_at=finding.approved_at,
        **{name: getattr(finding, name) for name in TOLD if name != "sentence"},
    )
    for link in open_ones:
        attach(approved, [told_again(link)], first=link.order)


def _added(links: Sequence[EvidenceLink]) -> Changes:
    return [
        {"what": f"evidence {link.order}", "old": "", "new": f"{link.kind} {link.identifier} ({link.stance})"}
        for link in links
    ]


def _step(
    finding: Finding, act: str, *, by: Person, at: datetime, remark: str = "", changes: Changes | None = None
) -> None:
    FindingStep.objects.create(
        project_id=finding.project_id,
        evaluation_id=finding.evaluation_id,
        finding=finding,
        number=finding.steps.count() + 1,
        act=act,
        taken_by=by,
        taken_at=at,
        remark=remark.strip(),
        changes=changes or [],
    )


def _note(act: str, finding: Finding, *, by: Person, at: datetime) -> None:
    """Note an act in the journal: nothing of what it says stands in it."""
    note_act(act, "evaluation", finding.evaluation_id, project_id=finding.project_id, by=by.id, at=at)
