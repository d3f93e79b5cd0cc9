"""Measure how long the report of an evaluation takes: of the first case, and one with 2,000 findings.

Built, printed and verified as an evaluator does, as the application's role, under row security. The alternative in the
same run is the first case itself, of which the large report is given as a ratio.

    python -m benchmarks.evaluation_report [how many findings; the results are kept of 2,000 only]
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


def main(findings: int) -> None:
    """Build both, print what each step took, and keep it."""
    home = Path(tempfile.mkdtemp(prefix="vlechtwerk-benchmark-"))
    site = Site(home)
    try:
        site.start()
        small = json.loads(site.run("-m", "benchmarks.building", "nsoc"))
        site.run("-m", "benchmarks.more_findings", str(findings), VLECHTWERK_RUN_AS_OWNER="1")
        large = json.loads(site.run("-m", "benchmarks.building", "demo"))
    finally:
        site.stop()
        shutil.rmtree(home, ignore_errors=True)
    table = _table(small, large, findings)
    sys.stdout.write(table)
    if findings == FINDINGS:
        (RESULTS / "evaluation_report.md").write_text(table)


def _table(small: dict[str, float], large: dict[str, float], findings: int) -> str:
    stamp = datetime.now(UTC).date().isoformat()
    lines = [
        "# The report of an evaluation: seconds",
        "",
        f"`python -m benchmarks.evaluation_report`, {stamp}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "Asked for: PDF and Word of the case in 10 s, a report of 300 pages with 2,000 findings in 120 s, verified in 10 s.",
        "",
        f"| | first case | {findings:,} findings | ratio |",
        "|---|--:|--:|--:|",
    ]
    for name, taken in small.items():
        digits = 0 if name in ("pages", "sentences and figures") else 2
        lines.append(f"| {name} | {taken:.{digits}f} | {large[name]:.{digits}f} | {large[name] / taken:.1f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FINDINGS)
