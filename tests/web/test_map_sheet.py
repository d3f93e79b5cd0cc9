"""The outcome map on one sheet of A3 paper, readable for a screen reader too."""

import io

import pdfua
import pikepdf
import pytest
from django.test import Client

from tests.world import World, now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.programme.operations.map import add_map_version
from vlechtwerk.engines.documents.sheet import Sheet, sheet_of

A3 = {1190.55, 841.89}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("project", "version", "name"), [("nsoc", "2023-08", "nsoc-"), ("demo", "2026-11", "verzonnen-demo-")]
)
def test_map_is_one_sheet_of_a3_that_reads_aloud(client: Client, project: str, version: str, name: str) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    answer = client.get(f"/{project}/programme/map/{version}/a3.pdf")
    assert answer.status_code == 200
    assert f'filename="{name}' in answer["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        (page,) = pdf.pages
        assert {round(float(page.mediabox[2]), 2), round(float(page.mediabox[3]), 2)} == A3
    report = pdfua.validate(io.BytesIO(answer.content))
    assert [finding for finding in report.findings if finding.severity == pdfua.Severity.ERROR] == []


def test_sheet_of_a_map_on_which_nothing_stands_yet_is_made(client: Client, world: World) -> None:
    add_map_version("leeg", "Leeg", by=world.loader, at=now())
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert client.get("/test/programme/map/leeg/a3.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(("width", "height", "lies"), [(1600, 900, True), (1200, 1200, False), (900, 1600, False)])
def test_sheet_lies_or_stands_as_the_drawing_gets_largest(width: int, height: int, lies: bool) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"/>'
    with pikepdf.open(io.BytesIO(sheet_of(drawing, Sheet("Kaart", "", "", "", "", "nl"), now()))) as pdf:
        (page,) = pdf.pages
        assert (page.mediabox[2] > page.mediabox[3]) is lies
