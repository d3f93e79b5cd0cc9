"""Results, kept apart: what was produced and what was done."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ninja import Path, Query, Router, Status

from vlechtwerk.domains.programme.models import Action, ActionCount, Activity, Product
from vlechtwerk.domains.programme.operations import results as operations
from vlechtwerk.domains.programme.queries.results import ResultFilter, actions_by, products_by, sums_of
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api import result_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import on_what
from vlechtwerk.interfaces.api.activity_shapes import Links, links_out
from vlechtwerk.interfaces.api.problems import PROBLEMS, find
from vlechtwerk.interfaces.api.result_schemas import date_of
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, Line

router = Router(tags=["programme"])


class ResultQuery(CamelSchema):
    """How results are narrowed."""

    as_of: date | None = None
    activity: Line = ""
    area: Line = ""
    words: Line = ""

    def filter(self) -> ResultFilter:
        """Return what is asked."""
        return ResultFilter(self.activity, self.area, self.words)


@router.get("/products", response={200: list[schemas.ProductOut], **PROBLEMS}, by_alias=True)
def products(request: ApiRequest, project: Path[str], query: Query[ResultQuery]) -> list[schemas.ProductOut]:
    """List what was produced, as it was known on a day."""
    return products_out(products_by(query.as_of or request.actor.present, query.filter()))


def products_out(found: Sequence[Product]) -> list[schemas.ProductOut]:
    """Return the shapes of products."""
    links: Links = evidence_of(row.id for item in found for row in (item, *item.uses.all()))
    return [
        schemas.ProductOut(
            id=item.id,
            activity=item.activity.code,
            title=item.title,
            kind=item.kind,
            about=item.about,
            made_on=DateOut.of(item.made_on),
            for_whom=item.for_whom,
            document_address=item.document_address,
            uses=[
                schemas.ProductUseOut(
                    in_use=use.in_use,
                    by_whom=use.by_whom,
                    used_from=DateOut.of(use.used_from),
                    explanation=use.explanation,
                    recorded_at=use.recorded_at,
                    evidence=links_out(links, use),
                )
                for use in item.uses.all()
            ],
            evidence=links_out(links, item),
        )
        for item in found
    ]


@router.post("/activities/{code}/products", response={201: schemas.ProductOut, **PROBLEMS}, by_alias=True)
def add_product(
    request: ApiRequest, project: Path[str], code: str, product: schemas.ProductIn
) -> Status[schemas.ProductOut]:
    """Register something that an activity produced."""
    made = operations.add_product(
        find(Activity.objects.all(), code=code),
        product.title,
        product.kind,
        about=product.about,
        made_on=date_of(product.made_on),
        for_whom=product.for_whom,
        document_address=product.document_address,
        **on_what(request, product.evidence),
    )
    return Status(201, products_out([made])[0])


@router.post("/products/{product}/uses", response={201: schemas.ProductOut, **PROBLEMS}, by_alias=True)
def note_product_use(
    request: ApiRequest, project: Path[str], product: UUID, use: schemas.ProductUseIn
) -> Status[schemas.ProductOut]:
    """Note whether a product was taken into use, and by whom."""
    found = find(Product.objects.select_related("activity"), id=product)
    operations.note_product_use(
        found,
        use.in_use,
        use.by_whom,
        used_from=date_of(use.used_from),
        explanation=use.explanation,
        **on_what(request, use.evidence),
    )
    return Status(201, products_out([found])[0])


@router.get("/actions", response={200: list[schemas.ActionOut], **PROBLEMS}, by_alias=True)
def actions(request: ApiRequest, project: Path[str], query: Query[ResultQuery]) -> list[schemas.ActionOut]:
    """List what was done, with its numbers, as it was known on a day."""
    return actions_out(actions_by(query.as_of or request.actor.present, query.filter()))


def actions_out(found: Sequence[Action]) -> list[schemas.ActionOut]:
    """Return the shapes of actions."""
    links: Links = evidence_of(row.id for item in found for row in (item, *item.counts.all()))
    return [
        schemas.ActionOut(
            id=item.id,
            activity=item.activity.code,
            title=item.title,
            done_on=DateOut.of(item.done_on),
            with_whom=item.with_whom,
            counts=_counts(list(item.counts.all()), links),
            sums=[
                schemas.CountSumOut(
                    definition=found_sum.definition,
                    unit=found_sum.unit,
                    ground=found_sum.ground,
                    counts=len(found_sum.counts),
                    total=found_sum.total,
                )
                for found_sum in sums_of(list(item.counts.all()))
            ],
            evidence=links_out(links, item),
        )
        for item in found
    ]


def _counts(counts: Sequence[ActionCount], links: Links) -> list[schemas.CountOut]:
    later = {count.corrects_id: count.id for count in counts if count.corrects_id}
    return [
        schemas.CountOut(
            id=count.id,
            definition=count.definition,
            unit=count.unit,
            number=count.number,
            counted_from=DateOut.of(count.counted_from),
            counted_until=DateOut.of(count.counted_until),
            ground=count.ground,
            corrects=count.corrects_id,
            corrected_by=later.get(count.id),
            reason=count.reason,
            evidence=links_out(links, count),
        )
        for count in counts
    ]


@router.post("/activities/{code}/actions", response={201: schemas.ActionOut, **PROBLEMS}, by_alias=True)
def add_action(
    request: ApiRequest, project: Path[str], code: str, action: schemas.ActionIn
) -> Status[schemas.ActionOut]:
    """Register something that an activity did."""
    made = operations.add_action(
        find(Activity.objects.all(), code=code),
        action.title,
        done_on=date_of(action.done_on),
        with_whom=action.with_whom,
        **on_what(request, action.evidence),
    )
    return Status(201, actions_out([made])[0])


@router.post("/actions/{action}/counts", response={201: schemas.ActionOut, **PROBLEMS}, by_alias=True)
def add_count(
    request: ApiRequest, project: Path[str], action: UUID, count: schemas.CountIn
) -> Status[schemas.ActionOut]:
    """Register a number that tells of an action."""
    found = find(Action.objects.select_related("activity"), id=action)
    operations.add_count(
        found,
        count.definition,
        count.unit,
        count.number,
        count.ground,
        period=(date_of(count.counted_from), date_of(count.counted_until)),
        **on_what(request, count.evidence),
    )
    return Status(201, actions_out([found])[0])


@router.post("/counts/{count}/corrections", response={201: schemas.ActionOut, **PROBLEMS}, by_alias=True)
def correct_count(
    request: ApiRequest, project: Path[str], count: UUID, correction: schemas.CorrectionIn
) -> Status[schemas.ActionOut]:
    """Correct a number by a new one; both stay."""
    wrong = find(ActionCount.objects.select_related("action__activity"), id=count)
    operations.correct_count(
        wrong,
        correction.number,
        correction.reason,
        **on_what(request, correction.evidence),
    )
    return Status(201, actions_out([wrong.action])[0])
