"""Who can read it, ready to print: people per organisation with their ground, and what would open it to the others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.domains.sharing.queries.audience import Seer, number_of_people
from vlechtwerk.domains.sharing.rules import ASKED_FOR
from vlechtwerk.domains.sharing.words import NEEDS
from vlechtwerk.engines.policy.explaining import WayUp
from vlechtwerk.engines.policy.facts import LEVELS, DataLevel, Given
from vlechtwerk.engines.policy.grounds import Clause
from vlechtwerk.interfaces.web.sharing.ground_words import READING_WORDS, clause_words, note_words
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, Words
from vlechtwerk.interfaces.web.words import say_article, say_capacity

ORDER = [level.value for level in LEVELS]
OPENED_BY_CONSENT = frozenset({*ASKED_FOR, Given.NECESSITY.value})


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """People of one organisation in one capacity, for whom the same holds."""

    names: str
    organisation: str
    allowed: bool
    ground: str
    words: str
    opens: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause in plain words, with its article and how sure we are of it."""

    words: str
    article: str
    conditions: str
    reading: str
    sure: Words


def clause_row(clause: Clause) -> ClauseRow:
    """Return a clause ready to print."""
    return ClauseRow(
        clause_words(clause),
        say_article(clause.article),
        note_words(clause, "conditions"),
        clause.reading,
        READING_WORDS[clause.reading],
    )


def join_or(words: Iterable[str]) -> str:
    """Join words of which one is enough: a, b or c."""
    parts = list(dict.fromkeys(words))
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s or %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def needs_words(way: WayUp) -> str:
    """Return what has to be obtained together, in a sentence; a consent names its necessity already."""
    needs = [need for need in way.needs if need != Given.NECESSITY or len(way.needs) == 1]
    return join_and(str(NEEDS[need]) for need in needs)


def place_words(organisation: str, capacity: str) -> str:
    """Return an organisation with the capacity in which someone acts for it."""
    return f"{organisation} ({say_capacity(capacity).lower()})" if capacity else organisation


def _place(seer: Seer) -> str:
    return place_words(seer.organisation, seer.capacity)


def after_consent(seer: Seer) -> bool:
    """Whether consents alone would let someone read it."""
    return not seer.allowed and any(set(way.needs) <= OPENED_BY_CONSENT for way in seer.ways_up)


def _ground(seer: Seer) -> str:
    if seer.allowed:
        return join_and(say_article(clause.article) for clause in seer.clauses)
    if seer.explanation.decided.allowed:
        return _("kept to others")
    if after_consent(seer):
        return _("after consent")
    return _("a condition is missing") if seer.ways_up else _("no ground at this level")


def _opens(seer: Seer) -> list[str]:
    return [needs_words(way) for way in seer.ways_up]


def reader_rows(seers: Sequence[Seer]) -> list[ReaderRow]:
    """Return everyone authorised in the purpose, grouped where the same holds; who can read it first."""
    groups: dict[tuple[bool, str, str], list[Seer]] = {}
    for seer in seers:
        groups.setdefault((seer.allowed, _place(seer), _ground(seer)), []).append(seer)
    rows = []
    for (allowed, place, ground), members in groups.items():
        first = members[0]
        words = [clause_words(clause) for clause in first.clauses]
        if not words and not first.explanation.decided.allowed:
            rule = {"rule": say_article(first.explanation.closed_by)}
            words = [_("%(rule)s closes this, and no ground opens it by itself.") % rule]
        rows.append(
            ReaderRow(join_and(seer.name for seer in members), place, allowed, ground, " ".join(words), _opens(first))
        )
    return rows


def people_words(number: int) -> str:
    """Return a number of people in words."""
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}


def audience(seers: Sequence[Seer], level: str, kept_to: Collection[Any] | None) -> dict[str, Any]:
    """Return the whole box: how many can read it now, after consent, and at a lower level; and each with the ground."""
    can = [seer for seer in seers if seer.allowed]
    able = {seer.person_id for seer in can}
    later = [seer for seer in seers if after_consent(seer) and seer.person_id not in able]
    late = {seer.person_id for seer in later}
    never = [seer for seer in seers if seer.person_id not in able | late]
    number = number_of_people(can)
    return {
        "number": number,
        "people": people_words(number),
        "places": join_and(_place(seer) for seer in can),
        "after": people_words(number_of_people(later)) if later else "",
        "after_places": join_and(_place(seer) for seer in later),
        "never": join_and(_place(seer) for seer in never),
        "lower": None if kept_to is not None else _lower(seers, level, number),
        "rows": reader_rows(seers),
        "save": ngettext("Save for %(number)d person", "Save for %(number)d people", number) % {"number": number},
    }


def _lower(seers: Sequence[Seer], level: str, number: int) -> dict[str, Any] | None:
    """Return the nearest lower level that would open it to more people, and to how many."""
    place = ORDER.index(level)
    for lower in reversed(ORDER[:place]):
        opened = [seer for seer in seers if seer.allowed or _reaches(seer, lower)]
        if number_of_people(opened) > number:
            return {"level": LEVEL_WORDS[DataLevel(lower)], "people": people_words(number_of_people(opened))}
    return None


def _reaches(seer: Seer, level: str) -> bool:
    highest = seer.explanation.highest
    return highest is not None and ORDER.index(highest) >= ORDER.index(level)
