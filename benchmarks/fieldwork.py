"""Measure fieldwork of 500 interviews of 10,000 words with 50,000 codings: open, search, code, find, count.

The bar is 200 ms at the 95th percentile for each, and 60 seconds for the file in and out.

    python -m benchmarks.fieldwork
"""

import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.pages import REPOSITORY, Site

RESULTS = REPOSITORY / "benchmarks" / "results"


def main() -> None:
    """Fill, measure, print and keep it."""
    interviews = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        found = json.loads(site.run("-m", "benchmarks.fieldwork_acts", str(interviews)))
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    stamp = datetime.now(UTC).date().isoformat()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        "# Fieldwork of 500 interviews, 10,000 words each, 50,000 codings",
        "",
        f"`python -m benchmarks.fieldwork`, {stamp}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        f"Milliseconds (p95) unless it says seconds. The load of the machine was {load}.",
        "",
        "| act | |",
        "|---|--:|",
        *(f"| {name} | {value:.1f} |" for name, value in found.items()),
    ]
    if interviews == 500:
        (RESULTS / "fieldwork.md").write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
