"""How the assessment framework is put into the shapes of the interface."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    Criterion,
    CriterionBaseline,
    CriterionJudgement,
    CriterionNorm,
)
from vlechtwerk.domains.evaluation.queries.coverage import Covered
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, FrameworkAsRead
from vlechtwerk.domains.evaluation.queries.framework_changes import kin_of
from vlechtwerk.domains.evaluation.queries.judgements import JudgementAsRead, read_judgements
from vlechtwerk.domains.evaluation.queries.source_data import SourceNow, sources_now, timing_of
from vlechtwerk.domains.evaluation.words.framework import DEFECTS, say_proposal
from vlechtwerk.engines.framework.defects import Defect
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import framework_schemas as schemas
from vlechtwerk.interfaces.api.schemas import DaysOut, EvidenceOut


def framework_out(found: FrameworkAsRead) -> schemas.FrameworkOut:
    """Return the shape of a framework."""
    levels = ("number", "met", "largely", "partly", "not_met", "reason", "set_at")
    return schemas.FrameworkOut(
        evaluation=found.evaluation.code,
        lists=[schemas.CriteriaListOut.from_orm(one) for one in found.lists],
        rubrics=[
            schemas.RubricOut(**{name: getattr(one, name) for name in levels}, set_by=one.set_by.name)
            for one in found.rubrics
        ],
        criteria=[row_out(one) for one in found.criteria],
    )


def row_out(one: CriterionAsRead) -> schemas.CriterionRowOut:
    """Return the shape of a criterion in the list."""
    now, judged = one.now, one.judgement
    words = ("group", "kind", "question", "methods", "subject_kind", "subject", "is_closed")
    return schemas.CriterionRowOut(
        **{name: getattr(now, name) for name in words},
        code=one.code,
        printed=one.printed,
        merged_into=_code(now.merged_into),
        of_list=one.criterion.criteria_list.code,
        norm=one.norm.text if one.norm else "",
        baseline=one.baseline.text if one.baseline else "",
        level=judged.level if judged else "",
        strength=judged.strength if judged else "",
    )


def criterion_out(one: CriterionAsRead) -> schemas.CriterionOut:
    """Return the shape of a criterion with all that was changed of it."""
    evaluation = one.criterion.evaluation
    now = sources_now(evaluation, one.sources_once)
    judgements: list[CriterionJudgement | CheckedJudgement] = [*one.judgements]
    read = read_judgements(evaluation, [*judgements, *([one.checked] if one.checked else [])])
    names = schemas.CriterionWordingOut.model_fields.keys() - {"worded_by", "merged_into", "split_from"}
    kin = kin_of(one)
    held = evidence_of([one.criterion.id, *(each.id for each in one.baselines)])
    return schemas.CriterionOut(
        evaluation=evaluation.code,
        code=one.code,
        printed=one.printed,
        is_closed=one.now.is_closed,
        merged_into=_code(kin.merged_into),
        merged_from=[_code(each) for each in kin.merged_from],
        split_from=_code(kin.split_from),
        split_into=[_code(each) for each in kin.split_into],
        wordings=[
            schemas.CriterionWordingOut(
                **{name: getattr(each, name) for name in names},
                worded_by=each.worded_by.name,
                merged_into=_code(each.merged_into),
                split_from=_code(each.split_from),
            )
            for each in one.wordings
        ],
        norms=[_norm(each, now, one.days_of_evidence) for each in one.norms],
        baselines=[_baseline(each, held.get(each.id, [])) for each in one.baselines],
        sources=[_source(now[each.id]) for each in one.sources],
        evidence=_links(held.get(one.criterion.id, [])),
        judgements=[judgement_out(each, one.checked) for each in read[: len(judgements)]],
        checked=judgement_out(read[-1], one.checked) if one.checked else None,
    )


def _code(criterion: Criterion | None) -> str:
    return criterion.full_code if criterion else ""


def _norm(
    norm: CriterionNorm, now: Mapping[UUID, SourceNow], judged_on: Sequence[PreciseDate | None]
) -> schemas.FixedOut:
    return schemas.FixedOut(
        number=norm.number,
        text=norm.text,
        reason=norm.reason,
        by=norm.fixed_by.name,
        at=norm.fixed_at,
        timing=timing_of(norm.fixed_at, now.values(), judged_on),
    )


def _baseline(baseline: CriterionBaseline, evidence: Sequence[EvidenceLink]) -> schemas.FixedOut:
    return schemas.FixedOut(
        number=baseline.number,
        text=baseline.text,
        reason=baseline.reason,
        by=baseline.noted_by.name,
        at=baseline.noted_at,
        measured_on=str(baseline.measured_on or ""),
        evidence=_links(evidence),
    )


def _links(links: Sequence[EvidenceLink]) -> list[EvidenceOut]:
    return [EvidenceOut.of(link) for link in links]


def _source(now: SourceNow) -> schemas.CriterionSourceOut:
    return schemas.CriterionSourceOut(
        kind=now.source.kind,
        identifier=now.source.identifier,
        title=now.title,
        method=now.method,
        data=[
            schemas.SourceDatumOut(
                kind=datum.address[0],
                identifier=datum.address[1],
                title=datum.resolved.title,
                day=str(datum.day or ""),
                took=DaysOut.of(datum.took),
            )
            for datum in now.data
        ],
        without=list(now.without),
    )


def judgement_out(read: JudgementAsRead, standing: CheckedJudgement | None) -> schemas.CriterionJudgementOut:
    """Return the shape of a judgement; standing: the check that stands of its criterion, of this one or another."""
    one, heard = read.judgement, read.levels
    checked = standing.checked_by.name if standing and standing.number == one.number else ""
    names = ("number", "level", "text", "sought", "strength", "judged_at")
    return schemas.CriterionJudgementOut(
        **{name: getattr(one, name) for name in names},
        norm=one.norm.text if one.norm else "",
        judged_by=one.judged_by.name,
        checked_by=checked,
        evidence=[
            schemas.JudgedEvidenceOut(
                number=each.number,
                title=each.resolved.title if each.resolved else "",
                is_changed=each.is_changed,
                methods=list(each.told.methods),
                levels=heard.of(each.told),
                evidence=EvidenceOut.of(each.link),
            )
            for each in read.evidence
        ],
        methods=[schemas.MethodTellsOut.from_orm(each) for each in read.by_method],
        methods_agree=read.agrees,
        levels_agree=read.levels_agree,
        levels_of_few=list(heard.few),
        moved=list(read.moved),
        objections=[
            schemas.JudgementObjectionOut(
                text=each.text, objected_by=each.objected_by.name, objected_at=each.objected_at
            )
            for each in (one.objections.all() if isinstance(one, CriterionJudgement) else ())
        ],
    )


def defect_out(defect: Defect) -> schemas.DefectOut:
    """Return the shape of a defect."""
    question = defect.criteria[0].question if defect.criteria else ""
    return schemas.DefectOut(
        kind=defect.kind.value,
        title=str(DEFECTS[defect.kind]),
        criteria=[one.identifier for one in defect.criteria],
        goal=defect.goal.name if defect.goal else "",
        places=[place.of(question) for place in defect.places],
        act=defect.proposal.act.value,
        proposal=say_proposal(defect),
        texts=list(defect.proposal.texts),
    )


def covered_out(one: Covered) -> schemas.CoveredOut:
    """Return the shape of how far a criterion is."""
    return schemas.CoveredOut(
        code=one.criterion.code,
        question=one.criterion.now.question,
        standing=one.standing.value,
        moves=[move.value for move in one.moves],
        lacks=[
            schemas.LackOut(
                kind=lack.source.source.kind,
                identifier=lack.source.source.identifier,
                title=lack.source.title,
                move=lack.move.value,
            )
            for lack in one.lacks
        ],
    )
