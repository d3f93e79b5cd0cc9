"""Register results, kept apart: what an activity produced, and what it did with its counts."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Action, ActionCount, Activity, Product, ProductUse
from vlechtwerk.domains.programme.rules.results import (
    reasons_against_adding_action,
    reasons_against_adding_product,
    reasons_against_correcting,
    reasons_against_counting,
    reasons_against_noting_use,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_product(
    activity: Activity,
    title: str,
    kind: str,
    *,
    by: Person,
    at: datetime,
    about: str = "",
    made_on: PreciseDate | None = None,
    for_whom: str = "",
    document_address: str = "",
    evidence: Sequence[Evidence] = (),
) -> Product:
    """Register something that an activity produced, and where it is."""
    address = document_address.strip()
    wait_for_others("products", activity.id)
    refuse_if(reasons_against_adding_product(activity, title, kind, made_on, address, evidence=evidence, by=by, at=at))
    product = Product.objects.create(
        project_id=activity.project_id,
        activity=activity,
        title=title.strip(),
        kind=kind,
        about=about.strip(),
        made_on=made_on,
        for_whom=for_whom.strip(),
        document_address=address,
        recorded_by=by,
        recorded_at=at,
        order=activity.products.count(),
    )
    attach(product, evidence)
    note_act("add_product", "product", product.id, project_id=activity.project_id, by=by.id, at=at)
    return product


@transaction.atomic
def note_product_use(
    product: Product,
    in_use: str,
    by_whom: str,
    *,
    by: Person,
    at: datetime,
    used_from: PreciseDate | None = None,
    explanation: str = "",
    evidence: Sequence[Evidence] = (),
) -> ProductUse:
    """Note whether a product was taken into use, and by whom; what was noted before stays."""
    refuse_if(reasons_against_noting_use(product, in_use, by_whom, used_from, evidence=evidence, by=by, at=at))
    use = ProductUse.objects.create(
        project_id=product.project_id,
        product=product,
        in_use=in_use,
        by_whom=by_whom.strip(),
        used_from=used_from,
        explanation=explanation.strip(),
        recorded_by=by,
        recorded_at=at,
        order=product.uses.count(),
    )
    attach(use, evidence)
    note_act("note_product_use", "product", product.id, project_id=product.project_id, by=by.id, at=at)
    return use


@transaction.atomic
def add_action(
    activity: Activity,
    title: str,
    *,
    by: Person,
    at: datetime,
    done_on: PreciseDate | None = None,
    with_whom: str = "",
    evidence: Sequence[Evidence] = (),
) -> Action:
    """Register something that an activity did."""
    wait_for_others("actions", activity.id)
    refuse_if(reasons_against_adding_action(activity, title, done_on, evidence=evidence, by=by, at=at))
    action = Action(
        project_id=activity.project_id,
        activity=activity,
        title=title.strip(),
        done_on=done_on,
        with_whom=with_whom.strip(),
        recorded_by=by,
        recorded_at=at,
        order=activity.actions.count(),
    )
    action.save(force_insert=True)
    attach(action, evidence)
    note_act("add_action", "action", action.id, project_id=activity.project_id, by=by.id, at=at)
    return action


@transaction.atomic
def add_count(
    action: Action,
    definition: str,
    unit: str,
    number: int,
    ground: str,
    *,
    by: Person,
    at: datetime,
    period: tuple[PreciseDate | None, PreciseDate | None] = (None, None),
    evidence: Sequence[Evidence] = (),
) -> ActionCount:
    """Register a number that tells of an action."""
    refuse_if(
        reasons_against_counting(
            action, definition, unit, number, period, ground=ground, evidence=evidence, by=by, at=at
        )
    )
    return _keep(action, (definition, unit, number, ground), period, evidence, by=by, at=at)


@transaction.atomic
def correct_count(
    wrong: ActionCount,
    number: int,
    reason: str,
    *,
    by: Person,
    at: datetime,
    evidence: Sequence[Evidence] = (),
) -> ActionCount:
    """Correct a number by a new one of the same definition, unit, period and ground; both stay."""
    # Counts are never changed, so they can't be locked either: who corrects at once waits for the action.
    Action.objects.select_for_update().get(id=wrong.action_id)
    period = (wrong.counted_from, wrong.counted_until)
    refuse_if(
        reasons_against_counting(
            wrong.action, wrong.definition, wrong.unit, number, period,
            ground=wrong.ground, evidence=evidence, by=by, at=at,
        )
        + reasons_against_correcting(wrong, reason)
    )  # fmt: skip
    counted = (wrong.definition, wrong.unit, number, wrong.ground)
    return _keep(wrong.action, counted, period, evidence, by=by, at=at, corrects=wrong, reason=reason)


def _keep(
    action: Action,
    counted: tuple[str, str, int, str],
    period: tuple[PreciseDate | None, PreciseDate | None],
    evidence: Sequence[Evidence],
    *,
    by: Person,
    at: datetime,
    corrects: ActionCount | None = None,
    reason: str = "",
) -> ActionCount:
    action = Action.objects.select_for_update().get(id=action.id)
    definition, unit, number, ground = counted
    count = ActionCount.objects.create(
        project_id=action.project_id,
        action=action,
        definition=definition.strip(),
        unit=unit.strip(),
        number=number,
        ground=ground,
        counted_from=period[0],
        counted_until=period[1],
        corrects=corrects,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=at,
        order=action.counts.count(),
    )
    attach(count, evidence)
    act = "add_count" if corrects is None else "correct_count"
    note_act(act, "action", action.id, project_id=action.project_id, by=by.id, at=at, details={"number": number})
    return count
