"""What can be registered of counts: a measure, another definition, a draw; each form calls one operation."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import MapNode, Measure
from vlechtwerk.domains.programme.operations import measures as operations
from vlechtwerk.domains.programme.queries.measures_file import (
    DrawRead,
    read_draw_file,
    read_typed,
    reasons_of_mistakes,
)
from vlechtwerk.domains.programme.rules.measures import DrawTold, reasons_against_measuring
from vlechtwerk.foundation.refusal import Reason, Refused, refuse_if
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import also_sent_by_script, answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.measure_forms import AnewForm, BesideForm, DrawForm, MeasureForm
from vlechtwerk.interfaces.web.programme.measure_views import find_measure

AT_FIELDS = {
    "code_unclear": "code", "code_in_use": "code", "name_missing": "name", "direction_unknown": "direction",
    "subject_missing": "activity", "node_unknown": "node", "definition_missing": "text", "definition_same": "text",
    "unit_missing": "unit", "holds_too_early": "holds_from", "reason_missing": "reason", "month_unknown": "holds_from",
    "in_the_future": "defined_on",
}  # fmt: skip
OF_A_DRAW = {
    "in_the_future": "drawn_on", "drawer_missing": "drawn_by", "source_missing": "source", "query_missing": "query",
    "differs_from_draw": "corrects", "corrects_newer_draw": "corrects",
    "draw_of_other_measure": "corrects", "nothing_corrected": "corrects",
    "reason_missing": "reason",
}  # fmt: skip


def _crumbs(project: str, code: str, heading: str) -> list[dict[str, str]]:
    crumbs = [{"label": _("Registered counts"), "url": reverse("programme:measures", args=[project])}]
    if code:
        crumbs.append({"label": code, "url": reverse("programme:measure", args=[project, code])})
    return [*crumbs, {"label": heading, "url": ""}]


@read_and_write
def add_measure(request: PageRequest, project: str) -> HttpResponse:
    """Add a measure with its first definition."""
    person, now = request.actor.person, timezone.now()
    newest = MapNode.objects.order_by("-version__order").values_list("version_id", flat=True)[:1]
    nodes = list(MapNode.objects.filter(version_id__in=newest))
    form = MeasureForm(request.POST or None, nodes=nodes, initial={"defined_on": timezone.localdate(now)})

    def act() -> str:
        made = operations.add_measure(form.told(), form.definition(), by=person, at=now)
        return _("“%(name)s” is a measure now. Take in a draw from the register.") % {"name": made.name}

    heading = _("Add a measure")
    before = reasons_against_measuring(None, None, by=person, at=now)
    back = reverse("programme:measures", args=[project])
    return answer_form(
        request, heading, heading, form, back, act, before=before, fields=AT_FIELDS,
        crumbs=_crumbs(project, "", heading),
    )  # fmt: skip


@read_and_write
def define_measure(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Define a measure anew from a month on."""
    read = find_measure(request, code)
    person, now, found = request.actor.person, timezone.now(), read.measure
    last = read.definition
    initial = {
        "text": last.text,
        "unit": last.unit,
        "counts_people": last.counts_people,
        "defined_on": timezone.localdate(now),
    }
    form = AnewForm(request.POST or None, initial=initial)

    def act() -> str:
        chosen = form.cleaned_data
        operations.define_measure(found, form.definition(), chosen["reason"], by=person, at=now)
        return _("The new definition holds. The series breaks there: what lies on both sides is not compared.")

    heading = _("Define “%(name)s” anew") % {"name": found.name}
    before = reasons_against_measuring(found.holder, found.activity, by=person, at=now)
    back = reverse("programme:measure", args=[project, code])
    return answer_form(
        request, heading, _("Save definition"), form, back, act, before=before, fields=AT_FIELDS,
        crumbs=_crumbs(project, code, _("New definition")),
    )  # fmt: skip


@read_and_write
def set_beside(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say why a series can stand beside another where something began."""
    found = find_measure(request, code).measure
    person, now = request.actor.person, timezone.now()
    form = BesideForm(request.POST or None, others=list(Measure.objects.exclude(id=found.id)))

    def act() -> str:
        beside = form.others[form.cleaned_data["beside"]]
        operations.set_beside(found, beside, form.cleaned_data["reason"], by=person, at=now)
        return _("“%(name)s” can stand beside it now, with this reason.") % {"name": beside.name}

    heading = _("A series beside “%(name)s”") % {"name": found.name}
    before = reasons_against_measuring(found.holder, found.activity, by=person, at=now)
    back = reverse("programme:measure", args=[project, code])
    return answer_form(
        request, heading, _("Save"), form, back, act, before=before,
        fields={"other_unit": "beside", "same_measure": "beside", "reason_missing": "reason"},
        crumbs=_crumbs(project, code, _("A series beside it")),
    )  # fmt: skip


@also_sent_by_script
@read_and_write
def take_in_draw(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Take in a draw from the register, typed or as a file."""
    read = find_measure(request, code)
    person, now, found = request.actor.person, timezone.now(), read.measure
    form = DrawForm(request.POST or None, request.FILES or None, draws=read.draws)

    def act() -> str:
        months = _months(request, form.cleaned_data)
        told = _draw(form, months)
        draw = operations.take_in_draw(found, told, months.months, by=person, at=now)
        words = ngettext(
            "Draw %(number)s is taken in: %(count)s month.", "Draw %(number)s is taken in: %(count)s months.",
            len(months.months),
        )  # fmt: skip
        return words % {"number": draw.number, "count": len(months.months)}

    heading = _("Take in a draw of “%(name)s”") % {"name": found.name}
    before = reasons_against_measuring(found.holder, found.activity, by=person, at=now)
    back = reverse("programme:measure", args=[project, code])
    return answer_form(
        request, heading, _("Take in the draw"), form, back, act, before=before, fields=OF_A_DRAW,
        facts=[
            {"term": _("What is counted"), "value": read.definition.text},
            {"term": _("Unit"), "value": read.definition.unit},
        ],
        crumbs=_crumbs(project, code, _("New draw")),
    )  # fmt: skip


def _months(request: PageRequest, chosen: dict[str, Any]) -> DrawRead:
    """Read what was typed or sent; refuse with each mistake and its place."""
    file, typed = chosen["file"], chosen["months"].strip()
    if is_too_large(request):
        raise Refused([Reason("too_large", _("More was sent than is taken in; nothing was kept."))])
    if bool(file) == bool(typed):
        raise Refused([Reason("months_unclear", _("Type the counts by month, or choose a file: one of the two."))])
    if not isinstance(file, TemporaryUploadedFile):
        months = read_typed(typed)
    else:
        refuse_if(reasons_against_one_more(request, request.user))  # type: ignore[arg-type]  # signed in on these pages
        months = read_draw_file(Path(file.temporary_file_path()), file.name or "")
    refuse_if(reasons_of_mistakes(months))
    return months


def _draw(form: DrawForm, months: DrawRead) -> DrawTold:
    chosen = form.cleaned_data
    return DrawTold(
        chosen["drawn_on"],
        chosen["drawn_by"],
        chosen["source"],
        chosen["query"],
        months.file_name,
        months.checksum,
        form.draws.get(chosen["corrects"]),
        chosen["reason"],
    )
