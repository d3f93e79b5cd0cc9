"""What was taken away is shown to nobody who asks afterwards, in whatever order and however many ask at once."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.domains.sharing.gates import Gate, Grounds
from tests.domains.sharing.test_log import as_owner, rows
from tests.workspace import Workspace
from tests.world import World, now
from vlechtwerk.domains.sharing.operations import documents, purposes
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.domains.sharing.operations.log_proof import seal_and_check
from vlechtwerk.domains.sharing.queries import log_proof
from vlechtwerk.domains.sharing.queries.documents import Wanted
from vlechtwerk.domains.sharing.queries.reader import still_holds
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow

READINGS = 1000
READERS_AT_ONCE = 6
# One reading in so many goes through the programming interface, whole; the others through what all doors stand on.
THROUGH_THE_DOOR = 4


@contextmanager
def suspended_at(world: World, piece: str) -> Iterator[list[None]]:
    """Suspend Hugo from elsewhere just before a statement that holds a piece of SQL."""
    done: list[None] = []

    def suspend() -> None:
        with reading_as(world.karin.id):
            purposes.suspend(world.hugo, "Onderzoek", by=world.karin, at=now())
        connections.close_all()

    def meanwhile(execute: Any, sql: str, *more: Any) -> Any:
        if piece in sql and not done:
            done.append(ThreadPoolExecutor(1).submit(suspend).result(timeout=30))
        return execute(sql, *more)

    with connection.execute_wrapper(meanwhile):
        yield done


def test_what_is_taken_away_while_a_list_is_made_makes_it_empty(lasting_workspace: Workspace) -> None:
    lasting_workspace.gives("anna", "Geheim", category="police-8", level="subject")
    with (
        lasting_workspace.reading("hugo") as reading,
        suspended_at(lasting_workspace.world, '"sharing_marking"."id" IN') as suspended,
    ):
        assert found.list_documents(reading, Wanted()).total == 0
        assert suspended == [None]
        assert not still_holds()


def test_recall_meets_who_has_the_document_before_them(lasting_workspace: Workspace) -> None:
    """Wpg art. 4(4): who reads while it is recalled is not told afterwards, so they do not get to read it."""
    given = lasting_workspace.gives("anna", "Waarnemingen", category="knowledge", level="knowledge")

    def recall() -> None:
        with lasting_workspace.reading("anna") as reading:
            documents.recall_document(reading, given, "Verkeerd", at=now())
        connections.close_all()

    with lasting_workspace.reading("hugo") as reading:
        assert found.open_document(reading, given.id) is not None
        assert still_holds()
        ThreadPoolExecutor(1).submit(recall).result(timeout=30)
        assert not still_holds()


@pytest.mark.parametrize("door", ["page", "interface"])
def test_act_that_meets_a_change_is_undone_and_says_so(lasting_workspace: Workspace, door: str) -> None:
    document = lasting_workspace.gives("anna", "Geheim", category="knowledge", level="knowledge")
    hugo = Gate("hugo", lasting_workspace, document, lambda: None, lambda: None)
    client = Client(raise_request_exception=False)
    client.force_login(lasting_workspace.world.hugo.account)  # type: ignore[arg-type]  # the cast has accounts
    with suspended_at(lasting_workspace.world, 'INSERT INTO "sharing_comment"') as suspended:
        if door == "page":
            answer = client.post(f"/test/sharing/in/smokkel/documents/{document.id}/comment/", {"text": "Klopt dit?"})
        else:
            path = f"/api/v1/projects/test/purposes/smokkel/documents/{document.id}/comments"
            sent = {"headers": {"Authorization": f"Bearer {hugo.token}"}, "content_type": "application/json"}
            answer = client.post(path, {"text": "Klopt dit?"}, **sent)  # type: ignore[arg-type]  # of a call
    assert (suspended, answer.status_code) == ([None], 409)
    assert rows("select count(*) from sharing_comment where text = 'Klopt dit?'") == [(0,)]


@dataclass
class Crowd:
    """Many who read at once, while others take away and give back."""

    gates: list[Gate]
    numbers: Iterator[int] = field(default_factory=count)
    ready: threading.Condition = field(default_factory=threading.Condition)
    read: int = 0
    ended: bool = False
    seen: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    traces: set[str] = field(default_factory=set)
    stale: list[str] = field(default_factory=list)

    def reads(self) -> None:
        """Read one after the other until enough was read."""
        client = Client()
        try:
            while (number := next(self.numbers)) < READINGS:
                turn, place = divmod(number, len(self.gates))
                gate = self.gates[place]
                before = gate.turn
                if turn % THROUGH_THE_DOOR == 0:
                    shown, trace = gate.shows_at_the_door(client), ""
                else:
                    trace = gate.shows(in_list=turn % 2 == 0)
                    shown = trace != ""
                self.note(gate, before, shown, trace)
        finally:
            self.end()

    def note(self, gate: Gate, before: int, shown: bool, trace: str) -> None:
        """Note what was seen, where the ground did not change meanwhile."""
        with self.ready:
            self.read += 1
            self.traces |= {trace} - {""}
            if before == gate.turn:
                self.seen[gate.reader, before % 2 == 0, shown] += 1
                self.stale += [gate.reader] if shown and before % 2 else []
            self.ready.notify_all()

    def end(self) -> None:
        """Leave nobody waiting, also when a reading failed; and no connection open."""
        with self.ready:
            self.ended = True
            self.ready.notify_all()
        connections.close_all()

    def revokes(self, gates: list[Gate]) -> int:
        """Take away and give back, each after some more were read; return how often."""
        turns = 0
        while not self.ended:
            for gate in gates:
                for act in (gate.shut, gate.open):
                    act()
                    turns += 1
                    with self.ready:
                        until = self.read + 2 * len(self.gates)
                        self.ready.wait_for(lambda until=until: self.ended or self.read >= until)  # type: ignore[misc]  # its own `until`
        connections.close_all()
        return turns


@pytest.mark.slow
def test_thousand_readings_at_once_show_nothing_that_was_taken_away(lasting_workspace: Workspace) -> None:
    grounds = Grounds(lasting_workspace)
    crowd = Crowd(grounds.gates)
    with ThreadPoolExecutor(READERS_AT_ONCE + 2) as pool:
        readers = [pool.submit(crowd.reads) for _ in range(READERS_AT_ONCE)]
        revoked = [pool.submit(crowd.revokes, grounds.gates[start::2]) for start in range(2)]
        for reader in readers:
            reader.result()
    assert crowd.stale == []
    assert sum(one.result() for one in revoked) > 40
    for gate in grounds.gates:
        assert crowd.seen[gate.reader, True, True] > 3, crowd.seen
        assert crowd.seen[gate.reader, False, False] > 3, crowd.seen
    assert_justified(crowd.traces)


def assert_justified(traces: set[str]) -> None:
    """Hold the log to what was read: each reading has its line, and each line follows from its clearance."""
    logged = {
        trace
        for trace, body in rows("select trace_id, body from sharing_logline where part = 'decision'")
        if body["outcome"] == "allowed" and body["action"] == "read"  # type: ignore[index, call-overload]  # JSON
    }
    assert traces - logged == set()
    with as_owner():
        assert [one for one in log_proof.replayed() if one.mistake] == []
        assert seal_and_check() == []


class Orders(RuleBasedStateMachine):
    """Any order of taking away, giving back and reading: what is shown is exactly what is there at that moment."""

    grounds: Grounds
    traces: set[str]

    def __init__(self) -> None:
        super().__init__()
        for gate in self.grounds.gates:
            if gate.turn % 2:
                gate.open()

    @rule(place=some.integers(0, 5))
    def change(self, place: int) -> None:
        """Take one ground away, or give it back."""
        gate = self.grounds.gates[place]
        (gate.open if gate.turn % 2 else gate.shut)()

    @rule(place=some.integers(0, 5), in_list=some.booleans())
    def read(self, place: int, in_list: bool) -> None:
        """Let one of them read."""
        gate = self.grounds.gates[place]
        trace = gate.shows(in_list=in_list)
        assert bool(trace) == (gate.turn % 2 == 0), gate.reader
        self.traces |= {trace} - {""}


def test_no_order_of_changes_shows_what_is_not_there(lasting_workspace: Workspace) -> None:
    Orders.grounds, Orders.traces = Grounds(lasting_workspace), set()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # Hypothesis has no types for it
        Orders,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert len(Orders.traces) > 10
    assert_justified(Orders.traces)
