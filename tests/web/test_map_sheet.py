"""The outcome map on one sheet of A3 paper, readable for a screen reader too."""

import io

import pdfua
import pikepdf
import pytest
from django.test import Client

from vlechtwerk.domains.partnership.models import Account

A3 = (1190.55, 841.89)


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
        assert (round(float(page.mediabox[2]), 2), round(float(page.mediabox[3]), 2)) == A3
    report = pdfua.validate(io.BytesIO(answer.content))
    assert [finding for finding in report.findings if finding.severity == pdfua.Severity.ERROR] == []
