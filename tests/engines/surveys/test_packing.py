"""The answers of a respondent as bytes: all come back, and their length tells nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.surveys.made import THERMOMETER
from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.engines.surveys.packing import pack, packed_length, unpack

ANSWERS = st.tuples(*[st.sampled_from([1, 2, 3, 4, 5, 9, *Missing])] * 3)


@given(ANSWERS)
def test_answers_come_back_from_bytes_of_one_length(answers: tuple[int | Missing, ...]) -> None:
    packed = pack(THERMOMETER, answers)
    assert len(packed) == packed_length(THERMOMETER) == 7
    assert unpack(THERMOMETER, packed) == answers


@pytest.mark.parametrize("answers", [(1, 2), (1, 2, 3, 4), (1, 2, 6), (1, 2, -1)])
def test_answers_that_do_not_fit_are_not_packed(answers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        pack(THERMOMETER, answers)


@pytest.mark.parametrize(
    "content",
    [b"", bytes(6), bytes(7), bytes([2, 0, 1, 0, 1, 0, 1]), bytes([1, 0, 1, 0, 1, 0, 7]), b"\1\0\1\0\1\xff\xfc"],
)
def test_bytes_of_something_else_are_not_unpacked(content: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(THERMOMETER, content)
