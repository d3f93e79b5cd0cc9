"""Write a finding, add and take away its evidence, check, approve and reopen it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvidenceAgainst, Finding, FindingKind
from vlechtwerk.domains.evaluation.operations import findings as operations
from vlechtwerk.domains.evaluation.queries.findings import FindingAsItStands, find_finding
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.finding_wording import Judged, judged, judged_as_told, material_of
from vlechtwerk.domains.evaluation.rules.findings import (
    FindingTold,
    reasons_against_approving,
    reasons_against_checking,
    reasons_against_reopening,
    reasons_against_writing,
)
from vlechtwerk.foundation.database.clashes import refusing_clashes
from vlechtwerk.foundation.evidence.address import Base, Evidence, Ground, Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import finding_drafting as drafting
from vlechtwerk.interfaces.web.evaluation import finding_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.evidence_use_views import evidence_asked
from vlechtwerk.interfaces.web.evaluation.finding_rows import evidence_sides
from vlechtwerk.interfaces.web.evaluation.finding_views import crumbs_of, evaluates, of_evaluators
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.evidence_rows import evidence_rows
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

Judge = Callable[[FindingTold], Judged]


def find_as_it_stands(request: PageRequest, code: str, finding: str) -> FindingAsItStands:
    """Return a finding of which the reader is evaluator, or answer that there is nothing here."""
    found = find_finding(code, finding) if evaluates(request, find_evaluation(code)) else None
    if found is None:
        raise Http404
    return found


@read_and_write
def begin(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Write a new finding; the address names the evidence that it begins with."""
    evaluation = find_evaluation(code)
    evidence = evidence_asked(request)
    before = reasons_against_evaluating(evaluation, **by_whom(request))
    base = evidence[0].base if evidence else Base.OWN
    initial: dict[str, Any] = {
        "ground": _ground_of(request, evidence),
        "base": base,
        "kind": FindingKind.NEITHER,
        "sought": EvidenceAgainst.NOT_SOUGHT,
        "language": get_language() or "nl",
        "questions": [request.GET.get("question", "")],
    }
    form = forms.FindingForm(
        request.POST or None, initial=initial, asked=list(evaluation.questions.all()),
        has_against=any(one.stance == Stance.CONTRADICTS for one in evidence),
    )  # fmt: skip
    links = _as_links(request, evidence)
    page = {
        "heading": _("Write a finding"),
        "button": _("Save as draft"),
        "crumbs": crumbs_of(request, evaluation, (_("Write a finding"), "")),
        "back_url": address(request, "findings", code),
        "evidence": _evidence_rows(request, list(enumerate(links, 1)), _language(form, str(initial["language"]))),
    }

    def act(told: FindingTold) -> Finding:
        return operations.begin_finding(evaluation, told, evidence, **by_whom(request))

    return _answer(request, form, page, act, lambda told: judged_as_told(evaluation, told, evidence), before)


@read_and_write
def change(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Change the sentence of a finding, or what is told with it."""
    found = find_as_it_stands(request, code, finding)
    one = found.finding
    initial = {
        "sentence": one.sentence,
        "ground": one.ground,
        "base": one.base,
        "kind": one.kind,
        "sought": one.sought,
        "language": one.language,
        "questions": [asked.code for asked in found.questions],
    }
    form = forms.FindingForm(
        request.POST or None, initial=initial, asked=list(one.evaluation.questions.all()),
        has_against=bool(found.contradicting),
    )  # fmt: skip
    pairs = [(item.number, item.link) for item in found.evidence]
    here = (one.code, address(request, "finding", code, one.code))
    page = {
        "heading": _("Change %(code)s") % {"code": one.code},
        "button": _("Save"),
        "crumbs": crumbs_of(request, one.evaluation, here, (_("Change"), "")),
        "back_url": here[1],
        "evidence": _evidence_rows(request, pairs, _language(form, one.language)),
    }

    def judging(told: FindingTold) -> Judged:
        return judged(one.evaluation, told, material_of(one.project_id, pairs, told.language))

    def act(told: FindingTold) -> Finding:
        return operations.change_finding(one, told, **by_whom(request))

    return _answer(request, form, page, act, judging, reasons_against_writing(one, now=found.now, **by_whom(request)))


def _language(form: django_forms.Form, otherwise: str) -> str:
    return str(form.data.get("language") or otherwise) if form.is_bound else otherwise


def _answer(
    request: PageRequest,
    form: forms.FindingForm,
    page: dict[str, Any],
    act: Callable[[FindingTold], Finding],
    judging: Judge,
    before: Sequence[Reason],
) -> HttpResponse:
    """Show the page, or save the sentence: refused with its words underlined, or saved as a draft."""
    page = page | {"action": request.get_full_path()}
    if before:
        code = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return drafting.write_page(request, None, page | {"reasons": before}, code=code)
    if request.method != "POST":
        return drafting.write_page(request, form, page)
    if not form.is_valid():
        return drafting.write_page(request, form, page, code=HTTPStatus.UNPROCESSABLE_ENTITY)
    told = form.told()
    try:
        with refusing_clashes():
            saved = act(told)
    except Refused as refused:
        return _refused(request, form, page, judging, told, refused.reasons)
    done = _("%(code)s is saved as a draft. Another evaluator can check it now.") % {"code": saved.code}
    messages.success(request, done)
    return redirect(address(request, "finding", saved.evaluation.code, saved.code))


def _refused(
    request: PageRequest,
    form: forms.FindingForm,
    page: dict[str, Any],
    judging: Judge,
    told: FindingTold,
    reasons: Sequence[Reason],
) -> HttpResponse:
    found = judging(told)
    general = [reason for reason in reasons if reason.code not in drafting.WORDING]
    if not found.allowed:
        proposed = [judging(replace(told, sentence=sentence)) for sentence in found.suggestions]
        page |= {
            "refused": drafting.refused_sentence(found, proposed),
            "kept": drafting.kept_fields(form, without="sentence"),
            "language": told.language,
        }
    shown = general if not found.allowed else reasons
    return drafting.write_page(request, form, page | {"reasons": shown}, code=HTTPStatus.CONFLICT)


def _as_links(request: PageRequest, evidence: Sequence[Evidence]) -> list[EvidenceLink]:
    """Return evidence as it would be attached, to be shown before it is."""
    return [
        EvidenceLink(
            project_id=request.actor.project.id, kind=one.address.kind, identifier=one.address.identifier,
            locator_kind=one.address.locator_kind, locator=one.address.locator, text=one.text, stance=one.stance,
            ground=one.ground, base=one.base or Base.OWN,
        )
        for one in evidence
    ]  # fmt: skip


def _ground_of(request: PageRequest, evidence: Sequence[Evidence]) -> str:
    """Return the ground that the first piece of evidence has, as it says itself or as is said of it."""
    rows = evidence_rows(request, _as_links(request, evidence[:1]))
    return str(rows[0].ground) if rows else Ground.NONE


def _evidence_rows(
    request: PageRequest, pairs: Sequence[tuple[int, EvidenceLink]], language: str
) -> list[dict[str, Any]]:
    material = material_of(request.actor.project.id, pairs, language)
    rows = evidence_rows(request, [link for _number, link in pairs])
    return [
        drafting.evidence_row(number, row, material.get(number), language)
        for (number, _link), row in zip(pairs, rows, strict=True)
    ]


def _act(
    request: PageRequest,
    found: FindingAsItStands,
    names: tuple[str, str],
    form: django_forms.Form,
    act: Callable[[], str],
    before: Sequence[Reason],
    **more: Any,
) -> HttpResponse:
    """Show the form of an act on a finding, with its sentence above it, or do it; `names`: its heading and button."""
    finding = found.finding
    back = address(request, "finding", finding.evaluation.code, finding.code)
    facts = [{"term": finding.code, "value": found.sentence or finding.sentence}]
    crumbs = crumbs_of(request, finding.evaluation, (finding.code, back), (names[0], ""))
    heading, button = names
    return answer_form(request, heading, button, form, back, act, before=before, facts=facts, crumbs=crumbs, **more)


def _judging(request: PageRequest, found: FindingAsItStands, **otherwise: str) -> forms.JudgingForm:
    """Return the form of who judges a finding, with its evidence; `otherwise`: what else can be done, by its route."""
    one = found.finding
    return forms.JudgingForm(
        request.POST if request.method == "POST" else None,
        sides=of_evaluators(found, evidence_sides(request, found, may_write=False)),
        otherwise=[
            {"label": label, "url": address(request, route, one.evaluation.code, one.code)}
            for route, label in otherwise.items()
        ],
    )


@read_and_write
def add_evidence(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Add evidence for or against from a list; “use as evidence” on a page does the same."""
    found = find_as_it_stands(request, code, finding)
    form = django_forms.Form(request.POST if request.method == "POST" else None)
    legend = _("Which evidence, and does it speak for or against the sentence?")
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True, "legend": legend})

    def act() -> str:
        operations.add_evidence(found.finding, named_evidence(evidence), **by_whom(request))
        return _("Added. The sentence can be filled from it.")

    names = (_("Add evidence for or against"), _("Add evidence"))
    before = reasons_against_writing(found.finding, now=found.now, **by_whom(request))
    return _act(request, found, names, form, act, before, evidence=evidence)


@read_and_write
def remove_evidence(request: PageRequest, project: str, code: str, finding: str, number: int) -> HttpResponse:
    """Take a piece of evidence away from a finding."""
    found = find_as_it_stands(request, code, finding)
    if number not in [one.number for one in found.evidence]:
        raise Http404
    form = forms.ReasonForm(request.POST or None)

    def act() -> str:
        operations.remove_evidence(found.finding, number, remark=form.cleaned_data["remark"], **by_whom(request))
        return _("Taken away. Its number is not given again.")

    names = (_("Take evidence %(number)s away") % {"number": number}, _("Take away"))
    before = reasons_against_writing(found.finding, now=found.now, **by_whom(request))
    return _act(request, found, names, form, act, before)


@read_and_write
def check(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Check what another wrote."""
    found = find_as_it_stands(request, code, finding)
    form = _judging(request, found, change_finding=_("Change the sentence"), add_finding_evidence=_("Add evidence"))

    def act() -> str:
        operations.check_finding(found.finding, remark=form.cleaned_data["remark"], **by_whom(request))
        return _("Checked. It can be approved now.")

    names = (_("Check %(code)s") % {"code": found.finding.code}, _("It says what its evidence carries"))
    before = reasons_against_checking(found.finding, now=found.now, **by_whom(request))
    return _act(request, found, names, form, act, before)


@read_and_write
def approve(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Approve what was checked: from then on every member reads it."""
    found = find_as_it_stands(request, code, finding)
    form = _judging(request, found, reopen_finding=_("Send it back, with why"))

    def act() -> str:
        operations.approve_finding(found.finding, remark=form.cleaned_data["remark"], **by_whom(request))
        return _("Approved. Every member of the project reads it, and it answers its questions.")

    names = (_("Approve %(code)s") % {"code": found.finding.code}, _("Approve for every member"))
    before = reasons_against_approving(found.finding, now=found.now, **by_whom(request))
    return _act(request, found, names, form, act, before)


@read_and_write
def reopen(request: PageRequest, project: str, code: str, finding: str) -> HttpResponse:
    """Open a finding again, with why."""
    found = find_as_it_stands(request, code, finding)
    form = forms.ReasonForm(request.POST or None)

    def act() -> str:
        operations.reopen_finding(found.finding, form.cleaned_data["remark"], **by_whom(request))
        return _("Open again. Nobody reads it as approved until it is checked and approved anew.")

    names = (_("Reopen %(code)s") % {"code": found.finding.code}, _("Reopen"))
    # Which reason is given is judged by the act.
    before = reasons_against_reopening(found.finding, "…", now=found.now, **by_whom(request))
    return _act(request, found, names, form, act, before)
