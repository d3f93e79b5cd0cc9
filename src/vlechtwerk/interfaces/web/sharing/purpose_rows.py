"""Purposes and authorisations, ready to print."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.domains.sharing.models.purposes import CATEGORY_LABELS
from vlechtwerk.domains.sharing.rules import DAYS_TO_STATE
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.interfaces.web.words import say_capacity, say_day

Words = str | Promise


def purpose_row(purpose: Purpose, project: str, day: date, *, mine: bool) -> dict[str, Any]:
    """Return a purpose as the list shows it; the way to its documents only for who is authorised in it."""
    return {
        "name": purpose.name,
        "url": reverse("sharing:purpose", args=[project, purpose.code]),
        "documents_url": reverse("sharing:documents", args=[project, purpose.code]) if mine else "",
        "kind": purpose.get_kind_display(),
        "until": say_day(purpose.ends_on) if purpose.ends_on else "",
        "state": state_of(purpose, day),
        "dpia": dpia_of(purpose, day),
    }


def state_of(purpose: Purpose, day: date) -> dict[str, Words]:
    """Return whether a purpose is laid down in writing, provisional, shut for new data, or over."""
    if purpose.ends_on is not None and purpose.ends_on <= day:
        return {"look": "dissolved", "words": _("Ended"), "note": say_day(purpose.ends_on)}
    if purpose.stated_on is not None:
        return {"look": "met", "words": _("In writing"), "note": say_day(purpose.stated_on)}
    left = DAYS_TO_STATE - (day - purpose.opened_on).days
    if left < 0:
        note = _("not in writing within seven days (Wpg 9(2))")
        return {"look": "not_met", "words": _("Shut for new data"), "note": note}
    note = ngettext("%(days)d day left of seven", "%(days)d days left of seven", left) % {"days": left}
    return {"look": "partly_met", "words": _("Provisional"), "note": note}


def dpia_of(purpose: Purpose, day: date) -> dict[str, Words]:
    """Return how the impact assessment of a purpose stands."""
    if purpose.dpia_on is None:
        return {"look": "not_met", "words": _("No DPIA"), "note": _("recognisable people are shut")}
    if purpose.dpia_on > day:
        note = _("from %(day)s; until then recognisable people are shut") % {"day": say_day(purpose.dpia_on)}
        return {"look": "not_met", "words": _("No DPIA yet"), "note": note}
    if purpose.dpia_overtaken_on is not None and purpose.dpia_overtaken_on <= day:
        note = _("since %(day)s; recognisable people are shut") % {"day": say_day(purpose.dpia_overtaken_on)}
        return {"look": "not_met", "words": _("DPIA overtaken"), "note": note}
    return {"look": "met", "words": _("DPIA"), "note": say_day(purpose.dpia_on)}


def dpia_scope(purpose: Purpose) -> list[Words]:
    """Return which categories the impact assessment covers."""
    return [CATEGORY_LABELS[Category(category)] for category in purpose.dpia_categories]


def statement_rows(purpose: Purpose) -> list[dict[str, Words]]:
    """Return the statement: the fields of Wpg article 13(4), and no others."""
    return [
        {"term": _("What the data are needed for"), "value": purpose.aim},
        {"term": _("About which kinds of persons"), "value": purpose.persons},
        {"term": _("Which kinds of data"), "value": purpose.data},
        {"term": _("When it ends"), "value": say_day(purpose.ends_on) if purpose.ends_on else ""},
    ]


def authorised_rows(
    authorisations: Sequence[Authorisation], project: str, day: date, *, ends: bool, suspends: bool, me: Any
) -> dict[str, list[dict[str, Any]]]:
    """Return who is authorised now, who will be, who is suspended, and who no longer is."""
    found: dict[str, list[dict[str, Any]]] = {"running": [], "later": [], "suspended": [], "ended": []}
    for item in authorisations:
        if item.authorised_until is not None and item.authorised_until <= day:
            part = "ended"
        elif item.suspended_at is not None:
            part = "suspended"
        else:
            part = "running" if item.authorised_from <= day else "later"
        found[part].append(_authorised_row(item, project, part, me=me, ends=ends, suspends=suspends))
    return found


def _authorised_row(
    item: Authorisation, project: str, part: str, *, me: Any, ends: bool, suspends: bool
) -> dict[str, Any]:
    appointment = item.appointment
    others = appointment.person_id != me
    suspendable = suspends and others and part in ("running", "later")
    person = [project, appointment.person_id]
    return {
        "name": appointment.person.name,
        "organisation": appointment.organisation.name,
        "capacity": say_capacity(appointment.capacity.name) if appointment.capacity else "",
        "function": appointment.title or appointment.get_function_display(),
        "role": item.get_role_display(),
        "from": say_day(item.authorised_from),
        "until": say_day(item.authorised_until) if item.authorised_until else "",
        "since": say_day(timezone.localdate(item.suspended_at)) if item.suspended_at else "",
        # A matter between the person and who supervises.
        "because": item.suspended_because if suspends else "",
        "end_url": reverse("sharing:end_authorisation", args=[project, item.id])
        if ends and others and part != "ended"
        else "",
        "suspend_url": reverse("sharing:suspend", args=person) if suspendable else "",
        "resume_url": reverse("sharing:end_suspension", args=person)
        if suspends and others and part == "suspended"
        else "",
    }
