"""How findings and answers are put into the shapes of the interface."""

from collections.abc import Sequence

from django.utils.translation import get_language

from vlechtwerk.domains.evaluation.models import Evaluation, KnowledgeGap
from vlechtwerk.domains.evaluation.queries.answers import Answer, GapAsItStands, NotHeardOn
from vlechtwerk.domains.evaluation.queries.evidence_methods import agree, methods_of
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, EvidenceOfFinding, FindingAsItStands
from vlechtwerk.domains.evaluation.rules.amount_words import scale_as_set, scale_of
from vlechtwerk.domains.evaluation.rules.finding_wording import Judged
from vlechtwerk.domains.evaluation.words.findings import say_scale
from vlechtwerk.interfaces.api import finding_schemas as schemas
from vlechtwerk.interfaces.api.schemas import EvidenceOut

TOLD = ("code", "sentence", "language", "ground", "base", "kind", "sought")


def finding_out(found: FindingAsItStands) -> schemas.FindingOut:
    """Return the shape of a finding, for its evaluators."""
    finding = found.finding
    said = methods_of(found.evidence)
    names = ("written_at", "checked_at", "check_remark", "approved_at", "approval_remark")
    return schemas.FindingOut(
        **{name: getattr(finding, name) for name in (*TOLD, *names)},
        evaluation=finding.evaluation.code,
        filled=found.judged.filled,
        state=found.state,
        questions=[one.code for one in found.questions],
        written_by=finding.written_by.name,
        checked_by=finding.checked_by.name if finding.checked_by else "",
        approved_by=finding.approved_by.name if finding.approved_by else "",
        changed=[
            schemas.FindingChangeOut(what=f"evidence {one.number}", old=one.old, new=one.new) for one in found.changed
        ],
        judged=judged_out(found.judged),
        evidence=[_evidence(one) for one in found.evidence],
        methods=[schemas.MethodSaysOut.from_orm(one) for one in said],
        methods_agree=agree(one.stances for one in said),
        steps=[
            schemas.FindingStepOut(
                act=step.act,
                taken_by=step.taken_by.name,
                taken_at=step.taken_at,
                remark=step.remark,
                changes=[
                    schemas.FindingChangeOut(what=one["what"], old=_in_words(one["old"]), new=_in_words(one["new"]))
                    for one in step.changes
                ],
            )
            for step in found.steps
        ],
    )


def _in_words(told: str | Sequence[str]) -> str:
    return told if isinstance(told, str) else ", ".join(told)


def _evidence(one: EvidenceOfFinding) -> schemas.FindingEvidenceOut:
    return schemas.FindingEvidenceOut(
        number=one.number,
        title=one.resolved.title if one.resolved else "",
        methods=list(one.found_by.methods),
        levels=list(one.found_by.levels),
        used_in=list(one.used_in),
        evidence=EvidenceOut.of(one.link),
    )


def judged_out(judged: Judged) -> schemas.JudgedOut:
    """Return the shape of what is said of a sentence."""
    return schemas.JudgedOut(
        allowed=judged.allowed,
        filled=judged.filled,
        objections=[schemas.WordsAtFaultOut.from_orm(one) for one in judged.objections],
        suggestions=list(judged.suggestions),
    )


def approved_out(found: ApprovedAsRead) -> schemas.ApprovedFindingOut:
    """Return the shape of an approved finding."""
    approved = found.approved
    return schemas.ApprovedFindingOut(
        **{name: getattr(approved, name) for name in (*TOLD, "questions", "methods", "approved_at")},
        evaluation=approved.evaluation.code,
        identifier=found.identifier,
        approved_by=approved.approved_by.name,
        evidence=[EvidenceOut.of(link) for link, _resolved in found.evidence],
    )


def _version(gap: KnowledgeGap) -> schemas.GapVersionOut:
    return schemas.GapVersionOut(
        text=gap.text, reason=gap.reason, state=gap.state, noted_by=gap.noted_by.name, noted_at=gap.noted_at
    )


def _gap(found: GapAsItStands) -> schemas.GapOut:
    *before, last = found.history
    return schemas.GapOut(**_version(last).model_dump(), number=last.number, before=[_version(one) for one in before])


def _not_heard(told: NotHeardOn | None) -> schemas.NotHeardOnOut | None:
    if told is None:
        return None
    return schemas.NotHeardOnOut(
        groups=[one.code for one in told.groups],
        levels=list(told.levels),
        organisations=[one.code for one in told.organisations],
        people=told.people,
    )


def answer_out(answer: Answer) -> schemas.AnswerOut:
    """Return the shape of an answer; its question is read with its evaluation."""
    return schemas.AnswerOut(
        evaluation=answer.question.evaluation.code,
        question=answer.question.code,
        text=answer.question.text,
        known=[approved_out(one) for one in answer.known],
        gaps=[_gap(one) for one in answer.gaps],
        without_evidence=[one.code for one in answer.without_evidence],
        not_heard=_not_heard(answer.not_heard),
        disagreeing=[
            schemas.DisagreementOut(
                finding=one.approved.code, against=list(one.against), supporting=list(one.supporting)
            )
            for one in answer.disagreeing
        ],
        looked_at_again=[one.code for one in answer.again],
    )


def amount_words_out(evaluation: Evaluation) -> schemas.AmountWordsOut:
    """Return the shape of the words for amounts of an evaluation, the default ones in the caller's language."""
    scale = scale_of(evaluation, (get_language() or "nl")[:2])
    lines = [schemas.AmountLineOut(word=word, used_for=used_for) for word, used_for in say_scale(scale)]
    return schemas.AmountWordsOut(is_own=scale_as_set(evaluation) is not None, lines=lines)
