"""Whether something may happen now with a measurement round: each question is answered with the reasons against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import (
    Breakdown,
    Evaluation,
    EvaluationRound,
    InstrumentVersion,
    Measurement,
    Respondent,
    RoundMail,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Body, Level, Organisation, Person
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.foundation.refusal import Reason

ON_THE_TERMINAL = "django.core.mail.backends.console.EmailBackend"
# With fewer people there is no group in which one person's answers are not seen.
FEWEST_PEOPLE = 3
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round promises and asks, as it is prepared; cut-offs are shares of the statements in per cent (d4)."""

    version: InstrumentVersion
    name: str
    promise: str
    threshold: int = THRESHOLD
    breakdowns: Sequence[str] = (Breakdown.LEVEL,)
    partial_from: int = 50
    complete_above: int = 80
    invitation: str = ""
    language: str = "nl"
    closes_on: date | None = None
    measurement: Measurement | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone to ask: a person of the project, or an outsider, with the groups to which they count."""

    name: str
    email: str
    level: str = Level.NOT_STATED
    organisation: Organisation | None = None
    body: Body | None = None
    person: Person | None = None


def is_very_small(people: int, threshold: int) -> bool:
    """Whether so few are asked that no group can be shown beside the whole: then the invitation says so."""
    return people < 2 * threshold


def _reasons_unless(state_is: bool, code: str, text: str) -> list[Reason]:
    return [] if state_is else [Reason(code, text, _("A round is prepared, open, closed, in that order"))]


def reasons_unless_prepared(asked: EvaluationRound) -> list[Reason]:
    """Return why something that is fixed at opening can't change any more."""
    words = _("This round has opened: what it promises, asks and whom it asks is fixed.")
    return [] if asked.opened_at is None else [Reason("already_open", words, _("Never switch after the first answer"))]


def reasons_unless_open(asked: EvaluationRound) -> list[Reason]:
    """Return why something can't be done that needs an open round."""
    if asked.closed_at is not None:
        return _reasons_unless(False, "already_closed", _("This round is closed."))
    return _reasons_unless(asked.opened_at is not None, "not_open", _("This round has not opened yet."))


def reasons_against_preparing(
    evaluation: Evaluation, code: str, plan: RoundPlan, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a round can't be prepared so."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    reasons += reasons_against_code(code, evaluation.rounds.filter(code=code.strip()).exists())
    return reasons + _reasons_against_plan(evaluation, plan, at)


def reasons_against_changing(asked: EvaluationRound, plan: RoundPlan, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a round can't be changed so."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_prepared(asked)
    return reasons + _reasons_against_plan(asked.evaluation, plan, at)


def reasons_against_groups(threshold: int, breakdowns: Sequence[str]) -> list[Reason]:
    """Return why results can't be told apart by these, or shown from so many answers on."""
    reasons = []
    if not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
        words = _("The smallest group shown is %(least)s to %(most)s people.")
        told = words % {"least": LEAST_THRESHOLD, "most": MOST_THRESHOLD}
        reasons.append(Reason("threshold_out_of_range", told, _("Small groups are not shown")))
    if set(breakdowns) - set(Breakdown.values):
        reasons.append(Reason("breakdown_unknown", _("Results are told apart by level, organisation or body.")))
    return reasons


def reasons_against_version(evaluation: Evaluation, version: InstrumentVersion) -> list[Reason]:
    """Return why a round of an evaluation can't ask what a version of an instrument asks."""
    reasons = []
    if version.instrument.evaluation_id != evaluation.id:
        reasons.append(Reason("version_elsewhere", _("This instrument belongs to another evaluation.")))
    if version.state != InstrumentVersion.State.FIXED:
        words = _("This version is still a draft. Fix it first: a round asks fixed statements.")
        reasons.append(Reason("version_not_fixed", words))
    return reasons


def _reasons_against_plan(evaluation: Evaluation, plan: RoundPlan, at: datetime) -> list[Reason]:
    reasons = []
    if not plan.name.strip():
        reasons.append(Reason("name_missing", _("Write a code and a name.")))
    reasons += reasons_against_version(evaluation, plan.version)
    if plan.measurement is not None and plan.measurement.evaluation_id != evaluation.id:
        reasons.append(Reason("measurement_elsewhere", _("This measurement belongs to another evaluation.")))
    if plan.promise not in EvaluationRound.Promise.values:
        reasons.append(Reason("promise_unknown", _("Choose what is promised: anonymous or confidential.")))
    if not 0 < plan.partial_from <= plan.complete_above < 100:
        reasons.append(
            Reason("cut_offs_unclear", _("The cut-offs lie between 0 and 100, the second not below the first."))
        )
    reasons += reasons_against_groups(plan.threshold, plan.breakdowns)
    if plan.language not in LANGUAGES:
        reasons.append(Reason("language_unknown", _("The mail is in Dutch or in English.")))
    if plan.closes_on is not None and plan.closes_on < timezone.localdate(at):
        reasons.append(Reason("closes_in_the_past", _("The last day has passed already.")))
    return reasons


def reasons_against_asking(
    asked: EvaluationRound, people: Sequence[Asked], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why these can't be added to the population of a round."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_prepared(asked)
    if not people:
        reasons.append(Reason("nobody_chosen", _("Nobody was chosen.")))
    known = {email.lower() for email in asked.respondents.values_list("email", flat=True)}
    known_people = set(asked.respondents.values_list("person_id", flat=True)) - {None}
    now_asked: set[str] = set()
    for one in people:
        words = {"name": one.name or one.email}
        if not one.name.strip() or not _is_address(one.email):
            reasons.append(Reason("no_address", _("“%(name)s” has no name or no e-mail address.") % words))
        elif one.email.lower() in known or (one.person is not None and one.person.id in known_people):
            reasons.append(Reason("asked_already", _("%(name)s is asked already.") % words))
        elif one.email.lower() in now_asked:
            told = _("%(name)s has the address of someone else here. Each needs one: a link is personal.")
            reasons.append(Reason("address_twice", told % words))
        if one.level not in Level.values:
            reasons.append(Reason("level_unknown", _("“%(level)s” is no level.") % {"level": one.level}))
        now_asked.add(one.email.lower())
    return reasons


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def reasons_against_removing(respondent: Respondent, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't be taken out of the population."""
    asked = respondent.round
    return reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_prepared(asked)


# What an evaluator notes; that someone declines, only they say themselves.
NOTED_BY_EVALUATORS = [noted for noted in Respondent.Noted.values if noted != Respondent.Noted.DECLINED]


def reasons_against_noting(respondent: Respondent, noted: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why nothing can be noted of why someone does not answer."""
    asked = respondent.round
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_open(asked)
    if noted not in NOTED_BY_EVALUATORS:
        reasons.append(Reason("note_unknown", _("Choose what is noted.")))
    if respondent.noted == Respondent.Noted.DECLINED and noted != Respondent.Noted.NOT_ELIGIBLE:
        words = _("%(name)s said not to take part, and was told that no reminders come. Only they change that.")
        reasons.append(Reason("declined", words % {"name": respondent.name}))
    if respondent.sent_on is not None:
        reasons.append(Reason("has_answered", _("%(name)s has answered.") % {"name": respondent.name}))
    return reasons


def people_asked(asked: EvaluationRound) -> int:
    """Return how many people a round asks: all but those who do not belong to its population."""
    return asked.respondents.exclude(noted=Respondent.Noted.NOT_ELIGIBLE).count()


def reasons_against_opening(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a round can't open."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_prepared(asked)
    if asked.collected != EvaluationRound.Collected.HERE:
        reasons.append(Reason("collected_elsewhere", _("The answers of this round were given elsewhere.")))
    if people_asked(asked) < FEWEST_PEOPLE:
        reasons.append(
            Reason(
                "too_few_people",
                _("A round asks three people at least; of fewer nothing could be shown."),
                _("Small groups are not shown"),
            )
        )
    if asked.closes_on is None:
        reasons.append(Reason("last_day_missing", _("Say until when people can answer.")))
    elif asked.closes_on < timezone.localdate(at):
        reasons.append(Reason("closes_in_the_past", _("The last day has passed already.")))
    if asked.version.state != InstrumentVersion.State.FIXED or not asked.version.statements.exists():
        reasons.append(Reason("nothing_to_ask", _("The instrument has no fixed statements.")))
    return reasons


def reasons_without_mail_server() -> list[Reason]:
    """Return why no personal link can go out: mail would be printed in a log, which others read."""
    if settings.EMAIL_BACKEND != ON_THE_TERMINAL or settings.PRINTS_LINKS:
        return []
    words = _(
        "There is no mail server here, and a personal link may stand in no log. Ask who keeps the machine to name a "
        "mail server (VLECHTWERK_EMAIL_URL)."
    )
    return [Reason("no_mail_server", words, _("Whoever has a link can answer with it"))]


def reasons_against_mailing(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why no mail can go to the respondents of a round now."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_open(asked)
    reasons += reasons_without_mail_server()
    if not reasons and asked.closes_on is not None and asked.closes_on < timezone.localdate(at):
        reasons.append(Reason("last_day_passed", _("The last day has passed. Prolong the round first, or close it.")))
    return reasons


def reasons_against_inviting(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why nobody can be invited now."""
    reasons = reasons_against_mailing(asked, by=by, at=at)
    if not reasons and not to_invite(asked):
        reasons.append(Reason("nobody_to_invite", _("Everybody has been invited.")))
    return reasons


def reasons_against_reminding(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why nobody can be reminded now: only who has not answered, and once a day."""
    reasons = reasons_against_mailing(asked, by=by, at=at)
    if not reasons and not to_remind(asked, at):
        words = _("Everybody has answered, was noted, or got mail today already.")
        reasons.append(Reason("nobody_to_remind", words, _("One reminder a day at most")))
    return reasons


def to_invite(asked: EvaluationRound) -> list[Respondent]:
    """Return who got no invitation yet: it was not asked, waits, or the mail server refused it."""
    on_its_way = RoundMail.objects.filter(
        respondent__round=asked, state__in=[RoundMail.State.CLAIMED, RoundMail.State.SENT]
    )
    still = asked.respondents.filter(noted=Respondent.Noted.NONE, sent_on__isnull=True)
    return list(still.exclude(id__in=on_its_way.values("respondent_id")))


def to_remind(asked: EvaluationRound, at: datetime) -> list[Respondent]:
    """Return who was invited, has not answered, and got no mail today; what the mail server refused is none."""
    mails = RoundMail.objects.filter(respondent__round=asked)
    invited = mails.filter(state__in=[RoundMail.State.CLAIMED, RoundMail.State.SENT])
    today = mails.filter(asked_on=timezone.localdate(at)).exclude(state=RoundMail.State.REFUSED)
    still = asked.respondents.filter(noted=Respondent.Noted.NONE, sent_on__isnull=True)
    return list(still.filter(id__in=invited.values("respondent_id")).exclude(id__in=today.values("respondent_id")))


def reasons_against_prolonging(asked: EvaluationRound, closes_on: date, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a round can't end on another day: later only, for who was promised a day keeps it."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_open(asked)
    if closes_on < timezone.localdate(at):
        reasons.append(Reason("closes_in_the_past", _("The last day has passed already.")))
    if asked.closes_on is not None and closes_on <= asked.closes_on:
        reasons.append(Reason("not_later", _("A round can only be prolonged. To end it now, close it.")))
    return reasons


def told_until(asked: EvaluationRound, at: datetime) -> date | None:
    """Return the last day that people were told, when it has not passed; nothing when nobody was told any."""
    if asked.closes_on is None or asked.closes_on < timezone.localdate(at):
        return None
    mails = RoundMail.objects.filter(respondent__round=asked)
    told = mails.filter(state__in=[RoundMail.State.CLAIMED, RoundMail.State.SENT]).exists()
    return asked.closes_on if told else None


def reasons_against_closing(
    asked: EvaluationRound, *, early: bool, key_fits: bool, without_answers: bool, by: Person, at: datetime
) -> list[Reason]:
    """Return why a round can't close; `key_fits`: the key is there that its answers were sealed for.

    `early`: the evaluator says that it closes before the last day that people were told.
    """
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_open(asked)
    is_open = not reasons
    until = told_until(asked, at) if is_open and not early else None
    if until is not None:
        words = _("People were told that they can answer up to and including %(day)s. Say that you close it earlier.")
        rule = _("Who was promised a day keeps it, unless an evaluator says otherwise")
        reasons.append(Reason("before_last_day", words % {"day": date_format(until, "j F Y")}, rule))
    answered = asked.respondents.filter(sent_on__isnull=False).exists()
    if is_open and not key_fits and answered and not without_answers:
        reasons.append(key_lost())
    return reasons


def key_lost() -> Reason:
    """Return why anonymous answers can't be read, and what to do."""
    return Reason(
        "key_lost",
        _(
            "The key of this round is not on this machine, and without it nobody can read the answers. Ask who keeps "
            "the machine whether the folder with keys of rounds was moved or emptied, and put the key back. No backup "
            "holds it. If it is gone for good: close the round without its answers, and tell the respondents."
        ),
        _("Anonymous answers can only be read with the key of their round"),
    )


def answers_damaged(number: int) -> Reason:
    """Return why a round can't close as it is: so many answers can't be read, and what to do."""
    words = ngettext(
        "%(number)s answer is damaged and can't be read. Ask who keeps the machine whether the database was changed or "
        "put back in part. If the answer is lost for good: close the round without it.",
        "%(number)s answers are damaged and can't be read. Ask who keeps the machine whether the database was changed "
        "or put back in part. If the answers are lost for good: close the round without them.",
        number,
    )
    return Reason("answers_damaged", words % {"number": number}, _("No answer is left out in silence"))


def reasons_against_loading_answers(asked: EvaluationRound, *, by: Person, at: datetime) -> list[Reason]:
    """Return why answers can't be loaded into a round: it is open, confidential, and of a case that is being loaded."""
    reasons = reasons_against_evaluating(asked.evaluation, by=by, at=at) + reasons_unless_open(asked)
    if not by.loads_cases or asked.promise != EvaluationRound.Promise.CONFIDENTIAL:
        reasons.append(Reason("not_loaded", _("Answers are given by respondents; only a case brings invented ones.")))
    return reasons
