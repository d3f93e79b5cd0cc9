"""Recruitment and departures: what was asked beside what was published, steps as counts, and who left and why."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Departure
from vlechtwerk.domains.programme.models import RecruitmentPart, RecruitmentRequest, RecruitmentStep, VacancyDifference
from vlechtwerk.domains.programme.queries import recruitment as queries
from vlechtwerk.domains.programme.rules.recruitment import (
    reasons_against_publishing,
    reasons_against_recruiting,
    steps_that_may_follow,
)
from vlechtwerk.engines.statistics.differences import marked
from vlechtwerk.interfaces.web.day_words import spread_cells
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table, table_file
from vlechtwerk.interfaces.web.words import say_day

Step, Verdict = RecruitmentStep.Kind, VacancyDifference.Verdict


def _exports(request: PageRequest, route: str) -> list[dict[str, str]]:
    code, tail = request.actor.project.code, shown_day(request).query
    return [
        {"label": label, "url": reverse(route, args=[code, form]) + tail}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def _ways() -> dict[tuple[str, str], str]:
    return {
        ("asked", "published"): _("From request to vacancy"),
        ("published", "found"): _("From vacancy to candidate"),
        ("found", "screened"): _("From candidate to screened"),
        ("screened", "trained"): _("From screened to trained"),
        ("trained", "started"): _("From trained to started"),
        ("asked", "started"): _("From request to started"),
    }


@require_safe
def recruitment(request: PageRequest, project: str) -> HttpResponse:
    """Answer “do we get whom we ask, and how long does it take?”."""
    shown = shown_day(request)
    counted = queries.steps_counted(shown.day)
    rows = [_row(request, item, counted.get(item.id, {})) for item in queries.recruitment_requests(shown.day)]
    ways = _ways()
    context = {
        "shown": shown,
        "rows": rows,
        "different": sum(1 for row in rows if row["differs"]),
        "published": sum(1 for row in rows if row["published"]),
        "times": [
            {"name": ways[earlier, later]} | spread_cells(time)
            for earlier, later, time in queries.recruitment_times(shown.day)
        ],
        "steps": [step.label for step in Step],
        "exports": _exports(request, "programme:recruitment_export"),
        "ask_url": reverse("programme:ask_profile", args=[project])
        if is_offered(request, reasons_against_recruiting(by=request.actor.person, at=timezone.now()))
        else "",
    }
    return render(request, "programme/recruitment.html", context)


def _row(request: PageRequest, item: RecruitmentRequest, counts: dict[str, int]) -> dict[str, Any]:
    vacancy = queries.latest_vacancy(item)
    parts = queries.compared(item, vacancy) if vacancy else []
    differs = [RecruitmentPart(part.part).label for part in parts if part.verdict != Verdict.SAME]
    return {
        "code": item.code,
        "title": item.profile_text,
        "url": reverse("programme:recruitment_request", args=[request.actor.project.code, item.id])
        + shown_day(request).query,
        "organisation": item.organisation.name,
        "activity": item.activity.name if item.activity else _("The partnership as a whole"),
        "asked": say_day(item.asked_on),
        "published": say_day(vacancy.published_on) if vacancy else "",
        "differs": ", ".join(str(label).lower() for label in differs),
        "counts": [counts.get(step.value, 0) for step in Step],
        "steps": [
            {"label": _("found") if step is Step.FOUND else step.label, "count": counts[step.value]}
            for step in Step
            if counts.get(step.value)
        ],
    }


@require_safe
def recruitment_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the requests with what differs and how many took each step."""
    day = shown_day(request).day
    counted = queries.steps_counted(day)
    heads = [
        _("Code"), _("Profile"), _("Organisation"), _("Activity"), _("Asked"), _("Vacancy published"),
        _("Not what was asked"), *(str(step.label) for step in Step),
    ]  # fmt: skip
    rows = []
    for item in queries.recruitment_requests(day):
        row = _row(request, item, counted.get(item.id, {}))
        named = [row[name] for name in ("code", "title", "organisation", "activity", "asked", "published", "differs")]
        rows.append([*named, *map(str, row["counts"])])
    return table_file(request, Table(_("Recruitment"), heads, rows), form)


def find_request(identifier: UUID, request: PageRequest) -> RecruitmentRequest:
    """Return a request by its identifier, as it was on the day shown, or answer that there is nothing here."""
    found = queries.recruitment_requests(shown_day(request).day).filter(id=identifier).first()
    if found is None:
        raise Http404
    return found


@require_safe
def recruitment_request(request: PageRequest, project: str, identifier: UUID) -> HttpResponse:
    """Show what was asked beside what was published, and how it went on."""
    found, me, now = find_request(identifier, request), request.actor.person, timezone.now()
    shown = shown_day(request)
    manages = is_offered(request, reasons_against_recruiting(by=me, at=now))
    vacancies = list(found.vacancies.all())
    vacancy = vacancies[-1] if vacancies else None
    counts = queries.steps_counted(shown.day).get(found.id, {})
    whole = _("The partnership as a whole")
    context = {
        "shown": shown,
        "request_row": _row(request, found, counts),
        "facts": [
            {"term": _("Organisation"), "value": found.organisation.name},
            {"term": _("Counted under"), "value": found.profile.name},
            {"term": _("Activity"), "value": found.activity.name if found.activity else whole},
            {"term": _("Asked"), "value": f"{say_day(found.asked_on)}, {found.recorded_by.name}"},
        ],
        "parts": _parts(request, found, manages=manages),
        "published": say_day(vacancy.published_on) if vacancy else "",
        "earlier": [say_day(item.published_on) for item in vacancies[:-1]],
        "asked_parts": [
            {"label": part.label, "words": found.part(part)} for part in RecruitmentPart if found.part(part)
        ],
        "steps": [{"label": step.label, "count": counts.get(step.value, 0)} for step in Step],
        "candidates": _candidates(request, found),
        "publish_url": reverse("programme:publish_vacancy", args=[project, found.id])
        if is_offered(request, reasons_against_publishing(found.organisation, by=me, at=now))
        else "",
        "candidate_url": reverse("programme:name_candidate", args=[project, found.id]) if manages else "",
        "crumbs": [
            {"label": _("Recruitment"), "url": reverse("programme:recruitment", args=[project]) + shown.query},
            {"label": found.code, "url": ""},
        ],
    }  # fmt: skip
    return render(request, "programme/recruitment_request.html", context)


def _parts(request: PageRequest, found: RecruitmentRequest, *, manages: bool) -> list[dict[str, Any]]:
    vacancy = queries.latest_vacancy(found)
    if vacancy is None:
        return []
    return [
        {
            "label": RecruitmentPart(part.part).label,
            "asked": part.asked,
            "pieces": [{"text": text, "known": known} for text, known in marked(part.asked, part.published)],
            "verdict": part.verdict,
            "word": Verdict(part.verdict).label,
            "judged_by": part.judged.recorded_by.name if part.judged else "",
            "remark": part.judged.remark if part.judged else "",
            "judge_url": reverse("programme:judge_difference", args=[request.actor.project.code, vacancy.id, part.part])
            if manages
            else "",
        }
        for part in queries.compared(found, vacancy)
    ]


def _candidates(request: PageRequest, found: RecruitmentRequest) -> list[dict[str, Any]]:
    """Return the candidates that this reader keeps: for everyone else there are none."""
    rows = []
    for candidate in queries.own_candidates(found):
        steps = list(candidate.steps.all())
        may_follow = steps_that_may_follow([step.kind for step in steps])
        offered = bool(may_follow) and not shown_day(request).is_past
        rows.append(
            {
                "name": candidate.name,
                "steps": [{"label": step.get_kind_display(), "when": say_day(step.occurred_on)} for step in steps],
                "step_url": reverse("programme:note_step", args=[request.actor.project.code, candidate.id])
                if offered
                else "",
            }
        )
    return rows


@require_safe
def departures(request: PageRequest, project: str) -> HttpResponse:
    """Answer “who leaves, and why?”, as counts that tell of nobody."""
    context = {
        "shown": shown_day(request),
        "least": queries.LEAST_SHOWN,
        "heads": [kind.label for kind in Departure.ReasonKind],
        "rows": _departures(),
        "exports": _exports(request, "programme:departures_export"),
        "this_year": timezone.localdate().year,
    }
    return render(request, "programme/departures.html", context)


def _departures() -> list[dict[str, Any]]:
    years = queries.departures_counted()
    together = queries.departures_of_all(years)
    rows = [(str(year.year), year) for year in reversed(years)]
    if together is not None and len(years) > 1:
        rows.append((_("These years together"), together))
    hidden = _("not shown apart")
    fewer = _("fewer than %(least)s") % {"least": queries.LEAST_SHOWN}
    return [
        {
            "name": name,
            "counts": [{"count": year.by_reason.get(kind), "words": hidden} for kind in Departure.ReasonKind.values],
            "together": year.together,
            "total": fewer if year.total is None else str(year.total),
            "small": year.total is None,
        }
        for name, year in rows
    ]


@require_safe
def departures_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the same counts as a file: what is hidden on the page is hidden here."""
    heads = [_("Year"), *(str(kind.label) for kind in Departure.ReasonKind), _("Not shown apart, together"), _("Total")]
    rows = [
        [
            row["name"],
            *(cell["words"] if cell["count"] is None else str(cell["count"]) for cell in row["counts"]),
            "" if row["together"] is None else str(row["together"]),
            row["total"],
        ]
        for row in _departures()
    ]
    return table_file(request, Table(_("Departures"), heads, rows), form)
