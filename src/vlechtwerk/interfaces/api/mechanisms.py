"""Mechanisms and chains of contribution: told, judged and checked by evaluators; what holds, for every member."""

from collections.abc import Sequence

from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import Contribution, Evaluation, MechanismVerdict, MechanismWording
from vlechtwerk.domains.evaluation.operations import mechanisms as operations
from vlechtwerk.domains.evaluation.queries import mechanisms as queries
from vlechtwerk.domains.evaluation.rules.design_levels import verbs_up_to
from vlechtwerk.domains.evaluation.rules.mechanism_state import ExplanationAsItStands, MechanismAsItStands
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of
from vlechtwerk.foundation.evidence.address import ResolvedEvidence
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.api import mechanism_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.fieldwork import for_evaluators
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find
from vlechtwerk.interfaces.api.schemas import EvidenceOut

router = Router(tags=["evaluation"])
MECHANISMS = "/evaluations/{evaluation}/mechanisms"
MECHANISM = f"{MECHANISMS}/{{code}}"
CHAINS = "/evaluations/{evaluation}/chains"
CHAIN = f"{CHAINS}/{{code}}"
DONE = {200: schemas.MechanismOut, **PROBLEMS}
MADE = {201: schemas.MechanismOut, **PROBLEMS}


def _verb(level: int | None) -> str:
    return (verb_of(DesignLevel(level)) if level else Verb.GOES_WITH).value


def _evidence(pairs: Sequence[tuple[EvidenceLink, ResolvedEvidence | None]]) -> list[EvidenceOut]:
    return [EvidenceOut.of(link) for link, _resolved in pairs]


def mechanism_out(found: MechanismAsItStands) -> schemas.MechanismOut:
    """Return the shape of a mechanism."""
    carried = found.level_carried(Contribution.PLAUSIBLE)
    return schemas.MechanismOut(
        evaluation=found.mechanism.evaluation.code,
        code=found.mechanism.code,
        number=found.mechanism.number,
        state=found.state,
        carries=found.carries,
        level_carried=carried,
        verbs=[verb.value for verb in verbs_up_to(carried)],
        wordings=[_wording_out(one) for one in found.wordings],
        expected_in=_evidence(found.expected_in),
        evidence=_evidence(found.evidence),
        explanations=[_explanation_out(one) for one in found.explanations],
        verdicts=[_verdict_out(found, one) for one in found.verdicts],
    )


def _wording_out(one: MechanismWording) -> schemas.MechanismWordingOut:
    return schemas.MechanismWordingOut(
        text=one.text,
        expected_by=one.expected_by,
        link=one.link,
        reason=one.reason,
        worded_by=one.worded_by.name,
        worded_at=one.worded_at,
    )


def _explanation_out(each: ExplanationAsItStands) -> schemas.ExplanationOut:
    versions = [
        schemas.ExplanationVersionOut(
            text=one.text, weight=one.weight, why=one.why, noted_by=one.noted_by.name, noted_at=one.noted_at
        )
        for one in each.versions
    ]
    return schemas.ExplanationOut(number=each.now.number, versions=versions, evidence=_evidence(each.evidence))


def _verdict_out(found: MechanismAsItStands, one: MechanismVerdict) -> schemas.VerdictOut:
    return schemas.VerdictOut(
        number=one.number,
        presence=one.presence,
        verdict=one.verdict,
        design_level=found.level_of(one),
        verb=_verb(found.level_of(one)),
        text=one.text,
        supports=one.supports,
        contradicts=one.contradicts,
        judged_by=one.judged_by.name,
        judged_at=one.judged_at,
        checked_by=one.checked_by.name if one.checked_by else "",
        checked_at=one.checked_at,
    )


def chain_out(found: queries.ChainAsItStands) -> schemas.ChainOut:
    """Return the shape of a chain."""
    carried = found.carried
    return schemas.ChainOut(
        evaluation=found.chain.evaluation.code,
        code=found.chain.code,
        identifier=found.identifier,
        complete=carried.is_complete,
        evidence_per_link=list(carried.evidence_per_link),
        design_level=carried.design_level or None,
        verb=_verb(carried.design_level),
        versions=[
            schemas.ChainVersionOut(
                claim=one.claim,
                mechanisms=one.mechanisms,
                verdict=one.verdict,
                text=one.text,
                told_by=one.told_by.name,
                told_at=one.told_at,
            )
            for one in found.versions
        ],
    )


def _mechanism(evaluation: str, code: str) -> MechanismAsItStands:
    found = queries.find_mechanism(evaluation, code)
    if found is None:
        raise absent()
    return found


def _of_evaluator(request: ApiRequest, evaluation: str, code: str) -> MechanismAsItStands:
    """Return a mechanism for who may write of it; others are told that they may not, whether it is there or not."""
    for_evaluators(request, evaluation)
    return _mechanism(evaluation, code)


def _chain(evaluation: str, code: str) -> queries.ChainAsItStands:
    found = queries.find_chain(evaluation, code)
    if found is None:
        raise absent()
    return found


def _told(told: schemas.MechanismIn) -> MechanismTold:
    return MechanismTold(told.text, told.expected_by, told.link)


def _explained(told: schemas.ExplanationIn) -> ExplanationTold:
    return ExplanationTold(told.text, told.weight, told.why)


def _claimed(told: schemas.ChainIn) -> ChainTold:
    return ChainTold(told.claim, tuple(told.mechanisms), told.verdict, told.text)


@router.get(MECHANISMS, response={200: list[schemas.MechanismOut], **PROBLEMS}, by_alias=True)
def mechanisms(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.MechanismOut]:
    """List what is expected to work; what was judged of it to others than evaluators once that was checked."""
    return [mechanism_out(one) for one in queries.mechanisms_of(find(Evaluation.objects.all(), code=evaluation))]


@router.post(MECHANISMS, response=MADE, by_alias=True)
def add_mechanism(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.MechanismIn
) -> Status[schemas.MechanismOut]:
    """Tell what is expected to work on a link of the outcome map."""
    of = find(Evaluation.objects.all(), code=evaluation)
    made = operations.add_mechanism(of, _told(told), **on_what(request, told.evidence))
    return Status(201, mechanism_out(_mechanism(evaluation, made.code)))


@router.get(MECHANISM, response=DONE, by_alias=True)
def mechanism(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.MechanismOut:
    """Show a mechanism with its evidence, other explanations and verdicts."""
    return mechanism_out(_mechanism(evaluation, code))


@router.post(f"{MECHANISM}/words", response=DONE, by_alias=True)
def change_mechanism(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ChangedMechanismIn
) -> schemas.MechanismOut:
    """Word a mechanism otherwise, with why; it is judged anew."""
    found = _of_evaluator(request, evaluation, code).mechanism
    operations.word_mechanism(found, _told(told), told.reason, **on_what(request, told.evidence))
    return mechanism_out(_mechanism(evaluation, code))


@router.post(f"{MECHANISM}/evidence", response=MADE, by_alias=True)
def add_evidence_of_mechanism(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.MechanismEvidenceIn
) -> Status[schemas.MechanismOut]:
    """Add what speaks for or against a mechanism; it is judged anew."""
    found = _of_evaluator(request, evaluation, code).mechanism
    operations.add_mechanism_evidence(found, **on_what(request, told.evidence))
    return Status(201, mechanism_out(_mechanism(evaluation, code)))


@router.post(f"{MECHANISM}/explanations", response=MADE, by_alias=True)
def note_explanation(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ExplanationIn
) -> Status[schemas.MechanismOut]:
    """Note what else could explain it."""
    found = _of_evaluator(request, evaluation, code).mechanism
    operations.note_explanation(found, _explained(told), **on_what(request, told.evidence))
    return Status(201, mechanism_out(_mechanism(evaluation, code)))


@router.post(f"{MECHANISM}/explanations/{{number}}", response=DONE, by_alias=True)
def weigh_explanation(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, told: schemas.ExplanationIn
) -> schemas.MechanismOut:
    """Weigh another explanation, or tell it otherwise; the former version stays."""
    found = _of_evaluator(request, evaluation, code)
    if number not in [each.now.number for each in found.explanations]:
        raise absent()
    operations.weigh_explanation(found.mechanism, number, _explained(told), **on_what(request, told.evidence))
    return mechanism_out(_mechanism(evaluation, code))


@router.post(f"{MECHANISM}/verdicts", response=MADE, by_alias=True)
def judge_mechanism(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.VerdictIn
) -> Status[schemas.MechanismOut]:
    """Judge a mechanism on its evidence as it is now; the former verdict stays."""
    found = _of_evaluator(request, evaluation, code).mechanism
    verdict = VerdictTold(told.presence, told.verdict, told.text, told.design_level)
    operations.judge_mechanism(found, verdict, **by_whom(request))
    return Status(201, mechanism_out(_mechanism(evaluation, code)))


@router.post(f"{MECHANISM}/verdicts/{{number}}/check", response=DONE, by_alias=True)
def check_mechanism(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int
) -> schemas.MechanismOut:
    """Say, as another than who judged, that a verdict is what its evidence carries."""
    operations.check_mechanism(_of_evaluator(request, evaluation, code).mechanism, number, **by_whom(request))
    return mechanism_out(_mechanism(evaluation, code))


@router.get(CHAINS, response={200: list[schemas.ChainOut], **PROBLEMS}, by_alias=True)
def chains(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.ChainOut]:
    """List claims of an effect: all to evaluators, to others those on which an approved finding rests."""
    return [chain_out(one) for one in queries.chains_of(find(Evaluation.objects.all(), code=evaluation))]


@router.post(CHAINS, response={201: schemas.ChainOut, **PROBLEMS}, by_alias=True)
def add_chain(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.ChainIn
) -> Status[schemas.ChainOut]:
    """Claim that something contributed to an effect, by links of the map that follow each other."""
    of = find(Evaluation.objects.all(), code=evaluation)
    made = operations.add_chain(of, _claimed(told), **by_whom(request))
    return Status(201, chain_out(_chain(evaluation, made.code)))


@router.get(CHAIN, response={200: schemas.ChainOut, **PROBLEMS}, by_alias=True)
def chain(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.ChainOut:
    """Show a claim with what carries its links."""
    return chain_out(_chain(evaluation, code))


@router.post(f"{CHAIN}/versions", response={200: schemas.ChainOut, **PROBLEMS}, by_alias=True)
def change_chain(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ChainIn
) -> schemas.ChainOut:
    """Tell or judge a claim otherwise; the former version stays."""
    for_evaluators(request, evaluation)
    operations.change_chain(_chain(evaluation, code).chain, _claimed(told), **by_whom(request))
    return chain_out(_chain(evaluation, code))
