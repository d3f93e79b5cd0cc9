"""Whether a finding may be written, checked, approved and opened again: no more than its evidence carries, by two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.evidence import FINDING, FRAGMENT
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    Evaluation,
    EvaluationQuestion,
    EvidenceAgainst,
    Finding,
    FindingKind,
    Language,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.finding_wording import (
    Judged,
    Material,
    judged,
    kept_of,
    material_of,
)
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting, repeats
from vlechtwerk.domains.evaluation.rules.yardsticks import Yardstick
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Source
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.evidence.address import Base, Evidence, Ground, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, reasons_against_attaching
from vlechtwerk.foundation.evidence.models import BASES, GROUNDS, EvidenceLink
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import words_of

State = Finding.State
NO_MORE = gettext_noop("A finding says no more than its evidence carries")
TWO_PEOPLE = gettext_noop("A finding is checked and approved by another than who wrote it")
LONGEST_SENTENCE = longest(Finding, "sentence")
LONGEST_FILLED = longest(ApprovedFinding, "sentence")
LONGEST_REMARK = longest(Finding, "check_remark")
# Sources that tell of no measurement of their own.
MEASURE_NOTHING = (
    Source.Kind.PLAN, Source.Kind.PROGRESS_REPORT, Source.Kind.NEWSLETTER, Source.Kind.WEBSITE, Source.Kind.MINUTES,
    Source.Kind.OTHER,
)  # fmt: skip
# Evidence that one finding has at most, taken away or not.
MOST_EVIDENCE = 60


@dataclass(frozen=True, slots=True)
class FindingTold:
    """A finding as it is told: its sentence with holes, its ground and base, and which questions it serves."""

    sentence: str
    ground: str
    base: str = Base.OWN
    kind: str = FindingKind.NEITHER
    sought: str = EvidenceAgainst.NOT_SOUGHT
    language: str = Language.DUTCH
    questions: tuple[EvaluationQuestion, ...] = ()


def links_of(finding: Finding) -> list[EvidenceLink]:
    """Return the evidence of a finding that was not taken away, in the order of its numbers."""
    return standing_links(finding, evidence_of([finding.id]).get(finding.id, []))


def standing_links(finding: Finding, links: Sequence[EvidenceLink]) -> list[EvidenceLink]:
    """Return those of the links of a finding that were not taken away."""
    return [link for link in links if link.order not in finding.removed]


@dataclass(frozen=True, slots=True)
class Now:
    """What a finding rests on at this moment: its evidence, what of it leads somewhere, and how it is judged."""

    links: Sequence[EvidenceLink]
    # By the number of the evidence; what leads nowhere is left out.
    material: Mapping[int, Material]
    yardstick: Yardstick


def rests_now(finding: Finding, yardstick: Yardstick | None = None) -> Now:
    """Return what a finding rests on at this moment; its evaluation is read along."""
    links = links_of(finding)
    material = material_of(finding.project_id, numbered(links), finding.language)
    return Now(links, material, yardstick or Yardstick(finding.evaluation))


def numbered(links: Sequence[EvidenceLink]) -> list[tuple[int, EvidenceLink]]:
    """Return evidence with the numbers that holes give."""
    return [(link.order, link) for link in links]


def reasons_against_beginning_finding(
    evaluation: Evaluation, told: FindingTold, evidence: Sequence[Evidence] = (), *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a finding can't be written so; evidence is numbered from one, in its order."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    against = any(one.stance == Stance.CONTRADICTS for one in evidence)
    reasons += reasons_against_told(evaluation, told, against) + _reasons_against_evidence(evaluation, evidence)
    if reasons:
        return reasons
    found = material_of(evaluation.project_id, enumerate(evidence, 1), told.language)
    texts = [told.sentence, *(one.text for one in evidence)]
    return _reasons_against_repeating(evaluation, texts, found) + _reasons_against_wording(
        judged(evaluation, told, found)
    )


def reasons_against_writing(finding: Finding, *, by: Person, at: datetime, now: Now | None = None) -> list[Reason]:
    """Return why a finding can't be written anew: an approved one is opened again first, with the reason why.

    Here and below, `now` is for whoever knows already what it rests on at this moment.
    """
    reasons = reasons_against_evaluating(finding.evaluation, by=by, at=at)
    if state_now(finding, now) == State.APPROVED:
        words = _("%(code)s is approved. Open it again first, and say why.") % {"code": finding.code}
        reasons.append(Reason("finding_is_approved", words, _(TWO_PEOPLE)))
    return reasons


def reasons_against_changing_finding(
    finding: Finding, told: FindingTold, remark: str = "", *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a finding can't be told otherwise."""
    links = links_of(finding)
    against = any(link.stance == Stance.CONTRADICTS for link in links)
    reasons = reasons_against_writing(finding, by=by, at=at)
    reasons += reasons_against_told(finding.evaluation, told, against) + _reasons_against_remark(remark)
    if reasons:
        return reasons
    found = material_of(finding.project_id, numbered(links), told.language)
    return [
        *_reasons_against_repeating(finding.evaluation, [told.sentence, remark], found),
        *_reasons_against_wording(judged(finding.evaluation, told, found)),
    ]


def reasons_against_adding_evidence(
    finding: Finding, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why evidence can't be added to a finding."""
    reasons = reasons_against_writing(finding, by=by, at=at)
    reasons += _reasons_against_evidence(finding.evaluation, evidence)
    if not evidence:
        reasons.append(Reason("evidence_missing", _("Choose evidence."), _("No claim without evidence")))
    links = evidence_of([finding.id]).get(finding.id, [])
    if len(links) + len(evidence) > MOST_EVIDENCE:
        words = _("A finding has at most %(most)s pieces of evidence.") % {"most": MOST_EVIDENCE}
        reasons.append(Reason("too_much_evidence", words))
    held = {(link.kind, link.identifier) for link in standing_links(finding, links)}
    for one in evidence:
        if (one.address.kind, one.address.identifier) in held:
            words = _("“%(identifier)s” is evidence of this finding already.") % {"identifier": one.address.identifier}
            reasons.append(Reason("evidence_twice", words))
    if any(one.address.kind == FINDING for one in evidence) and _leads_back(finding, evidence):
        words = _("This evidence rests on this very finding.")
        reasons.append(Reason("rests_on_itself", words, _("No claim without evidence")))
    if reasons:
        return reasons
    found = material_of(finding.project_id, enumerate(evidence), finding.language)
    texts = [finding.sentence, *(one.text for one in evidence)]
    return _reasons_against_repeating(finding.evaluation, texts, found)


def reasons_against_removing_evidence(
    finding: Finding, number: int, remark: str = "", *, by: Person, at: datetime
) -> list[Reason]:
    """Return why evidence can't be taken away from a finding: it is there, and fills no hole of the sentence."""
    reasons = reasons_against_writing(finding, by=by, at=at) + _reasons_against_remark(remark)
    links = links_of(finding)
    if all(link.order != number for link in links):
        return [*reasons, Reason("no_such_evidence", _("This finding has no evidence with this number."))]
    found = material_of(finding.project_id, numbered(links), finding.language)
    reasons += _reasons_against_repeating(finding.evaluation, [remark], found)
    told = judged(finding.evaluation, finding, found)
    if any(piece.hole == number for piece in told.pieces):
        words = _("This evidence fills a hole of the sentence. Change the sentence first.")
        reasons.append(Reason("evidence_fills_a_hole", words))
    return reasons


def reasons_against_checking(
    finding: Finding, remark: str = "", *, by: Person, at: datetime, now: Now | None = None
) -> list[Reason]:
    """Return why someone can't say that a finding is right: another than who wrote it, on evidence as it is now."""
    reasons = reasons_against_evaluating(finding.evaluation, by=by, at=at) + _reasons_against_remark(remark)
    now = now or rests_now(finding)
    if state_now(finding, now) not in (State.DRAFT, State.REOPENED):
        reasons.append(Reason("not_to_be_checked", _("%(code)s was checked already.") % {"code": finding.code}))
    return reasons + _reasons_against_own(finding, by) + _reasons_against_standing(finding, remark, now)


def reasons_against_approving(
    finding: Finding, remark: str = "", *, by: Person, at: datetime, now: Now | None = None
) -> list[Reason]:
    """Return why someone can't approve a finding: it was checked, someone else wrote it, and its evidence holds."""
    reasons = reasons_against_evaluating(finding.evaluation, by=by, at=at) + _reasons_against_remark(remark)
    now = now or rests_now(finding)
    if state_now(finding, now) != State.CHECKED:
        words = _("%(code)s is approved after another evaluator has checked it.") % {"code": finding.code}
        reasons.append(Reason("not_checked", words, _(TWO_PEOPLE)))
    return reasons + _reasons_against_own(finding, by) + _reasons_against_standing(finding, remark, now)


def reasons_against_reopening(
    finding: Finding, remark: str, *, by: Person, at: datetime, now: Now | None = None
) -> list[Reason]:
    """Return why a checked or approved finding can't be opened again; whoever does says why."""
    reasons = reasons_against_evaluating(finding.evaluation, by=by, at=at) + _reasons_against_remark(remark)
    now = now or rests_now(finding)
    if state_now(finding, now) not in (State.CHECKED, State.APPROVED):
        reasons.append(Reason("is_open", _("%(code)s is open already.") % {"code": finding.code}))
    if not remark.strip():
        reasons.append(Reason("reason_missing", _("Write why it is opened again.")))
    return reasons + _reasons_against_repeating(finding.evaluation, [remark], now.material)


def _reasons_against_own(finding: Finding, by: Person) -> list[Reason]:
    if finding.written_by_id != by.id:
        return []
    words = _("You wrote %(code)s. Another evaluator checks and approves it.") % {"code": finding.code}
    return [Reason("own_finding", words, _(TWO_PEOPLE))]


def _reasons_against_standing(finding: Finding, remark: str, now: Now) -> list[Reason]:
    """Return why the sentence does not hold on its evidence as it is now."""
    links, found = now.links, now.material
    lost = [str(link.order) for link in links if link.order not in found]
    reasons = []
    if lost:
        words = _("Evidence %(numbers)s leads nowhere any more. Take it away.") % {"numbers": ", ".join(lost)}
        reasons.append(Reason("evidence_lost", words, _("No claim without evidence")))
    carrying = [
        link
        for link in links
        if link.order in found
        and link.stance == Stance.SUPPORTS
        and (found[link.order].ground, found[link.order].base) == (finding.ground, finding.base)
    ]
    if not carrying:
        words = _("No evidence on this ground and base speaks for it. Add it first.")
        reasons.append(Reason("evidence_missing", words, _("No claim without evidence")))
    if not finding.serves.filter(serves=True).exists():
        reasons.append(Reason("question_missing", _("Say which question of the evaluation it helps to answer.")))
    told = judged(finding.evaluation, finding, found, now.yardstick)
    if len(told.filled) > LONGEST_FILLED:
        words = _("With its quotations the sentence has more than %(most)s characters.") % {"most": LONGEST_FILLED}
        reasons.append(Reason("sentence_too_long", words))
    return [
        *reasons,
        *_reasons_against_repeating(finding.evaluation, [remark], found),
        *_reasons_against_wording(told),
    ]


def reasons_against_told(evaluation: Evaluation, told: FindingTold, has_evidence_against: bool) -> list[Reason]:
    """Return why a finding can't be told so, whatever its evidence says; asked before its sentence is judged."""
    reasons = []
    if not told.sentence.strip():
        reasons.append(Reason("text_missing", _("Write the sentence.")))
    if len(told.sentence) > LONGEST_SENTENCE:
        words = _("A sentence has at most %(most)s characters.") % {"most": LONGEST_SENTENCE}
        reasons.append(Reason("sentence_too_long", words))
    if told.ground not in dict(GROUNDS):
        reasons.append(Reason("no_ground", _("Choose on which ground it is known.")))
    if told.base not in dict(BASES):
        reasons.append(Reason("base_unknown", _("Choose: own data, or published.")))
    if told.kind not in FindingKind.values:
        reasons.append(Reason("kind_unknown", _("Choose: solve now, keep, or neither.")))
    if told.language not in Language.values:
        reasons.append(Reason("language_unknown", _("Choose the language of the sentence.")))
    if told.sought not in EvidenceAgainst.values:
        reasons.append(Reason("sought_unknown", _("Say whether evidence against it was looked for.")))
    if told.sought == EvidenceAgainst.FOUND and not has_evidence_against:
        words = _("Add the evidence that speaks against it; then it counts as found.")
        reasons.append(Reason("evidence_against_missing", words))
    if any(one.evaluation_id != evaluation.id for one in told.questions):
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    return reasons


def _reasons_against_evidence(evaluation: Evaluation, evidence: Sequence[Evidence]) -> list[Reason]:
    reasons = reasons_against_attaching(evaluation.project_id, evidence)
    addresses = [(one.address.kind, one.address.identifier) for one in evidence]
    if len(set(addresses)) < len(addresses):
        reasons.append(Reason("evidence_twice", _("The same evidence is named twice.")))
    if len(addresses) > MOST_EVIDENCE:
        words = _("A finding has at most %(most)s pieces of evidence.") % {"most": MOST_EVIDENCE}
        reasons.append(Reason("too_much_evidence", words))
    return reasons + reasons_against_ground(evaluation, evidence)


def reasons_against_ground(evaluation: Evaluation, evidence: Sequence[Evidence]) -> list[Reason]:
    """Return why sources can't be a measured effect: what a plan, a newsletter or minutes tell was measured by none."""
    effects = [one.address for one in evidence if one.ground == Ground.MEASURED_EFFECT]
    codes = [address.identifier for address in effects if address.kind == DOCUMENT]
    found = Source.objects.filter(project_id=evaluation.project_id, code__in=codes, kind__in=MEASURE_NOTHING)
    words = _("%(source)s (%(kind)s) is no measurement of an effect. Choose another ground for it.")
    return [
        Reason("source_measures_nothing", words % {"source": one.code, "kind": one.get_kind_display()}, _(NO_MORE))
        for one in (found.order_by("code") if codes else ())
    ]


def _reasons_against_remark(remark: str) -> list[Reason]:
    if len(remark.strip()) <= LONGEST_REMARK:
        return []
    words = _("A remark has at most %(most)s characters.") % {"most": LONGEST_REMARK}
    return [Reason("remark_too_long", words)]


def _reasons_against_wording(now: Judged) -> list[Reason]:
    """Return why a sentence can't be worded so; the last reason ends with what the evidence does carry."""
    told = [one.why for one in now.objections]
    if told and now.suggestions:
        told[-1] = _("%(why)s It may be worded so, if that is what your evidence says: “%(sentence)s”") % {
            "why": told[-1],
            "sentence": now.suggestions[0],
        }
    return [Reason(one.code, why, _(NO_MORE)) for one, why in zip(now.objections, told, strict=True)]


def _reasons_against_repeating(
    evaluation: Evaluation, texts: Sequence[str], found: Mapping[int, Material]
) -> list[Reason]:
    """Return why words of a fragment can't be typed: in a hole they go when consent is withdrawn."""
    fragments = [
        words_of(one.resolved.telling.quoted or one.resolved.title) for one in found.values() if one.kind == FRAGMENT
    ]
    if not any(repeats(words_of(text), fragment) for text in texts for fragment in fragments):
        instead = _("Add the fragment as evidence, and quote it by a hole, {citaat 1}.")
        return reasons_against_quoting(evaluation, texts, instead)
    words = _(
        "These are words of a fragment. Quote them by a hole, {citaat 1}: then they go when consent is withdrawn."
    )
    return [Reason("quotation_typed", words, _("Quoted words stay quotations"))]


def _leads_back(finding: Finding, evidence: Sequence[Evidence]) -> bool:
    """Tell whether findings among the evidence rest, by whatever way, on this one."""
    by_code = {f"{finding.evaluation.code},{one.code}": one.id for one in finding.evaluation.findings.all()}
    held = evidence_of(by_code.values())
    open_ones = [one.address.identifier for one in evidence if one.address.kind == FINDING]
    seen: set[str] = set()
    while open_ones:
        identifier = open_ones.pop()
        if identifier in seen or identifier not in by_code:
            continue
        if by_code[identifier] == finding.id:
            return True
        seen.add(identifier)
        open_ones += [link.identifier for link in held.get(by_code[identifier], ()) if link.kind == FINDING]
    return False


@dataclass(frozen=True, slots=True)
class Changed:
    """Evidence that changed since a finding was approved: its number, what it is, and what it said and says."""

    number: int
    title: str
    old: str
    new: str


def changed_since(finding: Finding, material: Mapping[int, Material], yardstick: Yardstick) -> list[Changed]:
    """Return what changed of the evidence of an approved finding, as it is now; what leads nowhere says nothing."""
    if finding.state != State.APPROVED:
        return []
    now = kept_of(finding, material, yardstick.scale(finding.language))
    return [
        Changed(int(number), kept["title"], kept["says"], _now_says(kept, now.get(number)))
        for number, kept in sorted(finding.kept.items(), key=lambda one: int(one[0]))
        if number not in now or now[number]["sum"] != kept["sum"]
    ]


def state_now(finding: Finding, now: Now | None = None) -> str:
    """Return how far a finding is: on evidence that changed since, nothing counts as approved."""
    if finding.state != State.APPROVED:
        return finding.state
    found = now or rests_now(finding)
    return State.REOPENED if changed_since(finding, found.material, found.yardstick) else State.APPROVED


def _now_says(kept: Mapping[str, str], now: Mapping[str, str] | None) -> str:
    if now is None:
        return _("can't be found any more")
    if now["says"] != kept["says"]:
        return now["says"]
    return now["title"] if now["title"] != kept["title"] else _("changed")
