"""What can be changed on the map of surroundings: each form calls one operation."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Agreement, OutsideBody, Theme
from vlechtwerk.domains.partnership.operations import surroundings
from vlechtwerk.domains.partnership.rules.surroundings import reasons_against_adding_outside, reasons_against_mapping
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.domains.programme.operations import surroundings as own
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.surroundings_forms import (
    ActivityAgreementForm,
    AgreementForm,
    OutsideBodyForm,
    OutsideRoleForm,
    OwnThemeForm,
    PositionForm,
    ThemeForm,
)
from vlechtwerk.interfaces.web.partnership.surroundings_views import find_body
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence

NEEDED = {"needed": True}
AT_FIELDS = {
    "code_in_use": "code",
    "agreement_exists": "title",
    "party_missing": "bodies",
    "address_unclear": "document_address",
    "evidence_missing": "evidence.source",
    "named_already": "theme",
    "in_the_future": "said_on",
}


def _before(request: PageRequest) -> list[Reason]:
    return reasons_against_mapping(request.actor.person, timezone.now())


@read_and_write
def register_outside(request: PageRequest, project: str) -> HttpResponse:
    """Register an outside body that was not known yet."""
    form = OutsideBodyForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")
    now, person = timezone.now(), request.actor.person

    def act() -> str:
        given = named_evidence(evidence)
        body = surroundings.register_outside(**form.cleaned_data, evidence=given, by=person, at=now)
        words = {"name": body.organisation.name}
        return _("%(name)s is among the surroundings. Say what they do, and how we relate to them.") % words

    back = reverse("partnership:surroundings", args=[project])
    return answer_form(
        request, _("Add an outside body"), _("Add body"), form, back, act, evidence=evidence,
        before=reasons_against_adding_outside(person, now), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def add_theme(request: PageRequest, project: str) -> HttpResponse:
    """Name a theme."""
    form = ThemeForm(request.POST or None)

    def act() -> str:
        surroundings.add_theme(**form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The theme can be chosen now.")

    back = reverse("partnership:surroundings", args=[project])
    return answer_form(
        request, _("Add a theme"), _("Add theme"), form, back, act, before=_before(request), fields=AT_FIELDS
    )


@read_and_write
def name_outside_role(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say what a body does on a theme."""
    body = find_body(code)
    form = OutsideRoleForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence", form_kwargs=NEEDED)

    def act() -> str:
        chosen = dict(form.cleaned_data)
        theme = Theme.objects.get(code=chosen.pop("theme"))
        given = named_evidence(evidence)
        surroundings.name_outside_role(
            body, theme, **chosen, evidence=given, by=request.actor.person, at=timezone.now()
        )
        return _("Saved. It stands in the matrix too.")

    back = reverse("partnership:outside_body", args=[project, code])
    heading = _("What does %(name)s do?") % {"name": body.organisation.name}
    return answer_form(
        request, heading, _("Save"), form, back, act, evidence=evidence, before=_before(request), fields=AT_FIELDS
    )


@read_and_write
def take_position(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Say how we relate to a body."""
    body = find_body(code)
    form = PositionForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        given = named_evidence(evidence)
        surroundings.take_position(
            body, **form.cleaned_data, evidence=given, by=request.actor.person, at=timezone.now()
        )
        return _("Saved. What was said before stays readable.")

    back = reverse("partnership:outside_body", args=[project, code])
    heading = _("How do we relate to %(name)s?") % {"name": body.organisation.name}
    return answer_form(
        request, heading, _("Save position"), form, back, act, evidence=evidence, before=_before(request),
        fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def note_agreement(request: PageRequest, project: str) -> HttpResponse:
    """Note what was agreed."""
    form = AgreementForm(request.POST or None)
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = dict(form.cleaned_data)
        bodies = list(OutsideBody.objects.filter(organisation__code__in=chosen.pop("bodies")))
        title, kind = chosen.pop("title"), chosen.pop("kind")
        given = named_evidence(evidence)
        surroundings.note_agreement(
            title, kind, bodies, **chosen, evidence=given, by=request.actor.person, at=timezone.now()
        )
        return _("“%(title)s” stands with the agreements.") % {"title": title}

    back = reverse("partnership:agreements", args=[project])
    return answer_form(
        request, _("Note an agreement"), _("Save agreement"), form, back, act, evidence=evidence,
        before=_before(request), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def tie_theme(request: PageRequest, project: str) -> HttpResponse:
    """Say which of our own works on a theme."""
    form = OwnThemeForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        own.tie_theme(
            Theme.objects.get(code=chosen["theme"]),
            focus_area=FocusArea.objects.filter(code=chosen["focus_area"]).first(),
            activity=Activity.objects.filter(code=chosen["activity"]).first(),
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("Saved. It stands in the matrix, on our own row.")

    back = reverse("partnership:surroundings", args=[project])
    heading = _("Which of our own work is on which theme?")
    return answer_form(request, heading, _("Save"), form, back, act, before=_before(request), fields=AT_FIELDS)


@read_and_write
def tie_agreement(request: PageRequest, project: str) -> HttpResponse:
    """Say which activity works under which agreement."""
    form = ActivityAgreementForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        activity = Activity.objects.get(code=chosen["activity"])
        agreement = Agreement.objects.get(id=chosen["agreement"])
        own.tie_agreement(activity, agreement, by=request.actor.person, at=timezone.now())
        return _("Saved. The agreement names the activity.")

    back = reverse("partnership:agreements", args=[project])
    heading = _("Which activity works under which agreement?")
    fields = {"named_already": "agreement"}
    return answer_form(request, heading, _("Save"), form, back, act, before=_before(request), fields=fields)
