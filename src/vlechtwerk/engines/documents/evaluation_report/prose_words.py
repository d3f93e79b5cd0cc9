"""Words that tell a result, a cause, a status or an amount in prose, where nothing carries them; also in disguise."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from vlechtwerk.engines.documents import amounts
from vlechtwerk.engines.documents.amounts import amount_words_in
from vlechtwerk.engines.documents.findings.said import Words, claims_in
from vlechtwerk.foundation.texts import as_seen, folded, is_unseen

# Prose is judged more strictly than a finding: a finding has evidence that may carry such a word.
# Figures of speech for a result.
_SPEECH = (
    r"opgedroogd|drooggevallen|verzwakt|ingelopen|weggewerkt|keerpunt|staat als een huis|onder controle|binnen bereik"
    r"|uit de weg geruimd|voet (?:\w+ )?aan de grond|tij (?:\w+ )?(?:gekeerd|keerde)|dichter (?:bij|naar) elkaar"
    r"|vruchten (?:af|afgeworpen|afwierp|afwerpt)|(?:haar|zijn|hun) vruchten|het verschil gemaakt|nauwelijks nog"
    r"|maak(?:t|te|ten) (?:het|een) (?:\w+ ){0,2}?verschil|zich (?:\w+ )?bewezen|elkaar (?:\w+ ){0,2}te vinden"
    r"|(?:bleef|blijft|blijven|bleven) (?:\w+ )?weg|hou(?:dt|den) (?:[\w-]+ ){1,3}buiten"
    r"|vertrouwen (?:\w+ )?groei(?:t|de)|br(?:engt|acht|achten) (?:\w+ )?(?:rust|vertrouwen)"
    # That something is no more, whatever it is; not that someone has no more to say or no time.
    r"|(?:is|zijn|was|waren|kom(?:t|en)|kwam(?:en)?)(?: er)? (?:\w+ )?geen (?:\w+ )?"
    r"(?!vragen|opmerkingen|gegevens|tijd|interviews|gesprekken|contact|overleg|\w{0,12}meting(?:en)?\b)"
    r"\w+ meer(?! dan)"
    r"|(?:is|zijn|was|waren|blij(?:ft|ven)|ble(?:ef|ven)|word(?:t|en)|werd(?:en)?) (?:\w+ ){0,2}?vrij van"
    r"(?! (?:\w+ )?(?:kosten|(?:vak)?jargon|vaktermen|belangen|(?:waarde|voor)?oordelen|namen|persoonsgegevens)\b)"
    r"|dr(?:ied|ies) up|weakened|turn(?:s|ed)? the tide|turning point|foothold|closer together|stay(?:s|ed)? away"
    r"|ma(?:kes?|de) (?:a|the|all the) (?:\w+ )?difference|(?:has|have|had) (?:(?:come|gone) down|gone up)"
    r"|(?:came|went) down(?! to)|br(?:ings?|ought) (?:\w+ )?(?:calm|trust|order|peace)|trust (?:\w+ )?gr[eo]ws?"
    r"|hardly any|find each other|under control|within reach|(?:bore|bears?|borne) fruit"
    r"|(?:is|are|was|were|remains?|became|been) (?:\w+ )?free of"
    r"(?! (?:\w+ )?(?:charge|jargon|interests?|bias|judge?ments?|names|conflicts? of interest)\b)"
    r"|(?:obstacles|barriers|hurdles|backlogs?) (?:was|were|(?:has|have) been) (?:removed|cleared)"
)
_IS = r"(?:is|zijn|was|waren|werd|werden|wordt|worden|are|were|became|becomes?)"
_THAN_IT_WAS = (
    r"[\w-]+ (?:dan (?:voorheen|vroeger|ooit|eerst|daarvoor)|than (?:before|ever|previously|it (?:was|used)))"
    rf"|{_IS} (?:[\w-]+ ){{0,3}}?(?:veiliger|schoner|sterker|hechter|slimmer|weerbaarder|safer|cleaner|stronger)"
    r"(?! te (?:maken|worden|krijgen))"
)
_RESULTS = re.compile(
    r"\b(?:gehaald|haalden|bereikt(?:e|en)?|verwezenlijkt|geslaagd|opgelost|weggenomen|verholpen|uitgeroeid|ontmanteld"
    r"|opgerold|drooggelegd|doorbroken|teruggedrongen|ingedamd|verveelvoudigd|verdubbeld|gehalveerd|vooruitgang geboekt"
    r"|(?:minder|meer|vaker|minder vaak) (?:\w+ )?(?!gemeten\b|gevraagd\b|onderzocht\b)"
    r"(?:ge|onder|ver|be|ont)\w+(?:d|t|en)"
    r"|achieved|accomplished|attained|solved|resolved|dismantled|taken down|rolled up|curbed|eradicated|doubled|halved"
    r"|multiplied|progress (?:was|has been) made|(?:goals?|targets?) (?:was|were|have been|has been) (?:met|reached)"
    r"|(?:fewer|less|more) (?:\w+ )?(?:was|were|get|gets|got|are being)"
    r"|(?:kom|kwam)(?:t|en)? door|(?:ligt|lag|liggen|lagen) aan|stem(?:s|med)? from|(?:is|are|was|were) down to"
    rf"|{_SPEECH}|{_THAN_IT_WAS}"
    # That those whom a plan is against keep away or go elsewhere, whoever they are.
    r"|(?:mijd(?:t|en)|meden)(?! (?:\w+ )?(?:(?:vak)?jargon|vaktaal|vaktermen|dubbeltellingen|suggesties)\b)"
    r"|wijk(?:t|en) (?:\w+ ){0,2}?uit"
    r"|(?<!onderzoekers )(?<!evaluatoren )(?<!onderzoeker )(?<!evaluator )(?<!wij )(?<!\bwe )"
    r"(?:kiezen|kiest|koos|ko[sz]en) (?:\w+ )?(?:een )?andere? (?:route|weg|plek|plaats|doelwit)(?:en|s)?"
    r"|(?:now|nowadays|since) avoid(?:s|ed)?|fled"
    r"|avoid(?:s|ed)? (?:the|this|that) (?:\w+ )?(?:area|place|location|site|region|route)s?"
    r"|(?<!evaluators )(?<!researchers )(?<!\bwe )cho(?:oses?|se) (?:an)?other (?:route|place|way|target)s?"
    r"|(?:daders|overtreders|offenders|perpetrators) (?:[\w-]+ ){0,2}?(?:vertrokken|verdwenen|left|disappeared))\b",
    re.IGNORECASE,
)
_THINGS = r"(?:[\w-]+ ){0,2}?\w+(?:en|s|eren)\b"
# What is asked tells nothing: “Of het doel is gehaald, staat apart”. Behind “of” that means “or” nothing is asked; nor
# in “of men wil of niet”. What is aimed at tells nothing either, up to where something else is told.
_ASKED = re.compile(
    r"(?:aims?|goals?|purpose|intention)(?: of [\w -]{1,40}?)? (?:is|was) to\b(?:(?!\b(?:and|but)\b)[^,;:.!?])*"
    r"|(?:doel|bedoeling|ambitie)(?: van [\w -]{1,40}?)? (?:is|was) om\b(?:(?!\b(?:en|maar)\b)[^,;:.!?])*"
    r"|(?:^\W*of|\b(?:staat|staan|toont|tonen|vermeld(?:t|en)|gevraagd|vraagt|vroeg(?:en)?)"
    r"(?: (?:per|bij|van|voor) (?:elke |iedere )?[\w-]+)? of(?= (?:de|het|een|zij|ze|hij|dit|die|dat|deze|er)\b)"
    r"|\b(?:zeg(?:t|gen)|beoordelen|beoordeeld|onderzocht|onderzoekt|nagaan|nagegaan|weten|weet|bekend|duidelijk"
    r"|blijkt|vraag(?: (?:is|was))?|kijk(?:t|en)|keken|zien)(?: (?:ook|nog|daarmee))?(?: niet)? of|\bwhether)\b"
    r"(?! niet\b)(?!.*\b(?:of niet|or not)\b)[^,;:.!?]*",
    re.IGNORECASE,
)
# How far something is, put as a fact: that it is finished, in time, late or not finished.
_STATUS = re.compile(
    r"\b(?:op tijd (?:klaar|gereed|af|afgerond|opgeleverd|begonnen|gestart)"
    r"|(?:loopt|lopen|liep(?:en)?) (?:\w+ ){0,3}?nog"
    r"|nog (?:steeds |altijd )?(?:loopt|lopen|liep(?:en)?|bezig|gaande)|(?:(?:achter|voor|vooruit) )?op schema"
    r"|(?:loopt|lopen|ligt|liggen) (?:\w+ )?(?:achter|voor|vooruit) op (?:de|het) (?:planning|schema)"
    # What figures are rounded to, and what a picture is ordered by, is no status.
    r"|(?:is|zijn|was|waren|werd|werden) (?:\w+ ){0,3}?(?<!naar )(?:afgerond(?! (?:op|tot|naar) (?:een|hele|heel)\b)"
    r"|voltooid|vertraagd|gereed|uitgesteld|opgeleverd|ontbonden|bijna klaar|in (?:uitvoering|afronding)"
    r"|(?<!er is )(?<!er was )(?:begonnen|gestart)|gestopt|stopgezet|stilgelegd|be[eë]indigd|gaande"
    r"|afgelopen|opgeheven|geschrapt|afgeblazen|gepauzeerd|opgeschort|in volle gang|aan de gang"
    r"|bezig(?= met\b|\W*$))|van start (?:gegaan|ging(?:en)?)|(?:ging(?:en)?|gaat|gaan) (?:\w+ ){0,3}?van start"
    r"|op koers|volgens planning|(?:loopt|lopen|liep(?:en)?)(?:(?= ?(?:[.,;:!]|(?:en|maar)\b))"
    r"| (?:\w+ ){0,2}?(?:achter\b|vertraging op))"
    r"|(?:afgerond|voltooid|vertraagd|opgeleverd|in uitvoering|niet (?:begonnen|gestart))"
    r" (?:is|zijn|was|waren|werd|werden)|vertraging opgelopen"
    r"|(?:heeft|hebben|had(?:den)?) (?:\w+ ){0,3}?vertraging(?! (?:gemeld|genoemd))"
    r"|(?:ligt|liggen|lag(?:en)?|staa[nt]|stond(?:en)?) (?:\w+ ){0,3}?stil|stil(?:ligt|liggen|lag(?:en)?)"
    r"|(?:on|behind|ahead of) schedule|on track"
    r"|(?:finish(?:ed|es)?|complete[sd]?|delivered|ready|done|start(?:ed|s)?) on time"
    r"|still (?:running|ongoing|in progress|under way|underway)"
    r"|(?:is|are|was|were|been) (?:\w+ ){0,2}?(?<!by )(?:completed|finished|delayed|postponed|in progress"
    r"|under ?way|on hold|stalled|stopped|running|started|discontinued|ongoing|cancel+ed|suspended|launched)"
    r"|(?:has|have|had) (?:(?:\w+ )?not (?:yet )?(?:started|begun)|started|begun|stopped|ended))\b"
    r"(?! (?:te|als|wanneer|zodra|if|when|once)\b)",
    re.IGNORECASE,
)
# Beside what is asked or aimed at: that it has to be so, when it is so, or which ones are, tells no status. Behind a
# comma “which”, “die” and “wat” tell what they are of.
_NO_STATUS = re.compile(
    r"(?:(?:^\W*|[,;:(] ?)als|^\W*(?:hoe(?! dan ook\b)|how|voordat)\b"
    r"|\b(?:wanneer|zodra|nadat|totdat|indien|tenzij|if|when|whenever|once|until|unless"
    r"|(?<!, )(?:welke|wat|wie|which|what)|(?<=\w )(?<!\ben )(?<!\bmaar )(?<!\band )(?<!\bbut )(?:die|that)"
    r"(?= (?:(?:nog|al|niet|not|op tijd|op schema) )?(?:is|zijn|was|waren|are|were|loopt|lopen|ligt|liggen|afgerond)\b)"
    r"|hoeveel|how many|moet(?:en)?|moest(?:en)?|wil(?:len)?|wilden?|zou(?:den)?"
    r"|om(?=[^,;:.!?]* te\b)|should|must|would|(?:need|want|intend|plan|mean|aim)(?:s|t|ed|ned)? to|to be))\b"
    r"(?:(?!\b(?:en|maar|and|but)\b)[^,;:.!?])*",
    re.IGNORECASE,
)
# What the evaluation itself did is told freely.
_OWN_WORK = re.compile(
    r"\b(?:wij|we|onderzoekers|evaluatoren|evaluators|researchers|werving|opname|lijn(?:en)?|pijl(?:en)?|schaal|periode"
    r"|telling|lines?|arrows?|scale|period|(?:het|dit|ons) onderzoek"
    r"|(?:literatuur|document(?:en)?|dossier|bronnen|archief|bureau|desk|deel|vragenlijst)onderzoek"
    r"|\w{0,20}(?:reeks(?:en)?|evaluaties?|veldwerk|gesprek(?:ken)?|interviews?|vragenlijst(?:en)?|enqu[eê]tes?"
    r"|meting(?:en)?|rondes?|analyses?|dataverzameling|studies?|codering(?:en)?|focusgroep(?:en)?|bijeenkomst(?:en)?"
    r"|observaties?|rapport(?:en|ages?)?|verslag(?:en)?|hoofdstuk(?:ken)?|bijlagen?)|percentages?|study|evaluations?"
    r"|fieldwork|questionnaires?|surveys?|rounds?|measurements?|data collection|analysis|focus groups?|group (?:talks?"
    r"|discussions?)|desk research|literature (?:review|research)|baseline|coding|observations?|forms?|drafts?|reports?"
    r"|chapters?|annex(?:es)?)\b",
    re.IGNORECASE,
)
# What is strong or weak by how it was looked for, and not by what was found.
_EVIDENCE = re.compile(r"\b(?:bewijs(?:kracht)?|evidence|(?:onderzoeks)?(?:ontwerp|opzet)|design)\b", re.IGNORECASE)
_STRONGER = re.compile(r"\b(?:sterker|stronger)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"na|met|van|over|bij|in|onder|tussen|door|voor|tijdens|sinds|volgens|uit|op|aan|per|naar|zonder|ondanks|via|vanaf"
    r"|rond|binnen|after|with|of|about|at|among|between|by|for|during|since|from|on|before|without|despite",
    re.IGNORECASE,
)
# Words with which what a sentence is about begins, unless a preposition stands before them.
_ARTICLE = re.compile(
    r"de|het|een|deze|die|dit|dat|ons|onze|hun|elke|alle|the|a|an|this|that|these|those|our|their|each|all|omdat|because",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"is|zijn|was|waren|werd|werden|wordt|worden|heeft|hebben|had|hadden|ligt|liggen|loopt|lopen|are|were|has|have",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[,;:]|\b(?:en|maar|terwijl|and|but|while)\b", re.IGNORECASE)
AMOUNTS_TYPED = re.compile(
    rf"\b(?:enkele|sommige|meerdere|diverse|verscheidene|veel|weinig|talrijke|some|several|many|few|numerous)\b"
    rf"(?= {_THINGS})"
    r"|\b(?:een paar|anderhalve?|a couple of|a pair of|a number of|half(?: of)? (?:the|de)|de helft|twice|tweemaal"
    r"|driemaal)\b",
    re.IGNORECASE,
)
# A code is no figure: T2, S-E2, S-1.2.
_CODES = re.compile(
    r"(?<![\w.-])(?=[\w.-]{0,24}\d)(?:[A-Z]\w{0,11}(?:[-.]\w{1,12}){0,4}|[a-z]{1,3}\d{1,4}[a-z]?(?:[-.]\w{1,4}){0,2})"
    r"(?!\w|\s?%)"
)
_SOURCES = (
    r"(?:bron(?:nen)?|interviews?|\w{0,12}meting(?:en)?|methoden?|rondes?|documenten|stukken|registers?|sources?"
    r"|measurements?|methods?|rounds?|documents)\b"
)
_COUNTED = (
    r"(?:gevallen|zaken|mensen|personen|meldingen|incidenten|controles|dossiers|partners|cases|people|incidents"
    r"|files)\b"
)
_YEAR_COUNTED = re.compile(rf"\b(?:19|20)\d\d(?= {_COUNTED})", re.IGNORECASE)
_FEW = r"(?:[eé][eé]n|twee|drie|vier|vijf|zes|one|two|three|four|five|six)"
_WOULD_TELL = (
    r"\w{0,12}(?:meting(?:en)?|gegevens|data|bron(?:nen)?|cijfers|registers?|registraties?|interviews?|gesprekken"
    r"|antwoorden|documenten|stukken|respons|vergelijking|baseline|measurements?|sources?|figures|records|response"
    r"|comparison|evidence|bewijs)\b"
)
# What is named by a number, an ordinal or a year, and how many sources agree: none of them tells what was found.
_NO_FIGURES = re.compile(
    r"\b(?:rondes?|\w{0,12}meting(?:en)?|fasen?|stap(?:pen)?|artikel(?:en)?|art\.|lid|paragraaf|hoofdstuk|bijlage|tabel"
    r"|figuur|vraag|deelvraag|stelling(?:en)?|bron(?:nen)?|versie|week|kwartaal|pagina|rounds?|wave|phase|step|articles?|section"
    r"|chapter|annex|table|question|statement|source|version|quarter|page)"
    rf" (?:\d{{1,3}}[a-z]?(?:\.\d{{1,3}}){{0,3}}|{_FEW})"
    rf"(?:(?: ?[-–,/] ?| (?:en|tot|t/m|and|to) )(?:\d{{1,3}}|{_FEW})){{0,4}}"
    r"(?![\w%]|[.,]\d| ?(?:%|procent|percent|keer|maal|van (?:de|het)|of the|out)(?!\w))"
    r"|\b\d{1,2}(?:e|de|ste|st|nd|rd|th)\b|(?<![\w.,])0-meting(?:en)?\b|\bnul-meting(?:en)?\b"
    r"|\b(?:tussen|between|\w{0,12}meting|ronde|\w{0,12}verslag|rapport(?:age)?|register|plan|report)"
    r"(?: (?:van|uit|in|over|of|from))? (?:19|20)\d\d(?:(?: (?:en|and|tot|to) |[-–])(?:19|20)\d\d)?(?![\w%]|[.,]\d)"
    rf"(?! {_COUNTED})"
    r"|\b(?:alle|elke|geen(?: enkele)?(?: van)?|all(?: of)?|each|every|none of|no)"
    rf"(?: (?:de|deze|onze|the|these|our))? {_SOURCES}"
    rf"|\b{_FEW} {_SOURCES}|\b(?:te weinig|too few|too little) {_WOULD_TELL}"
    r"|\b[eé][eé]n (?:kant|richting|lijn)\b|\bten\b(?! (?:of|out|people|\w+s)\b)",
    re.IGNORECASE,
)
# That a norm was met is the judgement itself.
_MET = re.compile(r"gehaald|haalden", re.IGNORECASE)
_NORM_MET = re.compile(
    r"bereikt(?:e|en)?|behaald|gerealiseerd|achieved|attained|targets? (?:was|were|have been|has been) (?:met|reached)",
    re.IGNORECASE,
)
_NORM = re.compile(
    r"\b(?:norm(?:en)?|criteri\w{1,3}|drempel(?:waarde)?|streefwaarde|ondergrens|thresholds?|targets?)\b", re.IGNORECASE
)
# Why nothing can be told: what would tell it is not there. Of the former words the cause follows, of the latter it
# stands before them.
_BECAUSE = re.compile(
    r"doordat|vanwege|dankzij|(?:als|het|een) gevolg van|due to|because of|owing to|(?:kom|kwam)(?:t|en)? door"
    r"|(?:ligt|lag|liggen|lagen) aan|(?:door|by|through) [\w -]{1,30}",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"waardoor|daardoor|hierdoor|zodat|so that", re.IGNORECASE)
_LACKS = (
    r"ontbre(?:ekt|ken)|ontbrak(?:en)?|mist|missen|gebrek aan|tekort aan|geen|lacks?|lack of|missing"
    r"|absen(?:t|ce)"
)
_NOT_THERE = re.compile(
    rf"\b(?:{_LACKS}|no)\b[^.;!?,]{{0,40}}?\b{_WOULD_TELL}"
    rf"|\b{_WOULD_TELL}[^.;!?,]{{0,40}}?\b(?:{_LACKS}|niet|not|onvolledig|incomplete|onbruikbaar)\b",
    re.IGNORECASE,
)
# So near words that give a reason it stands what is not there.
_NEAR = 160
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
_JOINED = re.compile(r"(?<=\w)[-\u2010-\u2015](?=\w)")


def results_in_prose(text: str) -> list[Words]:
    """Return the words of a sentence that tell a result or a cause, in order.

    Accents, invisible signs and hyphens hide no word: of one that is found without them only, the whole sentence is
    returned.
    """
    found = _told(text)
    return found or ([Words(text, 0)] if _told(undisguised(text)) else [])


def statuses_in_prose(text: str) -> list[Words]:
    """Return the words of a sentence that tell how far something is, in order; none of a question.

    They are found in disguise as those that tell a result are. What the evaluation itself did has no status in a
    register: “De gesprekken zijn afgerond” is told freely.

    >>> [words.at for words in statuses_in_prose("Het convenant is afgerond, de controles liggen op schema.")]
    ['is afgerond', 'op schema']
    >>> statuses_in_prose("Wat op schema ligt, staat in het volgende hoofdstuk.")
    []
    """
    found = _statuses(text)
    return found or ([Words(text, 0)] if _statuses(undisguised(text)) else [])


def typed_in(text: str) -> list[str]:
    """Return the figures, words for amounts and words that claim a result or a cause in a text, as they stand in it.

    What is typed beside evidence, such as why a judgement is given, may say that a norm was met: that is the judgement.

    So it may why nothing can be judged: what would tell it is not there.

    >>> typed_in("S-A haalt 95% niet: vrijwel allen zijn tevreden door de aanpak.")
    ['95%', 'vrijwel allen', 'door de aanpak']
    >>> typed_in("In 2024 haalt ronde 2 de norm niet; S-1.2 is niet te beoordelen doordat de nulmeting ontbreekt.")
    []
    """
    claims = _with_disguised(_claims_typed(text), _claims_typed(undisguised(text)))
    return list(dict.fromkeys([*figures_in(text), *claims]))


def figures_in(text: str) -> list[str]:
    """Return the figures and the words for amounts in a text, as they stand in it; one in disguise as it is read.

    A date, a code, the number of a round or an article, and how many sources agree are none.

    >>> figures_in("Bij 3 van de panden, en de meeste schippers.")
    ['3', 'de meeste']
    >>> figures_in("Op 3 maart haalde ronde 2 van S-1.2 de norm; alle bronnen wijzen dezelfde kant op.")
    []
    """
    shown = "".join(letter for letter in unicodedata.normalize("NFKC", text) if not is_unseen(letter))
    # A hyphen parts figures, and capitals tell a code: those are sought in the text as it is shown.
    hidden = [one for one in _amounts(shown) if re.search(r"\d", one)]
    hidden += [one for one in _amounts(undisguised(text)) if not re.search(r"\d", one)]
    return _with_disguised(_amounts(unicodedata.normalize("NFC", text)), hidden)


def _amounts(text: str) -> list[str]:
    bare = text
    for pattern in (_CODES, _NO_FIGURES):
        bare = pattern.sub(lambda found: "◻" * len(found[0]), bare)
    figures = [one.at for one in amounts.figures_in(bare)] + [one[0] for one in _YEAR_COUNTED.finditer(bare)]
    found = [f"{one}%" if f"{one}%" in bare else one for one in figures]
    return found + [one.at for one in amount_words_in(bare)] + [one[0] for one in AMOUNTS_TYPED.finditer(bare)]


def _with_disguised(found: Sequence[str], hidden: Iterable[str]) -> list[str]:
    """Return what is found, and what is found only where nothing hides it."""
    known = undisguised(" ".join(found))
    return list(dict.fromkeys([*found, *(one for one in hidden if undisguised(one) not in known)]))


def _claims_typed(text: str) -> list[str]:
    """Return the words that tell a result or a cause, but that a norm was met and that data are not there."""
    return [
        words.at
        for sentence in _SENTENCE_ENDS.split(text)
        for words in _told(sentence)
        if not _tells_of_norm(sentence, words.at) and not _tells_what_lacks(sentence, words)
    ]


def _tells_of_norm(sentence: str, at: str) -> bool:
    return bool(_MET.fullmatch(at) or (_NORM_MET.fullmatch(at) and _NORM.search(sentence)))


def _tells_what_lacks(sentence: str, words: Words) -> bool:
    if _BECAUSE.fullmatch(words.at):
        return bool(_NOT_THERE.search(sentence, words.start, words.start + _NEAR))
    begin = max(0, words.start - _NEAR)
    return bool(_THEREFORE.fullmatch(words.at) and _NOT_THERE.search(sentence, begin, words.start))


def undisguised(text: str) -> str:
    """Return a text as it is read: without capitals, accents, signs that nobody sees, and hyphens within words.

    >>> undisguised("De sáménwerking is ver-be\\u200bterd.")
    'de samenwerking is verbeterd.'
    """
    return _JOINED.sub("", folded(as_seen(text)))


def _statuses(text: str) -> list[Words]:
    if text.rstrip(" ”\"’'").endswith("?"):
        return []
    nothing = [one.span() for pattern in (_ASKED, _NO_STATUS) for one in pattern.finditer(text)]
    found = [Words(one[0], one.start()) for one in _STATUS.finditer(text)]
    return [
        words
        for words in found
        if not any(start <= words.start < end for start, end in nothing) and not _is_of(_OWN_WORK, text, words)
    ]


def _is_of(what: re.Pattern[str], text: str, words: Words) -> bool:
    """Tell whether words of which the first is a verb are said of such a thing: it stands within, or before them."""
    within = _subject(words.at.split()[1:-1])
    if within and (what.search(within) or _ARTICLE.match(within)):
        return bool(what.search(within))
    begin, end = _clause_before(text, words.start)
    return bool(what.search(_subject(text[begin:end].split())))


def _subject(words: Sequence[str]) -> str:
    """Return what a row of words is about, as far as a rule can tell: the last words that no preposition leads.

    >>> _subject("De evaluatie van de partners".split()), _subject("Na het gesprek de training".split())
    ('De evaluatie', 'de training')
    """
    found: list[list[str]] = []
    is_led = begins = False
    for word in words:
        if _PREPOSITION.fullmatch(word):
            is_led = begins = True
            continue
        opens = (_ARTICLE.fullmatch(word) and not begins) or (_VERB.fullmatch(word) and not found)
        if opens or (not found and not is_led):
            found.append([])
            is_led = False
        if not is_led:
            found[-1].append(word)
        begins = False
    return " ".join(found[-1]) if found else ""


def _clause_before(text: str, place: int) -> tuple[int, int]:
    """Return from where to where the clause stands that leads to a place: there who or what it is of is named."""
    begin = max((one.end() for one in _NEXT_CLAUSE.finditer(text, 0, place)), default=0)
    return begin, place


def _told(text: str) -> list[Words]:
    asked = [one.span() for one in _ASKED.finditer(text)]
    told = [*claims_in(text, counted=False), *(Words(one[0], one.start()) for one in _RESULTS.finditer(text))]
    found = [
        words
        for words in told
        if not any(start <= words.start < end for start, end in asked)
        and not (_STRONGER.search(words.at) and _is_of(_EVIDENCE, text, words))
    ]
    apart: list[Words] = []
    for words in sorted(found, key=lambda words: (words.start, -words.end)):
        if not apart or words.start >= apart[-1].end:
            apart.append(words)
    return apart
