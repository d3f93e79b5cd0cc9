"""What is on the menu, in three levels: the parts of the platform, the groups of a part, the pages of a group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.sharing.rules import SUPERVISORS
from vlechtwerk.interfaces.actor import Actor
from vlechtwerk.interfaces.web.menu_places import UNDER

# A page: its route and its label. A group: its label, and its pages, of which the first is where it leads.
Page = tuple[str, str]
Group = tuple[str, Sequence[Page]]

# Who else opens these is told that they are for supervision.
FOR_SUPERVISORS = frozenset({"sharing:log"})


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu; `current` is what assistive technology is told: `page`, or `true` of what lies above it."""

    label: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class Menu:
    """The parts of the platform, the groups of the part where the reader is, and the pages of that group."""

    parts: Sequence[MenuItem] = ()
    groups: Sequence[MenuItem] = ()
    pages: Sequence[MenuItem] = ()
    # Of which group the pages are.
    group: str = ""


def _home() -> list[Group]:
    return [("", [("home", "")])]


def _partnership() -> list[Group]:
    return [
        _alone("partnership:organisations", _("Organisations")),
        _alone("partnership:bodies", _("Bodies")),
        _alone("partnership:people", _("People")),
        _alone("partnership:mandates", _("Mandates")),
        (
            _("Decisions"),
            [
                ("partnership:decisions", _("Asked and taken")),
                ("partnership:advice_list", _("Pieces of advice")),
                ("partnership:promises", _("Promises")),
            ],
        ),
        (
            _("Surroundings"),
            [
                ("partnership:surroundings", _("Who does what")),
                ("partnership:surroundings_matrix", _("Matrix")),
                ("partnership:agreements", _("Agreements")),
            ],
        ),
    ]


def _sharing() -> list[Group]:
    return [
        _alone("sharing:purposes", _("Purposes")),
        _alone("sharing:matrix", _("What is possible")),
        _alone("sharing:covenant", _("Covenant")),
        _alone("sharing:log", _("Log")),
    ]


def _programme() -> list[Group]:
    return [
        (
            _("Outcome map"),
            [
                ("programme:map", _("Map")),
                ("programme:goals", _("Goals")),
            ],
        ),
        _alone("programme:overview", _("Overview")),
        _planning(),
        _alone("programme:preconditions", _("Preconditions")),
        (
            _("Staff capacity"),
            [
                ("programme:capacity", _("Hours")),
                ("programme:recruitment", _("Recruitment")),
                ("programme:departures", _("Departures")),
            ],
        ),
        _results(),
        (
            _("Reports"),
            [
                ("programme:reports", _("Progress reports")),
                ("programme:sources", _("Sources")),
            ],
        ),
    ]


def _planning() -> Group:
    pages = [
        ("programme:planning", _("Milestones")),
        ("programme:tasks", _("Tasks")),
        ("programme:timeline", _("Timeline")),
    ]
    return _("Planning"), pages


def _results() -> Group:
    pages = [
        ("programme:products", _("Products")),
        ("programme:actions", _("Actions")),
        ("programme:measures", _("Registered counts")),
        ("programme:methods", _("Methods")),
        ("programme:added_value", _("Added value")),
    ]
    return _("Results"), pages


def _evaluation() -> list[Group]:
    return [
        _alone("evaluation:evaluations", _("Evaluations")),
        (
            _("Thermometer"),
            [
                ("evaluation:instruments", _("Instruments")),
                ("evaluation:rounds", _("Rounds")),
                ("evaluation:results", _("Results of rounds")),
            ],
        ),
        _alone("evaluation:fieldwork_of_all", _("Fieldwork")),
        (
            _("Findings"),
            [
                ("evaluation:findings_of_all", _("Findings")),
                ("evaluation:answers_of_all", _("Answers")),
                ("evaluation:mechanisms_of_all", _("Working mechanisms")),
                ("evaluation:reports_of_all", _("Evaluation reports")),
            ],
        ),
        _alone("evaluation:frameworks_of_all", _("Assessment framework")),
        (
            _("Published"),
            [
                ("evaluation:published", _("Published figures")),
                ("evaluation:claims", _("Published claims")),
            ],
        ),
        (
            _("Learning agenda"),
            [
                ("evaluation:agendas", _("Agenda and sessions")),
                ("evaluation:trials", _("Trials")),
            ],
        ),
        _alone("evaluation:day", _("Where the day goes")),
    ]


def _alone(route: str, label: str) -> Group:
    """Return a group of one page."""
    return label, [(route, label)]


def parts() -> dict[str, tuple[str, Callable[[], list[Group]]]]:
    """Return what is on the menu, by the name that the routes of a part begin with: only what exists."""
    return {
        "home": (_("Home"), _home),
        "partnership": (_("Partnership"), _partnership),
        "sharing": (_("Sharing"), _sharing),
        "programme": (_("Programme"), _programme),
        "evaluation": (_("Evaluation"), _evaluation),
    }


def part_of(request: HttpRequest) -> str:
    """Return in which part of the platform a page stands."""
    return place_of(_route(request)).partition(":")[0]


def place_of(route: str) -> str:
    """Return the page of the menu at which a page stands: itself, or the one that it is under."""
    return UNDER.get(route, route)


def menu(request: HttpRequest, actor: Actor, query: str) -> Menu:
    """Return the menu as it stands on a page; `query` is the day that its links carry along."""
    route = _route(request)
    here = place_of(route)
    item = partial(_item, project=actor.project.code, query=query, route=route)
    tops, shown = [], []
    for name, (label, groups) in parts().items():
        of_part = groups()
        current = name == part_of(request)
        tops.append(item(label, of_part[0][1][0][0], "true" if current else ""))
        if current and len(of_part) > 1:
            shown = [group for group in of_part if _may_stand(group, actor)]
    within = next((group for group in shown if here in dict(group[1])), ("", []))
    groups_shown = [item(label, pages[0][0], "true" if label == within[0] else "") for label, pages in shown]
    pages_shown = [item(label, name, "true" if name == here else "") for name, label in within[1]]
    return Menu(tops, groups_shown, pages_shown if len(pages_shown) > 1 else (), within[0])


def _item(label: str, to: str, current: str, *, project: str, query: str, route: str) -> MenuItem:
    """Return an entry that leads to a page; the one where the reader is itself is told as the page."""
    return MenuItem(label, reverse(to, args=[project]) + query, "page" if current and to == route else current)


def _may_stand(group: Group, actor: Actor) -> bool:
    return group[1][0][0] not in FOR_SUPERVISORS or actor.appointment.function in SUPERVISORS


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
