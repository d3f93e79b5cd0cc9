"""A report of which the building ends without a word keeps nobody from building it anew."""

from datetime import timedelta

import pytest

from tests.findings import asked_people
from tests.refusals import why_refused
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import EvaluationReport
from vlechtwerk.domains.evaluation.operations import reports

pytestmark = pytest.mark.usefixtures("as_dilara")


def test_a_report_that_does_not_come_is_asked_for_again_and_one_of_which_a_file_failed_says_so(world: World) -> None:
    evaluation, at = asked_people(world), now()
    reports.ask_for_report(evaluation, "nl", by=world.dilara, at=at)
    soon, late = at + timedelta(minutes=59), at + timedelta(minutes=61)
    assert why_refused(lambda: reports.ask_for_report(evaluation, "nl", by=world.dilara, at=soon)) == [
        "report_being_built"
    ]
    second = reports.ask_for_report(evaluation, "nl", by=world.dilara, at=late)
    assert EvaluationReport.objects.get(number=1).state == EvaluationReport.State.FAILED
    assert reports.end_building(second, by=world.dilara, at=late).state == EvaluationReport.State.FAILED
