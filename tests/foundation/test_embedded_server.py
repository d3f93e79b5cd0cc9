"""The embedded database comes back after a crash, is found again, and answers only its own user."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from vlechtwerk.foundation.database.server import LONGEST_SOCKET_FOLDER, EmbeddedServer

# A server is made for each of them.
pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(tmp_path / "postgresql")
    yield made
    made.stop()


def answer(server: EmbeddedServer) -> object:
    with psycopg.connect(server.address("postgres", "postgres")) as connection:
        return connection.execute("select 1").fetchone()


def test_server_is_made_started_found_and_stopped(server: EmbeddedServer) -> None:
    assert server.start() is True
    assert answer(server) == (1,)
    assert server.is_running()
    server.stop()
    assert not server.is_running()
    assert server.start() is True


def test_server_that_was_never_made_needs_no_stopping(server: EmbeddedServer) -> None:
    server.stop()
    assert not server.home.exists()


def test_server_that_was_killed_starts_again(server: EmbeddedServer) -> None:
    server.start()
    number = int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("create table kept (id int)")
    os.killpg(os.getpgid(number), signal.SIGKILL) if os.getpgid(number) == number else os.kill(number, signal.SIGKILL)
    assert server.start() is True
    with psycopg.connect(server.address("postgres", "postgres")) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)


def test_server_that_mends_itself_is_waited_for(server: EmbeddedServer) -> None:
    server.start()
    with psycopg.connect(server.address("postgres", "postgres")) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        assert server.start() is True
    assert answer(server) == (1,)


def test_mark_of_a_dead_server_whose_number_lives_on_does_not_stop_a_start(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n")
    assert server.start() is True


def test_running_server_is_left_to_the_one_who_started_it(server: EmbeddedServer) -> None:
    server.start()
    (server.home / "started_by").write_text("1")
    assert server.start() is False
    (server.home / "started_by").write_text("4194303")
    assert server.start() is True


def test_data_and_socket_are_closed_to_others(server: EmbeddedServer) -> None:
    server.start()
    for folder in (server.data, server.socket_folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with psycopg.connect(server.address("postgres", "postgres")) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


def test_long_path_gets_a_short_closed_socket_folder(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / ("deep" * 20) / ("deeper" * 10))
    assert len(os.fsencode(server.socket_folder)) <= LONGEST_SOCKET_FOLDER
    try:
        server.start()
        assert answer(server) == (1,)
    finally:
        server.stop()
