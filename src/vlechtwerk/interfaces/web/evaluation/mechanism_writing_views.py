"""What can be done with mechanisms and chains: each form calls one operation, and shows its reasons."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Contribution, Evaluation
from vlechtwerk.domains.evaluation.operations import mechanisms as operations
from vlechtwerk.domains.evaluation.queries.mechanisms import (
    find_chain,
    find_mechanism,
    in_order_of_the_map,
    links_to_choose,
    mechanisms_of,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismAsItStands
from vlechtwerk.domains.evaluation.rules.mechanisms import reasons_against_checking
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import mechanism_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.evidence_choices import research_choices
from vlechtwerk.interfaces.web.evaluation.finding_views import evaluates
from vlechtwerk.interfaces.web.evaluation.mechanism_rows import carrying_facts, design_fact, say_link, verdict_row
from vlechtwerk.interfaces.web.evaluation.mechanism_views import crumbs_of
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom, sure
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

AT_FIELDS = {
    "no_such_link": "link",
    "expected_by_unknown": "expected_by",
    "weight_unknown": "weight",
    "presence_unknown": "presence",
    "not_present": "presence",
    "verdict_unknown": "verdict",
    "verdict_too_strong": "verdict",
    "design_level_unknown": "design_level",
    "design_level_not_carried": "design_level",
    "links_missing": "mechanisms",
    "too_many_links": "mechanisms",
    "chain_broken": "mechanisms",
}


def _found(request: PageRequest, code: str, mechanism: str) -> MechanismAsItStands:
    """Return a mechanism of which the reader is evaluator, or answer that there is nothing here."""
    found = find_mechanism(code, mechanism) if evaluates(request, find_evaluation(code)) else None
    if found is None:
        raise Http404
    return found


def _before(request: PageRequest, evaluation: Evaluation) -> list[Reason]:
    return reasons_against_evaluating(evaluation, **by_whom(request))


def _act(
    request: PageRequest,
    found: MechanismAsItStands,
    names: tuple[str, str],
    form: django_forms.Form,
    act: Callable[[], str],
    before: Sequence[Reason] = (),
    **more: Any,
) -> HttpResponse:
    """Show the form of an act on a mechanism, with what is expected above it, or do it; `names`: heading and button."""
    mechanism = found.mechanism
    back = address(request, "mechanism", mechanism.evaluation.code, mechanism.code)
    crumbs = crumbs_of(request, mechanism.evaluation, (mechanism.code, back), (names[0], ""))
    facts = [{"term": mechanism.code, "value": found.now.text}, *more.pop("facts", [])]
    return answer_form(
        request, *names, form, back, act, before=before, facts=facts, crumbs=crumbs, fields=AT_FIELDS, **more
    )


def _evidence(request: PageRequest, legend: str, of: Evaluation | None = None, *, needed: bool = False) -> Any:
    """Return the rows in which evidence is named; `of`: also registered counts, and what was said in an evaluation."""
    given = {"needed": needed, "legend": legend, "more": research_choices(of) if of else ()}
    return EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=given)


@read_and_write
def add(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Tell what is expected to work on a link of the map."""
    evaluation, heading = find_evaluation(code), _("Tell what should work")
    form = forms.MechanismForm(request.POST or None, links=links_to_choose(evaluation.project_id))
    evidence = _evidence(request, _("Where is it expected? Literature, or the plan"))

    def act() -> str:
        made = operations.add_mechanism(evaluation, form.told(), named_evidence(evidence), **by_whom(request))
        return _("%(code)s is told. Add what speaks for and against it.") % {"code": made.code}

    return answer_form(
        request, heading, _("Save"), form, address(request, "mechanisms", code), act,
        before=_before(request, evaluation), fields=AT_FIELDS, evidence=evidence,
        crumbs=crumbs_of(request, evaluation, (heading, "")),
    )  # fmt: skip


@read_and_write
def change(request: PageRequest, project: str, code: str, mechanism: str) -> HttpResponse:
    """Word a mechanism otherwise, for a reason."""
    found = _found(request, code, mechanism)
    now = found.now
    initial = {"text": now.text, "expected_by": now.expected_by, "link": now.link}
    links = links_to_choose(found.mechanism.project_id)
    form = forms.ChangedMechanismForm(request.POST or None, initial=initial, links=links)
    evidence = _evidence(request, _("Where is it expected? Literature, or the plan"))

    def act() -> str:
        why, expected_in = form.cleaned_data["reason"], named_evidence(evidence)
        operations.word_mechanism(found.mechanism, form.told(), why, expected_in, **by_whom(request))
        return _("Worded otherwise. The former words stay readable; judge it anew.")

    names = (_("Word %(code)s otherwise") % {"code": found.mechanism.code}, _("Save"))
    return _act(request, found, names, form, act, evidence=evidence)


@read_and_write
def add_evidence(request: PageRequest, project: str, code: str, mechanism: str) -> HttpResponse:
    """Add what speaks for or against a mechanism."""
    found = _found(request, code, mechanism)
    form = django_forms.Form(request.POST if request.method == "POST" else None)
    legend = _("Which evidence, and does it speak for or against it?")
    evidence = _evidence(request, legend, found.mechanism.evaluation, needed=True)

    def act() -> str:
        operations.add_mechanism_evidence(found.mechanism, named_evidence(evidence), **by_whom(request))
        return _("Added. Judge it anew.")

    names = (_("Add evidence for or against"), _("Add evidence"))
    return _act(request, found, names, form, act, evidence=evidence)


@read_and_write
def note_explanation(request: PageRequest, project: str, code: str, mechanism: str) -> HttpResponse:
    """Note what else could explain it, with what speaks for and against that."""
    found = _found(request, code, mechanism)
    form = forms.ExplanationForm(request.POST or None)
    evidence = _evidence(request, _("What speaks for or against this other explanation?"), found.mechanism.evaluation)

    def act() -> str:
        operations.note_explanation(found.mechanism, form.told(), named_evidence(evidence), **by_whom(request))
        return _("Noted.")

    names = (_("Note another explanation"), _("Save"))
    return _act(request, found, names, form, act, evidence=evidence)


@read_and_write
def weigh_explanation(request: PageRequest, project: str, code: str, mechanism: str, number: int) -> HttpResponse:
    """Weigh another explanation, or tell it otherwise."""
    found = _found(request, code, mechanism)
    one = next((each for each in found.explanations if each.now.number == number), None)
    if one is None:
        raise Http404
    now = one.now
    form = forms.ExplanationForm(request.POST or None, initial={"text": now.text, "weight": now.weight, "why": now.why})
    evidence = _evidence(request, _("What speaks for or against this other explanation?"), found.mechanism.evaluation)

    def act() -> str:
        given = named_evidence(evidence)
        operations.weigh_explanation(found.mechanism, number, form.told(), given, **by_whom(request))
        return _("Weighed. Judge the mechanism anew.")

    names = (_("Weigh another explanation"), _("Save"))
    return _act(request, found, names, form, act, evidence=evidence)


@read_and_write
def judge(request: PageRequest, project: str, code: str, mechanism: str) -> HttpResponse:
    """Judge a mechanism."""
    found = _found(request, code, mechanism)
    # Of a verdict that it does not work, all of the evidence counts.
    levels = [found.level_carried(verdict) for verdict in Contribution.values]
    form = forms.VerdictForm(request.POST or None, carried=max(level or 0 for level in levels))

    def act() -> str:
        operations.judge_mechanism(found.mechanism, form.told(), **by_whom(request))
        return _("Judged. Another evaluator checks it.")

    facts = [{"term": _("Link of the outcome map"), "value": say_link(found)}, design_fact(found)]
    names = (_("Judge %(code)s") % {"code": found.mechanism.code}, _("Save the verdict"))
    return _act(request, found, names, form, act, facts=facts)


@read_and_write
def check(request: PageRequest, project: str, code: str, mechanism: str, number: int) -> HttpResponse:
    """Check the verdict of another."""
    found = _found(request, code, mechanism)
    verdict = next((one for one in found.verdicts if one.number == number), None)
    if verdict is None:
        raise Http404

    def act() -> str:
        operations.check_mechanism(found.mechanism, number, **by_whom(request))
        return _("Checked. Every member of the project reads it, and claims can pass it.")

    row = verdict_row(found, verdict)
    facts = [
        {"term": _("Verdict"), "value": row["whole"]},
        {"term": _("Is it there?"), "value": row["presence"]},
        {"term": _("Why"), "value": row["text"]},
        {"term": _("Design"), "value": row["design"]},
        design_fact(found),
        *carrying_facts(request, found),
    ]
    before = reasons_against_checking(found.mechanism, number, **by_whom(request))
    names = (_("Check the verdict on %(code)s") % {"code": found.mechanism.code}, _("It is what the evidence carries"))
    return _act(request, found, names, sure(request), act, before, facts=facts)


def _passable(evaluation: Evaluation) -> list[tuple[int, str]]:
    """Return the mechanisms that a claim can pass, in the order of the map."""
    return [
        (one.mechanism.number, f"{one.mechanism.code} {say_link(one)}")
        for one in in_order_of_the_map(mechanisms_of(evaluation))
    ]


@read_and_write
def add_chain(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Claim that something contributed to an effect."""
    evaluation, heading = find_evaluation(code), _("Claim an effect")
    passable = _passable(evaluation)
    form = forms.ChainForm(request.POST or None, mechanisms=passable)

    def act() -> str:
        told = form.told([number for number, _label in passable])
        made = operations.add_chain(evaluation, told, **by_whom(request))
        return _("%(code)s is told. A finding can rest on it once its chain is complete.") % {"code": made.code}

    return answer_form(
        request, heading, _("Save"), form, address(request, "mechanisms", code), act,
        before=_before(request, evaluation), fields=AT_FIELDS,
        crumbs=crumbs_of(request, evaluation, (heading, "")),
    )  # fmt: skip


@read_and_write
def change_chain(request: PageRequest, project: str, code: str, chain: str) -> HttpResponse:
    """Tell or judge a claim otherwise."""
    evaluation = find_evaluation(code)
    found = find_chain(code, chain) if evaluates(request, evaluation) else None
    if found is None:
        raise Http404
    now, passable = found.now, _passable(evaluation)
    initial = {"claim": now.claim, "mechanisms": now.mechanisms, "verdict": now.verdict, "text": now.text}
    form = forms.ChainForm(request.POST or None, initial=initial, mechanisms=passable)
    heading, back = _("Change %(code)s") % {"code": found.chain.code}, address(request, "chain", code, chain)

    def act() -> str:
        told = form.told([number for number, _label in passable])
        operations.change_chain(found.chain, told, **by_whom(request))
        return _("Saved. The former version stays readable.")

    crumbs = crumbs_of(request, evaluation, (found.chain.code, back), (heading, ""))
    return answer_form(request, heading, _("Save"), form, back, act, fields=AT_FIELDS, crumbs=crumbs)
