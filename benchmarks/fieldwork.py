"""Measure fieldwork of 500 interviews of 10,000 words with 50,000 codings: open, search, code, find, count.

The bar is 200 ms at the 95th percentile for each, and 60 seconds for the file in and out.

    python -m benchmarks.fieldwork [INTERVIEWS]
"""

import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.pages import REPOSITORY, Site

RESULTS = REPOSITORY / "benchmarks" / "results"
INTERVIEWS, SECONDS, MILLISECONDS = 500, 60, 200


def main() -> None:
    """Fill, measure, print and keep it."""
    interviews = int(sys.argv[1]) if len(sys.argv) > 1 else INTERVIEWS
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        found = json.loads(site.run("-m", "benchmarks.fieldwork_acts", str(interviews)))
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    report = "\n".join(lines(found, interviews)) + "\n"
    if interviews == INTERVIEWS:
        (RESULTS / "fieldwork.md").write_text(report)
    sys.stdout.write(report)


def lines(found: dict[str, Any], interviews: int) -> list[str]:
    """Return what was found as it is kept."""
    stamp = datetime.now(UTC).date().isoformat()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    seconds = found["seconds"]
    return [
        f"# Fieldwork of {interviews} interviews, 10,000 words each, {100 * interviews:,} codings",
        "",
        f"`python -m benchmarks.fieldwork{'' if interviews == INTERVIEWS else f' {interviews}'}`, {stamp}, "
        f"{os.cpu_count()} cores shared by database and program, Python {platform.python_version()}.",
        f"Others used the machine too: its load was {load}.",
        "",
        f"A file of {found['megabytes']:.0f} MB from a tool that counts UTF-16 units, by the steps of a job; {found['told']} "
        "times it was told how far they were.",
        "",
        f"| step (in and out to be at most {SECONDS} each) | seconds | of them on a processor |",
        "|---|--:|--:|",
        *(f"| {name} | {value:.1f} | {worked:.1f} |" for name, (value, worked) in seconds.items()),
        "",
        "The alternative for search is ILIKE, for codes that go together a merge by pandas that counts no people.",
        "",
        f"| act (to be at most {MILLISECONDS}) | p95 in ms | the alternative | ratio |",
        "|---|--:|--:|--:|",
        *(
            f"| {name} | {ours:.0f} | {f'{other:.0f}' if other else ''} | {f'{ours / other:.2f}' if other else ''} |"
            for name, (ours, other) in found["acts"].items()
        ),
    ]


if __name__ == "__main__":
    main()
