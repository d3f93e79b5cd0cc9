"""Sentences about mechanisms and chains, for any world of the tests: Dilara tells and judges, Mila checks."""

from tests.world import World, moment, now
from vlechtwerk.domains.evaluation.models import ContributionChain, Evaluation, Mechanism
from vlechtwerk.domains.evaluation.operations import mechanisms
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.domains.programme.models import MapVersion, Source
from vlechtwerk.domains.programme.operations import map as drawing
from vlechtwerk.domains.programme.operations import register
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind

FIRST, SECOND = "K1,A1,U1", "K1,U1,E1"
CLAIM = "De gezamenlijke controles dragen bij aan minder panden."


def mapped(world: World) -> MapVersion:
    """Draw a map on which an activity leads to an output, and that to an effect; and have a study, O1."""
    by = {"by": world.loader, "at": now()}
    register.add_source("O1", "Onderzoek", Source.Kind.EVALUATION_REPORT, **by)  # type: ignore[arg-type]  # by and at
    version = drawing.add_map_version("K1", "Kaart", adopted_on=moment("2024-01"), **by)  # type: ignore[arg-type]  # by and at
    nodes = [
        drawing.add_node(version, code, kind, f"Stap {code}", order=order, **by)  # type: ignore[arg-type]  # by and at
        for order, (code, kind) in enumerate([("A1", "activity"), ("U1", "output"), ("E1", "observable_effect")])
    ]
    drawing.add_link(nodes[0], nodes[1], "contributes_to", **by)  # type: ignore[arg-type]  # by and at
    drawing.add_link(nodes[1], nodes[2], "contributes_to", **by)  # type: ignore[arg-type]  # by and at
    return drawing.fix_map_version(version, **by)  # type: ignore[arg-type]  # by and at


def expected(world: World, evaluation: Evaluation, link: str = FIRST) -> Mechanism:
    """Let Dilara tell what should work on a link."""
    told = MechanismTold(f"Wie samen kijkt, ziet meer ({link}).", "both", link)
    return mechanisms.add_mechanism(evaluation, told, by=world.dilara, at=now())


def study(page: str = "4", ground: str = "measured_effect") -> Evidence:
    """Name a page of a study that measured an effect: it carries each design level."""
    return Evidence(
        EvidenceAddress("document", "O1", "", LocatorKind.PAGE, page), "Zo is gemeten", ground=Ground(ground)
    )


def carried(
    world: World, mechanism: Mechanism, *evidence: Evidence, level: int | None = 3, verdict: str = "plausible",
    weight: str = "less",
) -> Mechanism:  # fmt: skip
    """Give a mechanism evidence and another explanation that was weighed, and let Dilara judge it and Mila check it."""
    by = {"by": world.dilara, "at": now()}
    on = list(evidence) or [study()]
    mechanisms.add_mechanism_evidence(mechanism, on, **by)  # type: ignore[arg-type]  # by and at
    mechanisms.note_explanation(mechanism, ExplanationTold("Er was minder aanbod.", weight, "Elders ook."), **by)  # type: ignore[arg-type]  # by and at
    judged(world, mechanism, level=level, verdict=verdict)
    return checked(world, mechanism)


def judged(world: World, mechanism: Mechanism, *, level: int | None = 3, verdict: str = "plausible") -> None:
    """Let Dilara judge a mechanism."""
    told = VerdictTold("present", verdict, "Het bewijs wijst een kant op.", level)
    mechanisms.judge_mechanism(mechanism, told, by=world.dilara, at=now())


def checked(world: World, mechanism: Mechanism) -> Mechanism:
    """Let Mila check the verdict on a mechanism."""
    mila = world.people["mila"]
    with reading_as(mila.id):
        mechanisms.check_mechanism(mechanism, mechanism.verdicts.count(), by=mila, at=now())
    return Mechanism.objects.select_related("evaluation").get(id=mechanism.id)


def chained(
    world: World, evaluation: Evaluation, *, levels: tuple[int | None, int | None] = (3, 4)
) -> ContributionChain:
    """Claim an effect over both links of the map, each of which works by a checked verdict."""
    for link, level in zip((FIRST, SECOND), levels, strict=True):
        carried(world, expected(world, evaluation, link), level=level)
    told = ChainTold(CLAIM, (1, 2), "plausible", "Beide stappen zijn aannemelijk.")
    return mechanisms.add_chain(evaluation, told, by=world.dilara, at=now())
