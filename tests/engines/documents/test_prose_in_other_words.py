"""Prose tells no result in other words and names nobody, and how an evaluation was done is told freely."""

import pytest

from tests.engines.documents.test_evaluation_report import FILLS, SCALE
from vlechtwerk.engines.documents.evaluation_report.judging import Yardstick, objections_to
from vlechtwerk.engines.documents.evaluation_report.prose import prose_of
from vlechtwerk.engines.documents.evaluation_report.told import Objection

YARDSTICK = Yardstick(SCALE, ("NSOC-lab 2.0", "Stichting De Heer Bakker"), ("Mila Jansen", "Piet de Vries", "Dilara"))
# Written before the lists of words were asked.
RESULTS = """\
De smokkel via de haven is opgedroogd.
Het vertrouwen tussen partners nam zichtbaar toe.
Dankzij de pilot lopen dossiers nu soepel door.
De aanpak heeft haar vruchten afgeworpen.
Criminelen mijden inmiddels de haven.
De drempel voor criminelen ligt hoger dan voorheen.
Het aantal incidenten liep terug.
De uithalers bleven weg na de controles.
Het lab bracht partners dichter bij elkaar.
Sinds de start is de samenwerking stukken hechter.
De wachttijden zijn geslonken.
Het project heeft zijn doel bereikt.
De barrière werpt haar dadenkracht af en houdt criminelen buiten.
Door het convenant delen partners nu gegevens.
De criminele netwerken zijn verzwakt.
De haven is een stuk weerbaarder geworden.
Het plan maakte het verschil.
De inzet leverde resultaat op.
Het tij is gekeerd.
Ondermijning heeft geen voet meer aan de grond.
The smuggling routes dried up.
Trust between the partners has grown.
The approach paid off.
Criminals now avoid the port.
The lab brought partners closer together.
Waiting times have come down.
The pilot turned the tide.
The programme made a real difference.
Information now flows more freely than before.
Crime in the port fell sharply.
De pakkans is toegenomen.
Het convenant bracht rust in het gebied.
De haven kent nauwelijks nog uithalers.
Het vertrouwen groeide gaandeweg.
De lijnen tussen de diensten werden korter.
De meldingen daalden na de zomer.
Het programma heeft zich bewezen.
De partners weten elkaar nu te vinden.
Smokkelaars kozen een andere route.
De doorlooptijd kromp.
De samenwerking staat als een huis.
Het probleem is onder controle.
Er komt geen drugs meer binnen.
De achterstand is ingelopen.
Het doel is binnen bereik gekomen.
De knelpunten zijn uit de weg geruimd.
The chance of being caught rose.
The covenant brought calm to the area.
Trust grew over time.
Reports of incidents fell after the summer.
The programme has proved its worth.
Partners now know how to find each other.
Smugglers chose another route.
The problem is under control.
The backlog was cleared.
Obstacles were removed.
Lead times shrank.
The measures bore fruit.
Cooperation improved.
The port is free of crime.
""".splitlines()
AMOUNTS = """\
Several meetings were held.
Tal van partners deden mee.
Een handvol dossiers werd bekeken.
Het merendeel van de acties liep.
Dozens of files were read.
Het overgrote deel van de acties loopt.
Honderden containers zijn bekeken.
De meeste partners waren aanwezig.
Nearly everyone attended.
Some partners did not take part.
""".splitlines()
PLAIN = """\
De evaluatie volgt het plan van de partners.
Eerst is het plan gelezen en daarna zijn gesprekken gevoerd.
De vragenlijst is voorgelegd aan leden van het team.
Elke uitspraak heeft een nummer in de marge.
Het hoofdstuk beschrijft hoe de gegevens zijn verzameld.
De samenwerking begon met een convenant.
De partners spraken af wie welke gegevens levert.
Bij de start was er geen nulmeting.
De stuurgroep komt geregeld bijeen.
De cijfers komen uit het register van de Douane.
Wat niet bekend is, staat apart vermeld.
Of de smokkel is afgenomen, is niet onderzocht.
Het kader is vastgesteld voordat de gegevens binnenkwamen.
De antwoorden zijn door de onderzoekers gelezen en van codes voorzien.
Een bevinding is gecontroleerd door een ander dan wie haar schreef.
Het doel van het plan is de haven weerbaarder te maken.
De partners willen smokkel tegengaan.
De respons staat in het hoofdstuk over werkwijze.
De kaart toont stappen en verbanden.
The evaluation follows the plan of the partners.
Interviews were held with members of the team.
The questionnaire was sent after the kick-off.
Each sentence has a number in the margin.
The steering group meets regularly.
Whether smuggling decreased was not examined.
The aim of the plan is to make the port safer.
The figures come from the customs register.
This chapter describes how data were gathered.
No baseline was taken at the start.
De gesprekken zijn op verschillende dagen gehouden.
Er is gekozen voor een vragenlijst en gesprekken, omdat die elkaar aanvullen.
Het platform is ingericht door de partners.
Voor iedere ronde is een uitnodiging verstuurd.
De teamleider nam de coördinatie over.
Het overleg werd voortgezet onder een andere voorzitter.
De meting wordt herhaald.
The covenant was signed by the partners.
The survey was repeated later.
The names of the criteria are those of the plan.
Het onderzoek liep van het voorjaar tot het najaar.
De onderzoekers spraken met uitvoerders en leidinggevenden.
Het verslag van een gesprek is aan de deelnemer voorgelegd.
De gegevens zijn bewaard in een beveiligde omgeving.
Het plan bestaat uit doelen, activiteiten en randvoorwaarden.
De opdrachtgever heeft het kader goedgekeurd.
Het begrip weerbaarheid komt uit het plan.
De evaluatoren lazen de voortgangsrapportages van de partners.
In de bijlage staat waar elke uitspraak op rust.
De gemeente sloot zich later aan bij het convenant.
Het lab is opgericht door de Douane en de Politie.
Wie de vragenlijst invulde, is niet bekend bij de onderzoekers.
De stand van de activiteiten komt uit het programma.
Bij een stelling staat hoe zij is voorgelegd.
De leerpunten zijn in bijeenkomsten besproken.
Het hoofdstuk sluit af met wat niet bekend is.
The study ran from spring to autumn.
The evaluators read the progress reports.
The record of an interview was shown to the participant.
The plan consists of goals, activities and preconditions.
The client approved the framework before data came in.
The lab was founded by customs and police.
Who filled in the questionnaire is not known to the evaluators.
Learning points were discussed in meetings.
The chapter closes with what is not known.
The term resilience comes from the plan.
Statuses are those of the programme.
Beside a statement stands how it was put.
The municipality joined the covenant later.
""".splitlines()
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


@pytest.mark.parametrize("text", RESULTS)
def test_a_result_in_other_words_is_refused(text: str) -> None:
    assert {code for code, _at in objections(text)} & {Objection.RESULT_VERB, Objection.FORM_NOT_ALLOWED}


@pytest.mark.parametrize("text", AMOUNTS)
def test_a_word_for_an_amount_is_refused(text: str) -> None:
    assert {code for code, _at in objections(text)} & {Objection.AMOUNT_WORD, Objection.TYPED_FIGURE}


@pytest.mark.parametrize("text", PLAIN)
def test_how_an_evaluation_was_done_and_what_is_aimed_at_may_be_told(text: str) -> None:
    assert not objections(text)


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
