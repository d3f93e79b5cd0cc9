"""Who says what a sentence tells, and what in it claims a result or a cause, in Dutch and English.

Rules on words, not an understanding of language: where these doubt they refuse, and the writer words it more plainly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from vlechtwerk.engines.documents.amounts import BETTER, DOWN, UP, amount_words_in, changes_in
from vlechtwerk.engines.documents.wording import RESULT


class Voice(StrEnum):
    """Whose word a sentence has to tell: what a party reports, or what people say, think or answer."""

    REPORT = "report"
    OPINION = "opinion"


PEOPLE = (
    r"respondent(?:en)?|geïnterviewden?|ondervraagden?|betrokkenen?|medewerkers?|deelnemers?|gesprekspartners?|mensen"
    r"|personen|teamleden|leden|leidinggevenden|managers|bestuurders|collega['’]?s|sprekers|anderen"
    r"|respondents?|interviewees?|participants?|staff|people|employees|members|colleagues|managers|speakers|others"
)
# Those who were asked: what so many of them do in a sentence is what they answered.
ASKED = (
    r"respondent(?:en)?|geïnterviewden?|ondervraagden?|gesprekspartners?|deelnemers?|sprekers|respondents?|interviewees?"
    r"|participants?|speakers"
)
_NOBODY = (
    r"\w*(?:onderzoek|verslag|rapport|rapportage|analyse|meting|registratie|plan|planning|vragenlijst)|evaluatie|cijfers?"
    r"|resultaten|register|gegevens|data|bevindingen|antwoorden|uitkomsten|verwachting|afspraak|afspraken|convenant|wet"
    r"|dit|men|study|evaluation|survey|figures?|results|report|analysis|measurement|findings|answers|outcomes|schedule"
    r"|law|this|\w*dashboards?|\w*monitor|grafiek(?:en)?|tabel(?:len)?|kaart|systeem|charts?|tables?|system|statistiek(?:en)?|feiten|trends?|statistics|facts|evidence|bewijs|numbers|records|research|getallen"
)
# One who says something, in front of or around what is said.
_BY_WHOM = (
    r"(?<!ook )(?<!zelfs )(?<!also )(?<!even )"
    rf"(?:volgens|aldus|according to)\s+(?!(?:de |het |een |the |a |dit |this )?(?:\w+ )?(?:{_NOBODY})\b)\S"
    r"|naar (?:eigen|hun|haar|zijn) (?:zeggen|mening|oordeel|idee|opgave)|eigen opgave|van mening"
    r"|in (?:hun|de) ogen|in (?:their|its) (?:own )?(?:view|eyes|opinion|words)|by (?:their|its) own (?:account|count)"
    r"|naar (?:de|het) (?:mening|oordeel|idee|ervaring) van|in the (?:view|eyes|opinion|experience) of"
)
_REPORTS = (
    r"meld(?:t|en|de|den)|rapporte(?:ert|ren|erde|erden)|zeg(?:t|gen)|zei(?:den)?|schrij(?:ft|ven)|schre(?:ef|ven)"
    r"|vertel(?:t|len|de|den)|verklaar(?:t|de|den)|verklaren|stel(?:t|len|de|den)(?= (?:zelf )?dat\b)"
    r"|(?:geef|geeft|geven|gaf|gaven)\b(?=.{0,60}?\b(?:aan|op)\b(?! (?:de|het|een)\b))|aangegeven|opgegeven door"
    r"|gemeld door|(?:laat|laten|liet|lieten)(?= (?:\w+ ){0,3}?weten\b)"
    r"|says?|said|states?|stated|writes?|wrote|reported by|declares?|declared"
    r"|reports?(?= (?:that|a|an|the|its|their|no|◻))|reported(?= (?:that|a|an|the|its|their|no|◻))"
)
_THINKS = (
    r"vind(?:t|en)|vond(?:en)?|noem(?:t|en|de|den)|benoem(?:t|en|de|den)|ervaar(?:t|de)?|ervaren|ervoer(?:en)?"
    r"|zie(?:t|n)|zag(?:en)?|denk(?:t|en)|dacht(?:en)?|meen(?:t|de|den)|menen|verwacht(?:en|te|ten)?|hoop(?:t|te|ten)"
    r"|hopen|waarde(?:ert|ren|erde|erden)|voel(?:t|en|de|den)|beoordeel(?:t|de|den)|beoordelen|betwijfel(?:t|en)"
    r"|twijfel(?:t|en|de|den)|benadruk(?:t|ken|te|ten)|antwoord(?:t|de|den)|herken(?:t|nen|de|den)|onderschrij(?:ft|ven)"
    r"|mist|missen|misten|wil|willen|wilde|wilden|het (?:er )?(?:\w+ ){0,4}?(?:on)?eens|waarschuw(?:t|en|de|den)"
    r"|(?:wijs|wijst|wijzen|wees|wezen) (?:er )?op|pleit(?:en)?(?= voor)|omschrij(?:ft|ven)|vrez?en"
    r"|(?:heeft|hebben|had|hadden) (?:\w+ ){0,2}?(?:vertrouwen|behoefte|twijfels|zorgen|moeite)"
    r"|warn(?:s|ed)?|points? to|pointed to|would like|(?:has|have|had) (?:\w+ )?(?:confidence|doubts|trouble)"
    r"|thinks?|thought|finds?|feels?|felt|believes?|believed|mention(?:s|ed)?|(?:dis)?agree[sd]?|describe[sd]?|sees?|saw"
    r"|expects?|expected|experience[sd]?|considers?|considered|wants?|wanted|doubts?|doubted|hopes?|hoped|answered"
    r"|values?(?= (?:the|that|their|its)\b)|appreciate[sd]?"
)
_MOOD = (
    r"tevreden|ontevreden|optimistisch|pessimistisch|positief|negatief|kritisch|sceptisch|enthousiast|verdeeld|trots"
    r"|bezorgd|satisfied|dissatisfied|optimistic|pessimistic|positive|negative|critical|sceptical|enthusiastic|divided"
    r"|proud|worried|happy|unhappy"
)
_IS = r"(?:is|zijn|was|waren|are|were)"
SPEAKS = rf"{_REPORTS}|{_THINKS}"
_FEELS = rf"{_IS} (?:[\w◻]+ ){{0,4}}?(?:{_MOOD})|(?:{_MOOD}) {_IS}"
_VALUED = r"(?:gewaardeerd|genoemd|gezien|ervaren|beoordeeld|benoemd|mentioned|valued|named)"
_BY_PEOPLE = (
    rf"{_VALUED} (?:door|by) (?:\S+ ){{0,4}}?(?:{PEOPLE})|door (?:\S+ ){{0,5}}?(?:{PEOPLE}) (?:\S+ ){{0,6}}?{_VALUED}"
)
_WORDS_OF = {
    Voice.REPORT: re.compile(rf"\b(?:(?P<frame>{_BY_WHOM})|(?P<verb>{_REPORTS}))", re.IGNORECASE),
    Voice.OPINION: re.compile(
        rf"\b(?:(?P<frame>{_BY_WHOM}|{_BY_PEOPLE})|(?P<verb>(?:{_REPORTS}|{_THINKS}|{_FEELS})\b))", re.IGNORECASE
    ),
}
_ANSWERS = re.compile(
    rf"(?<!\ber zijn )(?<!\ber waren )(?<!\bthere are )(?<!\bthere were )(?<!◻)◻+ (?:\w+ ){{0,3}}?(?:{ASKED})\b"
    r"(?!\s*[.,;]| (?:is|was|are|were|zijn|waren|wordt|worden|werd|werden|has been|have been)\b)"
    rf"|voor ◻+ (?:\w+ ){{0,3}}?(?:{ASKED}) (?:is|was|zijn|waren) (?:\w+ ){{0,2}}?(?:duidelijk|belangrijk|helder)\b"
    rf"|\b(?:mening|meningen|opinions?) (?:van|of) ◻+ (?:\w+ ){{0,3}}?(?:{ASKED})\b",
    re.IGNORECASE,
)
# Where one statement ends and another begins, and where a part of it follows.
_APART = re.compile(
    r";|:| [–—-] |[.!?](?=\s|$)|,? ?\b(?:terwijl|maar|want|while|whereas|but)\b(?! (?:dat|that)\b)"
    r"|, ?(?:en|dus|and|so)\b(?! (?:dat|that)\b)",
    re.IGNORECASE,
)
# Something else of which it is told how it is, behind “en”: “zij vinden het nuttig en de smokkel is afgenomen”.
_FOLLOWS = re.compile(
    r",|\b(?:waardoor|zodat|doordat|omdat|waarmee|because|which|so that)\b"
    r"|\b(?:en|and)\b(?= (?:de|het|een|dit|deze|er|the|an?|this|there) (?:[\w-]+ ){0,3}?"
    r"(?:is|zijn|was|waren|heeft|hebben|wordt|worden|werd|werden|are|were|has|have|had|became|becomes)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:en|and)\b", re.IGNORECASE)
_THAT = re.compile(r"[^,]{0,80}?\b(?:dat|that|whether)\b", re.IGNORECASE)

# What is put as a fact, which people only join in with: “…, zoals zij vinden”, “(they agree)”, “zij zien het ook: …”.
_JOINS = re.compile(r"(?:\(|,\s*(?:zoals|wat|hetgeen|as|which)\b)[^,()]*$", re.IGNORECASE)
_TOO = re.compile(r"(?: \w+){0,2}? (?:ook|eveneens|too|as well)\s*(?:[:.)]|$)", re.IGNORECASE)

# What is tried, not who: when it acts or is named as the cause, an effect is claimed.
_MEANS = (
    r"\w*(?:samenwerking|aanpak|plan|werkwijzen?|methoden?|convenant|platform|programma|project|beleid|datadeling"
    r"|gegevensdeling|maatregel(?:en)?)|lab|labs|inzet|cooperation|approach|methods?|covenant|programme|policy|measures?"
    r"|data sharing"
)
# Better in kind, and shorter or faster: of the latter a register may tell by itself.
_KIND = (
    r"veiliger|schoner|beter|sterker|hechter|slimmer|weerbaarder|doelmatiger|efficiënter|effectiever|safer|cleaner"
    r"|better|stronger|smarter|(?:more|less) (?:effective|efficient|secure|resilient|attractive)"
)
_EXTENT = r"sneller|korter|vlotter|rustiger|lager|goedkoper|faster|quicker|shorter|quieter|lower|cheaper"
# What was done to something, by what was tried.
_DONE = (
    r"verkort(?:te|ten)?|verlaag(?:t|de|den)|verhoog(?:t|de|den)|versnel(?:t|de|den)|verbeter(?:t|de|den)|verklein(?:t|de)"
    r"|vergroot(?:te|ten)?|versterk(?:t|te|ten)|verminder(?:t|de|den)|bespaar(?:t|de|den)|besparen|scheel(?:t|de|den)"
    r"|voork(?:omt|wam|wamen)|verhinder(?:t|de|den)|doorbr(?:ak|aken|eekt)|bra(?:k|ken)|legd(?:e|en)|red(?:de|den)"
    r"|dwong(?:en)?|ontmoedig(?:t|de|den)|keerd(?:e|en)|stuit(?:te|ten)|reduce[sd]?|increase[sd]?|cuts?|save[sd]?"
    r"|breaks?|broke|keeps?|kept|halt(?:s|ed)|shorten(?:s|ed)|lower(?:s|ed)|raise[sd]?|free[sd]|curb(?:s|ed)"
    r"|cripple[sd]|disrupt(?:s|ed)|avert(?:s|ed)|prevent(?:s|ed)|spare[sd]|speeds up|sped up"
    r"|hielp(?:en)?|helped|dismantle[sd]|stopped"
)
_CAUSES = rf"{_MEANS}|\w*(?:activiteit(?:en)?|interventies?|controles?|overleg)|ontbreken|gebrek|tekort|komst|invoering"
_BETWEEN = r"(?:[\w◻()-]+ ){0,8}?"
_DET = r"(?:de |het |deze |dit |een |hun |the |this |a |their )?(?:[\w-]+ ){0,2}?"
_CLAIM = re.compile(
    rf"(?:\b|(?=◻))(?:(?:leid(?:t|en|de|den)|geleid) {_BETWEEN}tot|tot {_BETWEEN}(?:geleid|leid(?:t|en|de|den))"
    r"|dankzij|doordat|waardoor|daardoor|hierdoor|(?:als|het|een) gevolg van|vanwege|zodat|middels|door middel van"
    r"|zorg(?:t|en|de|den) (?:er)?voor|resulte(?:ert|erde|ren|erden) in|bijdra(?:agt|gen) aan|bijgedragen"
    rf"|(?:draagt|dragen|droeg) {_BETWEEN}bij|veroorzaakt?|effect (?:van|op)|impact|behaald|gerealiseerd|afgeschrikt"
    r"|leads? to|led to|results? in|resulted in|contribut(?:e|es|ed|ing) to|caus(?:e|es|ed|ing)|thanks to|due to"
    r"|because of|owing to|(?:as a|the|a) (?:result|consequence)(?: of)?|so that|deterred|prevented"
    rf"|(?:door|zonder|by|through|without) {_DET}(?:{_CAUSES})"
    rf"|(?:{_MEANS}) (?:[\w-]+ ){{0,2}}?(?:heeft|hebben|has|have|had) (?:[\w◻-]+ ){{0,6}}?"
    rf"(?:ge\w{{3,}}|(?:ver|be|ont)\w+[dt]|\w+ed|{UP}|{DOWN}|{BETTER})"
    rf"|(?:{_CAUSES}|pilot|proef|invallen|◻ \w+) (?:{_DONE})"
    rf"|(?:{_MEANS}|pilot|proef) (?:werkt|werken|loont|lonen|slaagt|slaagde|works?|worked|pays off|paid off"
    r"|succeed(?:s|ed)?)(?! (?:met|samen|in|op|aan|with|together|on|at|as|als|door|by|from|vanuit)\b)"
    r"|werp(?:t|en) (?:\w+ )?vruchten af|onder invloed van|te danken aan|(?:toe te schrijven|toegeschreven) aan"
    r"|under the influence of|credited to|attribut(?:ed|able) to|owed to|succes|successen|success|successes"
    rf"|(?:maak(?:t|te|ten)|maken|gemaakt|mak(?:e|es|ing)|made) {_BETWEEN}(?:{_KIND}|{_EXTENT})"
    rf"|(?:{_KIND}|{_EXTENT}) (?:gemaakt|geworden|dan (?:voorheen|vroeger|eerst|voor|ooit)|than (?:before|ever)))\b",
    re.IGNORECASE,
)
# Of what was counted: that it is better, which no count tells.
_IS_BETTER = re.compile(rf"\b(?:{_KIND})\b", re.IGNORECASE)
# Of what was said: that it is beyond doubt, that it stopped, or became so.
_BEYOND_DOUBT = re.compile(
    r"\b(?:staat vast|vast staat|is bewezen|bewij(?:st|zen)|proves?|proven|een feit dat|a fact that|beyond doubt"
    r"|(?:do|does) not lie|liegen niet|(?:data|cijfers|feiten|figures|numbers|facts|records) (?:spreken|speaks?)"
    r"|(?:is|zijn|has|have|had) (?:\w+ ){0,3}?(?:gestopt|verdwenen|opgehouden|gegroeid|stopped|ceased|vanished"
    r"|disappeared|grown|become (?:safer|better))"
    rf"|(?:become|became|becomes|gets|got|wordt|worden|werd|werden) (?:{_KIND}|{_EXTENT})"
    rf"|(?<!\bbewijs )(?<!\bevidence )(?<!\bontwerp )(?<!\bopzet )(?<!\bdesign )"
    rf"(?:is|zijn|are) (?:\w+ )?(?:{_KIND}|{_EXTENT}) (?:geworden|dan|than))\b",
    re.IGNORECASE,
)
# How things are at last, or what was brought about: no count or measurement tells that by itself.
# Free of what does harm, in any field; “vormvrij” and “waardevrij” are not.
_HARM = (
    r"drugs?|afval|asbest|overlast|criminaliteit|misdaad|smokkel|geweld|schade|storing|ongeval|incident|fraude|corruptie"
    r"|gif|lood|stank|vervuiling|wapen|vandalisme|diefstal|inbraak|uitbuiting|ondermijning|illegaliteit|ziekte|besmetting"
)
_GOOD = (
    rf"(?:on)?veilig|schoon|weerbaar|succesvol|\w{{0,12}}(?:{_HARM})(?:s|en|len)?vrij|uitgebannen|safe|secure|clean"
    r"|resilient|successful"
)
_ENDED = r"gestopt|verdwenen|opgehouden|voorbij|beëindigd|gestaakt|stopped|ceased|vanished|disappeared|ended|gone"
_BE = r"(?:is|zijn|was|waren|wordt|worden|werd|werden|blijft|blijven|are|were|has|have|had|been|remains?)"
_IS_SO = re.compile(
    rf"\b(?:{_BE} (?:[\w-]+ ){{0,3}}?(?:{_GOOD}|{_ENDED})|(?:{_GOOD}|{_ENDED}) {_BE}"
    rf"|(?:{_MEANS}|pilot|proef) (?:[\w-]+ )?(?:realise(?:ert|erde|erden|ren)|bereik(?:t|te|ten)|stop(?:t|te|ten|s|ped)"
    r"|beëindig(?:t|de|den)|bestrijdt|verslaat|verjaagt|verdrijft|ends?|ended|achieve[sd]?|realise[sd]?|deliver(?:s|ed)"
    r"|beats?|lever(?:t|de|den)(?= .*\bop\b))(?! (?:met|with)\b)"
    r"|(?:geeft|geven|gaf|gaven) (?:[\w-]+ ){1,4}?terug|teruggeeft|teruggeven|teruggegeven|gives? back|gave back)\b",
    re.IGNORECASE,
)
# A reason; said by people it is theirs, beside a count it is a claim.
_REASON = re.compile(r"\b(?:omdat|because)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a sentence, and where they stand."""

    at: str
    start: int

    @property
    def end(self) -> int:
        """Return the place behind them."""
        return self.start + len(self.at)


def claims_in(text: str, *, counted: bool) -> list[Words]:
    """Return the words that claim a result or a cause, in order; of those that overlap the first.

    counted: an amount that rose or fell is what was counted, and no claim; a reason that is given is one.
    """
    results = [result for result in RESULT.finditer(text) if not (counted and _is_change(result[0]))]
    found = [Words(claim[0], claim.start()) for claim in (*_CLAIM.finditer(text), *results)]
    for pattern in (_REASON, _IS_BETTER, _IS_SO) if counted else (_BEYOND_DOUBT, _IS_SO):
        found += [Words(one[0], one.start()) for one in pattern.finditer(text)]
    apart: list[Words] = []
    for words in sorted(found, key=lambda words: (words.start, -words.end)):
        if not apart or words.start >= apart[-1].end:
            apart.append(words)
    return apart


def _is_change(words: str) -> bool:
    return bool(changes_in(words) or amount_words_in(words))


def said_parts(text: str, voice: Voice) -> list[tuple[int, int]]:
    """Return the parts of a text, as (start, end), of which it says whose word they are; none when nobody says a thing.

    “Volgens …” holds for the statement that it stands in; “… vindt dat” up to where another statement begins; a verb
    without “dat” up to where a consequence, a cause or a clause follows; “…, zeggen zij” also for what stands before;
    “zij zeggen:” for what follows the colon.
    """
    found: list[tuple[int, int]] = []
    for start, end in _between(_APART, text, 0, len(text)):
        if text[start] == ":" and found and found[-1][1] == start:
            found.append((start, end))
        found += [
            _held(text, words, start, end)
            for words in _WORDS_OF[voice].finditer(text, start, end)
            if not _is_nobody(text[start : words.start()], words[0]) and not _only_joins(text, words, start)
        ]
    return found


def _only_joins(text: str, words: re.Match[str], start: int) -> bool:
    """Tell whether people only join in with what stands there as a fact."""
    return bool(_JOINS.search(text, start, words.start()) or (words["verb"] and _TOO.match(text, words.end())))


def without_speakers(text: str) -> str:
    """Return a text without who speaks, and without the words by which they do."""
    return re.sub(rf"\b(?:{PEOPLE})\b", "◻", _WORDS_OF[Voice.OPINION].sub("◻", text), flags=re.IGNORECASE)


def answers_in(text: str) -> bool:
    """Tell whether a text tells what so many of those who were asked do: not only that they are there."""
    return bool(_ANSWERS.search(text))


def _held(text: str, words: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return the part of a statement that is said, by the words that say so."""
    if _stands_behind(text[start : words.start()]):
        return start, end
    # “Dit is zo en zij vinden dat”: what stands before “en” is not what they say.
    since = max([start, *(one.end() for one in _AND.finditer(text, start, words.start()))])
    if words["frame"] or _THAT.match(text, words.end(), end):
        return since, end
    first, until = next(part for part in _between(_FOLLOWS, text, start, end) if part[1] > words.start())
    return max(since, first), until


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the parts of a text that begin at what the pattern finds."""
    edges = sorted({start, *(one.start() for one in pattern.finditer(text, start, end) if one.start() > start), end})
    return list(pairwise(edges))


# In a report someone writes; a report by itself writes nothing.
_NEAREST = re.compile(
    r"\b(?P<where>(?:in|uit|op|over|bij|tijdens|naar|on|from|during|about) (?:\w+ )?)?"
    rf"(?:(?P<nobody>{_NOBODY})|{PEOPLE})\b",
    re.IGNORECASE,
)


def _is_nobody(before: str, verb: str) -> bool:
    """Tell whether no one says it: figures and studies do not speak, and to let see is not to see."""
    if verb.lower() == "zien" and re.search(r"\b(?:laat|laten|liet|lieten)\b", before, re.IGNORECASE):
        return True
    passive = re.search(r"\b(?:wordt|worden|werd|werden|is|was|are|were|been)\s+(?:\w+ )?$", before)
    if passive and verb.lower() in ("aangegeven", "reported", "said", "stated"):
        return True
    named = [one for one in _NEAREST.finditer(before) if not one["where"]]
    return bool(named and named[-1]["nobody"] and len(before[named[-1].end() :].split()) <= 4)


def _stands_behind(before: str) -> bool:
    """Tell whether a verb stands right behind a comma: “…, zeggen zij”."""
    return before.rstrip().endswith(",") or bool(re.search(r",\s+(?:zo|so)\s+$", before))
