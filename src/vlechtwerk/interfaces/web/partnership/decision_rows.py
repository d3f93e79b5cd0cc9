"""Decisions ready to print: what waits on whom with the one act a reader has, how long it takes, and what was taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.queries import days_waiting
from vlechtwerk.domains.partnership.queries.deciding import BodyTimes
from vlechtwerk.domains.partnership.rules import DECIDING_ROLES, reasons_against_acting, running_seats
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, Within, say_size
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.engines.documents.dot_plot import DotPlot, DotRow, Line, draw
from vlechtwerk.engines.statistics.days import spread
from vlechtwerk.engines.statistics.lead_times import time_taken
from vlechtwerk.interfaces.web.day_words import say_number, say_span, spread_cells
from vlechtwerk.interfaces.web.frame import is_offered
from vlechtwerk.interfaces.web.mandate_words import say_reasons, words_of_within
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.views import link
from vlechtwerk.interfaces.web.words import is_return, say_date_short, say_result


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides which act a reader has: who they are, and in which bodies they sit and decide."""

    person_id: UUID
    acts: bool
    sits_in: frozenset[UUID]
    decides_in: frozenset[UUID]


def reader_of(request: PageRequest) -> Reader:
    """Return what the reader may do with questions, in two queries for all of them."""
    person, at = request.actor.person, timezone.now()
    acts = is_offered(request, reasons_against_acting(person, at))
    seats = list(running_seats(person, at)) if acts else []
    deciding = frozenset(seat.body_id for seat in seats if seat.role in DECIDING_ROLES)
    return Reader(person.id, acts, frozenset(seat.body_id for seat in seats), deciding)


def waiting_row(
    request: PageRequest,
    item: Decision,
    activities: Sequence[Activity],
    answer: MandateAnswer,
    reader: Reader,
    today: date,
) -> dict[str, Any]:
    """Return a question that waits, with whether its body may decide it."""
    days = days_waiting(item, today)
    return {
        "question": item.question,
        "url": link(request, "partnership:decision", item.id),
        "about": ", ".join(activity.name for activity in activities),
        "body": item.body.name if item.body else "",
        "asked": say_date_short(item.asked_on),
        "asked_by": item.asked_by.name if item.asked_by else "",
        "days": days,
        "agreed": item.agreed_days,
        "within": within_cells(answer),
        "act": act_of(request, item, answer, reader),
    }


def within_cells(answer: MandateAnswer) -> dict[str, str]:
    """Return the answer whether something is within a mandate, with its word and its reasons."""
    return {"answer": str(answer.answer), "word": words_of_within(answer.answer), "why": say_reasons(answer)}


def act_of(request: PageRequest, item: Decision, answer: MandateAnswer, reader: Reader) -> dict[str, Any]:
    """Return the one act that a reader has: take it, send it on, withdraw it, or only look."""
    code, address = request.actor.project.code, [request.actor.project.code, item.id]
    asked_it = item.asked_by_id == reader.person_id
    refused = answer.answer is Within.NO
    if not reader.acts or item.state != Decision.State.ASKED:
        return {}
    if item.body_id in reader.decides_in and not refused:
        url, label = reverse("partnership:take_decision", args=address), _("Take decision")
    elif item.body_id is not None and refused and (asked_it or item.body_id in reader.sits_in):
        url, label = reverse("partnership:forward_decision", args=address), _("Send on")
    elif asked_it:
        url, label = reverse("partnership:withdraw_decision", args=address), _("Withdraw")
    else:
        return {
            "url": reverse("partnership:decision", args=[code, item.id]),
            "label": _("Look at it"),
            "primary": False,
        }
    return {"url": url, "label": label, "primary": label == _("Take decision")}


def taken_row(
    request: PageRequest, item: Decision, activities: Sequence[Activity], answer: MandateAnswer
) -> dict[str, Any]:
    """Return a decision that was taken."""
    days = time_taken(item.asked_on, item.decided_on)
    return {
        "when": say_date_short(item.decided_on),
        "asked": say_date_short(item.asked_on),
        "question": item.question,
        "url": link(request, "partnership:decision", item.id),
        "about": ", ".join(activity.name for activity in activities),
        "result": say_result(item),
        "outcome": item.outcome or (item.reasons if is_return(item) else ""),
        "body": item.body.name if item.body else "",
        "days": say_span(days) if days else "",
        "mandate": item.mandate.subject if item.mandate else "",
        "limits": item.mandate.limits if item.mandate else "",
        "within": within_cells(answer),
    }


def times_rows(found: Sequence[BodyTimes]) -> list[dict[str, Any]]:
    """Return per body, and over all, what waits and how long decisions took."""
    rows = [
        {
            "name": row.body.name if row.body else _("not in the source"),
            "waiting": len(row.waiting) + row.undated,
            "late": row.late,
            "longest": row.waiting[-1] if row.waiting else "",
            **spread_cells(row.spread),
        }
        for row in found
    ]
    if len(rows) < 2:
        return rows
    everything = spread(days for row in found for days in row.taken)
    total = {
        "name": _("All bodies"),
        "waiting": sum(len(row.waiting) + row.undated for row in found),
        "late": sum(row.late for row in found),
        "longest": max((row.waiting[-1] for row in found if row.waiting), default=""),
        **spread_cells(everything),
    }
    return [total, *rows]


def times_drawing(found: Sequence[BodyTimes]) -> str:
    """Return a drawing with a dot per decision; nothing when of none it is known how long it took."""
    everything = spread(days for row in found for days in row.taken)
    if everything is None:
        return ""
    n = {"n": everything.n}
    lines = [
        Line(
            everything.median.most,
            _("median %(days)s days, n = %(n)s") % (n | {"days": say_span(everything.median)}),
        )
    ]
    if everything.nine_of_ten is not None:
        within = n | {"days": say_span(everything.nine_of_ten)}
        words = _("9 of 10 within %(days)s days, n = %(n)s") % within
        lines.append(Line(everything.nine_of_ten.most, words, dashed=True))
    return draw(
        DotPlot(
            title=_("How long decisions took, per body"),
            description=_("The table below the drawing holds the same figures."),
            rows=tuple(_dots(row) for row in found if row.taken or row.waiting),
            lines=tuple(lines),
            legend=_legend(),
            unit=_("days from question to decision"),
        )
    )


def _legend() -> tuple[str, str, str]:
    return _("one decision taken"), _("still waits, does not count in the median"), _("median of the body")


def legend_rows() -> list[dict[str, str]]:
    """Return what the marks of the drawing mean, as words beside signs."""
    return [{"mark": mark, "words": words} for mark, words in zip(("●", "○→", "▼"), _legend(), strict=True)]


def _dots(row: BodyTimes) -> DotRow:
    if row.spread is None:
        words = _("none taken yet, n = 0")
    elif row.spread.nine_of_ten is not None:
        words = _("median %(days)s, 9 of 10 within %(nine)s, n = %(n)s") % {
            "days": say_span(row.spread.median),
            "nine": say_span(row.spread.nine_of_ten),
            "n": row.spread.n,
        }
    else:
        words = _("median %(days)s, n = %(n)s") % {"days": say_span(row.spread.median), "n": row.spread.n}
    return DotRow(
        row.body.name if row.body else _("not in the source"),
        words,
        tuple((days.least, days.most) for days in row.taken),
        row.spread.median.most if row.spread else None,
        row.waiting,
    )


def waits_on_whom(found: Sequence[BodyTimes]) -> list[dict[str, str]]:
    """Return per body how many questions wait for it, and how long the longest does."""
    rows = []
    for row in found:
        count = len(row.waiting) + row.undated
        if not count:
            continue
        words = [ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}]
        if row.late:
            words.append(_("%(late)s longer than agreed") % {"late": row.late})
        if row.waiting:
            words.append(_("the longest %(days)s days") % {"days": say_number(row.waiting[-1])})
        rows.append({"name": row.body.name if row.body else _("not known who must decide"), "words": ", ".join(words)})
    return rows


def decision_heads() -> list[str]:
    """Return the heads of the decisions as a file."""
    return [
        _("Question"), _("Activity"), _("Body"), _("State"), _("Asked on"), _("Asked by"), _("Agreed days"),
        _("Decided on"), _("Days"), _("Decision"), _("Outcome"), _("What it is about"), _("How much"),
        _("Mandate used"), _("Within the mandate?"), _("Why"),
    ]  # fmt: skip


def decision_cells(item: Decision, activities: Sequence[Activity], answer: MandateAnswer, today: date) -> list[str]:
    """Return one decision as cells of a file."""
    waits = item.state == Decision.State.ASKED
    waited = days_waiting(item, today) if waits else None
    taken = None if waits else time_taken(item.asked_on, item.decided_on)
    return [
        item.question,
        ", ".join(activity.name for activity in activities),
        item.body.name if item.body else "",
        str(item.get_state_display()),
        item.asked_on.text if item.asked_on else "",
        item.asked_by.name if item.asked_by else "",
        str(item.agreed_days or ""),
        item.decided_on.text if item.decided_on else "",
        say_span(taken) if taken else str(waited if waited is not None else ""),
        say_result(item),
        item.outcome,
        str(item.get_subject_kind_display()) if item.subject_kind else "",
        str(item.size or ""),
        item.mandate.subject if item.mandate else "",
        words_of_within(answer.answer),
        say_reasons(answer),
    ]


def say_subject(found: Decision) -> str:
    """Say what a question is about, and how much."""
    if not found.subject_kind:
        return ""
    kind = str(found.get_subject_kind_display())
    return f"{kind}, {say_size(found.subject_kind, found.size)}" if found.size is not None else kind
