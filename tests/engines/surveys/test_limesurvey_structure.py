"""The structure of a LimeSurvey survey is read from both layouts, as text alone, and what is left out is told."""

from pathlib import Path

import pytest

from tests.engines.surveys.made import OPTIONS, TITLES, archive, new_layout, old_layout, put, survey, table
from vlechtwerk.engines.surveys.instrument_intake import take_in_instrument
from vlechtwerk.engines.surveys.limesurvey_structure import read_lss
from vlechtwerk.engines.surveys.markup import without_markup
from vlechtwerk.engines.surveys.mistakes import Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
)

# As someone would write it down who looks at the survey of `made`.
WRITTEN_DOWN = Questionnaire(
    {"nl": "Meting 1", "en": "Round 1"},
    (Group("G1", {"nl": "Steun"}),),
    (
        Scale(
            "S1",
            (
                Category(1, {"nl": "Oneens", "en": "Disagree"}, code="A1"),
                Category(2, {"nl": "Eens", "en": "Agree"}, code="A2"),
                Category(3, {"nl": "Weet niet", "en": "Don't know"}, CategoryKind.DO_NOT_KNOW, "A3"),
            ),
        ),
    ),
    (
        StatementText("think_SQ2", {"nl": "Wij luisteren", "en": "We listen"}, "S1", "G1"),
        StatementText(
            "think_SQ10",
            {"nl": "Er is genoeg tijd & geld", "en": "There is enough time & money"},
            "S1",
            "G1",
        ),
    ),
    (RemarksQuestion("more", {"nl": "Wat wilt u nog kwijt?", "en": "Anything else?"}),),
)


@pytest.mark.parametrize("content", [old_layout(), new_layout(), new_layout(answers_repeat_their_question=True)])
def test_both_layouts_say_the_same(content: bytes) -> None:
    found, not_kept = read_lss(content)
    assert found == WRITTEN_DOWN
    assert {(one.code, one.place.part) for one in not_kept} == {
        ("question_type", "photo"),
        ("introduction", "think"),
        ("settings", "surveys"),
    }


def one_question(kind: str, **more: str) -> Questionnaire:
    question = {"qid": "1", "gid": "1", "type": kind, "title": "Q1", "question": "Vraag", "language": "nl", **more}
    below = {"qid": "2", "parent_qid": "1", "title": "a", "question": "Stelling", "language": "nl"}
    answers = [
        {"qid": "1", "code": code, "answer": label, "language": "nl", "sortorder": str(at), "scale_id": scale}
        for scale in "01"
        for at, (code, label, _english) in enumerate(OPTIONS)
    ]
    tables = [table("questions", [question]), table("subquestions", [below]), table("answers", answers)]
    return read_lss(survey(*tables, TITLES))[0]


@pytest.mark.parametrize(
    ("kind", "codes", "values"),
    [
        ("F", ["Q1_a"], ["A1", "A2", "A3"]),
        ("H", ["Q1_a"], ["A1", "A2", "A3"]),
        ("1", ["Q1_a_1", "Q1_a_2"], ["A1", "A2", "A3"]),
        ("L", ["Q1"], ["A1", "A2", "A3"]),
        ("O", ["Q1"], ["A1", "A2", "A3"]),
        ("5", ["Q1"], ["1", "2", "3", "4", "5"]),
        ("A", ["Q1_a"], ["1", "2", "3", "4", "5"]),
        ("B", ["Q1_a"], ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
        ("C", ["Q1_a"], ["N", "U", "Y"]),
        ("E", ["Q1_a"], ["D", "S", "I"]),
        ("Y", ["Q1"], ["N", "Y"]),
    ],
)
def test_each_type_that_is_answered_on_a_scale_becomes_statements(
    kind: str, codes: list[str], values: list[str]
) -> None:
    found = one_question(kind)
    assert [one.code for one in found.statements] == codes
    assert [one.code for one in found.scale_of(found.statements[0]).categories] == values
    assert [one.code for one in found.remarks] == (["Q1_comment"] if kind == "O" else [])


def test_list_of_more_answers_than_a_scale_has_is_left_out_and_the_rest_is_kept() -> None:
    """A scale has eleven answers at most, “don't know” not among them; a longer list costs its own question only."""
    rows = [{"qid": "1", "gid": "1", "title": "Lang", "type": "L", "question_order": "1"},
            {"qid": "2", "gid": "1", "title": "Kort", "type": "5", "question_order": "2"}]  # fmt: skip
    for most, kept in ((11, ["Lang", "Kort"]), (12, ["Kort"])):
        labels = [f"Antwoord {number}" for number in range(most)] + ["Weet niet"]
        answers = [
            {"qid": "1", "code": f"A{number}", "answer": label, "sortorder": str(number), "scale_id": "0"}
            for number, label in enumerate(labels)
        ]
        texts = [one | {"question": "Vraag"} for one in rows]
        found, left = read_lss(survey(table("questions", texts), table("answers", answers), TITLES))
        assert [one.code for one in found.statements] == kept
        assert [(one.code, one.details.get("count")) for one in left if one.code == "too_many_categories"] == (
            [] if len(kept) == 2 else [("too_many_categories", "12")]
        )


def test_answer_of_ones_own_has_its_place_on_the_scale() -> None:
    found = one_question("L", other="Y")
    assert [one.code for one in found.scales[0].categories] == ["A1", "A2", "A3", "-oth-"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Plain", "Plain"),
        ("<p>One</p><p>Two<br/>Three</p>", "One Two Three"),
        ("a &amp; b &lt; c &euro;&nbsp;5 &#233;", "a & b < c € 5 é"),
        ("x<script>alert('<b>hi</b>')</script>y<style>p {}</style>", "xy"),
        ("<a href='javascript:run()' onclick='run()'>link</a>", "link"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("< 1 jaar", "< 1 jaar"),
        ("<div>open", "open"),
        ("<!-- note -->seen", "seen"),
    ],
)
def test_markup_is_taken_off_and_scripts_with_it(markup: str, text: str) -> None:
    assert without_markup(markup) == text


ENTITIES = b"""<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
OUTSIDE = b"""<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "empty", Place()),
        (b"PK\x03\x04 no xml", "xml_broken", Place(row=1)),
        (old_layout()[:900], "xml_broken", Place(row=1)),
        (b"<html/>", "no_survey", Place()),
        (survey(kind="Question"), "no_survey", Place()),
        (survey(), "missing_table", Place(part="questions")),
        (ENTITIES + b"<document>&b;</document>", "xml_entities", Place()),
        (OUTSIDE + b"<document>&x;</document>", "xml_entities", Place()),
        (survey(table("questions", [{"qid": "1", "type": "S", "title": "a"}])), "no_statements", Place()),
        (
            survey(
                table("questions", [{"qid": number, "type": "5", "title": "a", "question": "b"} for number in "12"])
            ),
            "code_twice",
            Place(part="a"),
        ),
    ],
)
def test_broken_structure_names_what_is_wrong_and_where(
    tmp_path: Path, content: bytes, code: str, place: Place
) -> None:
    with pytest.raises(Unreadable) as caught:
        take_in_instrument(put(tmp_path, content), "survey.lss")
    assert (caught.value.code, caught.value.place) == (code, place)


def test_archive_is_refused_because_it_can_hold_who_was_invited(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        take_in_instrument(put(tmp_path, archive({"survey_1.lss": new_layout()})), "survey.lsa")
    assert caught.value.code == "archive_of_limesurvey"
