"""The surroundings: who already does this, what is agreed, and how we relate to them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.partnership.models import Agreement, OutsideBody, OutsidePosition, Theme
from vlechtwerk.domains.partnership.operations import surroundings as operations
from vlechtwerk.domains.partnership.queries.surroundings import (
    Counted,
    SurroundingsFilter,
    agreements,
    narrowed,
    outside_bodies,
)
from vlechtwerk.domains.programme.models import Activity, FocusArea
from vlechtwerk.domains.programme.operations import surroundings as own
from vlechtwerk.domains.programme.queries.surroundings import (
    OwnWork,
    activities_under,
    known_surroundings,
    own_work,
    parts_with,
)
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_shapes import Links, links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, find, find_if_named
from vlechtwerk.interfaces.api.result_schemas import date_of
from vlechtwerk.interfaces.api.schemas import DateOut, DayQuery
from vlechtwerk.interfaces.api.surroundings_schemas import (
    ActivityAgreementIn,
    AgreementIn,
    AgreementOut,
    OutsideBodyIn,
    OutsideBodyOut,
    OutsideRoleIn,
    OutsideRoleOut,
    OwnThemeIn,
    PositionIn,
    PositionOut,
    SurroundingsQuery,
    ThemeIn,
    ThemeOut,
)

router = Router(tags=["partnership"])


@router.get("/themes", response={200: list[ThemeOut], **PROBLEMS}, by_alias=True)
def themes(request: ApiRequest, project: Path[str]) -> list[ThemeOut]:
    """List the themes, each with the focus areas and activities of ours that work on it."""
    work = own_work()
    return [_theme(theme, work.get(theme.id, OwnWork())) for theme in Theme.objects.all()]


def _theme(theme: Theme, work: OwnWork) -> ThemeOut:
    return ThemeOut(
        code=theme.code,
        name=theme.name,
        focus_areas=[area.code for area in work.areas],
        activities=[activity.code for activity in work.activities],
    )


@router.post("/themes", response={201: ThemeOut, **PROBLEMS}, by_alias=True)
def add_theme(request: ApiRequest, project: Path[str], theme: ThemeIn) -> Status[ThemeOut]:
    """Name a theme."""
    made = operations.add_theme(theme.code, theme.name, by=request.actor.person, at=timezone.now())
    return Status(201, _theme(made, OwnWork()))


@router.post("/themes/{code}/own", response={201: ThemeOut, **PROBLEMS}, by_alias=True)
def tie_theme(request: ApiRequest, project: Path[str], code: str, tie: OwnThemeIn) -> Status[ThemeOut]:
    """Say that a focus area or an activity of ours works on a theme."""
    theme = find(Theme.objects.all(), code=code)
    own.tie_theme(
        theme,
        focus_area=find_if_named(FocusArea.objects.all(), code=tie.focus_area),
        activity=find_if_named(Activity.objects.all(), code=tie.activity),
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _theme(theme, own_work().get(theme.id, OwnWork())))


@router.get("/outside-bodies", response={200: list[OutsideBodyOut], **PROBLEMS}, by_alias=True)
def outside(request: ApiRequest, project: Path[str], query: Query[SurroundingsQuery]) -> list[OutsideBodyOut]:
    """Answer who already does this, as known on a day: by theme, level, region, kind and how we relate to them."""
    wanted = SurroundingsFilter(
        query.theme, query.reach or "", query.region, query.kind or "", query.position or "", query.words
    )
    return bodies_out(narrowed(wanted, _counted(query.as_of)))


def _counted(day: date | None) -> Counted | None:
    return known_surroundings(day) if day else None


def bodies_out(found: Sequence[OutsideBody]) -> list[OutsideBodyOut]:
    """Return the shapes of outside bodies."""
    links: Links = evidence_of(row.id for body in found for row in (*body.roles.all(), *body.positions.all()))
    parts = parts_with(body.organisation_id for body in found)
    return [
        OutsideBodyOut(
            code=body.organisation.code,
            name=body.organisation.name,
            kind=body.kind,
            reach=body.reach,
            region=body.region,
            contact_function=body.contact_function,
            roles=[
                OutsideRoleOut(
                    theme=role.theme.code,
                    what=role.what,
                    reach=role.reach,
                    region=role.region,
                    since=DateOut.of(role.since),
                    until=DateOut.of(role.until),
                    evidence=links_out(links, role),
                )
                for role in body.roles.all()
            ],
            activities=[part.activity.code for part in parts.get(body.organisation_id, [])],
            agreements=[party.agreement.title for party in body.agreements.all()],
            positions=[_position(item, links) for item in body.positions.all()],
        )
        for body in found
    ]


def _position(item: OutsidePosition, links: Links) -> PositionOut:
    return PositionOut(
        position=item.position,
        explanation=item.explanation,
        said_on=DateOut.of(item.said_on),
        recorded_at=item.recorded_at,
        evidence=links_out(links, item),
    )


@router.post("/outside-bodies", response={201: OutsideBodyOut, **PROBLEMS}, by_alias=True)
def register_outside(request: ApiRequest, project: Path[str], body: OutsideBodyIn) -> Status[OutsideBodyOut]:
    """Register an outside body that was not known yet."""
    made = operations.register_outside(
        body.code,
        body.name,
        body.kind,
        role=body.role,
        reach=body.reach,
        region=body.region,
        contact_function=body.contact_function,
        evidence=[item.evidence() for item in body.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(made.organisation.code))


def _as_it_stands(code: str, day: date | None = None) -> OutsideBodyOut:
    return bodies_out([find(outside_bodies(_counted(day)), organisation__code=code)])[0]


@router.get("/outside-bodies/{code}", response={200: OutsideBodyOut, **PROBLEMS}, by_alias=True)
def outside_body(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> OutsideBodyOut:
    """Show one outside body, and how we relate to it, as known on a day."""
    return _as_it_stands(code, query.as_of)


@router.post("/outside-bodies/{code}/roles", response={201: OutsideBodyOut, **PROBLEMS}, by_alias=True)
def name_outside_role(
    request: ApiRequest, project: Path[str], code: str, role: OutsideRoleIn
) -> Status[OutsideBodyOut]:
    """Say what an outside body does on a theme."""
    operations.name_outside_role(
        find(outside_bodies(), organisation__code=code),
        find(Theme.objects.all(), code=role.theme),
        role.what,
        reach=role.reach or "",
        region=role.region,
        since=date_of(role.since),
        until=date_of(role.until),
        evidence=[item.evidence() for item in role.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(code))


@router.post("/outside-bodies/{code}/positions", response={201: OutsideBodyOut, **PROBLEMS}, by_alias=True)
def take_position(request: ApiRequest, project: Path[str], code: str, position: PositionIn) -> Status[OutsideBodyOut]:
    """Say how we relate to an outside body; what was said before stays."""
    operations.take_position(
        find(outside_bodies(), organisation__code=code),
        position.position,
        position.explanation,
        said_on=date_of(position.said_on),
        evidence=[item.evidence() for item in position.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(code))


@router.get("/agreements", response={200: list[AgreementOut], **PROBLEMS}, by_alias=True)
def agreements_list(request: ApiRequest, project: Path[str], query: Query[DayQuery]) -> list[AgreementOut]:
    """List what is agreed with whom, as known on a day."""
    return agreements_out(list(agreements(_counted(query.as_of))))


def agreements_out(found: Sequence[Agreement]) -> list[AgreementOut]:
    """Return the shapes of agreements."""
    links: Links = evidence_of(item.id for item in found)
    under = activities_under(found)
    return [
        AgreementOut(
            id=item.id,
            title=item.title,
            kind=item.kind,
            about=item.about,
            agreed_from=DateOut.of(item.agreed_from),
            agreed_until=DateOut.of(item.agreed_until),
            document_address=item.document_address,
            bodies=[party.body.organisation.code for party in item.parties.all()],
            activities=[activity.code for activity in under.get(item.id, [])],
            evidence=links_out(links, item),
        )
        for item in found
    ]


@router.post("/agreements", response={201: AgreementOut, **PROBLEMS}, by_alias=True)
def note_agreement(request: ApiRequest, project: Path[str], agreement: AgreementIn) -> Status[AgreementOut]:
    """Note what was agreed with one or more outside bodies."""
    made = operations.note_agreement(
        agreement.title,
        agreement.kind,
        [find(OutsideBody.objects.all(), organisation__code=code) for code in agreement.bodies],
        about=agreement.about,
        agreed_from=date_of(agreement.agreed_from),
        agreed_until=date_of(agreement.agreed_until),
        document_address=agreement.document_address,
        evidence=[item.evidence() for item in agreement.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, agreements_out(list(agreements().filter(id=made.id)))[0])


@router.post("/agreements/{agreement}/activities", response={201: AgreementOut, **PROBLEMS}, by_alias=True)
def tie_agreement(
    request: ApiRequest, project: Path[str], agreement: UUID, tie: ActivityAgreementIn
) -> Status[AgreementOut]:
    """Say that an activity works under an agreement."""
    found = find(Agreement.objects.all(), id=agreement)
    activity = find(Activity.objects.all(), code=tie.activity)
    own.tie_agreement(activity, found, by=request.actor.person, at=timezone.now())
    return Status(201, agreements_out(list(agreements().filter(id=found.id)))[0])
