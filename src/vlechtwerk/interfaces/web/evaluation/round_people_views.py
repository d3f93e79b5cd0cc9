"""Whom a round asks: people of the project, someone outside, who is taken out, and why someone does not answer."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.queries.rounds import people_to_ask
from vlechtwerk.domains.evaluation.rules import rounds as rules
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.round_forms import GroupFields, NoteForm, OutsiderForm, PeopleForm
from vlechtwerk.interfaces.web.evaluation.round_rows import address_of
from vlechtwerk.interfaces.web.evaluation.round_views import find_round
from vlechtwerk.interfaces.web.evaluation.round_writing_views import act_on_round, crumbs_of, sure
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.narrowing import select


def _find(asked: EvaluationRound, respondent: UUID) -> Respondent:
    found = asked.respondents.select_related("round__evaluation").filter(id=respondent).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def add_people(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Choose from the people of the project, narrowed by body, level and organisation."""
    asked = find_round(evaluation, code)
    now = timezone.now()
    narrowed = GroupFields({name: request.GET.get(name, "") for name in GroupFields.base_fields})
    known = set(asked.respondents.values_list("person_id", flat=True))
    found = people_to_ask(narrowed.population, now) if narrowed.is_valid() else []
    found = [one for one in found if one.person is not None and one.person.id not in known]
    form = PeopleForm(request.POST if request.method == "POST" else None, found=found)
    against = reasons_against_evaluating(asked.evaluation, by=request.actor.person, at=now)
    if request.method != "POST" and not against and asked.opened_at is None:
        return render(request, "evaluation/round_people.html", _choosing(request, asked, narrowed, form))

    def act() -> str:
        added = rounds.add_respondents(asked, form.chosen, by=request.actor.person, at=now)
        return ngettext(
            "%(number)s person was added. Who has no account, you ask under “Ask someone outside”.",
            "%(number)s people were added. Who has no account, you ask under “Ask someone outside”.",
            len(added),
        ) % {"number": len(added)}

    return act_on_round(
        request, asked, (_("Whom to ask for “%(name)s”") % {"name": asked.name}, _("Ask those chosen")), form, act,
        before=rules.reasons_unless_prepared(asked),
    )  # fmt: skip


def _choosing(
    request: PageRequest, asked: EvaluationRound, narrowed: GroupFields, form: PeopleForm
) -> dict[str, object]:
    form.initial["people"] = list(form.found) if any(request.GET.get(name) for name in narrowed.fields) else []
    return {
        "heading": _("Whom to ask for “%(name)s”") % {"name": asked.name},
        "crumbs": crumbs_of(request, asked),
        "form": form,
        "any": bool(form.found),
        "back_url": address_of(asked, "round", request),
        "filters": [
            select(name, str(field.label), field.choices, request.GET.get(name, ""))  # type: ignore[attr-defined]  # choice fields
            for name, field in narrowed.fields.items()
        ],
    }


@read_and_write
def add_outsider(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Ask someone who has no account."""
    asked = find_round(evaluation, code)
    form = OutsiderForm(request.POST or None)

    def act() -> str:
        (added,) = rounds.add_respondents(asked, [form.asked], by=request.actor.person, at=timezone.now())
        return _("%(name)s is asked by mail once you send the invitations.") % {"name": added.name}

    return act_on_round(
        request, asked, (_("Ask someone outside"), _("Add to the round")), form, act,
        before=rules.reasons_unless_prepared(asked),
    )  # fmt: skip


@read_and_write
def remove_respondent(request: PageRequest, project: str, evaluation: str, code: str, respondent: UUID) -> HttpResponse:
    """Take someone out of the population, before the round opens."""
    asked = find_round(evaluation, code)
    found = _find(asked, respondent)

    def act() -> str:
        rounds.remove_respondent(found, by=request.actor.person, at=timezone.now())
        return _("%(name)s is not asked.") % {"name": found.name}

    return act_on_round(
        request, asked, (_("Do not ask %(name)s?") % {"name": found.name}, _("Do not ask")),
        sure(request), act, before=rules.reasons_unless_prepared(asked),
    )  # fmt: skip


@read_and_write
def note_respondent(request: PageRequest, project: str, evaluation: str, code: str, respondent: UUID) -> HttpResponse:
    """Note why someone does not answer."""
    asked = find_round(evaluation, code)
    found = _find(asked, respondent)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"noted": found.noted})

    def act() -> str:
        noted = rounds.note_respondent(found, form.cleaned_data["noted"], by=request.actor.person, at=timezone.now())
        if not noted.noted:
            return _("The note on %(name)s is gone; reminders go to them again.") % {"name": noted.name}
        return _("Noted. %(name)s gets no reminders.") % {"name": noted.name}

    return act_on_round(
        request, asked, (_("Why does %(name)s not answer?") % {"name": found.name}, _("Save note")), form, act,
        before=rules.reasons_unless_open(asked),
    )  # fmt: skip
