"""Let 1,000 people answer one anonymous round at once, on a site as it is served: what is lost, and how long it takes.

Each follows a link, reads the promise for some ten seconds, fills in 24 statements in about a minute (people take four)
and sends them; all begin within the same minute, so that at its end nearly all are under way. Then the round is closed,
and what came in is counted. The server, the database and the respondents share the same cores.

    .venv/bin/python -m benchmarks.answering
"""

import http.client
import os
import platform
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.pages import PORT, REPOSITORY, Site

RESPONDENTS = 1_000
# Seconds: within which all begin, and from and to how long one reads and fills in.
BEGIN_WITHIN, READING, FILLING = 60, (5, 15), (45, 90)
STATEMENTS = 24
MOST_MILLISECONDS = 500
CODE = "BENCH"
PAGES = ("link", "promise", "questions", "sending", "thanks")


def prepare() -> None:
    """Open a round in the demo project with a link for each respondent, and print the tokens."""
    from tests import rounds as build
    from tests.world import find_world, now
    from vlechtwerk.domains.evaluation.operations import rounds
    from vlechtwerk.domains.evaluation.rules.rounds import Asked

    with find_world("demo") as world, build.as_dilara(world):
        asked = build.prepared(
            world, 0, CODE, version=build.version(world, statements=STATEMENTS, code=CODE), breakdowns=()
        )
        people = [Asked(f"Vrager {number}", f"vrager{number}@example.net") for number in range(RESPONDENTS)]
        rounds.add_respondents(asked, people, by=world.dilara, at=now())
        print("\n".join(build.links(rounds.open_round(asked, by=world.dilara, at=now()))))


def close() -> None:
    """Close the round, and print how many answers were taken in and read."""
    from tests import rounds as build
    from tests.world import find_world, now
    from vlechtwerk.domains.evaluation.models import AnswerSheet, EvaluationRound, Respondent
    from vlechtwerk.domains.evaluation.operations import rounds

    with find_world("demo") as world, build.as_dilara(world):
        asked = EvaluationRound.objects.get(code=CODE)
        rounds.close_round(asked, early=True, by=world.dilara, at=now())
        sent = Respondent.objects.filter(round=asked, sent_on__isnull=False).count()
        print(AnswerSheet.objects.filter(round=asked).count(), sent)


class Respondent:
    """One browser: its connection, its cookies, and what each page took in milliseconds."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("localhost", PORT, timeout=120)

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str, float]:
        """Ask for a page, or send a form; return its status, its text, and the milliseconds it took."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": "localhost"}
        body = None
        if sent is not None:
            body = urlencode(sent)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        self.connection.request("POST" if sent is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = (time.perf_counter() - begun) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, took

    def answer(self) -> list[float]:
        """Answer the whole round; return what each page took. Raises `SystemExit` for a page that failed."""
        filled = {f"s-S{number}": str(1 + number % 5) for number in range(1, STATEMENTS + 1)} | {"q-O1": "Meer tijd"}
        times = []
        for path, expected in ((f"/answer/{self.token}/", 302), ("/answer/", 200), ("/answer/questions/", 200)):
            status, text, took = self.ask(path)
            _hold(status == expected, path, status)
            times.append(took)
            if expected == 200:
                # The server closes a connection that is idle for half a minute.
                self.connection.close()
                time.sleep(random.uniform(*(READING if path == "/answer/" else FILLING)))
        (secret,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[:1]
        (made_for,) = re.findall(r'name="made_for" value="(\w+)"', text)[:1]
        hidden = {"csrfmiddlewaretoken": secret, "made_for": made_for}
        status, _text, took = self.ask("/answer/send/", filled | hidden)
        _hold(status == 302, "/answer/send/", status)
        times.append(took)
        status, _text, took = self.ask("/answer/thanks/")
        _hold(status == 200, "/answer/thanks/", status)
        return [*times, took]


def _hold(holds: bool, path: str, status: int) -> None:
    if not holds:
        raise SystemExit(f"{path.partition('/answer/')[0]}/answer/…: {status}")


def answer_all(tokens: list[str]) -> list[list[float]]:
    """Let all answer at once; return what each page took each of them. Raises `SystemExit` when one could not."""
    times: list[list[float]] = []
    wrong: list[str] = []

    def go(token: str) -> None:
        time.sleep(random.uniform(0, BEGIN_WITHIN))
        try:
            times.append(Respondent(token).answer())
        except (SystemExit, OSError, http.client.HTTPException) as error:
            wrong.append(repr(error))

    people = [threading.Thread(target=go, args=[token]) for token in tokens]
    for one in people:
        one.start()
    for one in people:
        one.join()
    if wrong:
        raise SystemExit(f"{len(wrong)} could not answer: {wrong[0]}")
    return times


def main() -> None:
    """Measure, print and keep the result."""
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        tokens = site.run("-m", "benchmarks.answering", "prepare").split()
        begun = time.perf_counter()
        times = answer_all(tokens)
        seconds = time.perf_counter() - begun
        kept, sent = map(int, site.run("-m", "benchmarks.answering", "close").split())
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    _keep(times, seconds, kept, sent)


def _at_95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _keep(times: list[list[float]], seconds: float, kept: int, sent: int) -> None:
    every = [value for one in times for value in one]
    lines = [
        "# Answering: 1,000 respondents at once",
        "",
        f"`python -m benchmarks.answering`, {datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores shared by "
        f"database, server and respondents; Python {platform.python_version()}. All begin within {BEGIN_WITHIN} s, read "
        f"for {READING[0]} to {READING[1]} s and fill in {STATEMENTS} statements in {FILLING[0]} to {FILLING[1]} s; "
        "people take four minutes.",
        "",
        f"{len(times)} sent in {seconds:.0f} s ({len(every) / seconds:.0f} pages a second); {sent} links ticked off, "
        f"{kept} answers read at closing: {'none lost' if kept == sent == len(times) else 'SOME LOST'}.",
        "",
        "| page | p50 in ms | p95 in ms |",
        "|---|--:|--:|",
    ]
    for name, values in zip(PAGES, zip(*times, strict=True), strict=True):
        lines.append(f"| {name} | {statistics.median(values):.0f} | {_at_95(list(values)):.0f} |")
    lines += [
        f"| all pages | {statistics.median(every):.0f} | {_at_95(every):.0f} |",
        "",
        f"Asked: none lost, p95 of a page at most {MOST_MILLISECONDS} ms.",
        "",
    ]
    (REPOSITORY / "benchmarks" / "results" / "answering.md").write_text("\n".join(lines))
    print("\n".join(lines))
    if kept != sent or sent != len(times):
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        import django

        django.setup()
        {"prepare": prepare, "close": close}[sys.argv[1]]()
    else:
        main()
