"""The clauses of a question: what stands between joining words, and which of it has a verb with a subject of its own.

No understanding of the sentence: lists of words, endings, and where a verb stands. What hangs on another part (“firms
that buy and sell”) is told from what stands beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vlechtwerk.engines.framework.lexicon import DUTCH, LEXICONS, Lexicon, word_set, words_of


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of a question, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(slots=True)
class Part:
    """What stands between two joining words. main: without what hangs on another part."""

    tokens: list[Token]
    joined_by: str
    # A comma before the joining word.
    is_set_apart: bool = False
    main: list[Token] = field(default_factory=list)
    # At which main words a verb with a subject stands.
    verbs: list[int] = field(default_factory=list)
    has_verb: bool = False
    has_amount: bool = False
    # “… and fewer …”: more is asked, whatever its verb is.
    opens_more: bool = False

    @property
    def words(self) -> list[str]:
        """Return its words."""
        return [token.word for token in self.tokens]


# A question that begins so says first of whom or when it asks: “who reports it, …”.
_OF_WHOM = word_set("wie wat wanneer als indien zodra who whoever what whatever when if once")
_ABOUT_IT = re.compile(r"(?:daar|hier|er)(?:aan|af|bij|door|in|mee|na|naar|om|op|over|tegen|toe|uit|van|voor)")


def has_verb(question: str, language: str) -> bool:
    """Tell whether a question says that something is, or was done."""
    lexicon = LEXICONS[language]
    for part in parts_of(tokens_of(question, lexicon), lexicon):
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


def tokens_of(question: str, lexicon: Lexicon) -> list[Token]:
    """Return the words of what a question asks, without the words by which it asks how far it is so."""
    # Brackets explain; what stands in them asks nothing of its own.
    text = re.sub(r"\([^)]*\)", lambda held: " " * len(held[0]), question)
    begin = match.end() if (match := lexicon.frame.match(text)) else 0
    return [Token(word, start + begin, end + begin) for word, start, end in words_of(text[begin:])]


def parts_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Part]:
    """Return what stands between joining words, commas and the ends of sentences, with its verbs and amounts."""
    parts = [Part([], "")]
    for at, token in enumerate(tokens):
        # “in- en uitvoer”, “wet- en regelgeving”: one word, written twice.
        half = bool(parts[-1].tokens) and parts[-1].tokens[-1].word.endswith("-")
        if (token.word in lexicon.joining and not half) or token.word in (",", ";", ":"):
            if parts[-1].tokens:
                parts.append(Part([], token.word))
            else:
                parts[-1].is_set_apart = parts[-1].joined_by == ","
                parts[-1].joined_by = token.word
        elif token.word == "." and at + 1 < len(tokens):
            parts.append(Part([], ";"))
        elif token.word not in (".", "?", "!"):
            parts[-1].tokens.append(token)
    parts = [part for part in parts if part.tokens]
    asks = bool(tokens) and tokens[-1].word == "?"
    _weigh(parts, lexicon, asks=asks)
    return parts


def _weigh(parts: list[Part], lexicon: Lexicon, *, asks: bool) -> None:
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
            gap = Token("", part.tokens[opened].start, part.tokens[opened].start)
            part.main = [*part.main, gap, *part.tokens[behind:]]
            verbs = _verb_places(part, before, lexicon, inverted=asks and at == 0, helped=verb_seen)
            opened = len(part.tokens) if verbs else opened
        if hanging and not verb_seen and len(verbs) > 1 and verbs[0] == 0:
            # “families that lost it and have none receive help”: the first still hangs on “that”.
            verbs = verbs[1:]
        if hanging and verb_seen:
            verbs = [place for place in verbs if _has_own_subject(part, place, lexicon)]
        part.verbs = verbs = verbs or _last_about_it(parts, at) or _last_of_clause(parts, at, lexicon)
        part.has_verb = bool(verbs) and not (at and _doubles(verbs, parts[at - 1], is_first=at == 1))
        hanging = hanging and not verbs
        part.opens_more = _opens_more(parts, at, lexicon)
        part.has_amount = not hanging and any(
            token.word in lexicon.amounts and place + 1 < len(part.main) for place, token in enumerate(part.main)
        )
        if opened < len(part.tokens):
            hanging, joined_inside = True, False
        begins = bool(verbs) and (_begins_clause(part, verbs, lexicon) or _is_apart(parts, at, lexicon))
        if part.has_verb and at and part.joined_by in lexicon.joining and begins:
            # “… and are kept”: what stands before is a clause, whatever its verb is.
            parts[at - 1].has_verb = parts[at - 1].has_verb or not any(one.has_verb for one in parts[:at])
        verb_seen = verb_seen or part.has_verb
    _let_first_hang(parts)


def _last_about_it(parts: Sequence[Part], at: int) -> list[int]:
    """Return the place of the verb of “… and talk about it”, in a sentence in which verbs stand last."""
    part = parts[at]
    is_clause = at and len(part.words) > 1 and _ABOUT_IT.fullmatch(part.words[0]) and parts[at - 1].has_verb
    return [len(part.main) - 1] if is_clause else []


def _last_of_clause(parts: Sequence[Part], at: int, lexicon: Lexicon) -> list[int]:
    """Return the place of the verb of “… and the council controleert”: one that no list knows, behind its subject."""
    part = parts[at]
    is_clause = at and lexicon is DUTCH and len(part.main) > 2 and parts[at - 1].has_verb
    is_led = is_clause and part.words[0] in lexicon.determiners and part.main[-1].word.endswith("eert")
    return [len(part.main) - 1] if is_led else []


def _let_first_hang(parts: Sequence[Part]) -> None:
    """Let all before the comma hang on the rest, in a question that first says of whom or when it asks."""
    comma = next((at for at, part in enumerate(parts) if part.joined_by == ","), None)
    if comma and parts[0].words[0] in _OF_WHOM:
        for part in parts[:comma]:
            part.has_verb = part.has_amount = part.opens_more = False


def _doubles(verbs: Sequence[int], before: Part, *, is_first: bool) -> bool:
    """Tell whether a verb only gives the one before it a double name: “Helpt en verbindt …”."""
    stands_last = before.verbs[-1:] == [len(before.main) - 1]
    return verbs[0] == 0 and ((is_first and len(before.main) == 1) or stands_last)


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
        if words[at] in lexicon.finite or words[at - 1] == "te" or (lexicon is DUTCH and ends):
            return at + 1
    return len(words)


def _verb_places(part: Part, before: Sequence[str], lexicon: Lexicon, *, inverted: bool, helped: bool) -> list[int]:
    """Return at which of its main words a part has a verb with a subject. helped: a verb went before in the text."""
    words = [token.word for token in part.main]
    found = [at for at in range(len(words)) if _is_verb(words, at, before, lexicon, inverted=inverted)]
    # Beside another verb, “gebruikt” is what was done; “bereikt de doelgroep” is a verb again.
    return [
        at
        for at in found
        if not (helped and lexicon.is_participle(words[at]))
        or (at == 0 and words[1:2] and words[1] in lexicon.determiners and words[1] not in lexicon.finite)
    ]


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
    if at == 0 and left and _acts_on_it(words, left, lexicon):
        return True
    if word in lexicon.finite_perhaps:
        return _acts(words, at, lexicon)
    led = following in lexicon.determiners and following not in lexicon.finite
    if at and lexicon is DUTCH and previous not in lexicon.prepositions | lexicon.determiners:
        return led and word.endswith("eren") and len(word) > 6
    if lexicon is not DUTCH and at and led and lexicon.is_participle(word):
        # “the board adopted a plan”; not “was given a plan”.
        return previous not in lexicon.finite and previous not in lexicon.prepositions
    if lexicon is not DUTCH and word.endswith("s"):
        led = following in ("its", "their", "his", "her")
    return at == 0 and before != "" and led and _could_be_verb(word, lexicon)


def _is_infinitive(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 4 and word.endswith("en") if lexicon is DUTCH else word.endswith("ing")


def _bare(left: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the word on the left stands behind one that asks for the name of an act: “op verbinden”."""
    return len(left) > 1 and (left[-2] in lexicon.prepositions or left[-2] == "het")


def _acts(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that may be a noun too is a verb here: nothing belongs to it, and something comes of it."""
    previous, rest = (words[at - 1] if at else ""), words[at + 1 :]
    if previous in lexicon.determiners or previous in lexicon.prepositions or previous in lexicon.amounts:
        return False
    if not rest:
        return lexicon is DUTCH and at > 0
    if rest[-1] in lexicon.particles or any(word in ("it", "them", "er", "daarnaar") for word in rest):
        return True
    return rest[0] not in lexicon.prepositions and rest[0] not in lexicon.finite


def _acts_on_it(words: Sequence[str], left: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a part begins with a verb that no list knows: “abide by them”, “praten daarover”."""
    if len(words) < 2 or not _could_be_verb(words[0], lexicon) or words[0] in lexicon.finite:
        return False
    if lexicon is not DUTCH:
        return words[-1] in ("it", "them") and words[0] not in lexicon.amounts
    # A particle before it ends a clause: “verwijzen … door en melden …”.
    return any(map(_ABOUT_IT.fullmatch, words)) or (
        left[-1] in lexicon.particles and words[1] not in lexicon.prepositions
    )


def _could_be_verb(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.prepositions or word in lexicon.determiners or word in lexicon.adverbs:
        return False
    return word.endswith(("t", "en")) if lexicon is DUTCH else not word.endswith(("ing", "ly"))


def _has_own_subject(part: Part, place: int, lexicon: Lexicon) -> bool:
    """Tell whether, behind a part that hangs on another, a verb begins a sentence of its own again."""
    words = [token.word for token in part.main]
    if lexicon is DUTCH:
        # In a part that hangs the verbs stand last, but for what goes with a preposition.
        behind = words[place + 1 :]
        together = next((at for at, word in enumerate(behind) if not _verbal(word, lexicon)), len(behind))
        rest = behind[together:]
        return bool(rest) and (rest[0] not in lexicon.prepositions or (not together and _verbal(rest[-1], lexicon)))
    subject = words[0] if place else "".join(words[1:2])
    return (place > 0 and subject in lexicon.determiners) or subject in lexicon.pronouns


def _verbal(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.finite or lexicon.is_participle(word) or lexicon.infinitive.fullmatch(word) is not None


def _opens_more(parts: Sequence[Part], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a part asks for more or fewer of something else, and not “quicker and more meetings”."""
    part = parts[at]
    if not at or part.joined_by not in lexicon.joining or part.words[0] not in lexicon.comparing:
        return False
    return len(part.tokens) > 1 and parts[at - 1].has_verb and not parts[at - 1].words[-1].endswith("er")


def _is_apart(parts: Sequence[Part], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a comma before “and” sets a clause with a subject of its own apart: “…, and callers are helped”."""
    return (
        len(parts) == 2
        and at == 1
        and parts[1].is_set_apart
        and len(parts[0].tokens) > 2
        and not any(word in lexicon.opening for word in parts[0].words[:1])
    )


def _begins_clause(part: Part, verbs: Sequence[int], lexicon: Lexicon) -> bool:
    return verbs[0] == 0 or (verbs[0] == 1 and part.words[0] in lexicon.pronouns)
