"""Findings as they stand: for evaluators with all that carries them, for every member what is approved and holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    Evaluation,
    EvaluationQuestion,
    Finding,
    FindingQuestion,
    FindingStep,
)
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.evidence_methods import FoundBy, found_by
from vlechtwerk.domains.evaluation.rules.amount_words import scale_in, scales_as_set
from vlechtwerk.domains.evaluation.rules.finding_wording import (
    Judged,
    Material,
    filled,
    forms_in,
    judged,
    material_of,
    sum_of,
)
from vlechtwerk.domains.evaluation.rules.findings import Changed, Now, State, changed_since, standing_links
from vlechtwerk.domains.evaluation.rules.yardsticks import Yardstick
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.engines.statistics.amount_scale import AmountScale
from vlechtwerk.foundation.evidence.address import ResolvedEvidence, Stance
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink


@dataclass(frozen=True, slots=True)
class EvidenceOfFinding:
    """A piece of evidence with its number, what it leads to now (nothing: nowhere), and how it was found."""

    number: int
    link: EvidenceLink
    material: Material | None
    found_by: FoundBy
    used_in: Sequence[str]

    @property
    def resolved(self) -> ResolvedEvidence | None:
        """Return what it leads to now, in the language of the sentence."""
        return None if self.material is None else self.material.resolved


@dataclass(frozen=True, slots=True)
class FindingAsItStands:
    """A finding with the questions it serves, its evidence, its history, and whether its sentence still holds."""

    finding: Finding
    questions: Sequence[EvaluationQuestion]
    evidence: Sequence[EvidenceOfFinding]
    steps: Sequence[FindingStep]
    judged: Judged
    changed: Sequence[Changed]
    now: Now

    @property
    def state(self) -> str:
        """Return how far it is: on changed evidence nothing counts as approved."""
        return State.REOPENED if self.changed else self.finding.state

    @property
    def supporting(self) -> list[EvidenceOfFinding]:
        """Return the evidence for it."""
        return [one for one in self.evidence if one.link.stance == Stance.SUPPORTS]

    @property
    def contradicting(self) -> list[EvidenceOfFinding]:
        """Return the evidence against it."""
        return [one for one in self.evidence if one.link.stance == Stance.CONTRADICTS]

    @property
    def sentence(self) -> str:
        """Return the sentence as it is filled now; where it can't be, as it was written."""
        return self.judged.filled or self.finding.sentence


@dataclass(frozen=True, slots=True)
class ApprovedAsRead:
    """An approved finding that holds, with the evidence that this reader may resolve."""

    approved: ApprovedFinding
    evidence: Sequence[tuple[EvidenceLink, ResolvedEvidence]]

    @property
    def identifier(self) -> str:
        """Return by what it is named as evidence."""
        return f"{self.approved.evaluation.code},{self.approved.code}"


def findings_of(evaluation: Evaluation) -> list[FindingAsItStands]:
    """Return the findings of an evaluation in order, for its evaluators; others see none."""
    return _standing(evaluation, evaluation.findings.all())


def find_finding(evaluation: str, code: str) -> FindingAsItStands | None:
    """Return one finding for an evaluator, or nothing."""
    finding = Finding.objects.filter(evaluation__code=evaluation, code=code).select_related("evaluation").first()
    if finding is None:
        return None
    return _standing(finding.evaluation, Finding.objects.filter(id=finding.id))[0]


def _standing(evaluation: Evaluation, findings: QuerySet[Finding]) -> list[FindingAsItStands]:
    serving = FindingQuestion.objects.filter(serves=True).select_related("question").order_by("question__order")
    steps = FindingStep.objects.select_related("taken_by").order_by("number")
    people = ("evaluation", "written_by", "checked_by", "approved_by")
    rows = list(
        findings.select_related(*people)
        .prefetch_related(Prefetch("serves", serving), Prefetch("steps", steps))
        .order_by("number")
    )
    if not rows:
        return []
    held = evidence_of([one.id for one in rows])
    links = {one.id: standing_links(one, held.get(one.id, [])) for one in rows}
    material = _material(evaluation.project_id, ((one.id, one.language, links[one.id]) for one in rows))
    methods = found_by(evaluation, [link for one in rows for link in links[one.id]])
    yardstick = Yardstick(evaluation)
    return [_as_it_stands(one, links[one.id], material[one.id], methods, yardstick) for one in rows]


def _material(
    project_id: UUID, asked: Iterable[tuple[UUID, str, Sequence[EvidenceLink]]]
) -> dict[UUID, dict[int, Material]]:
    """Return what the evidence of many holders is now, by holder and number: each kind resolved once per language."""
    found: dict[UUID, dict[int, Material]] = {}
    by_language: dict[str, list[tuple[tuple[UUID, int], EvidenceLink]]] = {}
    for holder, language, links in asked:
        found[holder] = {}
        by_language.setdefault(language, []).extend(((holder, link.order), link) for link in links)
    for language, numbered in by_language.items():
        for (holder, number), one in material_of(project_id, numbered, language).items():
            found[holder][number] = one
    return found


def _as_it_stands(
    finding: Finding,
    links: Sequence[EvidenceLink],
    material: Mapping[int, Material],
    methods: Mapping[UUID, FoundBy],
    yardstick: Yardstick,
) -> FindingAsItStands:
    told = judged(finding.evaluation, finding, material, yardstick)
    used: dict[int, list[str]] = {}
    for number, forms in forms_in(finding.sentence).items():
        used[number] = [form.value for form in forms]
    return FindingAsItStands(
        finding,
        [one.question for one in finding.serves.all()],
        [
            EvidenceOfFinding(
                link.order,
                link,
                material.get(link.order),
                # What leads nowhere says nothing any more.
                methods[link.id] if link.order in material else FoundBy(()),
                used.get(link.order, ()),
            )
            for link in links
        ],
        list(finding.steps.all()),
        told,
        changed_since(finding, material, yardstick),
        Now(links, material, yardstick),
    )


def approved_findings(
    evaluation: Evaluation | None = None, question: EvaluationQuestion | None = None
) -> list[ApprovedAsRead]:
    """Return the approved findings that hold for the reader: of one evaluation or all, of one question or all."""
    found = ApprovedFinding.objects.filter(ended_at__isnull=True)
    if evaluation is not None:
        found = found.filter(evaluation=evaluation)
    if question is not None:
        found = found.filter(evaluation_id=question.evaluation_id, questions__contains=[question.code])
    return holding(found)


def find_approved(evaluation: str, code: str) -> ApprovedAsRead | None:
    """Return one approved finding that holds, or nothing."""
    found = ApprovedFinding.objects.filter(evaluation__code=evaluation, code=code, ended_at__isnull=True)
    return next(iter(holding(found)), None)


def holding(approved: QuerySet[ApprovedFinding]) -> list[ApprovedAsRead]:
    """Return those approved findings of which no evidence changed, as far as every member may resolve it.

    What only evaluators resolve, they change themselves: then the finding is opened again in the same act.
    """
    rows = list(approved.select_related("evaluation", "approved_by").order_by("evaluation__code", "number"))
    held = evidence_of([one.id for one in rows])
    scales = scales_as_set({one.evaluation_id for one in rows})
    material: dict[UUID, dict[int, Material]] = {}
    for project in {one.project_id for one in rows}:
        of_project = [one for one in rows if one.project_id == project]
        material |= _material(project, ((one.id, one.language, held.get(one.id, [])) for one in of_project))
    return [
        ApprovedAsRead(one, [(link, material[one.id][link.order].resolved) for link in held.get(one.id, [])])
        for one in rows
        if _holds(one, material[one.id], scale_in(scales.get(one.evaluation_id), one.language))
    ]


def _holds(approved: ApprovedFinding, now: Mapping[int, Material], scale: AmountScale) -> bool:
    return all(
        int(number) in now
        and kept["sum"] == sum_of(now[int(number)], [Form(form) for form in kept["forms"]], scale, approved.language)
        for number, kept in approved.sums.items()
    )


def findings_and_states(approved: Iterable[ApprovedAsRead]) -> list[tuple[Finding, str]]:
    """Return all findings of which the reader is evaluator, with how far each is; `approved` are those that hold.

    Only approved ones are resolved, so the number of queries does not grow: on changed evidence nothing is approved.
    """
    holds = {(one.approved.evaluation_id, one.approved.number) for one in approved}
    findings = Finding.objects.select_related("evaluation").order_by("evaluation__code", "number")
    return [
        (one, one.state if one.state != State.APPROVED or (one.evaluation_id, one.number) in holds else State.REOPENED)
        for one in findings
    ]


def sentences_now(findings: Sequence[Finding]) -> dict[UUID, str]:
    """Return sentences of findings of one project as they are filled now; a hole that nothing fills stands as it is."""
    held = evidence_of([one.id for one in findings])
    scales = scales_as_set({one.evaluation_id for one in findings})
    asked = ((one.id, one.language, standing_links(one, held.get(one.id, []))) for one in findings)
    material = _material(findings[0].project_id, asked) if findings else {}
    return {
        one.id: filled(one, material[one.id], scale_in(scales.get(one.evaluation_id), one.language)) for one in findings
    }


def findings_waiting_for(person: Person, at: datetime) -> list[Finding]:
    """Return the findings that someone may check or approve: those of their evaluations that another wrote."""
    mine = Finding.objects.filter(evaluation__code__in=evaluated_by(person, at), evaluation__project=person.project_id)
    waiting = mine.filter(state__in=(State.DRAFT, State.CHECKED, State.REOPENED)).exclude(written_by=person)
    return list(waiting.select_related("evaluation", "written_by").order_by("evaluation__code", "number"))
