"""Findings as a table, the same from every door: all that evaluators read, or what is approved as members read it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Finding, PlannedMethod
from vlechtwerk.domains.evaluation.queries.evidence_methods import methods_of
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, FindingAsItStands
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink


def finding_heads() -> list[str]:
    """Return the heads of the columns."""
    return [
        _("Code"),
        _("Sentence"),
        _("Ground"),
        _("Base"),
        _("State"),
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


def finding_line(one: FindingAsItStands) -> list[str]:
    """Return a finding as its evaluators read it; of fragments it holds only the words that its sentence quotes."""
    finding = one.finding
    return [
        finding.code,
        one.sentence,
        finding.get_ground_display(),
        finding.get_base_display(),
        str(Finding.State(one.state).label),
        finding.get_kind_display(),
        ", ".join(question.code for question in one.questions),
        _addresses(item.link for item in one.supporting),
        _addresses(item.link for item in one.contradicting),
        finding.get_sought_display(),
        ", ".join(method.label for method in methods_of(one.evidence)),
        finding.written_by.name,
        finding.checked_by.name if finding.checked_by else "",
        finding.approved_by.name if finding.approved_by else "",
        _day(finding.approved_at),
    ]


def approved_line(one: ApprovedAsRead) -> list[str]:
    """Return an approved finding as every member reads it: with the evidence that they may resolve."""
    approved, links = one.approved, [link for link, _resolved in one.evidence]
    return [
        approved.code,
        approved.sentence,
        approved.get_ground_display(),
        approved.get_base_display(),
        str(Finding.State.APPROVED.label),
        approved.get_kind_display(),
        ", ".join(approved.questions),
        _addresses(link for link in links if link.stance == Stance.SUPPORTS),
        _addresses(link for link in links if link.stance == Stance.CONTRADICTS),
        approved.get_sought_display(),
        ", ".join(str(PlannedMethod.Kind(method).label) for method in approved.methods),
        # Who wrote and checked it is for evaluators.
        "",
        "",
        approved.approved_by.name,
        _day(approved.approved_at),
    ]


def _day(at: datetime | None) -> str:
    return timezone.localdate(at).isoformat() if at else ""


def _addresses(links: Iterable[EvidenceLink]) -> str:
    return "; ".join(f"{link.order}: {_address(link)}" for link in links)


def _address(link: EvidenceLink) -> str:
    """Say where evidence is: its kind, identifier and place."""
    return f"{link.kind} {link.identifier} {link.locator_kind} {link.locator}".strip()
