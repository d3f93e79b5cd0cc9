"""A job reads as who asked it, at the moment that it runs; what waits, and what tells of it, holds identifiers only."""

import inspect
import json
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.databases import owner_address
from tests.world import World, days_from_now, now
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.foundation.database.reading import NoRunningAppointment
from vlechtwerk.interfaces.report_jobs import GATHER, MAKE_FILES

OURS = "vlechtwerk."


@pytest.fixture
def report(world: World) -> ProgressReport:
    """Draft a report of which nothing is gathered yet."""
    world.stands(world.activity("A01", "GEHEIM"), Status.RUNNING, "2026-05")
    return reports.draft_progress_report(date(2026, 5, 1), world.bodies["SG"], by=world.bram, at=now())


def asked_by(person: Person) -> dict[str, Any]:
    """Let someone ask for the facts on the page, and return with what the job waits."""
    client = Client()
    client.force_login(person.account)  # type: ignore[arg-type]  # the cast has accounts
    assert client.post("/test/programme/reports/2026-2/facts/").status_code == 302
    return dict(ProcrastinateJob.objects.get(task_name=GATHER, status="todo").args)


def test_job_of_someone_whose_appointment_ended_since_gathers_nothing(world: World, report: ProgressReport) -> None:
    asked = asked_by(world.bram)
    (appointment,) = world.bram.appointments.all()
    people.end_appointment(appointment, days_from_now(0), reason_kind="other", by=world.karin, at=now())
    for job in (GATHER, MAKE_FILES):
        with pytest.raises(NoRunningAppointment):
            app.tasks[job].func(**asked)
    assert not report.facts.exists()
    # Who still has one gathers with the same job.
    other = {"person": str(world.karin.id), "appointment": str(world.karin.appointments.get().id)}
    app.tasks[GATHER].func(**(asked | other))
    assert report.facts.exists()


def test_job_waits_with_identifiers_and_nothing_that_was_written(world: World, report: ProgressReport) -> None:
    asked = asked_by(world.bram)
    assert {name: UUID(value) for name, value in asked.items()} == {
        "report": report.id,
        "person": world.bram.id,
        "appointment": world.bram.appointments.get().id,
    }
    ours = [task.func for task in app.tasks.values() if task.func.__module__.startswith(OURS)]
    taken = {name for function in ours for name in inspect.signature(function).parameters}
    assert taken == {"timestamp", "report", "of_round", "coding_file", "person", "appointment"}


def test_what_every_role_hears_of_a_job_is_its_number(db: None) -> None:
    with psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=True) as owner:
        owner.execute("listen procrastinate_any_queue_v1")
        row = owner.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args) values ('default', %s, %s) returning id",
            [GATHER, json.dumps({"report": "GEHEIM"})],
        ).fetchone()
        assert row is not None
        try:
            (heard,) = owner.notifies(timeout=10, stop_after=1)
        finally:
            owner.execute("delete from procrastinate_jobs where id = %s", row)
    assert json.loads(heard.payload) == {"type": "job_inserted", "job_id": row[0]}
