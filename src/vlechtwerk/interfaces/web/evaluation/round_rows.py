"""Rounds as they are printed: state, promise, whom they ask, and how the response stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Breakdown, EvaluationRound, Respondent, RoundMail
from vlechtwerk.domains.evaluation.queries.rounds import Response, RoundState, is_by, state_of
from vlechtwerk.domains.evaluation.rules.rounds import is_very_small
from vlechtwerk.domains.evaluation.words.shares import say_share
from vlechtwerk.interfaces.web.frame import past_day, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day, say_short_date


def word_of_state(state: RoundState) -> str:
    """Say how far a round is."""
    return {
        RoundState.PREPARED: _("Prepared"),
        RoundState.OPEN: _("Open for answers"),
        RoundState.OVER: _("Last day has passed, not closed yet"),
        RoundState.CLOSED: _("Closed"),
    }[state]


def address_of(asked: EvaluationRound, route: str, request: PageRequest, *more: object) -> str:
    """Return an address of a round, on the day that is shown."""
    parts = [request.actor.project.code, asked.evaluation.code, asked.code, *more]
    return reverse(f"evaluation:{route}", args=parts) + shown_day(request).query


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in the list."""

    name: str
    code: str
    url: str
    evaluation: str
    instrument: str
    promise: str
    state: str
    opened: str
    closes: str
    closed: str


def round_rows(request: PageRequest, found: Sequence[EvaluationRound]) -> list[RoundRow]:
    """Turn rounds into rows: dates and promise, which every member may know."""
    day = day_of_rounds(request)
    return [
        RoundRow(
            one.name,
            f"{one.evaluation.code}, {one.code}",
            address_of(one, "round", request),
            one.evaluation.title,
            _("%(instrument)s, version %(number)s")
            % {"instrument": one.version.instrument.name_nl, "number": one.version.number},
            str(one.get_promise_display()),
            word_of_state(state_of(one, day)),
            _opened(one, day),
            _last_day(one),
            _say_by(one.closed_at, day),
        )
        for one in found
    ]


def day_of_rounds(request: PageRequest) -> date:
    """Return the day of which rounds are told: a past one that was asked for, or today."""
    return past_day(request) or timezone.localdate()


def is_elsewhere(asked: EvaluationRound) -> bool:
    """Whether the answers were collected elsewhere: then it was closed when it came here."""
    return asked.collected == EvaluationRound.Collected.ELSEWHERE


def _opened(asked: EvaluationRound, day: date) -> str:
    return _not_known() if is_elsewhere(asked) else _say_by(asked.opened_at, day)


def _last_day(asked: EvaluationRound) -> str:
    if is_elsewhere(asked):
        return _not_known()
    return say_day(asked.closes_on) if asked.closes_on else ""


def _not_known() -> str:
    return _("not known: held elsewhere")


def _say_by(moment: datetime | None, day: date) -> str:
    return say_short_date(moment) if moment and is_by(moment, day) else ""


def round_facts(asked: EvaluationRound, day: date) -> list[dict[str, Any]]:
    """Return what every member may know of a round, as it stood on a day."""
    not_yet = _("not yet")
    instrument = {"instrument": asked.version.instrument.name_nl, "number": asked.version.number}
    return [
        {"term": _("Promise to respondents"), "value": asked.get_promise_display(), "note": words_of_promise(asked)},
        {"term": _("Instrument"), "value": _("%(instrument)s, version %(number)s") % instrument},
        {"term": _("Measurement"), "value": asked.measurement.name if asked.measurement else _("none")},
        {"term": _("Smallest group shown"), "value": _("%(number)s people") % {"number": asked.threshold}},
        {"term": _("Told apart"), "value": words_of_breakdowns(asked)},
        {"term": _("Forms after closing"), "value": words_of_forms(asked)},
        {"term": _("Complete and partial"), "value": words_of_cut_offs(asked)},
        {
            "term": _("Opened"),
            "value": _opened(asked, day) or not_yet,
        },
        {"term": _("Last day to answer"), "value": _last_day(asked) or not_yet},
        {"term": _("Closed"), "value": _say_by(asked.closed_at, day) or not_yet},
    ]


def words_of_breakdowns(asked: EvaluationRound) -> str:
    """Say by what the results of a round are told apart."""
    chosen = [str(Breakdown(one).label).lower() for one in asked.breakdowns]
    return ", ".join(chosen) or _("by nothing: only of everyone together")


def words_of_forms(asked: EvaluationRound) -> str:
    """Say whether the evaluators can read whole forms after the closing."""
    if asked.promise != EvaluationRound.Promise.ANONYMOUS:
        return _("Kept under a number; the evaluators read them")
    if asked.breakdowns:
        return _("Not kept: an anonymous round keeps groups or forms, never both")
    words = _("Kept without names, in no order, when %(threshold)s people or more answered; the evaluators read them")
    return words % {"threshold": asked.threshold}


def words_of_promise(asked: EvaluationRound) -> str:
    """Say what a promise means."""
    if asked.promise == EvaluationRound.Promise.ANONYMOUS:
        return _(
            "The evaluators see who answered, and nobody can look up what. In a very small round it may be guessed."
        )
    return _(
        "The evaluators see who answered, read each form under a number, and can follow someone over rounds by it. "
        "Nobody else reads answers."
    )


def words_of_cut_offs(asked: EvaluationRound) -> str:
    """Say when answers count as complete, partial or broken off."""
    return _("Complete above %(complete)s%% of the statements, partial from %(partial)s%%, else broken off") % {
        "complete": asked.complete_above,
        "partial": asked.partial_from,
    }


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """One respondent: who, of which group, and whether they answered; never what."""

    name: str
    email: str
    level: str
    organisation: str
    body: str
    state: str
    mails: str
    note_url: str
    remove_url: str


def respondent_rows(
    request: PageRequest, asked: EvaluationRound, respondents: Sequence[Respondent], *, may_act: bool
) -> list[RespondentRow]:
    """Turn respondents, with their mails, into rows."""
    may_remove = may_act and asked.opened_at is None
    may_note = may_act and asked.opened_at is not None and asked.closed_at is None
    return [
        RespondentRow(
            one.name,
            one.email,
            str(one.get_level_display()),
            one.organisation.name if one.organisation else "",
            one.body.name if one.body else "",
            word_of_respondent(one, asked),
            words_of_mails(one),
            address_of(asked, "note_respondent", request, one.id) if may_note and one.sent_on is None else "",
            address_of(asked, "remove_respondent", request, one.id) if may_remove else "",
        )
        for one in respondents
    ]


def word_of_respondent(one: Respondent, asked: EvaluationRound) -> str:
    """Say whether someone answered, or why not."""
    if one.sent_on is not None:
        return _("Answered")
    if one.noted:
        return str(one.get_noted_display())
    return _("Not answered") if asked.opened_at is not None else _("To be asked")


def words_of_mails(one: Respondent) -> str:
    """Say what was sent to someone, in order."""
    return ", ".join(f"{mail.get_kind_display()}: {str(mail.get_state_display()).lower()}" for mail in one.mails.all())


def response_rows(found: Response) -> list[dict[str, Any]]:
    """Return the response per group, with the groups of which it is not shown."""
    return [
        {
            "kind": str(Breakdown(group.kind).label),
            "name": group.name or _("not known"),
            "people": str(group.people),
            "answered": "" if group.answered is None else say_share(group.answered, group.people),
        }
        for group in found.groups
    ]


def response_context(asked: EvaluationRound, found: Response) -> dict[str, Any]:
    """Return how a round stands, in words."""
    noted = [
        {"word": str(Respondent.Noted(kind).label), "number": number} for kind, number in sorted(found.noted.items())
    ]
    return {
        "people": found.people,
        "answered": say_share(found.answered, found.people) if found.people else "",
        "waiting": found.waiting,
        "noted": noted,
        "not_eligible": found.not_eligible,
        "invitations": found.mails.get(RoundMail.Kind.INVITATION, 0),
        "reminders": found.mails.get(RoundMail.Kind.REMINDER, 0),
        "on_the_way": found.mails.get(RoundMail.State.WAITING, 0),
        "refused": found.mails.get(RoundMail.State.REFUSED, 0),
        "is_very_small": is_very_small(found.people, asked.threshold),
        "anonymous": asked.promise == EvaluationRound.Promise.ANONYMOUS,
        "groups": response_rows(found),
    }
