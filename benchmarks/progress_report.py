"""Measure how long the job takes that drafts a progress report, on the demo and on the hundredfold programme.

The alternative in the same run is the demo itself, of which the hundredfold is given as a ratio. Each step is an act of
its own, as in the job, and the report is drafted as the application's role, under row security.

    python -m benchmarks.progress_report
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
# The four months in which most was registered.
PERIODS = {"demo": "2025-09-01", "hundredfold": "2022-01-01"}


def main() -> None:
    """Draft both, print what each step took, and keep it."""
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        site.fill()
        found = {code: json.loads(site.run("-m", "benchmarks.gathering", code, day)) for code, day in PERIODS.items()}
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    _keep(found)


def _keep(found: dict[str, dict[str, float]]) -> None:
    stamp = datetime.now(UTC).date().isoformat()
    demo, hundredfold = found["demo"], found["hundredfold"]
    lines = [
        "# Drafting a progress report: seconds",
        "",
        f"`python -m benchmarks.progress_report`, {stamp}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        f"Facts: {demo.pop('facts'):.0f} in the demo, {hundredfold.pop('facts'):.0f} in the hundredfold programme.",
        "",
        "| step | demo | hundredfold | ratio |",
        "|---|--:|--:|--:|",
    ]
    for name in demo:
        small, large = demo[name], hundredfold[name]
        lines.append(f"| {name} | {small:.3f} | {large:.3f} | {large / small:.1f} |")
    (RESULTS / "progress_report.md").write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
