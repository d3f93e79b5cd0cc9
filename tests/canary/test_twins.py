"""Two worlds from one seed, the second without anything of which Bram may not know, answer him alike, byte for byte."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID
from zlib import crc32

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from tests import evaluation_reports, measures, results, workspace
from tests.canary import (
    evaluating,
    fielding,
    findings,
    frameworks,
    laying_out,
    learning,
    mechanisms,
    oracle,
    planting,
    ticking,
)
from tests.canary.conftest import FULL, as_in_production, fresh_database
from tests.canary.crawl import Crawl, all_routes, filled
from tests.canary.expecting import verdict
from tests.canary.oracle import Item
from tests.canary.routes import Route
from tests.canary.watching import nothing_is
from tests.canary.world import MAIN, Planted, Planting
from tests.world import find_world
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.foundation import identifiers

pytestmark = pytest.mark.slow

SEED = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
# What differs between any two answers: proof against forged forms, and what is drawn anew each time.
DRAWN = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|(?<="evaluation.tickmonth": \[\{)"id": "[^"]*"'
)
ONE_IN = 1 if FULL else 8
OF_THE_PROGRAMME = re.compile(r"/programme/|^/api/")
ABOUT_SHARING = re.compile(r"purpose|covenant|notice|search|log|document|consent|export|waiting|suspen|authoris|report")
# These pages draw a secret for a second factor; they hold nothing of a project.
LEFT_OUT = ("account/2fa/",)
LIST = "sharing:documents"
# What Bram, of the tax authority, reads or may know of.
VISIBLE = [
    Item("NP", "police", "knowledge", "knowledge"), Item("BD", "tax", "fiscal", "subject"),
    Item("OM", "prosecution", "criminal-justice", "subject"), Item("FIOD", "tax", "fiscal", "pseudonymous"),
    Item("KMAR", "police", "police-8", "knowledge"), Item("NP", "police", "police-8", "aggregate"),
    Item("JENV", "other", "open-source", "knowledge"),
]  # fmt: skip


def hidden_items() -> list[Item]:
    """Return what he may not know of."""
    hidden = frozenset({"existence_hidden"})
    return [
        Item("NP", "police", "police-8", "subject", hidden), Item("KMAR", "police", "police-9", "subject", hidden),
        Item("FIOD", "special_investigation", "police-10a", "pseudonymous", hidden),
        Item("NP", "police", "knowledge", "knowledge", hidden),
        Item("DOU", "customs_supervision", "customs", "subject"),
        Item("EVAL", "other", "open-source", "pseudonymous"), Item("BD", "tax", "fiscal", "subject"),
    ]  # fmt: skip


@dataclass
class Names:
    """Makes identifiers from where they are made, so that what is left out shifts no other."""

    label: str = ""
    count: int = 0

    def begin(self, label: str) -> None:
        """Begin something new."""
        self.label, self.count = label, 0

    def __call__(self) -> UUID:
        """Return the next identifier, in the form of a random one."""
        self.count += 1
        drawn = random.Random(f"{SEED}{self.label}{self.count}")
        return UUID(int=drawn.getrandbits(128), version=4)


@dataclass
class Twin:
    """One of the two worlds, planted step by step under names of its own."""

    made: Planting
    names: Names
    with_hidden: bool
    hidden: list[Planted] = field(default_factory=list)

    def plant(self) -> None:
        """Plant what both have, and what only one of them has in between."""
        self._step("all", lambda: laying_out.lay_out(self.made))
        hidden = hidden_items() if self.with_hidden else []
        for place, item in enumerate(VISIBLE):
            self._step(f"visible {place}", lambda item=item: planting.give(self.made, item, 0))
            for one in hidden[place : place + 1]:
                self._step(f"hidden {place}", lambda one=one: self._hide(one))
        if self.with_hidden:
            self._step("acts", self._acts)
        self._step("end", lambda: planting.finish(self.made))

    def is_absent(self, planted: Planted) -> bool:
        """Whether Bram may not even know of something."""
        return verdict(self.made, self.made.reader("bram"), MAIN, planted) == oracle.ABSENT

    def _step(self, label: str, act: Callable[[], object]) -> None:
        self.names.begin(label)
        self.made.tokens.made = crc32(label.encode()) % 30_000 * 1_000
        act()

    def _hide(self, item: Item) -> None:
        # What the tax authority gives itself is kept from Bram by keeping it to a colleague.
        kept = ["officer BD tax"] if item.organisation == "BD" else None
        self.hidden.append(planting.give(self.made, item, 0, kept_to=kept, by="officer BD tax" if kept else ""))

    def _acts(self) -> None:
        """Do with what is hidden all that can be done with it, and name Bram in it."""
        made, world = self.made, self.made.world
        first = self.hidden[0]
        with made.reading(made.reader("anna"), MAIN) as reading:
            document = Document.objects.select_related("marking").get(id=first.identifier)
            lower = Document.objects.select_related("marking").get(id=made.items[0].identifier)
            documents.write_comment(
                reading, document, "Kijk eens", at=planting.now(), mentioned=[world.people["officer NP police"]]
            )
            documents.name_lower_edition(reading, document, lower, at=planting.now())
            documents.link_document(reading, document, "activity", "A01", at=planting.now())
            consents.send_document(reading, document, world.people["officer NP police"], at=planting.now())
        last = self.hidden[3]
        with made.reading(made.reader("anna"), MAIN) as reading:
            recalled = Document.objects.get(id=last.identifier)
            documents.recall_document(reading, recalled, "Verkeerd", at=planting.now())


@contextmanager
def one_moment(patch: pytest.MonkeyPatch, names: Names, moment: datetime) -> Iterator[None]:
    """Let time stand still, and identifiers follow from where they are made."""
    with patch.context() as patched:
        patched.setattr(timezone, "now", lambda: moment)
        for module in (
            evaluating, evaluation_reports, fielding, findings, frameworks, laying_out, learning, measures, mechanisms,
            planting, results, ticking, workspace,
        ):  # fmt: skip
            patched.setattr(module, "now", lambda: moment)
        patched.setattr("tests.world.now", lambda: moment)
        patched.setattr(identifiers, "uuid4", names)
        # When a page that may not be kept expires, and when a workbook was made.
        patched.setattr("django.utils.cache.time", SimpleNamespace(time=moment.timestamp))
        patched.setattr("xlsxwriter.core.datetime", type("Stopped", (datetime,), {"now": lambda _zone: moment}))
        yield


Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class Asking(Crawl):
    """Asks, and keeps each answer as it was given."""

    names: Names = field(default_factory=Names)
    answers: dict[str, Answer] = field(default_factory=dict)

    def ask(self, method: str, address: str, body: Mapping[str, Any] | None = None, **more: Any) -> HttpResponse:
        """Ask one thing, and keep the answer."""
        asked = f"{method} {address} {body or ''} {len(self.answers)}"
        self.names.begin(asked)
        answer = super().ask(method, address, body, **more)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # only of a stream
        self.answers[asked] = (answer.status_code, dict(answer.headers), DRAWN.sub(b"", content))
        return answer


def ask_everything(twin: Twin, addresses: Sequence[tuple[Route, Mapping[str, str]]]) -> dict[str, Answer]:
    """Ask all addresses as Bram, and the list in every way, and return the answers."""
    asking = Asking(twin.made, twin.made.reader("bram"), names=twin.names).sign_in()
    with transaction.atomic():
        for route, values in addresses:
            asking.visit(route, values)
        transaction.set_rollback(True)
    return asking.answers


def addresses_of(made: Planting) -> list[tuple[Route, Mapping[str, str]]]:
    """Return every address, with all documents, requests and markings of a world, hidden ones too.

    Of what is about the programme, and shows none of these by itself, one in so many is asked in the usual run.
    """
    found: list[tuple[Route, Mapping[str, str]]] = []
    for number, route in enumerate(all_routes()):
        if route.template.startswith(LEFT_OUT):
            continue
        if OF_THE_PROGRAMME.search(route.template) and not ABOUT_SHARING.search(route.template) and number % ONE_IN:
            continue
        purposes = ((MAIN, "toezicht") if FULL else (MAIN,)) if route.in_purpose else ("",)
        for purpose in purposes:
            found += [(route, values) for values in filled(made, route, purpose, made.items)]
    return found


def differences(one: Mapping[str, Answer], other: Mapping[str, Answer]) -> list[str]:
    """Return what was answered differently."""
    assert one.keys() == other.keys()
    return [f"{asked}: {first_difference(one[asked], other[asked])}" for asked in one if one[asked] != other[asked]]


def first_difference(one: Answer, other: Answer) -> str:
    """Return where two answers part."""
    if one[:2] != other[:2]:
        return f"{one[:2]} and {other[:2]}"
    place = next((at for at, pair in enumerate(zip(one[2], other[2], strict=False)) if pair[0] != pair[1]), -1)
    return f"{one[2][place - 60 : place + 60]!r} and {other[2][place - 60 : place + 60]!r}"


@pytest.fixture
def answers(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bool, list[Any]], dict[str, Answer]]:
    """Return how Bram is answered in a world with, or without, what he may not know of."""
    moment = timezone.now()

    def answered(with_hidden: bool, addresses: list[Any]) -> dict[str, Answer]:
        names = Names()
        with (
            django_db_blocker.unblock(), as_in_production(tmp_path), fresh_database("twin"),
            find_world() as world, one_moment(monkeypatch, names, moment),
        ):  # fmt: skip
            twin = Twin(Planting(world, tmp_path), names, with_hidden)
            twin.plant()
            assert {twin.is_absent(one) for one in twin.hidden} <= {True}
            assert {twin.is_absent(one) for one in twin.made.items if one not in twin.hidden} == {False}
            # The second world is asked what was asked of the first, also about what it does not have.
            addresses[:] = addresses or addresses_of(twin.made)
            return ask_everything(twin, addresses)

    return answered


def test_what_is_hidden_changes_nothing_for_who_may_not_know_of_it(
    answers: Callable[[bool, list[Any]], dict[str, Answer]],
) -> None:
    addresses: list[Any] = []
    nothing_is(differences(answers(True, addresses), answers(False, addresses)))


def test_twins_that_differ_in_what_can_be_seen_are_told_apart(
    answers: Callable[[bool, list[Any]], dict[str, Answer]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lists: list[Any] = [(route, {"project": "test", "purpose": MAIN}) for route in all_routes() if route.name == LIST]
    one = answers(False, lists)
    monkeypatch.setattr(f"{__name__}.VISIBLE", VISIBLE[1:])
    assert len(differences(one, answers(False, lists))) == len(one)
