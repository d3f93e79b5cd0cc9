"""One form, one operation: shown, refused with its reasons, or done with a word of what comes next."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.middleware import PageRequest

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


def _page(
    request: PageRequest,
    heading: str,
    button: str,
    form: forms.Form,
    back_url: str,
    *,
    evidence: Any = None,
    reasons: Sequence[Reason] = (),
    code: int = 200,
) -> HttpResponse:
    context = {
        "heading": heading,
        "button": button,
        "form": form,
        "evidence": evidence,
        "reasons": reasons,
        "back_url": back_url,
    }
    return render(request, "layout/form.html", context, status=code)


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
) -> HttpResponse:
    """Show the form, or do what it asks: refused with reasons, or done with a word of what comes next."""
    if request.method != "POST":
        return _page(request, heading, button, form, back_url, evidence=evidence, reasons=before)
    valid = form.is_valid()
    if evidence is not None:
        valid = evidence.is_valid() and valid
    if not valid:
        return _page(request, heading, button, form, back_url, evidence=evidence, code=422)
    try:
        # An act of several operations is done whole or not at all.
        with transaction.atomic():
            done = act()
    except Refused as refused:
        return _page(request, heading, button, form, back_url, evidence=evidence, reasons=refused.reasons, code=409)
    messages.success(request, done)
    return redirect(back_url)
