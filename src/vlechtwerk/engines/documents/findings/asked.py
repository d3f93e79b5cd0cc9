"""Whether a sentence that tells how many agree keeps to the statement that was put to them, Dutch and English.

Rules on words: a sentence may leave out less than half of a statement's words, or add some, but never exchange one for
another, turn it round, wish for it or draw a result from it. Where these doubt they refuse; quoting it always works.
"""

import re
from collections.abc import Iterable, Sequence

from vlechtwerk.engines.documents.findings.said import claims_in, without_speakers

# Words that carry nothing of what is asked, and those by which people are asked.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "de het een en of dat die dit deze er als dan te om van voor in op aan met bij door over uit naar tot "
        "tegen tussen onder sinds tijdens per ik wij we zij ze hij je jij u men mij mijn ons onze hun hen haar "
        "zijn is was waren ben bent wordt worden werd werden geworden heb hebt heeft hebben had hadden kan kunnen "
        "kon zal zullen ook wel nog al zo zich zelf eigen eens stelling stellingen ronde meting vragenlijst geldt "
        "zoals dus daar hier wat wie welke waar the a an and or that this these those there as than to of for in "
        "on at with by from about into between under since during per i we you they he she it my our your their "
        "his her its me us them is are was were be been being has have had can could will do does did also so own "
        "statement statements round survey what who which where according",
    )
)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DENIALS = re.compile(
    r"\b(?:niet|geen|nooit|nergens|niemand|niets|zonder|noch|nauwelijks|amper|oneens|betwijfel\w*|twijfel\w*|ontken\w*"
    r"|verwerp\w*|verwierp\w*|bestrijd\w*|bestreden|mist|missen|misten|gemist|ontbre\w+|afwijz\w+|wijs\w* af|wees af"
    r"|not|no|never|nowhere|nobody|none|nothing|without|neither|nor|cannot|hardly|barely|scarcely|disagree\w*|doubt\w*"
    r"|den(?:y|ies|ied)|reject\w*|refut\w+|disput\w+|lack\w*|miss(?:es|ed|ing)?)\b|n['’]t\b",
    re.IGNORECASE,
)
# To hope, fear or want is not to agree.
_WISHES = re.compile(
    r"\b(?:wil|willen|wilde|wilden|wens\w*|hoop\w*|hopen|hoopten?|vre[ez]\w*|verwacht\w*|zou|zouden|moet\w*|moest\w*"
    r"|want\w*(?! to know)|wish\w*|hop(?:e[sd]?|ing)|fear\w*|expect\w*|would|should|must|ought)\b",
    re.IGNORECASE,
)
# A statement on how things are says nothing of how they became.
_CHANGES = re.compile(
    r"\b(?:geworden|steeds|meer|minder|dan|become|became|more|less|fewer|than|increasingly)\b", re.IGNORECASE
)
# Beside a quoted statement nothing else is told as what they said.
_TELLS_MORE = re.compile(r"(?:\b(?:dat|that|omdat|because|waardoor|zodat)\b|:)(?!\s*◻)", re.IGNORECASE)


def keeps_to(text: str, asked: Iterable[str], quoted: bool) -> bool:
    """Tell whether a sentence, its holes blanked, says of these statements no more than that people agree with them.

    quoted: they fill holes of the sentence, so that what stands around them only says who agrees.

    >>> keeps_to("◻◻ vindt de doelen duidelijk.", ["De doelen zijn duidelijk."], quoted=False)
    True
    >>> keeps_to("◻◻ vindt de doelen niet duidelijk.", ["De doelen zijn duidelijk."], quoted=False)
    False
    """
    statements = list(dict.fromkeys(asked))
    put = " ".join(statements)
    if _not_in(_WISHES, text, put) or _claims_more(text, put):
        return False
    if quoted:
        return len(DENIALS.findall(text)) % 2 == 0 and not _TELLS_MORE.search(text)
    said = _words(text)
    denials = len(DENIALS.findall(text)) - len(DENIALS.findall(put))
    if denials % 2 or _not_in(_CHANGES, text, put):
        return False
    strangers = [word for word in _words(without_speakers(text)) if not _among(word, _words(put))]
    return all(_is_about(said, _words(statement), strangers) for statement in statements)


def _is_about(said: Sequence[str], asked: Sequence[str], strangers: Sequence[str]) -> bool:
    """Tell whether words are about what was asked: some left out or some added, none exchanged."""
    kept = sum(_among(word, said) for word in asked)
    if kept == len(asked):
        return len(strangers) <= max(kept, 2)
    return 2 * kept >= len(asked) and not strangers


def _words(text: str) -> list[str]:
    found = (word.lower() for word in WORD.findall(text))
    return [word for word in dict.fromkeys(found) if word not in EMPTY and not DENIALS.fullmatch(word)]


def _among(word: str, words: Iterable[str]) -> bool:
    return any(_same(word, one) for one in words)


def _same(one: str, other: str) -> bool:
    """Tell whether words are forms of one: they begin alike for three quarters of the shorter.

    >>> _same("doelen", "doel"), _same("delen", "deelt"), _same("partij", "partner")
    (True, True, False)
    """
    one, other = _plain(one), _plain(other)
    shorter = min(len(one), len(other))
    alike = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return alike >= max(3, -(-3 * shorter // 4)) or one == other


def _plain(word: str) -> str:
    """Return a word without what its forms differ in: doubled letters, and v and z for f and s."""
    return re.sub(r"(.)\1", r"\1", word.translate(str.maketrans("vz", "fs")))


def _not_in(pattern: re.Pattern[str], text: str, put: str) -> bool:
    """Tell whether a text has a word of a pattern that what was asked has not."""
    return {word.lower() for word in pattern.findall(text)} - {word.lower() for word in pattern.findall(put)} != set()


def _claims_more(text: str, put: str) -> bool:
    """Tell whether a text claims a result that was not in what was asked."""
    asked = [word for claim in claims_in(put, counted=False) for word in _words(claim.at)]
    return any(
        not asked or not all(_among(word, asked) for word in _words(claim.at))
        for claim in claims_in(text, counted=False)
    )
