"""What can be registered of results: each form calls one operation, and shows its reasons when refused."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Action, ActionCount, Product
from vlechtwerk.domains.programme.operations import results
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.result_forms import (
    ActionForm,
    CorrectionForm,
    CountForm,
    ProductForm,
    ProductUseForm,
)
from vlechtwerk.interfaces.web.programme.result_rows import say_number
from vlechtwerk.interfaces.web.programme.views import find_activity
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

NEEDED = {"needed": True}
AT_FIELDS = {
    "evidence_missing": "evidence.source",
    "title_missing": "title",
    "product_exists": "title",
    "action_exists": "title",
    "address_unclear": "document_address",
    "user_missing": "by_whom",
    "reason_missing": "reason",
    "ends_before_start": "counted_until",
}


def _section(project: str, code: str) -> str:
    return reverse("programme:activity", args=[project, code]) + "#results"


@read_and_write
def add_product(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Register something that an activity produced."""
    activity = find_activity(code)
    form = ProductForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        given = named_evidence(evidence)
        product = results.add_product(activity, **form.cleaned_data, evidence=given, by=person, at=now)
        return _("“%(title)s” stands with the products. Note later whether it is used.") % {"title": product.title}

    heading = _("Register a product of %(name)s") % {"name": activity.name}
    return answer_form(
        request, heading, _("Save product"), form, _section(project, code), act, evidence=evidence,
        before=reasons_against_leading(activity, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def note_product_use(request: PageRequest, project: str, product: UUID) -> HttpResponse:
    """Note whether a product was taken into use."""
    found = Product.objects.filter(id=product).select_related("activity").first()
    if found is None:
        raise Http404
    form = ProductUseForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=NEEDED)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        given = named_evidence(evidence)
        results.note_product_use(found, **form.cleaned_data, evidence=given, by=person, at=now)
        return _("Noted. What was noted before stays readable.")

    heading = _("Is “%(title)s” used?") % {"title": found.title}
    return answer_form(
        request, heading, _("Save use"), form, _section(project, found.activity.code), act, evidence=evidence,
        before=reasons_against_leading(found.activity, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def add_action(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Register something that an activity did."""
    activity = find_activity(code)
    form = ActionForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=NEEDED)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        given = named_evidence(evidence)
        action = results.add_action(activity, **form.cleaned_data, evidence=given, by=person, at=now)
        return _("“%(title)s” stands with the actions. Add the numbers that tell of it.") % {"title": action.title}

    heading = _("Register an action of %(name)s") % {"name": activity.name}
    return answer_form(
        request, heading, _("Save action"), form, _section(project, code), act, evidence=evidence,
        before=reasons_against_leading(activity, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def add_count(request: PageRequest, project: str, action: UUID) -> HttpResponse:
    """Register a number that tells of an action."""
    found = Action.objects.filter(id=action).select_related("activity").first()
    if found is None:
        raise Http404
    form = CountForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=NEEDED)
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        chosen = form.cleaned_data
        count = results.add_count(
            found,
            chosen["definition"],
            chosen["unit"],
            chosen["number"],
            chosen["ground"],
            period=(chosen["counted_from"], chosen["counted_until"]),
            evidence=named_evidence(evidence),
            by=person,
            at=now,
        )
        return _("%(number)s %(unit)s: saved.") % {"number": say_number(count.number), "unit": count.unit}

    heading = _("Add a number to “%(title)s”") % {"title": found.title}
    return answer_form(
        request, heading, _("Save number"), form, _section(project, found.activity.code), act, evidence=evidence,
        before=reasons_against_leading(found.activity, by=person, at=now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def correct_count(request: PageRequest, project: str, count: UUID) -> HttpResponse:
    """Correct a number; the wrong one stays readable beside it."""
    found = ActionCount.objects.filter(id=count).select_related("action__activity").first()
    if found is None:
        raise Http404
    form = CorrectionForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=NEEDED)
    now, person, activity = timezone.now(), request.actor.person, found.action.activity

    def act() -> str:
        chosen = form.cleaned_data
        given = named_evidence(evidence)
        results.correct_count(found, chosen["number"], chosen["reason"], evidence=given, by=person, at=now)
        return _("Corrected. The former number stays readable with the reason.")

    stands = f"{say_number(found.number)} {found.unit}: {found.definition}"
    return answer_form(
        request, _("Correct a number"), _("Correct number"), form, _section(project, activity.code), act,
        evidence=evidence, before=reasons_against_leading(activity, by=person, at=now), fields=AT_FIELDS,
        facts=[{"term": _("It says now"), "value": stands}],
    )  # fmt: skip
