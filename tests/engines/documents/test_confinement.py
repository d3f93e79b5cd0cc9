"""What the process that reads a stranger's file can't do."""

import errno
import sys
import time
from pathlib import Path

import pytest

from tests.engines.documents import files
from vlechtwerk.engines.documents.confined import running
from vlechtwerk.engines.documents.confined.running import Failed, run_confined

ATTEMPT = """
import sys, os, ctypes, json
del sys.argv[1]
from vlechtwerk.engines.documents.confined.answering import answer_with
def make(file, arguments):
    try:
        {code}
    except (OSError, ctypes.ArgumentError) as error:
        return {{"refused": error.errno or type(error).__name__}}
    return {{"done": True}}
answer_with(make)
"""
LIBC = "ctypes.CDLL(None, use_errno=True)"
FAILING = "(lambda got: (_ for _ in ()).throw(OSError(ctypes.get_errno(), '')) if got == -1 else got)"


def attempt(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, seconds: float = 5) -> dict[str, object]:
    monkeypatch.setattr(
        running,
        "_PYTHON",
        (sys.executable, "-I", "-B", "-c", ATTEMPT.format(code=code.replace("{folder}", str(folder)))),
    )
    with files.put(folder, b"contents").open("rb") as file:
        return run_confined("nothing", [], file, seconds=seconds, megabytes=256)


def test_it_reads_the_file_it_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert attempt(tmp_path, monkeypatch, "return {'read': file.read().decode()}") == {"read": "contents"}


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
        # Past Python, as a parser in C would.
        f"{FAILING}({LIBC}.socket(2, 1, 0))",
        f"{FAILING}({LIBC}.execv(b'/bin/true', (ctypes.c_char_p * 2)(b'true', None)))",
        f"{FAILING}({LIBC}.kill(os.getppid(), 0))",
        "open('{folder}/written', 'wb')",
        "os.remove('{folder}/stored')",
        # RLIMIT_FSIZE holds where Python's own hook is passed by.
        f"{FAILING}({LIBC}.write({LIBC}.open(b'{{folder}}/written', 66, 384), b'x', 1))",
    ],
)
def test_it_reaches_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    assert "refused" in attempt(tmp_path, monkeypatch, code)


def test_call_by_another_numbering_is_refused_by_the_filter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # getpid of x32. A kernel without x32 says ENOSYS when the filter lets it through.
    code = f"{FAILING}({LIBC}.syscall(ctypes.c_long(0x40000000 + 39)))"
    assert attempt(tmp_path, monkeypatch, code) == {"refused": errno.EPERM}


def test_nothing_is_read_when_the_kernel_does_not_take_the_filter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "from vlechtwerk.engines.documents.confined import limits; limits._FILTER = 99; limits.lock_up(5, 256)"
    assert attempt(tmp_path, monkeypatch, code) == {"refused": errno.EINVAL}


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("while True: pass", "time"),
        ("import time; time.sleep(60)", "time"),
        ("bytes(300 * 1024 * 1024)", "memory"),
        ("os._exit(3)", "crash"),
        ("ctypes.string_at(0)", "crash"),
        ("raise ValueError", "crash"),
        ("[os.write(1, bytes(1_000_000)) for _ in range(100)]", "output"),
    ],
)
def test_it_ends_when_it_does_not_behave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, why: str) -> None:
    monkeypatch.setattr(running, "_SLACK", 1.0)
    began = time.monotonic()
    with pytest.raises(Failed) as caught:
        attempt(tmp_path, monkeypatch, code, seconds=1)
    assert caught.value.why == why
    assert time.monotonic() - began < 5


def test_it_inherits_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "secret")
    assert "DATABASE_URL" not in str(attempt(tmp_path, monkeypatch, "return {'found': dict(os.environ)}"))
