"""Whether a sentence of a finding may be worded as it is: by its holes, its ground and its base."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from vlechtwerk.engines.documents.amounts import amount_words_in, dates_in, figures_in
from vlechtwerk.engines.documents.findings.asked import keeps_to
from vlechtwerk.engines.documents.findings.holes import AMOUNTS, Form, Hole, holes_in
from vlechtwerk.engines.documents.findings.said import PEOPLE, Voice, Words, answers_in, claims_in, said_parts
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of
from vlechtwerk.foundation.evidence.address import Base, ContributionChain, Ground

# Of interviews "several" is three people or more, from two organisations or more (RULES-evaluation d13).
SEVERAL_PEOPLE = 3
SEVERAL_ORGANISATIONS = 2
# Words for an amount of people that a finding can't type, beside those that `amounts` finds anywhere.
_PARTIES = (
    r"teams?|partijen|partners|organisaties|diensten|groepen|afdelingen|gemeenten|parties|organisations|services|groups"
    r"|departments"
)
_ALMOST = r"(?:vrijwel|bijna|nagenoeg|zowat|praktisch|nearly|almost|virtually|practically|hardly|scarcely)"
# How often, which beside people tells how many: “respondenten vinden meestal”, “respondents generally find”.
_OFTEN = (
    r"meestal|doorgaans|over het algemeen|in het algemeen|veelal|merendeels|massaal|eensgezind|eenstemmig|breed"
    r"|generally|usually|typically|mainly|on the whole|in general|by and large|widely|overwhelmingly|commonly"
)
_OF_PEOPLE = re.compile(
    rf"\b(?:(?:{PEOPLE}|{_PARTIES}) (?:[\w-]+ ){{0,2}}?(?:{_OFTEN})|(?:{_OFTEN}),? (?:[\w-]+ ){{0,3}}?(?:{PEOPLE})"
    rf"|(?:beide|both|allebei)(?: of)?(?: \w+)?(?= (?:[\w-]+ ){{0,1}}(?:{PEOPLE}|{_PARTIES})\b)"
    rf"|(?:{_ALMOST}|zo goed als) (?:alle|allen|elke?|iedere?|iedereen|niemand|geen|every|each|all"
    r"|any(?:one|body)?|no one|nobody|everyone|everybody)|nauwelijks iemand"
    r"|op (?:een enkeling|enkelen|een enkele|één|een paar) na|(?:bijna )?zonder uitzondering"
    r"|(?:almost )?without exception|all but|menigeen|next to no"
    rf"|(?:elke?|iedere?|every|each)(?= (?:[\w-]+ )?(?:{PEOPLE}|{_PARTIES})\b)|het (?:overgrote|grootste) deel"
    r"|het leeuwendeel|the lion['’]s share|a (?:great|good) (?:many|deal|number)(?: of)?|to a (?:man|person)|unisono"
    r"|en bloc|overwegend|grotendeels|hoofdzakelijk|predominantly|mostly|largely|in overgrote mate|nogal wat|het gros"
    r"|unaniem|unanimous(?:ly)?|(?:een|a) (?:handvol|handful)|a couple(?: of)?|plenty(?: of)?|the (?:\w+ )?bulk(?: of)?"
    r"|(?:bijna|vrijwel|nearly|almost) (?:de|het|the) (?:hele|gehele|whole) \w+"
    r"|(?:veel|vele|weinig|enkele|een enkele|sommige|meerdere|diverse|verschillende|verscheidene|een (?:groot |klein )?"
    r"(?:aantal|deel)(?: van de)?|een paar|één|one|several|some|most|many|few|a few|a number of|various|multiple)"
    rf"(?= (?:[\w-]+ ){{0,2}}(?:{PEOPLE})\b)|velen|sommigen|enkelen|enkelingen?|een enkeling|weinigen)\b",
    re.IGNORECASE,
)
# Where one sentence ends and the next begins.
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+")
# Where it goes on to something else that is counted.
_NEXT_CLAUSE = re.compile(r";|,? ?\b(?:en|maar|terwijl|tegenover|and|but|while|whereas)\b", re.IGNORECASE)
# What a sentence says of an effect that is plausible and no more.
_PLAUSIBLE = re.compile(
    r"(?<!\bniet )(?<!\bnot )\b(?:aannemelijk|waarschijnlijk|plausible|plausibly|likely)\b", re.IGNORECASE
)


class Objection(StrEnum):
    """Why a sentence can't be worded so."""

    # Holes, and what they point at.
    NO_HOLE = "no_hole"
    UNKNOWN_EVIDENCE = "unknown_evidence"
    FORM_NOT_CARRIED = "form_not_carried"
    SUPPRESSED = "suppressed"
    TOO_FEW_PEOPLE = "too_few_people"
    SHARE_OF_INTERVIEWS = "share_of_interviews"
    COUNT_OF_PUBLISHED = "count_of_published"
    SOURCE_MISSING = "source_missing"
    OTHER_GROUND = "other_ground"
    OTHER_BASE = "other_base"
    # What people were asked, and how many agreed.
    OTHER_THAN_ASKED = "other_than_asked"
    COUNT_MISSING = "count_missing"
    # Typed where it has to be filled.
    TYPED_FIGURE = "typed_figure"
    TYPED_AMOUNT = "typed_amount"
    # What the ground does not carry.
    NO_GROUND = "no_ground"
    NOT_WORDED_AS_SAID = "not_worded_as_said"
    SPEAKER_MISSING = "speaker_missing"
    RESULT_TOLD_AS_FACT = "result_told_as_fact"
    NOTHING_COUNTED = "nothing_counted"
    EFFECT_CLAIMED = "effect_claimed"
    CLAIM_WITHOUT_CHAIN = "claim_without_chain"
    CHAIN_INCOMPLETE = "chain_incomplete"
    STRONGER_THAN_DESIGN = "stronger_than_design"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a hole can be filled with.

    part and whole: people, or what was counted; of a register the whole may be unknown. organisations: of interviews
    only, from how many organisations these people are. quoted: the words of a source or a fragment. figure: a figure as
    it was published. asked: the statement that people answered to, or what the source says that they said. tells: which
    words it has besides. suppressed: its amounts are too small to be shown.
    """

    ground: Ground
    base: Base = Base.OWN
    part: int | None = None
    whole: int | None = None
    organisations: int | None = None
    quoted: str = ""
    figure: str = ""
    asked: str = ""
    source: str = ""
    tells: frozenset[Form] = frozenset()
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection with the exact words at fault and where they stand; of the whole sentence: all of it.

    evidence: the number of that which tells something else.
    """

    objection: Objection
    at: str
    start: int
    evidence: int = 0

    @property
    def end(self) -> int:
        """Return the place behind the words."""
        return self.start + len(self.at)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a sentence: its text (NFC, in which places are counted), its holes and all objections."""

    sentence: str
    holes: tuple[Hole, ...]
    objections: tuple[Objected, ...]

    @property
    def allowed(self) -> bool:
        """Tell whether the sentence may be worded so."""
        return not self.objections


def judge(
    sentence: str,
    evidence: Mapping[int, Evidence],
    *,
    ground: Ground,
    base: Base = Base.OWN,
    names: Sequence[str] = (),
    scale_words: Sequence[str] = (),
    chain: ContributionChain | None = None,
) -> Verdict:
    """Judge a sentence of a finding with this ground and base; `evidence` by the number that its holes give.

    names: names that may hold a figure or a word for an amount. scale_words: the words for amounts of the evaluation.
    chain: of a measured effect, the chain of contribution behind its claim.
    """
    text = unicodedata.normalize("NFC", sentence)
    holes, others = holes_in(text)
    found = [Objected(Objection.NO_HOLE, other.at, other.start) for other in others]
    found += [Objected(why, hole.at, hole.start) for hole in holes for why in _against(hole, evidence, ground, base)]
    # As long as the text, so that places stay: a hole is one sign that is no word, a name is no word for an amount.
    bare = _blanked(text, [(hole.start, len(hole.at)) for hole in holes] + [(no.start, len(no.at)) for no in others])
    nameless = bare
    for name in sorted((unicodedata.normalize("NFC", name) for name in names if name), key=len, reverse=True):
        nameless = nameless.replace(name, "◻" * len(name))
    found += _typed(nameless, scale_words)
    found += _wording(bare, ground, holes, chain)
    found += _beside_what_was_asked(bare, holes, evidence, (ground, base))
    found = [replace(one, at=text[one.start : one.end]) for one in found]
    return Verdict(text, tuple(holes), tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.objection))))


def _blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    for start, length in places:
        text = text[:start] + "◻" * length + text[start + length :]
    return text


def _against(hole: Hole, evidence: Mapping[int, Evidence], ground: Ground, base: Base) -> Iterator[Objection]:
    """Yield why evidence can't fill a hole."""
    one = evidence.get(hole.evidence)
    if one is None:
        yield Objection.UNKNOWN_EVIDENCE
        return
    if hole.form in AMOUNTS or hole.form is Form.QUOTE:
        if one.ground is not ground:
            yield Objection.OTHER_GROUND
        if one.base is not base:
            yield Objection.OTHER_BASE
        if one.base is Base.PUBLISHED and not one.source:
            yield Objection.SOURCE_MISSING
    if one.suppressed and hole.form in AMOUNTS:
        yield Objection.SUPPRESSED
    why = _why_not(hole.form, one)
    if why is not None:
        yield why


def _why_not(form: Form, one: Evidence) -> Objection | None:
    """Return why this form of this evidence can't be told."""
    if form not in AMOUNTS:
        words = {Form.QUOTE: one.quoted, Form.STATEMENT: one.asked}
        carried = bool(words[form]) if form in words else form in one.tells
        return None if carried else Objection.FORM_NOT_CARRIED
    if one.base is Base.PUBLISHED and form is not Form.FIGURE:
        return Objection.COUNT_OF_PUBLISHED
    if form is Form.FIGURE:
        return None if one.base is Base.PUBLISHED and one.figure else Objection.FORM_NOT_CARRIED
    if one.part is None or (form in (Form.SHARE, Form.WORD) and not one.whole):
        return Objection.FORM_NOT_CARRIED
    if form is Form.SHARE and one.organisations is not None:
        return Objection.SHARE_OF_INTERVIEWS
    if form is Form.SEVERAL:
        if one.organisations is None:
            return Objection.FORM_NOT_CARRIED
        if one.part < SEVERAL_PEOPLE or one.organisations < SEVERAL_ORGANISATIONS:
            return Objection.TOO_FEW_PEOPLE
    return None


def _typed(text: str, scale_words: Sequence[str]) -> Iterator[Objected]:
    """Yield figures, dates and words for amounts that were typed; overlapping ones each once, the longest."""
    figures = [at for at, _parts in dates_in(text)] + [said.at for said in figures_in(text)]
    amounts = [said.at for said in amount_words_in(text)] + [found[0] for found in _OF_PEOPLE.finditer(text)]
    for word in scale_words:
        amounts += [found[0] for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)]
    for objection, words in ((Objection.TYPED_FIGURE, figures), (Objection.TYPED_AMOUNT, amounts)):
        reach = 0
        places = {
            (place.start(), at) for at in set(words) for place in re.finditer(rf"(?<!\w){re.escape(at)}(?!\w)", text)
        }
        for start, at in sorted(places, key=lambda place: (place[0], -len(place[1]))):
            if start >= reach:
                yield Objected(objection, at, start)
                reach = start + len(at)


def _wording(text: str, ground: Ground, holes: Sequence[Hole], chain: ContributionChain | None) -> Iterator[Objected]:
    """Yield what the ground of a finding does not let it say."""
    whole = Words(text, 0)
    if ground is Ground.NONE:
        yield Objected(Objection.NO_GROUND, *_told(whole))
    elif ground in (Ground.OPINION, Ground.SELF_REPORT):
        parts = said_parts(text, Voice.OPINION if ground is Ground.OPINION else Voice.REPORT)
        missing = Objection.NOT_WORDED_AS_SAID if ground is Ground.OPINION else Objection.SPEAKER_MISSING
        # Each sentence by itself: who speaks in one does not speak in the next.
        for one in _sentences(text):
            is_said = any(start < one.end and one.start < end for start, end in parts)
            if not is_said and not (ground is Ground.OPINION and answers_in(one.at)):
                yield Objected(missing, *_told(one))
        for claim in claims_in(text, counted=False):
            if not any(start <= claim.start < end for start, end in parts):
                yield Objected(Objection.RESULT_TOLD_AS_FACT, *_told(claim))
    else:
        claims = claims_in(text, counted=True)
        if ground is Ground.REGISTER:
            if not any(hole.form is not Form.QUOTE for hole in holes):
                yield Objected(Objection.NOTHING_COUNTED, *_told(whole))
            yield from (Objected(Objection.EFFECT_CLAIMED, *_told(claim)) for claim in claims)
        elif chain is None:
            yield from (Objected(Objection.CLAIM_WITHOUT_CHAIN, *_told(claim)) for claim in claims)
        elif not chain.is_complete:
            yield from (Objected(Objection.CHAIN_INCOMPLETE, *_told(claim)) for claim in claims)
        else:
            yield from _beyond_design(text, claims, chain.design_level)


def _beyond_design(text: str, claims: Sequence[Words], level: int) -> Iterator[Objected]:
    """Yield the claims that are stronger than the design behind them allows (d17).

    From level four on a cause may be told; at three when its sentence says that it is plausible; below that not.
    """
    verb = verb_of(DesignLevel(level)) if level else Verb.GOES_WITH
    if verb is Verb.LED_TO:
        return
    hedged = [one for one in _sentences(text) if verb is Verb.IS_PLAUSIBLE and _PLAUSIBLE.search(one.at)]
    for claim in claims:
        if not any(one.start <= claim.start < one.end for one in hedged):
            yield Objected(Objection.STRONGER_THAN_DESIGN, *_told(claim))


def _beside_what_was_asked(
    text: str, holes: Sequence[Hole], evidence: Mapping[int, Evidence], known: tuple[Ground, Base]
) -> Iterator[Objected]:
    """Yield the sentences that tell something else than people were asked, or a statement without who agrees with it.

    When all evidence of a finding is what was asked, each of its sentences tells how many said so.
    """
    carrying = {number: one for number, one in evidence.items() if (one.ground, one.base) == known}
    only_asked = bool(carrying) and all(one.asked for one in carrying.values())
    for sentence in _sentences(text):
        here = [hole for hole in holes if sentence.start <= hole.start < sentence.end]
        inside = [hole for hole in here if hole.evidence in evidence]
        counted = [hole for hole in inside if _counts_asked(hole, evidence)]
        told = {evidence[hole.evidence].asked for hole in counted}
        loose = [
            hole for hole in inside if hole.form is Form.STATEMENT and evidence[hole.evidence].asked not in told | {""}
        ]
        if loose or (only_asked and not any(_tells_how_many(hole) for hole in here)):
            number = loose[0].evidence if loose else min(carrying)
            yield Objected(Objection.COUNT_MISSING, *_told(sentence), number)
        other = next((hole for hole in counted if not _keeps(hole, sentence, text, inside, evidence)), None)
        if other is not None:
            yield Objected(Objection.OTHER_THAN_ASKED, *_told(sentence), other.evidence)


def _counts_asked(hole: Hole, evidence: Mapping[int, Evidence]) -> bool:
    """Tell whether a hole says how many agreed with what was asked, or a source's words for that."""
    return _tells_how_many(hole) and bool(evidence[hole.evidence].asked)


def _tells_how_many(hole: Hole) -> bool:
    return hole.form in AMOUNTS or hole.form is Form.QUOTE


def _keeps(hole: Hole, sentence: Words, text: str, inside: Sequence[Hole], evidence: Mapping[int, Evidence]) -> bool:
    """Tell whether what a hole counts is what was asked: in the whole sentence, or in the clause of this hole."""
    clauses = _clauses(sentence, [one for one in inside if one.form is not Form.STATEMENT])
    for start, end in ((sentence.start, sentence.end), *(one for one in clauses if one[0] <= hole.start < one[1])):
        here = [one for one in inside if start <= one.start < end]
        quoted = {evidence[one.evidence].asked for one in here if one.form is Form.STATEMENT}
        told = {evidence[one.evidence].asked for one in here if _counts_asked(one, evidence)}
        bare = told - quoted
        if keeps_to(text[start:end], bare or told, quoted=not bare):
            return True
    return False


def _clauses(sentence: Words, counted: Sequence[Hole]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence that each count something, where it goes on to the next."""
    edges = [sentence.start]
    for cut in _NEXT_CLAUSE.finditer(sentence.at):
        at = sentence.start + cut.start()
        if any(edges[-1] <= one.start < at for one in counted) and any(at <= one.start for one in counted):
            edges.append(at)
    yield from pairwise([*edges, sentence.end])


def _sentences(text: str) -> Iterator[Words]:
    """Yield each sentence with at least a word in it, or a hole."""
    edges = [0, *(end.end() for end in _NEXT_SENTENCE.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        if re.search(r"[\w◻]", text[start:end]):
            yield Words(text[start:end].rstrip(), start)


def _told(words: Words) -> tuple[str, int]:
    return words.at, words.start
