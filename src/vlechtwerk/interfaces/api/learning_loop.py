"""Learning sessions, insights and trials, the two lists after a measurement, and claims from a source."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from ninja import Path, Router, Status

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    Insight,
    LearningQuestion,
    LearningSession,
    ListedPoint,
    Measurement,
    SessionProposal,
    Trial,
)
from vlechtwerk.domains.evaluation.operations import sessions as sessions_operations
from vlechtwerk.domains.evaluation.operations import trials as operations
from vlechtwerk.domains.evaluation.operations.published import record_published_claim as record
from vlechtwerk.domains.evaluation.queries import trials as queries
from vlechtwerk.domains.evaluation.queries.claims import published_claims
from vlechtwerk.domains.evaluation.queries.sessions import learning_sessions_of, people_in_session, ranking_of
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold, TakesPart
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, ListedTold, TrialTold, changed_trial
from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.refusal import refuse_if
from vlechtwerk.interfaces.api import learning_schemas as schemas
from vlechtwerk.interfaces.api import learning_shapes as shapes
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom, on_what
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named

router = Router(tags=["evaluation"])
OF_ONE = "/evaluations/{evaluation}"
SESSIONS = f"{OF_ONE}/sessions"
SESSION = f"{SESSIONS}/{{code}}"
PEOPLE = Person.objects.filter(loads_cases=False)


def _evaluation(code: str) -> Evaluation:
    return find(Evaluation.objects.all(), code=code)


def _session(evaluation: str, code: str) -> LearningSession:
    return find(learning_sessions_of(), evaluation__code=evaluation, code=code)


def _for_evaluators(request: ApiRequest, evaluation: str, code: str) -> LearningSession:
    """Return a session of which the caller reads what is in it; others are told that they may not."""
    session = _session(evaluation, code)
    refuse_if(reasons_against_evaluating(session.evaluation, **by_whom(request)))
    return session


@router.get("/learning-sessions", response={200: list[schemas.LearningSessionOut], **PROBLEMS}, by_alias=True)
def learning_sessions(request: ApiRequest, project: Path[str]) -> list[schemas.LearningSessionOut]:
    """List the learning sessions."""
    return [shapes.session_out(one) for one in learning_sessions_of()]


@router.post(SESSIONS, response={201: schemas.LearningSessionOut, **PROBLEMS}, by_alias=True)
def prepare_session(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.LearningSessionIn
) -> Status[schemas.LearningSessionOut]:
    """Prepare a session."""
    found = _evaluation(evaluation)
    measured = find_if_named(found.measurements.all(), number=told.measurement)
    session = LearningSessionTold(told.name, told.asks, told.held_on, told.choices_each, measured)
    made = sessions_operations.prepare_session(found, told.code, session, **by_whom(request))
    return Status(201, shapes.session_out(made))


@router.get(f"{SESSION}/participants", response={200: list[schemas.SessionParticipantOut], **PROBLEMS}, by_alias=True)
def session_participants(
    request: ApiRequest, project: Path[str], evaluation: str, code: str
) -> list[schemas.SessionParticipantOut]:
    """List who takes part; for evaluators."""
    return _participants(_for_evaluators(request, evaluation, code))


def _participants(session: LearningSession) -> list[schemas.SessionParticipantOut]:
    return [
        schemas.SessionParticipantOut(
            id=one.id,
            name=one.name,
            organisation=one.organisation.code if one.organisation else "",
            level=one.level,
            has_link=bool(one.digest),
        )
        for one in people_in_session(session)
    ]


@router.post(f"{SESSION}/participants", response={201: list[schemas.SessionParticipantOut], **PROBLEMS}, by_alias=True)
def add_session_participants(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SessionParticipantIn
) -> Status[list[schemas.SessionParticipantOut]]:
    """Let someone take part, of the project or from outside."""
    session = _session(evaluation, code)
    person = find_if_named(PEOPLE, id=told.person)
    organisation = find_if_named(Organisation.objects.all(), code=told.organisation)
    takes_part = TakesPart(told.name, person, organisation, told.level)
    sessions_operations.add_participants(session, [takes_part], **by_whom(request))
    return Status(201, _participants(session))


@router.post(f"{SESSION}/links", response={200: list[schemas.SessionLinkOut], **PROBLEMS}, by_alias=True)
def give_session_links(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SessionLinksIn
) -> list[schemas.SessionLinkOut]:
    """Give personal links, told once: to those named, or to everyone who has none."""
    session = _for_evaluators(request, evaluation, code)
    return [
        schemas.SessionLinkOut(
            participant=given.participant.id,
            name=given.participant.name,
            url=request.build_absolute_uri(reverse("taking_part:enter", args=[given.token])),
        )
        for given in sessions_operations.give_session_links(session, told.participants or None, **by_whom(request))
    ]


@router.post(f"{SESSION}/state", response={200: schemas.LearningSessionOut, **PROBLEMS}, by_alias=True)
def move_session(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SessionStateIn
) -> schemas.LearningSessionOut:
    """Let the group propose, choose, or go home."""
    moved = sessions_operations.move_session(_session(evaluation, code), told.state, **by_whom(request))
    return shapes.session_out(moved)


@router.get(f"{SESSION}/proposals", response={200: list[schemas.SessionProposalOut], **PROBLEMS}, by_alias=True)
def session_proposals(
    request: ApiRequest, project: Path[str], evaluation: str, code: str
) -> list[schemas.SessionProposalOut]:
    """List the proposals, most chosen first; for evaluators."""
    return [shapes.proposal_out(one) for one in ranking_of(_for_evaluators(request, evaluation, code))]


@router.post(f"{SESSION}/proposals", response={201: list[schemas.SessionProposalOut], **PROBLEMS}, by_alias=True)
def write_proposal(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.SessionProposalIn
) -> Status[list[schemas.SessionProposalOut]]:
    """Write down what the group proposes."""
    session = _session(evaluation, code)
    sessions_operations.write_proposal(session, told.goal, told.barrier, **by_whom(request))
    return Status(201, [shapes.proposal_out(one) for one in ranking_of(session)])


@router.post(
    f"{SESSION}/proposals/{{number}}/merging",
    response={200: list[schemas.SessionProposalOut], **PROBLEMS},
    by_alias=True,
)
def merge_proposals(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, number: int, told: schemas.MergedProposalsIn
) -> list[schemas.SessionProposalOut]:
    """Put proposals together with another, in these words."""
    session = _for_evaluators(request, evaluation, code)
    proposals = SessionProposal.objects.filter(session=session).select_related("session__evaluation")
    into, others = find(proposals, number=number), [find(proposals, number=one) for one in told.numbers]
    sessions_operations.merge_proposals(others, into, told.goal, told.barrier, **by_whom(request))
    return [shapes.proposal_out(one) for one in ranking_of(session)]


@router.post(f"{OF_ONE}/insights", response={201: schemas.InsightOut, **PROBLEMS}, by_alias=True)
def note_insight(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.InsightIn
) -> Status[schemas.InsightOut]:
    """Note what was observed and what it taught."""
    found = _evaluation(evaluation)
    adopted = LearningQuestion.objects.select_related("version").order_by("-version__number")
    questions = adopted.filter(version__evaluation=found, version__adopted_at__isnull=False)
    insight = InsightTold(
        told.code,
        told.observation,
        told.text,
        find_if_named(questions, code=told.question),
        find_if_named(learning_sessions_of(found), code=told.session),
    )
    made = operations.note_insight(found, insight, **on_what(request, told.evidence))
    item = queries.InsightAsItStands(made, [])
    return Status(201, shapes.insight_out(item, evidence_of([made.id]), timezone.localdate()))


def _trial_out(identifier: UUID) -> schemas.TrialOut:
    found = queries.find_trial(identifier)
    assert found is not None  # it was found or made before
    return shapes.trial_out(found, timezone.localdate())


@router.post(f"{OF_ONE}/insights/{{code}}/trials", response={201: schemas.TrialOut, **PROBLEMS}, by_alias=True)
def try_insight(
    request: ApiRequest, project: Path[str], evaluation: str, code: str, told: schemas.NewTrialIn
) -> Status[schemas.TrialOut]:
    """Try an insight in an activity."""
    insight = find(Insight.objects.select_related("evaluation"), evaluation__code=evaluation, code=code)
    activity = find(Activity.objects.all(), code=told.activity)
    trial_told = TrialTold(told.what, told.until_on, told.known_by, find(PEOPLE, id=told.owner))
    trial = operations.try_insight(insight, activity, trial_told, **by_whom(request))
    return Status(201, _trial_out(trial.id))


@router.get("/trials", response={200: list[schemas.TrialOut], **PROBLEMS}, by_alias=True)
def trials(request: ApiRequest, project: Path[str]) -> list[schemas.TrialOut]:
    """List what is and was tried, and what came out."""
    today = timezone.localdate()
    return [shapes.trial_out(one, today) for one in queries.all_trials()]


@router.post("/trials/{trial}/look", response={200: schemas.TrialOut, **PROBLEMS}, by_alias=True)
def look_at_trial(request: ApiRequest, project: Path[str], trial: UUID, told: schemas.LookIn) -> schemas.TrialOut:
    """Look at a trial again: keep, change or drop it."""
    found = find(Trial.objects.select_related("insight__evaluation", "activity", "owner"), id=trial)
    operations.look_at_trial(
        found,
        told.outcome,
        told.saw,
        changed=changed_trial(found, told.until_on, told.what, told.known_by, find_if_named(PEOPLE, id=told.owner)),
        session=find_if_named(learning_sessions_of(found.insight.evaluation), code=told.session),
        activity=find_if_named(Activity.objects.all(), code=told.activity),
        **by_whom(request),
    )
    return _trial_out(found.id)


@router.get(f"{OF_ONE}/lists", response={200: list[schemas.ListedPointOut], **PROBLEMS}, by_alias=True)
def two_lists(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.ListedPointOut]:
    """List what is to be solved now and what is to be kept, per measurement, and how it was judged."""
    found = queries.lists_of(_evaluation(evaluation))
    return [one for lists in found for one in shapes.listed_out(lists)]


@router.post(
    f"{OF_ONE}/measurements/{{number}}/lists", response={201: schemas.ListedPointOut, **PROBLEMS}, by_alias=True
)
def list_point(
    request: ApiRequest, project: Path[str], evaluation: str, number: int, told: schemas.ListedPointIn
) -> Status[schemas.ListedPointOut]:
    """Put a point on one of the two lists: five at most on each."""
    measurement = find(Measurement.objects.select_related("evaluation"), evaluation__code=evaluation, number=number)
    owner = find(PEOPLE, id=told.owner)
    point = ListedTold(told.kind, told.text, owner, told.due_on, tuple(told.groups))
    made = operations.list_point(measurement, point, **by_whom(request))
    return Status(201, shapes.point_out(queries.ListedAsItStands(made, []), number))


@router.post(
    f"{OF_ONE}/lists/{{point}}/judgements", response={201: list[schemas.ListedPointOut], **PROBLEMS}, by_alias=True
)
def judge_point(
    request: ApiRequest, project: Path[str], evaluation: str, point: UUID, told: schemas.PointJudgementIn
) -> Status[list[schemas.ListedPointOut]]:
    """Keep how a group that named a point judges it in a later measurement."""
    of = _evaluation(evaluation)
    points = ListedPoint.objects.select_related("measurement__evaluation")
    operations.judge_point(
        find(points, id=point, measurement__evaluation=of),
        find(of.measurements.all(), number=told.measurement),
        find(of.groups.all(), code=told.group),
        told.verdict,
        note=told.note,
        **by_whom(request),
    )
    return Status(201, [one for lists in queries.lists_of(of) for one in shapes.listed_out(lists)])


@router.get("/published-claims", response={200: list[schemas.PublishedClaimOut], **PROBLEMS}, by_alias=True)
def all_published_claims(request: ApiRequest, project: Path[str]) -> list[schemas.PublishedClaimOut]:
    """List what sources say that people said, each with the word for its amount; none has a count."""
    claims = [claim for of in published_claims() for claim in of.claims]
    links = evidence_of(claim.id for claim in claims)
    return [shapes.claim_out(claim, links) for claim in claims]


@router.post(f"{OF_ONE}/published-claims", response={201: schemas.PublishedClaimOut, **PROBLEMS}, by_alias=True)
def record_published_claim(
    request: ApiRequest, project: Path[str], evaluation: str, claim: schemas.PublishedClaimIn
) -> Status[schemas.PublishedClaimOut]:
    """Record a claim as a source gives it, with its place there."""
    made = record(_evaluation(evaluation), claim.told(), **on_what(request, claim.evidence))
    return Status(201, shapes.claim_out(made, evidence_of([made.id])))
