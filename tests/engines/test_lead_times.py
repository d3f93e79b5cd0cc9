"""How long decisions take: the middle, and from ten decisions on what 9 of 10 stayed within."""

import pytest

from vlechtwerk.engines.statistics.lead_times import LeadTime, is_late, lead_time


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ([], None),
        ([3, 1, 20], LeadTime(3, 3, None)),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], LeadTime(9, 5, None)),
        ([100, 1, 2, 3, 4, 5, 6, 7, 8, 9], LeadTime(10, 5.5, 9)),
        (list(range(1, 12)), LeadTime(11, 6, 10)),
    ],
)
def test_nine_of_ten_is_said_from_ten_decisions_on(days: list[int], found: LeadTime | None) -> None:
    assert lead_time(days) == found


@pytest.mark.parametrize(("days", "agreed", "late"), [(5, 5, False), (6, 5, True), (None, 5, False), (6, None, False)])
def test_answer_is_late_after_the_day_agreed(days: int | None, agreed: int | None, late: bool) -> None:
    assert is_late(days, agreed) is late
