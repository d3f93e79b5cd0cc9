"""Open a project and register who takes part in it: organisations, capacities, bodies and departments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import (
    Body,
    Department,
    LegalCapacity,
    Organisation,
    Person,
    Project,
)
from vlechtwerk.domains.partnership.rules import reasons_against_acting, reasons_against_registering
from vlechtwerk.engines.policy.facts import CapacityKind
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def open_project(
    code: str,
    name: str,
    full_name: str,
    origin: str,
    *,
    at: datetime,
    about: str = "",
    described_on: date | None = None,
    status_colours: Mapping[str, str] | None = None,
    loaded_checksum: str = "",
) -> tuple[Project, Person]:
    """Open a project; return it with the person in whose name its case is loaded.

    Done at installation by the role that owns the tables: the application's role sees no project without a reader.
    """
    project = Project.objects.create(
        code=code,
        name=name,
        full_name=full_name,
        origin=origin,
        about=about,
        described_on=described_on,
        status_colours=dict(status_colours or {}),
        loaded_checksum=loaded_checksum,
    )
    loader = Person.objects.create(project=project, name=f"Vlechtwerk ({name})", loads_cases=True)
    note_act("open_project", "project", project.id, project_id=project.id, by=loader.id, at=at)
    return project, loader


@transaction.atomic
def note_export(project: Project, *, by: Person, at: datetime) -> None:
    """Note that someone takes along everything in a project that they may read."""
    refuse_if(reasons_against_acting(by, at))
    note_act("export", "project", project.id, project_id=project.id, by=by.id, at=at)


@transaction.atomic
def add_organisation(
    code: str,
    name: str,
    kind: str,
    *,
    by: Person,
    at: datetime,
    role: str = "",
    note: str = "",
    evidence: Sequence[Evidence] = (),
) -> Organisation:
    """Register an organisation that is a partner, the ministry or another party."""
    refuse_if(reasons_against_registering(by, at))
    organisation = Organisation.objects.create(
        project_id=by.project_id, code=code, name=name, kind=kind, role=role, note=note
    )
    attach(organisation, evidence)
    note_act("add_organisation", "organisation", organisation.id, project_id=by.project_id, by=by.id, at=at)
    return organisation


@transaction.atomic
def add_capacity(
    organisation: Organisation,
    name: str,
    regime: str,
    controller: str,
    basis: str,
    basis_mark: str,
    *,
    by: Person,
    at: datetime,
    kind: str = CapacityKind.OTHER.value,
) -> LegalCapacity:
    """Register a legal capacity in which an organisation acts."""
    refuse_if(reasons_against_registering(by, at))
    capacity = LegalCapacity.objects.create(
        project_id=by.project_id,
        organisation=organisation,
        name=name,
        regime=regime,
        kind=kind,
        controller=controller,
        basis=basis,
        basis_mark=basis_mark,
    )
    note_act("add_capacity", "legal_capacity", capacity.id, project_id=by.project_id, by=by.id, at=at)
    return capacity


@transaction.atomic
def add_body(
    code: str,
    name: str,
    level: str,
    *,
    by: Person,
    at: datetime,
    composition: str = "",
    purpose: str = "",
    existence: str = Body.Existence.EXISTS,
    exists_since: PreciseDate | None = None,
    run_by: Organisation | None = None,
    note: str = "",
    evidence: Sequence[Evidence] = (),
) -> Body:
    """Register a body that steers, decides, coordinates or advises."""
    refuse_if(reasons_against_registering(by, at))
    body = Body.objects.create(
        project_id=by.project_id,
        code=code,
        name=name,
        level=level,
        composition=composition,
        purpose=purpose,
        existence=existence,
        exists_since=exists_since,
        run_by=run_by,
        note=note,
    )
    attach(body, evidence)
    note_act("add_body", "body", body.id, project_id=by.project_id, by=by.id, at=at)
    return body


@transaction.atomic
def add_department(code: str, name: str, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()) -> Department:
    """Register a department of the partnership's own organisation."""
    refuse_if(reasons_against_registering(by, at))
    department = Department.objects.create(project_id=by.project_id, code=code, name=name)
    attach(department, evidence)
    note_act("add_department", "department", department.id, project_id=by.project_id, by=by.id, at=at)
    return department
