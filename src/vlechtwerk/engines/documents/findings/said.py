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
_ASKED = (
    r"respondent(?:en)?|geïnterviewden?|ondervraagden?|gesprekspartners?|deelnemers?|sprekers|respondents?|interviewees?"
    r"|participants?|speakers"
)
_NOBODY = (
    r"\w*(?:onderzoek|verslag|rapport|rapportage|analyse|meting|registratie|plan|planning|vragenlijst)|evaluatie|cijfers?"
    r"|resultaten|register|gegevens|data|bevindingen|antwoorden|uitkomsten|verwachting|afspraak|afspraken|convenant|wet"
    r"|dit|men|study|evaluation|survey|figures?|results|report|analysis|measurement|findings|answers|outcomes|schedule"
    r"|law|this|statistiek(?:en)?|feiten|trends?|statistics|facts|evidence|bewijs"
)
# One who says something, in front of or around what is said.
_BY_WHOM = (
    rf"(?:volgens|aldus|according to)\s+(?!(?:de |het |een |the |a |dit |this )?(?:\w+ )?(?:{_NOBODY})\b)\S"
    r"|naar (?:eigen|hun|haar|zijn) (?:zeggen|mening|oordeel|idee|opgave)|eigen opgave|van mening"
    r"|in (?:hun|de) ogen|in (?:their|its) (?:own )?(?:view|eyes|opinion|words)|by (?:their|its) own (?:account|count)"
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
    rf"(?<!\ber zijn )(?<!\ber waren )(?<!\bthere are )(?<!\bthere were )(?<!◻)◻+ (?:\w+ ){{0,3}}?(?:{_ASKED})\b"
    r"(?!\s*[.,;]| (?:is|was|are|were|zijn|waren|wordt|worden|werd|werden|has been|have been)\b)"
    rf"|voor ◻+ (?:\w+ ){{0,3}}?(?:{_ASKED}) (?:is|was|zijn|waren) (?:\w+ ){{0,2}}?(?:duidelijk|belangrijk|helder)\b"
    rf"|\b(?:mening|meningen|opinions?) (?:van|of) ◻+ (?:\w+ ){{0,3}}?(?:{_ASKED})\b",
    re.IGNORECASE,
)
# Where one statement ends and another begins, and where a part of it follows.
_APART = re.compile(
    r";|:| [–—-] |[.!?](?=\s|$)|,? ?\b(?:terwijl|maar|want|while|whereas|but)\b(?! (?:dat|that)\b)"
    r"|, ?(?:en|dus|and|so)\b(?! (?:dat|that)\b)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r",|\b(?:waardoor|zodat|doordat|omdat|waarmee|because|which|so that)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:en|and)\b", re.IGNORECASE)
_THAT = re.compile(r"[^,]{0,80}?\b(?:dat|that|whether)\b", re.IGNORECASE)

# What is tried, not who: when it acts or is named as the cause, an effect is claimed.
_MEANS = (
    r"\w*(?:samenwerking|aanpak|plan|werkwijzen?|methoden?|convenant|platform|programma|project|beleid|datadeling"
    r"|gegevensdeling|maatregel(?:en)?)|lab|labs|inzet|cooperation|approach|methods?|covenant|programme|policy|measures?"
    r"|data sharing"
)
_CAUSES = rf"{_MEANS}|\w*(?:activiteit(?:en)?|interventies?|controles?|overleg)|ontbreken|gebrek|tekort|komst|invoering"
_BETWEEN = r"(?:[\w◻()-]+ ){0,8}?"
_DET = r"(?:de |het |deze |dit |een |hun |the |this |a |their )?(?:[\w-]+ ){0,2}?"
_CLAIM = re.compile(
    rf"\b(?:(?:leid(?:t|en|de|den)|geleid) {_BETWEEN}tot|tot {_BETWEEN}(?:geleid|leid(?:t|en|de|den))"
    r"|dankzij|doordat|waardoor|daardoor|hierdoor|(?:als|het|een) gevolg van|vanwege|zodat|middels|door middel van"
    r"|zorg(?:t|en|de|den) (?:er)?voor|resulte(?:ert|erde|ren|erden) in|bijdra(?:agt|gen) aan|bijgedragen"
    rf"|(?:draagt|dragen|droeg) {_BETWEEN}bij|veroorzaakt?|effect (?:van|op)|impact|behaald|gerealiseerd|afgeschrikt"
    r"|leads? to|led to|results? in|resulted in|contribut(?:e|es|ed|ing) to|caus(?:e|es|ed|ing)|thanks to|due to"
    r"|because of|owing to|(?:as a|the|a) (?:result|consequence)(?: of)?|so that|deterred|prevented"
    rf"|(?:door|zonder|by|through|without) {_DET}(?:{_CAUSES})"
    rf"|(?:{_MEANS}) (?:[\w-]+ ){{0,2}}?(?:heeft|hebben|has|have|had) (?:[\w◻-]+ ){{0,6}}?"
    rf"(?:ge\w{{3,}}|(?:ver|be|ont)\w+[dt]|\w+ed|{UP}|{DOWN}|{BETTER})"
    r"|(?:lab|approach|cooperation|plan|aanpak|samenwerking|interventie|intervention)"
    r" (?:reduce[sd]|increase[sd]|verminder(?:t|de)|vergroot))\b",
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
    if counted:
        found += [Words(reason[0], reason.start()) for reason in _REASON.finditer(text)]
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
            if not _is_nobody(text[start : words.start()], words[0])
        ]
    return found


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
