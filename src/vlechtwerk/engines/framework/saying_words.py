"""Words by which is told whether a norm or baseline says anything; Dutch and English together, in small letters."""

import re

from vlechtwerk.engines.framework.lexicon import word_set

# What stands where nothing was written yet.
PLACEHOLDER = re.compile(
    r"[\W_]*|(?:n\.?\s?[tn]\.?\s?b|n\.?\s?v\.?\s?t|n[./]?\s?a|p\.?\s?m|t\.?\s?b\.?\s?[acdns]|x+|to ?do)[\s.]*"
    r"|not applicable|niet van toepassing|to be determined|unknown|not yet known|onbekend|volgt(?: nog)?"
    r"|nog (?:te bepalen|niet bekend|onbekend|invullen|in te vullen)",
    re.IGNORECASE,
)
# Words of which nothing is left but that it will be written: “Volgt later.”, “Later in te vullen”, “To be decided”.
PUTS_OFF = word_set(
    "volgt volgen later nog nader te wordt worden zal zullen moet moeten komt tzt ntb tbd tbc tba nvt yet to be will"
    " follows follow pending"
)
BESIDE_PUTTING_OFF = word_set(
    "bepalen bepaald bepaling in vullen ingevuld invullen vast stellen vastgesteld vaststellen niet bekend onbekend"
    " gemeten meten besloten beslissen besluiten afspreken afgesproken overleg de het een dit deze norm nulmeting"
    " baseline is zijn door evaluatoren evaluator wij we ons ooit pm tijd zijner moment volgende ronde"
    " decided determined defined set filled out completed agreed measured written fixed this the a norm not known is by"
    " us later on"
)
# None of a count is a level; of anything else it says that there is no norm or baseline.
NONE = re.compile(r"(?:geen|none|nihil)[\s.]*", re.IGNORECASE)
# When it was, which tells nothing of how it was.
MOMENT = re.compile(
    r"\b(?:19|20)\d\d\b|\bq[1-4]\b|\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december|january|february|march|may|june|july|august|october|voorjaar|najaar|spring|autumn)\b",
    re.IGNORECASE,
)
# Weigh, without saying against what; also with -e, -ly or -s behind them.
VAGUE = word_set(
    "voldoende genoeg toereikend adequaat adequate goed goede beter best redelijk behoorlijk passend acceptabel"
    " aanvaardbaar aanvaardbare bevredigend tevreden tevredenheid ordentelijk netjes prima optimaal optimale mogelijk"
    " orde niveau verwacht verwachting verwachtingen wens wensen wenselijk gewenst gewenste naar-behoren behoren hoog"
    " hoge laag lage veel weinig ruim wezenlijk relevant zinvol effectief effectieve proportioneel werkbaar werkbare"
    " haalbaar haalbare nodig nodige noodzakelijk gepast geschikt kwaliteit professioneel normaal normale gebruikelijk"
    " gemiddeld matig gering positief positieve gunstig juist correct zorgvuldig degelijk realistisch realistische"
    " sufficient enough adequate good well better best reasonable fair decent acceptable satisfactory satisfied"
    " satisfaction satisfying appropriate suitable proper possible feasible optimal optimum expected expectation"
    " desired desirable high low much many few lot some level positive favourable effective relevant workable necessary"
    " needed required order quality professional usual average moderate ok oké okay fine amount right practicable"
    " realistic careful normal maximale standard standards poor bad slecht slechte ambitieus ambitious"
)
# How much more, when nothing tells than what.
DEGREES = word_set(
    "merkbaar merkbare substantieel substantiële aanzienlijk duidelijk zichtbaar zichtbare significant sterk flink fors"
    " forse wezenlijk behoorlijk mogelijk redelijk voldoende possible noticeable substantial considerable clear visible"
    " meaningful strong reasonable sufficient enough marked appreciable"
)
# Say that it stands elsewhere, or is as something else was.
POINTING = word_set(
    "zie vgl see cf refer hierboven bovenstaand boven hieronder onderstaand toelichting bijlage above below annex"
    " appendix note idem ditto dito same zelfde hetzelfde dezelfde vorig vorige previous last before eerder earlier"
    " time keer pagina page elders elsewhere nu now"
    " vergelijkbaar vergelijkbare similar comparable huidig huidige current today vandaag vanouds"
)
# Of what is not known, measured or there: these words beside one that denies.
UNKNOWN = word_set(
    "onbekend onduidelijk bekend gemeten meting nulmeting gegevens cijfers data beschikbaar voorhanden geregistreerd"
    " bijgehouden vastgelegd nagegaan onderzocht meetbaar bepaald ingevuld informatie toepassing norm norms"
    " registratie registration telling count open bron bronnen unknown"
    " unclear known measured measurement baseline figures available recorded registered collected information"
    " determined decided defined set specified established measurable applicable vooralsnog currently momenteel ooit"
    " ever tracked kept source gevraagd asked idee idea gedaan done verricht uitgevoerd pas vanaf until undetermined"
    " undecided possible mogelijk"
)
UNKNOWN_ALONE = word_set("onbekend onduidelijk unknown unclear undetermined undecided")
DENYING = (
    word_set("cannot can't pas geen niet no not none nog yet nothing niets zonder without nooit never") | UNKNOWN_ALONE
)
_SETTLED_LATER = (
    r"bepa\w+|vast|vastge?stel\w+|stellen|invullen|vullen|ingevuld|besli\w+|beslo\w+|besluiten|bespre\w+|bespro\w+"
    r"|afge(?:sproken|stemd)|spreken|stemmen|meten|gemeten|formuler\w+|geformuleerd|kiezen|gekozen|opgevraagd|vragen"
    r"|aangeleverd|leveren|uitge(?:werkt|zocht)|werken|zoeken|specificeren|gespecificeerd|definiëren|gedefinieerd"
    r"|bekijken|bekeken|onderzoeken|onderzocht|inventariseren|geïnventariseerd|ontvangen|verzameld|verzamelen"
)
_SETTLED = (
    r"decided|determined|agreed|defined|set|measured|confirmed|filled|completed|specified|established|discussed"
    r"|announced|collected|supplied|fixed|formulated|chosen|requested|added|provided|calculated|worked"
)
# That it is settled later, whoever does so.
PUTTING_OFF = re.compile(
    rf"\b(?:nog|nader|later)\b[\w\s,]*\b(?:{_SETTLED_LATER})\b|\bte (?:{_SETTLED_LATER})\b|\bvolgt\b"
    rf"|\b(?:wordt|worden|moet|moeten|zal|zullen)\b[\w\s]*\b(?:nog|nader|later)\b|\b(?:n\.?t\.?b|tb[acdns])\b"
    rf"|\bin (?:ontwikkeling|voorbereiding|bewerking|overleg|onderzoek|preparation|development)\b|\bin afwachting\b"
    rf"|\b(?:to be|will be|(?:has|have|needs?) to be|must be|being)\b[\w\s]*\b(?:{_SETTLED})\b"
    rf"|\b(?:afhankelijk van|hangt af van|depend(?:s|ent|ing)? (?:up)?on|subject to|t\.?z\.?t|te zijner tijd)\b"
    rf"|\bin due course\b"
    rf"|\b(?:we will see|remains to be seen|we zien|moeilijk te|lastig te|hard to say|difficult to say)\b"
    rf"|\bnog\b[\w\s]*\bte \w+en\b|\bter beoordeling\b|\bnaar (?:eigen )?(?:inzicht|goeddunken)\b"
    rf"|\bat the discretion\b|\b(?:niemand|nobody|no one|wij?|we)\b[\w\s]*\b(?:weten|weet|knows?|looked|gekeken"
    rf"|measured|gemeten|counted|geteld|kept)[\W\d]*$|\b(?:weet|weten) (?:niemand|we|wij)\b|\bniet naar gekeken\b"
    rf"|\bpending\b|\bawait\w*|\bfollows?(?: later)?$|\bunder (?:discussion|development|review)\b|\bto follow\b",
    re.IGNORECASE,
)
# Who, how often, how much or by when.
QUANTITIES = word_set(
    "alle allen allemaal iedereen ieder iedere elk elke geen niemand niets nooit altijd beide allebei helft derde kwart"
    " tiende meerderheid minderheid vrijwel bijna eenmaal tweemaal driemaal keer maal dubbel verdubbeld verdubbeling"
    " gehalveerd halvering dozijn nul één eerste procent procentpunt volledig geheel uiterlijk hooguit hoogstens"
    " minstens minimaal maximaal tenminste binnen vóór dagelijks wekelijks maandelijks jaarlijks kwartaal halfjaarlijks"
    " zonder all every everyone everybody each nobody none never"
    " always both half third thirds quarter majority minority nearly once twice thrice double doubled halved dozen zero"
    " first percent percentage-points fully entire whole within daily weekly monthly yearly annual annually quarterly"
    " fortnight deadline latest without"
)
# By when, unless it is a number of something by that.
UNITS = word_set(
    "werkdag werkdagen dag dagen week weken maand maanden jaar uur day days week weeks month months year hour hours"
)
# Of whom or what it holds: what only weighs is weighed no better by them.
OF_WHOM = word_set(
    "alle allen allemaal iedereen ieder iedere elk elke beide allebei all every everyone everybody each both volledig"
    " geheel fully entire whole"
)
COMPARING = word_set("dan than nulmeting baseline opzichte vergeleken compared versus vs")
# Of which there may be so many, without how many.
MEASURES = word_set("aantal aantallen hoeveelheid percentage aandeel mate number numbers share proportion count extent")
# Add nothing, beside what adds nothing to a question.
WEIGHTLESS = word_set(
    "zo zoveel conform volgens overeenkomstig zoals as so line accordance according to naar aanwezig present tot moet"
    " moeten must should be being zal will en and or ook it its by lijn vooralsnog what wat wordt partners partijen"
    " betrokkenen stakeholders daarover hierover er there about daarvan hiervan"
)
