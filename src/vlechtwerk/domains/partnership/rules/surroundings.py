"""Whether the map of surroundings may be changed now: who else does what, what is agreed, and how we relate to them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import (
    Agreement,
    Organisation,
    OutsideBody,
    OutsidePosition,
    Person,
    Reach,
    Theme,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    reasons_against_day,
    reasons_against_registering,
)
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

# Who keeps the map of surroundings: liaisons know the others best.
MAPMAKERS = frozenset({Function.DIRECTOR, Function.TEAM_MANAGER, Function.LIAISON})
ADDRESSES = ("https://", "http://")


def reasons_against_mapping(by: Person, at: datetime) -> list[Reason]:
    """Return why someone may not change the map of surroundings."""
    return reasons_against_acting(by, at, MAPMAKERS, _("Keeping the map of surroundings"))


def reasons_against_adding_theme(code: str, name: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a theme can't be added."""
    reasons = reasons_against_mapping(by, at)
    if not code.strip() or not name.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if Theme.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    return reasons


def reasons_against_placing(
    organisation: Organisation, kind: str, reach: str, *, evidence: Sequence[Evidence], by: Person, at: datetime
) -> list[Reason]:
    """Return why an organisation can't be placed on the map: a partner is not outside, and each stands there once."""
    reasons = reasons_against_mapping(by, at)
    if organisation.kind == Organisation.Kind.PARTNER:
        reasons.append(Reason("partner_is_not_outside", _("A partner belongs to us; it is no outside body.")))
    if OutsideBody.objects.filter(organisation=organisation).exists():
        reasons.append(Reason("placed_already", _("This organisation is among the surroundings already.")))
    reasons += _reasons_against_sort(kind) + _reasons_against_reach(reach)
    return reasons + reasons_against_attaching(by.project_id, evidence)


def _reasons_against_sort(kind: str) -> list[Reason]:
    if kind in OutsideBody.Kind.values:
        return []
    return [Reason("kind_unknown", _("Choose what sort of body it is."))]


def _reasons_against_reach(reach: str) -> list[Reason]:
    if reach in Reach.values:
        return []
    return [Reason("reach_unknown", _("Choose how far they reach."))]


def reasons_against_adding_outside(by: Person, at: datetime) -> list[Reason]:
    """Return why someone adds no outside body: that is for who keeps both the register and the map of surroundings."""
    return list(dict.fromkeys(reasons_against_registering(by, at) + reasons_against_mapping(by, at)))


def reasons_against_registering_outside(
    code: str, name: str, kind: str, reach: str, *, evidence: Sequence[Evidence], by: Person, at: datetime
) -> list[Reason]:
    """Return why a new outside body can't be registered."""
    reasons = reasons_against_adding_outside(by, at)
    reasons += _reasons_against_sort(kind) + _reasons_against_reach(reach)
    if not code.strip() or not name.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if Organisation.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("code_in_use", _("This code is in use.")))
    return reasons + reasons_against_attaching(by.project_id, evidence)


def reasons_against_naming_role(
    body: OutsideBody,
    theme: Theme,
    what: str,
    period: tuple[PreciseDate | None, PreciseDate | None],
    reach: str = "",
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why it can't be said what a body does on a theme: it rests on a source."""
    reasons = reasons_against_mapping(by, at)
    if not what.strip():
        reasons.append(Reason("description_missing", _("Say what they do.")))
    if body.roles.filter(theme=theme, what=what.strip()).exists():
        reasons.append(Reason("named_already", _("This stands there already.")))
    reasons += _reasons_against_reach(reach) if reach else []
    reasons += reasons_against_period(period) + reasons_without_a_source(evidence)
    return reasons + reasons_against_attaching(body.project_id, evidence)


def reasons_without_a_source(evidence: Sequence[Evidence]) -> list[Reason]:
    """Return why a claim can't be saved: it rests on nothing."""
    if evidence:
        return []
    return [Reason("evidence_missing", _("Name the source that tells this."), _("No claim without evidence"))]


def reasons_against_period(period: tuple[PreciseDate | None, PreciseDate | None]) -> list[Reason]:
    """Return why a period is none: its end surely lies before its start."""
    begins, ends = period
    if begins is not None and ends is not None and ends.latest <= begins.earliest:
        return [Reason("ends_before_start", _("The end lies before the start."))]
    return []


def reasons_against_agreeing(
    title: str,
    kind: str,
    bodies: Sequence[OutsideBody],
    document_address: str,
    period: tuple[PreciseDate | None, PreciseDate | None],
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why an agreement can't be noted."""
    reasons = reasons_against_mapping(by, at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write the title.")))
    if Agreement.objects.filter(project_id=by.project_id, title=title.strip()).exists():
        reasons.append(Reason("agreement_exists", _("There is an agreement of that name.")))
    if kind not in Agreement.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose what sort of agreement it is.")))
    if not bodies:
        reasons.append(Reason("party_missing", _("Name with whom it was agreed.")))
    reasons += reasons_against_address(document_address) + reasons_against_period(period)
    return reasons + reasons_against_attaching(by.project_id, evidence)


def reasons_against_address(address: str) -> list[Reason]:
    """Return why nobody can follow an address: only addresses of pages lead somewhere, and nothing runs from them."""
    if not address or address.lower().startswith(ADDRESSES):
        return []
    return [Reason("address_unclear", _("An address begins with https:// or http://."))]


def reasons_against_positioning(
    body: OutsideBody,
    position: str,
    explanation: str,
    said_on: PreciseDate | None,
    *,
    evidence: Sequence[Evidence],
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why it can't be said how we relate to a body: it is explained."""
    reasons = reasons_against_mapping(by, at)
    if position not in OutsidePosition.Position.values:
        reasons.append(Reason("position_unknown", _("Choose how we relate to them.")))
    if not explanation.strip():
        reasons.append(Reason("explanation_missing", _("Explain it in a sentence.")))
    reasons += reasons_against_day(said_on, at)
    return reasons + reasons_against_attaching(body.project_id, evidence)
