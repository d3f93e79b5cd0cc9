"""How mechanisms stand: their words, their evidence and what was judged of them, and whether that holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    Contribution,
    Mechanism,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
    Weight,
)
from vlechtwerk.domains.evaluation.rules.design_levels import capped, highest
from vlechtwerk.domains.programme.models import MapLink
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.foundation.evidence.address import ContributionChain, ResolvedEvidence, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink

Row = TypeVar("Row", MechanismWording, OtherExplanation, MechanismVerdict)
# Verdicts on which an effect may be told.
CARRYING = (Contribution.CONVINCING, Contribution.PLAUSIBLE)


class MechanismState(StrEnum):
    """How far it is with a mechanism."""

    NOT_JUDGED = "not_judged"
    JUDGED = "judged"
    CHECKED = "checked"
    # Its words, its evidence or another explanation changed since it was judged.
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ExplanationAsItStands:
    """Another explanation: its versions, the first first, and what speaks for and against it."""

    versions: Sequence[OtherExplanation]
    evidence: Sequence[tuple[EvidenceLink, ResolvedEvidence | None]]

    @property
    def now(self) -> OtherExplanation:
        """Return its latest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class MechanismAsItStands:
    """A mechanism as the reader may see it; `link`: what its address leads to now, nothing where it leads nowhere."""

    mechanism: Mechanism
    wordings: Sequence[MechanismWording]
    link: MapLink | None
    # Where it is expected, of its present words; what speaks for and against it follows.
    expected_in: Sequence[tuple[EvidenceLink, ResolvedEvidence | None]]
    evidence: Sequence[tuple[EvidenceLink, ResolvedEvidence | None]]
    explanations: Sequence[ExplanationAsItStands]
    verdicts: Sequence[MechanismVerdict]

    @property
    def now(self) -> MechanismWording:
        """Return how it is worded now."""
        return self.wordings[-1]

    @property
    def verdict(self) -> MechanismVerdict | None:
        """Return the latest verdict, whether it holds or not."""
        return self.verdicts[-1] if self.verdicts else None

    @property
    def all_evidence(self) -> list[tuple[EvidenceLink, ResolvedEvidence | None]]:
        """Return its evidence and that of the other explanations."""
        return [*self.evidence, *(pair for one in self.explanations for pair in one.evidence)]

    @property
    def changed_evidence(self) -> list[EvidenceLink]:
        """Return the evidence that changed since the latest verdict, as far as the reader may resolve it."""
        sums = self.verdict.sums if self.verdict else {}
        return [
            link
            for link, resolved in self.all_evidence
            if str(link.id) in sums and (resolved is None or resolved.checksum != sums[str(link.id)])
        ]

    @property
    def state(self) -> MechanismState:
        """Return how far it is; a verdict on what changed since does not count."""
        verdict = self.verdict
        if verdict is None:
            return MechanismState.NOT_JUDGED
        if verdict.revision != self.mechanism.revision or self.changed_evidence:
            return MechanismState.CHANGED
        return MechanismState.JUDGED if verdict.checked_at is None else MechanismState.CHECKED

    @property
    def carries(self) -> bool:
        """Tell whether an effect may pass its link: it works here by a checked verdict."""
        verdict = self.verdict
        return verdict is not None and self.state is MechanismState.CHECKED and verdict.verdict in CARRYING

    def level_carried(self, verdict: str) -> DesignLevel | None:
        """Return how far evidence of a verdict reaches: where it says that it works, what speaks for it; else all."""
        if verdict not in CARRYING:
            return highest(self.all_evidence)
        return highest(pair for pair in self.evidence if pair[0].stance == Stance.SUPPORTS)

    def level_of(self, verdict: MechanismVerdict) -> int | None:
        """Return the design level of a verdict: as it was told, and no higher than its evidence carries."""
        return capped(verdict.design_level, self.level_carried(verdict.verdict))

    def unjudged(self) -> "MechanismAsItStands":
        """Return what is expected alone, without what was judged and on what."""
        return replace(self, evidence=(), explanations=(), verdicts=())

    @property
    def is_weighed(self) -> bool:
        """Tell whether other explanations were weighed, and none explains more."""
        weights = [one.now.weight for one in self.explanations]
        return bool(weights) and not {Weight.NOT_WEIGHED, Weight.MORE} & set(weights)


def standing(mechanisms: Sequence[Mechanism]) -> list[MechanismAsItStands]:
    """Return how mechanisms stand, in their order: a fixed number of queries."""
    if not mechanisms:
        return []
    ids = [one.id for one in mechanisms]
    wordings = _by_mechanism(MechanismWording.objects.filter(mechanism__in=ids).select_related("worded_by"))
    verdicts = _by_mechanism(
        MechanismVerdict.objects.filter(mechanism__in=ids).select_related("judged_by", "checked_by")
    )
    noted = _by_mechanism(OtherExplanation.objects.filter(mechanism__in=ids).select_related("noted_by"))
    first_ones = [one.id for rows in noted.values() for one in rows if one.version == 1]
    now = [wordings[one][-1].id for one in ids if wordings.get(one)]
    links = evidence_of([*ids, *now, *first_ones])
    project = mechanisms[0].project_id
    resolved = resolved_links(project, [link for held in links.values() for link in held])
    map_links = links_at(project, [wordings[one][-1].link for one in ids if wordings.get(one)])

    def evidence(holder: UUID) -> list[tuple[EvidenceLink, ResolvedEvidence | None]]:
        return [(link, resolved.get((link.kind, link.identifier))) for link in links.get(holder, [])]

    return [
        MechanismAsItStands(
            one,
            wordings[one.id],
            map_links.get(wordings[one.id][-1].link),
            evidence(wordings[one.id][-1].id),
            evidence(one.id),
            [ExplanationAsItStands(rows, evidence(rows[0].id)) for rows in _by_number(noted.get(one.id, []))],
            verdicts.get(one.id, []),
        )
        for one in mechanisms
    ]


def _by_mechanism(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.mechanism_id, []).append(row)
    return found


def _by_number(rows: Sequence[OtherExplanation]) -> list[list[OtherExplanation]]:
    found: dict[int, list[OtherExplanation]] = {}
    for row in rows:
        found.setdefault(row.number, []).append(row)
    return list(found.values())


def address_of(link: MapLink) -> str:
    """Return the address of a link: codes of the map, of the node from which and of that to which it leads."""
    return f"{link.version.code},{link.from_node.code},{link.to_node.code}"


def links_at(project_id: UUID, addresses: Sequence[str]) -> Mapping[str, MapLink]:
    """Return the links at these addresses; what leads nowhere is left out."""
    maps = {address.partition(",")[0] for address in addresses}
    if not maps:
        return {}
    rows = MapLink.objects.filter(
        project_id=project_id, version__code__in=maps, kind=MapLink.Kind.CONTRIBUTES_TO
    ).select_related("version", "from_node", "to_node")
    found = {address_of(row): row for row in rows}
    return {address: found[address] for address in addresses if address in found}


def chain_of(version: ChainVersion, held: Mapping[int, MechanismAsItStands]) -> ContributionChain:
    """Return what carries a claim; `held`: the mechanisms of its evaluation by number, as far as they can be read."""
    links = [held.get(number) for number in version.mechanisms]
    carrying = [one if one is not None and one.carries else None for one in links]
    return ContributionChain(
        tuple(one.verdict.supports if one and one.verdict else 0 for one in carrying),
        all(one is not None and one.is_weighed for one in links),
        version.verdict in CARRYING,
        min((one.level_of(one.verdict) or 0 if one and one.verdict else 0 for one in carrying), default=0),
    )
