"""What who decides should know: who asks, about what, what it moves, and how long it may take."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.programme.models import Activity, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import activities_of, milestones_as_of
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.decision_rows import say_subject
from vlechtwerk.interfaces.web.programme.map_decisions import facts_of_map
from vlechtwerk.interfaces.web.programme.report_rows import facts_of_report
from vlechtwerk.interfaces.web.words import say_date


def asked_facts(request: PageRequest, found: Decision) -> list[dict[str, Any]]:
    """Return what stands above the form in which a decision is taken."""
    project = request.actor.project.code
    activities = activities_of([found]).get(found.id, [])
    facts: list[dict[str, Any]] = [
        {"term": _("Asked by"), "value": found.asked_by.name if found.asked_by else ""},
        {"term": _("Asked on"), "value": say_date(found.asked_on)},
        {"term": _("Term for an answer"), "value": _term(found)},
        *(
            {
                "term": _("Activity"),
                "value": activity.name,
                "url": reverse("programme:activity", args=[project, activity.code]),
            }
            for activity in activities
        ),
    ]
    if found.subject_kind:
        facts.append({"term": _("What it is about"), "value": say_subject(found)})
    if found.subject_kind == DecisionSubject.PLANNING:
        facts += _planned(activities)
    return [*facts, *facts_of_map(request, found), *facts_of_report(request, found)]


def _term(found: Decision) -> str:
    """Say how long the question waits, and how long it may."""
    waited, agreed = days_waiting(found), found.agreed_days
    said = []
    if waited is not None:
        said.append(ngettext("waits %(days)s day", "waits %(days)s days", waited) % {"days": waited})
    if agreed is None:
        said.append(_("no term agreed"))
    else:
        said.append(ngettext("agreed: within %(days)s day", "agreed: within %(days)s days", agreed) % {"days": agreed})
    return ", ".join(said)


def _planned(activities: list[Activity]) -> list[dict[str, Any]]:
    """Return the dates that stand now, and that a yes lets move."""
    day = timezone.localdate()
    rows = milestones_as_of([activity.id for activity in activities], day) if activities else {}
    return [
        {"term": _("Planned now"), "value": f"{item.milestone.title}: {say_date(item.dates[-1].date_on)}"}
        for of_one in rows.values()
        for item in of_one
        if item.dates and item.dates[-1].basis == MilestoneDate.Basis.PLANNED
    ]
