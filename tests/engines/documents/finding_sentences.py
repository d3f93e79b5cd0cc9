"""Sentences of findings with what should be said of each, decided by hand before there was any code to ask.

How: first the rule of each ground was written out (an opinion is worded as what people say or answer; self-report says
whose word it is; a register counts and claims no effect; a measured effect claims with a chain of contribution only; no
figure or word for an amount is typed). Then each sentence was read and given the outcome that a careful reader would
give it, also where the code was expected to find that hard. Where code and this list disagree, the code is wrong until
a reason in words, noted at the sentence, says otherwise.

When the code was first asked it gave the outcome of this list for all 20 sentences of the report on each ground, for 80
of the 81 outcomes of the first lot and those on what was published, for 35 of 43 of the second, 14 of 27 of the third
and 21 of 24 of the fourth. Of the fifth it refused 14 of the 40 that say too much, 9 of them for the reason that stands
here, and allowed 26 of the 30 plain ones: three of the others quote what was asked in a hole that was not there yet.
The rules were mended, the list was not. The report's sentences were at hand when the rules were written, so only the
later lots tell how the code does on sentences that it has not met: it allows most of the plain ones, and it refuses one
in three of those that are meant to mislead it.

The outcome is "" for allowed, or the code of an objection that has to be among those made.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from vlechtwerk.engines.documents.wording import sentences_of

# The report is not part of this repository; it stands beside it where both are worked on.
SEED = next((found for above in Path(__file__).parents for found in above.glob("shared/seed/*.txt")), None)

OPINION, SELF, REGISTER, EFFECT = "opinion", "self_report", "register", "measured_effect"
FIGURE, AMOUNT = "typed_figure", "typed_amount"
NOT_SAID, AS_FACT, NO_SPEAKER = "not_worded_as_said", "result_told_as_fact", "speaker_missing"
OTHER = "other_than_asked"
CLAIMS, NOTHING, NO_CHAIN = "effect_claimed", "nothing_counted", "claim_without_chain"
# That a count rose or fell was allowed here when there was nothing to compare periods with. Now it takes two periods as
# long, counted by one definition: two sentences below that typed it are refused since, and a hole tells it.
COMPARED = "change_not_compared"


@dataclass(frozen=True)
class OfReport:
    """A sentence of chapter 5 of the report of the first case, by the line that it starts on; never its words.

    The outcome as a finding on opinions, on self-report, on a register, and as a measured effect without and with a
    complete chain of contribution.
    """

    line: int
    why: str
    opinion: str
    self_report: str
    register: str
    effect: str
    effect_with_chain: str


OF_REPORT = [
    OfReport(
        1735, "the study shows it, nobody says it; the plan is said to bring it", NOT_SAID, NO_SPEAKER, CLAIMS,
        NO_CHAIN, "",
    ),
    OfReport(
        1737, "an aim told as what follows, and a number in words", NOT_SAID, NO_SPEAKER, FIGURE, FIGURE, FIGURE
    ),
    OfReport(1743, "what the plan gave is told as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1746, "says that it is so according to those involved", "", "", NOTHING, "", ""),
    OfReport(1747, "cause and consequence told as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1748, "a need is told as a fact: whose need is it?", NOT_SAID, NO_SPEAKER, NOTHING, "", ""),
    OfReport(1755, "support is told as a fact on results of the study", NOT_SAID, NO_SPEAKER, NOTHING, "", ""),
    OfReport(1756, "valued, but by whom is not said", NOT_SAID, NO_SPEAKER, NOTHING, "", ""),
    OfReport(1767, "told as a fact, with a word for an amount", NOT_SAID, NO_SPEAKER, AMOUNT, AMOUNT, AMOUNT),
    OfReport(1770, "lead times with their cause, told as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1786, "results reached by the activities, as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1794, "cooperation as a cause of better checks", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1797, "cooperation as a cause of insight", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1806, "the plan contributed, as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1819, "worded as said, but with a number in words", FIGURE, FIGURE, FIGURE, FIGURE, FIGURE),
    OfReport(1822, "sharing data contributes, as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1826, "the value is one according to those involved", "", "", NOTHING, "", ""),
    OfReport(1829, "worded as said, with a typed word for an amount", AMOUNT, AMOUNT, AMOUNT, AMOUNT, AMOUNT),
    OfReport(1836, "insights came about by cooperation, as a fact", NOT_SAID, NO_SPEAKER, CLAIMS, NO_CHAIN, ""),
    OfReport(1849, "what people think, with a typed word for an amount", AMOUNT, AMOUNT, AMOUNT, AMOUNT, AMOUNT),
]  # fmt: skip

# Our own sentences, on our own data. The evidence that the holes point at stands in the test.
OWN = [
    # What people say or answer.
    (OPINION, "{aandeel 1} van de respondenten vindt dat de doelen duidelijk zijn.", ""),
    (OPINION, "Volgens {woord 1} van de respondenten is de samenwerking verbeterd.", ""),
    (OPINION, "{meerdere 5} geïnterviewden noemen de korte lijnen tussen de organisaties als kracht.", ""),
    (OPINION, "{aandeel 1} van de medewerkers is het ermee eens dat het overleg iets oplevert.", ""),
    (OPINION, "{meerdere 5} gesprekspartners ervaren dat het delen van gegevens te lang duurt.", ""),
    (OPINION, "In de gesprekken zeggen {meerdere 5} deelnemers dat de aanpak tot minder dubbel werk heeft geleid.", ""),
    (OPINION, "De meerwaarde zit volgens {meerdere 5} geïnterviewden in het gezamenlijke beeld.", ""),
    (OPINION, "{woord 1} van de respondenten is tevreden over de inzet van het team.", ""),
    (OPINION, "{aandeel 1} van de respondenten vindt dat de lijnen korter zijn en dat de aanpak effectiever is.", ""),
    (OPINION, "{share 1} of respondents say that the goals are clear.", ""),
    (OPINION, "According to {several 5} interviewees, cooperation has improved.", ""),
    (OPINION, "{several 5} participants find that requests take too long.", ""),
    (OPINION, "{word 1} of the respondents agree that the lab led to shorter lines.", ""),
    (OPINION, "{several 5} interviewees feel heard by the management team.", ""),
    # Told as a fact or as a result.
    (OPINION, "De samenwerking is verbeterd.", NOT_SAID),
    (OPINION, "{aandeel 1} van de teams werkt beter samen dankzij het platform.", NOT_SAID),
    (OPINION, "Uit de antwoorden blijkt dat de aanpak werkt.", NOT_SAID),
    (OPINION, "Volgens planning is de doorlooptijd verkort.", NOT_SAID),
    (OPINION, "De evaluatie laat zien dat het vertrouwen is toegenomen.", NOT_SAID),
    (OPINION, "De cijfers geven aan dat het overleg nuttig is.", NOT_SAID),
    (OPINION, "The lab has improved cooperation.", NOT_SAID),
    (OPINION, "The survey shows that trust has increased.", NOT_SAID),
    (OPINION, "Het lab leidt tot betere informatie; {aandeel 1} van de respondenten is tevreden.", AS_FACT),
    (OPINION, "De doorlooptijd is verkort, en {aandeel 1} van de respondenten vindt dat prettig.", AS_FACT),
    (OPINION, "{woord 1} van de respondenten vindt het overleg nuttig, waardoor de besluiten sneller vallen.", AS_FACT),
    (OPINION, "{meerdere 5} respondenten waarderen het lab, dat de controles effectiever heeft gemaakt.", AS_FACT),
    (OPINION, "{share 1} of respondents are satisfied, because the lab reduced duplicate work.", AS_FACT),
    # Typed, not filled.
    (OPINION, "De meeste respondenten vinden het overleg nuttig.", AMOUNT),
    (OPINION, "18 van de 26 respondenten vinden het overleg nuttig.", FIGURE),
    (OPINION, "Twaalf geïnterviewden noemen de korte lijnen.", FIGURE),
    (OPINION, "Veel geïnterviewden noemen de korte lijnen.", AMOUNT),
    (OPINION, "Enkele respondenten zeggen dat het overleg te lang duurt.", AMOUNT),
    (OPINION, "Een ruime meerderheid van de respondenten vindt het overleg nuttig.", AMOUNT),
    (OPINION, "In 2025 vond {aandeel 1} van de respondenten het overleg nuttig.", FIGURE),
    (OPINION, "Most respondents find the goals clear.", AMOUNT),
    (OPINION, "Seven interviewees mention the pace.", FIGURE),
    (OPINION, "Several interviewees mention the pace.", AMOUNT),
    # What interviews can carry.
    (OPINION, "{meerdere 6} geïnterviewden noemen het tempo.", "too_few_people"),
    (OPINION, "{aandeel 5} van de geïnterviewden noemt het tempo.", "share_of_interviews"),
    (OPINION, "{word 5} of the interviewees mention the pace.", ""),
    # Whose word is it?
    (SELF, "De Douane meldt {aantal 3} controles op eigen terrein.", ""),
    (SELF, "Naar eigen zeggen heeft de Politie {aantal 3} verzoeken behandeld.", ""),
    (SELF, "Volgens het Openbaar Ministerie heeft de werkwijze tot snellere besluiten geleid.", ""),
    (SELF, "FIOD reports {count 3} joint inspections.", ""),
    (SELF, "By its own account, Customs handled {count 3} requests.", ""),
    (SELF, "Er zijn {aantal 3} controles gedaan.", NO_SPEAKER),
    (SELF, "De werkwijze heeft tot snellere besluiten geleid.", NO_SPEAKER),
    (SELF, "Er wordt gemeld dat {aantal 3} controles zijn gedaan.", NO_SPEAKER),
    (SELF, "{count 3} joint inspections were held.", NO_SPEAKER),
    (SELF, "De Douane meldt {aantal 3} controles; de samenwerking is daardoor verbeterd.", AS_FACT),
    # Counted.
    (REGISTER, "In het register staan {aantal 2} interventies.", ""),
    (REGISTER, "De gemiddelde doorlooptijd was {doorlooptijd 7}.", ""),
    (REGISTER, "Het aantal verzoeken steeg van {aantal 2} naar {aantal 10}.", COMPARED),
    (REGISTER, "Het aantal verzoeken {verandering 19}; {aantal 2} staan nog open.", ""),
    (REGISTER, "The number of requests {change 19}.", ""),
    (REGISTER, "The number of requests fell to {count 2}, whereas before it {change 19}.", COMPARED),
    (REGISTER, "Het aantal verzoeken {verandering 2}.", "form_not_carried"),
    (OPINION, "Volgens {woord 1} van de respondenten is het zo dat het aantal {verandering 19}.", "other_ground"),
    (REGISTER, "{aantal 2} verzoeken zijn afgehandeld door de Douane.", ""),
    (REGISTER, "The register holds {count 2} interventions.", ""),
    (REGISTER, "{count 2} requests were handled by Customs; {count 10} are open.", ""),
    (REGISTER, "Door de samenwerking steeg het aantal verzoeken van {aantal 2} naar {aantal 10}.", CLAIMS),
    (REGISTER, "De aanpak heeft geleid tot {aantal 2} interventies.", CLAIMS),
    (REGISTER, "Dankzij het lab zijn {aantal 2} containers onderzocht.", CLAIMS),
    (REGISTER, "Er zijn {aantal 2} succesvolle interventies gedaan.", CLAIMS),
    (REGISTER, "Het aantal verzoeken is gestegen.", NOTHING),
    (REGISTER, "Because of the lab, {count 2} containers were inspected.", CLAIMS),
    (REGISTER, "{count 2} requests were handled, which improved trust.", CLAIMS),
    # Measured, without a chain of contribution; with one, each that claims an effect is allowed.
    (EFFECT, "De aanpak heeft geleid tot {aantal 8} meldingen minder.", NO_CHAIN),
    (EFFECT, "The approach has reduced reports by {count 8}.", NO_CHAIN),
    (EFFECT, "Door de controles daalde het aantal meldingen met {aantal 8}.", NO_CHAIN),
    (EFFECT, "Na de start waren er {aantal 8} meldingen, in het vergelijkingsgebied {aantal 11}.", ""),
    (EFFECT, "De aanpak heeft geleid tot 12 meldingen minder.", FIGURE),
]

# A second lot, written to mislead after the code had judged the first, and classified before it was asked.
MISLEADING = [
    (OPINION, "Respondenten noemen {aandeel 1} keer het tempo, wat heeft geleid tot snellere besluiten.", AS_FACT),
    (OPINION, "De samenwerking is sinds het lab verbeterd, zeggen {meerdere 5} geïnterviewden.", ""),
    (OPINION, "De aanpak, zo vinden {meerdere 5} geïnterviewden, heeft geleid tot minder dubbel werk.", ""),
    (OPINION, "{meerdere 5} geïnterviewden geven aan dat het vertrouwen is toegenomen.", ""),
    (OPINION, "Het lab wordt door {meerdere 5} geïnterviewden gewaardeerd.", ""),
    (OPINION, "Het lab wordt gewaardeerd.", NOT_SAID),
    (OPINION, "Het is belangrijk dat de doelen scherper worden.", NOT_SAID),
    (OPINION, "Volgens de cijfers is {woord 1} tevreden.", NOT_SAID),
    (OPINION, "Volgens het jaarverslag is de samenwerking verbeterd.", NOT_SAID),
    (OPINION, "Het actieplan stelt dat de samenwerking beter moet.", NOT_SAID),
    (OPINION, "Op de vraag naar het tempo antwoordt {aandeel 1} van de respondenten dat het te traag gaat.", ""),
    (OPINION, "{woord 1} van de respondenten is het eens met de stelling over het tempo.", ""),
    (OPINION, "{aandeel 1} van de respondenten ziet dat er meer wordt gedeeld.", ""),
    (OPINION, "De resultaten laten een beeld zien van teams die beter werken.", NOT_SAID),
    (OPINION, "Er zijn {meerdere 5} geïnterviewden.", NOT_SAID),
    (OPINION, "{several 5} interviewees say the lab improved cooperation.", ""),
    (OPINION, "Cooperation improved, say {several 5} interviewees.", ""),
    (OPINION, "{several 5} interviewees were found in the region.", NOT_SAID),
    (OPINION, "The lab was valued by {several 5} interviewees.", ""),
    (OPINION, "The report says that cooperation has improved.", NOT_SAID),
    (OPINION, "Cooperation has improved and {share 1} of respondents agree.", AS_FACT),
    (OPINION, "De samenwerking is verbeterd en {aandeel 1} van de respondenten is tevreden.", AS_FACT),
    (OPINION, "Een op de drie respondenten vindt het overleg nuttig.", FIGURE),
    (OPINION, "Een enkeling noemt het tempo.", AMOUNT),
    (OPINION, "Nagenoeg iedereen is tevreden, zeggen {meerdere 5} geïnterviewden.", AMOUNT),
    (OPINION, "De doelen van NSOC-lab 2.0 zijn volgens {woord 1} van de respondenten duidelijk.", FIGURE),
    (SELF, "Customs handled {count 3} reports.", NO_SPEAKER),
    (SELF, "According to the police, the approach led to fewer delays.", ""),
    (SELF, "De FIOD schrijft dat de inzet van {aantal 3} mensen tot meer zicht heeft geleid.", ""),
    (SELF, "De FIOD vindt de samenwerking waardevol.", NO_SPEAKER),
    (SELF, "Er zijn {aantal 3} zaken opgegeven door de FIOD.", ""),
    (SELF, "De KMar geeft {aantal 3} controles op.", ""),
    (REGISTER, "Sinds {datum 13} zijn {aantal 2} verzoeken gedaan.", ""),
    (REGISTER, "De aanpak is effectief: {aantal 2} interventies.", CLAIMS),
    (REGISTER, "Met {aantal 2} interventies droeg het lab bij aan een veiliger keten.", CLAIMS),
    (REGISTER, "{aantal 2} van de verzoeken kwamen door de keuring.", ""),
    (REGISTER, "{aantal 2} controles hebben criminelen afgeschrikt.", CLAIMS),
    (REGISTER, "Het aantal controles is verdubbeld tot {aantal 2}.", AMOUNT),
    (REGISTER, "{aantal 1} respondenten vulden de vragenlijst in.", "other_ground"),
    (EFFECT, "Het aantal meldingen daalde van {aantal 11} naar {aantal 8}.", ""),
    (EFFECT, "De daling met {aantal 8} is het gevolg van de aanpak.", NO_CHAIN),
    (EFFECT, "Without the approach there would have been {count 8} more reports.", NO_CHAIN),
    (EFFECT, "The programme caused a drop of {count 8} reports.", NO_CHAIN),
]

# A third lot, plain sentences as evaluators write them, to see whether the rules are too strict; classified before the
# code was asked.
PLAIN = [
    (OPINION, "{meerdere 5} geïnterviewden zouden graag zien dat besluiten sneller worden genomen.", ""),
    (OPINION, "{aandeel 1} van de respondenten heeft vertrouwen in de samenwerking.", ""),
    (OPINION, "{aandeel 1} van de respondenten is het oneens met de stelling dat er voldoende capaciteit is.", ""),
    (OPINION, "Voor {meerdere 5} geïnterviewden is niet duidelijk wat het lab moet opleveren.", ""),
    (OPINION, "{meerdere 5} geïnterviewden missen een gezamenlijk beeld van de fenomenen.", ""),
    (OPINION, "{meerdere 5} geïnterviewden wijzen op de doorlooptijd bij de moederorganisaties.", ""),
    (OPINION, "{meerdere 5} geïnterviewden zijn van mening dat het juridisch kader de uitvoering belemmert.", ""),
    (OPINION, "{meerdere 5} geïnterviewden hebben behoefte aan een scherper hoofddoel.", ""),
    (OPINION, "De inzet van de directie wordt volgens {woord 1} van de respondenten gewaardeerd.", ""),
    (OPINION, "Sinds de vorige meting is {aandeel 1} van de respondenten positiever gaan denken over het tempo.", ""),
    (OPINION, "{meerdere 5} geïnterviewden omschrijven het overleg als nuttig, maar vinden het te lang duren.", ""),
    (
        OPINION,
        "Het vertrouwen tussen partners groeit volgens {meerdere 5} geïnterviewden, doordat zij elkaar zien.",
        "",
    ),
    (OPINION, "{meerdere 5} geïnterviewden waarschuwen dat kennis verdwijnt als mensen vertrekken.", ""),
    (OPINION, "Over het tempo lopen de meningen van {meerdere 5} geïnterviewden uiteen.", ""),
    (OPINION, "{several 5} interviewees would like decisions to be taken sooner.", ""),
    (OPINION, "{share 1} of respondents have confidence in the partnership.", ""),
    (OPINION, "{several 5} interviewees point to lead times at the home organisations.", ""),
    (OPINION, "{several 5} interviewees miss a shared picture.", ""),
    (OPINION, "{several 5} interviewees need a sharper goal.", ""),
    (SELF, "De Belastingdienst laat weten dat {aantal 3} medewerkers beschikbaar zijn.", ""),
    (SELF, "In de tertaalrapportage schrijft het team dat {aantal 3} acties zijn afgerond.", ""),
    (SELF, "Het team geeft zelf aan {aantal 3} acties te hebben afgerond.", ""),
    (SELF, "Customs states that {count 3} actions were completed.", ""),
    (REGISTER, "Van {aantal 2} interventies is de doorlooptijd bekend.", ""),
    (REGISTER, "{aantal 2} interventies hebben de status {stand 14}.", ""),
    (REGISTER, "Op {datum 13} stonden {aantal 2} verzoeken open.", ""),
    (REGISTER, "Tussen {datum 13} en {datum 13} nam het aantal verzoeken toe tot {aantal 10}.", COMPARED),
]

# A fourth lot, after the rules were mended for the third; classified before the code was asked.
LATER = [
    (OPINION, "Geen van de partijen heeft de samenwerking verbeterd, aldus {meerdere 5} geïnterviewden.", AMOUNT),
    (OPINION, "De nieuwe werkwijze maakt het werk sneller.", NOT_SAID),
    (OPINION, "{meerdere 5} geïnterviewden verwachten dat het platform tijd oplevert.", ""),
    (OPINION, "{aandeel 1} van de respondenten werkt sneller dankzij het platform.", AS_FACT),
    (OPINION, "De respondenten waren eensgezind: het lab heeft de samenwerking versterkt.", AS_FACT),
    (OPINION, "Het lab heeft de samenwerking versterkt, blijkt uit {aandeel 1} van de antwoorden.", NOT_SAID),
    (OPINION, "Op strategisch niveau is {woord 1} positief over het draagvlak.", ""),
    (OPINION, "Leidinggevenden vinden dat het lab de samenwerking heeft versterkt.", ""),
    (OPINION, "Team managers believe that the lab has strengthened cooperation.", ""),
    (OPINION, "There is broad support for the plan.", NOT_SAID),
    (OPINION, "Three quarters of respondents support the plan.", AMOUNT),
    (OPINION, "{share 1} of respondents support the plan.", ""),
    (OPINION, "Half of the interviewees doubt the plan.", AMOUNT),
    (OPINION, "The majority is satisfied.", AMOUNT),
    (SELF, "Het OM heeft {aantal 3} zaken behandeld.", NO_SPEAKER),
    (SELF, "Het OM heeft naar eigen opgave {aantal 3} zaken behandeld.", ""),
    (SELF, "The task force reported that {count 3} cases were handled.", ""),
    (SELF, "It is reported that {count 3} cases were handled.", NO_SPEAKER),
    (REGISTER, "{aantal 2} zaken, waarvan {aantal 10} afgerond.", ""),
    (REGISTER, "Het lab zorgde voor {aantal 2} zaken.", CLAIMS),
    (REGISTER, "Door inzet van de FIOD zijn {aantal 2} zaken afgerond.", CLAIMS),
    (REGISTER, "In 2025 zijn {aantal 2} zaken afgerond.", FIGURE),
    (EFFECT, "De interventie verminderde het aantal meldingen met {aantal 8}.", NO_CHAIN),
    (EFFECT, "Het aantal meldingen was {aantal 8} in het proefgebied en {aantal 11} daarbuiten.", ""),
]

# A fifth lot, after a reader who did not know the rules got most of their sentences past them: forty that say more than
# they may, and thirty as evaluators write them; classified before the code was asked. Evidence 15 to 17 are statements.
HOSTILE = [
    (OPINION, "{aandeel 15} van de respondenten vindt: de criminaliteit in de haven is gedaald.", OTHER),
    (OPINION, "{aandeel 15} van de respondenten vindt de doelen van de samenwerking niet duidelijk.", OTHER),
    (OPINION, "Volgens {woord 15} van de respondenten zijn de doelen van de samenwerking onduidelijk.", OTHER),
    (OPINION, "{aandeel 15} van de respondenten is het oneens met {stelling 15}", OTHER),
    (OPINION, "{aandeel 16} van de respondenten heeft genoeg tijd voor de samenwerking.", OTHER),
    (OPINION, "{aandeel 15} van de respondenten is het eens met {stelling 16}", OTHER),
    (OPINION, "Respondenten vinden doorgaans dat het overleg nuttig is.", AMOUNT),
    (OPINION, "Respondenten vinden overal dat het vertrouwen groeit, bijna zonder uitzondering.", AMOUNT),
    (OPINION, "Zo goed als alle geïnterviewden noemen de korte lijnen.", AMOUNT),
    (OPINION, "Op een enkeling na zijn de respondenten tevreden over het overleg.", AMOUNT),
    (OPINION, "Respondenten zien het ook: de haven is veiliger dan voor de start.", AS_FACT),
    (OPINION, "Het staat vast, ook volgens respondenten, dat de ondermijning is teruggedrongen.", AS_FACT),
    (OPINION, "{share 17} of the respondents say that the lab made the port safer.", OTHER),
    (OPINION, "{share 17} of the respondents think the goals of the partnership are unclear.", OTHER),
    (OPINION, "{word 17} of the respondents doubt whether the goals of the partnership are clear.", OTHER),
    (OPINION, "{share 17} of the respondents agree with {statement 17}: crime has fallen.", OTHER),
    (OPINION, "Research by the team proves that trust has grown, as respondents confirm.", AS_FACT),
    (OPINION, "The numbers do not lie: respondents work together better.", AS_FACT),
    (OPINION, "Virtually every interviewee mentions the short lines.", AMOUNT),
    (OPINION, "Respondents generally find the meetings useful.", AMOUNT),
    (OPINION, "A great many interviewees see less duplicate work.", AMOUNT),
    (OPINION, "Hardly anyone among the staff doubts the approach.", AMOUNT),
    (SELF, "De werkwijze werpt vruchten af: {aantal 3} zaken zijn sneller rond.", NO_SPEAKER),
    (SELF, "Het is bekend dat de FIOD {aantal 3} netwerken heeft opgerold.", NO_SPEAKER),
    (SELF, "De Douane meldt {aantal 3} controles. De smokkel is daarmee gestopt.", NO_SPEAKER),
    (SELF, "As everyone knows, Customs closed {count 3} cases.", NO_SPEAKER),
    (SELF, "The records of Customs speak for themselves: {count 3} cases closed.", NO_SPEAKER),
    (SELF, "Customs reports {count 3} inspections, and smuggling has stopped since.", AS_FACT),
    (REGISTER, "{aantal 2} invallen legden de handel stil.", CLAIMS),
    (REGISTER, "Met {aantal 2} interventies is de haven schoner en veiliger.", CLAIMS),
    (REGISTER, "{aantal 2} containers minder: de werkwijze loont.", CLAIMS),
    (REGISTER, "Na invoering van het platform halveerden de {aantal 2} wachttijden vanzelf.", AMOUNT),
    (REGISTER, "{count 2} raids broke the network.", CLAIMS),
    (REGISTER, "The lab cut the lead time to {lead time 7}.", CLAIMS),
    (REGISTER, "{count 2} interventions kept drugs off the streets.", CLAIMS),
    (REGISTER, "The team's success shows in {count 2} finished cases.", CLAIMS),
    (EFFECT, "Het lab bespaarde {aantal 8} meldingen.", NO_CHAIN),
    (EFFECT, "De meldingen gingen met {aantal 8} omlaag onder invloed van de controles.", NO_CHAIN),
    (EFFECT, "The pilot saved {count 8} reports.", NO_CHAIN),
    (EFFECT, "{count 8} fewer reports can be credited to the approach.", NO_CHAIN),
]
HONEST = [
    (OPINION, "{aandeel 15} van de respondenten is het eens met {stelling 15}", ""),
    (OPINION, "{aandeel 15} van de respondenten vindt dat de doelen van de samenwerking duidelijk zijn.", ""),
    (OPINION, "Volgens {woord 15} van de respondenten zijn de doelen duidelijk.", ""),
    (OPINION, "Op strategisch niveau vindt {aandeel 15} de doelen van de samenwerking duidelijk.", ""),
    (OPINION, "{aandeel 16} van de respondenten zegt te weinig tijd te hebben voor de samenwerking.", ""),
    (OPINION, "{aandeel 15} is het eens met {stelling 15}; {aandeel 16} is het eens met {stelling 16}", ""),
    (
        OPINION,
        "{aandeel 15} vindt de doelen duidelijk, maar {meerdere 5} geïnterviewden missen een scherp hoofddoel.",
        "",
    ),
    (OPINION, "{meerdere 5} geïnterviewden zeggen dat zij elkaar makkelijker weten te vinden.", ""),
    (OPINION, "{meerdere 5} geïnterviewden maken zich zorgen over het verloop onder medewerkers.", ""),
    (OPINION, "Een geïnterviewde vertelt over de start van het lab: dat ging stroef.", ""),
    (OPINION, "{meerdere 5} geïnterviewden vinden het overleg te vrijblijvend en willen vaste afspraken.", ""),
    (OPINION, "{share 17} of the respondents agree with {statement 17}", ""),
    (OPINION, "{share 17} of the respondents find the goals of the partnership clear.", ""),
    (OPINION, "According to {word 17} of the respondents, the goals are clear.", ""),
    (OPINION, "{several 5} interviewees describe the meetings as useful but long.", ""),
    (OPINION, "{several 5} interviewees say that they know each other better since the lab began.", ""),
    (OPINION, "In the view of {several 5} interviewees, decisions take too long.", ""),
    (SELF, "De politie meldt dat zij {aantal 3} meldingen heeft onderzocht.", ""),
    (SELF, "Volgens de Douane zijn {aantal 3} containers gescand.", ""),
    (SELF, "Naar eigen opgave besteedde het team {aantal 3} uren aan overleg.", ""),
    (SELF, "According to Customs, {count 3} containers were scanned.", ""),
    (SELF, "The team reports that {count 3} people were trained.", ""),
    (REGISTER, "In het register staan {aantal 2} meldingen, {aantal 10} meer dan in de vorige periode.", ""),
    (REGISTER, "Tussen aanvraag en besluit zat {doorlooptijd 7}.", ""),
    (REGISTER, "De activiteit heeft sinds {datum 13} de stand {stand 14}.", ""),
    (REGISTER, "{aantal 2} aanvragen zijn ingediend en {aantal 10} zijn er toegekend.", ""),
    (REGISTER, "{count 2} requests were made, of which {count 10} were granted.", ""),
    (REGISTER, "The average lead time was {lead time 7}.", ""),
    (EFFECT, "In het proefgebied waren er {aantal 8} meldingen en in het vergelijkingsgebied {aantal 11}.", ""),
    (EFFECT, "There were {count 8} reports in the pilot area and {count 11} outside it.", ""),
]

# Our own sentences on what was published: the source's words are quotations, and no count is made of them.
ON_PUBLISHED = [
    (OPINION, "Volgens {citaat 4} geïnterviewden ligt de meerwaarde in nieuwe werkwijzen.", ""),
    (OPINION, "According to {quote 4} interviewees, the added value lies in new methods.", ""),
    (OPINION, "{percentage 9} van de respondenten vindt de doelen duidelijk.", ""),
    (OPINION, "Volgens nagenoeg alle geïnterviewden ligt de meerwaarde in nieuwe werkwijzen.", AMOUNT),
    (OPINION, "Volgens “nagenoeg alle” geïnterviewden ligt de meerwaarde in nieuwe werkwijzen.", AMOUNT),
    (OPINION, "Volgens {woord 4} geïnterviewden ligt de meerwaarde in nieuwe werkwijzen.", "count_of_published"),
    (OPINION, "{aantal 4} geïnterviewden zien de meerwaarde in nieuwe werkwijzen.", "count_of_published"),
    (OPINION, "Volgens {citaat 12} geïnterviewden ligt de meerwaarde in nieuwe werkwijzen.", "source_missing"),
]


def sentence_of_report(row: OfReport) -> str:
    """Return the sentence that starts on a line of the report, its lines joined; hyphens at line ends are undone."""
    assert SEED is not None
    lines = [line.strip().lstrip("• ") for line in SEED.read_text().split("\n")]
    before, first, *after = lines[row.line - 2 : row.line + 20]
    paragraph = [first, *after[: after.index("")]]
    if before and before[-1] not in ".?!":
        # Another sentence ends on this line: this one begins behind it.
        paragraph[0] = re.split(r"(?<=[.?!]) +(?=[A-Z])", first, maxsplit=1)[1]
    return sentences_of(re.sub(r"-\n(?=[a-zë])", "", "\n".join(paragraph)).replace("\n", " "))[0]
