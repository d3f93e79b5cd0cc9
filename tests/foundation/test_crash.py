"""Killing server and embedded database in the middle of writing loses no write that was confirmed.

On the embedded server also when the environment names a real one: that one is not ours to kill.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.owner_command import Installation

WRITES = 100
PORT = 8931


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path / "home")
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
    until = time.monotonic() + 90
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


def kill_everything(site: Installation, process: "subprocess.Popen[bytes]") -> None:
    postmaster = int((site.server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False).stdout
    for number in [process.pid, *map(int, children.split()), postmaster]:
        os.kill(number, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            ask("GET", "/help/")
        except OSError:
            return
    raise AssertionError("A web server outlives its supervisor.")


@pytest.mark.slow
def test_no_confirmed_write_is_lost_when_everything_is_killed(site: Installation) -> None:
    process = serve(site)
    token = token_of_bram(site)
    path = "/api/v1/projects/demo/decisions"
    confirmed = []
    for number in range(WRITES):
        if number == WRITES * 2 // 3:
            kill_everything(site, process)
            process = serve(site)
        status, _body = ask("POST", path, {"question": f"Vraag {number}"}, token)
        if status == 201:
            confirmed.append(f"Vraag {number}")
    kill_everything(site, process)
    process = serve(site)
    kept = {item["question"] for item in json.loads(ask("GET", path, token=token)[1])}
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    assert len(confirmed) == WRITES
    assert set(confirmed) <= kept
