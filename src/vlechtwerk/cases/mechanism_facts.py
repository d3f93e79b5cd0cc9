"""Load what is expected to work, as far as it was judged and checked, and the claims that rest on it."""

from vlechtwerk.cases.finding_facts import OfEvaluation, read_evidence
from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import Contribution, ExpectedBy, Mechanism, Presence, Weight
from vlechtwerk.domains.evaluation.operations import mechanisms
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin

# What names a link of the map.
_LINK = ("map", "from", "to")


def load_mechanisms(file: Block, loading: Loading) -> None:
    """Load mechanisms in their order, each as far as it came, and the chains of claims."""
    for block in file.blocks("evaluations"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        if evaluation is None:
            raise block.wrong("evaluation", "Mechanisms are of an evaluation.")
        of = OfEvaluation(evaluation, loading)
        for item in block.blocks("mechanisms"):
            _mechanism(item, of)
        for item in block.blocks("chains"):
            _chain(item, of)
        block.finish()


def _who(block: Block, of: OfEvaluation) -> Person:
    """Return who did it; of what was published, who loads the case."""
    return of.person(block, "by") if block.has("by") else of.loading.by


def _mechanism(block: Block, of: OfEvaluation) -> None:
    told = MechanismTold(
        block.text("text"), block.choice("expected_by", ExpectedBy), ",".join(block.text(key) for key in _LINK)
    )
    expected_in = of.loading.evidence(block)
    with place_of(block):
        by, at = _who(block, of), of.at(block, "on")
        made = mechanisms.add_mechanism(of.evaluation, told, expected_in, by=by, at=at)
        speaking = [read_evidence(item, of) for item in block.blocks("speaks")]
        if speaking:
            mechanisms.add_mechanism_evidence(made, speaking, by=by, at=at)
        for item in block.blocks("explanations"):
            explained = ExplanationTold(
                item.text("text"), item.choice("weight", Weight, Weight.NOT_WEIGHED), item.optional_text("why")
            )
            evidence = [read_evidence(one, of) for one in item.blocks("speaks")]
            mechanisms.note_explanation(made, explained, evidence, by=by, at=at)
            item.finish()
        for item in block.blocks("verdicts"):
            _verdict(item, made, of)
    block.finish()


def _verdict(block: Block, mechanism: Mechanism, of: OfEvaluation) -> None:
    if of.evaluation.project.origin == Origin.PUBLISHED:
        raise block.wrong("verdict", "Verdicts here are made up; a project of what was published has none.")
    told = VerdictTold(
        block.choice("presence", Presence),
        block.choice("verdict", Contribution),
        block.text("text"),
        block.number("design_level"),
    )
    judged = mechanisms.judge_mechanism(mechanism, told, by=of.person(block, "by"), at=of.at(block, "on"))
    if (checked := block.block("checked")) is not None:
        by, at = of.person(checked, "by"), of.at(checked, "on")
        mechanisms.check_mechanism(mechanism, judged.number, by=by, at=at)
        checked.finish()
    block.finish()


def _chain(block: Block, of: OfEvaluation) -> None:
    known = {one.code: one for one in of.evaluation.mechanisms.all()}
    told = ChainTold(
        block.text("claim"),
        tuple(one.number for one in block.codes("mechanisms", known)),
        block.choice("verdict", Contribution, "") if block.has("verdict") else "",
        block.optional_text("text"),
    )
    with place_of(block):
        mechanisms.add_chain(of.evaluation, told, by=_who(block, of), at=of.at(block, "on"))
    block.finish()
