"""The side of the confined process: lock up, read the file, answer in JSON."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from vlechtwerk.engines.documents.confined.limits import lock_up


def answer_with(make: Callable[[BinaryIO, list[str]], dict[str, Any]]) -> None:
    """Lock up, call `make` with the file and the further arguments, and write its answer to standard output."""
    seconds, megabytes, *arguments = sys.argv[1:]
    lock_up(int(seconds), int(megabytes))
    with open(0, "rb", closefd=False) as file:
        try:
            answer = make(file, arguments)
        except MemoryError:
            answer = {"failed": "memory"}
        except Exception:
            answer = {"failed": "crash"}
    out = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    # What a parser in C leaves behind is not cleaned up: a crash at the very end would cost the answer.
    os._exit(0)
