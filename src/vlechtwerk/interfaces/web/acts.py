"""One form, one operation: shown, refused with its reasons, or done with a word of what comes next."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vlechtwerk.foundation.database.clashes import refusing_clashes
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.middleware import PageRequest

# What is refused now is possible later.
HELPED_BY_WAITING = frozenset({"in_the_future"})

read_and_write = require_http_methods(["GET", "HEAD", "POST"])

View = Callable[..., HttpResponse]


def write_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Act for a form that is sent; who asks for its address instead is led to the page above it.

    Such an address can stand in the bar of a browser: a refusal is shown there, and so is what is shown once.
    """
    acting = require_POST(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return acting(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        return redirect(page_above(request.path_info) + (f"?{query}" if query else ""))

    answer.is_write_only = True  # type: ignore[attr-defined]  # read of the view that an address leads to
    return answer


def page_above(path: str) -> str:
    """Return the nearest address above one that has a page."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            found = resolve(path).func
        except Resolver404:
            continue
        if not getattr(found, "is_write_only", False):
            break
    return path


def also_sent_by_script(view: View) -> View:
    """Name to upload.js where to go on to: following a redirect itself, it would use up the word of what was done."""

    @wraps(view)
    def answer(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.FOUND or request.headers.get("Vlechtwerk-Sent-By") != "script":
            return response
        return HttpResponse(status=HTTPStatus.CREATED, headers={"Location": response["Location"]})

    return answer


def _page(
    request: PageRequest,
    heading: str,
    button: str,
    form: forms.Form | None,
    back_url: str,
    *,
    evidence: Any = None,
    reasons: Sequence[Reason] = (),
    title: str = "",
    code: int = 200,
    facts: Sequence[Mapping[str, Any]] = (),
    crumbs: Sequence[Mapping[str, str]] = (),
    instead: Mapping[str, str] | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "heading": heading,
        "button": button,
        "form": form,
        "evidence": evidence,
        "reasons": reasons,
        "back_url": back_url,
        "facts": facts,
        "crumbs": crumbs,
        "instead": instead,
    }
    return render(request, "layout/form.html", context, status=code)


def _not_yours(
    request: PageRequest, heading: str, button: str, back_url: str, reasons: Sequence[Reason], code: int, *,
    crumbs: Sequence[Mapping[str, str]],
) -> HttpResponse:  # fmt: skip
    title = _("You can't do this")
    return _page(request, heading, button, None, back_url, reasons=reasons, title=title, code=code, crumbs=crumbs)


def _at_field(form: forms.Form, evidence: Any, reason: Reason, fields: Mapping[str, str]) -> bool:
    """Show a reason at the field that is at fault; return whether there is one."""
    name = fields.get(reason.code, "")
    if not name.startswith("evidence."):
        if name:
            form.add_error(name, reason.text)
        return bool(name)
    if evidence is not None and evidence.forms:
        evidence.forms[0].add_error(name.removeprefix("evidence."), reason.text)
        return True
    return False


def _refused(
    page: Callable[..., HttpResponse], form: forms.Form, evidence: Any, reasons: Sequence[Reason],
    fields: Mapping[str, str] | None,
) -> HttpResponse:  # fmt: skip
    """Show a form that was refused: each reason at the field that is at fault, or else above it."""
    general = [reason for reason in reasons if not _at_field(form, evidence, reason, fields or {})]
    title = "" if any(reason.code in HELPED_BY_WAITING for reason in general) else _("This can't be saved so")
    return page(reasons=general, title=title, code=409)


def answer_form(
    request: PageRequest,
    heading: str,
    button: str,
    form: forms.Form,
    back_url: str,
    act: Callable[[], str],
    *,
    evidence: Any = None,
    before: Sequence[Reason] = (),
    fields: Mapping[str, str] | None = None,
    facts: Sequence[Mapping[str, Any]] = (),
    crumbs: Sequence[Mapping[str, str]] = (),
    instead: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks: refused with reasons, or done with a word of what comes next.

    `facts` stand beside its fields: what someone should know who fills it in; `crumbs` are the way to it; `instead`
    (label and url) is what may be done in its place. Who may not act at all (`before`) gets the refusal without the
    form. `fields` says at which field, or at which field of the first source (“evidence.text”), the reason with a code
    is shown.
    """
    page = partial(
        _page, request, heading, button, form, back_url,
        evidence=evidence, facts=facts, crumbs=crumbs, instead=instead,
    )  # fmt: skip
    not_yours = partial(_not_yours, request, heading, button, back_url, crumbs=crumbs)
    if request.method != "POST":
        return not_yours(before, 200) if before else page()
    if not all([form.is_valid(), evidence is None or evidence.is_valid()]):
        # A form tells what it would change, such as words that are not for everyone.
        return not_yours(before, 409) if before else page(code=422)
    try:
        # An act of several operations is done whole or not at all.
        with refusing_clashes():
            done = act()
    except Refused as refused:
        return not_yours(refused.reasons, 409) if before else _refused(page, form, evidence, refused.reasons, fields)
    messages.success(request, done)
    return redirect(back_url)
