"""Plant a learning agenda of Dilara's: one version adopted, one in the making, a session, trials, lists and a claim."""

from datetime import timedelta

from tests.canary.world import Planting
from tests.world import now
from vlechtwerk.domains.evaluation.models import Evaluation, Measurement
from vlechtwerk.domains.evaluation.operations import agenda, published, sessions, trials
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.sessions import taking_part_of
from vlechtwerk.domains.evaluation.rules.agenda import PointTold, QuestionTold
from vlechtwerk.domains.evaluation.rules.published import ClaimTold
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold, TakesPart
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, ListedTold, TrialTold
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, LocatorKind

EVALUATOR = frozenset({"dilara"})
# Rows of these are for its evaluators as long as the version is not adopted; by which of their columns that is known.
OF_AGENDAS = {
    "evaluation_agendaversion": "id",
    "evaluation_learningquestion": "version_id",
    "evaluation_questionlineage": "to_question_id",
}


def plant_learning(made: Planting, evaluation: Evaluation, measurement: Measurement) -> dict[str, list[str]]:
    """Plant everything, reading as Dilara; return what the parts of addresses can be, and what is in the making."""
    dilara, day = made.world.people["dilara"], (now() + timedelta(days=30)).date()
    agenda.add_learning_point(evaluation, "L1", PointTold("Leren"), by=dilara, at=now())
    first = agenda.begin_agenda_version(evaluation, by=dilara, at=now())
    told = QuestionTold("A", "Hoe delen we doelen", "elk eigen doelen heeft", owner=dilara, comes_back_on=day)
    agenda.add_learning_question(first, told, by=dilara, at=now())
    first = agenda.adopt_agenda_version(first, by=dilara, at=now())
    draft = agenda.begin_agenda_version(evaluation, by=dilara, at=now())
    written = made.tokens.word("question of an agenda in the making")
    made.personal[written] = EVALUATOR
    agenda.add_learning_question(draft, QuestionTold("B", written, "nog niet"), by=dilara, at=now())
    _session(made, evaluation)
    insight = trials.note_insight(evaluation, InsightTold("I1", "Gezien", "Geleerd"), by=dilara, at=now())
    activity = Activity.objects.get(code="A01")
    trial = trials.try_insight(insight, activity, TrialTold("Anders", day, "Te zien", dilara), by=dilara, at=now())
    trials.look_at_trial(trial, "dropped", "Gezien", by=dilara, at=now())
    point = trials.list_point(measurement, ListedTold("keep", "Blijf", dilara, day, ("TM",)), by=dilara, at=now())
    later = evaluation.measurements.get(number=2)
    trials.judge_point(point, later, evaluation.groups.get(code="TM"), "yes", by=dilara, at=now())
    place = Evidence(EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1"))
    claim = ClaimTold("Q1", "Het gaat goed", "nagenoeg alle")
    published.record_published_claim(evaluation, claim, evidence=[place], by=made.world.loader, at=now())
    return {
        "in_the_making": [str(draft.id), *(str(one.id) for one in draft.questions.all())],
        "agenda/version": ["1", "2"], "versions/number": ["1", "2"], "agenda/question": ["A", "B"],
        "draft/question": ["A"], "questions/code": ["A"], "sessions/session": ["S1", "Z9"],
        "sessions/code": ["S1", "Z9"], "proposals/number": ["1"], "insight": ["I1"], "insights/code": ["I1"],
        "trial": [str(trial.id)], "lists/point": [str(point.id)], "claim": ["Q1", "Z9"], "take-part/token": ["A" * 43],
    }  # fmt: skip


def _session(made: Planting, evaluation: Evaluation) -> None:
    """Plant a session in which someone takes part by a link, proposes and chooses; only Dilara sees who and what."""
    dilara = made.world.people["dilara"]
    name, said = made.tokens.word("name of a participant"), made.tokens.word("proposal in a session")
    made.personal |= {name: EVALUATOR, said: EVALUATOR}
    words = LearningSessionTold("Sessie", "Wat leren we?", now().date())
    session = sessions.prepare_session(evaluation, "S1", words, by=dilara, at=now())
    sessions.add_participants(session, [TakesPart(name)], by=dilara, at=now())
    (link,) = sessions.give_session_links(session, by=dilara, at=now())
    session = sessions.move_session(session, "proposing", by=dilara, at=now())
    proposal = sessions.write_proposal(session, said, "het lastig is", by=dilara, at=now())
    sessions.move_session(session, "choosing", by=dilara, at=now())
    taking_part = taking_part_of(digest_of(link.token))
    assert taking_part is not None
    sessions.choose(taking_part, [proposal.id])
