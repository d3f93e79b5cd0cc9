"""Measure how long the report of an evaluation takes: of the first case, and one with 2,000 findings.

Built, printed and verified as an evaluator does, as the application's role, under row security. The alternative in the
same run is the first case itself, of which the large report is given as a ratio.

    python -m benchmarks.evaluation_report
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
FINDINGS = 2000


def main() -> None:
    """Build both, print what each step took, and keep it."""
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        small = json.loads(site.run("-m", "benchmarks.building", "nsoc"))
        site.run("-m", "benchmarks.more_findings", str(FINDINGS), VLECHTWERK_RUN_AS_OWNER="1")
        large = json.loads(site.run("-m", "benchmarks.building", "demo"))
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    _keep(small, large)


def _keep(small: dict[str, float], large: dict[str, float]) -> None:
    stamp = datetime.now(UTC).date().isoformat()
    lines = [
        "# The report of an evaluation: seconds",
        "",
        f"`python -m benchmarks.evaluation_report`, {stamp}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "Asked for: PDF and Word of the case in 10 s, a report of 300 pages with 2,000 findings in 120 s, verified in 10 s.",
        "",
        "| | first case | 2,000 findings | ratio |",
        "|---|--:|--:|--:|",
    ]
    for name, taken in small.items():
        digits = 0 if name in ("pages", "sentences and figures") else 2
        lines.append(f"| {name} | {taken:.{digits}f} | {large[name]:.{digits}f} | {large[name] / taken:.1f} |")
    (RESULTS / "evaluation_report.md").write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
