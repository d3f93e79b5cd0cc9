"""Evaluations and published figures from the command line."""

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard

pytestmark = pytest.mark.slow


@pytest.fixture
def dilara(live_server: LiveServer) -> Keyboard:
    return Keyboard(live_server, "dilara")


def test_evaluation_is_designed_from_the_keyboard(dilara: Keyboard) -> None:
    assert "EV1" in dilara.types("evaluation", "list").stdout
    for words in (
        ("begin", "EV2", "Nameting"),
        ("aim", "EV2", "Inzicht", "--source", "T2:page:4"),
        ("question", "EV2", "V1", "Werkt het?", "--brought-in-by", "stuurgroep"),
        ("group", "EV2", "TM", "Teammanagers"),
        ("measurement", "EV2", "Eerste", "--from", "2027-01"),
        ("method", "EV2", "1", "IN", "Interviews", "--kind", "interviews", "--asked", "12"),
        ("groups", "EV2", "1", "IN", "--took-part", "TM"),
        ("questions", "EV2", "1", "IN", "--question", "V1"),
        ("change-method", "EV2", "1", "IN", "Interviews", "--kind", "interviews", "--asked", "12", "--came-in", "9"),
        ("reword-question", "EV2", "V1", "Werkt het echt?"),
        ("rename-group", "EV2", "TM", "Managers"),
        ("change-measurement", "EV2", "1", "Nulmeting"),
        ("evaluator", "EV2", "Mila"),
    ):
        done = dilara.types("evaluation", *words)
        assert done.exit_code == 0, (words, done.stdout, done.stderr)
    shown = dilara.types("evaluation", "show", "EV2").stdout
    for words in ("Werkt het echt?", "Managers", "Nulmeting", "emptyCells: 0", "Mila"):
        assert words in shown


def test_who_is_no_evaluator_is_refused(live_server: LiveServer) -> None:
    karin = Keyboard(live_server, "karin")
    for words in (("aim", "EV1", "Doel"), ("evaluator", "EV1", "Mila"), ("begin", "EV2", "Nameting")):
        refused = karin.types("evaluation", *words)
        assert refused.exit_code == 1, words
    assert "not_an_evaluator" in karin.types("evaluation", "aim", "EV1", "Doel").stderr


def test_figure_is_recorded_with_its_place_and_used_as_evidence(dilara: Keyboard) -> None:
    told = (
        "X1",
        "--text",
        "Stelling",
        "--percentage",
        "66",
        "--words",
        "twee derde",
        "--base-from",
        "23",
        "--base-to",
        "28",
    )
    refused = dilara.types("published-figure", "record", "EV1", *told)
    assert (refused.exit_code, "evidence_missing" in refused.stderr) == (1, True)
    half = dilara.types(
        "published-figure", "record", "EV1", *told, "--source", "T2:page:4", "--kind", "response", "--counted", "23"
    )
    assert (half.exit_code, "count_missing" in half.stderr) == (1, True)
    made = dilara.types("published-figure", "record", "EV1", *told, "--source", "T2:page:4")
    assert made.exit_code == 0, made.stderr
    assert "X1" in dilara.types("published-figure", "list").stdout
    judging = ("precondition", "judge", "P1", "met", "--period", "2026", "--on", "2026", "--source")
    # A finding is named in the same way: nothing is guessed.
    unclear = dilara.types(*judging, "EV1,X1=Twee derde")
    assert (unclear.exit_code, "published_figure@EV1,X1" in unclear.stderr) == (2, True)
    judged = dilara.types(*judging, "published_figure@EV1,X1=Twee derde")
    assert judged.exit_code == 0, judged.stderr
    assert "EV1,X1" in dilara.types("precondition", "history", "P1").stdout
