"""Whether mechanisms and chains may be told, judged and checked: no verdict without evidence, and by two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.evidence import CONTRIBUTION, FINDING
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    ChainVersion,
    Contribution,
    ContributionChain,
    Evaluation,
    ExpectedBy,
    Mechanism,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
    Presence,
    Weight,
)
from vlechtwerk.domains.evaluation.rules.design_levels import compares_moments, reasons_against_level
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.findings import reasons_against_ground
from vlechtwerk.domains.evaluation.rules.mechanism_state import (
    CARRYING,
    MechanismAsItStands,
    MechanismState,
    links_at,
    standing,
)
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.amounts import changes_in
from vlechtwerk.engines.documents.evaluation_report.prose_words import figures_in
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.foundation.database.keeping import reasons_against_keeping
from vlechtwerk.foundation.evidence.address import Evidence, Ground, Stance
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.refusal import Reason

NO_CLAIM = gettext_noop("No claim without evidence")
TWO_PEOPLE = gettext_noop("A verdict is checked by another than who gave it")
# Links that one claim passes at most, and pieces of evidence that are added at once.
MOST_LINKS = 12
MOST_EVIDENCE = 60


@dataclass(frozen=True, slots=True)
class MechanismTold:
    """What is expected to work, by whom, and the address of the link of the map that it explains."""

    text: str
    expected_by: str
    link: str


@dataclass(frozen=True, slots=True)
class ExplanationTold:
    """What else could explain it, what it explains beside the mechanism, and why."""

    text: str
    weight: str = Weight.NOT_WEIGHED
    why: str = ""


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """What is judged of a mechanism: whether it is there, what it explains, by which design, and why."""

    presence: str
    verdict: str
    text: str
    design_level: int | None = None


@dataclass(frozen=True, slots=True)
class ChainTold:
    """A claim with the mechanisms that it passes, in order; with its verdict and why, once it is judged."""

    claim: str
    mechanisms: tuple[int, ...]
    verdict: str = ""
    text: str = ""


def reasons_against_mechanism(
    evaluation: Evaluation, told: MechanismTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a mechanism can't be told so; evidence: where it is expected."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += _reasons_against_text(MechanismWording, "text", told.text, _("Write what is expected to work."))
    if told.expected_by not in ExpectedBy.values:
        reasons.append(Reason("expected_by_unknown", _("Say who expects it: literature, the makers of the plan, …")))
    if told.link not in links_at(evaluation.project_id, [told.link]):
        words = _("“%(link)s” is no link of an outcome map. Name the map and the two steps that it joins: K1,A1,E2.")
        reasons.append(Reason("no_such_link", words % {"link": told.link}))
    reasons += reasons_against_attaching(evaluation.project_id, evidence)
    return reasons or reasons_against_quoting(evaluation, [told.text, *(one.text for one in evidence)])


def reasons_against_wording(
    mechanism: Mechanism,
    told: MechanismTold,
    reason: str,
    evidence: Sequence[Evidence] = (),
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a mechanism can't be worded otherwise; whoever does says why."""
    reasons = reasons_against_mechanism(mechanism.evaluation, told, evidence, by=by, at=at)
    missing = _("Write why it is worded otherwise.")
    reasons += _reasons_against_text(MechanismWording, "reason", reason, missing, "reason_missing")
    return reasons or reasons_against_quoting(mechanism.evaluation, [reason])


def reasons_against_evidence(
    evaluation: Evaluation, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why evidence can't be added to a mechanism or to another explanation."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += reasons_against_attaching(evaluation.project_id, evidence)
    reasons += reasons_against_ground(evaluation, evidence)
    if not evidence:
        reasons.append(Reason("evidence_missing", _("Choose evidence."), _(NO_CLAIM)))
    if len(evidence) > MOST_EVIDENCE:
        words = _("At most %(most)s pieces of evidence are added at once.") % {"most": MOST_EVIDENCE}
        reasons.append(Reason("too_much_evidence", words))
    if any(_rests_on_effect(evaluation, one) for one in evidence):
        words = _("This says itself that there is an effect. Name what shows it instead.")
        reasons.append(Reason("rests_on_itself", words, _(NO_CLAIM)))
    return reasons or reasons_against_quoting(evaluation, [one.text for one in evidence])


def _rests_on_effect(evaluation: Evaluation, one: Evidence) -> bool:
    """Tell whether evidence may rest on this very mechanism: a chain, or a finding that tells an effect."""
    if one.address.kind != FINDING:
        return one.address.kind == CONTRIBUTION
    _evaluation, _comma, code = one.address.identifier.partition(",")
    approved = ApprovedFinding.objects.filter(project_id=evaluation.project_id, code=code, ended_at__isnull=True)
    return approved.filter(ground=Ground.MEASURED_EFFECT).exists()


def reasons_against_explanation(
    mechanism: Mechanism, told: ExplanationTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why another explanation can't be told or weighed so."""
    reasons = reasons_against_evaluating(mechanism.evaluation, by=by, at=at)
    missing = _("Write what else could explain it.")
    reasons += _reasons_against_text(OtherExplanation, "text", told.text, missing)
    if told.weight not in Weight.values:
        reasons.append(Reason("weight_unknown", _("Choose what it explains beside the mechanism.")))
    elif told.weight != Weight.NOT_WEIGHED and not told.why.strip():
        reasons.append(Reason("reason_missing", _("Write why it weighs so.")))
    reasons += reasons_against_keeping(OtherExplanation, {"why": told.why})
    return reasons or reasons_against_quoting(mechanism.evaluation, [told.text, told.why])


def reasons_against_judging(mechanism: Mechanism, told: VerdictTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a mechanism can't be judged so: that it works takes evidence for it, and that it is there."""
    reasons = reasons_against_evaluating(mechanism.evaluation, by=by, at=at)
    missing = _("Write why you judge so.")
    reasons += _reasons_against_text(MechanismVerdict, "text", told.text, missing, "reason_missing")
    if told.presence not in Presence.values:
        reasons.append(Reason("presence_unknown", _("Say whether it is there: present, partly, absent, or not known.")))
    if told.verdict not in Contribution.values:
        reasons.append(Reason("verdict_unknown", _("Choose a verdict from the scale.")))
    if told.design_level is not None and told.design_level not in list(DesignLevel):
        reasons.append(Reason("design_level_unknown", _("A design level is 1 to 5 (Maryland scale).")))
    if reasons:
        return reasons
    (found,) = standing([mechanism])
    return _reasons_against_verdict(found, told) or reasons_against_quoting(mechanism.evaluation, [told.text])


def _reasons_against_verdict(found: MechanismAsItStands, told: VerdictTold) -> list[Reason]:
    reasons = reasons_against_level(told.design_level, found.level_carried(told.verdict))
    lost = [link.identifier for link, resolved in found.all_evidence if resolved is None]
    if lost:
        words = _("This evidence leads nowhere any more: %(identifiers)s.") % {"identifiers": ", ".join(lost)}
        reasons.append(Reason("evidence_lost", words, _(NO_CLAIM)))
    reasons += _reasons_against_figures(told.text) + _reasons_against_change(found, told.text)
    if told.verdict not in CARRYING:
        return reasons if told.verdict == Contribution.NOT_TO_BE_TOLD else reasons + _without_evidence(found)
    if not any(link.stance == Stance.SUPPORTS for link, _resolved in found.evidence):
        reasons.append(Reason("evidence_missing", _("No evidence speaks for it. Add it first."), _(NO_CLAIM)))
    if told.presence not in (Presence.PRESENT, Presence.PARTLY):
        reasons.append(Reason("not_present", _("What is not there, or not known to be there, explains nothing.")))
    if not found.explanations:
        words = _("Name what else could explain it, and weigh that: without it nothing is excluded.")
        reasons.append(Reason("explanation_missing", words, _("Other explanations are weighed")))
    if any(one.now.weight == Weight.NOT_WEIGHED for one in found.explanations):
        reasons.append(Reason("explanation_not_weighed", _("Weigh the other explanations first.")))
    more = {Weight.MORE} if told.verdict == Contribution.PLAUSIBLE else {Weight.MORE, Weight.AS_MUCH}
    if more & {Weight(one.now.weight) for one in found.explanations}:
        words = _("Another explanation explains as much or more. Then this verdict is too strong.")
        reasons.append(Reason("verdict_too_strong", words, _("Other explanations are weighed")))
    return reasons


def _reasons_against_figures(text: str) -> list[Reason]:
    """Return why a verdict can't say why in these words: figures and amounts are those of its evidence (d13)."""
    typed = figures_in(text)
    if not typed:
        return []
    words = _("%(words)s: figures and amounts stand with the evidence, and are not typed.")
    return [Reason("verdict_typed", words % {"words": join_and([f"“{one}”" for one in typed])}, _(NO_CLAIM))]


def _reasons_against_change(found: MechanismAsItStands, text: str) -> list[Reason]:
    """Return why a verdict can't tell that something rose or fell: nothing of its evidence compares two moments."""
    said = changes_in(text)
    if not said or compares_moments(found.mechanism.project_id, [link for link, _resolved in found.all_evidence]):
        return []
    words = _(
        "“%(words)s” tells that something changed, and no evidence compares two moments. Add what compares them, or "
        "word it otherwise."
    )
    return [Reason("change_not_compared", words % {"words": said[0].at}, _(NO_CLAIM))]


def _without_evidence(found: MechanismAsItStands) -> list[Reason]:
    """Return why it can't be called unlikely: nothing speaks against it, and nothing explains more."""
    against = any(link.stance == Stance.CONTRADICTS for link, _resolved in found.evidence)
    if against or any(one.now.weight == Weight.MORE for one in found.explanations):
        return []
    words = _("No evidence speaks against it, and no other explanation explains more. Add it first.")
    return [Reason("evidence_missing", words, _(NO_CLAIM))]


def reasons_against_checking(mechanism: Mechanism, number: int, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't check a verdict on a mechanism: another gave it, the latest, and nothing changed since.

    number: of the verdict.
    """
    reasons = reasons_against_evaluating(mechanism.evaluation, by=by, at=at)
    (found,) = standing([mechanism])
    if found.state is not MechanismState.JUDGED:
        words = {
            MechanismState.NOT_JUDGED: _("%(code)s was not judged yet."),
            MechanismState.CHECKED: _("%(code)s was checked already."),
            MechanismState.CHANGED: _("%(code)s changed since it was judged. Judge it anew first."),
        }[found.state]
        return [*reasons, Reason("not_to_be_checked", words % {"code": mechanism.code})]
    if found.verdict is not None and found.verdict.number != number:
        words = _("%(code)s was judged anew since. Look at the latest verdict.")
        reasons.append(Reason("judged_anew", words % {"code": mechanism.code}))
    if found.verdict is not None and found.verdict.judged_by_id == by.id:
        words = _("You judged %(code)s. Another evaluator checks it.") % {"code": mechanism.code}
        reasons.append(Reason("own_verdict", words, _(TWO_PEOPLE)))
    if found.verdict is not None:
        reasons += reasons_against_level(found.verdict.design_level, found.level_carried(found.verdict.verdict))
    return reasons


def reasons_against_chain(evaluation: Evaluation, told: ChainTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a claim can't be told with these links, or judged so: its links follow each other on one map."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += _reasons_against_text(ChainVersion, "claim", told.claim, _("Write what is claimed."))
    reasons += reasons_against_keeping(ChainVersion, {"text": told.text})
    mechanisms = {one.number: one for one in evaluation.mechanisms.filter(number__in=told.mechanisms)}
    unknown = [number for number in told.mechanisms if number not in mechanisms]
    if not told.mechanisms or unknown or len(set(told.mechanisms)) < len(told.mechanisms):
        words = _("Name the mechanisms of its links, in order, each once: at least one, at most %(most)s.")
        reasons.append(Reason("links_missing", words % {"most": MOST_LINKS}))
    if len(told.mechanisms) > MOST_LINKS:
        reasons.append(Reason("too_many_links", _("A claim passes at most %(most)s links.") % {"most": MOST_LINKS}))
    if told.verdict and told.verdict not in Contribution.values:
        reasons.append(Reason("verdict_unknown", _("Choose a verdict from the scale.")))
    if told.verdict and not told.text.strip():
        reasons.append(Reason("reason_missing", _("Write why you judge so.")))
    if reasons:
        return reasons
    found = standing([mechanisms[number] for number in told.mechanisms])
    reasons = _reasons_against_links(found) + _reasons_against_judged_chain(found, told)
    return reasons or reasons_against_quoting(evaluation, [told.claim, told.text])


def _reasons_against_links(found: Sequence[MechanismAsItStands]) -> list[Reason]:
    for before, after in pairwise(found):
        if before.link is None or after.link is None or before.link.to_node_id != after.link.from_node_id:
            words = _("%(after)s does not begin where %(before)s ends on the map.") % {
                "before": before.mechanism.code,
                "after": after.mechanism.code,
            }
            return [Reason("chain_broken", words, _("A claim passes links that follow each other"))]
    return []


def _reasons_against_judged_chain(found: Sequence[MechanismAsItStands], told: ChainTold) -> list[Reason]:
    """Return why a claim can't be called convincing or plausible: each of its links works, by a checked verdict."""
    if told.verdict not in CARRYING:
        return []
    weak = [one.mechanism.code for one in found if not one.carries or not one.is_weighed]
    if weak:
        words = _(
            "Not each link carries it: %(codes)s. Each needs evidence, other explanations that were weighed, and a "
            "verdict that another checked."
        )
        return [Reason("link_not_carried", words % {"codes": ", ".join(weak)}, _(NO_CLAIM))]
    plausible = any(one.verdict and one.verdict.verdict == Contribution.PLAUSIBLE for one in found)
    if told.verdict == Contribution.CONVINCING and plausible:
        words = _("A chain is no stronger than its weakest link, which is plausible.")
        return [Reason("verdict_too_strong", words)]
    return []


def version_of(chain: ContributionChain) -> ChainVersion:
    """Return a chain as it is told now."""
    return chain.versions.order_by("-number")[0]


def _reasons_against_text(
    model: type[Model], name: str, text: str, missing: str, code: str = "text_missing"
) -> list[Reason]:
    """Return why a text that has to be there can't be kept in a field."""
    return reasons_against_keeping(model, {name: text}) if text.strip() else [Reason(code, missing)]
