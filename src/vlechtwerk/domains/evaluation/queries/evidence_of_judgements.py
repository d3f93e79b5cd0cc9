"""How a checked judgement of a criterion is resolved as evidence, as long as it stands and its evidence holds."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.evidence import CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import CheckedJudgement, Criterion, CriterionBaseline
from vlechtwerk.domains.evaluation.queries.judgements import JudgementAsRead, standing
from vlechtwerk.domains.programme.queries.sources import name_holders
from vlechtwerk.foundation.evidence.address import Base, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind
from vlechtwerk.foundation.periods import PreciseDate


def register() -> None:
    """Register the kind of evidence, and how what rests on evidence is named; drafts are never named."""
    register_kind(CRITERION_JUDGEMENT, resolve_judgements)
    name_holders(
        CheckedJudgement,
        ("evaluation", "criterion__criteria_list"),
        lambda row: (row.evaluation.code, row.criterion.full_code, str(row.get_level_display())),
    )
    name_holders(
        CriterionBaseline,
        ("evaluation", "criterion__criteria_list"),
        lambda row: (row.evaluation.code, row.criterion.full_code, row.text),
    )
    name_holders(
        Criterion,
        ("evaluation", "criteria_list"),
        lambda row: (row.evaluation.code, row.full_code, row.criteria_list.title),
    )


def identifier_of(checked: CheckedJudgement) -> str:
    """Return by what it is named as evidence; its evaluation, criterion and list are read along."""
    return f"{checked.evaluation.code},{checked.criterion.full_code}"


def resolve_judgements(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve checked judgements by the codes of their evaluation and criterion (“EV1,AP-A”)."""
    pairs = [one.split(",") for one in identifiers if one.count(",") == 1]
    checked = CheckedJudgement.objects.filter(
        project_id=project_id, evaluation__code__in={evaluation for evaluation, _code in pairs}
    )
    found = {}
    for one in standing(checked) if pairs else ():
        assert isinstance(one.judgement, CheckedJudgement)
        found[identifier_of(one.judgement)] = _resolved(one.judgement, one)
    return {one: found[one] for one in identifiers if one in found}


def _resolved(checked: CheckedJudgement, read: JudgementAsRead) -> ResolvedEvidence:
    identifier, level = identifier_of(checked), str(checked.get_level_display())
    published = [one.link.base for one in read.evidence if one.link.base == Base.PUBLISHED]
    return ResolvedEvidence(
        short_title=checked.criterion.full_code,
        title=f"{checked.criterion.full_code}: {level}",
        version=str(checked.number),
        checksum=checksum_of(identifier, str(checked.number), checked.level, checked.strength, checked.text),
        code=identifier,
        usual_base=Base.PUBLISHED if published else Base.OWN,
        telling=Telling(status=level, day=PreciseDate.of_day(checked.judged_at.date())),
    )
