"""The covenant, as a lawyer and as an analyst reads it; putting one in force, and ending it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.operations.covenants import adopt_covenant, end_covenant
from vlechtwerk.domains.sharing.queries.grounds import Chosen, chosen_grounds, covenants
from vlechtwerk.domains.sharing.rules import SIX_FACTS, reasons_against_keeping_covenants
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, Clause, text_of
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing import covenant_rows as rows
from vlechtwerk.interfaces.web.sharing.ground_forms import ConfirmForm, CovenantForm
from vlechtwerk.interfaces.web.sharing.matrix_views import filters_on, law_options

LAWYER, ANALYST = "lawyer", "analyst"


@require_safe
def covenant(request: PageRequest, project: str) -> HttpResponse:
    """Show every clause that holds, or would hold, with the scenarios that it decides."""
    chosen = chosen_grounds(request.GET.get("law", ""), shown_day(request).day)
    view = _view(request)

    def address(clause: Clause) -> str:
        return f"#{clause.id}"

    lawyer = view == LAWYER
    against = _against(request)
    context = {
        "heading": _heading(chosen),
        "chosen": chosen,
        "is_model": chosen.law == MODEL_COVENANT,
        "lawyer": lawyer,
        "views": _views(request, view),
        "filters": _filters(request, chosen),
        "hidden": {"view": view},
        "all_open": _all_open(request),
        "open": request.GET.get("open", ""),
        "filters_on": filters_on(request, chosen),
        "open_url": _open_url(request, view),
        "shown": shown_day(request),
        "index": rows.index_of(chosen, "", address),
        "groups": rows.clause_rows(chosen, address, lawyer=lawyer, unfolded=request.GET.get("open", "")),
        "results": rows.results_of(chosen),
        "number": len(chosen.grounds.clauses),
        "covenants": [_covenant_row(project, item, may_end=not against) for item in covenants()],
        "adopt_url": "" if against else reverse("sharing:adopt_covenant", args=[project]),
    }
    return render(request, "sharing/covenant.html", context)


@require_safe
def clause(request: PageRequest, project: str, clause: str) -> HttpResponse:
    """Show one clause; when it is of the model only, it says that it is not in force."""
    day = shown_day(request).day
    chosen = chosen_grounds(request.GET.get("law", ""), day)
    if chosen.grounds.clause(clause) is None:
        chosen = chosen_grounds(MODEL_COVENANT, day)
    found = chosen.grounds.clause(clause)
    if found is None:
        raise Http404

    def address(other: Clause) -> str:
        return reverse("sharing:clause", args=[project, other.id]) + f"?law={chosen.law}"

    context = {
        "heading": _heading(chosen),
        "groups": rows.clause_rows(chosen, address, lawyer=True, only=clause),
        "lawyer": True,
        "all_url": reverse("sharing:covenant", args=[project]) + f"?law={chosen.law}&open={found.id}#{found.id}",
    }
    return render(request, "sharing/clause.html", context)


@read_and_write
def adopt(request: PageRequest, project: str) -> HttpResponse:
    """Put the model covenant in force by a decision of the steering body that records six facts."""
    form = CovenantForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        adopted = adopt_covenant(
            chosen["name"],
            text_of(MODEL_COVENANT),
            Decision.objects.select_related("body").get(id=chosen["decision"]),
            {fact: chosen[fact] for fact in SIX_FACTS},
            exemption=chosen["exemption"],
            exemption_on=chosen["exemption_on"],
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("“%(name)s” is in force from this moment. What could be read before stays answerable.") % {
            "name": adopted.name
        }

    back = reverse("sharing:covenant", args=[project])
    heading = _("Put the model covenant in force")
    return answer_form(request, heading, _("Put in force"), form, back, act, before=_against(request))


@read_and_write
def end(request: PageRequest, project: str, covenant: UUID) -> HttpResponse:
    """End a covenant: from then on only the law holds."""
    found = Covenant.objects.filter(id=covenant, in_force_until__isnull=True).first()
    if found is None:
        raise Http404
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        end_covenant(found, by=request.actor.person, at=timezone.now())
        return _("“%(name)s” has ended. From this moment only the law holds.") % {"name": found.name}

    back = reverse("sharing:covenant", args=[project])
    heading = _("End “%(name)s”") % {"name": found.name}
    return answer_form(request, heading, _("End the covenant"), form, back, act, before=_against(request))


def _against(request: PageRequest) -> list[Reason]:
    return reasons_against_keeping_covenants(request.actor.person, timezone.now(), _("Putting a covenant in force"))


def _heading(chosen: Chosen) -> str:
    if chosen.covenant is not None:
        return str(chosen.covenant.name)
    return _("The model covenant") if chosen.law == MODEL_COVENANT else _("What the law gives by itself")


def _view(request: PageRequest) -> str:
    asked = request.GET.get("view", "")
    if asked in (LAWYER, ANALYST):
        return asked
    reads_law = request.actor.appointment.function in (Function.LAWYER, Function.PRIVACY_OFFICER)
    return LAWYER if reads_law else ANALYST


def _views(request: PageRequest, current: str) -> list[dict[str, Any]]:
    kept = {name: request.GET[name] for name in ("law", "as_of") if request.GET.get(name)}
    return [
        {"label": label, "url": "?" + urlencode(kept | {"view": view}), "current": view == current}
        for view, label in ((LAWYER, _("As a lawyer")), (ANALYST, _("As an analyst")))
    ]


def _all_open(request: PageRequest) -> bool:
    return request.GET.get("open") == "all"


def _open_url(request: PageRequest, view: str) -> str:
    """Return where all clauses stand open, or shut again."""
    kept = {name: request.GET[name] for name in ("law", "as_of") if request.GET.get(name)} | {"view": view}
    return "?" + urlencode(kept if _all_open(request) else kept | {"open": "all"})


def _filters(request: PageRequest, chosen: Chosen) -> list[dict[str, Any]]:
    shown = shown_day(request)
    return [
        {"kind": "select", "name": "law", "label": _("Which law?"), "options": law_options(chosen)},
        {
            "kind": "date", "name": "as_of", "label": _("As of"), "value": shown.day.isoformat(),
            "latest": shown.present.isoformat(),
        },
    ]  # fmt: skip


def _covenant_row(project: str, covenant: Covenant, *, may_end: bool) -> dict[str, Any]:
    ends = may_end and covenant.in_force_until is None
    return rows.covenant_row(
        covenant,
        reverse("partnership:decision", args=[project, covenant.decision_id]),
        reverse("sharing:end_covenant", args=[project, covenant.id]) if ends else "",
    )
