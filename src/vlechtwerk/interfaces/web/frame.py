"""What stands around every page: the project and its origin, who reads, the menu, and the day that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.queries.notices import unseen_number
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.actor import Actor
from vlechtwerk.interfaces.web.evidence_use import may_use_evidence
from vlechtwerk.interfaces.web.menu import Menu, menu, part_of
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.purpose import purpose_line
from vlechtwerk.interfaces.web.words import say_capacity, say_day

# No source tells of an earlier day.
FIRST_SHOWN = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The day that a page shows: today or, for a published case, the day it describes; or a day in the past."""

    day: date
    present: date
    mistake: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the page looks back; then nothing can be done on it."""
        return self.day < self.present

    @property
    def query(self) -> str:
        """What links carry along, so that a reader stays on the day chosen."""
        return f"?{urlencode(self.kept)}" if self.is_past else ""

    @property
    def kept(self) -> dict[str, str]:
        """The day as part of an address; nothing on the present day."""
        return {"as_of": self.day.isoformat()} if self.is_past else {}


def words_for_unknown(shown: ShownDay) -> str:
    """Return what stands where nothing is told: of a past day can only be said what was known by then."""
    return _("not yet known on this day") if shown.is_past else _("not in the source")


def is_offered(request: PageRequest, reasons: Sequence[Reason]) -> bool:
    """Tell whether a page offers an act: nothing speaks against it, and the reader looks at the present."""
    return not reasons and not shown_day(request).is_past


def past_day(request: PageRequest) -> date | None:
    """Return the day in the past that a page shows; nothing on the present day, when all that is registered counts."""
    shown = shown_day(request)
    return shown.day if shown.is_past else None


def shown_day(request: PageRequest) -> ShownDay:
    """Read which day is asked (`as_of`); a day that is no date or still to come is named as a mistake."""
    present = request.actor.present
    asked = request.GET.get("as_of", "").strip()
    if not asked:
        return ShownDay(present, present)
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return ShownDay(present, present, _("“%(asked)s” is not a day. Write it as 2023-08-31.") % {"asked": asked})
    if day > present:
        return ShownDay(present, present, _("That day is still to come; you see the present state."))
    if day < FIRST_SHOWN:
        return ShownDay(present, present, _("Nothing was registered that long ago; you see the present state."))
    return ShownDay(day, present)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame; on pages without a project only the demo banner and the language."""
    actor: Actor | None = getattr(request, "actor", None)
    stepped_in = request.session.get("stepped_in", "") if hasattr(request, "session") else ""
    banner = {"name": stepped_in, "leave_url": reverse("leave")} if stepped_in and settings.DEMO_SIGN_IN else None
    if actor is None:
        return {"frame": {"project": None, "reader": None, "menu": Menu(), "demo_banner": banner}}
    query = shown_day(request).query  # type: ignore[arg-type]  # an actor makes it a page request
    return {
        "frame": {
            "project": _project(actor),
            "reader": _reader(actor),
            "notices": _notices(actor),
            "menu": menu(request, actor, query),
            "demo_banner": banner,
            "purpose": purpose_line(request) if part_of(request) == "sharing" else None,  # type: ignore[arg-type]  # as above
            "capacities": _capacities(actor),
            "use_url": _use_url(request),  # type: ignore[arg-type]  # as above
            "as_of": _as_of(request),  # type: ignore[arg-type]  # an actor makes it a page request
        }
    }


def _use_url(request: PageRequest) -> str:
    """Return where evidence is used in a finding; nothing for who evaluates nothing, and on a past day."""
    if shown_day(request).is_past or not may_use_evidence(request.actor):
        return ""
    return reverse("evaluation:use_as_evidence", args=[request.actor.project.code])


def _as_of(request: PageRequest) -> dict[str, Any]:
    shown = shown_day(request)
    kept = {key: value for key, value in request.GET.items() if key != "as_of"}
    present = f"{request.path}?{urlencode(kept)}" if kept else request.path
    return {"is_past": shown.is_past, "label": say_day(shown.day), "today_url": present}


def _project(actor: Actor) -> dict[str, Any]:
    project = actor.project
    return {
        "code": project.code,
        "name": project.name,
        "origin": project.origin,
        "is_changed": actor.is_changed,
        "invented": project.origin == Origin.INVENTED,
        "home_url": reverse("home", args=[project.code]),
        "search_url": reverse("search", args=[project.code]),
        "described_on": say_day(project.described_on) if project.described_on else "",
        "others": [
            {"name": other.project_name, "url": reverse("home", args=[other.project_code])}
            for other in actor.memberships
            if other.project_code != project.code
        ],
    }


def _capacities(actor: Actor) -> list[dict[str, Any]]:
    """Return the appointments to choose from, for who has more than one: one acts in one capacity at a time."""
    if len(actor.appointments) < 2:
        return []
    return [
        {
            "id": appointment.id,
            "words": f"{appointment.organisation.name}, {_capacity(appointment) or '–'}",
            "function": appointment.title or appointment.get_function_display(),
            "current": appointment.id == actor.appointment.id,
        }
        for appointment in actor.appointments
    ]


def _notices(actor: Actor) -> dict[str, Any]:
    """Return of how much the reader is told that they did not see yet, and where it stands."""
    return {
        "number": unseen_number(actor.person, timezone.now()),
        "url": reverse("notices", args=[actor.project.code]),
    }


def _capacity(appointment: Appointment) -> str:
    return say_capacity(appointment.capacity.name) if appointment.capacity else ""


def _reader(actor: Actor) -> dict[str, str]:
    appointment = actor.appointment
    return {
        "name": actor.person.name,
        "function": (appointment.title or appointment.get_function_display()),
        "organisation": appointment.organisation.name,
        "capacity": _capacity(appointment),
        "account_url": reverse("account"),
    }
