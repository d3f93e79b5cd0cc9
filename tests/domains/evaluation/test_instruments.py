"""Instruments: begun, written in by evaluators alone, fixed for good, and laid side by side."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from tests.instruments import NAME, empty, evaluation, fixed, next_version, put, standard, statement
from tests.refusals import refusal
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import InstrumentVersion, Statement
from vlechtwerk.domains.evaluation.operations import instrument_drafts as drafts
from vlechtwerk.domains.evaluation.operations import instruments
from vlechtwerk.domains.evaluation.queries.instruments import side_by_side
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.instrument_content import checksum_of
from vlechtwerk.domains.evaluation.rules.instruments import NEW
from vlechtwerk.domains.evaluation.rules.instruments_compared import Became
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    questionnaire_of,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import NothingThere

YES_NO = AskedScale(
    "yesno",
    (AskedCategory(1, {"nl": "Nee"}, "disagree"), AskedCategory(2, {"nl": "Ja"}, "agree")),
    with_do_not_know=False,
)


def test_standard_instrument_is_taken_over_whole(world: World) -> None:
    asked = questionnaire_of(standard(world))
    assert asked.statements == standard_questionnaire().statements
    assert asked.scales == standard_questionnaire().scales
    assert asked.open_questions == standard_questionnaire().open_questions
    assert asked.name == NAME


def test_empty_instrument_has_a_scale_to_begin_with(world: World) -> None:
    asked = questionnaire_of(empty(world))
    assert (len(asked.scales), asked.statements, asked.open_questions) == (1, (), ())


Act = Callable[[InstrumentVersion, Person], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda version, by: instruments.begin_instrument(version.instrument.evaluation, "T2", NAME, by=by, at=now()),
        lambda version, by: instruments.fix_version(version, by=by, at=now()),
        lambda version, by: drafts.put_statement(version, statement(), by=by, at=now()),
        lambda version, by: drafts.drop_statement(version, "SU1", by=by, at=now()),
        lambda version, by: drafts.order_statements(version, [], by=by, at=now()),
        lambda version, by: drafts.put_scale(version, YES_NO, by=by, at=now()),
        lambda version, by: drafts.drop_scale(version, "agree5", by=by, at=now()),
        lambda version, by: drafts.put_open_question(version, AskedQuestion("V1", {"nl": "Wat?"}), by=by, at=now()),
        lambda version, by: drafts.drop_open_question(version, "OQ1", by=by, at=now()),
    ],
)
def test_only_an_evaluator_of_the_evaluation_writes(world: World, act: Act) -> None:
    version = standard(world)
    for by in (world.karin, world.mila):
        with refusal("not_an_evaluator"):
            act(version, by)


def test_next_version_is_for_evaluators_and_after_the_draft(world: World) -> None:
    version = standard(world)
    with refusal("draft_exists"):
        next_version(world, version.instrument)
    fixed(world, version)
    with refusal("not_an_evaluator"):
        instruments.start_version(version.instrument, "Anders", by=world.karin, at=now())
    with refusal("reason_missing"):
        next_version(world, version.instrument, " ")
    second = next_version(world, version.instrument)
    assert (second.number, second.reason, second.state) == (2, "Scherper gevraagd", "draft")
    assert questionnaire_of(second) == questionnaire_of(version)


def test_fixed_version_never_changes(world: World) -> None:
    version = fixed(world, standard(world))
    for act in (
        lambda: put(world, version),
        lambda: fixed(world, version),
        lambda: drafts.drop_statement(version, "SU1", by=world.dilara, at=now()),
        lambda: drafts.put_scale(version, YES_NO, by=world.dilara, at=now()),
    ):
        with refusal("version_is_fixed"):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(version=version, code="SU1").update(text_nl="Iets anders")


def test_statement_is_added_at_the_end_changed_and_dropped(world: World) -> None:
    version = standard(world)
    put(world, version, "X1", "  De huisvesting\n voldoet. ")
    last = questionnaire_of(version).statements[-1]
    assert (last.code, last.text) == ("X1", {"nl": "De huisvesting voldoet."})
    put(world, version, "X1", "De huisvesting past bij het werk.")
    assert [one.text["nl"] for one in questionnaire_of(version).statements if one.code == "X1"] == [
        "De huisvesting past bij het werk."
    ]
    drafts.drop_statement(version, "X1", by=world.dilara, at=now())
    assert "X1" not in {one.code for one in questionnaire_of(version).statements}
    with pytest.raises(NothingThere):
        drafts.drop_statement(version, "X1", by=world.dilara, at=now())


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"nl": " "}, "text_missing"),
        ({"nl": "", "text": {"en": "Only English"}}, "dutch_missing"),
        ({"code": "1a"}, "no_code"),
        ({"code": "a b"}, "no_code"),
        ({"code": "token"}, "code_reserved"),
        ({"code": "x" * 31}, "too_long"),
        ({"code": "su1"}, "code_in_use"),
        ({"code": "OQ1"}, "code_in_use"),
        ({"nl": "x" * 501}, "too_long"),
        ({"short": {"nl": "x" * 41}}, "too_long"),
        ({"scale": "geen"}, "unknown_scale"),
        ({"dimension": "mood"}, "unknown_dimension"),
        ({"about": ("A99",)}, "unknown_place"),
    ],
)
def test_statement_is_refused_for_what_is_wrong_with_it(world: World, parts: dict[str, object], code: str) -> None:
    version = standard(world)
    with refusal(code):
        drafts.put_statement(version, statement(**parts), by=world.dilara, at=now())  # type: ignore[arg-type]  # parts


def test_statement_is_about_activities_and_preconditions_of_the_project(world: World) -> None:
    world.activity("A01")
    world.precondition("P1")
    version = standard(world)
    drafts.put_statement(version, statement(about=("A01", "P1", "A01")), by=world.dilara, at=now())
    assert questionnaire_of(version).statements[-1].about == ("A01", "P1")


def test_writer_does_not_write_over_what_they_did_not_read(world: World) -> None:
    version = standard(world)
    read = checksum_of(questionnaire_of(version).statements[0])
    put(world, version, "SU1", "Iemand anders was eerder.")
    with refusal("changed_meanwhile"):
        drafts.put_statement(version, statement("SU1"), seen=read, by=world.dilara, at=now())
    with refusal("code_in_use"):
        drafts.put_statement(version, statement("SU1"), seen=NEW, by=world.dilara, at=now())
    drafts.drop_statement(version, "SU1", by=world.dilara, at=now())
    with refusal("gone_meanwhile"):
        drafts.put_statement(version, statement("SU1"), seen=read, by=world.dilara, at=now())


def test_order_names_every_statement_once(world: World) -> None:
    version = standard(world)
    codes = [one.code for one in questionnaire_of(version).statements]
    drafts.order_statements(version, codes[::-1], by=world.dilara, at=now())
    assert [one.code for one in questionnaire_of(version).statements] == codes[::-1]
    for wrong in (codes[1:], [*codes, codes[0]], [*codes[1:], "ZZ"]):
        with refusal("order_incomplete"):
            drafts.order_statements(version, wrong, by=world.dilara, at=now())


def test_scale_is_added_changed_and_dropped_when_no_statement_is_on_it(world: World) -> None:
    version = standard(world)
    drafts.put_scale(version, YES_NO, by=world.dilara, at=now())
    assert questionnaire_of(version).scales[1] == YES_NO
    drafts.put_statement(version, statement(scale="yesno"), by=world.dilara, at=now())
    with refusal("scale_in_use"):
        drafts.drop_scale(version, "yesno", by=world.dilara, at=now())
    drafts.drop_statement(version, "X1", by=world.dilara, at=now())
    drafts.drop_scale(version, "yesno", by=world.dilara, at=now())
    assert [one.code for one in questionnaire_of(version).scales] == ["agree5"]


@pytest.mark.parametrize(
    ("categories", "code"),
    [
        ([(1, "Ja", "agree")], "scale_too_short"),
        ([(1, "Ja", "agree"), (1, "Nee", "disagree")], "value_twice"),
        ([(1, "Ja", "agree"), (2, "ja", "disagree")], "label_twice"),
        ([(1, "Ja", "agree"), (2, "", "disagree")], "text_missing"),
        ([(1, "Ja", "agree"), (2, "Nee", "against")], "unknown_side"),
        ([(1, "Ja", "agree"), (10_000, "Nee", "disagree")], "value_out_of_range"),
        ([(1, "Ja", "agree"), (2, "N" * 81, "disagree")], "too_long"),
    ],
)
def test_scale_is_refused_for_what_is_wrong_with_it(
    world: World, categories: list[tuple[int, str, str]], code: str
) -> None:
    version = standard(world)
    made = tuple(AskedCategory(value, {"nl": label}, side) for value, label, side in categories)
    with refusal(code):
        drafts.put_scale(version, AskedScale("s", made, with_do_not_know=True), by=world.dilara, at=now())


def test_open_question_is_added_changed_and_dropped(world: World) -> None:
    version = empty(world)
    for words in ("Wat gaat goed?", "Wat gaat al goed?"):
        drafts.put_open_question(version, AskedQuestion("V1", {"nl": words}), by=world.dilara, at=now())
    assert [one.text["nl"] for one in questionnaire_of(version).open_questions] == ["Wat gaat al goed?"]
    put(world, version, "X1")
    with refusal("code_in_use"):
        drafts.put_open_question(version, AskedQuestion("x1", {"nl": "Wat?"}), by=world.dilara, at=now())
    drafts.drop_open_question(version, "V1", by=world.dilara, at=now())
    assert questionnaire_of(version).open_questions == ()


def test_version_is_fixed_without_english_but_not_without_dutch_or_statements(world: World) -> None:
    whose = evaluation(world)
    version = empty(world, whose)
    with refusal("no_statements"):
        fixed(world, version)
    put(world, version)
    assert fixed(world, version).state == "fixed"
    english = AskedQuestionnaire(NAME, standard_questionnaire().scales, (statement(text={"en": "Housing fits."}),), ())
    other = instruments.begin_instrument(whose, "T2", NAME, content=english, by=world.dilara, at=now())
    with refusal("dutch_missing"):
        fixed(world, other)


def test_instrument_needs_a_name_and_a_free_code(world: World) -> None:
    whose = standard(world).instrument.evaluation
    for code, name, reason in (
        ("t1", NAME, "code_in_use"), ("1", NAME, "no_code"), ("T2", {"en": "English"}, "name_missing"),
        ("T2", {"nl": "x" * 121}, "too_long"),
    ):  # fmt: skip
        with refusal(reason):
            instruments.begin_instrument(whose, code, name, by=world.dilara, at=now())


def test_versions_side_by_side_break_the_line_where_words_or_answers_changed(world: World) -> None:
    first = fixed(world, standard(world))
    second = next_version(world, first.instrument)
    drafts.put_scale(second, YES_NO, by=world.dilara, at=now())
    both = {one.code: one for one in questionnaire_of(second).statements}
    changed = {
        "SU1": {"text": {"nl": "Mijn organisatie steunt de doelen.", "en": "My organisation supports the goals."}},
        "SU2": {"scale": "yesno"},
        "SU3": {"text": {"nl": both["SU3"].text["nl"]}},
        "SU4": {"dimension": "drive"},
    }
    for code, parts in changed.items():
        put_with = {"nl": both[code].text["nl"], "text": both[code].text, "dimension": both[code].dimension, **parts}
        drafts.put_statement(second, statement(code, **put_with), by=world.dilara, at=now())  # type: ignore[arg-type]  # parts
    drafts.drop_statement(second, "SU5", by=world.dilara, at=now())
    put(world, second)
    became = {row.code: row.became for row in side_by_side(first, second)}
    assert {code for code, what in became.items() if what is not Became.SAME} == {"SU1", "SU2", "SU5", "X1"}
    assert (became["SU1"], became["SU2"]) == (Became.REWORDED, Became.OTHER_ANSWERS)
    assert (became["SU5"], became["X1"]) == (Became.DROPPED, Became.ADDED)
    moved = next(row for row in side_by_side(first, second) if row.code == "SU4")
    assert "dimension" in moved.differing
