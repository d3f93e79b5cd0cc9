"""The learning agenda: its points, its versions, and what becomes of each question while a version is drafted."""

from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    LearningPoint,
    LearningQuestion,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.operations import agenda as operations
from vlechtwerk.domains.evaluation.queries.agenda import agenda_of
from vlechtwerk.domains.evaluation.queries.sessions import learning_sessions_of
from vlechtwerk.domains.evaluation.rules import agenda as rules
from vlechtwerk.domains.evaluation.rules.agenda import PointTold, QuestionTold
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.api import learning_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.learning_shapes import agenda_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named

router = Router(tags=["evaluation"])
AGENDA = "/evaluations/{evaluation}/agenda"
DRAFT = f"{AGENDA}/draft"
QUESTION = f"{DRAFT}/questions/{{code}}"
DONE = {200: schemas.AgendaOut, **PROBLEMS}
MADE = {201: schemas.AgendaOut, **PROBLEMS}
PEOPLE = Person.objects.filter(loads_cases=False)
QUESTIONS = LearningQuestion.objects.select_related("version__evaluation")


def _evaluation(code: str) -> Evaluation:
    return find(Evaluation.objects.all(), code=code)


def _as_it_stands(code: str) -> schemas.AgendaOut:
    return agenda_out(agenda_of(_evaluation(code)), timezone.localdate())


def _draft(request: ApiRequest, evaluation: str) -> AgendaVersion:
    """Return the draft; others than evaluators are told that they may not, not that there is none."""
    refuse_if(reasons_against_evaluating(_evaluation(evaluation), **by_whom(request)))
    drafts = AgendaVersion.objects.select_related("evaluation")
    return find(drafts, evaluation__code=evaluation, adopted_at__isnull=True)


def _question(request: ApiRequest, evaluation: str, code: str) -> LearningQuestion:
    return find(QUESTIONS, version=_draft(request, evaluation), code=code)


def _proposal(draft: AgendaVersion, told: schemas.NewLearningQuestionIn) -> SessionProposal:
    proposals = SessionProposal.objects.filter(session__evaluation=draft.evaluation).select_related("session")
    return find(proposals, session__code=told.session, number=told.proposal)


def _told(evaluation: str, code: str, told: schemas.QuestionWordsIn) -> QuestionTold:
    points = LearningPoint.objects.filter(evaluation__code=evaluation)
    return QuestionTold(
        code,
        told.goal,
        told.barrier,
        tuple(told.levels),
        told.raised_by,
        tuple(told.actions),
        tuple(told.about),
        find_if_named(points, code=told.point),
        find_if_named(PEOPLE, id=told.owner),
        told.comes_back_on,
    )


@router.get(AGENDA, response=DONE, by_alias=True)
def learning_agenda(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.AgendaOut:
    """Show the agenda: points, versions with lineage, insights and trials, and what was never tried or looked at."""
    return _as_it_stands(evaluation)


@router.post(f"{AGENDA}/points", response=MADE, by_alias=True)
def add_learning_point(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.LearningPointIn
) -> Status[schemas.AgendaOut]:
    """Add something that the partnership wants to learn."""
    point = PointTold(told.title, tuple(told.levels), told.level_note, told.reason)
    operations.add_learning_point(_evaluation(evaluation), told.code, point, **on_what(request, told.evidence))
    return Status(201, _as_it_stands(evaluation))


@router.post(DRAFT, response=MADE, by_alias=True)
def begin_agenda_version(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.BegunVersionIn
) -> Status[schemas.AgendaOut]:
    """Begin a new version: every open question stays, until something else becomes of it."""
    named = learning_sessions_of().filter(evaluation__code=evaluation)
    session = find_if_named(named, code=told.session) if told.session else None
    operations.begin_agenda_version(_evaluation(evaluation), session=session, **by_whom(request))
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{DRAFT}/adoption", response=DONE, by_alias=True)
def adopt_agenda_version(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.AgendaOut:
    """Let the draft be the agenda: every member reads it, and it stays as it is."""
    operations.adopt_agenda_version(_draft(request, evaluation), **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{DRAFT}/discarding", response=DONE, by_alias=True)
def discard_agenda_version(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.AgendaOut:
    """Throw the draft away."""
    operations.discard_agenda_version(_draft(request, evaluation), **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{DRAFT}/questions", response=MADE, by_alias=True)
def add_learning_question(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.NewLearningQuestionIn
) -> Status[schemas.AgendaOut]:
    """Add a new question to the draft."""
    draft = _draft(request, evaluation)
    proposal = _proposal(draft, told) if told.session or told.proposal is not None else None
    words = _told(evaluation, told.code, told)
    operations.add_learning_question(draft, words, proposal=proposal, **on_what(request, told.evidence))
    return Status(201, _as_it_stands(evaluation))


@router.post(f"{QUESTION}/sharpening", response=DONE, by_alias=True)
def sharpen_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ChangedQuestionIn
) -> schemas.AgendaOut:
    """Word a question of the draft otherwise, with the reason."""
    question = _question(request, evaluation, code)
    operations.sharpen_question(
        question, _told(evaluation, told.new_code or code, told), told.reason, **by_whom(request)
    )
    return _as_it_stands(evaluation)


@router.post(f"{QUESTION}/splitting", response=DONE, by_alias=True)
def split_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SplitQuestionIn
) -> schemas.AgendaOut:
    """Put several questions in the place of one, with the reason."""
    question = _question(request, evaluation, code)
    refuse_if(rules.reasons_against_parts(told.codes, told.goals, told.barriers))
    parts = rules.parts_of(question, list(zip(told.codes, told.goals, told.barriers, strict=True)))
    operations.split_question(question, parts, told.reason, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{DRAFT}/merging", response=DONE, by_alias=True)
def merge_questions(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.MergedQuestionsIn
) -> schemas.AgendaOut:
    """Put one question in the place of several, with the reason."""
    questions = [_question(request, evaluation, code) for code in told.merged]
    operations.merge_questions(questions, _told(evaluation, told.code, told), told.reason, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{QUESTION}/answer", response=DONE, by_alias=True)
def answer_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.EndedQuestionIn
) -> schemas.AgendaOut:
    """End a question of the draft with its answer."""
    question = _question(request, evaluation, code)
    operations.answer_question(question, told.ending, **on_what(request, told.evidence))
    return _as_it_stands(evaluation)


@router.post(f"{QUESTION}/dropping", response=DONE, by_alias=True)
def drop_question(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.EndedQuestionIn
) -> schemas.AgendaOut:
    """End a question of the draft without an answer, with the reason."""
    operations.drop_question(_question(request, evaluation, code), told.ending, **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{QUESTION}/taking-back", response=DONE, by_alias=True)
def take_back_ending(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.AgendaOut:
    """Take back that a question of the draft was answered or dropped."""
    operations.take_back_ending(_question(request, evaluation, code), **by_whom(request))
    return _as_it_stands(evaluation)


@router.post(f"{AGENDA}/versions/{{number}}/questions/{{code}}/owner", response=DONE, by_alias=True)
def assign_question(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, code: str, told: schemas.OwnerIn
) -> schemas.AgendaOut:
    """Give a question its owner, and the day on which it comes back."""
    question = find(QUESTIONS, version__evaluation__code=evaluation, version__number=number, code=code)
    operations.assign_question(question, find(PEOPLE, id=told.owner), told.comes_back_on, **by_whom(request))
    return _as_it_stands(evaluation)
