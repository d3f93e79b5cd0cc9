"""Measurement rounds: prepared, opened, mailed and closed; whom they ask, and how the response stands."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound, InstrumentVersion, Measurement, Respondent
from vlechtwerk.domains.evaluation.operations import rounds as operations
from vlechtwerk.domains.evaluation.queries.rounds import (
    Population,
    people_to_ask,
    respondents_of,
    response_of,
    rounds_of,
    state_of,
)
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.promises import warnings_of
from vlechtwerk.domains.evaluation.rules.rounds import Asked, RoundPlan
from vlechtwerk.domains.partnership.models import Body, Organisation, Person
from vlechtwerk.foundation.refusal import Reason, refuse_if
from vlechtwerk.interfaces import round_jobs
from vlechtwerk.interfaces.api import round_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named

router = Router(tags=["evaluation"])
ROUNDS = "/evaluations/{evaluation}/rounds"
ROUND = f"{ROUNDS}/{{code}}"


def _find(evaluation: str, code: str) -> EvaluationRound:
    return find(rounds_of(), evaluation__code=evaluation, code=code)


def _find_for_evaluators(request: ApiRequest, evaluation: str, code: str) -> EvaluationRound:
    """Return a round whose research records the caller reads: others know the round, and are told that they may not."""
    asked = _find(evaluation, code)
    refuse_if(reasons_against_evaluating(asked.evaluation, **by_whom(request)))
    return asked


def round_out(asked: EvaluationRound) -> schemas.RoundOut:
    """Return the shape of a round."""
    return schemas.RoundOut(
        evaluation=asked.evaluation.code,
        instrument=asked.version.instrument.code,
        version=asked.version.number,
        measurement=asked.measurement.number if asked.measurement else None,
        state=state_of(asked, timezone.localdate()),
        **{
            name: getattr(asked, name)
            for name in (
                "code", "name", "promise", "threshold", "breakdowns", "partial_from", "complete_above", "language",
                "closes_on", "opened_at", "closed_at",
            )
        },
    )  # fmt: skip


def with_warnings(asked: EvaluationRound) -> schemas.RoundWithWarningsOut:
    """Return the shape of a round that is being prepared or opened."""
    return schemas.RoundWithWarningsOut(**round_out(asked).model_dump(), warnings=warnings_of(asked))


def _plan(evaluation: Evaluation, told: schemas.RoundPlanIn) -> RoundPlan:
    versions = InstrumentVersion.objects.select_related("instrument")
    version = find(versions, instrument__evaluation=evaluation, instrument__code=told.instrument, number=told.version)
    measurement = None
    if told.measurement is not None:
        measurement = find(Measurement.objects.all(), evaluation=evaluation, number=told.measurement)
    return RoundPlan(
        version, told.name, told.promise, told.threshold, told.breakdowns, told.partial_from, told.complete_above,
        told.invitation, told.language, told.closes_on, measurement,
    )  # fmt: skip


@router.get("/rounds", response={200: list[schemas.RoundOut], **PROBLEMS}, by_alias=True)
def rounds(request: ApiRequest, project: Path[str]) -> list[schemas.RoundOut]:
    """List the rounds with their dates and promise."""
    return [round_out(asked) for asked in rounds_of()]


@router.get(ROUND, response={200: schemas.RoundOut, **PROBLEMS}, by_alias=True)
def round_by_code(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.RoundOut:
    """Show one round."""
    return round_out(_find(evaluation, code))


@router.post(ROUNDS, response={201: schemas.RoundWithWarningsOut, **PROBLEMS}, by_alias=True)
def prepare_round(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.RoundIn
) -> Status[schemas.RoundWithWarningsOut]:
    """Prepare a round with a fixed version of an instrument."""
    of = find(Evaluation.objects.all(), code=evaluation)
    asked = operations.prepare_round(of, told.code, _plan(of, told), **by_whom(request))
    return Status(201, with_warnings(asked))


@router.post(f"{ROUND}/plan", response={200: schemas.RoundWithWarningsOut, **PROBLEMS}, by_alias=True)
def change_round(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.RoundPlanIn
) -> schemas.RoundWithWarningsOut:
    """Change what a round promises and asks, before it opens."""
    asked = _find(evaluation, code)
    return with_warnings(operations.change_round(asked, _plan(asked.evaluation, told), **by_whom(request)))


@router.post(f"{ROUND}/opening", response={200: schemas.RoundWithWarningsOut, **PROBLEMS}, by_alias=True)
def open_round(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.RoundWithWarningsOut:
    """Open a round: what it promises, asks and whom it asks is fixed."""
    return with_warnings(operations.open_round(_find(evaluation, code), **by_whom(request)))


@router.post(f"{ROUND}/last-day", response={200: schemas.RoundOut, **PROBLEMS}, by_alias=True)
def prolong_round(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.LastDayIn
) -> schemas.RoundOut:
    """Let people answer until a later day."""
    return round_out(operations.prolong_round(_find(evaluation, code), told.closes_on, **by_whom(request)))


@router.post(f"{ROUND}/closing", response={200: schemas.RoundOut, **PROBLEMS}, by_alias=True)
def close_round(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.ClosingIn
) -> schemas.RoundOut:
    """Close a round: its answers are read and counted, and their key is destroyed."""
    asked = _find(evaluation, code)
    how = {"early": told.early, "without_answers": told.without_answers}
    return round_out(operations.close_round(asked, **how, **by_whom(request)))


@router.post(f"{ROUND}/invitations", response={202: schemas.MailedOut, **PROBLEMS}, by_alias=True)
def invite(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> Status[schemas.MailedOut]:
    """Let an invitation go to everyone who has none yet."""
    number = round_jobs.invite(_find(evaluation, code), actor=request.actor, at=timezone.now())
    return Status(202, schemas.MailedOut(people=number))


@router.post(f"{ROUND}/reminders", response={202: schemas.MailedOut, **PROBLEMS}, by_alias=True)
def remind(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> Status[schemas.MailedOut]:
    """Let a reminder go to everyone who has not answered; once a day."""
    number = round_jobs.remind(_find(evaluation, code), actor=request.actor, at=timezone.now())
    return Status(202, schemas.MailedOut(people=number))


@router.get(f"{ROUND}/response", response={200: schemas.ResponseOut, **PROBLEMS}, by_alias=True)
def response(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> schemas.ResponseOut:
    """Show how the response stands, with small groups hidden; for evaluators."""
    asked = _find_for_evaluators(request, evaluation, code)
    return schemas.ResponseOut.model_validate(response_of(asked, respondents_of(asked)))


@router.get(f"{ROUND}/respondents", response={200: list[schemas.RespondentOut], **PROBLEMS}, by_alias=True)
def respondents(request: ApiRequest, project: Path[str], evaluation: str, code: str) -> list[schemas.RespondentOut]:
    """List whom a round asks, and who answered; for evaluators."""
    return [_respondent_out(one) for one in respondents_of(_find_for_evaluators(request, evaluation, code))]


def _respondent_out(one: Respondent) -> schemas.RespondentOut:
    return schemas.RespondentOut(
        id=one.id,
        name=one.name,
        email=one.email,
        level=one.level,
        organisation=one.organisation.code if one.organisation else "",
        body=one.body.code if one.body else "",
        answered=one.sent_on is not None,
        noted=one.noted,
        mails=[schemas.MailOut(kind=mail.kind, state=mail.state, asked_on=mail.asked_on) for mail in one.mails.all()],
    )


@router.post(f"{ROUND}/people", response={201: list[schemas.RespondentOut], **PROBLEMS}, by_alias=True)
def add_people(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.PopulationIn
) -> Status[list[schemas.RespondentOut]]:
    """Ask people of the project: all of a body, level and organisation, or those named by name or identifier."""
    asked = _find(evaluation, code)
    among = Population(
        find_if_named(Body.objects.all(), code=told.body),
        told.level,
        find_if_named(Organisation.objects.all(), code=told.organisation),
    )
    found = people_to_ask(among, timezone.now())
    if told.people:
        refuse_if(reasons_against_evaluating(asked.evaluation, **by_whom(request)))
        found = _named(told.people, found)
    elif among == Population():
        found = []
    added = operations.add_respondents(asked, found, **by_whom(request))
    return Status(201, [_respondent_out(one) for one in added])


def _named(names: list[str], among: list[Asked]) -> list[Asked]:
    """Return those named, once each; refuse, by name, who can't be asked so."""
    by_person: dict[UUID | None, Asked] = {one.person.id: one for one in among if one.person is not None}
    found = {name: by_person.get(_person(name)) for name in names}
    words = _(
        "“%(name)s” can't be asked so: nobody has this name, or several do, or this person does not fit what you asked."
    )
    refuse_if([Reason("person_not_found", words % {"name": name}) for name, one in found.items() if one is None])
    return list(dict.fromkeys(one for one in found.values() if one is not None))


def _person(name: str) -> UUID | None:
    try:
        by = Q(id=UUID(name))
    except ValueError:
        by = Q(name=name)
    found = list(Person.objects.filter(by).values_list("id", flat=True)[:2])
    return found[0] if len(found) == 1 else None


@router.post(f"{ROUND}/outsiders", response={201: schemas.RespondentOut, **PROBLEMS}, by_alias=True)
def add_outsider(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.OutsiderIn
) -> Status[schemas.RespondentOut]:
    """Ask someone without an account."""
    one = Asked(
        told.name,
        told.email,
        told.level,
        find_if_named(Organisation.objects.all(), code=told.organisation),
        find_if_named(Body.objects.all(), code=told.body),
    )
    (added,) = operations.add_respondents(_find(evaluation, code), [one], **by_whom(request))
    return Status(201, _respondent_out(added))


def _respondent(request: ApiRequest, evaluation: str, code: str, respondent: UUID) -> Respondent:
    asked = _find_for_evaluators(request, evaluation, code)
    return find(asked.respondents.select_related("round__evaluation", "organisation", "body"), id=respondent)


@router.post(f"{ROUND}/respondents/{{respondent}}/removal", response={204: None, **PROBLEMS})
def remove_respondent(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, respondent: UUID
) -> Status[None]:
    """Take someone out of the population, before the round opens."""
    operations.remove_respondent(_respondent(request, evaluation, code, respondent), **by_whom(request))
    return Status(204, None)


@router.post(
    f"{ROUND}/respondents/{{respondent}}/note", response={200: schemas.RespondentOut, **PROBLEMS}, by_alias=True
)
def note_respondent(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, respondent: UUID, told: schemas.NoteIn
) -> schemas.RespondentOut:
    """Note why someone does not answer."""
    found = _respondent(request, evaluation, code, respondent)
    operations.note_respondent(found, told.noted, **by_whom(request))
    return _respondent_out(_respondent(request, evaluation, code, respondent))
