"""Progress reports through the interface and from the command line: the same acts, the same reasons."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import World, now
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.programme.models import FrozenReport
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import reports
from vlechtwerk.foundation.database.reading import reading_as

ONE = "/progress-reports/2026-2"


@pytest.fixture
def caller(world: World, client: Client) -> dict[str, Caller]:
    """Let some of the cast call with a token."""
    made = {}
    for name in ("bram", "karin", "farid", "anna"):
        _token, secret = make_access_token(world.people[name].account, "test", days=1, at=timezone.now())  # type: ignore[arg-type]  # the cast has accounts
        made[name] = Caller(client, {"Authorization": f"Bearer {secret}", "Accept-Language": "nl"})
    return made


def gather(world: World) -> None:
    """Do what the job does."""
    with reading_as(world.bram.id):
        (report,) = reports.ProgressReport.objects.all()
        for step in reports.STEPS:
            reports.gather_facts(report, step, by=world.bram, at=now())


def test_report_goes_from_draft_to_frozen_and_is_verified(world: World, caller: dict[str, Caller]) -> None:
    world.stands(world.activity(), Status.RUNNING, "2026-05")
    mandate = world.mandate("SG", "Rapportages vaststellen")
    drafted = caller["bram"].post("/progress-reports", {"periodFrom": "2026-05-01", "approvingBody": "SG"})
    assert (drafted.status_code, drafted.json()["gatheringShare"]) == (201, 0)
    assert {reason["code"] for reason in caller["bram"].post(f"{ONE}/submission").json()["reasons"]} == {
        "nothing_gathered"
    }
    gather(world)
    written = caller["bram"].post(f"{ONE}/words", {"activity": "A01", "text": "Er is gewerkt.[1]"})
    assert (written.status_code, written.json()["version"]) == (201, 1)
    shown = caller["bram"].get(ONE).json()
    assert [fact["words"] for fact in shown["facts"]] == ["In uitvoering sinds mei 2026: Zo staat het in de bron"]
    assert caller["bram"].post(f"{ONE}/submission").json()["state"] == "submitted"
    refused = caller["karin"].post(f"{ONE}/approval", {"mandate": str(mandate.id)})
    assert (refused.status_code, refused.json()["reasons"][0]["code"]) == (409, "no_seat")
    assert caller["farid"].post(f"{ONE}/approval", {"mandate": str(mandate.id)}).json()["state"] == "frozen"
    manifest = caller["karin"].get(f"{ONE}/manifest").content
    altered = json.dumps(json.loads(manifest) | {"software": "9"}).encode()
    for who, content, holds in (("karin", manifest, True), ("karin", altered, False), ("anna", manifest, True)):
        file = {"file": SimpleUploadedFile("manifest.json", content)}
        sent = caller[who].client.post(
            "/api/v1/projects/test/progress-reports/_verify", file, headers=caller[who].headers
        )
        answer = sent.json()
        assert (answer["report"], answer["holds"]) == ("2026-2", holds)
        # Anna does not read the draft, and is told what was not compared for her.
        assert (answer["rowsCompared"], answer["remark"] == "") == (who == "karin", who == "karin")


def test_period_that_is_none_is_refused(world: World, caller: dict[str, Caller]) -> None:
    refused = caller["bram"].post("/progress-reports", {"periodFrom": "2026-06-01", "approvingBody": "SG"})
    assert {reason["code"] for reason in refused.json()["reasons"]} == {"not_a_period"}
    assert not FrozenReport.objects.exists()
    assert date(2026, 9, 1) == reports.end_of_period(date(2026, 5, 1))
