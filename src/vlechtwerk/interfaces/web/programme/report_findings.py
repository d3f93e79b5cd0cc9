"""What no longer holds of a file of a report, ready to print: what matters most first, each kind said once."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from vlechtwerk.interfaces.evaluation_report_words import Found

# Whether the file can be trusted comes first, then what is other in it, then what was changed behind it since.
WEIGHTS: Mapping[str, int] = {
    code: weight
    for weight, code in enumerate(
        (
            "taken_back", "never_frozen", "file_changed", "line_differs", "line_removed", "line_added",
            "lines_not_compared", "not_as_made", "not_as_frozen", "figure_differs", "words_differ", "no_longer_told",
            "source_gone", "source_changed", "told_since",
        )
    )
}  # fmt: skip
# So many of a kind stand unfolded.
MOST_SHOWN = 5
# One or more sums of contents: by them machines compare, and readers see nothing.
CHECKSUMS = re.compile(r"[0-9a-f]{64}(, [0-9a-f]{64})*")


def by_kind(found: Iterable[Found]) -> list[dict[str, Any]]:
    """Return what no longer holds by what is said of it, the weightiest first; of many the first few stand unfolded."""
    by_words: dict[str, list[Found]] = {}
    for one in sorted(found, key=lambda one: WEIGHTS.get(one.code, len(WEIGHTS))):
        by_words.setdefault(one.text, []).append(one)
    return [
        {
            "words": words,
            "count": len(of_it),
            "rows": [_row(one) for one in of_it[:MOST_SHOWN]],
            "more": [_row(one) for one in of_it[MOST_SHOWN:]],
        }
        for words, of_it in by_words.items()
    ]


def _row(one: Found) -> dict[str, str]:
    return {"where": one.where, "stands": _told(one.stands), "found": _told(one.found)}


def _told(text: str) -> str:
    return "" if CHECKSUMS.fullmatch(text) else text
