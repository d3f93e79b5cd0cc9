"""What can be done with advice: each form calls one operation."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Advice, Body, Decision
from vlechtwerk.domains.partnership.operations import advice as operations
from vlechtwerk.domains.partnership.operations.decisions import write_body_note
from vlechtwerk.domains.partnership.queries.promises import drafts_of
from vlechtwerk.domains.partnership.rules import DECIDING_ROLES, reasons_against_acting, running_seats
from vlechtwerk.domains.partnership.rules.advice import reasons_against_being_adviser, reasons_against_judging_advice
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.operations.about import ask_advice_about
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership import promise_forms as forms
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.writing_views import named_evidence


def _find(advice: UUID) -> Advice:
    found = Advice.objects.filter(id=advice).select_related("body", "asking_body").first()
    if found is None:
        raise Http404
    return found


@read_and_write
def ask_advice(request: PageRequest, project: str) -> HttpResponse:
    """Ask an advisory body for advice."""
    by, at = request.actor.person, timezone.now()
    seats = running_seats(by, at).filter(role__in=DECIDING_ROLES).select_related("body")
    form = forms.AdviceQuestionForm(request.POST or None, seats=[(seat.body.code, seat.body.name) for seat in seats])

    def act() -> str:
        chosen = form.cleaned_data
        asked = ask_advice_about(
            list(Activity.objects.filter(code=chosen["activity"])),
            chosen["question"],
            Body.objects.get(code=chosen["body"]),
            asking_body=Body.objects.filter(code=chosen["asking_body"]).first(),
            due_on=chosen["due_on"],
            decision=Decision.objects.filter(id=chosen["decision"]).first() if chosen["decision"] else None,
            by=by,
            at=at,
        )
        return _("%(body)s is asked for advice. Until it gives it, its drafts are its own.") % {"body": asked.body.name}

    back = reverse("partnership:advice_list", args=[project])
    before = reasons_against_acting(by, at)
    return answer_form(request, _("Ask for advice"), _("Ask for advice"), form, back, act, before=before)


@read_and_write
def draft_advice(request: PageRequest, project: str, advice: UUID) -> HttpResponse:
    """Write a draft that only the body itself reads."""
    found, by, at = _find(advice), request.actor.person, timezone.now()
    form = forms.DraftForm(request.POST or None)

    def act() -> str:
        write_body_note(found.body, form.cleaned_data["text"], advice=found, by=by, at=at)
        return _("The draft is saved. Only those who sit in this body read it.")

    back = reverse("partnership:advice", args=[project, found.id])
    heading = _("Draft of advice: %(question)s") % {"question": found.question}
    before = reasons_against_being_adviser(found, by=by, at=at)
    return answer_form(request, heading, _("Save draft"), form, back, act, before=before)


@read_and_write
def give_advice(request: PageRequest, project: str, advice: UUID) -> HttpResponse:
    """Give the advice; it begins with the last draft."""
    found, by, at = _find(advice), request.actor.person, timezone.now()
    drafts = drafts_of(found)
    form = forms.GivingForm(request.POST or None, initial={"text": drafts[0].text} if drafts else {})
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        given = PreciseDate.of_day(chosen["given_on"])
        sources = named_evidence(evidence)
        operations.give_advice(found, chosen["text"], given, evidence=sources, by=by, at=at)
        return _("The advice is given; every member reads it. Who asked for it says what is done with it.")

    back = reverse("partnership:advice", args=[project, found.id])
    heading = _("Give advice: %(question)s") % {"question": found.question}
    before = reasons_against_being_adviser(found, by=by, at=at)
    fields = {"in_the_future": "given_on", "before_it_was_asked": "given_on", "text_missing": "text"}
    return answer_form(
        request, heading, _("Give advice"), form, back, act, evidence=evidence, before=before, fields=fields
    )


@read_and_write
def weigh_advice(request: PageRequest, project: str, advice: UUID) -> HttpResponse:
    """Say whether the advice was followed."""
    found, by, at = _find(advice), request.actor.person, timezone.now()
    form = forms.WeighingForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        named = chosen["decision"]
        weighed = operations.weigh_advice(
            found,
            chosen["followed"],
            why=chosen["why"],
            decision=Decision.objects.filter(id=named).first() if named else None,
            by=by,
            at=at,
        )
        return _("It stands with the advice: %(followed)s.") % {"followed": str(weighed.get_followed_display()).lower()}

    back = reverse("partnership:advice", args=[project, found.id])
    heading = _("Was this advice followed? %(question)s") % {"question": found.question}
    before = reasons_against_judging_advice(found, by=by, at=at)
    fields = {"why_missing": "why", "decision_not_taken": "decision", "answer_missing": "followed"}
    return answer_form(request, heading, _("Save"), form, back, act, before=before, fields=fields)
