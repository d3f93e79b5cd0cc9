"""Methods: to find, to write, to take up, and to tell what came of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import Activity, Method, MethodUse
from vlechtwerk.domains.programme.operations import methods as operations
from vlechtwerk.domains.programme.queries.methods import (
    FoundMethod,
    MethodFilter,
    MethodState,
    Need,
    methods_found,
    with_use,
)
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api import result_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.activity_shapes import Links, links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find, find_if_named
from vlechtwerk.interfaces.api.result_schemas import date_of
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, DayQuery, Line

router = Router(tags=["programme"])
METHODS = Method.objects.select_related("developed_in")


class MethodQuery(CamelSchema):
    """How methods are narrowed."""

    as_of: date | None = None
    words: Line = ""
    need: Need | None = None
    area: Line = ""
    state: MethodState | None = None
    activity: Line = ""


@router.get("/methods", response={200: list[schemas.MethodOut], **PROBLEMS}, by_alias=True)
def methods(request: ApiRequest, project: Path[str], query: Query[MethodQuery]) -> list[schemas.MethodOut]:
    """Find methods, as known on a day: by words, by what they need, by focus area and by how far they are tried."""
    wanted = MethodFilter(query.words, query.need or "", query.area, query.state or "", query.activity)
    return methods_out(methods_found(wanted, query.as_of))


@router.get("/methods/{code}", response={200: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def method(request: ApiRequest, project: Path[str], code: str, query: Query[DayQuery]) -> schemas.MethodOut:
    """Show one method with where it was used, as known on a day."""
    return _as_it_stands(find(METHODS.all(), code=code), query.as_of)


def _as_it_stands(found: Method, day: date | None = None) -> schemas.MethodOut:
    known = with_use([found], day)
    if not known:
        raise absent()
    return methods_out(known)[0]


def methods_out(found: Sequence[FoundMethod]) -> list[schemas.MethodOut]:
    """Return the shapes of methods."""
    outcomes = [outcome.id for item in found for use in item.uses for outcome in use.outcomes.all()]
    holders = [row.id for item in found for row in (item.version, *item.uses)]
    links: Links = evidence_of([*holders, *outcomes])
    return [_method(item, links) for item in found]


def _method(item: FoundMethod, links: Links) -> schemas.MethodOut:
    version, made = item.version, item.method.developed_in
    return schemas.MethodOut(
        code=item.method.code,
        title=item.method.title,
        developed_in=made.code if made else None,
        contact_function=item.method.contact_function,
        state=item.state,
        version=version.number,
        does=version.does,
        when_to_use=version.when_to_use,
        needs_data=version.needs_data,
        needs_people=version.needs_people,
        needs_legal_basis=version.needs_legal_basis,
        needs_means=version.needs_means,
        law_change=version.law_change,
        which_law=version.which_law,
        steps=version.steps.splitlines(),
        what_failed=version.what_failed,
        uses=[_use(use, links) for use in item.uses],
        evidence=links_out(links, version),
    )


def _use(use: MethodUse, links: Links) -> schemas.MethodUseOut:
    return schemas.MethodUseOut(
        id=use.id,
        kind=use.kind,
        activity=use.activity.code if use.activity else None,
        by_whom=use.by_whom,
        version=use.version.number,
        reason=use.reason,
        used_from=DateOut.of(use.used_from),
        outcomes=[
            schemas.OutcomeOut(
                outcome=told.outcome,
                because=told.because,
                told_on=DateOut.of(told.told_on),
                evidence=links_out(links, told),
            )
            for told in use.outcomes.all()
        ],
        evidence=links_out(links, use),
    )


@router.post("/methods", response={201: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def describe_method(request: ApiRequest, project: Path[str], written: schemas.MethodIn) -> Status[schemas.MethodOut]:
    """Write down a method."""
    made = operations.describe_method(
        written.code,
        written.title,
        written.text(),
        developed_in=find_if_named(Activity.objects.all(), code=written.developed_in),
        contact_function=written.contact_function,
        evidence=[item.evidence() for item in written.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(made))


@router.post("/methods/{code}/versions", response={201: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def rewrite_method(
    request: ApiRequest, project: Path[str], code: str, written: schemas.MethodVersionIn
) -> Status[schemas.MethodOut]:
    """Add a version of a method; the former ones stay."""
    found = find(METHODS.all(), code=code)
    evidence = [item.evidence() for item in written.evidence]
    operations.rewrite_method(
        found, written.text(), written.change, evidence=evidence, by=request.actor.person, at=timezone.now()
    )
    return Status(201, _as_it_stands(found))


@router.post("/methods/{code}/uses", response={201: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def take_up_method(
    request: ApiRequest, project: Path[str], code: str, taken: schemas.TakeUpIn
) -> Status[schemas.MethodOut]:
    """Let an activity take up a method, for a reason."""
    found = find(METHODS.all(), code=code)
    operations.take_up_method(
        found,
        find(Activity.objects.all(), code=taken.activity),
        taken.reason,
        used_from=date_of(taken.used_from),
        evidence=[item.evidence() for item in taken.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post("/methods/{code}/trials", response={201: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def note_trial(request: ApiRequest, project: Path[str], code: str, tried: schemas.TrialIn) -> Status[schemas.MethodOut]:
    """Note who tried a method, in an activity or outside."""
    found = find(METHODS.all(), code=code)
    operations.note_trial(
        found,
        activity=find_if_named(Activity.objects.all(), code=tried.activity),
        by_whom=tried.by_whom,
        used_from=date_of(tried.used_from),
        evidence=[item.evidence() for item in tried.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found))


@router.post("/method-uses/{use}/outcomes", response={201: schemas.MethodOut, **PROBLEMS}, by_alias=True)
def tell_outcome(
    request: ApiRequest, project: Path[str], use: UUID, told: schemas.OutcomeIn
) -> Status[schemas.MethodOut]:
    """Tell what came of using a method."""
    found = find(MethodUse.objects.select_related("method__developed_in", "activity"), id=use)
    operations.tell_outcome(
        found,
        told.outcome,
        told.because,
        told_on=date_of(told.told_on),
        evidence=[item.evidence() for item in told.evidence],
        by=request.actor.person,
        at=timezone.now(),
    )
    return Status(201, _as_it_stands(found.method))
