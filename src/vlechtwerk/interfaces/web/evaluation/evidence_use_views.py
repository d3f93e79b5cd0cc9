"""Use what stands on a page as evidence: for or against a finding or a mechanism, or to begin or judge with."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, Finding, Mechanism
from vlechtwerk.domains.evaluation.operations import findings as operations
from vlechtwerk.domains.evaluation.operations.mechanisms import add_mechanism_evidence
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.findings import approved_findings, findings_and_states, sentences_now
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.foundation.database.clashes import refusing_clashes
from vlechtwerk.foundation.evidence.address import (
    Evidence,
    EvidenceAddress,
    Ground,
    LocatorKind,
    ResolvedEvidence,
    Stance,
    is_place,
)
from vlechtwerk.foundation.evidence.registry import known_kinds, resolve
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation import finding_forms as forms
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.evidence_use import may_use_evidence
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest

# Longer than any of them.
LONGEST = 500


def evidence_asked(request: PageRequest) -> list[Evidence]:
    """Return the evidence that an address names; nothing when it names none that can be found."""
    names = ("kind", "identifier", "locator_kind", "locator", "text", "stance", "ground")
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in names}
    found = _resolved(request, asked.get("kind", ""), asked.get("identifier", ""))
    return [_evidence(asked, found)] if found else []


def _resolved(request: PageRequest, kind: str, identifier: str) -> ResolvedEvidence | None:
    if kind not in known_kinds() or not identifier or len(identifier) > 80:
        return None
    return resolve(request.actor.project.id, kind, [identifier]).get(identifier)


def _evidence(told: dict[str, Any], found: ResolvedEvidence) -> Evidence:
    """Return evidence as it is told: what it says of itself counts, then what is said of it."""
    place = told.get("locator", "") or ""
    kind = told.get("locator_kind", "") if place else ""
    kind, place = (kind, place) if is_place(kind, place) and kind in set(LocatorKind) else ("", "")
    ground = told.get("ground", "") or ""
    stance = told.get("stance", "") or Stance.SUPPORTS
    return Evidence(
        EvidenceAddress(told["kind"], told["identifier"], locator_kind=LocatorKind(kind), locator=place),
        text=told.get("text", "") or "",
        stance=Stance(stance) if stance in set(Stance) else Stance.SUPPORTS,
        ground=found.ground or (Ground(ground) if ground in set(Ground) else Ground.NONE),
        base=found.base_as(None),
    )


@read_and_write
def use_as_evidence(request: PageRequest, project: str) -> HttpResponse:
    """Choose for which finding, criterion or mechanism evidence speaks, and how; for evaluators only."""
    if shown_day(request).is_past or not may_use_evidence(request.actor):
        raise Http404
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("kind", "identifier")}
    found = _resolved(request, **asked)
    if found is None:
        raise Http404
    mine = Evaluation.objects.filter(code__in=evaluated_by(request.actor.person, timezone.now())).order_by("code")
    evaluations = list(mine)
    # An approved one that holds is opened again first.
    writable = [one for one, state in findings_and_states(approved_findings()) if state != Finding.State.APPROVED]
    sentences = sentences_now(writable)
    choices = forms.choices_of(evaluations, [(one, sentences[one.id]) for one in writable])
    place = {name: request.GET.get(name, "")[:40] for name in ("locator_kind", "locator")}
    initial = place | {"finding": choices[0][0]}
    form = forms.UseForm(
        request.POST or None, initial=initial, findings=choices, others=forms.others_of(evaluations),
        has_place=asked["kind"] == DOCUMENT,
        knows_ground=found.ground is not None,
    )  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, code=422 if form.is_bound else 200)
    told = form.cleaned_data | asked
    if told.get("other"):
        return _for_other(request, found, told, form)
    evaluation, _colon, code = told["finding"].partition(":")
    if code == forms.NEW:
        return redirect(f"{address(request, 'begin_finding', evaluation)}?{urlencode(_named(told))}")
    chosen = next(one for one in writable if (one.evaluation.code, one.code) == (evaluation, code))
    return _add(request, found, chosen, told, form)


def _for_other(
    request: PageRequest, found: ResolvedEvidence, told: dict[str, Any], form: forms.UseForm
) -> HttpResponse:
    """Go on to judging a criterion with it, or add it to a mechanism."""
    kind, evaluation, code = told["other"].split(":")
    if kind == forms.CRITERION:
        return redirect(f"{address(request, 'judge_criterion', evaluation, code)}?{urlencode(_named(told))}")
    chosen = Mechanism.objects.select_related("evaluation").get(evaluation__code=evaluation, code=code)
    try:
        add_mechanism_evidence(chosen, [_evidence(told, found)], **by_whom(request))
    except Refused as refused:
        return _page(request, found, form, reasons=refused.reasons, code=409)
    messages.success(request, _("Added to %(code)s. Judge it anew.") % {"code": code})
    return redirect(address(request, "mechanism", evaluation, code))


def _named(told: dict[str, Any]) -> dict[str, str]:
    names = ("kind", "identifier", "locator_kind", "locator", "text", "stance", "ground")
    return {name: str(told[name]) for name in names if told.get(name)}


def _add(
    request: PageRequest, found: ResolvedEvidence, chosen: Finding, told: dict[str, Any], form: forms.UseForm
) -> HttpResponse:
    try:
        with refusing_clashes():
            operations.add_evidence(chosen, [_evidence(told, found)], **by_whom(request))
    except Refused as refused:
        return _page(request, found, form, reasons=refused.reasons, code=409)
    messages.success(request, _("Added to %(code)s.") % {"code": chosen.code})
    return redirect(address(request, "finding", chosen.evaluation.code, chosen.code))


def _came_from(request: PageRequest) -> str:
    """Return the page of this project from which the reader came; nothing when they came from elsewhere."""
    told = urlsplit(request.POST.get("back", "") or request.headers.get("Referer", ""))
    if told.netloc not in ("", request.get_host()) or not told.path.startswith(f"/{request.actor.project.code}/"):
        return ""
    back = told.path + (f"?{told.query}" if told.query else "")
    return "" if told.path == request.path else back


def _page(
    request: PageRequest,
    found: ResolvedEvidence,
    form: forms.UseForm,
    *,
    reasons: Any = (),
    code: int = 200,
) -> HttpResponse:
    context = {
        "title": found.title,
        "figure": found.figure if found.figure and found.figure not in found.title else "",
        "ground": found.ground or "",
        "base": found.base_as(None),
        "form": form,
        "reasons": reasons,
        "back_url": _came_from(request) or address(request, "findings_of_all"),
    }
    return render(request, "evaluation/use_as_evidence.html", context, status=code)
