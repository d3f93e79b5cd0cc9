"""Methods, the added value and the surroundings of a past day: what was known on it, and nothing to be done."""

import pytest
from django.test import Client

from tests.results import add_product, describe, does, element, outside, say, theme
from tests.web.test_work_pages import page_of, read
from tests.world import World, days_from_now, moment, now, place
from vlechtwerk.domains.partnership.operations import surroundings
from vlechtwerk.domains.programme.models import Source
from vlechtwerk.domains.programme.operations import added_value, methods, publishing, register
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.foundation.evidence.address import Ground

YESTERDAY = f"?as_of={days_from_now(-1)}"
# The day before and the day of the report that tells.
BEFORE, TOLD = "?as_of=2023-05-29", "?as_of=2023-05-30"


@pytest.fixture
def karin(world: World) -> Client:
    register.add_source(
        "T1", "Tertaalrapportage", Source.Kind.PROGRESS_REPORT, dated_on=moment("2023-05-30"), by=world.loader, at=now()
    )
    return page_of(world.karin)


def missing(client: Client, path: str) -> bool:
    return client.get(f"/test/{path}").status_code == 404


def test_method_stands_from_the_day_on_which_it_was_written_down(world: World, karin: Client) -> None:
    method = describe(world)
    methods.describe_method("M2", "Nieuwe methode", MethodText(does="Vandaag bedacht"), by=world.karin, at=now())
    methods.rewrite_method(method, MethodText(does="Ook op het land"), "Breder", by=world.karin, at=now())
    today, before = (read(karin, f"programme/results/methods/{query}") for query in ("", YESTERDAY))
    assert all(words in today for words in ("Nieuwe methode", "Ook op het land"))
    assert not any(words in before for words in ("Nieuwe methode", "Ook op het land"))
    assert "Voorspellen waar overgeladen wordt" in before
    assert "Nieuwe methode" not in karin.get(f"/test/programme/results/methods/export.csv{YESTERDAY}").content.decode()
    page = read(karin, f"programme/methods/M1/{YESTERDAY}")
    assert "Breder" not in page
    assert "programme/methods/M1/version/" not in page
    assert missing(karin, f"programme/methods/M2/{YESTERDAY}")
    assert "Breder" in read(karin, "programme/methods/M1/")


def test_method_was_tried_from_the_day_on_which_that_was_told(world: World, karin: Client) -> None:
    made, other = world.activity(), world.activity("A02", "Kades")
    method = describe(world, made_in=made)
    use = methods.take_up_method(
        method, other, "Ook hier nodig", used_from=moment("2023-04"), evidence=[place()], by=world.loader, at=now()
    )
    methods.tell_outcome(
        use, "works_here", "Geteld", evidence=[place(ground=Ground.REGISTER)], by=world.karin, at=now()
    )
    states = [read(karin, f"programme/results/methods/{query}") for query in (BEFORE, TOLD, YESTERDAY, "")]
    # The words stand once in the filter; of the method only when it is so.
    assert [page.count("Idee, nog niet beproefd") for page in states] == [2, 1, 1, 1]
    assert [page.count("Werkt in gebruik") for page in states] == [1, 1, 1, 2]
    assert "Ook hier nodig" not in read(karin, f"programme/methods/M1/{BEFORE}")
    assert "Methode M1" in read(karin, f"programme/activities/A02/{TOLD}")
    assert "Methode M1" not in read(karin, f"programme/activities/A02/{BEFORE}")


def test_added_value_shows_the_model_as_it_was_known(world: World, karin: Client) -> None:
    first = element(world)
    point = say(world, first, "supports", "Volgens velen", place(ground=Ground.OPINION))
    say(world, first, "hoped", "Altijd al gehoopt")
    added_value.drop_point(point, "Klopt niet meer", by=world.karin, at=now())
    told = [place(ground=Ground.OPINION)]
    added_value.say_of_element(first, "against", "Vandaag bezwaar", evidence=told, by=world.karin, at=now())
    added_value.reword_element(first, "Samen verder", "Meer dan apart", "Helderder", by=world.karin, at=now())
    publishing.draft_publication("Wat wij waard zijn", by=world.bram, at=now())
    today, yesterday, by_report, before = (
        read(karin, f"programme/added-value/{query}") for query in ("", YESTERDAY, TOLD, BEFORE)
    )
    new = ("Samen verder", "Vandaag bezwaar", "Wat wij waard zijn")
    assert [words for words in new if words not in today] == [words for words in new if words in yesterday] == []
    assert "Volgens velen" not in today
    assert "Volgens velen" in yesterday
    assert "Volgens velen" in by_report
    assert "Volgens velen" not in before
    assert "Altijd al gehoopt" in before
    assert "added-value/element/" in today
    assert "added-value/element/" not in yesterday
    file = karin.get(f"/test/programme/added-value/export.csv{YESTERDAY}").content.decode()
    assert ("Volgens velen" in file, "Vandaag bezwaar" in file) == (True, False)


def test_element_leaves_the_model_on_its_day(world: World, karin: Client) -> None:
    left = element(world)
    added_value.retire_element(left, days_from_now(0), "Niet meer nodig", by=world.karin, at=now())
    assert "Niet meer nodig" in read(karin, "programme/added-value/")
    assert "Niet meer nodig" not in read(karin, f"programme/added-value/{YESTERDAY}")


def test_surroundings_stand_from_the_report_that_tells_of_them(world: World, karin: Client) -> None:
    body, routes = outside(world, evidence=[place()]), theme(world)
    does(world, body, routes)
    surroundings.take_position(body, "overlap", "Vandaag besproken", evidence=[place()], by=world.karin, at=now())
    surroundings.note_agreement(
        "Werkafspraak", "protocol", [body], evidence=[place()], agreed_from=moment("2023-03"), by=world.loader, at=now()
    )
    pages = ("surroundings/", "surroundings/matrix/", "surroundings/agreements/")
    for page in pages:
        assert "Centrum RIEC" in read(karin, f"partnership/{page}{TOLD}"), page
        assert "Centrum RIEC" not in read(karin, f"partnership/{page}{BEFORE}"), page
        assert "gaan niet met de dag mee" in read(karin, f"partnership/{page}{TOLD}"), page
        assert "Centrum RIEC" not in karin.get(f"/test/partnership/{page}export.csv{BEFORE}").content.decode(), page
    assert "Deelt signalen" not in read(karin, f"partnership/surroundings/?theme={routes.code}&{BEFORE[1:]}")
    one = read(karin, f"partnership/outside/RIEC/{TOLD}")
    assert "Vandaag besproken" not in one
    assert "outside/RIEC/position/" not in one
    assert "Vandaag besproken" in read(karin, "partnership/outside/RIEC/")
    assert missing(karin, f"partnership/outside/RIEC/{BEFORE}")


def test_what_nothing_is_told_of_has_stood_there_from_the_start(world: World, karin: Client) -> None:
    outside(world)
    assert "Centrum RIEC" in read(karin, f"partnership/surroundings/{BEFORE}")
    add_product(world, world.activity())
    assert "Partij toevoegen" not in read(karin, f"partnership/surroundings/{YESTERDAY}")
    assert "Partij toevoegen" in read(karin, "partnership/surroundings/")
