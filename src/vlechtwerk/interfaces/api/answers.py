"""Answers to the questions of an evaluation, what is not known of them, and the words for amounts."""

from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationQuestion
from vlechtwerk.domains.evaluation.operations import answers as operations
from vlechtwerk.domains.evaluation.queries import answers as queries
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.interfaces.api import finding_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.finding_shapes import amount_words_out, answer_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find

router = Router(tags=["evaluation"])
ANSWERS = "/evaluations/{evaluation}/answers"
ANSWER = f"{ANSWERS}/{{question}}"
GAP = f"{ANSWER}/gaps/{{number}}"
AMOUNTS = "/evaluations/{evaluation}/amount-words"
QUESTIONS = EvaluationQuestion.objects.select_related("evaluation")


def _answers(request: ApiRequest, evaluation: str) -> list[queries.Answer]:
    of = find(Evaluation.objects.all(), code=evaluation)
    return queries.answers_of(of, for_evaluator=not reasons_against_evaluating(of, **by_whom(request)))


def _answer(request: ApiRequest, evaluation: str, question: str) -> schemas.AnswerOut:
    found = next((one for one in _answers(request, evaluation) if one.question.code == question), None)
    if found is None:
        raise absent()
    return answer_out(found)


@router.get(ANSWERS, response={200: list[schemas.AnswerOut], **PROBLEMS}, by_alias=True)
def answers(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.AnswerOut]:
    """List the questions of an evaluation with what is known, what is not, and which method disagrees."""
    return [answer_out(one) for one in _answers(request, evaluation)]


@router.get(ANSWER, response={200: schemas.AnswerOut, **PROBLEMS}, by_alias=True)
def answer(request: ApiRequest, project: Path[str], evaluation: str, question: str) -> schemas.AnswerOut:
    """Show the answer to one question."""
    return _answer(request, evaluation, question)


@router.post(f"{ANSWER}/gaps", response={201: schemas.AnswerOut, **PROBLEMS}, by_alias=True)
def note_gap(
    request: ApiRequest, project: Path[str], evaluation: str, question: str, told: schemas.GapIn
) -> Status[schemas.AnswerOut]:
    """Note that something of a question is not known, and why."""
    asked = find(QUESTIONS, evaluation__code=evaluation, code=question)
    operations.note_gap(asked, told.text, told.reason, **by_whom(request))
    return Status(201, _answer(request, evaluation, question))


@router.post(GAP, response={200: schemas.AnswerOut, **PROBLEMS}, by_alias=True)
def change_gap(
    request: ApiRequest,
    project: Path[str],
    evaluation: str,
    question: str,
    number: int,
    told: schemas.ChangedGapIn,
) -> schemas.AnswerOut:
    """Tell otherwise what is not known, or that it is known by now or no longer asked."""
    found = queries.find_gap(find(QUESTIONS, evaluation__code=evaluation, code=question), number)
    if found is None:
        raise absent()
    operations.change_gap(found.gap, told.text, told.reason, told.state, **by_whom(request))
    return _answer(request, evaluation, question)


@router.get(AMOUNTS, response={200: schemas.AmountWordsOut, **PROBLEMS}, by_alias=True)
def amount_words(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.AmountWordsOut:
    """Show by which words an evaluation tells amounts, and when each is used."""
    return amount_words_out(find(Evaluation.objects.all(), code=evaluation))


@router.post(AMOUNTS, response={201: schemas.AmountWordsOut, **PROBLEMS}, by_alias=True)
def set_amount_words(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.AmountWordsIn
) -> Status[schemas.AmountWordsOut]:
    """Set the words for amounts of an evaluation."""
    of = find(Evaluation.objects.all(), code=evaluation)
    steps = tuple(StepTold(one.word, one.from_percent, one.above) for one in told.steps)
    scale = ScaleTold(told.none, told.few, told.few_at_most, steps, told.all)
    operations.set_amount_words(of, scale, **by_whom(request))
    return Status(201, amount_words_out(of))
