"""Where the day goes: tick once a week, choose whether home asks, read the months that are over, and switch it on."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import TimeKind
from vlechtwerk.domains.evaluation.operations import ticks as operations
from vlechtwerk.domains.evaluation.queries.tick_state import tick_state
from vlechtwerk.domains.evaluation.queries.ticks import MonthAsRead, months_over
from vlechtwerk.domains.evaluation.rules.tick_weeks import days_of
from vlechtwerk.domains.evaluation.rules.ticks import evaluates_here, reasons_against_switching
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation.day_rows import (
    FIELD,
    day_table,
    groups_in_months,
    months_in_words,
    own_part,
)
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import export_links, table_file


@require_safe
def day(request: PageRequest, project: str) -> HttpResponse:
    """Show where staff say that their day goes, per month; and ask the reader, once a week."""
    return _page(request)


def _page(request: PageRequest, refused: Refused | None = None) -> HttpResponse:
    now, person = timezone.now(), request.actor.person
    state, months = tick_state(person, now), _months(request)
    chosen = _chosen(request) if refused else None
    switches = not shown_day(request).is_past and evaluates_here(person, now)
    context = {
        "own": own_part(request, state, chosen),
        "reasons": refused.reasons if refused else (),
        "is_on": state.is_on,
        "threshold": state.threshold,
        "words": months_in_words(months),
        "groups": groups_in_months(months),
        "kinds": [kind.label for kind in TimeKind],
        "switch_url": address(request, "switch_ticks") if switches else "",
        "exports": export_links(request, "evaluation:day_export") if months else [],
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return render(request, "evaluation/day.html", context, status=status)


def _months(request: PageRequest) -> list[MonthAsRead]:
    """Return the months that were over on the day that is shown."""
    return [one for one in months_over() if days_of(one.month)[1] <= shown_day(request).day]


def _chosen(request: PageRequest) -> dict[str, str]:
    """Return what was ticked, by kind."""
    return {kind: request.POST.get(FIELD.format(kind), "")[:20] for kind in TimeKind.values
            if FIELD.format(kind) in request.POST}  # fmt: skip


@require_safe
def day_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the months as a file."""
    return table_file(request, day_table(_months(request)), form)


def _back(request: PageRequest, project: str) -> HttpResponse:
    """Lead back to where the form stood."""
    to = reverse("home", args=[project]) if request.POST.get("from") == "home" else address(request, "day")
    return redirect(to)


@write_only
def tick(request: PageRequest, project: str) -> HttpResponse:
    """Take in what someone ticked."""
    try:
        operations.tick(_chosen(request), by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _page(request, refused)
    words = _("Thank you. It lies sealed until the month is over; then nobody can tell what was yours.")
    messages.success(request, words)
    return _back(request, project)


@write_only
def skip_week(request: PageRequest, project: str) -> HttpResponse:
    """Let someone not be asked again this week."""
    try:
        operations.skip_week(by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _page(request, refused)
    messages.success(request, _("Not this week, then. Next week you can tick again."))
    return _back(request, project)


@write_only
def choose_to_be_asked(request: PageRequest, project: str) -> HttpResponse:
    """Keep whether someone wants to be asked on their home page."""
    wants = request.POST.get("wants") == "yes"
    try:
        operations.choose_to_be_asked(wants, by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _page(request, refused)
    off = _("Your home page does not ask any more. On the page “Where the day goes” you can have it ask again.")
    messages.success(request, _("Your home page asks you once a week.") if wants else off)
    return _back(request, project)


class SwitchForm(forms.Form):
    """The smallest group of which something is shown."""

    threshold = forms.IntegerField(
        label=gettext_lazy("Smallest group"),
        initial=THRESHOLD,
        min_value=LEAST_THRESHOLD,
        max_value=MOST_THRESHOLD,
        help_text=gettext_lazy("Of fewer people nothing is shown. It holds for months that begin from now on."),
    )


@read_and_write
def switch_ticks(request: PageRequest, project: str) -> HttpResponse:
    """Ask staff where their day goes, or stop asking."""
    person, now = request.actor.person, timezone.now()
    state = tick_state(person, now)
    turns_on = not state.is_on
    form = SwitchForm(request.POST or None, initial={"threshold": state.threshold})
    if not turns_on:
        form.fields["threshold"].widget, form.fields["threshold"].required = forms.HiddenInput(), False

    def act() -> str:
        threshold = form.cleaned_data["threshold"] or state.threshold
        operations.switch_ticks(turns_on, threshold, by=person, at=now)
        on = _("Staff are asked once a week from now on. The first figures come when the month is over.")
        return on if turns_on else _("Nobody is asked any more. What was ticked this month is still counted.")

    heading = _("Ask staff where their day goes") if turns_on else _("Stop asking where the day goes")
    before = reasons_against_switching(is_on=turns_on, was_on=state.is_on, threshold=state.threshold, by=person, at=now)
    facts = [
        {"term": _("Voluntary"), "value": _("Nobody has to tick, nobody is reminded, and nobody can see who did.")},
        {"term": _("Works council"), "value": _("Agree on it with the works council first, for it is about staff.")},
    ]
    return answer_form(
        request, heading, _("Ask staff") if turns_on else _("Stop asking"), form, address(request, "day"), act,
        before=before, facts=facts if turns_on else (), fields={"threshold_out_of_range": "threshold"},
    )  # fmt: skip
