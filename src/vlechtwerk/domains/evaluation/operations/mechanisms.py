"""Tell what is expected to work, weigh what else explains it, judge it, let another check it, and claim an effect."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.evidence import CONTRIBUTION
from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    ContributionChain,
    Evaluation,
    Mechanism,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
)
from vlechtwerk.domains.evaluation.operations.findings import reopen_resting_on
from vlechtwerk.domains.evaluation.rules import mechanisms as rules
from vlechtwerk.domains.evaluation.rules.mechanism_state import standing
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence, Stance
from vlechtwerk.foundation.evidence.links import attach, evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_mechanism(
    evaluation: Evaluation, told: MechanismTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> Mechanism:
    """Tell what is expected to work on a link of the map; evidence: where the literature or the plan expects it."""
    _hold(evaluation)
    refuse_if(rules.reasons_against_mechanism(evaluation, told, evidence, by=by, at=at))
    number = evaluation.mechanisms.count() + 1
    mechanism = Mechanism.objects.create(
        project_id=evaluation.project_id, evaluation=evaluation, number=number, code=f"M{number}"
    )
    attach(_word(mechanism, told, "", by=by, at=at), evidence)
    _note("add_mechanism", evaluation, by=by, at=at)
    return mechanism


@transaction.atomic
def word_mechanism(
    mechanism: Mechanism,
    told: MechanismTold,
    reason: str,
    evidence: Sequence[Evidence] = (),
    *,
    by: Person,
    at: datetime,
) -> MechanismWording:
    """Word a mechanism otherwise, for a reason; its verdict is given anew. Evidence: where it is expected."""
    mechanism = _held(mechanism)
    refuse_if(rules.reasons_against_wording(mechanism, told, reason, evidence, by=by, at=at))
    worded = _word(mechanism, told, reason, by=by, at=at)
    attach(worded, evidence)
    _changed(mechanism, by=by, at=at)
    _note("word_mechanism", mechanism.evaluation, by=by, at=at)
    return worded


@transaction.atomic
def add_mechanism_evidence(
    mechanism: Mechanism, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[EvidenceLink]:
    """Add what speaks for or against a mechanism; its verdict is given anew."""
    mechanism = _held(mechanism)
    refuse_if(rules.reasons_against_evidence(mechanism.evaluation, evidence, by=by, at=at))
    links = attach(mechanism, evidence, first=_next_place(mechanism))
    _changed(mechanism, by=by, at=at)
    _note("add_evidence_of_mechanism", mechanism.evaluation, by=by, at=at)
    return links


@transaction.atomic
def note_explanation(
    mechanism: Mechanism, told: ExplanationTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> OtherExplanation:
    """Note what else could explain it, with what speaks for and against that."""
    mechanism = _held(mechanism)
    reasons = rules.reasons_against_explanation(mechanism, told, by=by, at=at)
    if evidence:
        reasons += rules.reasons_against_evidence(mechanism.evaluation, evidence, by=by, at=at)
    refuse_if(reasons)
    number = mechanism.explanations.filter(version=1).count() + 1
    explanation = _explain(mechanism, number, told, by=by, at=at)
    attach(explanation, evidence)
    _changed(mechanism, by=by, at=at)
    _note("note_explanation", mechanism.evaluation, by=by, at=at)
    return explanation


@transaction.atomic
def weigh_explanation(
    mechanism: Mechanism,
    number: int,
    told: ExplanationTold,
    evidence: Sequence[Evidence] = (),
    *,
    by: Person,
    at: datetime,
) -> OtherExplanation:
    """Tell or weigh another explanation otherwise, and add what speaks for or against it; the former version stays."""
    mechanism = _held(mechanism)
    first = mechanism.explanations.get(number=number, version=1)
    reasons = rules.reasons_against_explanation(mechanism, told, by=by, at=at)
    if evidence:
        reasons += rules.reasons_against_evidence(mechanism.evaluation, evidence, by=by, at=at)
    refuse_if(reasons)
    explanation = _explain(mechanism, number, told, by=by, at=at)
    attach(first, evidence, first=_next_place(first))
    _changed(mechanism, by=by, at=at)
    _note("weigh_explanation", mechanism.evaluation, by=by, at=at)
    return explanation


@transaction.atomic
def judge_mechanism(mechanism: Mechanism, told: VerdictTold, *, by: Person, at: datetime) -> MechanismVerdict:
    """Judge a mechanism on its evidence as it is now; the former verdict stays, and another checks this one."""
    mechanism = _held(mechanism)
    refuse_if(rules.reasons_against_judging(mechanism, told, by=by, at=at))
    (found,) = standing([mechanism])
    stances = [link.stance for link, _resolved in found.evidence]
    verdict = MechanismVerdict.objects.create(
        project_id=mechanism.project_id,
        evaluation_id=mechanism.evaluation_id,
        mechanism=mechanism,
        number=mechanism.verdicts.count() + 1,
        # A verdict is of a revision of its own: an earlier one that was checked holds no more.
        revision=_changed(mechanism, by=by, at=at),
        presence=told.presence,
        verdict=told.verdict,
        design_level=told.design_level,
        text=told.text.strip(),
        supports=stances.count(Stance.SUPPORTS),
        contradicts=stances.count(Stance.CONTRADICTS),
        sums={str(link.id): resolved.checksum for link, resolved in found.all_evidence if resolved is not None},
        judged_by=by,
        judged_at=at,
    )
    _note("judge_mechanism", mechanism.evaluation, by=by, at=at)
    return verdict


@transaction.atomic
def check_mechanism(mechanism: Mechanism, number: int, *, by: Person, at: datetime) -> MechanismVerdict:
    """Say, as another than who judged, that a verdict is what its evidence carries: every member reads it then.

    number: of the verdict that was read; of one that was given meanwhile nothing is said.
    """
    mechanism = _held(mechanism)
    refuse_if(rules.reasons_against_checking(mechanism, number, by=by, at=at))
    verdict = mechanism.verdicts.get(number=number)
    verdict.checked_by, verdict.checked_at = by, at
    verdict.save(update_fields=["checked_by", "checked_at"])
    _note("check_mechanism", mechanism.evaluation, by=by, at=at)
    return verdict


@transaction.atomic
def add_chain(evaluation: Evaluation, told: ChainTold, *, by: Person, at: datetime) -> ContributionChain:
    """Claim that something contributed to an effect, by the links of the map that the claim passes."""
    _hold(evaluation)
    refuse_if(rules.reasons_against_chain(evaluation, told, by=by, at=at))
    number = evaluation.chains.count() + 1
    chain = ContributionChain.objects.create(
        project_id=evaluation.project_id, evaluation=evaluation, number=number, code=f"C{number}"
    )
    _tell_chain(chain, told, by=by, at=at)
    _note("add_chain", evaluation, by=by, at=at)
    return chain


@transaction.atomic
def change_chain(chain: ContributionChain, told: ChainTold, *, by: Person, at: datetime) -> ChainVersion:
    """Tell or judge a claim otherwise; the former version stays, and what was approved on it is opened again."""
    _hold(chain.evaluation)
    chain = ContributionChain.objects.select_related("evaluation").get(id=chain.id)
    refuse_if(rules.reasons_against_chain(chain.evaluation, told, by=by, at=at))
    version = _tell_chain(chain, told, by=by, at=at)
    reopen_resting_on(chain.evaluation, {CONTRIBUTION}, by=by, at=at)
    _note("change_chain", chain.evaluation, by=by, at=at)
    return version


def _hold(evaluation: Evaluation) -> None:
    """Let nobody else write about mechanisms of an evaluation till the end of this transaction."""
    wait_for_others("mechanisms", evaluation.id)


def _held(mechanism: Mechanism) -> Mechanism:
    _hold(mechanism.evaluation)
    return Mechanism.objects.select_related("evaluation").get(id=mechanism.id)


def _changed(mechanism: Mechanism, *, by: Person, at: datetime) -> int:
    """Keep that a mechanism is another one now, and open again what was approved on it; return its revision."""
    mechanism.revision += 1
    mechanism.save(update_fields=["revision"])
    reopen_resting_on(mechanism.evaluation, {CONTRIBUTION}, by=by, at=at)
    return mechanism.revision


def _next_place(holder: Mechanism | OtherExplanation) -> int:
    return len(evidence_of([holder.id]).get(holder.id, []))


def _word(mechanism: Mechanism, told: MechanismTold, reason: str, *, by: Person, at: datetime) -> MechanismWording:
    return MechanismWording.objects.create(
        project_id=mechanism.project_id,
        evaluation_id=mechanism.evaluation_id,
        mechanism=mechanism,
        number=mechanism.wordings.count() + 1,
        text=told.text.strip(),
        expected_by=told.expected_by,
        link=told.link,
        reason=reason.strip(),
        worded_by=by,
        worded_at=at,
    )


def _explain(mechanism: Mechanism, number: int, told: ExplanationTold, *, by: Person, at: datetime) -> OtherExplanation:
    return OtherExplanation.objects.create(
        project_id=mechanism.project_id,
        evaluation_id=mechanism.evaluation_id,
        mechanism=mechanism,
        number=number,
        version=mechanism.explanations.filter(number=number).count() + 1,
        text=told.text.strip(),
        weight=told.weight,
        why=told.why.strip(),
        noted_by=by,
        noted_at=at,
    )


def _tell_chain(chain: ContributionChain, told: ChainTold, *, by: Person, at: datetime) -> ChainVersion:
    return ChainVersion.objects.create(
        project_id=chain.project_id,
        evaluation_id=chain.evaluation_id,
        chain=chain,
        number=chain.versions.count() + 1,
        claim=told.claim.strip(),
        mechanisms=list(told.mechanisms),
        verdict=told.verdict,
        text=told.text.strip(),
        told_by=by,
        told_at=at,
    )


def _note(act: str, evaluation: Evaluation, *, by: Person, at: datetime) -> None:
    """Note an act in the journal: nothing of what it says stands in it."""
    note_act(act, "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
