"""What is decided once per marking is what would be decided for each item by itself, whatever the facts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from tests.workspace import Workspace
from tests.world import noted_as, now
from vlechtwerk.domains.sharing.models import Consent, Document, Purpose
from vlechtwerk.domains.sharing.operations import documents
from vlechtwerk.domains.sharing.operations.documents import Told
from vlechtwerk.domains.sharing.queries import documents as found
from vlechtwerk.domains.sharing.queries.deciding import Facts, decide_all
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.explaining import may_know
from vlechtwerk.engines.policy.facts import (
    Act,
    CapacityKind,
    Category,
    DataLevel,
    Given,
    Handling,
    Marked,
    PurposeKind,
    Reader,
    Situation,
)  # fmt: skip
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, Grounds, law_only, text_of, with_covenant
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.django_db
QUIETLY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
LAWS = {False: law_only(), True: with_covenant(text_of(MODEL_COVENANT))}
# Who gives and reads, with the organisation and the capacity that the world gave them.
GIVERS = {
    "anna": ("NP", CapacityKind.POLICE), "bram": ("BD", CapacityKind.TAX), "inge": ("OM", CapacityKind.PROSECUTION),
    "jaap": ("DOU", CapacityKind.CUSTOMS_INVESTIGATION), "chris": ("DOU", CapacityKind.CUSTOMS_SUPERVISION),
}  # fmt: skip
READERS = GIVERS | {"hugo": ("KMAR", CapacityKind.POLICE)}
FUNCTIONS = {
    "anna": "analyst", "bram": "team_manager", "inge": "prosecutor", "jaap": "investigator", "chris": "liaison",
    "hugo": "liaison",
}  # fmt: skip

levels = some.sampled_from([level.value for level in DataLevel])
handlings = some.sets(some.sampled_from([code.value for code in Handling]), max_size=2).map(frozenset)
situations = some.builds(
    Situation,
    purpose=some.sampled_from([kind.value for kind in PurposeKind]),
    statement=some.booleans(),
    days_open=some.sampled_from([0, 6, 7, 8, 30]),
    customs_law=some.booleans(),
)
covered = some.sets(some.sampled_from([category.value for category in Category]), min_size=4)
obtained = some.sets(some.sampled_from([kind.value for kind in Given])).map(frozenset)
readers = some.builds(
    Reader,
    some.sampled_from(sorted({organisation for organisation, _capacity in READERS.values()})),
    some.sampled_from([kind.value for kind in CapacityKind]),
    some.sampled_from(["analyst", "prosecutor", "evaluator", "scientist"]),
    some.booleans(),
)
marks = some.builds(
    Marked,
    some.sampled_from(sorted({organisation for organisation, _capacity in GIVERS.values()})),
    some.sampled_from([kind.value for kind in CapacityKind]),
    some.sampled_from([category.value for category in Category]),
    levels, handlings, some.booleans(),
)  # fmt: skip


def alone(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation) -> tuple[bool, bool, bool, bool]:
    """Decide about one item by itself: whether it is read, only known of, taken along, written."""
    read = decide_one(grounds, reader, marked, situation).allowed
    return (
        read,
        not read and may_know(grounds, reader, [(marked, situation)])[0],
        read and decide_one(grounds, reader, marked, situation, Act.DOWNLOAD).allowed,
        marked.organisation == reader.organisation
        and decide_one(grounds, reader, marked, situation, Act.PROVIDE).allowed,
    )


@settings(max_examples=80, deadline=None, database=None, suppress_health_check=QUIETLY)
@given(readers, situations, covered, some.lists(some.tuples(marks, obtained), max_size=8), some.booleans())
def test_many_markings_together_are_decided_as_each_alone(
    reader: Reader, situation: Situation, dpia: set[str], marked: list[tuple[Marked, frozenset[str]]], covenant: bool
) -> None:
    facts = Facts(reader, situation, frozenset(dpia), "", {uuid4(): item for item in marked})
    answers = decide_all(facts, LAWS[covenant])
    for marking, (item, given_for_it) in facts.markings.items():
        together = tuple(
            marking in those for those in (answers.readable, answers.known, answers.downloadable, answers.writable)
        )
        own = facts.situation_of(item, given_for_it)
        assert together == alone(LAWS[covenant], reader, item, own), (item, own)


@dataclass(frozen=True)
class Gift:
    """An item as someone gives it: who, and what its marking says."""

    giver: str
    category: str
    level: str
    handling: frozenset[str]
    special: bool

    def marked(self) -> Marked:
        """Return the facts of this very item, as they were drawn and not as they were stored."""
        organisation, capacity = GIVERS[self.giver]
        return Marked(organisation, capacity, self.category, self.level, self.handling, self.special)


OWN = {
    "anna": ("police-8", "police-9", "police-10a"), "bram": ("fiscal",), "inge": ("criminal-justice",),
    "jaap": ("police-8", "police-9"), "chris": ("customs",),
}  # fmt: skip
# Knowledge has no level but its own.
gifts = (
    some.sampled_from(sorted(OWN))
    .flatmap(
        lambda giver: some.builds(
            Gift, some.just(giver), some.sampled_from((*OWN[giver], "open-source", "knowledge")), levels,
            some.sets(some.sampled_from([code.value for code in Handling]), max_size=1).map(frozenset),
            some.sampled_from([False, False, True]),
        )
    )
    .map(lambda gift: replace(gift, level="knowledge") if gift.category == "knowledge" else gift)
)  # fmt: skip


def put(workspace: Workspace, situation: Situation, dpia: set[str]) -> None:
    """Let the purpose be as drawn."""
    today = localdate()
    noted_as("state_purpose")
    Purpose.objects.filter(id=workspace.purpose.id).update(
        kind=situation.purpose, opened_on=today - timedelta(days=situation.days_open),
        stated_on=today if situation.statement else None, dpia_categories=sorted(dpia),
        serves_customs_law=situation.customs_law,
    )  # fmt: skip
    workspace.purpose.refresh_from_db()


def give_all(workspace: Workspace, drawn: Sequence[Gift]) -> dict[UUID, tuple[Gift, UUID]]:
    """Give what may be given; return each with its marking, which equal ones share."""
    items = {}
    told = Told("Stuk", "fact", "eigen waarneming", "own_work", ["suspect"])
    file = workspace.folder / "given.txt"
    file.write_text("Waarnemingen")
    for gift in drawn:
        choice = Choice(gift.category, gift.level, gift.handling, gift.special)
        with suppress(Refused), workspace.reading(gift.giver) as reading:
            taken = documents.take_in_own_text(documents.Upload(file, "given.txt"))
            document = documents.give_document(reading, taken, choice, told, at=now())
            items[document.id] = (gift, document.marking_id)
    return items


def obtain(workspace: Workspace, gift: Gift, marking: UUID, name: str, kinds: frozenset[str]) -> None:
    """Register what was obtained for the marking of an item, for the organisation and capacity of a reader."""
    with workspace.reading(gift.giver) as reading:
        capacity = reading.appointment.capacity
    with workspace.reading(name) as reading:
        asked = [
            Consent(
                project_id=reading.actor.project_id, marking_id=marking, purpose=reading.purpose, kind=kind,
                provider=workspace.world.organisations[GIVERS[gift.giver][0]], providing_capacity=capacity,
                receiver=reading.appointment.organisation, receiving_capacity=reading.appointment.capacity,
                necessity="", asked_at=now(), asked_by=reading.appointment.person,
            )
            for kind in sorted(kinds)
        ]  # fmt: skip
        for consent in asked:
            consent.save(force_insert=True)
    with workspace.reading(gift.giver):
        answered = Consent.objects.filter(id__in=[consent.id for consent in asked])
        answered.update(state="given", answered_at=now(), answered_by=workspace.world.karin)


@contextmanager
def undone() -> Iterator[None]:
    """Undo all that an example did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# An example takes a second: no time is spent on a smaller one.
@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, database=None, suppress_health_check=QUIETLY,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
@given(
    drawn=some.lists(gifts, min_size=1, max_size=5),
    name=some.sampled_from(sorted(READERS)),
    situation=situations,
    dpia=covered,
    got=some.lists(obtained, min_size=5, max_size=5),
    covenant=some.booleans(),
)
def test_rows_are_what_would_be_decided_for_each_item_by_itself(
    workspace: Workspace, drawn: list[Gift], name: str, situation: Situation, dpia: set[str],
    got: list[frozenset[str]], covenant: bool,
) -> None:  # fmt: skip
    with undone():
        items = give_all(workspace, drawn)
        put(workspace, situation, dpia)
        if covenant:
            workspace.adopts_model_covenant()
        given_for: dict[UUID, frozenset[str]] = {}
        for (gift, marking), kinds in zip(items.values(), got, strict=False):
            if marking not in given_for:
                given_for[marking] = kinds
                obtain(workspace, gift, marking, name, kinds)
        shown = rows(workspace, name)
    reader = Reader(*READERS[name], FUNCTIONS[name])
    for document, (gift, marking) in items.items():
        dpia_covers = gift.category in dpia
        own = replace(situation, dpia=dpia_covers, given=given_for[marking])
        assert shown(document) == alone(LAWS[covenant], reader, gift.marked(), own)[:3], (gift, own, reader)


def rows(workspace: Workspace, name: str) -> Callable[[UUID], tuple[bool, bool, bool]]:
    """Return how the rows of the database answer someone about an item: read, only known of, taken along."""
    with workspace.reading(name) as reading:
        read = dict(Document.objects.values_list("id", "marking_id"))
        known = {item.document_id for item in found.announced(reading)}
        along = {document for document, marking in read.items() if found.may_leave(marking)}
    return lambda document: (document in read, document in known, document in along)
