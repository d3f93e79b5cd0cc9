"""Look at everything that someone can reach, and gather the tokens that are shown."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any
from uuid import UUID

from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.canary import oracle
from tests.canary.expecting import verdict
from tests.canary.routes import API, NotFilled, Route, routes
from tests.canary.world import MAIN, Planted, Planting, Reader
from tests.world import now
from vlechtwerk.domains.sharing.models import Document, Marking
from vlechtwerk.domains.sharing.operations import consents

PASSWORD = "wickerwork-baskets"
# This one is asked for every document; the others for a document of each kind of verdict.
DOCUMENT = "sharing:document"
# What is asked along with an address, beside the bare address.
QUERIES: Mapping[str, Sequence[str]] = {
    "home": ("as_of=2023-09-01",),
    "search": ("q=kz",),
    "overview": ("as_of=2023-09-01",),
}
LOG = {"ground": "lawfulness", "reason": "steekproef", "period": "month"}
BODIES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "account_reset_password": ({"email": "{name}@example.org"},),
    "sharing:log": (LOG, LOG | {"page": "2"}, LOG | {"outcome": "refused"}),
    "search": ({"q": "kz"},),
}
# Who is signed out sees nothing more.
LEFT_OUT = {"account_logout", "leave"}
# How many words are searched for at once: longer questions are cut off.
AT_ONCE = 13


@cache
def all_routes() -> tuple[Route, ...]:
    """Return every address that is crawled."""
    return tuple(route for route in routes() if route.name not in LEFT_OUT)


@contextmanager
def undone() -> Iterator[None]:
    """Undo afterwards all that was changed."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Crawl:
    """What one reader sees; for each token where it was seen first."""

    made: Planting
    reader: Reader
    client: Client = field(default_factory=Client)
    seen: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    routes: set[str] = field(default_factory=set)

    def sign_in(self) -> "Crawl":
        """Sign in as people do, and choose the capacity."""
        self.enter()
        chosen = self.client.post("/test/sharing/capacity/", {"appointment": str(self.reader.appointment)})
        assert chosen.status_code == 302, f"{self.reader.words} can't act in this capacity"
        return self

    def enter(self) -> None:
        """Sign in."""
        answer = self.client.post("/account/login/", {"login": f"{self.reader.name}@example.org", "password": PASSWORD})
        assert answer.status_code == 302, f"{self.reader.words} can't sign in"

    def ask(
        self, method: str, address: str, body: Mapping[str, Any] | None = None, *, media: str = "", lasts: bool = False
    ) -> HttpResponse:
        """Ask one thing; what it would change is undone, unless it has to last."""
        more: dict[str, Any] = {"headers": {"Vlechtwerk-Appointment": str(self.reader.appointment)}}
        if method != "get":
            more |= {"data": dict(body or {})}
            if address.startswith(API) and media != "multipart/form-data":
                more |= {"data": json.dumps(body or {}), "content_type": "application/json"}
        with transaction.atomic():
            answer: HttpResponse = getattr(self.client, method)(address, **more)
            if method != "get" and not lasts:
                transaction.set_rollback(True)
        self.requests += 1
        assert answer.status_code < 500, f"{method} {address} fails for {self.reader.words}: {answer.status_code}"
        # What someone sends comes back in a form or an address; that tells them nothing.
        sent = self.made.tokens.in_text(f"{address} {body}")
        for token in self.made.tokens.in_response(answer) - sent:
            self.seen.setdefault(token, f"{method} {address} {body or ''}")
        return answer

    def visit(self, route: Route, values: Mapping[str, str], *, reading: bool = False) -> None:
        """Ask one address everything that it can be asked, or only what reads."""
        address = route.address(values)
        self.routes.add(route.template)
        for method in route.methods:
            if method == "get":
                self.ask(method, address)
                continue
            for body in () if reading else self._bodies(route):
                self.ask(method, address, body, media=route.media)
        for query in QUERIES.get(route.name, ()):
            self.ask("get", f"{address}?{query}")

    def _bodies(self, route: Route) -> list[dict[str, Any]]:
        if route.path:
            return [dict(route.body)]
        return [
            {key: value.format(name=self.reader.name) for key, value in body.items()}
            for body in BODIES.get(route.name, ({},))
        ]

    def outside(self, first: int = 0, reads: int = 1, acts: int = 1) -> set[str]:
        """Look at what is not in a purpose, and at the e-mail that came of it: read, and act, at one in so many."""
        self.seen = {}
        mail.outbox = []
        with undone():
            for number, route in enumerate(all_routes()):
                does = number % acts == first % acts
                if not route.in_purpose and (does or number % reads == first % reads):
                    for values in filled(self.made, route):
                        self.visit(route, values, reading=not does)
        for message in mail.outbox:
            if f"{self.reader.name}@example.org" in message.recipients():
                for token in self.made.tokens.in_text(str(message.message())):
                    self.seen.setdefault(token, f"e-mail: {message.subject}")
        return set(self.seen)

    @contextmanager
    def purpose(self, code: str) -> Iterator["Look"]:
        """Look around in a purpose; what is acknowledged lasts as long as the look."""
        self.seen = {}
        with undone():
            yield Look(self, code)


@dataclass
class Look:
    """A look around in one purpose, first at the lists, then at the documents, then at all the rest."""

    crawl: Crawl
    code: str
    opened: set[UUID] = field(default_factory=set)

    @property
    def _items(self) -> list[Planted]:
        return [one for one in self.crawl.made.items if self.code in one.purposes]

    def address(self, path: str = "") -> str:
        """Return an address in the purpose."""
        return f"/test/sharing/in/{self.code}/documents/{path}"

    def lists(self) -> set[str]:
        """Look at the list in every order, by every facet, on every page, and search for every word, by both doors."""
        asked: list[dict[str, str]] = [{"order": order} for order in ("newest", "title", "giver")]
        asked += [{"page": str(page)} for page in range(2, len(self._items) // 25 + 2)]
        asked += [{"organisation": "NP"}, {"category": "fiscal"}, {"level": "aggregate"}, {"period": "week"}]
        finds = [one.tokens["find"] for one in self._items]
        asked += [{"q": " or ".join(finds[start : start + AT_ONCE])} for start in range(0, len(finds), AT_ONCE)]
        for body in asked:
            self.crawl.ask("post", self.address(), body)
            if "q" in body:
                self.crawl.ask("post", f"{self.interface}/_search", {"words": body["q"]})
        for page in range(1, len(self._items) // 25 + 2):
            self.crawl.ask("get", f"{self.interface}?page={page}")
        return set(self.crawl.seen)

    def before_the_notice(self, *, everything: bool = True) -> set[str]:
        """Open a document of each kind before its notice is acknowledged; of one that waits for it, ask everything."""
        some = one_of_each_kind(self.crawl.made, self.crawl.reader, self.code)
        for planted in some:
            self._open(planted)
        shut = [one for one in some if waits_for_notice(self.crawl.made, self.crawl.reader, self.code, one)][:1]
        for route in all_routes() if everything and self.code == MAIN else ():
            if route.in_purpose and "document" in route.parameters:
                for values in filled(self.crawl.made, route, self.code, shut):
                    self.crawl.visit(route, values)
        return set(self.crawl.seen)

    @property
    def interface(self) -> str:
        """Return where the programming interface has the documents of the purpose."""
        return f"{API}/projects/test/purposes/{self.code}/documents"

    def _open(self, planted: Planted) -> HttpResponse:
        self.crawl.ask("get", f"{self.interface}/{planted.identifier}")
        return self.crawl.ask("get", self.address(f"{planted.identifier}/"))

    def documents(self, first: int = 0, step: int = 1) -> None:
        """Acknowledge every notice, open documents, and take along what can be read."""
        acknowledge_all(self.crawl.made, self.crawl.reader, self.code)
        for planted in self._items[first % step :: step]:
            self.opened.add(planted.identifier)
            page = self._open(planted)
            for number in range(1, planted.versions + 1) if page.status_code == 200 else ():
                self.crawl.ask("post", self.address(f"{planted.identifier}/file/{number}/"))

    def rest(self, first: int = 0, step: int = 1) -> None:
        """Look at every other address, in the main purpose with a document of each kind, or of so many of the kinds."""
        made, reader = self.crawl.made, self.crawl.reader
        some = one_of_each_kind(made, reader, self.code)[first % step :: step] if self.code == MAIN else []
        for route in all_routes():
            if route.in_purpose and route.name != DOCUMENT:
                for values in filled(made, route, self.code, some):
                    self.crawl.visit(route, values)


def acknowledge_all(made: Planting, reader: Reader, purpose: str) -> None:
    """Acknowledge the notice of everything that can be read, as its button does."""
    with made.reading(reader, purpose) as reading:
        readable = Document.objects.values("marking")
        for marking in Marking.objects.filter(id__in=readable):
            consents.acknowledge_notice(reading, marking, at=now())


def one_of_each_kind(made: Planting, reader: Reader, purpose: str) -> list[Planted]:
    """Return a document of each kind: one's own, read, known of, absent, kept to some, recalled."""
    kinds: dict[tuple[object, ...], Planted] = {}
    for one in made.items:
        if purpose in one.purposes:
            own = oracle.is_own(reader.someone, one.item)
            shut = waits_for_notice(made, reader, purpose, one)
            kind = (verdict(made, reader, purpose, one), own, one.kept_to is None, one.recalled, shut)
            kinds.setdefault(kind, one)
    return list(kinds.values())


def waits_for_notice(made: Planting, reader: Reader, purpose: str, planted: Planted) -> bool:
    """Whether someone reads a document only after a notice."""
    reads = verdict(made, reader, purpose, planted) == oracle.ALLOWED
    return reads and planted.item.level != "knowledge" and not oracle.is_own(reader.someone, planted.item)


def filled(made: Planting, route: Route, purpose: str = "", documents: Sequence[Planted] = ()) -> list[dict[str, str]]:
    """Return every choice of values for the parts of an address; without any for a part, the crawl fails."""
    asked = [one for one in made.asked if one.purpose == purpose]
    known = made.values | {
        "purpose": [purpose] if purpose else list(made.purposes),
        "document": [str(one.identifier) for one in documents],
        "marking": [str(one.marking) for one in made.items[:2]],
        # A few of different askers.
        "consent": [str(one.identifier) for one in asked[:: max(1, len(asked) // 3)]],
    }
    choices = []
    for name in route.parameters:
        values = known.get(f"{route.noun(name)}/{name}", known.get(name))
        if values is None:
            raise NotFilled(
                f"The address {route.template} ({route.name}) has a part “{name}” of which the crawl knows no values. "
                "Say in _values (tests/canary/planting.py) which there are."
            )
        choices.append(values)
    return [dict(zip(route.parameters, one, strict=True)) for one in product(*choices)]
