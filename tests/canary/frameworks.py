"""Plant a framework of Dilara's: criteria with what was fixed of them, and judgements, of which one stands checked."""

from tests.canary.findings import EVALUATOR
from tests.canary.world import Planting
from tests.world import CAST, now
from vlechtwerk.domains.evaluation.models import CheckedJudgement, Criterion, CriterionJudgement, Evaluation
from vlechtwerk.domains.evaluation.operations import framework, judging
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS, BaselineTold, CriterionTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind

SOURCE = EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1")


def plant_framework(made: Planting, evaluation: Evaluation) -> dict[str, list[str]]:
    """Plant everything, reading as Dilara; return what the parts of addresses can be, and what only she reads."""
    dilara = made.world.people["dilara"]
    levels = {level: _open(made, f"what “{level}” means") for level in RUBRIC_LEVELS}
    framework.set_rubric(evaluation, levels, by=dilara, at=now())
    told = ListTold("P", _open(made, "title of a list"), _open(made, "about a list"))
    criteria_list = framework.add_list(evaluation, told, by=dilara, at=now())
    first, second = (_criterion(made, evaluation, code) for code in ("A", "B"))
    assert criteria_list.criteria.count() == 2
    former = _judged(made, first, _closed(made, "why it was judged so before"))
    ended = judging.check_judgement(former, by=made.world.loader, at=now())
    standing = _judged(made, first, _open(made, "why it is judged so"))
    judging.check_judgement(standing, by=made.world.loader, at=now())
    drafted = _judged(made, second, _closed(made, "why a draft judges so"))
    other = _judged(made, _criterion(made, evaluation, "C"), _closed(made, "why it was judged, before an objection"))
    loader = made.world.loader
    objection = judging.object_to_judgement(other, _closed(made, "what is against a judgement"), by=loader, at=now())
    assert CheckedJudgement.objects.count() == 2
    return {
        "of_evaluators": [str(one.id) for one in (former, standing, drafted, ended, other, objection)],
        "ended_approvals": [str(ended.id)],
        "criteria/code": ["P-A", "Z-9"], "lists/code": ["P", "Z9"],
        "judgements/number": ["1"], "sources/number": ["1"], "criteria_list": ["P"], "criterion": ["P-A", "Z-9"],
    }  # fmt: skip


def _criterion(made: Planting, evaluation: Evaluation, code: str) -> Criterion:
    dilara, criteria_list = made.world.people["dilara"], evaluation.criteria_lists.get(code="P")
    words = [_open(made, f"{what} of criterion {code}") for what in ("question", "group", "indicator")]
    told = CriterionTold(words[0], "condition", words[1], words[2])
    criterion = framework.add_criterion(criteria_list, code, told, by=dilara, at=now())
    framework.bind_source(criterion, "document", "T1", by=dilara, at=now())
    framework.fix_norm(criterion, _open(made, f"norm of {code}"), by=dilara, at=now())
    framework.fix_norm(
        criterion, _open(made, f"later norm of {code}"), _open(made, f"why the norm of {code}"), by=dilara, at=now()
    )
    framework.note_baseline(criterion, BaselineTold(_open(made, f"baseline of {code}")), by=dilara, at=now())
    return criterion


def _judged(made: Planting, criterion: Criterion, why: str) -> CriterionJudgement:
    evidence = Evidence(SOURCE, _closed(made, f"line at the judgement {why}"), ground=Ground.OPINION)
    told = JudgementTold("partly", why)
    return judging.judge_criterion(criterion, told, [evidence], by=made.world.people["dilara"], at=now())


def _closed(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = EVALUATOR
    return found


def _open(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = frozenset(CAST)
    return found
