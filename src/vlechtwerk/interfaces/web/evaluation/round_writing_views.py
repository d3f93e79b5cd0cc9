"""What can be done with a round: each form calls one operation, and says first what follows from it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypedDict

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound
from vlechtwerk.domains.evaluation.operations import rounds
from vlechtwerk.domains.evaluation.queries.round_keys import has_round_key
from vlechtwerk.domains.evaluation.rules import rounds as rules
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.promises import warnings_of
from vlechtwerk.domains.evaluation.rules.results import has_too_few_answers
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces import round_jobs
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.round_forms import CloseForm, PrepareForm, ProlongForm, RoundForm
from vlechtwerk.interfaces.web.evaluation.round_rows import address_of, words_of_forms, words_of_promise
from vlechtwerk.interfaces.web.evaluation.round_views import find_round
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

AT_FIELDS = {
    "name_missing": "name",
    "code_in_use": "code",
    "promise_unknown": "promise",
    "threshold_out_of_range": "threshold",
    "cut_offs_unclear": "complete_above",
    "closes_in_the_past": "closes_on",
    "not_later": "closes_on",
    "before_last_day": "early",
    "no_address": "email",
    "asked_already": "email",
    "address_twice": "email",
    "nobody_chosen": "people",
    "has_answered": "noted",
    "version_not_fixed": "version",
}


def crumbs_of(request: PageRequest, asked: EvaluationRound) -> list[dict[str, str]]:
    """Return the way to a page below that of a round."""
    return [
        {"label": _("Rounds"), "url": reverse("evaluation:rounds", args=[request.actor.project.code])},
        {"label": asked.name, "url": address_of(asked, "round", request)},
    ]


class ByWhom(TypedDict):
    """Who acts, and when."""

    by: Person
    at: datetime


def by_whom(request: PageRequest) -> ByWhom:
    """Return that the reader acts, now."""
    return ByWhom(by=request.actor.person, at=timezone.now())


def sure(request: PageRequest) -> forms.Form:
    """Return the form of an act that only has to be confirmed."""
    return forms.Form(request.POST if request.method == "POST" else None)


def act_on_round(
    request: PageRequest,
    asked: EvaluationRound,
    words: tuple[str, str],
    form: forms.Form,
    act: Callable[[], str],
    *,
    before: Sequence[Reason] = (),
    facts: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    """Show a form about a round, or do what it asks; who is no evaluator of it is told so.

    `words` are its heading and its button.
    """
    against = reasons_against_evaluating(asked.evaluation, by=request.actor.person, at=timezone.now())
    return answer_form(
        request, *words, form, address_of(asked, "round", request), act,
        before=[*against, *before], facts=facts, crumbs=crumbs_of(request, asked),
        fields={code: name for code, name in AT_FIELDS.items() if name in form.fields},
    )  # fmt: skip


@read_and_write
def prepare_round(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Prepare a round of an evaluation."""
    found = Evaluation.objects.filter(code=evaluation).first()
    if found is None:
        raise Http404
    form = PrepareForm(request.POST or None, evaluation=found)
    person, now = request.actor.person, timezone.now()

    def act() -> str:
        asked = rounds.prepare_round(found, form.cleaned_data["code"], form.plan, by=person, at=now)
        return _("“%(name)s” is prepared. Say next whom it asks.") % {"name": asked.name}

    back = reverse("evaluation:rounds", args=[project])
    answer = answer_form(
        request, _("Prepare a round of %(title)s") % {"title": found.title}, _("Prepare round"), form, back, act,
        before=reasons_against_evaluating(found, by=person, at=now), fields=AT_FIELDS,
        crumbs=[{"label": _("Rounds"), "url": back}], facts=_before_promising(form.warnings),
    )  # fmt: skip
    # Where one says next whom it asks.
    is_prepared = answer.status_code == HTTPStatus.FOUND
    return redirect("evaluation:round", project, evaluation, form.cleaned_data["code"]) if is_prepared else answer


@read_and_write
def change_round(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Change what a round promises and asks, before it opens."""
    asked = find_round(evaluation, code)
    first = {name: getattr(asked, name) for name in rounds.PLANNED} | {
        "version": str(asked.version_id),
        "measurement": str(asked.measurement_id or ""),
        "closes_on": asked.closes_on.isoformat() if asked.closes_on else "",
    }
    form = RoundForm(request.POST or None, evaluation=asked.evaluation, initial=first)

    def act() -> str:
        rounds.change_round(asked, form.plan, by=request.actor.person, at=timezone.now())
        return _("Changed. Nothing of it is fixed until the round opens.")

    return act_on_round(
        request, asked, (_("Change “%(name)s”") % {"name": asked.name}, _("Save round")), form, act,
        before=rules.reasons_unless_prepared(asked), facts=_before_promising(form.warnings),
    )  # fmt: skip


def _before_promising(warnings: Sequence[str]) -> list[dict[str, Any]]:
    """Say above a form what to know before a round is promised to be anonymous."""
    return [{"term": _("Before you promise that a round is anonymous"), "value": words} for words in warnings]


@read_and_write
def open_round(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Open a round, after it was said what is fixed then."""
    asked = find_round(evaluation, code)
    people = rules.people_asked(asked)
    told = by_whom(request)

    def act() -> str:
        rounds.open_round(asked, **told)
        return _("The round is open. Nobody has got mail yet: send the invitations next.")

    facts = [
        {"term": _("Promise to respondents"), "value": asked.get_promise_display(), "note": words_of_promise(asked)},
        {"term": _("Asked"), "value": _people(people), "note": _very_small(people, asked.threshold)},
        {"term": _("Forms after closing"), "value": words_of_forms(asked)},
        {"term": _("Fixed from now on"), "value": _("Promise, statements, smallest group, cut-offs, and who is asked")},
        {"term": _("Before it closes"), "value": _("No results, for nobody")},
    ]
    facts += _before_promising(warnings_of(asked))
    if has_too_few_answers(asked, people):
        words = _("Fewer people are asked than the smallest group shown: no answers of them will be kept")
        facts.append({"term": _("So few people"), "value": words})
    if asked.promise == EvaluationRound.Promise.CONFIDENTIAL:
        facts.append({"term": _("Not sent"), "value": _("What people saved and did not send is removed")})
    if asked.promise == EvaluationRound.Promise.ANONYMOUS:
        key = _("Is made now, on this machine, and in no backup: if it is lost, nobody can read the answers")
        facts.insert(3, {"term": _("The key of the answers"), "value": key})
    return act_on_round(
        request, asked, (_("Open “%(name)s”?") % {"name": asked.name}, _("Open the round for %(people)s")
        % {"people": _people(people)}), sure(request), act,
        before=rules.reasons_against_opening(asked, **told), facts=facts,
    )  # fmt: skip


def _people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


def _very_small(people: int, threshold: int) -> str:
    if not rules.is_very_small(people, threshold):
        return ""
    return _(
        "A very small round: no group can be shown beside the whole, and who knows everyone may guess answers. The "
        "invitation says so."
    )


def _where_mail_goes() -> list[dict[str, Any]]:
    """Say where mail is found on a machine without a mail server, such as that of the demo."""
    if settings.EMAIL_BACKEND != rules.ON_THE_TERMINAL:
        return []
    words = _("There is no mail server here: each mail is printed in the terminal in which Vlechtwerk was started")
    return [{"term": _("Where the mail goes"), "value": words}]


@read_and_write
def invite(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Send the invitations."""
    asked = find_round(evaluation, code)
    told = by_whom(request)

    def act() -> str:
        number = round_jobs.invite(asked, actor=request.actor, at=told["at"])
        if not number:
            return _("Mail was on its way already. Look here later how many arrived.")
        return _("%(people)s: the invitation is on its way. Look here later how many arrived.") % {
            "people": _people(number)
        }

    before = rules.reasons_against_inviting(asked, **told)
    people = _people(len(rules.to_invite(asked)))
    facts = [
        {"term": _("Who gets mail"), "value": people, "note": _("each with a link of their own")},
        *_where_mail_goes(),
    ]
    return act_on_round(
        request, asked, (_("Send invitations for “%(name)s”?") % {"name": asked.name},
        _("Send to %(people)s") % {"people": people}), sure(request), act, before=before, facts=facts,
    )  # fmt: skip


@read_and_write
def remind(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Send reminders to who has not answered."""
    asked = find_round(evaluation, code)
    told = by_whom(request)

    def act() -> str:
        number = round_jobs.remind(asked, actor=request.actor, at=told["at"])
        if not number:
            return _("Mail was on its way already. Look here later how many arrived.")
        return _("%(people)s: the reminder is on its way. Tomorrow you can send the next.") % {
            "people": _people(number)
        }

    before = rules.reasons_against_reminding(asked, **told)
    people = _people(len(rules.to_remind(asked, told["at"])))
    facts = [
        {"term": _("Who gets mail"), "value": people, "note": _("only who has not answered")},
        *_where_mail_goes(),
    ]
    return act_on_round(
        request, asked, (_("Send reminders for “%(name)s”?") % {"name": asked.name},
        _("Remind %(people)s") % {"people": people}), sure(request), act, before=before, facts=facts,
    )  # fmt: skip


@read_and_write
def prolong_round(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Let people answer until a later day."""
    asked = find_round(evaluation, code)
    form = ProlongForm(request.POST or None)

    def act() -> str:
        later = rounds.prolong_round(asked, form.cleaned_data["closes_on"], by=request.actor.person, at=timezone.now())
        assert later.closes_on is not None
        return _("People can answer up to and including %(day)s.") % {"day": say_day(later.closes_on)}

    facts = [{"term": _("Last day now"), "value": say_day(asked.closes_on) if asked.closes_on else ""}]
    return act_on_round(
        request, asked, (_("Prolong “%(name)s”") % {"name": asked.name}, _("Prolong")), form, act,
        before=rules.reasons_unless_open(asked), facts=facts,
    )  # fmt: skip


@read_and_write
def close_round(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Close a round, after it was said what follows."""
    asked = find_round(evaluation, code)
    form = CloseForm(request.POST if request.method == "POST" else None)
    is_anonymous = asked.promise == EvaluationRound.Promise.ANONYMOUS
    key_is_lost = is_anonymous and not has_round_key(bytes(asked.public_key or b""))
    without_answers = form.fields["without_answers"]
    if not key_is_lost:
        without_answers.label = _("Close without the answers that can't be read")
        # Offered once answers turn out to be damaged, and not before.
        if "without_answers" not in request.POST:
            del form.fields["without_answers"]
    told = by_whom(request)
    if rules.told_until(asked, told["at"]) is None:
        del form.fields["early"]

    def act() -> str:
        how = {name: form.cleaned_data.get(name, False) for name in ("early", "without_answers")}
        try:
            rounds.close_round(asked, **how, **told)
        except Refused as refused:
            if any(reason.code == "answers_damaged" for reason in refused.reasons):
                form.fields["without_answers"] = without_answers
            raise
        return _(
            "The round is closed. Its result is for the evaluators until one of you publishes it: read it and its "
            "remarks first."
        )

    return act_on_round(
        request, asked, (_("Close “%(name)s”?") % {"name": asked.name}, _("Close the round for good")), form, act,
        before=rules.reasons_unless_open(asked), facts=_what_closing_does(asked),
    )  # fmt: skip


def _what_closing_does(asked: EvaluationRound) -> list[dict[str, Any]]:
    answered = asked.respondents.filter(sent_on__isnull=False).count()
    facts = [
        {"term": _("Answered so far"), "value": _people(answered)},
        {"term": _("Last day to answer"), "value": say_day(asked.closes_on) if asked.closes_on else _("not yet")},
        {"term": _("From now on"), "value": _("Nobody can answer any more, and the round can't open again")},
    ]
    if asked.promise == EvaluationRound.Promise.CONFIDENTIAL:
        facts.append({"term": _("Not sent"), "value": _("What people saved and did not send is removed")})
    if asked.promise == EvaluationRound.Promise.ANONYMOUS:
        key = _("The answers are read, shuffled and counted; then the key is destroyed")
        facts.append({"term": _("The key of the answers"), "value": key})
        facts.append({"term": _("Forms after closing"), "value": words_of_forms(asked)})
    if has_too_few_answers(asked, answered):
        words = _("Fewer than %(threshold)s people answered: no answers and no remarks are kept, only how many")
        facts.append({"term": _("So few answers"), "value": words % {"threshold": asked.threshold}})
    return facts
