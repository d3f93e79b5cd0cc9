"""Goals as they are printed: how concrete each is in words and marks, never as a grade; and goals beside parties."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Goal, GoalComparison, GoalWording, OutsideGoal, RoomToExplore
from vlechtwerk.domains.programme.models.goals import PARTS
from vlechtwerk.domains.programme.queries.goals import GoalAsOf, is_due
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import shown_day, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table
from vlechtwerk.interfaces.web.words import say_date, say_day


def part_names() -> dict[str, str]:
    """Return the parts that make a goal concrete, as people read them."""
    return {
        "who": _("Who"),
        "what": _("What"),
        "how_much": _("How much"),
        "by_when": _("By when"),
        "how_known": _("How we would know"),
    }


def say_filled(item: GoalAsOf) -> str:
    """Say how many parts are filled in."""
    return _("%(filled)s of %(parts)s parts filled in") % {"filled": len(item.filled), "parts": len(PARTS)}


def parts_of(wording: GoalWording | None, unknown: str) -> list[dict[str, Any]]:
    """Return each part with what it says; open parts say that they are."""
    return [
        {"name": name, "text": text, "filled": bool(text), "missing": unknown}
        for part, name in part_names().items()
        for text in [getattr(wording, part) if wording else ""]
    ]


def goal_row(request: PageRequest, item: GoalAsOf, evidences: Evidences, day: date) -> dict[str, Any]:
    """Return one goal ready to print."""
    shown = shown_day(request)
    wording, fits = item.shown, [one.fit for one in item.comparisons]
    return {
        "code": item.goal.code,
        "text": wording.text if wording else "",
        "level": item.goal.level,
        "level_word": item.goal.get_level_display(),
        "horizon": item.goal.horizon,
        "place": place_of_goal(request, item.goal),
        "parent": item.goal.parent.code if item.goal.parent else "",
        "filled": say_filled(item),
        "parts": parts_of(wording, _words_for_open(wording, words_for_unknown(shown))),
        "room": room_row(item.room, day),
        "agrees": fits.count(GoalComparison.Fit.AGREES),
        "collides": fits.count(GoalComparison.Fit.COLLIDES),
        "possible": bool(item.wording.known is None and item.wording.possible),
        "url": goal_url(request, item.goal.code),
        "evidence": evidences.of(wording),
    }


def _words_for_open(wording: GoalWording | None, unknown: str) -> str:
    """Say of what a case tells that the source leaves it out; of what people here worded, that it is open."""
    return unknown if wording is None or wording.recorded_by.loads_cases else _("still open")


def goal_url(request: PageRequest, code: str) -> str:
    """Return the page of a goal."""
    return reverse("programme:goal", args=[request.actor.project.code, code]) + shown_day(request).query


def place_of_goal(request: PageRequest, goal: Goal) -> dict[str, str]:
    """Return where a goal stands: with a focus area, an activity, or the whole programme."""
    if goal.activity is not None:
        url = reverse("programme:activity", args=[request.actor.project.code, goal.activity.code])
        return {"name": goal.activity.name, "url": url + shown_day(request).query}
    return {"name": goal.focus_area.name if goal.focus_area else _("whole programme"), "url": ""}


def room_row(room: RoomToExplore | None, day: date) -> dict[str, Any] | None:
    """Return why a goal stays open on purpose, by whom, and until when."""
    if room is None:
        return None
    due = is_due(room, day)
    when = say_day(room.look_again_on) if room.look_again_on else ""
    return {
        "reason": room.reason,
        "by": "" if room.marked_by.loads_cases else room.marked_by.name,
        "on": say_day(room.marked_on),
        "until": (_("look again now: the day was %(day)s") if due else _("look again on %(day)s")) % {"day": when},
        "due": due,
    }


def goals_table(request: PageRequest, items: Sequence[GoalAsOf], unknown: str) -> Table:
    """Return the goals with their parts as a table that leaves as a file."""
    heads = [_("Code"), _("Level"), _("Horizon"), _("Place"), _("Goal"), *part_names().values(), _("Filled in")]
    heads += [_("Room to explore"), _("Look again on"), _("Since")]
    rows = []
    for item in items:
        goal, wording, room = item.goal, item.shown, item.room
        place = (
            goal.activity.name if goal.activity else goal.focus_area.name if goal.focus_area else _("whole programme")
        )
        rows.append([
            goal.code, goal.get_level_display(), goal.horizon or unknown, place, wording.text if wording else "",
            *((getattr(wording, part) if wording else "") or unknown for part in PARTS), say_filled(item),
            room.reason if room else "", room.look_again_on.isoformat() if room and room.look_again_on else "",
            wording.worded_on.text if wording and wording.worded_on else unknown,
        ])  # fmt: skip
    return Table(_("Goals"), heads, rows)


def matrix_of(
    request: PageRequest, items: Sequence[GoalAsOf], outside: Sequence[OutsideGoal]
) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Return the columns (goals of others) and the rows (ours) with how each pair fits."""
    columns = [{"code": one.code, "whose": one.whose, "text": one.text} for one in outside]
    rows = []
    for item in items:
        fits = {one.outside_goal_id: one for one in item.comparisons}
        cells = [_cell(fits.get(one.id), one) for one in outside]
        wording = item.shown
        rows.append(
            {
                "code": item.goal.code,
                "text": wording.text if wording else "",
                "url": goal_url(request, item.goal.code),
                "cells": cells,
            }
        )
    return columns, rows


def _cell(found: GoalComparison | None, outside: OutsideGoal) -> dict[str, str]:
    fit = found.fit if found else GoalComparison.Fit.NOT_COMPARED
    return {
        "fit": fit,
        "word": str(GoalComparison.Fit(fit).label),
        "explanation": found.explanation if found else "",
        "whose": outside.whose,
        "when": say_day(found.compared_on) if found else "",
    }


def matrix_table(items: Sequence[GoalAsOf], outside: Sequence[OutsideGoal]) -> Table:
    """Return each pair of goals as a row of a table that leaves as a file."""
    heads = [
        _("Code"),
        _("Goal"),
        _("Party"),
        _("Code of their goal"),
        _("Their goal"),
        _("Fit"),
        _("Explanation"),
        _("Compared on"),
    ]
    rows = []
    for item in items:
        fits = {one.outside_goal_id: one for one in item.comparisons}
        for one in outside:
            cell, found = _cell(fits.get(one.id), one), fits.get(one.id)
            rows.append([
                item.goal.code, item.shown.text if item.shown else "", one.whose, one.code, one.text, cell["word"],
                cell["explanation"], found.compared_on.isoformat() if found else "",
            ])  # fmt: skip
    return Table(_("Goals and parties"), heads, rows)


def history_rows(item: GoalAsOf, evidences: Evidences) -> list[dict[str, Any]]:
    """Return the wordings of a goal, newest first."""
    return [
        {
            "text": wording.text,
            "when": say_date(wording.worded_on),
            "reason": wording.reason,
            "by": "" if wording.recorded_by.loads_cases else wording.recorded_by.name,
            "filled": sum(1 for part in PARTS if getattr(wording, part)),
            "evidence": evidences.of(wording),
        }
        for wording in reversed(item.history)
        if wording != item.shown
    ]
