"""Measure how long it takes to count a large round and decide what may be shown of it, against pandas that only counts.

python -m benchmarks.suppression
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from vlechtwerk.engines.statistics.suppression import Tables, suppress
from vlechtwerk.engines.statistics.tallies import DO_NOT_KNOW, EMPTY, Tally, tally

RESULTS = Path(__file__).resolve().parent / "results" / "suppression.md"
PEOPLE, STATEMENTS, CATEGORIES = 100_000, 60, 5
GROUPS = {"level": 3, "organisation": 40, "body": 12}
TRIES = 5
CROSSES, SIDES = [("level", "organisation")], [(0, 0, 1, 2, 2)] * STATEMENTS


def made_up() -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Make answers of people in groups of uneven sizes, a few of them very small."""
    random = np.random.default_rng(6)
    answers = random.choice(CATEGORIES, (PEOPLE, STATEMENTS), p=[0.05, 0.1, 0.2, 0.45, 0.2]).astype(np.int8)
    answers[random.random(answers.shape) < 0.05] = DO_NOT_KNOW
    answers[random.random(answers.shape) < 0.05] = EMPTY
    answers[random.random(PEOPLE) < 0.1] = EMPTY
    groups = {}
    for name, count in GROUPS.items():
        sizes = random.dirichlet(np.full(count, 1.5))
        groups[name] = random.choice(count, PEOPLE, p=sizes)
    # One organisation of four people.
    groups["organisation"][:4] = GROUPS["organisation"]
    return answers, groups


def by_pandas(answers: np.ndarray, groups: dict[str, np.ndarray]) -> list[pd.DataFrame]:
    """Count each statement by each breakdown and by the cross, and suppress nothing."""
    held = pd.DataFrame(answers, columns=[f"statement_{number}" for number in range(STATEMENTS)]).assign(**groups)
    return [
        held.groupby([*by, f"statement_{number}"], observed=True).size().unstack(fill_value=0)
        for number in range(STATEMENTS)
        for by in ([], ["level"], ["organisation"], ["body"], ["level", "organisation"])
        if by
    ]


def measured(act: Callable[[], object]) -> float:
    """Return the seconds of the fastest of a few tries."""
    took = []
    for _ in range(TRIES):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return min(took)


def main() -> None:
    """Measure both in one run, print and keep it."""
    answers, groups = made_up()
    counted: list[Tally] = []
    shown: list[list[Tables]] = []
    count = measured(lambda: counted.append(tally(answers, groups, CATEGORIES)))
    decide = measured(lambda: shown.append(suppress(counted[0], crosses=CROSSES, sides=SIDES)))
    pandas = measured(lambda: by_pandas(answers, groups))
    hidden = sum(len(tables.hidden) for tables in shown[0])
    everything = hidden + sum(len(tables.groups) for tables in shown[0])
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    lines = [
        "# What may be shown of a round: seconds",
        "",
        f"`python -m benchmarks.suppression`, {datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, numpy {np.__version__}, pandas {pd.__version__}; the fastest of {TRIES} tries.",
        f"Others used the machine too: its load was {load}.",
        f"{PEOPLE:,} people × {STATEMENTS} statements × {CATEGORIES} categories, in {len(counted[0].took_part):,} cells of "
        f"level, organisation and body; {hidden:,} of {everything:,} distributions of groups are hidden.",
        "",
        "| step | seconds |",
        "|---|--:|",
        f"| count | {count:.3f} |",
        f"| decide what may be shown | {decide:.3f} |",
        f"| both (to be at most 2) | {count + decide:.3f} |",
        f"| pandas, counts only | {pandas:.3f} |",
    ]
    RESULTS.write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
