"""What was judged of criteria, on which evidence as it is now, and what each method and level says of it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from vlechtwerk.domains.evaluation.evidence import FINDING
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    CheckedJudgement,
    CriterionJudgement,
    CriterionMethod,
    CriterionWording,
    Evaluation,
    JudgementObjection,
)
from vlechtwerk.domains.evaluation.queries.bars import moved_by
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.evidence_methods import Says, agree, by_level, found_by, spoken
from vlechtwerk.domains.evaluation.rules.evaluators import can_evaluate
from vlechtwerk.domains.evaluation.rules.judging import METHOD_OF, OTHER
from vlechtwerk.domains.partnership.models import Level, Person
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.evidence.address import ResolvedEvidence, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink

ORDER = (*CriterionMethod.values, OTHER)
_OBJECTED_TO = JudgementObjection.objects.filter(judgement=OuterRef("pk"))
_OPPOSITE = {Stance.SUPPORTS.value: Stance.CONTRADICTS.value, Stance.CONTRADICTS.value: Stance.SUPPORTS.value}


@dataclass(frozen=True, slots=True)
class Told:
    """How one piece of evidence speaks: stances by method of criteria, and by level who said it where known."""

    methods: Mapping[str, Sequence[str]]
    people: Mapping[str, Set[UUID]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LevelsHeard:
    """Levels of which enough people were heard to tell how they speak, and those with too few for that."""

    told: Sequence[str]
    few: Sequence[str]

    def of(self, one: Told) -> list[str]:
        """Return the levels of a piece of evidence of which it may be told how they speak."""
        return [level for level in self.told if level in one.people]


@dataclass(frozen=True, slots=True)
class EvidenceNow:
    """One piece of evidence of a judgement: what it is now (nothing: it leads nowhere), and whether it changed."""

    number: int
    link: EvidenceLink
    resolved: ResolvedEvidence | None
    told: Told

    @property
    def is_changed(self) -> bool:
        """Whether it is other than when it was judged."""
        return self.resolved is None or self.resolved.checksum != self.link.checksum


@dataclass(frozen=True, slots=True)
class JudgementAsRead:
    """A judgement with its evidence as it is now."""

    judgement: CriterionJudgement | CheckedJudgement
    evidence: Sequence[EvidenceNow]
    # What of its norm, question, baseline and goal is other than it was, as in `rules/bars.py`.
    moved: Sequence[str] = ()

    @property
    def holds(self) -> bool:
        """Whether it is still judged by this norm on this evidence."""
        return not self.changed and not self.moved

    @property
    def changed(self) -> list[EvidenceNow]:
        """Return its evidence that is other than when it was judged."""
        return [one for one in self.evidence if one.is_changed]

    @property
    def by_method(self) -> list[Says]:
        """Return what each method tells, in a fixed order."""
        return triangulated((one.number, one.told) for one in self.evidence)

    @property
    def levels(self) -> LevelsHeard:
        """Return of which levels it may be told how they speak, and of which too few people were heard."""
        return levels_heard(one.told for one in self.evidence)

    @property
    def by_level(self) -> Mapping[str, list[str]]:
        """Return how its evidence speaks per level, where that is known and may be told."""
        tellable = self.levels
        return by_level((tellable.of(one.told), one.link.stance) for one in self.evidence)

    @property
    def agrees(self) -> bool:
        """Whether all methods point one way."""
        return agree(self.stances.values())

    @property
    def stances(self) -> Mapping[str, Sequence[str]]:
        """Return how each method speaks, as it was judged: also by evidence that the reader does not see."""
        told = {one.method: one.stances for one in self.by_method} | self.judgement.methods
        return {method: told[method] for method in ORDER if method in told}

    @property
    def levels_agree(self) -> bool:
        """Whether all levels point one way, as far as that may be told."""
        return agree(self.by_level.values())


def triangulated(told: Iterable[tuple[int, Told]]) -> list[Says]:
    """Return what each method tells, from numbered pieces of evidence."""
    numbered = list(told)
    tellable = levels_heard(one for _number, one in numbered)
    held = spoken((number, one.methods, tellable.of(one)) for number, one in numbered)
    return [Says(method, *held[method]) for method in ORDER if method in held]


def levels_heard(told: Iterable[Told]) -> LevelsHeard:
    """Return of which levels enough people were heard: of fewer, how they speak would tell what someone said.

    Where those with too few have too few together, none is told: what is left of the whole would tell it (d8).
    """
    people: dict[str, set[UUID]] = {}
    for one in told:
        for level, who in one.people.items():
            people.setdefault(level, set()).update(who)
    levels = [level for level in Level.values if level in people]
    few = [level for level in levels if len(people[level]) < THRESHOLD]
    if few and len(set().union(*(people[level] for level in few))) < THRESHOLD:
        few = levels
    return LevelsHeard([level for level in levels if level not in few], few)


def told_by(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> Mapping[UUID, Told]:
    """Return how each piece of evidence speaks; a finding speaks by the methods of its own evidence."""
    found = found_by(evaluation, links)
    findings = _methods_of_findings([link.identifier for link in links if link.kind == FINDING])
    told: dict[UUID, Told] = {}
    for link in links:
        if link.kind == FINDING and link.identifier in findings:
            methods = _seen_from(link.stance, findings[link.identifier])
        else:
            methods = {METHOD_OF.get(one, OTHER): [link.stance] for one in found[link.id].methods}
        told[link.id] = Told(methods, found[link.id].people)
    return told


def stances_by_method(evaluation: Evaluation, links: Sequence[EvidenceLink]) -> dict[str, list[str]]:
    """Return how evidence speaks, by method: what its strength follows from."""
    told = triangulated(enumerate(told_by(evaluation, links).values()))
    return {one.method: one.stances for one in told}


def _methods_of_findings(identifiers: Sequence[str]) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return how the evidence of approved findings speaks for each, by method of evaluations."""
    if not identifiers:
        return {}
    pairs = [one.split(",") for one in identifiers]
    rows = ApprovedFinding.objects.filter(
        evaluation__code__in={one[0] for one in pairs}, code__in={one[-1] for one in pairs}, ended_at__isnull=True
    ).values_list("evaluation__code", "code", "methods")
    return {f"{evaluation},{code}": methods for evaluation, code, methods in rows}


def _seen_from(stance: str, methods: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return how the methods of a finding speak of a judgement for or against which the finding speaks."""
    told: dict[str, set[str]] = {}
    for method, stances in methods.items():
        seen = stances if stance == Stance.SUPPORTS else [_OPPOSITE[one] for one in stances]
        told.setdefault(METHOD_OF.get(method, OTHER), set()).update(seen)
    return {method: sorted(told[method]) for method in told}


def read_judgements(
    evaluation: Evaluation, judgements: Sequence[CriterionJudgement | CheckedJudgement]
) -> list[JudgementAsRead]:
    """Return judgements with their evidence as it is now: some queries per kind of evidence."""
    held = evidence_of([one.id for one in judgements])
    links = [link for found in held.values() for link in found]
    resolved = resolved_links(evaluation.project_id, links)
    told = told_by(evaluation, links)
    moved = moved_by(evaluation.project_id, judgements)
    return [
        JudgementAsRead(
            one,
            [
                EvidenceNow(link.order, link, resolved.get((link.kind, link.identifier)), told[link.id])
                for link in held.get(one.id, [])
            ],
            moved[one.id],
        )
        for one in judgements
    ]


def judgements_waiting_for(person: Person, at: datetime) -> list[CriterionJudgement]:
    """Return the judgements that someone may check: the latest of criteria of their evaluations, of another."""
    checked = CheckedJudgement.objects.filter(criterion=OuterRef("criterion"), number=OuterRef("number"))
    rows = list(
        _latest_asked(person, at).exclude(judged_by=person).exclude(Exists(checked)).exclude(Exists(_OBJECTED_TO))
    )
    # By another norm, or on evidence that changed, it is judged anew first.
    holding = {one.judgement.id for one in _holding(rows)}
    return [one for one in rows if one.id in holding]


def judgements_objected_to(person: Person, at: datetime) -> list[CriterionJudgement]:
    """Return the judgements to which another evaluator objected, and that were not judged anew since.

    Those of someone themselves; and those of who evaluates no more, which wait for every evaluator of the evaluation.
    """
    rows = list(_latest_asked(person, at).filter(Exists(_OBJECTED_TO)).select_related("judged_by"))
    others = {(one.evaluation, one.judged_by) for one in rows if one.judged_by_id != person.id}
    gone = {(each.id, who.id) for each, who in others if not can_evaluate(each, who, at)}
    return [one for one in rows if one.judged_by_id == person.id or (one.evaluation_id, one.judged_by_id) in gone]


def _latest_asked(person: Person, at: datetime) -> QuerySet[CriterionJudgement]:
    """Return the latest judgement of each criterion that is asked in the evaluations of someone, in their order."""
    newer = CriterionJudgement.objects.filter(criterion=OuterRef("criterion"), number__gt=OuterRef("number"))
    worded = CriterionWording.objects.filter(criterion=OuterRef("criterion")).order_by("-number")
    mine = CriterionJudgement.objects.filter(
        evaluation__code__in=evaluated_by(person, at), evaluation__project=person.project_id
    )
    return (
        mine.exclude(Exists(newer))
        .annotate(is_closed=Subquery(worded.values("is_closed")[:1]))
        .filter(is_closed=False)
        .select_related("evaluation", "criterion__criteria_list")
        .order_by("evaluation__code", "criterion__criteria_list__order", "criterion__order")
    )


def standing(checked: QuerySet[CheckedJudgement]) -> list[JudgementAsRead]:
    """Return those checked judgements that stand, by the norm of now and on evidence that did not change.

    What only evaluators resolve, they change themselves: then the judgement ends in the same act.
    """
    rows = list(
        checked.filter(ended_at__isnull=True)
        .select_related("evaluation", "criterion__criteria_list", "judged_by", "checked_by", "norm", "rubric")
        .order_by("evaluation__code", "criterion__criteria_list__order", "criterion__order")
    )
    return _holding(rows)


def _holding(rows: Sequence[CriterionJudgement | CheckedJudgement]) -> list[JudgementAsRead]:
    """Return those that hold, evaluation by evaluation."""
    found: list[JudgementAsRead] = []
    for evaluation in {one.evaluation_id: one.evaluation for one in rows}.values():
        found += read_judgements(evaluation, [one for one in rows if one.evaluation_id == evaluation.id])
    return [one for one in found if one.holds]
