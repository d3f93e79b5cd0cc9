"""The plan: its goals as they were worded, its activities by focus area, and the map of what should lead to what."""

from dataclasses import replace

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.pictures import HIGHEST, map_picture
from vlechtwerk.domains.evaluation.queries.report.telling import record_told
from vlechtwerk.domains.evaluation.words.reports import GOAL
from vlechtwerk.domains.programme.models import Goal
from vlechtwerk.domains.programme.models.goals import PARTS as PARTS_OF_A_GOAL
from vlechtwerk.domains.programme.queries.drawn_map import columns_of, drawn_map
from vlechtwerk.domains.programme.queries.map import map_contents, map_versions, version_held_on
from vlechtwerk.domains.programme.words.map import say_lines, say_map_title
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title
from vlechtwerk.engines.documents.report.contents import Paragraph, Table


def _goals(live: Live) -> LivePart:
    carried = live.carried([one.shown for one in live.goals])
    found: list[Group | Title] = []
    for level in Goal.Level:
        here = [one for one in live.goals if one.goal.level == level and one.shown is not None]
        rows = [
            replace(
                record_told(
                    f"goal:{one.goal.code}",
                    one.shown.text,
                    _("Goal %(code)s") % {"code": one.goal.code},
                    carried.get(one.shown.id, Carried()),
                ),
                kind=GOAL,
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


def _map(live: Live) -> LivePart:
    """Tell the map in words, and draw it: on one page where it is readable there, and else by focus area."""
    versions = map_versions()
    if not versions:
        return (Paragraph(_("No outcome map is registered."), quiet=True),)
    version = version_held_on(versions, live.day)
    whole = drawn_map(map_contents(version), live.day)
    title = say_map_title(version, live.day)
    pictures = [map_picture(whole, title)]
    if pictures[0].proportion > HIGHEST:
        areas = {node.area: node.area_name for node in whole.in_column("throughput")}
        pictures = [
            map_picture(drawn_map(map_contents(version, {area}), live.day), f"{title}: {name}", f"map-{number}")
            for number, (area, name) in enumerate(areas.items(), 1)
        ]
    heads = (_("Column"), _("What stands there"), _("How it stands"), _("Lines"))
    rows = tuple(
        (column.title, node.title, node.state or "–", "\n".join(node.relations) or "–")
        for column in columns_of(whole)
        for group in column.groups
        for node in group.nodes
    )
    return (Table(title, heads, rows), Paragraph(say_lines(), quiet=True), *pictures)


PARTS = {
    ("doelen", "goals"): _goals,
    ("concreet", "concrete"): _concrete,
    ("focusgebieden", "areas"): _areas,
    ("kaart", "map"): _map,
}
