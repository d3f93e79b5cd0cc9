"""Keep the web server and the worker running, and stop everything in the right order."""

import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from vlechtwerk.interfaces.parent import end_with_parent

SECONDS_TO_STOP = 10
SECONDS_TO_START = 60
SECONDS_BEFORE_AGAIN = 5


@dataclass(slots=True)
class Child:
    """A program that the supervisor runs."""

    name: str
    command: list[str]
    again: bool
    process: "subprocess.Popen[bytes]"


def _launch(command: list[str]) -> "subprocess.Popen[bytes]":
    # In a session of its own, so that Ctrl-C reaches only the supervisor.
    return subprocess.Popen(
        command,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509  # the supervisor has no threads
    )


class Supervisor:
    """Runs programs as children; ends them in reverse order of starting on the first signal."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self._stopping = threading.Event()

    def start(self, name: str, command: list[str], *, again: bool = False) -> None:
        """Start a program; `again` when it may end by itself and is then started anew."""
        self.children.append(Child(name, command, again, _launch(command)))

    def listen(self) -> None:
        """Stop on Ctrl-C, on a request to end, and when the terminal closes."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stopping.set())

    def wait(self) -> int:
        """Wait until a signal comes or a child ends by itself; return the exit code."""
        while not self._stopping.wait(0.2):
            for child in self.children:
                if child.process.poll() is None:
                    continue
                print(f"The {child.name} ended by itself (exit {child.process.returncode}).", file=sys.stderr)
                if not child.again:
                    return 1
                if not self._stopping.wait(SECONDS_BEFORE_AGAIN):
                    child.process = _launch(child.command)
        return 0

    def stop(self) -> None:
        """End the children, web server first; further signals are ignored meanwhile."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for process in (child.process for child in self.children):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def is_stopping(self) -> bool:
        """Tell whether a signal has come."""
        return self._stopping.is_set()


def wait_until_served(url: str, gone: Callable[[], bool]) -> bool:
    """Ask for a page until it answers; give up when the server is gone or a minute has passed."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and not gone():
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # our own address
                return bool(answer.status == 200)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def web_command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """Return the command of the web server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", str(workers)),
        *("--blocking-threads", str(threads), "--host", host, "--port", str(port), "--log-level", "warning"),
        "vlechtwerk.interfaces.web.wsgi:application",
    ]
