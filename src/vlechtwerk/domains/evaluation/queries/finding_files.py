"""Findings as a table: a row each, as its page shows it, for its evaluators."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Finding
from vlechtwerk.domains.evaluation.queries.evidence_methods import methods_of
from vlechtwerk.domains.evaluation.queries.findings import EvidenceOfFinding, FindingAsItStands
from vlechtwerk.foundation.evidence.models import EvidenceLink


def finding_heads() -> list[str]:
    """Return the heads of the columns."""
    return [
        _("Code"),
        _("Sentence"),
        _("State"),
        _("Ground"),
        _("Base"),
        _("Kind"),
        _("Evaluation questions"),
        _("For"),
        _("Against"),
        _("Evidence against"),
        _("Methods"),
        _("Written by"),
        _("Checked by"),
        _("Approved by"),
        _("Approved on"),
    ]


def finding_rows(found: Sequence[FindingAsItStands]) -> list[list[str]]:
    """Return a row per finding; words of fragments stand in it only where a sentence quotes them."""
    return [_row(one) for one in found]


def _row(one: FindingAsItStands) -> list[str]:
    finding = one.finding
    return [
        finding.code,
        one.sentence,
        str(Finding.State(one.state).label),
        finding.get_ground_display(),
        finding.get_base_display(),
        finding.get_kind_display(),
        ", ".join(question.code for question in one.questions),
        _addresses(one.supporting),
        _addresses(one.contradicting),
        finding.get_sought_display(),
        ", ".join(method.label for method in methods_of(one.evidence)),
        finding.written_by.name,
        finding.checked_by.name if finding.checked_by else "",
        finding.approved_by.name if finding.approved_by else "",
        timezone.localdate(finding.approved_at).isoformat() if finding.approved_at else "",
    ]


def _addresses(evidence: Sequence[EvidenceOfFinding]) -> str:
    return "; ".join(f"{one.number}: {say_address(one.link)}" for one in evidence)


def say_address(link: EvidenceLink) -> str:
    """Say where evidence is: its kind, identifier and place."""
    return f"{link.kind} {link.identifier} {link.locator_kind} {link.locator}".strip()
