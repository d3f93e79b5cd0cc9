"""Where the day goes, ready to print: the questions of this week, months in words, and each group in its months."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import TimeAmount, TimeKind
from vlechtwerk.domains.evaluation.queries.evidence_of_ticks import identifier_of
from vlechtwerk.domains.evaluation.queries.tick_state import TickState, tick_state
from vlechtwerk.domains.evaluation.queries.ticks import MonthAsRead
from vlechtwerk.domains.evaluation.queries.ticks_in_words import (
    say_group,
    say_month,
    say_people,
    say_share_of_time,
    say_time,
)
from vlechtwerk.domains.evaluation.rules.tick_figures import KINDS
from vlechtwerk.domains.evaluation.rules.ticks import is_asked
from vlechtwerk.engines.documents.day_lines import DayLines, Month, draw
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table

# The field of a kind in the form.
FIELD = "time-{}"


def asked_this_week(request: PageRequest) -> dict[str, Any]:
    """Return what the block on home asks; empty when the reader is not asked, does not want to be, or was."""
    if shown_day(request).is_past or not _could_be_asked(request):
        return {}
    state = tick_state(request.actor.person, timezone.now())
    if not state.is_on or not state.wants_to_be_asked or state.was_asked or state.is_over:
        return {}
    return questions(request)


def _could_be_asked(request: PageRequest) -> bool:
    return is_asked(frozenset(one.function for one in request.actor.appointments))


def questions(request: PageRequest, chosen: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the four rows to tick, with what was chosen before when it was refused."""
    chosen = chosen or {}
    return {
        "rows": [
            {
                "name": FIELD.format(kind.value),
                "label": kind.label,
                "items": [
                    {
                        "value": amount.value,
                        "label": amount.label,
                        "current": chosen.get(kind.value) == amount.value,
                    }
                    for amount in TimeAmount
                ],
            }
            for kind in TimeKind
        ],
        "tick_url": address(request, "tick"),
        "skip_url": address(request, "skip_week"),
        "choice_url": address(request, "choose_to_be_asked"),
        "url": address(request, "day"),
    }


def own_part(request: PageRequest, state: TickState, chosen: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the reader can do on the page: tick, or read why not, and choose whether home asks."""
    could = _could_be_asked(request) and state.is_on and not shown_day(request).is_past
    asks = could and not state.was_asked and not state.is_over
    return {
        "ask": questions(request, chosen) if asks else {},
        "could": could,
        "was_asked": state.was_asked,
        "wants": state.wants_to_be_asked,
        "choice_url": address(request, "choose_to_be_asked"),
    }


def months_in_words(months: Sequence[MonthAsRead]) -> dict[str, Any]:
    """Say the last month in words, and what it was in the month before where the two may stand beside each other."""
    if not months:
        return {}
    last = months[-1]
    if last.figures.whole is None:
        words = _("Of %(month)s nothing is shown: too few people ticked.") % {"month": say_month(last)}
        return {"last": words, "before": ""}
    before = months[-2] if len(months) > 1 and "" in last.figures.goes_on else None
    return {"last": say_time(last), "before": say_time(before) if before is not None else ""}


def groups_in_months(months: Sequence[MonthAsRead]) -> list[dict[str, Any]]:
    """Return everyone together and each department that is shown in some month: drawn, and in a table."""
    codes = sorted({code for one in months for code in one.figures.departments}, key=lambda code: _name(months, code))
    return [_group(months, code) for code in ("", *codes)] if months else []


def _name(months: Sequence[MonthAsRead], code: str) -> str:
    return say_group(months[-1], code)


def _group(months: Sequence[MonthAsRead], code: str) -> dict[str, Any]:
    drawn = [
        Month(
            date_format(one.month, "M"),
            tuple(time.shares[kind] for kind in KINDS) if (time := one.figures.group(code)) else None,
            code in one.figures.goes_on,
        )
        for one in months
    ]
    name = _name(months, code)
    title = _("Where the day goes: %(group)s") % {"group": name}
    return {
        "name": name[:1].upper() + name[1:],
        "language": "nl" if code else "",
        "anchor": code,
        "drawing": draw(
            DayLines(title, _("The table below holds the same figures."), [str(kind.label) for kind in TimeKind], drawn)
        ),
        "rows": [_row(one, code, number == 0) for number, one in enumerate(months)][::-1],
    }


def _row(month: MonthAsRead, code: str, is_first: bool) -> dict[str, Any]:
    time = month.figures.group(code)
    return {
        "month": say_month(month),
        "anchor": f"{month.code}{f'-{code}' if code else ''}",
        "people": say_people(time) if time else "",
        "shares": [{"label": TimeKind(kind).label, "words": say_share_of_time(time, kind)} for kind in KINDS if time],
        "broken": time is not None and not is_first and code not in month.figures.goes_on,
        "evidence": identifier_of(month, code) if time else "",
    }


def day_table(months: Sequence[MonthAsRead]) -> Table:
    """Return the months as a table for a file: what is not shown on the page is not in it either."""
    heads = [_("month"), _("department"), _("people"), *(str(kind.label) for kind in TimeKind), _("step in points"),
             _("can be put beside the month before")]  # fmt: skip
    rows = []
    for month in months:
        for code in ("", *sorted({*month.figures.departments, *month.figures.hidden})):
            time = month.figures.group(code)
            told = [month.code, say_group(month, code)]
            if time is None:
                rows.append([*told, _("not shown"), *[""] * (len(heads) - 3)])
                continue
            shares = [str(time.shares[kind]) for kind in KINDS]
            goes_on = _("yes") if code in month.figures.goes_on else _("no")
            rows.append([*told, say_people(time), *shares, str(time.step), goes_on])
    return Table(_("Where the day goes"), heads, rows)
