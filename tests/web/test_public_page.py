"""What everyone may read without an account: only an approved text, nothing personal, and nothing beside it."""

from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from tests.results import element, one_of_each, publish, put_up, say
from tests.web.test_crawl import links_in
from tests.world import World, now, place
from vlechtwerk.domains.programme.models import ValuePublication
from vlechtwerk.domains.programme.operations import publishing
from vlechtwerk.domains.programme.operations.added_value import drop_point
from vlechtwerk.foundation.evidence.address import Ground

PUBLIC = "/test/added-value/"


def test_draft_and_what_waits_for_approval_are_not_public(world: World, client: Client) -> None:
    element(world)
    publishing.draft_publication("Geheim concept", by=world.bram, at=now())
    assert client.get(PUBLIC).status_code == 404
    publishing.put_up_publication(ValuePublication.objects.get(), by=world.bram, at=now())
    assert client.get(PUBLIC).status_code == 404
    assert client.get(PUBLIC + "text.html").status_code == 404


def test_published_page_names_nobody_and_shows_nothing_else_of_the_project(world: World, client: Client) -> None:
    world.source()
    results = one_of_each(world, world.activity("A01", "Smokkelroutes"), world.activity("A02", "Stille kades"))
    dropped = say(world, results.element, "hoped", "Dit vervalt")
    drop_point(dropped, "Achterhaald", by=world.karin, at=now())
    publish(world)
    put_up(world, "Nog niet goedgekeurd")
    shown = client.get(PUBLIC).content.decode()
    assert "Volgens velen" in shown
    names = [name.capitalize() for name in world.people]
    others = [
        "Smokkelroutes",
        "Stille kades",
        "Risicomatrix",
        "Kades bezocht",
        "Methode M1",
        "Centrum RIEC",
        "Werkafspraak",
    ]
    hidden = [*names, *others, "Dit vervalt", "Achterhaald", "Nog niet goedgekeurd", "@example.org"]
    hidden += [str(one.id) for one in (world.project, world.karin, world.bram, results.element, results.point)]
    assert [words for words in hidden if words in shown] == []


def test_page_says_on_what_each_sentence_rests_and_that_data_are_invented(world: World, client: Client) -> None:
    world.source()
    say(world, element(world), "supports", "Volgens <b>velen</b>", place(line="77", ground=Ground.OPINION))
    page = publish(world)
    answer = client.get(PUBLIC)
    shown = answer.content.decode()
    assert "Volgens &lt;b&gt;velen&lt;/b&gt;" in shown
    assert "mening · T1, regel 77" in shown
    assert "Verzonnen gegevens" in shown
    assert "Niets van wat hier staat is een gemeten effect" in shown
    assert page.checksum in shown
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy or "default-src 'self'" in policy
    assert "<script" not in shown
    assert not {link for link in links_in(shown, PUBLIC) if not link.startswith(PUBLIC)} - {"/"}
    assert page.evidence == [
        {
            "element": "V1", "kind": "supports", "source": "T1", "version": "", "place": "line 77", "ground": "opinion",
            "base": "own", "stance": "supports", "checksum": page.evidence[0]["checksum"],
        }
    ]  # fmt: skip


def test_file_is_the_very_text_that_the_checksum_is_of(world: World, client: Client) -> None:
    element(world)
    page = publish(world)
    assert sha256(client.get(PUBLIC + "text.html").content).hexdigest() == page.checksum


def test_withdrawn_page_says_so_and_nothing_of_what_it_said(world: World, client: Client) -> None:
    element(world)
    page = publish(world)
    publishing.withdraw_publication(page, "Fout in de telling", by=world.karin, at=now())
    answer = client.get(PUBLIC)
    shown = answer.content.decode()
    assert answer.status_code == 410
    assert "Ingetrokken op" in shown
    assert not [
        words
        for words in ("Elkaar aanvullen", "Wat wij waard zijn", "Fout in de telling", page.checksum)
        if words in shown
    ]
    assert client.get(PUBLIC + "text.html").status_code == 404


def test_project_without_a_page_answers_as_one_that_is_not_there(world: World, client: Client) -> None:
    there, absent = client.get(PUBLIC), client.get("/nergens/added-value/")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert there.content.replace(b"test", b"") == absent.content.replace(b"nergens", b"")


def test_publishing_in_one_project_shows_nothing_of_another(world: World, client: Client) -> None:
    element(world)
    publish(world)
    assert client.get("/nsoc/added-value/").status_code == 404


@pytest.mark.django_db
def test_function_of_the_public_page_gives_nothing_but_published_texts(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from programme_valuepublication")
        assert cursor.fetchone() == (0,)
        cursor.execute("select withdrawn_on is null, text <> '' from published_added_value('demo')")
        assert cursor.fetchall() == [(True, True)]
    shown = client.get("/demo/added-value/").content.decode()
    assert "Elkaar aanvullen" in shown
    assert "Verzonnen gegevens" in shown
    # The page of one project holds nothing of another, also when both were loaded at once.
    assert "Aanvulling van elkaar" not in shown
