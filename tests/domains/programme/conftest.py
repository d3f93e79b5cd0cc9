"""What tests of progress reports begin with."""

from datetime import date

import pytest

from tests.world import World, moment, now, place
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import register


@pytest.fixture
def mandate(world: World) -> Mandate:
    """Let the steering group have the mandate to approve reports."""
    return world.mandate("SG", "Voortgangsrapportages vaststellen", mandated_from=date(2022, 9, 1))


@pytest.fixture
def activity(world: World) -> Activity:
    """Register an activity with a status and a fact of May."""
    world.source()
    activity = world.activity("A01", "Smokkelroutes", lead="anna")
    world.stands(activity, Status.RUNNING, "2026-05")
    register.add_entry(
        activity, "done", "Er zijn 12 controles gedaan", occurred_on=moment("2026-06"), evidence=[place()],
        by=world.loader, at=now(),
    )  # fmt: skip
    return activity
