"""Words that tell a result, a cause or an amount in prose, where no finding carries them; also in disguise."""

import re

from vlechtwerk.engines.documents.findings.said import Words, claims_in
from vlechtwerk.foundation.texts import as_seen, folded

# Prose is judged more strictly than a finding: a finding has evidence that may carry such a word.
_RESULTS = re.compile(
    r"\b(?:gehaald|haalden|bereikt(?:e|en)?|verwezenlijkt|geslaagd|opgelost|weggenomen|verholpen|uitgeroeid|ontmanteld"
    r"|opgerold|drooggelegd|doorbroken|teruggedrongen|ingedamd|verveelvoudigd|verdubbeld|gehalveerd|vooruitgang geboekt"
    r"|(?:minder|meer|vaker|minder vaak) (?:\w+ )?(?:ge|onder|ver|be|ont)\w+(?:d|t|en)"
    r"|achieved|accomplished|attained|solved|resolved|dismantled|taken down|rolled up|curbed|eradicated|doubled|halved"
    r"|multiplied|progress (?:was|has been) made|(?:goals?|targets?) (?:was|were|have been|has been) (?:met|reached)"
    r"|(?:fewer|less|more) (?:\w+ )?(?:was|were|get|gets|got|are being)"
    r"|(?:kom|kwam)(?:t|en)? door|(?:ligt|lag|liggen|lagen) aan|stem(?:s|med)? from|(?:is|are|was|were) down to)\b",
    re.IGNORECASE,
)
_THINGS = r"(?:[\w-]+ ){0,2}?\w+(?:en|s|eren)\b"
# What is asked tells nothing: “Of het doel is gehaald, staat apart”. Behind “of” that means “or” nothing is asked.
_ASKED = re.compile(
    r"(?:^\W*of|\b(?:zeg(?:t|gen)|beoordelen|beoordeeld|onderzocht|onderzoekt|nagaan|nagegaan|weten|weet|bekend|duidelijk"
    r"|blijkt|vraag|zien)(?: (?:ook|nog|daarmee))?(?: niet)? of|whether)\b[^,;:.!?]*",
    re.IGNORECASE,
)
AMOUNTS_TYPED = re.compile(
    rf"\b(?:enkele|meerdere|diverse|verscheidene|veel|weinig|talrijke|several|many|few)\b(?= {_THINGS})"
    r"|\b(?:een paar|anderhalve?|a couple of|a pair of|a number of|half(?: of)? (?:the|de)|de helft|twice|tweemaal"
    r"|driemaal)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<=\w)[-\u2010-\u2015](?=\w)")


def results_in_prose(text: str) -> list[Words]:
    """Return the words of a sentence that tell a result or a cause, in order.

    Accents, invisible signs and hyphens hide no word: of one that is found without them only, the whole sentence is
    returned.
    """
    found = _told(text)
    return found or ([Words(text, 0)] if _told(undisguised(text)) else [])


def undisguised(text: str) -> str:
    """Return a text as it is read: without capitals, accents, signs that nobody sees, and hyphens within words.

    >>> undisguised("De sáménwerking is ver-be\\u200bterd.")
    'de samenwerking is verbeterd.'
    """
    return _JOINED.sub("", folded(as_seen(text)))


def _told(text: str) -> list[Words]:
    asked = [one.span() for one in _ASKED.finditer(text)]
    results = [one for one in _RESULTS.finditer(text) if not any(start <= one.start() < end for start, end in asked)]
    found = [*claims_in(text, counted=False), *(Words(one[0], one.start()) for one in results)]
    apart: list[Words] = []
    for words in sorted(found, key=lambda words: (words.start, -words.end)):
        if not apart or words.start >= apart[-1].end:
            apart.append(words)
    return apart
