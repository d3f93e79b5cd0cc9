"""Start a confined process, hand it one open file, and take its answer, never more or longer than allowed."""

import json
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import IO, Any

MOST_BYTES_BACK = 64 * 1024 * 1024
_PIECE = 1024 * 1024
# Starting Python and waiting for a processor take time too: the clock on the wall runs this much longer.
_SLACK = 10.0
# Isolated: no path, no settings and no packages of the user; nothing written beside the modules.
_PYTHON = (sys.executable, "-I", "-B", "-m")


class Failed(Exception):
    """The process gave no answer; `why` is "time", "memory", "output" or "crash"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"The confined process gave no answer: {why}.")


def run_confined(
    module: str, arguments: Sequence[str], file: IO[bytes], *, seconds: float, megabytes: int
) -> dict[str, Any]:
    """Return the JSON object that `module` writes about the file on its standard input.

    `file` is a real file, open for reading. The module calls `answer_with`; its own limits come
    as its first two arguments: seconds of processor time, megabytes of memory. Raises `Failed`.
    """
    processor = max(1, round(seconds))
    with subprocess.Popen(
        [*_PYTHON, module, str(processor), str(megabytes), *arguments],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    ) as process:
        try:
            written = _take(process, time.monotonic() + seconds + _SLACK)
        finally:
            process.kill()
    # The hard limit of processor time ends in SIGKILL, which nobody else sends before the answer is complete.
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL) and not written:
        raise Failed("time")
    try:
        answer = json.loads(written)
    except ValueError:
        raise Failed("crash") from None
    if not isinstance(answer, dict):
        raise Failed("crash")
    if answer.get("failed"):
        raise Failed(str(answer["failed"]))
    return answer


def _take(process: subprocess.Popen[bytes], until: float) -> bytes:
    pieces: list[bytes] = []
    held = 0
    assert process.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise Failed("time")
            piece = process.stdout.read1(_PIECE)  # type: ignore[attr-defined]  # a pipe is buffered by default
            if not piece:
                break
            held += len(piece)
            if held > MOST_BYTES_BACK:
                raise Failed("output")
            pieces.append(piece)
    try:
        process.wait(timeout=max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise Failed("time") from None
    return b"".join(pieces)
