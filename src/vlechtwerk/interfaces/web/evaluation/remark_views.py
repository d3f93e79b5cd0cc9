"""Read the remarks of a round, and choose in which words each is shown, or that it is not; for its evaluators."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import RoundRemark
from vlechtwerk.domains.evaluation.operations.remarks import redact_remark
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.domains.evaluation.rules.remarks import NamesOfProject, TellsWho
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import write_only
from vlechtwerk.interfaces.web.evaluation.result_rows import address
from vlechtwerk.interfaces.web.evaluation.result_views import crumbs, find_result, is_evaluating
from vlechtwerk.interfaces.web.evaluation.result_words import said, say_too_few
from vlechtwerk.interfaces.web.middleware import PageRequest

KINDS = {
    TellsWho.PERSON: gettext_lazy("name of a person"),
    TellsWho.ORGANISATION: gettext_lazy("organisation or body"),
    TellsWho.FUNCTION: gettext_lazy("function"),
    TellsWho.MAIL: gettext_lazy("e-mail address"),
    TellsWho.PHONE: gettext_lazy("phone number"),
}


class RemarkForm(forms.Form):
    """In which words a remark is shown, if it is."""

    redacted = forms.CharField(
        label=gettext_lazy("As it is shown"),
        required=False,
        max_length=longest(RoundRemark, "redacted"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    may_stay = forms.Field(required=False, widget=forms.SelectMultiple)
    state = forms.ChoiceField(choices=RoundRemark.State.choices)


@require_safe
def remarks(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show the remarks that wait, are shown, and are not, each with the words in it that could tell who it is."""
    return _page(request, _found(request, evaluation, code))


def _found(request: PageRequest, evaluation: str, code: str) -> ResultAsRead:
    found = find_result(request, evaluation, code)
    if not is_evaluating(request, found.asked):
        raise Http404
    return found


def _page(
    request: PageRequest, found: ResultAsRead, reasons: Any = (), code: int = 200, tried: RoundRemark | None = None
) -> HttpResponse:
    """Show the remarks; `tried` with the words in which it could not be saved."""
    kept = [tried if tried == one else one for one in RoundRemark.objects.filter(round=found.asked)]
    names = NamesOfProject(found.asked)
    questions = {one.code: said(one.text) for one in found.questionnaire.open_questions}
    groups = [
        {
            "state": str(state.value),
            "heading": str(state.label),
            "rows": [_row(request, found, one, names, questions) for one in kept if one.state == state],
        }
        for state in RoundRemark.State
    ]
    context = {
        "name": found.asked.name,
        "crumbs": crumbs(request, found, _("Remarks")),
        "groups": groups,
        "count": len(kept),
        "too_few": say_too_few(found),
        "is_published": found.published is not None,
        "reasons": reasons,
        "back_url": address(request, "result", found),
        "publish_url": "" if found.published or groups[0]["rows"] else address(request, "publish_result", found),
    }
    return render(request, "evaluation/remarks.html", context, status=code)


def _row(
    request: PageRequest, found: ResultAsRead, one: RoundRemark, names: NamesOfProject, questions: dict[str, str]
) -> dict[str, Any]:
    text = one.redacted or one.text
    asked = found.asked
    return {
        "id": str(one.id),
        "question": questions.get(one.question, one.question),
        "text": one.text,
        "redacted": text,
        "warnings": [
            {"kind": str(KINDS[hint.kind]), "words": hint.words, "may_stay": hint.words in one.may_stay}
            for hint in names.warnings_in(text)
        ],
        "url": reverse(
            "evaluation:redact_remark", args=[request.actor.project.code, asked.evaluation.code, asked.code, one.id]
        ),
        "longest": longest(RoundRemark, "redacted"),
    }


@write_only
def redact(request: PageRequest, project: str, evaluation: str, code: str, remark: UUID) -> HttpResponse:
    """Let a remark be shown in these words, or not."""
    found = _found(request, evaluation, code)
    kept = RoundRemark.objects.filter(round=found.asked, id=remark).select_related("round__evaluation").first()
    if kept is None:
        raise Http404
    sent = request.POST.copy()
    if sent.get("state") != RoundRemark.State.SHOWN:
        # Words in which it is not shown are not asked for: they stop nobody from withholding it.
        sent["redacted"] = ""
    form = RemarkForm(sent)
    if not form.is_valid():
        kept.redacted = sent.get("redacted", "")
        reasons = [Reason("invalid", str(words)) for of_field in form.errors.values() for words in of_field]
        return _page(request, found, reasons, 422, kept)
    chosen = form.cleaned_data
    try:
        redact_remark(
            kept, chosen["state"], chosen["redacted"], chosen["may_stay"] or (), by=request.actor.person,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        kept.redacted, kept.may_stay = chosen["redacted"], chosen["may_stay"] or []
        return _page(request, found, refused.reasons, 409, kept)
    said_of = {
        RoundRemark.State.SHOWN: _("This remark is shown in these words once the result is published."),
        RoundRemark.State.WITHHELD: _("This remark is not shown."),
        RoundRemark.State.WAITING: _("This remark waits again."),
    }
    messages.success(request, said_of[RoundRemark.State(chosen["state"])])
    return redirect(address(request, "remarks", found))
