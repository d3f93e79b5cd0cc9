"""Killing server and embedded database in the middle of writing loses no write that was confirmed.

On the embedded server also when the environment names a real one: that one is not ours to kill.
"""

import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.owner_command import Installation

WRITES, WRITERS, KILLS = 100, 8, 1
PORT = 8931
PATH = "/api/v1/projects/demo/decisions"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation.migrated(tmp_path / "home")
    yield installation
    installation.server.stop()


def environment_of(site: Installation) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "VLECHTWERK_"))}
    return known | {"VLECHTWERK_HOME": str(site.folder), "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.demo"}


def serve(site: Installation) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "vlechtwerk.interfaces.cli.main", "serve", "--demo", "--port", str(PORT)],
        env=environment_of(site),
        cwd=settings.REPOSITORY,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Both cases are loaded first.
    until = time.monotonic() + 240
    while time.monotonic() < until:
        try:
            if ask("GET", "/help/")[0] == 200:
                return process
        except OSError:
            assert process.poll() is None, "The site did not start."
    raise AssertionError("The site did not answer.")


def ask(method: str, path: str, body: object = None, token: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("localhost", PORT, timeout=20)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def token_of_bram(site: Installation) -> str:
    code = (
        "import django; django.setup()\n"
        "from django.utils import timezone\n"
        "from vlechtwerk.domains.partnership.models import Account\n"
        "from vlechtwerk.domains.partnership.operations.accounts import make_access_token\n"
        "account = Account.objects.get(email='bram@example.org')\n"
        "print(make_access_token(account, 'crash', days=1, at=timezone.now())[1])\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment_of(site), capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def children_of(process: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout
    return [int(number) for number in found.split()]


def kill_everything(site: Installation, process: "subprocess.Popen[bytes]") -> None:
    """Kill the supervisor, the web server, the worker, the database and each of its sessions."""
    postmaster = int((site.server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    for number in [process.pid, *children_of(process.pid), postmaster, *children_of(postmaster)]:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            ask("GET", "/help/")
        except (OSError, http.client.HTTPException):
            return
    raise AssertionError("A web server outlives its supervisor.")


class Writing:
    """Writes from several sides at once, till all is written or the site is gone."""

    def __init__(self, questions: Iterable[str], token: str) -> None:
        self.left: queue.SimpleQueue[str] = queue.SimpleQueue()
        for question in questions:
            self.left.put(question)
        self.token = token
        self.confirmed: list[str] = []
        self.enough = threading.Condition()
        self.threads = [threading.Thread(target=self._write, daemon=True) for _ in range(WRITERS)]

    def _write(self) -> None:
        with suppress(queue.Empty, OSError, http.client.HTTPException):
            while True:
                question = self.left.get_nowait()
                if ask("POST", PATH, {"question": question}, self.token)[0] == 201:
                    with self.enough:
                        self.confirmed.append(question)
                        self.enough.notify()

    def go_on_till(self, number: int) -> None:
        """Return while the writers go on, as soon as so many writes are confirmed."""
        for thread in self.threads:
            thread.start()
        with self.enough:
            assert self.enough.wait_for(lambda: len(self.confirmed) >= number, timeout=60)

    def end(self) -> int:
        """Wait for the writers; return how many writes were never asked, or never answered."""
        for thread in self.threads:
            thread.join()
        return WRITES - len(self.confirmed)


@pytest.mark.slow
def test_no_confirmed_write_is_lost_when_everything_is_killed_amid_writing(site: Installation) -> None:
    process = serve(site)
    token, confirmed = token_of_bram(site), list[str]()
    for turn in range(KILLS):
        writing = Writing([f"Vraag {turn}.{number}" for number in range(WRITES)], token)
        writing.go_on_till(WRITES // 2)
        kill_everything(site, process)
        assert writing.end() > 0, "Nothing was being written when everything was killed."
        confirmed += writing.confirmed
        process = serve(site)
    kept = {item["question"] for item in json.loads(ask("GET", PATH, token=token)[1])}
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    assert len(confirmed) >= KILLS * WRITES // 2
    assert set(confirmed) <= kept
