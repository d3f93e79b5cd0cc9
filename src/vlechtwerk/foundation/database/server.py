"""Run the embedded PostgreSQL: make it, start it, find it again after a crash, stop it.

Only the user who starts it can connect: through a socket in a closed folder, with the operating system's word for who
connects (peer). There are no passwords and nothing listens on the network.
"""

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vlechtwerk.foundation.database.programs import (
    DatabaseProblem,
    let_through,
    program,
    run_as_server,
    server_user,
)

# A socket's path may have 107 bytes; PostgreSQL adds its own name.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
SUPERUSER = "postgres"
PORT = 5432
# In seconds: how long a server that mends itself after a crash is waited for.
LONGEST_RECOVERY = 120


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A PostgreSQL whose data lie in one folder of ours. `durable=False` is for tests only."""

    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """Where the data lie."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """Where the server writes what it does."""
        return self.home / "log" / "postgresql.log"

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket is: beside the data, or in a closed temporary folder when that path is too long."""
        beside = self.home / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        mark = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"vw-{mark}"

    def address(self, role: str, database: str) -> str:
        """Return the address at which a role reaches a database."""
        folder = str(self.socket_folder).replace("%", "%25").replace("/", "%2F")
        return f"postgresql://{role}@{folder}:{PORT}/{database}"

    def is_running(self) -> bool:
        """Tell whether the server answers."""
        if not (self.data / "postmaster.pid").exists():
            return False
        answer = run_as_server(
            [program("pg_isready"), "-q", "-t", "30", "-h", self.socket_folder, "-p", str(PORT)], capture_output=True
        )
        return answer.returncode == 0

    def start(self) -> bool:
        """Start the server, making it first where it is not there yet; return whether this call started it.

        The one who started it stops it. A server whose starter was killed is taken over by the next starter.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with self._alone():
            if self._comes_up():
                return self._take_over()
            self._prepare_folders()
            if not (self.data / "PG_VERSION").exists():
                self._make()
            self._clear_after_crash()
            self._launch()
            self._starter.write_text(str(os.getpid()))
            return True

    def stop(self) -> None:
        """Stop the server: connections are closed, nothing confirmed is lost. One that was never made needs nothing."""
        if not self.home.is_dir():
            return
        with self._alone():
            if (self.data / "postmaster.pid").exists():
                self._control("stop", "-m", "fast")
            self._starter.unlink(missing_ok=True)

    def _comes_up(self) -> bool:
        """Whether a server runs, after waiting for one that is busy, or mends itself after a crash of a session."""
        until = time.monotonic() + LONGEST_RECOVERY
        while not self.is_running():
            if not self._lives():
                return False
            if time.monotonic() > until:
                raise DatabaseProblem(f"The database runs and does not answer. Its log is {self.log}.")
            time.sleep(0.1)
        return True

    def _lives(self) -> bool:
        mark = self.data / "postmaster.pid"
        try:
            first_line = mark.read_text().split("\n", 1)[0].strip()
        except FileNotFoundError:
            return False
        return first_line.isdecimal() and _is_postgres(int(first_line))

    @property
    def _starter(self) -> Path:
        return self.home / "started_by"

    def _take_over(self) -> bool:
        try:
            starter = int(self._starter.read_text())
        except (FileNotFoundError, ValueError):
            starter = 0
        if starter and starter != os.getpid() and _is_alive(starter):
            return False
        self._starter.write_text(str(os.getpid()))
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare_folders(self) -> None:
        user = server_user()
        for folder in (self.data, self.socket_folder, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            if user is not None:
                os.chown(folder, user.pw_uid, user.pw_gid)
        if user is not None:
            for parent in (*let_through(self.home), *let_through(program("postgres").parent)):
                print(f"Others may now pass through {parent} (not read it): PostgreSQL does not run as root.")

    def _make(self) -> None:
        made = run_as_server(
            [
                program("initdb"),
                *("-D", self.data, "-U", SUPERUSER, "--auth-local=peer", "-E", "UTF8", "--no-instructions"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
            ],
            capture_output=True,
        )
        if made.returncode != 0:
            raise DatabaseProblem(f"The database could not be made: {made.stderr.strip()}")
        self._write("pg_hba.conf", "local all all peer map=house\n")
        names = {"root", _own_name()}
        user = server_user()
        names |= {user.pw_name} if user else set()
        self._write("pg_ident.conf", "".join(f"house {name} all\n" for name in sorted(names)))
        self._write("postgresql.auto.conf", self._settings())

    def _settings(self) -> str:
        lines = [
            "listen_addresses = ''",
            f"unix_socket_directories = '{str(self.socket_folder).replace(chr(39), chr(39) * 2)}'",
            "unix_socket_permissions = 0700",
            "max_connections = 60",
            "shared_buffers = '256MB'",
            "timezone = 'UTC'",
            # Statements hold what people write: they do not belong in a log file.
            "log_min_error_statement = 'panic'",
            "log_statement = 'none'",
            "log_parameter_max_length_on_error = 0",
        ]
        if not self.durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
            # What is thrown away soon need not be tidied, nor be sent on.
            lines += ["autovacuum = off", "wal_level = minimal", "max_wal_senders = 0", "max_wal_size = '1GB'"]
            lines += ["checkpoint_timeout = '1h'"]
        return "\n".join(lines) + "\n"

    def _write(self, name: str, text: str) -> None:
        file = self.data / name
        file.write_text(text)
        file.chmod(0o600)
        user = server_user()
        if user is not None:
            os.chown(file, user.pw_uid, user.pw_gid)

    def _clear_after_crash(self) -> None:
        """Remove the marks of a server that was killed: its number may by now belong to another program."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.socket_folder / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        (self.socket_folder / f".s.PGSQL.{PORT}").unlink(missing_ok=True)

    def _launch(self) -> None:
        # The folder is its owner's alone; root reaches the socket all the same.
        started = self._control("start", "-l", self.log)
        if started != 0:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise DatabaseProblem(f"The database did not start. Its log ends with:\n{tail}")

    def _control(self, act: str, *options: str | Path) -> int:
        # Its output goes to a file: the server keeps a pipe open, and whoever reads it would wait for ever.
        with tempfile.TemporaryFile("w+") as output:
            command = [program("pg_ctl"), act, "-w", "-t", "120", "-D", self.data, *options]
            return run_as_server(command, stdout=output, stderr=output).returncode


def _own_name() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def _is_alive(process: int) -> bool:
    return _status_of(process) not in ("", "Z")


def _is_postgres(process: int) -> bool:
    try:
        name = Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return False
    return name.startswith("postgres") and _is_alive(process)


def _status_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
