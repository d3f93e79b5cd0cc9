"""Write an assessment framework: lists, criteria, sources, norms, baselines, and what the levels mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    CriteriaList,
    Criterion,
    CriterionBaseline,
    CriterionNorm,
    CriterionSource,
    CriterionWording,
    Evaluation,
    Rubric,
)
from vlechtwerk.domains.evaluation.rules import framework as rules
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold, CriterionTold, ListTold, wording_of
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_list(evaluation: Evaluation, told: ListTold, *, by: Person, at: datetime) -> CriteriaList:
    """Give an evaluation a list of criteria, after those that it has."""
    hold_framework(evaluation)
    refuse_if(rules.reasons_against_adding_list(evaluation, told, by=by, at=at))
    made = CriteriaList.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=told.code.strip(),
        title=told.title.strip(),
        about=told.about.strip(),
        language=told.language,
        is_prefixed=told.is_prefixed,
        order=evaluation.criteria_lists.count() + 1,
        added_by=by,
        added_at=at,
    )
    _note("add_criteria_list", evaluation, by=by, at=at)
    return made


@transaction.atomic
def prefix_codes(criteria_list: CriteriaList, *, by: Person, at: datetime) -> CriteriaList:
    """Print the codes of a list with its letters, so that they are told apart from those of other lists."""
    criteria_list = hold_list(criteria_list)
    refuse_if(rules.reasons_against_prefixing(criteria_list, by=by, at=at))
    criteria_list.is_prefixed = True
    criteria_list.save(update_fields=["is_prefixed"])
    _note("prefix_criterion_codes", criteria_list.evaluation, by=by, at=at)
    return criteria_list


@transaction.atomic
def add_criterion(
    criteria_list: CriteriaList,
    code: str,
    told: CriterionTold,
    evidence: Sequence[Evidence] = (),
    *,
    by: Person,
    at: datetime,
) -> Criterion:
    """Add a criterion to a list, after those that it has; evidence: where it stands in a source."""
    criteria_list = hold_list(criteria_list)
    refuse_if(rules.reasons_against_adding_criterion(criteria_list, code, told, by=by, at=at))
    criterion = _add(criteria_list, code.strip(), told, by=by, at=at)
    attach(criterion, evidence)
    _note("add_criterion", criteria_list.evaluation, by=by, at=at)
    return criterion


@transaction.atomic
def word_criterion(
    criterion: Criterion, told: CriterionTold, reason: str, *, by: Person, at: datetime
) -> CriterionWording:
    """Word a criterion otherwise, for a reason; the former wording stays. One that was closed is open again."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_wording(criterion, told, reason, by=by, at=at))
    worded = _word(criterion, told, reason, by=by, at=at)
    _note("word_criterion", criterion.evaluation, by=by, at=at)
    return worded


@transaction.atomic
def close_criterion(criterion: Criterion, reason: str, *, by: Person, at: datetime) -> CriterionWording:
    """Ask a criterion no more, for a reason; it stays readable."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_closing(criterion, reason, by=by, at=at))
    closed = _word(criterion, CriterionTold.of(wording_of(criterion)), reason, by=by, at=at, is_closed=True)
    _note("close_criterion", criterion.evaluation, by=by, at=at)
    return closed


@transaction.atomic
def split_criterion(
    criterion: Criterion, questions: Sequence[str], reason: str, *, by: Person, at: datetime
) -> list[Criterion]:
    """Ask each condition by a criterion of its own: the first keeps the code, the others come at the end of the list.

    The sources go along; a norm and a baseline do not, as they were of all conditions together.
    """
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_splitting(criterion, questions, reason, by=by, at=at))
    told = CriterionTold.of(wording_of(criterion))
    sources = rules.sources_of(criterion)
    _word(criterion, told.with_question(questions[0]), reason, by=by, at=at)
    parts = [criterion]
    codes = rules.codes_of_parts(criterion, len(questions) - 1)
    for code, question in zip(codes, questions[1:], strict=True):
        part = _add(
            criterion.criteria_list, code, told.with_question(question), reason, by=by, at=at, split_from=criterion
        )
        for source in sources:
            _bind(part, source.kind, source.identifier, True, by=by, at=at)
        parts.append(part)
    _note("split_criterion", criterion.evaluation, by=by, at=at)
    return parts


@transaction.atomic
def merge_criteria(keep: Criterion, others: Sequence[Criterion], reason: str, *, by: Person, at: datetime) -> Criterion:
    """Let criteria go into another one, for a reason: they are closed, and their sources are bound to it."""
    keep = hold_criterion(keep)
    others = [hold_criterion(one) for one in others]
    refuse_if(rules.reasons_against_merging(keep, others, reason, by=by, at=at))
    for other in others:
        told = CriterionTold.of(wording_of(other))
        _word(other, told, reason, by=by, at=at, is_closed=True, merged_into=keep)
        bound = {(one.kind, one.identifier) for one in rules.sources_of(keep)}
        for source in rules.sources_of(other):
            if (source.kind, source.identifier) not in bound:
                _bind(keep, source.kind, source.identifier, True, by=by, at=at)
    _note("merge_criteria", keep.evaluation, by=by, at=at)
    return keep


@transaction.atomic
def bind_source(criterion: Criterion, kind: str, identifier: str, *, by: Person, at: datetime) -> CriterionSource:
    """Bind a criterion to a real thing from which it is found out."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_binding(criterion, kind, identifier, by=by, at=at))
    bound = _bind(criterion, kind, identifier, True, by=by, at=at)
    _note("bind_source", criterion.evaluation, by=by, at=at)
    return bound


@transaction.atomic
def unbind_source(criterion: Criterion, kind: str, identifier: str, *, by: Person, at: datetime) -> CriterionSource:
    """Let a source of a criterion go; that it was bound stays."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_unbinding(criterion, kind, identifier, by=by, at=at))
    gone = _bind(criterion, kind, identifier, False, by=by, at=at)
    _note("unbind_source", criterion.evaluation, by=by, at=at)
    return gone


@transaction.atomic
def fix_norm(criterion: Criterion, text: str, reason: str = "", *, by: Person, at: datetime) -> CriterionNorm:
    """Fix from when on a criterion is met; a later change keeps the former norm, with the reason of the change."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_norm(criterion, text, reason, by=by, at=at))
    norm = CriterionNorm.objects.create(
        project_id=criterion.project_id,
        evaluation_id=criterion.evaluation_id,
        criterion=criterion,
        number=criterion.norms.count() + 1,
        text=text.strip(),
        reason=reason.strip(),
        fixed_by=by,
        fixed_at=at,
    )
    _note("fix_norm", criterion.evaluation, by=by, at=at)
    return norm


@transaction.atomic
def note_baseline(
    criterion: Criterion,
    told: BaselineTold,
    evidence: Sequence[Evidence] = (),
    reason: str = "",
    *,
    by: Person,
    at: datetime,
) -> CriterionBaseline:
    """Note how it was before; a later change keeps the former baseline, with the reason of the change."""
    criterion = hold_criterion(criterion)
    refuse_if(rules.reasons_against_baseline(criterion, told, evidence, reason, by=by, at=at))
    baseline = CriterionBaseline.objects.create(
        project_id=criterion.project_id,
        evaluation_id=criterion.evaluation_id,
        criterion=criterion,
        number=criterion.baselines.count() + 1,
        text=told.text.strip(),
        measured_on=told.measured_on,
        reason=reason.strip(),
        noted_by=by,
        noted_at=at,
    )
    attach(baseline, evidence)
    _note("note_baseline", criterion.evaluation, by=by, at=at)
    return baseline


@transaction.atomic
def set_rubric(
    evaluation: Evaluation, levels: Mapping[str, str], reason: str = "", *, by: Person, at: datetime
) -> Rubric:
    """Say what each level of judgement means; what was judged before keeps what it meant then."""
    hold_framework(evaluation)
    refuse_if(rules.reasons_against_rubric(evaluation, levels, reason, by=by, at=at))
    rubric = Rubric.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=evaluation.rubrics.count() + 1,
        reason=reason.strip(),
        set_by=by,
        set_at=at,
        **{level: text.strip() for level, text in levels.items()},
    )
    _note("set_rubric", evaluation, by=by, at=at)
    return rubric


def hold_framework(evaluation: Evaluation) -> None:
    """Let nobody else write in the framework of an evaluation till the end of this transaction."""
    wait_for_others("framework", evaluation.id)


def hold_criterion(criterion: Criterion) -> Criterion:
    """Let nobody else write in its framework, and return the criterion as it stands now, whenever it was read."""
    hold_framework(criterion.evaluation)
    return Criterion.objects.select_related("criteria_list", "evaluation").get(pk=criterion.pk)


def hold_list(criteria_list: CriteriaList) -> CriteriaList:
    """Let nobody else write in its framework, and return the list as it stands now."""
    hold_framework(criteria_list.evaluation)
    return CriteriaList.objects.select_related("evaluation").get(pk=criteria_list.pk)


def _note(act: str, evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)


def _add(
    criteria_list: CriteriaList,
    code: str,
    told: CriterionTold,
    reason: str = "",
    *,
    by: Person,
    at: datetime,
    split_from: Criterion | None = None,
) -> Criterion:
    criterion = Criterion.objects.create(
        project_id=criteria_list.project_id,
        evaluation_id=criteria_list.evaluation_id,
        criteria_list=criteria_list,
        code=code,
        order=criteria_list.criteria.count() + 1,
    )
    _word(criterion, told, reason, by=by, at=at, split_from=split_from)
    return criterion


def _word(
    criterion: Criterion,
    told: CriterionTold,
    reason: str,
    *,
    by: Person,
    at: datetime,
    is_closed: bool = False,
    merged_into: Criterion | None = None,
    split_from: Criterion | None = None,
) -> CriterionWording:
    return CriterionWording.objects.create(
        project_id=criterion.project_id,
        evaluation_id=criterion.evaluation_id,
        criterion=criterion,
        number=criterion.wordings.count() + 1,
        question=told.question.strip(),
        kind=told.kind,
        group=told.group.strip(),
        indicator=told.indicator.strip(),
        methods=list(told.methods),
        subject_kind=told.subject_kind,
        subject=told.subject,
        is_closed=is_closed,
        merged_into=merged_into,
        split_from=split_from,
        reason=reason.strip(),
        worded_by=by,
        worded_at=at,
    )


def _bind(
    criterion: Criterion, kind: str, identifier: str, is_bound: bool, *, by: Person, at: datetime
) -> CriterionSource:
    return CriterionSource.objects.create(
        project_id=criterion.project_id,
        evaluation_id=criterion.evaluation_id,
        criterion=criterion,
        number=criterion.sources.count() + 1,
        kind=kind,
        identifier=identifier,
        is_bound=is_bound,
        bound_by=by,
        bound_at=at,
    )
