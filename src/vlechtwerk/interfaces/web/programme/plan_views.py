"""What the plan wants and needs: goals, preconditions with their judgements, and the sources under everything."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import FocusArea, PlanText, Source
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.activities import statuses_as_of
from vlechtwerk.domains.programme.queries.preconditions import (
    WORST_FIRST,
    PreconditionAsOf,
    preconditions_as_of,
    worst_first,
)
from vlechtwerk.domains.programme.queries.sources import sources_with_counts, what_rests_on
from vlechtwerk.domains.programme.rules import may_judge
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import ShownDay, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import activity_url, holder_url
from vlechtwerk.interfaces.web.words import say_date


@require_safe
def goals(request: PageRequest, project: str) -> HttpResponse:
    """Show what the partnership wants: problem, goals, areas and the way of working."""
    passages, areas = list(PlanText.objects.all()), list(FocusArea.objects.all())
    evidences = Evidences(request, [*passages, *areas])
    context = {
        "passages": [
            {"heading": passage.get_kind_display(), "text": passage.text, "evidence": evidences.of(passage)}
            for passage in passages
            if passage.kind != PlanText.Kind.STEP
        ],
        "steps": [
            {"title": passage.title, "text": passage.text, "evidence": evidences.of(passage)}
            for passage in passages
            if passage.kind == PlanText.Kind.STEP
        ],
        "areas": [
            {
                "name": area.name,
                "gap": area.gap_at_start,
                "work_goal": area.work_goal,
                "evidence": evidences.of(area),
                "url": reverse("programme:overview", args=[project]) + f"?area={area.code}",
            }
            for area in areas
        ],
    }
    return render(request, "programme/goals.html", context)


@require_safe
def preconditions(request: PageRequest, project: str) -> HttpResponse:
    """Show every precondition with what speaks for and against it, the heaviest judgement first."""
    shown = shown_day(request)
    found = preconditions_as_of(shown.day)
    in_plan = [item for item in found if item.precondition.in_plan]
    if request.GET.get("order") != "plan":
        in_plan = worst_first(in_plan)
    rows = _rows(request, [*in_plan, *[item for item in found if not item.precondition.in_plan]], shown)
    counted = Counter(item.verdict for item in in_plan)
    context = {
        "shown": shown,
        "counts": [
            {"verdict": verdict, "words": _counted(verdict, counted[verdict])}
            for verdict in WORST_FIRST
            if counted[verdict]
        ],
        "common": _common(in_plan),
        "rows": rows[: len(in_plan)],
        "beside": rows[len(in_plan) :],
        "filters": [
            {
                "kind": "date",
                "name": "as_of",
                "label": _("As of"),
                "value": shown.day.isoformat(),
                "latest": shown.present.isoformat(),
            },
            {
                "kind": "select",
                "name": "order",
                "label": _("Order"),
                "options": [
                    {
                        "value": "",
                        "label": _("Heaviest judgement first"),
                        "selected": request.GET.get("order") != "plan",
                    },
                    {"value": "plan", "label": _("Order of the plan"), "selected": request.GET.get("order") == "plan"},
                ],
            },
        ],
    }
    return render(request, "programme/preconditions.html", context)


def _counted(verdict: Verdict, count: int) -> str:
    return f"{count} {str(verdict.label).lower()}"


def _common(items: list[PreconditionAsOf]) -> str:
    """Say once what holds for all: when they were due, and that no owner is named."""
    dues = {(item.precondition.due_note or say_date(item.precondition.due_on)) for item in items}
    owned = [item for item in items if item.precondition.owner or item.precondition.owner_body]
    words = []
    if len(dues) == 1 and (due := next(iter(dues))):
        words.append(
            ngettext("%(count)s was due %(due)s.", "All %(count)s were due %(due)s.", len(items))
            % {"count": len(items), "due": due}
        )
    if items and not owned:
        words.append(_("Owner: not in the source."))
    return " ".join(words)


def _rows(request: PageRequest, items: list[PreconditionAsOf], shown: ShownDay) -> list[dict[str, Any]]:
    judgements = [item.judgement.known for item in items if item.judgement.known]
    held = [hindrance for item in items for hindrance in item.holds_up]
    evidences = Evidences(request, [*judgements, *held, *[item.precondition for item in items]])
    statuses = statuses_as_of([hindrance.activity_id for hindrance in held], shown.day)
    return [_row(request, item, evidences, statuses, shown) for item in items]


def _row(
    request: PageRequest, item: PreconditionAsOf, evidences: Evidences, statuses: dict[Any, Any], shown: ShownDay
) -> dict[str, Any]:
    precondition, known = item.precondition, item.judgement.known
    # Before its first judgement nothing speaks for or against it; one that is never judged shows what is said of it.
    evidence = evidences.of(known) if known or item.history else evidences.of(precondition)
    owner = precondition.owner.name if precondition.owner else ""
    code = request.actor.project.code
    return {
        "code": precondition.code,
        "title": precondition.title,
        "explanation": precondition.explanation,
        "url": reverse("programme:precondition", args=[code, precondition.code]) + shown.query,
        "verdict": item.verdict,
        "note": known.note if known else "",
        "inferred": known.inferred if known else False,
        "owner": precondition.owner_body.name if precondition.owner_body else owner,
        "due": precondition.due_note or say_date(precondition.due_on),
        "for_it": [row for row in evidence if row.stance == "supports"],
        "against": [row for row in evidence if row.stance == "contradicts"],
        "holds_up": [
            {
                "name": hindrance.activity.name,
                "url": activity_url(request, hindrance.activity.code),
                "status": known_status.status if (known_status := statuses[hindrance.activity_id].known) else "",
                "evidence": evidences.of(hindrance),
            }
            for hindrance in item.holds_up
        ],
        "possible": [
            {"verdict": judgement.verdict, "when": say_date(judgement.judged_on)}
            for judgement in item.judgement.possible
        ],
    }


@require_safe
def precondition(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one precondition with all judgements on it."""
    shown = shown_day(request)
    item = next(iter(preconditions_as_of(shown.day, code)), None)
    if item is None:
        raise Http404
    evidences = Evidences(request, list(item.history))
    may_write = not shown.is_past and may_judge(item.precondition, request.actor.person, timezone.now())
    context = {
        "shown": shown,
        "row": _rows(request, [item], shown)[0],
        "judge_url": reverse("programme:judge", args=[project, code]) if may_write else "",
        "back_url": reverse("programme:preconditions", args=[project]) + shown.query,
        "history": [
            {
                "verdict": judgement.verdict,
                "period": judgement.period,
                "when": say_date(judgement.judged_on),
                "note": judgement.note,
                "author": judgement.recorded_by.name,
                "inferred": judgement.inferred,
                "evidence": evidences.of(judgement),
            }
            for judgement in item.history
        ],
    }
    return render(request, "programme/precondition.html", context)


@require_safe
def sources(request: PageRequest, project: str) -> HttpResponse:
    """List the documents under everything, with how much rests on each."""
    rows = [
        {
            "code": source.code,
            "title": source.title,
            "kind": source.get_kind_display(),
            "dated": say_date(source.dated_on),
            "publisher": source.publisher,
            "doubt": source.doubt,
            "count": count,
            "url": reverse("programme:source", args=[project, source.code]),
        }
        for source, count in sources_with_counts()
    ]
    return render(request, "programme/sources.html", {"rows": rows})


# What records that rest on a source are called, in the order in which the page shows them.
def _headings() -> dict[str, list[str]]:
    return {
        _("Statuses"): ["activity_status"],
        _("Judgements on preconditions"): ["precondition_judgement"],
        _("What holds activities up"): ["hindrance"],
        _("Dates"): ["milestone_date"],
        _("What is told about activities"): ["activity_entry"],
        _("Activities, their names and partners"): ["activity", "former_name", "activity_partner"],
        _("The plan and its preconditions"): ["project", "plan_text", "focus_area", "precondition"],
        _("Outcome map"): ["map_version", "map_node", "map_link"],
        _("Organisations, bodies and who decides"): ["organisation", "body", "department", "mandate", "decision"],
    }


@require_safe
def source(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one document and everything that rests on it."""
    found = Source.objects.filter(code=code).first()
    if found is None:
        raise Http404
    resting = what_rests_on(found)
    groups = []
    for heading, kinds in _headings().items():
        of_kind = [item for item in resting if item.holder_kind in kinds]
        rows = [
            {
                "title": item.title,
                "detail": item.detail,
                "when": say_date(item.moment),
                "place": f"{item.link.get_locator_kind_display()} {item.link.locator}" if item.link.locator else "",
                "text": item.link.text,
                "url": holder_url(request, item),
            }
            for item in of_kind
        ]
        groups.append({"heading": heading, "count": len(rows), "rows": rows})
    context = {
        "source": {
            "code": found.code,
            "title": found.title,
            "doubt": found.doubt,
            "facts": [
                {"term": _("Kind"), "value": found.get_kind_display()},
                {"term": _("Version"), "value": found.version},
                {"term": _("Date"), "value": say_date(found.dated_on)},
                {"term": _("Publisher"), "value": found.publisher},
                {"term": _("Note"), "value": found.note or _("none")},
            ],
        },
        "groups": [group for group in groups if group["count"]],
        "back_url": reverse("programme:sources", args=[project]),
    }
    return render(request, "programme/source.html", context)
