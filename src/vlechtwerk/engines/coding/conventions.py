"""In which way a tool counted the places in a text: tried on the text itself, and turned into code points.

REFI-QDA 1.5, section 10.2, counts Unicode code points from 0. Tools differ: NVivo for Windows counts UTF-16 units,
ATLAS.ti a line end of two characters as one, some take the end for the last character, and some count bytes, or from 1.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, partial
from itertools import accumulate, product
from unicodedata import category

# Someone who selects by hand begins and ends at words: nearly all selections of a well understood text do.
LEAST_FIT = 0.7
# A rare way of counting is believed on no less than this, when the usual ways fail.
_MUCH, _RARE_FITS, _USUAL_FAILS = 40, 0.8, 0.5
# What two or three selections can differ in by chance.
_CLOSE = 30
# Who selects by hand takes the stop of a sentence along now and then.
_STOPLESS = 0.8


class Unit(StrEnum):
    """What counts as one."""

    CODE_POINT = "code_point"
    UTF_16 = "utf_16"
    UTF_8 = "utf_8"


class LineEnds(StrEnum):
    """How many a line end counts for: as many characters as it has; one though it has two; two though it has one."""

    AS_WRITTEN = "as_written"
    ONE = "one"
    TWO = "two"


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of counting: its unit, its line ends, whether a byte order mark counts, and whether the end is included.

    `begins_at_one`: the first is 1, not 0.
    """

    unit: Unit = Unit.CODE_POINT
    line_ends: LineEnds = LineEnds.AS_WRITTEN
    counts_mark: bool = False
    includes_end: bool = False
    begins_at_one: bool = False

    @property
    def is_rare(self) -> bool:
        """Tell whether it is believed only when the usual ways fail."""
        return self.includes_end or self.begins_at_one or self.unit is Unit.UTF_8 or self.line_ends is LineEnds.TWO

    @property
    def is_known(self) -> bool:
        """Tell whether it is tried: two rare ways at once only with an end that is included."""
        ways = (self.begins_at_one, self.unit is Unit.UTF_8, self.line_ends is LineEnds.TWO)
        return sum(ways) <= 1


_WIDE = re.compile("[\U00010000-\U0010ffff]")
_MORE_THAN_ASCII = re.compile(r"[^\x00-\x7f]")
_STOPS = frozenset(".!?…")
_DOUBLE, _SINGLE = re.compile("\r\n"), re.compile("(?<!\r)\n")
# As the standard has it, and as this platform writes.
OURS = Convention()
# The usual before the rare, and what the standard says before what tools do.
ALL = sorted(
    (
        way
        for one, included, ends, mark, unit in product((False, True), (False, True), LineEnds, (False, True), Unit)
        if (way := Convention(unit, ends, mark, included, one)).is_known
    ),
    key=lambda one: one.is_rare,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a convention fits a text: selections in all, those that begin and end at a word or line, those outside.

    `closeness` tells a selection that holds no loose spaces from one that does (0 to 6 each); `stopless` counts those
    that end right before the stop of a sentence; `places` is the same for conventions that select the same words.
    """

    convention: Convention
    selections: int = 0
    fitting: int = 0
    outside: int = 0
    closeness: int = 0
    stopless: int = 0
    places: int = 0

    @property
    def score(self) -> int:
        """Return one number for all of it: the higher, the better; nothing weighs like a place outside the text."""
        return 10 * self.fitting - 50 * self.outside + self.closeness

    @property
    def share(self) -> float:
        """Return the share of selections that fit; 1 where there are none."""
        return self.fitting / self.selections if self.selections else 1.0


class Ladder:
    """By how much a foreign count is ahead after each odd character, where that ends in it, and what exceeds one."""

    def __init__(self, odd: Sequence[tuple[int, int]]) -> None:
        self.ahead = list(accumulate((extra for _at, extra in odd), initial=0))
        self.ends = [at + 1 + ahead for (at, _extra), ahead in zip(odd, self.ahead[1:], strict=True)]
        self.more = [extra if extra > 0 else 0 for _at, extra in odd]


class Traits:
    """What a text holds that tells conventions apart: wide characters, line ends of two and of one, and a mark."""

    def __init__(self, text: str, marked: bool) -> None:
        self.length = len(text)
        self.marked = marked
        self.wide = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]
        # By how many bytes of UTF-8 a character is more than one.
        self.bytes = [
            (found.start(), len(found.group().encode("utf-8", "surrogatepass")) - 1)
            for found in ([] if text.isascii() else _MORE_THAN_ASCII.finditer(text))
        ]
        # The second character of each line end of two.
        self.double_ends = [found.end() - 1 for found in _DOUBLE.finditer(text)]
        self.single_ends = [found.start() for found in _SINGLE.finditer(text)]
        self._ladders: dict[tuple[Unit, LineEnds], Ladder] = {}

    def plainest(self, convention: Convention) -> Convention:
        """Return the plainest convention that comes to the same on such a text."""
        ends = convention.line_ends
        same = (ends is LineEnds.ONE and not self.double_ends) or (ends is LineEnds.TWO and not self.single_ends)
        differs = self.bytes if convention.unit is Unit.UTF_8 else self.wide
        counts_mark = convention.counts_mark and self.marked
        return Convention(
            convention.unit if differs or (counts_mark and convention.unit is Unit.UTF_8) else Unit.CODE_POINT,
            LineEnds.AS_WRITTEN if same else ends,
            counts_mark,
            convention.includes_end,
            convention.begins_at_one,
        )

    def ladder(self, convention: Convention) -> Ladder:
        """Return where the count of a convention and that of characters part; made once for all that count alike."""
        alike = convention.unit, convention.line_ends
        if alike not in self._ladders:
            self._ladders[alike] = Ladder(self._odd_ones(convention))
        return self._ladders[alike]

    def _odd_ones(self, convention: Convention) -> list[tuple[int, int]]:
        """Return the places of the characters that count for more or less than one, and for how much more."""
        odd: list[tuple[int, int]] = []
        if convention.line_ends is LineEnds.ONE:
            odd += ((at, -1) for at in self.double_ends)
        elif convention.line_ends is LineEnds.TWO:
            odd += ((at, 1) for at in self.single_ends)
        if convention.unit is Unit.UTF_16:
            odd += ((at, 1) for at in self.wide)
            odd.sort()
        elif convention.unit is Unit.UTF_8:
            odd += self.bytes
            odd.sort()
        return odd


class Ruler:
    """Turns places counted in one convention into code points of one text."""

    def __init__(self, traits: Traits, convention: Convention) -> None:
        of_mark = 3 if convention.unit is Unit.UTF_8 else 1
        self._before = of_mark if traits.marked and convention.counts_mark else 0
        self._included = 1 if convention.includes_end else 0
        self._first = 1 if convention.begins_at_one else 0
        self._length = traits.length
        ladder = traits.ladder(convention)
        self._ahead, self._ends, self._more = ladder.ahead, ladder.ends, ladder.more

    def passes_by(self, end: int) -> int:
        """Return by how many units an end lies past the end of the text."""
        return end + self._included - self._first - self._before - self._length - self._ahead[-1]

    def place(self, counted: int, is_end: bool = False) -> int | None:
        """Return the code point; `None` inside a character, or outside the text."""
        if is_end:
            counted += self._included
        counted -= self._first
        if self._before:
            counted = max(counted, self._before) - self._before if counted >= 0 else counted
        passed = bisect_right(self._ends, counted) if self._ends else 0
        if passed < len(self._ends) and counted >= self._ends[passed] - self._more[passed]:
            return None
        found = counted - self._ahead[passed]
        return found if 0 <= found <= self._length else None


def fits(text: str, traits: Traits, places: Sequence[tuple[int, int]], only: Convention | None = None) -> list[Fit]:
    """Return how well each convention that differs on a text fits the places (start, end) in it, likeliest first.

    With `only`, that one alone is tried.
    """
    ways = [one for one in ALL if traits.plainest(one) == one] if only is None else [traits.plainest(only)]
    # Most ways come to the same places here and there, so each place is looked at once.
    start, end = cache(partial(_start, text)), cache(partial(_end, text))
    return [_fit(text, Ruler(traits, one), one, places, start, end) for one in ways]


def _fit(
    text: str,
    ruler: Ruler,
    convention: Convention,
    places: Sequence[tuple[int, int]],
    start: Callable[[int], int],
    end: Callable[[int], int],
) -> Fit:
    found = [(ruler.place(first), ruler.place(last, is_end=True)) for first, last in places]
    fitting = outside = closeness = stopless = 0
    for first, last in found:
        if first is None or last is None or first > last:
            outside += 1
            continue
        before, after = start(first), end(last)
        fitting += before > 0 and after > 0
        closeness += before + after
        stopless += before > 0 and _lacks_stop(text, last)
    return Fit(convention, len(places), fitting, outside, closeness, stopless, hash(tuple(found)))


def _start(text: str, at: int) -> int:
    """Return 0 inside a word, 1 between words, 2 at the beginning of one, 3 at the beginning of a line."""
    if _inside(text, at):
        return 0
    if at == len(text) or text[at].isspace():
        return 1
    return 3 if at == 0 or text[at - 1] in "\r\n" else 2


def _end(text: str, at: int) -> int:
    """Return 0 inside a word, 1 between words, 2 at the end of one, 3 at the end of a sentence or line."""
    if _inside(text, at):
        return 0
    if at == len(text) or text[at] in "\r\n" or (at and text[at - 1] in "\r\n"):
        return 3
    before = text[at - 1] if at else " "
    return 1 if before.isspace() else 3 if before in ".!?…" and text[at].isspace() else 2


def _lacks_stop(text: str, at: int) -> bool:
    """Tell whether a sentence ends with the one sign behind this place."""
    return text[at : at + 1] in _STOPS and not text[at + 1 : at + 2].strip() and at > 0 and _in_word(text[at - 1])


def _inside(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return False
    before, after = text[at - 1], text[at]
    return (before == "\r" and after == "\n") or (_in_word(before) and _in_word(after))


def _in_word(sign: str) -> bool:
    return sign.isalnum() or (sign > "\x7f" and category(sign).startswith("M"))


def scores_everywhere(texts: Iterable[tuple[Traits, Sequence[Fit]]]) -> dict[Convention, int]:
    """Return how well each convention fits all texts of a project together."""
    found = dict.fromkeys(ALL, 0)
    for traits, tried in texts:
        scores = {one.convention: one.score for one in tried}
        for convention in ALL:
            found[convention] += scores[traits.plainest(convention)]
    return found


def chosen(traits: Traits, tried: Sequence[Fit], everywhere: Mapping[Convention, int]) -> tuple[Fit, bool]:
    """Return the fit to keep, and whether someone should be asked whether it is the right one.

    Kept is the convention in which most selections begin and end at a word or line. A tool counts in one way: where
    two are close, the one is kept that fits the other texts of the project best (`everywhere`). Asked is below
    `LEAST_FIT`, where nothing tells two usual conventions apart that select different words, where a rare one fits
    clearly better, and where nearly all lack the stop of their sentence: some tools leave out the last sign.
    """
    total = {one.convention: -1_000_000_000 for one in tried}
    for convention in ALL:
        plainest = traits.plainest(convention)
        total[plainest] = max(total[plainest], everywhere[convention])
    usual = [one for one in tried if not one.convention.is_rare]
    best = _best(usual, total)
    odd = _best([one for one in tried if one.convention.is_rare], total)
    if odd.share >= _RARE_FITS and best.share <= _USUAL_FAILS and total[odd.convention] >= _MUCH:
        return odd, False
    if best.outside and not odd.outside and odd.share >= _RARE_FITS and odd.score - best.score >= _CLOSE:
        # Read in the usual way the file would be refused, and nobody be asked.
        return odd, True
    equal = [
        one
        for one in usual
        if one.places != best.places and (one.score, total[one.convention]) == (best.score, total[best.convention])
    ]
    lacks_stops = best.stopless >= _STOPLESS * best.selections and total[_with_end(best)] >= total[best.convention]
    is_doubtful = best.share < LEAST_FIT or bool(equal) or odd.score - best.score >= _CLOSE or lacks_stops
    return best, bool(best.selections) and is_doubtful


def _with_end(fit: Fit) -> Convention:
    return replace(fit.convention, includes_end=True)


def _best(tried: Sequence[Fit], total: Mapping[Convention, int]) -> Fit:
    here = max(tried, key=lambda one: (one.score, total[one.convention]))
    together = max(tried, key=lambda one: (total[one.convention], one.score))
    is_close = here.score - together.score < _CLOSE and together.outside <= here.outside
    return together if is_close else here


def number_of_convention(one: Convention) -> int:
    """Return by which number a way of counting is chosen."""
    return ALL.index(one)


def convention_of(number: int) -> Convention:
    """Return the way of counting with a number."""
    return ALL[number]


def choices_of(told: Mapping[str, str]) -> dict[str, Convention]:
    """Return in which way each source (by its GUID) is to be counted; what names no way is left out."""
    return {
        guid: ALL[int(number)]
        for guid, number in told.items()
        if number.isdecimal() and len(number) <= 3 and int(number) < len(ALL)
    }
