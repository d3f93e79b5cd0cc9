"""Prose tells no result in other words and names nobody, and how an evaluation was done is told freely."""

from pathlib import Path

import pytest
import yaml

from tests.engines.documents.test_evaluation_report import FILLS, SCALE
from vlechtwerk.engines.documents.evaluation_report.judging import ProseYardstick, objections_to
from vlechtwerk.engines.documents.evaluation_report.prose import prose_of
from vlechtwerk.engines.documents.evaluation_report.prose_words import typed_in
from vlechtwerk.engines.documents.evaluation_report.told import Objection

YARDSTICK = ProseYardstick(
    SCALE, ("NSOC-lab 2.0", "Stichting De Heer Bakker"), ("Mila Jansen", "Piet de Vries", "Dilara")
)
SENTENCES = yaml.safe_load((Path(__file__).parents[2] / "data" / "prose_in_other_words.yaml").read_text())
PERSONAL = {
    "Het woord is aan de heer Jansen.": "de heer Jansen",
    "Volgens mevrouw J. de Vries klopt het.": "mevrouw J. de Vries",
    "Dit zei dhr. Bakker.": "dhr. Bakker",
    "Het was drs. ing. P. van den Berg.": "drs. ing. P. van den Berg",
    "Ask Ms. O'Neil about it.": "Ms. O'Neil",
    "Ask Mr Smith.": "Mr Smith",
    "Schrijf jan (at) example (punt) nl.": "jan (at) example (punt) nl",
    "Schrijf jan [at] example.nl.": "jan [at] example.nl",
    "Mail jan at example dot nl.": "jan at example dot nl",
    "Mail jan @ example . nl.": "jan @ example . nl",
    "Het plan van Jansen loopt.": "Jansen",
    "Dat schreef P. Vries.": "P. Vries",
}
NOBODY = (
    "De heer en meester van het plan.", "Mevrouw de minister was er.", "De ing. kwam niet. Daarna was er overleg.",
    "De heren waren er niet.", "The report looks at growth. Com is another word.", "Vries is een plaats.",
    "Het gesprek was bij Stichting De Heer Bakker.", "Het team at. Daarna gingen zij (at random) verder.",
)  # fmt: skip


def objections(text: str) -> list[tuple[Objection, str]]:
    return [(one.objection, one.at) for one in objections_to("x", prose_of(text), FILLS, YARDSTICK)]


@pytest.mark.parametrize("text", SENTENCES["results"])
def test_a_result_in_other_words_is_refused(text: str) -> None:
    assert {code for code, _at in objections(text)} & {Objection.RESULT_VERB, Objection.FORM_NOT_ALLOWED}


@pytest.mark.parametrize("text", SENTENCES["statuses"])
def test_how_far_an_activity_is_is_refused(text: str) -> None:
    before = "Eerst iets anders. "
    found = objections_to("x", prose_of(before + text), FILLS, YARDSTICK)
    (told,) = [one for one in found if one.objection is Objection.STATUS_TYPED]
    assert (told.number, told.sentence, told.start) == (2, text, len(before) + text.index(told.at))


@pytest.mark.parametrize("text", SENTENCES["amounts"])
def test_a_word_for_an_amount_is_refused(text: str) -> None:
    assert {code for code, _at in objections(text)} & {Objection.AMOUNT_WORD, Objection.TYPED_FIGURE}


@pytest.mark.parametrize("text", SENTENCES["plain"])
def test_how_an_evaluation_was_done_and_what_is_aimed_at_may_be_told(text: str) -> None:
    assert not objections(text)


def test_of_whom_it_was_asked_hides_no_word_for_an_amount() -> None:
    found = objections("Aan elke partner is gevraagd of het werk op schema ligt.")
    assert found == [(Objection.AMOUNT_WORD, "elke")]


@pytest.mark.parametrize("text", SENTENCES["typed"])
def test_figures_amounts_and_results_are_found_in_why_a_judgement_is_given(text: str) -> None:
    assert typed_in(text)


@pytest.mark.parametrize("text", SENTENCES["reasons"])
def test_why_a_judgement_is_given_may_tell_of_norms_sources_dates_and_what_is_missing(text: str) -> None:
    assert typed_in(text) == []


def test_what_is_typed_stands_as_it_is_read() -> None:
    assert typed_in("Ca. 95% haalt het: vrij\u200bwel allen, op ½ na, door de aan-pak.") == [
        "95%",
        "½",
        "vrijwel allen",
        "door de aanpak",
    ]


def test_what_is_told_behind_what_is_asked_or_aimed_at_is_refused() -> None:
    for text in (
        "Of men wil of niet de smokkel is afgenomen.", "Whether or not it was asked crime fell.",
        "The aim was to act and smuggling has decreased.", "Het doel was om te handelen en de smokkel is afgenomen.",
    ):  # fmt: skip
        assert Objection.RESULT_VERB in {code for code, _at in objections(text)}, text


@pytest.mark.parametrize(("text", "at"), PERSONAL.items())
def test_a_name_behind_a_title_a_surname_and_a_written_out_address_are_refused(text: str, at: str) -> None:
    before = "Eerst iets anders. "
    found = [one for one in objections_to("x", prose_of(before + text), FILLS, YARDSTICK) if one.at == at]
    assert [(one.objection, one.start) for one in found] == [(Objection.PERSONAL, len(before) + text.index(at))]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_look_like_a_name_or_an_address_name_nobody(text: str) -> None:
    assert Objection.PERSONAL not in {code for code, _at in objections(text)}
