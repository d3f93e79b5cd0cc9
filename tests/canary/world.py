"""A generated world in which every marked item, and every record of persons and bodies, holds tokens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from uuid import UUID

from tests.canary import oracle
from tests.canary.oracle import Item, Someone
from tests.canary.tokens import Tokens
from tests.world import World
from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Purpose
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.foundation.database.reading import reading_as

CATEGORIES = (
    "police-8", "police-9", "police-10a", "police-10c", "fiscal", "customs", "criminal-justice", "open-source",
    "knowledge",
)  # fmt: skip
LEVELS = ("knowledge", "aggregate", "pseudonymous", "subject")
HANDLINGS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        ((), ("ask_first",), ("not_onward",), ("existence_hidden",), ("not_in_court",), ("ask_first", "not_onward"),
         ("not_in_court", "existence_hidden")),
    )
)  # fmt: skip
MAIN = "smokkel"
# Code, kind, opened so many days ago, in writing, whether it carries out customs law, and what its DPIA covers.
PURPOSES = (
    (MAIN, "activity", 30, True, False, CATEGORIES),
    ("douane", "activity", 30, True, True, ("police-8", "police-9", "customs", "fiscal")),
    ("vers", "activity", 3, False, False, CATEGORIES),
    ("evaluatie", "evaluation", 30, True, False, CATEGORIES),
    ("sturing", "steering", 30, True, False, CATEGORIES),
    ("toezicht", "supervision", 30, True, False, CATEGORIES),
)
OTHERS = tuple(code for code, *_facts in PURPOSES if code != MAIN)


@dataclass(frozen=True)
class Reader:
    """Someone of the cast in one of their appointments, as the second reading of the rules knows them."""

    name: str
    appointment: UUID
    someone: Someone
    bodies: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """Say who it is."""
        return f"{self.name} ({self.someone.organisation} {self.someone.capacity})"


@dataclass(frozen=True)
class Planted:
    """A document, with the tokens that it holds by where they stand."""

    identifier: UUID
    marking: UUID
    item: Item
    purposes: tuple[str, ...]
    tokens: Mapping[str, str]
    versions: int = 1
    kept_to: frozenset[str] | None = None
    recalled: bool = False

    @property
    def words(self) -> str:
        """Say what it is."""
        handling = "".join(f", {code}" for code in sorted(self.item.handling)) + (", special" * self.item.special)
        return f"{self.item.category}/{self.item.level} of {self.item.organisation} {self.item.capacity}{handling}"


@dataclass(frozen=True)
class Asked:
    """A request for consent, with the tokens in its texts."""

    identifier: UUID
    marking: UUID
    purpose: str
    provider: str
    receiver: tuple[str, str]
    kind: str
    state: str
    tokens: frozenset[str]


@dataclass
class Planting:
    """The world with all that was planted in it."""

    world: World
    folder: Path
    tokens: Tokens = field(default_factory=Tokens)
    law: str = oracle.LAW
    readers: list[Reader] = field(default_factory=list)
    purposes: dict[str, Purpose] = field(default_factory=dict)
    items: list[Planted] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    # What the parts of addresses can be, by their names.
    values: dict[str, list[str]] = field(default_factory=dict)
    # Tokens by the names of who may see them: records of persons and bodies.
    personal: dict[str, frozenset[str]] = field(default_factory=dict)
    # Whose notice of which marking was acknowledged while the world was planted.
    acknowledged: set[tuple[str, UUID]] = field(default_factory=set)
    # Every record in the database: its table, its project, and whose it is.
    rows: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    # Tokens that everyone authorised in a purpose sees in it.
    shared: dict[str, set[str]] = field(default_factory=dict)

    def reader(self, name: str, capacity: str = "") -> Reader:
        """Return someone of the cast, in a capacity or else the one they act in by themselves."""
        return next(one for one in self.readers if one.name == name and capacity in ("", one.someone.capacity))

    def member(self, name: str) -> Reader:
        """Return someone who is not of the cast, such as an officer who answers requests."""
        person = self.world.people[name]
        with reading_as(person.id):
            found = Appointment.objects.select_related("organisation", "capacity").get(person=person)
        capacity = found.capacity.kind if found.capacity else "other"
        return Reader(name, found.id, Someone(found.organisation.code, capacity, found.function))

    @contextmanager
    def reading(self, reader: Reader, purpose: str) -> Iterator[Reading]:
        """Read in a purpose as someone."""
        with reading_as(self.world.people[reader.name].id, reader.appointment):
            appointment = Appointment.objects.select_related("person", "organisation", "capacity").get(
                id=reader.appointment
            )
            yield read_in(appointment, self.purposes[purpose])


def combinations() -> list[Item]:
    """Return all categories by all levels by all providers who have them, and each pair of these with each handling."""
    givers = (
        ("NP", "police"), ("KMAR", "police"), ("FIOD", "special_investigation"), ("DOU", "customs_investigation"),
        ("DOU", "customs_supervision"), ("BD", "tax"), ("FIOD", "tax"), ("OM", "prosecution"), ("JENV", "other"),
        ("EVAL", "other"),
    )  # fmt: skip
    plain = [
        Item(*giver, category, level)
        for giver, category, level in product(givers, CATEGORIES, LEVELS)
        if oracle.may_give(giver[1], category) and (category != "knowledge" or level == "knowledge")
    ]
    wanted = {pair for item, handling in product(plain, HANDLINGS) for pair in _pairs(item, handling)}
    made: list[Item] = []

    def add(item: Item) -> None:
        handling = max(HANDLINGS, key=lambda one: len(_pairs(item, one) & wanted))
        special = item.level in oracle.ABOUT_PEOPLE and sum(one.level == item.level for one in made) % 6 == 4
        wanted.difference_update(_pairs(item, handling))
        made.append(replace(item, handling=handling, special=special))

    for item in plain:
        add(item)
    while wanted:
        add(max(plain, key=lambda item: max(len(_pairs(item, handling) & wanted) for handling in HANDLINGS)))
    return made


def _pairs(item: Item, handling: frozenset[str]) -> set[tuple[object, ...]]:
    giver = (item.organisation, item.capacity)
    return {(handling, giver), (handling, item.category), (handling, item.level)}
