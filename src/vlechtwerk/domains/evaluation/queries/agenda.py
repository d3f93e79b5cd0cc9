"""The learning agenda as it stands: its versions side by side, the lineage of each question, and what is left open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Prefetch

from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    Insight,
    LearningPoint,
    LearningQuestion,
    QuestionLineage,
    Trial,
)
from vlechtwerk.domains.evaluation.queries.trials import InsightAsItStands, insights_of
from vlechtwerk.domains.evaluation.rules.lineage import first_forms


@dataclass(frozen=True, slots=True)
class VersionAsItStands:
    """A version with its questions in order."""

    version: AgendaVersion
    questions: Sequence[LearningQuestion]

    @property
    def open_questions(self) -> list[LearningQuestion]:
        """Return the questions that are still asked."""
        return [one for one in self.questions if one.state == LearningQuestion.State.OPEN]


@dataclass(frozen=True, slots=True)
class AgendaCounts:
    """How much of an agenda is left: open questions, insights that nobody tried, trials over and not looked at."""

    open_questions: int = 0
    never_tried: int = 0
    never_looked_at: int = 0


@dataclass(frozen=True)
class Agenda:
    """The agenda of one evaluation, as its reader may see it: oldest version first, a draft last."""

    evaluation: Evaluation
    points: Sequence[LearningPoint]
    versions: Sequence[VersionAsItStands]
    lines: Sequence[QuestionLineage]
    insights: Sequence[InsightAsItStands] = field(default=())

    @property
    def adopted(self) -> list[VersionAsItStands]:
        """Return the versions that are, or were, the agenda."""
        return [one for one in self.versions if one.version.adopted_at is not None]

    @property
    def current(self) -> VersionAsItStands | None:
        """Return the version that is the agenda now."""
        return self.adopted[-1] if self.adopted else None

    @property
    def draft(self) -> VersionAsItStands | None:
        """Return the version that is being written, for who reads it."""
        return next((one for one in self.versions if one.version.adopted_at is None), None)

    @property
    def never_tried(self) -> list[InsightAsItStands]:
        """Return the insights that nobody has tried."""
        return [one for one in self.insights if not one.trials]

    def never_looked_at(self, day: date) -> int:
        """Return how many trials are over and were never looked at."""
        return sum(trial.waits_for_a_look(day) for one in self.insights for trial in one.trials)

    def is_late(self, question: LearningQuestion, day: date) -> bool:
        """Whether the day of a question has passed: only of the agenda as it is now, for in that it goes on."""
        asked = self.current.open_questions if self.current else []
        is_asked = any(one.id == question.id for one in asked)
        return is_asked and question.comes_back_on is not None and question.comes_back_on < day

    def counts(self, day: date) -> AgendaCounts:
        """Return how much of it is left on a day."""
        asked = len(self.current.open_questions) if self.current else 0
        return AgendaCounts(asked, len(self.never_tried), self.never_looked_at(day))

    @cached_property
    def by_id(self) -> Mapping[UUID, tuple[VersionAsItStands, LearningQuestion]]:
        """Return each question with its version."""
        return {one.id: (version, one) for version in self.versions for one in version.questions}

    @cached_property
    def before(self) -> Mapping[UUID, list[QuestionLineage]]:
        """Return of each question the lines that lead to it."""
        return _grouped(self.lines, "to_question_id")

    @cached_property
    def after(self) -> Mapping[UUID, list[QuestionLineage]]:
        """Return of each question the lines that lead from it."""
        return _grouped(self.lines, "from_question_id")

    def first_forms_of(self, question: LearningQuestion) -> list[LearningQuestion]:
        """Return the first forms of a question, in the order of their versions."""
        before = {target: [line.from_question_id for line in lines] for target, lines in self.before.items()}
        found = first_forms(question.id, before)
        return [one for version in self.versions for one in version.questions if one.id in found]

    def family_of(self, question: LearningQuestion) -> set[UUID]:
        """Return the question, all that it came from, and all that came from it."""
        return _reached(question.id, self.before, "from_question_id") | _reached(
            question.id, self.after, "to_question_id"
        )

    def insights_for(self, question: LearningQuestion) -> list[InsightAsItStands]:
        """Return the insights about a question, in this form or an earlier one."""
        earlier = _reached(question.id, self.before, "from_question_id")
        return [one for one in self.insights if one.insight.question_id in earlier]


def _grouped(lines: Sequence[QuestionLineage], by: str) -> dict[UUID, list[QuestionLineage]]:
    found: dict[UUID, list[QuestionLineage]] = {}
    for line in lines:
        found.setdefault(getattr(line, by), []).append(line)
    return found


def _reached(start: UUID, lines: Mapping[UUID, Sequence[QuestionLineage]], towards: str) -> set[UUID]:
    found, waiting = {start}, [start]
    while waiting:
        others = {getattr(line, towards) for line in lines.get(waiting.pop(), ())} - found
        found |= others
        waiting += others
    return found


def agenda_of(evaluation: Evaluation) -> Agenda:
    """Return the agenda of an evaluation, in a fixed number of queries."""
    questions = LearningQuestion.objects.select_related("owner", "point").order_by("order", "code")
    versions = evaluation.agenda_versions.select_related("session").prefetch_related(Prefetch("questions", questions))
    found = [VersionAsItStands(one, list(one.questions.all())) for one in versions.order_by("number")]
    return Agenda(
        evaluation,
        list(evaluation.learning_points.all()),
        found,
        list(QuestionLineage.objects.filter(to_question__version__evaluation=evaluation).order_by("id")),
        insights_of(evaluation),
    )


def counts_of_agendas(day: date) -> defaultdict[UUID, AgendaCounts]:
    """Return how much is left of the agenda of each evaluation on a day; three queries."""
    adopted = AgendaVersion.objects.filter(adopted_at__isnull=False).order_by("evaluation_id", "-number")
    current = list(adopted.distinct("evaluation_id").values_list("id", flat=True))
    asked = LearningQuestion.objects.filter(version__in=current, state=LearningQuestion.State.OPEN)
    untried = Insight.objects.filter(trials__isnull=True)
    unseen = Trial.objects.filter(look__isnull=True, until_on__lt=day)
    found: defaultdict[UUID, AgendaCounts] = defaultdict(AgendaCounts)
    for name, rows, evaluation in (
        ("open_questions", asked, "version__evaluation_id"),
        ("never_tried", untried, "evaluation_id"),
        ("never_looked_at", unseen, "insight__evaluation_id"),
    ):
        for of, number in rows.order_by().values_list(evaluation).annotate(Count("id")):
            found[of] = replace(found[of], **{name: number})
    return found


def find_question(evaluation: str, version: int, code: str) -> LearningQuestion | None:
    """Return a question by its evaluation, the number of its version, and its code."""
    questions = LearningQuestion.objects.select_related("version__evaluation", "owner", "point")
    return questions.filter(version__evaluation__code=evaluation, version__number=version, code=code).first()
