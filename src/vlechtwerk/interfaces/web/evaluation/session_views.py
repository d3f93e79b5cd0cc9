"""A learning session: led by an evaluator, and shown on a screen that the whole group sees."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import LearningSession, SessionParticipant, SessionProposal
from vlechtwerk.domains.evaluation.operations import sessions as operations
from vlechtwerk.domains.evaluation.queries.sessions import (
    Ranked,
    chosen_so_far,
    find_session,
    people_in_session,
    ranking_of,
)
from vlechtwerk.domains.evaluation.rules.codes import free_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.sessions import FOLLOWS, LearningSessionTold, TakesPart, reasons_against_moving
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation import agenda_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.plan_rows import may_design
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

State = LearningSession.State
# What can be done on the page of a session, by the name of its address there.
ACTS = {
    "screen": "session_screen",
    "move": "move_session",
    "end": "end_session",
    "links": "session_links",
    "participant": "add_session_participant",
    "proposal": "write_proposal",
}


def _find(code: str, session: str) -> LearningSession:
    found = find_session(code, session)
    if found is None:
        raise Http404
    return found


def _address(request: PageRequest, route: str, session: LearningSession, *parts: object) -> str:
    return reverse(
        f"evaluation:{route}", args=[request.actor.project.code, session.evaluation.code, session.code, *parts]
    )


def say_chosen(item: Ranked) -> str:
    """Return how many chose a proposal."""
    return ngettext("%(count)d chose it", "%(count)d chose it", item.chosen_by) % {"count": item.chosen_by}


def taking_up_url(draft_url: str, proposal: SessionProposal) -> str:
    """Return the address where a question is added with the words of a proposal."""
    return f"{draft_url}?{urlencode({'proposal': f'{proposal.session.code}-{proposal.number}'})}"


def is_counted(session: LearningSession) -> bool:
    """Tell whether the group has come to choosing."""
    return session.state in (State.CHOOSING, State.CLOSED)


def _proposal(request: PageRequest, item: Ranked, *, may: bool, draft_url: str = "") -> dict[str, Any]:
    proposal = item.proposal
    return {
        "number": proposal.number,
        "place": item.place,
        "text": say_question(proposal),
        "goal": proposal.goal,
        "barrier": proposal.barrier,
        "chosen": item.chosen_by,
        "chosen_words": say_chosen(item),
        "merged": [{"number": one.number, "text": say_question(one)} for one in item.merged],
        "taken_up_as": proposal.taken_up_as,
        "take_up_url": taking_up_url(draft_url, proposal) if draft_url and not proposal.taken_up_as else "",
        "merge_url": _address(request, "merge_proposals", proposal.session, proposal.number) if may else "",
    }


def _head(session: LearningSession) -> dict[str, Any]:
    return {
        "name": session.name,
        "asks": session.asks,
        "day": say_day(session.held_on),
        "state": session.get_state_display(),
        "choices": session.choices_each,
    }


def _person(one: SessionParticipant) -> dict[str, Any]:
    organisation = one.organisation.name if one.organisation else ""
    return {"id": one.id, "name": one.name, "organisation": organisation, "has_link": bool(one.digest)}


def _moves(session: LearningSession) -> list[dict[str, str]]:
    """Return what the group can do next; that it goes home is asked on a page of its own."""
    words = {State.PROPOSING: _("Let the group propose"), State.CHOOSING: _("Let the group choose")}
    return [{"state": state, "label": words[State(state)]} for state in FOLLOWS[session.state] if state in words]


def _begin_url(session: LearningSession, ranking: Sequence[Ranked]) -> str:
    """Return where a version is begun that takes up what is left of a session that is over; nothing without any."""
    if session.state != State.CLOSED or all(one.proposal.taken_up_as for one in ranking):
        return ""
    begin = reverse("evaluation:begin_agenda", args=[session.project.code, session.evaluation.code])
    return f"{begin}?{urlencode({'session': session.code})}"


@require_safe
def session(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Show a session to its evaluators: who takes part, what is proposed, and how it goes on; to others that it is."""
    found = _find(code, session)
    may = may_design(request, found.evaluation)
    ranking = ranking_of(found)
    is_drafted = may and found.evaluation.agenda_versions.filter(adopted_at__isnull=True).exists()
    draft_url = reverse("evaluation:add_learning_question", args=[project, code]) if is_drafted else ""
    context = {
        "crumbs": [
            {"label": _("Learning agenda"), "url": reverse("evaluation:agendas", args=[project])},
            {"label": found.evaluation.title, "url": reverse("evaluation:agenda", args=[project, code])},
            {"label": found.name, "url": ""},
        ],
        "session": _head(found),
        "may": may,
        "is_over": found.state == State.CLOSED,
        "is_proposing": found.state == State.PROPOSING,
        "is_counted": is_counted(found),
        "proposals": [
            _proposal(request, one, may=may and found.state == State.PROPOSING, draft_url=draft_url) for one in ranking
        ],
        "people": [_person(one) for one in people_in_session(found)],
        "chosen": chosen_so_far(found) if may else 0,
        "moves": _moves(found) if may else [],
        "can_end": may and State.CLOSED in FOLLOWS[found.state],
        "urls": {name: _address(request, route, found) for name, route in ACTS.items()},
        "agenda_url": reverse("evaluation:agenda", args=[project, code]),
        "begin_url": _begin_url(found, ranking) if may and not is_drafted else "",
    }
    return render(request, "evaluation/learning_session.html", context)


@require_safe
def session_screen(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Show what the group sees on the shared screen; it loads itself again."""
    found = _find(code, session)
    if not may_design(request, found.evaluation):
        raise Http404
    ranking = ranking_of(found)
    context = {
        "name": found.name,
        "asks": found.asks,
        "state": found.get_state_display(),
        "is_proposing": found.state == State.PROPOSING,
        "is_choosing": found.state == State.CHOOSING,
        "is_over": found.state == State.CLOSED,
        "proposals": [_proposal(request, one, may=False) for one in ranking]
        if found.state == State.CLOSED
        else sorted((_proposal(request, one, may=False) for one in ranking), key=lambda row: row["number"]),
        "people": len(people_in_session(found)),
        "chosen": chosen_so_far(found),
        "choices": found.choices_each,
        "back_url": _address(request, "learning_session", found),
    }
    return render(request, "evaluation/session_screen.html", context)


@read_and_write
def prepare_session(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Prepare a session."""
    evaluation, person, now = find_evaluation(code), request.actor.person, timezone.now()
    measurements = {str(one.number): one for one in evaluation.measurements.all()}
    initial = {"code": free_code("S", evaluation.learning_sessions.values_list("code", flat=True))}
    form = forms.SessionForm(request.POST or None, initial=initial, known={"measurement": measurements})
    made: list[LearningSession] = []

    def act() -> str:
        chosen = form.cleaned_data
        told = LearningSessionTold(
            chosen["name"], chosen["asks"], chosen["held_on"], chosen["choices_each"], form.one("measurement")
        )
        made.append(operations.prepare_session(evaluation, chosen["code"], told, by=person, at=now))
        return _("The session is being prepared. Say who takes part, and give them their links.")

    fields = {"code_missing": "code", "code_unclear": "code", "code_in_use": "code"}
    answer = answer_form(
        request, _("Prepare a learning session"), _("Prepare session"), form,
        reverse("evaluation:agendas", args=[project]), act, fields=fields,
        before=reasons_against_evaluating(evaluation, by=person, at=now),
    )  # fmt: skip
    # Where it goes on: with who takes part.
    return redirect(_address(request, "learning_session", made[0])) if made else answer


@read_and_write
def add_participant(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Let someone take part."""
    found, person, now = _find(code, session), request.actor.person, timezone.now()
    known = {
        "person": forms.people(),
        "organisation": {one.code: one for one in Organisation.objects.order_by("name")},
    }
    form = forms.ParticipantForm(request.POST or None, known=known)

    def act() -> str:
        chosen = form.cleaned_data
        takes_part = TakesPart(chosen["name"], form.one("person"), form.one("organisation"), chosen["level"])
        operations.add_participants(found, [takes_part], by=person, at=now)
        return _("%(name)s takes part. Give a link before the session begins.") % {"name": takes_part.goes_by}

    return answer_form(
        request, _("Who takes part?"), _("Add"), form, _address(request, "learning_session", found), act,
        fields={"name_missing": "name", "takes_part_already": "person"},
        before=reasons_against_evaluating(found.evaluation, by=person, at=now),
    )  # fmt: skip


@write_only
def session_links(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Give personal links, shown once: to who has none, or to one anew when that was asked twice."""
    found, person, now = _find(code, session), request.actor.person, timezone.now()
    wanted = request.POST.get("participant", "")
    named = [one for one in people_in_session(found) if str(one.id) == wanted] if wanted else None
    if named and named[0].digest and "sure" not in request.POST and may_design(request, found.evaluation):
        asked: dict[str, Any] = {
            "name": named[0].name,
            "participant": wanted,
            "back_url": _address(request, "learning_session", found),
        }
        return render(request, "evaluation/session_link_anew.html", asked)
    try:
        anew = None if named is None else [one.id for one in named]
        given = operations.give_session_links(found, anew, by=person, at=now)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_address(request, "learning_session", found))
    context = {
        "name": found.name,
        "day": say_day(found.held_on),
        "rows": [
            {
                "name": one.participant.name,
                "url": request.build_absolute_uri(reverse("taking_part:enter", args=[one.token])),
            }
            for one in given
        ],
        "back_url": _address(request, "learning_session", found),
    }
    response = render(request, "evaluation/session_links.html", context)
    response["Cache-Control"] = "no-store"
    return response


@write_only
def move_session(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Let the group propose or choose."""
    found, state = _find(code, session), request.POST.get("state", "")
    if state == State.CLOSED:
        return redirect(_address(request, "end_session", found))
    try:
        operations.move_session(found, state, by=request.actor.person, at=timezone.now())
        messages.success(request, _("Done. The shared screen and the phones follow."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_address(request, "learning_session", found))


@read_and_write
def end_session(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Let the group go home, for good."""
    found, person, now = _find(code, session), request.actor.person, timezone.now()
    form = Form(request.POST if request.method == "POST" else None)

    def act() -> str:
        operations.move_session(found, State.CLOSED, by=person, at=now)
        return _("The session is over. The shared screen shows the order.")

    facts = [{"term": _("What this does"), "value": _(
        "Nobody can propose or choose any more, and the links lead to the end only. A session is not opened again."
    )}]  # fmt: skip
    return answer_form(
        request, _("End “%(name)s”?") % {"name": found.name}, _("End the session"), form,
        _address(request, "learning_session", found), act, facts=facts,
        before=reasons_against_moving(found, State.CLOSED, by=person, at=now),
    )  # fmt: skip


@read_and_write
def write_proposal(request: PageRequest, project: str, code: str, session: str) -> HttpResponse:
    """Write down what the group proposes aloud."""
    found, person, now = _find(code, session), request.actor.person, timezone.now()
    form = forms.ProposalForm(request.POST or None)

    def act() -> str:
        operations.write_proposal(found, **form.cleaned_data, by=person, at=now)
        return _("It stands with the proposals.")

    return answer_form(
        request, _("Write down a proposal"), _("Add proposal"), form, _address(request, "learning_session", found), act,
        before=reasons_against_evaluating(found.evaluation, by=person, at=now),
    )  # fmt: skip


@read_and_write
def merge_proposals(request: PageRequest, project: str, code: str, session: str, number: int) -> HttpResponse:
    """Put proposals together with one, in words of the group."""
    found, person, now = _find(code, session), request.actor.person, timezone.now()
    standing = {one.proposal.number: one.proposal for one in ranking_of(found)}
    if number not in standing:
        raise Http404
    into = standing[number]
    others: list[tuple[str, Any]] = [
        (str(one.number), f"{one.number}. {say_question(one)}") for one in standing.values() if one.number != number
    ]
    initial = {"goal": into.goal, "barrier": into.barrier}
    form = forms.MergedProposalsForm(request.POST or None, initial=initial, others=others)

    def act() -> str:
        chosen = form.cleaned_data
        proposals = [standing[int(one)] for one in chosen["others"]]
        operations.merge_proposals(proposals, into, chosen["goal"], chosen["barrier"], by=person, at=now)
        return _("Put together. What went into it stays readable under it.")

    heading = _("Put proposals together with number %(number)d") % {"number": number}
    return answer_form(
        request, heading, _("Put together"), form, _address(request, "learning_session", found), act,
        before=reasons_against_evaluating(found.evaluation, by=person, at=now),
    )  # fmt: skip
