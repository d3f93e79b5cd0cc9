"""Organisations, bodies, departments, mandates and decisions."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership import queries
from vlechtwerk.domains.partnership.models import Body, Decision, Mandate, Person
from vlechtwerk.domains.partnership.operations import decisions as operations
from vlechtwerk.domains.partnership.queries.deciding import body_times, mandate_answers
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, answer_about
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces import report_jobs
from vlechtwerk.interfaces.api import partnership_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DateOut, DayQuery, EvidenceOut, SpreadOut

router = Router(tags=["partnership"])


@router.get("/organisations", response={200: list[schemas.OrganisationOut], **PROBLEMS}, by_alias=True)
def organisations(request: ApiRequest, project: Path[str]) -> list[schemas.OrganisationOut]:
    """List the organisations with their capacities."""
    return [
        schemas.OrganisationOut(
            code=item.code,
            name=item.name,
            kind=item.kind,
            role=item.role,
            capacities=[schemas.CapacityOut.model_validate(capacity) for capacity in item.capacities.all()],
        )
        for item in queries.organisations()
    ]


@router.get("/bodies", response={200: list[schemas.BodyOut], **PROBLEMS}, by_alias=True)
def bodies(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.BodyOut]:
    """List the bodies, with what each may decide and who sat in it on a day."""
    return _bodies(list(queries.bodies()), query.as_of or request.actor.present)


@router.get("/bodies/{code}", response={200: schemas.BodyOut, **PROBLEMS}, by_alias=True)
def body(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> schemas.BodyOut:
    """Show one body, with what it may decide and who sat in it on a day."""
    return _bodies([find(queries.bodies(), code=code)], query.as_of or request.actor.present)[0]


def _bodies(found: list[Body], day: date) -> list[schemas.BodyOut]:
    links, seats = evidence_of(item.id for item in found), queries.seats_on(day, found)
    decides: dict[UUID | None, list[str]] = defaultdict(list)
    for mandate in queries.mandates_on(day):
        decides[mandate.body_id].append(mandate.subject)
    return [
        schemas.BodyOut(
            code=item.code,
            name=item.name,
            level=item.level,
            composition=item.composition,
            purpose=item.purpose,
            existence=item.existence,
            exists_since=DateOut.of(item.exists_since),
            run_by=item.run_by.code if item.run_by else None,
            note=item.note,
            decides=decides.get(item.id, []),
            members=[
                schemas.MemberOut(
                    person=seat.person.name,
                    person_id=seat.person_id,
                    role=seat.role,
                    seated_from=seat.seated_from,
                    seated_until=seat.seated_until,
                )
                for seat in seats[item.id]
            ],
            evidence=[EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in found
    ]


@router.get("/departments", response={200: list[schemas.DepartmentOut], **PROBLEMS}, by_alias=True)
def departments(request: ApiRequest, project: Path[str]) -> list[schemas.DepartmentOut]:
    """List the departments of the partnership's own organisation."""
    found = list(queries.departments())
    links = evidence_of(item.id for item in found)
    return [
        schemas.DepartmentOut(
            code=item.code,
            name=item.name,
            evidence=[EvidenceOut.of(link) for link in links.get(item.id, [])],
        )
        for item in found
    ]


@router.get("/mandates", response={200: list[schemas.MandateOut], **PROBLEMS}, by_alias=True)
def mandates(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.MandateOut]:
    """List the mandates that run on a day."""
    return [_mandate(item) for item in queries.mandates_on(query.as_of or request.actor.present)]


def _mandate(item: Mandate) -> schemas.MandateOut:
    return schemas.MandateOut(
        id=item.id,
        subject=item.subject,
        subject_kinds=list(item.subject_kinds),
        limit=item.limit,
        limits=item.limits,
        body=item.body.code if item.body else None,
        person=item.person.name if item.person else None,
        mandated_from=item.mandated_from,
        mandated_until=item.mandated_until,
        granted_by=item.granted_by_id,
    )


@router.post("/mandates", response={201: schemas.MandateOut, **PROBLEMS}, by_alias=True)
def grant_mandate(request: ApiRequest, project: Path[str], granted: schemas.MandateIn) -> Status[schemas.MandateOut]:
    """Grant a body or a person the mandate to decide something."""
    mandate = operations.grant_mandate(
        granted.subject,
        kinds=granted.subject_kinds,
        limit=granted.limit,
        limits=granted.limits,
        body=find_if_named(Body.objects.all(), code=granted.body),
        person=find_if_named(Person.objects.filter(loads_cases=False), id=granted.person),
        granted_by=find_if_named(Decision.objects.all(), id=granted.granted_by),
        mandated_from=granted.mandated_from,
        mandated_until=granted.mandated_until,
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _mandate(mandate))


@router.post("/mandates/{mandate}/ending", response={201: schemas.MandateOut, **PROBLEMS}, by_alias=True)
def end_mandate(
    request: ApiRequest, project: Path[str], mandate: UUID, ending: schemas.EndingIn
) -> Status[schemas.MandateOut]:
    """End a mandate on a day (not included)."""
    found = find(Mandate.objects.all(), id=mandate)
    ended = operations.end_mandate(found, ending.until, by=request.actor.person, at=timezone.now())
    return Status(201, _mandate(ended))


@router.get("/mandate-answer", response={200: schemas.MandateAnswerOut, **PROBLEMS}, by_alias=True)
def mandate_answer(
    request: ApiRequest, project: Path[str], query: Query[schemas.MandateQuestion]
) -> schemas.MandateAnswerOut:
    """Answer whether a body or a person may decide about a kind of subject on a day: yes, no or not to be told."""
    found = answer_about(
        query.kind,
        on=query.as_of or timezone.localdate(),
        size=query.size,
        body=find_if_named(Body.objects.all(), code=query.body),
        person=find_if_named(Person.objects.filter(loads_cases=False), id=query.person),
    )
    return schemas.MandateAnswerOut.of(found)


def _day(request: ApiRequest, asked: date | None) -> date:
    return asked or max(request.actor.present, timezone.localdate())


@router.get("/decisions", response={200: list[schemas.DecisionOut], **PROBLEMS}, by_alias=True)
def decisions(
    request: ApiRequest, project: Path[str], query: Query[schemas.DecisionQuery]
) -> list[schemas.DecisionOut]:
    """List the decisions asked and taken, as they stood on a day, each with whether it is within the mandate."""
    day = query.as_of or request.actor.present
    found = queries.decisions(query.state.value if query.state else "", day)
    stood = [queries.as_it_stood(item, day) for item in found]
    answers = mandate_answers(stood, _day(request, query.as_of))
    return [
        decision_out(item, answers[item.id])
        for item in stood
        if query.within_mandate is None or answers[item.id].answer is query.within_mandate
    ]


@router.get("/lead-times", response={200: list[schemas.BodyTimesOut], **PROBLEMS}, by_alias=True)
def lead_times(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[schemas.BodyTimesOut]:
    """List per body how long decisions take and what waits for it, as of a day."""
    day = _day(request, query.as_of)
    return [
        schemas.BodyTimesOut(
            body=row.body.code if row.body else None,
            taken=SpreadOut.of(row.spread),
            waiting=len(row.waiting) + row.undated,
            longer_than_agreed=row.late,
            longest_wait=row.waiting[-1] if row.waiting else None,
        )
        for row in body_times(list(queries.decisions("", day)), day)
    ]


def decision_out(item: Decision, within: MandateAnswer | None = None) -> schemas.DecisionOut:
    """Return the shape of a decision."""
    return schemas.DecisionOut(
        id=item.id,
        question=item.question,
        state=item.state,
        body=item.body.code if item.body else None,
        asked_on=DateOut.of(item.asked_on),
        asked_by=item.asked_by.name if item.asked_by else None,
        subject_kind=item.subject_kind,
        size=item.size,
        agreed_days=item.agreed_days,
        decided_on=DateOut.of(item.decided_on),
        result=item.result,
        outcome=item.outcome,
        reasons=item.reasons,
        mandate=item.mandate.subject if item.mandate else None,
        within_mandate=schemas.MandateAnswerOut.of(within) if within else None,
    )


def _answered(item: Decision) -> schemas.DecisionOut:
    return decision_out(item, mandate_answers([item], timezone.localdate())[item.id])


@router.post("/decisions", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def ask_decision(request: ApiRequest, project: Path[str], asked: schemas.DecisionIn) -> Status[schemas.DecisionOut]:
    """Put a question to a body."""
    decision = operations.ask_decision(
        asked.question,
        body=find_if_named(Body.objects.all(), code=asked.body),
        agreed_days=asked.agreed_days,
        about=asked.about(),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _answered(decision))


@router.post("/decisions/{decision}/taking", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def take_decision(
    request: ApiRequest, project: Path[str], decision: UUID, taking: schemas.TakingIn
) -> Status[schemas.DecisionOut]:
    """Take a decision under a mandate."""
    taken = report_jobs.take_decision(
        find(Decision.objects.all(), id=decision),
        taking.result,
        PreciseDate.read(taking.decided_on),
        outcome=taking.outcome,
        reasons=taking.reasons,
        mandate=find_if_named(Mandate.objects.all(), id=taking.mandate),
        actor=request.actor,
        at=timezone.now(),
    )
    return Status(201, _answered(taken))


@router.post("/decisions/{decision}/forwarding", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def forward_decision(
    request: ApiRequest, project: Path[str], decision: UUID, to: schemas.ForwardingIn
) -> Status[schemas.DecisionOut]:
    """Send a question on to another body."""
    found, body = find(Decision.objects.all(), id=decision), find(Body.objects.all(), code=to.body)
    return Status(201, _answered(operations.forward_decision(found, body, by=request.actor.person, at=timezone.now())))


@router.post("/decisions/{decision}/withdrawal", response={201: schemas.DecisionOut, **PROBLEMS}, by_alias=True)
def withdraw_decision(request: ApiRequest, project: Path[str], decision: UUID) -> Status[schemas.DecisionOut]:
    """Withdraw one's own question while it waits."""
    found = find(Decision.objects.all(), id=decision)
    return Status(201, decision_out(operations.withdraw_decision(found, by=request.actor.person, at=timezone.now())))
