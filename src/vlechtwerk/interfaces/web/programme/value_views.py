"""What is the partnership worth? The model of the added value, and what can be changed in it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.programme.models import ValueElement, ValuePoint
from vlechtwerk.domains.programme.operations import added_value as operations
from vlechtwerk.domains.programme.queries.added_value import is_public
from vlechtwerk.domains.programme.rules.added_value import reasons_against_keeping_model
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.value_forms import (
    BecauseForm,
    ElementForm,
    PointForm,
    RetirementForm,
    RewordingForm,
)
from vlechtwerk.interfaces.web.programme.value_rows import element_rows, may_keep, publication_rows, value_cells
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

AT_FIELDS = {
    "code_in_use": "code",
    "reason_missing": "because",
    "in_the_future": "until",
    "evidence_missing": "evidence.source",
    "claims_more_than_its_ground": "text",
}


@require_safe
def added_value(request: PageRequest, project: str) -> HttpResponse:
    """Show the elements: under each what supports it, what is only hoped, and what speaks against it."""
    may_write = may_keep(request)
    context = {
        "shown": shown_day(request),
        "elements": element_rows(request, may_write=may_write),
        "retired": element_rows(request, retired=True),
        "publications": publication_rows(request),
        "exports": export_links(request, "programme:added_value_export"),
        "public_url": reverse("public_added_value", args=[project]),
        "is_public": is_public(project),
        "add_url": reverse("programme:add_element", args=[project]) if may_write else "",
        "draft_url": reverse("programme:draft_publication", args=[project]) if may_write else "",
    }
    return render(request, "programme/added_value.html", context)


@require_safe
def added_value_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give everything that is said of the added value as a file."""
    heads = [
        _("Code"), _("Element"), _("What this is"), _("List"), _("What is said"), _("By whom"), _("Source"),
    ]  # fmt: skip
    return table_file(request, Table(_("Added value"), heads, value_cells(request)), form)


def _find(code: str) -> ValueElement:
    found = ValueElement.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _before(request: PageRequest) -> list[Reason]:
    return reasons_against_keeping_model(request.actor.person, timezone.now())


@read_and_write
def add_element(request: PageRequest, project: str) -> HttpResponse:
    """Add an element to the model."""
    form = ElementForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        given = named_evidence(evidence)
        operations.add_element(**form.cleaned_data, evidence=given, by=request.actor.person, at=timezone.now())
        return _("The element stands in the model. Say what supports it, and what speaks against it.")

    back = reverse("programme:added_value", args=[project])
    return answer_form(
        request, _("Add an element of the added value"), _("Add element"), form, back, act, evidence=evidence,
        before=_before(request), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def reword_element(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Give an element another wording."""
    element = _find(code)
    present = element.wordings.order_by("-number")[0]
    form = RewordingForm(request.POST or None, initial={"name": present.name, "explanation": present.explanation})

    def act() -> str:
        operations.reword_element(element, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The new wording is shown. The former ones stay readable.")

    back = reverse("programme:added_value", args=[project])
    heading = _("Another wording for “%(name)s”") % {"name": present.name}
    fields = {"reason_missing": "reason"}
    return answer_form(request, heading, _("Save wording"), form, back, act, before=_before(request), fields=fields)


@read_and_write
def retire_element(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Take an element out of the model."""
    element = _find(code)
    form = RetirementForm(request.POST or None)

    def act() -> str:
        operations.retire_element(element, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The element left the model. It stays readable below it, with why.")

    back = reverse("programme:added_value", args=[project])
    heading = _("Take “%(name)s” out of the model") % {"name": element.wordings.order_by("-number")[0].name}
    return answer_form(request, heading, _("Take out"), form, back, act, before=_before(request), fields=AT_FIELDS)


@read_and_write
def say_of_element(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say something of an element."""
    element = _find(code)
    form = PointForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs={"needed": True})

    def act() -> str:
        given, person = named_evidence(evidence), request.actor.person
        operations.say_of_element(element, **form.cleaned_data, evidence=given, by=person, at=timezone.now())
        return _("Saved. The page says what the element is by what supports it.")

    back = reverse("programme:added_value", args=[project])
    heading = _("Say something of “%(name)s”") % {"name": element.wordings.order_by("-number")[0].name}
    return answer_form(
        request, heading, _("Save"), form, back, act, evidence=evidence, before=_before(request), fields=AT_FIELDS
    )


@read_and_write
def drop_point(request: PageRequest, project: str, point: UUID) -> HttpResponse:
    """Drop something that is said of an element."""
    found = ValuePoint.objects.filter(id=point).first()
    if found is None:
        raise Http404
    form = BecauseForm(request.POST or None)

    def act() -> str:
        operations.drop_point(found, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("Dropped. What was published before stays as it was.")

    back = reverse("programme:added_value", args=[project])
    facts = [{"term": str(found.get_kind_display()), "value": found.text}]
    return answer_form(
        request, _("Drop what is said"), _("Drop"), form, back, act, before=_before(request), fields=AT_FIELDS,
        facts=facts,
    )  # fmt: skip
