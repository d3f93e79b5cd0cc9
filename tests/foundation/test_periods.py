"""A date says no more than its source."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vlechtwerk.foundation.periods import Certainty, PreciseDate, Precision

# Worked out by hand.
BOUNDS = [
    ("2023-07-15", date(2023, 7, 15), date(2023, 7, 15), Precision.DAY),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
    ("2023-early", date(2023, 1, 1), date(2023, 3, 31), Precision.PART_OF_YEAR),
    ("2023-mid", date(2023, 4, 1), date(2023, 9, 30), Precision.PART_OF_YEAR),
    ("2022-end", date(2022, 10, 1), date(2022, 12, 31), Precision.PART_OF_YEAR),
    ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_date_keeps_its_text_bounds_and_precision(
    text: str, earliest: date, latest: date, precision: Precision
) -> None:
    read = PreciseDate.read(text)
    assert (read.text, read.earliest, read.latest, read.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize("text", ["", "juli 2023", "2023-13", "2023-02-30", "2023-late", "23-07-15", "2023-7-5"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|date"):
        PreciseDate.read(text)


texts = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat()[:7]),
    st.tuples(st.integers(1900, 2100), st.sampled_from(["early", "mid", "end"])).map(
        lambda pair: f"{pair[0]}-{pair[1]}"
    ),
    st.integers(1900, 2100).map(str),
)


@given(texts, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_certainty_only_grows_as_days_pass(text: str, day: date) -> None:
    moment = PreciseDate.read(text)
    order = [Certainty.NOT_YET, Certainty.POSSIBLY, Certainty.SURELY]
    today, tomorrow = moment.as_of(day), moment.as_of(day + timedelta(days=1))
    assert order.index(today) <= order.index(tomorrow)
    assert moment.as_of(moment.latest) is Certainty.SURELY
    assert moment.as_of(moment.earliest - timedelta(days=1)) is Certainty.NOT_YET


def test_change_in_a_month_is_not_yet_then_possible_then_sure() -> None:
    july = PreciseDate.read("2023-07")
    assert july.as_of(date(2023, 6, 30)) is Certainty.NOT_YET
    assert july.as_of(date(2023, 7, 12)) is Certainty.POSSIBLY
    assert july.as_of(date(2023, 8, 1)) is Certainty.SURELY
