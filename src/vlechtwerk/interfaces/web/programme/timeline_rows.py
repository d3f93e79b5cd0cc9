"""The line of time of one activity, from the same facts as the lists beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityStatus, MilestoneDate
from vlechtwerk.domains.programme.queries.activities import MilestoneAsOf, is_corrected
from vlechtwerk.domains.programme.queries.as_of import told_until
from vlechtwerk.domains.programme.queries.planning import planned_milestone
from vlechtwerk.engines.documents.timeline import Event, Move, Span, Tick, Timeline, draw
from vlechtwerk.engines.statistics.date_slips import slip
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.web.day_words import say_shift
from vlechtwerk.interfaces.web.frame import ShownDay
from vlechtwerk.interfaces.web.words import say_date, say_day, say_month

PLANNED, HAPPENED = MilestoneDate.Basis.PLANNED, MilestoneDate.Basis.HAPPENED
# Below this a line would show one moment; the list says as much.
LEAST_MOMENTS = 2
MONTHS_BETWEEN_WORDS = ((18, 3), (40, 6), (10_000, 12))


def timeline(
    activity: Activity,
    entries: Iterable[ActivityEntry],
    milestones: Sequence[MilestoneAsOf],
    history: Sequence[ActivityStatus],
    shown: ShownDay,
) -> dict[str, Any]:
    """Return the drawing as of the day shown and the same moments as a list, or nothing where there is too little.

    The `history` comes newest first.
    """
    known = [change for change in reversed(history) if change.occurred_on.earliest <= shown.day]
    events = _events(entries, milestones, shown.day)
    moves = [_move(activity, item) for item in milestones if item.current.known and item.current.known.basis == PLANNED]
    if len(events) + len(known) + sum(len(move.dates) for move in moves) < LEAST_MOMENTS:
        return {}
    days = [day for event in events for day in (event.first, event.last)]
    days += [day for move in moves for day, _when, _what in move.dates]
    days += [change.occurred_on.earliest for change in known]
    first = min([*days, shown.day])
    words = _("as of %(day)s") % {"day": say_day(shown.day)}
    drawing = draw(
        Timeline(
            title=_("%(name)s in time") % {"name": activity.name},
            description=_("The lists on this page hold the same dates."),
            ticks=_every_month(first, max([*days, shown.day])),
            events=tuple(events),
            moves=tuple(moves),
            spans=spans_of(known, first, shown.day, activity.project.described_on),
            shown=shown.day,
            shown_words=words,
        )
    )
    return {"drawing": drawing, "moments": _moments(events, moves, known, shown, words)}


def _moments(
    events: Sequence[Event], moves: Sequence[Move], known: Sequence[ActivityStatus], shown: ShownDay, words: str
) -> list[dict[str, Any]]:
    """Return what the drawing holds as a list in the order of time, with the day shown in its place."""
    found: list[tuple[date, dict[str, Any]]] = [
        (event.last, {"when": event.when, "what": event.what}) for event in events
    ]
    for move in moves:
        last = len(move.dates) - 1
        found += [
            (day, {"when": when, "what": what, "replaced": place < last, "moved": move.moved if place == last else ""})
            for place, (day, when, what) in enumerate(move.dates)
        ]
    found += [
        (change.occurred_on.earliest, {"when": say_date(change.occurred_on), "status": change.status})
        for change in known
    ]
    found.append((shown.day, {"shown": words}))
    return [row for _day, row in sorted(found, key=lambda item: item[0])]


def _every_month(first: date, last: date) -> tuple[Tick, ...]:
    """Return a tick with words for each month; the drawing leaves out words that would touch."""
    return tuple(Tick(tick.day, say_month(tick.day)) for tick in ticks_between(first, last))


def _events(entries: Iterable[ActivityEntry], milestones: Sequence[MilestoneAsOf], day: date) -> list[Event]:
    """Return what had happened: what was reached and decided, and else what is told; one event per moment."""
    moments: dict[PreciseDate, list[str]] = defaultdict(list)
    for item in milestones:
        for row in item.known_dates:
            if is_corrected(row, item.dates):
                continue
            if row.basis == HAPPENED:
                moments[row.date_on].append(item.milestone.title)
            elif row.order > 0 and row.known_from is not None:
                moments[row.known_from].append(_("decided: another date"))
    for entry in entries:
        if entry.occurred_on is not None and entry.occurred_on not in moments:
            moments[entry.occurred_on].append(entry.text)
    return [
        Event(moment.earliest, moment.latest, say_date(moment), ", ".join(words))
        for moment, words in sorted(moments.items())
        if moment.earliest <= day
    ]


def _move(activity: Activity, item: MilestoneAsOf) -> Move:
    """Return the dates that held or possibly hold already on the day shown, and how far they surely moved."""
    shown = item.known_dates
    last = shown[-1].date_on
    planned = planned_milestone(activity, item)
    days = slip(planned.history) if planned.moves else None
    moved = say_shift(days) if days is not None and days.is_exact else ""
    return Move(tuple((row.date_on.latest, _when(row, last), item.milestone.title) for row in shown), moved)


def _when(row: MilestoneDate, last: PreciseDate) -> str:
    words = {"date": say_date(row.date_on)}
    return words["date"] if row.date_on == last else _("was %(date)s") % words


def spans_of(known: Sequence[ActivityStatus], first: date, day: date, described: date | None) -> tuple[Span, ...]:
    """Return how an activity stood from its first known status till a day; `known` comes oldest first."""
    spans = []
    if known and (known[0].occurred_on.earliest - first) > timedelta(days=31):
        spans.append(Span(first, known[0].occurred_on.earliest, "", _("earlier statuses: not in the source")))
    for place, change in enumerate(known):
        ends = known[place + 1].occurred_on.earliest if place + 1 < len(known) else day
        begins = min(change.occurred_on.earliest, ends)
        words = str(change.get_status_display())
        told = told_until(change, described) or ends
        if told < ends:
            words = _("%(status)s; afterwards not in the source") % {"status": words}
            spans.append(Span(begins, max(told, begins), change.status, words, ends))
        else:
            spans.append(Span(begins, ends, change.status, words))
    return tuple(spans)


def ticks_between(first: date, last: date) -> tuple[Tick, ...]:
    """Return a tick for each month, with words so far apart that they do not touch."""
    months = (last.year - first.year) * 12 + last.month - first.month + 2
    apart = next(apart for most, apart in MONTHS_BETWEEN_WORDS if months <= most)
    marks = []
    for number in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        day = date(year, month + 1, 1)
        marks.append(Tick(day, say_month(day) if month % apart == 0 else ""))
    return tuple(marks)
