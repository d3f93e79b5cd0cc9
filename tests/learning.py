"""Sentences about the learning agenda, for any world of the tests."""

from datetime import timedelta

from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    Insight,
    LearningQuestion,
    LearningSession,
    Trial,
)
from vlechtwerk.domains.evaluation.operations import agenda, sessions, trials
from vlechtwerk.domains.evaluation.rules.agenda import QuestionTold
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, TrialTold
from vlechtwerk.domains.programme.models import Activity


def told(world: World, code: str = "A", **more: object) -> QuestionTold:
    """Tell a question that Bram has, and that comes back in two months."""
    words: dict[str, object] = {
        "goal": f"Hoe maken we {code} concreter",
        "barrier": "elke dienst eigen doelen heeft",
        "levels": ("strategic",),
        "owner": world.bram,
        "comes_back_on": days_from_now(60),
    }
    return QuestionTold(code, **(words | more))  # type: ignore[arg-type]  # whatever is told


def drafted(world: World, evaluation: Evaluation, *codes: str) -> AgendaVersion:
    """Let Dilara begin a version with these questions."""
    draft = agenda.begin_agenda_version(evaluation, by=world.dilara, at=now())
    for code in codes:
        agenda.add_learning_question(draft, told(world, code), by=world.dilara, at=now())
    return draft


def adopted(world: World, evaluation: Evaluation, *codes: str) -> AgendaVersion:
    """Let Dilara adopt a version with these questions, beside those that stay."""
    return agenda.adopt_agenda_version(drafted(world, evaluation, *codes), by=world.dilara, at=now())


def in_version(version: AgendaVersion, code: str) -> LearningQuestion:
    """Return the question of a version with a code."""
    return version.questions.select_related("version__evaluation", "point", "owner").get(code=code)


def insight(world: World, evaluation: Evaluation, code: str = "I1", **more: object) -> Insight:
    """Let Anna note an insight."""
    words = InsightTold(code, "Elke dienst noemde een ander doel", "Eén bladzijde helpt", **more)  # type: ignore[arg-type]  # whatever is told
    return trials.note_insight(evaluation, words, by=world.anna, at=now())


def trial(world: World, of: Insight, activity: Activity, days: int = 30, owner: str = "anna") -> Trial:
    """Let Dilara begin a trial that runs so many days; below zero it ran out, and was begun before that."""
    begun_at = now() + timedelta(days=days - 1) if days < 0 else now()
    words = TrialTold(
        "Eén werkdoel op één bladzijde", days_from_now(days), "Elke dienst noemt het", world.people[owner]
    )
    return trials.try_insight(of, activity, words, by=world.loader if days < 0 else world.dilara, at=begun_at)


def session(world: World, evaluation: Evaluation, code: str = "S1") -> LearningSession:
    """Let Dilara prepare a session in which each chooses two."""
    words = LearningSessionTold("Leersessie", "Wat willen we anders doen?", days_from_now(1), 2)
    return sessions.prepare_session(evaluation, code, words, by=world.dilara, at=now())
