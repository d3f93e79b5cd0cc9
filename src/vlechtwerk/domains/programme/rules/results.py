"""Whether results may be registered now: products and their use, actions and their counts."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_day
from vlechtwerk.domains.partnership.rules.surroundings import reasons_against_address, reasons_without_a_source
from vlechtwerk.domains.programme.models import Action, ActionCount, Activity, Product, ProductUse
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

LARGEST_COUNT = 10**15


def reasons_against_adding_product(
    activity: Activity,
    title: str,
    kind: str,
    made_on: PreciseDate | None,
    document_address: str,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a product can't be registered: it has a name, and can be found somewhere."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write the title.")))
    if activity.products.filter(title=title.strip()).exists():
        reasons.append(Reason("product_exists", _("This activity has a product of that name.")))
    if kind not in Product.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what sort of product it is.")))
    if not evidence and not document_address:
        reasons.append(
            Reason(
                "product_nowhere",
                _("Say where it is: an address, or the source that tells of it."),
                _("No claim without evidence"),
            )
        )
    reasons += reasons_against_address(document_address) + reasons_against_day(made_on, at)
    return reasons + reasons_against_attaching(activity.project_id, evidence)


def reasons_against_noting_use(
    product: Product,
    in_use: str,
    by_whom: str,
    used_from: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why it can't be noted whether a product is used: by someone, and on a source."""
    reasons = reasons_against_leading(product.activity, by=by, at=at)
    if in_use not in ProductUse.InUse.values:
        reasons.append(Reason("use_unknown", _("Choose whether it was taken into use.")))
    if in_use != ProductUse.InUse.NO and not by_whom.strip():
        reasons.append(Reason("user_missing", _("Say who uses it.")))
    reasons += reasons_without_a_source(evidence) + reasons_against_day(used_from, at)
    return reasons + reasons_against_attaching(product.project_id, evidence)


def reasons_against_adding_action(
    activity: Activity,
    title: str,
    done_on: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why an action can't be registered: it was done, and a source tells so."""
    reasons = reasons_against_leading(activity, by=by, at=at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Say what was done.")))
    if activity.actions.filter(title=title.strip()).exists():
        reasons.append(Reason("action_exists", _("This activity has an action of that name.")))
    reasons += reasons_without_a_source(evidence) + reasons_against_day(done_on, at)
    return reasons + reasons_against_attaching(activity.project_id, evidence)


def reasons_against_counting(
    action: Action,
    definition: str,
    unit: str,
    number: int,
    period: tuple[PreciseDate | None, PreciseDate | None],
    *,
    ground: str,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a number can't be registered: it says of what, in which unit, over when, and on which ground."""
    reasons = reasons_against_leading(action.activity, by=by, at=at)
    if not definition.strip():
        reasons.append(Reason("definition_missing", _("Say exactly what is counted.")))
    if not unit.strip():
        reasons.append(Reason("unit_missing", _("Say in which unit.")))
    if not 0 <= number <= LARGEST_COUNT:
        reasons.append(Reason("number_impossible", _("Write a whole number of nought or more.")))
    if ground not in ActionCount.CountedFrom.values:
        reasons.append(Reason("ground_unknown", _("Say whether it was counted in a register, or is self-report.")))
    begins, ends = period
    if begins is not None and ends is not None and ends.latest < begins.earliest:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    reasons += reasons_against_day(begins, at) + reasons_without_a_source(evidence)
    return reasons + reasons_against_attaching(action.project_id, evidence)


def reasons_against_correcting(wrong: ActionCount, reason: str) -> list[Reason]:
    """Return why a number can't be corrected: once, with a reason; a correction is corrected itself."""
    reasons = []
    if not says_something(reason):
        reasons.append(Reason("reason_missing", _("Say what was wrong."), _("Counts are corrected, not changed")))
    if ActionCount.objects.filter(corrects=wrong).exists():
        reasons.append(
            Reason(
                "corrected_already",
                _("This number was corrected already. Correct the newer one."),
                _("Counts are corrected, not changed"),
            )
        )
    return reasons
