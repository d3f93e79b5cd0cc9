"""Milestones with their dates, ready to print: as rows, as figures and as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import MoveGround
from vlechtwerk.domains.programme.queries.planning import PlannedMilestone
from vlechtwerk.engines.documents.date_moves import DateMoves, Moment, Row, draw
from vlechtwerk.engines.statistics.date_slips import Met, Slips, met, moves, reached_after, slip
from vlechtwerk.engines.statistics.days import Spread
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.web.day_words import say_shift, spread_cells
from vlechtwerk.interfaces.web.frame import ShownDay, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import activity_url
from vlechtwerk.interfaces.web.programme.timeline_rows import ticks_between
from vlechtwerk.interfaces.web.words import say_date, say_day


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One time that a date moved."""

    became: str
    shift: str
    ground: str
    reason: str
    body: str
    decision_url: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone: first planned, now planned, reached, and how it moved."""

    title: str
    activity: str
    activity_url: str
    first: str
    now: str
    reached: str
    # The days that were noted first, and why each was corrected.
    corrected: str
    possible: str
    moved: str
    after: str
    met: str
    met_word: str
    moves: list[MoveRow]
    change_url: str


def words_of_met(answer: Met) -> str:
    """Return in words whether a milestone was met within a week of its first plan."""
    return {
        Met.YES: _("Yes"),
        Met.NO: _("No"),
        Met.UNKNOWN: _("Can't be told"),
        Met.NOT_YET: _("Not yet due"),
    }[answer]


def milestone_row(request: PageRequest, item: PlannedMilestone, shown: ShownDay, *, changes: bool) -> MilestoneRow:
    """Return one row; `changes` says whether the reader may change its date."""
    after, answer = reached_after(item.history), met(item.history, PreciseDate.of_day(shown.day))
    address = [request.actor.project.code, item.activity.code, item.found.milestone.id]
    return MilestoneRow(
        title=item.found.milestone.title,
        activity=item.activity.name,
        activity_url=activity_url(request, item.activity.code),
        first=say_date(item.planned[0].date_on) if item.planned else "",
        now=say_date(item.planned[-1].date_on) if item.planned else "",
        reached=say_date(item.reached.date_on) if item.reached else "",
        corrected=_say_corrected(item),
        possible=", ".join(say_date(row.date_on) for row in item.possible),
        moved=say_moved(item),
        after=say_shift(after) if after else "",
        met="" if answer in (None, Met.NOT_YET) else str(answer),
        met_word=words_of_met(answer) if answer else "",
        moves=move_rows(request, item),
        change_url=f"{reverse('programme:set_date', args=address)}?from=planning" if changes else "",
    )


def _say_corrected(item: PlannedMilestone) -> str:
    if item.reached is None:
        return ""
    told = [
        _("corrected, was %(date)s: %(reason)s") % {"date": say_date(wrong.date_on), "reason": right.reason}
        for wrong, right in pairwise([*item.corrected, item.reached])
    ]
    return "; ".join(told)


def say_moved(item: PlannedMilestone) -> str:
    """Return how far a date moved from its first plan to the present one; nothing when it never did."""
    days = slip(item.history)
    return say_shift(days) if days and item.moves else ""


def move_rows(request: PageRequest, item: PlannedMilestone) -> list[MoveRow]:
    """Return each time that a date moved: how far, on which ground and why, and who decided it."""
    return [
        MoveRow(
            became=say_date(row.date_on),
            shift=say_shift(days),
            ground=str(row.get_ground_display()) if row.ground else "",
            reason=row.reason,
            body=row.decision.body.name if row.decision and row.decision.body else "",
            decision_url=reverse("partnership:decision", args=[request.actor.project.code, row.decision_id])
            if row.decision_id
            else "",
        )
        for row, days in zip(item.moves, moves(item.history), strict=True)
    ]


def milestone_heads() -> list[str]:
    """Return the heads of the table as a file."""
    return [
        _("Focus area"), _("Activity"), _("Milestone"), _("First planned"), _("Now planned"), _("Reached"),
        _("Times moved"), _("Moved by"), _("Reached after first plan"), _("Met within a week"), _("Grounds"),
        _("Reasons"), _("Decided by"),
    ]  # fmt: skip


def milestone_cells(item: PlannedMilestone, shown: ShownDay) -> list[str]:
    """Return one milestone as cells of a file; dates as they are stored, so that a machine can read them."""
    missing = words_for_unknown(shown)
    after, answer = reached_after(item.history), met(item.history, PreciseDate.of_day(shown.day))
    bodies = [row.decision.body.name if row.decision and row.decision.body else missing for row in item.moves]
    return [
        item.activity.focus_area.name if item.activity.focus_area else "",
        item.activity.name,
        item.found.milestone.title,
        item.planned[0].date_on.text if item.planned else missing,
        item.planned[-1].date_on.text if item.planned else missing,
        item.reached.date_on.text if item.reached else "",
        str(len(item.moves)),
        say_moved(item),
        say_shift(after) if after else "",
        words_of_met(answer) if answer else "",
        "; ".join(str(row.get_ground_display()) if row.ground else missing for row in item.moves),
        "; ".join(row.reason for row in item.moves),
        "; ".join(bodies),
    ]


def figures_of(counted: Slips) -> list[dict[str, str]]:
    """Return how far dates moved, as rows with n: all moves, each ground, per milestone, and what was reached."""
    labels = dict(MoveGround.choices) | {"": _("ground: not in the source")}
    grounds = sorted(counted.per_ground.items(), key=lambda pair: (-pair[1].n, str(labels[pair[0]])))
    rows: list[tuple[str, Spread | None]] = [
        (_("Each time that a date moved"), counted.per_move),
        *((f"– {labels[ground]}", found) for ground, found in grounds),
        (_("From the first plan to the present one, of milestones that moved"), counted.per_milestone),
        (_("From the first plan to the day reached"), counted.reached),
    ]
    return [{"what": what, **spread_cells(found)} for what, found in rows if found is not None]


def say_met(counted: Slips) -> dict[str, Any]:
    """Return how many were met within a week of their first plan, of how many of which that can be told."""
    answers = counted.met
    told = answers[Met.YES] + answers[Met.NO] + answers[Met.UNKNOWN]
    return {"yes": answers[Met.YES], "told": told, "unknown": answers[Met.UNKNOWN], "not_yet": answers[Met.NOT_YET]}


def moves_drawing(found: Sequence[PlannedMilestone], shown: ShownDay) -> str:
    """Return the drawing of these milestones as of the day shown."""
    rows = tuple(_drawn(item) for item in found if item.planned or item.reached)
    if not rows:
        return ""
    moments = [moment for row in rows for moment in (*row.planned, *([row.reached] if row.reached else []))]
    first = min([*(moment.first for moment in moments), shown.day])
    last = max([*(moment.last for moment in moments), shown.day])
    legend = (_("first planned, or replaced"), _("moved"), _("now planned"), _("reached"))
    return draw(
        DateMoves(
            title=_("Dates planned, moved and reached"),
            description=_("The table below holds the same dates."),
            rows=rows,
            ticks=ticks_between(first, last),
            shown=shown.day,
            shown_words=_("as of %(day)s") % {"day": say_day(shown.day)},
            legend=legend,
        )
    )


def _drawn(item: PlannedMilestone) -> Row:
    times = len(item.moves)
    moved = ngettext("moved %(times)s time", "moved %(times)s times", times) % {"times": times} if times else ""
    return Row(
        title=item.found.milestone.title,
        under=" · ".join(part for part in (item.activity.name, moved) if part),
        planned=tuple(Moment(row.date_on.earliest, row.date_on.latest) for row in item.planned),
        reached=Moment(item.reached.date_on.earliest, item.reached.date_on.latest) if item.reached else None,
        moved=_short(item),
    )


def _short(item: PlannedMilestone) -> str:
    days = slip(item.history) if item.moves else None
    return say_shift(days) if days is not None and days.is_exact else ""
