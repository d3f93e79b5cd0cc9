"""Reminding others of what waits on them: the page says whom it reaches, and sends it."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Advice, Decision
from vlechtwerk.domains.programme.models import Task
from vlechtwerk.domains.programme.operations.reminders import remind
from vlechtwerk.domains.programme.queries.reminders import reminders_of
from vlechtwerk.domains.programme.rules.reminders import (
    Awaited,
    AwaitedWords,
    people_awaited,
    reasons_against_reminding,
)
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.report_rows import find_report, report_url
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.reminder_rows import say_reminded


@read_and_write
def remind_of_task(request: PageRequest, project: str, task: UUID) -> HttpResponse:
    """Remind the owner of a task."""
    found = get_object_or_404(Task.objects.select_related("activity"), id=task)
    return _remind(request, found, found.title, reverse("programme:task", args=[project, task]))


@read_and_write
def remind_of_decision(request: PageRequest, project: str, decision: UUID) -> HttpResponse:
    """Remind those who decide of a question that waits."""
    found = get_object_or_404(Decision.objects.select_related("body"), id=decision)
    return _remind(request, found, found.question, reverse("partnership:decision", args=[project, decision]))


@read_and_write
def remind_of_advice(request: PageRequest, project: str, advice: UUID) -> HttpResponse:
    """Remind those who advise of a question that waits."""
    found = get_object_or_404(Advice.objects.select_related("body"), id=advice)
    return _remind(request, found, found.question, reverse("partnership:advice", args=[project, advice]))


@read_and_write
def remind_of_words(request: PageRequest, project: str, code: str, activity: str) -> HttpResponse:
    """Remind those who write at an activity of the words that a report waits for."""
    found = AwaitedWords(find_report(code), find_activity(activity))
    words = {"report": code, "activity": found.activity.name}
    back = f"{report_url(request, found.report)}?activity={activity}"
    return _remind(request, found, _("%(activity)s in report %(report)s") % words, back)


def _remind(request: PageRequest, awaited: Awaited, title: str, back: str) -> HttpResponse:
    by, at = request.actor.person, timezone.now()
    names = ", ".join(person.name for person in people_awaited(awaited, at) if person != by)

    def act() -> str:
        reached = remind(awaited, by=by, at=at).recipients.count()
        words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", reached)
        return words % {"count": reached}

    facts = [
        (_("Who is told"), names),
        (_("Reminded before"), "; ".join(say_reminded(one) for one in reminders_of(awaited)) or _("no")),
    ]
    return answer_form(
        request,
        _("Remind: %(title)s") % {"title": title},
        _("Send reminder"),
        forms.Form(request.POST if request.method == "POST" else None),
        back,
        act,
        before=reasons_against_reminding(awaited, by=by, at=at),
        facts=[{"term": term, "value": value, "url": "", "note": "", "evidence": []} for term, value in facts],
    )
