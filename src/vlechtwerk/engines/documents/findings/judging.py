"""Whether a sentence of a finding may be worded as it is: by its holes, its ground and its base."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from vlechtwerk.engines.documents.amounts import changes_in
from vlechtwerk.engines.documents.findings.asked import keeps_to
from vlechtwerk.engines.documents.findings.holes import (
    AMOUNTS,
    NEXT_SENTENCE,
    Form,
    Hole,
    blanked,
    holes_in,
    without_names,
)
from vlechtwerk.engines.documents.findings.plain import other_letters_in, plain
from vlechtwerk.engines.documents.findings.said import Voice, Words, answers_in, claims_in, said_parts
from vlechtwerk.engines.documents.findings.speakers import only_agrees
from vlechtwerk.engines.documents.findings.tied import beyond_who_spoke, neutral_speakers
from vlechtwerk.engines.documents.findings.typed import amounts_typed, figures_typed
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of
from vlechtwerk.engines.statistics.suppression import THRESHOLD
from vlechtwerk.foundation.evidence.address import Base, ContributionChain, Ground

# Of interviews "several" is three people or more, from two organisations or more (RULES-evaluation d13).
SEVERAL_PEOPLE = 3
SEVERAL_ORGANISATIONS = 2
# A word for an amount of those who were heard is told from so many on (d8).
FEWEST_HEARD = THRESHOLD
_NO_DIFFERENCE = re.compile(
    r"\b(?:geen (?:\w+ )?(?:verschil|effect|verandering)|no (?:\w+ )?(?:difference|effect|change))\b", re.IGNORECASE
)
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
    # What was coded or said, and by whom.
    OTHER_THAN_CODED = "other_than_coded"
    OTHER_SPEAKER = "other_speaker"
    OTHER_PEOPLE = "other_people"
    HOLE_MISSING = "hole_missing"
    # Typed where it has to be filled.
    TYPED_FIGURE = "typed_figure"
    TYPED_AMOUNT = "typed_amount"
    OTHER_LETTERS = "other_letters"
    # What the ground does not carry.
    NO_GROUND = "no_ground"
    NOT_WORDED_AS_SAID = "not_worded_as_said"
    SPEAKER_MISSING = "speaker_missing"
    RESULT_TOLD_AS_FACT = "result_told_as_fact"
    NOTHING_COUNTED = "nothing_counted"
    NOTHING_MEASURED = "nothing_measured"
    CHANGE_NOT_COMPARED = "change_not_compared"
    EFFECT_CLAIMED = "effect_claimed"
    CLAIM_WITHOUT_CHAIN = "claim_without_chain"
    CHAIN_INCOMPLETE = "chain_incomplete"
    STRONGER_THAN_DESIGN = "stronger_than_design"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a hole can be filled with.

    part and whole: people, or what was counted; of a register the whole may be unknown. organisations: of interviews
    only, from how many organisations these people are. quoted: the words of a source or a fragment. figure: a figure as
    it was published. asked: the statement that people answered to, or what the source says that they said. about: the
    code whose fragments it counts. spoken: the words are of one person who was heard. tells: which words it has
    besides. suppressed: its amounts are too small to be shown.
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
    about: str = ""
    spoken: bool = False

    @property
    def only_counts(self) -> bool:
        """Tell whether it is no more than what a party counted of itself: amounts, or where its time went."""
        return self.ground is Ground.SELF_REPORT and (self.part is not None or Form.TIME in self.tells)

    @property
    def is_tied(self) -> bool:
        """Tell whether each sentence on it alone has to tell what it counts, quotes or answers."""
        return bool(self.asked or self.about or self.spoken or self.only_counts)


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
    """What is said of a sentence: its text (plain, in which places are counted), its holes and all objections."""

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
    text = plain(sentence)
    holes, others = holes_in(text)
    found = [Objected(Objection.NO_HOLE, other.at, other.start) for other in others]
    found += [Objected(why, hole.at, hole.start) for hole in holes for why in _against(hole, evidence, ground, base)]
    # As long as the text, so that places stay: a hole is one sign that is no word, a name is no word for an amount.
    bare = blanked(text, [(hole.start, len(hole.at)) for hole in holes] + [(no.start, len(no.at)) for no in others])
    nameless = without_names(bare, map(plain, names))
    found += [Objected(Objection.OTHER_LETTERS, *word) for word in other_letters_in(nameless)]
    beyond, speakers = _beside_who_spoke(bare, holes, evidence)
    nameless = blanked(nameless, speakers)
    found += [Objected(Objection.TYPED_FIGURE, *_told(one)) for one in figures_typed(nameless)]
    found += [Objected(Objection.TYPED_AMOUNT, *_told(one)) for one in amounts_typed(nameless, scale_words)]
    found += _wording(bare, ground, holes, chain)
    found += _beside_what_was_asked(bare, holes, evidence, (ground, base))
    found += beyond
    if chain is None:
        found += _beside_what_was_counted(bare, holes, evidence, ground)
    found = [replace(one, at=text[one.start : one.end]) for one in found]
    return Verdict(text, tuple(holes), tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.objection))))


def _against(hole: Hole, evidence: Mapping[int, Evidence], ground: Ground, base: Base) -> Iterator[Objection]:
    """Yield why evidence can't fill a hole."""
    one = evidence.get(hole.evidence)
    if one is None:
        yield Objection.UNKNOWN_EVIDENCE
        return
    if _tells_how_many(hole):
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
        words = {Form.QUOTE: one.quoted, Form.STATEMENT: one.asked, Form.CODE: one.about}
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
    # “All” or “nobody” of so few would tell what each of them said.
    if form is Form.WORD and one.organisations is not None and (one.whole or 0) < FEWEST_HEARD:
        return Objection.SUPPRESSED
    if form is Form.SEVERAL:
        if one.organisations is None:
            return Objection.FORM_NOT_CARRIED
        if one.part < SEVERAL_PEOPLE or one.organisations < SEVERAL_ORGANISATIONS:
            return Objection.TOO_FEW_PEOPLE
    return None


def _wording(text: str, ground: Ground, holes: Sequence[Hole], chain: ContributionChain | None) -> Iterator[Objected]:
    """Yield what the ground of a finding does not let it say."""
    if ground is Ground.NONE:
        yield Objected(Objection.NO_GROUND, text, 0)
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
            for one in _sentences(text):
                if not any(hole.form is not Form.QUOTE for hole in holes if one.start <= hole.start < one.end):
                    yield Objected(Objection.NOTHING_COUNTED, *_told(one))
            yield from (Objected(Objection.EFFECT_CLAIMED, *_told(claim)) for claim in claims)
            yield from _changes(text, claims)
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


def _beside_what_was_counted(
    text: str, holes: Sequence[Hole], evidence: Mapping[int, Evidence], ground: Ground
) -> Iterator[Objected]:
    """Yield effects told on counts of a party itself, and sentences on a measurement without what was measured.

    Of a measurement that found no difference its day is enough.
    """
    carrying = [one for one in evidence.values() if one.ground is ground]
    if carrying and all(one.only_counts for one in carrying):
        yield from (Objected(Objection.EFFECT_CLAIMED, *_told(claim)) for claim in claims_in(text, counted=True))
    if carrying and ground is Ground.MEASURED_EFFECT:
        for one in _sentences(text):
            here = [hole for hole in holes if one.start <= hole.start < one.end]
            found_none = here and _NO_DIFFERENCE.search(one.at)
            if not found_none and not any(_tells_how_many(hole) for hole in here):
                yield Objected(Objection.NOTHING_MEASURED, *_told(one))


def _changes(text: str, claims: Sequence[Words]) -> Iterator[Objected]:
    """Yield words that a count rose or fell: a register tells that only of periods that may be compared."""
    reach = 0
    for said in changes_in(text):
        start = text.index(said.at, reach)
        reach = start + len(said.at)
        if not any(start < claim.end and claim.start < reach for claim in claims):
            yield Objected(Objection.CHANGE_NOT_COMPARED, said.at, start)


def _beside_what_was_asked(
    text: str, holes: Sequence[Hole], evidence: Mapping[int, Evidence], known: tuple[Ground, Base]
) -> Iterator[Objected]:
    """Yield the sentences that tell something else than people were asked, or a statement without who agrees with it.

    When all evidence of a finding is what was asked, coded, quoted or counted, each of its sentences fills that in.
    """
    carrying = {number: one for number, one in evidence.items() if (one.ground, one.base) == known}
    only_tied = bool(carrying) and all(one.is_tied for one in carrying.values())
    for sentence in _sentences(text):
        here = [hole for hole in holes if sentence.start <= hole.start < sentence.end]
        inside = [hole for hole in here if hole.evidence in evidence]
        counted = [hole for hole in inside if _counts_asked(hole, evidence)]
        told = {evidence[hole.evidence].asked for hole in counted}
        loose = [
            hole for hole in inside if hole.form is Form.STATEMENT and evidence[hole.evidence].asked not in told | {""}
        ]
        if loose or (only_tied and not any(_tells_how_many(hole) for hole in here)):
            number = loose[0].evidence if loose else min(carrying)
            missing = Objection.COUNT_MISSING if evidence[number].asked else Objection.HOLE_MISSING
            yield Objected(missing, *_told(sentence), number)
        other = next((hole for hole in counted if not _keeps(hole, sentence, text, inside, evidence)), None)
        if other is not None:
            yield Objected(Objection.OTHER_THAN_ASKED, *_told(sentence), other.evidence)


def _counts_asked(hole: Hole, evidence: Mapping[int, Evidence]) -> bool:
    """Tell whether a hole says how many agreed with what was asked, or a source's words for that."""
    return _tells_how_many(hole) and bool(evidence[hole.evidence].asked)


def _tells_how_many(hole: Hole) -> bool:
    return hole.form in AMOUNTS or hole.form in (Form.QUOTE, Form.TIME, Form.CHANGE, Form.STEP)


def _beside_who_spoke(
    text: str, holes: Sequence[Hole], evidence: Mapping[int, Evidence]
) -> tuple[list[Objected], list[tuple[int, int]]]:
    """Return what sentences say beyond what was coded or quoted, and where neutral speakers stand (start, length)."""
    found, speakers = [], []
    for sentence in _sentences(text):
        inside = [one for one in holes if sentence.start <= one.start < sentence.end and one.evidence in evidence]
        parts = {hole: list(_parts_with(hole, sentence, inside)) for hole in inside}
        beyond = beyond_who_spoke(text, sentence, parts, evidence)
        found += [Objected(Objection(why), *_told(sentence), number) for why, number in beyond]
        speakers += neutral_speakers(text, parts, evidence)
    return found, speakers


def _parts_with(hole: Hole, sentence: Words, inside: Sequence[Hole]) -> Iterator[tuple[int, int]]:
    """Yield the sentence of a hole, and the clause of it that tells what it counts or quotes."""
    yield sentence.start, sentence.end
    clauses = _clauses(sentence, [one for one in inside if one.form not in (Form.STATEMENT, Form.CODE)])
    yield from (one for one in clauses if one[0] <= hole.start < one[1])


def _keeps(hole: Hole, sentence: Words, text: str, inside: Sequence[Hole], evidence: Mapping[int, Evidence]) -> bool:
    """Tell whether what a hole counts is what was asked: in the whole sentence, or in the clause of this hole."""
    for start, end in _parts_with(hole, sentence, inside):
        here = [one for one in inside if start <= one.start < end]
        quoted = {evidence[one.evidence].asked for one in here if one.form is Form.STATEMENT}
        told = {evidence[one.evidence].asked for one in here if _counts_asked(one, evidence)}
        bare = told - quoted
        if keeps_to(text[start:end], bare or told, quoted=not bare) and (bare or only_agrees(text[start:end])):
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
    edges = [0, *(end.end() for end in NEXT_SENTENCE.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        if re.search(r"[\w◻]", text[start:end]):
            yield Words(text[start:end].rstrip(), start)


def _told(words: Words) -> tuple[str, int]:
    return words.at, words.start
