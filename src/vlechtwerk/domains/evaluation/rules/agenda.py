"""Whether the learning agenda may be written so: points, drafts, and what becomes of each question (d14)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    LearningPoint,
    LearningQuestion,
    QuestionLineage,
    SessionProposal,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.published import reasons_against_about
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Level, Person
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.refusal import Reason

# Actions are small and few: longer lists belong with the tasks of an activity.
MOST_ACTIONS = 5


@dataclass(frozen=True, slots=True)
class PointTold:
    """A learning point: `level_note` is what its source says of the levels, in our own words."""

    title: str
    levels: tuple[str, ...] = ()
    level_note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuestionTold:
    """A question: where someone wants to go (without question mark), and what stands in the way."""

    code: str
    goal: str
    barrier: str = ""
    levels: tuple[str, ...] = ()
    raised_by: str = ""
    actions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    point: LearningPoint | None = None
    owner: Person | None = None
    comes_back_on: date | None = None


def parts_of(question: LearningQuestion, words: Sequence[tuple[str, str, str]]) -> list[QuestionTold]:
    """Return the parts of a question by code, goal and barrier; the rest they take over from it."""
    whole = as_told(question)
    return [replace(whole, code=code, goal=goal, barrier=barrier) for code, goal, barrier in words]


def reasons_against_parts(codes: Sequence[str], goals: Sequence[str], barriers: Sequence[str]) -> list[Reason]:
    """Return why these can't be parts of a question: each has a code, a goal and a barrier."""
    if len(codes) == len(goals) == len(barriers):
        return []
    words = _("Give each part its code, where it wants to go, and what stands in the way.")
    return [Reason("parts_unclear", words)]


def as_told(question: LearningQuestion) -> QuestionTold:
    """Return a question as it is told."""
    return QuestionTold(
        question.code,
        question.goal,
        question.barrier,
        tuple(question.levels),
        question.raised_by,
        tuple(question.actions),
        tuple(question.about),
        question.point,
        question.owner,
        question.comes_back_on,
    )


def reasons_against_point(
    evaluation: Evaluation, code: str, told: PointTold, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a learning point can't be added."""
    in_use = evaluation.learning_points.filter(code=code.strip()).exists()
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + reasons_against_code(code, in_use)
    if not told.title.strip():
        reasons.append(Reason("text_missing", _("Write what the partnership wants to learn.")))
    typed = [told.title, told.level_note, told.reason, *(one.text for one in evidence)]
    return [
        *reasons,
        *reasons_against_levels(told.levels),
        *reasons_against_attaching(by.project_id, evidence),
        *reasons_against_quoting(evaluation, typed),
    ]


def reasons_against_levels(levels: Collection[str]) -> list[Reason]:
    """Return why something can't be at these levels."""
    if set(levels) <= set(Level.values):
        return []
    return [Reason("level_unknown", _("Choose from the levels: strategic, tactical, operational, advisory."))]


def reasons_against_beginning_version(evaluation: Evaluation, *, by: Person, at: datetime) -> list[Reason]:
    """Return why no new version can be begun: one is drafted at a time."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if evaluation.agenda_versions.filter(adopted_at__isnull=True).exists():
        reasons.append(Reason("already_drafted", _("A new version is being written. Adopt it or throw it away.")))
    return reasons


def reasons_against_drafting(draft: AgendaVersion, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't write in a version: it is adopted, or they are no evaluator."""
    reasons = reasons_against_evaluating(draft.evaluation, by=by, at=at)
    if draft.adopted_at is not None:
        reasons.append(
            Reason(
                "already_adopted",
                _("Version %(number)d is adopted, and stays as it is. Begin a new version.") % {"number": draft.number},
                _("Versions of the agenda stand side by side"),
            )
        )
    return reasons


def reasons_against_adding(
    draft: AgendaVersion,
    told: QuestionTold,
    evidence: Sequence[Evidence] = (),
    *,
    by: Person,
    at: datetime,
    instead_of: Collection[LearningQuestion] = (),
) -> list[Reason]:
    """Return why a question can't stand so in a draft; `instead_of` are those whose place it takes."""
    others = draft.questions.exclude(id__in=[one.id for one in instead_of])
    in_use = others.filter(code=told.code.strip()).exists()
    reasons = reasons_against_drafting(draft, by=by, at=at) + reasons_against_code(told.code, in_use)
    return [
        *reasons,
        *_reasons_against_code_of_another(draft, told.code.strip(), instead_of),
        *reasons_against_words(told.goal, told.barrier, by=by),
        *reasons_against_levels(told.levels),
        *_reasons_against_rest(draft, told, by=by, at=at),
        *reasons_against_attaching(by.project_id, evidence),
        *reasons_against_quoting(
            draft.evaluation,
            [told.goal, told.barrier, told.raised_by, *told.actions, *(one.text for one in evidence)],
        ),
    ]


def _reasons_against_code_of_another(
    draft: AgendaVersion, code: str, instead_of: Collection[LearningQuestion]
) -> list[Reason]:
    """Return why a code can't be given again: in a former version a question had it that this one does not come from.

    So a code names one question with its forms in all versions, also one that was merged, answered or dropped.
    """
    former = LearningQuestion.objects.filter(version__evaluation=draft.evaluation, code=code).exclude(version=draft)
    had = dict(former.order_by("version__number").values_list("id", "version__number"))
    if not had or code in {one.code for one in instead_of}:
        return []
    of_evaluation = QuestionLineage.objects.filter(to_question__version__evaluation=draft.evaluation)
    before: dict[UUID, list[UUID]] = {}
    for target, source in of_evaluation.values_list("to_question_id", "from_question_id"):
        before.setdefault(target, []).append(source)
    came_from, waiting = set(), [one.id for one in instead_of]
    while waiting:
        earlier = [one for one in before.get(waiting.pop(), ()) if one not in came_from]
        came_from.update(earlier)
        waiting += earlier
    others = [number for one, number in had.items() if one not in came_from]
    if not others:
        return []
    words = _("“%(code)s” was another question in version %(number)d. Choose another code.")
    return [Reason("code_of_another", words % {"code": code, "number": others[-1]})]


def reasons_against_taking_up(draft: AgendaVersion, proposal: SessionProposal) -> list[Reason]:
    """Return why a proposal can't be taken up: it is of a session of the same evaluation, and not taken up yet."""
    if proposal.session.evaluation_id != draft.evaluation_id:
        return [Reason("other_evaluation", _("This belongs to another evaluation."))]
    if proposal.taken_up_as:
        words = _("This proposal was taken up as question %(code)s.") % {"code": proposal.taken_up_as}
        return [Reason("taken_up_already", words)]
    return []


def reasons_against_words(goal: str, barrier: str, *, by: Person) -> list[Reason]:
    """Return why a question is no dilemma: a source may name no barrier, someone who asks one now does."""
    reasons = []
    if not goal.strip(" ?"):
        reasons.append(Reason("goal_missing", _("Write where you want to go, as a question: how do we…")))
    if not barrier.strip() and not by.loads_cases:
        reasons.append(
            Reason(
                "barrier_missing",
                _("Write what stands in the way: a learning question names both."),
                _("A learning question is a dilemma"),
            )
        )
    return reasons


def _reasons_against_rest(draft: AgendaVersion, told: QuestionTold, *, by: Person, at: datetime) -> list[Reason]:
    reasons = reasons_against_about(told.about, by)
    if told.point is not None and told.point.evaluation_id != draft.evaluation_id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    if len(told.actions) > MOST_ACTIONS or not all(action.strip() for action in told.actions):
        words = _("Write %(most)d small actions at most, that the group can do by itself.") % {"most": MOST_ACTIONS}
        reasons.append(Reason("actions_unclear", words))
    return reasons + reasons_against_owner(told.owner, told.comes_back_on, by=by, at=at)


def reasons_against_owner(owner: Person | None, day: date | None, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't have it until that day: they are of this project, and the day is not over."""
    reasons = []
    if owner is not None and owner.project_id != by.project_id:
        reasons.append(Reason("other_project", _("This person is not in this project.")))
    if day is not None and day < timezone.localdate(at) and not by.loads_cases:
        reasons.append(Reason("day_is_over", _("This day is over. Choose one that is to come.")))
    return reasons


def reasons_against_changing_question(
    question: LearningQuestion, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why nothing can become of a question in a draft: it ended, or nobody says why it changes."""
    reasons = reasons_against_drafting(question.version, by=by, at=at)
    if question.state != LearningQuestion.State.OPEN:
        reasons.append(Reason("question_ended", _("“%(code)s” has ended.") % {"code": question.code}))
    if not reason.strip():
        reasons.append(Reason("reason_missing", _("Write why: the reason stays with the question.")))
    return reasons + reasons_against_quoting(question.version.evaluation, [reason])


def reasons_against_taking_back(question: LearningQuestion, *, by: Person, at: datetime) -> list[Reason]:
    """Return why it can't be taken back that a question of a draft ended."""
    reasons = reasons_against_drafting(question.version, by=by, at=at)
    if question.state == LearningQuestion.State.OPEN:
        reasons.append(Reason("question_open", _("“%(code)s” has not ended.") % {"code": question.code}))
    return reasons


def reasons_against_splitting(
    question: LearningQuestion, parts: Sequence[QuestionTold], reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a question can't be split into these: two at least, each a question of its own."""
    reasons = reasons_against_changing_question(question, reason, by=by, at=at)
    if len(parts) < 2:
        reasons.append(Reason("too_few_parts", _("A question is split into two at least.")))
    reasons += _reasons_against_same_codes([part.code for part in parts])
    for part in parts:
        reasons += reasons_against_adding(question.version, part, by=by, at=at, instead_of=[question])
    return list(dict.fromkeys(reasons))


def reasons_against_merging(
    questions: Sequence[LearningQuestion], whole: QuestionTold, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why questions can't be merged into one: two at least, of one draft."""
    if len({one.id for one in questions}) < 2 or len({one.version_id for one in questions}) != 1:
        return [Reason("too_few_questions", _("Choose two questions of one draft at least."))]
    reasons = [found for one in questions for found in reasons_against_changing_question(one, reason, by=by, at=at)]
    reasons += reasons_against_adding(questions[0].version, whole, by=by, at=at, instead_of=questions)
    return list(dict.fromkeys(reasons))


def _reasons_against_same_codes(codes: Sequence[str]) -> list[Reason]:
    tidy = [code.strip() for code in codes]
    return [Reason("code_in_use", _("Two parts have the same code."))] if len(set(tidy)) < len(tidy) else []


def reasons_against_assigning(
    question: LearningQuestion, owner: Person, day: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a question can't get this owner and day."""
    reasons = reasons_against_evaluating(question.version.evaluation, by=by, at=at)
    if question.state != LearningQuestion.State.OPEN:
        reasons.append(Reason("question_ended", _("“%(code)s” has ended.") % {"code": question.code}))
    return reasons + reasons_against_owner(owner, day, by=by, at=at)


def reasons_against_adopting(draft: AgendaVersion, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a draft can't be adopted: each open question has an owner, and a day to come back."""
    reasons = reasons_against_drafting(draft, by=by, at=at)
    questions = list(draft.questions.all())
    if not questions:
        reasons.append(Reason("agenda_empty", _("There is no question in it yet.")))
    without = [
        one.code
        for one in questions
        if one.state == LearningQuestion.State.OPEN and (one.owner_id is None or one.comes_back_on is None)
    ]
    if without and not by.loads_cases:
        words = _("These have no owner or no day to come back: %(codes)s.") % {"codes": ", ".join(without)}
        reasons.append(Reason("owner_missing", words, _("Each question has an owner and a date to come back")))
    return reasons
