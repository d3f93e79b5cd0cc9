"""Load invented findings as they were written, checked and approved, and what is not known of the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.evidence import (
    CONTRIBUTION,
    FINDING,
    FRAGMENT,
    FRAGMENTS_OF_A_CODE,
    ROUND_STATEMENT,
    FragmentAddress,
)
from vlechtwerk.domains.evaluation.models import Code, Evaluation, EvidenceAgainst, Finding, FindingKind, Transcript
from vlechtwerk.domains.evaluation.operations import answers, findings
from vlechtwerk.domains.evaluation.queries.transcripts import words_of
from vlechtwerk.domains.evaluation.rules.findings import FindingTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.evidence import ACTION_COUNT, COUNT_COMPARISON, DECISION, STATUS
from vlechtwerk.domains.programme.models import ActionCount, ActivityStatus
from vlechtwerk.foundation.evidence.address import Base, Evidence, EvidenceAddress, Ground, Stance


@dataclass(frozen=True, slots=True)
class OfEvaluation:
    """The evaluation of which something is loaded: who did it, and when."""

    evaluation: Evaluation
    loading: Loading

    def person(self, block: Block, key: str) -> Person:
        """Return someone who must be named."""
        found = block.one_of(key, self.loading.people)
        if found is None:
            raise block.wrong(key, f"“{key}” is missing.")
        return found

    def at(self, block: Block, key: str) -> datetime:
        """Return noon of a day in the file, or when the case is loaded."""
        day = block.day(key)
        if day is not None and day > timezone.localdate(self.loading.at):
            raise block.wrong(key, f"{day} is still to come.")
        return self.loading.at if day is None else datetime.combine(day, time(12), timezone.get_default_timezone())


def load_findings(file: Block, loading: Loading) -> None:
    """Load findings in their order, each as far as it came, and what is not known."""
    for block in file.blocks("evaluations"):
        evaluation = block.one_of("evaluation", loading.evaluations)
        if evaluation is None:
            raise block.wrong("evaluation", "Findings are of an evaluation.")
        if evaluation.project.origin == Origin.PUBLISHED:
            raise block.wrong("evaluation", "Findings here are made up; a project of what was published has none.")
        of = OfEvaluation(evaluation, loading)
        for item in block.blocks("findings"):
            _finding(item, of)
        for item in block.blocks("gaps"):
            _gap(item, of)
        block.finish()


def _finding(block: Block, of: OfEvaluation) -> None:
    questions = {one.code: one for one in of.evaluation.questions.all()}
    told = FindingTold(
        block.text("sentence"),
        block.choice("ground", Ground),
        block.choice("base", Base, Base.OWN),
        block.choice("kind", FindingKind, FindingKind.NEITHER),
        block.choice("sought", EvidenceAgainst, EvidenceAgainst.NOT_SOUGHT),
        questions=tuple(block.codes("questions", questions)),
    )
    evidence = [read_evidence(item, of) for item in block.blocks("evidence")]
    with place_of(block):
        finding = findings.begin_finding(
            of.evaluation, told, evidence, by=of.person(block, "by"), at=of.at(block, "written_on")
        )
        _as_far_as_it_came(block, finding, of)
    block.finish()


def _as_far_as_it_came(block: Block, finding: Finding, of: OfEvaluation) -> None:
    if (checked := block.block("checked")) is not None:
        findings.check_finding(
            finding, by=of.person(checked, "by"), at=of.at(checked, "on"), remark=checked.optional_text("remark")
        )
        checked.finish()
    if (approved := block.block("approved")) is not None:
        findings.approve_finding(
            finding, by=of.person(approved, "by"), at=of.at(approved, "on"), remark=approved.optional_text("remark")
        )
        approved.finish()
    if (opened := block.block("reopened")) is not None:
        findings.reopen_finding(finding, opened.text("remark"), by=of.person(opened, "by"), at=of.at(opened, "on"))
        opened.finish()


def read_evidence(block: Block, of: OfEvaluation) -> Evidence:
    """Return evidence of any kind: what the file names tells which."""
    if block.has("source") or block.has("figure"):
        return of.loading.evidence_in(block)
    evidence = Evidence(
        address_of(block, of),
        block.optional_text("text"),
        Stance(block.choice("stance", Stance, Stance.SUPPORTS)),
        Ground(block.choice("ground", Ground, Ground.NONE)),
    )
    block.finish()
    return evidence


def address_of(block: Block, of: OfEvaluation) -> EvidenceAddress:
    """Return the address of evidence that is no source or figure: what the file names tells of which kind."""
    code = of.evaluation.code
    if block.has("statement"):
        return EvidenceAddress(ROUND_STATEMENT, f"{code},{block.text('round')},{block.text('statement')}")
    if block.has("code"):
        codes = Code.objects.filter(evaluation=of.evaluation, name=block.text("code"))
        given = _only(block, "code", codes.values_list("id", flat=True))
        return EvidenceAddress(FRAGMENTS_OF_A_CODE, f"{code},{given}")
    if block.has("words"):
        return _fragment(block, of)
    if block.has("count"):
        counts = ActionCount.objects.filter(
            project=of.evaluation.project, definition=block.text("count"), corrects__isnull=True
        )
        counts = counts.filter(counted_from=block.text("from"))
        return EvidenceAddress(ACTION_COUNT, str(_only(block, "count", counts.values_list("id", flat=True))))
    if block.has("compared"):
        # A measure with the first and the last month of two periods: “KADES,2025-05,2025-08,2026-05,2026-08”.
        return EvidenceAddress(COUNT_COMPARISON, block.text("compared"))
    if block.has("status"):
        statuses = ActivityStatus.objects.filter(
            activity=block.one_of("activity", of.loading.activities), status=block.text("status")
        )
        statuses = statuses.filter(occurred_on=block.text("on"))
        return EvidenceAddress(STATUS, str(_only(block, "status", statuses.values_list("id", flat=True))))
    if block.has("decision"):
        decision = block.one_of("decision", of.loading.decisions)
        return EvidenceAddress(DECISION, str(decision.id if decision else ""))
    if block.has("contribution"):
        return EvidenceAddress(CONTRIBUTION, f"{code},{block.text('contribution')}")
    return EvidenceAddress(FINDING, f"{code},{block.text('finding')}")


def _only(block: Block, key: str, found: Iterable[UUID]) -> UUID:
    rows = list(found)
    if len(rows) != 1:
        raise block.wrong(key, f"This names {len(rows)} records; name one.")
    return rows[0]


def _fragment(block: Block, of: OfEvaluation) -> EvidenceAddress:
    text = Transcript.objects.filter(evaluation=of.evaluation, code=block.text("of")).first()
    words = block.text("words")
    whole = words_of(text) if text is not None else ""
    if text is None or whole.count(words) != 1:
        raise block.wrong("words", f"These words stand {whole.count(words)} times in the text.")
    start = whole.index(words)
    return EvidenceAddress(FRAGMENT, str(FragmentAddress(of.evaluation.code, text.code, start, start + len(words))))


def _gap(block: Block, of: OfEvaluation) -> None:
    question = block.one_of("question", {one.code: one for one in of.evaluation.questions.all()})
    if question is None:
        raise block.wrong("question", "What is not known is of a question.")
    with place_of(block):
        answers.note_gap(
            question, block.text("text"), block.text("reason"), by=of.person(block, "by"), at=of.at(block, "on")
        )
    block.finish()
