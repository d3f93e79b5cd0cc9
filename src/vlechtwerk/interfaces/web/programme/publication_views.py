"""A page about the added value on its way to the public: drafted, put up, approved or returned, withdrawn."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import ValuePublication
from vlechtwerk.domains.programme.operations import publishing
from vlechtwerk.domains.programme.queries.added_value import is_public
from vlechtwerk.domains.programme.queries.public_words import frozen_now
from vlechtwerk.domains.programme.rules.added_value import (
    reasons_against_approving,
    reasons_against_being_approver,
    reasons_against_keeping_model,
    reasons_against_withdrawing,
)
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.value_forms import ApprovalForm, BecauseForm, DraftForm, PutUpForm
from vlechtwerk.interfaces.web.words import say_day, say_day_and_time

State = ValuePublication.State


def _find(number: int) -> ValuePublication:
    found = ValuePublication.objects.filter(number=number).select_related("put_up_by", "project").first()
    if found is None:
        raise Http404
    return found


@require_safe
def publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Show a page as it was put up, or as a draft would be put up now; and what can be done with it."""
    page = _find(number)
    frozen = page.text or frozen_now(page, timezone.localdate()).text
    context = {
        "shown": shown_day(request),
        "page": {
            "title": page.title,
            "state": page.state,
            "word": str(page.get_state_display()),
            "is_draft": page.state == State.DRAFT,
            "returned": page.returned_because,
            "withdrawn": page.withdrawn_because,
        },
        # Made by our own engine, which escapes every word of it.
        "text": mark_safe(frozen),  # noqa: S308
        "facts": _facts(page),
        "acts": _acts(request, page, project),
        "crumbs": [
            {"label": _("Added value"), "url": reverse("programme:added_value", args=[project])},
            {"label": page.title, "url": ""},
        ],
        "public_url": reverse("public_added_value", args=[project]),
        "is_public": is_public(project),
    }
    return render(request, "programme/publication.html", context)


def _facts(page: ValuePublication) -> list[dict[str, str]]:
    facts = [{"term": _("State"), "value": str(page.get_state_display())}]
    if page.put_up_by and page.put_up_at:
        words = {"name": page.put_up_by.name, "when": say_day_and_time(page.put_up_at)}
        facts.append({"term": _("Put up"), "value": _("by %(name)s, %(when)s") % words})
        facts.append({"term": _("As of"), "value": say_day(page.as_of) if page.as_of else ""})
        facts.append({"term": _("Checksum (SHA-256)"), "value": page.checksum})
        facts.append({"term": _("Pieces of evidence"), "value": str(len(page.evidence))})
    if page.approved_at:
        words = {"function": page.approved_as, "when": say_day_and_time(page.approved_at)}
        facts.append({"term": _("Approved"), "value": _("by the %(function)s, %(when)s") % words})
    if page.withdrawn_at:
        words = {"when": say_day_and_time(page.withdrawn_at), "because": page.withdrawn_because}
        facts.append({"term": _("Withdrawn"), "value": _("%(when)s: %(because)s") % words})
    return facts


def _acts(request: PageRequest, page: ValuePublication, project: str) -> list[dict[str, Any]]:
    """Return what this reader can do with a page, the main act first."""
    person, now = request.actor.person, timezone.now()

    def act(route: str, label: str, query: str = "") -> dict[str, str]:
        return {"label": label, "url": reverse(f"programme:{route}", args=[project, page.number]) + query}

    acts = []
    if page.state == State.DRAFT and is_offered(request, reasons_against_keeping_model(person, now)):
        acts = [act("put_up_publication", _("Put up for approval")), act("revise_publication", _("Change the draft"))]
    if page.state == State.PUT_UP:
        if is_offered(request, reasons_against_approving(page, page.checksum, by=person, at=now)):
            acts.append(act("approve_publication", _("Approve and publish"), f"?read={page.checksum}"))
        if is_offered(request, reasons_against_being_approver(person, now)):
            acts.append(act("return_publication", _("Return to the writers")))
    if is_offered(request, reasons_against_withdrawing(page, None, by=person, at=now)):
        acts.append(act("withdraw_publication", _("Withdraw")))
    return acts


def _answer(
    request: PageRequest,
    words: tuple[str, str],
    form: forms.Form,
    back: str,
    act: Callable[[], str],
    before: Sequence[Reason] = (),
    facts: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    fields = {"reason_missing": "because", "title_missing": "title"}
    return answer_form(request, *words, form, back, act, before=before, fields=fields, facts=facts)


@read_and_write
def draft_publication(request: PageRequest, project: str) -> HttpResponse:
    """Begin a page about the added value."""
    form = DraftForm(request.POST or None)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.draft_publication(**form.cleaned_data, by=person, at=now)
        return _("The draft stands below, with the pages. Put it up when it is ready.")

    back = reverse("programme:added_value", args=[project])
    words = (_("A page about the added value"), _("Save draft"))
    return _answer(request, words, form, back, act, reasons_against_keeping_model(person, now))


@read_and_write
def revise_publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Write in a draft."""
    page = _find(number)
    form = DraftForm(request.POST or None, initial={"title": page.title, "introduction": page.introduction})
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.revise_publication(page, **form.cleaned_data, by=person, at=now)
        return _("The draft is saved.")

    back = reverse("programme:publication", args=[project, number])
    words = (_("Change the draft"), _("Save draft"))
    return _answer(request, words, form, back, act, reasons_against_keeping_model(person, now))


@read_and_write
def put_up_publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Freeze the text of a draft, and put it up for approval."""
    page = _find(number)
    form = PutUpForm(request.POST if request.method == "POST" else None)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.put_up_publication(page, by=person, at=now)
        return _("The text is frozen and waits for the director, or for a member of a strategic body.")

    back = reverse("programme:publication", args=[project, number])
    words = (_("Put “%(title)s” up for approval") % {"title": page.title}, _("Put up for approval"))
    facts = [
        {
            "term": _("What happens"),
            "value": _("The text is frozen as the model stands now. Nobody outside reads it yet."),
        }
    ]
    return _answer(request, words, form, back, act, reasons_against_keeping_model(person, now), facts)


@read_and_write
def approve_publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Publish the text that was read."""
    page = _find(number)
    read = request.GET.get("read", "")[:64]
    form = ApprovalForm(request.POST or None, initial={"checksum": read})
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.approve_publication(page, form.cleaned_data["checksum"], by=person, at=now)
        return _("Published. Everyone can read it now, without an account.")

    back = reverse("programme:publication", args=[project, number])
    words = (_("Publish “%(title)s”") % {"title": page.title}, _("Approve and publish"))
    everyone = _("Everyone can read this text, without an account. Of you it tells only your function.")
    facts = [{"term": _("What happens"), "value": everyone}, {"term": _("Checksum (SHA-256)"), "value": read}]
    return _answer(request, words, form, back, act, reasons_against_being_approver(person, now), facts)


@read_and_write
def return_publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Return a page to its writers."""
    page = _find(number)
    form = BecauseForm(request.POST or None)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.return_publication(page, **form.cleaned_data, by=person, at=now)
        return _("Returned. Its writers see why.")

    back = reverse("programme:publication", args=[project, number])
    words = (_("Return “%(title)s” to the writers") % {"title": page.title}, _("Return"))
    return _answer(request, words, form, back, act, reasons_against_being_approver(person, now))


@read_and_write
def withdraw_publication(request: PageRequest, project: str, number: int) -> HttpResponse:
    """Withdraw a published page."""
    page = _find(number)
    form = BecauseForm(request.POST or None)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        publishing.withdraw_publication(page, **form.cleaned_data, by=person, at=now)
        return _("Withdrawn. Its address now tells only that, and since when.")

    back = reverse("programme:publication", args=[project, number])
    words = (_("Withdraw “%(title)s”") % {"title": page.title}, _("Withdraw"))
    return _answer(request, words, form, back, act, reasons_against_withdrawing(page, None, by=person, at=now))
