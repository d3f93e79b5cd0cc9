"""Plant findings of Dilara's: a draft, one that is approved and one that was opened again, a gap and own words."""

import io
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from django.db import connection
from docx import Document

from tests.canary.world import Planting
from tests.databases import owner_address
from tests.evaluation_reports import built, frozen
from tests.world import CAST, now
from vlechtwerk.domains.evaluation.models import ApprovedFinding, Evaluation, Finding
from vlechtwerk.domains.evaluation.operations import answers, findings, reports
from vlechtwerk.domains.evaluation.operations.published import record_source_sentence
from vlechtwerk.domains.evaluation.operations.report_templates import give_report_template
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold
from vlechtwerk.domains.evaluation.rules.findings import FindingTold
from vlechtwerk.domains.evaluation.rules.published import SentenceTold
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind

EVALUATOR = frozenset({"dilara"})
# Rows of these are open, unless they are of a finding that is not approved; by which of their columns that is known.
OF_FINDINGS = {
    "evaluation_approvedfinding": "id", "evaluation_checkedjudgement": "id", "evidence_evidencelink": "holder_id",
}  # fmt: skip


def plant_findings(made: Planting, evaluation: Evaluation) -> dict[str, list[str]]:
    """Plant everything, reading as Dilara; return what the parts of addresses can be, and what only she reads."""
    dilara = made.world.people["dilara"]
    drafted = _written(made, evaluation, _closed(made, "a draft of a finding"))
    approved = _approved(made, evaluation, _open(made, "an approved finding"))
    opened = _approved(made, evaluation, _closed(made, "a finding that was opened again"))
    findings.reopen_finding(opened, _closed(made, "why a finding was opened again"), by=dilara, at=now())
    steps = tuple(StepTold(_open(made, f"word from {share}%"), share) for share in (0, 50))
    none, few, all_ = (_open(made, f"word for {whom}") for whom in ("nobody", "a few", "everybody"))
    answers.set_amount_words(evaluation, ScaleTold(none, few, 2, steps, all_), by=dilara, at=now())
    question = evaluation.questions.get(code="RQ1")
    answers.note_gap(question, _open(made, "what is not known"), _open(made, "why not"), by=dilara, at=now())
    _reports(made, evaluation)
    ended = ApprovedFinding.objects.get(number=opened.number)
    return {
        "of_evaluators": [str(one.id) for one in (drafted, approved, opened, ended)],
        "ended_approvals": [str(ended.id)],
        "findings/code": ["F1", "F2", "F3", "Z9"], "approved-findings/code": ["F2", "F3"], "finding": ["F1", "F2"],
        "chapter": ["practice", "x"], "report/number": ["1", "2"], "reports/number": ["1", "2"],
        "evidence/number": ["1"], "answers/question": ["RQ1", "Z9"], "gaps/number": ["1"],
    }  # fmt: skip


@cache
def _word_file() -> bytes:
    """Return a Word file, the same for each world: it holds when it was made."""
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


def _reports(made: Planting, evaluation: Evaluation) -> None:
    """Plant a report that was frozen, and after that one with words of Dilara's that was only built."""
    dilara, loader = made.world.people["dilara"], made.world.loader
    place = Evidence(EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1"))
    told = SentenceTold("S1", f"Er is {_open(made, 'what a source states')} bereikt.", "opinion")
    record_source_sentence(evaluation, told, evidence=[place], by=loader, at=now())
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(_word_file())
        file.flush()
        give_report_template(
            evaluation, Path(file.name), f"{_open(made, 'name of a template')}.docx", by=dilara, at=now()
        )
    with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
        # No case has one; by another project's it is seen that the rule for reading narrows anything.
        owner.execute(
            "insert into evaluation_reporttemplate"
            " (id, project_id, evaluation_id, version, name, content, checksum, given_by_id, given_at)"
            " select gen_random_uuid(), there.project_id, there.id, 1, 'elders.docx', '', '', person.id, now()"
            " from evaluation_evaluation there join partnership_person person using (project_id)"
            " where there.project_id <> %s limit 1",
            [evaluation.project_id],
        )
    for words in ("", _closed(made, "words in a chapter")):
        if words:
            reports.write_chapter(evaluation, "practice", "nl", f"Hier staat {words}.", 0, by=dilara, at=now())
        report = built(made.world, evaluation, dilara)
        assert report.manifest, report.refused
        if not words:
            frozen(report, loader)


def _written(made: Planting, evaluation: Evaluation, word: str) -> Finding:
    told = FindingTold(f"Volgens betrokkenen is {word} goed.", "opinion", questions=tuple(evaluation.questions.all()))
    address = EvidenceAddress("document", "T1", "", LocatorKind.PAGE, "1")
    evidence = Evidence(address, _closed(made, f"line at the finding with {word}"), ground=Ground.OPINION)
    return findings.begin_finding(evaluation, told, [evidence], by=made.world.people["dilara"], at=now())


def _approved(made: Planting, evaluation: Evaluation, word: str) -> Finding:
    """Plant a finding that who loads cases checked and approved: nobody else evaluates here."""
    finding, loader = _written(made, evaluation, word), made.world.loader
    findings.check_finding(finding, by=loader, at=now(), remark=_closed(made, f"remark at checking {word}"))
    return findings.approve_finding(finding, by=loader, at=now(), remark=_closed(made, f"remark at approving {word}"))


def _closed(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = EVALUATOR
    return found


def _open(made: Planting, meaning: str) -> str:
    found = made.tokens.word(meaning)
    made.personal[found] = frozenset(CAST)
    return found
