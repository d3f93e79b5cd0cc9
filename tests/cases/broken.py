"""Load broken cases one after the other in one process, each as `vlechtwerk case load` does."""

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.owner_command import Installation


def refusals(
    installation: Installation, case: Path, into: Path, breaks: Sequence[Callable[[Path], None]]
) -> list[dict[str, Any]]:
    """Return what is said of a case that is broken in each of these ways; each time its copy has the name of the case.

    None may be taken in: the next would be told that the project is there already.
    """
    copies = [Path(shutil.copytree(case, into / str(number) / case.name)) for number in range(len(breaks))]
    for break_, copy in zip(breaks, copies, strict=True):
        break_(copy)
    done = installation.program("tests.cases.broken", *map(str, copies))
    assert done.code == 0, done.errors
    return [json.loads(line) for line in done.out.splitlines()]


def main() -> None:
    """Try each folder that is named; who is refused says so in one line, and the next is tried."""
    from vlechtwerk.interfaces.cli.process import set_up

    with set_up(as_owner=True):
        from vlechtwerk.interfaces.cli.case import load_one

        for folder in sys.argv[1:]:
            with suppress(SystemExit):
                load_one(folder, as_json=True)


if __name__ == "__main__":
    main()
