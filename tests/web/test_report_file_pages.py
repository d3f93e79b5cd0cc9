"""Pages about the files of a progress report: when they are made, and whether one is as it was frozen."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.reports import frozen, with_files
from tests.web.test_report_pages import HERE
from tests.web.test_report_pages import report as report  # a fixture
from tests.world import World, now
from vlechtwerk.domains.programme.models import ProgressReport
from vlechtwerk.domains.programme.operations import reports


def checked(client: Client, name: str, content: bytes) -> str:
    return client.post("/test/programme/reports/check/", {"file": SimpleUploadedFile(name, content)}).content.decode()


def test_files_are_asked_for_again_only_when_no_job_makes_them(
    world: World, client: Client, report: ProgressReport
) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen")
    reports.submit_progress_report(report, by=world.bram, at=now())
    client.force_login(world.farid.account)  # type: ignore[arg-type]  # the cast has accounts
    client.post(f"{HERE}approve/", {"mandate": str(mandate.id)})
    shown = client.get(HERE).content.decode()
    assert "De bestanden worden gemaakt" in shown
    assert "Opnieuw maken" not in shown
    ProcrastinateJob.objects.all().delete()
    assert "Opnieuw maken" in client.get(HERE).content.decode()


def test_file_that_was_altered_is_told_in_words_and_a_figure_is_named_once(
    world: World, client: Client, report: ProgressReport
) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen")
    made = frozen(world, mandate, reports.submit_progress_report(report, by=world.bram, at=now()))
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    page = with_files(world, made)["full", "html"].replace(b"<h1", b"<h1 ", 1)
    shown = checked(client, "rapport.html", page)
    assert "Neem het bestand opnieuw van de pagina van de rapportage" in shown
    assert "Gevonden" not in shown
    figure = next(item for item in json.loads(made.manifest)["figures"] if item["value"] == "1")
    altered = json.loads(made.manifest)
    next(item for item in altered["figures"] if item["key"] == figure["key"])["value"] = "7"
    shown = checked(client, "manifest.json", json.dumps(altered).encode())
    assert shown.count(f'<b lang="nl">{figure["label"]}</b>') == 1
    client.force_login(world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    shown = checked(client, "manifest.json", made.manifest.encode())
    assert "Wat is vergeleken klopt" in shown
    assert "niet vergeleken" in shown


def test_file_that_is_no_report_is_told_so(world: World, client: Client) -> None:
    client.force_login(world.bram.account)  # type: ignore[arg-type]  # the cast has accounts
    shown = client.post("/test/programme/reports/check/", {"file": SimpleUploadedFile("brief.pdf", b"%PDF-")})
    assert "Dit bestand bevat geen" in shown.content.decode()
    assert "klopt niet meer" not in shown.content.decode()


def test_files_are_made_when_the_body_decides_on_the_page_of_decisions(
    report: ProgressReport, world: World, client: Client
) -> None:
    mandate = world.mandate("SG", "Rapportages vaststellen")
    asked = reports.submit_progress_report(report, by=world.bram, at=now()).decision
    client.force_login(world.farid.account)  # type: ignore[arg-type]  # the cast has accounts
    typed = {"result": "yes", "decided_on": localdate().isoformat(), "mandate": str(mandate.id)}
    assert client.post(f"/test/partnership/decisions/{asked.id}/take/", typed).status_code == 302  # type: ignore[union-attr]  # submitted
    assert ProcrastinateJob.objects.filter(task_name="make_report_files", status="todo").count() == 1
