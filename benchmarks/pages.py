"""Measure the most used pages with 1, 10 and 50 users at once, on the case and on one a hundred times as large.

A user asks for a page, reads it for a while, and asks for the next: at least three seconds apart, as people do. The
alternative in the same run is the case itself: the hundredfold programme is given as a ratio to it. The server, the
database and the users share the same two cores.

    make benchmark
"""

import http.client
import json
import os
import platform
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("VLECHTWERK_BENCHMARK_PORT", "8765"))
USERS = (1, 10, 50)
SECONDS_BETWEEN_PAGES = 3.0
PAGES_PER_USER = {1: 60, 10: 20, 50: 10}
PAGES = {
    "home": "/{project}/",
    "outcome map": "/{project}/programme/map/",
    "outcome map as a list": "/{project}/programme/map/?view=list",
    "overview": "/{project}/programme/overview/",
    "overview, filtered": "/{project}/programme/overview/?status=delayed",
    "activity": "/{project}/programme/activities/{activity}/",
    "history of an activity": "/{project}/programme/activities/{activity}/history/",
    "timeline": "/{project}/programme/timeline/",
    "tasks": "/{project}/programme/tasks/",
    "notices": "/{project}/notices/",
    "search, a rare word": "/{project}/search/?q=activiteit+77",
    "search, a common word": "/{project}/search/?q=haven",
    "search, mistyped": "/{project}/search/?q=actviteit",
    "preconditions": "/{project}/programme/preconditions/",
    "sources": "/{project}/programme/sources/",
    "people": "/{project}/partnership/people/",
    "goals": "/{project}/programme/goals/",
    "planning": "/{project}/programme/planning/",
    "decisions": "/{project}/partnership/decisions/",
    "capacity": "/{project}/programme/capacity/",
    "results": "/{project}/programme/results/",
    "methods": "/{project}/programme/results/methods/",
    "added value": "/{project}/programme/added-value/",
    "progress reports": "/{project}/programme/reports/",
    "surroundings": "/{project}/partnership/surroundings/",
}
PROJECTS = {"nsoc": "A13", "hundredfold": "A0700"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One page under one number of users: milliseconds."""

    project: str
    users: int
    page: str
    asked: int
    p50: float
    p95: float


class Site:
    """A site of its own, in a folder of its own, served as `make demo` serves it."""

    def __init__(self, home: Path) -> None:
        self.environment = os.environ | {
            "VLECHTWERK_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.demo",
            "VLECHTWERK_PORT": str(PORT),
        }
        self._serving: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and wait until a page answers."""
        command = [sys.executable, "-m", "vlechtwerk.interfaces.cli.main", "serve", "--demo"]
        self._serving = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        while not _answers():
            if self._serving.poll() is not None:
                raise SystemExit("The site did not start.")
            time.sleep(0.2)

    def fill(self) -> None:
        """Build the hundredfold programme, as the role that owns the tables."""
        self.run("-m", "benchmarks.fill", VLECHTWERK_RUN_AS_OWNER="1")

    def sign_in(self, count: int) -> list[str]:
        """Return the session keys of so many users."""
        return self.run("-m", "benchmarks.sessions", str(count)).split()

    def stop(self) -> None:
        """Stop serving."""
        if self._serving is not None:
            self._serving.send_signal(signal.SIGTERM)
            self._serving.wait(30)

    def run(self, *words: str, **more: str) -> str:
        """Run Python on this site, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment | more,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout


def _answers() -> bool:
    try:
        connection = http.client.HTTPConnection("localhost", PORT, timeout=5)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def measure(project: str, sessions: list[str]) -> list[Measured]:
    """Let so many users walk through the pages; return what each page took."""
    taken: dict[str, list[float]] = {name: [] for name in PAGES}
    wrong: list[str] = []
    count = len(sessions)

    def walk(number: int, session: str) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection("localhost", PORT, timeout=60)
        names = list(PAGES)
        time.sleep(chance.random() * SECONDS_BETWEEN_PAGES if count > 1 else 0)
        for step in range(PAGES_PER_USER[count]):
            name = names[(number + step) % len(names)]
            path = PAGES[name].format(project=project, activity=PROJECTS[project])
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": f"sessionid={session}", "Accept-Language": "nl"})
            answer = connection.getresponse()
            answer.read()
            taken[name].append((time.perf_counter() - begun) * 1000)
            if answer.status != 200:
                wrong.append(f"{path}: {answer.status}")
            time.sleep(SECONDS_BETWEEN_PAGES * (0.5 + chance.random()) if count > 1 else 0)

    walkers = [threading.Thread(target=walk, args=pair) for pair in enumerate(sessions)]
    for walker in walkers:
        walker.start()
    for walker in walkers:
        walker.join()
    if wrong:
        raise SystemExit("These pages did not answer: " + ", ".join(sorted(set(wrong))))
    found = [_measured(project, count, name, taken[name]) for name in PAGES]
    return [*found, _measured(project, count, "all pages", [value for values in taken.values() for value in values])]


def _measured(project: str, users: int, page: str, values: list[float]) -> Measured:
    ordered = sorted(values)
    at_95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return Measured(project, users, page, len(values), round(statistics.median(values), 1), round(at_95, 1))


def main() -> None:
    """Measure, print and keep the results."""
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    results: list[Measured] = []
    try:
        site.start()
        site.fill()
        sessions = site.sign_in(max(USERS))
        for project in PROJECTS:
            measure(project, sessions[:1])
            for users in USERS:
                results += measure(project, sessions[:users])
                last = results[-1]
                print(f"{project:12} {users:3} users: p50 {last.p50:7.1f} ms, p95 {last.p95:7.1f} ms", flush=True)
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    _keep(results)


def _keep(results: list[Measured]) -> None:
    folder = REPOSITORY / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).date().isoformat()
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "date": stamp}
    kept = {"machine": machine, "measured": [asdict(row) for row in results]}
    (folder / "pages.json").write_text(json.dumps(kept, indent=1) + "\n")
    lines = [
        "# Pages: milliseconds per page",
        "",
        f"`make benchmark`, {stamp}, {machine['cores']} cores shared by database, server and users; Python"
        f" {machine['python']}. A user asks for a page about every {SECONDS_BETWEEN_PAGES:.0f} seconds (with one user:"
        " without a pause). In the hundredfold programme the user is one of 51 who give each other 6,000 tasks.",
        "",
        "| page | users | case p50 | case p95 | hundredfold p50 | hundredfold p95 | p95 ratio |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    by_key = {(row.project, row.users, row.page): row for row in results}
    for users in USERS:
        for page in [*PAGES, "all pages"]:
            small, large = by_key["nsoc", users, page], by_key["hundredfold", users, page]
            ratio = large.p95 / small.p95
            lines.append(f"| {page} | {users} | {small.p50} | {small.p95} | {large.p50} | {large.p95} | {ratio:.2f} |")
    (folder / "pages.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
