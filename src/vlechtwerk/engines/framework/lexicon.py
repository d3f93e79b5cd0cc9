"""Words by which questions of a framework are told apart, in Dutch and English; all in small letters.

A list of words, not an understanding of a sentence: what is found is a proposal to who writes the framework.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Characters of words keep their place: what stands in brackets is blanked, never taken out.
TOKEN = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*-?|[;,.?!:&]")


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words and marks of a text with their places; in small letters, but for names inside a sentence."""
    found, begins = [], True
    for one in TOKEN.finditer(text):
        found.append((one[0].lower() if begins else one[0], one.start(), one.end()))
        begins = one[0] in ".?!:;"
    return found


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language."""

    # Join two things of the same sort.
    joining: frozenset[str]
    # Open a part of a sentence that hangs on what stands before.
    opening: frozenset[str]
    determiners: frozenset[str]
    # Stand for what was named before, as the subject of a clause.
    pronouns: frozenset[str]
    # Verbs in the form that they have beside a subject; the second only with what follows them, see `clauses`.
    finite: frozenset[str]
    finite_perhaps: frozenset[str]
    # Between what is spoken of and how it is.
    copulas: frozenset[str]
    # Before the subject of a question, these leave the verb for later.
    modals: frozenset[str]
    particles: frozenset[str]
    participle: re.Pattern[str]
    not_participles: frozenset[str]
    # How much of what follows there has to be, or is asked of it.
    amounts: frozenset[str]
    # What something has to be; each set is one standard in other words.
    standards: tuple[frozenset[str], ...]
    # Other words for what something is, by their ending.
    standard: re.Pattern[str]
    not_standards: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    # Measured apart from each other by the process thermometer.
    measured_apart: frozenset[str]
    # How a question begins before what it asks.
    frame: re.Pattern[str]
    # Nouns that say that something was done or is there.
    deeds: frozenset[str]
    infinitive: re.Pattern[str]
    # What can be counted: a number word, or nouns in the plural.
    number: re.Pattern[str]
    plural: re.Pattern[str]
    up: frozenset[str]
    down: frozenset[str]
    # More or fewer of what follows.
    comparing: frozenset[str]
    # What is in people's heads; by how words begin.
    attitudes: re.Pattern[str]
    # That people want something, which is not yet that it was reached.
    wanting: re.Pattern[str]
    # Say nothing of what is asked.
    weightless: frozenset[str]

    def is_standard(self, word: str) -> bool:
        """Tell whether a word is a standard."""
        return any(word in alike for alike in self.standards) or (
            word not in self.not_standards and self.standard.fullmatch(word) is not None
        )

    def one_standard(self, one: str, other: str) -> bool:
        """Tell whether two words are the same standard."""
        return any(one in alike and other in alike for alike in self.standards)

    def is_participle(self, word: str) -> bool:
        """Tell whether a word can be what was done."""
        return word not in self.not_participles and self.participle.fullmatch(word) is not None


_PARTICLES = "aan|af|achter|bij|door|in|los|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|voort|weer|vrij"
# What is left of strong verbs once something was done.
_STRONG = (
    "nomen|geven|houden|sloten|dragen|komen|bleven|vonden|zonden|troffen|schreven|sproken|broken|lopen|laten|vallen"
    "|hangen|vangen|gaan|staan|zien|daan|worden|kozen|boden|stegen|kregen|lezen|meten|holpen|trokken|grepen|wonnen|bonden"
    "|roepen|wezen|schoven|logen|dreven|reden|gonnen|raden|heven|zworven|wogen|zeten|leken"
)
DUTCH = Lexicon(
    joining=word_set("en én alsmede alsook evenals maar &"),
    opening=word_set(
        "die dat waar waarin waarmee waarop waarvan waardoor waarbij waarvoor waaruit om zodat omdat doordat nadat"
        " voordat opdat terwijl hoe welke wie wat wanneer indien teneinde hoeverre"
    ),
    determiners=word_set("de het een één hun haar zijn deze dit elke ieder iedere alle beide geen onze ons ze zij hen"),
    pronouns=word_set("dit dat deze ze zij die het men"),
    finite=word_set(
        "is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen mag mogen moet moeten zal zullen"
        " wil willen blijft blijven blijkt blijken komt komen kwam kwamen gaat gaan ging gingen staat staan ligt liggen"
        " bestaat bestaan krijgt krijgen deelt benut benutten bevordert bevorderen werkt voldoet voldoen volstaat"
        " volstaan beschikt beschikken kent kennen weet weten gebruikt gebruiken levert leveren houdt houden"
        " ondersteunt ondersteunen neemt nemen nam namen geeft geven gaf gaven maakt maken"
        " volgt past voert voeren draagt dragen"
        " ervaart ervaren herkent herkennen onderschrijft onderschrijven stelt stellen ziet vindt vinden wisselt"
        " wisselen legt leggen zet zetten handelt handelen sluit sluiten reikt reiken leidt leiden biedt bieden"
        " ontvangt ontvangen doet loopt lopen verloopt verlopen stijgt stijgen steeg stegen daalt dalen daalde daalden"
        " groeit groeien neemt toepast naleeft naleven nakomt nakomen bijdraagt bijdragen spreekt spreken"
        " vertrouwt vertrouwen begrijpt begrijpen organiseert organiseren stuurt stemt stemmen bereikt sluit"
        " functioneert functioneren aansluit aansluiten toeneemt toenemen voelt voelen helpt haalt halen brengt brengen"
        " toont tonen zorgt richt richten verwacht verwachten afneemt afnemen verbetert verbeteren"
    ),
    finite_perhaps=word_set("delen leven passen werken volgen doen zien sturen steunen steunt bereiken vragen plannen"),
    copulas=word_set("is zijn was waren blijft blijven wordt worden"),
    modals=word_set("kan kunnen mag mogen moet moeten zal zullen wil willen durven durft"),
    particles=word_set(" ".join(_PARTICLES.split("|"))),
    participle=re.compile(
        rf"(?:{_PARTICLES})?ge\w{{2,}}(?<!hei)[dt]|(?:{_PARTICLES})?(?:be|ver|ont|her)\w{{3,}}(?<!hei)[dt]"
        rf"|(?:{_PARTICLES})?(?:ge|be|ver|ont|her)(?:{_STRONG})|\w+eerd"
    ),
    not_participles=word_set(
        "geweld gebied gebieden gezag beleid bewind bericht belang verband verbanden beslist gerecht gedeeltelijk"
        " overheid gegevens gemeenten geluid gebrek verstand ontwerp beroep verlies bestand bericht gedrag gedragen"
        " verstaan bestaan genoten geheel geld geschikt bekend bereid berecht verkeerd gewoonlijk verhaald"
    ),
    amounts=word_set(
        "voldoende genoeg toereikende adequate aantal aantallen hoeveel hoeveelheid meer minder hogere lagere betere"
        " snellere kortere langere grotere kleinere benodigde heldere duidelijke tijdige actuele betrouwbare goede"
    ),
    standards=(
        word_set("voldoende genoeg toereikend"), word_set("evenredig gelijkmatig evenwichtig gelijk"),
        word_set("tijdig"), word_set("helder duidelijk"), word_set("volledig compleet"), word_set("juist correct"),
        word_set("actueel"), word_set("betrouwbaar"), word_set("werkbaar hanteerbaar"), word_set("haalbaar"),
        word_set("bekend"), word_set("beschikbaar voorhanden"), word_set("effectief doeltreffend"),
        word_set("doelmatig efficiënt"), word_set("rechtmatig"), word_set("zorgvuldig"), word_set("snel vlot"),
        word_set("eenvoudig"), word_set("constructief"), word_set("transparant"), word_set("toegankelijk"),
        word_set("bruikbaar"), word_set("gelijkwaardig"), word_set("veilig"), word_set("stabiel"),
        word_set("flexibel"), word_set("deskundig"), word_set("passend adequaat"), word_set("actief"),
        word_set("betaalbaar"), word_set("zichtbaar"), word_set("goed"), word_set("uitvoerbaar"),
        word_set("structureel"),
    ),
    standard=re.compile(r"\w{3,}(?:lijk|baar|zaam|loos|matig|isch)|\w{4,}(?<!eni)(?:ig|vol)"),
    not_standards=word_set("namelijk eigenlijk uiteindelijk tegelijk koninkrijk gezamenlijk daadwerkelijk openbaar"
                           " oorlog gedeeltelijk voornamelijk vermoedelijk weinig vorig overig twintig dertig veertig"
                           " vijftig zestig zeventig tachtig negentig kortom koning muziek logisch tragisch"),
    adverbs=word_set("verder ook daadwerkelijk vervolgens tijdig goed goede vaker altijd voldoende volledig nog tevens"
                   " zo nodig daarna breed gezamenlijk zorgvuldig evenredig gelijkmatig snel actief structureel"),
    prepositions=word_set("van voor in op met bij aan door over uit naar om onder tegen tussen binnen buiten rond via"
                        " rondom per tot na zonder volgens"),
    measured_apart=word_set("draagvlak draagkracht daadkracht slagkracht"),
    frame=re.compile(
        r"\s*(?:de mate waarin|mate waarin|in hoeverre|in welke mate|hoe ver|hoeverre|hoe goed|of)\s+", re.IGNORECASE
    ),
    deeds=word_set("aanwezigheid uitvoering oprichting opstelling vaststelling invoering totstandkoming publicatie"
                 " oplevering realisatie realisering opening organisatie overdracht inrichting voltooiing afronding"
                 " ontwikkeling aanstelling ondertekening oprichting verspreiding uitgave ingebruikname beschikbaarheid"
                 " bestaan deelname advisering invulling opvolging start aanschaf levering inzet uitrol"
                 " lancering herziening"
                   " evaluatie bouw verkenning inventarisatie ingebruikneming"),
    infinitive=re.compile(r"\w{2,}(?:eren|elen|enen|ijven|ellen|eiden|uiken|even|emen|aken|ouden|engen|inden|ichten|"
                          r"ingen|oeren|eden|ijden|ruiken|egen|iden|erken|kken|assen|eken|ragen|innen|essen|nden)"),
    number=re.compile(r"\d+|aantal(?:len)?|hoeveel|hoeveelheid|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf"
                      r"|twaalf|\w*(?:tien|twintig|dertig|veertig|honderd|duizend)|elk|elke|ieder|iedere|percentage"),
    plural=re.compile(r"(?!advies|precies)\w{3,}(?:ingen|heden|anten|enten|ies|ers|oren|aren|aals|ties|lijsten"
                       r"|modellen|plannen|zaken"
                      r"|stukken|sheets|controles|acties|interventies|dagen|weken|bijeenkomsten|\w's|ngen|nten|ën)"),
    up=word_set("meer hoger gestegen stijgt stijgen stijging steeg toegenomen toeneemt toenemen toename groei gegroeid"
              " groeit vaker groter verhoogd verhoging minstens minimaal tenminste boven stegen toenam toe"),
    down=word_set("minder lager gedaald daalt dalen daling daalde afgenomen afneemt afnemen afname verminderd korter"
                " vermindering kleiner hooguit hoogstens maximaal onder verlaagd verlaging daalden"),
    comparing=word_set("meer minder vaker"),
    attitudes=re.compile(r"(?:vertrouw|wantrouw|draagvlak|tevreden|bewust|mening|commitment|betrokken|erva?ar"
                       r"|beleef|belev"
                         r"|gemotiveerd|motivatie|bereid|gevoel|voel|waarde(?:er|ring)|oordeel|oordelen"
                         r"|verwacht|angst|bang"
                         r"|hoop|trots|begrip|onderschr|veiligheidsgevoel).*"),
    wanting=re.compile(r"(?:draagvlak|commitment|bereid|onderschr[ij]+v|gemotiveerd|motivatie|toegewijd|achter"
                       r"|steunen|steunt"
                       r"|geloven|gelooft|willen|wil).*|steun"),
    weightless=word_set("de het een er is zijn wordt worden werd werden was waren heeft hebben van voor in op"
                     " met bij aan"
                      " door over uit naar om onder te dat die dit deze en of als ten tot per via rond rondom binnen"
                      " tussen mate waarin hoeverre welke hoe ver ook daadwerkelijk echt al reeds nu bij de na leven"
                      " nageleefd naleven men zich verloopt verlopen loopt lopen vindt vinden plaats krijgt"
                     " krijgen hun haar geworden"),
)  # fmt: skip
ENGLISH = Lexicon(
    joining=word_set("and but &"),
    opening=word_set("whoever whatever that which who whom whose where when because so if how whether to"
                     " while although"),
    determiners=word_set("the a an their its his her this these those all each every any no both them it our they"),
    pronouns=word_set("this that these it they there"),
    finite=word_set(
        "is are was were has have had does do did can could will would may must should suffices suffice promotes"
        " promote keep keeps kept know knows deliver delivers agree agrees follow follows apply applies take takes took"
        " make makes made give gives gave provide provides receive receives understand understands meet meets remain"
        " remains become becomes became rose fell grew grows contribute contributes maintain maintains hold holds"
        " carry carries adopt adopts reach reaches enable enables recognise recognises feel feels see sees stick"
        " sticks"
    ),
    finite_perhaps=word_set("share shares act acts use uses work works trust trusts support supports help helps plan"
                          " plans report reports exchange exchanges value values need needs increase increases"
                          " rise rises"
                          " fall falls"),
    copulas=word_set("is are was were be been remain remains stay stays"),
    modals=word_set("do does did can could will would may must should"),
    particles=word_set("out up down on off in over through away back together forward"),
    participle=re.compile(
        r"\w{2,}ed|written|taken|given|made|kept|held|built|drawn|known|shown|seen|done|found|sent|put|set|met|begun"
        r"|chosen|brought|taught|led|spent|undertaken|agreed|overseen|spread|heard|told|paid"
        r"|sold|felt|lost|won|caught|bought"
        r"|thought|understood|fed|fought|bound|hidden|driven|forgiven|forgotten|broken|spoken|stolen|thrown|worn|torn"
    ),
    not_participles=word_set("need speed seed indeed exceed hundred"),
    amounts=word_set("enough sufficient adequate number numbers more fewer less better higher lower"),
    standards=(
        word_set("enough sufficient sufficiently adequate adequately"), word_set("evenly fairly"), word_set("timely"),
        word_set("clear clearly"), word_set("complete completely full fully"), word_set("correct"),
        word_set("current"), word_set("reliable"), word_set("workable"), word_set("feasible"), word_set("known"),
        word_set("available"), word_set("effective effectively"), word_set("efficient efficiently"),
        word_set("lawful"), word_set("careful"), word_set("quick quickly fast"), word_set("easy simple"),
        word_set("constructive"), word_set("transparent"), word_set("accessible"), word_set("usable useful"),
        word_set("equal"), word_set("safe"), word_set("stable"), word_set("flexible"), word_set("affordable"),
        word_set("visible"), word_set("active"), word_set("good well"),
    ),
    standard=re.compile(r"\w{3,}(?:able|ible|ful|less|ous|ical)|\w{4,}(?:sive|tive|ly)"),
    not_standards=word_set("table cable vegetable initiative objective executive representative directive relative"
                           " collective incentive alternative narrative family supply assembly reply only apply early"
                           " archive motive native medical jointly further monthly weekly yearly vertical handful"
                           " constable vehicle monopoly"),
    adverbs=word_set("further also then fully well evenly sufficiently regularly jointly carefully actively"
                   " subsequently"),
    prepositions=word_set("of for in on with at by over from to under against between within around via per until after"
                        " without into about before across through during"),
    measured_apart=word_set("capability support drive decisiveness"),
    frame=re.compile(
        r"\s*(?:the (?:extent|degree) to which|(?:to|in) what (?:extent|degree)|how far|how well|whether)\s+",
        re.IGNORECASE,
    ),
    deeds=word_set("presence execution establishment drafting adoption introduction publication delivery realisation"
                 " opening organisation transfer completion development appointment signing distribution existence"
                 " availability participation follow-up implementation launch start purchase use creation rollout"
                   " roll-out revision evaluation construction exploration"),
    infinitive=re.compile(r"\w{3,}ing"),
    number=re.compile(r"\d+|numbers?|how|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
                      r"|hundred|thousand|each|every|percentage"),
    plural=re.compile(r"\w{3,}[^su\W]s|\w+ies|\w+ses|people|staff"),
    up=word_set("more higher risen rises rise rose increase increased increases grown growth least minimum above"
              " exceeds over up"),
    down=word_set("fewer less lower fallen falls fall fell decrease decreased decreases reduced reduction most maximum"
                " below under down drop"),
    comparing=word_set("more fewer less"),
    attitudes=re.compile(r"(?:trust|distrust|support|aware|satisf|opinion|commit|involve|motivat|willing|feel"
                       r"|felt|content"
                         r"|happy|pleased|confiden|value|believe|belief|fear|hope|proud|experience|perce|endors).*"),
    wanting=re.compile(r"(?:commit|willing|motivat|endors|believe|wants?|keen|eager|backs?|backing|behind"
                       r"|support(?:s|ed)?)"
                       r"(?:ment|ness|ion|ed|s|d)?"),
    weightless=word_set("the a an there is are was were be been has have had of for in on with at by over from to under"
                      " that this these and or as per via around within between extent degree which what how far also"
                      " really actually it they their its do does get gets got people run runs become becomes became"),
)  # fmt: skip
LEXICONS: Mapping[str, Lexicon] = {"nl": DUTCH, "en": ENGLISH}
