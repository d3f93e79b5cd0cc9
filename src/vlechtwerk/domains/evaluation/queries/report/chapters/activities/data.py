"""How the activities stand: of each the last status, with its source."""

from collections import Counter

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import statuses_told
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title
from vlechtwerk.engines.documents.report.contents import Table


def _statuses(live: Live) -> LivePart:
    found: list[Group | Title] = []
    areas = list(dict.fromkeys(one.focus_area for one in live.activities))
    for area in areas:
        here = [one for one in live.activities if one.focus_area == area]
        name = area.name if area else _("Under no focus area")
        found += [Title(name, 3), Group(tuple(statuses_told(live, here)))]
    return tuple(found)


def _counted(live: Live) -> LivePart:
    stand = Counter(status.status if status else "" for status in live.statuses.values())
    reached = Counter(status.goal_reached if status else GoalReached.UNKNOWN for status in live.statuses.values())
    rows = [(str(one.label), str(stand[one])) for one in Status if stand[one]]
    rows += [(_("no status is registered"), str(stand[""]))] if stand[""] else []
    goals = [(str(one.label), str(reached[one])) for one in GoalReached if reached[one]]
    return (
        Table(_("How many activities stand how"), (_("Status"), _("Activities")), tuple(rows), 1),
        Table(
            _("Whether their goal was reached, as far as anyone says"),
            (_("Goal reached"), _("Activities")),
            tuple(goals),
            1,
        ),
    )


PARTS = {("standen", "statuses"): _statuses, ("telling", "counted"): _counted}
