"""Plant an evaluation of Dilara's: rounds that closed, one of them published, and rounds that are open."""

from collections.abc import Sequence
from datetime import timedelta

from tests.canary.fielding import plant_fieldwork
from tests.canary.findings import plant_findings
from tests.canary.frameworks import plant_framework
from tests.canary.learning import plant_learning
from tests.canary.mechanisms import plant_mechanisms
from tests.canary.ticking import plant_ticks
from tests.canary.world import Planting
from tests.world import CAST, now
from vlechtwerk.domains.evaluation.models import EvaluationRound, InstrumentVersion, RoundRemark
from vlechtwerk.domains.evaluation.operations import design, published, remarks, results, round_mails, rounds
from vlechtwerk.domains.evaluation.operations.answering import hand_in, save_so_far
from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
from vlechtwerk.domains.evaluation.operations.instruments import begin_instrument, fix_version
from vlechtwerk.domains.evaluation.queries.answering import answering_of
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.design import MethodTold
from vlechtwerk.domains.evaluation.rules.published import FigureTold
from vlechtwerk.domains.evaluation.rules.rounds import Asked, RoundPlan
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, LocatorKind

# As many as a group has that is shown.
ASKED = 6
EVALUATOR = frozenset({"dilara"})


def plant_evaluation(made: Planting) -> dict[str, list[str]]:
    """Plant everything; return what the parts of addresses can be."""
    dilara = made.world.people["dilara"]
    with reading_as(dilara.id):
        evaluation = begin_evaluation("EV1", "Evaluatie", by=dilara, at=now())
        aim = design.add_aim(evaluation, "Inzicht", by=dilara, at=now())
        measurement = design.add_measurement(evaluation, "Meting", by=dilara, at=now())
        design.add_measurement(evaluation, "Latere meting", by=dilara, at=now())
        design.add_question(evaluation, "RQ1", "Wat werkt er?", by=dilara, at=now())
        design.add_group(evaluation, "TM", "Teammanagers", by=dilara, at=now())
        design.add_method(measurement, "PT", MethodTold("thermometer", "Thermometer"), by=dilara, at=now())
        version = begin_instrument(
            evaluation, "PT", {"nl": "Thermometer"}, content=standard_questionnaire(), by=dilara, at=now()
        )
        version = fix_version(version, by=dilara, at=now())
        figure = FigureTold("D1", "Er wordt gedaan wat nodig is", 92, words="ruim negen op de tien")
        place = Evidence(EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1"))
        published.record_published_figure(evaluation, figure, evidence=[place], by=made.world.loader, at=now())
        shown = _closed(made, version, "T1")
        results.publish_result(shown, by=dilara, at=now())
        kept = _closed(made, version, "T2")
        sealed = _open(made, version, "T3", EvaluationRound.Promise.ANONYMOUS)
        _open(made, version, "T4", EvaluationRound.Promise.CONFIDENTIAL)
        written = RoundRemark.objects.filter(round=kept)[:1]
        of_fieldwork = plant_fieldwork(made, evaluation)
        learning = plant_learning(made, evaluation, measurement)
        of_findings = plant_findings(made, evaluation)
        of_framework = plant_framework(made, evaluation)
        of_mechanisms = plant_mechanisms(made, evaluation)
    plant_ticks(made)
    of_findings = (
        of_framework
        | of_findings
        | {kind: [*of_findings[kind], *of_framework[kind]] for kind in ("of_evaluators", "ended_approvals")}
    )
    of_findings["of_evaluators"] += of_mechanisms.pop("of_evaluators")
    learning |= of_mechanisms
    return learning | of_fieldwork | of_findings | {
        "sessions/code": [*of_fieldwork["sessions/code"], *learning["sessions/code"]],
        "evaluations/code": ["EV1", "Z9"], "evaluation": ["EV1"], "instruments/code": ["PT"],
        "rounds/code": ["T1", "T2"], "results/code": ["T1", "T2"], "code": ["T1", "PT"], "aim": [str(aim.id)],
        "question": ["RQ1", "OQ1"], "group": ["TM"], "method": ["PT"], "figure": ["D1", "Z9"], "statement": ["SU1"],
        "scale": ["agree5"], "role": [str(one.id) for one in evaluation.evaluators.all()],
        "remarks/remark": [str(one.id) for one in written],
        "respondent": [str(one.id) for one in sealed.respondents.all()[:1]], "answer/token": ["A" * 43],
    }  # fmt: skip


def _closed(made: Planting, version: InstrumentVersion, code: str) -> EvaluationRound:
    """Plant a confidential round in which everyone wrote; one remark is shown, in other words than it was written."""
    dilara, redacted = made.world.people["dilara"], made.tokens.word(f"redacted remark of {code}")
    written = [made.tokens.word(f"remark of person {place} of {code}") for place in range(ASKED)]
    # What is redacted goes out with the result, when that is published.
    made.personal |= dict.fromkeys(written, EVALUATOR) | {redacted: frozenset(CAST) if code == "T1" else EVALUATOR}
    asked = _asked(made, version, code, EvaluationRound.Promise.CONFIDENTIAL)
    for place, token in enumerate(_links(made, asked)):
        answering = answering_of(round_mails.digest_of(token))
        assert answering is not None
        answers = {one.code: (place + order) % 5 + 1 for order, one in enumerate(answering.questionnaire.statements)}
        hand_in(answering, answers, {"OQ1": written[place]})
    asked = rounds.close_round(asked, early=True, by=dilara, at=now())
    remark = RoundRemark.objects.get(round=asked, text=written[0])
    remarks.redact_remark(remark, RoundRemark.State.SHOWN, redacted, by=dilara, at=now())
    return asked


def _open(made: Planting, version: InstrumentVersion, code: str, promise: str) -> EvaluationRound:
    """Plant an open round with answers in it, which nobody sees, its evaluator neither."""
    asked = _asked(made, version, code, promise)
    act = hand_in if promise == EvaluationRound.Promise.ANONYMOUS else save_so_far
    for place, token in enumerate(_links(made, asked)):
        written = made.tokens.word(f"remark of person {place} in the open round {code}")
        made.personal[written] = frozenset()
        answering = answering_of(round_mails.digest_of(token))
        assert answering is not None
        act(answering, {"SU1": 4}, {"OQ1": written})
    return asked


def _asked(made: Planting, version: InstrumentVersion, code: str, promise: str) -> EvaluationRound:
    dilara = made.world.people["dilara"]
    invitation = made.tokens.word(f"words in the invitation and the reminder of {code}")
    made.personal[invitation] = EVALUATOR
    closes_on = (now() + timedelta(days=9)).date()
    plan = RoundPlan(version, f"Ronde {code}", promise, invitation=invitation, closes_on=closes_on)
    asked = rounds.prepare_round(version.instrument.evaluation, code, plan, by=dilara, at=now())
    people = [_someone(made, code, place) for place in range(ASKED)]
    for one in rounds.add_respondents(asked, people, by=dilara, at=now()):
        # Under this number someone's answers stand in a confidential round.
        made.personal[made.tokens.known(str(one.pseudonym), f"number of {one.email} in {code}")] = EVALUATOR
    return rounds.open_round(asked, by=dilara, at=now())


def _someone(made: Planting, code: str, place: int) -> Asked:
    """Return someone to ask, whose name and address only Dilara sees."""
    name = made.tokens.word(f"name of person {place} of {code}")
    address = made.tokens.known(f"gevraagd{place}{code.lower()}@example.org", f"address of person {place} of {code}")
    made.personal |= {name: EVALUATOR, address: EVALUATOR}
    return Asked(name, address, Level.TACTICAL)


def _links(made: Planting, asked: EvaluationRound) -> Sequence[str]:
    """Invite everyone; return the tokens of their links, as only the mail holds them."""
    dilara, found = made.world.people["dilara"], []
    round_mails.invite(asked, by=dilara, at=now())
    while (claimed := round_mails.claim_mail(asked, by=dilara, at=now())) is not None:
        round_mails.note_mail(claimed.mail, claimed.mail.State.SENT)
        found.append(claimed.token)
    return found
