"""Where a question asks several things at once: each with its place, and a question of its own as a proposal.

One thing with a double name (“import and export”), or several that share one verb and one standard (“enough knowledge,
expertise and information”), is one condition. Two are: clauses with a verb each; amounts that each have their own
(“enough A and enough B”); two standards of one thing (“sufficient and in time”); two things done (“carried out and
developed”); two that are said to be two (“both A and B”); and what the process thermometer measures apart (“support,
capability and drive”).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vlechtwerk.engines.framework.clauses import Part, Token, parts_of, tokens_of
from vlechtwerk.engines.framework.defects import Place
from vlechtwerk.engines.framework.joined import questions_of, sides_in
from vlechtwerk.engines.framework.lexicon import LEXICONS, Lexicon

_NUMBER = (
    r"(?:\d+\w*|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*(?:tien|tig|honderd|duizend)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w*(?:teen|ty|hundred|thousand))"
)
_COUNTED_WITH_ITS_NORM = re.compile(
    r"(?P<counted>\s*(?:hoeveel|welk aantal|how many|what number)\b[^?]*?),?\s+(?:en|and)\s+"
    r"(?:(?:is|zijn|waren|was)\s+(?:dat|dit|het|die|deze)(?:\s+er)?|zijn\s+er|are\s+(?:there|they|those)|is\s+(?:that|it))"
    r"\s+(?:(?:ten minste|tenminste|minstens|minimaal|ten hoogste|hoogstens|maximaal|niet meer dan|niet minder dan"
    r"|meer dan|minder dan|at least|at most|no more than|no fewer than|more than|fewer than|less than)\s+)"
    rf"{_NUMBER}(?:\s+(?:per|a|in)\s+\w+)?\s*\?\s*$",
    re.IGNORECASE,
)
Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions in a question: where each stands, and as a question of its own."""

    places: tuple[Place, ...]
    questions: tuple[str, ...]


def conditions_in(question: str, language: str) -> Conditions | None:
    """Return the conditions that a question asks at once; None where it is one.

    >>> conditions_in("Er is voldoende geld en dit is eerlijk verdeeld.", "nl").questions
    ('Er is voldoende geld.', 'Dit is eerlijk verdeeld (dit: ‘geld’).')
    """
    lexicon = LEXICONS[language]
    if counted := _COUNTED_WITH_ITS_NORM.match(question):
        # “How many …, and are there at least twenty?” gives a count its norm, and asks no second thing.
        question = counted["counted"]
    tokens = tokens_of(question, lexicon)
    ways = [
        _listed(question, tokens, lexicon),
        _joined(question, language),
        _in_parts(question, parts_of(tokens, lexicon), lexicon),
    ]
    # Of equal numbers the way that knows most of the words.
    return max((one for one in ways if one and len(one.places) > 1), key=lambda one: len(one.places), default=None)


def _joined(question: str, language: str) -> Conditions | None:
    sides = sides_in(question, language)
    return Conditions((sides.one, sides.other), questions_of(question, sides)) if sides else None


def _listed(question: str, tokens: Sequence[Token], lexicon: Lexicon) -> Conditions | None:
    """Return what is measured apart and stands in one list."""
    for at, first in enumerate(tokens):
        if first.word not in lexicon.measured_apart:
            continue
        named, end = [first], at + 1
        while end + 1 < len(tokens) and (tokens[end].word == "," or tokens[end].word in lexicon.joining):
            step = 2 if tokens[end + 1].word in lexicon.joining else 1
            if end + step >= len(tokens) or tokens[end + step].word not in lexicon.measured_apart:
                break
            named.append(tokens[end + step])
            end += step + 1
        if len(named) > 1:
            before, behind = question[: first.start], question[named[-1].end :]
            names = [question[one.start : one.end] for one in named]
            return Conditions(
                tuple(Place(one.start, one.end) for one in named),
                tuple(_sentence(f"{before}{name}{behind}") for name in names),
            )
    return None


def _in_parts(question: str, parts: list[Part], lexicon: Lexicon) -> Conditions | None:
    groups = _grouped(parts, [part.has_verb or part.opens_more for part in parts])
    amounts = _grouped(parts, [part.has_amount for part in parts])
    if len(amounts) > len(groups):
        groups = amounts
    if len(groups) > 1:
        return _clauses(question, groups, lexicon)
    return _alternatives(question, parts, lexicon)


def _grouped(parts: Sequence[Part], opens: Sequence[bool]) -> list[list[Part]]:
    """Return parts together: each that opens begins a group, others go with what stands before, or with the first."""
    groups: list[list[Part]] = []
    waiting: list[Part] = []
    for part, is_opening in zip(parts, opens, strict=True):
        if is_opening and part.joined_by == "," and groups and not _stands_alone(part):
            groups[-1].append(part)
        elif is_opening:
            groups.append([*waiting, part])
            waiting = []
        elif groups:
            groups[-1].append(part)
        else:
            waiting.append(part)
    return groups


def _stands_alone(part: Part) -> bool:
    return len(part.tokens) > 1


def _clauses(question: str, groups: Sequence[Sequence[Part]], lexicon: Lexicon) -> Conditions:
    places = tuple(Place(group[0].tokens[0].start, group[-1].tokens[-1].end) for group in groups)
    frame = question[: places[0].start]
    first = groups[0]
    verb = next((part.main[part.verbs[0]] for part in first if part.verbs), None)
    amount = next((token for part in first for token in part.main if token.word in lexicon.amounts), None)
    questions, asks = [], question.rstrip().endswith("?")
    for number, (group, place) in enumerate(zip(groups, places, strict=True)):
        said, words = place.of(question), group[0].words
        has_verb = any(part.has_verb for part in group)
        if not number:
            last = groups[-1][-1]
            tail = next((token for token in last.main if token.word in lexicon.finite), None)
            said += f" {question[tail.start : last.tokens[-1].end]}" if not has_verb and tail else ""
        elif words[0] in lexicon.pronouns or (
            group[0].verbs[:1] == [0] and words[1:2] and words[1] in lexicon.pronouns
        ):
            named = _what_there_is(question, amount, first, lexicon) if amount else ""
            pronoun = next(word for word in words[:2] if word in lexicon.pronouns)
            # What it stands for is quoted beside it: in Dutch its place in the sentence is not known.
            said = f"{said} ({pronoun}: ‘{named}’)" if named else said
        elif group[0].verbs[:1] == [0] and verb and not asks:
            said = f"{question[places[0].start : verb.start]}{said}"
        elif not has_verb and amount:
            said = f"{question[places[0].start : amount.start]}{said}"
        questions.append(_sentence(f"{frame}{said}", "?" if asks else "."))
    return Conditions(places, tuple(questions))


def _what_there_is(question: str, amount: Token, group: Sequence[Part], lexicon: Lexicon) -> str:
    """Return what there has to be so much of: “kennis, expertise en informatie”."""
    behind = [token for part in group for token in part.tokens if token.start > amount.start]
    ends = (token.start for token in behind if token.word in lexicon.prepositions | lexicon.opening)
    end = next(ends, group[-1].tokens[-1].end)
    return question[amount.end : end].strip(" ,")


def _alternatives(question: str, parts: Sequence[Part], lexicon: Lexicon) -> Conditions | None:
    """Return two standards, or two things done, that share their subject and verb."""
    tests: tuple[Test, ...] = (
        lexicon.is_standard,
        lexicon.is_participle,
        lambda word: lexicon.is_standard(word) or lexicon.is_participle(word),
    )
    rows = [[token for at in range(len(parts)) if (token := _named(parts, at, test, lexicon))] for test in tests]
    rows.append(_said_of_it(parts, lexicon))
    # Of rows as long the first: of one sort.
    named = max(rows, key=len)
    if len(named) < 2 or (len(named) == 2 and lexicon.one_standard(*(token.word for token in named))):
        return None
    first, last = named[0].start, named[-1].end
    spans = _spans(parts, named)
    return Conditions(
        tuple(spans), tuple(_sentence(f"{question[:first]}{span.of(question)}{question[last:]}") for span in spans)
    )


def _said_of_it(parts: Sequence[Part], lexicon: Lexicon) -> list[Token]:
    """Return words behind “is” of which one is known to say how it is: “open and staffed”, “safe, fast and cheap”."""
    first, *others = parts
    if not others or len(first.main) < 3 or first.main != first.tokens or any(len(one.tokens) != 1 for one in others):
        return []
    row = [first.main[-1], *(one.tokens[0] for one in others)]
    known = any(lexicon.is_standard(one.word) or lexicon.is_participle(one.word) for one in row)
    return row if known and first.main[-2].word in lexicon.copulas else []


def _named(parts: Sequence[Part], at: int, test: Test, lexicon: Lexicon) -> Token | None:
    """Return the standard, or what was done, of a part that is one of a row of them; None where it is not."""
    tokens = parts[at].main
    ends = [token for token in tokens if token.word not in lexicon.particles] if at + 1 < len(parts) else []
    opening = at + 1 < len(parts) and _leads(parts[at + 1], test, lexicon) is not None
    if opening and ends and test(ends[-1].word) and tokens[-1] is parts[at].tokens[-1]:
        return ends[-1]
    led = _leads(parts[at], test, lexicon) if at else None
    before = [token for token in parts[at - 1].main if token.word not in lexicon.particles] if at else []
    return led if led and before and test(before[-1].word) else None


def _leads(part: Part, test: Test, lexicon: Lexicon) -> Token | None:
    """Return the word of this sort with which a part begins, when it belongs to no noun."""
    for at, token in enumerate(part.tokens):
        if test(token.word):
            following = part.tokens[at + 1].word if at + 1 < len(part.tokens) else ""
            ends = (
                not following
                or following in lexicon.prepositions | lexicon.adverbs | lexicon.finite | lexicon.particles
                or lexicon.is_standard(following)
                or lexicon.is_participle(following)
            )
            return token if ends else None
        if token.word not in lexicon.adverbs:
            return None
    return None


def _spans(parts: Sequence[Part], named: Sequence[Token]) -> list[Place]:
    """Return each of a row with the adverbs before it and the particle behind."""
    spans = []
    for token in named:
        part = next(part for part in parts if token in part.tokens)
        first = named[0] is token
        start = token.start if first else part.tokens[0].start
        end = part.tokens[-1].end if first else token.end
        spans.append(Place(start, end))
    return spans


def _sentence(text: str, mark: str = "") -> str:
    """Return words as a sentence: single spaces, a capital, and a mark at the end."""
    words = re.sub(r"\s+", " ", text).strip(" ,;")
    words = words if not mark else words.rstrip(".?!") + mark
    return words[:1].upper() + words[1:]
