"""Other words for the same, in Dutch and English, as frameworks use them: each row means one thing.

A word may stand in several rows and means each of them, and words of two rows are not the same by way of it: who knows
it (“bekend”) may find it clear (“duidelijk”) or not. In small letters, as their stems (`stem_of`) are compared.
"""

import re
from collections.abc import Mapping
from functools import cache

from vlechtwerk.engines.framework.lexicon import DUTCH, LEXICONS

_DUTCH_ROWS = """
voldoende genoeg toereikend toereikende benodigde benodigd nodig nodige afdoende volstaat volstaan adequaat adequate
beschikbaar aanwezig voorhanden beschikken beschikt
aantal hoeveel aantallen hoeveelheid
helder duidelijk
weet weten duidelijk helder
weet weten kent kennen bekend
opgesteld gemaakt geschreven ontwikkeld samengesteld vervaardigd
uitvoeren uitvoering uitgevoerd voeren
bevordert bevorderen helpt
besluiten besloten besluitvorming besluit beslissingen beslissing beslist beslissen
partners samenwerkingspartners partijen
medewerkers personeel werknemers personeelsleden collega's
bedrijven ondernemingen firma's bedrijf onderneming firma
ondernemers bedrijfsleven
burgers inwoners bewoners burger inwoner bewoner
jongeren jeugd jeugdigen
kinderen minderjarigen
woningen huizen woning huis
auto's voertuigen auto voertuig
schepen vaartuigen schip vaartuig
delen uitwisselen wisselen gedeeld uitgewisseld uitwisseling
informatie gegevens data inlichtingen
ontdekt opgespoord gevonden aangetroffen ontdekken opsporen aantreffen
gebruiken gebruikt benutten benut hanteren toepassen toegepast inzetten ingezet gebruik
opvolgen opvolging gevolg
naleven nakomen nageleefd nagekomen naleving
elkaar onderling onderlinge wederzijds wederzijdse
tevreden content tevredenheid
tijdig
sneller korter vlotter vlugger
snel vlot vlug
doorlooptijd afhandelen afgehandeld afhandeling behandelen behandeld
steun draagvlak steunen
overleg vergadering bijeenkomst vergaderen overleggen vergaderingen bijeenkomsten
opleiding training scholing cursus opgeleid getraind geschoold
controles inspecties controle inspectie gecontroleerd geïnspecteerd
doel doelstelling doelen doelstellingen
geld budget financiering
rapport verslag rapportage rapporten verslagen rapportages
probleem knelpunt problemen knelpunten
inzicht zicht
vaak geregeld regelmatig dikwijls
gestart begonnen aangevangen
afgerond voltooid
opgericht ingesteld
meer toegenomen gestegen gegroeid hoger toename stijging groei
minder afgenomen gedaald verminderd teruggelopen lager afname daling
beter verbeterd verbetering
ervaren beleven voelen
handboek handleiding
samenwerking samenwerken
bereid bereidheid bereidwillig
cliënten klanten
slachtoffers gedupeerden
aanvragen verzoeken aanvraag verzoek
vergunningen vergunning
hulp ondersteuning bijstand
betrokken betrokkenheid
verantwoordelijk verantwoordelijkheid
toegankelijk bereikbaar
veilig veiligheid
leiding management
mogelijkheden mogelijkheid
maatregelen maatregel interventies interventie
regels voorschriften
verdachten verdachte
aangehouden gearresteerd opgepakt
gesloten stilgelegd
verspreid uitgedeeld
opgesteld opgezet ontwikkeld
leidinggevenden chefs managers leidinggevende
agenten politiemensen politieagenten
leraren docenten leerkrachten
artsen dokters huisartsen
ouders opvoeders
afspraken afspraak afgesproken spreken
belang prioriteit
goed positief
snelheid tempo
fouten vergissingen
storingen uitval
klachten bezwaren
bezoeken bezocht bezoek
geïnformeerd ingelicht informeren informeert
begrijpelijk duidelijk
gelegenheid kans
boetes bekeuringen
diefstallen gestolen
inbraken ingebroken
bereikt behaald gehaald
eerlijk rechtvaardig
kosten uitgaven
ernstig zwaar
oplossen opgelost oplossing verhelpen verholpen
tegengaan terugdringen bestrijden bestrijding
voorkomen preventie
herkennen signaleren gesignaleerd herkend
toezicht controle
verbeteren verbetering
schade schades
kennis deskundigheid expertise
plannen plan
mandaat bevoegdheid bevoegdheden
rol taak taken
opbrengst resultaat resultaten opbrengsten
""".strip()
_ENGLISH_ROWS = """
enough sufficient adequate required necessary needed suffices suffice sufficiently
available present
number many
keep kept keeps observe observed comply
increased risen more rose grown higher increase rise growth
decreased fallen fewer less fell lower decline declined reduced decrease fall
know known knows knowledge familiar aware
clear understood clearly
staff employees personnel workers employee
companies firms businesses enterprises company firm business
residents citizens inhabitants resident citizen inhabitant
children minors
homes houses dwellings home house dwelling
cars vehicles car vehicle
ships vessels boats ship vessel boat
lorries trucks lorry truck
share exchange shared exchanged sharing
information data
found detected discovered identified find detect discover
made drawn written developed produced prepared compiled created
use used utilise applied apply using
each mutual mutually
trust confidence
satisfied happy content pleased satisfaction
timely
faster quicker shorter
quickly fast swiftly promptly quick prompt
support backing back backs
meeting consultation meetings consultations
training course programme
trained schooled
inspections checks inspection check inspected checked
goal objective aim target goals objectives aims targets
money budget funding funds
report account reports accounts
problem bottleneck issue problems bottlenecks issues
insight understanding
often frequently regularly
started begun
finished completed
established founded
better improved improvement
manual handbook
cooperation collaboration cooperate collaborate
willing willingness prepared
clients customers
requests applications request application
help assistance aid
accessible reachable
safe safety safely
leadership management
measures interventions measure intervention
rules regulations
arrested apprehended detained
closed shut
partners parties
decisions decision decide decided
know knows clear understand understands
good well positive
feel feels felt experience experienced
managers superiors supervisors manager
teachers instructors
doctors physicians
parents carers
agreed agreement agreements
mistakes errors
complaints grievances
visited visits visit
informed inform informs
fines penalties
stolen thefts
burglaries break-ins
reached achieved attained
fair just
costs expenses
solve solved resolve resolved
prevent prevention
recognise recognised spot
expertise knowledge
mandate powers authority
results outcomes
task role tasks roles
money resources
damage harm
""".strip()
# Several words that are said as one; in a question these stand for it.
PHRASES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "nl": (
        (re.compile(r"\bop tijd\b"), "tijdig"),
        (re.compile(r"\bop de hoogte(?: van)?\b"), "bekend"),
        (re.compile(r"\b(?:maakt|maken|gemaakt) gebruik van\b|\bgebruik (?:maakt|maken|gemaakt)\b"), "gebruiken"),
        (re.compile(r"\bvoldoet aan\b|\bvoldoen aan\b"), "naleven"),
        (re.compile(r"\bover en weer\b"), "onderling"),
    ),
    "en": (
        (re.compile(r"\b(?:in good time|on time|in time|in a timely (?:way|manner|fashion))\b"), "timely"),
        (re.compile(r"\bma(?:k|d)e?s? use of\b|\bmaking use of\b"), "use"),
        (re.compile(r"\bwhat (?:they|he|she|it|we) knows?\b"), "knowledge"),
        (re.compile(r"\b(?:each other|one another)\b"), "mutual"),
        (re.compile(r"\bset up\b"), "established"),
        (re.compile(r"\bcarr(?:y|ies|ied) out\b"), "done"),
        # “drawn up”, “worked out”: the word before says it.
        (re.compile(r"\b(\w+(?:ed|wn|en|ade|ept)) (?:up|out)\b"), r"\1"),
    ),
}
# Say nothing beside what has to be enough: “enough time” and “enough time available”.
THERE = {
    "nl": frozenset(("beschikbaar", "aanwezig", "voorhanden", "beschikt")),
    "en": frozenset(("available", "present")),
}
_PREFIX = re.compile(
    r"(?:aan|af|bij|door|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|voort)?ge(?=\w{4})"
)
_SUFFIX = {
    "nl": re.compile(r"(?<=\w{3})(?:ingen|ing|heden|heid|en|e|'s)$|(?<=\w{4})(?:elijk|de|te|t|d|s|n)$"),
    "en": re.compile(r"(?<=\w{3})(?:ings?|ies|ied|es|ed|'s|s)$|(?<=\w{4})(?:ations?|e|y|ly)$"),
}


@cache
def stem_of(word: str, language: str) -> str:
    """Return what words of one family share: “opvolging”, “opgevolgd” and “opvolgen” begin alike."""
    stem = word = word.replace("ï", "i").replace("ë", "e")
    if LEXICONS[language] is DUTCH and (prefix := _PREFIX.match(word)):
        stem = prefix[0].removesuffix("ge") + word[prefix.end() :]
    cut = _SUFFIX[language].sub("", stem)
    # “weten” and “weet”, “delen” and “deel”: one vowel or two.
    cut = re.sub(r"([aeou])\1", r"\1", cut)
    return re.sub(r"(?<=\w\w)([^aeiou\W])\1$", r"\1", cut)


@cache
def _rows(language: str) -> Mapping[str, frozenset[int]]:
    text = _DUTCH_ROWS if language == "nl" else _ENGLISH_ROWS
    found: dict[str, set[int]] = {}
    for at, row in enumerate(text.splitlines()):
        for word in row.split():
            found.setdefault(stem_of(word, language), set()).add(at)
    return {word: frozenset(rows) for word, rows in found.items()}


def mean_the_same(one: str, other: str, language: str) -> bool:
    """Tell whether two words have one stem, or are said for one thing."""
    mine, theirs = stem_of(one, language), stem_of(other, language)
    rows = _rows(language)
    return mine == theirs or bool(rows.get(mine, frozenset()) & rows.get(theirs, frozenset()))
