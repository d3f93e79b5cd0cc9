"""Load assessment frameworks: their criteria, and of an invented evaluation how they were fixed and judged."""

from collections.abc import Sequence
from datetime import datetime

from vlechtwerk.cases.finding_facts import OfEvaluation, address_of, read_evidence
from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.evidence import PUBLISHED_FIGURE
from vlechtwerk.domains.evaluation.models import (
    CriteriaList,
    Criterion,
    CriterionKind,
    CriterionMethod,
    EvidenceAgainst,
    JudgementLevel,
    Language,
    SubjectKind,
)
from vlechtwerk.domains.evaluation.operations import framework, judging
from vlechtwerk.domains.evaluation.rules.framework import (
    RUBRIC_LEVELS,
    BaselineTold,
    CriterionTold,
    ListTold,
    SourceKind,
)
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.evidence import DOCUMENT

Address = tuple[str, str]
METHODS = {method.value: method.value for method in CriterionMethod}
# By which key of a source each kind stands that can be bound before there are data.
BOUND_BY = {
    "statement": SourceKind.STATEMENT,
    "status": SourceKind.ACTIVITY_STATUS,
    "lead_time": SourceKind.LEAD_TIME,
    "measure": SourceKind.MEASURE,
}


def load_framework(file: Block, loading: Loading) -> None:
    """Load the lists of criteria of evaluations; what was fixed and judged only where it is made up."""
    for block in file.blocks("evaluations"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        if evaluation is None:
            raise block.wrong("evaluation", "A framework is of an evaluation.")
        of = OfEvaluation(evaluation, loading)
        if (levels := block.block("rubric")) is not None:
            _rubric(levels, of)
        for item in block.blocks("lists"):
            _list(item, of)
        block.finish()


def _rubric(block: Block, of: OfEvaluation) -> None:
    levels = {level: block.text(level) for level in RUBRIC_LEVELS}
    with place_of(block):
        framework.set_rubric(of.evaluation, levels, by=of.person(block, "by"), at=of.at(block, "on"))
    block.finish()


def _list(block: Block, of: OfEvaluation) -> None:
    told = ListTold(
        block.text("code"),
        block.text("title"),
        block.optional_text("about"),
        block.choice("language", Language, Language.DUTCH),
        block.flag("prefixed", default=True),
    )
    by, at = block.one_of("by", of.loading.people) or of.loading.by, of.at(block, "on")
    with place_of(block):
        made = framework.add_list(of.evaluation, told, by=by, at=at)
    for item in block.blocks("criteria"):
        _criterion(item, made, of, by=by, at=at)
    block.finish()


def _criterion(block: Block, criteria_list: CriteriaList, of: OfEvaluation, *, by: Person, at: datetime) -> None:
    subject_kind, subject = _about(block)
    told = CriterionTold(
        block.text("question"),
        block.choice("kind", CriterionKind),
        block.optional_text("group"),
        block.optional_text("indicator"),
        tuple(block.codes("methods", METHODS)),
        subject_kind,
        subject,
    )
    where = of.loading.evidence(block)
    with place_of(block):
        criterion = framework.add_criterion(criteria_list, block.text("code"), told, where, by=by, at=at)
        for item in block.blocks("sources"):
            framework.bind_source(criterion, *_source(item, of), by=by, at=at)
    told_by_people = [key for key in ("norms", "baseline", "judgements") if block.has(key)]
    if told_by_people and of.evaluation.project.origin == Origin.PUBLISHED:
        raise block.wrong(told_by_people[0], "A norm, baseline or judgement here is made up; the source has none.")
    _fixed_and_judged(block, criterion, of)
    block.finish()


def _about(block: Block) -> Address:
    """Return the kind and code of what a criterion is about, or nothing."""
    about = block.block("about")
    if about is None:
        return "", ""
    for kind in SubjectKind.values:
        if code := about.optional_text(kind):
            about.finish()
            return kind, code
    raise about.wrong("about", f"What it is about is one of {', '.join(SubjectKind.values)}.")


def _source(block: Block, of: OfEvaluation) -> Address:
    """Return the kind and identifier of a source: what the file names tells which."""
    for key, kind in BOUND_BY.items():
        if code := block.optional_text(key):
            block.finish()
            return kind.value, code
    if figure := block.optional_text("figure"):
        block.one_of("figure", of.loading.figures)
        block.finish()
        return PUBLISHED_FIGURE, figure
    if document := block.optional_text("source"):
        block.finish()
        return DOCUMENT, document
    address = address_of(block, of)
    block.finish()
    return address.kind, address.identifier


def _fixed_and_judged(block: Block, criterion: Criterion, of: OfEvaluation) -> None:
    for item in block.blocks("norms"):
        with place_of(item):
            framework.fix_norm(
                criterion,
                item.text("text"),
                item.optional_text("reason"),
                by=of.person(item, "by"),
                at=of.at(item, "on"),
            )
        item.finish()
    if (before := block.block("baseline")) is not None:
        told = BaselineTold(before.text("text"), before.moment("measured_on"))
        evidence = [read_evidence(one, of) for one in before.blocks("evidence")]
        with place_of(before):
            framework.note_baseline(criterion, told, evidence, by=of.person(before, "by"), at=of.at(before, "on"))
        before.finish()
    _judge(block.blocks("judgements"), criterion, of)


def _judge(blocks: Sequence[Block], criterion: Criterion, of: OfEvaluation) -> None:
    """Judge a criterion as often as it was, each time as far as it came."""
    for item in blocks:
        told = JudgementTold(
            item.choice("level", JudgementLevel),
            item.text("text"),
            item.choice("sought", EvidenceAgainst, EvidenceAgainst.NOT_SOUGHT),
        )
        evidence = [read_evidence(one, of) for one in item.blocks("evidence")]
        with place_of(item):
            judgement = judging.judge_criterion(
                criterion, told, evidence, by=of.person(item, "by"), at=of.at(item, "on")
            )
            if (checked := item.block("checked")) is not None:
                judging.check_judgement(judgement, by=of.person(checked, "by"), at=of.at(checked, "on"))
                checked.finish()
        item.finish()
