"""No figure without a fact: amounts in digits and in words, and what only looks like one."""

from pathlib import Path

import pytest

from vlechtwerk.engines.documents.amounts import FAMILIES, LISTED, amount_words_in, changes_in, dates_in
from vlechtwerk.engines.documents.wording import Carrier, Objection, refused_sentences

FIGURE, AMOUNT = Objection.TYPED_FIGURE, Objection.AMOUNT_WITHOUT_COUNT
FACTS = {
    1: Carrier("Het lab is in uitvoering (20 augustus 2026), en loopt tot eind 2026", "register"),
    2: Carrier("Er zijn 12 containers gecontroleerd, van 3 tot 8 mei 2026", "register"),
    3: Carrier("Van de 20 partners deden er vijftien mee; 3 van de 4 teams leverden op tijd", "register"),
    4: Carrier("Ruim de helft van de partners deed mee en alle teams kwamen", "measured_effect"),
    5: Carrier("Het aantal meldingen is fors gedaald en het gewicht verdubbeld", "measured_effect"),
    6: Carrier("Jaarplan 2026 vastgesteld: 2000 uur in vier weken", "register"),
    7: Carrier("Twelve containers were inspected on 20 August 2026; a third of the partners took part", "register"),
    8: Carrier("The number of reports fell sharply and all teams took part", "measured_effect"),
}
REFUSED = [
    ("Er zijn 2026 verdachten aangehouden. [1]", FIGURE),
    ("Er zijn 20 verdachten aangehouden. [1]", FIGURE),
    ("Er zijn 8 verdachten aangehouden. [2]", FIGURE),
    ("In 2026 zaken is beslag gelegd. [1]", FIGURE),
    ("Van 2026 mensen is de naam bekend. [1]", FIGURE),
    ("Rond 2026 mensen zijn bekend. [1]", FIGURE),
    ("Per 2025 loopt het lab. [1]", FIGURE),
    ("Op 20 mei 2026 begon het lab. [1]", FIGURE),
    ("Op 21 augustus begon het lab. [1]", FIGURE),
    ("In 2025 begon het lab. [1]", FIGURE),
    ("Op 12 mei zijn containers gecontroleerd. [2]", FIGURE),
    ("Twaalf containers zijn gecontroleerd.", FIGURE),
    ("Dertien containers zijn gecontroleerd. [2]", FIGURE),
    ("Er kwamen twintig meldingen. [1]", FIGURE),
    ("Er kwamen honderd meldingen. [2]", FIGURE),
    ("Er kwamen duizend meldingen. [2]", FIGURE),
    ("Er kwamen tweehonderdvijftig meldingen. [2]", FIGURE),
    ("Er is één verdachte aangehouden. [2]", FIGURE),
    ("Een drietal partners deed niets. [2]", FIGURE),
    ("Drie op de vier partners deden mee. [2]", FIGURE),
    ("Jaarlijks kwamen er 2000 mensen. [6]", FIGURE),
    ("Eén verdachte is aangehouden. [2]", FIGURE),
    ("½ van de partners deed mee. [3]", FIGURE),
    ("Er waren ② zaken. [3]", FIGURE),
    ("Een derde van de partners deed mee. [3]", AMOUNT),
    ("Niemand deed mee. [3]", AMOUNT),
    ("De meesten deden mee. [3]", AMOUNT),
    ("Er kwam dubbel zoveel binnen. [3]", AMOUNT),
    ("Ruim de helft deed mee. [3]", AMOUNT),
    ("De helft deed mee. [3]", AMOUNT),
    ("Drie kwart van de teams deed mee. [3]", AMOUNT),
    ("Een kwart van de teams deed mee. [3]", AMOUNT),
    ("Het aantal is gehalveerd. [3]", AMOUNT),
    ("Het gewicht is verdubbeld. [3]", AMOUNT),
    ("Het gewicht is verdrievoudigd. [5]", AMOUNT),
    ("Alle partners deden mee. [3]", AMOUNT),
    ("Alle twintig partners deden mee. [3]", AMOUNT),
    ("Iedereen deed mee. [3]", AMOUNT),
    ("Elke partner deed mee. [3]", AMOUNT),
    ("Geen van de partners deed mee. [3]", AMOUNT),
    ("Er is e\u0301e\u0301n verdachte aangehouden. [2]", FIGURE),
    ("Every partner took part. [7]", AMOUNT),
    ("Er zijn tientallen containers gecontroleerd. [2]", AMOUNT),
    ("Het aantal daalde fors. [2]", AMOUNT),
    ("Het aantal is sterk gestegen. [2]", AMOUNT),
    ("Het aantal groeide flink. [2]", AMOUNT),
    ("Het aantal daalde. [2]", AMOUNT),
    ("Het aantal steeg in 2026. [1]", AMOUNT),
    ("Het aantal daalde.", Objection.RESULT_WITHOUT_FACT),
    ("There were 2026 arrests. [1]", FIGURE),
    ("There were 20 arrests. [7]", FIGURE),
    ("Twenty people were arrested. [7]", FIGURE),
    ("Thirteen containers were inspected. [7]", FIGURE),
    ("Twelve containers were inspected.", FIGURE),
    ("Twenty-five containers were inspected. [7]", FIGURE),
    ("Two hundred containers were inspected. [7]", FIGURE),
    ("A hundred containers were inspected. [7]", FIGURE),
    ("A thousand containers were inspected. [7]", FIGURE),
    ("Ten partners took part. [7]", FIGURE),
    ("Three out of four partners took part. [7]", FIGURE),
    ("On 20 May 2026 it began. [7]", FIGURE),
    ("On August 21, 2026 it began. [7]", FIGURE),
    ("In 2025 it began. [7]", FIGURE),
    ("A third of the teams took part. [8]", AMOUNT),
    ("Two thirds of the partners took part. [8]", FIGURE),
    ("More than half of the partners took part. [7]", AMOUNT),
    ("Half of the partners took part. [7]", AMOUNT),
    ("Three quarters of them took part. [3]", AMOUNT),
    ("A quarter of the partners took part. [7]", AMOUNT),
    ("The number has halved. [7]", AMOUNT),
    ("The number doubled. [7]", AMOUNT),
    ("The number tripled. [7]", AMOUNT),
    ("All partners took part. [7]", AMOUNT),
    ("Everyone took part. [7]", AMOUNT),
    ("Dozens of containers were inspected. [7]", AMOUNT),
    ("The number fell sharply. [7]", AMOUNT),
    ("The number rose. [7]", AMOUNT),
    ("The number strongly increased. [7]", AMOUNT),
]
ALLOWED = [
    "In 2026 begon het lab. [1]",
    "Het lab begon op 20 augustus 2026. [1]",
    "Het lab begon op 20 augustus. [1]",
    "Het lab begon in augustus 2026. [1]",
    "Het lab loopt tot 2026. [1]",
    "Het lab loopt tot eind 2026. [1]",
    "Rond 2026 loopt het lab af. [1]",
    "Halverwege 2026 is het lab begonnen. [1]",
    "Per 2026 loopt het lab. [1]",
    "Sinds 20-8-2026 loopt het lab. [1]",
    "Er zijn 12 containers gecontroleerd. [2]",
    "Twaalf containers zijn gecontroleerd. [2]",
    "Van 3 tot 8 mei zijn twaalf containers gecontroleerd. [2]",
    "Op 3 mei is gecontroleerd. [2]",
    "Twintig partners zijn gevraagd, en 15 deden mee. [3]",
    "Drie op de vier teams leverden op tijd. [3]",
    "Ruim de helft van de partners deed mee. [4]",
    "Alle teams deden mee. [4]",
    "Het aantal meldingen daalde fors. [5]",
    "Het aantal meldingen daalde. [5]",
    "Het gewicht verdubbelde. [5]",
    "Het aantal daalde van 20 naar vijftien. [3]",
    "Het jaarplan 2026 is vastgesteld. [6]",
    "Vier weken lang is 2.000 uur gewerkt. [6]",
    "Er is een derde partij gevraagd.",
    "In de eerste helft van het jaar is gepraat.",
    "De tweede helft van het jaar volgt nog.",
    "Een partner sloot aan, en een en ander is besproken.",
    "Op alle fronten is overlegd, en alle informatie is gedeeld.",
    "Ten eerste is gesproken, ten behoeve van het lab.",
    "De stuurgroep acht het nodig; dat is in acht genomen.",
    "In het eerste kwartaal is overlegd.",
    "Het beeld groeide verder. De teams keken samen naar routes over land.",
    "De partners zitten op één lijn.",
    "Het lab valt onder allerlei regels.",
    "In 2026 it began. [7]",
    "It began on 20 August 2026. [7]",
    "It began on August 20, 2026. [7]",
    "It began in August 2026. [7]",
    "Twelve containers were inspected. [7]",
    "In total 12 containers were inspected. [7]",
    "A third of the partners took part. [7]",
    "All teams took part. [8]",
    "The number of reports fell sharply. [8]",
    "The number of reports dropped. [8]",
    "Fifteen of the twenty partners took part. [3]",
    "A third party was asked.",
    "Above all, people met.",
    "After all that, all information was shared.",
    "At all times the teams met.",
    "No one was asked, and one of them answered.",
    "The first half of the year was quiet.",
    "This quarter was quiet.",
    "In the quarter of the harbour people met.",
    "The teams met again, and spoke about routes over land.",
    "They may meet in May.",
    "All information is shared, and all of it was read.",
    "People of all kinds met.",
    "The picture grew, says the team. [8]",
    "They asked for a decision in the second round.",
    "De teams hebben vragenlijsten afgenomen.",
    "One partner declined the invitation, and another dropped by.",
    "The lab falls under the steering group, in the fall as well.",
    "De partners gaan terug naar de haven, en nemen kennis van het plan.",
]


@pytest.mark.parametrize(("sentence", "objection"), REFUSED)
def test_amount_that_no_fact_carries_is_refused(sentence: str, objection: Objection) -> None:
    assert [item.objection for item in refused_sentences(sentence, FACTS)] == [objection]


@pytest.mark.parametrize("sentence", ALLOWED)
def test_what_a_fact_carries_or_is_no_amount_may_stand(sentence: str) -> None:
    assert refused_sentences(sentence, FACTS) == []


@pytest.mark.parametrize("number", sorted(FACTS))
def test_fact_always_carries_its_own_words(number: int) -> None:
    assert refused_sentences(f"{FACTS[number].words}. [{number}]", FACTS) == []


def test_every_family_of_words_is_listed_for_the_writer_and_found() -> None:
    how_to = (Path(__file__).parents[3] / "docs" / "how-to" / "a-progress-report.md").read_text(encoding="utf-8")
    assert {family for family, _words in LISTED} == set(FAMILIES)
    for family, listed in LISTED:
        for words in listed:
            assert [said.value for said in amount_words_in(f"{words} teams")] == [family], words
            assert f"*{words}*" in how_to, words


ROSE = [
    "stijgt", "stegen", "is gestegen", "blijft stijgen", "nam toe", "neemt toe", "neemt verder toe", "is toegenomen",
    "kan toenemen", "ging omhoog", "vermeerderde", "increased", "is increasing", "rose", "is rising", "rises",
    "climbed", "went up", "goes up",
]  # fmt: skip
FELL = [
    "daalt", "daalden", "is gedaald", "zal dalen", "nam af", "neemt af", "neemt langzaam af", "is afgenomen",
    "ging omlaag", "liep terug", "is teruggelopen", "kromp", "krimpt", "slonk", "verminderde", "decreased", "fell",
    "is falling", "falls", "dropped", "drops", "declined", "is declining", "shrank",
    "diminished", "is reduced", "went down", "goes down",
]  # fmt: skip
CARRIERS = {
    "up": {"said": Carrier("Het aantal steeg", "opinion"), "counted": Carrier("Het aantal steeg", "register")},
    "down": {"said": Carrier("The number fell", "opinion"), "counted": Carrier("The number fell", "register")},
}
COUNTED = Carrier("Er zijn containers gecontroleerd", "register")


@pytest.mark.parametrize(("moved", "verb"), [*(("up", verb) for verb in ROSE), *(("down", verb) for verb in FELL)])
def test_what_rose_or_fell_stands_on_a_counted_fact_that_says_so(moved: str, verb: str) -> None:
    facts = {1: CARRIERS[moved]["said"], 2: CARRIERS[moved]["counted"], 3: COUNTED}
    other = CARRIERS["down" if moved == "up" else "up"]["counted"]
    sentence = f"Het aantal {verb}."
    assert [said.value for said in changes_in(sentence)] == [moved]
    found = {
        number: [item.objection for item in refused_sentences(f"{sentence}{at}", facts | {4: other})]
        for number, at in enumerate(("", " [1]", " [2]", " [3]", " [4]"))
    }
    assert found == {0: [Objection.RESULT_WITHOUT_FACT], 1: [Objection.SAID_AS_RESULT], 2: [], 3: [AMOUNT], 4: [AMOUNT]}


def test_row_of_days_or_years_is_one_date_however_long_a_month_is() -> None:
    days = ", ".join(str(day) for day in range(1, 32))
    ((_at, parts),) = dates_in(f"op {days} mei 2026")
    assert len(parts) == 31
    ((_at, parts),) = dates_in("in 2021, 2022, 2023, 2024 en 2025")
    assert parts == {f"{year}-*-*" for year in range(2021, 2026)}


# Each is as long as words may be; were a row read anew from each place in it, each would take seconds.
@pytest.mark.parametrize(
    "shape", ["1-", "1, ", "1/", "1 of ", "1 - ", "2026, ", "in 2026-", "1 mei, ", "!2026", "neemt "]
)
def test_row_without_an_end_is_read_as_any_other_text(shape: str) -> None:
    text = f"{'a' * 1_000}{shape * (1_500 // len(shape))}"
    assert [item.objection for item in refused_sentences(f"{text}.", {})] == ([] if shape == "neemt " else [FIGURE])
