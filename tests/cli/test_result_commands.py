"""Results, methods, the added value and the surroundings from the command line."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


@pytest.fixture
def bram(live_server: LiveServer) -> Keyboard:
    return Keyboard(live_server, "bram")


def test_method_is_found_and_taken_up_from_the_keyboard(bram: Keyboard) -> None:
    found = bram.types("method", "list", "--words", "telecomproviders").stdout.splitlines()
    assert found[1].startswith("PROFIEL")
    taken = bram.types("method", "take-up", "PROFIEL", "A12", "--reason", "Ook hier")
    assert taken.exit_code == 0, taken.stderr
    refused = bram.types("method", "take-up", "PROFIEL", "A12", "--reason", "Nog eens")
    assert (refused.exit_code, "taken_up_already" in refused.stderr) == (1, True)


def test_result_is_registered_with_its_source_and_refused_without(bram: Keyboard) -> None:
    refused = bram.types("product", "add", "A01", "Beeld", "picture")
    assert (refused.exit_code, "product_nowhere" in refused.stderr) == (1, True)
    added = bram.types("product", "add", "A01", "Beeld", "picture", "--source", "T2:page:4")
    assert added.exit_code == 0, added.stderr
    assert "Beeld" in bram.types("product", "list", "--activity", "A01").stdout


def test_page_is_drafted_and_not_approved_by_who_put_it_up(bram: Keyboard) -> None:
    assert bram.types("value", "draft", "Waarde").exit_code == 0
    put_up = bram.types("value", "put-up", "1")
    assert put_up.exit_code == 0, put_up.stderr
    refused = bram.types("value", "approve", "1", "0" * 64)
    assert refused.exit_code == 1
    assert "not_your_own" in refused.stderr


def test_who_already_does_this_is_asked_and_an_agreement_noted(bram: Keyboard) -> None:
    assert "TUD" in bram.types("outside", "list", "--theme", "KETEN").stdout
    noted = bram.types("agreement", "add", "Afspraak", "protocol", "--with", "TUD", "--with", "UU")
    assert noted.exit_code == 0, noted.stderr
    assert "Afspraak" in bram.types("agreement", "list").stdout
    held = bram.types("outside", "position", "TUD", "complement", "Zij onderzoeken de keten")
    assert held.exit_code == 0, held.stderr
