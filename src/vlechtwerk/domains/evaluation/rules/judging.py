"""Whether a criterion may be judged so, and how strong the evidence is on which it is judged (d15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.evidence import CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    Criterion,
    CriterionJudgement,
    CriterionKind,
    CriterionMethod,
    EvidenceAgainst,
    EvidenceStrength,
    JudgementLevel,
    JudgementObjection,
    PlannedMethod,
)
from vlechtwerk.domains.evaluation.rules.design_levels import NumberChanged, changes_of_number
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.findings import reasons_against_ground
from vlechtwerk.domains.evaluation.rules.framework import (
    BEFORE_THE_DATA,
    SourceKind,
    lacks_measure,
    reasons_against_closed,
    sources_of,
    wording_of,
)
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.evaluation.words.framework import BAR_PARTS
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.evaluation_report.prose_words import typed_in
from vlechtwerk.foundation.database.keeping import reasons_against_keeping
from vlechtwerk.foundation.evidence.address import Direction, Evidence, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, links_for, reasons_against_attaching
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Reason

Kind = PlannedMethod.Kind
NO_JUDGEMENT_WITHOUT = gettext_noop("No judgement without evidence")
ROSE_ONLY = gettext_noop("“Rose” only between periods that can be compared")
TWO_PEOPLE = gettext_noop("A judgement is checked by another than who judged")
MOST_EVIDENCE = 60
# Which methods of an evaluation are one method of a criterion; what is not here tells of no method.
METHOD_OF: Mapping[str, str] = {
    Kind.THERMOMETER: CriterionMethod.SURVEY,
    Kind.INTERVIEWS: CriterionMethod.INTERVIEWS,
    Kind.GROUP_TALKS: CriterionMethod.INTERVIEWS,
    Kind.STAKEHOLDERS: CriterionMethod.INTERVIEWS,
    Kind.REGISTERS: CriterionMethod.REGISTER,
    Kind.DOCUMENTS: CriterionMethod.DOCUMENTS,
    Kind.OUTCOME_MAP: CriterionMethod.DOCUMENTS,
}
OTHER = "other"
_RISEN_AT_LEAST_IN_PART = (JudgementLevel.MET, JudgementLevel.LARGELY, JudgementLevel.PARTLY)


@dataclass(frozen=True, slots=True)
class JudgementTold:
    """A judgement as it is told: its level, why, and whether evidence against it was looked for."""

    level: str
    text: str
    sought: str = EvidenceAgainst.NOT_SOUGHT


@dataclass(frozen=True, slots=True)
class Carrying:
    """What carries a judgement by one method: its sources, as marks, and whether a party only reports of itself."""

    sources: frozenset[str]
    is_own_report: bool = False


def strength_of(stances: Mapping[str, Sequence[str]], carrying: Mapping[str, Carrying]) -> str:
    """Return how strong evidence is, from how it speaks by method of criteria (or “other”), and what carries it.

    Two methods that agree: strong; one: indicative; any that speak both ways: conflict (d15). What came by another
    way than the four methods counts as evidence, and makes nothing strong. Neither do methods that are not `carrying`,
    as too few people speak in them, two methods on one source, or what parties only report of themselves.
    """
    told = {stance for spoken in stances.values() for stance in spoken}
    if not told:
        return EvidenceStrength.NONE
    if len(told) > 1:
        return EvidenceStrength.CONFLICT
    known = [carrying[method] for method, spoken in stances.items() if spoken and method in carrying]
    sources = frozenset().union(*(one.sources for one in known))
    is_strong = len(known) > 1 and len(sources) > 1 and not all(one.is_own_report for one in known)
    return EvidenceStrength.STRONG if is_strong else EvidenceStrength.INDICATIVE


def reasons_against_judging_at_all(criterion: Criterion, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't judge this criterion, whatever the level."""
    return reasons_against_evaluating(criterion.evaluation, by=by, at=at) + reasons_against_closed(criterion)


def reasons_against_level(criterion: Criterion) -> list[Reason]:
    """Return why no level can be given yet; that nothing can be judged can still be said."""
    reasons = []
    if not criterion.norms.all():
        words = _("%(code)s has no norm. Fix from when on it is met, then judge.") % {"code": criterion.full_code}
        reasons.append(Reason("no_norm", words, _(BEFORE_THE_DATA)))
    if not criterion.evaluation.rubrics.exists():
        words = _("Write first what each level of judgement means.")
        reasons.append(Reason("no_rubric", words, _("A scale of judgements has a description for each level")))
    if lacks_measure(wording_of(criterion).kind, sources_of(criterion)):
        words = _("It is not told which number should have risen. Bind its registered count as a source, then judge.")
        reasons.append(Reason("measure_unbound", words, _(ROSE_ONLY)))
    return reasons


def reasons_against_judging(
    criterion: Criterion, told: JudgementTold, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a criterion can't be judged so: without evidence, or before a norm is fixed."""
    reasons = reasons_against_judging_at_all(criterion, by=by, at=at)
    if told.level not in JudgementLevel.values:
        reasons.append(Reason("level_unknown", _("Choose a judgement.")))
    if not told.text.strip():
        reasons.append(Reason("reason_missing", _("Write why you judge so.")))
    reasons += reasons_against_keeping(CriterionJudgement, {"text": told.text})
    supports = any(one.stance == Stance.SUPPORTS for one in evidence)
    if told.level != JudgementLevel.NOT_TO_BE_JUDGED:
        reasons += reasons_against_level(criterion)
        if not supports:
            words = _("Nothing speaks for this judgement. Add evidence, or judge “not to be judged”.")
            reasons.append(Reason("evidence_missing", words, _(NO_JUDGEMENT_WITHOUT)))
        elif wording_of(criterion).kind == CriterionKind.COUNT_UP:
            links = links_for(criterion.project_id, evidence)
            reasons += _reasons_against_rise(criterion, told.level, links)
    return [
        *reasons,
        *_reasons_against_text(told.text),
        *reasons_against_ground(criterion.evaluation, evidence),
        *_reasons_against_sought(told, evidence),
        *_reasons_against_evidence(criterion, evidence),
        *reasons_against_quoting(criterion.evaluation, [told.text, *(one.text for one in evidence)]),
    ]


def _reasons_against_text(text: str) -> list[Reason]:
    """Return why a judgement can't say why in these words: what was found stands with its evidence (d13, d17)."""
    typed = typed_in(text)
    if not typed:
        return []
    words = _(
        "%(words)s: figures, amounts and results stand with the evidence, and are not typed. Say which evidence meets "
        "the norm and which does not."
    )
    told = join_and([f"“{one}”" for one in typed])
    return [Reason("judgement_typed", words % {"words": told}, _(NO_JUDGEMENT_WITHOUT))]


def _reasons_against_rise(criterion: Criterion, level: str, links: Sequence[EvidenceLink]) -> list[Reason]:
    """Return why it can't be judged so whether a number rose: by counts of that very number that were compared.

    It is met in part or largely where something tells a rise of the measure that it is bound to, and met where all that
    is known of its direction does. Bound to none it can't be judged so at all.
    """
    # Of another number than the one that it is bound to it tells nothing.
    counted = {one.identifier for one in sources_of(criterion) if one.kind == SourceKind.MEASURE}
    if not counted:
        return []
    changes = changes_of_number(criterion.project_id, links, counted)
    if not any(one.is_for for one in changes):
        words = _(
            "Whether a number has risen is judged by counts that were compared. Add a comparison of two periods or a "
            "time series of a registered count, or judge “not to be judged”."
        )
        return [Reason("comparison_missing", words, _(ROSE_ONLY))]
    if level not in _RISEN_AT_LEAST_IN_PART:
        return []
    return _reasons_against_direction(level, changes)


def _reasons_against_direction(level: str, changes: Sequence[NumberChanged]) -> list[Reason]:
    carrying = [one for one in changes if one.is_for]
    directed = [one for one in carrying if one.direction]
    if not directed:
        words = _(
            "This does not tell whether the number rose or fell: %(evidence)s. Judge otherwise, or add a comparison of "
            "two periods of a registered count."
        )
        return [Reason("direction_unknown", words % {"evidence": _said(carrying)}, _(ROSE_ONLY))]
    if all(one.direction != Direction.UP for one in directed):
        words = _("This comparison shows no rise: %(change)s. Judge otherwise, or add evidence that shows one.")
        return [Reason("comparison_tells_no_rise", words % {"change": _said(directed)}, _(ROSE_ONLY))]
    known = [one for one in changes if one.direction]
    if level == JudgementLevel.MET and any(one.direction != Direction.UP for one in known):
        words = _("Not all of this tells that the number rose: %(changes)s. Judge “largely met” or lower.")
        return [Reason("comparisons_disagree", words % {"changes": _said(known)}, _(ROSE_ONLY))]
    return []


def _said(changes: Sequence[NumberChanged]) -> str:
    return "; ".join(dict.fromkeys(one.words for one in changes))


def _reasons_against_sought(told: JudgementTold, evidence: Sequence[Evidence]) -> list[Reason]:
    if told.sought not in EvidenceAgainst.values:
        return [Reason("sought_unknown", _("Say whether evidence against it was looked for."))]
    against = any(one.stance == Stance.CONTRADICTS for one in evidence)
    if told.sought == EvidenceAgainst.FOUND and not against:
        words = _("Add the evidence that speaks against it; then it counts as found.")
        return [Reason("evidence_against_missing", words)]
    return []


def _reasons_against_evidence(criterion: Criterion, evidence: Sequence[Evidence]) -> list[Reason]:
    reasons = reasons_against_attaching(criterion.project_id, evidence)
    addresses = [(one.address.kind, one.address.identifier) for one in evidence]
    if len(set(addresses)) < len(addresses):
        reasons.append(Reason("evidence_twice", _("The same evidence is named twice.")))
    if len(addresses) > MOST_EVIDENCE:
        words = _("A judgement has at most %(most)s pieces of evidence.") % {"most": MOST_EVIDENCE}
        reasons.append(Reason("too_much_evidence", words))
    if any(kind == CRITERION_JUDGEMENT for kind, _identifier in addresses):
        words = _("A judgement is no evidence of another one. Name what that one rests on.")
        reasons.append(Reason("rests_on_judgement", words, _(NO_JUDGEMENT_WITHOUT)))
    return reasons


def reasons_against_checking_judgement(
    judgement: CriterionJudgement,
    changed: Sequence[str] = (),
    moved: Sequence[str] = (),
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why someone can't say that a judgement is right.

    changed: its evidence that is other than it was. moved: which parts of the bar are other than when it was judged.
    """
    reasons = reasons_against_checking_at_all(judgement, by=by, at=at)
    if changed:
        words = _("Its evidence changed since it was judged: %(names)s. Judge it anew.") % {"names": ", ".join(changed)}
        reasons.append(Reason("evidence_changed", words, _(NO_JUDGEMENT_WITHOUT)))
    if moved:
        names = join_and([str(BAR_PARTS[part]) for part in moved])
        words = _("Since it was judged this was changed: %(names)s. Judge it anew.") % {"names": names}
        reasons.append(Reason("bar_moved", words, _(BEFORE_THE_DATA)))
    return reasons + _reasons_against_measures_now(judgement)


def _reasons_against_measures_now(judgement: CriterionJudgement) -> list[Reason]:
    """Return why it can't be told so whether a number rose by the measures that are bound now: they are other ones."""
    criterion = judgement.criterion
    kind, is_judged = wording_of(criterion).kind, judgement.level != JudgementLevel.NOT_TO_BE_JUDGED
    if kind != CriterionKind.COUNT_UP or not is_judged:
        return []
    if lacks_measure(kind, sources_of(criterion)):
        words = _("The registered count by which it was judged is no source of it any more. Judge it anew.")
        return [Reason("measure_unbound", words, _(ROSE_ONLY))]
    return _reasons_against_rise(criterion, judgement.level, evidence_of([judgement.id]).get(judgement.id, []))


def reasons_against_objecting(judgement: CriterionJudgement, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't object so: they say what is wrong, in words of their own."""
    reasons = reasons_against_checking_at_all(judgement, by=by, at=at)
    if not text.strip():
        reasons.append(Reason("objection_missing", _("Write what is not right, and what would make it right.")))
    reasons += reasons_against_keeping(JudgementObjection, {"text": text})
    return reasons + reasons_against_quoting(judgement.criterion.evaluation, [text])


def reasons_against_checking_at_all(judgement: CriterionJudgement, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can say neither that a judgement is right nor that it isn't."""
    reasons = reasons_against_judging_at_all(judgement.criterion, by=by, at=at)
    objection = JudgementObjection.objects.filter(judgement=judgement).select_related("objected_by").first()
    if judgement.judged_by_id == by.id and objection is None:
        words = _("You judged this. Another evaluator checks it.")
        reasons.append(Reason("own_judgement", words, _(TWO_PEOPLE)))
    latest = judgement.criterion.judgements.order_by("-number").first()
    if latest is None or latest.number != judgement.number:
        reasons.append(Reason("judged_anew", _("This criterion was judged anew since. Check the latest judgement.")))
    if CheckedJudgement.objects.filter(criterion=judgement.criterion, number=judgement.number).exists():
        reasons.append(Reason("checked_already", _("This judgement was checked already.")))
    if objection is not None:
        words = _("%(name)s objected to this judgement. It is judged anew first.") % {
            "name": objection.objected_by.name
        }
        reasons.append(Reason("objected_to", words, _(TWO_PEOPLE)))
    return reasons
