"""Who is put as the speaker of what was coded, quoted or answered, and of whom an amount is told, Dutch and English.

Rules on words that doubt by refusing: of a code a sentence says that people mention it and no more; a quotation has a
neutral speaker; and those who were asked are not exchanged for others.
"""

import re

from vlechtwerk.engines.documents.findings.asked import DENIALS, EMPTY, WORD
from vlechtwerk.engines.documents.findings.said import ASKED, SPEAKS, claims_in

_LEVEL = r"(?:strategisch|tactisch|operationeel|strategic|tactical|operational)"
# One who speaks, of whom no more is told than that they were asked, and on which level.
_ONE = (
    r"(?:(?:een(?: andere?)?|één|one|an?|another) (?:geïnterviewde|gesprekspartner|deelnemer|respondent|interviewee"
    r"|participant)|iemand|someone)"
    rf"(?:,? \({_LEVEL}\)|,? (?:op|at) (?:the |an? )?{_LEVEL} (?:niveau|level))?"
)
_SAYS = r"(?:zegt|zei|vertelt|vertelde|antwoordt|antwoordde|says|said)"
_TOPIC = r"(?: (?:over|about|on) (?P<{}>(?:[\w'’-]+ ?){{1,6}}?))?"
_QUOTED = re.compile(
    r"\W*(?:(?:en|maar|terwijl|tegenover|and|but|while|whereas) )?"
    rf"(?:(?P<one>{_ONE}),? {_SAYS}{_TOPIC.format('topic')} ?[:,]? ?◻+"
    rf"|(?:volgens|according to) (?P<other>{_ONE}) ?[:,]? ◻+"
    rf"|over (?P<first>(?:[\w'’-]+ ){{1,6}}?)(?:zegt|zei|vertelt|vertelde) (?P<then>{_ONE}) ?[:,]? ?◻+"
    rf"|◻+,? ?(?:{_SAYS}|aldus|according to) (?P<last>{_ONE}){_TOPIC.format('behind')})\W*",
    re.IGNORECASE,
)
# By what it is told that people spoke about something; none of these says what they think of it.
_MENTIONS = (
    r"(?:be)?noem(?:t|en|de|den)|genoemd|sprek(?:en|end)|spreekt|spr(?:ak|aken)|gesproken|gaan|vertel(?:t|len|de|den)"
    r"|mention(?:s|ed)?|speaks?|spoke|talk(?:s|ed)?|name[sd]?"
)
_AGREES = (
    r"eens|agree[sd]?|onderschr\w+|beaam\w*|beam\w+|herken\w*|vind(?:t|en)|vond(?:en)?|zegt|zeggen|says?|said|thinks?"
)
_WHERE = (
    rf"{_LEVEL}e?|niveaus?|levels?|(?:groeps)?gesprek(?:ken)?|interviews?|onderwerp|thema"
    r"|code|topic|theme"
)
# Of what staff say where their time went.
_OF_TIME = (
    r"tijd|time|maand|month|week|weken|weeks?|dag|day|afdeling|department|medewerkers?|staff|employees"
    r"|zeg(?:t|gen)|melden|meldt|says?|report|verdeeld|ging|gaat|gaan|went|goes|volgens|opgave|eigen|zeggen|according"
)
_GROUP = rf"{ASKED}|medewerkers?|teamleden|betrokkenen|staff|employees|hen|them"
_MENTION_ONLY = re.compile(rf"{ASKED}|betrokkenen|{_MENTIONS}|{_WHERE}", re.IGNORECASE)
_AGREE_ONLY = re.compile(rf"{_GROUP}|{_AGREES}|{_WHERE}|mee|ermee", re.IGNORECASE)
_TIME_ONLY = re.compile(_OF_TIME, re.IGNORECASE)
_NARROWED = (
    r"(?:van|bij|uit|binnen|in|of|from|at|within)\s+"
    r"(?!(?:de|deze|het|the|this)\s+(?:\w+\s+)?(?:ronde|meting|vragenlijst|round|survey)\b)"
)
_OF_GROUP = re.compile(
    r"\s+(?:van|of|onder|uit|among|from)\s+(?:(?:de|het|alle|onze|hun|deze|die|the|all|our|their|these|those)\s+)*"
    rf"(?P<group>\w+)(?P<narrowed>\s+{_NARROWED})?",
    re.IGNORECASE,
)
_GROUP_NARROWED = re.compile(rf"\s+(?P<group>{_GROUP})(?P<narrowed>\s+{_NARROWED})", re.IGNORECASE)
_VERB = rf"(?:{SPEAKS}|is|zijn|are|was|were|heeft|hebben|have|has)\b"
_THEM = re.compile(rf"\s+(?!{_VERB})(?P<group>\w+(?:en|s|e))\s+(?={_VERB})", re.IGNORECASE)
_PUBLIC = re.compile(
    r"\b(?:\w*burgers?|nederlanders?|\w*bewoners?|inwoners?|bevolking|publiek|kiezers?|\w*ondernemers?|\w*bedrijven"
    r"|samenleving|maatschappij|citizens?|residents?|inhabitants|the dutch|the public|population|compan(?:y|ies)"
    r"|businesses|society|voters?)\b",
    re.IGNORECASE,
)


def only_mentions(text: str) -> bool:
    """Tell whether a text, its holes blanked, says no more than that people who were asked speak about what fills it.

    >>> only_mentions("◻◻ geïnterviewden noemen ◻◻."), only_mentions("◻◻ geïnterviewden vinden ◻◻ nodig.")
    (True, False)
    """
    return _is_only(_MENTION_ONLY, text)


def only_agrees(text: str) -> bool:
    """Tell whether a text around a quoted statement says no more than that people who were asked agree, or not.

    >>> only_agrees("◻◻ van de respondenten is het eens met ◻◻."), only_agrees("◻◻ burgers zijn het eens met ◻◻.")
    (True, False)
    """
    return all(_AGREE_ONLY.fullmatch(word) for word in _carrying(text) if not DENIALS.fullmatch(word))


def only_tells_time(text: str) -> bool:
    """Tell whether a text around where time went says no more than that staff say so.

    >>> only_tells_time("Medewerkers zeggen dat van hun tijd ◻◻."), only_tells_time("Het lab spaart tijd: ◻◻.")
    (True, False)
    """
    return _is_only(_TIME_ONLY, text)


def _is_only(allowed: re.Pattern[str], text: str) -> bool:
    return not DENIALS.search(text) and all(allowed.fullmatch(word) for word in _carrying(text))


def _carrying(text: str) -> list[str]:
    return [word for word in (one.lower() for one in WORD.findall(text)) if word not in EMPTY]


def neutral_speaker(text: str) -> tuple[int, int] | None:
    """Return where the neutral speaker of a quotation stands in a text, its holes blanked; none when it has another.

    >>> neutral_speaker("Een geïnterviewde (operationeel) zegt: ◻◻"), neutral_speaker("De Douane zegt: ◻◻")
    ((0, 32), None)
    """
    found = _QUOTED.fullmatch(text)
    if found is None:
        return None
    topic = found["topic"] or found["first"] or found["behind"] or ""
    if claims_in(topic, counted=False) or claims_in(topic, counted=True) or DENIALS.search(topic):
        return None
    return next(found.span(name) for name in ("one", "other", "then", "last") if found[name])


def tells_of_those_asked(behind: str, sentence: str, asked: str) -> bool:
    """Tell whether an amount is told of those who were asked, by the words right behind it and of the whole sentence.

    >>> tells_of_those_asked(" van de Nederlanders vindt dat", "", ""), tells_of_those_asked(" vindt dat", "", "")
    (False, True)
    """
    named = _OF_GROUP.match(behind) or _GROUP_NARROWED.match(behind) or _THEM.match(behind)
    if named and (not re.fullmatch(_GROUP, named["group"], re.IGNORECASE) or named.groupdict().get("narrowed")):
        return False
    put = asked.lower()
    return all(one[0].lower() in put for one in _PUBLIC.finditer(sentence))
