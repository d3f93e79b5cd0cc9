"""The log, for supervision: no page before one of four grounds is chosen, and every reading logged."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.queries import capacity_names
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations.audience import look_who_can_see
from vlechtwerk.domains.sharing.operations.log_reading import read_log
from vlechtwerk.domains.sharing.queries.grounds import end_of
from vlechtwerk.domains.sharing.queries.log import LogFilters, LogRead
from vlechtwerk.domains.sharing.rules import LOG_GROUNDS, reasons_against_supervising
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.tracing import trace_of
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing import log_rows as rows
from vlechtwerk.interfaces.web.sharing.days import asked_day
from vlechtwerk.interfaces.web.sharing.ground_forms import LogForm
from vlechtwerk.interfaces.web.words import say_day

FILTERS = ("purpose", "giver", "receiver", "outcome")
WEEK, MONTH, CUSTOM = "week", "month", "custom"
# The most rows that stand open; the others are folded below.
MOST_READINGS = 12
# Who read the log last; who read it before stands folded below.
MOST_READERS = 3
DAYS = {WEEK: 7, MONTH: 31}


@read_and_write
def log_page(request: PageRequest, project: str) -> HttpResponse:
    """Ask on which ground the log is read; then show it, and never again without asking."""
    form = LogForm(request.POST if request.method == "POST" else None)
    against = reasons_against_supervising(request.actor.person, timezone.now())
    if request.method != "POST":
        return _ask(request, form, against, 403 if against else 200)
    if not form.is_valid():
        return _ask(request, form, [], 422)
    ground, reason = form.cleaned_data["ground"], form.cleaned_data["reason"]
    first, last = _period(request)
    filters = _log_filters(request)
    try:
        found = read_log(
            ground,
            reason,
            _midnight(first),
            _midnight(last + timedelta(days=1)),
            filters,
            trace_of(request),
            by=request.actor.person,
            at=timezone.now(),
        )
    except Refused as refused:
        return _ask(request, form, refused.reasons, 409)
    context = _context(request, project, found, filters) | {
        "ground": LOG_GROUNDS[ground],
        "reason": reason,
        "kept": {"ground": ground, "reason": reason},
        "period": {"kind": _kind(request), "since": first.isoformat(), "until": last.isoformat()},
        "period_words": _("%(from)s up to and including %(until)s") % {"from": say_day(first), "until": say_day(last)},
    }
    return render(request, "sharing/log.html", context)


def _ask(request: PageRequest, form: LogForm, reasons: Sequence[Reason], code: int) -> HttpResponse:
    context = {"form": form, "reasons": reasons, "shut": code == 403}
    return render(request, "sharing/log_ground.html", context, status=code)


def _kind(request: PageRequest) -> str:
    asked = request.POST.get("period", WEEK)
    return asked if asked in (WEEK, MONTH, CUSTOM) else WEEK


def _period(request: PageRequest) -> tuple[date, date]:
    today = timezone.localdate()
    kind = _kind(request)
    if kind != CUSTOM:
        return today - timedelta(days=DAYS[kind] - 1), today
    return _day(request, "since") or today - timedelta(days=6), _day(request, "until") or today


def _day(request: PageRequest, name: str) -> date | None:
    try:
        return parse_date(request.POST.get(name, ""))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _log_filters(request: PageRequest) -> LogFilters:
    page = request.POST.get("page", "1")
    return LogFilters(
        purpose=request.POST.get("purpose", ""),
        giver=request.POST.get("giver", ""),
        receiver=request.POST.get("receiver", ""),
        outcome="refused" if request.POST.get("outcome") == "refused" else "",
        # Further back than this nobody turns pages; the period is the way there.
        page=min(int(page), 10_000) if page.isdecimal() and len(page) < 6 else 1,
    )


def _context(request: PageRequest, project: str, found: LogRead, filters: LogFilters) -> dict[str, Any]:
    purposes = dict(Purpose.objects.order_by("name").values_list("code", "name"))
    organisations = dict(Organisation.objects.order_by("name").values_list("code", "name"))
    capacities = capacity_names()
    readers = None if found.readers is None else rows.reader_rows(found.readers, organisations)
    counted = [row for row in found.readings if row.readings or row.refusals]
    readings = rows.reading_rows(counted, purposes, organisations, capacities, MOST_READINGS)
    return {
        "line": found.line,
        "chain": rows.chain_row(found.chain),
        "readings": readings[:MOST_READINGS],
        "more_readings": readings[MOST_READINGS:],
        "refusals_in_more": sum(row["refusals"] for row in readings[MOST_READINGS:]),
        "sums": {
            name: sum(getattr(row, name) for row in found.readings) for name in ("readings", "refusals", "nothing")
        },
        "lines": rows.line_rows(
            found.lines, project, purposes, organisations, capacities, links=_is_privacy_officer(request)
        ),
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "before": found.page - 1 if found.page > 1 else None,
        "after": found.page + 1 if found.page < found.pages else None,
        "readers": None if readers is None else readers[:MOST_READERS],
        "earlier_readers": (readers or [])[MOST_READERS:],
        "filters": filters,
        "filters_on": sum(map(bool, (_kind(request) != WEEK, *(request.POST.get(name) for name in FILTERS)))),
        "purposes": purposes,
        "organisations": organisations,
    }


def _is_privacy_officer(request: PageRequest) -> bool:
    return bool(request.actor.appointment.function == Function.PRIVACY_OFFICER)


@require_safe
def audience(request: PageRequest, project: str, marking: UUID) -> HttpResponse:
    """Show the privacy officer who can see items of a marking, and by which ground; as of any day."""
    day, today = asked_day(request), timezone.localdate()
    try:
        looked = look_who_can_see(
            request.actor.appointment, marking, trace_of(request), at=timezone.now(),
            moment=end_of(day) if day < today else None,
        )  # fmt: skip
    except Refused:
        raise Http404 from None
    marked = looked.seers[0].marked
    names = dict(Organisation.objects.values_list("code", "name"))
    context = {
        "badge": rows.badge(
            names.get(marked.organisation, marked.organisation),
            str(rows.capacity_words(capacity_names(), marked.organisation, marked.capacity)),
            marked.category,
            marked.level,
            sorted(marked.handling),
        ),
        **rows.audience_rows(looked),
        "day": day,
        "today": today,
        "day_words": say_day(day) if day < today else "",
        "log_url": reverse("sharing:log", args=[project]),
    }
    return render(request, "sharing/log_audience.html", context)
