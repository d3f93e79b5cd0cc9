"""Registered counts on their pages: added, defined anew, drawn typed or from a file, compared, and looked at."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.measures import FIRST, add_measure, definition, take_in
from tests.world import World, now
from vlechtwerk.domains.programme.models import MeasureDraw
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.engines.documents.handing_out.table import as_xlsx
from vlechtwerk.engines.statistics.monthly_series import month_after

P = "/test/programme/"
DRAW = {"drawn_on": "2026-06-01", "drawn_by": "Gegevensbeheerder", "source": "Register", "query": "select 1"}


@pytest.fixture
def karin(world: World, client: Client) -> Client:
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_measure_is_added_drawn_from_and_defined_anew(world: World, karin: Client) -> None:
    world.activity()
    assert "Voeg een telling toe" in text(karin, P + "results/counts/")
    told = {
        "name": "Rondgelopen kades", "code": "KADES", "holder": "DOU", "activity": "", "direction": "more",
        "text": "Kades die samen zijn rondgelopen", "unit": "kades", "holds_from": "2024-01",
        "defined_on": "2024-01-10",
    }  # fmt: skip
    refused = karin.post(P + "results/counts/new/", told)
    assert refused.status_code == 409
    assert "Zeg bij welke activiteit" in refused.content.decode()
    assert karin.post(P + "results/counts/new/", told | {"activity": "A01"}).status_code == 302
    page = P + "measures/KADES/"
    assert "Nog geen uitdraai" in text(karin, page)
    draw = page + "draw/"
    wrong = karin.post(draw, DRAW | {"months": "2024-01 12\n2024-02 veel"})
    assert wrong.status_code == 409
    assert "Rij 2, kolom aantal: “veel”" in wrong.content.decode()
    assert "één van beide" in karin.post(draw, DRAW).content.decode()
    assert karin.post(draw, DRAW | {"months": "2024-01 12\n2024-02 niet geregistreerd"}).status_code == 302
    sheet = as_xlsx("Telling", ["maand", "aantal"], [["2024-02", "9"], ["2024-03", "0"]])
    sent = {"file": SimpleUploadedFile("kades.xlsx", sheet)}
    assert "Zeg welke uitdraai hiermee wordt verbeterd" in karin.post(draw, DRAW | sent).content.decode()
    sent = {"file": SimpleUploadedFile("kades.xlsx", sheet), "corrects": "1", "reason": "Toch gevonden", "query": ""}
    assert karin.post(draw, DRAW | sent).status_code == 302
    assert len(MeasureDraw.objects.get(number=2).file_checksum) == 64
    anew = {"reason": "Anders geteld", "text": "Ook op afroep", "unit": "kades", "holds_from": "2024-03",
            "defined_on": "2024-03-01"}  # fmt: skip
    assert karin.post(page + "definition/", anew).status_code == 302
    shown = text(karin, page)
    for words in ("<s>Niet geregistreerd</s>", "Toch gevonden", "nieuw vanaf hier", "kades.xlsx", "vw-series__break"):
        assert words in shown, words
    assert "2024-02;9;kades;1;2;2026-06-01;Niet geregistreerd (1)" in text(karin, page + "export.csv")
    assert "Rondgelopen kades" in text(karin, P + "results/counts/export.csv")
    assert "/test/programme/measures/KADES/" in text(karin, "/test/search/?q=rondgelopen")
    # On a past day nothing can be done, and what was drawn later is not there.
    past = text(karin, page + "?as_of=2026-05-31")
    assert "measures/KADES/draw/" not in past
    assert "Toch gevonden" not in past
    assert karin.get(page + "?as_of=2024-01-09").status_code == 404


def test_periods_are_compared_or_refused_with_every_reason(world: World, client: Client) -> None:
    measure = add_measure(world, world.activity())
    take_in(world, measure, [5, 6, 0, 9, 4])
    measures.define_measure(measure, definition("Anders", date(2024, 5, 1)), "Anders geteld", by=world.karin, at=now())
    client.force_login(world.dilara.account)  # type: ignore[arg-type]  # the cast has accounts
    page = P + "measures/KADES/?first_from=2024-01&first_until=2024-02&second_from=2024-03&second_until="
    rose = text(client, page + "2024-04")
    assert "Kades KADES daalde van 11 naar 9 (60 en 61 dagen)." in rose
    assert "andere maanden van het jaar" in rose
    refused = text(client, page + "2024-05")
    assert "De perioden zijn niet even lang" in refused
    assert "De definitie veranderde in mei 2024" in refused
    assert "daalde van" not in refused
    assert "Er is geen getal voor juni 2024 tot en met oktober 2030" in text(client, page + "2030-10")


def test_series_with_its_line_as_it_would_have_gone_on(world: World, karin: Client) -> None:
    measure = add_measure(world, world.activity())
    take_in(world, measure, [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)])
    page = P + "measures/KADES/?start="
    begun = text(karin, page + f"{month_after(FIRST, 16):%Y-%m}")
    for words in ("vw-series__expected", "hangt samen met", "niveau 2 van 5", "Hetzelfde model waar niets begon"):
        assert words in begun, words
    assert "heeft geleid tot" not in begun
    early = text(karin, page + "2024-04")
    assert "Er liggen 3 maanden voor het begin; er zijn er minstens 8 nodig" in early
    assert "vw-series__expected" not in early


def test_series_beside_it_takes_a_reason_on_the_page(world: World, karin: Client) -> None:
    counts = [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)]
    take_in(world, add_measure(world, world.activity()), counts)
    take_in(
        world, add_measure(world, world.activity("A02", "Kades"), "ANDERS"), [20 + place % 4 for place in range(28)]
    )
    page = P + "measures/KADES/"
    asked = page + f"?start={month_after(FIRST, 16):%Y-%m}&beside=ANDERS"
    alone = text(karin, asked)
    assert "De reeks ernaast: niemand heeft nog gezegd waarom zij vergelijkbaar is" in alone
    assert "niveau 2 van 5" in alone
    assert "niveau 3 van 5" not in alone
    beside = page + "beside/"
    told = {"beside": "ANDERS", "reason": "Zelfde register, en daar begon niets."}
    refused = karin.post(beside, told | {"reason": "..."})
    assert refused.status_code == 409
    assert "Zeg waarom zij vergelijkbaar is" in refused.content.decode()
    assert karin.post(beside, told).status_code == 302
    both = text(karin, asked)
    for words in ("niveau 3 van 5", "Zelfde register, en daar begon niets.", "Sprong, min die van de andere"):
        assert words in both, words
    assert "niemand heeft nog gezegd" not in both


def test_series_says_what_it_does_with_the_season_and_where_nothing_can_be_told(world: World, karin: Client) -> None:
    take_in(world, add_measure(world, world.activity()), [20 + place % 3 for place in range(14)])
    few = text(karin, P + f"measures/KADES/?start={month_after(FIRST, 9):%Y-%m}")
    assert "minder dan 12 maanden voor het begin" in few
    assert "of er iets elk jaar terugkomt is in deze maanden niet te zien" in few
    turning = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    take_in(world, turning, [20 + place + (7 if place >= 10 else 0) + (-1) ** place for place in range(20)])
    shown = text(karin, P + f"measures/ANDERS/?start={month_after(FIRST, 10):%Y-%m}")
    assert "elk interval zou te klein zijn" in shown
    assert "vw-series__expected" not in shown
