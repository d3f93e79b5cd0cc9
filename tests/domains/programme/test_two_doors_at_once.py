"""A report that lies with a body can be approved at two doors: its own page, and the decision that is asked."""

from threading import Event

import pytest
from django.db import transaction

from tests.at_once import A_WHILE, second_of
from tests.reports import submitted
from tests.world import days_from_now, find_world, moment, now
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations.decisions import take_decision
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_report_approved_at_both_doors_at_once_is_approved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    halfway = Event()

    def take_late(*given: object, **told: object) -> Decision:
        # The first one holds what it takes before it decides, while the second one begins at the other door.
        halfway.set()
        Event().wait(A_WHILE)
        return take_decision(*given, **told)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(reports, "take_decision", take_late)
    with find_world() as world:
        with reading_as(world.karin.id), transaction.atomic():
            mandate = world.mandate("SG", "Voortgangsrapportages vaststellen")
            world.stands(world.activity(), Status.RUNNING, "2026-05")
            report = submitted(world)
        asked = report.decision
        assert asked is not None
        refused = second_of(
            world.farid,
            lambda: take_decision(
                asked, "yes", moment(f"{days_from_now(0):%Y-%m}"), mandate=mandate, by=world.farid, at=now()
            ),
            lambda: reports.approve_progress_report(report, mandate, by=world.farid, at=now()),
            acted=halfway,
        )
        with reading_as(world.karin.id):
            report.refresh_from_db()
    assert (refused, report.state) == ({"not_waiting"}, "frozen")
