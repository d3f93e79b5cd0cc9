"""The page of capacity, ready to print: the sum in a sentence, small drawings on one scale, and every figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import Activity, CapacityKind, CapacityPlace
from vlechtwerk.domains.programme.queries import capacity as queries
from vlechtwerk.domains.programme.queries.capacity import WHOLE, CapacityFilter, CapacityNames
from vlechtwerk.domains.programme.rules.capacity import (
    organisations_given_for,
    reasons_against_asking_capacity,
    reasons_against_giving,
)
from vlechtwerk.engines.documents.capacity import Month, Panel, State, draw
from vlechtwerk.engines.statistics.capacity import Cell, Sums, by_month, grouped, months_between, sums_of
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.hours_words import (
    Period,
    period_asked,
    periods,
    say_hours,
    say_whole_hours,
    short_month,
)
from vlechtwerk.interfaces.web.programme.rows import activity_url

PER_ORGANISATION, PER_PROFILE = "organisation", "profile"
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the ledger a page shows, and how it is grouped."""

    wanted: CapacityFilter
    period: Period | None
    offered: Sequence[Period]
    per: str
    # The day that is shown: today on a page of the present.
    day: date

    @property
    def until(self) -> date:
        """Return the month that is not over on the day shown."""
        return queries.month_of(self.day)

    @property
    def months(self) -> list[date]:
        """Return the months shown."""
        return months_between(self.period.first, self.period.until) if self.period else []


@dataclass(frozen=True, slots=True)
class Group:
    """One organisation, or one profile of it, with its cells."""

    name: str
    profile: str
    cells: Sequence[Cell]
    sums: Sums


def asked(request: PageRequest, activity: Activity | None = None) -> Asked:
    """Read what of the ledger is asked."""
    shown = shown_day(request)
    day = shown.day if shown.is_past else timezone.localdate()
    offered = periods(queries.months_told(day), queries.month_of(day))
    period = period_asked(offered, request.GET.get("period", ""))
    per = request.GET.get("per", "")
    place = request.GET.get("place", "")
    wanted = CapacityFilter(
        organisation=request.GET.get("organisation", ""),
        profile=request.GET.get("profile", ""),
        activity=activity.code if activity else request.GET.get("activity", ""),
        place=place if place in CapacityPlace.values else "",
        first=period.first if period else None,
        until=period.until if period else None,
    )
    return Asked(wanted, period, offered, per if per == PER_PROFILE else PER_ORGANISATION, day)


def groups_of(cells: Sequence[Cell], shown: Asked, names: CapacityNames) -> list[Group]:
    """Part cells per organisation, or per profile of each, the largest gap first."""
    per_profile = shown.per == PER_PROFILE
    parted = grouped(cells, lambda cell: (cell.key.organisation, cell.key.profile if per_profile else ""))
    found = []
    for (organisation, profile), of_group in parted.items():
        found.append(
            Group(
                names.organisations.get(organisation, organisation),
                names.profiles.get(profile, profile),
                of_group,
                sums_of(of_group, shown.until),
            )
        )
    return sorted(found, key=lambda group: (-group.sums.gap, group.name, group.profile))


def capacity_page(request: PageRequest, activity: Activity | None = None) -> dict[str, Any]:
    """Gather the page; the number of queries does not grow with the ledger."""
    shown, names = asked(request, activity), queries.capacity_names()
    cells = queries.capacity_cells(shown.wanted, shown.day) if shown.period else []
    groups, sums = groups_of(cells, shown, names), sums_of(cells, shown.until)
    reads_all = queries.reads_all_capacity()
    findings = [] if activity else list(queries.capacity_findings(shown_day(request).day))
    evidences = Evidences(request, findings) if findings else None
    return {
        "shown": shown_day(request),
        "title": _title(reads_all, activity),
        "own_only": not reads_all,
        "activity": {"name": activity.name, "url": activity_url(request, activity.code)} if activity else None,
        "has_lines": bool(shown.offered),
        "found": bool(cells),
        "sums": _sums(sums),
        "missing": _missing(cells, shown, names),
        "filters": _filters(shown, names, activity),
        "clear_url": _clear_url(request, shown, activity),
        "exports": _exports(request, activity),
        "panels": _panels(groups, shown),
        "months": [short_month(month) for month in shown.months],
        "table": [_table_group(group, shown) for group in groups],
        "together": _rows(cells, sums, shown) if len(groups) > 1 else [],
        "per_profile": shown.per == PER_PROFILE,
        "legend_missing": any(cell.awaits(shown.until) for cell in cells),
        "findings": [
            {"text": finding.text, "evidence": evidences.of(finding) if evidences else []} for finding in findings
        ],
        **_acts(request, shown, activity),
    }  # fmt: skip


def _title(reads_all: bool, activity: Activity | None) -> str:
    if activity is not None:
        words = _("Capacity of %(name)s") if reads_all else _("Capacity of your organisation for %(name)s")
        return words % {"name": activity.name}
    return _("Staff capacity") if reads_all else _("Capacity of your organisation")


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "asked": say_whole_hours(sums.asked),
        "pledged": say_whole_hours(sums.pledged),
        "delivered": say_whole_hours(sums.delivered),
        "gap": say_whole_hours(sums.gap),
        "has_gap": bool(sums.gap),
        "percent": sums.percent,
        "never_pledged": say_whole_hours(sums.never_pledged),
        "not_delivered": say_whole_hours(sums.not_delivered),
        "awaited": say_whole_hours(sums.awaited),
        "awaiting": sums.awaiting,
    }


def _missing(cells: Sequence[Cell], shown: Asked, names: CapacityNames) -> str:
    """Name whose months were not handed in, the first few by name."""
    waiting: dict[str, set[date]] = {}
    for cell in cells:
        if cell.awaits(shown.until):
            waiting.setdefault(cell.key.organisation, set()).add(cell.month)
    named = [
        f"{names.organisations.get(organisation, organisation)} "
        f"({', '.join(f'{short_month(month)} {month.year}' for month in sorted(months))})"
        for organisation, months in list(waiting.items())[:MOST_NAMED]
    ]
    more = len(waiting) - MOST_NAMED
    if more > 0:
        named.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return ", ".join(named)


def _gap_words(sums: Sums) -> dict[str, str]:
    if not sums.asked:
        return {"gap": "", "rest": _("nothing was asked")}
    words = {"asked": say_whole_hours(sums.asked), "percent": sums.percent, "gap": say_whole_hours(sums.gap)}
    if not sums.gap:
        return {"gap": _("no hours short"), "rest": _("of %(asked)s asked") % words}
    return {"gap": _("%(gap)s hours short") % words, "rest": _("of %(asked)s asked (%(percent)s%%)") % words}


def _state(sums: Sums) -> State:
    if sums.awaiting:
        return State.PARTLY if sums.given else State.MISSING
    return State.GIVEN if sums.given else State.NONE


def _panels(groups: Sequence[Group], shown: Asked) -> list[dict[str, Any]]:
    panels = []
    for group in groups:
        monthly = by_month(group.cells, shown.months, shown.until)
        words = _gap_words(group.sums)
        months = tuple(
            Month(short_month(month), float(sums.asked), float(sums.pledged), float(sums.delivered), _state(sums))
            for month, sums in monthly.items()
        )
        said = f"{group.name} {group.profile}".strip() + f": {words['gap']} {words['rest']}"
        panels.append(Panel(said + ". " + _("The table below holds every figure."), months))
    drawings = draw(panels, say_hours)
    return [
        {"name": group.name, "profile": group.profile, "drawing": drawing, **_gap_words(group.sums)}
        for group, drawing in zip(groups, drawings, strict=True)
    ]


def _table_group(group: Group, shown: Asked) -> dict[str, Any]:
    return {"name": group.name, "profile": group.profile, "rows": _rows(group.cells, group.sums, shown)}


def _rows(cells: Sequence[Cell], sums: Sums, shown: Asked) -> list[dict[str, Any]]:
    """Return the three rows of a group: asked, pledged and delivered per month, with what lacks."""
    monthly = list(by_month(cells, shown.months, shown.until).items())
    never = {"hours": say_whole_hours(sums.never_pledged), "is_short": bool(sums.never_pledged)}
    undelivered = {"hours": say_whole_hours(sums.not_delivered), "is_short": bool(sums.not_delivered)}
    return [
        {
            "kind": CapacityKind.ASKED.value,
            "label": CapacityKind.ASKED.label,
            "months": [_figure(of.asked) for _month, of in monthly],
            "total": _figure(sums.asked),
            "lacks": None,
        },
        {
            "kind": CapacityKind.PLEDGED.value,
            "label": CapacityKind.PLEDGED.label,
            "months": [_figure(of.pledged) for _month, of in monthly],
            "total": _figure(sums.pledged),
            "lacks": never,
        },
        {
            "kind": CapacityKind.DELIVERED.value,
            "label": CapacityKind.DELIVERED.label,
            "months": [_delivered(of, month, shown.until) for month, of in monthly],
            "total": _figure(sums.delivered),
            "lacks": undelivered,
        },
    ]


def _figure(hours: Decimal) -> dict[str, str]:
    """Return whole hours to print, and the exact figure where it has quarters."""
    whole, exact = say_whole_hours(hours), say_hours(hours)
    return {"hours": whole, "exact": exact if exact != whole else ""}


def _delivered(sums: Sums, month: date, until: date) -> dict[str, str]:
    state = _state(sums)
    if state is State.NONE:
        # Nothing was pledged and nothing given; or the month is not over.
        return {"hours": "–" if month < until else "", "note": "" if month < until else _("to come")}
    if state is State.MISSING:
        return {"hours": "", "note": _("not yet given")}
    return _figure(sums.delivered) | {"note": _("in part") if state is State.PARTLY else ""}


def _filters(shown: Asked, names: CapacityNames, activity: Activity | None) -> list[dict[str, Any]]:
    wanted = shown.wanted
    places = [("", _("All")), *((place.value, _short_place(place)) for place in CapacityPlace)]
    pers = [(PER_ORGANISATION, _("Organisation")), (PER_PROFILE, _("Organisation and profile"))]
    activities = [("", _("All activities")), (WHOLE, _("The partnership as a whole")), *names.activities.items()]
    organisations = [("", _("All organisations")), *names.organisations.items()]
    offered = [(item.value, _capital(item.label)) for item in shown.offered]
    found = [
        _select("period", _("Period"), offered, shown.period.value if shown.period else ""),
        _segment("place", _("Form"), places, wanted.place),
        _segment("per", _("Drawn per"), pers, shown.per),
        _select("organisation", _("Organisation"), organisations, wanted.organisation),
        _select("profile", _("Profile"), [("", _("All profiles")), *names.profiles.items()], wanted.profile),
    ]
    return found if activity else [*found, _select("activity", _("Activity"), activities, wanted.activity)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _short_place(place: CapacityPlace) -> str:
    return _("Inside") if place is CapacityPlace.INSIDE else _("Dedicated")


def _select(name: str, label: str, options: Sequence[tuple[str, Any]], chosen: str) -> dict[str, Any]:
    return {
        "kind": "select",
        "name": name,
        "label": label,
        "options": [{"value": value, "label": words, "selected": value == chosen} for value, words in options],
    }


def _segment(name: str, label: str, options: Sequence[tuple[str, Any]], chosen: str) -> dict[str, Any]:
    return {
        "kind": "segment",
        "name": name,
        "label": label,
        "options": [{"value": value, "label": words, "current": value == chosen} for value, words in options],
    }


def _clear_url(request: PageRequest, shown: Asked, activity: Activity | None) -> str:
    plain = replace(shown.wanted, first=None, until=None, activity="" if activity else shown.wanted.activity)
    return request.path + shown_day(request).query if plain != CapacityFilter() else ""


def _exports(request: PageRequest, activity: Activity | None) -> list[dict[str, str]]:
    query = request.GET.copy()
    if activity:
        query["activity"] = activity.code
    tail = f"?{query.urlencode()}" if query else ""
    code = request.actor.project.code
    return [
        {"label": label, "url": reverse("programme:capacity_export", args=[code, form]) + tail}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def _acts(request: PageRequest, shown: Asked, activity: Activity | None) -> dict[str, Any]:
    """Return what the reader can do, and which months of their organisation wait for them."""
    me, now, code = request.actor.person, timezone.now(), request.actor.project.code
    asks = is_offered(request, reasons_against_asking_capacity(by=me, at=now))
    gives = is_offered(request, reasons_against_giving(None, by=me, at=now))
    mine = organisations_given_for(me, now) if gives else []
    waiting = queries.months_not_given(mine, shown.day) if mine else []
    tail = f"?{urlencode({'activity': activity.code})}" if activity else ""
    confirm_url = reverse("programme:confirm_hours", args=[code])
    if waiting:
        organisation, month = waiting[0]
        confirm_url += f"?{urlencode({'organisation': organisation.code, 'month': f'{month:%Y-%m}'})}"
    return {
        "ask_url": reverse("programme:ask_capacity", args=[code]) + tail if asks else "",
        "pledge_url": reverse("programme:pledge_capacity", args=[code]) + tail if gives else "",
        "confirm_url": confirm_url if gives else "",
        "waiting": [
            {"name": organisation.name, "month": f"{short_month(month)} {month.year}"}
            for organisation, month in waiting[:MOST_NAMED]
        ],
        "import_url": reverse("programme:import_capacity", args=[code]) if asks or gives else "",
        "profile_url": reverse("programme:add_profile", args=[code]) if asks else "",
        "history_url": reverse("programme:capacity_history", args=[code]) + shown_day(request).query,
    }  # fmt: skip
