"""Keep the map of surroundings: who else does what, what is agreed with them, and how we relate to them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import (
    Agreement,
    AgreementParty,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Person,
    Reach,
    Theme,
)
from vlechtwerk.domains.partnership.operations.projects import add_organisation
from vlechtwerk.domains.partnership.rules.surroundings import (
    reasons_against_adding_theme,
    reasons_against_agreeing,
    reasons_against_naming_role,
    reasons_against_placing,
    reasons_against_positioning,
    reasons_against_registering_outside,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def add_theme(code: str, name: str, *, by: Person, at: datetime, order: int | None = None) -> Theme:
    """Name a theme by which it is told who does what."""
    wait_for_others("themes", by.project_id)
    refuse_if(reasons_against_adding_theme(code, name, by=by, at=at))
    place = Theme.objects.filter(project_id=by.project_id).count() if order is None else order
    theme = Theme.objects.create(project_id=by.project_id, code=code.strip(), name=name.strip(), order=place)
    note_act("add_theme", "theme", theme.id, project_id=by.project_id, by=by.id, at=at)
    return theme


@transaction.atomic
def place_outside(
    organisation: Organisation,
    kind: str,
    *,
    by: Person,
    at: datetime,
    region: str = "",
    reach: str = Reach.NOT_STATED,
    contact_function: str = "",
    evidence: Sequence[Evidence] = (),
) -> OutsideBody:
    """Place an organisation that is known already on the map of surroundings."""
    wait_for_others("outside_bodies", by.project_id)
    refuse_if(reasons_against_placing(organisation, kind, reach, evidence=evidence, by=by, at=at))
    body = OutsideBody(
        project_id=by.project_id,
        organisation=organisation,
        kind=kind,
        region=region.strip(),
        reach=reach,
        contact_function=contact_function.strip(),
    )
    body.save(force_insert=True)
    attach(body, evidence)
    note_act("place_outside", "outside_body", body.id, project_id=by.project_id, by=by.id, at=at)
    return body


@transaction.atomic
def register_outside(
    code: str,
    name: str,
    kind: str,
    *,
    by: Person,
    at: datetime,
    role: str = "",
    region: str = "",
    reach: str = Reach.NOT_STATED,
    contact_function: str = "",
    evidence: Sequence[Evidence] = (),
) -> OutsideBody:
    """Register an outside body that was not known yet, as another party, and place it on the map."""
    wait_for_others("outside_bodies", by.project_id)
    refuse_if(reasons_against_registering_outside(code, name, kind, reach, evidence=evidence, by=by, at=at))
    organisation = add_organisation(
        code.strip(), name.strip(), Organisation.Kind.OTHER_PARTY, role=role.strip(), evidence=evidence, by=by, at=at
    )
    return place_outside(
        organisation,
        kind,
        region=region,
        reach=reach,
        contact_function=contact_function,
        evidence=evidence,
        by=by,
        at=at,
    )


@transaction.atomic
def name_outside_role(
    body: OutsideBody,
    theme: Theme,
    what: str,
    *,
    by: Person,
    at: datetime,
    reach: str = "",
    region: str = "",
    since: PreciseDate | None = None,
    until: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> OutsideRole:
    """Say what an outside body does on a theme; without more it does so as far and where as it works."""
    body = OutsideBody.objects.select_for_update(of=("self",)).get(id=body.id)
    reasons = reasons_against_naming_role(body, theme, what, (since, until), reach, evidence=evidence, by=by, at=at)
    refuse_if(reasons)
    role = OutsideRole.objects.create(
        project_id=body.project_id,
        body=body,
        theme=theme,
        what=what.strip(),
        reach=reach or body.reach,
        region=region.strip() or body.region,
        since=since,
        until=until,
        order=body.roles.count(),
    )
    attach(role, evidence)
    note_act("name_outside_role", "outside_body", body.id, project_id=body.project_id, by=by.id, at=at)
    return role


@transaction.atomic
def note_agreement(
    title: str,
    kind: str,
    bodies: Sequence[OutsideBody],
    *,
    by: Person,
    at: datetime,
    about: str = "",
    agreed_from: PreciseDate | None = None,
    agreed_until: PreciseDate | None = None,
    document_address: str = "",
    evidence: Sequence[Evidence] = (),
) -> Agreement:
    """Note what was agreed with one or more outside bodies."""
    period, address = (agreed_from, agreed_until), document_address.strip()
    wait_for_others("agreements", by.project_id)
    refuse_if(reasons_against_agreeing(title, kind, bodies, address, period, evidence=evidence, by=by, at=at))
    agreement = Agreement.objects.create(
        project_id=by.project_id,
        title=title.strip(),
        kind=kind,
        about=about.strip(),
        agreed_from=agreed_from,
        agreed_until=agreed_until,
        document_address=address,
    )
    for body in dict.fromkeys(bodies):
        AgreementParty.objects.create(project_id=by.project_id, agreement=agreement, body=body)
    attach(agreement, evidence)
    note_act("note_agreement", "agreement", agreement.id, project_id=by.project_id, by=by.id, at=at)
    return agreement


@transaction.atomic
def take_position(
    body: OutsideBody,
    position: str,
    explanation: str,
    *,
    by: Person,
    at: datetime,
    said_on: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> OutsidePosition:
    """Say how we relate to an outside body; what was said before stays."""
    refuse_if(reasons_against_positioning(body, position, explanation, said_on, evidence=evidence, by=by, at=at))
    taken = OutsidePosition.objects.create(
        project_id=body.project_id,
        body=body,
        position=position,
        explanation=explanation.strip(),
        said_on=said_on,
        recorded_by=by,
        recorded_at=at,
        order=body.positions.count(),
    )
    attach(taken, evidence)
    note_act("take_position", "outside_body", body.id, project_id=body.project_id, by=by.id, at=at)
    return taken
