"""Questions of invented frameworks: good ones, and those that ask more than one thing; apart from what looks for them.

A slot in braces is filled from WORDS. The words hold many an innocent “en” and “and”: one thing with a double name.
"""

from vlechtwerk.engines.framework.facts import Kind

DUTCH_WORDS = {
    "means": [
        "kennis en expertise",
        "opsporingscapaciteit",
        "tijd en geld",
        "analysecapaciteit",
        "budget",
        "rekenkracht",
        "mensen en middelen",
        "juridische ondersteuning",
        "kantoorruimte",
        "tolkcapaciteit",
        "expertise op het gebied van in- en uitvoer",
        "ervaring met toezicht en handhaving",
    ],
    "other_means": [
        "bestuurlijke aandacht",
        "continuïteit in de bezetting",
        "aanpassingsvermogen",
        "ruimte in het rooster",
    ],
    "purpose": [
        "de uitvoering van de controles",
        "het bereiken van de doelen en het uitvoeren van de activiteiten",
        "de aanpak van ondermijning",
        "het tegenhouden van cocaïne in havens en luchthavens",
        "de aan- en verkoop van panden",
        "het opsporen en vervolgen van geldezels",
        "onderzoek naar schijnconstructies",
        "de begeleiding van slachtoffers en nabestaanden",
        "het toezicht op op- en overslag",
    ],
    "parties": [
        "de zes partners",
        "gemeenten en provincies",
        "alle betrokken diensten",
        "de teamleiders",
        "Douane en Belastingdienst",
        "banken en verzekeraars",
        "de leden van de stuurgroep",
        "notarissen en makelaars",
        "medewerkers op alle niveaus",
        "het Openbaar Ministerie en de Politie",
        "de waterschappen",
    ],
    "body": [
        "de stuurgroep",
        "het directieoverleg",
        "de burgemeester en wethouders",
        "het kernteam",
        "de ondernemingsraad",
    ],
    "topic": [
        "de import en export van goud",
        "de oorzaken, aard en omvang van malafide autohandel",
        "wet- en regelgeving voor crypto",
        "de verwevenheid van onder- en bovenwereld",
        "drugsafval in natuurgebieden",
        "vraag en aanbod van valse documenten",
        "ondergronds bankieren",
        "arbeidsuitbuiting in land- en tuinbouw",
        "de handel in vuurwapens en munitie",
        "misbruik van vennootschappen",
        "de rol van facilitators",
        "zorgfraude",
        "sancties tegen personen en bedrijven",
        "de in- en uitgaande geldstromen",
        "het witwassen via kunst en antiek",
        "hotspots waar criminelen elkaar treffen",
        "bedrijven die een rol spelen bij mensenhandel en uitbuiting",
        "digitale oplichting van ouderen",
    ],
    "structure": ["overlegstructuur", "governance", "netwerkstructuur", "beheerorganisatie", "werkverdeling"],
    "product": [
        "handreiking",
        "barrièremodel",
        "dreigingsbeeld",
        "werkinstructie",
        "convenant",
        "plan van aanpak",
        "leidraad",
        "voorlichtingscampagne",
        "jaarverslag",
    ],
    "products": ["risico-indicatoren", "werkinstructies", "factsheets", "vragenlijsten voor teams", "profielen"],
    "counted": [
        "inbeslagnames van cocaïne",
        "onderzoeken naar witwassen",
        "aangehouden verdachten",
        "meldingen van ongebruikelijke transacties",
        "gezamenlijke controles op vracht",
        "gesloten panden",
        "opgelegde boetes",
        "aangepakte trustkantoren",
        "opgerolde drugslabs",
        "signalen van burgers en bedrijven",
        "gedeelde rapportages",
        "ingetrokken vergunningen",
        "bezoeken aan bedrijven in de havens van Vlissingen en Moerdijk",
        "afgenomen voertuigen en vaartuigen",
    ],
    "place": [
        "Rotterdam",
        "Limburg en Brabant",
        "de haven van Vlissingen",
        "het grensgebied",
        "Schiphol",
        "de Metropoolregio",
    ],
    "to_do": [
        "gezamenlijk op te treden",
        "signalen te duiden en door te geven",
        "het werk vol te houden",
        "besluiten te nemen",
        "op tijd te leveren",
        "onderzoek te doen en aangifte te doen",
    ],
    "number": ["twaalf", "6", "twintig", "tien"],
}
ENGLISH_WORDS = {
    "means": [
        "staff", "research and development", "knowledge and expertise", "time and money", "legal support", "budget",
        "analytical capacity", "computing power", "experience with customs and excise",
    ],
    "other_means": ["political attention", "continuity of staffing", "room in the schedule", "ability to adapt"],
    "purpose": [
        "carrying out the inspections", "reaching the goals and doing the work", "search and rescue",
        "the fight against money laundering", "stopping and searching lorries", "the sale and purchase of property",
        "research into front companies", "the care of victims and witnesses",
    ],
    "parties": [
        "the six partners", "police and customs", "all agencies involved", "team leaders", "banks and insurers",
        "the members of the steering group", "towns and counties", "the Ministry of Justice and Security",
    ],
    "body": ["the steering group", "the board", "the core team", "the mayor and aldermen"],
    "topic": [
        "the import and export of gold", "the nature and extent of care fraud", "laws and regulations on crypto",
        "underground banking", "the trade in arms and ammunition", "labour exploitation in farming and horticulture",
        "the role of facilitators", "supply and demand of false papers", "waste from drug production",
        "companies that launder and hide money", "places where smugglers meet and trade", "abuse of shell companies",
    ],
    "structure": ["meeting structure", "governance", "network structure", "back office", "division of work"],
    "product": ["guide", "threat assessment", "barrier model", "covenant", "plan of action", "manual", "campaign"],
    "products": ["risk indicators", "fact sheets", "work instructions", "profiles"],
    "counted": [
        "seizures of cocaine", "arrests", "joint inspections of freight", "reports of unusual transactions",
        "closed premises", "fines imposed", "cases of money laundering", "tips from citizens and companies",
        "revoked licences", "dismantled drug labs",
    ],
    "place": ["the port of Rotterdam", "the border region", "Essex and Kent", "the capital", "three airports"],
    "to_do": [
        "act together", "weigh signals and pass them on", "keep the work going", "take decisions", "deliver on time",
    ],
    "number": ["twelve", "6", "twenty", "ten"],
}  # fmt: skip

# Good questions, per kind; those in one row ask the same in other words.
DUTCH_GOOD: dict[Kind, list[tuple[str, ...]]] = {
    Kind.CONDITION: [
        (
            "Er is voldoende {means} voor {purpose}.",
            "Voor {purpose} is er genoeg {means}.",
            "De benodigde {means} voor {purpose} is beschikbaar.",
            "De {means} die nodig is voor {purpose}, is beschikbaar.",
        ),
        ("De {structure} volstaat voor {purpose}.",),
        ("Binnen {body} is overeenstemming over {topic}.", "Over {topic} is er overeenstemming binnen {body}."),
        ("Is er bij {parties} genoeg {means} om {to_do}?",),
        ("De inrichting van de {structure} bevordert snelle en eenvoudige besluitvorming over {topic}.",),
        ("De verdeling van taken en bevoegdheden rond {topic} is helder voor {parties}.",),
        ("Het mandaat van {body} reikt ver genoeg om {to_do} tegen {topic}.",),
        ("De uitwisseling van gegevens en signalen over {topic} tussen {parties} en binnen {body} is voldoende.",),
        ("Afspraken over {topic} worden nageleefd door {parties}.", "{parties} leven de afspraken over {topic} na."),
        ("De regie van {body} is gericht op verbinden en ondersteunen in plaats van sturen bij {topic}.",),
        ("Er is een werkbaar juridisch kader voor {purpose} in {place}.",),
    ],
    Kind.EXTENT: [
        ("De mate waarin breder en dieper inzicht is verkregen in {topic}.",),
        ("In hoeverre {topic} in kaart is gebracht.", "In welke mate is {topic} in kaart gebracht?"),
        ("De mate waarin {parties} {means} inzetten voor {purpose}.",),
        ("In welke mate wordt {means} gebruikt bij {purpose}?",),
        ("De mate waarin het vertrouwen tussen {parties} en {body} is gegroeid.",),
        ("Hoe ver is {body} met het terugdringen van {topic}?",),
        ("De mate waarin inwoners en ondernemers van {place} zich bewust zijn van de risico's van {topic}.",),
        ("In hoeverre is onderzocht hoe {means} kan worden gebruikt om {to_do}?",),
    ],
    Kind.ACTIVITY_DONE: [
        ("Er is een {product} opgesteld over {topic}.", "Een {product} over {topic} is opgesteld."),
        ("Opstellen van {products} voor {topic}.",),
        ("Adviseren over {topic}.",),
        ("{body} heeft een {product} over {topic} vastgesteld.",),
        ("Uitvoering van {number} gezamenlijke controles op {topic} in {place}.",),
        ("Aanwezigheid van een {product} over {topic} in {place}.",),
        ("De medewerkers van {place} zijn opgeleid om {to_do} bij {topic}.",),
        ("{parties} organiseren een bijeenkomst over {topic}.",),
    ],
    Kind.COUNT: [
        ("Het aantal {counted} in {place}.",),
        ("Hoeveel {counted} er zijn in {place}.",),
    ],
    Kind.COUNT_UP: [
        (
            "Het aantal {counted} in {place} is gestegen.",
            "De mate waarin het aantal {counted} in {place} is toegenomen.",
        ),
        ("Er zijn meer {counted} bekend in {place}.",),
        ("In {place} nam het aantal {counted} toe.",),
    ],
}
ENGLISH_GOOD: dict[Kind, list[tuple[str, ...]]] = {
    Kind.CONDITION: [
        ("There is enough {means} for {purpose}.", "For {purpose} there is sufficient {means}."),
        ("The {structure} suffices for {purpose}.",),
        ("{body} and its members agree on {topic}.",),
        ("Do {parties} have enough {means} to {to_do}?",),
        ("The {structure} promotes quick and easy decisions on {topic}.",),
        ("The division of tasks and powers around {topic} is clear to {parties}.",),
        ("Agreements on {topic} are kept by {parties}.", "{parties} keep the agreements on {topic}."),
        ("The exchange of data and signals on {topic} between {parties} and within {body} is sufficient.",),
        ("A workable legal framework for {purpose} is in place in {place}.",),
    ],
    Kind.EXTENT: [
        ("The extent to which broader and deeper insight has been gained into {topic}.",),
        ("To what extent has {topic} been mapped?", "The extent to which {topic} has been mapped."),
        ("How far {parties} use {means} for {purpose}.",),
        ("The degree to which trust between {parties} and {body} has grown.",),
        ("To what extent are residents and shopkeepers of {place} aware of the risks of {topic}?",),
    ],
    Kind.ACTIVITY_DONE: [
        ("A {product} on {topic} has been drawn up.", "There is a {product} drawn up on {topic}."),
        ("Drawing up {products} for {topic}.",),
        ("Advising on {topic}.",),
        ("{body} has adopted a {product} on {topic}.",),
        ("Carrying out {number} joint inspections in {place} of {topic}.",),
        ("The staff of {place} have been trained to {to_do} against {topic}.",),
    ],
    Kind.COUNT: [
        ("The number of {counted} in {place}.",),
        ("How many {counted} there are in {place}.",),
    ],
    Kind.COUNT_UP: [
        ("The number of {counted} in {place} has risen.",
         "The extent to which the number of {counted} in {place} has increased."),
        ("More {counted} are known in {place}.",),
    ],
}  # fmt: skip

# Several conditions in one, per kind, with how many.
DUTCH_SEVERAL: list[tuple[Kind, int, str]] = [
    (Kind.CONDITION, 2, "Er is voldoende {means} voor {purpose} en dit is evenredig verdeeld over {parties}."),
    (Kind.CONDITION, 2, "Er is voldoende {means} en voldoende {other_means} voor {purpose}."),
    (Kind.CONDITION, 3, "Er is voldoende draagkracht, draagvlak en daadkracht bij {parties} voor {purpose}."),
    (Kind.CONDITION, 3, "Draagvlak, draagkracht en daadkracht van {parties} volstaan voor {purpose}."),
    (Kind.CONDITION, 2, "De afspraken over {topic} zijn helder en worden nageleefd door {parties}."),
    (Kind.CONDITION, 2, "De {means} voor {purpose} is toereikend en tijdig beschikbaar."),
    (Kind.CONDITION, 2, "{parties} delen informatie over {topic} en komen hun toezeggingen na."),
    (Kind.CONDITION, 2, "Zijn de taken bij {purpose} duidelijk en is er genoeg {means} om {to_do}?"),
    (Kind.CONDITION, 2, "De {structure} werkt snel, en besluiten over {topic} worden binnen vier weken genomen."),
    (Kind.CONDITION, 2, "Het {product} over {topic} is bekend; {parties} passen het toe."),
    (Kind.EXTENT, 2, "De mate waarin {topic} in kaart is gebracht en {body} daarnaar handelt."),
    (Kind.EXTENT, 2, "De mate waarin de controles op {topic} zijn uitgevoerd en verder ontwikkeld."),
    (Kind.EXTENT, 2, "In welke mate is het draagvlak in {place} gegroeid en zijn vooroordelen over {topic} verdwenen?"),
    (Kind.ACTIVITY_DONE, 2, "Er is een {product} over {topic} opgesteld en {body} heeft het in gebruik genomen."),
    (Kind.ACTIVITY_DONE, 3, "Het {product} over {topic} is opgesteld, getoetst en vastgesteld."),
    (Kind.COUNT_UP, 2, "Het aantal {counted} in {place} is gestegen en de doorlooptijd van zaken is gedaald."),
    (Kind.COUNT_UP, 2, "Het aantal {counted} in {place} en het aantal veroordelingen zijn toegenomen."),
]
ENGLISH_SEVERAL: list[tuple[Kind, int, str]] = [
    (Kind.CONDITION, 2, "There is enough {means} for {purpose} and it is evenly spread over {parties}."),
    (Kind.CONDITION, 2, "There is enough {means} and enough {other_means} for {purpose}."),
    (Kind.CONDITION, 3, "Capability, support and drive of {parties} suffice for {purpose}."),
    (Kind.CONDITION, 2, "Agreements on {topic} are clear and are kept by {parties}."),
    (Kind.CONDITION, 2, "The {means} for {purpose} is sufficient and available in time."),
    (Kind.CONDITION, 2, "{parties} share information on {topic} and keep their promises."),
    (Kind.CONDITION, 2, "Are tasks in {purpose} clear and is there enough {means} to {to_do}?"),
    (Kind.EXTENT, 2, "The extent to which {topic} has been mapped and {body} acts on it."),
    (Kind.EXTENT, 2, "How far inspections of {topic} have been carried out and developed further."),
    (Kind.ACTIVITY_DONE, 2, "A {product} on {topic} has been drawn up and {body} has taken it into use."),
    (Kind.ACTIVITY_DONE, 3, "The {product} on {topic} was written, tested and adopted."),
    (Kind.COUNT_UP, 2, "The number of {counted} in {place} has risen and the lead time of cases has fallen."),
]

# An activity that is only named.
DUTCH_NO_VERB = [
    "Internationale adviesfunctie rond {topic}.", "Een kenniscentrum voor {topic} in {place}.",
    "Loket voor {parties} over {topic}.", "Landelijk netwerk over {topic}.",
]  # fmt: skip
ENGLISH_NO_VERB = [
    "International advisory role on {topic}.", "A centre of expertise on {topic} in {place}.",
    "National network on {topic}.",
]  # fmt: skip
# To be found in a register, and nothing to count.
DUTCH_NOTHING_COUNTABLE = [
    "De uitvoering van de ontwikkelde aanpak van zorgfraude in {place}.", "Uitvoering van het beleid voor {place}.",
    "Er is opvolging gegeven aan het advies over privacy.",
]  # fmt: skip
ENGLISH_NOTHING_COUNTABLE = [
    "The execution of the approach to care fraud.", "Execution of the policy by the board.",
]  # fmt: skip

# (norm that says which way, the same without), baseline, indicator.
DUTCH_NORMS = [
    "ten minste 12 per jaar", "meer dan in 2022", "hooguit 5 per maand", "minimaal 80% van de geïnterviewden",
    "stijging van 10% in twee jaar",
]  # fmt: skip
DUTCH_OTHER_NORMS = [
    "vier van de zes partners noemen dit op orde", "vastgesteld vóór 1 juli 2024",
    "75% van de respondenten is het ermee eens",
    "alle onderdelen van de checklist zijn er",
]  # fmt: skip
ENGLISH_NORMS = ["at least 12 a year", "more than in 2022", "no more than 5 a month", "a rise of 10% in two years"]
ENGLISH_OTHER_NORMS = ["four of the six partners say so", "adopted before 1 July 2024", "75% of respondents agree"]
NO_DIRECTION_NORMS = ["12", "8 per jaar", "30"]
BASELINES = ["2022: 14", "meting van mei 2023: 41%", "8 in 2021", "first round: 3 of 6"]
NORMS_THAT_SAY_NOTHING = {
    "nl": ["Voldoende.", "zo veel mogelijk", "in overleg met de partners nog te bepalen", "op het gewenste niveau"],
    "en": ["sufficient", "as many as possible", "to be agreed with the partners", "at the desired level"],
}
BASELINES_THAT_SAY_NOTHING = {
    "nl": ["nog niet gemeten", "zie hierboven", "Daarover zijn geen gegevens.", "gemiddeld"],
    "en": ["not measured yet", "see above", "There are no data.", "average"],
}
NOTHING_WRITTEN = ["", "-", "n.t.b.", "nog te bepalen", "PM", "onbekend", "n.v.t.", "tbd", "  "]
