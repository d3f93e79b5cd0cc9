"""Write a framework: its lists and levels, and of each criterion its words, sources, norm, baseline and judgement."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CriteriaList, CriterionJudgement, JudgementLevel
from vlechtwerk.domains.evaluation.operations import framework as operations
from vlechtwerk.domains.evaluation.operations import judging
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, find_criterion, framework_of
from vlechtwerk.domains.evaluation.queries.source_data import data_of
from vlechtwerk.domains.evaluation.rules.evaluators import can_evaluate, reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS, CriterionTold, reasons_against_closed
from vlechtwerk.domains.evaluation.rules.judging import reasons_against_checking_at_all, reasons_against_level
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import framework_forms as forms
from vlechtwerk.interfaces.web.evaluation.criterion_rows import judged_before, known
from vlechtwerk.interfaces.web.evaluation.criterion_views import cover, find_read
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.evidence_choices import research_choices
from vlechtwerk.interfaces.web.evaluation.evidence_use_views import evidence_asked
from vlechtwerk.interfaces.web.evaluation.framework_choices import source_choices, subject_choices
from vlechtwerk.interfaces.web.evaluation.framework_views import crumbs_of
from vlechtwerk.interfaces.web.evaluation.judgement_check_rows import to_be_checked
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom, sure
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import BETWEEN, EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

# Longer than any text that an address fills in.
LONGEST = 1000


def _asked(request: PageRequest, name: str) -> list[str]:
    """Return what the address fills in, such as a proposal of the doctor."""
    return [value.strip()[:LONGEST] for value in request.GET.getlist(name)[:10]]


def _of_evaluation(
    request: PageRequest,
    code: str,
    heading: str,
    button: str,
    form: django_forms.Form,
    act: Callable[[], str],
    **more: Any,
) -> HttpResponse:
    evaluation = find_evaluation(code)
    return answer_form(
        request, heading, button, form, address(request, "framework", code), act,
        before=reasons_against_evaluating(evaluation, **by_whom(request)),
        crumbs=crumbs_of(request, evaluation, (heading, "")), **more,
    )  # fmt: skip


def _of_criterion(
    request: PageRequest,
    found: CriterionAsRead,
    heading: str,
    button: str,
    form: django_forms.Form,
    act: Callable[[], str],
    facts: Sequence[dict[str, Any]] = (),
    *,
    opens: bool = False,
    against: Sequence[Reason] = (),
    **more: Any,
) -> HttpResponse:
    """Answer with a form about a criterion; of one that is closed only with one that opens it.

    against: why whoever reads can't do it at all; then there is no form.
    """
    evaluation = found.criterion.evaluation
    back = address(request, "criterion", evaluation.code, found.code)
    before = reasons_against_evaluating(evaluation, **by_whom(request))
    before += [] if opens else reasons_against_closed(found.criterion)
    return answer_form(
        request, heading, button, form, back, act,
        before=against or before,
        facts=[{"term": found.code, "value": found.now.question}, *facts],
        crumbs=crumbs_of(request, evaluation, (found.code, back), (heading, "")), **more,
    )  # fmt: skip


@read_and_write
def add_criteria_list(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a list of criteria to an evaluation."""
    form = forms.ListForm(request.POST or None, initial={"language": "nl"})

    def act() -> str:
        made = operations.add_list(find_evaluation(code), form.told(), **by_whom(request))
        return _("List %(code)s is added. Add its criteria now.") % {"code": made.code}

    fields = {"code_missing": "code", "code_unclear": "code", "code_in_use": "code", "name_missing": "title"}
    return _of_evaluation(request, code, _("Add a list of criteria"), _("Add it"), form, act, fields=fields)


def _list(code: str, of_list: str) -> CriteriaList:
    found = CriteriaList.objects.select_related("evaluation").filter(evaluation__code=code, code=of_list).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def prefix_codes(request: PageRequest, project: str, code: str, criteria_list: str) -> HttpResponse:
    """Print the codes of a list with its letters."""
    found = _list(code, criteria_list)

    def act() -> str:
        operations.prefix_codes(found, **by_whom(request))
        return _("Its codes are printed with %(code)s from now on.") % {"code": found.code}

    heading = _("Print codes with the letters %(code)s") % {"code": found.code}
    facts = [
        {"term": _("List"), "value": found.title},
        {"term": _("From now on"), "value": f"{found.code}-A, {found.code}-B"},
    ]
    return _of_evaluation(request, code, heading, _("Print them so"), sure(request), act, facts=facts)


@read_and_write
def set_rubric(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say what each level of judgement means."""
    evaluation = find_evaluation(code)
    before = framework_of(evaluation).rubric
    initial = {level: getattr(before, level) for level in RUBRIC_LEVELS} if before else {}
    form = forms.RubricForm(request.POST or None, initial=initial, is_first=before is None)

    def act() -> str:
        reason = form.cleaned_data.get("reason", "")
        operations.set_rubric(evaluation, form.told(), reason, **by_whom(request))
        return _("Saved. What was judged before keeps what it meant then.")

    return _of_evaluation(request, code, _("What each level means"), _("Save"), form, act)


@read_and_write
def add_criterion(request: PageRequest, project: str, code: str, criteria_list: str) -> HttpResponse:
    """Add a criterion to a list."""
    found = _list(code, criteria_list)
    initial = {"about": "".join(_asked(request, "about")[:1]), "kind": "condition"}
    form = forms.NewCriterionForm(request.POST or None, initial=initial, subjects=subject_choices())

    def act() -> str:
        made = operations.add_criterion(found, form.cleaned_data["code"], form.told(), **by_whom(request))
        return _("%(code)s is added. Fix its norm before the data come in.") % {"code": made.full_code}

    fields = {"code_missing": "code", "code_unclear": "code", "code_in_use": "code"}
    return _of_evaluation(
        request, code, _("Add a criterion"), _("Add it"), form, act, fields=fields,
        facts=[{"term": _("List"), "value": f"{found.code}: {found.title}"}],
    )  # fmt: skip


@read_and_write
def word_criterion(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Word a criterion otherwise; the address can fill in what is proposed."""
    found = find_read(request, code, criterion)
    told = CriterionTold.of(found.now)
    initial: dict[str, Any] = {
        "question": told.question, "kind": told.kind, "group": told.group, "indicator": told.indicator,
        "methods": list(told.methods), "about": BETWEEN.join(filter(None, (told.subject_kind, told.subject))),
    }  # fmt: skip
    for name, asked in (("question", _asked(request, "question")), ("about", _asked(request, "about"))):
        if asked:
            initial[name] = asked[0]
    if methods := _asked(request, "method"):
        initial["methods"] = methods
    form = forms.ChangedCriterionForm(request.POST or None, initial=initial, subjects=subject_choices())

    def act() -> str:
        operations.word_criterion(found.criterion, form.told(), form.cleaned_data["reason"], **by_whom(request))
        return _("Saved. The former words stay in the history.")

    return _of_criterion(request, found, _("Word it anew"), _("Save"), form, act, opens=True)


@read_and_write
def close_criterion(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Ask a criterion no more."""
    found = find_read(request, code, criterion)
    form = forms.ReasonForm(request.POST or None)

    def act() -> str:
        operations.close_criterion(found.criterion, form.cleaned_data["reason"], **by_whom(request))
        return _("%(code)s is closed. It stays readable, with the reason.") % {"code": found.code}

    return _of_criterion(request, found, _("Close the criterion"), _("Close it"), form, act)


@read_and_write
def split_criterion(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Ask each condition by a criterion of its own."""
    found = find_read(request, code, criterion)
    initial = {"questions": "\n".join(_asked(request, "question")) or found.now.question}
    form = forms.SplitForm(request.POST or None, initial=initial)

    def act() -> str:
        told = form.cleaned_data
        made = operations.split_criterion(found.criterion, told["questions"], told["reason"], **by_whom(request))
        codes = ", ".join(one.full_code for one in made)
        return _("Split into %(codes)s. Fix a norm for each.") % {"codes": codes}

    return _of_criterion(
        request, found, _("Split the criterion"), _("Split it"), form, act, fields={"split_unclear": "questions"}
    )


@read_and_write
def merge_criteria(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Let other criteria go into this one."""
    found = find_read(request, code, criterion)
    others = [one for one in framework_of(found.criterion.evaluation).open_criteria if one.code != found.code]
    choices = [(one.code, f"{one.code} {one.now.question}") for one in others]
    form = forms.MergeForm(request.POST or None, initial={"others": _asked(request, "other")}, criteria=choices)

    def act() -> str:
        chosen = [one.criterion for one in others if one.code in form.cleaned_data["others"]]
        operations.merge_criteria(found.criterion, chosen, form.cleaned_data["reason"], **by_whom(request))
        return _("Merged. The others are closed, and their sources are bound to %(code)s.") % {"code": found.code}

    return _of_criterion(request, found, _("Merge criteria"), _("Merge"), form, act)


@read_and_write
def bind_source(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Bind a criterion to a real thing from which it is found out."""
    found = find_read(request, code, criterion)
    kind, identifier = ("".join(_asked(request, name)[:1])[:80] for name in ("kind", "identifier"))
    sources = source_choices(request.actor.project.id, found.criterion.evaluation, (kind, identifier))
    initial = {"source": BETWEEN.join((kind, identifier))} if identifier else {}
    form = forms.SourceForm(request.POST or None, initial=initial, sources=sources)

    def act() -> str:
        operations.bind_source(found.criterion, *form.address(), **by_whom(request))
        return _("Bound. What it tells stands on this page as soon as there are data.")

    return _of_criterion(
        request, found, _("Bind a source"), _("Bind it"), form, act, _with_sources(request, found),
        fields={"source_not_found": "source", "source_twice": "source"},
    )  # fmt: skip


def _with_sources(request: PageRequest, found: CriterionAsRead) -> list[dict[str, Any]]:
    covered = cover(found)
    titles = "\n".join(one.title for one in covered.sources)
    return [*known(request, covered), {"term": _("Sources that are bound"), "value": titles or _("none yet")}]


@read_and_write
def unbind_source(request: PageRequest, project: str, code: str, criterion: str, number: int) -> HttpResponse:
    """Let a source of a criterion go."""
    found = find_read(request, code, criterion)
    source = next((one for one in cover(found).sources if one.source.number == number), None)
    if source is None:
        raise Http404

    def act() -> str:
        one = source.source
        operations.unbind_source(found.criterion, one.kind, one.identifier, **by_whom(request))
        return _("Let go. That it was bound stays in the history.")

    facts = [{"term": _("Source"), "value": source.title}]
    return _of_criterion(request, found, _("Let a source go"), _("Let it go"), sure(request), act, facts)


@read_and_write
def fix_norm(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Fix from when on a criterion is met, or change it with a reason."""
    found = find_read(request, code, criterion)
    initial = {"text": found.norm.text} if found.norm else {}
    form = forms.NormForm(request.POST or None, initial=initial, is_first=not found.norms)

    def act() -> str:
        told = form.cleaned_data
        operations.fix_norm(found.criterion, told["text"], told.get("reason", ""), **by_whom(request))
        return _("Fixed. A later change keeps this norm, and is printed with its reason.")

    facts = known(request, cover(found))
    return _of_criterion(request, found, _("Fix the norm"), _("Fix it"), form, act, facts)


@read_and_write
def note_baseline(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Note how it was before, and on what that rests."""
    found = find_read(request, code, criterion)
    initial = {"text": found.baseline.text} if found.baseline else {}
    form = forms.BaselineForm(request.POST or None, initial=initial, is_first=not found.baselines)
    legend = _("On what does that rest?")
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"legend": legend})

    def act() -> str:
        reason = form.cleaned_data.get("reason", "")
        operations.note_baseline(found.criterion, form.told(), named_evidence(evidence), reason, **by_whom(request))
        return _("Noted. What is judged later is seen beside it.")

    facts = known(request, cover(found))
    return _of_criterion(request, found, _("Note the baseline"), _("Note it"), form, act, facts, evidence=evidence)


@read_and_write
def judge_criterion(request: PageRequest, project: str, code: str, criterion: str) -> HttpResponse:
    """Judge a criterion by its norm, on what its sources tell and other evidence."""
    found = find_read(request, code, criterion)
    named, covered = evidence_asked(request), cover(found)
    data = [datum for source in covered.sources for datum in source.data]
    data += data_of(found.criterion.project_id, named, data)
    rubric = framework_of(found.criterion.evaluation).rubric
    none = JudgementLevel.NOT_TO_BE_JUDGED
    why_not = [reason.text for reason in reasons_against_level(found.criterion)]
    levels = {
        level: f"{JudgementLevel(level).label}: {getattr(rubric, level)}" for level in RUBRIC_LEVELS
    } if rubric and not why_not else {}  # fmt: skip
    form = forms.JudgementForm(
        levels=levels | {none.value: str(none.label)}, data=request.POST or None, told=data, named=named,
        initial={} if levels else {"level": none.value},
    )  # fmt: skip
    more = {
        "legend": _("Other evidence, if there is any"),
        "folded": True,
        "more": research_choices(found.criterion.evaluation),
    }
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=more)

    def act() -> str:
        given = [*form.evidence(), *named_evidence(evidence)]
        made = judging.judge_criterion(found.criterion, form.told(), given, **by_whom(request))
        told = {"level": made.get_level_display(), "strength": made.get_strength_display()}
        return _("Judged: %(level)s. Evidence: %(strength)s. Another evaluator can check it now.") % told

    facts = known(request, covered) + [{"term": _("So far only"), "value": text} for text in why_not]
    facts += judged_before(found)
    return _of_criterion(request, found, _("Judge the criterion"), _("Judge it"), form, act, facts, evidence=evidence)


@read_and_write
def check_judgement(request: PageRequest, project: str, code: str, criterion: str, number: int) -> HttpResponse:
    """Say, as another than who judged, that a judgement is right."""
    found, judgement = _judgement(code, criterion, number)

    def act() -> str:
        judging.check_judgement(judgement, **by_whom(request))
        return _("Checked. Every member reads it from now on.")

    facts = to_be_checked(request, cover(found), judgement)
    objecting = address(request, "object_to_judgement", code, found.code, number)
    against = reasons_against_checking_at_all(judgement, **by_whom(request))
    instead = None if against else {"label": _("It is not right: object"), "url": objecting}
    return _of_criterion(
        request, found, _("Check the judgement"), _("It is right"), sure(request), act, facts,
        against=against, instead=instead,
    )  # fmt: skip


@read_and_write
def object_to_judgement(request: PageRequest, project: str, code: str, criterion: str, number: int) -> HttpResponse:
    """Say, as another than who judged, why a judgement is not right."""
    found, judgement = _judgement(code, criterion, number)
    form = forms.ObjectionForm(request.POST or None)

    def act() -> str:
        judging.object_to_judgement(judgement, form.cleaned_data["text"], **by_whom(request))
        told = {"name": judgement.judged_by.name}
        if not can_evaluate(judgement.evaluation, judgement.judged_by, by_whom(request)["at"]):
            words = _("Your objection is kept. %(name)s evaluates no more: each evaluator sees it on the home page.")
            return words % told
        return _("Your objection is kept. %(name)s sees it on the home page, and judges anew.") % told

    facts = to_be_checked(request, cover(found), judgement)
    fields = {"objection_missing": "text", "quotation_typed": "text"}
    return _of_criterion(
        request, found, _("Object to the judgement"), _("Object"), form, act, facts,
        against=reasons_against_checking_at_all(judgement, **by_whom(request)), fields=fields,
    )  # fmt: skip


def _judgement(code: str, criterion: str, number: int) -> tuple[CriterionAsRead, CriterionJudgement]:
    """Return a judgement with its criterion as it stands now, or answer that there is none."""
    found = find_criterion(code, criterion)
    judgement = next((one for one in found.judgements if one.number == number), None) if found else None
    if found is None or judgement is None:
        raise Http404
    return found, judgement
