"""A report tells what of a criterion was changed: kind, method, how it is seen, its bar, and what was judged."""

from typing import Any

import pytest

from tests.findings import STATEMENT, asked_people, of
from tests.frameworks import LEVELS, checked, criterion, judged, read, rubric, told
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import framework
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.engines.documents.report.manifest import as_text

pytestmark = pytest.mark.usefixtures("as_dilara")


def items(evaluation: Evaluation, kind: str) -> list[dict[str, Any]]:
    """Return what a report that is built now tells of a kind."""
    report = build_now(evaluation, "nl", at=now())
    assert not report.refused
    return [one for one in report.manifest["items"] if one["kind"] == kind]


def test_kind_method_and_indicator_are_told_as_they_were_and_became(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation, indicator="Wie het eens is", methods=("survey",))
    again = told(kind="extent", indicator="Wie gegevens heeft", methods=("interviews",))
    framework.word_criterion(one, again, "Anders te zien", by=world.dilara, at=now())
    (change,) = items(evaluation, "framework_change")
    for words in ("voorwaarde", "Wie het eens is", "Wie gegevens heeft", "Enquête", "Interviews", "Anders te zien"):
        assert words.lower() in change["words"].lower(), words


def test_what_was_opened_again_is_told_as_such_and_a_merger_in_the_words_of_then(world: World) -> None:
    evaluation = asked_people(world)
    keep, other = criterion(world, evaluation), criterion(world, evaluation, "B", question="Zijn die er op tijd?")
    framework.merge_criteria(keep, [other], "Tweelingen", by=world.dilara, at=now())
    framework.word_criterion(keep, told("Is alles er nu?"), "Korter", by=world.dilara, at=now())
    framework.word_criterion(other, told("Toch op tijd?"), "Toch apart", by=world.dilara, at=now())
    changes = items(evaluation, "framework_change")
    assert [one["value"] for one in changes] == ["merged", "worded", "opened"]
    assert "Is alles er nu?" not in changes[0]["words"]


def test_bar_that_was_moved_is_told_with_what_it_was(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation)
    world.stands(world.activity("A01"), Status.RUNNING, days_from_now(-10).isoformat())
    framework.bind_source(one, "activity_status", "A01", by=world.dilara, at=now())
    framework.note_baseline(one, BaselineTold("Een minderheid is het eens."), by=world.dilara, at=now())
    framework.note_baseline(one, BaselineTold("De helft is het eens."), (), "Nageteld", by=world.dilara, at=now())
    rubric(world, evaluation)
    weaker = LEVELS | {"met": "Het is goed genoeg."}
    framework.set_rubric(evaluation, weaker, "Te streng gebleken", by=world.dilara, at=now())
    text = " ".join(change["words"] for change in items(evaluation, "framework_change"))
    for words in ("Een minderheid is het eens", "Nageteld", LEVELS["met"].rstrip("."), "Het is goed genoeg"):
        assert words in text, words
    assert "na de eerste gegevens" in as_text(dict(build_now(evaluation, "nl", at=now()).manifest))


@pytest.mark.parametrize("goes_into_another", [False, True])
def test_what_was_judged_of_a_criterion_that_was_closed_stays_told(world: World, goes_into_another: bool) -> None:
    evaluation = asked_people(world)
    rubric(world, evaluation)
    one = criterion(world, evaluation)
    checked(
        world, judged(world, one, "not_met", of("round_statement", STATEMENT), text="De stelling haalt de norm niet.")
    )
    if goes_into_another:
        keep = criterion(world, evaluation, "B", question="Zijn die er op tijd?")
        framework.merge_criteria(keep, [read().criterion], "Past niet", by=world.dilara, at=now())
    else:
        framework.close_criterion(read().criterion, "Past niet", by=world.dilara, at=now())
    (change,) = items(evaluation, "framework_change")
    assert "Niet voldaan" in change["words"]
    assert "De stelling haalt de norm niet" in change["words"]
