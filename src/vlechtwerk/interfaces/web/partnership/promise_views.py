"""What was promised to ministry, parliament and others: overdue first, with what became of it; and registering that."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Decision, Organisation, Person, Promise, PromiseStep
from vlechtwerk.domains.partnership.operations import promises as operations
from vlechtwerk.domains.partnership.queries.promises import PromiseAsOf, promises_as_of
from vlechtwerk.domains.partnership.rules.promises import reasons_against_following_promise, reasons_against_promising
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.domains.programme.operations.about import make_promise_about
from vlechtwerk.domains.programme.queries.planning import subjects_of_promises
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership import promise_forms as forms
from vlechtwerk.interfaces.web.partnership.views import link
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_date

# At which field a reason is shown.
FIELDS_OF_A_STEP = {
    "in_the_future": "occurred_on", "before_the_last_step": "occurred_on", "reason_missing": "reason",
    "due_missing": "due_on", "due_without_moving": "due_on", "same_date": "due_on",
    "no_decision_to_move": "decision", "answer_missing": "kind",
}  # fmt: skip
# With which mark what became of a promise is drawn.
MARKS = {"kept": "yes", "partly": "partly", "withdrawn": "no"}


@require_safe
def promises(request: PageRequest, project: str) -> HttpResponse:
    """Show what was promised, overdue first."""
    makes = is_offered(request, reasons_against_promising(request.actor.person, timezone.now()))
    context = {**_promises(request), "make_url": reverse("partnership:make_promise", args=[project]) if makes else ""}
    return render(request, "partnership/promises.html", context)


@kept
def _promises(request: PageRequest) -> dict[str, Any]:
    shown = shown_day(request)
    found = promises_as_of(shown.day)
    about = subjects_of_promises([item.promise for item in found])
    evidences = Evidences(request, [item.promise for item in found])
    rows = [_row(request, item, about[item.promise.id]) | {"evidence": evidences.of(item.promise)} for item in found]
    return {
        "shown": shown,
        "missing": words_for_unknown(shown),
        "open": [row for row in rows if row["is_open"]],
        "ended": [row for row in rows if not row["is_open"]],
        "overdue": sum(1 for row in rows if row["overdue"]),
        "kept": sum(item.kind == PromiseStep.Kind.KEPT for item in found),
        "acts": export_links(request, "partnership:promises_export"),
    }


def _row(request: PageRequest, item: PromiseAsOf, about: list[Activity | FocusArea]) -> dict[str, Any]:
    promise = item.promise
    moved = sum(step.kind == PromiseStep.Kind.MOVED for step in item.steps)
    last = item.steps[-1] if item.steps else None
    return {
        "text": promise.text,
        "url": link(request, "partnership:promise", promise.id),
        "to": _to(promise),
        "made": say_date(promise.made_on),
        "made_by": promise.made_by,
        "due": say_date(item.due_on),
        "overdue": ngettext("%(days)s day late", "%(days)s days late", item.overdue_days) % {"days": item.overdue_days}
        if item.overdue_days
        else "",
        "moved": ngettext("moved %(times)s time", "moved %(times)s times", moved) % {"times": moved} if moved else "",
        "responsible": promise.responsible.name if promise.responsible else "",
        "about": [
            {"name": subject.name, "url": link(request, "programme:activity", subject.code)}
            if isinstance(subject, Activity)
            else {"name": subject.name, "url": link(request, "programme:goals")}
            for subject in about
        ],
        "is_open": item.is_open,
        "mark": MARKS.get(item.kind, ""),
        "state": str(PromiseStep.Kind(item.kind).label) if item.kind else _("Still open"),
        "when": say_date(last.occurred_on) if last else "",
        "reason": last.reason if last else "",
    }


def _to(promise: Promise) -> str:
    kind = str(promise.get_recipient_display())
    if promise.organisation is None or promise.recipient == Promise.Recipient.OTHER:
        return promise.organisation.name if promise.organisation else kind
    return f"{promise.organisation.name} ({kind.lower()})"


@require_safe
def promises_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give what was promised, as CSV or as a workbook."""
    shown = shown_day(request)
    found = promises_as_of(shown.day)
    about, missing = subjects_of_promises([item.promise for item in found]), words_for_unknown(shown)
    heads = [
        _("Promise"), _("To whom"), _("Made by"), _("Made on"), _("Due"), _("Days late"), _("State"), _("Since"),
        _("Reason"), _("Who sees to it"), _("About what"), _("Times moved"),
    ]  # fmt: skip
    rows = [
        [
            item.promise.text,
            _to(item.promise),
            item.promise.made_by or missing,
            item.promise.made_on.text if item.promise.made_on else missing,
            item.due_on.text if item.due_on else missing,
            str(item.overdue_days or ""),
            str(PromiseStep.Kind(item.kind).label) if item.kind else _("Still open"),
            item.steps[-1].occurred_on.text if item.steps and item.steps[-1].occurred_on else "",
            item.steps[-1].reason if item.steps else "",
            item.promise.responsible.name if item.promise.responsible else "",
            ", ".join(subject.name for subject in about[item.promise.id]),
            str(sum(step.kind == PromiseStep.Kind.MOVED for step in item.steps)),
        ]
        for item in found
    ]
    return table_file(request, Table(_("Promises"), heads, rows), form)


@require_safe
def promise(request: PageRequest, project: str, promise: UUID) -> HttpResponse:
    """Show one promise with everything that became of it."""
    shown = shown_day(request)
    item = next(iter(promises_as_of(shown.day, Q(id=promise))), None)
    if item is None:
        raise Http404
    evidences = Evidences(request, [item.promise, *item.steps])
    follows = is_offered(
        request, reasons_against_following_promise(item.promise, by=request.actor.person, at=timezone.now())
    )
    row = _row(request, item, subjects_of_promises([item.promise])[item.promise.id])
    context = {
        "promise": row,
        "missing": words_for_unknown(shown),
        "facts": [
            {"term": _("To whom"), "value": row["to"]},
            {"term": _("Made by"), "value": row["made_by"]},
            {"term": _("Made on"), "value": row["made"]},
            {"term": _("First due"), "value": say_date(item.promise.due_on)},
            {"term": _("Now due"), "value": row["due"], "note": row["overdue"]},
            {"term": _("Who sees to it"), "value": row["responsible"] or _("nobody is named")},
            *({"term": _("About what"), "value": one["name"], "url": one["url"]} for one in row["about"]),
        ],
        "evidence": evidences.of(item.promise),
        "steps": [_step(request, step) | {"evidence": evidences.of(step)} for step in reversed(item.steps)],
        "follow_url": reverse("partnership:follow_promise", args=[project, item.promise.id]) if follows else "",
    }
    return render(request, "partnership/promise.html", context)


def _step(request: PageRequest, step: PromiseStep) -> dict[str, Any]:
    return {
        "kind": str(step.get_kind_display()),
        "mark": MARKS.get(step.kind, ""),
        "when": say_date(step.occurred_on),
        "reason": step.reason,
        "due": say_date(step.due_on),
        "decision": step.decision.question if step.decision else "",
        "decision_url": link(request, "partnership:decision", step.decision_id) if step.decision_id else "",
    }


@read_and_write
def make_promise(request: PageRequest, project: str) -> HttpResponse:
    """Register what was promised."""
    by, at = request.actor.person, timezone.now()
    form = forms.PromiseForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        responsible = chosen["responsible"]
        make_promise_about(
            list(Activity.objects.filter(code=chosen["activity"])),
            list(FocusArea.objects.filter(code=chosen["focus_area"])),
            chosen["text"],
            chosen["recipient"],
            organisation=Organisation.objects.filter(code=chosen["organisation"]).first(),
            made_by=chosen["made_by"],
            made_on=chosen["made_on"],
            due_on=chosen["due_on"],
            responsible=Person.objects.filter(id=responsible).first() if responsible else None,
            evidence=named_evidence(evidence),
            by=by,
            at=at,
        )
        return _("The promise is registered. When it is kept, or moved, say so on its page.")

    fields = {"in_the_future": "made_on", "due_before_made": "due_on", "text_missing": "text"}
    return answer_form(
        request,
        _("Register a promise"),
        _("Register"),
        form,
        reverse("partnership:promises", args=[project]),
        act,
        evidence=evidence,
        before=reasons_against_promising(by, at),
        fields=fields,
    )


@read_and_write
def follow_promise(request: PageRequest, project: str, promise: UUID) -> HttpResponse:
    """Say what became of a promise."""
    found = Promise.objects.filter(id=promise).first()
    if found is None:
        raise Http404
    by, at = request.actor.person, timezone.now()
    form = forms.PromiseStepForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        named = chosen["decision"]
        step = operations.follow_promise(
            found,
            chosen["kind"],
            chosen["occurred_on"],
            reason=chosen["reason"],
            due_on=chosen["due_on"],
            decision=Decision.objects.filter(id=named).first() if named else None,
            evidence=named_evidence(evidence),
            by=by,
            at=at,
        )
        return _("It stands with the promise: %(kind)s. Earlier steps stay readable.") % {
            "kind": str(step.get_kind_display()).lower()
        }

    return answer_form(
        request,
        _("What became of this promise?"),
        _("Save"),
        form,
        reverse("partnership:promise", args=[project, found.id]),
        act,
        evidence=evidence,
        before=reasons_against_following_promise(found, by=by, at=at),
        fields=FIELDS_OF_A_STEP,
        facts=[{"term": _("Promise"), "value": found.text, "url": "", "note": "", "evidence": []}],
    )
