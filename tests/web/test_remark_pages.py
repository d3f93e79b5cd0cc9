"""Remarks of a round on their pages: what warns, what is shown of them, and what never is."""

import pytest

from tests.closed_rounds import close, round_of, sheets, spread
from tests.web.test_round_result_pages import T1, signed_in, text, words
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import RoundRemark, ShownRemark
from vlechtwerk.domains.evaluation.operations.remarks import redact_remark
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn

pytestmark = pytest.mark.usefixtures("as_dilara")


def with_remark(world: World) -> RoundRemark:
    asked = round_of(world)
    close(world, asked, [FilledIn({"S1": 4}, {"R1": "Karin van NP zegt: bel 06-12345678."}, level="strategic")] * 1
          + sheets(*spread("S1", 2, 2, 2, 2)))  # fmt: skip
    return RoundRemark.objects.get(round=asked)


def test_remark_warns_of_what_could_tell_who_it_is(world: World) -> None:
    with_remark(world)
    page = words(text(signed_in(world.dilara), T1 + "remarks/"))
    for warned in ("Karin name of a person", "NP organisation or body", "06-12345678 phone number"):
        assert warned in page


def test_remark_is_not_shown_as_written_while_a_warning_stands(world: World) -> None:
    remark = with_remark(world)
    dilara, address = signed_in(world.dilara), f"{T1}remarks/{remark.id}/"
    written = {"state": "shown", "redacted": remark.text}
    refused = dilara.post(address, written)
    assert refused.status_code == 409
    assert words(refused.content.decode()).count("change it, or say that it may stay") == 3
    # One is changed, of another is said that it may stay: the last still stands, and what was typed is not lost.
    changed = {"state": "shown", "redacted": "Karin van NP zegt: bel.", "may_stay": ["NP"]}
    page = dilara.post(address, changed).content.decode()
    assert words(page).count("change it, or say that it may stay") == 1
    assert "Karin van NP zegt: bel.</textarea>" in page
    assert 'value="NP" checked' in page
    remark.refresh_from_db()
    assert remark.state == "waiting"
    assert dilara.post(address, changed | {"may_stay": ["NP", "Karin"]}).status_code == 302
    remark.refresh_from_db()
    assert (remark.state, remark.redacted, remark.may_stay) == ("shown", "Karin van NP zegt: bel.", ["NP", "Karin"])


def test_remark_that_was_not_looked_at_stays_hidden(world: World) -> None:
    remark = with_remark(world)
    publish_result(remark.round, by=world.dilara, at=now())
    assert "12345678" not in text(signed_in(world.karin), T1)
    assert not ShownRemark.objects.exists()


def test_remark_too_long_to_show_says_so_and_can_be_withheld(world: World) -> None:
    remark = with_remark(world)
    dilara, address = signed_in(world.dilara), f"{T1}remarks/{remark.id}/"
    refused = dilara.post(address, {"state": "shown", "redacted": "ach " * 1001})
    assert (refused.status_code, "at most 4000 characters" in words(refused.content.decode())) == (422, True)
    assert dilara.post(address, {"state": "withheld", "redacted": "ach " * 1001}).status_code == 302
    remark.refresh_from_db()
    assert (remark.state, remark.redacted) == ("withheld", "")


def test_remark_can_be_withheld_again(world: World) -> None:
    remark = with_remark(world)
    redact_remark(remark, "shown", "Iemand", by=world.dilara, at=now())
    redact_remark(remark, "withheld", "", by=world.dilara, at=now())
    remark.refresh_from_db()
    assert (remark.state, remark.redacted) == ("withheld", "")


def test_only_the_redacted_words_are_ever_shown(world: World) -> None:
    remark = with_remark(world)
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    address = f"{T1}remarks/{remark.id}/"
    assert karin.post(address, {"state": "shown", "redacted": "x"}).status_code == 404
    assert dilara.post(address, {"state": "shown", "redacted": " "}).status_code == 409
    assert dilara.post(address, {"state": "shown", "redacted": "Iemand zegt: bel."}).status_code == 302
    assert not ShownRemark.objects.exists()
    publish_result(remark.round, by=world.dilara, at=now())
    page = text(karin, T1)
    assert "Iemand zegt: bel." in page
    assert "12345678" not in page
    assert dilara.post(address, {"state": "withheld"}).status_code == 409
