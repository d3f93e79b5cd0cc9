"""Mechanisms and chains as the reader may see them, and how a chain is resolved as evidence of a measured effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS, CONTRIBUTION
from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    ContributionChain,
    Evaluation,
    Mechanism,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
)
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.rules.mechanism_state import (
    MechanismAsItStands,
    MechanismState,
    address_of,
    chain_of,
    standing,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import MapLink
from vlechtwerk.domains.programme.queries.sources import name_holders
from vlechtwerk.foundation.evidence import address
from vlechtwerk.foundation.evidence.address import Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.evidence.registry import register_kind

Pairs = Sequence[tuple[EvidenceLink, ResolvedEvidence | None]]


@dataclass(frozen=True, slots=True)
class ChainAsItStands:
    """A chain with its versions, the first first, its links as far as they can be read, and what carries it."""

    chain: ContributionChain
    versions: Sequence[ChainVersion]
    links: Sequence[MechanismAsItStands | None]
    carried: address.ContributionChain

    @property
    def now(self) -> ChainVersion:
        """Return how it is told now."""
        return self.versions[-1]

    @property
    def identifier(self) -> str:
        """Return by what it is named as evidence."""
        return f"{self.chain.evaluation.code},{self.chain.code}"


def register() -> None:
    """Register chains as evidence of measured effects, and how what rests on evidence is named."""
    register_kind(CONTRIBUTION, resolve_contributions)
    name_holders(Mechanism, ("evaluation",), lambda row: (row.evaluation.code, row.code, ""))
    for part in (MechanismWording, OtherExplanation):
        name_holders(part, ("evaluation", "mechanism"), lambda row: (row.evaluation.code, row.mechanism.code, row.text))


def mechanisms_of(evaluation: Evaluation) -> list[MechanismAsItStands]:
    """Return the mechanisms of an evaluation in order; others than its evaluators read only verdicts that hold."""
    rows = Mechanism.objects.filter(evaluation=evaluation).select_related("evaluation").order_by("number")
    return standing(list(rows))


def open_to_all(one: MechanismAsItStands) -> MechanismAsItStands:
    """Return a mechanism as every member reads it, whoever asks: judged where that was checked and holds, else not."""
    seen = replace(
        one,
        expected_in=_open(one.expected_in),
        evidence=_open(one.evidence),
        explanations=[replace(each, evidence=_open(each.evidence)) for each in one.explanations],
    )
    return seen if seen.state is MechanismState.CHECKED else seen.unjudged()


def _open(pairs: Pairs) -> Pairs:
    return [(link, resolved) for link, resolved in pairs if link.kind not in CLOSED_KINDS]


def worded_in(evaluations: Sequence[Evaluation]) -> list[MechanismWording]:
    """Return how the mechanisms of evaluations are worded now, in their order: one query."""
    rows = MechanismWording.objects.filter(evaluation__in=evaluations).select_related("evaluation", "mechanism")
    in_order = rows.order_by("evaluation__code", "mechanism__number", "number")
    return list({row.mechanism_id: row for row in in_order}.values())


def find_mechanism(evaluation: str, code: str) -> MechanismAsItStands | None:
    """Return one mechanism, or nothing."""
    rows = Mechanism.objects.filter(evaluation__code=evaluation, code=code).select_related("evaluation")
    return next(iter(standing(list(rows))), None)


def verdicts_waiting_for(person: Person, at: datetime) -> list[Mechanism]:
    """Return the mechanisms of which someone may check the verdict: those of their evaluations, judged by another."""
    waiting = MechanismVerdict.objects.filter(
        evaluation__code__in=evaluated_by(person, at), evaluation__project=person.project_id,
        revision=F("mechanism__revision"), checked_at__isnull=True,
    ).exclude(judged_by=person)  # fmt: skip
    verdicts = waiting.select_related("mechanism__evaluation").order_by("evaluation__code", "mechanism__number")
    rows = [one.mechanism for one in verdicts]
    return [one.mechanism for one in standing(rows) if one.state is MechanismState.JUDGED]


def chains_of(evaluation: Evaluation, held: Sequence[MechanismAsItStands] | None = None) -> list[ChainAsItStands]:
    """Return the chains of an evaluation; `held`: its mechanisms, where they are known already."""
    rows = ContributionChain.objects.filter(evaluation=evaluation)
    return _as_they_stand(list(rows.select_related("evaluation").order_by("number")), held)


def find_chain(evaluation: str, code: str) -> ChainAsItStands | None:
    """Return one chain, or nothing."""
    rows = ContributionChain.objects.filter(evaluation__code=evaluation, code=code).select_related("evaluation")
    return next(iter(_as_they_stand(list(rows))), None)


def links_to_choose(project_id: UUID) -> list[tuple[str, MapLink]]:
    """Return the links that something can be expected of, by address, of the latest map first."""
    rows = MapLink.objects.filter(project_id=project_id, kind=MapLink.Kind.CONTRIBUTES_TO)
    ordered = rows.select_related("version", "from_node", "to_node").order_by("-version__order", "order")
    return [(address_of(row), row) for row in ordered]


def _as_they_stand(
    chains: Sequence[ContributionChain], held: Sequence[MechanismAsItStands] | None = None
) -> list[ChainAsItStands]:
    if not chains:
        return []
    versions: dict[UUID, list[ChainVersion]] = {}
    for version in ChainVersion.objects.filter(chain__in=chains).select_related("told_by").order_by("number"):
        versions.setdefault(version.chain_id, []).append(version)
    if held is None:
        of = {one.evaluation_id for one in chains}
        rows = Mechanism.objects.filter(evaluation__in=of).select_related("evaluation").order_by("number")
        held = standing(list(rows))
    by_number = {(one.mechanism.evaluation_id, one.mechanism.number): one for one in held}
    found = []
    for chain in chains:
        now = versions[chain.id][-1]
        mine = {number: one for (of_one, number), one in by_number.items() if of_one == chain.evaluation_id}
        links = [mine.get(number) for number in now.mechanisms]
        found.append(ChainAsItStands(chain, versions[chain.id], links, chain_of(now, mine)))
    return found


def resolve_contributions(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve chains by the code of their evaluation and their own (“EV1,C1”)."""
    pairs = [identifier.split(",") for identifier in identifiers if identifier.count(",") == 1]
    if not pairs:
        return {}
    rows = ContributionChain.objects.filter(
        project_id=project_id,
        evaluation__code__in={evaluation for evaluation, _code in pairs},
        code__in={code for _evaluation, code in pairs},
    ).select_related("evaluation")
    found = {one.identifier: _resolved(one) for one in _as_they_stand(list(rows))}
    return {identifier: found[identifier] for identifier in identifiers if identifier in found}


def _resolved(one: ChainAsItStands) -> ResolvedEvidence:
    carried, now = one.carried, one.now
    return ResolvedEvidence(
        short_title=one.chain.code,
        title=now.claim,
        version=str(now.number),
        checksum=checksum_of(
            one.identifier,
            now.claim,
            now.verdict,
            *map(str, now.mechanisms),
            *map(str, carried.evidence_per_link),
            str(carried.is_complete),
            str(carried.design_level),
        ),
        code=one.identifier,
        ground=Ground.MEASURED_EFFECT,
        telling=Telling(chain=carried),
    )


def in_order_of_the_map(found: Sequence[MechanismAsItStands]) -> list[MechanismAsItStands]:
    """Return mechanisms so that each stands behind those that end where it begins; others in their own order."""
    placed: list[MechanismAsItStands] = []
    waiting = list(found)
    while waiting:
        ends = {one.link.to_node_id for one in waiting if one.link is not None}
        ready = [one for one in waiting if one.link is None or one.link.from_node_id not in ends] or waiting[:1]
        placed += ready
        waiting = [one for one in waiting if one not in ready]
    return placed
