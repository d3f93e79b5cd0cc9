"""What the plan wants and needs: goals, preconditions with their judgements, and the sources under everything."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import (
    FocusArea,
    PlanText,
    Source,
)
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.queries.activities import statuses_as_of
from vlechtwerk.domains.programme.queries.map import plan_adopted_on
from vlechtwerk.domains.programme.queries.preconditions import (
    WORST_FIRST,
    PreconditionAsOf,
    preconditions_as_of,
    worst_first,
)
from vlechtwerk.domains.programme.queries.sources import (
    Resting,
    sources_by,
    sources_with_counts,
    there_on,
    what_rests_on,
)
from vlechtwerk.domains.programme.rules import reasons_against_being_judge
from vlechtwerk.foundation.evidence.links import holder_kind
from vlechtwerk.foundation.periods import Certainty, PreciseDate
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences, place_anchor
from vlechtwerk.interfaces.web.frame import ShownDay, is_offered, shown_day
from vlechtwerk.interfaces.web.kept import kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import as_of, select
from vlechtwerk.interfaces.web.programme.goal_views import goals_on_page
from vlechtwerk.interfaces.web.programme.rows import activity_url, holder_url
from vlechtwerk.interfaces.web.programme.source_headings import source_headings
from vlechtwerk.interfaces.web.sharing.about import PRECONDITION as ABOUT_PRECONDITION
from vlechtwerk.interfaces.web.sharing.about import purposes_to_read_in
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file
from vlechtwerk.interfaces.web.words import say_date


@require_safe
def goals(request: PageRequest, project: str) -> HttpResponse:
    """Show what the partnership wants: problem, goals, areas and the way of working."""
    shown, adopted = shown_day(request), plan_adopted_on()
    stood = adopted.as_of(shown.day) if adopted else Certainty.SURELY
    passages, areas = list(PlanText.objects.all()), list(FocusArea.objects.all())
    if stood is Certainty.NOT_YET:
        passages, areas = [], []
    evidences = Evidences(request, [*passages, *areas])
    context = {
        "shown": shown,
        "standing": _standing(shown, adopted, stood) if adopted else "",
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
                "evidence": _of_the_plan(evidences.of(area), shown),
                "url": reverse("programme:overview", args=[project])
                + f"?{urlencode({'area': area.code} | shown.kept)}",
            }
            for area in areas
        ],
    }
    return render(request, "programme/goals.html", context | goals_on_page(request))


def _standing(shown: ShownDay, adopted: PreciseDate, stood: Certainty) -> str:
    """Say how the plan relates to a past day; on the present day there is nothing to say."""
    words = {"when": say_date(adopted)}
    if not shown.is_past:
        return ""
    if stood is Certainty.NOT_YET:
        return _("On this day there was no plan yet: it is of %(when)s.") % words
    if stood is Certainty.POSSIBLY:
        return _("The plan is of %(when)s; whether it stood on this day is not in the source.") % words
    return _("These are the goals as in the plan of %(when)s; what was said of them later is left out.") % words


def _of_the_plan(evidence: list[EvidenceRow], shown: ShownDay) -> list[EvidenceRow]:
    """Leave out, on a past day, what was later said against the plan."""
    return [row for row in evidence if not shown.is_past or row.stance != "contradicts"]


@require_safe
def preconditions(request: PageRequest, project: str) -> HttpResponse:
    """Show every precondition with what speaks for and against it, the heaviest judgement first."""
    return render(request, "programme/preconditions.html", _preconditions(request))


@kept
def _preconditions(request: PageRequest) -> dict[str, Any]:
    shown = shown_day(request)
    found = [item for item in preconditions_as_of(shown.day) if item.is_known]
    in_plan = [item for item in found if item.precondition.in_plan]
    worst = request.GET.get("order") != "plan"
    orders = [("", _("Heaviest judgement first")), ("plan", _("Order of the plan"))]
    if worst:
        in_plan = worst_first(in_plan)
    rows = _rows(request, [*in_plan, *[item for item in found if not item.precondition.in_plan]], shown)
    counted = Counter(item.verdict for item in in_plan)
    lists = {"rows": rows[: len(in_plan)], "beside": rows[len(in_plan) :]}
    return {
        "shown": shown,
        "counts": [
            {"verdict": verdict, "words": _counted(verdict, counted[verdict])}
            for verdict in WORST_FIRST
            if counted[verdict]
        ],
        "common": _common(in_plan),
        "lists": render_to_string("programme/precondition_lists.html", lists),
        "filters": [
            as_of(shown),
            select("order", _("Order"), orders, "" if worst else "plan"),
        ],
    }


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
    evidence = evidences.of(precondition) if item.says_itself else evidences.of(known)
    owner = precondition.owner.name if precondition.owner else ""
    code = request.actor.project.code
    return {
        "code": precondition.code,
        "title": precondition.title,
        "explanation": precondition.explanation,
        "url": reverse("programme:precondition", args=[code, precondition.code]) + shown.query,
        "verdict": item.verdict,
        "judgement_id": str(known.id) if known else "",
        "note": known.note if known else "",
        "period": known.period if known else "",
        "when": say_date(known.judged_on) if known else "",
        "author": known.recorded_by.name if known else "",
        "inferred": known.inferred if known else False,
        "owner": precondition.owner_body.name if precondition.owner_body else owner,
        "due": precondition.due_note or say_date(precondition.due_on),
        "for_it": _speaking(evidence, "supports"),
        "against": _speaking(evidence, "contradicts"),
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


def _speaking(evidence: list[EvidenceRow], stance: str) -> list[EvidenceRow]:
    return [row for row in evidence if row.stance == stance]


@require_safe
def precondition(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one precondition with all judgements on it."""
    shown = shown_day(request)
    item = next(iter(preconditions_as_of(shown.day, code)), None)
    if item is None:
        raise Http404
    evidences = Evidences(request, list(item.history))
    against = reasons_against_being_judge(item.precondition, by=request.actor.person, at=timezone.now())
    may_write = is_offered(request, against)
    context = {
        "shown": shown,
        "is_known": item.is_known,
        "row": _rows(request, [item], shown)[0],
        "judge_url": reverse("programme:judge", args=[project, code]) if may_write else "",
        "read_in": purposes_to_read_in(request, ABOUT_PRECONDITION, code),
        "back_url": reverse("programme:preconditions", args=[project]) + shown.query,
        "history": [
            {
                "judgement_id": str(judgement.id),
                "verdict": judgement.verdict,
                "period": judgement.period,
                "when": say_date(judgement.judged_on),
                "note": judgement.note,
                "author": judgement.recorded_by.name,
                "inferred": judgement.inferred,
                "for_it": _speaking(evidences.of(judgement), "supports"),
                "against": _speaking(evidences.of(judgement), "contradicts"),
            }
            for judgement in item.history
            if judgement != item.judgement.known
        ],
    }
    return render(request, "programme/precondition.html", context)


@require_safe
def sources(request: PageRequest, project: str) -> HttpResponse:
    """List the documents under everything, with how much rests on each."""
    shown = shown_day(request)
    context = {
        "rows": _source_rows(request),
        "shown": shown,
        "unmoved": _unmoved(shown),
        "exports": export_links(request, "programme:sources_export"),
    }
    return render(request, "programme/sources.html", context)


@require_safe
def sources_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the documents under everything as a file."""
    keys = ("code", "title", "kind", "dated", "publisher", "count", "doubt")
    heads = [_("Code"), _("Source"), _("Kind"), _("Date"), _("Publisher"), _("Rests on it"), _("Doubt")]
    rows = [[str(row[key] or "") for key in keys] for row in _source_rows(request)]
    return table_file(request, Table(_("Sources"), heads, rows), form)


@kept
def _source_rows(request: PageRequest) -> list[dict[str, Any]]:
    shown = shown_day(request)
    return [
        {
            "code": source.code,
            "title": source.title,
            "kind": source.get_kind_display(),
            "dated": say_date(source.dated_on),
            "publisher": source.publisher,
            "doubt": source.doubt,
            "count": count,
            "url": reverse("programme:source", args=[request.actor.project.code, source.code]) + shown.query,
        }
        for source, count in (sources_by(shown.day) if shown.is_past else sources_with_counts())
    ]


def _unmoved(shown: ShownDay) -> str:
    """Say which of what rests on a source does not follow a past day."""
    if not shown.is_past:
        return ""
    return _(
        "Counted is what was known on that day. Names, partners, organisations, bodies and the plan do not follow the "
        "day: they are as they are known now."
    )


@require_safe
def source(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show one document and everything that rests on it."""
    found = Source.objects.filter(code=code).first()
    if found is None:
        raise Http404
    shown = shown_day(request)
    resting = what_rests_on(found, shown.day if shown.is_past else None)
    groups, placed = [], set()
    for heading, models in source_headings().items():
        kinds = {holder_kind(model) for model in models}
        rows = [_resting(request, item) for item in resting if item.holder_kind in kinds]
        for row in rows:
            # A place that more rests on is reached at the first of these.
            row["anchor"] = "" if row["anchor"] in placed else row["anchor"]
            placed.add(row["anchor"])
        groups.append({"heading": heading, "count": len(rows), "rows": rows})
    context = {
        "shown": shown,
        "unmoved": _unmoved(shown),
        "source": {
            "later": shown.is_past and not there_on(shown.day).filter(pk=found.pk).exists(),
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
        "back_url": reverse("programme:sources", args=[project]) + shown.query,
    }
    return render(request, "programme/source.html", context)


def _resting(request: PageRequest, item: Resting) -> dict[str, str]:
    return {
        "title": item.title,
        "detail": item.detail,
        "when": say_date(item.moment),
        "place": f"{item.link.get_locator_kind_display()} {item.link.locator}" if item.link.locator else "",
        "place_kind": item.link.locator_kind,
        "place_number": item.link.locator,
        "anchor": place_anchor(item.link),
        "text": item.link.text,
        "url": holder_url(request, item),
    }
