"""Find records by a name that they have or had, also with a typing mistake in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vlechtwerk.domains.partnership.models import Agreement, Body, Organisation, OutsideBody, Person
from vlechtwerk.domains.programme.models import (
    Action,
    Activity,
    FormerName,
    GoalWording,
    Method,
    Precondition,
    Product,
    Source,
    ValueWording,
)
from vlechtwerk.foundation.database.kept import KeptForAll
from vlechtwerk.foundation.texts import folded, words_of

# Shorter words differ from one another by a letter only, and are no mistakes.
SHORTEST_MISTAKE = 4
# One letter wrong, missing or swapped with its neighbour in a word of four, two in a word of eight.
LIKE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Name:
    """A name by which a record is found: its present name, or one that it had."""

    kind: str
    # By what the record is found again: its code, or of a person the identifier.
    key: str
    name: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name that was found, how well it fits, and which words of it are meant."""

    name: Name
    score: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names, and at which places in them a word or a code stands."""

    names: Sequence[Name]
    words: Mapping[str, Sequence[int]]
    codes: Mapping[str, Sequence[int]]


def vocabulary_of(names: Iterable[Name]) -> Vocabulary:
    """Return the words and codes of names."""
    known = tuple(names)
    words: dict[str, list[int]] = defaultdict(list)
    codes: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(known):
        codes[folded(name.key)].append(place)
        for word in set(words_of(name.name)):
            words[word].append(place)
    return Vocabulary(known, dict(words), dict(codes))


def _names() -> list[Name]:
    """Return the names of everything that is found by name; every member may read them."""
    names = []
    for code, name, plan_name in Activity.objects.values_list("code", "name", "plan_name_note"):
        names.append(Name("activity", code, name))
        if plan_name:
            names.append(Name("activity", code, plan_name, former=True))
    former = FormerName.objects.values_list("activity__code", "name")
    names += [Name("activity", code, name, former=True) for code, name in former]
    names += [Name("precondition", *row) for row in Precondition.objects.values_list("code", "title")]
    names += [Name("organisation", *row) for row in Organisation.objects.values_list("code", "name")]
    names += [Name("body", *row) for row in Body.objects.values_list("code", "name")]
    people = Person.objects.filter(loads_cases=False).values_list("id", "name")
    names += [Name("person", str(identifier), name) for identifier, name in people]
    names += [Name("source", *row) for row in Source.objects.values_list("code", "title")]
    return [*names, *_names_of_results(), *_names_outside()]


def _names_of_results() -> list[Name]:
    """Return the names of goals and of what comes of them; an earlier wording is a former name."""
    goals = GoalWording.objects.order_by("goal_id", "order").values_list("goal__code", "text")
    elements = ValueWording.objects.order_by("element_id", "number").values_list("element__code", "name")
    products = Product.objects.values_list("id", "title")
    actions = Action.objects.values_list("id", "title")
    return [
        *_worded("goal", goals),
        *_worded("value_element", elements),
        *(Name("product", str(identifier), title) for identifier, title in products),
        *(Name("action", str(identifier), title) for identifier, title in actions),
        *(Name("method", code, title) for code, title in Method.objects.values_list("code", "title")),
    ]


def _worded(kind: str, wordings: Iterable[tuple[str, str]]) -> list[Name]:
    """Return the names that wordings give, the earlier first; the last one of a record is its present name."""
    told = list(wordings)
    present = dict(told)
    former = {(code, words) for code, words in told if words != present[code]}
    return [Name(kind, *one) for one in present.items()] + [Name(kind, *one, former=True) for one in sorted(former)]


def _names_outside() -> list[Name]:
    bodies = OutsideBody.objects.values_list("organisation__code", "organisation__name")
    agreements = Agreement.objects.values_list("id", "title")
    return [
        *(Name("outside_body", code, name) for code, name in bodies),
        *(Name("agreement", str(identifier), title) for identifier, title in agreements),
    ]


def find_names(sought: str, known: Vocabulary) -> list[NameHit]:
    """Return the names that hold every word sought, whole, in part or with a mistake; the best first.

    A code is found by itself, in any case.
    """
    wanted = words_of(sought)
    if not wanted:
        return []
    names = known.names
    scored = _matching(wanted, known.words)
    hits = [NameHit(names[place], score, frozenset(words)) for place, (score, words) in scored.items()]
    of_code = known.codes.get(folded(sought.strip()), ())
    hits += [NameHit(names[place], 2, frozenset()) for place in of_code if place not in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.name.former, hit.name.name.casefold(), hit.name.key))


def _matching(wanted: Sequence[str], vocabulary: Mapping[str, Sequence[int]]) -> dict[int, tuple[float, set[str]]]:
    """Return, per name that holds every word wanted, how well it does and by which of its words."""
    choices = list(vocabulary)
    met: dict[int, tuple[float, set[str]]] | None = None
    for word in wanted:
        of_word: dict[int, tuple[float, set[str]]] = {}
        for known, score in _like(word, choices):
            for place in vocabulary[known]:
                best, words = of_word.get(place, (0.0, set()))
                of_word[place] = (max(best, score), words | {known})
        met = of_word if met is None else {
            place: (met[place][0] + score, met[place][1] | words)
            for place, (score, words) in of_word.items()
            if place in met
        }  # fmt: skip
    return {place: (score / len(wanted), words) for place, (score, words) in (met or {}).items()}


def _like(word: str, choices: Sequence[str]) -> Iterable[tuple[str, float]]:
    """Yield the known words that are, begin with, hold, or are mistaken for a word."""
    exact = False
    for known in choices:
        if known == word:
            exact = True
            yield known, 1.0
        elif known.startswith(word):
            yield known, 0.95
        elif word in known:
            yield known, 0.9
    # Who typed a word that is there made no mistake.
    if exact or len(word) < SHORTEST_MISTAKE or word.isdigit():
        return
    for known, score, _place in process.extract(
        word, choices, scorer=OSA.normalized_similarity, score_cutoff=LIKE_ENOUGH, limit=None
    ):
        if word not in known:
            yield known, score * 0.8


# Every member may read all names.
vocabulary = KeptForAll(lambda: vocabulary_of(_names()))
