"""What people answered in a round as evidence: shown with its figure, and never told as more than an opinion."""

from typing import Any

import pytest
from django.test import Client

from tests.closed_rounds import thirty_one
from tests.web.test_round_result_pages import T1, signed_in, text
from tests.world import World, moment, now
from vlechtwerk.domains.evaluation.operations.results import publish_result
from vlechtwerk.domains.programme.models import Precondition
from vlechtwerk.domains.programme.operations import status
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")


def judged_on(world: World, identifier: str) -> None:
    """Let Karin judge a precondition on what people answered to a statement."""
    opinion = Evidence(
        EvidenceAddress("round_statement", identifier), "Weinigen hebben de gegevens", ground=Ground.OPINION
    )
    with reading_as(world.karin.id):
        status.judge_precondition(
            Precondition.objects.get(code="P1"), "2026", moment("2026-10"), "partly_met", evidence=[opinion],
            by=world.karin, at=now(),
        )  # fmt: skip


def test_judgement_rests_on_a_statement_of_a_published_round_and_shows_it(world: World) -> None:
    with reading_as(world.karin.id):
        world.precondition("P1")
    asked = thirty_one(world)
    with pytest.raises(Refused):
        judged_on(world, "EV1,T1,S1")
    publish_result(asked, by=world.dilara, at=now())
    judged_on(world, "EV1,T1,S1")
    karin = signed_in(world.karin)
    for page in ("preconditions/", "preconditions/P1/"):
        shown = text(karin, f"/test/programme/{page}")
        assert f"{T1}#statement-S1" in shown
        assert "18 of 26 (69%) agree" in shown
    with pytest.raises(Refused):
        judged_on(world, "EV1,T1,S9")


def test_statement_of_a_round_can_be_chosen_where_a_judgement_is_written(world: World) -> None:
    with reading_as(world.karin.id):
        world.precondition("P1")
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = signed_in(world.karin)
    page = "/test/programme/preconditions/P1/judgement/"
    empty = text(karin, page)
    assert "18 of 26 (69%) agree" in empty
    # What is no source is folded, until it is chosen.
    unfolded = '<details class="vw-sources__other" open>'
    assert unfolded not in empty
    chosen = {
        "period": "2026", "judged_on": "2026-10", "verdict": "partly_met", "evidence-TOTAL_FORMS": "3",
        "evidence-INITIAL_FORMS": "0", "evidence-0-statement": "EV1,T1,S1", "evidence-0-text": "Weinig gegevens",
        "evidence-0-ground": "register",
    }  # fmt: skip
    assert karin.post(page, chosen | {"period": ""}).content.decode().count(unfolded) == 1
    assert karin.post(page, chosen).status_code == 302
    with reading_as(world.karin.id):
        link = EvidenceLink.objects.get(kind="round_statement")
    # Whatever was chosen: what people answered is an opinion.
    assert link.ground == "opinion"


def test_what_people_answered_is_never_told_as_a_result_nor_with_another_figure(world: World) -> None:
    with reading_as(world.karin.id):
        world.precondition("P1")
    publish_result(thirty_one(world), by=world.dilara, at=now())
    karin = Client()
    karin.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    told = {"verdict": "partly_met", "period": "2026", "judgedOn": "2026-10"}

    def judge(**claimed: str) -> Any:
        evidence = [{"kind": "round_statement", "identifier": "EV1,T1,S1", **claimed}]
        return karin.post(
            "/api/v1/projects/test/preconditions/P1/judgements", told | {"evidence": evidence},
            content_type="application/json",
        )  # fmt: skip

    for claimed, code in (
        ({"ground": "measured_effect"}, "ground_is_fixed"), ({"ground": "register"}, "ground_is_fixed"),
        ({"text": "95% is het eens"}, "typed_figure"), ({"text": "12 van 12"}, "typed_figure"),
    ):  # fmt: skip
        refused = judge(**claimed)
        assert (refused.status_code, [one["code"] for one in refused.json()["reasons"]]) == (409, [code]), claimed
    # Said or not, it is an opinion, and its figure stands with the words.
    assert judge(text="Weinig gegevens").status_code in (200, 201)
    with reading_as(world.karin.id):
        assert EvidenceLink.objects.get(kind="round_statement").ground == "opinion"
    assert "Weinig gegevens (18 of 26 (69%))" in text(signed_in(world.karin), "/test/programme/preconditions/P1/")
