"""Findings that wait for the check or the approval of the reader, for home: per evaluation, by their codes."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, Finding
from vlechtwerk.domains.evaluation.queries.findings import findings_waiting_for
from vlechtwerk.domains.evaluation.rules.evaluators import EVALUATING
from vlechtwerk.interfaces.web.middleware import PageRequest


def finding_rows(request: PageRequest) -> dict[str, Any]:
    """Return what waits per evaluation, and how much that is; who does other work besides is told without asking."""
    actor = request.actor
    functions = {one.function for one in actor.appointments}
    if not functions or functions - EVALUATING:
        return {"rows": [], "number": 0}
    found = findings_waiting_for(actor.person, timezone.now())
    rows = [_row(actor.project.code, of, list(those)) for of, those in groupby(found, lambda one: one.evaluation)]
    return {"rows": rows, "number": len(found)}


def _row(project: str, evaluation: Evaluation, found: Sequence[Finding]) -> dict[str, Any]:
    checked = [one for one in found if one.state == Finding.State.CHECKED]
    others = [one for one in found if one.state != Finding.State.CHECKED]
    to_check = ngettext(
        "%(number)d finding waits for your check:", "%(number)d findings wait for your check:", len(others)
    )
    to_approve = ngettext(
        "%(number)d finding waits for your approval:", "%(number)d findings wait for your approval:", len(checked)
    )
    return {
        "title": evaluation.title,
        "url": reverse("evaluation:findings", args=[project, evaluation.code]),
        "parts": [
            {
                "words": words % {"number": len(those)},
                "findings": [
                    {
                        "code": one.code,
                        "url": reverse("evaluation:finding", args=[project, evaluation.code, one.code]),
                    }
                    for one in those
                ],
            }
            for words, those in ((to_check, others), (to_approve, checked))
            if those
        ],
    }
