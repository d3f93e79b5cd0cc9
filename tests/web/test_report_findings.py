"""What no longer holds of a file stands by kind on its page: each kind has its place, and what is much is folded."""

import pytest

from vlechtwerk.domains.programme.queries import report_manifest
from vlechtwerk.engines.documents.evaluation_report import manifest
from vlechtwerk.interfaces.evaluation_report_words import Found
from vlechtwerk.interfaces.web.programme.report_findings import WEIGHTS, by_kind

# A file of which this is said is no report of this project: nothing else is told of it.
ALONE = {"not_a_manifest", "damaged", "unknown_report"}


@pytest.mark.parametrize("mistakes", [manifest.Mistake, report_manifest.Mistake])
def test_each_kind_of_mistake_has_its_place(mistakes: type[manifest.Mistake] | type[report_manifest.Mistake]) -> None:
    assert {one.value for one in mistakes} - ALONE <= set(WEIGHTS)


def test_what_is_much_is_folded_and_nothing_is_left_out() -> None:
    found = [Found("told_since", "Komt erbij", f"regel {number}", "", "") for number in range(7)]
    found.append(Found("file_changed", "Anders", "", "a" * 64, "b" * 64))
    changed, since = by_kind(found)
    assert (changed["words"], changed["rows"]) == ("Anders", [{"where": "", "stands": "", "found": ""}])
    assert (since["count"], len(since["rows"]), len(since["more"])) == (7, 5, 2)
    assert [row["where"] for row in (*since["rows"], *since["more"])] == [f"regel {number}" for number in range(7)]
