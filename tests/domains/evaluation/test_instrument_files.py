"""What a file becomes, and what a version is written as: exporting and taking in again gives the same version."""

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vlechtwerk.domains.evaluation.models import Dimension, Side
from vlechtwerk.domains.evaluation.queries.instrument_files import as_workbook, guessed_sides, understood
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.instrument_content import mistakes_in_content, tidied
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
)
from vlechtwerk.engines.surveys.instrument_intake import InstrumentFile
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails, read_instrument_workbook
from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    Scale,
    StatementText,
    is_code,
)
from vlechtwerk.engines.surveys.statement_wording import WarningKind, warnings_about

PLACES = ("A01", "P1", "N7")
CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,19}", fullmatch=True).filter(is_code)
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Cc", "Zs", "Zl", "Zp"))
WORDS = st.text(SIGNS, min_size=1, max_size=40)
TEXTS = st.fixed_dictionaries({"nl": WORDS}, optional={"en": WORDS})


@st.composite
def instruments(draw: st.DrawFn) -> AskedQuestionnaire:
    """Return any version that may be written, as it is kept."""
    codes = draw(st.lists(CODES, min_size=3, max_size=9, unique_by=str.casefold))
    scales = tuple(
        AskedScale(
            code,
            tuple(
                AskedCategory(value, draw(TEXTS), draw(st.sampled_from(Side.values)))
                for value in draw(st.lists(st.integers(0, 9_999), min_size=2, max_size=6, unique=True))
            ),
            draw(st.booleans()),
        )
        for code in codes[:2]
    )
    statements = tuple(
        AskedStatement(
            code,
            draw(TEXTS),
            draw(TEXTS),
            draw(st.sampled_from(Dimension.values)),
            draw(st.sampled_from(codes[:2])),
            draw(st.booleans()),
            draw(st.booleans()),
            tuple(draw(st.lists(st.sampled_from(PLACES), unique=True))),
        )
        for code in codes[2:-1] or codes[2:]
    )
    questions = (AskedQuestion(codes[-1], draw(TEXTS)),) if len(codes) > 3 else ()
    made = tidied(AskedQuestionnaire(draw(TEXTS), scales, statements, questions))
    return made if not list(mistakes_in_content(made, PLACES)) else standard_questionnaire()


def taken_in(content: bytes) -> AskedQuestionnaire:
    questionnaire, details, not_kept = read_instrument_workbook(io.BytesIO(content))
    found = understood(InstrumentFile(questionnaire, details, tuple(not_kept)), PLACES)
    assert found.not_kept == ()
    assert found.guessed == ()
    return found.asked


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(instruments())
def test_what_is_exported_is_taken_in_as_the_same_version(asked: AskedQuestionnaire) -> None:
    assert taken_in(as_workbook(asked)) == asked


def test_standard_instrument_has_twenty_statements_without_a_warning_and_with_short_labels() -> None:
    asked = standard_questionnaire()
    assert len(asked.statements) == 20
    assert {one.dimension for one in asked.statements} == {"support", "capability", "drive", "first_results"}
    assert len(asked.open_questions) == 2
    for one in asked.statements:
        assert warnings_about(one.text) == [], one.code
        assert all(0 < len(one.short[language]) <= 40 for language in ("nl", "en"))
    assert list(mistakes_in_content(asked, (), whole=True)) == []
    (scale,) = asked.scales
    assert [one.side for one in scale.categories] == ["disagree", "disagree", "neutral", "agree", "agree"]
    assert scale.with_do_not_know


@pytest.mark.parametrize(
    ("labels", "sides"),
    [
        (["Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens"], "--0++"),
        (["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"], "++0--"),
        (["Ja", "Nee"], "+-"),
        (["Helemaal niet mee eens", "Mee eens"], "-+"),
        (["Nooit", "Soms", "Altijd"], "-0+"),
        (["1", "2", "3", "4"], "--++"),
    ],
)  # fmt: skip
def test_sides_are_guessed_from_words_or_else_from_the_order(labels: list[str], sides: str) -> None:
    signs = {"-": Side.DISAGREE, "0": Side.NEUTRAL, "+": Side.AGREE}
    answers = [Category(at, {"nl": label}) for at, label in enumerate(labels, 1)]
    assert guessed_sides(answers) == [signs[sign] for sign in sides]


def read(questionnaire: Questionnaire) -> Any:
    return understood(InstrumentFile(questionnaire, InstrumentDetails()), PLACES)


PLAIN = Questionnaire(
    {"nl": "Lijst"},
    (Group("G1", {"nl": "Steun"}),),
    (Scale("S1", (Category(1, {"nl": "Nee"}), Category(2, {"nl": "Ja"}))),),
    (StatementText("V1", {"nl": "Het gaat goed."}, "S1", "G1"),),
)


def left_out(questionnaire: Questionnaire) -> set[str]:
    return {one.code for one in read(questionnaire).not_kept}


def test_file_of_others_is_told_what_is_not_kept() -> None:
    assert left_out(PLAIN) == {"group_title"}
    assert left_out(replace(PLAIN, groups=(Group("support"),), statements=())) == set()
    german = replace(PLAIN, titles={"nl": "Lijst", "de": "Liste", "nl-BE": "Lijst"})
    assert left_out(german) == {"group_title", "language"}
    apart = Category(9, {"nl": "Geen mening"}, CategoryKind.DO_NOT_KNOW)
    (scale,) = PLAIN.scales
    other = replace(PLAIN, scales=(replace(scale, categories=(*scale.categories[::-1], apart)),))
    assert left_out(other) == {"group_title", "order_of_answers", "do_not_know_words"}
    assert read(other).asked.scales[0].with_do_not_know
    assert read(PLAIN).guessed == ("S1",)


def test_group_with_the_name_of_a_dimension_is_that_dimension() -> None:
    named = replace(PLAIN, groups=(Group("G1", {"en": "First results"}),))
    assert [one.dimension for one in read(named).asked.statements] == ["first_results"]


def test_language_that_is_not_told_is_taken_for_dutch() -> None:
    untold = replace(PLAIN, statements=(StatementText("V1", {"und": "Het gaat goed."}, "S1"),))
    assert read(untold).asked.statements[0].text == {"nl": "Het gaat goed."}


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ({"nl": "Er is kennis en capaciteit."}, ["double_barrelled"]),
        ({"nl": "Er is kennis of capaciteit."}, ["double_barrelled"]),
        ({"en": "There is knowledge and capacity."}, ["double_barrelled"]),
        ({"nl": "Justitie en Veiligheid steunt Economische Zaken en Klimaat niet."}, ["negative"]),
        ({"nl": "Ik weet of ik gegevens mag delen."}, []),
        ({"nl": "Er komt af en toe geld."}, []),
        ({"nl": "Dat is onvoldoende."}, ["negative"]),
        ({"nl": "De ruimte is ontoereikend."}, ["negative"]),
        ({"nl": "Ons onderzoek ondersteunt de ontwikkeling."}, []),
        ({"en": "It is unclear."}, ["negative"]),
        ({"en": "We don't meet."}, ["negative"]),
        ({"en": "Our university understands us under pressure."}, []),
        ({"nl": "Er is veel geld."}, ["vague_amount"]),
        ({"en": "There are several people."}, ["vague_amount"]),
        ({"nl": " ".join(["woord"] * 21)}, ["too_long"]),
        ({"nl": " ".join(["woord"] * 20)}, []),
    ],
)  # fmt: skip
def test_wording_is_warned_about(texts: dict[str, str], kinds: list[str]) -> None:
    assert [one.kind for one in warnings_about(texts)] == [WarningKind(kind) for kind in kinds]
