"""Lists leave as files: people, sources and the history of an activity, as the page shows them."""

import csv
import io

import pytest
from django.test import Client

from vlechtwerk.domains.partnership.models import Account


@pytest.mark.parametrize(
    ("page", "heads", "row"),
    [
        ("partnership/people/", ["Naam", "Functie"], ["Bram", "Teammanager Beeld", "Belastingdienst"]),
        (
            "programme/sources/",
            ["Code", "Bron", "Soort"],
            ["V1", "Verzonnen tertaalrapportage september t/m december 2025"],
        ),
        ("programme/activities/D01/history/", ["Sinds", "Stand", "Reden"], ["12 mei 2025", "In uitvoering"]),
    ],
)
def test_list_leaves_as_a_file(db: None, client: Client, page: str, heads: list[str], row: list[str]) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert f"/demo/{page}export.csv" in client.get(f"/demo/{page}").content.decode()
    text = client.get(f"/demo/{page}export.csv").content.decode("utf-8-sig")
    first, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert first[: len(heads)] == heads
    assert row in [found[: len(row)] for found in rows]
    assert client.get(f"/demo/{page}export.xlsx").content.startswith(b"PK")
