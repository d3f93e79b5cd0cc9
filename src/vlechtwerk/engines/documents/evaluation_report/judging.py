"""What is wrong with the prose of a chapter: it says no more than its evidence carries, and gives nobody away."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from vlechtwerk.engines.documents.evaluation_report.prose import Heading, Hole, Kind, Paragraph, Prose, Sentence
from vlechtwerk.engines.documents.evaluation_report.prose_words import (
    AMOUNTS_TYPED,
    results_in_prose,
    statuses_in_prose,
)
from vlechtwerk.engines.documents.evaluation_report.told import Fill, Objected, Objection
from vlechtwerk.engines.documents.findings import judging
from vlechtwerk.engines.documents.findings.holes import AMOUNTS, Form, blanked, without_names
from vlechtwerk.engines.statistics.amount_scale import AmountScale, word_for
from vlechtwerk.foundation.evidence.address import Base, Ground

# As long as a sentence of a finding may be: how long it takes to judge one grows faster than its length.
LONGEST_SENTENCE = 1_000
# What may be left of a name behind a dot, as in “drs. ing. P. van den Berg”.
LONGEST_NAME = 80
# Of a longer one so much shows which it is.
SHOWN_OF_IT = 60
Fills = Mapping[tuple[Kind | Form, str], Fill]
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_ALL = re.compile(
    r"(?<!vrijwel )(?<!bijna )(?<!nagenoeg )(?<!niet )(?<!nearly )(?<!almost )(?<!not )"
    r"\b(?:alle|allen|allemaal|iedereen|elke?|iedere?|all|everyone|everybody|every|each"
    r"|(?:de|het) (?:hele|gehele)|(?:the )?(?:whole|entire)|volledige|full agreement|men)\b",
    re.IGNORECASE,
)
_SPACES = r"\s+"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# An address that is written out: “jan (at) example (punt) nl”, “jan [at] example.nl”, “jan at example dot nl”.
_MAIL_WRITTEN_OUT = re.compile(
    r"\b[\w.+-]{1,64} ?(?:[\[({<] ?(?:at|apenstaart(?:je)?|@) ?[\])}>]|@) ?[\w-]{1,64}"
    r"(?: ?(?:\.|[\[({<] ?(?:dot|punt|\.) ?[\])}>]|\b(?:dot|punt)\b) ?[\w-]{2,64}){1,4}"
    r"|\b[\w.+-]{1,64} (?:at|apenstaart(?:je)?) [\w-]{1,64}(?:(?:\.| (?:dot|punt) )[\w-]{2,64}){0,3}?"
    r"(?:\.| (?:dot|punt) )(?:nl|com|org|net|eu|be|de|uk)\b",
    re.IGNORECASE,
)
# What stands before a name of someone: a title, initials, and the small words of a Dutch name.
_TITLED = re.compile(
    r"\b(?:[Dd]e [Hh]ee?r(?:en)?|[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Dd]hr\.?|[Mm]w\.|[Mm]r\.?|[Dd]rs\.?|[Ii]ng\.|[Ii]r\."
    r"|[Dd]r\.?|[Pp]rof(?:essor|\.)?|Mrs\.?|Ms\.?|Miss)(?: (?:[Dd]rs?\.?|[Mm]r\.?|[Ii]ng\.|[Ii]r\.))*\s+"
    r"(?:[^\W\d_]\.[ -]?)*(?:(?:van|de|der|den|von|ten|ter|te|in|la|le|du|el|al|[’']t) ){0,3}"
    r"(?=[^\W\d_])[A-ZÀ-ÖØ-Þ][\w’'-]+"
)
_PHONE = re.compile(r"(?<![\w.])(?:\+31|0)[\s-]?(?:\d[\s-]?){9}(?![\w-])")
# What of a finding's objections says that it was typed; all others say that its ground or evidence does not carry it.
_TYPED = {
    judging.Objection.TYPED_FIGURE: Objection.TYPED_FIGURE,
    judging.Objection.TYPED_AMOUNT: Objection.AMOUNT_WORD,
    judging.Objection.SUPPRESSED: Objection.SUPPRESSED,
}


@dataclass(frozen=True, slots=True)
class ProseYardstick:
    """By what prose is judged: names that may stand in it, people who may not, and the words for amounts."""

    scale: AmountScale
    names: Sequence[str] = ()
    people: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _At:
    """Words at fault in a sentence: what is wrong, the words, where they stand in it, and what is told of them."""

    objection: Objection
    at: str
    start: int
    told: str = ""


def objections_to(chapter: str, prose: Prose, fills: Fills, yardstick: ProseYardstick) -> list[Objected]:
    """Return all that is wrong with the prose of a chapter, in the order of its sentences."""
    disputed, across = _disputed_stretches(prose, fills), _personal_across(prose, yardstick)
    found = []
    for sentence in prose.sentences:
        if len(sentence.text) > LONGEST_SENTENCE:
            at, text = sentence.text[:SHOWN_OF_IT], sentence.text[:LONGEST_SENTENCE]
            found.append(Objected(Objection.TOO_LONG, chapter, sentence.number, text, at, sentence.start))
            continue
        at_fault = dict.fromkeys(_objections(sentence, fills, yardstick, sentence.number in disputed))
        at_fault |= dict.fromkeys(across.get(sentence.number, ()))
        found += [
            Objected(
                one.objection, chapter, sentence.number, sentence.text, one.at, sentence.start + one.start, one.told
            )
            for one in sorted(at_fault, key=lambda one: (one.start, one.objection))
        ]
    return found


def _disputed_stretches(prose: Prose, fills: Fills) -> set[int]:
    """Return the sentences between two headings where something is told with which a source disagrees."""
    stretches: list[list[Sentence]] = [[]]
    for line in prose.lines:
        if isinstance(line, Heading):
            stretches.append([])
        stretches[-1] += line.sentences if isinstance(line, Paragraph) else [line.sentence]
    return {
        sentence.number
        for stretch in stretches
        if any((fill := _fill(hole, fills)) and fill.disputed for one in stretch for hole in one.holes)
        for sentence in stretch
    }


def _fill(hole: Hole, fills: Fills) -> Fill | None:
    return fills.get((hole.kind, hole.code)) if hole.kind is not None else None


def _objections(sentence: Sentence, fills: Fills, yardstick: ProseYardstick, disputed: bool) -> Iterator[_At]:
    for hole in sentence.holes:
        yield from _of_hole(hole, sentence, fills)
    if sentence.standing is not None:
        told = fills.get((sentence.standing.kind, sentence.standing.code)) if sentence.standing.kind else None
        if told is not None:
            yield from personal_in(told.words, yardstick.people, yardstick.names)
        return
    bare = blanked(sentence.text, [(hole.start - sentence.start, len(hole.at)) for hole in sentence.holes])
    nameless = without_names(bare, yardstick.names)
    yield from personal_in(bare, yardstick.people, yardstick.names)
    yield from _personal_filled(sentence, fills, yardstick)
    yield from (_At(Objection.TYPED_FIGURE, one[0], one.start()) for one in _DIGITS.finditer(nameless))
    yield from (_At(Objection.RESULT_VERB, one.at, one.start) for one in results_in_prose(nameless))
    yield from (_At(Objection.STATUS_TYPED, one.at, one.start) for one in statuses_in_prose(nameless))
    yield from (_At(Objection.AMOUNT_WORD, one[0], one.start()) for one in AMOUNTS_TYPED.finditer(nameless))
    yield from _worded(sentence, fills, yardstick, disputed)


def _personal_filled(sentence: Sentence, fills: Fills, yardstick: ProseYardstick) -> Iterator[_At]:
    """Yield what gives someone away in what is filled in, with the place of its hole."""
    for hole in sentence.holes:
        if fill := _fill(hole, fills):
            for one in personal_in(fill.words, yardstick.people, yardstick.names):
                yield _At(one.objection, one.at, hole.start - sentence.start)


def _of_hole(hole: Hole, sentence: Sentence, fills: Fills) -> Iterator[_At]:
    place = hole.start - sentence.start
    fill = _fill(hole, fills)
    if fill is None:
        yield _At(Objection.UNKNOWN_HOLE, hole.at, place)
        return
    if (hole.is_standing or hole.kind is Kind.PART) and sentence.text != hole.at:
        yield _At(Objection.NOT_ALONE, hole.at, place)
    yield from (_At(objection, hole.at, place, told) for objection, told in fill.barred)
    if fill.disputed and says_all(fill.words):
        yield _At(Objection.ALL_DISPUTED, hole.at, place, fill.words)


def says_all(text: str) -> bool:
    """Tell whether a text says of something that all of them do or find it; “nearly all” says that some do not."""
    return bool(_ALL.search(text))


def _worded(sentence: Sentence, fills: Fills, yardstick: ProseYardstick, disputed: bool) -> Iterator[_At]:
    """Yield what a finding with the same holes and words would be refused for: typed amounts, and its form."""
    carried = [(hole, fill.evidence) for hole in sentence.holes if (fill := _fill(hole, fills)) and fill.evidence]
    numbers = {hole: number for number, (hole, _evidence) in enumerate(carried, 1)}
    text, places = _numbered(sentence, numbers)
    first = next((one for hole, one in carried if hole.kind in AMOUNTS), None)
    verdict = judging.judge(
        text,
        {numbers[hole]: one for hole, one in carried},
        ground=first.ground if first else Ground.NONE,
        base=first.base if first else Base.OWN,
        names=yardstick.names,
        scale_words=[word for word in yardstick.scale.words if word != yardstick.scale.none],
    )
    shares = [fill.share for hole in sentence.holes if (fill := _fill(hole, fills)) and fill.share is not None]
    for one in verdict.objections:
        # Without an amount there is no ground that could be missing; holes that name nothing were objected to.
        if (first is None and one.objection is judging.Objection.NO_GROUND) or one.objection in _OF_HOLES:
            continue
        start = places(one.start)
        at = sentence.text[start : places(one.end)]
        objection = _TYPED.get(one.objection, Objection.FORM_NOT_ALLOWED)
        if objection is Objection.AMOUNT_WORD:
            yield from _of_amount(at, start, shares, yardstick.scale, disputed)
        elif objection is not Objection.TYPED_FIGURE or not _DIGITS.search(at):
            told = one.objection.value if objection is Objection.FORM_NOT_ALLOWED else ""
            yield _At(objection, at, start, told)


_OF_HOLES = frozenset({judging.Objection.NO_HOLE, judging.Objection.UNKNOWN_EVIDENCE})


def _of_amount(at: str, start: int, shares: Sequence[Fraction], scale: AmountScale, disputed: bool) -> Iterator[_At]:
    """Say of a typed word for an amount the most that is wrong with it: it does not fit, or a source disagrees."""
    fitting = {word_for(share.numerator, share.denominator, scale) for share in shares}
    if disputed and says_all(at):
        yield _At(Objection.ALL_DISPUTED, at, start)
    elif fitting and not any(at.lower() in word.lower() or word.lower() in at.lower() for word in fitting):
        yield _At(Objection.AMOUNT_DOES_NOT_FIT, at, start, ", ".join(sorted(fitting)))
    else:
        yield _At(Objection.AMOUNT_WORD, at, start)


def _numbered(sentence: Sentence, numbers: Mapping[Hole, int]) -> tuple[str, "_Places"]:
    """Return a sentence with its holes as a finding writes them, and how places in it lead back."""
    text, place, moved = "", 0, []
    for hole in sentence.holes:
        start = hole.start - sentence.start
        text += sentence.text[place:start]
        # Words that are filled in and tell no amount are one sign that is no word, as long as the hole.
        written = f"{{{hole.kind.value} {numbers[hole]}}}" if hole in numbers and hole.kind else "◻" * len(hole.at)
        moved.append((len(text), len(text) + len(written), start, start + len(hole.at)))
        text += written
        place = start + len(hole.at)
    return text + sentence.text[place:], _Places(moved)


@dataclass(frozen=True, slots=True)
class _Places:
    """How places in a text with other holes lead back: of each hole its begin and end there, and here."""

    holes: Sequence[tuple[int, int, int, int]]

    def __call__(self, place: int) -> int:
        moved = 0
        for begins, ends, first, last in self.holes:
            if place < ends:
                return first if begins <= place else place + moved
            moved = last - ends
        return place + moved


def _personal_across(prose: Prose, yardstick: ProseYardstick) -> Mapping[int, list[_At]]:
    """Return what gives someone away across a dot that ends no sentence, as in “dhr. Bakker”, by number of sentence."""
    found: dict[int, list[_At]] = {}
    for line in prose.lines:
        sentences = line.sentences if isinstance(line, Paragraph) else ()
        begins = list(accumulate((len(one.text) + 1 for one in sentences), initial=0))
        text = " ".join(one.text for one in sentences)
        for end in begins[1:-1]:
            start = max(0, end - LONGEST_NAME)
            for at in personal_in(text[start : end + LONGEST_NAME], yardstick.people, yardstick.names):
                begin = start + at.start
                if begin < end < begin + len(at.at):
                    place = bisect_right(begins, begin) - 1
                    found.setdefault(sentences[place].number, []).append(
                        _At(at.objection, at.at, begin - begins[place])
                    )
    return found


def personal_in(text: str, people: Sequence[str], names: Sequence[str] = ()) -> Iterator[_At]:
    """Yield what gives someone away: a name of someone, an address of e-mail, also written out, a telephone number.

    Someone is named who is of the project, also by surname within a sentence, or who has a title. names: those of
    organisations, activities and the like, in which nobody is named by a title or a surname.
    """
    found = [one for pattern in (_MAIL, _PHONE) for one in pattern.finditer(text)]
    if any(people):
        found += _naming(tuple(people)).finditer(text)
    surnames = tuple(name.split()[-1] for name in people if len(name.split()) > 1)
    patterns = [_MAIL_WRITTEN_OUT, _TITLED, *([_surnames(surnames)] if surnames else ())]
    if any(pattern.search(text) for pattern in patterns):
        nameless = without_names(text, names)
        found += [one for pattern in patterns for one in pattern.finditer(nameless)]
    end = 0
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if one.start() >= end:
            yield _At(Objection.PERSONAL, one[0], one.start())
            end = one.end()


def _ways_of(name: Sequence[str]) -> str:
    words = [re.escape(word) for word in name]
    return rf"(?i:{_SPACES.join(words)})" if len(words) > 1 else rf"{words[0]}|{words[0].upper()}"


@lru_cache(maxsize=16)
def _naming(people: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of names as whole words, the longest first: as they are written, or all in capitals.

    A name of several words also in small letters, and however its words are spaced: no other word is written so.
    """
    names = sorted({name for name in people if name}, key=len, reverse=True)
    ways = [_ways_of(name.split()) for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


@lru_cache(maxsize=16)
def _surnames(surnames: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of surnames with a capital, behind a word or an initial of the same sentence.

    At the beginning of a sentence any word has a capital, and a surname may be an ordinary word.
    """
    ways = "|".join(re.escape(name) for name in sorted(set(surnames), key=len, reverse=True) if name[:1].isupper())
    ways = ways or "(?!)"
    return re.compile(rf"(?:(?:\b[A-Z]\. ?)+|(?<=[^\W\d_] )|(?<=[,;(–-] ))(?:{ways})(?!\w)")
