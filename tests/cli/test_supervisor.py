"""What may end by itself is started again; what may not ends everything."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from vlechtwerk.interfaces.cli import supervisor
from vlechtwerk.interfaces.cli.supervisor import Supervisor


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """A supervisor that stops ignores signals for good: it is at its end, and the tests are not."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_worker_that_ended_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "SECONDS_BEFORE_AGAIN", 0.1)
    starts = tmp_path / "starts"
    children = Supervisor()
    children.start("worker", ["sh", "-c", f"echo x >> {starts}"], again=True)
    children.start("web server", ["sh", "-c", f"until grep -c x {starts} | grep -q 2; do sleep 0.1; done"])
    assert children.wait() == 1
    children.stop()
    assert starts.read_text().count("x") >= 2
    assert "The worker ended by itself (exit 0)." in capfd.readouterr().err


def test_web_server_that_ended_ends_everything() -> None:
    programs = Supervisor()
    programs.start("web server", ["false"])
    programs.start("worker", ["sleep", "60"])
    assert programs.wait() == 1
    programs.stop()
    assert [child.process.poll() for child in programs.children] == [1, -15]
