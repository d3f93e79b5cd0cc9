"""Write the learning agenda: points, and a new version in which each question stays, changes or ends; then adopt it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    LearningPoint,
    LearningQuestion,
    LearningSession,
    QuestionLineage,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.rules import agenda as rules
from vlechtwerk.domains.evaluation.rules import lineage
from vlechtwerk.domains.evaluation.rules.agenda import PointTold, QuestionTold
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if

# What a new version takes over of each open question.
CARRIED = (
    "code", "order", "point_id", "goal", "barrier", "levels", "raised_by", "actions", "about", "owner_id",
    "comes_back_on",
)  # fmt: skip


@transaction.atomic
def add_learning_point(
    evaluation: Evaluation,
    code: str,
    told: PointTold,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> LearningPoint:
    """Add something that the partnership wants to learn; the questions of the agenda stand under it."""
    wait_for_others("learning_points", evaluation.id)
    refuse_if(rules.reasons_against_point(evaluation, code, told, evidence, by=by, at=at))
    point = LearningPoint.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=code.strip(),
        order=evaluation.learning_points.count(),
        title=told.title.strip(),
        levels=list(dict.fromkeys(told.levels)),
        level_note=told.level_note.strip(),
        reason=told.reason.strip(),
    )
    attach(point, evidence)
    _note("add_learning_point", evaluation, by, at)
    return point


@transaction.atomic
def begin_agenda_version(
    evaluation: Evaluation,
    *,
    by: Person,
    at: datetime,
    session: LearningSession | None = None,
    described_on: PreciseDate | None = None,
) -> AgendaVersion:
    """Begin a new version: every question that is open in the last one stays, until something else becomes of it."""
    # Who is no evaluator is told so before anything is waited for.
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    wait_for_others("agenda", evaluation.id)
    refuse_if(rules.reasons_against_beginning_version(evaluation, by=by, at=at))
    last = evaluation.agenda_versions.order_by("number").last()
    draft = AgendaVersion.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        number=last.number + 1 if last else 1,
        session=session,
        described_on=described_on,
        begun_by=by,
        begun_at=at,
    )
    open_ = last.questions.filter(state=LearningQuestion.State.OPEN) if last else LearningQuestion.objects.none()
    pairs = []
    for one in open_:
        told = {name: getattr(one, name) for name in CARRIED}
        copy = LearningQuestion.objects.create(project_id=draft.project_id, version=draft, **told)
        pairs.append((one.id, copy.id))
    _write(draft, lineage.carried_on(pairs))
    _note("begin_agenda_version", evaluation, by, at)
    return draft


@transaction.atomic
def add_learning_question(
    draft: AgendaVersion,
    told: QuestionTold,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
    proposal: SessionProposal | None = None,
) -> LearningQuestion:
    """Add a new question to a draft, its first form; with the proposal of a session that it takes up, when it does."""
    draft = _locked(draft, by=by, at=at)
    refuse_if(rules.reasons_against_adding(draft, told, evidence, by=by, at=at))
    if proposal is not None:
        refuse_if(rules.reasons_against_taking_up(draft, proposal))
        proposal.taken_up_as, proposal.taken_up_in = told.code.strip(), draft
        proposal.save(update_fields=["taken_up_as", "taken_up_in"])
    question = _create(draft, told, draft.questions.count())
    attach(question, evidence)
    _note("add_learning_question", draft.evaluation, by, at)
    return question


@transaction.atomic
def sharpen_question(
    question: LearningQuestion, told: QuestionTold, reason: str, *, by: Person, at: datetime
) -> LearningQuestion:
    """Word a question of a draft otherwise, with the reason."""
    question = _locked_question(question, by=by, at=at)
    draft = question.version
    reasons = rules.reasons_against_changing_question(question, reason, by=by, at=at)
    refuse_if(reasons + rules.reasons_against_adding(draft, told, by=by, at=at, instead_of=[question]))
    values = _values(told)
    LearningQuestion.objects.filter(id=question.id).update(**values)
    _write(draft, lineage.sharpened(lines_of(draft), question.id, reason.strip()))
    _note("sharpen_question", draft.evaluation, by, at)
    question.refresh_from_db()
    return question


@transaction.atomic
def split_question(
    question: LearningQuestion, parts: Sequence[QuestionTold], reason: str, *, by: Person, at: datetime
) -> list[LearningQuestion]:
    """Put several questions in the place of one in a draft, with the reason."""
    question = _locked_question(question, by=by, at=at)
    draft = question.version
    refuse_if(rules.reasons_against_splitting(question, parts, reason, by=by, at=at))
    lines = lines_of(draft)
    _take_away(draft, [question])
    made = [_create(draft, part, question.order) for part in parts]
    _write(draft, lineage.split(lines, question.id, [one.id for one in made], reason.strip()))
    _note("split_question", draft.evaluation, by, at)
    return made


@transaction.atomic
def merge_questions(
    questions: Sequence[LearningQuestion], whole: QuestionTold, reason: str, *, by: Person, at: datetime
) -> LearningQuestion:
    """Put one question in the place of several in a draft, with the reason."""
    questions = [_locked_question(one, by=by, at=at) for one in questions]
    refuse_if(rules.reasons_against_merging(questions, whole, reason, by=by, at=at))
    draft = questions[0].version
    lines = lines_of(draft)
    _take_away(draft, questions)
    made = _create(draft, whole, min(one.order for one in questions))
    _write(draft, lineage.merged(lines, {one.id for one in questions}, made.id, reason.strip()))
    _note("merge_questions", draft.evaluation, by, at)
    return made


@transaction.atomic
def answer_question(
    question: LearningQuestion, answer: str, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> LearningQuestion:
    """End a question of a draft with its answer; it stays in that version, and is not asked in the next."""
    question = _end(question, LearningQuestion.State.ANSWERED, answer, by=by, at=at)
    attach(question, evidence)
    _note("answer_question", question.version.evaluation, by, at)
    return question


@transaction.atomic
def drop_question(question: LearningQuestion, reason: str, *, by: Person, at: datetime) -> LearningQuestion:
    """End a question of a draft without an answer, with the reason."""
    question = _end(question, LearningQuestion.State.DROPPED, reason, by=by, at=at)
    _note("drop_question", question.version.evaluation, by, at)
    return question


def _end(question: LearningQuestion, state: LearningQuestion.State, ending: str, *, by: Person, at: datetime) -> (
    LearningQuestion
):  # fmt: skip
    question = _locked_question(question, by=by, at=at)
    refuse_if(rules.reasons_against_changing_question(question, ending, by=by, at=at))
    question.state, question.ending = state, ending.strip()
    question.save(update_fields=["state", "ending"])
    # A line is short: the whole of it stands with the question.
    line = ending.strip()[: lineage.LONGEST_REASON]
    _write(question.version, lineage.ended(lines_of(question.version), question.id, state, line))
    return question


@transaction.atomic
def take_back_ending(question: LearningQuestion, *, by: Person, at: datetime) -> LearningQuestion:
    """Take back that a question of a draft was answered or dropped: it is open again, as it was."""
    question = _locked_question(question, by=by, at=at)
    refuse_if(rules.reasons_against_taking_back(question, by=by, at=at))
    lines, ending = lines_of(question.version), question.ending
    question.state, question.ending = LearningQuestion.State.OPEN, ""
    question.save(update_fields=["state", "ending"])
    _write(question.version, lineage.taken_back(lines, question.id, ending, is_the_same=_is_the_same(question)))
    _note("take_back_ending", question.version.evaluation, by, at)
    return question


def _is_the_same(question: LearningQuestion) -> bool:
    """Tell whether a question of a draft is worded as in the version before; who has it and until when may differ."""
    before = LearningQuestion.objects.filter(went_to__to_question=question).first()
    words = [name for name in CARRIED if name not in ("order", "owner_id", "comes_back_on")]
    return before is not None and all(getattr(before, name) == getattr(question, name) for name in words)


@transaction.atomic
def assign_question(
    question: LearningQuestion, owner: Person, comes_back_on: date, *, by: Person, at: datetime
) -> LearningQuestion:
    """Give a question its owner and the day on which it comes back; in an adopted version too."""
    refuse_if(rules.reasons_against_assigning(question, owner, comes_back_on, by=by, at=at))
    question.owner, question.comes_back_on = owner, comes_back_on
    question.save(update_fields=["owner", "comes_back_on"])
    _note("assign_question", question.version.evaluation, by, at)
    return question


@transaction.atomic
def adopt_agenda_version(draft: AgendaVersion, *, by: Person, at: datetime) -> AgendaVersion:
    """Let a draft be the agenda: every member reads it, and it stays as it is."""
    draft = _locked(draft, by=by, at=at)
    refuse_if(rules.reasons_against_adopting(draft, by=by, at=at))
    draft.adopted_by, draft.adopted_at = by, at
    draft.save(update_fields=["adopted_by", "adopted_at"])
    _note("adopt_agenda_version", draft.evaluation, by, at)
    return draft


@transaction.atomic
def discard_agenda_version(draft: AgendaVersion, *, by: Person, at: datetime) -> None:
    """Throw a draft away: the last version stays the agenda, and what it took up of sessions can be taken up again."""
    draft = _locked(draft, by=by, at=at)
    refuse_if(rules.reasons_against_drafting(draft, by=by, at=at))
    SessionProposal.objects.filter(taken_up_in=draft).update(taken_up_as="", taken_up_in=None)
    _take_away(draft, list(draft.questions.all()))
    draft.delete()
    _note("discard_agenda_version", draft.evaluation, by, at)


def lines_of(draft: AgendaVersion) -> list[lineage.Line]:
    """Return the lines that lead to the questions of a version."""
    found = QuestionLineage.objects.filter(to_question__version=draft).order_by("id")
    return [lineage.Line(one.from_question_id, one.to_question_id, one.kind, one.reason) for one in found]


def _write(draft: AgendaVersion, lines: Sequence[lineage.Line]) -> None:
    QuestionLineage.objects.filter(to_question__version=draft).delete()
    QuestionLineage.objects.bulk_create(
        QuestionLineage(
            project_id=draft.project_id,
            from_question_id=line.source,
            to_question_id=line.target,
            kind=line.kind,
            reason=line.reason,
        )
        for line in lines
    )


def _take_away(draft: AgendaVersion, questions: Sequence[LearningQuestion]) -> None:
    identifiers = [one.id for one in questions]
    QuestionLineage.objects.filter(to_question__in=identifiers).delete()
    draft.questions.filter(id__in=identifiers).delete()


def _create(draft: AgendaVersion, told: QuestionTold, order: int) -> LearningQuestion:
    return LearningQuestion.objects.create(project_id=draft.project_id, version=draft, order=order, **_values(told))


def _values(told: QuestionTold) -> dict[str, object]:
    return {
        "code": told.code.strip(),
        "goal": told.goal.strip(" ?"),
        "barrier": told.barrier.strip(" ?"),
        "levels": list(dict.fromkeys(told.levels)),
        "raised_by": told.raised_by.strip(),
        "actions": [action.strip() for action in told.actions],
        "about": list(dict.fromkeys(told.about)),
        "point": told.point,
        "owner": told.owner,
        "comes_back_on": told.comes_back_on,
    }


def _locked(draft: AgendaVersion, *, by: Person, at: datetime) -> AgendaVersion:
    """Return a draft as it is now, and let no other act on it till this one is done."""
    refuse_if(reasons_against_evaluating(draft.evaluation, by=by, at=at))
    return AgendaVersion.objects.select_for_update(of=("self",)).select_related("evaluation").get(id=draft.id)


def _locked_question(question: LearningQuestion, *, by: Person, at: datetime) -> LearningQuestion:
    draft = _locked(question.version, by=by, at=at)
    found = LearningQuestion.objects.get(id=question.id)
    found.version = draft
    return found


def _note(act: str, evaluation: Evaluation, by: Person, at: datetime) -> None:
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
