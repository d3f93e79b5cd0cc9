"""What can be read of rounds: how far each is, whom it can ask, and for its evaluators how many have answered."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, Respondent, RoundMail
from vlechtwerk.domains.evaluation.rules.evaluators import holds_no_other_function
from vlechtwerk.domains.evaluation.rules.rounds import Asked
from vlechtwerk.domains.partnership.models import Appointment, Body, Level, Organisation, Person, Seat
from vlechtwerk.domains.partnership.rules import running_on


class RoundState(StrEnum):
    """How far a round is."""

    PREPARED = "prepared"
    OPEN = "open"
    # Nobody can answer any more, but it was not closed yet.
    OVER = "over"
    CLOSED = "closed"


def is_by(moment: datetime | None, day: date) -> bool:
    """Whether something had happened by a day."""
    return moment is not None and timezone.localdate(moment) <= day


def state_of(asked: EvaluationRound, day: date) -> RoundState:
    """Return how far a round is on a day."""
    if is_by(asked.closed_at, day):
        return RoundState.CLOSED
    if not is_by(asked.opened_at, day):
        return RoundState.PREPARED
    return RoundState.OVER if asked.closes_on is not None and asked.closes_on < day else RoundState.OPEN


def rounds_of(evaluation: Evaluation | None = None, day: date | None = None) -> QuerySet[EvaluationRound]:
    """Return the rounds of one evaluation, or of all, in the order in which they opened, those to come last.

    Of a past day those that had opened by then.
    """
    found = EvaluationRound.objects.select_related("evaluation", "version__instrument", "measurement")
    found = found.order_by("evaluation__code", "opened_at", "made_at")
    if day is not None:
        found = found.filter(opened_at__date__lte=day)
    return found if evaluation is None else found.filter(evaluation=evaluation)


@dataclass(frozen=True, slots=True)
class Population:
    """How the people to ask are narrowed; empty: not."""

    body: Body | None = None
    level: str = ""
    organisation: Organisation | None = None


def people_to_ask(among: Population, at: datetime) -> list[Asked]:
    """Return the people of the project who can be asked: those with a running appointment and an address.

    Of several appointments counts the one that fits, or else the newest. The body is the one chosen, or else the one
    they sit in when that is one only.
    """
    day = timezone.localdate(at)
    running = Appointment.objects.filter(running_on(day, "appointed_from", "appointed_until"))
    seats = Seat.objects.filter(running_on(day, "seated_from", "seated_until")).select_related("body")
    people = (
        Person.objects.filter(account__isnull=False, appointments__in=running)
        .select_related("account")
        .prefetch_related(
            Prefetch("appointments", running.select_related("organisation"), to_attr="running"),
            Prefetch("seats", seats, to_attr="seated"),
        )
        .distinct()
        .order_by("name", "id")
    )
    found = (_asked(person, among) for person in people)
    return [one for one in found if _is_among(one, among)]


def _asked(person: Person, among: Population) -> Asked:
    running: list[Appointment] = person.running  # type: ignore[attr-defined]  # prefetched above
    appointment = next((one for one in running if _fits(one, among)), running[0])
    bodies = [seat.body for seat in person.seated]  # type: ignore[attr-defined]  # as above
    chosen = among.body if among.body in bodies else None
    assert person.account is not None
    return Asked(
        person.name,
        person.account.email,
        appointment.level,
        appointment.organisation,
        chosen or (bodies[0] if len(bodies) == 1 else None),
        person,
    )


def _is_among(one: Asked, among: Population) -> bool:
    return (among.body is None or one.body == among.body) and _fits(one, among)


def _fits(one: Asked | Appointment, among: Population) -> bool:
    return (not among.level or one.level == among.level) and (
        among.organisation is None or one.organisation == among.organisation
    )


def respondents_of(asked: EvaluationRound) -> list[Respondent]:
    """Return whom a round asks, with the mails to each; nobody for who is no evaluator of it."""
    return list(asked.respondents.select_related("organisation", "body").prefetch_related("mails"))


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """How many of a group are asked and have answered; `answered` is nothing where the group is too small.

    It spares evaluators a glance at who did not answer; who answered is in their list of people.
    """

    kind: str
    name: str
    people: int
    answered: int | None


@dataclass(frozen=True, slots=True)
class Response:
    """How a round stands: people asked, answered, noted, invited, and the response of groups that are large enough."""

    people: int
    answered: int
    not_eligible: int
    noted: dict[str, int]
    mails: dict[str, int]
    groups: list[GroupResponse] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Return how many have not answered, without those of whom was noted why."""
        return self.people - self.answered - sum(self.noted.values())


def response_of(asked: EvaluationRound, respondents: Iterable[Respondent]) -> Response:
    """Return how a round stands, from its respondents with their mails; of answers nothing is known here."""
    everyone = list(respondents)
    noted = Counter(one.noted for one in everyone if one.noted)
    not_eligible = noted.pop(Respondent.Noted.NOT_ELIGIBLE, 0)
    people = [one for one in everyone if one.noted != Respondent.Noted.NOT_ELIGIBLE]
    is_open = state_of(asked, timezone.localdate()) == RoundState.OPEN
    mails = Counter(
        mail.kind if mail.state in (RoundMail.State.SENT, RoundMail.State.CLAIMED) else mail.state
        for one in everyone
        for mail in one.mails.all()
        # As `claim_mail` has it: what else waits is not on its way.
        if mail.state != RoundMail.State.WAITING or (is_open and not one.noted and one.sent_on is None)
    )
    answered = sum(one.sent_on is not None for one in people)
    return Response(len(people), answered, not_eligible, dict(noted), dict(mails), _groups(people, asked))


def _groups(people: list[Respondent], asked: EvaluationRound) -> list[GroupResponse]:
    """Return the response of the groups by which the round is told apart; those of no known group have no name."""
    named: dict[str, Callable[[Respondent], str]] = {
        Breakdown.LEVEL: lambda one: str(Level(one.level).label) if one.level else "",
        Breakdown.ORGANISATION: lambda one: one.organisation.name if one.organisation else "",
        Breakdown.BODY: lambda one: one.body.name if one.body else "",
    }
    found = []
    for kind in asked.breakdowns:
        all_of, answered = Counter[str](), Counter[str]()
        for one in people:
            all_of[named[kind](one)] += 1
            answered[named[kind](one)] += one.sent_on is not None
        found += [
            GroupResponse(kind, name, number, answered[name] if number >= asked.threshold else None)
            for name, number in sorted(all_of.items())
        ]
    return found


def names_of_evaluators(evaluation: Evaluation) -> list[str]:
    """Return who can be asked about an evaluation: its evaluators of today."""
    now = timezone.now()
    running = evaluation.evaluators.filter(running_on(timezone.localdate(now), "evaluator_from", "evaluator_until"))
    people = [role.person for role in running.select_related("person").order_by("person__name")]
    return [person.name for person in people if holds_no_other_function(person, now)]
