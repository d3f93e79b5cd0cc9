"""The plan: its goals as they were worded, and its activities by focus area."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import record_told
from vlechtwerk.domains.programme.models import Goal
from vlechtwerk.domains.programme.models.goals import PARTS as PARTS_OF_A_GOAL
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title
from vlechtwerk.engines.documents.report.contents import Table


def _goals(live: Live) -> LivePart:
    carried = live.carried([one.shown for one in live.goals])
    found: list[Group | Title] = []
    for level in Goal.Level:
        here = [one for one in live.goals if one.goal.level == level and one.shown is not None]
        rows = [
            record_told(
                f"goal:{one.goal.code}",
                one.shown.text,
                _("Goal %(code)s") % {"code": one.goal.code},
                carried.get(one.shown.id, Carried()),
            )
            for one in here
            if one.shown is not None
        ]
        if rows:
            found += [Title(_("Goals: %(level)s") % {"level": str(level.label).lower()}, 3), Group(tuple(rows))]
    return tuple(found)


def _concrete(live: Live) -> LivePart:
    """Tell of each goal which of its parts are said in so many words."""
    heads = (_("Goal"), _("Who"), _("What"), _("How much"), _("By when"), _("How we would know"))
    rows = tuple(
        (one.goal.code, *(_("yes") if part in one.filled else _("no") for part in PARTS_OF_A_GOAL))
        for one in live.goals
    )
    return (Table(_("What of each goal is said in so many words"), heads, rows),) if rows else ()


def _areas(live: Live) -> LivePart:
    by_area: dict[str, list[str]] = {}
    for activity in live.activities:
        area = activity.focus_area.name if activity.focus_area else _("under no focus area")
        by_area.setdefault(area, []).append(f"{activity.code} {activity.name_with_whole}")
    rows = tuple((area, "\n".join(names)) for area, names in by_area.items())
    return (Table(_("Activities by focus area"), (_("Focus area"), _("Activities")), rows),) if rows else ()


PARTS = {
    ("doelen", "goals"): _goals,
    ("concreet", "concrete"): _concrete,
    ("focusgebieden", "areas"): _areas,
}
