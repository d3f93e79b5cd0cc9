"""What waits for the check or approval of the reader, for home: findings, judgements, verdicts, reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, Finding
from vlechtwerk.domains.evaluation.queries.findings import findings_waiting_for
from vlechtwerk.domains.evaluation.queries.judgements import judgements_objected_to, judgements_waiting_for
from vlechtwerk.domains.evaluation.queries.mechanisms import verdicts_waiting_for
from vlechtwerk.domains.evaluation.queries.report.waiting import reports_waiting_for
from vlechtwerk.domains.evaluation.rules.evaluators import EVALUATING
from vlechtwerk.interfaces.web.middleware import PageRequest

# Where what waits is done, where that page has another name.
PAGES = {"approve": "finding", "mend": "criterion", "take_over": "criterion", "report": "built_report"}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One thing that waits: of which evaluation, by its code, on which page of it."""

    evaluation: Evaluation
    code: str
    page: str


def checking_rows(request: PageRequest) -> dict[str, Any]:
    """Return what waits per evaluation, and how much that is; who does other work besides is told without asking."""
    actor, now = request.actor, timezone.now()
    functions = {one.function for one in actor.appointments}
    if not functions or functions - EVALUATING:
        return {"rows": [], "number": 0}
    findings = findings_waiting_for(actor.person, now)
    judgements, mechanisms = judgements_waiting_for(actor.person, now), verdicts_waiting_for(actor.person, now)
    found = [
        *(_Waiting(one.evaluation, one.code, "finding") for one in findings if one.state != Finding.State.CHECKED),
        *(_Waiting(one.evaluation, one.code, "approve") for one in findings if one.state == Finding.State.CHECKED),
        *(_Waiting(one.evaluation, one.criterion.full_code, "criterion") for one in judgements),
        *(
            _Waiting(one.evaluation, one.criterion.full_code, "mend" if one.judged_by == actor.person else "take_over")
            for one in judgements_objected_to(actor.person, now)
        ),
        *(_Waiting(one.evaluation, one.code, "mechanism") for one in mechanisms),
        *(_Waiting(one.evaluation, str(one.number), "report") for one in reports_waiting_for(actor.person, now)),
    ]
    evaluations = sorted({one.evaluation for one in found}, key=lambda one: one.code)
    rows = [_row(actor.project.code, of, [one for one in found if one.evaluation == of]) for of in evaluations]
    return {"rows": rows, "number": len(found)}


def _row(project: str, evaluation: Evaluation, found: Sequence[_Waiting]) -> dict[str, Any]:
    parts = []
    for page in dict.fromkeys(one.page for one in found):
        those = [one for one in found if one.page == page]
        parts.append({"words": _say(page, len(those)), "links": [_link(project, one) for one in those]})
    return {
        "title": evaluation.title,
        "url": reverse("evaluation:findings", args=[project, evaluation.code]),
        "parts": parts,
    }


def _link(project: str, one: _Waiting) -> dict[str, str]:
    page = PAGES.get(one.page, one.page)
    code = _("report %(number)s") % {"number": one.code} if one.page == "report" else one.code
    return {"code": code, "url": reverse(f"evaluation:{page}", args=[project, one.evaluation.code, one.code])}


def _say(page: str, number: int) -> str:
    words = {
        "finding": ngettext(
            "%(number)d finding waits for your check:", "%(number)d findings wait for your check:", number
        ),
        "approve": ngettext(
            "%(number)d finding waits for your approval:", "%(number)d findings wait for your approval:", number
        ),
        "criterion": ngettext(
            "%(number)d judgement waits for your check:", "%(number)d judgements wait for your check:", number
        ),
        "mend": ngettext(
            "%(number)d judgement of yours was objected to. Judge it anew:",
            "%(number)d judgements of yours were objected to. Judge them anew:",
            number,
        ),
        "take_over": ngettext(
            "%(number)d judgement was objected to, and who judged evaluates no more. Judge it anew:",
            "%(number)d judgements were objected to, and who judged evaluates no more. Judge them anew:",
            number,
        ),
        "mechanism": ngettext(
            "%(number)d verdict on a mechanism waits for your check:",
            "%(number)d verdicts on mechanisms wait for your check:",
            number,
        ),
        "report": ngettext(
            "%(number)d report was built and waits for you to freeze it:",
            "%(number)d reports were built and wait for you to freeze them:",
            number,
        ),
    }
    return words[page] % {"number": number}
