"""What is learned: the learning points with their questions, and what was tried."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import record_told
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title
from vlechtwerk.engines.documents.report.contents import Block, Paragraph
from vlechtwerk.foundation.evidence.address import Ground


def _points(live: Live) -> LivePart:
    current = live.agenda.current
    questions = current.questions if current else ()
    carried = live.carried([*live.agenda.points, *questions], Ground.OPINION)
    found: list[Block | Group | Title] = []
    for point in live.agenda.points:
        here = [one for one in questions if one.point_id == point.id]
        found += [Title(f"{point.code} {point.title}", 2), Paragraph(_say_levels(point.levels), quiet=True)]
        rows = []
        if point.reason:
            held = carried.get(point.id, Carried(ground=Ground.OPINION))
            rows.append(record_told(f"learning_point:{point.code}", point.reason, point.title, held))
        rows += [
            record_told(
                f"learning_question:{one.code}",
                f"{one.code}: {say_question(one)}",
                one.goal,
                carried.get(one.id, Carried(ground=Ground.OPINION)),
            )
            for one in here
        ]
        found += [Group(tuple(rows))] if rows else []
    return tuple(found) or (Paragraph(_("No learning point is registered."), quiet=True),)


def _say_levels(levels: list[str]) -> str:
    named = [str(Level(one).label).lower() for one in levels]
    return _("Level: %(levels)s.") % {"levels": join_and(named) or _("not in the source")}


def _insights(live: Live) -> LivePart:
    insights = [one.insight for one in live.agenda.insights]
    carried = live.carried(insights, Ground.OPINION)
    rows = [
        record_told(
            f"insight:{one.code}",
            f"{one.code}: {one.text}",
            one.code,
            carried.get(one.id, Carried(ground=Ground.OPINION)),
        )
        for one in insights
    ]
    return (Group(tuple(rows)),) if rows else (Paragraph(_("No insight was noted."), quiet=True),)


PARTS = {("leerpunten", "points"): _points, ("inzichten", "insights"): _insights}
