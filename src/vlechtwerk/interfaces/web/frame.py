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
from vlechtwerk.domains.sharing.rules import SUPERVISORS
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.actor import Actor
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.purpose import purpose_line
from vlechtwerk.interfaces.web.words import say_capacity, say_day


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu."""

    label: str
    url: str
    current: bool


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
    return ShownDay(day, present)


# Domain, label and the pages of its sub-menu: route name and label. Only what exists is on the menu.
def _menus() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        ("home", _("Home"), [("home", "")]),
        (
            "partnership",
            _("Partnership"),
            [
                ("partnership:organisations", _("Organisations")),
                ("partnership:bodies", _("Bodies")),
                ("partnership:people", _("People")),
                ("partnership:mandates", _("Mandates")),
                ("partnership:decisions", _("Decisions")),
                ("partnership:advice_list", _("Pieces of advice")),
                ("partnership:promises", _("Promises")),
                ("partnership:surroundings", _("Surroundings")),
            ],
        ),
        (
            "sharing",
            _("Sharing"),
            [
                ("sharing:purposes", _("Purposes")),
                ("sharing:matrix", _("What is possible")),
                ("sharing:covenant", _("Covenant")),
                ("sharing:log", _("Log")),
            ],
        ),
        (
            "programme",
            _("Programme"),
            [
                ("programme:map", _("Outcome map")),
                ("programme:overview", _("Overview")),
                ("programme:planning", _("Planning")),
                ("programme:tasks", _("Tasks")),
                ("programme:timeline", _("Timeline")),
                ("programme:goals", _("Goals")),
                ("programme:preconditions", _("Preconditions")),
                ("programme:reports", _("Reports")),
                ("programme:capacity", _("Staff capacity")),
                ("programme:products", _("Results")),
                ("programme:added_value", _("Added value")),
                ("programme:sources", _("Sources")),
            ],
        ),
    ]


# Who else opens these is told that they are for supervision.
FOR_SUPERVISORS = frozenset({"sharing:log"})

# The pages inside a purpose.
IN_PURPOSE = (
    "sharing:documents",
    "sharing:document",
    "sharing:add_document",
    "sharing:add_folder",
    "sharing:look_at_readers",
    "sharing:write_comment",
    "sharing:add_version",
    "sharing:readers",
    "sharing:name_edition",
    "sharing:link_document",
    "sharing:recall_document",
    "sharing:send_document",
    "sharing:hand_out",
    "sharing:ask_consent",
    "sharing:consents",
    "sharing:answer_consent",
    "sharing:withdraw_consent",
    "sharing:notices",
    "sharing:about_activity",
    "sharing:about_precondition",
)

# What is asked, pledged and delivered; recruitment and departures.
UNDER_CAPACITY = tuple(
    f"programme:{name}"
    for name in (
        "capacity_history", "ask_capacity", "pledge_capacity", "confirm_hours", "import_capacity", "add_profile",
        "recruitment", "recruitment_request", "ask_profile", "publish_vacancy", "judge_difference", "name_candidate",
        "note_step", "departures",
    )
)  # fmt: skip
# The pages of results, of the added value and of the surroundings.
OF_RESULTS = tuple(
    f"programme:{name}"
    for name in (
        "actions", "methods", "method", "add_product", "note_product_use", "add_action", "add_count", "correct_count",
        "describe_method", "rewrite_method", "take_up_method", "note_trial", "tell_outcome",
    )
)  # fmt: skip
OF_ADDED_VALUE = tuple(
    f"programme:{name}"
    for name in (
        "add_element", "reword_element", "retire_element", "say_of_element", "drop_point", "publication",
        "draft_publication", "revise_publication", "put_up_publication", "approve_publication", "return_publication",
        "withdraw_publication",
    )
)  # fmt: skip
OF_SURROUNDINGS = tuple(
    f"partnership:{name}"
    for name in (
        "surroundings_matrix", "agreements", "outside_body", "register_outside", "add_theme", "name_outside_role",
        "take_position", "note_agreement", "tie_theme", "tie_agreement",
    )
)  # fmt: skip
ON_MAP = (
    "programme:map_drafts",
    "programme:draft_map",
    "programme:import_map",
    "programme:map_draft",
    "programme:map_draft_compare",
    "programme:add_draft_node",
    "programme:merge_draft_nodes",
    "programme:change_draft_node",
    "programme:split_draft_node",
    "programme:drop_draft_node",
    "programme:add_draft_link",
    "programme:change_draft_link",
    "programme:drop_draft_link",
    "programme:put_map_draft",
    "programme:adopt_map",
    "programme:discard_map_draft",
)
ON_GOALS = (
    "programme:add_goal",
    "programme:goal",
    "programme:goal_parties",
    "programme:note_outside_goal",
    "programme:word_goal",
    "programme:leave_room",
    "programme:end_room",
    "programme:compare_goal",
)

# Pages below another page of the sub-menu keep that one marked as where the reader is.
_UNDER = {
    **dict.fromkeys(IN_PURPOSE, "sharing:purposes"),
    **dict.fromkeys(OF_RESULTS, "programme:products"),
    **dict.fromkeys(OF_ADDED_VALUE, "programme:added_value"),
    **dict.fromkeys(OF_SURROUNDINGS, "partnership:surroundings"),
    "programme:activity": "programme:overview",
    "programme:activity_history": "programme:overview",
    "programme:change_status": "programme:overview",
    "programme:ask_decision": "programme:overview",
    "programme:assign": "programme:overview",
    "programme:add_milestone": "programme:overview",
    "programme:set_date": "programme:overview",
    "programme:activity_capacity": "programme:overview",
    **dict.fromkeys(UNDER_CAPACITY, "programme:capacity"),
    **dict.fromkeys(ON_MAP, "programme:map"),
    **dict.fromkeys(ON_GOALS, "programme:goals"),
    **dict.fromkeys(
        (
            "programme:add_task",
            "programme:make_tasks",
            "programme:remarks",
            "programme:write_remark",
            "programme:withdraw_remark",
            "programme:tell",
            "programme:begin_step",
            "programme:end_step",
        ),
        "programme:overview",
    ),
    **dict.fromkeys(("programme:task", "programme:end_task", "programme:give_on_task"), "programme:tasks"),
    "programme:source": "programme:sources",
    "programme:new_report": "programme:reports",
    "programme:check_report": "programme:reports",
    "programme:report": "programme:reports",
    "programme:gather_report": "programme:reports",
    "programme:submit_report": "programme:reports",
    "programme:approve_report": "programme:reports",
    "programme:return_report": "programme:reports",
    "programme:report_words": "programme:reports",
    "programme:report_as_page": "programme:reports",
    "programme:judge": "programme:preconditions",
    "programme:precondition": "programme:preconditions",
    "partnership:organisation": "partnership:organisations",
    "partnership:body": "partnership:bodies",
    "partnership:person": "partnership:people",
    "partnership:decision": "partnership:decisions",
    "partnership:write_note": "partnership:bodies",
    "partnership:add_person": "partnership:people",
    "partnership:appoint": "partnership:people",
    "partnership:seat": "partnership:people",
    "partnership:end_appointment": "partnership:people",
    "partnership:end_seat": "partnership:people",
    "partnership:grant_mandate": "partnership:mandates",
    "partnership:end_mandate": "partnership:mandates",
    "partnership:ask_decision": "partnership:decisions",
    "partnership:take_decision": "partnership:decisions",
    "partnership:withdraw_decision": "partnership:decisions",
    "partnership:forward_decision": "partnership:decisions",
    "partnership:advice": "partnership:advice_list",
    "partnership:ask_advice": "partnership:advice_list",
    "partnership:draft_advice": "partnership:advice_list",
    "partnership:give_advice": "partnership:advice_list",
    "partnership:weigh_advice": "partnership:advice_list",
    "partnership:promise": "partnership:promises",
    "partnership:make_promise": "partnership:promises",
    "partnership:follow_promise": "partnership:promises",
    "sharing:purpose": "sharing:purposes",
    "sharing:open_purpose": "sharing:purposes",
    "sharing:state_purpose": "sharing:purposes",
    "sharing:record_dpia": "sharing:purposes",
    "sharing:overtake_dpia": "sharing:purposes",
    "sharing:authorise": "sharing:purposes",
    "sharing:end_authorisation": "sharing:purposes",
    "sharing:suspend": "sharing:purposes",
    "sharing:end_suspension": "sharing:purposes",
    "sharing:clause": "sharing:covenant",
    "sharing:adopt_covenant": "sharing:covenant",
    "sharing:end_covenant": "sharing:covenant",
    "sharing:audience": "sharing:log",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template its frame; on pages without a project only the demo banner and the language."""
    actor: Actor | None = getattr(request, "actor", None)
    stepped_in = request.session.get("stepped_in", "") if hasattr(request, "session") else ""
    banner = {"name": stepped_in, "leave_url": reverse("leave")} if stepped_in and settings.DEMO_SIGN_IN else None
    if actor is None:
        return {"frame": {"project": None, "reader": None, "menu": [], "submenu": [], "demo_banner": banner}}
    route = request.resolver_match.view_name if request.resolver_match else ""
    here = _UNDER.get(route, route)
    query = shown_day(request).query  # type: ignore[arg-type]  # an actor makes it a page request
    menu, submenu = [], []
    current_domain = here.partition(":")[0]
    for domain, label, pages in _menus():
        current = current_domain == domain
        first = reverse(pages[0][0], args=[actor.project.code])
        menu.append(MenuItem(label, first + query, current))
        if current and len(pages) > 1:
            submenu = [
                MenuItem(words, reverse(name, args=[actor.project.code]) + query, name == here)
                for name, words in pages
                if name not in FOR_SUPERVISORS or actor.appointment.function in SUPERVISORS
            ]
    return {
        "frame": {
            "project": _project(actor),
            "reader": _reader(actor),
            "notices": _notices(actor),
            "menu": menu,
            "submenu": submenu,
            "demo_banner": banner,
            "purpose": purpose_line(request) if current_domain == "sharing" else None,  # type: ignore[arg-type]  # as above
            "capacities": _capacities(actor),
            "as_of": _as_of(request),  # type: ignore[arg-type]  # an actor makes it a page request
        }
    }


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
