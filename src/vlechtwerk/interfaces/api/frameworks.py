"""The assessment framework of an evaluation: what is wrong with it, how far it is, and what is judged by it."""

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import CriteriaList, Criterion, CriterionJudgement, Evaluation
from vlechtwerk.domains.evaluation.operations import framework as operations
from vlechtwerk.domains.evaluation.operations import judging
from vlechtwerk.domains.evaluation.queries import framework as queries
from vlechtwerk.domains.evaluation.queries.coverage import coverage_of
from vlechtwerk.domains.evaluation.queries.framework_doctor import defects_of
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS, BaselineTold, CriterionTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.api import framework_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.fieldwork import for_evaluators
from vlechtwerk.interfaces.api.framework_shapes import covered_out, criterion_out, defect_out, framework_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find

router = Router(tags=["evaluation"])
FRAMEWORK = "/evaluations/{evaluation}/framework"
LISTS = f"{FRAMEWORK}/lists"
CRITERION = "/evaluations/{evaluation}/criteria/{code}"
DONE = {200: schemas.CriterionOut, **PROBLEMS}
MADE = {201: schemas.CriterionOut, **PROBLEMS}


def _evaluation(code: str) -> Evaluation:
    return find(Evaluation.objects.all(), code=code)


def _found(evaluation: str, code: str) -> queries.CriterionAsRead:
    found = queries.find_criterion(evaluation, code)
    if found is None:
        raise absent()
    return found


def _criterion(evaluation: str, code: str) -> Criterion:
    return _found(evaluation, code).criterion


def _out(evaluation: str, code: str) -> schemas.CriterionOut:
    return criterion_out(_found(evaluation, code))


def _told(told: schemas.CriterionWordsIn) -> CriterionTold:
    return CriterionTold(
        told.question, told.kind, told.group, told.indicator, tuple(told.methods), told.subject_kind, told.subject
    )


@router.get(FRAMEWORK, response={200: schemas.FrameworkOut, **PROBLEMS}, by_alias=True)
def framework(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.FrameworkOut:
    """Show the framework of an evaluation: its lists, what its levels mean, and each criterion as it is now."""
    return framework_out(queries.framework_of(_evaluation(evaluation)))


@router.get(f"{FRAMEWORK}/defects", response={200: list[schemas.DefectOut], **PROBLEMS}, by_alias=True)
def framework_defects(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.DefectOut]:
    """List what is wrong with a framework, each with a proposal."""
    found = queries.framework_of(_evaluation(evaluation))
    return [defect_out(one) for one in defects_of(found, timezone.localdate())]


@router.get(f"{FRAMEWORK}/coverage", response={200: list[schemas.CoveredOut], **PROBLEMS}, by_alias=True)
def framework_coverage(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.CoveredOut]:
    """List which criteria can be judged now, which lack something, and whose move it is."""
    return [covered_out(one) for one in coverage_of(queries.framework_of(_evaluation(evaluation)))]


@router.post(f"{FRAMEWORK}/levels", response={201: schemas.FrameworkOut, **PROBLEMS}, by_alias=True)
def set_judgement_levels(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.RubricIn
) -> Status[schemas.FrameworkOut]:
    """Say what each level of judgement means."""
    of = _evaluation(evaluation)
    levels = {level: getattr(told, level) for level in RUBRIC_LEVELS}
    operations.set_rubric(of, levels, told.reason, **by_whom(request))
    return Status(201, framework_out(queries.framework_of(of)))


@router.post(LISTS, response={201: schemas.CriteriaListOut, **PROBLEMS}, by_alias=True)
def add_criteria_list(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.CriteriaListIn
) -> Status[schemas.CriteriaListOut]:
    """Give an evaluation a list of criteria."""
    words = ListTold(told.code, told.title, told.about, told.language, told.is_prefixed)
    made = operations.add_list(_evaluation(evaluation), words, **by_whom(request))
    return Status(201, schemas.CriteriaListOut.from_orm(made))


@router.post(f"{LISTS}/{{code}}/prefix", response={200: schemas.CriteriaListOut, **PROBLEMS}, by_alias=True)
def prefix_criteria_codes(
    request: ApiRequest, project: Path[str], evaluation: str, code: str
) -> schemas.CriteriaListOut:
    """Print the codes of a list with its letters, so that they are told apart from those of other lists."""
    found = find(CriteriaList.objects.select_related("evaluation"), evaluation__code=evaluation, code=code)
    return schemas.CriteriaListOut.from_orm(operations.prefix_codes(found, **by_whom(request)))


@router.post(f"{LISTS}/{{code}}/criteria", response=MADE, by_alias=True)
def add_criterion(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.CriterionIn
) -> Status[schemas.CriterionOut]:
    """Add a criterion to a list."""
    found = find(CriteriaList.objects.select_related("evaluation"), evaluation__code=evaluation, code=code)
    made = operations.add_criterion(found, told.code, _told(told), **on_what(request, told.evidence))
    return Status(201, _out(evaluation, made.full_code))


@router.get(CRITERION, response=DONE, by_alias=True)
def criterion(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.CriterionOut:
    """Show a criterion with all that was changed of it, its sources as they are now, and what is judged of it."""
    return _out(evaluation, code)


@router.post(f"{CRITERION}/words", response=DONE, by_alias=True)
def word_criterion(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ChangedCriterionIn
) -> schemas.CriterionOut:
    """Word a criterion otherwise, for a reason; one that was closed is open again."""
    operations.word_criterion(_criterion(evaluation, code), _told(told), told.reason, **by_whom(request))
    return _out(evaluation, code)


@router.post(f"{CRITERION}/closing", response=DONE, by_alias=True)
def close_criterion(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.WhyIn
) -> schemas.CriterionOut:
    """Ask a criterion no more, for a reason."""
    operations.close_criterion(_criterion(evaluation, code), told.reason, **by_whom(request))
    return _out(evaluation, code)


@router.post(f"{CRITERION}/split", response={201: list[schemas.CriterionOut], **PROBLEMS}, by_alias=True)
def split_criterion(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.CriterionSplitIn
) -> Status[list[schemas.CriterionOut]]:
    """Ask each condition by a criterion of its own; the first keeps the code."""
    found = _criterion(evaluation, code)
    made = operations.split_criterion(found, told.questions, told.reason, **by_whom(request))
    return Status(201, [_out(evaluation, one.full_code) for one in made])


@router.post(f"{CRITERION}/merge", response=DONE, by_alias=True)
def merge_criteria(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.MergeIn
) -> schemas.CriterionOut:
    """Let other criteria go into this one."""
    others = [_criterion(evaluation, one) for one in dict.fromkeys(told.others)]
    operations.merge_criteria(_criterion(evaluation, code), others, told.reason, **by_whom(request))
    return _out(evaluation, code)


@router.post(f"{CRITERION}/sources", response=MADE, by_alias=True)
def bind_source(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SourceIn
) -> Status[schemas.CriterionOut]:
    """Bind a criterion to a real thing from which it is found out."""
    operations.bind_source(_criterion(evaluation, code), told.kind, told.identifier, **by_whom(request))
    return Status(201, _out(evaluation, code))


@router.post(f"{CRITERION}/sources/removal", response=DONE, by_alias=True)
def unbind_source(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SourceIn
) -> schemas.CriterionOut:
    """Let a source of a criterion go; that it was bound stays."""
    operations.unbind_source(_criterion(evaluation, code), told.kind, told.identifier, **by_whom(request))
    return _out(evaluation, code)


@router.post(f"{CRITERION}/norms", response=MADE, by_alias=True)
def fix_norm(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.NormIn
) -> Status[schemas.CriterionOut]:
    """Fix from when on a criterion is met; a later change keeps the former norm, with its reason."""
    operations.fix_norm(_criterion(evaluation, code), told.text, told.reason, **by_whom(request))
    return Status(201, _out(evaluation, code))


@router.post(f"{CRITERION}/baselines", response=MADE, by_alias=True)
def note_baseline(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.BaselineIn
) -> Status[schemas.CriterionOut]:
    """Note how it was before; a later change keeps the former baseline, with its reason."""
    words = BaselineTold(told.text, PreciseDate.read(told.measured_on) if told.measured_on else None)
    found = _criterion(evaluation, code)
    operations.note_baseline(found, words, reason=told.reason, **on_what(request, told.evidence))
    return Status(201, _out(evaluation, code))


@router.post(f"{CRITERION}/judgements", response=MADE, by_alias=True)
def judge_criterion(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.CriterionJudgementIn
) -> Status[schemas.CriterionOut]:
    """Judge a criterion by its norm; how strong the evidence is follows from its methods."""
    words = JudgementTold(told.level, told.text, told.sought)
    judging.judge_criterion(_criterion(evaluation, code), words, **on_what(request, told.evidence))
    return Status(201, _out(evaluation, code))


@router.post(f"{CRITERION}/judgements/{{number}}/check", response=DONE, by_alias=True)
def check_judgement(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int
) -> schemas.CriterionOut:
    """Say, as another than who judged, that a judgement is right: from then on every member reads it."""
    judging.check_judgement(_judgement(request, evaluation, code, number), **by_whom(request))
    return _out(evaluation, code)


@router.post(f"{CRITERION}/judgements/{{number}}/objections", response=MADE, by_alias=True)
def object_to_judgement(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, told: schemas.JudgementObjectionIn
) -> Status[schemas.CriterionOut]:
    """Say, as another than who judged, why a judgement is not right: it is judged anew."""
    found = _judgement(request, evaluation, code, number)
    judging.object_to_judgement(found, told.text, **by_whom(request))
    return Status(201, _out(evaluation, code))


def _judgement(request: ApiRequest, evaluation: str, code: str, number: int) -> CriterionJudgement:
    for_evaluators(request, evaluation)
    judgements = CriterionJudgement.objects.select_related("criterion__criteria_list", "criterion__evaluation")
    return find(judgements, criterion=_criterion(evaluation, code), number=number)
