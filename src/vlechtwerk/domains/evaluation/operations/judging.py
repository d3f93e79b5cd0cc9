"""Judge criteria, let another evaluator check it, and end what no longer rests on what it rested on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS
from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    Criterion,
    CriterionJudgement,
    Evaluation,
    EvidenceAgainst,
    JudgementLevel,
    JudgementObjection,
)
from vlechtwerk.domains.evaluation.operations.framework import hold_criterion, hold_framework
from vlechtwerk.domains.evaluation.queries.bars import bar_now
from vlechtwerk.domains.evaluation.queries.carrying import carrying_by_method
from vlechtwerk.domains.evaluation.queries.judgements import (
    JudgementAsRead,
    read_judgements,
    stances_by_method,
)
from vlechtwerk.domains.evaluation.queries.source_data import days_of_links
from vlechtwerk.domains.evaluation.rules import judging as rules
from vlechtwerk.domains.evaluation.rules.bars import DAYS
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold, strength_of
from vlechtwerk.domains.evaluation.rules.words_removed import FORGOTTEN
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.evidence.address import Evidence, Stance
from vlechtwerk.foundation.evidence.links import attach, links_for, told_again
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def judge_criterion(
    criterion: Criterion, told: JudgementTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> CriterionJudgement:
    """Judge a criterion by its norm; how strong the evidence is follows from its methods. Former judgements stay."""
    criterion = hold_criterion(criterion)
    evaluation = criterion.evaluation
    refuse_if(rules.reasons_against_judging(criterion, told, evidence, by=by, at=at))
    links = links_for(criterion.project_id, evidence)
    methods = stances_by_method(evaluation, links)
    against = any(one.stance == Stance.CONTRADICTS for one in evidence)
    is_level = told.level != JudgementLevel.NOT_TO_BE_JUDGED
    judgement = CriterionJudgement.objects.create(
        project_id=criterion.project_id,
        evaluation=evaluation,
        criterion=criterion,
        number=criterion.judgements.count() + 1,
        level=told.level,
        text=told.text.strip(),
        sought=EvidenceAgainst.FOUND if against else told.sought,
        strength=strength_of(methods, carrying_by_method(evaluation, links)),
        methods=methods,
        rested_on=bar_now(criterion).as_kept() | {DAYS: _as_kept(days_of_links(evaluation, links).values())},
        norm=criterion.norms.order_by("-number").first(),
        rubric=evaluation.rubrics.order_by("-number").first() if is_level else None,
        judged_by=by,
        judged_at=at,
    )
    attach(judgement, evidence, first=1)
    _note("judge_criterion", evaluation, by=by, at=at)
    return judgement


@transaction.atomic
def check_judgement(judgement: CriterionJudgement, *, by: Person, at: datetime) -> CheckedJudgement:
    """Say, as another than who judged, that a judgement is right: from then on every member reads it."""
    judgement = _hold(judgement)
    evaluation = judgement.criterion.evaluation
    (read,) = read_judgements(evaluation, [judgement])
    changed = [one.link.identifier for one in read.changed]
    refuse_if(rules.reasons_against_checking_judgement(judgement, changed, read.moved, by=by, at=at))
    _end(evaluation, [judgement.criterion_id], by=by, at=at)
    same = ("project_id", "evaluation_id", "criterion_id", "number", "level", "text", "sought", "strength", "methods",
            "norm_id", "rubric_id", "judged_by_id", "judged_at")  # fmt: skip
    checked = CheckedJudgement.objects.create(
        **{name: getattr(judgement, name) for name in same},
        rested_on=judgement.rested_on | {DAYS: _open_days(read)},
        checked_by=by,
        checked_at=at,
    )
    for one in read.evidence:
        if one.link.kind not in CLOSED_KINDS:
            attach(checked, [told_again(one.link)], first=one.number)
    _note("check_judgement", evaluation, by=by, at=at)
    return checked


@transaction.atomic
def object_to_judgement(judgement: CriterionJudgement, text: str, *, by: Person, at: datetime) -> JudgementObjection:
    """Say, as another than who judged, why a judgement is not right: nobody checks it, and it is judged anew."""
    judgement = _hold(judgement)
    refuse_if(rules.reasons_against_objecting(judgement, text, by=by, at=at))
    objection = JudgementObjection.objects.create(
        project_id=judgement.project_id,
        evaluation_id=judgement.evaluation_id,
        judgement=judgement,
        text=text.strip(),
        objected_by=by,
        objected_at=at,
    )
    _note("object_to_judgement", judgement.criterion.evaluation, by=by, at=at)
    return objection


def end_changed(evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    """End, as part of an act that changed what only evaluators resolve, what was judged on it; and forget its words."""
    # Who checks a judgement at this moment has seen its evidence as it was: that check ends too.
    hold_framework(evaluation)
    if not CheckedJudgement.objects.filter(evaluation=evaluation).exists():
        return
    latest = _standing_judgements(evaluation)
    gone = [
        one.judgement.criterion_id
        for one in read_judgements(evaluation, latest)
        if any(each.link.kind in CLOSED_KINDS for each in one.changed)
    ]
    _end(evaluation, gone, by=by, at=at)
    # As words.sql and framework.sql left it, by the same act.
    if CheckedJudgement.objects.filter(evaluation=evaluation, text=FORGOTTEN).update(text=""):
        _note("end_judgement", evaluation, by=by, at=at)


def _hold(judgement: CriterionJudgement) -> CriterionJudgement:
    """Return a judgement as it stands now that nobody else writes: it may have been read before."""
    hold_framework(judgement.criterion.evaluation)
    held = CriterionJudgement.objects.select_related("criterion__criteria_list", "criterion__evaluation")
    return held.get(pk=judgement.pk)


def _as_kept(days: Iterable[PreciseDate | None]) -> list[str]:
    """Return days as they are kept with a judgement, each once; “” for what has none."""
    return sorted({str(day or "") for day in days})


def _open_days(read: JudgementAsRead) -> list[str]:
    """Return the days of what every member resolves; that there was more is told, and not from when it is."""
    links = [one.link for one in read.evidence]
    days = days_of_links(read.judgement.evaluation, links)
    return _as_kept(None if link.kind in CLOSED_KINDS else days[link.order] for link in links)


def _standing_judgements(evaluation: Evaluation) -> list[CriterionJudgement]:
    """Return the judgements of which a check stands."""
    checked = CheckedJudgement.objects.filter(evaluation=evaluation, ended_at__isnull=True)
    numbers = set(checked.values_list("criterion_id", "number"))
    held = CriterionJudgement.objects.filter(criterion_id__in={criterion for criterion, _number in numbers})
    return [one for one in held if (one.criterion_id, one.number) in numbers]


def _end(evaluation: Evaluation, criteria: Sequence[UUID], *, by: Person, at: datetime) -> None:
    """Let no check of the judgements of these criteria stand any more."""
    checked = CheckedJudgement.objects.filter(evaluation=evaluation, criterion_id__in=criteria, ended_at__isnull=True)
    if checked.update(ended_at=at):
        _note("end_judgement", evaluation, by=by, at=at)


def _note(act: str, evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
