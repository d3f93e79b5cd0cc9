"""Rounds: which there are, what each promises, and for its evaluators how the response stands."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound
from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.queries.results import result_of
from vlechtwerk.domains.evaluation.queries.rounds import (
    is_by,
    respondents_of,
    response_of,
    rounds_of,
    state_of,
)
from vlechtwerk.domains.evaluation.rules import rounds as rules
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator
from vlechtwerk.domains.evaluation.rules.promises import warnings_of
from vlechtwerk.interfaces.web.evaluation.round_rows import (
    address_of,
    day_of_rounds,
    respondent_rows,
    response_context,
    response_rows,
    round_facts,
    round_rows,
    word_of_state,
)
from vlechtwerk.interfaces.web.frame import past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.table_files import Table, export_links, table_file

# What a round waits for: the main act of its page, when it comes first.
NEXT = ("add_people", "open_round", "invite", "remind")


def find_round(evaluation: str, code: str) -> EvaluationRound:
    """Return a round by the codes of its evaluation and its own, or answer that there is nothing here."""
    found = rounds_of().filter(evaluation__code=evaluation, code=code).first()
    if found is None:
        raise Http404
    return found


def _find_shown(request: PageRequest, evaluation: str, code: str) -> EvaluationRound:
    """Return a round, or answer that there is nothing here: also on a day on which it had not opened."""
    asked, day = find_round(evaluation, code), past_day(request)
    if day is not None and not is_by(asked.opened_at, day):
        raise Http404
    return asked


@require_safe
def rounds(request: PageRequest, project: str) -> HttpResponse:
    """List the rounds with their dates and promise."""
    shown = shown_day(request)
    mine = [] if shown.is_past else _evaluated(request)

    def links(page: str) -> list[dict[str, str]]:
        return [{"label": one.title, "url": reverse(page, args=[project, one.code])} for one in mine]

    context = {
        "shown": shown,
        "rows": round_rows(request, list(rounds_of(day=past_day(request)))),
        "exports": export_links(request, "evaluation:rounds_export"),
        "take_in": links("evaluation:answers_from_file"),
        "prepare": links("evaluation:prepare_round"),
    }
    return render(request, "evaluation/rounds.html", context)


def _evaluated(request: PageRequest) -> list[Evaluation]:
    codes = evaluated_by(request.actor.person, timezone.now())
    return list(Evaluation.objects.filter(code__in=codes).order_by("code"))


@require_safe
def rounds_export(request: PageRequest, project: str, form: str) -> HttpResponse:
    """Give the rounds as a file."""
    heads = [
        _("Code"), _("Round"), _("Evaluation"), _("Instrument"), _("Promise to respondents"), _("State"), _("Opened"),
        _("Last day to answer"), _("Closed"),
    ]  # fmt: skip
    rows = [
        [
            row.code, row.name, row.evaluation, row.instrument, row.promise, row.state, row.opened, row.closes,
            row.closed,
        ]
        for row in round_rows(request, list(rounds_of(day=past_day(request))))
    ]  # fmt: skip
    return table_file(request, Table(_("Rounds"), heads, rows), form)


@require_safe
def round_page(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Show a round: dates and promise to every member, and to its evaluators whom it asks and who has answered."""
    asked, shown, day = _find_shown(request, evaluation, code), shown_day(request), day_of_rounds(request)
    rounds_url = reverse("evaluation:rounds", args=[project]) + shown.query
    context: dict[str, Any] = {
        "crumbs": [{"label": _("Rounds"), "url": rounds_url}, {"label": asked.name}],
        "shown": shown,
        "name": asked.name,
        "state": word_of_state(state_of(asked, day)),
        "evaluation": asked.evaluation.title,
        "facts": round_facts(asked, day),
        "is_prepared": asked.opened_at is None,
        "acts": _acts_of_readers(request, asked),
        # How the response stood on a past day is not kept: of someone who was noted is not known since when.
        "is_evaluator": not shown.is_past and is_evaluator(asked.evaluation, request.actor.person, timezone.now()),
    }
    if context["is_evaluator"]:
        context |= _for_evaluators(request, asked)
    return render(request, "evaluation/round.html", context)


def _for_evaluators(request: PageRequest, asked: EvaluationRound) -> dict[str, Any]:
    may_act = asked.closed_at is None
    respondents = respondents_of(asked)
    codes = (asked.evaluation.code, asked.code)
    response = response_context(asked, response_of(asked, respondents))
    if may_act:
        response |= {"no_reminder": _why_no_reminder(request, asked)}
        response |= {"no_mail": [reason.text for reason in rules.reasons_without_mail_server()]}
    return {
        "respondents": respondent_rows(request, asked, respondents, may_act=may_act),
        "response": response,
        "acts": _acts(request, asked, waits=response["on_the_way"] > 0)
        if may_act
        else _acts_of_readers(request, asked),
        "warnings": warnings_of(asked),
        "may_act": may_act,
        "invitation": asked.invitation,
        "response_exports": export_links(request, "evaluation:response_export", *codes),
        "respondent_exports": export_links(request, "evaluation:respondents_export", *codes),
    }


def _acts_of_readers(request: PageRequest, asked: EvaluationRound) -> list[dict[str, Any]]:
    """Return the result, for who may read it; what it was on a past day is looked up among the results."""
    if shown_day(request).is_past or result_of(asked) is None:
        return []
    return [{"label": _("Read the result"), "url": address_of(asked, "result", request), "is_next": True}]


def _why_no_reminder(request: PageRequest, asked: EvaluationRound) -> str:
    """Return why nobody can be reminded now, when that passes by itself."""
    reasons = rules.reasons_against_reminding(asked, by=request.actor.person, at=timezone.now())
    return next((reason.text for reason in reasons if reason.code == "nobody_to_remind"), "")


def _acts(request: PageRequest, asked: EvaluationRound, *, waits: bool) -> list[dict[str, Any]]:
    """Return what an evaluator can do now, the first as the main act unless mail waits to be sent."""
    if asked.opened_at is None:
        acts = [("add_people", _("Ask people of the project")), ("add_outsider", _("Ask someone outside"))]
        acts.append(("change_round", _("Change the round")))
        # The first thing to do is to say whom the round asks.
        opening = ("open_round", _("Open the round"))
        acts = (
            [opening, *acts]
            if not rules.reasons_against_opening(asked, by=request.actor.person, at=timezone.now())
            else [*acts, opening]
        )
    else:
        acts = []
        if not rules.reasons_against_inviting(asked, by=request.actor.person, at=timezone.now()):
            acts.append(("invite", _("Send invitations")))
        if not rules.reasons_against_reminding(asked, by=request.actor.person, at=timezone.now()):
            acts.append(("remind", _("Send reminders")))
        acts += [("prolong_round", _("Prolong")), ("close_round", _("Close the round"))]
    # What was sent a moment ago need not be sent again.
    return [
        {"label": label, "url": address_of(asked, route, request), "is_next": route in NEXT and not (number or waits)}
        for number, (route, label) in enumerate(acts)
    ]


def _read_as_evaluator(request: PageRequest, evaluation: str, code: str) -> EvaluationRound:
    asked = find_round(evaluation, code)
    if shown_day(request).is_past or not is_evaluator(asked.evaluation, request.actor.person, timezone.now()):
        raise Http404
    return asked


@require_safe
def response_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the response per group, with the same groups hidden as on the page, as a file."""
    asked = _read_as_evaluator(request, evaluation, code)
    found = response_of(asked, respondents_of(asked))
    rows = [
        [row["kind"], row["name"], row["people"], row["answered"] or _("not shown: too small a group")]
        for row in response_rows(found)
    ]
    heads = [_("Kind of group"), _("Group"), _("People asked"), _("Answered")]
    return table_file(request, Table(_("Response"), heads, rows), form)


@require_safe
def respondents_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give whom a round asks, and who answered, as a file for its evaluators."""
    asked = _read_as_evaluator(request, evaluation, code)
    heads = [
        _("Name"), _("E-mail address"), _("Level"), _("Organisation"), _("Body"), _("State"), _("Mail"),
    ]  # fmt: skip
    rows = [
        [row.name, row.email, row.level, row.organisation, row.body, row.state, row.mails]
        for row in respondent_rows(request, asked, respondents_of(asked), may_act=False)
    ]
    return table_file(request, Table(_("Respondents"), heads, rows), form)
