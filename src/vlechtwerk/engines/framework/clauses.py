"""Where a question asks several things at once: each with its place, and a question of its own as a proposal.

One thing with a double name (“import and export”), or several that share one verb and one standard (“enough knowledge,
expertise and information”), is one condition. Two are: clauses with a verb each; amounts that each have their own
(“enough A and enough B”); two standards of one thing (“sufficient and in time”); two things done (“carried out and
developed”); and what the process thermometer measures apart (“support, capability and drive”).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vlechtwerk.engines.framework.defects import Place
from vlechtwerk.engines.framework.lexicon import LEXICONS, Lexicon, words_of


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(slots=True)
class _Part:
    """What stands between two joining words. main: without what hangs on another part."""

    tokens: list[_Token]
    joined_by: str
    main: list[_Token] = field(default_factory=list)
    # At which main words a verb with a subject stands.
    verbs: list[int] = field(default_factory=list)
    has_verb: bool = False
    has_amount: bool = False

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions in a question: where each stands, and as a question of its own."""

    places: tuple[Place, ...]
    questions: tuple[str, ...]


def conditions_in(question: str, language: str) -> Conditions | None:
    """Return the conditions that a question asks at once; None where it is one.

    >>> conditions_in("Er is voldoende geld en dit is eerlijk verdeeld.", "nl").questions
    ('Er is voldoende geld.', 'Geld: dit is eerlijk verdeeld.')
    """
    lexicon = LEXICONS[language]
    tokens = _tokens(question, lexicon)
    found = _listed(question, tokens, lexicon) or _in_parts(question, _parts(tokens, lexicon), lexicon)
    return found if found and len(found.places) > 1 else None


def has_verb(question: str, language: str) -> bool:
    """Tell whether a question says that something is, or was done."""
    lexicon = LEXICONS[language]
    for part in _parts(_tokens(question, lexicon), lexicon):
        words = [*(token.word for token in part.main), ""]
        done = (
            word
            for at, word in enumerate(words[:-1])
            if lexicon.is_participle(word) and _is_free(words[at + 1], lexicon)
        )
        if part.has_verb or any(done):
            return True
    return False


def _is_free(following: str, lexicon: Lexicon) -> bool:
    """Tell whether the word before this one belongs to no noun: “opgesteld door …”, and not “gesloten panden”."""
    return not following or following in lexicon.prepositions or following in lexicon.finite


def _tokens(question: str, lexicon: Lexicon) -> list[_Token]:
    """Return the words of what a question asks, without the words by which it asks how far it is so."""
    # Brackets explain; what stands in them asks nothing of its own.
    text = re.sub(r"\([^)]*\)", lambda held: " " * len(held[0]), question)
    begin = match.end() if (match := lexicon.frame.match(text)) else 0
    return [_Token(word, start + begin, end + begin) for word, start, end in words_of(text[begin:])]


def _listed(question: str, tokens: Sequence[_Token], lexicon: Lexicon) -> Conditions | None:
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


def _parts(tokens: Sequence[_Token], lexicon: Lexicon) -> list[_Part]:
    parts = [_Part([], "")]
    for at, token in enumerate(tokens):
        # “in- en uitvoer”, “wet- en regelgeving”: one word, written twice.
        half = bool(parts[-1].tokens) and parts[-1].tokens[-1].word.endswith("-")
        if (token.word in lexicon.joining and not half) or token.word in (",", ";", ":"):
            if parts[-1].tokens:
                parts.append(_Part([], token.word))
            else:
                parts[-1].joined_by = token.word
        elif token.word == "." and at + 1 < len(tokens):
            parts.append(_Part([], ";"))
        elif token.word not in (".", "?", "!"):
            parts[-1].tokens.append(token)
    parts = [part for part in parts if part.tokens]
    asks = bool(tokens) and tokens[-1].word == "?"
    _weigh(parts, lexicon, asks=asks)
    return parts


def _weigh(parts: list[_Part], lexicon: Lexicon, *, asks: bool) -> None:
    """Find the main words of each part, and whether they hold a verb and an amount of their own."""
    hanging, joined_inside, verb_seen = False, False, False
    for at, part in enumerate(parts):
        if part.joined_by in (",", ";", ":"):
            hanging = False
        elif hanging and joined_inside:
            # “that buy and sell and …”: the third one no longer hangs on “that”.
            hanging = False
        joined_inside = hanging
        opened = _opening_place(part.words, lexicon)
        part.main = part.tokens[:opened]
        before = parts[at - 1].words[-2:] if at else []
        verbs = _verb_places(part, before, lexicon, inverted=asks and at == 0, helped=verb_seen)
        if not verbs and opened < len(part.tokens):
            behind = _end_of_hanging(part.words, opened, lexicon)
            gap = _Token("", part.tokens[opened].start, part.tokens[opened].start)
            part.main = [*part.main, gap, *part.tokens[behind:]]
            verbs = _verb_places(part, before, lexicon, inverted=asks and at == 0, helped=verb_seen)
            opened = len(part.tokens) if verbs else opened
        if hanging and verb_seen:
            verbs = [place for place in verbs if _has_own_subject(part, place, lexicon)]
        # “Helpt en verbindt …”: one deed with a double name.
        last = parts[at - 1] if at else part
        doubled = (
            at > 0
            and verbs[:1] == [0]
            and ((at == 1 and len(last.main) == 1) or last.verbs[-1:] == [len(last.main) - 1])
        )
        part.verbs, part.has_verb = verbs, bool(verbs) and not doubled
        hanging = hanging and not verbs
        part.has_amount = not hanging and any(
            token.word in lexicon.amounts and place + 1 < len(part.main) for place, token in enumerate(part.main)
        )
        if opened < len(part.tokens):
            hanging, joined_inside = True, False
        if part.has_verb and at and part.joined_by in lexicon.joining and _begins_clause(part, verbs, lexicon):
            # “… and are kept”: what stands before is a clause, whatever its verb is.
            parts[at - 1].has_verb = parts[at - 1].has_verb or not any(one.has_verb for one in parts[:at])
        verb_seen = verb_seen or part.has_verb


def _opening_place(words: Sequence[str], lexicon: Lexicon) -> int:
    """Return where a part begins to hang on what stands before; its length where it never does."""
    for at, word in enumerate(words):
        if word not in lexicon.opening:
            continue
        # “… en dat is …”
        if at == 0 and word in lexicon.pronouns and len(words) > 1 and words[1] in lexicon.finite:
            continue
        if word == "to" and at + 1 < len(words) and words[at + 1] in lexicon.determiners:
            continue
        return at
    return len(words)


def _end_of_hanging(words: Sequence[str], opened: int, lexicon: Lexicon) -> int:
    """Return behind which word what hangs has its verb; there the sentence around it goes on: “waar zij wonen ‸ is”."""
    for at in range(opened + 1, len(words)):
        following = words[at + 1] if at + 1 < len(words) else ""
        ends = words[at].endswith("en") and (following in lexicon.prepositions or following in lexicon.finite)
        if words[at] in lexicon.finite or words[at - 1] == "te" or (lexicon is DUTCH_LEXICON and ends):
            return at + 1
    return len(words)


def _verb_places(part: _Part, before: Sequence[str], lexicon: Lexicon, *, inverted: bool, helped: bool) -> list[int]:
    """Return at which of its main words a part has a verb with a subject. helped: a verb went before in the text."""
    words = [token.word for token in part.main]
    found = [at for at in range(len(words)) if _is_verb(words, at, before, lexicon, inverted=inverted)]
    if not helped and len(found) > 1:
        return found
    return [at for at in found if not (helped and words[at] in lexicon.finite and lexicon.is_participle(words[at]))]


def _is_verb(words: Sequence[str], at: int, left: Sequence[str], lexicon: Lexicon, *, inverted: bool) -> bool:
    before = left[-1] if left else ""
    word, previous = words[at], words[at - 1] if at else ""
    following = words[at + 1] if at + 1 < len(words) else ""
    if previous in ("te", "het", "to") and word not in ("is", "was", "heeft", "wordt", "has"):
        return False
    # “gericht op verbinden en ondersteunen”: two of the same sort.
    if at == 0 and _is_infinitive(word, lexicon) and _is_infinitive(before, lexicon) and _bare(left, lexicon):
        is_verb = word in lexicon.finite or word in lexicon.finite_perhaps
        led = following in lexicon.determiners and following not in lexicon.finite
        return led or (is_verb and words[-1] in lexicon.particles)
    if inverted and at == 0 and word in lexicon.modals:
        return False
    if word == "zijn" and following and previous in lexicon.prepositions:
        return False
    if word in lexicon.finite:
        return previous not in lexicon.prepositions
    if word in lexicon.finite_perhaps:
        return _acts(words, at, lexicon)
    led = following in lexicon.determiners and following not in lexicon.finite
    if at and lexicon is DUTCH_LEXICON and previous not in lexicon.prepositions | lexicon.determiners:
        return led and word.endswith("eren") and len(word) > 6
    return at == 0 and before != "" and led and _could_be_verb(word, lexicon)


def _is_infinitive(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 4 and word.endswith("en") if lexicon is DUTCH_LEXICON else word.endswith("ing")


def _bare(left: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the word on the left stands behind one that asks for the name of an act: “op verbinden”."""
    return len(left) > 1 and (left[-2] in lexicon.prepositions or left[-2] in ("het", "te"))


def _acts(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that may be a noun too is a verb here: nothing belongs to it, and something comes of it."""
    previous, rest = (words[at - 1] if at else ""), words[at + 1 :]
    if previous in lexicon.determiners or previous in lexicon.prepositions or previous in lexicon.amounts:
        return False
    if not rest:
        return lexicon is DUTCH_LEXICON and at > 0
    if rest[-1] in lexicon.particles or any(word in ("it", "them", "er", "daarnaar") for word in rest):
        return True
    return rest[0] not in lexicon.prepositions and rest[0] not in lexicon.finite


def _could_be_verb(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.prepositions or word in lexicon.determiners or word in lexicon.adverbs:
        return False
    return word.endswith(("t", "en")) if lexicon is DUTCH_LEXICON else not word.endswith(("ing", "ly", "s"))


DUTCH_LEXICON = LEXICONS["nl"]


def _has_own_subject(part: _Part, place: int, lexicon: Lexicon) -> bool:
    """Tell whether, behind a part that hangs on another, a verb begins a sentence of its own again."""
    words = [token.word for token in part.main]
    if lexicon is DUTCH_LEXICON:
        # In a part that hangs the verbs stand last, but for what goes with a preposition.
        behind = words[place + 1 :]
        together = next((at for at, word in enumerate(behind) if not _verbal(word, lexicon)), len(behind))
        rest = behind[together:]
        return bool(rest) and (rest[0] not in lexicon.prepositions or (not together and _verbal(rest[-1], lexicon)))
    subject = words[0] if place else "".join(words[1:2])
    return (place > 0 and subject in lexicon.determiners) or subject in lexicon.pronouns


def _verbal(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.finite or lexicon.is_participle(word) or lexicon.infinitive.fullmatch(word) is not None


def _begins_clause(part: _Part, verbs: Sequence[int], lexicon: Lexicon) -> bool:
    return verbs[0] == 0 or (verbs[0] == 1 and part.words[0] in lexicon.pronouns)


def _in_parts(question: str, parts: list[_Part], lexicon: Lexicon) -> Conditions | None:
    groups = _grouped(parts, [part.has_verb for part in parts])
    amounts = _grouped(parts, [part.has_amount for part in parts])
    if len(amounts) > len(groups):
        groups = amounts
    if len(groups) > 1:
        return _clauses(question, groups, lexicon)
    return _alternatives(question, parts, lexicon)


def _grouped(parts: Sequence[_Part], opens: Sequence[bool]) -> list[list[_Part]]:
    """Return parts together: each that opens begins a group, others go with what stands before, or with the first."""
    groups: list[list[_Part]] = []
    waiting: list[_Part] = []
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


def _stands_alone(part: _Part) -> bool:
    return len(part.tokens) > 1


def _clauses(question: str, groups: Sequence[Sequence[_Part]], lexicon: Lexicon) -> Conditions:
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
            said = f"{named}: {said}" if named else said
        elif group[0].verbs[:1] == [0] and verb and not asks:
            said = f"{question[places[0].start : verb.start]}{said}"
        elif not has_verb and amount:
            said = f"{question[places[0].start : amount.start]}{said}"
        questions.append(_sentence(f"{frame}{said}", "?" if asks else "."))
    return Conditions(places, tuple(questions))


def _what_there_is(question: str, amount: _Token, group: Sequence[_Part], lexicon: Lexicon) -> str:
    """Return what there has to be so much of: “kennis, expertise en informatie”."""
    behind = [token for part in group for token in part.tokens if token.start > amount.start]
    ends = (token.start for token in behind if token.word in lexicon.prepositions | lexicon.opening)
    end = next(ends, group[-1].tokens[-1].end)
    return question[amount.end : end].strip(" ,")


def _alternatives(question: str, parts: Sequence[_Part], lexicon: Lexicon) -> Conditions | None:
    """Return two standards, or two things done, that share their subject and verb."""
    for test in (lexicon.is_standard, lexicon.is_participle):
        named = [token for at in range(len(parts)) if (token := _named(parts, at, test, lexicon))]
        words = [token.word for token in named]
        if len(named) < 2 or (len(named) == 2 and lexicon.one_standard(*words)):
            continue
        first, last = named[0].start, named[-1].end
        spans = _spans(question, parts, named)
        return Conditions(
            tuple(spans),
            tuple(_sentence(f"{question[:first]}{span.of(question)}{question[last:]}") for span in spans),
        )
    return None


def _named(parts: Sequence[_Part], at: int, test: object, lexicon: Lexicon) -> _Token | None:
    """Return the standard, or what was done, of a part that is one of a row of them; None where it is not."""
    assert callable(test)
    tokens = parts[at].main
    ends = [token for token in tokens if token.word not in lexicon.particles] if at + 1 < len(parts) else []
    opening = at + 1 < len(parts) and _leads(parts[at + 1], test, lexicon) is not None
    if opening and ends and test(ends[-1].word) and tokens[-1] is parts[at].tokens[-1]:
        return ends[-1]
    led = _leads(parts[at], test, lexicon) if at else None
    before = [token for token in parts[at - 1].main if token.word not in lexicon.particles] if at else []
    return led if led and before and test(before[-1].word) else None


def _leads(part: _Part, test: object, lexicon: Lexicon) -> _Token | None:
    """Return the word of this sort with which a part begins, when it belongs to no noun."""
    assert callable(test)
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


def _spans(question: str, parts: Sequence[_Part], named: Sequence[_Token]) -> list[Place]:
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
